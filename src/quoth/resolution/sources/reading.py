"""A source's words -> what they are: a pronoun, a name, a description, or several of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quoth.domain import EntityKind, MentionForm, Span
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.phrases import BREAKS, DETERMINERS, noun_kind
from quoth.resolution.names.lexicon import ADDRESSEE, POSSESSIVES, PRONOUNS, RELATIVES, SELF, Lexicon
from quoth.resolution.names.proper_names import BEHIND

_SOFT = frozenset("all both even only also himself herself themselves itself too then just".split())
_PARTS = frozenset(
    "one some many most all few several both any none each half number majority percent lot pair handful group dozens"
    " hundreds thousands millions two three four five six seven eight nine ten member members plurality third quarter"
    " % rest other others more everybody everyone anybody anyone those these".split()
)
# What ends a source and tells of the cue behind it: "her own plans", "his latest claim".
_OF_WHAT_IS_SAID = frozenset("own recent latest earlier previous past repeated frequent initial original".split())
_JOINS = frozenset({"and", "&", "or"})
_TAIL_ENDS = frozenset({",", "(", ";", ":", "—", "–", "who", "which", "that", "whose", "-"})


# So many words of a source are read; more are no name.
_LONGEST = 80
_NOWHERE = Span(0, 0)


class SourceKind(Enum):
    """What a source is made of."""

    NOTHING = auto()
    SELF = auto()
    ADDRESSEE = auto()
    RELATIVE = auto()
    ITEM = auto()
    WORDS = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """What a source is: of `ITEM` the mention that heads it, of `WORDS` the span that names it, of `SEVERAL` the parts.

    `first` and `last` are tokens; `whole` is the span that names it without what follows a comma.
    """

    kind: SourceKind
    first: int = 0
    last: int = 0
    whole: Span = _NOWHERE
    item: Item | None = None
    head: str = ""
    part: bool = False
    parts: tuple[Source, ...] = ()


_NO_ITEM = Item(0, 0, MentionForm.NAME)
NOTHING = Source(SourceKind.NOTHING)


def read_source(spans: Sequence[Span], discourse: Discourse, lexicon: Lexicon) -> Source:
    """Take a source apart; one without a word in it is nothing."""
    tokens = discourse.tokens
    places = [p for span in spans for p in tokens.places(span) if tokens.words[p][0].isalnum()]
    if not places:
        return NOTHING
    first = places[0]
    last = first
    while last < places[-1] + 1 and any(span.start <= tokens.starts[last] < span.end for span in spans):
        last += 1
    while last - 1 > first and tokens.lower[last - 1] in _OF_WHAT_IS_SAID:
        last -= 1
    return _read(first, min(max(last, first + 1), first + _LONGEST), discourse, lexicon)


def _read(first: int, last: int, discourse: Discourse, lexicon: Lexicon) -> Source:
    """The source between two tokens."""
    tokens = discourse.tokens
    bare = [p for p in range(first, last) if tokens.words[p][0].isalnum() and tokens.lower[p] not in _SOFT]
    if len(bare) == 1 and (simple := _pronoun(bare[0], discourse)):
        return simple
    # "Many of us who vote for it" are no others than "many of us".
    ends = next((at for at, place in enumerate(bare) if at and tokens.lower[place] in RELATIVES), len(bare))
    if ends > 1 and tokens.lower[bare[ends - 1]] in SELF and tokens.lower[bare[ends - 2]] == "of":
        return Source(SourceKind.SELF, first, last, tokens.span(first, last), part=True)
    if tokens.lower[bare[0] if bare else first] == "whose":
        return Source(SourceKind.RELATIVE, first, last, tokens.span(first, last), head="whose")
    return _phrase(first, last, discourse, lexicon)


def _phrase(first: int, last: int, discourse: Discourse, lexicon: Lexicon) -> Source:
    """A source that is more than a pronoun."""
    tokens = discourse.tokens
    end, head_end = _chunk(first, last, discourse)
    end = _over_place(end, head_end, last, discourse)
    if end < last and tokens.lower[end] in _JOINS:
        if several := _several(first, end, last, discourse, lexicon):
            return several
        # "Filmmaker and author Ann Lee"; but "the mayor and former nurse" is the mayor.
        over, over_head = _chunk(first, last, discourse, over_joins=True)
        head = discourse.ending.get(over_head)
        if (head is not None and head.form is MentionForm.NAME) or head_end not in discourse.ending:
            end, head_end = over, over_head
    whole = tokens.span(first, max(_tail(first, end, last, discourse), end))
    item = discourse.ending.get(head_end)
    if listed := _listed_after(head_end - 1, end, last, discourse, lexicon):
        return listed
    if tokens.lower[head_end - 1] in {"percent", "%"}:
        return Source(SourceKind.WORDS, first, last, whole, head="percent", part=True)
    counted = tokens.lower[head_end - 1] == "average" and any(word[0].isdigit() for word in tokens.words[end : end + 2])
    part = counted or all(
        tokens.lower[p] in _PARTS | DETERMINERS for p in range(first, end) if tokens.words[p][0].isalnum()
    )
    if part and end < last and tokens.lower[end] == "of":
        # "One of these men", "40 percent of voters": the head is that of the many.
        many = _chunk(end + 1, last, discourse)[1] if end + 1 < last else end
        noun = noun_kind(tokens.lower[many - 1], lexicon)
        return Source(SourceKind.WORDS, first, last, whole, head=noun[0] if noun else tokens.lower[many - 1], part=True)
    if item is not None and item.first >= first - 1:
        named = _named_after(item, end, last, discourse)
        return Source(SourceKind.ITEM, first, last, whole, item=named or item)
    part = part and not _PARTS.isdisjoint(tokens.lower[first:end])
    return Source(SourceKind.WORDS, first, last, whole, head=tokens.lower[head_end - 1], part=part)


def _pronoun(place: int, discourse: Discourse) -> Source | None:
    """What a source of one word is, if that is a pronoun."""
    lower = discourse.tokens.lower[place]
    last, span = place + 1, discourse.tokens.span(place, place + 1)
    for words, kind in ((SELF, SourceKind.SELF), (ADDRESSEE, SourceKind.ADDRESSEE), (RELATIVES, SourceKind.RELATIVE)):
        if lower in words:
            return Source(kind, place, last, span, head=lower)
    if lower in PRONOUNS:
        item = discourse.ending.get(last)
        kind = SourceKind.ITEM if item else SourceKind.WORDS
        return Source(kind, place, last, span, item=item, head=lower)
    return None


def _chunk(first: int, last: int, discourse: Discourse, *, over_joins: bool = False) -> tuple[int, int]:
    """Where the words up to the head of a source end: before "of", a comma, "who"; and where the head itself ends."""
    tokens = discourse.tokens
    by_first = {item.first: item for item in discourse.within(range(first, last)) if item.form is MentionForm.NAME}
    place, seen, head_end = first, False, first + 1
    while place < last:
        item = by_first.get(place)
        if item is not None and item.last <= last:
            place, seen, head_end = item.last, True, item.last
            while place < last and tokens.lower[place] in BEHIND and tokens.words[place][:2].isupper():
                # "Ann Lee KC": the same as Ann Lee.
                place += 1
            continue
        lower = tokens.lower[place]
        if not lower[0].isalnum():
            if lower in "“\"‘'’”./" and place + 1 < last:
                place += 1
                continue
            if seen:
                break
        elif seen and not (over_joins and lower in _JOINS) and _breaks(place, discourse):
            break
        elif lower not in _JOINS and lower not in DETERMINERS - {
            "all",
            "some",
            "many",
            "most",
            "few",
            "both",
            "one",
            "others",
            "several",
        }:
            seen, head_end = True, place + 1
        place += 1
    return place, head_end


def _over_place(end: int, head_end: int, last: int, discourse: Discourse) -> int:
    """Where "of Vermont" behind a person's name ends, if "and" follows it."""
    tokens, name = discourse.tokens, discourse.ending.get(head_end)
    if name is None or name.form is not MentionForm.NAME or end + 2 >= last or tokens.lower[end] not in {"of", "from"}:
        return end
    place = next(discourse.within(range(end + 1, end + 2)), None)
    behind = place.last if place is not None and place.form is MentionForm.NAME else last
    return behind if behind < last and tokens.lower[behind] in _JOINS else end


