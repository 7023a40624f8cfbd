"""Kinds of cues and of sources, by their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Span
from quoth.evaluation.cues import (
    DESCRIPTION,
    NAME,
    NAMED,
    NO_CUE,
    NO_SOURCE,
    NOUN,
    OTHER_CUE,
    OTHER_SPEECH,
    PRONOUN,
    cue_kind,
    source_kind,
    speech_cue,
    speech_verbs,
)
from tests.evaluation.documents import spans


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("has also been saying", "say"),
        ("SAYS,", "say"),
        ("told", "tell"),
        ("According to", "according to"),
        ("according\nto", "according to"),
        ("did not respond", "respond"),
        ("testifying", "testify"),
        # The first of two.
        ("replied, adding", "reply"),
        ("according", None),
        ("wants", None),
        ("sayings", None),
        ("in a statement", None),
        (":", None),
    ],
)
def test_speech_cues(cue, verb):
    assert speech_cue(cue, (Span(0, len(cue)),)) == verb


def test_a_cue_may_stand_in_pieces():
    text = "According, he thinks, to her"
    assert speech_cue(text, spans(text, "According", "to")) == "according to"
    assert speech_cue(text, ()) is None


def test_the_list_names_those_with_a_group_of_their_own():
    assert set(NAMED) <= set(speech_verbs())
    assert len(set(speech_verbs())) == len(speech_verbs())


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Quill says so", "says", "say"),
        ("so, according to Quill", "according to", "according to"),
        ("Quill insists", "insists", OTHER_SPEECH),
        # A speech word makes it a speech cue, be it a noun.
        ("his claim", "claim", OTHER_SPEECH),
        ("Quill wants paint", "wants", OTHER_CUE),
        ("his call for paint", "call for", NOUN),
        ("Quill’s call for paint", "call for", NOUN),
        ("made a call for paint", "made a call", OTHER_CUE),
        ("the agreement", "the agreement", NOUN),
        ("voiced criticism", "criticism", NOUN),
        ("drew sharp criticism", "drew sharp criticism", NOUN),
        ("they call for paint", "call for", OTHER_CUE),
        ("Quill: so", ":", NO_CUE),
    ],
)
def test_kinds_of_cues(text, cue, kind):
    assert cue_kind(text, spans(text, cue)) == kind


def test_no_cue_is_no_words():
    assert cue_kind("Quill", ()) == NO_CUE


TEXT = (
    "Officials met. Rook left; he and Rook talked. Then Mara Quill spoke. They agreed with a spokesman for Quill, "
    "and the council of elders did not. Divers watched. “Nobody asked,” the Mayor said."
)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Mara Quill", NAME),
        ("a spokesman for Quill", NAME),
        ("the Mayor", NAME),
        # Opens a sentence, and stands inside one elsewhere.
        ("Rook", NAME),
        # Opens a sentence, and that is all.
        ("Officials", DESCRIPTION),
        ("Divers", DESCRIPTION),
        ("the council of elders", DESCRIPTION),
        ("he", PRONOUN),
        ("They", PRONOUN),
        ("Nobody", PRONOUN),
        ("he and Rook", NAME),
    ],
)
def test_kinds_of_sources(source, kind):
    assert source_kind(TEXT, spans(TEXT, source)) == kind


def test_a_source_without_a_word_is_none():
    assert source_kind(TEXT, ()) == source_kind(TEXT, spans(TEXT, ". ")) == NO_SOURCE


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_cue_and_source_has_one_of_the_kinds(text, one, other):
    role = (Span(min(one, other, len(text)), min(max(one, other), len(text))),)
    assert cue_kind(text, role) in {*NAMED, OTHER_SPEECH, NOUN, OTHER_CUE, NO_CUE}
    assert source_kind(text, role) in {NO_SOURCE, PRONOUN, NAME, DESCRIPTION}
    assert (speech_cue(text, role) is not None) == (cue_kind(text, role) in {*NAMED, OTHER_SPEECH})
