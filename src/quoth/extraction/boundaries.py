"""Rules where rules are certain: contents end where quotation marks end, and take what they introduce."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from quoth.domain import Article, Block, BlockKind, Span
from quoth.extraction.candidates import Candidate
from quoth.extraction.decoding import Run
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import MARK_CHARACTERS, Side

_ENDS_SENTENCE = frozenset(".!?…")
_ELLIPSES = ("…", "...", "…]", "...]")
_BULLET = re.compile(r"(?:[•▪◦‣·*]|[-–—](?=\s)|\(?\d{1,2}[.)])\s*\S")
# "Part of the problem, they said, was that"; a heading does not end so.
_BREAKS_OFF = re.compile(
    r"\b(?:(?:say|says|said|was|is|were|are|adds|added|wrote|writes|means) that|that reads?)[,:]?\s*$"
)


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
    """Carry a content that a window or paragraph end cut inside a quotation on to where the quotation ends."""
    passages = [
        places.run(quoted.span)
        for quoted in layout.quotations
        if quoted.depth == 1 and quoted.closed and any(mark.side is Side.REOPENS for mark in quoted.marks)
    ]
    starts = [start for start, _ in passages]
    edges = {*layout.paragraph_starts, *(candidate.window[1] for candidate in candidates)}
    completed = []
    for candidate in candidates:
        content = list(candidate.content)
        for number, (first, last) in enumerate(content):
            place = bisect_right(starts, last - 1) - 1
            if place >= 0 and last in edges:
                start, end = passages[place]
                if start - 1 <= first and last < end:
                    content[number] = (first, end)
        completed.append(replace(candidate, content=join_runs(content)))
    return completed


def take_what_follows(candidates: Sequence[Candidate], article: Article, places: WordPlaces) -> list[Candidate]:
    """Give blockquotes, lists and paragraphs to the attribution that introduces them.

    A paragraph that ends in a colon, or without ending its sentence ("they said, was that"), introduces the blockquotes
    or the list that follow; its last cue is the one that does it.
    """
    taken = list(candidates)
    by_cue = sorted(range(len(taken)), key=lambda n: taken[n].cue[0])
    cues = [taken[n].cue[0] for n in by_cue]
    for introduction, following in _introduced(article):
        first, last = places.run(introduction)
        inside = by_cue[bisect_left(cues, first) : bisect_left(cues, last)]
        if not inside:
            continue
        likely = [n for n in inside if taken[n].outer + taken[n].inner >= 0.5] or inside
        chosen = likely[-1]
        body = places.run(following)
        before = [run for run in taken[chosen].content if run[1] <= body[0] and run[0] >= first]
        taken[chosen] = replace(taken[chosen], content=join_runs([*before, body]), hold=max(taken[chosen].hold, 0.95))
    return taken


def _introduced(article: Article) -> Iterator[tuple[Span, Span]]:
    """Each block that is open to what follows it, and the span of all that it introduces."""
    text = article.text
    groups = [(kind, list(blocks)) for kind, blocks in groupby(article.blocks, lambda block: _kind(block, text))]
    for kind, paragraphs in groups:
        if kind is BlockKind.PARAGRAPH:
            yield from _left_open(text, paragraphs)
    for (_, before), (kind, following) in pairwise(groups):
        introduction = before[-1].span.of(text)
        colon = introduction.rstrip().endswith(":")
        if (kind is BlockKind.BLOCKQUOTE and _is_open(introduction)) or (kind is BlockKind.ITEM and colon):
            yield before[-1].span, Span(following[0].span.start, following[-1].span.end)


def _left_open(text: str, paragraphs: Sequence[Block]) -> Iterator[tuple[Span, Span]]:
    """Paragraphs that break off, and what they introduce: the next one, and more while an ellipsis ends it."""
    for number, paragraph in enumerate(paragraphs[:-1]):
        if _BREAKS_OFF.search(paragraph.span.of(text)):
            last = number + 1
            while last + 1 < len(paragraphs) and paragraphs[last].span.of(text).endswith(_ELLIPSES):
                last += 1
            yield paragraph.span, Span(paragraphs[number + 1].span.start, paragraphs[last].span.end)


def _kind(block: Block, text: str) -> BlockKind:
    """In plain text a list is known by its bullets."""
    bullet = block.kind is BlockKind.PARAGRAPH and _BULLET.match(block.span.of(text))
    return BlockKind.ITEM if bullet else block.kind


def _is_open(text: str) -> bool:
    bare = text.rstrip().rstrip("".join(MARK_CHARACTERS)).rstrip()
    return bool(bare) and bare[-1] not in _ENDS_SENTENCE


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
