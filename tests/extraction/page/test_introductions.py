"""Blockquotes, lists, quoted paragraphs and letters, given to what introduces them."""

from __future__ import annotations

import pytest

from quoth.domain import BlockKind
from quoth.extraction.page.introductions import take_what_follows
from tests.extraction.handmade import Hand, article_of

FIRST, SECOND = (BlockKind.BLOCKQUOTE, "The bridge is safe."), (BlockKind.BLOCKQUOTE, "Nobody will fall.")
BOTH = "The bridge is safe.\n\nNobody will fall."


def taken(*blocks: tuple[BlockKind, str] | str, cues: tuple[str, ...] = ("said",), **more: object) -> list[list[str]]:
    hand = Hand(article_of(*blocks))
    candidates = [hand.candidate(cue, **more) for cue in cues]
    return [
        hand.contents(candidate) for candidate in take_what_follows(candidates, hand.article, hand.layout, hand.places)
    ]


@pytest.mark.parametrize(
    "introduction",
    [
        "The board said:",
        "The board said in a letter",
        "The board said —",
        "What matters, they said, was that",
        "The board said: “",
        "The board said this of the “old bridge”",
    ],
)
def test_blockquotes_belong_to_the_open_sentence_before_them(introduction):
    assert taken(introduction, FIRST, SECOND, "It rained.") == [[BOTH]]


@pytest.mark.parametrize(
    "introduction", ["The board said so.", "The board said so!", "The board said “so.”", "The board said so…"]
)
def test_a_sentence_that_ends_introduces_nothing(introduction):
    assert taken(introduction, FIRST) == [[]]


def test_only_blockquotes_right_after_it_belong_to_the_introduction():
    assert taken("The board said:", FIRST, "It rained.", SECOND) == [["The bridge is safe."]]
    assert taken("The board said:", "It rained.", FIRST) == [["It rained."]]
    assert taken(FIRST, "The board said:") == [[]]


def test_the_last_cue_of_the_introduction_takes_them():
    assert taken("Brandt told us what the board said:", FIRST, cues=("told", "said")) == [[], ["The bridge is safe."]]
    assert taken("Brandt told us what the board said:", FIRST, cues=("said", "told")) == [["The bridge is safe."], []]


def test_a_likely_cue_goes_before_a_last_one():
    hand = Hand(article_of("Brandt told us, as the talk went:", FIRST))
    sure, unsure = hand.candidate("told"), hand.candidate("went", outer=0.2, inner=0.1)
    first, second = take_what_follows([sure, unsure], hand.article, hand.layout, hand.places)
    assert (hand.contents(first), hand.contents(second)) == (["The bridge is safe."], [])
    (alone,) = take_what_follows([unsure], hand.article, hand.layout, hand.places)
    assert hand.contents(alone) == ["The bridge is safe."]


def test_what_the_introduction_itself_says_stays_and_what_came_later_goes():
    hand = Hand(article_of("It is old, the board said, and:", FIRST, "It rained all day."))
    candidate = hand.candidate("said", "It is old", "It rained", hold=0.4)
    (changed,) = take_what_follows([candidate], hand.article, hand.layout, hand.places)
    assert hand.contents(changed) == ["It is old", "The bridge is safe."]
    assert changed.hold == 0.95


def test_a_list_belongs_to_the_colon_before_it():
    first, second = (BlockKind.ITEM, "Close the old bridge"), (BlockKind.ITEM, "Pay for a new one")
    both = "Close the old bridge\n\nPay for a new one"
    assert taken("The strikers demanded:", first, second, "It rained.", cues=("demanded",)) == [[both]]
    assert taken("The strikers demanded much", first, cues=("demanded",)) == [[]]


def test_lines_with_bullets_are_a_list_in_plain_text():
    hand = Hand("The strikers demanded:\n\n• Close the old bridge\n\n• Pay for a new one\n\nIt rained.")
    (changed,) = take_what_follows([hand.candidate("demanded")], hand.article, hand.layout, hand.places)
    assert hand.contents(changed) == ["• Close the old bridge\n\n• Pay for a new one"]


