"""Attributions -> which of them takes up which other one, where the text says so.

Five signs count: a question and what is said next; a cue that answers ("replied", "shot back"); a cue that accepts,
rejects, denies or criticises what a reporting noun or a pronoun stands for ("dismissed the claim", "accepted this"),
what is reported inside it ("rejects Hale's call to ..."), or what somebody reported in like words before; a cue that
agrees with somebody ("echoed Lee"); and evidence that is cited for one's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.domain import Act, Attribution, Entity, Polarity, QuotationType, Reply, ReplyKind, Span, Voice
from quoth.resolution.names import name_words
from quoth.resolution.reply_signs import (
    ACCEPTING,
    AGREEING,
    ANAPHOR,
    ANSWERING,
    ANY_CLAIM,
    ASKING,
    BAD,
    CITED,
    CLAIMING,
    CONFIRMING,
    CONTENT_WORD,
    EMPTY_WORDS,
    EVIDENCE,
    FALSE,
    NEGATES,
    NOBODY_ASKS,
    NOUN,
    PRONOUN,
    QUESTION_MARK,
    SENTENCE_ENDS,
    THAT_CLAIM,
    WHEN_ASKED,
)

# Two reports are of the same matter if so many words of four letters and more are in both, and such a share of the
# shorter one's.
_LEAST_SHARED = 2
_SHARE = 0.4
# By so many letters a noun is known in its verb: "allegation" in "alleged".
_STEM = 5

# How many characters may lie between an answer and its question, and between a reply and what it takes up.
_NEXT_TURN = 350
_SAME_BREATH = 40
_REACH = 1200
_LONGEST_ANAPHOR = 90
_LONGEST_VERDICT = 200
_SPOKEN = frozenset(
    {Act.SAYS, Act.DENIES, Act.REJECTS, Act.ACCEPTS, Act.PROMISES, Act.WARNS, Act.CRITICISES, Act.PRAISES}
)
_HELD = frozenset({Act.THINKS, Act.KNOWS, Act.WANTS, Act.FEELS})
_OBJECTS = frozenset({Act.DENIES, Act.REJECTS, Act.CRITICISES})
_CLAIMS = frozenset({*_SPOKEN, Act.ORDERS, Act.SHOWS, Act.THINKS})
# What is called so was done by a cue of these acts.
_ACTS_OF_NOUNS = {
    **dict.fromkeys(
        ("finding", "study", "poll", "report", "conclusion", "analysis", "assessment"), frozenset({Act.SHOWS})
    ),
    **dict.fromkeys(("proposal", "demand", "request", "call", "recommendation"), frozenset({Act.ORDERS})),
    **dict.fromkeys(("accusation", "charge", "attack", "criticism", "insult"), frozenset({Act.CRITICISES})),
    "offer": frozenset({Act.PROMISES}),
    "warning": frozenset({Act.WARNS}),
}
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
        chosen = next((one for one in given if ANSWERING.search(one.cue)), given[0])
        for one in given:
            if one is not chosen:
                del found[one.attribution.id]


def _told(attribution: Attribution, text: str) -> _Told:
    spans = [*attribution.source, *attribution.cue, *attribution.content] or [Span(0, 0)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    told, cue = (" ".join(span.of(text) for span in part) for part in (attribution.content, attribution.cue))
    return _Told(attribution, whole, told, cue)


def _reply(  # noqa: PLR0911 - each return is one sign
    family: Sequence[_Told], place: int, around: _Around
) -> Reply | None:
    """What one attribution takes up: the first sign that is there decides."""
    one = family[place]
    if one.act in {Act.NO_COMMENT, Act.ASKS}:
        return None
    kind = _kind(one)
    if question := _question(family, place, around.text):
        return Reply(question.attribution.id, kind or ReplyKind.ANSWERS)
    if claim := _reported_claim(one, kind, around):
        return Reply(claim.attribution.id, kind or ReplyKind.REJECTS)
    if supported := _supported(family, place):
        return Reply(supported.attribution.id, ReplyKind.SUPPORTS)
    before = list(_before(family, place))
    # "This" is what was said last: it reaches less far back than "the claim".
    reach = _NEXT_TURN if PRONOUN.fullmatch(one.told) else _REACH
    near = (other for other in before if one.span.start - other.span.end <= reach)
    earlier = [other for other in near if _others(one, other) and _is_claim(other)]
    named = _named(one.told, earlier, around)
    if agreed := _agreed(one, named):
        return agreed
    if how := _taken_up(one, kind, named, around) if earlier else None:
        chosen = (
            _answered(one, before, around)
            or _of_that_noun(one, earlier)
            or _likest(one, named)
            or _nearest(one, named or earlier)
        )
        return Reply(_innermost(chosen, around).attribution.id, how) if chosen else None
    return _of_one_matter(one, kind, earlier)


def _named(told: str, others: Sequence[_Told], around: _Around) -> list[_Told]:
    """Those of the others whose speakers a content names: people and organisations, or else documents."""
    named = [other for other in others if _mentions(told, around.names.get(other.attribution.speaker or "", ()))]
    return [other for other in named if other.attribution.voice in {Voice.PERSON, Voice.ORGANIZATION}] or named


def _agreed(one: _Told, named: Sequence[_Told]) -> Reply | None:
    """What somebody said with whom another agrees by name: "agrees with Lee", "echoed Lee"."""
    agrees = AGREEING.search(one.cue) and not NEGATES.search(one.cue) and len(one.told) <= _LONGEST_ANAPHOR
    return Reply(named[0].attribution.id, ReplyKind.ACCEPTS) if agrees and named else None


def _answered(one: _Told, before: Sequence[_Told], around: _Around) -> _Told | None:
    """What a cue that answers answers: a question close by, perhaps one that is told of, else what was last uttered."""
    if not ANSWERING.search(one.cue):
        return None
    for other in before:
        if one.span.start - other.span.end > _NEXT_TURN:
            break
        asked = [other, *around.inside.get(other.attribution.id, ())]
        if question := next(
            (each for each in asked[::-1] if _asks(each) and _may_answer(one, each, around.text)), None
        ):
            return question
    return next(
        (each for each in before if each.act in _SPOKEN and each.attribution.speaker and _others(one, each)), None
    )


def _of_that_noun(one: _Told, earlier: Sequence[_Told]) -> _Told | None:
    """What the noun itself takes up: "the allegation" is what was alleged, "the proposal" what was proposed."""
    noun = None if _named_by_possessive(one.told) else NOUN.search(one.told)
    stem = noun.group().casefold()[:_STEM] if noun else ""
    said = next((other for other in earlier if stem and stem in other.cue.casefold()), None)
    acts = next((acts for prefix, acts in _ACTS_OF_NOUNS.items() if stem and prefix.startswith(stem)), frozenset())
    return said or next((other for other in earlier if other.act in acts), None)


def _named_by_possessive(told: str) -> bool:
    """Whether whose claim it is is said: "Hale’s claim", "her claim"."""
    return re.match(r"\W*(?:(?:his|her|their|its)\b|(?:\S+ ){0,3}\S*[’']s?\s)", told, re.IGNORECASE) is not None


def _nearest(one: _Told, earlier: Sequence[_Told]) -> _Told | None:
    """The last of what was said before, unless the noun says that it was something else: "the finding", "the offer"."""
    noun = NOUN.search(one.told)
    special = noun is not None and not ANY_CLAIM.match(noun.group())
    return None if special and not _named_by_possessive(one.told) and not ANSWERING.search(one.cue) else earlier[0]


def _likest(one: _Told, others: Sequence[_Told]) -> _Told | None:
    """Which of the others has most words in common with a content, the nearest of several; none if no word is."""
    words = _words(one)
    best = max(others, key=lambda other: len(words & _words(other)), default=None)
    return best if best is not None and words & _words(best) else None


def _of_one_matter(one: _Told, kind: ReplyKind | None, earlier: Sequence[_Told]) -> Reply | None:
    """A report before this one that says the same in like words, where this one denies or confirms it."""
    confirms = CONFIRMING.search(one.cue) is not None and one.attribution.polarity is Polarity.POSITIVE
    for other in earlier:
        if other.act in _HELD or not _same_matter(one, other):
            continue
        if confirms:
            return Reply(other.attribution.id, ReplyKind.SUPPORTS)
        if kind is ReplyKind.DENIES:
            return Reply(other.attribution.id, kind)
        near = one.span.start - other.span.end <= _SAME_BREATH
        contrary = bool(NEGATES.search(one.told)) and not NEGATES.search(other.told)
        if near and contrary and one.act in _SPOKEN and CLAIMING.search(other.cue):
            return Reply(other.attribution.id, ReplyKind.DENIES)
    return None


def _same_matter(one: _Told, other: _Told) -> bool:
    words, others = _words(one), _words(other)
    shared = len(words & others)
    return shared >= _LEAST_SHARED and shared >= _SHARE * min(len(words), len(others))


def _words(one: _Told) -> frozenset[str]:
    """What of a content tells what it is about."""
    return frozenset(word.casefold().removesuffix("s") for word in CONTENT_WORD.findall(one.told)) - EMPTY_WORDS


def _supported(family: Sequence[_Told], place: int) -> _Told | None:
    """What its speaker said in the same breath, where an attribution cites evidence: "..., he said, citing a poll"."""
    one = family[place]
    before = family[place - 1] if place else None
    if not before or not CITED.search(one.cue) or one.span.start - before.span.end > _SAME_BREATH:
        return None
    same = one.attribution.speaker is not None and one.attribution.speaker == before.attribution.speaker
    return before if same and _is_claim(before) and EVIDENCE.search(one.told) else None


def _reported_claim(one: _Told, kind: ReplyKind | None, around: _Around) -> _Told | None:
    """The claim inside its own content that an attribution rejects: "dismissed a report that ...".

    Where the claim is only named ("Hale's call to close it") and Hale's own words stand elsewhere, it is those.
    """
    if kind not in {ReplyKind.DENIES, ReplyKind.REJECTS} and one.act is not Act.CRITICISES:
        return None
    children = around.inside.get(one.attribution.id, ())
    nouns = [child for child in children if NOUN.search(child.cue) and _opens(one, child) and _others(one, child)]
    if not nouns:
        return None
    child = nouns[0]
    speaker = child.attribution.speaker
    told = [other for other in around.inside.get(None, ()) if speaker and other.attribution.speaker == speaker]
    return _likest(child, [other for other in told if _is_claim(other) and other is not one]) or child


def _taken_up(one: _Told, kind: ReplyKind | None, named: Sequence[_Told], around: _Around) -> ReplyKind | None:
    """How an attribution takes up what was said before it, if it does; `named` are earlier ones it names."""
    refers = len(one.told) <= _LONGEST_ANAPHOR and ANAPHOR.match(one.told) is not None
    if ANSWERING.search(one.cue):
        return kind or ReplyKind.ANSWERS
    if (kind or one.act is Act.CRITICISES) and refers:
        return kind or ReplyKind.REJECTS
    short = len(one.told) <= _LONGEST_VERDICT
    if one.attribution.speaker and short and (refers or (named and NOUN.search(one.told))):
        if FALSE.search(one.told) or (one.act is Act.SHOWS and one.attribution.polarity is Polarity.NEGATIVE):
            return ReplyKind.DENIES
        if BAD.search(one.told):
            return ReplyKind.REJECTS
    if one.act in _SPOKEN and one.attribution.speaker and THAT_CLAIM.match(one.told):
        return ReplyKind.REJECTS
    struck = (
        bool(named) and _accuses(named[0], around.names.get(one.attribution.speaker or "", ())) and one.act in _OBJECTS
    )
    near = bool(named) and one.span.start - named[0].span.end <= _NEXT_TURN
    return (kind or ReplyKind.REJECTS) if struck and near else None


def _kind(one: _Told) -> ReplyKind | None:
    """What the cue itself says of the reply: "did not accept" rejects, "did not rule out" says nothing."""
    negative = one.attribution.polarity is Polarity.NEGATIVE
    if one.act is Act.ACCEPTS:
        if negative:
            return ReplyKind.REJECTS
        return ReplyKind.ACCEPTS if ACCEPTING.search(one.cue) else None
    return _BY_ACT.get(one.act) if negative else None


def _question(family: Sequence[_Told], place: int, text: str) -> _Told | None:
    """The question that is answered here: just before, or in the same breath ("..., he said when asked about ...")."""
    one = family[place]
    if one.act not in _SPOKEN or not _speaks(one, text):
        return None
    for other in _before(family, place):
        if one.span.start - other.span.end > _NEXT_TURN:
            break
        if _asks(other):
            return other if _may_answer(one, other, text) and other.attribution.voice is not Voice.GROUP else None
        if other.act in _SPOKEN or other.act is Act.ASKS:
            break
    following = family[place + 1] if place + 1 < len(family) else None
    if following and SENTENCE_ENDS.search(text, one.span.end, following.span.start):
        return None
    if following and following.act is Act.ASKS and following.span.start - one.span.end <= _SAME_BREATH:
        return following if WHEN_ASKED.search(following.cue) and _others(one, following) else None
    return None


def _may_answer(one: _Told, question: _Told, text: str) -> bool:
    """Whether an answer and a question may have different speakers: "he" after "Lee asked" is whoever was asked."""
    source = " ".join(span.of(text) for span in one.attribution.source).casefold()
    pronoun = source in {"he", "she", "they"} and bool(question.attribution.source)
    own = " ".join(span.of(text) for span in question.attribution.source).casefold() == source
    return (pronoun and not own) or _others(one, question)


def _asks(one: _Told) -> bool:
    """Whether somebody is asked here, so that what is said next may be the answer."""
    if one.act is Act.ASKS:
        turn = one.cue.strip() == ":"
        return turn or (ASKING.search(one.cue) is not None and not NOBODY_ASKS.search(one.cue))
    spoken = one.act is Act.SAYS and one.attribution.quotation is QuotationType.DIRECT
    return spoken and one.attribution.voice is Voice.PERSON and QUESTION_MARK.search(one.told) is not None


def _speaks(one: _Told, text: str) -> bool:
    """Whether somebody utters an answer: no document that is cited, nor someone in passing ("who has insulted ...")."""
    source = " ".join(span.of(text) for span in one.attribution.source).casefold()
    cited = one.cue.casefold().startswith("according to")
    return one.act not in {Act.CRITICISES, Act.PRAISES} and not cited and source not in {"who", "which", "that"}


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
    """Where a report only cites another, that one: "they pointed to research that ..."."""
    children = around.inside.get(one.attribution.id, ())
    while len(children) == 1 and CITED.search(one.cue) and 2 * len(children[0].span) > len(one.told):
        one = children[0]
        children = around.inside.get(one.attribution.id, ())
    return one
