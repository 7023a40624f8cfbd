"""WARC -> articles: the HTML responses of a crawl, one record at a time, whatever is broken in between.

fastwarc reads records; where it meets damage it stops, so that its stream is kept back to the last good record, and it
is started again at the next place where a record may begin.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from quoth.errors import IntakeError
from quoth.intake.articles import well_formed
from quoth.intake.html import read_html
from quoth.intake.language import ENGLISH, language_of
from quoth.intake.time_limit import time_limit

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

    from quoth.domain import Article

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_FOUND = 200
# Crawlers cut pages off at one megabyte; what is far beyond is a listing or a trap.
_LARGEST_PAGE = 8 * 1024 * 1024
# How a packed record begins (a gzip member with nothing but data, or with a name), and one that is not packed.
_BEGINNING = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|WARC/[01]\.\d")
_LONGEST_BEGINNING = 8
_PIECE = 64 * 1024

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one record: an article, a reason why there is none, or the language that is not read.

    `offset` is where the record begins in the file as it is stored, packed record by record or not; in a file that is
    packed as a whole, how far it was read by then. `captured` is when it was fetched.
    """

    offset: int
    article: Article | None = None
    reason: str | None = None
    language: str | None = None
    url: str | None = None
    captured: str | None = None


def read_warc(file: BinaryIO, *, name: str, path: str | None = None) -> Iterator[Article | IntakeError]:
    """The articles of a WARC file, packed or not, and an error for each record that cannot be read.

    Pages in other languages than English are left out; how many is told to the log at the end. A file without a page
    gives an error as well.
    """
    skipped: Counter[str] = Counter()
    record = None
    for record in read_records(file, name=name, path=path):
        if record.article:
            yield record.article
        elif record.reason:
            yield IntakeError(record.reason)
        elif record.language:
            skipped[record.language] += 1
    if record is None:
        yield IntakeError(f"{name} has no web page in it: check that it is a whole WARC file with the responses.")
    if skipped:
        languages = ", ".join(f"{language} {count:,}" for language, count in skipped.most_common())
        _LOG.warning("%s: left out %s pages in other languages (%s).", name, f"{skipped.total():,}", languages)


def read_records(file: BinaryIO, *, name: str, path: str | None = None) -> Iterator[Record]:
    """Every HTML response of a WARC file in its order; other records are passed over. Nothing is raised for a record.

    `IntakeError` is raised if fastwarc is not installed. Memory does not depend on the size of the file.
    """
    for offset, record in _records(_Stream(file)):
        where = f"{name}, the record at {offset:,},"
        if record is None:
            yield Record(offset, reason=f"{where} is damaged: fetch the file again if you need it.")
        elif found := _read(record, offset, where, path):
            yield found


def _read(record: WarcRecord, offset: int, where: str, path: str | None) -> Record | None:
    """What a record gives; nothing if it is no response, no page, or no page that the server had."""
    if record.headers.get("WARC-Type") != "response":
        return None
    url, captured = (record.headers.get(name) for name in ("WARC-Target-URI", "WARC-Date"))
    url = well_formed(url.strip("<>")) if url else None
    language = None
    try:
        with time_limit(where):
            article = _article(record, where, path=path, url=url)
            if article is None:
                return None
            language = language_of(article.text)
    except IntakeError as error:
        return Record(offset, reason=str(error), url=url, captured=captured)
    except Exception as error:  # one page in millions must not end a crawl
        reason = f"{where} cannot be read ({type(error).__name__}: {error}): look at it alone."
        return Record(offset, reason=well_formed(reason), url=url, captured=captured)
    if language == ENGLISH:
        return Record(offset, article, url=url, captured=captured)
    return Record(offset, language=language, url=url, captured=captured)


def _article(record: WarcRecord, where: str, *, path: str | None, url: str | None) -> Article | None:
    """The article of a page, if this is one; `IntakeError` if the record is cut off or too large, or has no text."""
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        raise IntakeError(f"{where} is cut off: fetch the file again if you need it.")
    if headers.status_code != _FOUND or (record.http_content_type or "").lower() not in _HTML:
        return None
    if record.content_length > _LARGEST_PAGE:
        raise IntakeError(f"{where} is larger than {_LARGEST_PAGE // 1024**2} MB: read it alone.")
    data = record.reader.read(_LARGEST_PAGE)
    article = read_html(data, path=path, url=url, charset=record.http_charset)
    if not article.text.strip():
        raise IntakeError(f"{where} has no text: leave it out.")
    return article


def _records(stream: _Stream) -> Iterator[tuple[int, WarcRecord | None]]:
    """Every record with its offset, and nothing in its place where there is damage."""
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise IntakeError("WARC files need fastwarc: install it with `pip install 'quoth[warc]'`.") from error
    start: int | None = 0
    damaged: int | None = None
    while start is not None:
        stream.go(start)
        last = None
        try:
            for record in ArchiveIterator(cast("BinaryIO", stream), auto_decode="all"):
                if damaged is not None:
                    yield damaged, None
                    damaged = None
                last = start + record.stream_pos
                stream.forget(last)
                yield last, record
            break
        except OSError:
            # Damage right where reading began is that record's; elsewhere it lies somewhere behind the last good one.
            if last is None:
                yield start, None
                damaged, last = None, start
            else:
                damaged = last
        start = stream.find(_BEGINNING, last + 1)
    if damaged is not None:
        yield damaged, None


class _Stream:
    """A file that is read once from its beginning, and can go back as far as nothing is forgotten.

    fastwarc sees only what follows `go`, and counts from there.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept = bytearray()
        self._first = 0  # the offset of the first byte that is kept
        self._base = 0
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes from where it stands."""
        size = _PIECE if size < 0 else size
        start = self._at - self._first
        if start >= len(self._kept):
            self._kept += self._file.read(size)
        data = bytes(self._kept[start : start + size])
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read since `go`."""
        return self._at - self._base

    def go(self, offset: int) -> None:
        """Stand at an offset that is kept."""
        self._base = self._at = offset

    def forget(self, offset: int) -> None:
        """Let go of everything before an offset."""
        gone = min(offset - self._first, len(self._kept))
        if gone > _PIECE:  # so that bytes are not moved for every small record
            del self._kept[:gone]
            self._first += gone

    def find(self, pattern: re.Pattern[bytes], offset: int) -> int | None:
        """The first place from an offset on that matches, if the file has one; all before it is let go of."""
        while True:
            match = pattern.search(self._kept, offset - self._first)
            if match:
                return self._first + match.start()
            offset = max(offset, self._first + len(self._kept) - _LONGEST_BEGINNING)
            self.forget(offset)
            piece = self._file.read(_PIECE)
            if not piece:
                return None
            self._kept += piece
