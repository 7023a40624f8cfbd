"""Quotations that go on with the report before them."""

from __future__ import annotations

import pytest

from quoth.domain import Act, BlockKind
from quoth.extraction.acts import surely
from quoth.extraction.continuing import carry_on
from tests.extraction.handmade import Hand, article_of

FIRST = "“It leaks again,” Lee said."
NEXT = "“It always leaks in winter.”"


def carried(*blocks, content="“It leaks again,”", cue="said", **more):
    hand = Hand(article_of(*blocks))
    return hand, carry_on([hand.candidate(cue, content, source="Lee", **more)], hand.article, hand.layout, hand.places)


@pytest.mark.parametrize(
    "blocks", [(f"{FIRST} {NEXT}",), (FIRST, NEXT), (f"“It leaks again,” Lee said in May. {NEXT} It rained.",)]
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
