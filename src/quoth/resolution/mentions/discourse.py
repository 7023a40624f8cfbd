"""Every place where an article refers to somebody or something, in text order, with what grammar shows of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.found import FoundMention
from quoth.resolution.mentions.phrases import (
    AGE,
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

_PREPOSITIONS = frozenset(
    "of for in at on from with to by near against about as between among over under into onto through during without"
    " within than like including except per via toward towards behind".split()
)
_OBJECTS = frozenset({"him", "them", "himself", "herself", "themselves", "itself"})
_BEFORE_SUBJECT = frozenset(
    "and but or that if when while as because since although though whether what how why where after before until so"
    " yet then who says said".split()
)
_NO_VERB = _PREPOSITIONS | frozenset(
    "and or nor but who whose whom which that the a an his her their when while if because since although though so"
    " than until unless where how why what whether once".split()
)
_MOST_TITLES = 6
# "The hospital's owner, Crestline": a man or a company.
_MAN_OR_BODY = frozenset(
    "owner co-owner contractor operator developer supplier provider manufacturer sponsor rival competitor partner buyer"
    " landlord creditor investor backer donor host organiser organizer critic supporter opponent user seller".split()
)
# Endings of nouns for people in the plural.
_PEOPLE = ("ers", "ors", "ists")


_BEFORE = frozenset({".", "former", "ex", "late"})
_CAMPAIGNS = frozenset({"campaign", "candidacy", "running-mate"})
_SIDE_BY_SIDE = ([","], ["and"], [",", "and"], ["&"])


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
        self.by_first: dict[int, Item] = {}
        # Where a pronoun says whose role a named person has ("Ann Lee, his aide"): that person and the role.
        self.bound: dict[int, tuple[Referent, str]] = {}
        self._link_appositions(lexicon)
        self._campaigners()
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
        self._look_around(item, self._with_titles(name.first))
        return item

    def _with_titles(self, first: int) -> int:
        """Where what is said of somebody before the name begins: "the Australian golfer", "Gov."."""
        tokens, lexicon, start = self.tokens, self._lexicon, first
        while start and first - start < _MOST_TITLES and tokens.sentence[start - 1] == tokens.sentence[first]:
            before = tokens.lower[start - 1]
            title = before in HONORIFICS or before in lexicon.titles or lexicon.is_person(before) or before in _BEFORE
            described = before in lexicon.groups or (start < first and before in {"the", "a", "an"})
            if not (title or described) or tokens.owned[start - 1] or (before == "." and start < 2):
                break
            start -= 1
        return start

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
        item.object = before in _PREPOSITIONS
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
        people = [one for one in named if one.referent and _is_person(one.referent)]
        run: list[Item] = []
        for item in people:
            between = range(run[-1].last, item.first) if run else range(0)
            words = [
                word for word in (tokens.lower[place] for place in between) if word not in lexicon.titles | _BEFORE
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

    def _link_appositions(self, lexicon: Lexicon) -> None:
        """Join descriptions to the names they stand beside: "the mayor, Ann Lee", "Ann Lee, the mayor"."""
        tokens = self.tokens
        by_first = self.by_first
        for item in self.items:
            by_first.setdefault(item.first, item)
        for item in self.items:
            if item.form is not MentionForm.NAME or item.referent is None:
                continue
            start = _with_title(tokens, item.first)
            firsts = [start, self._with_titles(item.first)]
            beside = self.ending.get(start)
            if beside and beside.phrase and self._describes(beside, item, lexicon, ahead=True):
                # "His rival, the former banker Ann Lee": both are hers.
                firsts.append(beside.first)
            for end in dict.fromkeys((start, *(_before_comma(tokens, first) for first in firsts))):
                last = self.ending.get(end)
                before = (self._headed_by(last) if last else None) or last
                if before and before.phrase and self._describes(before, item, lexicon, ahead=True):
                    _join(before, item, lexicon, tokens)
                    self._relate(before.phrase, item.referent)
            after = by_first.get(_after_comma(tokens, item.last)) or by_first.get(_after_is(tokens, item))
            if after and after.phrase and self._describes(after, item, lexicon, ahead=False):
                _join(after, item, lexicon, tokens)
                self._relate(after.phrase, item.referent)
                if after.phrase.owned:
                    self.bound[after.first] = (item.referent, after.phrase.head)
            self._relate_over_for(item)
            self._bare_role(item, lexicon)
            self._age(item, item.referent)

    def _campaigners(self) -> None:
        """Whoever has a campaign may be called a candidate: "Lopez’s campaign", "the Lopez campaign"."""
        for item in self.items:
            phrase = item.phrase
            if phrase is None or phrase.head not in _CAMPAIGNS:
                continue
            for end in range(phrase.first + 1, phrase.noun + 1):
                owner = self.ending.get(end)
                if owner is not None and owner.referent is not None and owner.referent.kind is EntityKind.PERSON:
                    owner.referent.roles.add("candidate")

    def _relate(self, phrase: Phrase, referent: Referent) -> None:
        """Note whose role a person has: "Lopez’s lawyer, Ann Lee"."""
        owned = next((p for p in range(phrase.first, phrase.noun) if self.tokens.owned[p]), None)
        owner = self.ending.get(owned + 1) if owned is not None else None
        if owner is not None and owner.referent is not None:
            self._cast.relate(owner.referent, phrase.head, referent)

    def _relate_over_for(self, item: Item) -> None:
        """Note whose role a person has in "a lawyer for Lopez, Ann Lee," and "Ann Lee, a lawyer for Lopez"."""
        tokens = self.tokens
        if item.referent is None or not _is_person(item.referent):
            return
        closed = item.last < len(tokens) and not tokens.words[item.last][0].isalnum() and not item.owner
        before = self.ending.get(_before_comma(tokens, _with_title(tokens, item.first))) if closed else None
        after = self.by_first.get(_after_comma(tokens, item.last))
        behind = self.by_first.get(after.last + 1) if after is not None else None
        for owner, role in ((before, None), (behind, after)):
            phrase = self._role_before(owner)
            here = role is None or role.phrase is phrase
            if phrase and here and owner and owner.referent is not None and owner.referent is not item.referent:
                self._cast.relate(owner.referent, phrase.head, item.referent)
                item.referent.roles.add(phrase.head)

    def _headed_by(self, last: Item) -> Item | None:
        """The role "the head" in "the head of the harbour agency", of which the agency is the last mention."""
        first = last.first - (last.first > 1 and self.tokens.lower[last.first - 1] == "the")
        role = self.ending.get(first - 1)
        of = first > 1 and self.tokens.lower[first - 1] == "of"
        person = role is not None and role.phrase is not None and role.phrase.kind is EntityKind.PERSON
        body = last.phrase is None or last.phrase.kind is not EntityKind.PERSON
        return role if of and person and body else None

    def _role_before(self, owner: Item | None) -> Phrase | None:
        """The role "a lawyer" in "a lawyer for Lopez"."""
        if owner is None or owner.form is not MentionForm.NAME or owner.first < 2:
            return None
        if self.tokens.lower[owner.first - 1] not in {"for", "to", "of"}:
            return None
        before = self.ending.get(owner.first - 1)
        phrase = before.phrase if before is not None else None
        return phrase if phrase is not None and phrase.kind is EntityKind.PERSON and not phrase.plural else None

    def _describes(self, described: Item, name: Item, lexicon: Lexicon, *, ahead: bool) -> bool:
        """Whether a description stands in apposition to a name."""
        phrase = described.phrase
        if phrase is None or phrase.plural or described.referent is not None or name.referent is None:
            return False
        kind = name.referent.kind
        person = phrase.kind is EntityKind.PERSON
        # "On the Breakfast, the mayor said": a thing is nobody, whatever the model takes it for.
        open_kind = kind is EntityKind.NONE and not (person and name.referent.thing)
        if (person and _is_thing(name.referent)) or (person != (kind is EntityKind.PERSON) and not open_kind):
            return False
        gender = lexicon.gender(phrase.head)
        if gender and name.referent.gender and gender != name.referent.gender:
            return False
        if described.last == _with_title(self.tokens, name.first):
            # "The group Clean Harbour"; but "the company Lopez runs".
            group = phrase.kind is EntityKind.ORGANIZATION and phrase.determiner in {"the", "a", "an"}
            return person or (group and len(name.referent.words) > 1)
        if ahead:
            before = self.tokens.lower[described.first - 1] if described.first else ""
            whose = self.ending.get(described.first - 1) if before == "for" else None
            # "A spokeswoman for the mayor, Ann Lee, said": the spokeswoman.
            of_another = whose is not None and whose.phrase is not None and whose.phrase.kind is EntityKind.PERSON
            # "In a letter to the mayor, Ann Lee said", but "to the mayor, Ann Lee, on Monday" or at the sentence's end.
            ends = name.last >= len(self.tokens) or not self.tokens.words[name.last][0].isalnum()
            closed = ends and not name.owner
            return person and not of_another and bool(phrase.determiner) and (before not in _PREPOSITIONS or closed)
        apart = self._is_subject_behind(described, name)
        return not apart and bool(phrase.determiner) and (person or phrase.kind is EntityKind.ORGANIZATION)

    def _is_subject_behind(self, described: Item, name: Item) -> bool:
        """Whether a description opens a main clause: "Talking to Ann Lee, the mayor said", "the mayor, Piet Hale,"."""
        tokens, last = self.tokens, described.last
        before = self._with_titles(name.first) - 1
        before -= before > 0 and tokens.lower[before] == "the"
        if self._is_verb_at(last) and (tokens.lower[max(before, 0)] in _PREPOSITIONS or self._is_fronted(name)):
            return True
        behind = self.by_first.get(_with_titles_behind(tokens, last))
        closed = behind is not None and tokens.words[behind.last : behind.last + 1] == (",",)
        return behind is not None and closed and behind.form is MentionForm.NAME and self._is_verb_at(behind.last + 1)

    def _is_fronted(self, name: Item) -> bool:
        """Whether a name ends what a sentence opens with: "In an email seen by the Ledger, an official wrote"."""
        tokens, start = self.tokens, name.first
        while start and tokens.sentence[start - 1] == tokens.sentence[name.first]:
            start -= 1
        return tokens.lower[start] in _PREPOSITIONS and "," not in tokens.words[start : name.first]

    def _is_verb_at(self, place: int) -> bool:
        words = self.tokens.words[place : place + 1]
        return bool(words) and words[0].islower() and self._lexicon.is_verb(words[0])

    def _age(self, item: Item, referent: Referent) -> None:
        """Note how old somebody is in "Ann Lee, 52," and "Ann Lee (52)": "the 52-year-old" is she."""
        behind = self.tokens.words[item.last : item.last + 4]
        aged = behind[:1] in {(",",), ("(",)} and behind[1:2] == ("aged",)
        age = behind[1 + aged : 3 + aged]
        if behind[:1] in {(",",), ("(",)} and len(age) == 2 and age[0].isdigit() and not age[1][0].isalnum():
            referent.roles.add(f"{int(age[0])}{AGE}")

    def _bare_role(self, item: Item, lexicon: Lexicon) -> None:
        """Note the role in "Ann Lee, chairwoman of the board" and "Ann Lee is a nurse"."""
        tokens, referent = self.tokens, item.referent
        start = item.last
        if referent is None or start >= len(tokens) or referent.kind not in {EntityKind.PERSON, EntityKind.NONE}:
            return
        after = self.by_first.get(start + 1)
        if _is_thing(referent) or (after is not None and after.phrase and self._is_subject_behind(after, item)):
            return
        predicate = tokens.lower[start] in {"is", "was"} and not item.owner
        if tokens.lower[start] != "," and not predicate:
            return
        for place in range(start + 1, min(start + 8, len(tokens))):
            lower = tokens.lower[place]
            # "The mayor, Ann Lee, accused the minister": what somebody does is to another.
            done_to = lower in DETERMINERS and place > start + 1 and lexicon.is_verb(tokens.lower[place - 1])
            pronoun = lower in PRONOUNS and lower not in POSSESSIVES
            if not lower[0].isalnum() or lower in _PREPOSITIONS or pronoun or done_to:
                return
            if lexicon.is_person(lower) and not tokens.owned[place]:
                title = self.by_first.get(place + 1)
                if title is not None and title.form is MentionForm.NAME:
                    # "With Ann Lee, President Hale chose": his title.
                    return
                referent.roles.add(lower)
                referent.gender = referent.gender or lexicon.gender(lower)
                if referent.kind is EntityKind.NONE:
                    referent.votes[EntityKind.PERSON] += 1
                following = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
                if not lexicon.is_person(following):
                    return


def _is_person(referent: Referent) -> bool:
    return referent.kind is EntityKind.PERSON or (referent.kind is EntityKind.NONE and len(referent.words) > 1)


def _is_thing(referent: Referent) -> bool:
    """Whether a name of one word takes an article: "the Kestrel"."""
    return referent.thing and len(referent.words) == 1


def _with_title(tokens: Tokens, first: int) -> int:
    """Where a name begins with the "Mr" or "Dr." before it."""
    while first and (tokens.lower[first - 1] in HONORIFICS or (tokens.words[first - 1] == "." and first > 1)):
        step = 2 if tokens.words[first - 1] == "." else 1
        if tokens.lower[first - step] not in HONORIFICS:
            break
        first -= step
    return first


def _before_comma(tokens: Tokens, first: int) -> int:
    return first - 1 if first and tokens.words[first - 1] == "," else -1


def _after_comma(tokens: Tokens, last: int) -> int:
    return last + 1 if last < len(tokens) and tokens.words[last] in {",", "("} else -1


def _with_titles_behind(tokens: Tokens, last: int) -> int:
    """Where a name begins behind a comma and a "Mr" or "Sir"."""
    place = _after_comma(tokens, last)
    return place + 1 if 0 <= place < len(tokens) - 1 and tokens.lower[place] in HONORIFICS else place


def _after_is(tokens: Tokens, item: Item) -> int:
    """Where what somebody is said to be begins: "Ann Lee is a novelist"."""
    is_so = item.last < len(tokens) and tokens.lower[item.last] in {"is", "was"} and not item.owner
    return item.last + 1 if is_so else -1


def _join(described: Item, name: Item, lexicon: Lexicon, tokens: Tokens) -> None:
    """Make a description one more mention of a named referent, which takes over what it says."""
    phrase, referent = described.phrase, name.referent
    if phrase is None or referent is None:
        return
    described.settled = True
    referent.roles.add(phrase.head)
    referent.roles.update(tokens.lower[p] for p in range(phrase.first, phrase.noun) if not tokens.owned[p])
    referent.gender = referent.gender or lexicon.gender(phrase.head)
    if phrase.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION} and phrase.head not in _MAN_OR_BODY:
        referent.votes[phrase.kind] += 2
    if described.last < _with_title(tokens, name.first) or described.first >= name.last:
        described.referent = referent
        referent.add(tokens.span(phrase.first, phrase.last), MentionForm.DESCRIPTION)


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
