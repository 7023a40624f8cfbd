"""Attributions -> which of them takes up which other one, where the text says so.

Four signs count: a question and what is said next; a cue that answers ("replied", "shot back"); a cue that accepts,
rejects, denies or criticises what a reporting noun or a pronoun stands for ("dismissed the claim", "accepted this") or
what is reported inside it ("rejects Trump's call to ..."); and evidence that is cited for one's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.domain import Act, Attribution, Entity, Polarity, Reply, ReplyKind, Span, Voice
from quoth.resolution.names import name_words

# How many characters may lie between an answer and its question, and between a reply and what it takes up.
_NEXT_TURN = 350
_SAME_BREATH = 40
_REACH = 1200
_LONGEST_ANAPHOR = 90
_ANSWERING = re.compile(
    r"\b(?:respond(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|retort(?:s|ed|ing)?|rejoin(?:s|ed|ing)?"
    r"|counter(?:s|ed|ing)?|rebut(?:s|ted|ting)?|in response"
    r"|(?:sho[ot]t?|fire|hit|came?|pushe?|scream|yell|snap|wr[io]te?)\w* back)\b",
    re.IGNORECASE,
)
_NOUNS = (
    r"(?:statement|claim|comment|remark|allegation|accusation|charge|criticism|assertion|suggestion|report|proposal|idea"
    r"|notion|finding|conclusion|determination|argument|attack|plan|letter|article|rumou?r|concern|warning|ruling"
    r"|decision|question|complaint|demand|theory|view|position|policy|policies|story|column|analysis|description"
    r"|characteri[sz]ation|request|offer|call|endorsement|insult|assessment|prediction|advice|study|poll|tweet|speech"
    r"|accusations?|point|explanation|account|narrative|myth|contention|recommendation|verdict|word)s?"
)
_NOUN = re.compile(rf"\b{_NOUNS}\b", re.IGNORECASE)
_ANAPHOR = re.compile(
    r"\W*(?:(?:it|this|that|them|these|those|so|all of (?:it|this|that))\b(?=\W*$)"
    r"|(?:(?:the|that|this|those|these|such|his|her|their|its|all|any|both|what)|\S+[’']s?)\s+"
    rf"(?:\S+\s+){{0,5}}?{_NOUNS}\b)",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false|untrue|not true|isn[’']t true|inaccurate|incorrect|a lie|lies|lying|baseless|unfounded|not the case"
    r"|fabricat\w+|no truth|wrong|misleading|nonsense|made up|absurd|ridiculous|outrageous|a mistake)\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:cit(?:es?|ed|ing)|point(?:s|ed|ing)? to)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’']*\s|\n")
_WHEN_ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
_SPOKEN = frozenset(
    {Act.SAYS, Act.DENIES, Act.REJECTS, Act.ACCEPTS, Act.PROMISES, Act.WARNS, Act.CRITICISES, Act.PRAISES}
)
_OBJECTS = frozenset({Act.DENIES, Act.REJECTS, Act.CRITICISES})
_CLAIMS = frozenset({*_SPOKEN, Act.ORDERS, Act.SHOWS, Act.THINKS})
_BY_ACT = {
    Act.DENIES: ReplyKind.DENIES,
    Act.REJECTS: ReplyKind.REJECTS,
}


@dataclass(frozen=True, slots=True)
class _Told:
    """An attribution with where it stands: `span` from its first to its last word, `told` its content's text."""

    attribution: Attribution
    span: Span
    told: str
    cue: str

    @property
    def act(self) -> Act:
        """What its cue does."""
        return self.attribution.act


@dataclass(frozen=True, slots=True)
class _Around:
    """The text, the words of each speaker's name by id, and the attributions directly inside each one, by its id."""

    text: str
    names: Mapping[str, tuple[str, ...]]
    inside: Mapping[str | None, Sequence[_Told]]


