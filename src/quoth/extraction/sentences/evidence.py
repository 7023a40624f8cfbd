"""What words and forms say of how sure a report is, where the model sees more in them or less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import Act, Voice
from quoth.extraction.cues.acts import acts_of
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, span_of
from quoth.extraction.sentences.asides import interrupts
from quoth.layout.features import Layout

# Said to go on talking, and not to say what one means.
_FILLER = re.compile(r"(?:I )?mean|you know", re.IGNORECASE)
# Who talks says "you know" and "I guess" between commas, too.
_TALKING = re.compile(r"I|you", re.IGNORECASE)
# The writer's own way of going on: nobody says that it goes without saying.
_IDIOM = re.compile(r"(?:\w+ )?(?:goes|go|went) without saying|having said|(?:that )?being said", re.IGNORECASE)
_TOPIC = re.compile(r"\bdiscuss(?:es|ed|ing)?$|\bviews? (?:on|about)$", re.IGNORECASE)
# A vote is no statement: of 12 such within contents that chains train marks none is a speech act or a belief.
_VOTE = re.compile(r"\bvot(?:es?|ed|ing) (?:for|against|in favou?r of)$", re.IGNORECASE)
_FINDING = re.compile(
    r"\b(?:study|studies|research|polls?|polling|surveys?|reports?|data|evidence|figures|statistics|analysis|records"
    r"|documents?|results|findings)\b",
    re.IGNORECASE,
)
# "They pointed to research that shows it leaks" tells of the research.
_CITES = re.compile(
    r"\b(?:point(?:s|ed|ing)? to|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|refer(?:s|red|ring)? to)$", re.IGNORECASE
)
_SHOWN = re.compile(
    rf"[^.;!?]*{_FINDING.pattern}[^.;!?]*\b(?:that|which|showing|suggesting|finding|indicating)\b", re.IGNORECASE
)
_RELATIVE = frozenset({"that", "which"})
# "They did not immediately respond | to requests for comment": PolNeAR's train articles mark 26 of 40 such, and all 36
# of "declined to comment".
_SILENT = re.compile(
    r"(?:did|does|do|has|have|had)(?: not|n[’']t)(?: \w+ly| yet)? "
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"[^.;:!?\r\n]{0,40}?\b(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|calls?|e-?mails?|messages?|questions?) "
    r"(?:[^.;:!?\r\n]{0,30}?)\b(?:comment|interview|information|from)\b",
    re.IGNORECASE,
)
# "that", and whoever does something; "that would see ..." tells of a thing.
_THAT = re.compile(
    r"that,? (?!(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did)\b)",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|\w+n[’']t)\b"
    r"|[’'](?:re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
# What something looks like to the writer, and what the writer takes for granted.
_SEEMS = re.compile(r"\b(?:seem|appear|look|assum|suppos|provid|giv|consider)(?:s|ed|ing|en)?$", re.IGNORECASE)
# "He knows it", "I feel it": not one of 36 such within contents in chains train, dev or the held-out articles is marked
# as a speech act or a belief.
_NOTHING = re.compile(
    r"(?:it|th(?:is|at|em|ese|ose)|him|her|you|me|us|(?:no|some|any|every)thing|(?:him|her|it|your|my)self|themselves)\W*",
    re.IGNORECASE,
)
_MINDS = frozenset({Act.KNOWS, Act.FEELS, Act.THINKS, Act.PRAISES, Act.CRITICISES})
_CLAUSE_WORDS = 4
# To whom and when something was said: "told | the crew at noon | that it leaks".
_WHOM = re.compile(r"\s(?:(?!\b(?:who|which|that|whom|whose)\b)[^.,;:!?“”\"\r\n]){1,60}\s")
# From here on, a clause that is told of is believed to be told of.
_LIKELY = 0.25
_TOLD = 0.7
_BOTH = 0.6
_SURE = 0.95
# How far before "that shows" the study may be named.
_BEFORE = 100
# How much of the text behind a cue may belong to its phrase: "make | clear".
_BEHIND = 60
_REACH = 120
# In characters: so much of a content may name a study and what it does.
_LONGEST = 300


def weigh_evidence(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """The candidates with what their words and forms say taken into account, without idioms that report nothing."""
    meant = (one for one in candidates if not _IDIOM.fullmatch(span_of(one.cue, layout.words).of(text)))
    return [_by_form(_by_words(one, text, layout), text, layout) for one in meant]


def _by_words(one: Candidate, text: str, layout: Layout) -> Candidate:
    """A candidate whose cue has no word that reports no longer as an inner one; what a study shows as one, surely.

    Of nested attributions in chains train 857 of 869 have such a word; the model sees a report in "he treats me
    unfairly" too. What only names the subject of somebody's words, as "his views on fishing", is none either.
    """
    if not _reports(one, text, layout) or _says_nothing(one, text, layout):
        one = replace(one, inner=0.0)
    if _is_finding(one, text, layout):
        return replace(one, inner=max(one.inner, _SURE - one.outer), voice=Voice.DOCUMENT)
    if _cites_finding(one, text, layout):
        return replace(one, hold=1.0)
    if _is_silence(one, text, layout):
        return replace(one, outer=max(one.outer, _SURE - one.inner), hold=1.0)
    return one


def _by_form(one: Candidate, text: str, layout: Layout) -> Candidate:
    """A clause right behind a cue that reports is told of.

    Where somebody says it, it is an outermost report if no other holds it, whatever the model takes it for: in
    PolNeAR's dev and held-out articles 8 such are annotated, and 2 are not. Behind "that" it is an inner one if another
    holds it: of those of which the model is unsure, chains train marks 2 of 3. Between commas amid the sentence it is
    an outermost one: of such in PolNeAR's dev and 100 train articles the annotators mark 57 and leave out 4.
    """
    if _is_amid(one, text, layout):
        return replace(one, outer=max(one.outer, _TOLD - one.inner), hold=1.0)
    following = _clause_behind(one, text, layout)
    cue = span_of(one.cue, layout.words)
    if following is None or _SEEMS.search(cue.of(text)):
        return one
    acts, told = acts_of(cue.of(text), text[cue.end : cue.end + _BEHIND]), span_of(following, layout.words).of(text)
    that = _THAT.match(told) is not None and following[1] - following[0] >= _CLAUSE_WORDS
    clause = that or (_FINITE.search(told) is not None and bool(one.source))
    says = Act.SAYS in acts and list(Act)[one.acts.index(max(one.acts))] is Act.SAYS
    if says and clause and one.outer + one.inner >= _BOTH:
        one = replace(one, outer=min(one.outer + one.inner, 1.0), inner=0.0)
    told_of = that and acts and following[0] == one.cue[1]
    if told_of and one.outer + one.inner >= _LIKELY and (one.outer + one.inner) * one.hold < _TOLD:
        return replace(one, inner=max(one.inner, _TOLD - one.outer), hold=1.0)
    return one


def _is_amid(one: Candidate, text: str, layout: Layout) -> bool:
    """Whether a report stands between commas, and on both sides of it what it tells: "The lock, Lee said, leaks"."""
    if not one.source or not one.content or one.inner > one.outer or not interrupts(one, text, layout):
        return False
    if _TALKING.fullmatch(span_of(one.source[0], layout.words).of(text)):
        return False
    return one.content[0][1] <= one.source[0][0] and one.cue[1] <= one.content[-1][0]


def _clause_behind(one: Candidate, text: str, layout: Layout) -> Run | None:
    """The piece of the content right behind the cue, or behind the words between them that say to whom or when."""
    following = next((run for run in one.content if run[0] >= one.cue[1]), None)
    if following is None or following[0] == one.cue[1]:
        return following
    end, start = layout.words[one.cue[1] - 1].end, layout.words[following[0]].start
    return following if one.source and _WHOM.fullmatch(text, end, start) and text.startswith("that ", start) else None


def _says_nothing(candidate: Candidate, text: str, layout: Layout) -> bool:
    """Whether somebody has only "it" in mind, or something else that no words tell."""
    told = " ".join(span_of(run, layout.words).of(text) for run in candidate.content)
    if _NOTHING.fullmatch(told) is None or list(Act)[candidate.acts.index(max(candidate.acts))] not in _MINDS:
        return False
    # "Lee grudgingly accepted this" answers what was said, even where the model sees praise.
    cue = span_of(candidate.cue, layout.words)
    return bool(acts_of(cue.of(text), text[cue.end : cue.end + _BEHIND]) & _MINDS)


def _is_finding(candidate: Candidate, text: str, layout: Layout) -> bool:
    """Whether a study is told to show something, as all 5 within contents in chains train are marked."""
    if not candidate.source:
        return False
    source, cue = span_of(candidate.source[0], layout.words), span_of(candidate.cue, layout.words)
    words = source.of(text)
    if words.casefold() in _RELATIVE:
        words = re.split(r"[.!?;:]\s", text[max(0, source.start - _BEFORE) : source.start])[-1]
    return bool(_FINDING.search(words)) and Act.SHOWS in acts_of(cue.of(text), text[cue.end : cue.end + _BEHIND])


def _cites_finding(candidate: Candidate, text: str, layout: Layout) -> bool:
    """Whether somebody is told to point to a study that shows something."""
    if (
        not candidate.source
        or not candidate.content
        or not _CITES.search(span_of(candidate.cue, layout.words).of(text))
    ):
        return False
    return _SHOWN.match(span_of(candidate.content[0], layout.words).of(text)[:_LONGEST]) is not None


def _is_silence(candidate: Candidate, text: str, layout: Layout) -> bool:
    """Whether somebody is told not to have answered who asked for a comment."""
    cue = span_of(candidate.cue, layout.words)
    found = _SILENT.match(text, cue.start) if candidate.source and candidate.content else None
    return found is not None and _REQUEST.match(text, found.end(), found.end() + _REACH) is not None


def _reports(candidate: Candidate, text: str, layout: Layout) -> bool:
    cue = span_of(candidate.cue, layout.words)
    words = cue.of(text)
    if _FILLER.fullmatch(words) or _TOPIC.search(words) or _VOTE.search(words):
        return False
    return not any(map(str.isalpha, words)) or bool(acts_of(words, text[cue.end : cue.end + _BEHIND]))