def _breaks(place: int, discourse: Discourse) -> bool:
    """Whether a word ends the phrase before it: "of", "who", "calling"."""
    lower = discourse.tokens.lower[place]
    if lower == "that" or (lower in BREAKS and lower not in DETERMINERS and lower not in POSSESSIVES):
        return True
    return lower.endswith("ing") and place in discourse.ending and not discourse.tokens.owned[place - 1]


def _tail(first: int, end: int, last: int, discourse: Discourse) -> int:
    """Where the words that name a description end: with "for the board", without "who ..." and what follows a comma."""
    tokens = discourse.tokens
    place = end
    while place < last and tokens.lower[place] not in _TAIL_ENDS:
        place += 1
    if place == end and place < last and tokens.lower[place] in {"who", "that"} and end - first == 1:
        return last
    while place > end and not tokens.words[place - 1][0].isalnum() and tokens.words[place - 1] != "%":
        place -= 1
    return place


def _named_after(item: Item, end: int, last: int, discourse: Discourse) -> Item | None:
    """The person who is named behind a description and a comma: "a spokesman for the board, Owen Hale"."""
    phrase, tokens = item.phrase, discourse.tokens
    if phrase is not None and phrase.kind is EntityKind.PERSON and tokens.words[phrase.noun][0].isupper():
        # "Bureau Director of Public Affairs Ann Lee".
        behind = discourse.ending.get(last)
        named = behind is not None and behind.form is MentionForm.NAME and behind.first > end
        if behind and named and tokens.words[behind.first - 1][0].isupper() and behind.referent:
            return behind if behind.referent.kind is EntityKind.PERSON else None
    if phrase is None or phrase.kind is not EntityKind.PERSON or (item.referent is not None and item.referent.named):
        return None
    comma = next((place for place in range(end, last) if tokens.words[place] in {",", "—", "–", "-"}), None)
    if comma is None or comma + 1 >= last:
        return None
    for other in discourse.within(range(comma + 1, min(comma + 6, last))):
        if other.form is MentionForm.NAME and other.referent is not None:
            kind = other.referent.kind
            words = tokens.words[comma + 1 : other.first]
            starts = all(not word[0].isalnum() or word[0].isupper() or word == "the" for word in words)
            if starts and kind in {EntityKind.PERSON, EntityKind.NONE}:
                return other
            return None
    return None


