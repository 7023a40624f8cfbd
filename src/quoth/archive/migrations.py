"""The named steps that make an archive's tables, each in one transaction: the files of schema/, by their names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from quoth.errors import ArchiveError

_TABLE = "CREATE TABLE migration (name TEXT PRIMARY KEY, applied TEXT NOT NULL) WITHOUT ROWID"
# Says what the file is to whoever looks at its header: "Quot" in ASCII.
APPLICATION_ID = 0x51756F74


def migrate(db: sqlite3.Connection, *, name: str) -> None:
    """Take every step that the database has not taken. `ArchiveError` if it is no archive, or from a newer Quoth.

    The connection must be in autocommit mode. A step that fails, or is killed, leaves nothing behind.
    """
    for step in pending(db, name=name):
        db.execute("BEGIN IMMEDIATE")
        try:
            # Somebody else may have taken the step while we waited.
            if step in pending(db, name=name):
                _take(db, step)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def pending(db: sqlite3.Connection, *, name: str) -> list[str]:
    """The names of the steps still to be taken. `ArchiveError` if this is no archive, or one from a newer Quoth."""
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return list(_steps())
    if "migration" not in tables or db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ArchiveError(f"{name} is a database of something else: give an archive, or a name that is not taken.")
    taken = {row[0] for row in db.execute("SELECT name FROM migration")}
    if unknown := sorted(taken - set(_steps())):
        raise ArchiveError(f"{name} was made by a newer Quoth (it has {unknown[0]}): upgrade this one to open it.")
    return [step for step in _steps() if step not in taken]


def _take(db: sqlite3.Connection, step: str) -> None:
    if step == next(iter(_steps())):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(_TABLE)
    for statement in _statements(_steps()[step]):
        db.execute(statement)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute("INSERT INTO migration VALUES (?, ?)", (step, now))


@cache
def _steps() -> dict[str, str]:
    """The SQL of each step, by its name, in order."""
    folder = files("quoth.archive").joinpath("schema")
    found = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".sql"))
    return {name.removesuffix(".sql"): file.read_text(encoding="utf-8") for name, file in found}


def _statements(script: str) -> Iterator[str]:
    """Single statements, each with the comment before it, since `executescript` would end the transaction."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []


def comments() -> dict[str, str]:
    """What the steps say of each table and view: the comment before it."""
    script = "".join(_steps().values())
    found = re.findall(r"^-- (.+)\nCREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", script, re.MULTILINE)
    return {"migration": "Which steps made the tables, and when.", **{name: comment for comment, name in found}}
