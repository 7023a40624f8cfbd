"""Rules where rules are certain: contents end where quotation marks end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.domain import Act, Article
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import Side

# Fewer words in marks may be a name or a term.
_FEW_WORDS = 3
_OPENING = frozenset("\"“„«‘'`")
_SAYS = list(Act).index(Act.SAYS)
# As likely as this, there is a cue, be it an outermost or an inner one.
_SURELY = 0.6


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
    """Carry a content that ends inside a quotation on to where it ends, or back to where it begins.

    On is certain of one that begins with the quotation, of one whose speaker says it, be it only in part quoted, and of
    one that a window or paragraph end cut; back of one whose cue or source stands right behind the closing mark. What
    somebody thinks or wants may end amid a quotation, which goes on with other things.
    """
    closed = [quoted for quoted in layout.quotations if quoted.depth == 1 and quoted.closed]
    passages = [places.run(quoted.span) for quoted in closed]
    reopened = [any(mark.side is Side.REOPENS for mark in quoted.marks) for quoted in closed]
    starts = [start for start, _ in passages]
    edges = {*layout.paragraph_starts, *(candidate.window[1] for candidate in candidates)}
    completed = []
    for candidate in candidates:
        content = [_from_opening(run, candidate, passages, starts, layout) for run in candidate.content]
        for number, (first, last) in enumerate(content):
            place = bisect_right(starts, last - 1) - 1
            if place < 0 or last >= passages[place][1]:
                continue
            start, end = passages[place]
            cut = last in edges and reopened[place] and start - 1 <= first
            outside = not start <= candidate.cue[0] < end
            direct = 0 <= first - start <= 1
            mixed = first < start and start + 1 < last and candidate.acts.index(max(candidate.acts)) == _SAYS
            if cut or (outside and (direct or mixed)):
                content[number] = (first, end)
        completed.append(replace(candidate, content=join_runs(content)))
    return completed


def trust_quotations(candidates: Sequence[Candidate], layout: Layout, places: WordPlaces) -> list[Candidate]:
    """A content that holds a whole quotation, a few words long, is as good as certain to be somebody's words.

    If a cue outside it says them, that is a report of the article's own where no other holds it, whatever the model
    takes it for: "Lee is understood to have told them it was “as bad as ever”".
    """
    passages = [places.run(quoted.inner) for quoted in layout.quotations if quoted.depth == 1 and quoted.closed]
    passages = [(start, end) for start, end in passages if end - start >= _FEW_WORDS]
    starts = [start for start, _ in passages]

    def quoted(run: Run) -> Run | None:
        place = bisect_left(starts, run[0])
        return passages[place] if place < len(starts) and passages[place][1] <= run[1] else None

    cues, trusted = sorted(one.cue[0] for one in candidates), []
    for one in candidates:
        held = [passage for passage in map(quoted, one.content) if passage]
        sure = replace(one, hold=1.0) if held else one
        outside = held and not any(start <= one.cue[0] < end for start, end in held)
        # No other cue stands between it and its words.
        outside = outside and bisect_left(cues, one.cue[1]) >= bisect_left(cues, one.content[0][0])
        if (
            outside
            and one.source
            and one.outer < _SURELY <= one.outer + one.inner
            and one.acts.index(max(one.acts)) == _SAYS
        ):
            sure = replace(sure, outer=min(one.outer + one.inner, 1.0), inner=0.0)
        trusted.append(sure)
    return trusted


def _from_opening(
    run: Run, candidate: Candidate, passages: Sequence[Run], starts: Sequence[int], layout: Layout
) -> Run:
    """The run from the opening mark on, where it ends with a quotation of one paragraph and the cue is right behind."""
    place = bisect_right(starts, run[0]) - 1
    unit = min(start for start, _ in (candidate.cue, *candidate.source))
    if place < 0 or not 0 <= unit - run[1] <= 1:
        return run
    start, end = passages[place]
    inside = start + 1 < run[0] < end <= run[1] + 1 and candidate.cue[0] >= end
    whole = layout.paragraph_of[start] == layout.paragraph_of[run[0]]
    return (start, run[1]) if inside and whole else run


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
    if end - start > 1 and end - 1 in marks.closing and marks.closing[end - 1][0] < start - 1:
        inside = (word.start for word in words[start : end - 1])
        own = any(text[at] in _OPENING and not text[at - 1 : at].isalnum() for at in inside)
        end -= not own
    if start - 1 in marks.opening and marks.opening[start - 1][1] <= end + 1:
        start = marks.opening[start - 1][0]
    following = end
    if following < len(words) and text[words[following].start] in ",.!?…;":
        following += 1
    for place in (end, following):
        if place in marks.closing and start <= marks.closing[place][0] < end:
            return start, marks.closing[place][1]
    return start, end
