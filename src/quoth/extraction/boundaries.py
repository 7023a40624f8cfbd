"""Rules where rules are certain: contents end where quotation marks end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.domain import Article, Span
from quoth.extraction.candidates import Candidate
from quoth.extraction.decoding import Run
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import Side


class WordPlaces:
    """Which words stand where: from characters back to word indices."""

    def __init__(self, layout: Layout) -> None:
        self._starts = [word.start for word in layout.words]

    def run(self, span: Span) -> Run:
        """The words that begin inside a span."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)


def join_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Ranges in order, joined where they touch or overlap."""
    joined: list[Run] = []
    for start, end in sorted(runs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def snap_to_marks(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """Take in the marks that open or close what contents hold, and leave out marks that belong to the next words."""
    marks = _marks(layout, places)
    snapped = []
    for candidate in candidates:
        content = join_runs([_snapped(run, article.text, layout, marks) for run in candidate.content])
        snapped.append(replace(candidate, content=content))
    return snapped


def complete_quotations(candidates: Sequence[Candidate], layout: Layout, places: WordPlaces) -> list[Candidate]:
    """Carry a content that ends inside a quotation on to where the quotation ends.

    That is certain of one that begins with the quotation, and of one that a window or paragraph end cut.
    """
    closed = [quoted for quoted in layout.quotations if quoted.depth == 1 and quoted.closed]
    passages = [places.run(quoted.span) for quoted in closed]
    reopened = [any(mark.side is Side.REOPENS for mark in quoted.marks) for quoted in closed]
    starts = [start for start, _ in passages]
    edges = {*layout.paragraph_starts, *(candidate.window[1] for candidate in candidates)}
    completed = []
    for candidate in candidates:
        content = list(candidate.content)
        for number, (first, last) in enumerate(content):
            place = bisect_right(starts, last - 1) - 1
            if place < 0 or last >= passages[place][1]:
                continue
            start, end = passages[place]
            cut = last in edges and reopened[place] and start - 1 <= first
            direct = abs(start - first) <= 1 and not start <= candidate.cue[0] < end
            if cut or direct:
                content[number] = (first, end)
        completed.append(replace(candidate, content=join_runs(content)))
    return completed


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of closed passages by word: a mark may be two words long, as in ``so''.

    `opening` gives for the last word of an opening mark its first word and the first of the closing mark, `closing` for
    the first word of a closing mark the passage's start and end; `closed` are all words of closing marks.
    """

    opening: dict[int, Run]
    closing: dict[int, Run]
    closed: set[int]


def _marks(layout: Layout, places: WordPlaces) -> _Marks:
    marks = _Marks({}, {}, set())
    for quoted in layout.quotations:
        if quoted.closed:
            first, opened = places.run(quoted.marks[0].span)
            closing, end = places.run(quoted.marks[-1].span)
            marks.opening[opened - 1] = (first, closing)
            marks.closing[closing] = (first, end)
            marks.closed.update(range(closing, end))
    return marks


def _snapped(run: Run, text: str, layout: Layout, marks: _Marks) -> Run:
    start, end = run
    words = layout.words
    while end - start > 1 and end - 1 in marks.opening:
        end = max(marks.opening[end - 1][0], start + 1)
    while end - start > 1 and start in marks.closed:
        start += 1
    if start - 1 in marks.opening and marks.opening[start - 1][1] <= end + 1:
        start = marks.opening[start - 1][0]
    following = end
    if following < len(words) and text[words[following].start] in ",.!?…;":
        following += 1
    for place in (end, following):
        if place in marks.closing and start <= marks.closing[place][0] < end:
            return start, marks.closing[place][1]
    return start, end