def test_a_paragraph_of_plain_text_that_breaks_off_takes_the_next():
    hand = Hand("It is late.\n\nPart of it, they said, was that\n\nThe bridge is old…\n\nNobody knew.\n\nIt rained.")
    (changed,) = take_what_follows([hand.candidate("said")], hand.article, hand.layout, hand.places)
    assert hand.contents(changed) == ["The bridge is old…\n\nNobody knew."]


def test_a_heading_of_plain_text_takes_nothing():
    hand = Hand("What the board said\n\nThe bridge is old.")
    candidate = hand.candidate("said")
    assert take_what_follows([candidate], hand.article, hand.layout, hand.places) == [candidate]


def test_an_introduction_without_a_cue_leaves_the_others_alone():
    hand = Hand(article_of("The board said so.", "And then:", FIRST))
    candidate = hand.candidate("said", "so")
    assert take_what_follows([candidate], hand.article, hand.layout, hand.places) == [candidate]


def test_a_quoted_paragraph_after_a_colon_belongs_to_the_cue_before_it():
    hand = Hand("It is late.\n\nBrandt said the bridge itself was the news:\n\n“Look at it. It stands.” It rained.")
    (changed,) = take_what_follows([hand.candidate("said", "the bridge itself was the news")], *_of(hand))
    assert hand.contents(changed) == ["the bridge itself was the news", "“Look at it. It stands.”"]


def test_a_plain_paragraph_after_a_colon_belongs_to_a_cue_right_before_it():
    hand = Hand("It is late.\n\nThe statement reads:\n\nThe bridge is safe.\n\nIt rained.")
    (changed,) = take_what_follows([hand.candidate("reads", source="The statement")], *_of(hand))
    assert hand.contents(changed) == ["The bridge is safe."]
    hand = Hand("It is late.\n\nHe said so at all hours of the day:\n\nThe bridge is safe.\n\nIt rained.")
    (changed,) = take_what_follows([hand.candidate("said", "so")], *_of(hand))
    assert hand.contents(changed) == ["so"]


def test_what_a_paragraph_is_liked_or_wanted_for_introduces_nothing():
    hand = Hand("It is late.\n\nThose who like the bridge:\n\n“Look at it.”")
    (changed,) = take_what_follows([hand.candidate("like", "the bridge")], *_of(hand))
    assert hand.contents(changed) == ["the bridge"]


LETTER = (
    "It is late.\n\nThe trouble, they wrote, is that\n\nThe bridge is old…\n\nIt shook in May.\n\nWe ask for a new one."
)


def test_a_letter_goes_on_as_long_as_its_writers_say_we():
    hand = Hand(f"{LETTER}\n\nThe board met in June. It rained.")
    (changed,) = take_what_follows([hand.candidate("wrote")], *_of(hand))
    assert hand.contents(changed) == ["The bridge is old…\n\nIt shook in May.\n\nWe ask for a new one."]


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        # The author says "we" too; somebody is quoted between; "we" only says who is quoted.
        ("It is late.", "We are late.", "It shook in May."),
        ("It shook in May.", "It shook in May.\n\n“It shook,” said Brandt.", "It shook in May."),
        ("We ask for", "“We” asked for", "It shook in May."),
    ],
)
def test_a_letter_ends_where_it_is_not_certain_to_go_on(old, new, end):
    hand = Hand(LETTER.replace(old, new))
    (changed,) = take_what_follows([hand.candidate("wrote")], *_of(hand))
    (content,) = hand.contents(changed)
    assert content.startswith("The bridge is old…")
    assert content.endswith(end)


def _of(hand):
    return hand.article, hand.layout, hand.places


def test_what_introduces_a_list_is_no_inner_report():
    hand = Hand("Talks fail\n\nNurses want:\n\n• Close the old wing\n\n• Pay for a new one\n\nIt rained.")
    want = hand.candidate("want", source="Nurses", outer=0.2, inner=0.4, hold=0.0)
    (changed,) = take_what_follows([want], hand.article, hand.layout, hand.places)
    assert hand.contents(changed) == ["• Close the old wing\n\n• Pay for a new one"]
    assert changed.outer == pytest.approx(0.6)