def link_replies(text: str, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> list[Attribution]:
    """The attributions with their `replies`; speakers must have been resolved."""
    names = {entity.id: name_words(entity.name) for entity in entities}
    inside: dict[str | None, list[_Told]] = {}
    for attribution in attributions:
        inside.setdefault(attribution.parent, []).append(_told(attribution, text))
    around = _Around(text, names, inside)
    found: dict[str, Reply] = {}
    for family in inside.values():
        family.sort(key=lambda one: (one.span, one.attribution.id))
        for place, one in enumerate(family):
            reply = _reply(family, place, around)
            if reply is not None:
                found[one.attribution.id] = reply
        _drop_second_answers(family, found)
    return [
        replace(attribution, replies=(found[attribution.id],)) if attribution.id in found else attribution
        for attribution in attributions
    ]


def _drop_second_answers(family: Sequence[_Told], found: dict[str, Reply]) -> None:
    """One answer to a question: the one whose cue answers, else the first; what is said further goes beyond it."""
    answers: dict[str, list[_Told]] = {}
    for one in family:
        reply = found.get(one.attribution.id)
        if reply is not None and reply.how is ReplyKind.ANSWERS:
            answers.setdefault(reply.to, []).append(one)
    for given in answers.values():
        chosen = next((one for one in given if _ANSWERING.search(one.cue)), given[0])
        for one in given:
            if one is not chosen:
                del found[one.attribution.id]


def _told(attribution: Attribution, text: str) -> _Told:
    spans = [*attribution.source, *attribution.cue, *attribution.content] or [Span(0, 0)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    told, cue = (" ".join(span.of(text) for span in part) for part in (attribution.content, attribution.cue))
    return _Told(attribution, whole, told, cue)


def _reply(family: Sequence[_Told], place: int, around: _Around) -> Reply | None:
    """What one attribution takes up: the first sign that is there decides."""
    one = family[place]
    if one.act in {Act.NO_COMMENT, Act.ASKS}:
        return None
    kind = _kind(one)
    if question := _question(family, place, around.text):
        return Reply(question.attribution.id, kind or ReplyKind.ANSWERS)
    if child := _reported_claim(one, kind, around.inside.get(one.attribution.id, ())):
        return Reply(child.attribution.id, kind or ReplyKind.REJECTS)
    if supported := _supported(family, place):
        return Reply(supported.attribution.id, ReplyKind.SUPPORTS)
    earlier = [other for other in _before(family, place) if _others(one, other) and _is_claim(other)]
    named = [other for other in earlier if _mentions(one.told, around.names.get(other.attribution.speaker or "", ()))]
    how = _taken_up(one, kind, named, around) if earlier else None
    return Reply(_innermost((named or earlier)[0], around).attribution.id, how) if how else None


def _supported(family: Sequence[_Told], place: int) -> _Told | None:
    """What its speaker said in the same breath, where an attribution cites evidence: "..., he said, citing a poll"."""
    one = family[place]
    before = family[place - 1] if place else None
    if not before or not _CITED.search(one.cue) or one.span.start - before.span.end > _SAME_BREATH:
        return None
    same = one.attribution.speaker is not None and one.attribution.speaker == before.attribution.speaker
    return before if same and _is_claim(before) else None


def _reported_claim(one: _Told, kind: ReplyKind | None, children: Sequence[_Told]) -> _Told | None:
    """The claim inside its own content that an attribution rejects: "dismissed a report that ..."."""
    if kind not in {ReplyKind.DENIES, ReplyKind.REJECTS} and one.act is not Act.CRITICISES:
        return None
    return next((child for child in children if _is_claim(child) and _opens(one, child) and _others(one, child)), None)


def _taken_up(one: _Told, kind: ReplyKind | None, named: Sequence[_Told], around: _Around) -> ReplyKind | None:
    """How an attribution takes up what was said before it, if it does; `named` are earlier ones it names."""
    refers = len(one.told) <= _LONGEST_ANAPHOR and _ANAPHOR.match(one.told) is not None
    if _ANSWERING.search(one.cue):
        return kind or ReplyKind.ANSWERS
    if (kind or one.act is Act.CRITICISES) and refers:
        return kind or ReplyKind.REJECTS
    if _FALSE.search(one.told) and (refers or (named and _NOUN.search(one.told))):
        return ReplyKind.DENIES
    struck = (
        bool(named) and _accuses(named[0], around.names.get(one.attribution.speaker or "", ())) and one.act in _OBJECTS
    )
    near = bool(named) and one.span.start - named[0].span.end <= _NEXT_TURN
    return (kind or ReplyKind.REJECTS) if struck and near else None


def _kind(one: _Told) -> ReplyKind | None:
    """What the cue itself says of the reply: "did not accept" rejects, "did not rule out" says nothing."""
    negative = one.attribution.polarity is Polarity.NEGATIVE
    if one.act is Act.ACCEPTS:
        return ReplyKind.REJECTS if negative else ReplyKind.ACCEPTS
    return _BY_ACT.get(one.act) if negative else None


def _question(family: Sequence[_Told], place: int, text: str) -> _Told | None:
    """The question that is answered here: just before, or in the same breath ("..., he said when asked about ...")."""
    one = family[place]
    if one.act not in _SPOKEN:
        return None
    for other in _before(family, place):
        if one.span.start - other.span.end > _NEXT_TURN:
            break
        if other.act is Act.ASKS:
            return other if _others(one, other) and other.attribution.voice is not Voice.GROUP else None
        if other.act in _SPOKEN:
            break
    following = family[place + 1] if place + 1 < len(family) else None
    if following and _SENTENCE_ENDS.search(text, one.span.end, following.span.start):
        return None
    if following and following.act is Act.ASKS and following.span.start - one.span.end <= _SAME_BREATH:
        return following if _WHEN_ASKED.search(following.cue) and _others(one, following) else None
    return None


def _is_claim(one: _Told) -> bool:
    return one.act in _CLAIMS


def _accuses(one: _Told, words: Sequence[str]) -> bool:
    """Whether an attribution criticises the speaker of these words by name."""
    return one.act is Act.CRITICISES and _mentions(one.told, words)


def _before(family: Sequence[_Told], place: int) -> Iterator[_Told]:
    """What stands before one of a family, the nearest first, as far back as a reply reaches."""
    start = family[place].span.start
    for other in reversed(family[:place]):
        if start - other.span.end > _REACH:
            return
        yield other


def _others(one: _Told, other: _Told) -> bool:
    """Whether two attributions may have different speakers."""
    speaker = one.attribution.speaker
    return speaker is None or speaker != other.attribution.speaker


def _opens(one: _Told, child: _Told) -> bool:
    """Whether a content begins with what its child reports: "a report that ...", "her claim to ..."."""
    return bool(one.attribution.content) and child.span.start - one.attribution.content[0].start <= 60


def _mentions(told: str, words: Sequence[str]) -> bool:
    return bool(words) and re.search(rf"\b{re.escape(words[-1])}\b", told, re.IGNORECASE) is not None


def _innermost(one: _Told, around: _Around) -> _Told:
    """Where an attribution's content is all but one other report, that report: "they pointed to research that ..."."""
    children = around.inside.get(one.attribution.id, ())
    while len(children) == 1 and 2 * len(children[0].span) > len(one.told):
        one = children[0]
        children = around.inside.get(one.attribution.id, ())
    return one
