"""Cues that share a subject: in "Lopez stated that it leaks, and suggested a repair" both have the same source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.extraction.candidates import Candidate, span_of
from quoth.extraction.passive import is_passive
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
_AND = re.compile(r"\b(?:and|but|then|or|yet)\b", re.IGNORECASE)


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
