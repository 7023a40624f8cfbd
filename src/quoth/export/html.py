"""One self-contained page for readings: the article with its attributions marked, and who speaks in it.

The page needs no network and no script. Its text is exactly `Article.text`, with a U+FFFD for each character that HTML
forbids: whatever the page adds to the article stands in attributes or outside the text. How things are worded is in
`templates/words.html`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from quoth.domain import Article, Attribution, Block, BlockKind, Entity, Orphan, Polarity, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoth.domain import Reading

_OPEN_AT_ONCE = 12  # no article reports so deep; without a bound, crossing spans would make the page quadratic
_LISTED_DEEP = 5  # deeper statements stay on this level of the list, which a phone can still indent
_HUES = 8  # speakers with a colour of their own; the others share the neutral one

# HTML forbids controls other than tab, line feed, form feed and carriage return, surrogates, and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINES = re.compile(r"\n+|[^\n]+")
_GROUPS = {BlockKind.BLOCKQUOTE: "blockquote", BlockKind.ITEM: "ul", BlockKind.CAPTION: "figure"}
_ELEMENTS = {BlockKind.ITEM: "li", BlockKind.CAPTION: "figcaption"}


def page(reading: Reading) -> str:
    """One HTML page that shows the reading of one article."""
    return pages([reading])


def pages(readings: Iterable[Reading]) -> str:
    """One HTML page that shows several articles one after the other, with a table of contents before them."""
    several = list(readings)
    alone = len(several) == 1
    shown = [
        _show(reading, prefix="" if alone else f"r{number}-", level=1 if alone else 2)
        for number, reading in enumerate(several, start=1)
    ]
    script = _templates().get_template("page.js").render()
    # The page's security policy lets this one script run: markup that slipped through could still do nothing.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return _templates().get_template("page.html").render(readings=shown, script=script, digest=digest)


@cache
def _templates() -> Environment:
    templates = Environment(
        autoescape=True, undefined=StrictUndefined, loader=PackageLoader("quoth", "export/templates"), trim_blocks=True
    )
    templates.filters.update(line=_line, joined=_joined, host=_host, day=_day)
    return templates


@dataclass(slots=True)
class _Listed:
    """One statement or orphan in words; `anchored` says that an element of the text has its `anchor`."""

    of: Attribution | Orphan
    number: int
    anchor: str
    words: str
    cue: str = ""
    classes: str = ""
    chain: list[str] = field(default_factory=list)
    inside: list[_Listed] = field(default_factory=list)
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Someone who speaks in the article, or nobody, with all their statements."""

    entity: Entity | None
    hue: str
    statements: list[_Listed]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the template prints for one reading; `titled` says that its text holds the title."""

    reading: Reading
    prefix: str
    level: int
    label: str
    titled: bool
    body: Markup
    speakers: list[_Speaker]
    statements: list[_Listed]
    orphans: list[_Listed]


@dataclass(frozen=True, slots=True)
class _Section:
    """A stretch of the text; the sections cover all of it, those without a kind being white space between blocks."""

    kind: BlockKind | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Mark:
    """One stretch to mark; `first` opens the first piece that has this `anchor`, `again` every other piece."""

    span: Span
    rank: int
    first: Markup
    again: Markup
    close: Markup
    anchor: str = ""


def _show(reading: Reading, *, prefix: str, level: int) -> _Shown:
    text, sections, hues = reading.article.text, _sections(reading.article), _hues(reading)
    statements = [
        _listing(reading, attribution, number, prefix=prefix, hue=hues.get(attribution.speaker or "", ""))
        for number, attribution in enumerate(reading.attributions, start=1)
    ]
    orphans = [
        _Listed(orphan, number, f"{prefix}o{number}", _short(text, (orphan.span,)))
        for number, orphan in enumerate(reading.orphans, start=1)
    ]
    writer = _Writer(text, _marks(reading, statements, orphans))
    body = Markup("").join(_body(text, sections, writer, prefix=prefix, level=level))
    for listed in statements + orphans:
        listed.anchored = listed.anchor in writer.anchored
    return _Shown(
        reading=reading,
        prefix=prefix,
        level=level,
        label=_label(reading.article, sections),
        titled=any(section.kind is BlockKind.TITLE for section in sections),
        body=body,
        speakers=_speakers(reading, statements, hues),
        statements=_nested(reading.attributions, statements),
        orphans=orphans,
    )


def _listing(reading: Reading, attribution: Attribution, number: int, *, prefix: str, hue: str) -> _Listed:
    article = reading.article
    chain: list[str | None] = list(attribution.chain)
    if not chain or chain[-1] != attribution.speaker:
        chain.append(attribution.speaker)
    speakers = [_entity(reading, id_) for id_ in chain]
    outermost = _line(article.outlet or "") or _joined(article.authors) or "the article"
    negative = "negative" if attribution.polarity is Polarity.NEGATIVE else ""
    return _Listed(
        attribution,
        number,
        f"{prefix}a{number}",
        words=_short(article.text, attribution.content),
        cue=_short(article.text, attribution.cue, limit=60),
        classes=" ".join(filter(None, [attribution.quotation.value, hue, negative])),
        chain=[outermost, *(_line(entity.name) if entity else "" for entity in speakers)],
    )


def _entity(reading: Reading, id_: str | None) -> Entity | None:
    try:
        return reading.entity(id_ or "")
    except KeyError:
        return None


def _hues(reading: Reading) -> dict[str, str]:
    """Give a colour class to each of the speakers with most statements."""
    counts = Counter(entity.id for each in reading.attributions if (entity := _entity(reading, each.speaker)))
    return {id_: f"s{hue}" for hue, (id_, _) in enumerate(counts.most_common(_HUES))}


def _speakers(reading: Reading, statements: list[_Listed], hues: dict[str, str]) -> list[_Speaker]:
    """List the speakers, those with most statements first, and last the statements that have none."""
    said: dict[str, list[_Listed]] = {}
    for attribution, statement in zip(reading.attributions, statements, strict=True):
        entity = _entity(reading, attribution.speaker)
        said.setdefault(entity.id if entity else "", []).append(statement)
    ranked = sorted(said.items(), key=lambda item: (not item[0], -len(item[1])))
    return [_Speaker(_entity(reading, id_), hues.get(id_, ""), theirs) for id_, theirs in ranked]


def _nested(attributions: tuple[Attribution, ...], statements: list[_Listed]) -> list[_Listed]:
    """Put each statement inside its parent, and return the outermost."""
    numbers = {attribution.id: number for number, attribution in enumerate(attributions)}
    children: dict[int | None, list[int]] = {}
    for number, attribution in enumerate(attributions):
        children.setdefault(numbers.get(attribution.parent or ""), []).append(number)
    outermost: list[_Listed] = []
    done = set()
    # The second part reaches statements whose parents run in a circle.
    for top in (*children.get(None, []), *range(len(statements))):
        waiting = [(top, outermost, 1)]
        while waiting:
            number, into, level = waiting.pop()
            if number not in done:
                done.add(number)
                into.append(statements[number])
                below = statements[number].inside if level < _LISTED_DEEP else into
                waiting += [(child, below, level + 1) for child in reversed(children.get(number, []))]
    return outermost


def _clean(text: str) -> str:
    """Put U+FFFD for each character that HTML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def _line(text: str) -> str:
    """Put the text on one line: `" a  b"` becomes `"a b"`."""
    return " ".join(_clean(text).split())


