"""Which candidates count, and which lies in which."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Act, Voice
from quoth.extraction.cues.acts import surely
from quoth.extraction.nesting import nest
from quoth.extraction.scores.candidates import Candidate

THRESHOLDS = {"cue": 0.5, "unit": 0.4, "inner_cue": 0.3, "inner_unit": 0.2}


def candidate(
    cue: int, *content: tuple[int, int], outer: float = 0.9, inner: float = 0.0, hold: float = 1.0
) -> Candidate:
    return Candidate((cue, cue + 1), (), content, outer, inner, hold, surely(Act.SAYS), 0.0, Voice.PERSON, (0, 100))


def nested(*candidates: Candidate) -> list[tuple[int, int | None, int]]:
    """The first word of each cue that counts, the place of its parent, and its depth."""
    return [(row.candidate.cue[0], row.parent, row.depth) for row in nest(candidates, THRESHOLDS)]


def test_a_candidate_inside_anothers_content_is_its_child():
    # As in: Brandt said that Olsen claimed that nobody knew what it cost.
    assert nested(candidate(1, (2, 12)), candidate(4, (5, 12)), candidate(7, (8, 12))) == [
        (1, None, 0),
        (4, 0, 1),
        (7, 1, 2),
    ]


def test_the_order_of_the_candidates_does_not_matter():
    assert nested(candidate(7, (8, 12)), candidate(1, (2, 12)), candidate(4, (5, 12))) == [
        (1, None, 0),
        (4, 0, 1),
        (7, 1, 2),
    ]


def test_a_parent_may_stand_behind_its_child():
    # As in: Olsen claimed nobody knew, said Brandt.
    assert nested(candidate(1, (2, 4)), candidate(5, (0, 4))) == [(1, 1, 1), (5, None, 0)]


def test_children_in_several_parts_of_a_content():
    assert nested(candidate(5, (0, 4), (7, 12)), candidate(1, (2, 4)), candidate(8, (9, 12))) == [
        (1, 1, 1),
        (5, None, 0),
        (8, 1, 1),
    ]


def test_neighbours_are_no_children():
    assert nested(candidate(1, (2, 5)), candidate(6, (7, 9))) == [(1, None, 0), (6, None, 0)]


def test_a_cue_inside_whose_content_lies_outside_is_no_child():
    assert nested(candidate(1, (2, 8)), candidate(7, (9, 12))) == [(1, None, 0), (7, None, 0)]
    # More than half of the content must lie inside.
    assert nested(candidate(1, (2, 8)), candidate(4, (6, 10)))[1] == (4, None, 0)
    assert nested(candidate(1, (2, 9)), candidate(4, (6, 10)))[1] == (4, 0, 1)


def test_a_content_inside_whose_cue_lies_outside_is_no_child():
    assert nested(candidate(1, (2, 8)), candidate(9, (5, 8))) == [(1, None, 0), (9, None, 0)]


def test_contents_that_hold_each_others_cues_are_no_circle():
    first, second = nested(candidate(1, (0, 10)), candidate(5, (0, 10)))
    assert (first, second) == ((1, None, 0), (5, 0, 1))


def test_where_the_nearest_content_does_not_hold_the_rest_a_wider_one_may():
    # The cue at 5 stands in the content of 3, most of its own content only in that of 1.
    assert nested(candidate(1, (2, 20)), candidate(3, (4, 8)), candidate(5, (9, 12))) == [
        (1, None, 0),
        (3, 0, 1),
        (5, 0, 1),
    ]


def test_without_a_content_nothing_counts():
    assert nested(candidate(1), candidate(4, (5, 6))) == [(4, None, 0)]
    assert nest([], THRESHOLDS) == []


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"outer": 0.5, "hold": 0.8}, True),
        ({"outer": 0.49, "hold": 1.0}, False),
        ({"outer": 0.5, "hold": 0.79}, False),
        # What looks like an inner cue counts for nothing where no content holds it.
        ({"outer": 0.2, "inner": 0.8}, False),
    ],
)
def test_what_an_outermost_one_needs(values, counts):
    assert bool(nested(candidate(1, (2, 5), **values))) is counts


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"outer": 0.1, "inner": 0.21, "hold": 0.7}, True),
        ({"outer": 0.1, "inner": 0.19, "hold": 1.0}, False),
        ({"outer": 0.1, "inner": 0.3, "hold": 0.4}, False),
        ({"outer": 0.31, "hold": 0.7}, True),
    ],
)
def test_what_an_inner_one_needs(values, counts):
    assert (len(nested(candidate(1, (2, 9)), candidate(4, (5, 9), **values))) == 2) is counts


def test_a_child_of_one_that_does_not_count_belongs_to_the_next():
    rows = nested(candidate(1, (2, 12)), candidate(4, (5, 12), outer=0.1), candidate(7, (8, 12), outer=0.1, inner=0.5))
    assert rows == [(1, None, 0), (7, 0, 1)]


def test_how_sure_each_is():
    outer, inner = nest(
        [candidate(1, (2, 9), outer=0.8, inner=0.1, hold=0.5), candidate(4, (5, 9), outer=0.4, inner=0.7)], THRESHOLDS
    )
    assert outer.confidence == pytest.approx(0.4)
    # Rounding may bring both chances above one.
    assert inner.confidence == 1.0


RUNS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 15)), min_size=0, max_size=3)


@st.composite
def candidates(draw):
    cues = draw(st.lists(st.integers(0, 40), unique=True, max_size=14))
    made = []
    for cue in cues:
        places = sorted(draw(RUNS))
        runs = [(start, start + width) for start, width in places]
        apart = [run for run, after in pairwise([*runs, (99, 99)]) if run[1] <= after[0]]
        chances = [draw(st.floats(0, 1)) for _ in range(3)]
        made.append(candidate(cue, *apart, outer=chances[0], inner=chances[1] * (1 - chances[0]), hold=chances[2]))
    return made


@given(candidates())
@settings(max_examples=300, deadline=None)
def test_whatever_the_candidates_there_are_no_circles_and_depths_add_up(made):
    rows = nest(made, THRESHOLDS)
    assert [row.candidate.cue for row in rows] == sorted(row.candidate.cue for row in rows)
    for place, row in enumerate(rows):
        assert row.candidate.content
        assert 0 <= row.confidence <= 1
        above, seen = row.parent, {place}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = rows[above].parent
        assert row.depth == len(seen) - 1
        if row.parent is not None:
            parent = rows[row.parent].candidate
            assert any(start <= row.candidate.cue[0] < end for start, end in parent.content)
            own = {word for run in row.candidate.content for word in range(*run)}
            held = {word for run in parent.content for word in range(*run)}
            assert 2 * len(own & held) > len(own)
