"""Cues that share a subject."""

from __future__ import annotations

import pytest

from quoth.domain import Voice
from quoth.extraction.scores.runs import span_of
from quoth.extraction.sentences.coordination import part_at_semicolons, part_joined, share_sources
from tests.extraction.handmade import Hand


def sources(text: str, first: tuple[str, str, str], second: tuple[str, str], source: str = "") -> list[list[str]]:
    """The sources of two candidates, given as source, cue and content, and as cue and content."""
    hand = Hand(text)
    one = hand.candidate(first[1], first[2], source=first[0], voice=Voice.GROUP)
    other = hand.candidate(*second, source=source, voice=Voice.PERSON)
    shared = share_sources([other, one], hand.text, hand.layout)
    return [[span_of(run, hand.layout.words).of(hand.text) for run in candidate.source] for candidate in shared]


@pytest.mark.parametrize(
    "text",
    [
        "The union stated that it leaks, and suggested a repair.",
        "The union stated that it leaks and later suggested a repair.",
        "The union stated “that it leaks”, but suggested a repair.",
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text):
    first = ("The union", "stated", "that it leaks")
    assert sources(text, first, ("suggested", "a repair")) == [["The union"], ["The union"]]


def test_a_participle_after_a_comma_has_the_subject_of_the_verb():
    text = "The union dismissed the survey, saying it was late."
    first = ("The union", "dismissed", "the survey")
    assert sources(text, first, ("saying", "it was late")) == [["The union"], ["The union"]]


@pytest.mark.parametrize(
    "text",
    [
        "The union stated that it leaks. And suggested a repair.",
        "The union stated that it leaks, and the board suggested a repair.",
        "The union stated that it leaks while others suggested a repair.",
    ],
)
def test_another_sentence_or_subject_shares_nothing(text):
    first = ("The union", "stated", "that it leaks")
    assert sources(text, first, ("suggested", "a repair")) == [["The union"], []]


def test_what_is_done_to_the_subject_is_not_said_by_it():
    text = "The union stated that it leaks, and was asked to leave."
    first = ("The union", "stated", "that it leaks")
    assert sources(text, first, ("was asked", "to leave")) == [["The union"], []]


def test_another_paragraph_shares_nothing():
    first = ("The union", "stated", "that it leaks")
    text = "It rained.\n\nThe union stated that it leaks\n\nAnd suggested a repair."
    assert sources(text, first, ("suggested", "a repair")) == [["The union"], []]


def test_a_source_of_its_own_stays():
    text = "The union stated that it leaks and suggested a repair, the board said."
    first = ("The union", "stated", "that it leaks")
    assert sources(text, first, ("suggested", "a repair"), "the board") == [["The union"], ["the board"]]


def test_the_outermost_of_several_reports_shares_its_subject():
    hand = Hand("The union stated that Hale hopes it leaks, and suggested a repair.")
    stated = hand.candidate("stated", "that Hale hopes it leaks", source="The union")
    hopes = hand.candidate("hopes", "it leaks", source="Hale")
    *_, suggested = share_sources([stated, hopes, hand.candidate("suggested", "a repair")], hand.text, hand.layout)
    assert suggested.source == stated.source


def test_a_report_that_ends_earlier_is_passed_over():
    hand = Hand("The union stated that Hale hopes it leaks as it did in May, and suggested a repair.")
    stated = hand.candidate("stated", "that Hale hopes it leaks as it did in May", source="The union")
    hopes = hand.candidate("hopes", "it leaks", source="Hale")
    *_, suggested = share_sources([stated, hopes, hand.candidate("suggested", "a repair")], hand.text, hand.layout)
    assert suggested.source == stated.source


@pytest.mark.parametrize("joins", [", despite ", " after ", ", while also "])
def test_a_participle_beside_a_report_has_its_subject(joins):
    text = f"The union backs the lock{joins}saying it leaks."
    first = ("The union", "backs", "the lock")
    assert sources(text, first, ("saying", "it leaks")) == [["The union"], ["The union"]]


def test_for_what_somebody_is_praised_is_anothers():
    text = "The union praised the mayor for saying it leaks."
    assert sources(text, ("The union", "praised", "the mayor"), ("saying", "it leaks")) == [["The union"], []]


def parted(text: str, content: str, second: tuple[str, str]) -> tuple[list[str], float]:
    """What is left of the first content, and how likely the second candidate is an outermost one."""
    hand = Hand(text)
    one = hand.candidate("said", content, source="Lee")
    other = hand.candidate(*second, outer=0.2, inner=0.7)
    one, other = part_joined([one, other], hand.text, hand.layout)
    return hand.contents(one), other.outer


@pytest.mark.parametrize(
    "told", ["the board would soon rebuild the lock", "that it’ll leak by noon", "they could not go on", "it may leak,"]
)
def test_a_verb_in_the_past_does_not_go_on_with_what_would_be(told):
    text = f"Lee said {told} and also warned of floods."
    kept, outer = parted(text, f"{told} and also warned of floods", ("warned of", "floods"))
    assert kept == [told.rstrip(",")]
    assert outer == pytest.approx(0.9)


@pytest.mark.parametrize(
    "told",
    [
        "they found a leak and warned of floods",
        "it would help Hale, who saw it and warned of floods",
        "it would leak as Hale feared and warned of floods",
        "the lock would leak if warned of floods",
    ],
)
def test_a_verb_that_may_go_on_stays_within(told):
    assert parted(f"Lee said {told}.", told, ("warned of", "floods")) == ([told], 0.2)


def behind_semicolon(text: str, first: str, second: tuple[str, str, str]) -> list[list[str]]:
    hand = Hand(text)
    source, cue, told = second
    one = hand.candidate("said", first, source="Lee")
    other = hand.candidate(cue, told, source=source, outer=0.1, inner=0.8)
    seen = part_at_semicolons([one, other], hand.text, hand.layout)
    return [hand.contents(seen[0]), ["outer" if seen[1].outer > seen[1].inner else "inner"]]


@pytest.mark.parametrize("source", ["another", "Hale"])
def test_what_another_says_behind_a_semicolon_is_no_part_of_it(source):
    text = f"Lee said that it leaks; {source} denied that it was old."
    seen = behind_semicolon(text, text[9:-1], (source, "denied", "that it was old"))
    assert seen == [["that it leaks"], ["outer"]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lee said that it leaks; they denied that it was old.", "they"),
        ("Lee said “that it leaks; Hale denied that it was old”.", "Hale"),
        ("Lee said that it leaks and that Hale denied that it was old.", "Hale"),
    ],
    ids=["the same", "quoted", "no semicolon"],
)
def test_what_may_be_told_by_the_same_stays(text, source):
    assert behind_semicolon(text, text[9:-1], (source, "denied", "that it was old")) == [[text[9:-1]], ["inner"]]
