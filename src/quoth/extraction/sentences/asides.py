"""What commas set off between a subject and its verb: "Lee, asked whether it leaks, said", "Hale, Lee said, knew"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import Voice
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import join_runs, span_of
from quoth.layout.features import Layout

# Who is "asked" between commas answers.
_ASKED = re.compile(r"(?:asked|pressed|questioned|challenged|quizzed)\b", re.IGNORECASE)
# In "Hale left, Lee said, adding that" Lee adds.
_DOING = re.compile(r"\w+ing\b")
_RELATIVE = re.compile(r"who|which", re.IGNORECASE)


def look_past_asides(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """The candidates, in order of their cues, each verb with the subject that stands before what is set off."""
    seen = sorted(candidates, key=lambda one: one.cue)
    starts = [one.cue[0] for one in seen]
    for n, one in enumerate(seen):
        if not one.source or not one.content:
            continue
        if _is_asked(one, text, layout):
            seen[n] = replace(one, source=(), voice=Voice.NONE)
            answers = bisect_left(starts, one.content[-1][1] + 1)
            if answers < len(seen) and starts[answers] == one.content[-1][1] + 1 and not seen[answers].source:
                seen[answers] = replace(seen[answers], source=one.source, voice=one.voice)
        elif interrupts(one, text, layout):
            behind = one.cue[1] + 1
            verb = bisect_left(starts, behind)
            same = verb < len(seen) and starts[verb] == behind and seen[verb].source == one.source
            if same and not _DOING.match(text, layout.words[behind].start):
                _take_subject(seen, n, verb, text, layout)
            _leave_out(seen, n)
    return seen


def _is_asked(one: Candidate, text: str, layout: Layout) -> bool:
    """Whether "Lee" of "Lee, asked whether it leaks, said" is taken for who asks."""
    source, cue, told = (span_of(run, layout.words) for run in (one.source[-1], one.cue, one.content[-1]))
    set_off = text[source.end : cue.start].strip() in {",", ""} and "," in text[source.end - 1 : cue.start]
    return set_off and _ASKED.match(cue.of(text)) is not None and text[told.end : told.end + 1] == ","


def interrupts(one: Candidate, text: str, layout: Layout) -> bool:
    """Whether source and cue stand between commas: ", Lee said,"."""
    (start, end), cue = one.source[0], one.cue
    if end != cue[0] or not start or cue[1] >= len(layout.words):
        return False
    return text[layout.words[start - 1].start] == "," and text[layout.words[cue[1]].start] == ","


def _take_subject(seen: list[Candidate], n: int, verb: int, text: str, layout: Layout) -> None:
    """The subject before the interruption says what the verb behind it says: "Hale" in "Hale, Lee said, wrote"."""
    one = seen[n]
    end = one.source[0][0] - 1
    subject = next((run for run in one.content if run[1] == end), None)
    if subject is None and _RELATIVE.fullmatch(layout.words[end - 1].of(text)):
        subject = (end - 1, end)
        seen[n] = replace(one, content=join_runs([subject, *one.content]))
    if subject is not None:
        seen[verb] = replace(seen[verb], source=(subject,), voice=Voice.PERSON)


def _leave_out(seen: list[Candidate], n: int) -> None:
    """What stands before an interruption does not hold it: "Hale said | , Lee insists, | that it leaks"."""
    start, end = seen[n].source[0][0], seen[n].cue[1]
    for m in range(max(0, n - 3), n):
        before = seen[m]
        told = any(run[0] <= before.cue[0] and before.cue[1] <= run[1] for run in seen[n].content)
        if (
            told
            and before.cue[1] in (start - 1, start)
            and any(run[0] <= start and end < run[1] for run in before.content)
        ):
            content = [(end + 1, run[1]) if run[0] <= start and end < run[1] else run for run in before.content]
            seen[m] = replace(before, content=join_runs(content))
