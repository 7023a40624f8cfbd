"""Sources that name nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.resolution.descriptions import is_unnamed_person


@pytest.mark.parametrize(
    "words",
    [
        "one of these men",
        "a senior official",
        "A former State Department official",
        "another nurse",
        "a spokesman for Tidewater Lines",
        "a woman in the crowd who gave no name",
        "an economist",
        "a marine biologist, who asked not to be named",
        "one of his aides",
    ],
)
def test_one_person_without_a_name(words):
    assert is_unnamed_person(words)


@pytest.mark.parametrize(
    "words",
    [
        "a spokesman, Owen Hale",
        "Owen Hale",
        "a nurse Ann Lee",
        "A spokesman for the governor, John Smith",
        "a few lawmakers",
        "a letter to a reporter",
        "a survey",
        "the nurse",
        "a poll of voters",
        "",
        "a",
    ],
)
def test_names_things_and_many(words):
    assert not is_unnamed_person(words)


@given(st.text(max_size=60))
def test_any_words(words):
    assert is_unnamed_person(f"a {words}") in {True, False}
