"""What is set off by commas between a subject and its verb."""

from __future__ import annotations

from quoth.extraction.scores.runs import span_of
from quoth.extraction.sentences.asides import look_past_asides
from tests.extraction.handmade import Hand


def seen(hand, *candidates):
    """Source and contents of each in words."""
    words = hand.layout.words
    return [
        (" ".join(span_of(run, words).of(hand.text) for run in one.source), hand.contents(one))
        for one in look_past_asides(candidates, hand.text, hand.layout)
    ]


def test_who_is_asked_between_commas_answers():
    hand = Hand("Lee, asked whether it leaks, replied: “It does.”")
    asked = hand.candidate("asked", "whether it leaks", source="Lee")
    replied = hand.candidate("replied:", "“It does.”")
    assert seen(hand, asked, replied) == [("", ["whether it leaks"]), ("Lee", ["“It does.”"])]


def test_who_asks_has_asked():
    hand = Hand("Lee asked whether it leaks, and nobody knew.")
    assert seen(hand, hand.candidate("asked", "whether it leaks", source="Lee")) == [("Lee", ["whether it leaks"])]


def test_the_subject_before_an_interruption_has_the_verb_behind_it():
    hand = Hand("The keeper, Lee said, wrote that it leaks.")
    said = hand.candidate("said", "The keeper", "wrote that it leaks", source="Lee")
    wrote = hand.candidate("wrote", "that it leaks", source="Lee")
    assert seen(hand, said, wrote)[1] == ("The keeper", ["that it leaks"])


def test_a_relative_pronoun_before_an_interruption_is_told_of_too():
    hand = Hand("It was Hale, who, Lee said, wrote that it leaks.")
    said = hand.candidate("said", "wrote that it leaks", source="Lee")
    wrote = hand.candidate("wrote", "that it leaks", source="Lee")
    assert seen(hand, said, wrote) == [("Lee", ["who", "wrote that it leaks"]), ("who", ["that it leaks"])]


def test_the_interrupter_does_what_is_told_in_a_participle():
    hand = Hand("The lock is shut, Lee said, adding that it leaks.")
    said = hand.candidate("said", "The lock is shut", source="Lee")
    adding = hand.candidate("adding", "that it leaks", source="Lee")
    assert seen(hand, said, adding)[1] == ("Lee", ["that it leaks"])


def test_an_interruption_is_no_part_of_what_it_interrupts():
    hand = Hand("Hale had said, Lee insists, that it leaks.")
    had_said = hand.candidate("had said", "Lee insists, that it leaks", source="Hale")
    insists = hand.candidate("insists", "Hale had said", "that it leaks", source="Lee")
    assert seen(hand, had_said, insists) == [
        ("Hale", ["that it leaks"]),
        ("Lee", ["Hale had said", "that it leaks"]),
    ]
