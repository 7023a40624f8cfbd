"""The page that describes the tables, made from an archive: `python -m quoth.archive.describe docs/archive.md`.

What it says of tables and columns are the comments of schema/, which SQLite keeps with them.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quoth.archive.database import open_archive
from quoth.archive.migrations import comments

_HEAD = """# The archive's tables

Written by `make docs`; do not edit. An archive is one SQLite file that any tool can open: `datasette archive.db`, or in
DuckDB `ATTACH 'archive.db' (TYPE sqlite)`. Nothing but Quoth should write to it.

Positions (`start_at`, `end_at`) are half-open ranges of code points into `article.text`. `position` counts from 0.
"""
_COLUMN = re.compile(r"^\s*(\w+) .*?-- (.+)$")


def describe() -> str:
    """The page in Markdown."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "archive.db", write=True) as archive:
        return "\n".join([_HEAD, *_tables(archive.db)])


def _tables(db: sqlite3.Connection) -> Iterator[str]:
    said = comments()
    shadows = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid")
    for kind, name, sql in rows.fetchall():
        if any(name.startswith(f"{shadow}_") for shadow in shadows):
            continue
        what = "full-text index" if name in shadows else kind
        yield f"## {name}\n\n{said.get(name, '')} *{what.capitalize()}.*\n"
        notes = {match[1]: match[2] for line in sql.splitlines() if (match := _COLUMN.match(line))}
        keys = {row[3]: f"{row[2]}.{row[4]}" for row in db.execute(f"PRAGMA foreign_key_list({name})")}
        yield "| column | type | |\n| --- | --- | --- |"
        for _, column, type_, *_ in db.execute(f"PRAGMA table_info({name})"):
            parts = [notes.get(column, ""), f"→ {keys[column]}" if column in keys else ""]
            yield f"| {column} | {type_.lower()} | {' '.join(filter(None, parts))} |"
        yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(describe(), encoding="utf-8", newline="\n")
