"""Sources that a sentence's form gives."""

from __future__ import annotations

import pytest

from quoth.extraction.scores.runs import span_of
from quoth.extraction.sentences.subjects import find_subjects
from tests.extraction.handmade import Hand


def found(text, cue, *content, source=""):
    """The source in words, and the contents."""
    hand = Hand(text)
    (one,) = find_subjects([hand.candidate(cue, *content, source=source)], hand.text, hand.layout, hand.places)
    return " ".join(span_of(run, hand.layout.words).of(text) for run in one.source), hand.contents(one)


@pytest.mark.parametrize("lead", ["C", "After c", "One month after c", "And in c", "While c", "By c"])
def test_what_the_speaker_does_first_is_said_by_the_subject(lead):
    text = f"It rained. {lead}laiming that it leaks, Anna Lee closed the lock."
    cue = "Claiming" if lead == "C" else "claiming"
    assert found(text, cue, "that it leaks") == ("Anna Lee", ["that it leaks"])


@pytest.mark.parametrize(
    "text",
    [
        "Claiming that it leaks, the old men closed the lock.",
        "Claiming that it leaks is wrong, Anna Lee said.",
        "They left the lock, claiming that it leaks, Anna Lee heard.",
        "Claimed that it leaks, Anna Lee closed the lock.",
    ],
)
def test_other_subjects_are_left_alone(text):
    cue = next(word for word in ("Claimed", "Claiming", "claiming") if word in text)
    assert found(text, cue, "that it leaks") == ("", ["that it leaks"])


def test_a_relative_pronoun_before_a_cue_is_its_source():
    text = "He read a letter, which first told that it leaks."
    assert found(text, "told", "that it leaks") == ("which", ["that it leaks"])
    assert found(text, "told", "which", "that it leaks") == ("which", ["that it leaks"])
    text = "Lee, who was accused of theft, left."
    assert found(text, "was accused of", "theft") == ("", ["theft"])


def test_a_source_that_is_there_stays():
    assert found("Claiming that it leaks, Lee left us.", "Claiming", "that it leaks", source="us")[0] == "us"


@pytest.mark.parametrize("subject", ["one", "another", "the third sign", "Anna Lee"])
def test_who_stands_behind_a_quotation_and_its_verb_says_it(subject):
    text = f"“Shut the lock,” read {subject}. It rained."
    assert found(text, "read", "“Shut the lock,”") == (subject, ["“Shut the lock,”"])


def test_what_else_stands_there_says_nothing():
    text = "“Shut the lock,” read in large letters on the wall."
    assert found(text, "read", "“Shut the lock,”")[0] == ""


def test_what_tells_of_a_subject_may_stand_before_its_verb():
    assert (
        found("It rained. The union, which met on Friday, noted that it leaks.", "noted", "that it leaks")[0]
        == "The union"
    )


def test_more_may_follow_who_says_a_quotation():
    assert found("“Shut the lock!” chanted the crowd as it rained.", "chanted", "“Shut the lock!”")[0] == "the crowd"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("a letter to Gov. Piet Hale, Anna Lee, 54,", "Anna Lee, 54,"),
        ("Gov. Piet Hale, Anna Lee", "Anna Lee"),
        ("Gov. Piet Hale, the union", "the union"),
        ("Gov. Piet Hale, she", "she"),
    ],
)
def test_what_a_sentence_opens_with_is_no_source(source, kept):
    text = f"In a letter to {source.removeprefix('a letter to ')} wrote that it leaks."
    assert found(text, "wrote", "that it leaks", source=source) == (kept, ["that it leaks"])


def test_who_is_asked_about_is_no_source():
    text = "Asked about Piet Hale, his spokesman, Owen Berg, said that it leaks."
    words, _ = found(text, "said", "that it leaks", source="Piet Hale, his spokesman, Owen Berg,")
    assert words == "his spokesman, Owen Berg,"


@pytest.mark.parametrize("source", ["Piet Hale, the mayor", "Anna Lee, 54,", "Piet Hale and Anna Lee, the owners,"])
def test_a_source_with_an_apposition_stays_whole(source):
    text = f"{source} wrote that it leaks."
    words, _ = found(text, "wrote", "that it leaks", source=source)
    assert words == source


def test_a_line_above_a_paragraph_is_no_part_of_a_source_in_it():
    text = "By Ann Lee\n\nBusiness Editor\n\nTeagash wrote that it leaks."
    words, _ = found(text, "wrote", "that it leaks", source="Business Editor\n\nTeagash")
    assert words == "Teagash"
