"""Timelines and pictures: nothing is lost on the way to the page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.archive.network import Edge, Network, Node
from quoth.archive.statements import Hand
from quoth.desk.picture import HEIGHT, WIDTH, draw
from quoth.desk.rendering import long_day, where
from quoth.desk.timeline import make_timeline

DAYS = st.builds(
    lambda year, month, day, size: f"{year:04}-{month:02}-{day:02}"[:size],
    st.integers(1, 2100),
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from((4, 7, 10)),
)


@settings(deadline=None)
@given(st.dictionaries(DAYS, st.dictionaries(st.sampled_from(Hand), st.integers(1, 1000), min_size=1), max_size=30))
def test_a_timeline_has_every_statement_in_time_order(days):
    timeline = make_timeline(days)
    if not days:
        assert timeline is None
        return
    assert sum(bar.total for bar in timeline.bars) == sum(sum(hands.values()) for hands in days.values())
    periods = [bar.period for bar in timeline.bars]
    assert periods == sorted(set(periods))
    assert all(part.y >= 0 and part.y + part.height <= 132.2 for bar in timeline.bars for part in bar.parts)
    assert max(bar.total for bar in timeline.bars) == timeline.most


def test_periods_without_a_statement_are_there():
    timeline = make_timeline({"2024-01": {Hand.FIRST: 1}, "2024-05": {Hand.SECOND: 2}})
    assert [(bar.period, bar.total) for bar in timeline.bars] == [
        ("2024-01", 1),
        ("2024-02", 0),
        ("2024-03", 0),
        ("2024-04", 0),
        ("2024-05", 2),
    ]
    assert timeline.marks == ["2024-01", "2024-03", "2024-05"]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(1, 500)), max_size=60))
def test_a_picture_has_every_node_and_edge_inside_it(rows):
    edges = tuple(Edge(one, other, count, 0, 0) for one, other, count in {row[:2]: row for row in rows}.values())
    ids = {end for edge in edges for end in (edge.speaker, edge.target)}
    network = Network({id: Node(id, f"N{id}", "person", f"person/n{id}", 1) for id in ids}, edges, len(edges))
    picture = draw(network)
    assert {dot.node.id for dot in picture.dots} == ids
    assert len(picture.lines) == len(edges)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in picture.dots)
    assert draw(network) == picture


def test_days_and_addresses_are_written():
    assert long_day("2024-03-05") == "5 March 2024"
    assert long_day("2024-03") == "March 2024"
    assert long_day("2024") == "2024"
    assert long_day(None) == "no date"
    assert long_day("2024-02-31") == "2024-02-31"
    assert where("/a", b="c d", e=None, f="", g=["x", "y"], h=True) == "/a?b=c+d&g=x&g=y&h=1"
