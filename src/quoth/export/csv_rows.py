"""Rows of plain values -> CSV as RFC 4180 has it, in UTF-8, with a heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from quoth.archive.statements import Statement

COLUMNS = (
    "id", "day", "speaker", "words", "quotation", "act", "polarity", "voice", "hand", "depth", "chain", "about",
    "outlet", "title", "url", "path", "link", "article", "version", "current", "confidence", "start", "end",
)  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole table as text; nothing at all is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()


def statements(several: Iterable[Statement]) -> str:
    """One tidy row a statement; targets are joined by a semicolon, `start` and `end` are those of the first span."""
    return table(COLUMNS, map(statement_row, several))


def statement_row(statement: Statement) -> list[object]:
    """The values of one statement in the order of `COLUMNS`."""
    start, end = (statement.spans[0].start, statement.spans[0].end) if statement.spans else (None, None)
    given: dict[str, object] = {"about": "; ".join(statement.about), "hand": str(statement.hand)}
    given |= {"current": int(statement.current), "start": start, "end": end}
    return [given[name] if name in given else getattr(statement, name) for name in COLUMNS]
