"""Corrections as rows: what was there, what should be, who says so, and since when."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.plain import Plain
from quoth.domain import Span, Spans
from quoth.errors import ArchiveError

_COLUMNS = "id, what, article_id, before, after, author, made, note, model, undone, lost"


class What(StrEnum):
    """What a correction puts right."""

    SPEAKER = "speaker"
    EXTENT = "extent"
    NOT_AN_ATTRIBUTION = "not-an-attribution"
    SPLIT = "split"
    MERGE = "merge"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Correction(Plain):
    """One correction. `before` and `after` are plain data of one shape, `after` none where there is no attribution.

    Of a statement they have `content`, `cue` and `source`, lists of spans with their text, and `speaker`, an entity
    with key, name, kind and perhaps Wikidata id, or none. A split has `entity` too. A merge has `entities`, an alias
    `entity` and afterwards `alias`.
    `undone` is when it was taken back, `lost` why the newest reading of its article has no place for it.
    """

    id: int
    what: What
    article: int | None
    before: dict[str, Any]
    after: dict[str, Any] | None
    author: str
    made: str
    note: str | None = None
    model: str | None = None
    undone: str | None = None
    lost: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The correction as plain data."""
        return Plain.to_dict(self) | {"what": str(self.what)}


def list_corrections(archive: Archive, *, article: int | None = None, undone: bool = False) -> list[Correction]:
    """All corrections in force in the order in which they were made, or of one article; `undone` ones too if wished."""
    with sqlite_errors_told(archive.path):
        where = "(undone IS NULL OR ?) AND (article_id = ? OR ? IS NULL)"
        return _select(archive.db, where, undone, article, article)


def find_correction(db: sqlite3.Connection, id: int) -> Correction:
    """The correction with this number; `ArchiveError` if there is none."""
    found = _select(db, "id = ?", id)
    if not found:
        raise ArchiveError(f"There is no correction {id}: see which there are with `quoth correct ARCHIVE list --all`.")
    return found[0]


def of_article(db: sqlite3.Connection, article: int) -> list[Correction]:
    """The corrections of one article that are in force, in the order in which they were made."""
    return _select(db, "article_id = ? AND undone IS NULL", article)


def of_kind(db: sqlite3.Connection, what: What) -> list[Correction]:
    """The corrections of one kind that are in force, in the order in which they were made."""
    return _select(db, "what = ? AND undone IS NULL", what)


def insert(db: sqlite3.Connection, made: Correction) -> Correction:
    """Write a correction, and give it back with its number."""
    row = (
        made.what, made.article, _json(made.before), None if made.after is None else _json(made.after),
        made.author, made.made, made.note, made.model,
    )  # fmt: skip
    columns = "what, article_id, before, after, author, made, note, model"
    (id,) = db.execute(
        f"INSERT INTO correction ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id", row
    ).fetchone()
    return find_correction(db, id)


def note_lost(db: sqlite3.Connection, several: Sequence[Correction], lost: dict[int, str]) -> None:
    """Write down which of these corrections could not be applied, and why."""
    rows = ((lost.get(one.id), one.id) for one in several if one.lost != lost.get(one.id))
    db.executemany("UPDATE correction SET lost = ? WHERE id = ?", rows)


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def spans_given(several: Sequence[dict[str, Any]]) -> Spans:
    """Spans from plain data."""
    return tuple(Span(each["start"], each["end"]) for each in several)


def _select(db: sqlite3.Connection, where: str, *values: object) -> list[Correction]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM correction WHERE {where} ORDER BY id", values)
    return [
        Correction(id, What(what), article, json.loads(before), json.loads(after) if after else None, *rest)
        for id, what, article, before, after, *rest in rows
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
