"""Contents put right: marks snapped to, cut quotations carried on."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Act, BlockKind
from quoth.extraction.cues.acts import surely
from quoth.extraction.page.introductions import take_what_follows
from quoth.extraction.quotations.boundaries import complete_quotations, snap_to_marks, trust_quotations
from quoth.extraction.scores.runs import join_runs
from tests.extraction.handmade import Hand, article_of


def snapped(text: str, *content: str) -> list[str]:
    hand = Hand(text)
    (candidate,) = snap_to_marks([hand.candidate("said", *content)], hand.article, hand.layout, hand.places)
    return hand.contents(candidate)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        # The marks around the words are taken in, with what stands before the closing one.
        ("“The bridge is safe,” she said.", "The bridge is safe", "“The bridge is safe,”"),
        ("“The bridge is safe,” she said.", "The bridge is safe,", "“The bridge is safe,”"),
        ("“The bridge is safe,” she said.", "“The bridge is safe", "“The bridge is safe,”"),
        ("“The bridge is safe,” she said.", "“The bridge is safe,”", "“The bridge is safe,”"),
        ("“The bridge is safe”, she said.", "The bridge is safe", "“The bridge is safe”"),
        ('"The bridge is safe," she said.', "The bridge is safe", '"The bridge is safe,"'),
        ("``The bridge is safe,'' she said.", "The bridge is safe", "``The bridge is safe,''"),
        ("``The bridge is safe,'' she said.", "The bridge is safe,", "``The bridge is safe,''"),
        ("« Le pont est là », she said.", "Le pont est là", "« Le pont est là »"),
        # The opening mark alone may be missing, and the passage may be a part of the content.
        ("She said “quite safe” it was.", "quite safe” it was", "“quite safe” it was"),
        ("She said it was “quite safe”.", "it was “quite safe", "it was “quite safe”"),
        ("She said it was “quite safe.”", "it was “quite safe", "it was “quite safe.”"),
        # A mark that belongs to the words beside is left out.
        ("It is safe, she said, “but old”.", "It is safe, she said, “", "It is safe, she said,"),
        ("“It is,” she said, it will hold.", "” she said, it will hold", "she said, it will hold"),
        ("It is safe, she said, ``but old''.", "It is safe, she said, ``", "It is safe, she said,"),
        ("“She is sure that it holds”, he said.", "that it holds”", "that it holds"),
        ("“She is sure that it’d hold”, he said.", "that it’d hold”", "that it’d hold"),
        ("``It is,'' she said, it will hold.", "'' she said, it will hold", "she said, it will hold"),
        # No mark near by.
        ("She said the bridge is safe.", "the bridge is safe", "the bridge is safe"),
        # The passage goes on far beyond the content.
        ("“The bridge is safe and will hold,” she said.", "bridge is safe", "bridge is safe"),
        # Apostrophes are no marks.
        ("She said the voters’ choice is clear.", "the voters", "the voters"),
    ],
)
def test_contents_end_at_the_marks_beside_them(text, content, expected):
    assert snapped(text, content) == [expected]


def test_parts_that_meet_in_a_mark_are_one():
    assert snapped("She said “it is safe,” period.", "it is safe", "” period") == ["“it is safe,” period"]


def test_a_content_of_one_word_keeps_it():
    assert snapped("She said “ and left, “it is”.", "“ and") == ["“ and"]


OPEN = "“The bridge is safe.\n“Nobody will fall.\n“I crossed it myself,” she said. It rained."


def completed(text: str, *content: str, **more: object) -> list[str]:
    hand = Hand(text)
    (candidate,) = complete_quotations([hand.candidate("said", *content, **more)], hand.layout, hand.places)
    return hand.contents(candidate)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“The bridge is safe.", OPEN[: OPEN.index(" she said")]),
        ("“The bridge is safe.\n“Nobody will fall.", OPEN[: OPEN.index(" she said")]),
        ("“Nobody will fall.", "“Nobody will fall.\n“I crossed it myself,”"),
        # What begins with the quotation and ends amid it was cut; what lies amid it was meant to.
        ("“The bridge is", OPEN[: OPEN.index(" she said")]),
        ("bridge is", "bridge is"),
        ("“I crossed it myself,”", "“I crossed it myself,”"),
        ("It rained.", "It rained."),
    ],
)
def test_a_content_that_ends_with_its_paragraph_inside_a_quotation_goes_on_to_its_end(content, expected):
    assert completed(OPEN, content) == [expected]


def test_a_content_that_a_window_cut_goes_on():
    hand = Hand(OPEN)
    cut = hand.candidate("said", "“The bridge is", window=(0, hand.run("“The bridge is")[1]))
    (candidate,) = complete_quotations([cut], hand.layout, hand.places)
    assert hand.contents(candidate) == [OPEN[: OPEN.index(" she said")]]


def test_what_is_said_partly_in_a_quotation_goes_on_to_its_end():
    text = "She said that “the bridge is old and nobody” crosses it."
    assert completed(text, "that “the bridge is") == ["that “the bridge is old and nobody”"]
    assert completed(text, "that “the bridge is", acts=surely(Act.WANTS)) == ["that “the bridge is"]


def test_a_content_right_before_its_cue_begins_where_its_quotation_does():
    text = "It rained. “The bridge is old. I crossed it myself,” she said."
    assert completed(text, "I crossed it myself,”") == ["“The bridge is old. I crossed it myself,”"]
    assert completed(text, "I crossed it") == ["I crossed it"]
    text = "“The bridge is old. I crossed it myself.” It rained, she said."
    assert completed(text, "I crossed it myself.”") == ["I crossed it myself.”"]


def test_a_quotation_that_nobody_closes_is_not_completed():
    assert completed("“The bridge is safe.\n“Nobody will fall, she said.", "“The bridge is safe.") == [
        "“The bridge is safe."
    ]


def test_two_parts_in_one_quotation_become_one():
    assert completed(OPEN, "“The bridge is safe.", "“Nobody will fall.") == [OPEN[: OPEN.index(" she said")]]


@pytest.mark.parametrize(
    ("content", "trusted"),
    [
        ("calls it “safe for all of us” today", True),
        ("safe for all of us", True),
        ("calls it “safe for", False),
        ("the so-called “long bridge”", False),
    ],
)
def test_what_holds_a_whole_quotation_is_somebodys(content, trusted):
    hand = Hand("She said he calls it “safe for all of us” today, the so-called “long bridge”.")
    (candidate,) = trust_quotations([hand.candidate("said", content, hold=0.6)], hand.layout, hand.places)
    assert candidate.hold == (1.0 if trusted else 0.6)


@pytest.mark.parametrize(
    ("cue", "content", "outer"),
    [
        ("heard saying", "“all of them left”", 1.0),
        ("heard", "“all of them left”", 0.3),
        ("them", "“all of them left”", 0.3),
        ("heard saying", "all of them", 0.3),
    ],
)
def test_who_is_quoted_at_length_and_held_by_nobody_is_quoted_by_the_article(cue, content, outer):
    hand = Hand("Lee can be heard saying “all of them left” once more.")
    found = [hand.candidate(cue, content, source="Lee", outer=0.3, inner=0.7)]
    found += [hand.candidate("saying", outer=0.1)] if cue == "heard" else []
    trusted = trust_quotations(found, hand.layout, hand.places)
    assert trusted[0].outer == outer


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)), max_size=8))
def test_joined_runs_hold_the_same_words_and_stand_apart(places):
    runs = [(start, start + width) for start, width in places]
    joined = join_runs(runs)
    assert {word for run in joined for word in range(*run)} == {word for run in runs for word in range(*run)}
    assert all(start < end for start, end in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined))


def test_thousands_of_candidates_quotations_and_blockquotes():
    unit = ["“The bridge is safe,” said Oona Brandt, and:", (BlockKind.BLOCKQUOTE, "“Nobody.\n“Nobody will fall.”")]
    hand = Hand(article_of(*unit * 2_000))
    per_unit = len(hand.layout.words) // 2_000
    first = Hand(article_of(*unit))
    candidate = first.candidate("said", "The bridge is safe")
    candidates = [_moved(candidate, n * per_unit) for n in range(2_000)]
    start = time.process_time()
    candidates = take_what_follows(candidates, hand.article, hand.layout, hand.places)
    candidates = complete_quotations(candidates, hand.layout, hand.places)
    candidates = snap_to_marks(candidates, hand.article, hand.layout, hand.places)
    # About 0.2 seconds.
    assert time.process_time() - start < 8
    assert {tuple(hand.contents(candidate)) for candidate in candidates} == {
        ("“The bridge is safe,”", "“Nobody.\n“Nobody will fall.”")
    }


def _moved(candidate, by):
    content = tuple((start + by, end + by) for start, end in candidate.content)
    cue = (candidate.cue[0] + by, candidate.cue[1] + by)
    return type(candidate)(cue, (), content, 0.9, 0.0, 0.9, candidate.acts, 0.0, candidate.voice, (0, 10**6))
