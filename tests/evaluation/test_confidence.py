"""Reliability of confidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Attribution
from quoth.evaluation.confidence import Bin, Outcomes, nested_outcomes, outcomes
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from tests.evaluation.documents import changed, perfect, spans

TEXT = "Mara Quill said Rook had denied that the report claims the bridge leaks. Finch laughed at that."
DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        GoldAttribution(
            "1",
            spans(TEXT, "Mara Quill"),
            spans(TEXT, "said"),
            spans(TEXT, "Rook had denied that the report claims the bridge leaks"),
        ),
        GoldAttribution(
            "2", spans(TEXT, "Rook"), spans(TEXT, "denied"), spans(TEXT, "the report claims the bridge leaks"), "1"
        ),
        GoldAttribution(
            "3", spans(TEXT, "the report"), spans(TEXT, "claims"), spans(TEXT, "the bridge leaks"), "2", core=False
        ),
    ),
    nested=True,
)
EXTRA = Attribution("x", spans(TEXT, "at that"), cue=spans(TEXT, "laughed"), confidence=0.5)


def test_bins_are_a_tenth_wide_and_the_last_one_holds_certainty():
    found = Outcomes(((0.1, True), (0.19, False), (0.2, True), (0.95, True), (1.0, False), (0.9, True)))
    assert found.bins() == [
        Bin(0.1, 0.2, 2, pytest.approx(0.145), 1),
        Bin(0.2, 0.3, 1, 0.2, 1),
        Bin(0.9, 1.0, 3, pytest.approx(0.95), 2),
    ]
    assert [bin.share_right for bin in found.bins()] == [0.5, 1.0, pytest.approx(2 / 3)]


def test_calibration_error_by_hand():
    # Two at 0.9 of which one is right: 0.4 apart. One at 0.3 that is wrong: 0.3 apart. (2 × 0.4 + 0.3) / 3.
    assert Outcomes(((0.9, True), (0.9, False), (0.3, False))).calibration_error == pytest.approx(1.1 / 3)
    assert Outcomes(((1.0, True), (0.0, False))).calibration_error == 0.0
    assert Outcomes(((1.0, False),)).calibration_error == 1.0
    assert Outcomes().calibration_error == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_prediction_is_in_one_bin_and_the_error_is_a_fraction(each):
    found = Outcomes(tuple(each))
    assert sum(bin.number for bin in found.bins()) == len(each)
    assert sum(bin.right for bin in found.bins()) == sum(right for _, right in each)
    assert all(bin.start - 1e-9 <= bin.confidence <= bin.end + 1e-9 for bin in found.bins())
    assert 0 <= found.calibration_error <= 1
    gap = abs(sum(confidence - right for confidence, right in each))
    assert found.calibration_error * len(each) >= gap - 1e-9


def test_outermost_predictions_are_right_where_the_content_matches():
    document = replace(DOCUMENT, nested=False, attributions=DOCUMENT.attributions[:1])
    reading = perfect(DOCUMENT)
    reading = changed(replace(reading, attributions=(*reading.attributions, EXTRA)), "1", confidence=0.7)
    assert outcomes(document, reading).each == ((0.7, True), (0.5, False))


def test_nested_predictions_are_right_under_the_right_parent_and_excused_ones_are_left_out():
    reading = changed(perfect(DOCUMENT), "2", confidence=0.8)
    extra = replace(EXTRA, parent="1")
    reading = replace(reading, attributions=(*reading.attributions, extra))
    assert nested_outcomes(DOCUMENT, reading).each == ((0.8, True), (0.5, False))
    assert nested_outcomes(DOCUMENT, changed(reading, "2", parent="nobody")).each == ((0.8, False), (0.5, False))


def test_outcomes_add_up():
    one = Outcomes(((0.1, True),))
    assert one + Outcomes() + one == Outcomes(((0.1, True), (0.1, True)))
