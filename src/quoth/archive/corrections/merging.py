"""One entity of two, in every article: rows are kept under the number of the one, and again under its own if undone.

Which entity an article itself speaks of stays written in its appearances, as their key.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from quoth.archive.corrections.records import What, note_lost, of_kind
from quoth.archive.entities import forget_entity
from quoth.archive.identity import key_of
from quoth.archive.tags import make_tags
from quoth.domain import Entity, EntityKind

_IDS = "(SELECT value FROM json_each(?))"


def merge_again(db: sqlite3.Connection) -> None:
    """Make all merges that are in force, and no others. Must be within a transaction."""
    before = dict(db.execute("SELECT entity_id, into_id FROM merged"))
    after = _wished(db)
    db.execute("DELETE FROM merged")
    db.executemany("INSERT INTO merged VALUES (?, ?)", sorted(after.items()))
    changed = sorted(id for id in {*before, *after} if before.get(id, id) != after.get(id, id))
    for id in changed:
        _move(db, id, before.get(id, id), after.get(id, id))
    for id in {*changed, *before.values()}:
        forget_entity(db, id)


def _wished(db: sqlite3.Connection) -> dict[int, int]:
    """Each entity that is merged, and the one that it is merged into in the end."""
    above: dict[int, int] = {}

    def top(id: int) -> int:
        while id in above:
            id = above[id]
        return id

    corrections, lost = of_kind(db, What.MERGE), dict[int, str]()
    for correction in corrections:
        keys = [entity["key"] for entity in correction.before["entities"]]
        rows = [db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone() for key in keys]
        if None in rows:
            gone = correction.before["entities"][rows.index(None)]["name"]
            lost[correction.id] = f"No article names {gone} any longer: undo the correction, or make it anew."
            continue
        one, into = (top(row[0]) for row in rows)
        if one != into:
            above[one] = into
    note_lost(db, corrections, lost)
    return {id: top(id) for id in above}


def _move(db: sqlite3.Connection, own: int, old: int, new: int) -> None:
    """Keep what articles say of entity `own` under `new` and no longer under `old`."""
    (key,) = db.execute("SELECT key FROM entity WHERE id = ?", (own,)).fetchone()
    rows = db.execute(
        "SELECT appearance.id, article.digest, appearance.spelling, appearance.kind, appearance.key"
        " FROM appearance JOIN article ON article.id = appearance.article_id WHERE entity_id = ?",
        (old,),
    ).fetchall()
    moved = [
        id
        for id, digest, spelling, kind, given in rows
        if key_of(Entity("", spelling, EntityKind(kind), key=given), digest) == key
    ]
    ours = json.dumps(moved)
    documents = (
        "SELECT document.id FROM appearance JOIN appearance AS document ON document.article_id = appearance.article_id"
        f" AND document.author = appearance.name WHERE appearance.id IN {_IDS}"
    )
    by_us = json.dumps([row[0] for row in db.execute(documents, (ours,))])
    db.execute(f"UPDATE appearance SET entity_id = ? WHERE id IN {_IDS}", (new, ours))
    db.execute(f"UPDATE appearance SET author_id = ? WHERE id IN {_IDS}", (new, by_us))
    db.execute(f"UPDATE attribution SET entity_id = ? WHERE speaker_id IN {_IDS}", (new, ours))
    for table in ("chain", "target"):
        db.execute(f"UPDATE {table} SET entity_id = ? WHERE appearance_id IN {_IDS}", (new, ours))
    _tag_again(db, ours, by_us)


def _tag_again(db: sqlite3.Connection, *appearances: str) -> None:
    """Write the tags anew of all statements that have one of these appearances in them."""
    for several in appearances:
        links = " UNION ".join(
            f"SELECT attribution_id FROM {t} WHERE appearance_id IN {_IDS}" for t in ("chain", "target")
        )
        speaks = f"SELECT id FROM attribution WHERE speaker_id IN {_IDS}"
        touched = f"SELECT article_id, id FROM attribution WHERE id IN ({speaks} UNION {links}) ORDER BY 1, 2"
        by_article: dict[int, list[int]] = {}
        for article, id in db.execute(touched, (several,) * 3).fetchall():
            by_article.setdefault(article, []).append(id)
        for article, ids in by_article.items():
            _tag_article(db, article, ids)


def _tag_article(db: sqlite3.Connection, article: int, ids: Iterable[int]) -> None:
    rows = db.execute("SELECT id, name, author, entity_id FROM appearance WHERE article_id = ?", (article,)).fetchall()
    by_name = {name: id for id, name, _, _ in rows}
    authors = {id: by_name.get(author) for id, _, author, _ in rows if author is not None}
    entities = {id: entity for id, _, _, entity in rows}
    for id in ids:
        speaker, content, old = db.execute(
            "SELECT speaker_id, content, tags FROM attribution WHERE id = ?", (id,)
        ).fetchone()
        chain, targets = (
            [
                row[0]
                for row in db.execute(
                    f"SELECT appearance_id FROM {table} WHERE attribution_id = ? ORDER BY position", (id,)
                )
            ]
            for table in ("chain", "target")
        )
        tags = make_tags(speaker, chain, targets, entities, authors)
        if tags != old:
            db.execute("INSERT INTO words (words, rowid, content, tags) VALUES ('delete', ?, ?, ?)", (id, content, old))
            db.execute("UPDATE attribution SET tags = ? WHERE id = ?", (tags, id))
            db.execute("INSERT INTO words (rowid, content, tags) VALUES (?, ?, ?)", (id, content, tags))
