"""Attributions -> which of them takes up which other one, where the text says so.

Five signs count: a question and what is said next; a cue that answers ("replied", "shot back"); a cue that accepts,
rejects, denies or criticises what a reporting noun or a pronoun stands for ("dismissed the claim", "accepted this"),
what is reported inside it ("rejects Hale's call to ..."), or what somebody reported in like words before; a cue that
agrees with somebody ("echoed Lee"); and evidence that is cited for one's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import Act, Attribution, Entity, Polarity, Reply, ReplyKind
from quoth.resolution.names.comparing import name_words
from quoth.resolution.replies.questions import NEXT_TURN, SAME_BREATH, question_answered, what_is_answered
from quoth.resolution.replies.signs import (
    ACCEPTING,
    AGREEING,
    ANAPHOR,
    ANSWERING,
    ANY_CLAIM,
    BAD,
    CITED,
    CLAIMING,
    CONFIRMING,
    EVIDENCE,
    FALSE,
    NEGATES,
    NOUN,
    PRONOUN,
    THAT_CLAIM,
)
from quoth.resolution.replies.told import (
    REACH,
    SPOKEN,
    Around,
    Told,
    content_words,
    innermost,
    is_claim,
    may_differ,
    mentions,
    named_in,
    same_matter,
    told_before,
    told_of,
)

# By so many letters a noun is known in its verb: "allegation" in "alleged".
_STEM = 5
_LONGEST_ANAPHOR = 90
_LONGEST_VERDICT = 200
_HELD = frozenset({Act.THINKS, Act.KNOWS, Act.WANTS, Act.FEELS})
_OBJECTS = frozenset({Act.DENIES, Act.REJECTS, Act.CRITICISES})
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


def link_replies(text: str, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> list[Attribution]:
    """The attributions with their `replies`; speakers must have been resolved."""
    names = {entity.id: name_words(entity.name) for entity in entities}
    inside: dict[str | None, list[Told]] = {}
    for attribution in attributions:
        inside.setdefault(attribution.parent, []).append(told_of(attribution, text))
    around = Around(text, names, inside)
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


def _drop_second_answers(family: Sequence[Told], found: dict[str, Reply]) -> None:
    """One answer to a question: the one whose cue answers, else the first; what is said further goes beyond it."""
    answers: dict[str, list[Told]] = {}
    for one in family:
        reply = found.get(one.attribution.id)
        if reply is not None and reply.how is ReplyKind.ANSWERS:
            answers.setdefault(reply.to, []).append(one)
    for given in answers.values():
        chosen = next((one for one in given if ANSWERING.search(one.cue)), given[0])
        for one in given:
            if one is not chosen:
                del found[one.attribution.id]


def _reply(  # noqa: PLR0911 - each return is one sign
    family: Sequence[Told], place: int, around: Around
) -> Reply | None:
    """What one attribution takes up: the first sign that is there decides."""
    one = family[place]
    if one.act in {Act.NO_COMMENT, Act.ASKS}:
        return None
    kind = _kind(one)
    if question := question_answered(family, place, around.text):
        return Reply(question.attribution.id, kind or ReplyKind.ANSWERS)
    if claim := _reported_claim(one, kind, around):
        return Reply(claim.attribution.id, kind or ReplyKind.REJECTS)
    if supported := _supported(family, place):
        return Reply(supported.attribution.id, ReplyKind.SUPPORTS)
    before = list(told_before(family, place))
    # "This" is what was said last: it reaches less far back than "the claim".
    reach = NEXT_TURN if PRONOUN.fullmatch(one.told) else REACH
    near = (other for other in before if one.span.start - other.span.end <= reach)
    earlier = [other for other in near if may_differ(one, other) and is_claim(other)]
    named = named_in(one.told, earlier, around)
    if agreed := _agreed(one, named):
        return agreed
    if how := _taken_up(one, kind, named, around) if earlier else None:
        chosen = (
            what_is_answered(one, before, around)
            or _of_that_noun(one, earlier)
            or _likest(one, named)
            or _nearest(one, named or earlier)
        )
        return Reply(innermost(chosen, around).attribution.id, how) if chosen else None
    return _of_one_matter(one, kind, earlier)


def _agreed(one: Told, named: Sequence[Told]) -> Reply | None:
    """What somebody said with whom another agrees by name: "agrees with Lee", "echoed Lee"."""
    agrees = AGREEING.search(one.cue) and not NEGATES.search(one.cue) and len(one.told) <= _LONGEST_ANAPHOR
    return Reply(named[0].attribution.id, ReplyKind.ACCEPTS) if agrees and named else None


def _of_that_noun(one: Told, earlier: Sequence[Told]) -> Told | None:
    """What the noun itself takes up: "the allegation" is what was alleged, "the proposal" what was proposed."""
    noun = None if _named_by_possessive(one.told) else NOUN.search(one.told)
    stem = noun.group().casefold()[:_STEM] if noun else ""
    said = next((other for other in earlier if stem and stem in other.cue.casefold()), None)
    acts = next((acts for prefix, acts in _ACTS_OF_NOUNS.items() if stem and prefix.startswith(stem)), frozenset())
    return said or next((other for other in earlier if other.act in acts), None)


def _named_by_possessive(told: str) -> bool:
    """Whether whose claim it is is said: "Hale’s claim", "her claim"."""
    return re.match(r"\W*(?:(?:his|her|their|its)\b|(?:\S+ ){0,3}\S*[’']s?\s)", told, re.IGNORECASE) is not None


def _nearest(one: Told, earlier: Sequence[Told]) -> Told | None:
    """The last of what was said before, unless the noun says that it was something else: "the finding", "the offer"."""
    noun = NOUN.search(one.told)
    special = noun is not None and not ANY_CLAIM.match(noun.group())
    return None if special and not _named_by_possessive(one.told) and not ANSWERING.search(one.cue) else earlier[0]


def _likest(one: Told, others: Sequence[Told]) -> Told | None:
    """Which of the others has most words in common with a content, the nearest of several; none if no word is."""
    words = content_words(one)
    best = max(others, key=lambda other: len(words & content_words(other)), default=None)
    return best if best is not None and words & content_words(best) else None


def _of_one_matter(one: Told, kind: ReplyKind | None, earlier: Sequence[Told]) -> Reply | None:
    """A report before this one that says the same in like words, where this one denies or confirms it."""
    confirms = CONFIRMING.search(one.cue) is not None and one.attribution.polarity is Polarity.POSITIVE
    for other in earlier:
        if other.act in _HELD or not same_matter(one, other):
            continue
        if confirms:
            return Reply(other.attribution.id, ReplyKind.SUPPORTS)
        if kind is ReplyKind.DENIES:
            return Reply(other.attribution.id, kind)
        near = one.span.start - other.span.end <= SAME_BREATH
        contrary = bool(NEGATES.search(one.told)) and not NEGATES.search(other.told)
        if near and contrary and one.act in SPOKEN and CLAIMING.search(other.cue):
            return Reply(other.attribution.id, ReplyKind.DENIES)
    return None


def _supported(family: Sequence[Told], place: int) -> Told | None:
    """What its speaker said in the same breath, where an attribution cites evidence: "..., he said, citing a poll"."""
    one = family[place]
    before = family[place - 1] if place else None
    if not before or not CITED.search(one.cue) or one.span.start - before.span.end > SAME_BREATH:
        return None
    same = one.attribution.speaker is not None and one.attribution.speaker == before.attribution.speaker
    return before if same and is_claim(before) and EVIDENCE.search(one.told) else None


def _reported_claim(one: Told, kind: ReplyKind | None, around: Around) -> Told | None:
    """The claim inside its own content that an attribution rejects: "dismissed a report that ...".

    Where the claim is only named ("Hale's call to close it") and Hale's own words stand elsewhere, it is those.
    """
    if kind not in {ReplyKind.DENIES, ReplyKind.REJECTS} and one.act is not Act.CRITICISES:
        return None
    children = around.inside.get(one.attribution.id, ())
    nouns = [child for child in children if NOUN.search(child.cue) and _opens(one, child) and may_differ(one, child)]
    if not nouns:
        return None
    child = nouns[0]
    speaker = child.attribution.speaker
    told = [other for other in around.inside.get(None, ()) if speaker and other.attribution.speaker == speaker]
    return _likest(child, [other for other in told if is_claim(other) and other is not one]) or child


def _taken_up(one: Told, kind: ReplyKind | None, named: Sequence[Told], around: Around) -> ReplyKind | None:
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
    if one.act in SPOKEN and one.attribution.speaker and THAT_CLAIM.match(one.told):
        return ReplyKind.REJECTS
    struck = (
        bool(named) and _accuses(named[0], around.names.get(one.attribution.speaker or "", ())) and one.act in _OBJECTS
    )
    near = bool(named) and one.span.start - named[0].span.end <= NEXT_TURN
    return (kind or ReplyKind.REJECTS) if struck and near else None


def _kind(one: Told) -> ReplyKind | None:
    """What the cue itself says of the reply: "did not accept" rejects, "did not rule out" says nothing."""
    negative = one.attribution.polarity is Polarity.NEGATIVE
    if one.act is Act.ACCEPTS:
        if negative:
            return ReplyKind.REJECTS
        return ReplyKind.ACCEPTS if ACCEPTING.search(one.cue) else None
    return _BY_ACT.get(one.act) if negative else None


def _accuses(one: Told, words: Sequence[str]) -> bool:
    """Whether an attribution criticises the speaker of these words by name."""
    return one.act is Act.CRITICISES and mentions(one.told, words)


def _opens(one: Told, child: Told) -> bool:
    """Whether a content begins with what its child reports: "a report that ...", "her claim to ..."."""
    return bool(one.attribution.content) and child.span.start - one.attribution.content[0].start <= 60
