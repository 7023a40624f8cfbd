"""Choosing attributions leaves no chain in the air."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Act, EntityKind, Reading
from quoth.selection import select
from tests.export.examples import nested, simple


def ids(reading: Reading) -> list[str]:
    return [attribution.id for attribution in reading.attributions]


def speakers(reading: Reading) -> list[str]:
    return [entity.id for entity in reading.entities]


def test_nothing_asked_leaves_all_attributions():
    for reading in (simple(), nested()):
        chosen = select(reading)
        assert chosen.attributions == reading.attributions
        assert chosen.entities == reading.entities


def test_confidence_is_at_least():
    assert ids(select(simple(), min_confidence=0.95)) == ["t1", "t2", "t3", "t8"]
    assert ids(select(simple(), min_confidence=0.951)) == ["t1", "t2", "t3"]
    assert ids(select(simple(), min_confidence=1)) == []


def test_speakers_of_what_is_left():
    assert speakers(select(simple(), min_confidence=0.95)) == ["board", "brandt", "ministry"]
    assert speakers(select(simple(), acts={Act.THINKS})) == ["ferrier"]
    assert speakers(select(simple(), acts={Act.SAYS}, min_confidence=1)) == []


def test_parents_stay_whatever_they_are():
    sure = select(nested(), acts={Act.FEELS})
    assert ids(sure) == ["letter", "never", "shows", "feared"]
    assert speakers(sure) == ["letter", "lopez", "report", "authors"]


def test_unsure_parents_of_sure_ones_stay():
    reading = nested()
    changed = tuple(replace(one, confidence=0.1) if one.id == "never" else one for one in reading.attributions)
    chosen = select(replace(reading, attributions=changed), min_confidence=0.75)
    assert "never" in ids(chosen)
    assert "shows" in ids(chosen)
    assert "found" not in ids(chosen)


def test_both_conditions_hold_together():
    assert ids(select(nested(), acts={Act.SHOWS}, min_confidence=0.75)) == ["letter", "never", "shows"]


@pytest.mark.parametrize("acts", [set(), frozenset(), ()])
def test_no_act_at_all_leaves_nothing(acts):
    assert ids(select(nested(), acts=acts)) == []


def test_nothing_else_is_changed():
    for reading in (simple(), nested()):
        chosen = select(reading, min_confidence=0.8)
        assert chosen.article is reading.article
        assert chosen.orphans == reading.orphans
        assert chosen.model == reading.model
        assert len(chosen.attributions) < len(reading.attributions)
        kept = set(chosen.attributions)
        assert kept <= set(reading.attributions)
        # The entity table follows what is left.
        for attribution in chosen.attributions:
            assert chosen.chain(attribution) == reading.chain(attribution)


def test_the_reading_itself_stays_as_it_was():
    reading = nested()
    select(reading, min_confidence=0.95)
    assert reading == nested()
    assert reading.entity("engineer").kind is EntityKind.PERSON


@given(
    st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1), st.sampled_from(list(Act))), max_size=25),
    st.floats(0, 1),
    st.none() | st.sets(st.sampled_from(list(Act))),
)
def test_what_stays_has_its_parents_and_a_reason(rows, least, acts):
    template = simple().attributions[1]
    made = []
    for number, (parent, confidence, act) in enumerate(rows):
        above = made[parent % number] if number and parent % 3 else None
        depth = above.depth + 1 if above else 0
        parent_id = above.id if above else None
        made.append(replace(template, id=f"a{number}", parent=parent_id, depth=depth, confidence=confidence, act=act))
    reading = replace(simple(), attributions=tuple(made))
    chosen = select(reading, min_confidence=least, acts=acts)
    kept = set(ids(chosen))
    wanted = {one.id for one in made if one.confidence >= least and (acts is None or one.act in acts)}
    parents = {one.parent for one in chosen.attributions}
    assert wanted <= kept
    assert parents - {None} <= kept
    assert kept - wanted <= parents
    assert [one for one in made if one.id in kept] == list(chosen.attributions)
