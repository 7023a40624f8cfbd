"""What shows of two mentions side by side, without the encoder."""

from __future__ import annotations

import numpy as np
import pytest

from quoth.layout.references import ALIKE, APART, PRONOUN_CLASSES, Look, alike, apart, compared_words, pair_features
from quoth.layout.references import pronoun_class as class_of


@pytest.mark.parametrize(
    ("words", "kind"), [("He", "he"), ("hers", "she"), ("themselves", "they"), ("Our", "we"), ("harbour", "none")]
)
def test_pronouns_have_a_class(words, kind):
    assert PRONOUN_CLASSES[class_of(words)] == kind


def test_what_is_compared_leaves_determiners_and_possessive_endings_out():
    assert compared_words("The harbour board’s") == ("harbour", "board")
    assert compared_words("the") == ("the",)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the ferry", "The ferry", 3),
        ("the ferry", "a ferry", 3),
        ("Ada Lund", "Ms Lund", 2),
        ("Lund", "the Lund family", 1),
        ("the ferry", "the pier", 0),
        ("", "the pier", 0),
    ],
)
def test_how_alike_mentions_are(one, other, expected):
    assert alike(compared_words(one), compared_words(other)) == expected < ALIKE
    assert alike(compared_words(other), compared_words(one)) == expected


def test_distances_grow_by_the_logarithm_and_stay_in_bounds():
    steps = apart(np.array([-4, 0, 1, 2, 3, 7, 1000, 10**9]))
    assert steps.tolist() == [0, 0, 1, 1, 2, 3, 9, APART - 1]


def test_a_pair_is_seen_by_distance_words_and_pronouns():
    she = Look.of(9, "she")
    rows = pair_features(she, [Look.of(0, "Ada Lund"), Look.of(6, "her")])
    assert rows.tolist() == [
        [3, 0, PRONOUN_CLASSES.index("she"), 0],
        [2, 0, PRONOUN_CLASSES.index("she"), PRONOUN_CLASSES.index("she")],
    ]
    assert pair_features(she, []).shape == (0, 4)
