"""After a correction: which statement lies in which, and through whom each reaches the reader."""

from __future__ import annotations

from dataclasses import replace

from quoth.archive.chains import line_of
from quoth.domain import Attribution, Reading


def nest_again(reading: Reading, old: Attribution, new: Attribution) -> Reading:
    """The reading with new parents where an attribution's content was changed from `old` to `new`."""
    by_id = {each.id: each for each in reading.attributions}

    def outward(start: str | None, each: Attribution) -> str | None:
        """The nearest statement that holds this one, from `start` outwards."""
        while start is not None and not holds(by_id[start], each):
            start = by_id[start].parent
        return start

    parents = {each.id: each.parent for each in reading.attributions}
    if old.parent is not None:
        parents[new.id] = outward(old.parent, new)
    for each in reading.attributions:
        if each.id == new.id:
            continue
        if each.parent == new.id and holds(old, each) and not holds(new, each):
            parents[each.id] = outward(old.parent, each)
        elif each.parent == old.parent and holds(new, each) and not holds(each, new):
            parents[each.id] = new.id
    several = tuple(replace(each, parent=parents[each.id]) for each in reading.attributions)
    return retell(reading, replace(reading, attributions=several))


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether a content holds another attribution's cue and most of its content."""
    if inner.cue and not any(span.covers(inner.cue[0]) for span in outer.content):
        return False
    shared = sum(span.overlap(each) for span in outer.content for each in inner.content)
    return 2 * shared > sum(map(len, inner.content)) or (bool(inner.cue) and not inner.content)


def retell(before: Reading, after: Reading) -> Reading:
    """The reading `after` with depths and chains put right, of those that lie otherwise or have other speakers."""
    old = {each.id: each for each in before.attributions}
    new = {each.id: each for each in after.attributions}
    several = []
    for each in after.attributions:
        was, now = line_of(old[each.id], old)[::-1], line_of(each, new)[::-1]
        if [(one.id, one.speaker) for one in was] != [(one.id, one.speaker) for one in now]:
            chain = (*_head(old[each.id], _speakers(was)), *_speakers(now))
            each = replace(each, depth=len(now) - 1, chain=chain)  # noqa: PLW2901
        several.append(each)
    return replace(after, attributions=tuple(several))


def _head(each: Attribution, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """What of a chain comes before the speakers: the outlet or author."""
    if speakers and each.chain[-len(speakers) :] == speakers:
        return each.chain[: -len(speakers)]
    return tuple(link for link in each.chain if link not in speakers)


def _speakers(line: list[Attribution]) -> tuple[str, ...]:
    return tuple(each.speaker for each in line if each.speaker is not None)
