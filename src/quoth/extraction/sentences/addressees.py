"""To whom and when something is said stands before what is said, and is no part of it: "told | her | that it leaks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import Span
from quoth.extraction.cues.acts import acts_of
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

_TELLS = re.compile(
    r"\b(?:tell(?:s|ing)?|told|assur(?:es?|ed|ing)|remind(?:s|ed|ing)?|said to|sa(?:y|ys|ying) to)$", re.IGNORECASE
)
_ASKS = re.compile(r"\bask(?:s|ed|ing)?$", re.IGNORECASE)
_WHOM = r"(?:me|you|him|us|them)"
_QUESTION = r"(?:that|whether|if|what|how|who|whom|whose|which|why|where|when)\b"
# In "tell him to leave" the annotators take in who is to leave, and what follows in "told us about it" is no clause; of
# 74 pronouns before a clause in the training corpora they leave out all but one. "Her" may be whose the next word is.
_TOLD = re.compile(
    rf"(?:{_WHOM}(?!\s+(?:to|not|about|of|for|and|or|in|at|on)\b)|her(?=,|\s+(?:{_QUESTION}|(?:he|she|it|they|I|we|you)\b)))"
    r"(?:,?\s+)(?:(?:is|was)\s+(?=that\b))?(?=\S)"
)
_ASKED = re.compile(rf"(?:{_WHOM}|her),?\s+(?={_QUESTION})")
_ALONE = re.compile(rf"(?:{_WHOM}|her)", re.IGNORECASE)
# "said after | the game that it leaks"
_WHEN = re.compile(r"\b(?:said|says|say|wrote|writes)(?P<when>\s+(?:after|before|during|in|at|on|to))$", re.IGNORECASE)
_THAT = re.compile(r"(?!that\b)[\w’'-]+(?:\s+[\w’'-]+){0,4}?\s+(?=that\b)")


def without_addressees(
    candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """The candidates, each content without the words right behind its cue that say to whom or when it was said."""
    return [_without(one, text, layout, places) for one in candidates]


def _without(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    behind = next((run for run in candidate.content if run[0] == candidate.cue[1]), None)
    cue = span_of(candidate.cue, layout.words)
    if behind is None:
        return candidate
    words, told = cue.of(text), span_of(behind, layout.words)
    tells = _TELLS.search(words) is not None
    if tells and len(candidate.content) > 1 and _ALONE.fullmatch(told.of(text)):
        return replace(candidate, content=tuple(run for run in candidate.content if run != behind))
    when = _WHEN.search(words)
    found = _TOLD.match(text, told.start, told.end) if tells else None
    if _ASKS.search(words):
        found = _ASKED.match(text, told.start, told.end)
    elif when and acts_of(words[: when.start("when")]):
        found = _THAT.match(text, told.start, told.end)
        if found:
            end = places.run(Span(cue.start, cue.start + when.start("when")))[1]
            candidate = replace(candidate, cue=(candidate.cue[0], end))
    start = places.run(Span(found.end(), told.end))[0] if found else behind[0]
    return candidate if start == behind[0] or start >= behind[1] else _beginning(candidate, behind, start)


def _beginning(candidate: Candidate, run: Run, start: int) -> Candidate:
    return replace(candidate, content=join_runs([(start, run[1]) if one == run else one for one in candidate.content]))
