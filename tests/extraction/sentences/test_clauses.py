"""Reports amid the sentence that they tell of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.extraction.sentences.clauses import complete_clauses
from tests.extraction.handmade import Hand


def completed(text, cue, *content, source=""):
    hand = Hand(text)
    (one,) = complete_clauses([hand.candidate(cue, *content, source=source)], hand.text, hand.layout, hand.places)
    return hand.contents(one)


def test_a_report_between_commas_has_what_stands_before_it():
    text = "It rained. The lock, Lee said, leaks badly."
    assert completed(text, "said", "leaks badly", source="Lee") == ["The lock", "leaks badly"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "rest"),
    [
        ("The lock, Lee said, leaks on Mr. Hale. It rained.", "Lee", "said", "The lock", "leaks on Mr. Hale"),
        ("The lock is old, Lee said, because nobody pays.", "Lee", "said", "The lock is old", "because nobody pays"),
        ("The lock, according to two men, was open.", "two men", "according to", "The lock", "was open"),
        ("The lock, said Lee, would soon leak!", "Lee", "said", "The lock", "would soon leak"),
    ],
)
def test_a_report_between_commas_has_what_stands_behind_it(text, source, cue, content, rest):
    assert completed(text, cue, content, source=source) == [content, rest]


@pytest.mark.parametrize(
    "rest",
    ["adding that he was tired", "a sum of ten pounds", "and went home", "who is an engineer", "“and will be”", "May"],
)
def test_what_tells_of_the_speaker_is_no_content(rest):
    assert completed(f"The lock is old, Lee said, {rest}.", "said", "The lock is old", source="Lee") == [
        "The lock is old"
    ]


def test_a_name_behind_a_cue_may_be_told_of():
    text = "The lock is old, said Lee, once an engineer here."
    assert completed(text, "said", "The lock is old", source="Lee") == ["The lock is old"]


def test_a_clause_that_leads_to_a_report_is_no_content():
    text = "It rained. Old locks are bad. For example, when it is dark, Lee said “it leaks” again."
    lead = "Old locks are bad. For example, when it is dark"
    assert completed(text, "said", lead, "“it leaks”", source="Lee") == ["“it leaks”"]


def test_pieces_around_a_report_between_commas_stay():
    text = "Old locks, as all know, Lee said, leak badly."
    assert completed(text, "said", "Old locks, as all know", "leak badly", source="Lee") == [
        "Old locks, as all know",
        "leak badly",
    ]


def test_a_relative_pronoun_is_content():
    text = "He drained the lock, which Lee said leaks badly."
    assert completed(text, "said", "leaks badly", source="Lee") == ["which", "leaks badly"]
    text = "He came to a meeting in which Lee said it leaks badly."
    assert completed(text, "said", "it leaks badly", source="Lee") == ["it leaks badly"]


def test_what_leads_in_between_commas_is_told_too():
    text = "It rained. In May, Lee said, it leaks."
    assert completed(text, "said", "it leaks", source="Lee") == ["In May", "it leaks"]


@pytest.mark.parametrize(
    "text", ["In May, Lee said, “it leaks”.", "In May Lee said, it leaks.", "In May, Lee said it leaks."]
)
def test_what_stands_before_another_report_is_no_part_of_it(text):
    assert completed(text, "said", "it leaks", source="Lee") == ["it leaks"]


@pytest.mark.parametrize("verb", ["shows", "suggests", "said"])
def test_a_subject_goes_on_with_its_verb(verb):
    text = f"The study {verb} the old lock has leaked for years, which is bad."
    assert completed(text, verb, "the old lock", source="The study") == ["the old lock has leaked for years"]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The claim that it leaked is false.", "claim", "that it leaked"),
        ("What Lee sees the lock is.", "sees", "the lock"),
        ("What Lee says to them is false.", "says", "to them"),
        ("Lee said the lock, once shut, has leaked.", "said", "the lock"),
    ],
)
def test_a_verb_that_is_not_the_contents_own_is_left(text, cue, content):
    assert completed(text, cue, content) == [content]


def test_what_tells_of_the_source_behind_it_is_no_content():
    text = "According to two friends, who asked for silence, the lock leaks."
    whole = "who asked for silence, the lock leaks"
    assert completed(text, "According to", whole, source="two friends") == ["the lock leaks"]


def test_a_quotation_may_be_interrupted_from_within():
    text = "Hale said: “It was, Lee says, a plan of theirs.”"
    assert completed(text, "says", "a plan of theirs", source="Lee") == ["It was", "a plan of theirs"]


def test_a_second_clause_has_the_first_before_it():
    text = "It rained. The lock leaks, but nobody mends it, Lee says."
    assert completed(text, "says", "but nobody mends it", source="Lee") == ["The lock leaks, but nobody mends it"]


@pytest.mark.parametrize(
    "text", ["“The lock leaks,” but nobody mends it, Lee says.", "It leaks, but Lee says so there."]
)
def test_a_second_clause_of_others_stays_alone(text):
    told = "but nobody mends it" if "nobody" in text else "but"
    assert completed(text, "says", told, source="Lee") == [told]


def test_the_first_clause_may_be_what_another_says():
    hand = Hand("Hale says it leaks, but nobody mends it, Lee noted.")
    hale = hand.candidate("says", "it leaks", source="Hale")
    lee = hand.candidate("noted", "but nobody mends it", source="Lee")
    (_, second) = complete_clauses([hale, lee], hand.text, hand.layout, hand.places)
    assert hand.contents(second) == ["but nobody mends it"]


def test_a_subject_goes_on_with_what_it_reports():
    text = "Lee said that the “mad” map shows where it leaks."
    hand = Hand(text)
    said = hand.candidate("said", "that the “mad” map", source="Lee")
    shows = hand.candidate("shows", "where it leaks", source="the “mad” map", outer=0.0, inner=0.9)
    first, _ = complete_clauses([said, shows], hand.text, hand.layout, hand.places)
    assert hand.contents(first) == ["that the “mad” map shows where it leaks"]
    first, _ = complete_clauses([said, replace(shows, inner=0.1)], hand.text, hand.layout, hand.places)
    assert hand.contents(first) == ["that the “mad” map"]


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One lock held; the other, Lee said in court, “may have leaked”.", "the other", "“may have leaked”"),
        ("It cost £30,000 to mend, Lee said, “because it leaked”.", "It cost £30,000 to mend", "“because it leaked”"),
        ("One lock held; the other, Lee said, leaked.", "the other", "leaked"),
    ],
)
def test_a_quotation_that_begins_no_sentence_has_what_stands_before_the_report(text, first, rest):
    assert completed(text, "said", rest, source="Lee") == [first, rest]


def test_a_quotation_that_may_be_a_sentence_stands_alone():
    assert completed("At the lock, Lee said, “it leaks”.", "said", "“it leaks”", source="Lee") == ["“it leaks”"]
