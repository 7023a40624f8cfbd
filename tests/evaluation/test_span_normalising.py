"""Spans joined, trimmed and compared."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Span
from quoth.evaluation.normalise import (
    character_jaccard,
    characters_shared,
    join_spans,
    normalise_spans,
    source_jaccard,
)
from tests.evaluation.documents import spans

TEXT = "“The bridge is safe,” Mara Quill said. “Nobody\n   will fall.”"
SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12)), max_size=5).map(
    lambda places: tuple(Span(start, min(start + width, len(TEXT))) for start, width in places)
)


def normalised(*parts: str) -> list[str]:
    return [span.of(TEXT) for span in normalise_spans(TEXT, spans(TEXT, *parts))]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["“The bridge is safe,”"], ["The bridge is safe"]),
        ([" Mara Quill "], ["Mara Quill"]),
        # Joined where only white space lies between, whatever their order.
        (["   will fall", "“Nobody"], ["Nobody\n   will fall"]),
        (["Mara", "Quill said"], ["Mara Quill said"]),
        (["The bridge", "Mara"], ["The bridge", "Mara"]),
        (["The bridge is", "bridge is safe"], ["The bridge is safe"]),
        # A role of punctuation alone is kept; beside words it is dropped.
        ([". "], ["."]),
        ([". ", "Mara"], ["Mara"]),
        ([" "], []),
        ([], []),
    ],
)
def test_normalised_spans(parts, expected):
    assert normalised(*parts) == expected


@given(SPANS)
def test_joined_and_normalised_spans_rise_and_stand_apart(given_spans):
    joined, normal = join_spans(TEXT, given_spans), normalise_spans(TEXT, given_spans)
    for found in (joined, normal):
        assert all(span.start < span.end for span in found)
        assert all(TEXT[one.end : other.start].strip() for one, other in pairwise(found))
    assert join_spans(TEXT, joined) == joined
    assert normalise_spans(TEXT, normal) == normal
    assert all(any(whole.covers(span) for whole in joined) for span in normal)


@given(SPANS, SPANS)
def test_shared_characters_are_counted_one_by_one(one, other):
    left, right = join_spans(TEXT, one), join_spans(TEXT, other)
    first = {place for span in left for place in range(span.start, span.end)}
    second = {place for span in right for place in range(span.start, span.end)}
    assert characters_shared(left, right) == len(first & second)
    assert character_jaccard(left, right) == (len(first & second) / len(first | second) if first | second else 0.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["Mara Quill"], ["Quill"], 1 / 2),
        (["Mara Quill"], ["Mara Quill said"], 2 / 3),
        (["Mara"], ["Quill"], 0),
        (["Mara"], [], 0),
        ([], [], 1),
        (["."], [], 1),
    ],
)
def test_sources_are_compared_by_words(one, other, expected):
    assert source_jaccard(TEXT, spans(TEXT, *one), spans(TEXT, *other)) == pytest.approx(expected)
