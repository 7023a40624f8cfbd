"""One document, as bytes or text -> Article: finds out what it is and hands it to the reader of that format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.intake.articles import well_formed
from quoth.intake.compression import unpack
from quoth.intake.encodings import decode
from quoth.intake.formats import Format, bare_suffix, find_format
from quoth.intake.html import read_html
from quoth.intake.pdf import read_pdf
from quoth.intake.plain import read_plain

if TYPE_CHECKING:
    from quoth.domain import Article


def read_document(data: bytes | str, *, path: str | None = None, url: str | None = None) -> Article:
    """The article in one document of text, HTML or PDF (packed with gzip or not).

    `path` names it in messages and its suffix is a hint; nothing is opened. `IntakeError` says what is wrong with it,
    `UnknownFormat` that it is nothing we read.
    """
    return read_named(data, name=well_formed(path or url or "The document"), path=path, url=url)


def read_named(data: bytes | str, *, name: str, path: str | None = None, url: str | None = None) -> Article:
    """As `read_document`, with the name that messages begin with."""
    if isinstance(data, bytes):
        data = unpack(data, name=name)
    kind = find_format(data, name=name, suffix=bare_suffix(path or ""))
    if kind is Format.PDF and isinstance(data, bytes):
        return read_pdf(data, name=name, path=path, url=url)
    if kind is Format.HTML:
        return read_html(data, path=path, url=url)
    return read_plain(data if isinstance(data, str) else decode(data), path=path, url=url)