def _joined(names: Iterable[str]) -> str:
    """Join names as in `"A, B and C"`."""
    *others, last = [name for name in map(_line, names) if name] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _short(text: str, spans: Spans, limit: int = 140) -> str:
    """Put the covered text on one line of at most `limit` characters, with an ellipsis for what it leaves out."""
    words, end = "", 0
    for span in _tidy(spans, len(text)):
        # Paragraphs of one content are apart by a break and at most a quotation mark: nothing is left out there.
        gap = " … " if words and span.start - end > 3 else " "
        words += gap + text[span.start : min(span.end, span.start + 2 * limit)]
        end = span.end
        if len(words) > 2 * limit:
            break
    words = _line(words)
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _label(article: Article, sections: list[_Section]) -> str:
    """Name the article by its title, or by how it begins."""
    titles = [section.span for section in sections if section.kind is BlockKind.TITLE]
    spans = titles or [section.span for section in sections if section.kind]
    return _line(article.title or "") or _short(article.text, tuple(spans[:1]), 90) or "Untitled article"


def _host(url: str) -> str:
    """Return the host of a web address, and nothing for any other: `"https://example.org/a"` has `"example.org"`."""
    try:
        parts = urlsplit(_line(url))
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _sections(article: Article) -> list[_Section]:
    """Cut the text into blocks and, outside them, lines; a first line that says what the title says is the title."""
    sections = list(_cut(article))
    if not any(section.kind is BlockKind.TITLE for section in sections):
        first = next((number for number, section in enumerate(sections) if section.kind), None)
        if first is not None and _short(article.text, (sections[first].span,), 400) == _line(article.title or ""):
            sections[first] = _Section(BlockKind.TITLE, sections[first].span)
    return sections


