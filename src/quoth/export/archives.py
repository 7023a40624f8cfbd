"""An archive as any of the formats, into a file, a folder or a stream: the one place that knows them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.loading import load_all
from quoth.archive.statements import Statement, load_statements
from quoth.errors import ExportError
from quoth.export import brat, corrections, csv_rows, graphml, jsonl, parquet, prov, schemaorg, webannotation

_AT_ONCE = 1_000


class Format(StrEnum):
    """What an archive can be written as."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    SCHEMAORG = "schemaorg"
    PROV = "prov"
    BRAT = "brat"
    GRAPHML = "graphml"
    CORRECTIONS = "corrections"


def export(archive: Archive, format: Format, out: Path | None, stream: BinaryIO, *, all_versions: bool = False) -> None:
    """Write the archive to `out`, or to the stream if there is none.

    `brat` needs a folder and `parquet` a file. Old versions of articles are left out unless `all_versions`; the graph
    never has them, corrections have them always. `ExportError` says what cannot be written,
    `MissingExtra` what must be installed.
    """
    if format in {Format.BRAT, Format.PARQUET}:
        if out is None:
            what = "a folder" if format is Format.BRAT else "a file"
            raise ExportError(f"{format} cannot be printed: name {what} with --out.")
        if format is Format.BRAT:
            brat.write(load_all(archive, current=not all_versions), out)
        else:
            parquet.write(_statements(archive, all_versions=all_versions), out)
        return
    with _opened(out, stream) as file:
        for piece in _pieces(archive, format, all_versions=all_versions):
            file.write(piece)


def _pieces(archive: Archive, format: Format, *, all_versions: bool) -> Iterator[bytes]:
    if format is Format.GRAPHML:
        yield graphml.document(archive)
        return
    if format is Format.CORRECTIONS:
        yield from (f"{line}\n".encode() for line in corrections.lines(archive))
        return
    if format is Format.CSV:
        rows = csv_rows.statements(_statements(archive, all_versions=all_versions))
        yield from (row.encode() for row in rows)
        return
    readings = load_all(archive, current=not all_versions)
    if format is Format.JSONL:
        yield from (f"{jsonl.line(reading)}\n".encode() for reading in readings)
    elif format is Format.PROV:
        yield f"{prov.document(readings)}\n".encode()
    else:
        page = webannotation if format is Format.WEBANNOTATION else schemaorg
        yield from (piece.encode() for piece in page.document(readings))


def _statements(archive: Archive, *, all_versions: bool) -> Iterator[Statement]:
    """Every statement by its number, some at a time."""
    with sqlite_errors_told(archive.path):
        last = 0
        while True:
            rows = archive.db.execute(
                "SELECT id FROM attribution WHERE id > ? AND (current OR ?) ORDER BY id LIMIT ?",
                (last, all_versions, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            ids = [row[0] for row in rows]
            yield from load_statements(archive, ids)
            last = ids[-1]


@contextmanager
def _opened(out: Path | None, stream: BinaryIO) -> Iterator[BinaryIO]:
    if out is None:
        yield stream
        return
    try:
        with out.open("wb") as file:
            yield file
    except OSError as error:
        raise ExportError(
            f"{out} cannot be written ({error.strerror}): give a file in a folder you may write to."
        ) from error
