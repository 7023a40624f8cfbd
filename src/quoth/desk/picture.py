"""A network -> a picture: where each node stands, how large it is, how its edges run. The page draws it as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from quoth.archive.network import Edge, Network, Node

WIDTH, HEIGHT = 960, 640
_MARGIN_X, _MARGIN_Y = 90, 40
_SMALLEST, _LARGEST = 4.0, 17.0
# So much an edge bends, of its length, so that two that run to and fro are told apart.
_BEND = 0.12
_ITERATIONS = 200
# A name's letters are so wide and high, in the drawing's units.
_LETTER, _LINE = 7.0, 15.0
# On a phone, on which the drawing is three times as small, so many times as large.
_LARGE = 2.0
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Dot:
    """A node in the picture, `number` its place in it.

    `named` says that its name is written there, `large` that it is where names are as large as a phone needs them.
    """

    node: Node
    number: int
    x: float
    y: float
    radius: float
    named: bool
    large: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An edge in the picture, between the nodes with these numbers; `path` is SVG's."""

    edge: Edge
    speaker: int
    target: int
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole network, lines below dots; `longest` is how many letters of a name there is room for."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT
    longest: int = _LONGEST


def draw(network: Network) -> Picture:
    """The picture of a network, the same for the same network; nodes have names as far as there is room."""
    import networkx as nx  # noqa: PLC0415 - slow to import

    graph = nx.Graph()
    graph.add_nodes_from(network.nodes)
    weights: dict[int, int] = dict.fromkeys(network.nodes, 0)
    for edge in network.edges:
        graph.add_edge(edge.speaker, edge.target, weight=sqrt(edge.statements))
        weights[edge.speaker] += edge.statements
        weights[edge.target] += edge.statements
    # Gravity holds parts together that nothing joins, which springs alone would drive to the edges.
    places = nx.forceatlas2_layout(graph, max_iter=_ITERATIONS, scaling_ratio=3.0, gravity=2.0, seed=7) if graph else {}
    places = _fitted({id: (float(x), float(y)) for id, (x, y) in places.items()})
    most = max(weights.values(), default=1)
    ranked = sorted(weights, key=lambda node: -weights[node])
    numbers = {id: number for number, id in enumerate(ranked)}
    radii = {id: round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(weights[id] / most), 1) for id in ranked}
    drawn = [(network.nodes[id].name, *places[id], radii[id]) for id in ranked]
    named, large = _named(drawn), _named(drawn, scale=_LARGE)
    dots = tuple(
        Dot(
            network.nodes[id],
            numbers[id],
            round(places[id][0], 1),
            round(places[id][1], 1),
            radii[id],
            numbers[id] in named,
            numbers[id] in large,
        )
        for id in ranked
    )
    heaviest = max((edge.statements for edge in network.edges), default=1)
    lines = tuple(
        Line(
            edge,
            numbers[edge.speaker],
            numbers[edge.target],
            _path(places[edge.speaker], places[edge.target], radii[edge.target]),
            round(1 + 3.5 * sqrt(edge.statements / heaviest), 1),
        )
        for edge in network.edges
    )
    return Picture(dots, lines)


def _named(dots: Sequence[tuple[str, float, float, float]], *, scale: float = 1.0) -> set[int]:
    """Which of the dots, the largest first, can have their names above them without one over another."""
    taken: list[tuple[float, float, float, float]] = []
    named: set[int] = set()
    for number, (name, x, y, radius) in enumerate(dots):
        half = scale * _LETTER * min(len(name), _LONGEST) / 2
        box = (x - half, y - radius - scale * _LINE, x + half, y - radius - 1)
        if all(
            box[2] < left or right < box[0] or box[3] < top or bottom < box[1] for left, top, right, bottom in taken
        ):
            taken.append(box)
            named.add(number)
        # A name may cover smaller dots, which come after it, and no larger one.
        taken.append((x - radius, y - radius, x + radius, y + radius))
    return named


def _fitted(places: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """The places spread over the whole drawing, but for its margins.

    Two thirds of where a node comes to stand is its place among all, so that a crowd has as much room as a corner.
    """
    spread: list[dict[int, float]] = []
    for axis, size, margin in ((0, WIDTH, _MARGIN_X), (1, HEIGHT, _MARGIN_Y)):
        ranked = sorted(places, key=lambda node: (places[node][axis], node))
        low, high = (places[ranked[0]][axis], places[ranked[-1]][axis]) if ranked else (0.0, 1.0)
        last = max(len(ranked) - 1, 1)
        spread.append(
            {
                id: margin
                + (size - 2 * margin) * ((places[id][axis] - low) / ((high - low) or 1.0) + 2 * rank / last) / 3
                for rank, id in enumerate(ranked)
            }
        )
    return {id: (spread[0][id], spread[1][id]) for id in places}


def _path(start: tuple[float, float], end: tuple[float, float], radius: float) -> str:
    """A bent line that ends at the rim of the target, where its arrow points."""
    (x1, y1), (x2, y2) = start, end
    across, down = x2 - x1, y2 - y1
    length = hypot(across, down) or 1.0
    bent = (x1 + x2) / 2 - _BEND * down, (y1 + y2) / 2 + _BEND * across
    toward = hypot(x2 - bent[0], y2 - bent[1]) or 1.0
    reach = min(radius + 3, length / 2)
    rim = x2 - reach * (x2 - bent[0]) / toward, y2 - reach * (y2 - bent[1]) / toward
    return f"M{x1:.1f} {y1:.1f}Q{bent[0]:.1f} {bent[1]:.1f} {rim[0]:.1f} {rim[1]:.1f}"
