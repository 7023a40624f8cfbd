"""Floors: what falls below one, how they rise, and what it takes to lower one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import GateError
from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.coreference import Agreement, Coreference
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.gate import (
    FLOORS,
    Floors,
    check_lowering,
    failures,
    lowered,
    raised,
    read_floors,
    todays_floors,
    unreleased,
    write_floors,
)
from quoth.evaluation.measures import percent, size

MEASURED = {"polnear": {"cue": Counts(900, 1000, 1000), "found": Share(3, 4)}, "gum": {"none": Share(0, 0)}}
CORPORA = {"polnear/dev": "aa", "gum/dev": "bb"}
PINNED = Floors("old", CORPORA, {"polnear/cue": 85.0, "polnear/found": 75.0})


def test_a_figure_on_its_floor_passes():
    assert failures(PINNED, MEASURED, CORPORA) == []


def test_a_figure_below_its_floor_is_told_with_its_counts():
    short = {"polnear": {**MEASURED["polnear"], "cue": Counts(849, 1000, 1000)}}
    assert failures(PINNED, short, CORPORA) == [
        "polnear/cue is 84.90, below its floor of 85.0 (P 84.9 = 849/1,000, R 84.9 = 849/1,000)."
    ]


def test_every_measure_below_its_floor_has_a_line():
    none = {"polnear": {"cue": Counts(0, 1, 1), "found": Share(0, 4)}}
    assert [line.split(" is ")[0] for line in failures(PINNED, none, CORPORA)] == ["polnear/cue", "polnear/found"]


def test_a_measure_without_a_floor_and_a_floor_without_a_measure_are_errors():
    other = {"polnear": {"cue": MEASURED["polnear"]["cue"], "new": Share(1, 1)}, "moon": {"cue": Share(1, 1)}}
    assert failures(PINNED, other, CORPORA) == [
        "polnear/new has no floor: pin it with --pin.",
        "moon/cue has no floor: pin it with --pin.",
        "polnear/found has a floor of 75.0 and was not measured: restore the measure.",
    ]


def test_a_measure_that_had_nothing_to_count_was_not_measured():
    nothing = {"polnear": {**MEASURED["polnear"], "found": Share(0, 0)}}
    assert failures(PINNED, nothing, CORPORA) == [
        "polnear/found has a floor of 75.0 and was not measured: restore the measure."
    ]


@pytest.mark.parametrize(
    ("corpora", "told"),
    [
        ({**CORPORA, "gum/dev": "cc"}, "gum/dev is not what the floors were pinned on"),
        ({"gum/dev": "bb"}, "polnear/dev is not"),
        ({**CORPORA, "polnear/dev": "cc", "moon/dev": "dd"}, "polnear/dev is not"),
        ({"gum/dev": "aa", "polnear/dev": "bb"}, "gum/dev and polnear/dev are not"),
    ],
)
def test_on_other_corpora_nothing_is_compared(corpora, told):
    (line,) = failures(PINNED, {"polnear": {"cue": Counts(0, 1, 1)}}, corpora)
    assert line.startswith(told)


def test_a_new_corpus_has_no_floors_and_the_others_are_compared_all_the_same():
    measured = {"polnear": {"cue": Counts(0, 1, 1), "found": Share(4, 4)}, "moon": {"cue": Share(1, 1)}}
    assert failures(PINNED, measured, {**CORPORA, "moon/dev": "dd"}) == [
        "polnear/cue is 0.00, below its floor of 85.0 (P 0.0 = 0/1, R 0.0 = 0/1).",
        "moon/cue has no floor: pin it with --pin.",
    ]


def test_pinning_raises_and_never_lowers():
    pinned = Floors("old", {}, {"polnear/cue": 85.0, "polnear/found": 74.9, "polnear/gone": 10.0})
    better = raised(pinned, "new", MEASURED, CORPORA)
    # 90 less half a point; 75 less the worth of one in four would be lower than what is pinned.
    assert better == Floors("new", CORPORA, {"polnear/cue": 89.5, "polnear/found": 74.9, "polnear/gone": 10.0})


def test_lowering_brings_down_the_named_floor_alone_and_raises_none():
    high = Floors("old", CORPORA, {"polnear/cue": 95.0, "polnear/found": 99.0, "polnear/gone": 10.0})
    assert lowered(high, MEASURED, ["polnear/cue"]).floors == {**high.floors, "polnear/cue": 89.5}
    assert lowered(PINNED, MEASURED, ["polnear/cue"]) == PINNED
    assert lowered(high, MEASURED, ["polnear/gone", "polnear/gone"]).floors == {
        "polnear/cue": 95.0,
        "polnear/found": 99.0,
    }


@pytest.mark.parametrize(
    ("counted", "floor"),
    [
        (Counts(900, 1000, 1000), 89.5),
        (Share(9, 10), 80.0),
        (Share(1, 1), 0.0),
        (Share(0, 500), 0.0),
        (Share(777, 1000), 77.2),
        (Outcomes(((0.9, True),) * 1000), 89.5),
        (Agreement(900, 1000, 900, 1000), 89.5),
        (Coreference(*[Agreement(9, 10, 9, 10)] * 3), 80.0),
    ],
)
def test_a_floor_leaves_half_a_point_or_the_worth_of_one_attribution(counted, floor):
    assert todays_floors({"c": {"m": counted}}) == {"c/m": floor}


COUNTED = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)).map(
    lambda three: Counts(three[0], three[0] + three[1], three[0] + three[2])
)
MEASURES = st.dictionaries(
    st.sampled_from(["polnear", "gum"]), st.dictionaries(st.sampled_from("abc"), COUNTED), max_size=2
)


@given(MEASURES, st.dictionaries(st.sampled_from(["polnear/a", "gum/b", "gum/d"]), st.floats(0, 100)))
def test_whatever_is_pinned_today_passes_today_unless_a_floor_was_higher(measured, floors):
    pinned = raised(Floors("m", {}, floors), "m", measured, CORPORA)
    assert all(pinned.floors[name] >= floor for name, floor in floors.items())
    figures = {
        f"{corpus}/{name}": percent(counted)
        for corpus, named in measured.items()
        for name, counted in named.items()
        if size(counted)
    }
    told = failures(pinned, measured, CORPORA)
    assert len(told) == sum(figures.get(name, -1.0) < floor for name, floor in floors.items())
    assert failures(lowered(pinned, measured, list(pinned.floors)), measured, CORPORA) == []


def test_floors_survive_their_file(tmp_path):
    write_floors(tmp_path / "floors.json", PINNED)
    assert read_floors(tmp_path / "floors.json") == PINNED
    about = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["about"]
    assert "rounded down" in about


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"model": "m", "corpora": {}, "floors": {"polnear": 3}}'])
def test_a_file_without_floors_is_told(tmp_path, content):
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GateError, match="holds no floors"):
        read_floors(path)


def test_a_missing_file_of_floors_is_told(tmp_path):
    with pytest.raises(GateError, match="cannot be read"):
        read_floors(tmp_path / "floors.json")
    with pytest.raises(GateError, match="cannot be written"):
        write_floors(tmp_path / "nowhere" / "floors.json", PINNED)


CHANGELOG = """# Changelog

