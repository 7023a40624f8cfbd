"""Whether a cue takes its content back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Act
from quoth.extraction.cues.polarity import is_negated, is_negative, is_plain


@pytest.mark.parametrize(
    "cue", ["did not say", "never claimed", "doesn’t think", "can't remember", "has no intention of", "nor did she say"]
)
def test_negated_cues(cue):
    assert is_negated(cue)


@pytest.mark.parametrize(
    "cue", ["said", "has no doubt", "not only said", "knows", "noted", "cannot help thinking", "is the No. 1 demand"]
)
def test_cues_that_only_look_negated(cue):
    assert not is_negated(cue)


def test_what_follows_may_show_that_nothing_is_negated():
    assert is_negated("can’t", following=" say when")
    assert not is_negated("can’t", following=" wait to see it")
    assert not is_negated("had no", following=" doubt that it held")


def test_a_negation_just_before_the_cue_counts():
    assert is_negated("say", before="The mayor did not really ")
    assert is_negated("realise", before="Nor did she ")
    assert is_negated("mention", before="At no point in the speech did she ")
    assert not is_negated("mention", before="At no point did she stop, and later she did ")
    assert not is_negated("say", before="He did not come, but friends ")


def test_a_negative_subject_negates():
    assert is_negated("said", source="Nobody")
    assert is_negated("believes", source="No engineer at the harbour")
    assert not is_negated("said", source="Norma Few")
    assert not is_negated("said", source="No 10")


@pytest.mark.parametrize(
    ("act", "cue", "negative"),
    [
        (Act.DENIES, "denied", True),
        (Act.DENIES, "did not deny", False),
        (Act.REJECTS, "rejected", True),
        (Act.REJECTS, "did not rule out", False),
        (Act.NO_COMMENT, "did not respond to", True),
        (Act.THINKS, "doubts", True),
        (Act.WANTS, "was reluctant", True),
        (Act.PROMISES, "stopped short of promising", True),
        (Act.SAYS, "failed to explain", True),
        (Act.SAYS, "explained", False),
        (Act.CRITICISES, "blasted", False),
        (Act.THINKS, "has no doubt", False),
        (Act.THINKS, "never doubted", False),
        (Act.KNOWS, "will never forget", False),
        (Act.SAYS, "did not hesitate to say", False),
        (Act.ACCEPTS, "couldn't agree more", False),
        (Act.SAYS, "could not resist pointing out", False),
        (Act.SAYS, "never seems to tire of", False),
        (Act.SAYS, "made no bones about", False),
        (Act.THINKS, "left little doubt", False),
        (Act.THINKS, "no longer thinks", True),
        (Act.KNOWS, "is clueless about", True),
        (Act.KNOWS, "knew little about", True),
    ],
)
def test_act_and_words_together(act, cue, negative):
    assert is_negative(act, cue) is negative


@given(st.sampled_from(Act), *[st.text(max_size=20)] * 4)
def test_any_words_have_a_polarity(act, cue, before, source, following):
    assert is_negative(act, cue, before, source, following) in {True, False}


def test_words_that_are_plain_overrule_a_negation():
    assert is_plain(Act.SAYS, "not only said")
    assert is_plain(Act.KNOWS, "had no", following=" doubt that it held")
    assert is_plain(Act.DENIES, "has denied", source="Nobody")
    assert not is_plain(Act.SAYS, "not only said but never meant")
    assert not is_plain(Act.SAYS, "said")
    assert not is_plain(Act.DENIES, "denied")
