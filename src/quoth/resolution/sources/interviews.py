"""Who answers in an interview whose turns are marked "Q:" and "A:"."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import EntityKind
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.proper_names import ProperName
from quoth.resolution.names.tokens import Tokens


def find_interviewee(tokens: Tokens, names: Sequence[ProperName], cast: Cast) -> Referent | None:
    """Who is named most often before the first question, in the title above all; `None` where nobody is or asks."""
    first = next((place for place in range(len(tokens)) if _is_turn(tokens, place, "Q")), len(tokens))
    if not any(_is_turn(tokens, place, "A") for place in range(first, len(tokens))):
        return None
    counts: dict[Referent, int] = {}
    for name in names:
        referent = cast.at.get(name.first)
        before = name.first < first and not _has_asked(tokens, name)
        if before and referent is not None and referent.kind is EntityKind.PERSON:
            title = tokens.paragraph[name.first] == tokens.paragraph[0]
            counts[referent] = counts.get(referent, 0) + (first if title else 1)
    return max(counts, key=lambda one: counts[one], default=None)


def _has_asked(tokens: Tokens, name: ProperName) -> bool:
    """Whether a byline names the one who asks: "By Ann Lee", "interviewed by Ann Lee"."""
    return name.first > 0 and tokens.lower[name.first - 1] == "by"


def _is_turn(tokens: Tokens, place: int, letter: str) -> bool:
    opens = place == 0 or tokens.paragraph[place - 1] != tokens.paragraph[place]
    return opens and tokens.words[place] == letter and tokens.words[place + 1 : place + 2] in {(":",), (".",)}
