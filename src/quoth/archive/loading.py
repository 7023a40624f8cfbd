"""Rows -> reading: takes a reading out of the archive as it was put in."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from quoth.archive.corrections.applying import join_entities
from quoth.archive.database import Archive
from quoth.archive.identity import key_in
from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Orphan,
    OrphanKind,
    Polarity,
    QuotationType,
    Reading,
    Reply,
    ReplyKind,
    Span,
    Spans,
    Voice,
)
from quoth.errors import ArchiveError

# For each attribution of an article what stands in another table, in order.
_OF_ARTICLE = "JOIN attribution ON attribution.id = {0}.attribution_id WHERE attribution.article_id = ?"
_LINKED = (
    "SELECT {0}.attribution_id, appearance.name FROM {0} JOIN appearance ON appearance.id = {0}.appearance_id"
    f" {_OF_ARTICLE} ORDER BY {{0}}.attribution_id, {{0}}.position"
)


def article_numbers(archive: Archive, *, current: bool = False) -> list[int]:
    """The numbers of all articles in the order in which they were added, or of the newest versions alone."""
    rows = archive.db.execute("SELECT id FROM article WHERE current >= ? ORDER BY id", (int(current),))
    return [row[0] for row in rows]


def load_all(archive: Archive, *, current: bool = False) -> Iterator[Reading]:
    """Every reading in the order in which they were added, one at a time."""
    return (load(archive, number) for number in article_numbers(archive, current=current))


def load(archive: Archive, number: int) -> Reading:
    """The reading of article `number`: equal to the one that was stored, but for what was corrected since.

    `ArchiveError` if there is no such article.
    """
    return _merged(archive.db, number, load_unmerged(archive, number))


def load_unmerged(archive: Archive, number: int) -> Reading:
    """The same, with entities as they are in this article alone, though others may have been merged with them."""
    db = archive.db
    columns = "name, text, title, outlet, published, url, path, model"
    row = db.execute(f"SELECT {columns} FROM article WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise ArchiveError(f"{archive.path} has no article {number}: ask for one that it has.")
    id, text, title, outlet, published, url, path, model = row
    blocks = db.execute("SELECT kind, start_at, end_at FROM block WHERE article_id = ? ORDER BY position", (number,))
    authors = db.execute("SELECT name FROM author WHERE article_id = ? ORDER BY position", (number,))
    article = Article(
        id=id,
        text=text,
        blocks=tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in blocks),
        title=title,
        authors=tuple(row[0] for row in authors),
        outlet=outlet,
        published=published,
        url=url,
        path=path,
    )
    return Reading(article, _attributions(db, number), _entities(db, number), _orphans(db, number), model)


def _merged(db: sqlite3.Connection, number: int, reading: Reading) -> Reading:
    """The reading with the keys under which its entities are kept, and one where it has two that are the same."""
    if not db.execute("SELECT 1 FROM merged LIMIT 1").fetchone():
        return reading
    kept = (
        "SELECT entity.key, entity.wikidata FROM appearance JOIN entity ON entity.id = appearance.entity_id"
        " WHERE appearance.article_id = ? ORDER BY appearance.position"
    )
    entities, first, joined = [], dict[str, str](), dict[str, str]()
    rows = [
        (entity, key, wikidata, key != key_in(reading, entity))
        for entity, (key, wikidata) in zip(reading.entities, db.execute(kept, (number,)), strict=True)
    ]
    # Whose key it is stands for the others, wherever it is named.
    for entity, key, _, moved in sorted(rows, key=lambda row: row[3]):
        other = first.setdefault(key, entity.id)
        if moved and other != entity.id:
            joined[entity.id] = other
    if not any(moved for *_, moved in rows):
        return reading
    for entity, key, wikidata, moved in rows:
        entities.append(replace(entity, key=key, wikidata=wikidata) if moved else entity)
    return join_entities(replace(reading, entities=tuple(entities)), joined)


def _attributions(db: sqlite3.Connection, number: int) -> tuple[Attribution, ...]:
    spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    found = f"SELECT attribution_id, role, start_at, end_at FROM span {_OF_ARTICLE.format('span')}"
    for id, role, start, end in db.execute(f"{found} ORDER BY attribution_id, role, position", (number,)):
        spans[id, role].append(Span(start, end))
    chains, targets = (_grouped(db.execute(_LINKED.format(table), (number,))) for table in ("chain", "target"))
    replies: defaultdict[int, list[Reply]] = defaultdict(list)
    found = f"SELECT attribution_id, other, how FROM reply {_OF_ARTICLE.format('reply')}"
    for id, other, how in db.execute(f"{found} ORDER BY attribution_id, position", (number,)):
        replies[id].append(Reply(other, ReplyKind(how)))
    rows = db.execute(
        "SELECT attribution.id, attribution.name, parent.name, appearance.name, attribution.depth,"
        " attribution.quotation, attribution.act, attribution.polarity, attribution.voice, attribution.confidence"
        " FROM attribution LEFT JOIN attribution AS parent ON parent.id = attribution.parent_id"
        " LEFT JOIN appearance ON appearance.id = attribution.speaker_id"
        " WHERE attribution.article_id = ? ORDER BY attribution.id",
        (number,),
    )

    def held(id: int, role: str) -> Spans:
        return tuple(spans[id, role])

    return tuple(
        Attribution(
            id=name,
            content=held(id, "content"),
            source=held(id, "source"),
            cue=held(id, "cue"),
            parent=parent,
            depth=depth,
            quotation=QuotationType(quotation),
            act=Act(act),
            polarity=Polarity(polarity),
            voice=Voice(voice),
            confidence=confidence,
            speaker=speaker,
            chain=tuple(chains.get(id, ())),
            targets=tuple(targets.get(id, ())),
            medium=held(id, "medium"),
            anonymity=held(id, "anonymity"),
            replies=tuple(replies.get(id, ())),
        )
        for id, name, parent, speaker, depth, quotation, act, polarity, voice, confidence in rows
    )


def _entities(db: sqlite3.Connection, number: int) -> tuple[Entity, ...]:
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    rows = db.execute(
        "SELECT appearance_id, form, start_at, end_at FROM mention"
        " JOIN appearance ON appearance.id = mention.appearance_id WHERE appearance.article_id = ?"
        " ORDER BY appearance_id, mention.position",
        (number,),
    )
    for id, form, start, end in rows:
        mentions[id].append(Mention(Span(start, end), MentionForm(form)))
    rows = db.execute(
        "SELECT id, name, spelling, kind, aliases, key, author, wikidata FROM appearance"
        " WHERE article_id = ? ORDER BY position",
        (number,),
    )
    return tuple(
        Entity(name, spelling, EntityKind(kind), tuple(json.loads(aliases)), tuple(mentions[id]), key, author, wikidata)
        for id, name, spelling, kind, aliases, key, author, wikidata in rows
    )


def _orphans(db: sqlite3.Connection, number: int) -> tuple[Orphan, ...]:
    rows = db.execute("SELECT kind, start_at, end_at FROM orphan WHERE article_id = ? ORDER BY id", (number,))
    return tuple(Orphan(Span(start, end), OrphanKind(kind)) for kind, start, end in rows)


def _grouped(rows: Iterator[tuple[int, str]]) -> dict[int, list[str]]:
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    for id, name in rows:
        grouped[id].append(name)
    return grouped
