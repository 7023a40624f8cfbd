"""Who speaks about whom, as GraphML: entities with labels, edges with weights; opens in Gephi and networkx."""

from __future__ import annotations

from lxml import etree

from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.network import find_edges

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "key", "string"),
    ("node", "statements", "int"),
    ("edge", "weight", "double"),
    ("edge", "direct", "int"),
    ("edge", "negative", "int"),
)


def document(archive: Archive) -> bytes:
    """The graph of an archive's current articles: an edge's weight is how many statements one makes about the other."""
    graphml = etree.Element(f"{{{_NAMESPACE}}}graphml", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    for place, name, type_ in _KEYS:
        given = {"id": name, "for": place, "attr.name": name, "attr.type": type_}
        etree.SubElement(graphml, f"{{{_NAMESPACE}}}key", given)
    graph = etree.SubElement(graphml, f"{{{_NAMESPACE}}}graph", {"edgedefault": "directed"})
    with sqlite_errors_told(archive.path):
        edges = sorted(find_edges(archive), key=lambda edge: (edge.speaker, edge.target))
        said = dict(
            archive.db.execute(
                "SELECT entity_id, count(*) FROM attribution WHERE entity_id IS NOT NULL AND current GROUP BY entity_id"
            )
        )
        entities = archive.db.execute("SELECT id, name, kind, key FROM entity ORDER BY id").fetchall()
    joined = {id for edge in edges for id in (edge.speaker, edge.target)}
    for id, name, kind, key in entities:
        if id in joined or id in said:
            node = etree.SubElement(graph, f"{{{_NAMESPACE}}}node", {"id": f"n{id}"})
            _fill(node, label=name, kind=kind, key=key, statements=said.get(id, 0))
    for number, edge in enumerate(edges):
        ends = {"id": f"e{number}", "source": f"n{edge.speaker}", "target": f"n{edge.target}"}
        element = etree.SubElement(graph, f"{{{_NAMESPACE}}}edge", ends)
        _fill(element, weight=float(edge.statements), direct=edge.direct, negative=edge.negative)
    written: bytes = etree.tostring(graphml, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _fill(element: etree._Element, **values: object) -> None:
    for name, value in values.items():
        data = etree.SubElement(element, f"{{{_NAMESPACE}}}data", {"key": name})
        # XML has no control characters, which a name may hold.
        data.text = "".join(c for c in str(value) if c.isprintable() or c in "\t\n")
