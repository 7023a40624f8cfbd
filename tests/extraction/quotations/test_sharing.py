"""Quotations that two cues beside each other both take."""

from __future__ import annotations

from quoth.domain import Act
from quoth.extraction.cues.acts import surely
from quoth.extraction.quotations.sharing import share_out
from tests.extraction.handmade import Hand

TALK = "“Did he know it?” Lee asked. “Of course he knew it,” Hale replied."


def shared(hand, *candidates):
    return [hand.contents(one) for one in share_out(candidates, hand.text, hand.layout, hand.places)]


def test_a_quotation_belongs_to_the_cue_right_behind_it():
    hand = Hand(TALK)
    asked = hand.candidate("asked", "“Did he know it?”", source="Lee")
    replied = hand.candidate("replied", "“Did he know it?”", "“Of course he knew it,”", source="Hale")
    assert shared(hand, asked, replied) == [["“Did he know it?”"], ["“Of course he knew it,”"]]


def test_a_quotation_belongs_to_the_nearest_cue_before_it_in_its_sentence():
    hand = Hand("Lee said “ask them all now”, and Hale cut in: “They all knew it then.”")
    said = hand.candidate("said", "“ask them all now”", "“They all knew it then.”", source="Lee")
    cut_in = hand.candidate("cut in", "“They all knew it then.”", source="Hale")
    assert shared(hand, said, cut_in) == [["“ask them all now”"], ["“They all knew it then.”"]]


def test_what_would_leave_nothing_is_shared():
    hand = Hand(TALK)
    asked = hand.candidate("asked", "“Did he know it?”", source="Lee")
    replied = hand.candidate("replied", "“Did he know it?”", source="Hale")
    assert shared(hand, asked, replied) == [["“Did he know it?”"], ["“Did he know it?”"]]


def test_an_unlikely_cue_takes_nothing_and_inner_ones_share():
    hand = Hand(TALK)
    asked = hand.candidate("asked", "“Did he know it?”", source="Lee", outer=0.2)
    replied = hand.candidate("replied", "“Did he know it?”", "“Of course he knew it,”", source="Hale")
    assert shared(hand, asked, replied)[1] == ["“Did he know it?”", "“Of course he knew it,”"]
    hand = Hand("Lee wrote that Hale said “they all knew it then”.")
    wrote = hand.candidate("wrote", "that Hale said “they all knew it then”", source="Lee")
    said = hand.candidate("said", "“they all knew it then”", source="Hale")
    assert shared(hand, wrote, said) == [hand.contents(wrote), hand.contents(said)]


def test_words_in_marks_within_a_sentence_are_left_alone():
    hand = Hand("Hale said that it was “a lie told by the mayor”, she let us know.")
    said = hand.candidate("said", "that it was “a lie told by the mayor”", source="Hale")
    told = hand.candidate("let us know", "Hale said that it was “a lie told by the mayor”", source="she")
    assert shared(hand, said, told) == [hand.contents(said), hand.contents(told)]


def test_the_clause_of_a_source_has_no_share_in_what_the_source_says():
    hand = Hand("A man who answered said: “They all knew it then.”")
    answered = hand.candidate("answered", "“They all knew it then.”", source="who")
    said = hand.candidate("said:", "“They all knew it then.”", source="A man who answered")
    assert shared(hand, answered, said) == [[], ["“They all knew it then.”"]]


def test_a_quotation_behind_a_colon_belongs_to_the_cue_right_behind_it():
    hand = Hand("Lee insisted there was no leak: “We looked at it twice,” she laughed.")
    insisted = hand.candidate("insisted", "there was no leak: “We looked at it twice,”", source="Lee")
    laughed = hand.candidate("laughed", "“We looked at it twice,”", source="she")
    assert shared(hand, insisted, laughed) == [["there was no leak"], ["“We looked at it twice,”"]]


def test_a_weak_cue_that_is_left_with_nothing_says_nothing():
    hand = Hand("Told of this, Lee said: “Did they know it too?”")
    told = hand.candidate("Told", "“Did they know it too?”", outer=0.6)
    said = hand.candidate("said", "“Did they know it too?”", source="Lee", outer=0.95)
    assert shared(hand, told, said) == [[], ["“Did they know it too?”"]]


def test_what_somebody_feels_yields_to_who_says_it():
    hand = Hand("Few are hopeful: “Do not hold your breath,” Lee texted.")
    feels = hand.candidate("are hopeful", "“Do not hold your breath,”", source="Few", acts=surely(Act.FEELS))
    texted = hand.candidate("texted", "“Do not hold your breath,”", source="Lee", outer=0.8)
    assert shared(hand, feels, texted) == [[], ["“Do not hold your breath,”"]]


def test_a_verb_of_speech_right_before_a_quotation_keeps_it():
    hand = Hand("Lee said “I do not know of it,” she argued.")
    said = hand.candidate("said", "“I do not know of it,”", source="Lee", outer=0.8)
    argued = hand.candidate("argued", "“I do not know of it,”", source="she", outer=0.9)
    assert shared(hand, said, argued) == [["“I do not know of it,”"], ["“I do not know of it,”"]]
