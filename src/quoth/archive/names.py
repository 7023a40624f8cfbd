"""A name that somebody types -> the entities or outlets that answer to it; a slip of the pen gets suggestions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, overload

from rapidfuzz import fuzz, process

from quoth.archive.database import Archive
from quoth.archive.identity import fold
from quoth.errors import ArchiveError, UnknownName

_WORD = re.compile(r"\w+")
# More entities than this share only a common word; those that speak or are spoken of most are taken.
_MOST = 200
_SUGGESTIONS = 5
# Of 100: "Livingston" for "Livingstone" has 95, two unrelated names of two words about 50.
_ALIKE = 70
# All outlets by name, each found in the index from the one before it, so that not every article is looked at.
_OUTLETS = """
WITH RECURSIVE outlets (name) AS (
  SELECT min(outlet) FROM article
  UNION ALL
  SELECT (SELECT min(outlet) FROM article WHERE outlet > outlets.name) FROM outlets WHERE outlets.name IS NOT NULL
)
SELECT name FROM outlets WHERE name IS NOT NULL
"""
# Names stay with the entity that the articles gave them to, which may have been merged into another.
_KEPT = "coalesce(merged.into_id, alias.entity_id)"
_ALIASES = "alias LEFT JOIN merged ON merged.entity_id = alias.entity_id"


@dataclass(frozen=True, slots=True)
class Named:
    """The entities that a name stands for, and what they are called, both in the same order."""

    ids: tuple[int, ...]
    names: tuple[str, ...]


def find_named(archive: Archive, name: str) -> Named:
    """Those who are called exactly so, or else those whose names hold all its words.

    Case, accents, punctuation and a leading article do not count. `UnknownName` suggests names that are spelled alike.
    """
    db = archive.db
    called = f"SELECT DISTINCT {_KEPT} AS kept FROM {_ALIASES} WHERE alias.folded = ? ORDER BY kept"
    ids = [row[0] for row in db.execute(called, (fold(name),)) if _uses(db, row[0])]
    ids = ids or [id for id in find_holding(archive, name) if _uses(db, id)]
    if not ids:
        raise UnknownName(_unknown(name, "Nobody", _suggest(name, _aliases(db))))
    return Named(tuple(ids), tuple(_name(db, id) for id in ids))


@dataclass(frozen=True, slots=True)
class Called:
    """One entity of the archive."""

    id: int
    key: str
    name: str
    kind: str
    wikidata: str | None


@overload
def find_called(archive: Archive, name: str, *, new: Literal[False] = False) -> Called: ...
@overload
def find_called(archive: Archive, name: str, *, new: bool) -> Called | None: ...
def find_called(archive: Archive, name: str, *, new: bool = False) -> Called | None:
    """The one entity that has this key, or else is called exactly so: by its name, or else by another.

    Whom nobody is called is nothing if they may be `new`, else `UnknownName`. `ArchiveError` if there are several.
    """
    db = archive.db
    columns = "entity.id, entity.key, entity.name, entity.kind, entity.wikidata"
    row = db.execute(f"SELECT {columns} FROM entity WHERE key = ?", (name,)).fetchone()
    if row:
        return Called(*row)
    called = f"SELECT DISTINCT {columns} FROM {_ALIASES} JOIN entity ON entity.id = {_KEPT} WHERE alias.folded = ?"
    found = [Called(*row) for row in db.execute(called, (fold(name),)) if _uses(db, row[0])]
    found = [one for one in found if fold(one.name) == fold(name)] or found
    if len(found) > 1:
        keys = " or ".join(one.key for one in found[:_SUGGESTIONS])
        raise ArchiveError(f"Several are called “{name}”: say which by its key, {keys}.")
    if not found and not new:
        raise UnknownName(_unknown(name, "Nobody", _suggest(name, _aliases(db))))
    return found[0] if found else None


def find_keyed(archive: Archive, key: str) -> Named:
    """The one entity with this key, such as `person/ken livingstone`, or that it was merged into.

    `UnknownName` if there is none.
    """
    row = archive.db.execute(
        "SELECT kept.id, kept.name FROM entity LEFT JOIN merged ON merged.entity_id = entity.id"
        " JOIN entity AS kept ON kept.id = coalesce(merged.into_id, entity.id) WHERE entity.key = ?",
        (key,),
    ).fetchone()
    if row is None:
        raise UnknownName(f"Nobody in the archive has the key “{key}”: look for the name.")
    return Named((row[0],), (row[1],))


def find_holding(archive: Archive, name: str) -> list[int]:
    """The entities with a name that holds all these words or forms of them: "Jews" also finds "Jews in London"."""
    words = words_of(name)
    if not words:
        return []
    rows = archive.db.execute(
        f"SELECT DISTINCT {_KEPT} FROM alias_words CROSS JOIN {_ALIASES}"
        " WHERE alias.id = alias_words.rowid AND alias_words MATCH ? LIMIT 5000",
        (" AND ".join(f'"{word}"' for word in words),),
    ).fetchall()
    ids = [row[0] for row in rows]
    if len(ids) <= _MOST:
        return sorted(ids)
    return sorted(sorted(ids, key=lambda number: -_uses(archive.db, number))[:_MOST])


def find_outlets(archive: Archive, name: str) -> list[str]:
    """The outlets that are called so, or whose names hold all its words. `UnknownName` suggests others."""
    outlets = [row[0] for row in archive.db.execute(_OUTLETS)]
    sought = fold(name)
    found = [outlet for outlet in outlets if fold(outlet) == sought]
    words = set(sought.split())
    found = found or [outlet for outlet in outlets if words and words <= set(fold(outlet).split())]
    if not found:
        raise UnknownName(_unknown(name, "No outlet", _suggest(name, [(fold(outlet), outlet) for outlet in outlets])))
    return found


def words_of(text: str) -> list[str]:
    """The words of a question, each once; `ArchiveError` if there are none."""
    words = list(dict.fromkeys(_WORD.findall(text)))
    if not words:
        raise ArchiveError(f"“{text}” has no word in it: ask for a word or a name.")
    return words


def _uses(db: sqlite3.Connection, id: int) -> int:
    """In how many articles an entity appears, up to a thousand."""
    found: int
    some = "SELECT 1 FROM appearance WHERE entity_id = ? LIMIT 1000"
    (found,) = db.execute(f"SELECT count(*) FROM ({some})", (id,)).fetchone()
    return found


def _name(db: sqlite3.Connection, id: int) -> str:
    name: str
    (name,) = db.execute("SELECT name FROM entity WHERE id = ?", (id,)).fetchone()
    return name


def _aliases(db: sqlite3.Connection) -> list[tuple[str, str]]:
    both = f"SELECT alias.folded, entity.name FROM {_ALIASES} JOIN entity ON entity.id = {_KEPT}"
    return db.execute(both).fetchall()


def _suggest(name: str, known: Iterable[tuple[str, str]]) -> list[str]:
    """Names spelled like this one, the nearest first; `known` has each as it is compared and as it is shown."""
    shown = dict(known)
    # Whole names first, then names that a part of this one is like.
    near = [
        folded
        for scorer in (fuzz.ratio, fuzz.WRatio)
        for folded, _, _ in process.extract(
            fold(name), list(shown), scorer=scorer, limit=2 * _SUGGESTIONS, score_cutoff=_ALIKE
        )
    ]
    return list(dict.fromkeys(shown[folded] for folded in near))[:_SUGGESTIONS]


def _unknown(name: str, nobody: str, suggestions: list[str]) -> str:
    if not suggestions:
        return f"{nobody} in the archive is called “{name}”: see who speaks with `quoth who ARCHIVE`."
    *others, last = suggestions
    either = f"{', '.join(others)} or {last}" if others else last
    return f"{nobody} in the archive is called “{name}”: did you mean {either}?"
