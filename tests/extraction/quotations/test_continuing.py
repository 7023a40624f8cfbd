"""Quotations that go on with the report before them."""

from __future__ import annotations

import pytest

from quoth.domain import Act, BlockKind
from quoth.extraction.cues.acts import surely
from quoth.extraction.quotations.continuing import carry_on, join_halves
from tests.extraction.handmade import Hand, article_of

FIRST = "“It leaks again,” Lee said."
NEXT = "“It always leaks in winter.”"


def carried(*blocks, content="“It leaks again,”", cue="said", **more):
    hand = Hand(article_of(*blocks))
    return hand, carry_on([hand.candidate(cue, content, source="Lee", **more)], hand.article, hand.layout, hand.places)


@pytest.mark.parametrize(
    "blocks",
    [
        (f"{FIRST} {NEXT}",),
        (FIRST, NEXT),
        (f"“It leaks again,” Lee said in May. {NEXT} It rained.",),
        (f"{FIRST} Then, after a while: {NEXT}",),
    ],
)
def test_a_sentence_in_marks_goes_on_with_the_report_before_it(blocks):
    hand, (one,) = carried(*blocks)
    assert hand.contents(one) == ["“It leaks again,”", NEXT]


def test_paragraphs_in_marks_go_on_one_after_another():
    hand, (one,) = carried(FIRST, NEXT, "“Nobody has ever mended it.”", "It rained.")
    assert hand.contents(one) == ["“It leaks again,”", f"{NEXT}\n\n“Nobody has ever mended it.”"]


@pytest.mark.parametrize(
    "blocks",
    [
        (FIRST, "It rained.", NEXT),
        (f"{FIRST} It rained there all day long. The lock stayed shut. {NEXT}",),
        (FIRST, "‘The Winter of the Lock.’"),
        (f"{FIRST} Nobody answered: {NEXT}",),
        (FIRST, "A “very old lock”, it seems."),
        (FIRST, (BlockKind.CAPTION, NEXT)),
    ],
)
def test_what_stands_further_off_or_is_no_sentence_does_not(blocks):
    hand, (one,) = carried(*blocks)
    assert hand.contents(one) == ["“It leaks again,”"]


def test_nobody_answers_what_he_asks():
    hand, (one,) = carried(
        "“Does it leak?” Lee asked.", NEXT, content="“Does it leak?”", cue="asked", acts=surely(Act.ASKS)
    )
    assert hand.contents(one) == ["“Does it leak?”"]


def test_an_unlikely_report_takes_nothing():
    hand, (one,) = carried(FIRST, NEXT, outer=0.3)
    assert hand.contents(one) == ["“It leaks again,”"]


def test_a_gesture_between_them_says_nothing():
    hand = Hand(f"“It leaks again,” Lee said, pointing at the old lock. {NEXT}")
    said = hand.candidate("said", "“It leaks again,”", source="Lee")
    pointing = hand.candidate("pointing at", "the old lock", source="Lee")
    first, second = carry_on([said, pointing], hand.article, hand.layout, hand.places)
    assert hand.contents(first) == ["“It leaks again,”", NEXT]
    assert hand.contents(second) == ["the old lock"]


def halves(text: str, first: str, aside: str) -> list[list[str]]:
    """What Lee says, and what is left of what Lee is told to do meanwhile."""
    hand = Hand(text)
    meanwhile = text[text.index(aside) + len(aside) :].strip().rstrip(".")
    said = [hand.candidate("said", first, source="Lee"), hand.candidate(aside, meanwhile)]
    return [hand.contents(one) for one in join_halves(said, hand.text, hand.layout, hand.places)]


def test_a_sentence_quoted_in_two_is_said_by_one_whatever_stands_between():
    text = "“When it rains,” Lee said, pointing at the lock, “you hear it leak.”"
    assert halves(text, "“When it rains,”", "pointing at") == [
        ["“When it rains,”", "“you hear it leak.”"],
        ["the lock,"],
    ]


def test_to_whom_the_first_half_is_said_does_not_matter():
    text = "“When it rains,” Lee said to the crew, pointing at the lock, “you hear it leak.”"
    assert halves(text, "“When it rains,”", "pointing at")[0] == ["“When it rains,”", "“you hear it leak.”"]


@pytest.mark.parametrize(
    "text",
    [
        "“When it rains,” Lee said, adding that the lock is “old and leaky.”",
        "“When it rains,” Lee said, pointing at the lock, “You hear it leak.”",
        "“When it rains.” Lee said, pointing at the lock, “you hear it leak.”",
        "“When it rains,” Lee said, pointing at the lock. “you hear it leak.”",
    ],
    ids=["no comma", "a new sentence", "a whole sentence", "another sentence"],
)
def test_two_quotations_that_are_no_halves_stay_as_they_are(text):
    first, aside = text[: text.index(" Lee")], "adding" if "adding" in text else "pointing at"
    (said, _) = halves(text, first, aside)
    assert said == [first]


def test_the_second_half_may_follow_what_is_told_of_the_hearer():
    text = "“When it rains,” Lee said to Hale, who had asked, “I hear it leak.”"
    assert halves(text, "“When it rains,”", "asked")[0] == ["“When it rains,”", "“I hear it leak.”"]


def test_the_first_half_goes_to_who_says_the_second():
    text = "“Rain,” Lee likes to say, “is what the lock was made for.”"
    hand = Hand(text)
    says = hand.candidate("likes to say", "“is what the lock was made for.”", source="Lee")
    (one,) = join_halves([says], hand.text, hand.layout, hand.places)
    assert hand.contents(one) == ["“Rain,”", "“is what the lock was made for.”"]


def test_the_first_half_may_be_what_another_says():
    text = "Hale said “rain,” Lee likes to say, “is what the lock was made for.”"
    hand = Hand(text)
    said = [
        hand.candidate("said", "“rain,”", source="Hale"),
        hand.candidate("likes to say", "“is what the lock was made for.”", source="Lee"),
    ]
    joined = join_halves(said, hand.text, hand.layout, hand.places)
    assert [hand.contents(one) for one in joined] == [["“rain,”"], ["“is what the lock was made for.”"]]
