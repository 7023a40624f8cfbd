"""Names -> referents: which names of an article are one person's, one body's, one place's.

Full names come first, in text order; short ones go to the full name they are part of. Two people with different
surnames, or of one surname with different first names, are never one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.domain import EntityKind, MentionForm, Span
from quoth.resolution.mentions.referents import Referent, Words, initials, organization_words, same_person, surname
from quoth.resolution.names.aliases import AliasTable
from quoth.resolution.names.lexicon import SUFFIXES, Lexicon
from quoth.resolution.names.proper_names import ProperName
from quoth.resolution.names.tokens import Tokens

_MAYBE_PERSON = frozenset({EntityKind.PERSON, EntityKind.NONE})
_NO_PERSON = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.GROUP, EntityKind.DOCUMENT})
# Bodies that are called by their last word alone: "the Post", "the Committee".
_CALLED_SHORT = frozenset(
    "times post journal committee party foundation university campaign board commission institute council"
    " association bank union agency bureau court department guardian telegraph herald tribune globe star fund"
    " center institution ministry company corporation league museum society gazette chronicle courant observer"
    " mail express mirror standard network club college school hospital church".split()
)
# Companies that are called by their first word alone.
_COMPANIES = (
    "lines airlines airways ferries motors holdings technologies pharmaceuticals industries inc corp ltd plc foods"
    " group energy media systems partners homes stores breweries pictures studios entertainment software electronics"
    " semiconductor".split()
)
# What a company's name ends with in law, and seldom in the news.
_FORMS = frozenset("inc incorporated corp corporation ltd limited plc llc llp co holdings gmbh ag group".split())
_LEGAL = 99
_KNIGHTED = frozenset({"sir", "dame", "lord", "lady"})
_MOST_NAMESAKES = 40
_LESSER = frozenset({"former", "press", "deputy", "assistant"})
# What may stand between somebody's name and another of theirs; one of the last four does.
_CALLED = tuple(", ( was is also better best popularly formerly professionally known né as born née nee".split())
# After these a name is a place's, though a person of the article has it too.
_WHERE = frozenset("in at near from to of across outside around through".split())
_WORD = re.compile(r"\w+(?:[’'&-]\w+)*")


class Cast:
    """The referents of an article's names; `at` gives each name's by its first token."""

    def __init__(self, tokens: Tokens, names: Sequence[ProperName], lexicon: Lexicon, aliases: AliasTable) -> None:
        self.tokens, self.lexicon, self.aliases = tokens, lexicon, aliases
        self.referents: list[Referent] = []
        self.at: dict[int, Referent] = {}
        self.related: dict[tuple[Referent, str], Referent] = {}
        self.together: dict[frozenset[Referent], Referent] = {}
        self._people: dict[str, list[Referent]] = {}  # by surname
        self._firsts: dict[str, list[Referent]] = {}  # by first name and nickname
        self._honorifics: dict[str, set[str]] = {}  # by surname
        self._others: dict[Words, Referent] = {}
        self._bodies: dict[str, list[Referent]] = {}  # by last word
        self._acronyms: dict[str, Referent] = {}
        self._companies: dict[Words, Referent] = {}  # without "Inc."
        self._entries: dict[str, Referent] = {}
        surnames = frozenset(name.words[0] for name in names if len(name.words) == 1)
        for name in names:
            if len(name.words) == 1 and name.honorific:
                self._honorifics.setdefault(name.words[0], set()).add(name.honorific)
        known = {name.words for name in names if name.sure}
        for before, name, following in zip([None, *names], names, [*names[1:], None], strict=False):
            if len(name.words) > 1:
                same = self._born(name) or (self._also_called(before, name) if before is not None else None)
                referent = same or self._full(name, surnames)
                called = referent.name, referent.words
                self._place(name, referent)
                if same is not None:
                    referent.name, referent.words = called
                self._where(name, following, referent)
        # "Jewish" alone is nobody; what it describes may be.
        self._spelled_out = self._acronyms_in_brackets(names)
        short = [name for name in names if len(name.words) == 1 and not self._is_adjective(name.words[0])]
        # "Mr. Obama" makes a person of every "Obama".
        for name in sorted(short, key=lambda name: name.kind is not EntityKind.PERSON):
            word = name.words[0]
            known_word = name.words in known or word in self._people or word in self._firsts
            if name.sure or known_word or aliases.find(word):
                self._place(name, self._short(name))

    def _is_adjective(self, word: str) -> bool:
        return word in self.lexicon.groups and self.lexicon.groups[word].casefold() != word and word not in self._people

    def person(self, word: str) -> Referent | None:
        """The person most often called by a name, in any case: "WALLACE"."""
        found = self._people.get(word) or self._firsts.get(word) or ()
        return max(found, key=_fame, default=None)

    def relate(self, owner: Referent, role: str, referent: Referent) -> None:
        """Note whose role a person has: Maria Lopez’s "running-mate" is Ann Lee."""
        self.related.setdefault((owner, self.lexicon.alike.get(role, role)), referent)

    def family(self, one: Referent) -> list[Referent]:
        """Who else has a person's surname."""
        return [other for other in self._people.get(surname(one.words), ()) if other is not one] if one.words else []

    def joined(self, parts: Sequence[Referent]) -> Referent:
        """Several who are spoken of together, as one that is the same for the same several."""
        key = frozenset(parts)
        found = self.together.get(key)
        if found is None:
            found = self.together[key] = Referent(plural=True, parts=tuple(parts))
            self.referents.append(found)
        return found

    def country(self, capital: Referent) -> Referent | None:
        """Whose government a capital's name stands for, if the article names the country too: "Beijing has vowed"."""
        country = self.lexicon.capitals.get(capital.words[0]) if len(capital.words) == 1 else None
        return self._others.get((country,)) if country else None

    def group(self, name: str) -> Referent:
        """The group of this name in groups.csv."""
        words = (name.casefold(),)
        found = self._others.get(words)
        if found is None:
            found = self._others[words] = Referent(name=name, words=words, plural=True, named=True)
            found.votes[EntityKind.GROUP] += 3
            self.referents.append(found)
        return found

    def named(self, name: str, kind: EntityKind) -> Referent:
        """The referent of a name outside the text, such as an author's: one of the article's, or a new one."""
        words = tuple(_WORD.findall(name.casefold()))
        words = words[1:] if len(words) > 1 and words[0] == "the" else words
        if kind is EntityKind.PERSON:
            people = self._people.get(surname(words), ()) if words else ()
            same = (one for one in people if same_person(one.words, words, self.lexicon))
            found = next(same, None) or self._new_person(words or ("",))
        else:
            entry = self.aliases.find(name)
            short = self._others.get(words[-1:]) if words and words[-1] in _CALLED_SHORT else None
            known = self._others.get(words) or (self._entries.get(entry.name) if entry else None)
            found = known or short or Referent(named=True)
            self._others.setdefault(words, found)
        if not found.name or len(words) > len(found.words):
            found.spell(" ".join(name.split()), words or ("",))
            found.votes[kind] += 3
        return found

    def _where(self, name: ProperName, following: ProperName | None, referent: Referent) -> None:
        """Add where a group is to its name: "Labour-supporting Jews in London"."""
        if name.kind is not EntityKind.GROUP or following is None or following.kind is not EntityKind.PLACE:
            return
        if following.first == name.last + 1 and self.tokens.lower[name.last] == "in":
            words = (*name.words, "in", *following.words)
            referent.spell(self.tokens.span(name.first, following.last).of(self.tokens.text), words)

    def _place(self, name: ProperName, referent: Referent) -> None:
        self.at[name.first] = referent
        referent.add(name.span, MentionForm.NAME)
        referent.spell(" ".join(self.tokens.text[name.span.start : name.span.end].split()), name.words)
        if lesser := self._lesser(name):
            referent.roles.add(lesser)
        for title in name.titles:
            referent.roles.add(title)
            referent.roles |= self.lexicon.roles.get(title, frozenset())
            if not referent.gender and referent.kind is EntityKind.PERSON:
                referent.gender = self.lexicon.gender(title)
        if name.kind is not EntityKind.NONE:
            referent.votes[name.kind] += 3 if len(name.words) > 1 else 2
        article = name.first > 0 and not name.titles and self.tokens.lower[name.first - 1] in {"the", "a", "an"}
        referent.thing = referent.thing or article
        referent.plural = referent.plural or name.kind is EntityKind.GROUP
        if name.honorific and not referent.gender:
            referent.gender = name.honorific

    def _lesser(self, name: ProperName) -> str:
        """What makes the titles before a name lesser ones, if anything: "former" in "former President Ann Lee"."""
        place = name.first - 1
        while place > 0 and (self.tokens.lower[place] in name.titles or self.tokens.words[place] == "."):
            place -= 1
        word = self.tokens.lower[max(place, 0)]
        return word if name.titles and word in _LESSER else ""

    def _full(self, name: ProperName, surnames: frozenset[str]) -> Referent:
        """The referent of a name with several words."""
        words = name.words
        if name.kind in _NO_PERSON:
            return self._body(name)
        personal = len(words) <= 4 and (words[-1] in surnames or self._looks_personal(words))
        if name.kind is EntityKind.NONE and not personal:
            return self._body(name)
        for referent in self._people.get(surname(words), ())[:_MOST_NAMESAKES]:
            alike = referent.kind in _MAYBE_PERSON and same_person(referent.words, words, self.lexicon)
            if alike and not (name.honorific and referent.gender and name.honorific != referent.gender):
                return referent
        if self.aliases.find(name.span.of(self.tokens.text)):
            return self._body(name)
        return self._new_person(words, name.honorific)

    def _also_called(self, before: ProperName, name: ProperName) -> Referent | None:
        """Who has a second name: "Ann Lee, born Anna Leeson", "Ann Lee, better known as Anna Star"."""
        between = self.tokens.lower[before.last : name.first]
        if not between or between[-1] not in _CALLED[-4:] or not set(between) <= set(_CALLED):
            return None
        last = before.words[-1]
        referent = self.at.get(before.first) or next(iter(self._people.get(last, ())), None)
        if referent is None or referent.kind is not EntityKind.PERSON:
            return None
        self._people.setdefault(surname(name.words), []).append(referent)
        return referent

    def _born(self, name: ProperName) -> Referent | None:
        """Who was born with another surname: "Ann Marie Leeson was born in 1936", in an obituary of Ann Lee."""
        if self.tokens.lower[name.last : name.last + 2] != ("was", "born") or name.words[-1] in self._people:
            return None
        known = [one for one in self._firsts.get(name.words[0], ()) if one.words[:1] == name.words[:1]]
        if len(known) != 1 or known[0].kind is not EntityKind.PERSON:
            return None
        self._people.setdefault(surname(name.words), []).append(known[0])
        return known[0]

    def _looks_personal(self, words: Words) -> bool:
        return words[0] in self.lexicon.first_names or words[-1] in SUFFIXES

    def _new_person(self, words: Words, gender: str = "") -> Referent:
        first = words[0] if len(words) > 1 else ""
        referent = Referent(words=(), named=True, gender=gender or self.lexicon.genders.get(first, ""))
        referent.votes[EntityKind.PERSON] += 1
        self.referents.append(referent)
        last = surname(words) or words[-1]
        self._people.setdefault(last, []).append(referent)
        if len(words) > 1:
            self._firsts.setdefault(first, []).append(referent)
            for nickname in self.lexicon.nicknames.get(first, ()):
                self._firsts.setdefault(nickname, []).append(referent)
            for place in range(1, len(words) - 1):
                # "Wasserman Schultz" and "van der Berg" are surnames too.
                if len(words[place]) > 1:
                    self._people.setdefault(words[place], []).append(referent)
        return referent

    def _body(self, name: ProperName) -> Referent:
        """The referent of a name that is no person's, found by its words, its acronym or the alias table."""
        if len(name.words) == 1 and name.words[0] in self.lexicon.groups and name.words[0] not in self._people:
            return self.group(self.lexicon.groups[name.words[0]])
        words = organization_words(name.words)
        entry = self.aliases.find(name.span.of(self.tokens.text))
        found = self._others.get(words) or (self._entries.get(entry.name) if entry else None)
        if found is None and len(words) == 1 and (full := self._spelled_out.get(words[0])):
            found = Referent(named=True)
            self.referents.append(found)
            found.spell(*full)
        if found is None and len(words) == 1:
            found = self._acronyms.get(words[0].replace(".", "")) or self._called_short(name)
        if found is None and len(words) > 1:
            # "Board of Elections" after "Illinois Board of Elections".
            longer = (one for one in self._bodies.get(words[-1], ()) if one.words[-len(words) :] == words)
            found = next(longer, None)
        found = found or self._company(name, words)
        if found is None:
            found = Referent(named=True)
            self.referents.append(found)
            self._bodies.setdefault(words[-1], []).append(found)
            self._companies.setdefault(_without_form(words), found)
            if _without_form(words) != words or (len(words) > 1 and words[-1] in _COMPANIES):
                # Whatever "Olsen" is taken for, "Olsen Inc." and "Olsen Pictures" are companies.
                found.votes[EntityKind.ORGANIZATION] += _LEGAL
            if len(words) > 1:
                self._acronyms.setdefault(initials(words), found)
                self._acronyms.setdefault(initials(name.words), found)
        self._others.setdefault(words, found)
        if entry:
            self._entries.setdefault(entry.name, found)
            found.votes[entry.kind] += 3
        return found

    def _acronyms_in_brackets(self, names: Sequence[ProperName]) -> dict[str, tuple[str, Words]]:
        """What stands before an acronym in brackets, if its words begin so: "Alliance to Save Our Ferries (ASOF)"."""
        found = {}
        tokens = self.tokens
        for name in names:
            start = name.first - 2
            if (
                len(name.words) > 1
                or start < 0
                or tokens.words[start + 1] != "("
                or not tokens.words[name.first].isupper()
            ):
                continue
            letters = list(name.words[0].replace(".", ""))
            while start >= 0 and letters and name.first - start < 12 and tokens.words[start][0].isalnum():
                if tokens.lower[start][0] == letters[-1]:
                    letters.pop()
                elif tokens.words[start][0].isupper():
                    break
                start -= 1
            if not letters and self.at.get(start + 1) is None:
                span = tokens.span(start + 1, name.first - 1)
                found[name.words[0]] = (span.of(tokens.text), tokens.lower[start + 1 : name.first - 1])
        return found

    def _called_short(self, name: ProperName) -> Referent | None:
        """Whom "the Post" means: the last body named in full before it, or the first after it."""
        word = name.words[0]
        if word not in _CALLED_SHORT or name.first == 0 or self.tokens.lower[name.first - 1] != "the":
            return None
        return next(iter(self._bodies.get(word, ())), None)

    def _company(self, name: ProperName, words: Words) -> Referent | None:
        """The company that is named more or less fully: "Harbour Foods Inc.", "Tidal Moran" for Tidal Moran Water."""
        bare = _without_form(words)
        found = self._companies.get(bare) if len(bare) > 1 or bare != words else None
        if found is None and len(words) > 1 and name.kind in {EntityKind.NONE, EntityKind.ORGANIZATION}:
            bodies = (one for one in self._companies.values() if one.kind is EntityKind.ORGANIZATION)
            found = next((one for one in bodies if one.words[:-1] == words), None)
        return found

    def _called_first(self, name: ProperName) -> Referent | None:
        """Which company "Tidewater" means: "Tidewater Lines"; but "Lopez" may not be the Lopez Foundation."""
        word = name.words[0]
        if name.kind in {EntityKind.PLACE, EntityKind.GROUP} or self.aliases.find(word):
            return None
        short = (one for last in _COMPANIES if (one := self._others.get((word, last))))
        return self._companies.get((word,)) or next(short, None)

    def _short(self, name: ProperName) -> Referent:
        """The referent of a name with one word."""
        word = name.words[0]
        people = self._people.get(word, [])
        somebody = bool(people) and name.kind is EntityKind.PLACE and self._acts(name)
        if name.kind in {EntityKind.PLACE, EntityKind.GROUP} and not somebody:
            return self._body(name)
        # "Her brother Kieran" may be Kieran Walsh.
        relative = bool(name.titles) and name.titles[-1] in self.lexicon.nouns["relative"] and word in self._firsts
        titled = name.kind is EntityKind.PERSON and bool(name.titles) and not relative
        company = self._called_first(name) if not name.honorific else None
        if company and all(min(one.mentions) > name.span for one in people):
            # The founder, of whose name the company's is, is named only below.
            return company
        if people or titled:
            return self._called(name, people)
        article = name.first > 0 and self.tokens.lower[name.first - 1] == "the"
        firsts = self._firsts.get(word, []) if not article else []
        if company or firsts:
            return company or max(firsts, key=_fame)
        first_name = name.kind is EntityKind.NONE and word in self.lexicon.first_names
        if (first_name or name.kind is EntityKind.PERSON) and not article:
            return self._new_person(name.words, self.lexicon.genders.get(word, ""))
        return self._body(name)

    def _called(self, name: ProperName, people: Sequence[Referent]) -> Referent:
        """Who of the people of this surname is meant by it, if any of them may be."""
        fits = [one for one in people if not (name.honorific and one.gender and one.gender != name.honorific)]
        if not fits and not _KNIGHTED.isdisjoint(name.titles):
            # "Sir Owen" is Sir Owen Hale.
            fits = self._firsts.get(name.words[0], [])
        honoured = self._honorifics.get(name.words[0], ())
        others = [one for one in fits if one.gender not in honoured and min(one.mentions) < name.span]
        if others and not name.honorific:
            # Where "Ms Walsh" is one of two, "Walsh" is the other.
            fits = others
        return min(fits, key=self._introduced) if fits else self._new_person(name.words, name.honorific)

    def _acts(self, name: ProperName) -> bool:
        """Whether a verb that a place is seldom the subject of follows a name: "Israel said" after "Steve Israel"."""
        following = self.tokens.lower[name.last] if name.last < len(self.tokens) else ""
        before = self.tokens.lower[name.first - 1] if name.first else ""
        return self.lexicon.is_verb(following) and before not in _WHERE

    def _introduced(self, person: Referent) -> tuple[bool, Span]:
        """Where somebody is first named in full below the headline, or else named at all.

        Of several people a bare surname means whom the article introduces first, since the others keep their first
        names: so it is with 47 of 49 such sources in chains. By whom it names most often, 39 come out right.
        """
        paragraph, text = self.tokens.paragraph, self.tokens.text
        in_full = (span for span in person.mentions if " " in span.of(text))
        body = [span for span in in_full if paragraph[self.tokens.at(span.start)] > paragraph[0]]
        return not body, min(body or person.mentions)


def _without_form(words: Words) -> Words:
    """A company's name without "Inc." or "Group PLC"."""
    last = len(words)
    while last > 1 and words[last - 1] in _FORMS:
        last -= 1
    return words[:last]


def _fame(referent: Referent) -> int:
    return len(referent.mentions)
