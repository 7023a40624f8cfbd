"""To whom and when something is said, before what is said."""

from __future__ import annotations

import pytest

from quoth.extraction.scores.runs import span_of
from quoth.extraction.sentences.addressees import without_addressees
from tests.extraction.handmade import Hand


def left(text, cue, *content):
    """Cue and contents in words."""
    hand = Hand(text)
    (one,) = without_addressees([hand.candidate(cue, *content)], hand.text, hand.layout, hand.places)
    return span_of(one.cue, hand.layout.words).of(text), hand.contents(one)


@pytest.mark.parametrize(
    ("cue", "whom", "told"),
    [
        ("told", "us", "that it leaks"),
        ("told", "him", "it leaks"),
        ("told", "her", "she should mend it"),
        ("assured", "me,", "it leaks"),
        ("will tell", "you is", "that it leaks"),
        ("asked", "me", "whether it leaks"),
        ("asked", "her", "how badly it leaks"),
    ],
)
def test_whom_a_clause_is_told_is_no_part_of_it(cue, whom, told):
    assert left(f"Lee {cue} {whom} {told}.", cue, f"{whom} {told}") == (cue, [told])


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("told", "him to mend it"),
        ("told", "us about the lock"),
        ("told", "her mother"),
        ("asked", "them for money"),
        ("praised", "them that day"),
        ("told", "that it leaks"),
    ],
)
def test_who_is_to_do_something_is_told_of(cue, told):
    assert left(f"Lee {cue} {told}.", cue, told) == (cue, [told])


def test_a_quotation_stands_alone():
    assert left("Lee said to me, “It leaks.”", "said to", "me", "“It leaks.”") == ("said to", ["“It leaks.”"])


def test_when_it_was_said_is_no_part_of_it():
    assert left("Lee said after the flood that it leaks.", "said after", "the flood that it leaks") == (
        "said",
        ["that it leaks"],
    )
    assert left("Lee said after the flood it leaks.", "said after", "the flood it leaks") == (
        "said after",
        ["the flood it leaks"],
    )
