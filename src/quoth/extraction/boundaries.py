"""Rules where rules are certain: contents end where quotation marks end, and take what they introduce."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from quoth.domain import Article, BlockKind, Span
from quoth.extraction.candidates import Candidate
from quoth.extraction.decoding import Run
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import MARK_CHARACTERS, Quoted

_ENDS_SENTENCE = frozenset(".!?…")


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


def snap_to_marks(candidate: Candidate, article: Article, layout: Layout) -> Candidate:
    """Take in the mark that opens or closes what a content holds, and leave out a mark that belongs to the next words."""
    passages = [place for quoted in layout.quotations if (place := _passage(quoted, layout))]
    opens = {start: end for start, end in passages}
    closes = {end - 1: start for start, end in passages}
    return replace(candidate, content=tuple(_snapped(run, article.text, layout, opens, closes) for run in candidate.content))


def complete_quotations(candidates: Sequence[Candidate], layout: Layout, places: WordPlaces) -> list[Candidate]:
    """Carry a content that a window or paragraph end cut inside a quotation on to where the quotation ends."""
    passages = [
        places.run(quoted.span)
        for quoted in layout.quotations
        if quoted.depth == 1 and quoted.closed and any(mark.side == "reopens" for mark in quoted.marks)
    ]
    edges = {*layout.paragraph_starts, *(candidate.window[1] for candidate in candidates)}
    completed = []
    for candidate in candidates:
        content = list(candidate.content)
        for start, end in passages:
            for place, (first, last) in enumerate(content):
                if start - 1 <= first and start <= last - 1 < end - 1 and last in edges:
                    content[place] = (first, end)
        completed.append(replace(candidate, content=join_runs(content)))
    return completed


def take_what_follows(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """Give blockquotes to the attribution that introduces them.

    A paragraph that ends in a colon, or without ending its sentence ("they said, was that"), introduces the blockquotes
    that follow; its last cue is the one that does it.
    """
    taken = list(candidates)
    for introduction, following in _introduced(article):
        first, last = places.run(introduction)
        if first == last or not _is_open(introduction.of(article.text)):
            continue
        inside = [n for n, candidate in enumerate(taken) if first <= candidate.cue[0] < last]
        if not inside:
            continue
        likely = [n for n in inside if taken[n].outer + taken[n].inner >= 0.5] or inside
        chosen = max(likely, key=lambda n: taken[n].cue[0])
        body = places.run(following)
        before = [run for run in taken[chosen].content if run[1] <= body[0] and run[0] >= first]
        taken[chosen] = replace(taken[chosen], content=join_runs([*before, body]), hold=max(taken[chosen].hold, 0.95))
    return taken


def _introduced(article: Article) -> list[tuple[Span, Span]]:
    """Each block that blockquotes follow, with the span of all of them."""
    groups = [(quote, list(blocks)) for quote, blocks in groupby(article.blocks, _is_blockquote)]
    return [
        (before[-1].span, Span(blocks[0].span.start, blocks[-1].span.end))
        for (_, before), (quote, blocks) in zip(groups, groups[1:], strict=False)
        if quote
    ]


def _is_blockquote(block: object) -> bool:
    return getattr(block, "kind", None) is BlockKind.BLOCKQUOTE


def _is_open(text: str) -> bool:
    bare = text.rstrip().rstrip("".join(MARK_CHARACTERS)).rstrip()
    return bool(bare) and bare[-1] not in _ENDS_SENTENCE


def _passage(quoted: Quoted, layout: Layout) -> Run | None:
    if not quoted.closed:
        return None
    starts = layout.words
    first = bisect_left(starts, Span(quoted.span.start, quoted.span.start))
    last = bisect_left(starts, Span(quoted.span.end, quoted.span.end))
    return (first, last) if first < last else None


def _snapped(run: Run, text: str, layout: Layout, opens: dict[int, int], closes: dict[int, int]) -> Run:
    start, end = run
    words = layout.words
    while end - start > 1 and opens.get(end - 1, 0) > end:
        end -= 1
    while end - start > 1 and start in closes and closes[start] < start:
        start += 1
    if start - 1 in opens and opens[start - 1] <= end + 2:
        start -= 1
    following = end
    if following < len(words) and text[words[following].start] in ",.!?…;":
        following += 1
    for place in (end, following):
        if place < len(words) and start <= closes.get(place, -1) < end:
            return start, place + 1
    return start, end
