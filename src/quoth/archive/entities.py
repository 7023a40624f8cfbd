"""Entities as rows: found by their key, made where there is none, forgotten when nothing names them."""

from __future__ import annotations

import sqlite3

from quoth.archive.identity import fold
from quoth.archive.numbers import next_id
from quoth.domain import Entity

_IN_USE = """
SELECT 1 FROM appearance WHERE entity_id = ?1 OR author_id = ?1
UNION ALL SELECT 1 FROM own_entity WHERE entity_id = ?1
UNION ALL SELECT 1 FROM merged WHERE entity_id = ?1 OR into_id = ?1
UNION ALL SELECT 1 FROM correction JOIN entity ON entity.key = json_extract(correction.before, '$.entity.key')
  WHERE entity.id = ?1 AND correction.what = 'alias' AND correction.undone IS NULL
LIMIT 1
"""


def find_entity(db: sqlite3.Connection, entity: Entity, key: str, *, learn: bool = True) -> int:
    """The number under which the entity with this key is kept: its own, or that of the one it was merged into.

    If it may `learn`, it answers to the name and aliases from now on.
    """
    number = find_own_entity(db, entity, key, learn=learn)
    row = db.execute("SELECT into_id FROM merged WHERE entity_id = ?", (number,)).fetchone()
    return row[0] if row else number


def find_own_entity(db: sqlite3.Connection, entity: Entity, key: str, *, learn: bool = True) -> int:
    """The number of the entity with this key, made if there is none."""
    row = db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    if row:
        number: int = row[0]
        if entity.wikidata and learn:
            db.execute("UPDATE entity SET wikidata = ? WHERE id = ? AND wikidata IS NULL", (entity.wikidata, number))
    else:
        number = next_id(db, "entity")
        values = (number, key, entity.name, entity.kind, entity.wikidata)
        db.execute("INSERT INTO entity (id, key, name, kind, wikidata) VALUES (?, ?, ?, ?, ?)", values)
    if learn or not row:
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            add_alias(db, number, name)
    return number


def add_alias(db: sqlite3.Connection, entity: int, name: str) -> bool:
    """Let an entity answer to a name; gives whether it did not before."""
    row = db.execute(
        "INSERT INTO alias (entity_id, name, folded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        (entity, name, fold(name)),
    ).fetchone()
    if row:
        db.execute("INSERT INTO alias_words (rowid, name) VALUES (?, ?)", (row[0], name))
    return row is not None


def drop_alias(db: sqlite3.Connection, entity: int, name: str) -> None:
    """Let an entity no longer answer to a name, unless an article calls it so."""
    called = (
        "SELECT 1 FROM appearance WHERE entity_id = ?1 AND"
        " (spelling = ?2 OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = ?2))"
    )
    if not db.execute(called, (entity, name)).fetchone():
        _drop_aliases(db, "entity_id = ? AND name = ?", entity, name)


def forget_entity(db: sqlite3.Connection, entity: int) -> None:
    """Take out an entity with its names, unless an article names it or a correction needs it."""
    if not db.execute(_IN_USE, (entity,)).fetchone():
        _drop_aliases(db, "entity_id = ?", entity)
        db.execute("DELETE FROM entity WHERE id = ?", (entity,))


def _drop_aliases(db: sqlite3.Connection, where: str, *values: object) -> None:
    rows = f"SELECT 'delete', id, name FROM alias WHERE {where}"
    db.execute(f"INSERT INTO alias_words (alias_words, rowid, name) {rows}", values)
    db.execute(f"DELETE FROM alias WHERE {where}", values)
