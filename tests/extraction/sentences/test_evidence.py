"""What words and forms say of how sure a report is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.domain import Act, Voice
from quoth.extraction.cues.acts import surely
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.sentences.evidence import weigh_evidence
from tests.extraction.handmade import Hand


def weighed(text: str, cue: str, content: str, source: str = "", **scores: object) -> Candidate:
    hand = Hand(text)
    (one,) = weigh_evidence([hand.candidate(cue, content, source=source, **scores)], hand.text, hand.layout)
    return one


@pytest.mark.parametrize(
    ("cue", "inner"), [("treats", 0.0), ("mean", 0.0), ("odd views on", 0.0), ("viewed", 0.6), ("claims", 0.6)]
)
def test_an_inner_cue_has_a_word_that_reports(cue, inner):
    hand = Hand(f"Lee said: I {cue} the lock leaks.")
    (one,) = weigh_evidence([hand.candidate(cue, "the lock leaks", inner=0.6)], hand.text, hand.layout)
    assert (one.outer, one.inner) == (0.9, inner)


def test_marks_may_report_inside():
    hand = Hand("Lee said: Hale: it leaks.")
    colon = replace(hand.candidate("Hale", "it leaks", inner=0.6), cue=(4, 5))
    (one,) = weigh_evidence([colon], hand.text, hand.layout)
    assert one.inner == 0.6


def test_a_vote_is_no_statement():
    hand = Hand("Lee said he votes for the lock.")
    (one,) = weigh_evidence([hand.candidate("votes for", "the lock", inner=0.6)], hand.text, hand.layout)
    assert one.inner == 0


@pytest.mark.parametrize("text", ["Lee said research shows it leaks.", "Lee cited research by us that shows it leaks."])
def test_what_a_study_shows_is_surely_told(text):
    hand = Hand(text)
    source = "that" if "that" in text else "research"
    shows = hand.candidate("shows", "it leaks", source=source, outer=0.05, inner=0.5)
    (one,) = weigh_evidence([shows], hand.text, hand.layout)
    assert (one.inner, one.voice) == (pytest.approx(0.9), Voice.DOCUMENT)


def test_what_others_show_is_as_sure_as_it_was():
    hand = Hand("Lee said that the crowd shows it leaks.")
    shows = hand.candidate("shows", "it leaks", source="the crowd", outer=0.05, inner=0.5)
    (one,) = weigh_evidence([shows], hand.text, hand.layout)
    assert (one.inner, one.voice) == (0.5, Voice.PERSON)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Lee said it goes without saying that it leaks.", "goes without saying", "that it leaks"),
        ("Having said that, the lock leaks.", "Having said", "that, the lock leaks"),
    ],
)
def test_idioms_report_nothing(text, cue, content):
    hand = Hand(text)
    assert weigh_evidence([hand.candidate(cue, content)], hand.text, hand.layout) == []


def test_a_clause_that_somebody_says_may_be_outermost_whatever_the_model_takes_it_for():
    one = weighed(
        "The union walked out. Lee said the lock is safe.", "said", "the lock is safe", "Lee", outer=0.2, inner=0.7
    )
    assert (one.outer, one.inner) == (pytest.approx(0.9), 0.0)


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "scores"),
    [
        ("Lee said the old lock.", "said", "the old lock", "Lee", {"outer": 0.2, "inner": 0.7}),
        ("It was said the lock is safe.", "was said", "the lock is safe", "", {"outer": 0.2, "inner": 0.7}),
        ("Lee said the lock is safe.", "said", "the lock is safe", "Lee", {"outer": 0.2, "inner": 0.3}),
        ("The lock is safe, Lee said.", "said", "The lock is safe", "Lee", {"outer": 0.2, "inner": 0.7}),
        ("Lee hopes the lock is safe.", "hopes", "the lock is safe", "Lee", {"outer": 0.2, "inner": 0.7}),
    ],
    ids=["no clause", "nobody", "unlikely", "before the cue", "not said"],
)
def test_other_reports_are_as_outermost_as_the_model_says(text, cue, content, source, scores):
    acts = surely(Act.WANTS if cue == "hopes" else Act.SAYS)
    one = weighed(text, cue, content, source, acts=acts, **scores)
    assert (one.outer, one.inner) == (scores["outer"], scores["inner"])


@pytest.mark.parametrize("cue", ["claim", "complaint", "fears"])
def test_what_stands_behind_that_is_told_of_inside(cue):
    one = weighed(
        f"Lee dismissed the {cue} that the lock leaks.", cue, "that the lock leaks", outer=0.0, inner=0.3, hold=0.7
    )
    assert (one.inner, one.hold) == (pytest.approx(0.7), 1.0)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Lee described a plan that would see it shut.", "plan", "that would see it shut"),
        ("Lee wrote to say that.", "say", "that"),
        ("It appears that the lock leaks.", "appears", "that the lock leaks"),
        ("Lee left, assuming that the lock leaks.", "assuming", "that the lock leaks"),
        ("Lee painted doors that the lock leaks.", "painted", "that the lock leaks"),
    ],
)
def test_what_tells_of_a_thing_or_of_nobodys_word_is_as_sure_as_it_was(text, cue, content):
    one = weighed(text, cue, content, outer=0.0, inner=0.3, hold=0.7)
    assert one.inner <= 0.3
    assert one.hold == 0.7


def test_what_no_words_tell_is_no_statement_inside():
    assert weighed("Lee said he knows it.", "knows", "it", acts=surely(Act.KNOWS), inner=0.6).inner == 0
    assert weighed("Lee said he knows it leaks.", "knows", "it leaks", acts=surely(Act.KNOWS), inner=0.6).inner == 0.6
    accepts = weighed("Lee said Hale accepted this.", "accepted", "this", acts=surely(Act.PRAISES), inner=0.6)
    assert accepts.inner == 0.6, "the words say that it is an answer, whatever the model takes it for"
    assert weighed("Lee said he accepted this.", "accepted", "this", acts=surely(Act.ACCEPTS), inner=0.6).inner == 0.6


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("did not immediately respond", "to requests for comment"),
        ("didn’t return", "a call asking for comment"),
        ("has not replied to", "emailed questions from the Gazette"),
    ],
)
def test_who_did_not_answer_a_request_for_comment_is_surely_told_of(cue, content):
    one = weighed(f"The union {cue} {content}.", cue, content, "The union", outer=0.4, inner=0.0, hold=0.6)
    assert (one.outer, one.hold) == (pytest.approx(0.95), 1.0)


@pytest.mark.parametrize(
    ("cue", "content"), [("did not respond to", "treatment"), ("did not return", "to the harbour")]
)
def test_other_silence_is_as_sure_as_it_was(cue, content):
    one = weighed(f"The union {cue} {content}.", cue, content, "The union", outer=0.4, inner=0.0, hold=0.6)
    assert (one.outer, one.hold) == (0.4, 0.6)


def test_who_points_to_a_study_that_shows_something_tells_of_it():
    text = "We pointed to research by the harbour board that shows it leaks."
    research = "research by the harbour board that shows it leaks"
    assert weighed(text, "pointed to", research, "We", hold=0.7).hold == 1.0
    assert (
        weighed("We pointed to the leak that spoils it.", "pointed to", "the leak that spoils it", "We", hold=0.7).hold
        == 0.7
    )


def test_words_that_say_to_whom_may_stand_before_a_clause():
    one = weighed(
        "Lee is thought to have told the crew at noon that it had leaked.",
        "have told",
        "that it had leaked",
        source="Lee",
        outer=0.3,
        inner=0.6,
    )
    assert (round(one.outer, 2), one.inner) == (0.9, 0.0)
    one = weighed(
        "Lee told a man who said that it had leaked.", "told", "that it had leaked", source="Lee", outer=0.3, inner=0.6
    )
    assert (one.outer, one.inner) == (0.3, 0.6)


def amid(source: str, **scores: float) -> float:
    hand = Hand(f"The lock, {source} heard, leaked in May.")
    one = hand.candidate("heard", "The lock", "leaked in May", source=source, **scores)
    (one,) = weigh_evidence([one], hand.text, hand.layout)
    return one.outer


def test_a_report_between_commas_is_surely_one():
    assert amid("the court", outer=0.4) == pytest.approx(0.65)
    assert amid("the court", outer=0.2, inner=0.5) == 0.2
    assert amid("you", outer=0.4) == 0.4
