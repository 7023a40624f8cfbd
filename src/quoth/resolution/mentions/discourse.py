"""Every place where an article refers to somebody or something, in text order, with what grammar shows of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.appositions import Appositions
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.found import FoundMention
from quoth.resolution.mentions.items import BEFORE_TITLES, PREPOSITIONS, Item, is_person, with_titles
from quoth.resolution.mentions.phrases import (
    BREAKS,
    DETERMINERS,
    OWNED,
    OWNERS,
    Phrase,
    find_phrases,
    means_many,
    seems_plural,
)
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HONORIFICS, POSSESSIVES, PRONOUNS, SELF, Lexicon
from quoth.resolution.names.proper_names import ProperName
from quoth.resolution.names.tokens import Tokens

_OBJECTS = frozenset({"him", "them", "himself", "herself", "themselves", "itself"})
_BEFORE_SUBJECT = frozenset(
    "and but or that if when while as because since although though whether what how why where after before until so"
    " yet then who says said".split()
)
_NO_VERB = PREPOSITIONS | frozenset(
    "and or nor but who whose whom which that the a an his her their when while if because since although though so"
    " than until unless where how why what whether once".split()
)
# Endings of nouns for people in the plural.
_PEOPLE = ("ers", "ors", "ists")
_SIDE_BY_SIDE = ([","], ["and"], [",", "and"], ["&"])


class Discourse:
    """All mentions of an article in text order, and which of them stands at a token."""

    def __init__(
        self, tokens: Tokens, names: Sequence[ProperName], cast: Cast, lexicon: Lexicon, found: Sequence[FoundMention]
    ) -> None:
        self.tokens, self._cast, self._lexicon = tokens, cast, lexicon
        named = [False] * len(tokens)
        for name in names:
            if name.first in cast.at:
                named[name.first : name.last] = [True] * (name.last - name.first)
        items = [self._name(name, cast.at[name.first]) for name in names if name.first in cast.at]
        items += [self._phrase(phrase) for phrase in find_phrases(tokens, named, lexicon)]
        items += self._pronouns()
        self.items = [*items, *_found(tokens, items, found)]
        self.items.sort(key=lambda item: (item.first, -item.last))
        self.firsts = [item.first for item in self.items]
        self.ending: dict[int, Item] = {item.last: item for item in self.items}
        # Where a pronoun says whose role a named person has ("Ann Lee, his aide"): that person and the role.
        self.bound = Appositions(self.items, tokens, cast, lexicon).bound
        self.items += self._coordinations(cast, lexicon)
        self.items.sort(key=lambda item: (item.first, -item.last))
        self.firsts = [item.first for item in self.items]

    def before(self, place: int) -> int:
        """How many mentions begin before a token."""
        return bisect_left(self.firsts, place)

    def within(self, places: range) -> Iterator[Item]:
        """The mentions that begin in a range of tokens."""
        yield from self.items[self.before(places.start) : self.before(places.stop)]

    def _name(self, name: ProperName, referent: Referent) -> Item:
        item = Item(name.first, name.last, MentionForm.NAME, referent=referent, settled=True)
        self._look_around(item, with_titles(self.tokens, name.first, self._lexicon))
        return item

    def _phrase(self, phrase: Phrase) -> Item:
        item = Item(phrase.first, phrase.last, MentionForm.DESCRIPTION, phrase=phrase)
        self._look_around(item)
        return item

    def _pronouns(self) -> Iterator[Item]:
        for place, lower in enumerate(self.tokens.lower):
            pronoun = PRONOUNS.get(lower) or ("self" if lower in SELF else "")
            if pronoun and not (lower == "it" and self._is_empty(place)):
                item = Item(place, place + 1, MentionForm.PRONOUN, pronoun=pronoun)
                self._look_around(item)
                item.owner = lower in POSSESSIVES and self._followed_by_noun(place)
                item.object = item.object or lower in _OBJECTS or (lower == "her" and not item.owner)
                yield item

    def _is_empty(self, place: int) -> bool:
        """Whether an "it" refers to nothing: "it is clear that", "it was said"."""
        following = self.tokens.lower[place + 1] if place + 1 < len(self.tokens) else ""
        return following in {"is", "was", "would", "seems", "turns"} and self.tokens.lower[place] == "it"

    def _followed_by_noun(self, place: int) -> bool:
        """Whether "her" is whose something is: "her aide", but not "told her that"."""
        following = place + 1
        if following >= len(self.tokens) or not self.tokens.words[following][0].isalnum():
            return False
        return self.tokens.lower[following] not in BREAKS | DETERMINERS

    def _look_around(self, item: Item, start: int = -1) -> None:
        """Guess the grammar of a mention from the words beside it; titles before it may begin at `start`."""
        tokens, first, last = self.tokens, item.first if start < 0 else start, item.last
        before = tokens.lower[first - 1] if first else ""
        item.owner = tokens.owned[last - 1]
        item.object = before in PREPOSITIONS
        opens = not first or tokens.opens_sentence(first) or before in _BEFORE_SUBJECT or not before[:1].isalnum()
        following = tokens.lower[last] if last < len(tokens) else "."
        verb = following[0].isalpha() and tokens.words[last][0].islower() and following not in _NO_VERB
        item.subject = not item.owner and not item.object and opens and (verb or following in {",", "("})
        sure = self._lexicon.is_verb(following) and tokens.words[last][0].islower()
        item.subject = item.subject or (sure and not item.owner and not item.object)
        item.object = item.object or (not item.subject and not item.owner and self._lexicon.is_verb(before))
        # "said Lopez."
        item.subject = item.subject or (before in {"said", "says", "asked", "added"} and not item.owner)

    def _coordinations(self, cast: Cast, lexicon: Lexicon) -> Iterator[Item]:
        """People who are named side by side, "Ann Lee, Piet Olsen and Oona Brandt", as one that "they" may mean."""
        tokens = self.tokens
        named = (one for one in self.items if one.form is MentionForm.NAME)
        people = [one for one in named if one.referent and is_person(one.referent)]
        run: list[Item] = []
        for item in people:
            between = range(run[-1].last, item.first) if run else range(0)
            words = [
                word
                for word in (tokens.lower[place] for place in between)
                if word not in lexicon.titles | BEFORE_TITLES
            ]
            if run and words in _SIDE_BY_SIDE and run[-1].referent is not item.referent and not run[-1].owner:
                run.append(item)
            else:
                run = [item]
                continue
            if "and" in words or "&" in words:
                referent = cast.joined([one.referent for one in run if one.referent is not None])
                referent.add(tokens.span(run[0].first, item.last), MentionForm.NAME)
                joined = Item(run[0].first, item.last, MentionForm.NAME, referent=referent, settled=True)
                self._look_around(joined)
                yield joined


def _found(tokens: Tokens, items: Sequence[Item], found: Sequence[FoundMention]) -> Iterator[Item]:
    """The descriptions that the model sees where the rules see nothing: no shorter one that heads it, none behind."""
    ends = {item.last for item in items}
    starts = {item.first for item in items if item.form is MentionForm.DESCRIPTION}
    named = {item.first for item in items if item.form is MentionForm.NAME}
    for mention in found:
        places = tokens.places(mention.span)
        if not len(places) or tokens.lower[places.stop - 1] in HONORIFICS:
            continue
        comma = next((at for at in places if tokens.words[at] == ","), places.start)
        if not named.isdisjoint(range(places.start, comma)):
            # "PC Ann Lee, who took the call": no more than her name.
            continue
        if places.stop not in ends and places.start not in starts and mention.form is MentionForm.DESCRIPTION:
            head = tokens.lower[places.stop - 1]
            words = tokens.lower[places.start : places.stop]
            many = mention.kind is EntityKind.PERSON and means_many(words)
            if mention.kind is EntityKind.ORGANIZATION and tokens.words[places.stop - 1].islower():
                # "The harbour watchers" are no body; "the union of pilots" is, and "sects" are bodies.
                people = words[-1].endswith(_PEOPLE) or not seems_plural(words[-1])
                many = people and means_many(words) and BREAKS.isdisjoint(words)
            kind = EntityKind.GROUP if many else mention.kind
            owned = words[0] in OWNERS or any(tokens.owned[places.start : places.stop - 1])
            phrase = Phrase(places.start, places.stop, places.stop - 1, head, kind, many, OWNED if owned else "")
            yield Item(places.start, places.stop, MentionForm.DESCRIPTION, phrase=phrase)
