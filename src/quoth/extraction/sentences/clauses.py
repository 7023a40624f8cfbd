"""Reports amid the sentence that they tell of: "The lock, Lee said, leaks" and "a lock which Lee said leaks"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.domain import Span
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|(?:is|was|were|did|do"
    r"|does|has|have|had|would|could|should)n[’']t|can[’']t|won[’']t)\b"
)
# Behind a report within a sentence, and before it; a quotation would be all that was said, but for one that begins no
# sentence.
_INTERRUPTS = re.compile(
    rf"(?: (?:under|in|on|at|during|last|this)\b[\w’ -]{{1,40}})?,\s+[“\"‘]?{_FINITE}"
    r"|(?: (?:me|us))?,\s+(?:[“\"‘]because\b|(?![“”\"‘’'`]))"
)
_INTERRUPTED = re.compile(r"(?!and\b|but\b)(?:[^“”\"‘`,;:()]|(?<=\d),(?=\d))+,\s+", re.IGNORECASE)
# What goes on with the sentence that a report interrupts. Of 243 such in PolNeAR's train articles the annotators take
# 184; most others tell of the speaker ("who ...", "adding ...") or of what was said ("a swing of ten points").
_GOES_ON = re.compile(
    r",\s+(?!(?:and|but|or|nor|yet|who|whose|whom|which|where|when|while|as|with|though|although|if|unless|even|then|a|an"
    r"|the|one|two|three|part|known|after|before|during|in|on|at|by|per|to|down|up|not|compared|\w+ing|according)\b)"
    r"[a-z]"
)
_VERB_GOES_ON = re.compile(rf",\s+(?:(?:also|still|now|then|never|not|\w+ly)\s+)?{_FINITE}")
_CLOSING = ".!?…"
# "a lock which Lee said leaks"; behind "in which" he says it of something else.
_RELATIVE = re.compile(r"(?<!\w)(?:which|whom)\s+$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|of|at|on|by|for|with|from|to|during|under|after|through|about|amid|into|over)\s+\w+\s+$",
    re.IGNORECASE,
)
_FINITE_WORD = re.compile(rf"\b{_FINITE}|\w+(?:ed|n[’']t)\b")
_HAS_VERB = re.compile(rf" (?:(?:also|still|now|never|not|\w+ly) )?{_FINITE}")
# "shows the lock | is open", but not "sees the lock | is open": what is seen may be the lock itself.
_TAKES_CLAUSE = re.compile(
    r"\b(?:say|says|said|saying|tells?|told|telling|show|shows|showed|shown|showing|demonstrates?d?|demonstrating|suggests?|suggested"
    r"|believes?|believed|believing|thinks?|thought|argues?|argued|claims?|claimed|indicates?|indicated|finds?|found"
    r"|concluded?s?|warns?|warned|knows?|knew|hopes?|hoped|insists?|insisted)$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:to|what|how|why|who|whether|when|where|about|of|for)\b|[“”\"‘’'`]", re.IGNORECASE)
_CLAUSE_ENDS = '.,;:!?…()“”"—–'
_CLAUSE_OF_SOURCE = re.compile(r"(?:who|whose|which)\b[^,.;:“”\"]*,\s+", re.IGNORECASE)
_OPENING = "“”\"‘’'`"
_NEAR = 40
# In words: "that" may stand before a subject.
_THAT = 1
# In words: a comma, and where or when it was said: "Lee admitted in court, ...".
_ASIDE = 6
_JOINS = re.compile(r"(?:but|and|or)\b")
_LIKELY = 0.5


def complete_clauses(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """The candidates, each with all of the sentence that it interrupts, and without the clause that leads to it."""
    completed = []
    outer = sorted(one.cue[0] for one in candidates if one.outer >= _LIKELY)
    verbs = {one.cue[0]: one for one in candidates if one.inner >= _LIKELY and one.source and one.content}
    for candidate in candidates:
        told = _without_what_leads(_with_what_it_interrupts(candidate, text, layout), text, layout)
        told = _with_first_clause(_with_what_goes_on(told, text, layout), outer, text, layout)
        told = _with_what_it_reports(_with_its_verb(told, text, layout), verbs, text, layout)
        told = _without_clause_of_source(told, text, layout, places)
        completed.append(_with_relative(told, text, layout))
    return completed


def _unit(candidate: Candidate) -> Run | None:
    """The words of source and cue, if nothing stands between them."""
    if not candidate.source:
        return None
    first, second = sorted([candidate.source[0], candidate.cue])
    return (first[0], second[1]) if first[1] == second[0] else None


def _with_what_it_interrupts(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """A report between commas stands within its content: "The lock, Lee said, leaks"."""
    if not candidate.source or not candidate.content or candidate.content[0][0] < candidate.cue[1]:
        return candidate
    (start, _), cue, content = candidate.source[0], candidate.cue, candidate.content[0]
    if start > cue[0] or content[0] - cue[1] > _ASIDE or not _INTERRUPTS.match(text, layout.words[cue[1] - 1].end):
        return candidate
    sentence = layout.sentence_starts[bisect_right(layout.sentence_starts, start) - 1]
    # What stands before a semicolon is a sentence of its own.
    sentence = max((n + 1 for n in range(sentence, start) if text[layout.words[n].start] == ";"), default=sentence)
    # A quotation that opens before it is interrupted from within: "“It was, Lee says, a plan”".
    marks = [n + 1 for n in range(sentence, start) if _opens(n, text, layout)]
    sentence = marks[-1] if marks else sentence
    before = text[layout.words[sentence].start : layout.words[start].start]
    if not _INTERRUPTED.fullmatch(before):
        return candidate
    return replace(candidate, content=join_runs([(sentence, start - 1), *candidate.content]))


def _opens(place: int, text: str, layout: Layout) -> bool:
    word = layout.words[place]
    free = text[max(0, word.start - 1) : word.start].strip() == ""
    return text[word.start] in _OPENING and free and not text[word.end : word.end + 1].isspace()


def _without_what_leads(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """What stands before "Lee said the lock leaks" is no content: no comma behind the cue says that it goes on.

    In PolNeAR's train articles the clause before such a report is content 28 times and not 1,935 times.
    """
    unit = _unit(candidate)
    if unit is None or candidate.source[0] > candidate.cue or len(candidate.content) < 2:
        return candidate
    behind = [run for run in candidate.content if run[0] == unit[1]]
    before = [run for run in candidate.content if run[1] <= unit[0]]
    if not behind or not before or text[layout.words[behind[0][0]].start] in ",;.":
        return candidate
    if text[layout.words[unit[1] - 1].start] == ":" or text[layout.words[unit[1]].start] == ":":
        return candidate
    lead = span_of((before[0][0], before[-1][1]), layout.words).of(text)
    between = text[layout.words[before[-1][1] - 1].end : layout.words[unit[0]].start]
    if any(mark in lead for mark in '“”"') or not (between.lstrip().startswith(",") or lead.endswith(",")):
        return candidate
    return replace(candidate, content=tuple(run for run in candidate.content if run not in before))


def _with_what_goes_on(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """A content that ends before a report between commas goes on behind it to the end of the sentence."""
    unit = _unit(candidate)
    if unit is None or not candidate.content:
        return candidate
    end = candidate.content[-1][1]
    last = layout.words[unit[1] - 1].end
    before = text[layout.words[end - 1].start : layout.words[unit[0]].start]
    near = 0 <= unit[0] - end <= 1 and "," in before and not any(mark in before for mark in _OPENING)
    ordered = candidate.source[0] < candidate.cue
    if not near or not (_VERB_GOES_ON.match(text, last) or (ordered and _GOES_ON.match(text, last))):
        return candidate
    begin = unit[1] + 1
    following = bisect_right(layout.sentence_starts, begin)
    stop = layout.sentence_starts[following] if following < len(layout.sentence_starts) else len(layout.words)
    while stop > begin and text[layout.words[stop - 1].start] in _CLOSING:
        stop -= 1
    if stop <= begin:
        return candidate
    return replace(candidate, content=join_runs([*candidate.content, (begin, stop)]))


def _with_first_clause(candidate: Candidate, outer: Sequence[int], text: str, layout: Layout) -> Candidate:
    """A content that begins with "but" or "and" has the clause before it too: "It leaks, | but it holds, Lee said"."""
    unit = _unit(candidate)
    if unit is None or len(candidate.content) != 1 or candidate.content[0][1] > unit[0]:
        return candidate
    (start, end), starts = candidate.content[0], layout.sentence_starts
    sentence = starts[bisect_right(starts, start) - 1]
    first = span_of((sentence, start), layout.words).of(text) if sentence < start else ""
    ends = unit[1] >= len(layout.words) or text[layout.words[unit[1]].start] in _CLOSING
    if not (ends and unit[0] - end <= 1 and first.endswith(",") and _JOINS.match(text, layout.words[start].start)):
        return candidate
    other = bisect_left(outer, sentence)
    if any(mark in first for mark in '“”"') or (other < len(outer) and outer[other] < start):
        return candidate
    return replace(candidate, content=((sentence, end),))


def _with_its_verb(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """A content that is only a subject goes on with its verb: "research shows the lock | has leaked for years"."""
    place = next((n for n, run in enumerate(candidate.content) if run[0] == candidate.cue[1]), None)
    cue = span_of(candidate.cue, layout.words)
    if place is None or not _TAKES_CLAUSE.search(cue.of(text)):
        return candidate
    start, end = candidate.content[place]
    span = span_of((start, end), layout.words)
    if not _HAS_VERB.match(text, span.end) or _FINITE_WORD.search(span.of(text)) or _OPENS.match(span.of(text)):
        return candidate
    stop = end
    while stop < len(layout.words) and text[layout.words[stop].start] not in _CLAUSE_ENDS:
        stop += 1
    content = [*candidate.content[:place], (start, stop), *candidate.content[place + 1 :]]
    return replace(candidate, content=join_runs(content))


def _with_what_it_reports(candidate: Candidate, verbs: Mapping[int, Candidate], text: str, layout: Layout) -> Candidate:
    """A content that is only the subject of a report goes on with it: "Lee said the “mad” map | shows it leaks"."""
    if not _TAKES_CLAUSE.search(span_of(candidate.cue, layout.words).of(text)):
        return candidate
    for start, end in candidate.content:
        inner = verbs.get(end)
        if inner is None or start < candidate.cue[1] or inner.source[0][1] != end or inner.source[0][0] - start > _THAT:
            continue
        if inner.source[0][0] >= start and inner.content[0][0] >= inner.cue[1]:
            return replace(candidate, content=join_runs([*candidate.content, (end, inner.content[-1][1])]))
    return candidate


def _without_clause_of_source(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    """In "According to a friend, who asked for silence, the lock leaks" what tells of the friend is no content."""
    unit = _unit(candidate)
    if unit is None or candidate.source[0] < candidate.cue or not candidate.content:
        return candidate
    (start, end), *others = candidate.content
    span = span_of((start, end), layout.words)
    found = _CLAUSE_OF_SOURCE.match(text, span.start, span.end) if 0 <= start - unit[1] <= 1 else None
    if found is None:
        return candidate
    return replace(candidate, content=join_runs([(places.run(Span(found.end(), span.end))[0], end), *others]))


def _with_relative(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """The relative pronoun that stands for a part of the content: "a lock | which | Lee said | leaks"."""
    unit = _unit(candidate)
    if unit is None or candidate.source[0] > candidate.cue or unit[0] == 0:
        return candidate
    at = layout.words[unit[0]].start
    before = text[max(0, at - _NEAR) : at]
    if not any(run[0] == unit[1] for run in candidate.content) or not _RELATIVE.search(before):
        return candidate
    if _PREPOSITION.search(before):
        return candidate
    return replace(candidate, content=join_runs([(unit[0] - 1, unit[0]), *candidate.content]))
