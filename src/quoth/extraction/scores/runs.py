"""Ranges of an article's words: from characters to them and back, and joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoth.domain import Span
from quoth.layout.features import Layout

Run = tuple[int, int]


class WordPlaces:
    """Which words stand where: from characters back to word indices."""

    def __init__(self, layout: Layout) -> None:
        self._starts = [word.start for word in layout.words]

    def run(self, span: Span) -> Run:
        """The words that begin inside a span."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)


def span_of(run: Run, words: tuple[Span, ...]) -> Span:
    """The characters of a range of words."""
    return Span(words[run[0]].start, words[run[1] - 1].end)


def join_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Ranges in order, joined where they touch or overlap."""
    joined: list[Run] = []
    for start, end in sorted(runs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
