"""Cues joined to others: "Lopez said it would leak and suggested a repair" has two reports, both of them hers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.extraction.cues.passive import is_passive
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import span_of
from quoth.layout.features import Layout

# What may stand between a report and the next cue of the same subject.
_JOINED = re.compile(
    r"[,; \t\u00a0\"”’']*(?:(?:and|but|then|or|yet)\s+)?(?:(?:also|then|later|even|further|\w+ly)\s+)?", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
# "Lopez will vote for it, despite saying that it leaks": what is done beside a thing has the same subject.
_BESIDE = re.compile(
    r"[,; \t\u00a0\"”’']*(?:despite|while|without|after|before|by|besides|instead of|even while)\s+"
    r"(?:(?:also|\w+ly)\s+)?",
    re.IGNORECASE,
)
# How many cues may stand in the reports before: "Lee said he hopes they know that it leaks, and suggested a repair".
_LOOK_BACK = 5
# "said it would leak" and, up to the next verb, no other that a verb in the past could be joined to.
_WOULD = re.compile(
    r"(?:that )?(?:(?!(?:who|which|that|whom|what) )[\w’'.$%-]+ )*?"
    r"(?:\w+[’'](?:d|ll)|would|will|could|can|should|may|might|must)"
    r"(?: (?!(?:who|which|that|what|how|whether|because|when|while|if|after|before|since|as|is|are|was|were|has|have"
    r"|had|did|does|said|\w+ed|\w+n[’']t)\b)[\w’'.$%-]+)+",
    re.IGNORECASE,
)
_ALSO = re.compile(r"(?P<told>.*?)(?P<joins>,? (?:and|but) (?:(?:also|then|later|\w+ly) )?)")
_PAST = re.compile(r"\w+ed|said|told|wrote|spoke|gave|made|swore|swept|took", re.IGNORECASE)
# "It leaks; they said so" may be of one; another speaks for himself.
_ANOTHER = re.compile(r"(?:an)?others?\b|the others?\b|a (?:second|third)\b|(?!I\b)[A-Z]")
_MARKS = '“”"‘`'
_LIKELY = 0.5
# In characters: no clause of one verb is longer.
_LONGEST = 300
_AND = re.compile(r"\b(?:and|but|then|or|yet)\b", re.IGNORECASE)


def part_joined(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """The candidates, what was said in the past not running on over the next thing that was said.

    In "Lopez said it would leak and suggested a repair" the second verb cannot go on with "would": it is joined to the
    first, and as much of a report.
    """
    parted = list(candidates)
    past = sorted((one.cue[0], n) for n, one in enumerate(candidates) if one.content and _is_past(one, text, layout))
    for _, n in past:
        run = next((run for run in candidates[n].content if run[0] == candidates[n].cue[1]), None)
        if run is None:
            continue
        for start, m in past[bisect_left(past, run) : bisect_left(past, (run[1], 0))]:
            end, other = _told_until(run[0], start, text, layout), candidates[m]
            if end is not None and other.outer + other.inner >= _LIKELY:
                content = tuple((run[0], end) if one == run else one for one in parted[n].content if one <= run)
                parted[n] = replace(parted[n], content=content)
                parted[m] = replace(parted[m], outer=min(other.outer + other.inner, 1.0), inner=0.0)
                break
    return parted


def part_at_semicolons(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """The candidates, what one says not running on over what another does: "Lee said it leaks; | Hale denied it"."""
    parted = list(candidates)
    begun = {one.source[0][0]: n for n, one in enumerate(candidates) if one.content and _is_anothers(one, text, layout)}
    for n, one in enumerate(candidates):
        for start, m in begun.items():
            run = next((run for run in one.content if run[0] < start < run[1]), None)
            if (
                run is None
                or one.cue[1] > run[0]
                or any(mark in span_of(run, layout.words).of(text) for mark in _MARKS)
            ):
                continue
            content = tuple((a, min(b, start - 1)) for a, b in parted[n].content if a < start - 1)
            other = parted[m]
            parted[n] = replace(parted[n], content=content)
            parted[m] = replace(other, outer=min(other.outer + other.inner, 1.0), inner=0.0)
    return parted


def _is_anothers(one: Candidate, text: str, layout: Layout) -> bool:
    """Whether a report stands behind a semicolon, and is of someone who is named or is "another"."""
    if not one.source or one.source[0][1] != one.cue[0] or one.source[0][0] == 0:
        return False
    semicolon = text[layout.words[one.source[0][0] - 1].start] == ";"
    return semicolon and _ANOTHER.match(span_of(one.source[0], layout.words).of(text)) is not None


def _is_past(candidate: Candidate, text: str, layout: Layout) -> bool:
    words = span_of(candidate.cue, layout.words).of(text).split()
    return bool(words) and any(_PAST.fullmatch(word) for word in words[:2])


def _told_until(start: int, cue: int, text: str, layout: Layout) -> int | None:
    """The word with which ends what is told from `start` on, if the verb at `cue` cannot go on with it."""
    first = layout.words[start].start
    between = text[first : min(layout.words[cue].start, first + _LONGEST)]
    joined = _ALSO.fullmatch(between)
    if joined is None or not _WOULD.fullmatch(joined["told"]):
        return None
    return next((n for n in range(start + 1, cue) if layout.words[n].start >= first + joined.end("told")), None)


def share_sources(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """Give a cue without a source that of the report just before it, where the two are joined as one sentence."""
    shared: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: one.cue):
        before = None if candidate.source else _before(candidate, shared[-_LOOK_BACK:], text, layout)
        shared.append(replace(candidate, source=before.source, voice=before.voice) if before else candidate)
    return shared


def _before(candidate: Candidate, earlier: Sequence[Candidate], text: str, layout: Layout) -> Candidate | None:
    """The report that a cue goes on from; of several that end before it, one inside another, the outermost."""
    joined = [one for one in earlier[::-1] if one.source and _joined(one, candidate, text, layout)]
    if not joined:
        return None
    before = joined[0]
    for other in joined[1:]:
        if any(start <= before.cue[0] < end for start, end in other.content):
            before = other
    return before


def _joined(before: Candidate, candidate: Candidate, text: str, layout: Layout) -> bool:
    runs = [before.cue, *before.source, *before.content]
    end = max((run[1] for run in runs if run[1] <= candidate.cue[0]), default=0)
    if not end:
        return False
    last, cue = layout.words[end - 1].end, span_of(candidate.cue, layout.words)
    between = text[last : cue.start]
    # In "Lee wrote that it leaks and was asked to resign" others ask.
    if is_passive(cue.of(text)):
        return False
    participle = _PARTICIPLE.match(cue.of(text)) is not None
    if participle and _BESIDE.fullmatch(between):
        return True
    set_off = participle and "," in text[last - 1 : cue.start]
    return _JOINED.fullmatch(between) is not None and (set_off or _AND.search(between) is not None)
