"""Candidates -> attributions that count, each with its parent: an attribution inside another's content is its child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.extraction.candidates import Candidate
from quoth.extraction.decoding import Run


@dataclass(frozen=True, slots=True)
class Nested:
    """A candidate that counts, the place of its parent in the same list, and its depth."""

    candidate: Candidate
    parent: int | None
    depth: int


def nest(candidates: Sequence[Candidate], thresholds: Mapping[str, float]) -> list[Nested]:
    """Choose the candidates that count and find their parents; the result is in text order of the cues.

    An outermost one counts by its own probability. An inner one counts only inside a content that counts, so candidates
    are settled from the longest content to the shortest.
    """
    order = sorted(
        (number for number, candidate in enumerate(candidates) if candidate.content),
        key=lambda number: (-_length(candidates[number].content), candidates[number].cue),
    )
    # Each word's shortest content so far: contents are painted over it from the longest to the shortest.
    holders: dict[int, int] = {}
    parents: dict[int, int | None] = {}
    for number in order:
        candidate = candidates[number]
        parent = holders.get(candidate.cue[0])
        while parent is not None and not _holds(candidates[parent], candidate):
            parent = parents[parent]
        if _counts(candidate, parent is not None, thresholds):
            parents[number] = parent
            for run in candidate.content:
                holders.update(dict.fromkeys(range(*run), number))
    places = {number: place for place, number in enumerate(sorted(parents, key=lambda n: (candidates[n].cue, n)))}
    nested = []
    for number in places:
        above = parents[number]
        nested.append(Nested(candidates[number], None if above is None else places[above], _depth(number, parents)))
    return nested


def _counts(candidate: Candidate, inside: bool, thresholds: Mapping[str, float]) -> bool:
    chance = candidate.outer + candidate.inner
    if inside:
        return chance >= thresholds["inner_cue"] and candidate.confidence >= thresholds["inner_unit"]
    # An inner cue in no content that counts is mostly one whose parent was missed: it needs the same certainty.
    return chance >= thresholds["cue"] and candidate.confidence >= thresholds["unit"]


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a content holds another candidate's cue and most of its content."""
    around = any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in outer.content)
    return around and 2 * _shared(outer.content, inner.content) > _length(inner.content)


def _depth(number: int, parents: Mapping[int, int | None]) -> int:
    depth, above = 0, parents[number]
    while above is not None:
        depth, above = depth + 1, parents[above]
    return depth


def _length(runs: Sequence[Run]) -> int:
    return sum(end - start for start, end in runs)


def _shared(runs: Sequence[Run], others: Sequence[Run]) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in runs for first, last in others)
