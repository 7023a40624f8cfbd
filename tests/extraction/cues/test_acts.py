"""The act of a cue: what the lexicon says, and how the model helps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Act
from quoth.extraction.cues.acts import acts_of, base_forms, choose_act, heard, shows, surely
from quoth.extraction.cues.acts import lexicon as all_phrases

EVEN = tuple(math.log(1 / len(Act)) for _ in Act)


@pytest.mark.parametrize(
    ("cue", "following", "act"),
    [
        ("said", "", Act.SAYS),
        ("has repeatedly denied", "", Act.DENIES),
        ("went on to deny", "", Act.DENIES),
        ("came out against", "", Act.CRITICISES),
        ("made it clear", "", None),  # a person or a study: the model decides
        ("played the affair down", "", None),  # denies or rejects
        ("called for", "", Act.ORDERS),
        ("called", "", None),
        ("declined", "to comment on the report", Act.NO_COMMENT),
        ("declined", "the invitation", Act.REJECTS),
        ("did not immediately respond to", "", Act.NO_COMMENT),
        ("didn’t return calls", "", Act.NO_COMMENT),
        ("'s worried about", "", Act.FEELS),
        ("would later learn", "", Act.KNOWS),
        ("would like", "", Act.WANTS),
        ("vowed", "", Act.PROMISES),
        ("’re urging", "", Act.ORDERS),
        ("cautioned against", "", Act.WARNS),
        ("paid tribute to", "", Act.PRAISES),
        ("begrudgingly accepted", "", Act.ACCEPTS),
        ("asked whether", "", Act.ASKS),
        ("demonstrates", "", Act.SHOWS),
        ("rules against", "", Act.REJECTS),
        ("was agreeing with", "", Act.ACCEPTS),
        ("dubbed", "", Act.SAYS),
    ],
)
def test_the_lexicon_knows_the_act(cue, following, act):
    found = acts_of(cue, following)
    assert found == {act} if act else len(found) > 1


def test_a_phrase_may_reach_over_the_end_of_the_cue_but_not_begin_there():
    assert acts_of("refused", "to comment") == {Act.NO_COMMENT}
    assert acts_of("said", "he denied it") == {Act.SAYS}


def test_a_phrase_is_not_torn_apart_by_more_than_two_words():
    assert Act.ORDERS in acts_of("called again for")
    assert acts_of("called the mayor and the council for") != {Act.ORDERS}


def test_words_that_report_nothing_have_no_act():
    assert acts_of(":") == acts_of("the bridge") == acts_of("") == frozenset()


@pytest.mark.parametrize(
    ("form", "base"),
    [("says", "say"), ("denied", "deny"), ("told", "tell"), ("urging", "urge"), ("slammed", "slam"), ("was", "be")],
)
def test_inflected_forms_lead_to_their_base(form, base):
    assert base in base_forms(form)


def test_the_model_chooses_where_the_lexicon_leaves_it_open():
    criticises = tuple(-0.1 if act is Act.CRITICISES else -5.0 for act in Act)
    assert choose_act(acts_of("called"), criticises) is Act.CRITICISES
    assert choose_act(acts_of("called"), EVEN) in acts_of("called")


def test_the_lexicon_outweighs_a_model_that_is_not_sure():
    thinks = tuple(-0.9 if act is Act.THINKS else -3.0 for act in Act)
    assert choose_act(acts_of("rebutted"), thinks) is Act.DENIES
    assert choose_act(acts_of("unheard-of word"), thinks) is Act.THINKS


def test_a_rule_is_surer_than_the_lexicon():
    assert choose_act(acts_of("rebutted"), surely(Act.ASKS)) is Act.ASKS


def test_the_lexicon_has_every_act_and_hundreds_of_phrases():
    phrases = all_phrases()
    assert {act for acts in phrases.values() for act in acts} == set(Act)
    assert len(phrases) >= 600


def test_every_phrase_of_the_lexicon_is_found_as_it_stands():
    for phrase, acts in all_phrases().items():
        assert acts_of(" ".join(phrase)) >= acts, phrase


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_can_be_looked_up(cue, following):
    assert acts_of(cue, following) <= set(Act)


@pytest.mark.parametrize(
    "source", ["a new poll", "an AP-GfK survey of voters", "official figures", "exit polls in Brill"]
)
def test_what_counts_shows(source):
    assert shows("according to", source)
    assert not shows("said", source)


@pytest.mark.parametrize("source", ["the head of a polling firm", "Ann Lee", "", "the board, which ran a poll"])
def test_who_speaks_of_counts_does_not(source):
    assert not shows("according to", source)


@pytest.mark.parametrize("source", ["the court", "Derby Crown Court", "an inquest", "magistrates"])
def test_what_a_court_hears_is_said_there(source):
    assert heard("heard", source)
    assert heard("has heard", source)
    assert not heard("was told", source)
    assert not heard("heard", "Ann Lee")
