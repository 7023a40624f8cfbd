"""One place where an article refers to somebody or something, and what grammar shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.phrases import Phrase
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HONORIFICS, Lexicon
from quoth.resolution.names.tokens import Tokens

PREPOSITIONS = frozenset(
    "of for in at on from with to by near against about as between among over under into onto through during without"
    " within than like including except per via toward towards behind".split()
)
# What may stand before a title.
BEFORE_TITLES = frozenset({".", "former", "ex", "late"})
_MOST_TITLES = 6


@dataclass(slots=True, eq=False)
class Item:
    """One mention: tokens `first` to before `last`; `pronoun` is "he", "she", "they", "it", "self" for "I", or nothing.

    `subject` says that a verb seems to follow it, `owner` that it is possessive, `object` that it follows a verb or a
    preposition. `referent` is `None` until it is known.
    """

    first: int
    last: int
    form: MentionForm
    pronoun: str = ""
    phrase: Phrase | None = None
    referent: Referent | None = None
    subject: bool = False
    owner: bool = False
    object: bool = False
    settled: bool = False


def with_titles(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """Where what is said of somebody before the name begins: "the Australian golfer", "Gov."."""
    start = first
    while start and first - start < _MOST_TITLES and tokens.sentence[start - 1] == tokens.sentence[first]:
        before = tokens.lower[start - 1]
        title = before in HONORIFICS or before in lexicon.titles or lexicon.is_person(before) or before in BEFORE_TITLES
        described = before in lexicon.groups or (start < first and before in {"the", "a", "an"})
        if not (title or described) or tokens.owned[start - 1] or (before == "." and start < 2):
            break
        start -= 1
    return start


def is_person(referent: Referent) -> bool:
    """Whether a name is a person's, as far as is known: one of several words may be."""
    return referent.kind is EntityKind.PERSON or (referent.kind is EntityKind.NONE and len(referent.words) > 1)
