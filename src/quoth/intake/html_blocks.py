"""An HTML tree -> its visible text in runs: every stretch of text between two block boundaries, in page order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from quoth.domain import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

# Elements that begin and end a line of their own: https://html.spec.whatwg.org/#flow-content-3, and table cells.
_BLOCK_TAGS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary
    table tbody td tfoot th thead tr ul""".split()
)
_SILENT_TAGS = frozenset(
    """audio base button canvas datalist embed head iframe input link meta noembed noframes noscript object optgroup
    option progress script select source style svg template textarea title video""".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dt", "dd"})
_BOILERPLATE_TAGS = frozenset({"nav", "aside", "form", "dialog", "footer", "search"})
_BOILERPLATE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog"})
# Breaking or not, these show nothing, and stand inside words that we must not split.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LINE_END = "\n"
_CREDIT = re.compile(r"[—–―]")
_OWN_MARKS = ("“", "‘", "”", "’")
_ANY_MARK = ("“", "”", "‘", "’", "«", "»", "„", '"', "'")


class Slot(NamedTuple):
    """Where a run's text begins in the tree: in `element.text` or, after its end tag, in `element.tail`."""

    element: Element
    part: Literal["text", "tail"]


@dataclass(frozen=True, slots=True)
class Run:
    """Visible text between two block boundaries, one string for each paragraph that empty lines make of it.

    `unit` is the outermost blockquote or figure around it, `block` the block element it stands in.
    """

    kind: BlockKind
    texts: tuple[str, ...]
    slot: Slot
    block: Element
    unit: Element | None
    boilerplate: bool
    main: Element | None

    @property
    def text(self) -> str:
        """All of its words on one line."""
        return " ".join(" ".join(self.texts).split())


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a text say of it."""

    block: Element
    kind: BlockKind = BlockKind.PARAGRAPH
    silent: bool = False
    boilerplate: bool = False
    preformatted: bool = False
    quotes: int = 0
    unit: Element | None = None
    main: Element | None = None


def find_runs(tree: Element) -> list[Run]:
    """All visible text of the page, boilerplate included and marked as such; the tree stays as it is."""
    return list(_Runs().of(tree))


class _Runs:
    """Collects the pieces of the run that is open while the tree is walked."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._beginning: tuple[Slot, _Context] | None = None

    def of(self, tree: Element) -> Iterator[Run]:
        from lxml import etree  # noqa: PLC0415 - plain text needs no parser

        contexts = [_Context(tree)]
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event == "start":
                contexts.append(_inside(element, contexts[-1]))
                if element.tag in _BLOCK_TAGS:
                    yield from self._close()
                self._begin(element, contexts[-1])
                self._add(element.text, Slot(element, "text"), contexts[-1])
                continue
            if event == "end":
                self._finish(element, contexts.pop())
                if element.tag in _BLOCK_TAGS:
                    yield from self._close()
            self._add(element.tail, Slot(element, "tail"), contexts[-1])
        yield from self._close()

    def _begin(self, element: Element, context: _Context) -> None:
        if element.tag == "br" and not context.silent:
            self._pieces.append(_LINE_END)
        # Browsers print the quotation marks of <q>; some pages write them as well.
        if element.tag == "q" and not context.silent and not _first_words(element).startswith(_ANY_MARK):
            self._pieces.append(_OWN_MARKS[(context.quotes - 1) % 2])

    def _finish(self, element: Element, context: _Context) -> None:
        if element.tag != "q" or context.silent:
            return
        written = (piece.rstrip() for piece in reversed(self._pieces) if piece.strip() and piece not in _OWN_MARKS)
        if not next(written, "").endswith(_ANY_MARK):
            self._pieces.append(_OWN_MARKS[(context.quotes - 1) % 2 + 2])

    def _add(self, text: str | None, slot: Slot, context: _Context) -> None:
        if not text or context.silent:
            return
        if self._beginning is None and not text.isspace():
            self._beginning = (slot, context)
        lines = text.splitlines() if context.preformatted else [text]
        if context.preformatted and text.endswith(("\n", "\r")):
            lines.append("")
        self._pieces.append(_LINE_END.join(re.sub(r"\s+", " ", line) for line in lines))

    def _close(self) -> Iterator[Run]:
        lines = [" ".join(line.split()) for line in _INVISIBLE.sub("", "".join(self._pieces)).split(_LINE_END)]
        texts = tuple(text.strip() for text in re.split(r"\n{2,}", "\n".join(lines)) if text.strip())
        beginning = self._beginning
        self._pieces, self._beginning = [], None
        if texts and beginning is not None:
            slot, context = beginning
            yield Run(
                kind=_kind_of_run(texts[0], context),
                texts=texts,
                slot=slot,
                block=context.block,
                unit=context.unit,
                boilerplate=context.boilerplate,
                main=context.main,
            )


def _inside(element: Element, outer: _Context) -> _Context:
    """The context of what stands inside `element`, given the context that the element itself stands in."""
    tag = element.tag
    # Few elements change anything, and pages have many: the rest share the context of their parent.
    if tag not in _BLOCK_TAGS and tag not in _SILENT_TAGS and tag != "q" and not element.attrib:
        return outer
    role = element.get("role", "")
    opens_main = tag in {"main", "article"} or role in {"main", "article"}
    opens_unit = tag in {"blockquote", "figure"}
    page_header = tag == "header" and outer.main is None
    boilerplate = (tag in _BOILERPLATE_TAGS and not _credits(tag, outer)) or role in _BOILERPLATE_ROLES or page_header
    return replace(
        outer,
        block=element if tag in _BLOCK_TAGS else outer.block,
        kind=_kind_inside(tag, outer.kind),
        silent=outer.silent or tag in _SILENT_TAGS or _is_hidden(element),
        boilerplate=outer.boilerplate or boilerplate,
        preformatted=outer.preformatted or tag == "pre",
        quotes=outer.quotes + (tag == "q"),
        unit=element if opens_unit and outer.unit is None else outer.unit,
        main=element if opens_main and outer.main is None else outer.main,
    )


def _kind_inside(tag: str, outer: BlockKind) -> BlockKind:
    if tag in {"figcaption", "caption"}:
        return BlockKind.CAPTION
    if tag == "blockquote":
        return BlockKind.BLOCKQUOTE
    if outer is BlockKind.BLOCKQUOTE:
        # The footer of a blockquote says whose words they are; it is not part of them.
        return BlockKind.PARAGRAPH if tag == "footer" else outer
    if tag in _HEADINGS:
        return BlockKind.HEADING
    if tag in _ITEMS and outer is not BlockKind.CAPTION:
        return BlockKind.ITEM
    return BlockKind.PARAGRAPH if tag in {"article", "section", "td", "th"} else outer


def _kind_of_run(text: str, context: _Context) -> BlockKind:
    """As its elements say, but for "— Ann Example" between </p> and </blockquote>, which embedded posts end with."""
    credit = context.kind is BlockKind.BLOCKQUOTE and context.block.tag == "blockquote" and _CREDIT.match(text)
    return BlockKind.PARAGRAPH if credit else context.kind


def _credits(tag: str, outer: _Context) -> bool:
    return tag == "footer" and outer.kind is BlockKind.BLOCKQUOTE


def _is_hidden(element: Element) -> bool:
    if element.tag in {"html", "body"}:
        return False
    style = element.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrib or "display:none" in style


def _first_words(element: Element) -> str:
    return next((str(text).lstrip() for text in element.itertext() if not text.isspace()), "")
