"""Cues, sources and contents that the model cuts wrongly."""

from __future__ import annotations

import pytest

from quoth.extraction.scores.runs import span_of
from quoth.extraction.sentences.mending import mend
from tests.extraction.handmade import Hand


def mended(text, cue, *content, source=""):
    """Source, cue and contents in words."""
    hand = Hand(text)
    (one,) = mend([hand.candidate(cue, *content, source=source)], hand.text, hand.layout, hand.places)
    told = [span_of(run, hand.layout.words).of(text) for run in (*one.source, one.cue)]
    return [*told, hand.contents(one)]


def test_a_cue_of_adverbs_takes_its_verb():
    text = "Lee grudgingly accepted the plan."
    assert mended(text, "grudgingly", "accepted the plan") == ["grudgingly accepted", ["the plan"]]


@pytest.mark.parametrize("text", ["Lee grudgingly lingered there.", "Lee is grudgingly fond of it."])
def test_what_reports_nothing_is_no_verb_of_a_cue(text):
    content = text.partition("grudgingly ")[2].rstrip(".")
    assert mended(text, "grudgingly", content) == ["grudgingly", [content]]


def test_a_time_speaks_for_nobody():
    text = "Ann Lee toward the end of the meeting stated that it leaks."
    assert mended(text, "stated", "that it leaks", source="the end of the meeting")[0] == "Ann Lee"
    assert mended(text, "stated", "that it leaks", source="the meeting")[0] == "Ann Lee"
    text = "Few at the end of the meeting stated that it leaks."
    assert mended(text, "stated", "that it leaks", source="the end of the meeting")[0] == "Few"
    text = "It is the end of the meeting that it leaks."
    assert mended(text, "is", "that it leaks", source="the end of the meeting")[0] == "the end of the meeting"


def test_a_conjunction_is_no_part_of_a_source():
    assert mended("Whether Lee said that it leaks", "said", "that it leaks", source="Whether Lee")[0] == "Lee"
    assert mended("If said that it leaks", "said", "that it leaks", source="If")[0] == "If"


@pytest.mark.parametrize("lead", ["When asked about it", "For example, when discussing locks", "Speaking in May"])
def test_what_leads_in_to_a_report_is_no_part_of_it(lead):
    text = f"{lead}, Lee said “it leaks” again."
    assert mended(text, "said", lead, "“it leaks”", source="Lee") == ["Lee", "said", ["“it leaks”"]]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Closing the lock, Lee said, would cost more.", "Closing the lock", "would cost more"),
        ("The lock, Lee said “leaks” again.", "The lock", "“leaks”"),
    ],
)
def test_the_first_of_two_pieces_of_a_content_stays(text, first, second):
    assert mended(text, "said", first, second, source="Lee")[-1] == [first, second]


def test_a_quotation_ends_where_its_speaker_does_something_else():
    text = "Lee said “it leaks” and using a chart showed where."
    assert mended(text, "said", "“it leaks” and using a chart") == ["said", ["“it leaks”"]]
    text = "Lee said “it leaks” and that it is old."
    assert mended(text, "said", "“it leaks” and that it is old") == ["said", ["“it leaks” and that it is old"]]


def test_a_that_clause_without_a_main_clause_goes_on():
    text = "Lee said that as the lock leaks, nobody would use it. It rained."
    whole = "that as the lock leaks, nobody would use it"
    assert mended(text, "said", "that as the lock leaks") == ["said", [whole]]
    assert mended(text, "said", "the lock leaks") == ["said", ["the lock leaks"]]


def test_a_clause_before_anothers_words_stays_as_it_is():
    text = "Lee said that while the lock leaks, Hale argued it holds."
    hand = Hand(text)
    said, argued = hand.candidate("said", "that while the lock leaks"), hand.candidate("argued", "it holds")
    first, _ = mend([said, argued], text, hand.layout, hand.places)
    assert hand.contents(first) == ["that while the lock leaks"]


