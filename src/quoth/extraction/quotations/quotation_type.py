"""Spans and quotation marks -> whether a content is direct, mixed or indirect."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoth.domain import QuotationType, Span, Spans
from quoth.layout.words import split_words


class QuotedPassages:
    """All passages of an article in quotation marks, blockquotes among them, found by place."""

    def __init__(self, passages: Sequence[Span]) -> None:
        self._by_start = sorted(passages)
        self._starts = [span.start for span in self._by_start]
        self._by_end = sorted(passages, key=lambda span: span.end)
        self._ends = [span.end for span in self._by_end]
        self._outermost = _joined(self._by_start)

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
        """Passages near the content that do not hold the cue, rising, and joined where one lies in another.

        Those that begin after the cue or end before it are looked up by place, so that a paragraph in which thousands
        of marks are never closed takes no longer than another.
        """
        start, end = content[0].start, max(span.end for span in content)
        if not cue:
            first = bisect_right(self._outermost, start, key=lambda span: span.end)
            return self._outermost[first : bisect_left(self._outermost, end, key=lambda span: span.start)]
        after = self._by_start[bisect_right(self._starts, cue[0].start) : bisect_left(self._starts, end)]
        before = self._by_end[bisect_right(self._ends, start) : bisect_left(self._ends, cue[0].end)]
        return _joined(sorted({*after, *before}))


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
