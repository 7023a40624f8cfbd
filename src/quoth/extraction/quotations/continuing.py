"""Quotations without a cue of their own go on with what their speaker has just said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.domain import Act, Article, BlockKind, Span
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

_LIKELY = 0.5
# Fewer words in marks may be a name or a term.
_FEW_WORDS = 3
# So many reports that end just before a quotation may stand in one sentence.
_FEW = 8
_ENDS_SENTENCE = ".!?…"
# Between the halves of a sentence that is quoted in two: "“It leaks,” Lee said, pointing at the lock, “and it will”".
_AMID = re.compile(
    r"(?:\s+[\w’' ]{1,60})?,\s+(?:who|whose|\w+ing)\b(?!\s+(?:that|whether|how|if|why)\b)[^.!?;:“”\"\r\n]{0,200},\s+"
)
_SMALL_OR_I = re.compile(r"[a-z]|I\b")
# Headings have small letters only in words as small as these.
_SMALL = re.compile(r"\b(?!(?:the|and|for|but|nor|off|via|per|out)\b)[^\W\d_A-Z]{3}")
_ASIDE = re.compile(
    r"(?:referring|pointing|citing|quoting|alluding|nodding|gesturing|echoing|speaking|summing|describing|recalling)\b",
    re.IGNORECASE,
)
_MARKS = "“”\"‘’'`«»„ \t\u00a0"
# "“It leaks,” Lee said. Then, after a pause: “Badly.”" has no verb of its own before the colon.
_RESUMES = re.compile(
    r"[.!?…][”\"’']?\s+(?:(?:and|but)\s+)?(?:then|and|later)\b[^.!?…:“”\"\r\n]{0,40}:\s*$", re.IGNORECASE
)
# What somebody thinks, wants or asks does not go on in what is said next.
_SAYING = frozenset({Act.SAYS, Act.WARNS, Act.CRITICISES, Act.PRAISES, Act.PROMISES, Act.ORDERS, Act.DENIES})


def join_halves(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """Give the second half of a quoted sentence to who says the first, over what they are told to do meanwhile.

    The first ends in a comma, and the second begins with a small letter: what stands between cannot be its report. The
    first goes to who says the second, where nobody else says it: "“History,” Lee said, “is over”".
    """
    closed = sorted((one for one in layout.quotations if one.depth == 1 and one.closed), key=lambda one: one.span)
    passages = [places.run(quoted.span) for quoted in closed]
    cues = sorted((one.cue[0], n) for n, one in enumerate(candidates))
    joined = list(candidates)
    for n, one in enumerate(candidates):
        unit = [one.cue, *one.source]
        start, end = min(unit)[0], max(run[1] for run in unit)
        place = bisect_left(passages, (start, 0)) - 1
        if place < 0 or place + 1 >= len(passages) or one.outer < _LIKELY:
            continue
        begun, half = passages[place], passages[place + 1]
        first, second = closed[place].inner.of(text), closed[place + 1].inner.of(text)
        said = start - begun[1] <= 1 and any(run[0] < begun[1] - 1 <= run[1] for run in one.content)
        amid = text[layout.words[end - 1].end : closed[place + 1].span.start]
        told = any(0 <= run[0] - half[0] <= 1 for run in one.content)
        if told and first.endswith(",") and _SMALL_OR_I.match(second) and amid.strip() == "," and start == begun[1]:
            if not any(run[0] < begun[1] and begun[0] < run[1] for other in joined for run in other.content):
                joined[n] = replace(one, content=join_runs([begun, *one.content]))
            continue
        if not (said and first.endswith(",") and _SMALL_OR_I.match(second) and _AMID.fullmatch(amid)):
            continue
        for _, m in cues[bisect_left(cues, (end, 0)) : bisect_left(cues, (half[0], 0))]:
            left = [(run[0], min(run[1], half[0])) for run in joined[m].content]
            joined[m] = replace(joined[m], content=join_runs(left))
        joined[n] = replace(joined[n], content=join_runs([*joined[n].content, half]))
    return joined


def carry_on(candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """Give whole sentences in marks that no content holds to the report before them.

    It stands in the same paragraph, in the sentence before, or else it ends the paragraph before and the quotation is a
    paragraph of its own. Of 23 such quotations in PolNeAR's dev and held-out articles and in chains train the
    annotators give 13 to that report and 4 to another.
    """
    carried = list(candidates)
    body = [places.run(block.span) for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    likely = [n for n, one in enumerate(carried) if one.outer >= _LIKELY and one.content and _within(one.cue, body)]
    saying = {n for n in likely if list(Act)[carried[n].acts.index(max(carried[n].acts))] in _SAYING}
    held = bytearray(len(layout.words) + 1)
    for n in likely:
        for start, end in carried[n].content:
            held[start:end] = b"\1" * (end - start)
    ends = {n: max(run[1] for run in (carried[n].cue, *carried[n].source, *carried[n].content)) for n in likely}
    order, cues, alone = sorted(likely, key=ends.__getitem__), sorted(carried[n].cue[0] for n in likely), set(body)
    place, newest = 0, -1
    for quoted in sorted(layout.quotations, key=lambda quoted: quoted.span.start):
        passage = places.run(quoted.span)
        if quoted.depth != 1 or not quoted.closed or passage[1] - passage[0] < _FEW_WORDS + 2:
            continue
        if any(held[passage[0] : passage[1]]) or not _is_sentence(quoted.inner, quoted.span, article.text):
            continue
        while place < len(order) and ends[order[place]] <= passage[0]:
            newest = order[place] if newest < 0 or ends[order[place]] >= ends[newest] else newest
            place += 1
        last = (
            newest
            if newest < 0
            else _spoken(carried, newest, order[max(0, place - _FEW) : place], article.text, layout)
        )
        if last not in saying or not _goes_on(ends[last], passage, cues, layout, alone):
            continue
        carried[last] = replace(carried[last], content=join_runs([*carried[last].content, passage]))
        ends[last] = passage[1]
    return carried


def _within(cue: Run, blocks: Sequence[Run]) -> bool:
    place = bisect_right(blocks, cue[0], key=lambda block: block[0]) - 1
    return place >= 0 and cue[0] < blocks[place][1]


def _spoken(candidates: Sequence[Candidate], last: int, ended: Sequence[int], text: str, layout: Layout) -> int:
    """The report that ends last; "“It leaks,” Lee said, pointing at the lock" goes on with what Lee said."""
    if not _ASIDE.match(span_of(candidates[last].cue, layout.words).of(text)):
        return last
    starts, own = layout.sentence_starts, candidates[last]
    place = bisect_right(starts, own.cue[0]) - 1
    said = [
        n for n in ended if starts[place] <= candidates[n].cue[0] < own.cue[0] and candidates[n].source == own.source
    ]
    return max(said, default=last)


def _is_sentence(inner: Span, span: Span, text: str) -> bool:
    """Whether a passage begins after a sentence's end, ends one itself, and is no heading, whose words are large."""
    if not _SMALL.search(inner.of(text)):
        return False
    before = text[max(0, span.start - 60) : span.start]
    if _RESUMES.search(before):
        return True
    before = before.rstrip(_MARKS)
    return inner.of(text).rstrip()[-1:] in _ENDS_SENTENCE and (not before or before[-1] in _ENDS_SENTENCE + "\r\n")


def _goes_on(end: int, passage: Run, cues: Sequence[int], layout: Layout, alone: Set[Run]) -> bool:
    """Whether a passage follows right on a report that ends at `end`, and has no cue in its own sentence."""
    starts = layout.sentence_starts
    sentence = bisect_right(starts, passage[0]) - 1
    following = starts[sentence + 1] if sentence + 1 < len(starts) else len(layout.words)
    near = bisect_right(starts, end - 1) - 1 >= sentence - 1
    paragraph = layout.paragraph_of
    if paragraph[passage[0]] == paragraph[end - 1]:
        return near and bisect_left(cues, passage[1]) == bisect_left(cues, following)
    return near and passage in alone and paragraph[passage[0]] == paragraph[end - 1] + 1
