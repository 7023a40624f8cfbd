"""Questions and their answers: what is said next, or by a cue that answers, to what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import Act, QuotationType, Voice
from quoth.resolution.replies.signs import (
    ANSWERING,
    ASKING,
    NOBODY_ASKS,
    QUESTION_MARK,
    SENTENCE_ENDS,
    WHEN_ASKED,
)
from quoth.resolution.replies.told import SPOKEN, Around, Told, may_differ, told_before

# How many characters may lie between an answer and its question.
NEXT_TURN = 350
SAME_BREATH = 40


def question_answered(family: Sequence[Told], place: int, text: str) -> Told | None:
    """The question that is answered here: just before, or in the same breath ("..., he said when asked about ...")."""
    one = family[place]
    if one.act not in SPOKEN or not _speaks(one, text):
        return None
    for other in told_before(family, place):
        if one.span.start - other.span.end > NEXT_TURN:
            break
        if asks(other):
            return other if _may_answer(one, other, text) and other.attribution.voice is not Voice.GROUP else None
        if other.act in SPOKEN or other.act is Act.ASKS:
            break
    following = family[place + 1] if place + 1 < len(family) else None
    if following and SENTENCE_ENDS.search(text, one.span.end, following.span.start):
        return None
    if following and following.act is Act.ASKS and following.span.start - one.span.end <= SAME_BREATH:
        return following if WHEN_ASKED.search(following.cue) and may_differ(one, following) else None
    return None


def what_is_answered(one: Told, before: Sequence[Told], around: Around) -> Told | None:
    """What a cue that answers answers: a question close by, perhaps one that is told of, else what was last uttered."""
    if not ANSWERING.search(one.cue):
        return None
    for other in before:
        if one.span.start - other.span.end > NEXT_TURN:
            break
        asked = [other, *around.inside.get(other.attribution.id, ())]
        if question := next((each for each in asked[::-1] if asks(each) and _may_answer(one, each, around.text)), None):
            return question
    return next(
        (each for each in before if each.act in SPOKEN and each.attribution.speaker and may_differ(one, each)), None
    )


def _may_answer(one: Told, question: Told, text: str) -> bool:
    """Whether an answer and a question may have different speakers: "he" after "Lee asked" is whoever was asked."""
    source = " ".join(span.of(text) for span in one.attribution.source).casefold()
    pronoun = source in {"he", "she", "they"} and bool(question.attribution.source)
    own = " ".join(span.of(text) for span in question.attribution.source).casefold() == source
    return (pronoun and not own) or may_differ(one, question)


def asks(one: Told) -> bool:
    """Whether somebody is asked here, so that what is said next may be the answer."""
    if one.act is Act.ASKS:
        turn = one.cue.strip() == ":"
        return turn or (ASKING.search(one.cue) is not None and not NOBODY_ASKS.search(one.cue))
    spoken = one.act is Act.SAYS and one.attribution.quotation is QuotationType.DIRECT
    return spoken and one.attribution.voice is Voice.PERSON and QUESTION_MARK.search(one.told) is not None


def _speaks(one: Told, text: str) -> bool:
    """Whether somebody utters an answer: no document that is cited, nor someone in passing ("who has insulted ...")."""
    source = " ".join(span.of(text) for span in one.attribution.source).casefold()
    cited = one.cue.casefold().startswith("according to")
    return one.act not in {Act.CRITICISES, Act.PRAISES} and not cited and source not in {"who", "which", "that"}
