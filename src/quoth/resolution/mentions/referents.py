"""Someone or something that an article speaks of, in the making: gathers its names, its mentions and what it may be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from quoth.domain import EntityKind, MentionForm, Span
from quoth.resolution.names.lexicon import SUFFIXES, Lexicon

Words = tuple[str, ...]
_SMALL = frozenset({"of", "the", "and", "for", "on", "&", "in", "a"})


@dataclass(slots=True, eq=False)
class Referent:
    """An entity in the making; two are the same only if they are one object.

    `gender` is "he" or "she" where the article says so; `words` are those of its fullest name, `head` the noun of a
    description, `owner` and `owned_as` say whose it is, and what: "his campaign". `thing` says that a name takes an
    article: "the Kestrel". `votes` count what speaks for each kind, `roles` are nouns and titles by which it may be
    taken up.
    """

    name: str = ""
    words: Words = ()
    head: str = ""
    gender: str = ""
    plural: bool = False
    named: bool = False
    thing: bool = False
    votes: Counter[EntityKind] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    author: Referent | None = None
    owner: Referent | None = None
    owned_as: str = ""
    parts: tuple[Referent, ...] = ()

    @property
    def kind(self) -> EntityKind:
        """What most speaks for, `NONE` while nothing does; several are what the first of them is."""
        if self.parts:
            kinds = [part.kind for part in self.parts]
            if EntityKind.PERSON in kinds and self.parts[-1].plural:
                # "Ann Lee and her supporters".
                return EntityKind.GROUP
            return next((kind for kind in kinds if kind is not EntityKind.NONE), EntityKind.NONE)
        # Asked for thousands of times an article.
        if len(self.votes) == 1:
            return next(iter(self.votes))
        # Where two kinds have as much for them, a name of one word is no person's: "Politico".
        person = len(self.words) != 1
        votes = self.votes
        return max(
            votes, key=lambda kind: (votes[kind], (kind is EntityKind.PERSON) == person), default=EntityKind.NONE
        )

    def add(self, span: Span, form: MentionForm) -> None:
        """One more place where the article refers to it."""
        self.mentions.setdefault(span, form)

    def spell(self, spelling: str, words: Words) -> None:
        """One more wording; the one with most words becomes the name, of several the first."""
        self.spellings[spelling] += 1
        if len(words) > len(self.words):
            self.name, self.words = spelling, words


def same_person(one: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether two full names may be one person's: "Bill Clinton" and "William J. Clinton", not "Hillary Clinton"."""
    if one == other:
        return True
    first, second = _bare(one), _bare(other)
    if set(one) & SUFFIXES != set(other) & SUFFIXES or len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return False
    short, long = sorted((first, second), key=len)
    if len(short) >= 2 and long[-len(short) :] == short:
        return True
    middle = [word for word in short[1:-1] if len(word) > 1 and word not in long]
    return same_first_name(first[0], second[0], lexicon) and (not middle or len(short) < len(long))


def same_first_name(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two first names may be one person's: equal, an initial of the other, or its short form."""
    if one == other or other in lexicon.nicknames.get(one, ()):
        return True
    return one[0] == other[0] and min(len(one), len(other)) == 1


def surname(words: Words) -> str:
    """The last word of a name that is no "Jr."."""
    bare = _bare(words)
    return bare[-1] if bare else ""


def organization_words(words: Words) -> Words:
    """What organizations' names are compared by: "U.S. Department of Justice" gives `("justice", "department")`."""
    if len(words) > 2 and words[0] in {"u.s.", "us", "american"} and "department" in words:
        words = words[1:]
    if len(words) > 2 and words[0] in {"department", "ministry"} and words[1] == "of":
        words = (*words[2:], words[0])
    return words


def initials(words: Words) -> str:
    """The first letters of a name's words, without "of" and the like: `fbi`."""
    return "".join(word[0] for word in words if word not in _SMALL)


def _bare(words: Words) -> Words:
    return tuple(word for word in words if word not in SUFFIXES)
