"""What the model cuts wrongly where the words are certain: a cue without its verb, a source that is a time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.domain import Act, Span, Voice
from quoth.extraction.cues.acts import acts_of, surely
from quoth.extraction.cues.passive import is_hearsay, is_said_of
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

_ADVERBS = re.compile(r"(?:(?:also|later|then|again|[a-z]+ly)(?:\s+|$))+", re.IGNORECASE)
_PAST = re.compile(r"[a-z]+(?:ed|aid|old|ote|ew|elt|ought)")
# "Lee toward the end of the meeting stated": nobody is called "the end of the meeting".
_POINT = r"(?:the )?(?:end|beginning|start|close|outset|conclusion|middle|height) of\b"
_TIME = re.compile(_POINT, re.IGNORECASE)
_CONJUNCTION = re.compile(r"whether|if|when|while|because|though|although|unless", re.IGNORECASE)
_AT = (
    r"(?P<name>\b(?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*|he|she|they|we))\s+"
    r"(?:towards?|at|near|by|before|after|until)\s+"
)
# "a plan that Mayor Lee called mad", but "that man called it mad".
_RELATIVE = re.compile(r"that\s+(?:[a-z’'-]+\s+){0,2}[A-Z][a-z]")
_BEFORE_TIME = re.compile(rf"{_AT}$")
# The same where only "the meeting" is taken for the source.
_WITHIN_TIME = re.compile(rf"{_AT}{_POINT}\s+$")
# "When asked about locks, Lee said that ...": the speaker does what the first words tell, and does not say it.
_LEAD_IN = re.compile(
    r"(?:(?:and|but|later|then|for (?:example|instance)),?\s+)?(?:when|while|after|before|in|by|on)?\s*"
    r"(?:\w+ing|asked|pressed|questioned)\b",
    re.IGNORECASE,
)
# A gerund may be the subject of what is said: "Closing the lock, Lee said, would cost more" has commas on both sides.
_OPENS_CONTENT = re.compile(r"\s*(?:[“\"‘']|that\b)")
# "Lee said “No” and using a chart showed them": behind the mark Lee does something else.
_NEXT_DOING = re.compile(r",?\s+(?:and|while|before|after|then)\s+(?:\w+ly\s+)?\w+ing\b", re.IGNORECASE)
# "Lee said “No,” until the lock was shut": a comma within the marks ends what is quoted. In PolNeAR's train and dev
# articles 7 contents end there before such a word and none goes on.
_NEXT_TOLD = re.compile(
    r"\s+(?:until|when|after|as|while|before|during|because|with|\w+ing"
    r"|to (?:\w+ )?(?:applause|laughter|cheers|boos|jeers))\b"
)
# "that as it leaks" says nothing yet: what it says comes after the comma.
_NO_MAIN_CLAUSE = re.compile(
    r"(?:that|whether),? (?:as|if|when|because|since|while|although|though|even if|unless|once|after|before|despite"
    r"|given)\b[^,;.!?“”\"]*",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.!?…;](?=[\s)]|$)|[“”\"\r\n]")
_JOINS = re.compile(r"and|but|or|then", re.IGNORECASE)
# "Lee seems to be right" is nobody's word but the writer's; "seems to think" is Lee's.
_SEEMS = re.compile(r"(?:[\w’']+ )*?(?:seem|appear)(?:s|ed)?(?: to be)?", re.IGNORECASE)
# In "Lee was asked whether it leaks" neither the source nor the content is Lee.
_ADDRESSED = re.compile(
    r"\b(?:asked|told|informed|reminded|warned|advised|notified)(?: (?:twice|again|before|\w+ly))*$", re.IGNORECASE
)
# Headlines leave out "are": "Residents told to leave". In the active they would tell somebody.
_TOLD_TO = re.compile(r"(?:told|urged|ordered|advised|instructed) to [a-z]+", re.IGNORECASE)
_ENDS_BEFORE = re.compile(r"(?<=[.!?…:])\s+$")
_UTTERED = frozenset({Act.SAYS, Act.ASKS, Act.WARNS, Act.PROMISES, Act.ORDERS})
_BY = re.compile(r"\b(?:been|was|were|is|are|being)\b.*\bby$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being)\b.*\w$", re.IGNORECASE)
_AGENT = re.compile(
    r"(?P<by>by )?(?P<agent>[\w’'-]+(?:[ ,]+[\w.’'-]+){0,6}?)(?:\s+(?:in|on|at|last|this)\b[^,.;:]{1,30}?)?\s+that\b"
)
_BROKEN_OFF = re.compile(r"(?: (?:in|at|on|to|of|with|by|from|during))? (?:the|an?)$")
_WHERE_THAT = re.compile(r"(?:[ \t\u00a0]+[\w’'&-]+){1,5}?[ \t\u00a0]+(?=that\s)")
# "“No,” came the reply" has no verb of speech.
_CAME = re.compile(
    r"(?:came|comes|is|was) (?:the|his|her|their) (?:[\w’'-]+ ){0,2}?"
    r"(?:reply|answer|response|retort|rejoinder|verdict)\b"
    r"|(?:came|comes) (?:an?|the|another) (?:[\w’'-]+ ){0,2}?(?:voice|cry|shout|call|whisper|yell)\b",
    re.IGNORECASE,
)
_HAVE_SAID = re.compile(r"to have (?:said|told|shouted|replied|asked|written|warned|added|joked|remarked|\w+ed)\b")
# In words: "to have told".
_TO_HAVE = 3
_PUT_IT = re.compile(r"(?:(?:has|had|once|later|likes? to) )?put(?:s|ting)? it\b", re.IGNORECASE)
_SO = re.compile(r",?\s+as\s+$", re.IGNORECASE)
_CLOSING_MARKS = frozenset("”\"’'»“")
_SURE = 0.95
# In words: between a cue and its quotation, "Lee said, “No,” until ...".
_COMMA = 1
# Whose words come next may be said right after the comma: "..., he argued".
_NEXT_SPEAKER = 4
_NEAR = 60


def mend(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """The candidates with whole cues, with sources that can speak, and without the words that lead in to a report."""
    passages = {quoted.span.start: quoted.span for quoted in layout.quotations if quoted.closed}
    ends = {quoted.end: quoted for quoted in passages.values()}
    cues = sorted(candidate.cue[0] for candidate in candidates)
    mended = []
    for candidate in candidates:
        whole = _with_verb(_without_article(candidate, text, layout, places), text, layout)
        whole = _with_hearsay(whole, text, layout)
        able = replace(whole, source=tuple(_speaking(run, text, layout, places) for run in whole.source))
        if able.source and _JOINS.fullmatch(span_of(able.source[0], layout.words).of(text)):
            able = replace(able, source=(), voice=Voice.NONE)
        able = _without_passive_subject(_with_agent(able, text, layout, places), text, layout)
        told = _with_main_clause(_without_lead_in(able, text, layout), cues, text, layout, places)
        told = _from_quotation(told, text, layout, places, passages)
        told = _until_next_doing(told, text, layout, places, passages)
        mended.append(_as_put(_as_reply(told, text, layout), text, layout, places, ends))
    return mended


def _with_verb(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """Where a cue is nothing but adverbs, the reporting verb behind it is its own: "grudgingly | accepted"."""
    start, end = candidate.cue
    behind = next((run for run in candidate.content if run[0] == end), None)
    if (
        behind is None
        or behind[1] - behind[0] < 2
        or not _ADVERBS.fullmatch(span_of(candidate.cue, layout.words).of(text))
    ):
        return candidate
    verb = layout.words[end].of(text)
    if not _PAST.fullmatch(verb) or not acts_of(verb):
        return candidate
    content = tuple((end + 1, run[1]) if run == behind else run for run in candidate.content)
    return replace(candidate, cue=(start, end + 1), content=content)


def _without_article(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    """A cue that breaks off behind an article ends before that phrase: "said | in the | letter that it leaks".

    Where the model has no content, the clause behind "that" is what was said.
    """
    start, end = candidate.cue
    found = _BROKEN_OFF.search(span_of(candidate.cue, layout.words).of(text))
    if found is None or any(run[0] == end for run in candidate.content):
        return candidate
    cut = end - len(found.group().split())
    if cut <= start:
        return candidate
    whole = replace(candidate, cue=(start, cut))
    that = None if candidate.content else _WHERE_THAT.match(text, layout.words[end - 1].end)
    if that is None:
        return whole
    following = bisect_right(layout.sentence_starts, end)
    last = layout.sentence_starts[following] if following < len(layout.sentence_starts) else len(layout.words)
    while last > end and text[layout.words[last - 1].start] in ".!?…":
        last -= 1
    return replace(whole, content=((places.run(Span(that.end(), len(text)))[0], last),), hold=1.0)


def _with_hearsay(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """Behind a quotation, "to have told them" belongs to the cue: "“No,” Lee is said | to have told them"."""
    start, end = candidate.cue
    behind = next((run for run in candidate.content if run[0] == end), None)
    quoted = any(
        run[1] <= start and text[layout.words[run[1] - 1].start] in _CLOSING_MARKS for run in candidate.content
    )
    if behind is None or not quoted or not is_said_of(span_of(candidate.cue, layout.words).of(text)):
        return candidate
    if behind[1] - behind[0] < _TO_HAVE or not _HAVE_SAID.match(text, layout.words[end].start):
        return candidate
    content = tuple(run for run in candidate.content if run != behind)
    return replace(candidate, cue=(start, end + _TO_HAVE), content=content)


def _as_reply(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """A quotation right before "came the reply" is for certain what was replied."""
    before = next((run for run in candidate.content if 0 <= candidate.cue[0] - run[1] <= _COMMA), None)
    if before is None or not _CAME.match(text, layout.words[candidate.cue[0]].start):
        return candidate
    if text[layout.words[candidate.cue[0] - 1].start] not in _CLOSING_MARKS:
        return candidate
    return replace(candidate, outer=max(candidate.outer, _SURE - candidate.inner), hold=1.0)


def _as_put(candidate: Candidate, text: str, layout: Layout, places: WordPlaces, ends: Mapping[int, Span]) -> Candidate:
    """A quotation right before "as Lee puts it" is what Lee says, and "it" is none of what stands behind."""
    if not candidate.source or candidate.source[0][1] != candidate.cue[0]:
        return candidate
    put = _PUT_IT.match(text, layout.words[candidate.cue[0]].start)
    if put and len(candidate.content) > 1 and layout.words[candidate.content[0][1] - 1].end == put.end():
        return replace(candidate, cue=places.run(Span(*put.span())), content=candidate.content[1:])
    so = (
        _SO.search(
            text, max(0, layout.words[candidate.source[0][0]].start - _NEAR), layout.words[candidate.source[0][0]].start
        )
        if put
        else None
    )
    passage = ends.get(so.start()) if so else None
    if put is None or passage is None:
        return candidate
    content, cue = places.run(passage), places.run(Span(*put.span()))
    if any(start < content[1] and content[0] < end for start, end in candidate.content):
        return candidate
    outer = max(candidate.outer, _SURE - candidate.inner)
    return replace(candidate, cue=cue, content=(content,), outer=outer, hold=1.0, acts=surely(Act.SAYS))


def _speaking(run: Run, text: str, layout: Layout, places: WordPlaces) -> Run:
    """The subject before a source that is a time, or behind a conjunction: "Lee" in "Whether Lee said so"."""
    while run[1] - run[0] > 1 and _CONJUNCTION.fullmatch(layout.words[run[0]].of(text)):
        run = (run[0] + 1, run[1])
    if run[1] - run[0] > 1 and _RELATIVE.match(text, layout.words[run[0]].start):
        run = (run[0] + 1, run[1])
    span = span_of(run, layout.words)
    before = _BEFORE_TIME if _TIME.match(span.of(text)) else _WITHIN_TIME
    named = before.search(text, max(0, span.start - _NEAR), span.start)
    return places.run(Span(*named.span("name"))) if named else run


def _without_passive_subject(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """Whom something is said of is no source: in "Lee was accused of theft" Lee belongs to the content."""
    start, end = candidate.cue
    cue = span_of(candidate.cue, layout.words).of(text)
    said_of = is_said_of(cue) and not is_hearsay(cue)
    if said_of and _ADDRESSED.search(cue) and text[layout.words[end - 1].end :].startswith(","):
        # "The lock, the jury was told, leaks": the jury is neither who says it nor of what is said.
        told = [
            run
            for run in (*candidate.source, *candidate.content)
            if run[1] == start and _follows_comma(run, text, layout)
        ]
        if told:
            content = tuple(run for run in candidate.content if run not in told)
            return replace(candidate, source=(), voice=Voice.NONE, content=content)
    if not candidate.source or not candidate.content or candidate.content[0][0] < end:
        return candidate
    subject = candidate.source[0]
    if said_of and _ADDRESSED.search(cue) and subject[1] < start:
        # "Lee rang twice and was told that it leaks": it is Lee who is told. No other rule sees more without a source.
        outer = min(candidate.outer + candidate.inner, 1.0)
        return replace(candidate, source=(), voice=Voice.NONE, outer=outer, inner=0.0)
    if subject[1] == start and candidate.content[0][0] == end and _TOLD_TO.match(text, layout.words[start].start):
        return replace(candidate, source=(), voice=Voice.NONE, content=join_runs([subject, *candidate.content]))
    if subject[1] != start or not (said_of or _SEEMS.fullmatch(cue)):
        return candidate
    content = candidate.content if _ADDRESSED.search(cue) else join_runs([subject, *candidate.content])
    return replace(candidate, source=(), voice=Voice.NONE, content=content)


def _follows_comma(run: Run, text: str, layout: Layout) -> bool:
    return run[0] > 0 and text[layout.words[run[0] - 1].start] == ","


def _with_agent(candidate: Candidate, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    """Who is named behind "by" is the source: "she was told by | Lee | that it leaks"."""
    end = layout.words[candidate.cue[1] - 1].end
    cue = span_of(candidate.cue, layout.words).of(text)
    behind = next((run for run in candidate.content if run[0] >= candidate.cue[1]), None)
    found = _AGENT.match(text, end + 1)
    if behind is None or found is None or not _UTTERED & acts_of(cue):
        return candidate
    agent = places.run(Span(*found.span("agent")))
    if (
        not (_PASSIVE if found["by"] else _BY).search(cue)
        or not agent[0] < behind[1]
        or behind[0] > agent[1] + _NEXT_SPEAKER
    ):
        return candidate
    content = [(max(agent[1], run[0]), run[1]) if run == behind else run for run in candidate.content]
    return replace(candidate, source=(agent,), content=join_runs(content))


def _without_lead_in(candidate: Candidate, text: str, layout: Layout) -> Candidate:
    """Without the clause before "Lee said “...”" that tells what Lee was doing: "When asked, Lee said “No”"."""
    if len(candidate.content) < 2 or not candidate.source:
        return candidate
    (before, *_), (start, end) = candidate.content, candidate.source[0]
    said = end <= candidate.cue[0] and before[1] <= start
    following = layout.words[candidate.cue[1] - 1].end
    direct = _OPENS_CONTENT.match(text, following) and layout.words[candidate.content[1][0]].start - following <= 2
    if not (said and direct and _LEAD_IN.match(span_of(before, layout.words).of(text))):
        return candidate
    return replace(candidate, content=join_runs([run for run in candidate.content if run != before]))


def _with_main_clause(
    candidate: Candidate, cues: Sequence[int], text: str, layout: Layout, places: WordPlaces
) -> Candidate:
    """A content behind its cue that breaks off after a subordinate clause goes on to the end of the sentence."""
    if not candidate.content:
        return candidate
    *before, (start, end) = candidate.content
    span = span_of((start, end), layout.words)
    if start < candidate.cue[1] or not text.startswith(", ", span.end) or not _NO_MAIN_CLAUSE.fullmatch(span.of(text)):
        return candidate
    place = bisect_left(cues, end)
    if place < len(cues) and cues[place] <= end + _NEXT_SPEAKER:
        return candidate
    closing = _CLAUSE_ENDS.search(text, span.end)
    last = places.run(Span(span.end, closing.start() if closing else len(text)))[1]
    return replace(candidate, content=join_runs([*before, (start, last)]))


def _from_quotation(
    candidate: Candidate, text: str, layout: Layout, places: WordPlaces, passages: Mapping[int, Span]
) -> Candidate:
    """A quotation right before its cue begins with its mark: "Did Lee know? | “No,” | Lee said"."""
    unit = min(start for start, _ in (candidate.cue, *candidate.source))
    for number, (start, end) in enumerate(candidate.content):
        if not 0 <= unit - end <= 1:
            continue
        for place in range(start + 1, end):
            passage = passages.get(layout.words[place].start)
            if (
                passage
                and places.run(passage)[1] >= end
                and _ENDS_BEFORE.search(text, max(0, passage.start - 3), passage.start)
            ):
                content = list(candidate.content)
                content[number] = (place, end)
                return replace(candidate, content=tuple(content))
    return candidate


def _until_next_doing(
    candidate: Candidate, text: str, layout: Layout, places: WordPlaces, passages: Mapping[int, Span]
) -> Candidate:
    """A quotation right behind its cue ends with its mark, where the text goes on with what the speaker did."""
    for number, (start, end) in enumerate(candidate.content):
        if not 0 <= start - candidate.cue[1] <= _COMMA:
            continue
        passage = passages.get(layout.words[start].start)
        if passage is None or passage.end >= layout.words[end - 1].start:
            continue
        told = text[passage.end - 2 : passage.end - 1] == "," and _NEXT_TOLD.match(text, passage.end)
        if told or _NEXT_DOING.match(text, passage.end):
            content = list(candidate.content)
            content[number] = (start, places.run(passage)[1])
            return replace(candidate, content=tuple(content))
    return candidate
