"""Descriptions -> referents: what "the mayor", "his campaign" and "the report" take up, if anything."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterator
from itertools import islice

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.antecedents.likeness import IN_VIEW, LESSER, Likeness, is_of_another_age
from quoth.resolution.antecedents.weighing import Around
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.found import Links
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.phrases import AGE, INDEFINITE, OWNED, OWNERS, QUANTIFIERS, Phrase, words_of
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import Lexicon
from quoth.resolution.sources.voices import EACH

# How many mentions back a definite description is followed to what it takes up.
_MOST_BACK = 250
# What a group's adjective stands before where both together mean the group: "the Jewish community".
_GENERIC = frozenset("community people population minority diaspora nation public vote man woman".split())
# What says of a body only that it is a country's.
_ANY_COUNTRYS = frozenset("federal national state u.s american".split())
_AUTHORS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.UNNAMED})
_UNNAMED = frozenset({"official", "adviser", "advisor", "aide", "source", "staffer"})
_WROTE = frozenset(
    "wrote written write writes writing sent issued released published penned signed posted tweeted".split()
)
# Paragraphs in which a noun may stand for somebody who is named further down.
_HEADLINES = 1
_OPENING = 2
# From which log odds on the model may join a description to what was mentioned before.
_NO_LINK = 1.0
_FAMOUS = 0.5
# "A nurse" is nobody named, however often "the nurse" speaks for herself below.
_INTRODUCED = 12
_MOST_LINKED = 40
_WITH_CLIENTS = frozenset("lawyer solicitor barrister counsel advocate agent".split())


class Descriptions:
    """Finds the referent of each description of one article; new ones come into being here."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one article is resolved from
        self,
        discourse: Discourse,
        cast: Cast,
        lexicon: Lexicon,
        links: Links | None,
        settle: Callable[[Item], None],
        in_view: Callable[[Item, str, frozenset[str]], Referent | None],
        around: Callable[[Item], Around],
    ) -> None:
        self._discourse, self._cast, self._lexicon, self._links, self._settle = discourse, cast, lexicon, links, settle
        self._in_view, self._around, self._like = in_view, around, Likeness(discourse.tokens, lexicon)
        self._by_role: dict[str, list[Referent]] | None = None
        # By what they are called: nobody who is named.
        self.known: dict[Hashable, Referent] = {}

    def settle(self, item: Item, phrase: Phrase) -> None:
        """Give a description's mention its referent."""
        referent = self._find(item, phrase)
        item.referent = referent
        tokens = self._discourse.tokens
        span = tokens.span(phrase.first, phrase.last)
        referent.add(span, MentionForm.DESCRIPTION)
        if not referent.named and not referent.name:
            last = self._tail(phrase)
            referent.spell(tokens.span(phrase.first, last).of(tokens.text), words_of(tokens, phrase.first, last))
        if phrase.kind is EntityKind.DOCUMENT and referent.author is None:
            referent.author = self._author(item, phrase)

    def _tail(self, phrase: Phrase) -> int:
        """Where the words that tell who is meant end: "voters in Ohio"."""
        tokens, last = self._discourse.tokens, phrase.last
        if phrase.determiner in {"the", "this", "that", *OWNERS} or last + 1 >= len(tokens):
            return last
        if tokens.lower[last] not in {"in", "from"} or tokens.owned[last - 1]:
            return last
        place = next(self._discourse.within(range(last + 1, last + 2)), None)
        named = place is not None and place.form is MentionForm.NAME and place.referent is not None
        return place.last if place and named and place.referent and place.referent.kind is EntityKind.PLACE else last

    def _author(self, item: Item, phrase: Phrase) -> Referent | None:
        """Whose document it is: "the pilots have written a letter", "a letter by the pilots"."""
        tokens = self._discourse.tokens
        if phrase.last < len(tokens) and tokens.lower[phrase.last] in {"by", "from", "of"}:
            behind = next(self._discourse.within(range(phrase.last + 1, phrase.last + 3)), None)
            if behind is not None and behind.form is not MentionForm.PRONOUN and tokens.lower[phrase.last] != "of":
                self._settle(behind)
                return behind.referent if behind.referent and behind.referent.kind in _AUTHORS else None
        verb = next((p for p in range(max(0, phrase.first - 3), phrase.first) if tokens.lower[p] in _WROTE), None)
        if verb is None:
            return None
        at = self._discourse.before(verb)
        for other in self._discourse.items[max(0, at - 4) : at][::-1]:
            if tokens.sentence[other.first] != tokens.sentence[item.first]:
                break
            if other.referent is not None and other.referent.kind in _AUTHORS and not other.owner:
                return other.referent
        return None

    def _find(self, item: Item, phrase: Phrase) -> Referent:
        words = words_of(self._discourse.tokens, phrase.first, phrase.last)
        if phrase.kind is EntityKind.GROUP and (group := self._group(words)):
            return group
        if phrase.determiner in OWNERS or phrase.determiner == OWNED or self._modifier(phrase):
            return self._owned(phrase)
        if phrase.definite:
            return self._definite(item, phrase, words)
        if phrase.plural:
            return self._keyed(("plural", words), phrase)
        headline = self._discourse.tokens.paragraph[phrase.first] <= _HEADLINES
        below = self._named_below(phrase) if headline and phrase.determiner not in INDEFINITE else None
        opening = self._discourse.tokens.paragraph[phrase.first] <= _OPENING
        return below or (self._body_below(phrase, words) if opening else None) or self._new(phrase)

    def _definite(self, item: Item, phrase: Phrase, words: tuple[str, ...]) -> Referent:
        """What "the mayor" or "both pilots" takes up, or else somebody new."""
        both = phrase.determiner == "both" and phrase.plural and phrase.noun == phrase.first + 1
        if both:
            found = self._pair(item, phrase)
        else:
            around = self._around(item) if phrase.kind is EntityKind.PERSON and not phrase.plural else Around()
            found = self._taken_up(item, phrase, words, around)
        return found or self._keyed(("definite", words), phrase)

    def _carried_on(self, phrase: Phrase, found: Referent | None, around: Around) -> Referent | None:
        """Who spoke just before and goes on: "A diver said so. “We lost it,” the man said", "the minister added"."""
        last = around.last if around.goes_on else around.carried_on if found is None else None
        if last is None or last is found or last.plural or last in around.excluded:
            return None
        if last.kind not in {EntityKind.PERSON, EntityKind.UNNAMED} or self._is_another(last, phrase, found):
            return None
        gender = self._lexicon.gender(phrase.head)
        return last if not gender or last.gender in {"", gender} else None

    def _is_another(self, last: Referent, phrase: Phrase, found: Referent | None) -> bool:
        """Whether somebody known is known by another role: Ann Lee, a nurse, is not "the doctor"."""
        if found is None and not last.named:
            return False
        roles = {role for role in last.roles if self._lexicon.is_person(role)} - {"man", "woman", "person", "resident"}
        general = phrase.head in self._lexicon.nouns["epithet"] | self._lexicon.nouns["insider"]
        return bool(roles) and (found is not None or not general) and phrase.head not in roles

    def _group(self, words: tuple[str, ...]) -> Referent | None:
        """The group that a name or an adjective stands for: "Jews", "the Jewish community"."""
        bare = [word for word in words if word not in QUANTIFIERS]
        named = self._lexicon.groups.get(bare[0]) if bare else None
        if named is None or (len(bare) > 1 and not (len(bare) == 2 and bare[1] in _GENERIC)):
            return None
        if len(bare) != len(words):
            return None
        return self._cast.group(named)

    def _named_below(self, phrase: Phrase) -> Referent | None:
        """Whom a headline means that only says what somebody is: "Ferry mayor resigns"."""
        for referent in self._cast.referents:
            if (
                referent.kind is EntityKind.PERSON
                and phrase.kind is EntityKind.PERSON
                and phrase.head in referent.roles
                and not LESSER & referent.roles
            ):
                return referent
            called = self._lexicon.called.get(phrase.head, ())
            if referent.named and phrase.kind is EntityKind.ORGANIZATION and any(w in called for w in referent.words):
                return referent
        return None

    def _body_below(self, phrase: Phrase, words: tuple[str, ...]) -> Referent | None:
        """The body that a headline or a first paragraph describes before it is named: "a House panel"."""
        if phrase.kind is not EntityKind.ORGANIZATION or phrase.plural:
            return None
        stems = self._like.stems(tuple(word for word in words if word not in _ANY_COUNTRYS and word not in INDEFINITE))
        bodies = [one for one in self._cast.referents if one.named and len(one.words) > 2]
        fits = [one for one in bodies if len(stems) > 1 and self._like.is_body(one, phrase, stems, strict=False)]
        return fits[0] if len(fits) == 1 else None

    def _modifier(self, phrase: Phrase) -> Item | None:
        """The name that says whose something is, without a possessive ending: "the Clinton campaign"."""
        if phrase.determiner not in {"", "the"} or phrase.kind is not EntityKind.ORGANIZATION:
            return None
        name = self._discourse.ending.get(phrase.noun)
        inside = name is not None and name.first >= phrase.first and name.form is MentionForm.NAME
        return name if inside and name and name.referent and name.referent.kind is EntityKind.PERSON else None

    def _owned(self, phrase: Phrase) -> Referent:
        """Something of somebody's: "his campaign", "Clinton’s campaign" and "the Clinton campaign" are one."""
        tokens = self._discourse.tokens
        modifier = self._modifier(phrase)
        if modifier is not None:
            owner, start = modifier.referent, phrase.noun
        else:
            owner, start = self.owner_of(phrase.first, phrase.noun)
        if owner is None:
            return self._keyed(("owned", words_of(tokens, phrase.first, phrase.last)), phrase)
        served = self._served(owner, phrase)
        if served is not None:
            return served
        key = self.owned_key(owner, start, phrase.last)
        if not phrase.plural and phrase.kind is EntityKind.PERSON:
            named = self.known.get(key) or self._relative(owner, phrase)
            if named is not None:
                return named
        referent = self._keyed(key, phrase)
        self.give_to(owner, referent, start, phrase.last)
        if phrase.kind is EntityKind.DOCUMENT and owner is not referent:
            referent.author = owner
        return referent

    def owner_of(self, first: int, last: int) -> tuple[Referent | None, int]:
        """Whose the words between two places are, and where the owner's own end: "her office", "Ann Lee’s office"."""
        tokens = self._discourse.tokens
        owned = (place for place in range(first, last) if tokens.owned[place])
        start = next(owned, first if tokens.lower[first] in OWNERS else last) + 1
        item = self._discourse.ending.get(start)
        if start > last or item is None or item.first < first:
            return None, start
        self._settle(item)
        return item.referent, start

    def owned_key(self, owner: Referent, first: int, last: int) -> Hashable:
        """Under which what is somebody's is known: "her own campaign" and "the Lopez camp" are one."""
        rest = tuple(word for word in words_of(self._discourse.tokens, first, last) if word != "own")
        return "of", owner, tuple(self._lexicon.alike.get(word, word) for word in rest) if len(rest) == 1 else rest

    def give_to(self, owner: Referent, referent: Referent, first: int, last: int) -> None:
        """Note whose it is, and what it is called between these places, unless that is known."""
        if referent.owner is None and owner is not referent:
            tokens = self._discourse.tokens
            words = (tokens.words[place] for place in range(first, last) if tokens.lower[place] != "own")
            referent.owner, referent.owned_as = owner, " ".join(words)

    def _served(self, owner: Referent, phrase: Phrase) -> Referent | None:
        """Whose lawyer speaks of "her client": Lopez, if she is "Lopez’s lawyer"."""
        if phrase.head != "client" or phrase.plural:
            return None
        if owner.owner is not None:
            return owner.owner
        related = self._cast.related.items()
        served = {whom for (whom, role), who in related if who is owner and role in _WITH_CLIENTS}
        return served.pop() if len(served) == 1 else None

    def _relative(self, owner: Referent, phrase: Phrase) -> Referent | None:
        """The named person whose role of this owner's the article tells: "his running-mate, Ann Lee"."""
        found = self._cast.related.get((owner, self._lexicon.alike.get(phrase.head, phrase.head)))
        gender = self._lexicon.gender(phrase.head)
        if found is None and gender and phrase.head in self._lexicon.nouns["relative"]:
            family = [one for one in self._cast.family(owner) if one.gender == gender]
            found = family[0] if len(family) == 1 else None
        return found

    def _taken_up(self, item: Item, phrase: Phrase, words: tuple[str, ...], around: Around) -> Referent | None:
        """What a definite description takes up: the last mentioned that has its noun, its title or its words."""
        # "The Skerrow-based firm" is the firm.
        stems = self._like.stems(tuple(word for word in words if not word.endswith("-based")))
        paragraph = self._discourse.tokens.paragraph
        headline = paragraph[item.first] <= _HEADLINES
        fits: dict[Referent, bool] = {}
        found, in_headline = None, None
        for one in self._earlier(item):
            referent = one.referent
            if referent is None or referent in around.excluded:
                continue
            if referent not in fits:
                fits[referent] = self._like.fits(referent, phrase, stems)
            if fits[referent]:
                # Of two presidents "the president" is the one who is not called a former one.
                former = "former" in referent.roles and "former" not in words
                if (headline or paragraph[one.first] > _HEADLINES) and not former:
                    found = referent
                    break
                in_headline = in_headline or referent
        found = self._carried_on(phrase, found, around) or found
        found = found or self._linked(item, phrase, around.excluded) or self._later(phrase)
        return found or self._epithet(item, phrase, stems) or in_headline

    def _linked(self, item: Item, phrase: Phrase, excluded: Collection[Referent]) -> Referent | None:
        """What the model says a description takes up, if it says that it takes up something."""
        earlier = islice((one for one in self._earlier(item) if one.referent is not None), _MOST_LINKED)
        possible = (one for one in earlier if one.referent and one.referent not in excluded)
        near = [one for one in possible if one.referent and self._like.may_be(one.referent, phrase)]
        tokens = self._discourse.tokens
        # "The union that speaks for the pilots" is told of, not taken up.
        told_of = phrase.kind is EntityKind.ORGANIZATION and tokens.lower[phrase.last : phrase.last + 1] == ("that",)
        if self._links is None or not near or told_of:
            return None
        odds = self._links.odds(tokens.span(item.first, item.last), [tokens.span(one.first, one.last) for one in near])
        # Whom the whole article is about is called "the nominee", rather than who stands nearest.
        fame = [math.log1p(len(one.referent.mentions)) if one.referent else 0.0 for one in near]
        best = max(range(len(near)), key=lambda at: odds[at] + _FAMOUS * fame[at])
        return near[best].referent if odds[best] > _NO_LINK else None

    def _epithet(self, item: Item, phrase: Phrase, stems: frozenset[str]) -> Referent | None:
        """Whom "the New York billionaire" means where nobody was called one: who is most in view."""
        tokens = self._discourse.tokens
        following = tokens.lower[phrase.last] if phrase.last < len(tokens) else ""
        of = following == "of" and phrase.head not in self._lexicon.titles
        if following in {"who", "whose", "for", "in", "that", "which"} or of:
            return None
        if phrase.kind is EntityKind.ORGANIZATION and phrase.head in IN_VIEW and len(stems) == 1:
            return self._in_view(item, "it", stems)
        aged = phrase.head.endswith(AGE)
        if phrase.kind is not EntityKind.PERSON or not (aged or phrase.head in self._lexicon.nouns["epithet"]):
            return None
        found = self._in_view(item, self._lexicon.gender(phrase.head), stems)
        return None if found is not None and is_of_another_age(found, phrase) else found

    def _pair(self, item: Item, phrase: Phrase) -> Referent | None:
        """The two people named last before "both candidates"."""
        people: list[Referent] = []
        for other in self._earlier(item):
            referent = other.referent
            if referent is None or referent.parts or not self._lexicon.is_person(phrase.head):
                continue
            if referent.named and referent.kind is EntityKind.PERSON and referent not in people:
                people.append(referent)
            if len(people) == 2:
                return self._cast.joined(people[::-1])
        return None

    def _later(self, phrase: Phrase) -> Referent | None:
        """Somebody whom the article names with this title only further down."""
        if phrase.kind is not EntityKind.PERSON or phrase.noun - phrase.first > 1:
            return None
        if self._by_role is None:
            self._by_role = {}
            for referent in self._cast.referents:
                for role in () if referent.roles & {"former", *LESSER} else referent.roles:
                    self._by_role.setdefault(role, []).append(referent)
        fits = self._by_role.get(phrase.head, ())
        return fits[0] if len(fits) == 1 else None

    def _earlier(self, item: Item) -> Iterator[Item]:
        at = self._discourse.before(item.first)
        for place in range(at - 1, max(-1, at - _MOST_BACK), -1):
            yield self._discourse.items[place]

    def _keyed(self, key: Hashable, phrase: Phrase) -> Referent:
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._new(phrase)
        return found

    def _new(self, phrase: Phrase) -> Referent:
        kind = phrase.kind
        if kind is EntityKind.PERSON or (phrase.plural and phrase.head in self._lexicon.nouns["insider"]):
            kind = EntityKind.UNNAMED
        referent = Referent(head=phrase.head, plural=phrase.plural, gender=self._lexicon.gender(phrase.head))
        # The model takes officials for a group as often as not.
        sure = phrase.plural and phrase.head in _UNNAMED and phrase.determiner in {"", "some", "several", "two"}
        if phrase.determiner in EACH and kind is EntityKind.UNNAMED:
            # "Any nurse": all of them, though the model knows of one.
            referent.votes[EntityKind.GROUP] += _INTRODUCED
        introduced = phrase.kind is EntityKind.PERSON and phrase.determiner in INDEFINITE
        referent.votes[kind] += _INTRODUCED if introduced else 3 if sure else 1
        referent.roles |= {phrase.head, *LESSER.intersection(self._discourse.tokens.lower[phrase.first : phrase.noun])}
        self._cast.referents.append(referent)
        return referent
