"""Assignments against all that there are."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluation.assignment import best_assignment

WORTHS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.4, 0.5, 0.8, 1.0]), min_size=columns, max_size=columns), max_size=5
    )
)


def test_the_largest_pair_is_not_always_taken():
    assert best_assignment([[9, 8], [8, 1]]) == [(0, 1), (1, 0)]


def test_of_the_longer_side_some_are_left_out():
    assert best_assignment([[1, 5, 2]]) == [(0, 1)]
    assert best_assignment([[1], [5], [2]]) == [(1, 0)]
    assert best_assignment([]) == best_assignment([[], []]) == []


@given(WORTHS)
def test_no_other_assignment_is_worth_more(worth):
    pairs = best_assignment(worth)
    rows, columns = len(worth), len(worth[0]) if worth else 0
    for side in zip(*pairs, strict=True):
        assert len(set(side)) == len(pairs) == min(rows, columns)
    if rows <= columns:
        every = (enumerate(chosen) for chosen in permutations(range(columns), rows))
    else:
        every = (zip(chosen, range(columns), strict=True) for chosen in permutations(range(rows), columns))
    best = max(sum(worth[row][column] for row, column in one) for one in every)
    assert sum(worth[row][column] for row, column in pairs) == pytest.approx(best)
