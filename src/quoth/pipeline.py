"""Bytes or text -> Reading: the one way in, the same for users, for the archive to come and for evaluation."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from quoth.domain import Article, Reading
from quoth.errors import IntakeError
from quoth.extraction.attributions import extract
from quoth.intake import read_document
from quoth.layout.features import lay_out
from quoth.model import Model, default_model
from quoth.resolution.aliases import AliasTable, aliases_of
from quoth.resolution.replies import link_replies
from quoth.resolution.resolve import resolve


def read(
    document: str | bytes,
    *,
    path: str | None = None,
    url: str | None = None,
    model: Model | None = None,
    aliases: AliasTable | str | PathLike[str] | None = None,
) -> Reading:
    """Read one document: text as it stands, or the bytes of a text, HTML or PDF file.

    A `str` is taken for plain text unless it looks like a page of HTML. Spans of the reading are half-open ranges of
    code points into `reading.article.text`, which for plain text is the input unchanged. `aliases` is a table of other
    names, or the path of one: a CSV file with name, kind, aliases separated by "|", and the item's id in Wikidata.
    Raises `IntakeError` for bytes that hold no text and for a damaged table, and `ModelError` if the shipped model is
    damaged; any string can be read.

    >>> read("“We will appeal,” said Maria Lopez.").attributions[0].content[0]
    Span(start=0, end=17)
    """
    return read_article(read_document(document, path=path, url=url), model=model, aliases=aliases)


def read_file(
    path: str | PathLike[str],
    *,
    model: Model | None = None,
    aliases: AliasTable | str | PathLike[str] | None = None,
) -> Reading:
    """Read one text, HTML or PDF file. Raises `IntakeError` if there is no such file or it cannot be read."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise IntakeError(f"{path} cannot be opened ({reason}): give a file that exists and may be read.") from error
    return read(data, path=str(path), model=model, aliases=aliases)


def read_article(
    article: Article, *, model: Model | None = None, aliases: AliasTable | str | PathLike[str] | None = None
) -> Reading:
    """Read an article that is already at hand."""
    table = aliases_of(aliases)
    reader = model or default_model()
    layout = lay_out(article, reader.tokenizer)
    attributions, orphans = extract(article, layout, reader)
    attributions, entities = resolve(article, layout, attributions, aliases=table)
    attributions = link_replies(article.text, attributions, entities)
    return Reading(article, tuple(attributions), tuple(entities), tuple(orphans), reader.id)
