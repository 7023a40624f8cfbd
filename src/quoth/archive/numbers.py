"""Numbers for rows: the next free ones, leaving out those that a corrected article has had."""

from __future__ import annotations

import sqlite3

from quoth.archive.corrections.own_readings import Ends
from quoth.domain import Reading

# Of the orphans of one article, which one it is, counted from 1; in statements that select from `orphan`.
ORPHAN_NUMBER = (
    "(SELECT count(*) FROM orphan AS other WHERE other.article_id = orphan.article_id AND other.id <= orphan.id)"
)
_TABLES = ("attribution", "appearance", "orphan")


def next_id(db: sqlite3.Connection, table: str) -> int:
    """The next free number: no other writer can take it while the transaction lasts."""
    (highest,) = db.execute(f"SELECT max(id) FROM {table}").fetchone()
    kept = None
    if table in _TABLES:
        # What a correction took out has its number again once that is undone.
        (kept,) = db.execute(f"SELECT max({table}_end) FROM own_reading").fetchone()
    return max((highest or 0) + 1, kept or 1)


def next_ends(db: sqlite3.Connection, reading: Reading) -> Ends:
    """Where the numbers end that the rows of a new reading get."""
    return Ends(*(next_id(db, table) + count for table, count in zip(_TABLES, _counts(reading), strict=True)))


def stored_ends(db: sqlite3.Connection, number: int, reading: Reading) -> Ends:
    """Where the numbers end that the rows of a stored reading have, which must be the model's own."""
    ends = []
    for table, count in zip(_TABLES, _counts(reading), strict=True):
        (first,) = db.execute(f"SELECT min(id) FROM {table} WHERE article_id = ?", (number,)).fetchone()
        ends.append((first or next_id(db, table)) + count)
    return Ends(*ends)


def _counts(reading: Reading) -> tuple[int, int, int]:
    return len(reading.attributions), len(reading.entities), len(reading.orphans)