def _cut(article: Article) -> Iterator[_Section]:
    text, size, covered = article.text, len(article.text), 0
    for block in (*article.blocks, Block(BlockKind.PARAGRAPH, Span(size, size))):
        start = min(max(covered, block.span.start), size)
        end = min(max(start, block.span.end), size)
        lines = [Span(*line.span()) for line in _LINES.finditer(text, covered, start)]
        for kind, span in (*((BlockKind.PARAGRAPH, line) for line in lines), (block.kind, Span(start, end))):
            if len(span):
                yield _Section(None if _clean(span.of(text)).isspace() else kind, span)
        covered = end


def _tidy(spans: Spans, size: int) -> list[Span]:
    """Put the spans in order and inside the text, with those that overlap or touch made one."""
    tidy: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start), min(span.end, size)
        if start < end and tidy and start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(end, tidy[-1].end))
        elif start < end:
            tidy.append(Span(start, end))
    return tidy


def _marks(reading: Reading, statements: list[_Listed], orphans: list[_Listed]) -> Iterator[_Mark]:
    size = len(reading.article.text)
    words = _templates().get_template("words.html").module
    for attribution, statement in zip(reading.attributions, statements, strict=True):
        roles = {"content": attribution.content, "cue": attribution.cue, "source": attribution.source}
        held = {role: tidy for role, spans in roles.items() if (tidy := _tidy(spans, size))}
        for role, spans in held.items():
            # Without content ("declined to comment") the cue stands for the statement, or else the source.
            stands = role == next(iter(held))
            first, again = (words.opening(statement, role, stands, tab) for tab in (True, False))  # type: ignore[attr-defined]
            close = Markup("</mark>") if role == "content" else Markup("</span>")
            rank = attribution.depth if role == "content" else size
            yield from (_Mark(span, rank, first, again, close, statement.anchor if stands else "") for span in spans)
    for orphan, listed in zip(reading.orphans, orphans, strict=True):
        first = Markup('<span class="orphan" id="{}">').format(listed.anchor)
        for span in _tidy((orphan.span,), size):
            yield _Mark(span, size, first, Markup('<span class="orphan">'), Markup("</span>"), listed.anchor)


def _body(text: str, sections: list[_Section], writer: _Writer, *, prefix: str, level: int) -> Iterator[Markup]:
    """Write the sections as elements, with neighbours that belong together in one blockquote, list or figure."""
    group, titled = "", False
    for section in sections:
        if section.kind is None:
            yield _escaped(section.span.of(text))
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


def _escaped(text: str) -> Markup:
    # A parser would turn a bare carriage return into a line feed.
    return escape(_clean(text)).replace("\r", Markup("&#13;"))


class _Writer:
    """Writes stretches of the text, in order, with the marks as elements that nest whatever way their spans cross.

    The text is cut at every end of a mark. Between two cuts the same marks are open, the one that began first
    outermost; where an outer one ends, those inside it are closed and opened again behind it.
    """

    def __init__(self, text: str, marks: Iterable[_Mark]) -> None:
        self.anchored: set[str] = set()
        self._text = text
        self._marks = sorted(marks, key=lambda mark: (-mark.span.start, mark.span.end, -mark.rank))  # next one last
        self._cuts = sorted({edge for mark in self._marks for edge in (mark.span.start, mark.span.end)}, reverse=True)
        self._open: list[_Mark] = []

    def write(self, stretch: Span) -> Iterator[Markup]:
        """Write the stretch as HTML, with every element that it opens closed."""
        written: list[_Mark] = []
        position = stretch.start
        while position < stretch.end:
            self._open = wanted = [mark for mark in self._open if mark.span.end > position] + self._begun(position)
            del wanted[_OPEN_AT_ONCE:]
            same = 0
            while same < min(len(written), len(wanted)) and written[same] is wanted[same]:
                same += 1
            yield from (mark.close for mark in reversed(written[same:]))
            yield from map(self._opening, wanted[same:])
            written = wanted
            while self._cuts and self._cuts[-1] <= position:
                self._cuts.pop()
            end = min([stretch.end, *self._cuts[-1:]])
            yield _escaped(self._text[position:end])
            position = end
        yield from (mark.close for mark in reversed(written))

    def _begun(self, position: int) -> list[_Mark]:
        """Take the marks that have begun since the last position and have not ended."""
        begun = []
        while self._marks and self._marks[-1].span.start <= position:
            begun.append(self._marks.pop())
        return [mark for mark in begun if mark.span.end > position]

    def _opening(self, mark: _Mark) -> Markup:
        if not mark.anchor or mark.anchor in self.anchored:
            return mark.again
        self.anchored.add(mark.anchor)
        return mark.first
