"""HTML -> Article: the article's own blocks, title first, without what the page puts around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoth.domain import Article, BlockKind
from quoth.intake.articles import join_blocks, make_article
from quoth.intake.html_blocks import Run, find_runs
from quoth.intake.html_metadata import PageMetadata, read_metadata
from quoth.intake.html_selection import choose_runs
from quoth.intake.html_tree import decode_html, parse_html

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL_ONE = "h1"


def read_html(
    data: bytes | str, *, path: str | None = None, url: str | None = None, charset: str | None = None
) -> Article:
    """An article of the page's main text, an empty line between blocks; a page without text gives an empty one.

    `charset` is the encoding that a server named when it sent the page.
    """
    tree = parse_html(decode_html(data, charset=charset) if isinstance(data, bytes) else data)
    if tree is None:
        return make_article("", path=path, url=url)
    runs = find_runs(tree)
    metadata = read_metadata(tree, url=url)
    chosen = choose_runs(tree, runs) if runs else []
    title = _title(runs, chosen, metadata)
    text, blocks = join_blocks(_parts(chosen, title))
    return make_article(
        text,
        blocks,
        title=title,
        authors=metadata.authors,
        outlet=metadata.outlet,
        published=metadata.published,
        url=metadata.url,
        path=path,
    )


def _title(runs: Sequence[Run], chosen: Sequence[Run], metadata: PageMetadata) -> str | None:
    """The level-one heading that the metadata repeat or that alone is in the article; else the metadata's title.

    A page with neither, whose article begins with a heading of another level, has that one for a title.
    """
    headings = [run for run in runs if run.block.tag == _LEVEL_ONE]
    declared = " ".join((metadata.title or "").split())
    for run in headings:
        if _alike(run.text, declared):
            return run.text
    in_article = [run for run in headings if run in chosen]
    if len(in_article) == 1 or (in_article and not declared):
        return in_article[0].text
    leading = chosen[0].text if chosen and chosen[0].kind is BlockKind.HEADING else None
    return declared or leading


def _parts(chosen: Sequence[Run], title: str | None) -> list[tuple[BlockKind, str]]:
    """The title and the other blocks; what repeats the title elsewhere on the page is left out."""
    parts = [(run.kind, text) for run in chosen for text in run.texts]
    if not title or not parts:
        return parts
    quoted = {BlockKind.BLOCKQUOTE, BlockKind.CAPTION}
    others = [(kind, text) for kind, text in parts if kind in quoted or _key(text) != _key(title)]
    return [(BlockKind.TITLE, title), *others]


def _alike(heading: str, declared: str) -> bool:
    """Whether one of two titles holds the other, as "Talks fail" and "Talks fail | The Example" do."""
    shorter, longer = sorted((_key(heading), _key(declared)), key=len)
    return bool(shorter) and shorter in longer and 2 * len(shorter) >= len(longer)


def _key(text: str) -> str:
    """The letters and digits alone, or the text itself where it has none."""
    return re.sub(r"\W+", "", text).casefold() or text
