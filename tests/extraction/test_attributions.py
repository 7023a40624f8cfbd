"""Candidates and rules to attributions with characters."""

from __future__ import annotations

import pytest

from quoth.extraction.attributions import settle
from quoth.model import default_model
from tests.extraction.handmade import Hand


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("The pilots went on to “mock” the harbour board.", "mock”", "mock"),
        ("The pilots went on to “mock” the harbour board.", "“mock", "mock"),
        ("The pilots went on to “mock” the harbour board.", "“mock”", "“mock”"),
        ('The pilots went on to "mock" the harbour board.', 'mock"', "mock"),
    ],
)
def test_a_cue_has_no_half_of_a_pair_of_marks(text, cue, found):
    hand = Hand(text)
    candidate = hand.candidate(cue, "the harbour board", source="The pilots")
    model = default_model()
    (attribution,), _ = settle(hand.article, hand.layout, [candidate], model.thresholds, model.calibration)
    assert [span.of(text) for span in attribution.cue] == [found]