def _listed_after(noun: int, end: int, last: int, discourse: Discourse, lexicon: Lexicon) -> Source | None:
    """The people who are named behind a plural: "Two analysts, Ann Lee and Piet Olsen,"."""
    tokens = discourse.tokens
    plural = tokens.lower[noun].endswith("s") or (discourse.ending.get(noun + 1) or _NO_ITEM).phrase is not None
    if not plural or end >= last or tokens.words[end] not in {",", ":", "—", "–", "-"}:
        return None
    while last > end and not tokens.words[last - 1][0].isalnum():
        last -= 1
    while end + 1 < last and tokens.words[end + 1] == "-":
        end += 1
    listed = _read(end + 1, last, discourse, lexicon) if end + 1 < last else NOTHING
    named = all(part.item is not None and part.item.form is MentionForm.NAME for part in listed.parts)
    if listed.parts and named:
        return listed
    described = discourse.ending.get(noun + 1)
    many = described is not None and described.phrase is not None and described.phrase.plural
    return _each_with_a_place(end + 1, last, discourse) if many else None


def _each_with_a_place(first: int, last: int, discourse: Discourse) -> Source | None:
    """People who are named each with where they are: "Ann Lee at the ferry board, Piet Olsen of Skerrow and"."""
    tokens = discourse.tokens
    names = [one for one in discourse.within(range(first, last)) if one.form is MentionForm.NAME and one.referent]
    people = [one for one in names if one.referent and one.referent.kind is EntityKind.PERSON]
    people = [one for one in people if one.first == first or tokens.lower[one.first - 1] in {*_JOINS, ","}]
    if len(people) < 2 or people[0].first != first or _JOINS.isdisjoint(tokens.lower[first:last]):
        return None
    spans = [(one, tokens.span(one.first, one.last)) for one in people]
    parts = tuple(Source(SourceKind.ITEM, one.first, one.last, span, item=one) for one, span in spans)
    return Source(SourceKind.SEVERAL, first, last, tokens.span(first, last), parts=parts)


