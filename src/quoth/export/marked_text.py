"""The text of an article as HTML: its blocks as elements, and in them marks that nest whatever way their spans cross.

The text comes out exactly as it is, with a U+FFFD for each character that HTML forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from quoth.domain import Article, Block, BlockKind, Span, Spans

# HTML forbids controls other than tab, line feed, form feed and carriage return, surrogates, and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_OPEN_AT_ONCE = 12  # no article reports so deep; without a bound, crossing spans would make the page quadratic
_LINES = re.compile(r"\n+|[^\n]+")
_GROUPS = {BlockKind.BLOCKQUOTE: "blockquote", BlockKind.ITEM: "ul", BlockKind.CAPTION: "figure"}
_ELEMENTS = {BlockKind.ITEM: "li", BlockKind.CAPTION: "figcaption"}


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text; the sections cover all of it, those without a kind being white space between blocks."""

    kind: BlockKind | None
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch to mark; `first` opens the first piece that has this `anchor`, `again` every other piece.

    Of marks over the same stretch the one with the lowest rank is outermost, and where too many marks cross, those with
    the highest are left out.
    """

    span: Span
    rank: int
    first: Markup
    again: Markup
    close: Markup
    anchor: str = ""


def mark_up(
    text: str, sections: list[Section], marks: Iterable[Mark], *, prefix: str, level: int
) -> tuple[Markup, set[str]]:
    """Write the sections as elements, the first title as a heading of this level, with the marks inside.

    Also returned are the anchors that stand in it: a mark that covers nothing but white space between blocks has none.
    """
    writer = _Writer(text, marks)
    body = Markup("").join(_body(text, sections, writer, prefix=prefix, level=level))
    return body, writer.anchored


def sections_of(article: Article) -> list[Section]:
    """Cut the text into blocks and, outside them, lines; a first line that says what the title says is the title."""
    sections = list(_pieces(article))
    if not any(section.kind is BlockKind.TITLE for section in sections):
        first = next((number for number, section in enumerate(sections) if section.kind), None)
        if first is not None and line(sections[first].span.of(article.text)) == line(article.title or ""):
            sections[first] = Section(BlockKind.TITLE, sections[first].span)
    return sections


def _pieces(article: Article) -> Iterator[Section]:
    text, size, covered = article.text, len(article.text), 0
    for block in (*article.blocks, Block(BlockKind.PARAGRAPH, Span(size, size))):
        start = min(max(covered, block.span.start), size)
        end = min(max(start, block.span.end), size)
        lines = [(BlockKind.PARAGRAPH, Span(*found.span())) for found in _LINES.finditer(text, covered, start)]
        for kind, span in (*lines, (block.kind, Span(start, end))):
            if len(span):
                yield Section(None if clean(span.of(text)).isspace() else kind, span)
        covered = end


def _body(text: str, sections: list[Section], writer: _Writer, *, prefix: str, level: int) -> Iterator[Markup]:
    """Write the sections as elements, with neighbours that belong together in one blockquote, list or figure."""
    group, titled = "", False
    for section in sections:
        if section.kind is None:
            yield escaped(section.span.of(text))
            continue
        if group != (wanted := _GROUPS.get(section.kind, "")):
            yield Markup("</{}>").format(group) if group else Markup("")
            yield Markup("<{}>").format(wanted) if wanted else Markup("")
            group = wanted
        element, named = _ELEMENTS.get(section.kind, "p"), Markup("")
        if section.kind is BlockKind.TITLE and not titled:
            element, named, titled = f"h{level}", Markup(' id="{}title"').format(prefix), True
        elif section.kind in {BlockKind.TITLE, BlockKind.HEADING}:
            element = f"h{level + 1}"
        yield Markup('<{}{} dir="auto">').format(element, named)
        yield from writer.write(section.span)
        yield Markup("</{}>").format(element)
    yield Markup("</{}>").format(group) if group else Markup("")


def escaped(text: str) -> Markup:
    """The text as HTML in which every character has its place: one that HTML forbids is a U+FFFD."""
    # A parser would turn a bare carriage return into a line feed.
    return escape(clean(text)).replace("\r", Markup("&#13;"))


class _Writer:
    """Writes stretches of the text, in order, with the marks as elements that nest whatever way their spans cross.

    The text is cut at every end of a mark. Between two cuts the same marks are open, the one that began first
    outermost; where an outer one ends, those inside it are closed and opened again behind it.
    """

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self.anchored: set[str] = set()
        self._text = text
        self._marks = sorted(marks, key=lambda mark: (-mark.span.start, mark.span.end, -mark.rank))  # next one last
        self._cuts = sorted({edge for mark in self._marks for edge in (mark.span.start, mark.span.end)}, reverse=True)
        self._open: list[Mark] = []

    def write(self, stretch: Span) -> Iterator[Markup]:
        """Write the stretch as HTML, with every element that it opens closed."""
        written: list[Mark] = []
        position = stretch.start
        while position < stretch.end:
            self._open = wanted = self._wanted(position)
            same = 0
            while same < min(len(written), len(wanted)) and written[same] is wanted[same]:
                same += 1
            yield from (mark.close for mark in reversed(written[same:]))
            yield from map(self._opening, wanted[same:])
            written = wanted
            while self._cuts and self._cuts[-1] <= position:
                self._cuts.pop()
            end = min([stretch.end, *self._cuts[-1:]])
            yield escaped(self._text[position:end])
            position = end
        yield from (mark.close for mark in reversed(written))

    def _wanted(self, position: int) -> list[Mark]:
        """The marks to be open from here on: those that were and those that have begun since, if they go on."""
        going = [*self._open]
        while self._marks and self._marks[-1].span.start <= position:
            going.append(self._marks.pop())
        wanted = [mark for mark in going if mark.span.end > position]
        if len(wanted) <= _OPEN_AT_ONCE:
            return wanted
        kept = sorted(range(len(wanted)), key=lambda place: wanted[place].rank)[:_OPEN_AT_ONCE]
        return [wanted[place] for place in sorted(kept)]

    def _opening(self, mark: Mark) -> Markup:
        if not mark.anchor or mark.anchor in self.anchored:
            return mark.again
        self.anchored.add(mark.anchor)
        return mark.first


def tidy(spans: Spans, size: int) -> list[Span]:
    """Put the spans in order and inside the text, with those that overlap or touch made one."""
    apart: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start), min(span.end, size)
        if start < end and apart and start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(end, apart[-1].end))
        elif start < end:
            apart.append(Span(start, end))
    return apart


def clean(text: str) -> str:
    """Put U+FFFD for each character that HTML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def line(text: str) -> str:
    """Put the text on one line: `" a  b"` becomes `"a b"`."""
    return " ".join(clean(text).split())
