"""An answer as an Atom feed (RFC 4287): the newest statements first, so that somebody can follow what a person says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from quoth.archive.statements import Statement
from quoth.export.terminal import one_line

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01"


def document(statements: Sequence[Statement], *, title: str, root: str, page: str) -> bytes:
    """The feed; `root` is the desk's own address, `page` the path of the page that shows the same."""
    feed = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, root + page)}")
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((each.day or "" for each in statements), default="")))
    _add(feed, "link", href=f"{root}{page}", rel="alternate", type="text/html")
    author = etree.SubElement(feed, f"{{{_NAMESPACE}}}author")
    _add(author, "name", "Quoth")
    for statement in statements:
        entry = etree.SubElement(feed, f"{{{_NAMESPACE}}}entry")
        here = f"{root}/article/{statement.article}#{statement.anchor}"
        _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, here + statement.words)}")
        said = one_line(statement.words)
        _add(entry, "title", f"{one_line(statement.speaker or 'Nobody named')}: {said[:120]}{'…' * (len(said) > 120)}")
        _add(entry, "updated", _moment(statement.day or ""))
        _add(entry, "link", href=here, rel="alternate", type="text/html")
        _add(entry, "summary", f"{said}\n{one_line(statement.chain)}\n{statement.hand}, {statement.act}")
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    # XML has no control characters, which a text may hold.
    element.text = "".join(c for c in text if c.isprintable() or c in "\t\n") or None


def _moment(day: str) -> str:
    """A moment as Atom wants it: `"2024-03"` becomes `"2024-03-01T00:00:00Z"`."""
    whole = f"{day}{'-01-01'[: 10 - len(day)]}" if day else _NO_DAY
    return f"{whole}T00:00:00Z"
