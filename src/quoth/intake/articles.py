"""Text, blocks and metadata -> Article: the one place where articles are made, named and cleaned of what UTF-8 refuses.

Lone surrogates come from JSON escapes and from file names in another encoding. They have no UTF-8, so each one becomes
U+FFFD, which keeps every offset.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from quoth.domain import Article, Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK_SEPARATOR = "\n\n"

_SURROGATE = re.compile("[\ud800-\udfff]")


def make_article(  # noqa: PLR0913 - one argument for each field of an article
    text: str,
    blocks: Iterable[Block] = (),
    *,
    id: str | None = None,
    title: str | None = None,
    authors: Iterable[str] = (),
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    path: str | None = None,
) -> Article:
    """An article whose every string has a UTF-8 form; without an `id` the text decides it, wherever it was read."""
    text = well_formed(text)
    return Article(
        id=_stated(id) or hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        blocks=tuple(blocks),
        title=_stated(title),
        authors=tuple(dict.fromkeys(filter(None, map(_stated, authors)))),
        outlet=_stated(outlet),
        published=_stated(published),
        url=_stated(url),
        path=well_formed(path) if path else None,
    )


def join_blocks(parts: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """The text with an empty line between blocks, and the blocks: `[(TITLE, "A"), (ITEM, "B")]` ends at offset 4."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for kind, text in parts:
        texts.append(text)
        blocks.append(Block(kind, Span(start, start + len(text))))
        start += len(text) + len(BLOCK_SEPARATOR)
    return BLOCK_SEPARATOR.join(texts), tuple(blocks)


def well_formed(text: str) -> str:
    """The same text, as long as before, with U+FFFD for every lone surrogate."""
    return _SURROGATE.sub("�", text)


def _stated(value: str | None) -> str | None:
    return (well_formed(value).strip() or None) if value else None
