"""Spans and quotation marks -> whether a content is direct, mixed or indirect."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoth.domain import QuotationType, Span, Spans
from quoth.layout.words import split_words


class QuotedPassages:
    """All passages of an article in quotation marks, blockquotes among them, found by place."""

    def __init__(self, passages: Sequence[Span]) -> None:
        # Passages in groups that share no character with each other, so that few are looked at for each content.
        self._groups: list[list[Span]] = []
        self._ends: list[int] = []
        for span in sorted(passages):
            if self._ends and span.start < self._ends[-1]:
                self._groups[-1].append(span)
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._groups.append([span])
                self._ends.append(span.end)
        self._starts = [group[0].start for group in self._groups]

    def quotation_type(self, text: str, content: Spans, cue: Spans = ()) -> QuotationType:
        """Direct if every word of the content lies in a passage, mixed if some do, else indirect.

        A passage that holds the cue as well is somebody else's quotation: in “He says it is ‘over’” what he says is
        mixed, not direct.
        """
        if not content:
            return QuotationType.INDIRECT
        passages = self._around(content, cue)
        starts = [span.start for span in passages]
        inside = outside = 0
        for span in content:
            for word in split_words(span.of(text)):
                position = span.start + word.start
                if text[position].isalnum():
                    place = bisect_right(starts, position) - 1
                    quoted = place >= 0 and position < passages[place].end
                    inside, outside = inside + quoted, outside + (not quoted)
        if not inside:
            return QuotationType.INDIRECT
        return QuotationType.MIXED if outside else QuotationType.DIRECT

    def _around(self, content: Spans, cue: Spans) -> list[Span]:
        """The outermost passages near the content that do not hold the cue, rising and apart."""
        first = bisect_right(self._ends, content[0].start)
        last = bisect_left(self._starts, content[-1].end)
        apart: list[Span] = []
        for span in (span for group in self._groups[first:last] for span in group):
            if cue and span.covers(cue[0]):
                continue
            if apart and span.start < apart[-1].end:
                apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
            else:
                apart.append(span)
        return apart
