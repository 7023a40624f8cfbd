"""Whom "who" means: what stands right before it, or who is said to be that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from quoth.domain import Attribution, EntityKind
from quoth.resolution.antecedents.surroundings import position
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.items import Item
from quoth.resolution.sources.reading import Source, SourceKind

# So many marks may stand between, and so many statements before it may have the same source.
_MARKS = 3
_EARLIER = 6
# So many words may stand between a subject and its "is": "Lopez is going to be".
_TO_BE = 5
_AND = frozenset({"and", "but", "or"})
# So long a clause may be that begins with "who" and is gone on with by "and who".
_CLAUSE = 16


def before_who(
    attribution: Attribution,
    sources: Mapping[str, Source],
    ordered: Sequence[Attribution],
    discourse: Discourse,
) -> Iterator[Attribution | Item | int]:
    """What the relative pronoun that is an attribution's source may mean, the likeliest first.

    That is an attribution whose speaker it is, a mention, or else the place of the word before it; nothing where none
    is. `ordered` are all attributions in text order, `sources` is what each of them has as its source.
    """
    tokens, source = discourse.tokens, sources[attribution.id]
    place = source.first - 1
    while place >= 0 and not tokens.words[place][0].isalnum() and source.first - place <= _MARKS:
        place -= 1
    if place < 0:
        return
    if tokens.lower[place] in _AND and (earlier := _who_before(place, discourse)):
        # "Ann Lee, who rows and who said".
        place = earlier - 1 - (not tokens.words[earlier - 1][0].isalnum())
    end, start = tokens.ends[place], tokens.starts[source.first]
    at = bisect_left(ordered, start, key=lambda one: position(one)[0])
    for other in reversed(ordered[max(0, at - _EARLIER) : at]):
        ends = other.source and end <= other.source[-1].end <= start + 1
        if ends and other is not attribution and sources[other.id].kind is not SourceKind.RELATIVE:
            yield other
            return
    item = _before_place(discourse.ending.get(place + 1), source, discourse)
    item = _said_to_be(item, discourse) or item
    if item is not None:
        yield item
    yield place


def _who_before(place: int, discourse: Discourse) -> int:
    """Where the "who" stands that an "and who" goes on, 0 where none does."""
    tokens = discourse.tokens
    for at in range(place - 1, max(place - _CLAUSE, 1), -1):
        if tokens.sentence[at] != tokens.sentence[place]:
            return 0
        if tokens.lower[at] in {"who", "which"}:
            return at
    return 0


def _said_to_be(item: Item | None, discourse: Discourse) -> Item | None:
    """Who is said to be what stands before "who": "He is a man who", "Ann Lee may be the mayor who"."""
    tokens = discourse.tokens
    if item is None or item.phrase is None or item.phrase.kind is not EntityKind.PERSON or not item.first:
        return None
    place = item.first - 1
    if tokens.lower[place] in {"is", "was", "be", "am"}:
        place -= 1
    elif not (tokens.owned[place] and tokens.lower[place] in {"he", "she"}):
        return None
    at = discourse.before(place + 1)
    near = discourse.items[max(0, at - 2) : at][::-1]
    subjects = (one for one in near if one.subject or one.last == place + 1)
    same = (one for one in subjects if tokens.sentence[one.first] == tokens.sentence[item.first])
    return next((one for one in same if place - one.last < _TO_BE), None)


def _before_place(item: Item | None, source: Source, discourse: Discourse) -> Item | None:
    """For "Ann Lee of Vermont, who", Ann Lee."""
    tokens = discourse.tokens
    place = item is not None and item.referent is not None and item.referent.kind is EntityKind.PLACE
    if item is None or not place or source.head != "who" or not item.first:
        return item
    of = tokens.lower[item.first - 1] in {"of", "from", "in"}
    return (discourse.ending.get(item.first - 1) if of else None) or item
