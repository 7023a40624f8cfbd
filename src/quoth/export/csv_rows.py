"""Rows of plain values -> CSV as RFC 4180 has it, in UTF-8, with a heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from quoth.archive.statements import Statement

COLUMNS = (
    "id", "day", "speaker", "words", "quotation", "act", "polarity", "voice", "hand", "depth", "chain", "about",
    "outlet", "title", "url", "path", "link", "article", "version", "current", "confidence", "start", "end",
)  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole table as text; nothing at all is an empty cell."""
    return "".join(_lines([columns, *rows]))


def statements(several: Iterable[Statement]) -> Iterator[str]:
    """The heading and one tidy row a statement, line by line.

    Targets are joined by a semicolon, `start` and `end` are those of the first span.
    """
    return _lines(chain([COLUMNS], map(statement_row, several)))


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if value is None else value for value in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def statement_row(statement: Statement) -> list[object]:
    """The values of one statement in the order of `COLUMNS`."""
    start, end = (statement.spans[0].start, statement.spans[0].end) if statement.spans else (None, None)
    given: dict[str, object] = {"about": "; ".join(statement.about), "hand": str(statement.hand)}
    given |= {"current": int(statement.current), "start": start, "end": end}
    return [given[name] if name in given else getattr(statement, name) for name in COLUMNS]
