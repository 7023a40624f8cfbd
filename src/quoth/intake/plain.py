"""Plain text -> Article: the text stays as it is, so that every offset is the file's."""

from __future__ import annotations

import re

from quoth.domain import LINE_ENDS, Article, Block, BlockKind, Span
from quoth.intake.articles import make_article

_LINE_END = re.compile(rf"\r\n|[{LINE_ENDS}]")
_LONGEST_TITLE = 25
# Marks that no headline ends with, even when quotation marks or brackets close after them.
_UNLIKE_TITLE = re.compile(r"[.:;,][\"'”’»)\]]*$")


def read_plain(text: str, *, path: str | None = None, url: str | None = None) -> Article:
    """An article of the unchanged text, with a block for each line, the first one a title where it looks like one."""
    blocks = line_blocks(text)
    return make_article(text, blocks, title=first_title(text, blocks), path=path, url=url)


def line_blocks(text: str, *, title: str | None = None) -> list[Block]:
    """A block for each line with more than white space, trimmed; with a known `title` no other first line is taken."""
    spans = list(_lines(text))
    blocks = [Block(BlockKind.PARAGRAPH, span) for span in spans if span]
    if blocks and _is_title(text, spans, title):
        blocks[0] = Block(BlockKind.TITLE, blocks[0].span)
    return blocks


def first_title(text: str, blocks: list[Block]) -> str | None:
    """The words of the title block, if the blocks of `text` begin with one."""
    return blocks[0].span.of(text) if blocks and blocks[0].kind is BlockKind.TITLE else None


def _lines(text: str) -> list[Span]:
    """Every line without the white space around it; an empty line is an empty span."""
    spans = []
    start = 0
    for end, following in [*(match.span() for match in _LINE_END.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        stripped = line.strip()
        first = start + line.index(stripped)
        spans.append(Span(first, first + len(stripped)))
        start = following
    return spans


def _is_title(text: str, spans: list[Span], title: str | None) -> bool:
    first = next(index for index, span in enumerate(spans) if span)
    line = spans[first].of(text)
    if title is not None:
        return line.casefold() == title.strip().casefold()
    followed_by_empty_line = first + 1 < len(spans) and not spans[first + 1]
    short = len(line.split()) <= _LONGEST_TITLE
    return short and followed_by_empty_line and any(spans[first + 1 :]) and not _UNLIKE_TITLE.search(line)
