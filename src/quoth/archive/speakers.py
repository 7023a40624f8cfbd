"""Who speaks in the archive, and how each outlet lets people speak, in counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.plain import Plain
from quoth.domain import OrphanKind, Voice

# Concentration is told of so many speakers: what one reads of the five most heard.
_CHIEF = 5
# Articles come first and by outlet, so that the indexes alone answer: the statements' own rows are long.
_BY_OUTLET = (
    "article CROSS JOIN attribution ON attribution.article_id = article.id"
    " WHERE article.current AND attribution.current"
)


@dataclass(frozen=True, slots=True)
class Speaker(Plain):
    """Someone who speaks: how often, first and last when, and which shares are direct and second-hand."""

    name: str
    kind: str
    statements: int
    first_day: str | None
    last_day: str | None
    direct: float
    second_hand: float
    key: str


@dataclass(frozen=True, slots=True)
class Outlet(Plain):
    """How an outlet reports. Shares are of its statements; `orphans` counts quotations that nobody is named for.

    `top_speakers` is the share of the five most heard among statements with a named or described speaker;
    `concentration` is the Herfindahl index of the same: 1 if one speaks alone, near 0 if very many speak alike.
    """

    name: str | None
    articles: int
    statements: int
    direct: float
    mixed: float
    indirect: float
    unnamed: float
    second_hand: float
    orphans: int
    speakers: int
    top_speakers: float
    concentration: float


def list_speakers(archive: Archive, *, limit: int | None = None) -> list[Speaker]:
    """Everyone who speaks, those who speak most first."""
    with sqlite_errors_told(archive.path):
        # Grouped before names are looked up, so that the index alone answers.
        rows = archive.db.execute(
            "SELECT name, kind, statements, first_day, last_day, direct, second_hand, key FROM"
            " (SELECT entity_id, count(*) AS statements, min(day) AS first_day, max(day) AS last_day,"
            "   avg(quotation = 'direct') AS direct, avg(depth > 0) AS second_hand"
            "  FROM attribution WHERE entity_id IS NOT NULL AND current GROUP BY entity_id"
            "  ORDER BY statements DESC, entity_id LIMIT ?) AS said"
            " JOIN entity ON entity.id = said.entity_id ORDER BY said.statements DESC, entity.id",
            (-1 if limit is None else limit,),
        ).fetchall()
    return [Speaker(*row) for row in rows]


def list_outlets(archive: Archive) -> list[Outlet]:
    """Every outlet with how it reports, those with most statements first."""
    with sqlite_errors_told(archive.path):
        articles = dict(archive.db.execute("SELECT outlet, count(*) FROM article WHERE current GROUP BY outlet"))
        orphans = dict(
            archive.db.execute(
                "SELECT outlet, count(*) FROM article CROSS JOIN orphan ON orphan.article_id = article.id"
                " WHERE article.current AND kind = ? GROUP BY outlet",
                (OrphanKind.ORPHAN,),
            )
        )
        heard = _heard(archive)
        shares = archive.db.execute(
            "SELECT outlet, count(*), avg(quotation = 'direct'), avg(quotation = 'mixed'),"
            " avg(quotation = 'indirect'), avg(voice = ?), avg(depth > 0)"
            f" FROM {_BY_OUTLET} GROUP BY outlet",
            (Voice.UNNAMED,),
        ).fetchall()
    told = {outlet: figures for outlet, *figures in shares}
    found = [
        _outlet(name, articles[name], told.get(name, [0, *[0.0] * 5]), orphans.get(name, 0), heard[name])
        for name in articles
    ]
    return sorted(found, key=lambda outlet: (-outlet.statements, outlet.name or ""))


def _heard(archive: Archive) -> defaultdict[str | None, list[int]]:
    """How often each speaker is heard in each outlet."""
    heard: defaultdict[str | None, list[int]] = defaultdict(list)
    rows = archive.db.execute(
        f"SELECT outlet, count(*) FROM {_BY_OUTLET} AND entity_id IS NOT NULL AND voice != ?"
        " GROUP BY outlet, entity_id",
        (Voice.UNNAMED,),
    )
    for outlet, count in rows:
        heard[outlet].append(count)
    return heard


def _outlet(name: str | None, articles: int, figures: list[Any], orphans: int, heard: list[int]) -> Outlet:
    statements, direct, mixed, indirect, unnamed, second_hand = figures
    total = sum(heard)
    chief = sum(sorted(heard, reverse=True)[:_CHIEF]) / total if total else 0.0
    concentration = sum((count / total) ** 2 for count in heard) if total else 0.0
    return Outlet(
        name=name,
        articles=articles,
        statements=statements,
        direct=direct,
        mixed=mixed,
        indirect=indirect,
        unnamed=unnamed,
        second_hand=second_hand,
        orphans=orphans,
        speakers=len(heard),
        top_speakers=chief,
        concentration=concentration,
    )
