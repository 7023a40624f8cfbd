"""What is new in an archive, and what somebody should look at: unnamed sources, orphans, what is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.numbers import ORPHAN_NUMBER
from quoth.archive.plain import Plain
from quoth.archive.statements import Statement, load_statements

# The index attribution_unsure has the same bound.
UNSURE = 0.5
_LISTED = (
    "SELECT id, title, outlet, day, url, path, version, added, substr(text, 1, 90),"
    " (SELECT count(*) FROM attribution WHERE article_id = article.id) FROM article"
)
_LATEST_FIRST = "ORDER BY day DESC, id DESC LIMIT ? OFFSET ?"


@dataclass(frozen=True, slots=True)
class Listed(Plain):
    """An article as a list shows it; `number` is its own in the archive, `statements` how many it has.

    `begins` are its first characters, by which one without a title is known.
    """

    number: int
    title: str | None
    outlet: str | None
    day: str | None
    url: str | None
    path: str | None
    version: int
    added: str
    begins: str
    statements: int


@dataclass(frozen=True, slots=True)
class Unclaimed(Plain):
    """Words in quotation marks that nobody is named for, and `anchor`, where its article's page has them."""

    words: str
    article: int
    anchor: str
    title: str | None
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Attention:
    """The latest of each kind, and how many there are of it in all."""

    unnamed: tuple[Statement, ...]
    unsure: tuple[Statement, ...]
    orphans: tuple[Unclaimed, ...]
    counts: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """What needs attention as plain data."""
        kinds = {name: getattr(self, name) for name in ("unnamed", "unsure", "orphans")}
        return {"counts": self.counts, **{name: [each.to_dict() for each in held] for name, held in kinds.items()}}


def list_articles(archive: Archive, *, limit: int, offset: int = 0) -> list[Listed]:
    """The newest version of each article, the latest day first; those that have no day come last."""
    with sqlite_errors_told(archive.path):
        return [Listed(*row) for row in archive.db.execute(f"{_LISTED} WHERE current {_LATEST_FIRST}", (limit, offset))]


def find_article(archive: Archive, number: int) -> Listed | None:
    """The article with this number, whichever version it is."""
    with sqlite_errors_told(archive.path):
        row = archive.db.execute(f"{_LISTED} WHERE id = ?", (number,)).fetchone()
    return Listed(*row) if row else None


def versions_of(archive: Archive, number: int) -> list[Listed]:
    """All versions of an article, the latest first; one without an address has only itself."""
    with sqlite_errors_told(archive.path):
        (address,) = archive.db.execute("SELECT address FROM article WHERE id = ?", (number,)).fetchone() or (None,)
        if address is None:
            return []
        rows = archive.db.execute(f"{_LISTED} WHERE address = ? ORDER BY version DESC", (address,))
        return [Listed(*row) for row in rows]


def count_articles(archive: Archive) -> int:
    """How many articles there are, each in its newest version."""
    with sqlite_errors_told(archive.path):
        number: int = archive.db.execute("SELECT count(*) FROM article WHERE current").fetchone()[0]
    return number


def find_attention(archive: Archive, *, limit: int) -> Attention:
    """The latest `limit` of each kind."""
    db = archive.db
    with sqlite_errors_told(archive.path):
        unnamed = _statements(archive, "voice = 'unnamed'", limit)
        unsure = _statements(archive, f"confidence < {UNSURE}", limit)
        orphans = db.execute(
            f"SELECT orphan.content, article.id, 'o' || {ORPHAN_NUMBER}, title, outlet, day"
            " FROM orphan JOIN article ON article.id = orphan.article_id"
            " WHERE orphan.kind = 'orphan' AND article.current ORDER BY orphan.article_id DESC, orphan.id LIMIT ?",
            (limit,),
        ).fetchall()
        counts = {
            "unnamed": _count(archive, "attribution WHERE voice = 'unnamed' AND current = 1"),
            "unsure": _count(archive, f"attribution WHERE confidence < {UNSURE} AND current = 1"),
            "orphans": _count(
                archive, "orphan JOIN article ON article.id = orphan.article_id WHERE kind = 'orphan' AND current"
            ),
        }
    return Attention(tuple(unnamed), tuple(unsure), tuple(Unclaimed(*row) for row in orphans), counts)


def _statements(archive: Archive, condition: str, limit: int) -> Sequence[Statement]:
    ids = archive.db.execute(
        f"SELECT id FROM attribution WHERE {condition} AND current = 1 ORDER BY day DESC LIMIT ?", (limit,)
    )
    return load_statements(archive, [row[0] for row in ids])


def _count(archive: Archive, what: str) -> int:
    number: int = archive.db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
    return number
