"""The bytes of inputs -> rows of records, in Spark's workers: the same readers that every other command uses."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from quoth.archive.identity import day_of
from quoth.crawl.copies import signature_of
from quoth.crawl.inputs import files_of
from quoth.crawl.tables import RECORD, Row, article_row, batched
from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake.compression import damage_named, unpacked
from quoth.intake.fields import article_of_fields
from quoth.intake.formats import WARC_SUFFIX, bare_suffix
from quoth.intake.jsonlines import read_json_lines
from quoth.intake.warc import Record, read_records

if TYPE_CHECKING:
    import pyarrow as pa

UNDATED = "undated"


def records_of_pieces(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of the records in files of WARC and JSON Lines."""
    rows = (record_row(path, record) for path, file in files_of(batches) for record in read_records_of(path, file))
    yield from batched(rows, RECORD)


def records_of_rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of the records in rows of Parquet, which have `_path` and `_row` beside an article's fields."""
    rows = (_of_fields(row) for batch in batches for row in batch.to_pylist())
    yield from batched(rows, RECORD)


def read_records_of(path: str, file: BinaryIO) -> Iterator[Record]:
    """Every record of a file of WARC or JSON Lines; the offset of a line is its number, counted from 1."""
    name = _name(path)
    if bare_suffix(path) == WARC_SUFFIX:
        yield from read_records(file, name=name, path=path)
        return
    lines = unpacked(cast("BufferedReader", file))
    number = 0
    try:
        with damage_named(name):
            for number, found in enumerate(read_json_lines(lines, name=name, path=path), start=1):
                yield Record(number, reason=str(found)) if isinstance(found, IntakeError) else Record(number, found)
    except IntakeError as error:
        yield Record(number + 1, reason=str(error))


def record_row(path: str, record: Record) -> Row:
    """The row of a record; of one without an article only where it was and why."""
    captured = day_of(record.captured)
    row: Row = {"path": path, "offset": record.offset, "captured": record.captured, "url": record.url}
    row |= {"reason": record.reason, "language": record.language, "day": captured or UNDATED}
    if record.article is None:
        return row
    return {**row, **_with_signature(record.article, captured)}


def _of_fields(row: Row) -> Row:
    path, number = row["_path"], row["_row"] + 1
    try:
        record = Record(number, article_of_fields(row, f"{_name(path)}, row {number},", path))
    except IntakeError as error:
        record = Record(number, reason=str(error))
    return record_row(path, record)


def _name(path: str) -> str:
    """The file's own name, by which messages name it."""
    return unquote(urlsplit(path).path.rsplit("/", 1)[-1])


def _with_signature(article: Article, captured: str | None) -> Row:
    return {**article_row(article), "day": _day(article, captured), "signature": signature_of(article.text)}


def _day(article: Article, captured: str | None) -> str:
    """The day of the partition: when it was published, unless the page says so of the future, or else was fetched."""
    published = day_of(article.published)
    published = published if published and len(published) == len("2024-10-14") else None
    return min(filter(None, (published, captured)), default=UNDATED)
