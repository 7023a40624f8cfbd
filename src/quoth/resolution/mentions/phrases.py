"""Nouns that refer without a name: "the mayor", "his own running-mate", "some Labour supporters", "a Reuters poll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.domain import EntityKind
from quoth.resolution.names.lexicon import POSSESSIVES, PRONOUNS, RELATIVES, SELF, Lexicon
from quoth.resolution.names.tokens import Tokens

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "another", "one"})
OWNERS = POSSESSIVES | {"my", "our", "your"}
QUANTIFIERS = frozenset(
    "some many most all few several both any no every each half none various numerous countless two three four five"
    " six seven eight nine ten dozens hundreds thousands millions other others more enough".split()
)
OWNED = "’s"
# "The 52-year-old said".
AGE = "-year-old"
DETERMINERS = DEFINITE | INDEFINITE | OWNERS | QUANTIFIERS
# What stands before a noun phrase or between its parts, and is no part of it.
BREAKS = (
    frozenset(
        "of for in at on from with to by near against about as between among over under into onto through during"
        " without within before after since until than like including except per via toward towards and or nor but so"
        " if when while because though although where how why what whether that which who whom whose is are was were be"
        " been being am has have had do does did will would can could shall should may might must not said"
        " says say told asked added wrote called longer according only just even also then now here there".split()
    )
    | set(PRONOUNS) - POSSESSIVES
    | SELF - {"my", "our"}
    | (RELATIVES - {"that"})
)
_DESCRIBING = frozenset(
    "former senior current longtime long-time top chief new old young local other prominent leading anonymous"
    " unnamed independent many fellow own late retired future high-ranking veteran would-be potential liberal"
    " conservative moderate progressive white black female male gay undocumented ordinary rich poor working american"
    " political public private federal foreign religious rival establishment military national international"
    " intelligence campaign party government administration congressional presidential republican democratic"
    " social".split()
)
# Plural nouns that are more often verbs where a name stands right before them: "Lopez reports".
_VERBS = frozenset(
    "reports shows states plans polls posts records signs supports reviews drafts films lists guides hosts judges"
    " notes leads calls tests forces charts tables stores houses heads bosses coaches stars champions advocates"
    " answers plays tweets emails messages letters interviews questions fights probes researches studies filings"
    " experiences surveys maps blogs columns quotes boards".split()
)
_OF_MANY = frozenset({"some", "many", "several", "few", "most", "all", "these", "those"})
# After these a noun is a verb: "she boards".
_SUBJECTS = frozenset("i he she it we they who you".split())
# All people or none, and nobody in particular.
EVERYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody"})
_MANY_TOGETHER = frozenset({("no", "one"), ("the", "left"), ("the", "right")})
# Many people, without the ending of a plural.
_MANY = frozenset({"people", "personnel", "police", "these", "those"})
_MOST_WORDS = 6
_TELLS = frozenset({"tell", "tells", "told", "telling"})
_SITES = frozenset({"website", "site", "webpage"})
# A "white paper" is no newspaper.
_PAPERS = frozenset("academic discussion policy position research scientific strategy white working".split())

# A noun's singular, what it stands for, and whether it is a plural.
Noun = tuple[str, EntityKind, bool]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what stands before it: tokens `first` to before `last`; `head` is the singular of that at `noun`."""

    first: int
    last: int
    noun: int
    head: str
    kind: EntityKind
    plural: bool
    determiner: str = ""

    @property
    def definite(self) -> bool:
        """Whether it takes up what is known: "the mayor", "that report"."""
        return self.determiner in DEFINITE

    @property
    def owned(self) -> bool:
        """Whether a pronoun says whose: "his running-mate"."""
        return self.determiner in OWNERS


def find_phrases(tokens: Tokens, named: Sequence[bool], lexicon: Lexicon) -> Iterator[Phrase]:
    """All noun phrases whose noun is known and is no name; `named` says which tokens are part of a name."""
    known: dict[str, Noun | None] = {lower: noun_kind(lower, lexicon) for lower in set(tokens.lower)}
    for place, lower in enumerate(tokens.lower):
        found = known[lower]
        if found is None or named[place] or not lower[0].isalnum() or part_of_us(tokens, place):
            continue
        head, kind, plural = found
        if head == "paper" and place and tokens.lower[place - 1] in _PAPERS:
            kind = EntityKind.DOCUMENT
        if head == "story" and not _TELLS.isdisjoint(tokens.lower[max(place - 3, 0) : place]):
            # "The board tells a different story".
            continue
        phrase = phrase_at(tokens, place, head, kind, plural=plural)
        if phrase and not _goes_on(tokens, place, known):
            yield phrase


def part_of_us(tokens: Tokens, place: int) -> bool:
    """Whether "many of us" or the like begins here: those who speak, and no others."""
    return tokens.lower[place] in QUANTIFIERS and tokens.lower[place + 1 : place + 3] == ("of", "us")


