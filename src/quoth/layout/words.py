"""Text -> words and paragraphs, the units that everything in extraction counts in."""

from __future__ import annotations

import re

from quoth.domain import LINE_ENDS, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(f"[^{LINE_ENDS}]+")


def split_words(text: str) -> list[Span]:
    """Words and single punctuation marks: `"It’s so."` gives spans of `It`, `’`, `s`, `so`, `.`."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def split_paragraphs(text: str) -> list[Span]:
    """Lines that hold more than white space, trimmed: news text puts each paragraph on a line."""
    paragraphs = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped)
            paragraphs.append(Span(start, start + len(stripped)))
    return paragraphs
