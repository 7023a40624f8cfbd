"""Sources that the model misses, where the sentence's form gives them: "Saying that it leaks, Lee left".

Of the sources found so in PolNeAR's dev and held-out articles, 150 of train and chains train, 14 are right and 3 wrong;
for 2 the annotators have none. The subject of a sentence's first verb is not taken for that of a later one: it is wrong
as often as right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import Span, Voice
from quoth.extraction.cues.passive import is_passive, is_said_of
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

_WHO = r"(?i:he|she|they|we|I|it)\b|(?:[A-Z][\w’'-]*\.? ){0,3}[A-Z][\w’'-]*"
_SUBJECT = rf"(?P<subject>{_WHO})"
# "One month after announcing it, Lee left"; "In explaining why, she ...".
_LEADS = re.compile(
    r"(?:(?:and|but|so|then|also|yet),? )?(?:(?:[\w’'-]+ ){0,3}(?:after|before|while|when|since) |in |by |besides "
    r"|despite |without |instead of )?(?:not |also |\w+ly )?$",
    re.IGNORECASE,
)
_MAIN_CLAUSE = re.compile(rf",\s+(?:{_SUBJECT})\s+(?=[a-z])")
_DOING = re.compile(r"(?:not |also |\w+ly )?\w+ing\b|having (?:\w+ed|said)\b", re.IGNORECASE)
_AFTER = "as|in|at|on|to|from|before|after|while|during|when|outside|inside|who"
_OWN_WORD = rf"(?!(?:{_AFTER})\b)[a-z’'-]+"
# "“Shut it,” read | one | of the signs": behind a quotation and its verb stands who says it.
_BEHIND = re.compile(
    r"\s+(?P<subject>one|another|others|some|(?:[A-Z][\w’'-]*\.? ){0,3}[A-Z][\w’'-]*"
    rf"|(?:an?|the|his|her|its|their|one) (?:{_OWN_WORD} ){{0,3}}{_OWN_WORD})(?=[.,;]| (?:{_AFTER})\b)"
)
_CLOSING = frozenset("”\"’'")
_RELATIVE = re.compile(r"\b(?P<subject>which|who)\s+(?:(?:also|first|then|later|together|\w+ly)\s+)?$", re.IGNORECASE)
# "The union, which met on Friday, | said": what tells of a subject stands between it and its verb.
_TOLD_OF = re.compile(
    r"(?P<subject>(?:[A-Z]|the |a |an )[^,.;:“”\"\r\n]{1,60}), (?:which|who|whose)\b[^,.;:“”\"\r\n]{1,100},\s+"
    r"(?:(?:also|later|\w+ly)\s+)?",
)

# "In a letter to Gov. Piet Hale, | Lee, 54, | wrote": what a sentence opens with, and its subject behind the comma.
_FRONTED = re.compile(
    r"(?:In|At|On|After|Before|During|With|Asked (?:about|by|for)|Speaking (?:to|with)|Writing (?:to|in)) "
    r"[^,“”\"\r\n]{1,90},\s+"
    rf"(?P<subject>(?:{_WHO}|(?:the|an?|his|her|its|their) (?:{_OWN_WORD} ){{0,3}}{_OWN_WORD})"
    rf"(?:, (?:\d{{1,3}}|{_WHO}),|,)?)\s+(?:(?:also|later|\w+ly)\s+)?"
)


def find_subjects(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """The candidates, each without a source with the one that its sentence's form gives, if any does.

    What a sentence opens with is cut off a source, as is what stands in the paragraph before: "In a letter to Piet
    Hale, Lee wrote" is Lee's, and so is "Business Editor¶Lee wrote".
    """
    return [
        _without_opening(_in_its_paragraph(one, layout), text, layout, places)
        if one.source
        else _with_subject(one, text, layout, places)
        for one in candidates
    ]


def _in_its_paragraph(candidate: Candidate, layout: Layout) -> Candidate:
    """The candidate with of its source what stands in the paragraph of the end beside the cue."""
    start, end = candidate.source[0]
    nearest = end - 1 if start < candidate.cue[0] else start
    kept = [place for place in range(start, end) if layout.paragraph_of[place] == layout.paragraph_of[nearest]]
    return candidate if len(kept) == end - start else replace(candidate, source=((kept[0], kept[-1] + 1),))


def _without_opening(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    """The candidate with what its sentence opens with cut off its source."""
    cue = span_of(candidate.cue, layout.words)
    found = _FRONTED.fullmatch(text, _sentence_start(candidate, layout), cue.start)
    start = span_of(candidate.source[0], layout.words).start
    if found is None or start >= found.start("subject"):
        return candidate
    return replace(candidate, source=(places.run(Span(*found.span("subject"))),))


def _with_subject(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    cue = span_of(candidate.cue, layout.words)
    if not candidate.content or (is_passive(cue.of(text)) or is_said_of(cue.of(text))):
        return candidate
    sentence = _sentence_start(candidate, layout)
    before = text[sentence : cue.start]
    if _DOING.match(cue.of(text)) and _LEADS.fullmatch(before.lstrip("“\"‘'(")):
        last = max(run[1] for run in candidate.content)
        found = _MAIN_CLAUSE.match(text, layout.words[last - 1].end)
    elif any(run[1] == candidate.cue[0] for run in candidate.content) and text[cue.start - 2] in _CLOSING:
        found = _BEHIND.match(text, cue.end)
    else:
        found = _RELATIVE.search(text, sentence, cue.start) or _TOLD_OF.fullmatch(text, sentence, cue.start)
    if found is None:
        return candidate
    source = places.run(Span(*found.span("subject")))
    content = join_runs([run for run in candidate.content if run != source])
    if not content or source[0] >= source[1]:
        return candidate
    voice = Voice.ORGANIZATION if found["subject"].casefold() == "which" else Voice.PERSON
    return replace(candidate, source=(source,), content=content, voice=voice)


def _sentence_start(candidate: Candidate, layout: Layout) -> int:
    place = bisect_right(layout.sentence_starts, candidate.cue[0]) - 1
    return layout.words[layout.sentence_starts[place]].start
