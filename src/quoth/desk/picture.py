"""A network -> a picture: where each node stands, how large it is, how its edges run. The page draws it as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

from quoth.archive.network import Edge, Network, Node

WIDTH, HEIGHT = 960, 640
_MARGIN_X, _MARGIN_Y = 90, 40
_SMALLEST, _LARGEST = 4.0, 17.0
# So much an edge bends, of its length, so that two that run to and fro are told apart.
_BEND = 0.12
_ITERATIONS = 120


@dataclass(frozen=True, slots=True)
class Dot:
    """A node in the picture, `number` its place in it; `named` says that its name is written there."""

    node: Node
    number: int
    x: float
    y: float
    radius: float
    named: bool


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
    """The whole network, lines below dots."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def draw(network: Network, *, named: int = 40) -> Picture:
    """The picture of a network, the same for the same network; the `named` largest nodes have their names written."""
    import networkx  # noqa: PLC0415 - an extra, and slow to import

    graph = networkx.Graph()
    graph.add_nodes_from(network.nodes)
    weights: dict[int, int] = dict.fromkeys(network.nodes, 0)
    for edge in network.edges:
        graph.add_edge(edge.speaker, edge.target, weight=sqrt(edge.statements))
        weights[edge.speaker] += edge.statements
        weights[edge.target] += edge.statements
    # The part that hangs together stands in the middle; nodes farther apart than by default leave room for names.
    apart = 2.4 / sqrt(max(len(graph), 1))
    places = networkx.spring_layout(graph, k=apart, seed=7, iterations=_ITERATIONS) if len(graph) else {}
    places = _fitted({id: (float(x), float(y)) for id, (x, y) in places.items()})
    most = max(weights.values(), default=1)
    ranked = sorted(weights, key=lambda id: -weights[id])
    numbers = {id: number for number, id in enumerate(ranked)}
    dots = tuple(
        Dot(
            network.nodes[id],
            numbers[id],
            round(places[id][0], 1),
            round(places[id][1], 1),
            round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(weights[id] / most), 1),
            numbers[id] < named,
        )
        for id in ranked
    )
    heaviest = max((edge.statements for edge in network.edges), default=1)
    radii = {dot.node.id: dot.radius for dot in dots}
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


def _fitted(places: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """The places stretched over the whole drawing, but for its margins."""
    if not places:
        return {}
    columns, rows = zip(*places.values(), strict=True)
    left, top = min(columns), min(rows)
    wide, high = max(columns) - left or 1.0, max(rows) - top or 1.0
    return {
        id: (
            _MARGIN_X + (x - left) / wide * (WIDTH - 2 * _MARGIN_X),
            _MARGIN_Y + (y - top) / high * (HEIGHT - 2 * _MARGIN_Y),
        )
        for id, (x, y) in places.items()
    }


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