@pytest.mark.parametrize("cue", ["was accused of", "has been widely criticised for", "seems"])
def test_whom_something_is_said_of_does_not_say_it(cue):
    rest = "leaking" if cue != "seems" else "to leak"
    text = f"The old lock {cue} {rest}."
    assert mended(text, cue, rest, source="The old lock") == [cue, ["The old lock", rest]]


@pytest.mark.parametrize("cue", ["was asked", "was told", "has been reminded twice", "was clearly informed"])
def test_who_is_addressed_is_neither_source_nor_content(cue):
    text = f"Lee {cue} whether it leaks."
    assert mended(text, cue, "whether it leaks", source="Lee") == [cue, ["whether it leaks"]]


@pytest.mark.parametrize("cue", ["was worried", "has warned", "seems to think"])
def test_who_feels_or_thinks_stays_the_source(cue):
    text = f"Lee {cue} that it leaks."
    assert mended(text, cue, "that it leaks", source="Lee") == ["Lee", cue, ["that it leaks"]]


def test_and_speaks_for_nobody():
    text = "Lee wrote it, and suggested that it leaks."
    assert mended(text, "suggested", "that it leaks", source="and") == ["suggested", ["that it leaks"]]


@pytest.mark.parametrize("rest", ["until it was shut", "when the gate fell", "after a pause"])
def test_a_quotation_that_ends_in_a_comma_ends_before_what_tells_when(rest):
    text = f"Lee says “Mind the gate,” {rest}."
    assert mended(text, "says", f"“Mind the gate,” {rest}", source="Lee")[-1] == ["“Mind the gate,”"]


@pytest.mark.parametrize("text", ["Lee says “Mind the gate” until it was shut.", "Lee says “Mind the gate,” and “Go.”"])
def test_a_quotation_that_goes_on_stays_whole(text):
    content = text.removeprefix("Lee says ").rstrip(".")
    assert mended(text, "says", content, source="Lee")[-1] == [content]


def test_who_is_named_behind_by_tells_it():
    text = "Hale had been told by the old keeper in May that it leaks."
    told = "the old keeper in May that it leaks"
    assert mended(text, "had been told by", told, source="Hale") == [
        "the old keeper",
        "had been told by",
        ["in May that it leaks"],
    ]
    text = "Hale was struck by the leak."
    assert mended(text, "was struck by", "the leak", source="Hale")[-1] == ["the leak"]


def test_a_question_before_a_quotation_is_the_writers():
    text = "Did Lee know? “Of course not,” Lee said later."
    hand = Hand(text)
    said = hand.candidate("said", "“Of course not,”", source="Lee said")
    whole = [(0, hand.run("“Of course not,”")[1])]
    said = said.__class__(**{**{n: getattr(said, n) for n in said.__slots__}, "content": tuple(whole)})
    (one,) = mend([said], hand.text, hand.layout, hand.places)
    assert hand.contents(one) == ["“Of course not,”"]


def test_who_is_said_to_have_said_it_says_it():
    text = "Lee is supposed to have said it leaks."
    assert mended(text, "is supposed to have said", "it leaks", source="Lee")[0] == "Lee"


def test_a_relative_pronoun_before_a_name_is_no_part_of_a_source():
    text = "It is a plan that Mayor Lee called mad."
    assert mended(text, "called", "mad", source="that Mayor Lee")[0] == "Mayor Lee"


def test_by_may_stand_behind_the_cue():
    text = "Hale had been told by a keeper that it leaks."
    assert mended(text, "had been told", "that it leaks", source="Hale") == [
        "a keeper",
        "had been told",
        ["that it leaks"],
    ]


@pytest.mark.parametrize("rest", ["drawing a laugh", "to loud applause"])
def test_a_quotation_ends_before_what_its_hearers_do(rest):
    text = f"Lee said, “Mind the gate,” {rest}."
    assert mended(text, "said", f"“Mind the gate,” {rest}", source="Lee")[-1] == ["“Mind the gate,”"]


def test_a_quotation_behind_a_colon_is_what_its_own_speaker_says():
    text = "Few are hopeful: “Mind the gate,” Lee said."
    assert mended(text, "said", "Few are hopeful: “Mind the gate,”", source="Lee")[-1] == ["“Mind the gate,”"]


