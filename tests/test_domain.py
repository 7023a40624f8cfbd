"""The words of the project: positions, chains and what may not be changed."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Orphan,
    OrphanKind,
    Reading,
    Span,
)
from tests.export.examples import nested, simple

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


def places(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def test_span_of_text():
    assert Span(3, 8).of("by Alice") == "Alice"
    assert Span(0, 0).of("by Alice") == ""
    assert Span(1, 2).of("👩🎈🎉") == "🎈"


@given(spans, spans)
def test_spans_are_sets_of_places(one, other):
    assert len(one) == len(places(one))
    assert one.overlap(other) == other.overlap(one) == len(places(one) & places(other))
    if len(other):
        assert one.covers(other) == (places(one) >= places(other))


@pytest.mark.parametrize(
    ("other", "covered", "shared"),
    [
        (Span(2, 5), True, 3),
        (Span(2, 6), False, 3),
        (Span(1, 5), False, 3),
        (Span(3, 4), True, 1),
        (Span(5, 9), False, 0),
        (Span(0, 2), False, 0),
        (Span(4, 6), False, 1),
        (Span(5, 5), True, 0),
    ],
)
def test_half_open_edges(other, covered, shared):
    assert Span(2, 5).covers(other) is covered
    assert Span(2, 5).overlap(other) == shared


def test_spans_stand_in_text_order():
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 3)]) == [Span(1, 3), Span(1, 9), Span(4, 5)]


def test_entity():
    reading = simple()
    assert reading.entity("brandt").name == "Oona Brandt"
    with pytest.raises(KeyError):
        reading.entity("nobody")


def test_chain_is_outermost_first():
    reading = nested()
    feared = next(attribution for attribution in reading.attributions if attribution.id == "feared")
    assert [entity.name for entity in reading.chain(feared)] == [
        "the workers’ letter",
        "Maria Lopez",
        "Dr Hale’s report",
        "the authors of the report",
    ]
    assert reading.chain(simple().attributions[5]) == ()


def test_children_are_one_step_down():
    reading = nested()
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    inside = {id: [child.id for child in reading.children(attribution)] for id, attribution in by_id.items()}
    assert {id: children for id, children in inside.items() if children} == {
        "letter": ["told", "never", "claim"],
        "told": ["found"],
        "never": ["shows"],
        "shows": ["feared"],
    }


FROZEN = [
    Span(0, 1),
    Block(BlockKind.PARAGRAPH, Span(0, 1)),
    Article("x", "x"),
    Attribution("a1", (Span(0, 1),)),
    Entity("e1", "Al", EntityKind.PERSON),
    Orphan(Span(0, 1), OrphanKind.TERM),
    Reading(Article("x", "x")),
]


@pytest.mark.parametrize("thing", FROZEN, ids=lambda thing: type(thing).__name__)
def test_nothing_can_be_changed(thing):
    for field in fields(thing):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field.name, None)
    # The type of error that slots give for a new name differs between versions of Python.
    with pytest.raises((AttributeError, TypeError)):
        thing.verdict = True


def test_readings_are_compared_by_what_they_say():
    assert nested() == nested()
    assert nested() != simple()


def test_readings_travel_between_processes():
    reading = nested()
    arrived = pickle.loads(pickle.dumps(reading))  # noqa: S301 - our own bytes
    assert arrived == reading
    assert arrived.entity("lopez") == reading.entity("lopez")
    assert arrived.to_dict() == reading.to_dict()


def test_plain_data():
    data = nested().to_dict()
    assert [block["kind"] for block in data["article"]["blocks"]] == [
        str(block.kind) for block in nested().article.blocks
    ]
    voss = data["attributions"][-1]
    assert [span["text"] for span in voss["content"]] == ["“I read it,”", "“and I read it twice.”"]
    assert type(voss["act"]) is str
    assert voss["act"] == "says"
    assert data["attributions"][1]["parent"] == "letter"
    assert data["attributions"][1]["chain"] == ["letter", "lopez"]
    assert data["entities"][2] == {
        "id": "lopez",
        "name": "Maria Lopez",
        "kind": "person",
        "key": "",
        "aliases": [],
        "author": None,
        "wikidata": None,
        "mentions": [],
    }


def test_acts_are_their_names():
    assert Act("no-comment") is Act.NO_COMMENT
    assert f"{Act.CRITICISES}" == "criticises"
