"""From scores to cues and roles: the best labels that may stand together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.extraction.scores.decoding import CueRun, decode_cues, decode_roles, role_probability, runs_of
from quoth.model import CUE_LABELS, ROLE_LABELS


def cue_scores(*rows: dict[str, float]):
    """Log-probabilities of each word, given what is not "outside"."""
    chances = np.full((len(rows), len(CUE_LABELS)), 1e-6)
    for place, row in enumerate(rows):
        for label, chance in row.items():
            chances[place, CUE_LABELS.index(label)] = chance
        chances[place, 0] = max(1 - sum(row.values()), 1e-6)
    return np.log(chances).astype(np.float32)


def cues(*rows: dict[str, float], **options: float) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in decode_cues(cue_scores(*rows), **options)]


BEGIN, INSIDE, NONE = {"begin-outer": 0.9}, {"inside-outer": 0.9}, {}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([NONE, NONE], []),
        ([NONE, BEGIN, NONE], [(1, 2)]),
        ([BEGIN, INSIDE, INSIDE, NONE, BEGIN], [(0, 3), (4, 5)]),
        # Two cues side by side.
        ([BEGIN, BEGIN, INSIDE], [(0, 1), (1, 3)]),
        # Nothing begins with an inside.
        ([INSIDE, INSIDE, NONE], []),
        # Outer and inner count together; an inner cue goes on like an outer one.
        ([{"begin-outer": 0.15, "begin-inner": 0.15}, {"inside-inner": 0.7}], [(0, 2)]),
        # Unsure of which of two words begins a cue, the likelier one does.
        ([{"begin-outer": 0.3}, {"begin-outer": 0.4}], [(1, 2)]),
        ([{"begin-outer": 0.6}, {"begin-outer": 0.7}], [(0, 1), (1, 2)]),
        ([{"begin-outer": 0.1}], []),
        # If there is a cue at all, it goes on: words are as rarely outside as nothing begins.
        ([{"begin-outer": 0.4}, {"inside-outer": 0.35}, {"inside-outer": 0.1}], [(0, 2)]),
        ([{"begin-outer": 0.9}, {"inside-outer": 0.35}], [(0, 1)]),
    ],
)
def test_cues_of_hand_made_scores(rows, expected):
    scores = cue_scores(*rows) if rows else np.zeros((0, len(CUE_LABELS)), np.float32)
    assert [(cue.start, cue.end) for cue in decode_cues(scores)] == expected


def test_a_cue_says_how_sure_it_is():
    (cue,) = decode_cues(cue_scores({"begin-outer": 0.25, "begin-inner": 0.5}))
    assert cue == CueRun(0, 1, pytest.approx(0.25, abs=1e-4), pytest.approx(0.5, abs=1e-4))
    assert cue.probability == pytest.approx(0.75, abs=1e-4)


def test_a_cue_is_as_sure_as_its_surest_word():
    (cue,) = decode_cues(cue_scores({"begin-outer": 0.3}, {"inside-outer": 0.2, "inside-inner": 0.4}))
    assert cue == CueRun(0, 2, pytest.approx(0.2, abs=1e-4), pytest.approx(0.4, abs=1e-4))


def test_how_sure_is_sure_enough():
    assert cues({"begin-outer": 0.1}, least=0.05) == [(0, 1)]
    assert cues({"begin-outer": 0.6}, least=0.7) == []


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_cues_never_overlap(seed, words):
    scores = np.log(np.random.default_rng(seed).dirichlet(np.full(5, 0.4), words)).astype(np.float32)
    found = decode_cues(np.maximum(scores, -50))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= cue.start < cue.end <= words for cue in found)
    assert all(0.2 <= cue.probability <= 1 + 1e-4 for cue in found)


# Whatever stands before, these may follow: spelt out, so that the rule in the code is checked against another.
FOLLOWS = {
    "outside": ["outside", *(f"{role}-{part}" for role in ("source", "content") for part in ("begin", "single"))]
}
for role, other in (("source", "content"), ("content", "source")):
    FOLLOWS[f"{role}-begin"] = FOLLOWS[f"{role}-inside"] = [f"{role}-inside", f"{role}-end"]
    FOLLOWS[f"{role}-end"] = FOLLOWS[f"{role}-single"] = ["outside", f"{other}-begin", f"{other}-single"]


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 25), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=150, deadline=None)
def test_roles_never_follow_each_other_in_a_forbidden_way(seed, cue_count, words, spread):
    random = np.random.default_rng(seed)
    scores = np.log(random.dirichlet(np.full(9, spread), (cue_count, words)) + 1e-9).astype(np.float32)
    paths = decode_roles(scores)
    assert paths.shape == (cue_count, words)
    for path in paths:
        labels = [ROLE_LABELS[label] for label in path]
        assert all(after in FOLLOWS[before] for before, after in pairwise(labels)), labels


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_the_labels_are_the_best_of_all_allowed_ones(seed, words):
    scores = np.log(np.random.default_rng(seed).dirichlet(np.ones(9), words)).astype(np.float32)
    totals = {(label,): value - (_begins_cut(label)) for label, value in enumerate(scores[0].tolist())}
    for row in scores[1:].tolist():
        totals = {
            (*path, label): total + row[label]
            for path, total in totals.items()
            for label in range(9)
            if ROLE_LABELS[label] in FOLLOWS[ROLE_LABELS[path[-1]]]
        }
    (path,) = decode_roles(scores[None])
    assert totals[tuple(path.tolist())] == pytest.approx(max(totals.values()), abs=1e-4)


def _begins_cut(label: int) -> float:
    """What it costs to begin amid a run that the window's edge cut."""
    return float(ROLE_LABELS[label].endswith(("inside", "end")))


def labels(*names: str):
    return np.array([ROLE_LABELS.index(name) for name in names])


def test_runs_of_roles():
    path = labels(
        "source-begin", "source-end", "outside", "content-single", "outside", "content-begin", "content-inside"
    )
    assert runs_of(path, "source") == [(0, 2)]
    assert runs_of(path, "content") == [(3, 4), (5, 7)]
    assert runs_of(labels("outside"), "source") == []


def test_roles_that_the_edge_of_a_window_cut():
    scores = np.full((1, 3, 9), -8, np.float32)
    for place, name in enumerate(("content-inside", "content-end", "source-begin")):
        scores[0, place, ROLE_LABELS.index(name)] = -0.1
    (path,) = decode_roles(scores)
    assert runs_of(path, "content") == [(0, 2)]
    assert runs_of(path, "source") == [(2, 3)]


def test_the_probability_of_a_role_is_that_of_all_its_parts():
    chances = np.array([[[0.1, 0.05, 0.05, 0.05, 0.05, 0.2, 0.2, 0.2, 0.1]]])
    assert role_probability(np.log(chances), "source") == pytest.approx(np.array([[0.2]]))
    assert role_probability(np.log(chances), "content") == pytest.approx(np.array([[0.7]]))