def _several(first: int, end: int, last: int, discourse: Discourse, lexicon: Lexicon) -> Source | None:
    """Two sources or more joined by "and"; `None` where the "and" only joins words of one."""
    tokens = discourse.tokens
    after = _read(end + 1, last, discourse, lexicon) if end + 1 < last else NOTHING
    starts = [first]
    starts += [p + 1 for p in range(first, end) if tokens.words[p] == "," and p + 1 < end]
    stops = [*(start - 1 for start in starts[1:]), end]
    before = [_read(start, stop, discourse, lexicon) for start, stop in zip(starts, stops, strict=True)]
    parts = (*before, *(after.parts or (after,)))
    good = all(part.kind in {SourceKind.ITEM, SourceKind.WORDS} for part in parts)
    if good and (_is_one_name(before[-1], after) or _is_one_person(before[-1], after, discourse)):
        return None
    if not good or not all(_stands_alone(part, discourse) for part in parts):
        return None
    return Source(SourceKind.SEVERAL, first, last, tokens.span(first, last), parts=parts)


def _is_one_name(one: Source, other: Source) -> bool:
    """Whether an "and" stands within a name or before it: "Fish and Rain Office", "Bay News and radio host Lee"."""
    left, right = one.item, other.item
    if left is None or right is None or left.referent is None or right.referent is None:
        return False
    body, person = left.referent.kind is EntityKind.ORGANIZATION, right.referent.kind is EntityKind.PERSON
    if body and person and right.form is MentionForm.NAME and other.first < right.first and one.first == left.first:
        return True
    short = left.referent.kind is EntityKind.NONE and len(left.referent.words) == 1
    return short and right.form is MentionForm.NAME and right.referent.kind is EntityKind.ORGANIZATION


def _is_one_person(one: Source, other: Source, discourse: Discourse) -> bool:
    """Whether two nouns say what one named person is: "the rower and broadcaster Ann Lee"."""
    left, right, tokens = one.item, other.item, discourse.tokens
    if left is None or left.phrase is None or left.phrase.plural or right is None or right.form is not MentionForm.NAME:
        return False
    described = left.phrase.kind is EntityKind.PERSON and left.phrase.determiner in {"", "the", "a", "an"}
    person = right.referent is not None and right.referent.kind is EntityKind.PERSON
    bare = tokens.words[other.first].islower() and tokens.lower[other.first] not in DETERMINERS
    return described and person and bare


def _stands_alone(part: Source, discourse: Discourse) -> bool:
    """Whether one half of "A and B" is somebody by itself: a name, a plural, or with a determiner of its own."""
    item = part.item
    if item is None:
        return discourse.tokens.lower[part.first] in DETERMINERS
    if item.phrase is not None:
        return item.phrase.plural or bool(item.phrase.determiner)
    return True
