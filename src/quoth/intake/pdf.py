"""PDF -> Article: the text of all pages in paragraphs, and what the file's metadata say."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quoth.domain import Article, BlockKind
from quoth.errors import IntakeError
from quoth.intake.articles import join_blocks, make_article
from quoth.intake.pdf_lines import Line, join_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfTextPage

# PDFium's own number for a missing or wrong password.
_NEEDS_PASSWORD = 4
# PDFium must not be called from two threads at once, not even for two documents.
_ONE_AT_A_TIME = threading.Lock()
_LINE_BREAKS = frozenset("\r\n")
# PDFium's sign for a hyphen that stands at the end of a line and only there.
_LINE_END_HYPHEN = "\x02"
_FILE_NAME = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint) - .*|\S+\.(?:docx?|pdf|indd|odt|rtf|tex|qxd))$", re.IGNORECASE
)
_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def read_pdf(data: bytes, *, name: str, path: str | None = None, url: str | None = None) -> Article:
    """An article of all pages, an empty line between paragraphs; `IntakeError` if locked, damaged or without text."""
    with _ONE_AT_A_TIME, _opened(data, name) as document:
        pages = [list(_lines(document, index)) for index in range(len(document))]
        metadata = document.get_metadata_dict()
    paragraphs = join_paragraphs(pages)
    if not paragraphs:
        raise IntakeError(f"{name} has pages but no text, only images of it: run text recognition (OCR) on it first.")
    title = _title(metadata.get("Title", ""))
    kinds = [BlockKind.PARAGRAPH] * len(paragraphs)
    if title and paragraphs[0].casefold() == title.casefold():
        kinds[0] = BlockKind.TITLE
    text, blocks = join_blocks(zip(kinds, paragraphs, strict=True))
    return make_article(
        text,
        blocks,
        title=title,
        authors=metadata.get("Author", "").split(";"),
        published=_date(metadata.get("CreationDate", "")),
        path=path,
        url=url,
    )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """The document, closed afterwards; what PDFium raises on the way becomes an `IntakeError`."""
    import pypdfium2  # noqa: PLC0415 - loads a large library that other formats do not need

    try:
        with pypdfium2.PdfDocument(data) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _NEEDS_PASSWORD:
            raise IntakeError(f"{name} is encrypted: save it without its password, then read it again.") from error
        raise IntakeError(f"{name} is a damaged PDF: get the file again, or save it as a new PDF.") from error


def _lines(document: PdfDocument, index: int) -> Iterator[Line]:
    """The lines of one page in PDFium's order, which follows columns."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            yield from _lines_of(textpage)
        finally:
            textpage.close()
    finally:
        page.close()


def _lines_of(textpage: PdfTextPage) -> Iterator[Line]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    count = textpage.count_chars()
    characters = [pdfium.FPDFText_GetUnicode(textpage.raw, position) for position in range(count)]
    start = 0
    for position, code in enumerate([*characters, ord("\n")]):
        character = chr(code)
        if character not in _LINE_BREAKS and character != _LINE_END_HYPHEN:
            continue
        text = _decoded(characters[start:position])
        if text.strip():
            yield _line(textpage, start, position - 1, text, hyphenated=character == _LINE_END_HYPHEN)
        start = position + 1


def _line(textpage: PdfTextPage, first: int, last: int, text: str, *, hyphenated: bool) -> Line:
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    return Line(
        text=" ".join(text.split()), left=left, right=right, bottom=bottom, height=top - bottom, hyphenated=hyphenated
    )


def _decoded(codes: list[int]) -> str:
    """The characters of PDFium's code units, which are those of UTF-16; controls and ligatures become plain letters."""
    units = b"".join(code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le") for code in codes)
    text = units.decode("utf-16-le", errors="replace")
    text = re.sub(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]", "", text)
    return re.sub("[ﬀ-ﬆ]", lambda match: _LIGATURES[match[0]], text)


def _title(stated: str) -> str | None:
    """The stated title unless it is the file name that word processors put there."""
    title = " ".join(stated.split())
    return title if title and not _FILE_NAME.match(title) else None


def _date(stated: str) -> str | None:
    """ISO 8601 from PDF: `"D:20240305101112+01'00'"` gives `"2024-03-05"`."""
    match = _DATE.match(stated)
    return "-".join(part for part in match.groups() if part) if match else None
