"""What a name is the name of, by its words and the titles before it."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import EntityKind
from quoth.resolution.names.lexicon import HONORIFICS, SUFFIXES, Lexicon

# What companies do: "chipmaker Teagash".
TRADES = frozenset(
    "chipmaker carmaker drugmaker automaker planemaker toymaker shipbuilder brewer insurer lender retailer airline"
    " supermarket broadcaster".split()
)
_DOMAINS = (".com", ".org", ".net")
# Behind a first name they make a place of it: "the Kent County Republican headquarters", "Clark City".
_OF_PLACES = frozenset({"county", "city", "township", "valley", "river"})


def kind_of_name(words: Sequence[str], titles: Sequence[str], first: str, lexicon: Lexicon) -> EntityKind:
    """What the words of a name say that it names; `NONE` where they leave it open."""
    whole = " ".join(words)
    if whole in lexicon.places:
        return EntityKind.PLACE
    if lexicon.groups.get(whole, "").casefold() == whole or lexicon.groups.get(words[-1], "").casefold() == words[-1]:
        return EntityKind.GROUP
    if words[-1] in lexicon.document_words and len(words) > 1:
        return EntityKind.DOCUMENT
    cause = len(words) > 2 and words[1] in {"for", "against"}
    trade = bool(titles) and titles[-1] in TRADES
    known = any(word in lexicon.organization_words for word in words)
    if cause or trade or known or words[-1].endswith(_DOMAINS):
        return EntityKind.ORGANIZATION
    if not titles and not _OF_PLACES.isdisjoint(words[1:]):
        return EntityKind.PLACE
    return _person_or_acronym(words, titles, first, lexicon)


def _person_or_acronym(words: Sequence[str], titles: Sequence[str], first: str, lexicon: Lexicon) -> EntityKind:
    """Whether titles, a first name, an initial or capitals alone say of what kind a name is."""
    if titles and any(title in HONORIFICS or title in lexicon.titles or title in lexicon.roles for title in titles):
        return EntityKind.PERSON
    initial = words[-1] in SUFFIXES or any(len(word) == 1 for word in words[:-1])
    if len(words) > 1 and (initial or words[0] in lexicon.first_names):
        return EntityKind.PERSON
    letters = first.replace(".", "").split("-")
    if len(words) == 1 and all(2 <= len(part) <= 6 and part.isalpha() for part in letters) and first.isupper():
        return EntityKind.ORGANIZATION
    if titles and lexicon.is_person(titles[-1]):
        return EntityKind.PERSON
    return EntityKind.NONE