def noun_kind(lower: str, lexicon: Lexicon) -> Noun | None:
    """A noun's singular, what it stands for, and whether it is a plural; `None` for other words."""
    if lower in lexicon.groups:
        name = lexicon.groups[lower]
        if name.casefold() == lower:
            return name.casefold(), EntityKind.GROUP, True
        return (lower, EntityKind.PERSON, False) if lexicon.is_person(lower) else None
    if lower.endswith(AGE) and lower[0].isdigit():
        return lower, EntityKind.PERSON, False
    singular = lexicon.singular(lower)
    plural = singular != lower
    nouns = lexicon.nouns
    for kind, is_kind in (
        (EntityKind.PERSON, lexicon.is_person(singular)),
        (EntityKind.ORGANIZATION, singular in nouns["organization"]),
    ):
        if is_kind:
            return singular, EntityKind.GROUP if plural else kind, plural
    if singular in nouns["crowd"]:
        return singular, EntityKind.GROUP, True
    return (singular, EntityKind.DOCUMENT, plural) if singular in nouns["document"] else None


def phrase_at(tokens: Tokens, noun: int, head: str, kind: EntityKind, *, plural: bool) -> Phrase | None:
    """The phrase that ends in a noun: back to its determiner, or over what describes it; `None` where it is a verb."""
    if noun and tokens.lower[noun - 1] in _SUBJECTS:
        return None
    first, determiner = _determined(tokens, noun)
    many = plural or tokens.lower[noun] in _MANY
    if many and determiner in {"that", "this"}:
        # "Denied that passengers", "heard that police": a conjunction.
        determiner = ""
    if not determiner:
        first = _bare_start(tokens, noun)
        verb = first < noun and tokens.lower[noun] in _VERBS
        if verb or not (many or tokens.words[first][0].isupper()):
            return None
    if determiner in _OF_MANY and not plural:
        return None
    if head in _SITES and determiner in {OWNED, *OWNERS}:
        # "The board’s website" is where the board says so; a website that is nobody's says so itself.
        kind = EntityKind.DOCUMENT
    return Phrase(first, noun + 1, noun, head, kind, plural, determiner)


def _determined(tokens: Tokens, noun: int) -> tuple[int, str]:
    """Where the determiner of a noun stands, and which it is; nothing where none stands close before it."""
    for place in range(noun - 1, max(noun - _MOST_WORDS, -1), -1):
        lower = tokens.lower[place]
        if tokens.sentence[place] != tokens.sentence[noun] or (lower in BREAKS and lower not in DETERMINERS):
            break
        if tokens.owned[place]:
            return _name_start(tokens, place), OWNED
        if lower in DETERMINERS:
            if lower in QUANTIFIERS and place and tokens.lower[place - 1] in DEFINITE | OWNERS:
                return place - 1, tokens.lower[place - 1]
            return place, lower
        if not lower[0].isalnum():
            break
    return noun, ""


def _name_start(tokens: Tokens, place: int) -> int:
    """Where a possessive name or noun begins that ends at a place: "the harbour board’s"."""
    first = place
    while first and place - first < _MOST_WORDS and tokens.starts[first] - tokens.ends[first - 1] <= 1:
        before = tokens.lower[first - 1]
        if before in {"the", "a", "an"} | OWNERS:
            return first - 1
        if not (tokens.words[first - 1][0].isupper() and tokens.words[first][0].isupper()) or before in BREAKS:
            break
        first -= 1
    return first


def _bare_start(tokens: Tokens, noun: int) -> int:
    """Where a phrase without determiner begins: over names, adjectives of groups and describing words."""
    first = noun
    while first and noun - first < _MOST_WORDS:
        before = first - 1
        lower = tokens.lower[before]
        if tokens.ends[before] + 1 != tokens.starts[first] or tokens.sentence[before] != tokens.sentence[noun]:
            break
        name = tokens.words[before][0].isupper() and not (tokens.opens_sentence(before) and lower in BREAKS)
        if not (name or lower in _DESCRIBING or "-" in lower) or lower in BREAKS:
            break
        first = before
    return first


def _goes_on(tokens: Tokens, place: int, known: dict[str, Noun | None]) -> bool:
    """Whether the noun only describes the one behind it: "campaign" in "campaign officials", "actor Tom Lee"."""
    following = place + 1
    if following >= len(tokens) or tokens.owned[place] or tokens.starts[following] - tokens.ends[place] != 1:
        return False
    return known[tokens.lower[following]] is not None and tokens.lower[following] not in BREAKS


def seems_plural(lower: str) -> bool:
    """Whether a word that no list knows seems to mean many: "elders", "others", "few", but not "boss"."""
    return lower in QUANTIFIERS | _MANY or (len(lower) > 3 and lower.endswith("s") and lower[-2] not in "sui")


def means_many(words: Sequence[str]) -> bool:
    """Whether the words of a description seem to mean many, or nobody in particular: "watchers", "everybody"."""
    return words[-1] in EVERYBODY or tuple(words) in _MANY_TOGETHER or seems_plural(words[-1])


def words_of(tokens: Tokens, first: int, last: int) -> tuple[str, ...]:
    """The words between two places in lower case, articles left out."""
    return tuple(lower for lower in tokens.lower[first:last] if lower[0].isalnum() and lower not in {"the", "a", "an"})
