"""What the words beside a name show that it names, where the model takes every name that it never saw for a person's.

Names of places and bodies stand in phrases that people's do not: "police in Lindow", "the governments of Kessara and
Dovania", "a Tidewell spokesman", "the engine maker Tidewell".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from quoth.domain import EntityKind
from quoth.resolution.mentions.phrases import BREAKS
from quoth.resolution.names.lexicon import Lexicon
from quoth.resolution.names.proper_names import ProperName
from quoth.resolution.names.tokens import Tokens

# What is of a place: "the government of", "MP for".
_OF_PLACES = frozenset(
    "government governments capital republic city town village north south east west president presidents people parts"
    " outskirts suburb port state streets mp mps tds msp councillor".split()
)
_WITHIN = frozenset({"in", "near", "outside"})
# After these "in" is no place's: "confidence in Lopez".
_TRUST = frozenset("confidence faith trust trusts believe believes believed interest interested invest".split())
_MAKERS = frozenset("maker giant startup start-up retailer airline brewer insurer lender carrier firm company".split())
_SPEAK_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "ceo", "shares", "shareholders", "executives"})
_IN_TEAMS = frozenset(
    "boss manager coach captain skipper striker defender midfielder forward winger goalkeeper quarterback".split()
)
# What only companies have.
_OF_COMPANIES = frozenset({"ceo", "cfo", "coo", "shareholders", "stock", "subsidiary", "headquarters", "executives"})
_DASHES = frozenset({"—", "–", "-"})
# So many words from a comma on tell what somebody or something is.
_APPOSITION = 8
# So many words a dateline may have before its dash: "MILLARD, Dec 3 (Newsline) -".
_DATELINE = 9


def shown_kinds(
    people: Sequence[ProperName], names: Sequence[ProperName], tokens: Tokens, lexicon: Lexicon
) -> dict[tuple[str, ...], EntityKind]:
    """Kinds by words, for those names of one word in `people` that the words beside them show to be nobody's.

    A word that is part of a longer name or that a title stands before anywhere is left alone, and so are first names.
    """
    people_named = (one for one in names if one.kind is not EntityKind.ORGANIZATION)
    parts = {word for name in people_named if len(name.words) > 1 or name.titles for word in name.words}
    alone = {name.words for name in people if len(name.words) == 1} - {(word,) for word in parts | lexicon.first_names}
    shown: dict[tuple[str, ...], Counter[EntityKind]] = {}
    before: ProperName | None = None
    for name in names:
        if name.words in alone:
            kind = _shown(name, tokens, lexicon)
            joined = before is not None and tokens.lower[before.last : name.first] == ("and",)
            if kind is None and joined and before is not None:
                kind = _shown(before, tokens, lexicon)
            if kind is not None:
                shown.setdefault(name.words, Counter())[kind] += 1
        before = name
    return {words: count.most_common(1)[0][0] for words, count in shown.items()}


def datelines(names: Collection[ProperName], tokens: Tokens) -> set[tuple[str, ...]]:
    """The names that stand in capitals before the dash of a dateline: "MILLARD — The board met"."""
    return {name.words for name in names if _is_dateline(name, tokens)}


def _is_dateline(name: ProperName, tokens: Tokens) -> bool:
    first, last = name.first, name.last
    if not all(word.isupper() for word in tokens.words[first:last]):
        return False
    if first and tokens.paragraph[first - 1] == tokens.paragraph[first]:
        return False
    if tokens.words[last : last + 1] in {(dash,) for dash in _DASHES}:
        return last + 1 < len(tokens) and tokens.starts[last + 1] > tokens.ends[last]
    wired = range(last, min(last + _DATELINE, len(tokens) - 1))
    dated = tokens.words[last : last + 1] in {(",",), ("(",)}
    return dated and any(tokens.words[at] == ")" and tokens.words[at + 1] in _DASHES for at in wired)


def _shown(name: ProperName, tokens: Tokens, lexicon: Lexicon) -> EntityKind | None:
    """What the words beside a name at one place show of it."""
    first, last = name.first, name.last
    before = (*tokens.lower[max(first - 2, 0) : first][::-1], "", "")
    behind = tokens.lower[last] if last < len(tokens) else ""
    if behind in _SPEAK_FOR or (behind == "chief" and tokens.lower[last + 1 : last + 2] == ("executive",)):
        return EntityKind.ORGANIZATION
    named = last + 1 < len(tokens) and tokens.words[last + 1][0].isupper()
    if behind in _IN_TEAMS and named and not tokens.owned[last - 1]:
        # "Tidewell manager Ann Lee".
        return EntityKind.ORGANIZATION
    if before[0] in _MAKERS or is_said_a_body(name, tokens, lexicon):
        return EntityKind.ORGANIZATION
    if tokens.owned[last - 1]:
        return None
    if before[0] == "at" and lexicon.is_person(lexicon.singular(before[1])):
        return EntityKind.ORGANIZATION
    of_place = before[0] in {"of", "for"} and before[1] in _OF_PLACES
    within = before[0] in _WITHIN and before[1] not in _TRUST
    return EntityKind.PLACE if of_place or within else None


def is_said_a_body(name: ProperName, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a noun beside a name says so: "the brewer Tidal Moran", "Tidal Moran, a company", "its shareholders"."""
    if tokens.lower[max(name.first - 3, 0) : name.first] == ("chief", "executive", "of"):
        return True
    before = tokens.lower[name.first - 1] if name.first else ""
    behind = tokens.lower[name.last] if name.last < len(tokens) else ""
    if before in lexicon.nouns["organization"] or behind in _OF_COMPANIES:
        return True
    if behind != ",":
        return False
    opening, *following = tokens.lower[name.last + 1 : name.last + _APPOSITION] or ("",)
    if opening not in {"a", "an", "the"}:
        return False
    head = next((at for at, word in enumerate(following) if word in BREAKS or not word[0].isalnum()), len(following))
    noun = following[head - 1] if head else ""
    return noun in lexicon.nouns["organization"] | _MAKERS
