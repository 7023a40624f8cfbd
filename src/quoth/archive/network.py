"""Who speaks about whom, in counts: the edges of the network, for its picture, its table and GraphML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth.archive.database import Archive, marks, sqlite_errors_told
from quoth.archive.dates import during


@dataclass(frozen=True, slots=True)
class Edge:
    """Statements of one about another: how many, how many of them direct, and how many negative."""

    speaker: int
    target: int
    statements: int
    direct: int
    negative: int


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody who speaks or is spoken of; `statements` are all that they say in the archive's current articles."""

    id: int
    name: str
    kind: str
    key: str
    statements: int


@dataclass(frozen=True, slots=True)
class Network:
    """The nodes by their numbers, and the edges, the heaviest first; `total` counts those left out too."""

    nodes: dict[int, Node]
    edges: tuple[Edge, ...]
    total: int

    def to_dict(self) -> dict[str, Any]:
        """The network as plain data; edges name their ends by key."""
        return {
            "total": self.total,
            "nodes": [
                {"key": node.key, "name": node.name, "kind": node.kind, "statements": node.statements}
                for node in self.nodes.values()
            ],
            "edges": [
                {
                    "speaker": self.nodes[edge.speaker].key,
                    "target": self.nodes[edge.target].key,
                    "statements": edge.statements,
                    "direct": edge.direct,
                    "negative": edge.negative,
                }
                for edge in self.edges
            ],
        }


def find_edges(archive: Archive, *, since: str | None = None, until: str | None = None, least: int = 1) -> list[Edge]:
    """Who makes at least so many statements about whom, the most first; dates as in a `Question`."""
    days = during(since, until)
    terms = ["attribution.current", "attribution.entity_id IS NOT NULL", *days]
    rows = archive.db.execute(
        "SELECT attribution.entity_id, target.entity_id, count(*) AS statements, sum(quotation = 'direct'),"
        " sum(polarity = 'negative') FROM target JOIN attribution ON attribution.id = target.attribution_id"
        f" WHERE {' AND '.join(terms)} GROUP BY 1, 2 HAVING count(*) >= ? ORDER BY statements DESC, 1, 2",
        (*days.values(), least),
    )
    return [Edge(*row) for row in rows]


def find_network(
    archive: Archive, *, since: str | None = None, until: str | None = None, least: int = 1, limit: int
) -> Network:
    """The `limit` edges with most statements, without what somebody says about themselves, and who they join."""
    with sqlite_errors_told(archive.path):
        edges = find_edges(archive, since=since, until=until, least=least)
        edges = [edge for edge in edges if edge.speaker != edge.target]
        shown = tuple(edges[:limit])
        ids = tuple(dict.fromkeys(end for edge in shown for end in (edge.speaker, edge.target)))
        rows = archive.db.execute(
            "SELECT id, name, kind, key, (SELECT count(*) FROM attribution WHERE entity_id = entity.id AND current)"
            f" FROM entity WHERE id IN ({marks(ids)})",
            ids,
        )
        nodes = {row[0]: Node(*row) for row in rows}
    return Network(nodes, shown, len(edges))
