"""What words are known to mean: first names, titles, nouns for people and things, groups, places.

Each word list stands in a file beside this module, whose first line says where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from quoth.word_lists import list_lines

HE, SHE = "he", "she"
PRONOUNS: Mapping[str, str] = {
    "he": HE, "him": HE, "his": HE, "himself": HE,
    "she": SHE, "her": SHE, "hers": SHE, "herself": SHE,
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
POSSESSIVES = frozenset({"his", "her", "their", "its"})
SINGULAR_SELF = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL_SELF = frozenset({"we", "us", "our", "ours", "ourselves"})
SELF = SINGULAR_SELF | PLURAL_SELF
ADDRESSEE = frozenset({"you", "your", "yours", "yourself", "yourselves"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
HONORIFICS = {
    "mr": HE, "sir": HE, "lord": HE, "mrs": SHE, "ms": SHE, "miss": SHE, "lady": SHE, "dame": SHE, "dr": "", "prof": "",
    "cllr": "",
}  # fmt: skip
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PLURALS = (("men", "man"), ("wives", "wife"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""))
_IRREGULAR = {"people": "person", "children": "child", "media": "media", "folks": "folk", "kids": "kid"}

_SHORTEST_PAST = 4
# A process that reads for days meets more words than it should remember.
_MOST_SINGULARS = 4096


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, in lower case; a noun is looked up in the singular."""

    genders: Mapping[str, str]
    first_names: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    nouns: Mapping[str, frozenset[str]]
    groups: Mapping[str, str]
    places: frozenset[str]
    organization_words: frozenset[str]
    document_words: frozenset[str]
    plain: frozenset[str]
    epithets: frozenset[str]
    called: Mapping[str, frozenset[str]]
    alike: Mapping[str, str]
    verbs: frozenset[str]
    capitals: Mapping[str, str]
    _singulars: dict[str, str] = field(default_factory=dict, repr=False)

    def is_person(self, noun: str) -> bool:
        """Whether a noun in the singular is what one calls a person: "spokesman", "biologist"."""
        return noun in self.persons or noun.endswith(self.person_endings)

    def is_verb(self, word: str) -> bool:
        """Whether a word beside a name seems to be a finite verb: "said", "has", "resigned"."""
        return word in self.verbs or (word.endswith("ed") and len(word) > _SHORTEST_PAST)

    def singular(self, noun: str) -> str:
        """The singular of a plural noun whose singular is known, and any other noun as it is."""
        found = self._singulars.get(noun)
        if found is None:
            if len(self._singulars) >= _MOST_SINGULARS:
                self._singulars.clear()
            found = self._singulars[noun] = self._singular(noun)
        return found

    def _singular(self, noun: str) -> str:
        if noun in _IRREGULAR:
            return _IRREGULAR[noun]
        if self.is_known(noun):
            return noun
        forms = (noun.removesuffix(plural) + one for plural, one in _PLURALS if noun.endswith(plural))
        return next((form for form in forms if self.is_known(form)), noun)

    def is_known(self, noun: str) -> bool:
        """Whether a noun in the singular says what it stands for."""
        return self.is_person(noun) or any(noun in nouns for kind, nouns in self.nouns.items() if kind != "epithet")

    def gender(self, noun: str) -> str:
        """`"he"` or `"she"` for nouns such as "actress", otherwise nothing."""
        return HE if noun in self.nouns[HE] else SHE if noun in self.nouns[SHE] else ""


@cache
def lexicon() -> Lexicon:
    """The shipped word lists, read once."""
    names = dict(_rows("first_names.csv"))
    known = {gender: frozenset(words.split()) for gender, words in names.items()}
    roles = {title: frozenset(words.split()) for title, words in _rows("roles.csv")}
    person_words = [word for line in _lines("person_nouns.txt") for word in line.split()]
    people = frozenset(word for word in person_words if not word.startswith("-"))
    plain = [word for line in _lines("plain_words.txt") for word in line.split()]
    organizations, documents = _organization_words()
    nouns = {kind: frozenset(words.split()) for kind, words in _rows("nouns.csv")}
    return Lexicon(
        genders={name: gender for gender in (HE, SHE) for name in known[gender]},
        first_names=known[HE] | known[SHE] | known["both"],
        nicknames=_nicknames(),
        titles=frozenset(_lines("titles.txt")),
        roles=roles,
        persons=people
        | nouns[HE]
        | nouns[SHE]
        | nouns["relative"]
        | nouns["insider"]
        | nouns["faceless"]
        | frozenset().union(*roles.values()),
        person_endings=tuple(word[1:] for word in person_words if word.startswith("-")),
        nouns=nouns,
        groups=_groups(),
        places=frozenset(line.casefold() for line in _lines("places.txt")),
        organization_words=organizations,
        document_words=documents,
        plain=frozenset(plain),
        epithets=frozenset(word for line in _lines("epithets.txt") for word in line.split()),
        called={kind: frozenset(words.split()) for kind, words in _rows("called.csv")},
        verbs=frozenset(word for line in _lines("finite_verbs.txt") for word in line.split()),
        capitals={city: country for country, cities in _rows("capitals.csv") for city in cities.split()},
        alike={other: noun for noun, others in _rows("alike.csv") for other in others.split()},
    )


def _nicknames() -> Mapping[str, frozenset[str]]:
    """Each first name with all that may stand for the same one, both ways."""
    found: dict[str, set[str]] = {}
    for name, short in _rows("nicknames.csv"):
        for other in short.split():
            found.setdefault(name, set()).add(other)
            found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _groups() -> Mapping[str, str]:
    """The group's name by each word that means it: `{"jews": "Jews", "jewish": "Jews"}`."""
    found = {}
    for name, words in _rows("groups.csv"):
        for word in (name, *words.split()):
            found[word.casefold()] = name
    return found


def _organization_words() -> tuple[frozenset[str], frozenset[str]]:
    organizations: set[str] = set()
    documents: set[str] = set()
    for line in _lines("organization_words.txt"):
        (documents if line.startswith("=") else organizations).update(line.lstrip("= ").split())
    return frozenset(organizations), frozenset(documents)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """The first field of each line, and all that follows it."""
    for line in _lines(name):
        first, _, rest = line.partition(",")
        yield first, rest


def _lines(name: str) -> list[str]:
    return list_lines("quoth.resolution.names", name)