def test_who_hears_it_amid_the_sentence_neither_says_it_nor_is_told_of():
    text = "The lock, the jury was told, leaked."
    assert mended(text, "was told", "The lock", "leaked", source="the jury") == ["was told", ["The lock", "leaked"]]
    assert mended(text, "was told", "The lock", "the jury", "leaked") == ["was told", ["The lock", "leaked"]]
    text = "The lock, Lee was told by Hale, leaked."
    assert mended(text, "was told", "The lock", "leaked", source="Lee")[0] == "Lee"


@pytest.mark.parametrize("cue", ["told", "urged", "ordered"])
def test_who_is_told_to_do_something_in_a_headline_does_not_tell(cue):
    text = f"Keepers {cue} to shut the lock"
    assert mended(text, cue, "to shut the lock", source="Keepers") == [cue, ["Keepers", "to shut the lock"]]
    text = f"Keepers {cue} crews to shut the lock"
    assert mended(text, cue, "crews to shut the lock", source="Keepers")[0] == "Keepers"


def test_a_cue_does_not_break_off_behind_an_article():
    text = "Lee said in the letter that it leaks."
    assert mended(text, "said in the", "that it leaks", source="Lee") == ["Lee", "said", ["that it leaks"]]
    text = "Lee told the crew that it leaks."
    assert mended(text, "told the", "crew that it leaks")[0] == "told the"


def only(text, cue, content, source="", **more):
    hand = Hand(text)
    (one,) = mend([hand.candidate(cue, content, source=source, **more)], hand.text, hand.layout, hand.places)
    return hand, one


@pytest.mark.parametrize("cue", ["came the reply", "was his only answer", "came a voice from above"])
def test_what_is_the_reply_is_surely_said(cue):
    text = f"Would it hold? “Of course,” {cue}."
    assert only(text, cue, "“Of course,”", outer=0.2)[1].outer == pytest.approx(0.9)
    text = f"It would hold, {cue}."
    assert only(text, cue, "It would hold", outer=0.2)[1].outer == 0.2


def test_a_quotation_before_as_lee_puts_it_is_what_lee_says():
    hand, one = only("“A leak is a leak,” as Lee likes to put it.", "likes to", "put it", source="Lee", outer=0.2)
    assert hand.contents(one) == ["“A leak is a leak,”"]
    assert span_of(one.cue, hand.layout.words).of(hand.text) == "likes to put it"
    assert one.outer == pytest.approx(0.9)
    hand, one = only("“A leak is a leak,” and Lee puts it on a sign.", "puts", "it on a sign", source="Lee")
    assert hand.contents(one) == ["it on a sign"]


def test_what_somebody_is_said_to_have_told_is_the_quotation():
    text = "“It leaks,” Lee is said to have told the crew. It rained."
    assert mended(text, "is said", "“It leaks,”", "to have told the crew", source="Lee") == [
        "Lee",
        "is said to have told",
        ["“It leaks,”"],
    ]
    text = "Lee is said to have told the crew."
    assert mended(text, "is said", "to have told the crew")[0] == "is said"


def test_what_is_written_where_follows_that():
    text = "Lee wrote in the Lindow Ledger that the lock leaks badly. It rained."
    assert mended(text, "wrote in the", source="Lee") == ["Lee", "wrote", ["that the lock leaks badly"]]
    hand = Hand("Lee wrote in the Ledger. It is said that it leaks.")
    (one,) = mend([hand.candidate("wrote in the", source="Lee")], hand.text, hand.layout, hand.places)
    assert one.content == ()


def test_it_is_none_of_what_lee_puts_so():
    text = "Keep off, as Lee put it, “the mad lock”."
    assert mended(text, "put", "it", "“the mad lock”", source="Lee") == ["Lee", "put it", ["“the mad lock”"]]


def test_who_is_told_does_not_tell_though_words_stand_between():
    text = "Lee rang twice and was told that it leaks."
    assert mended(text, "was told", "that it leaks", source="Lee") == ["was told", ["that it leaks"]]