## {heading}

- The floor of `polnear/cue` falls from 85 to 84: annotations were put right.

## 0.0.9

- The floor of `polnear/found` fell.
"""


@pytest.mark.parametrize("heading", ["Unreleased", "[Unreleased]", "0.2.0, not yet released"])
def test_lowering_needs_a_line_in_the_unreleased_section(tmp_path, heading):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGELOG.format(heading=heading), encoding="utf-8")
    check_lowering(PINNED, ["polnear/cue"], path)
    with pytest.raises(GateError, match="without a word") as told:
        check_lowering(PINNED, ["polnear/cue", "polnear/found"], path)
    assert "names `polnear/found`" in str(told.value)


def test_without_an_unreleased_section_nothing_is_lowered(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGELOG.format(heading="0.1.0"), encoding="utf-8")
    assert unreleased(path) == []
    with pytest.raises(GateError, match="without a word"):
        check_lowering(PINNED, ["polnear/cue"], path)


def test_the_name_must_stand_whole(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text("## Unreleased\n\n- Lower polnear/cue and `polnear/found, too`.\n", encoding="utf-8")
    for name in PINNED.floors:
        with pytest.raises(GateError, match="without a word"):
            check_lowering(PINNED, [name], path)


def test_what_has_no_floor_cannot_be_lowered(tmp_path):
    with pytest.raises(GateError, match="no floor under polnear/moon"):
        check_lowering(PINNED, ["polnear/moon"], tmp_path / "CHANGELOG.md")
    with pytest.raises(GateError, match="cannot be read"):
        check_lowering(PINNED, ["polnear/cue"], tmp_path / "CHANGELOG.md")
    check_lowering(PINNED, [], tmp_path / "CHANGELOG.md")


def test_the_floors_of_the_package_can_be_read():
    pinned = read_floors(FLOORS)
    assert {name.split("/")[0] for name in pinned.floors} - {"gap"} == {"polnear", "chains", "gum"}
    assert all(0 <= floor < 100 for floor in pinned.floors.values())
    assert all(len(digest) == 64 for digest in pinned.corpora.values())
