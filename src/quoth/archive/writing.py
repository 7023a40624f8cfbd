"""Reading -> rows: stores a reading, and replaces one, each in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from quoth.archive.chains import chain_in_words
from quoth.archive.content import content_in_words
from quoth.archive.database import Archive
from quoth.archive.identity import address_of, day_of, digest_of, fold, key_of
from quoth.archive.quoted import find_passages, quoted_parts
from quoth.domain import Article, Attribution, Entity, Reading, Span, Spans
from quoth.errors import ArchiveError


class Outcome(StrEnum):
    """What became of an article that was to be stored."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"


def holds(archive: Archive, article: Article) -> bool:
    """Whether this content is stored already."""
    return archive.db.execute("SELECT 1 FROM article WHERE digest = ?", (digest_of(article),)).fetchone() is not None


def store(archive: Archive, reading: Reading) -> Outcome:
    """Put a reading into the archive, unless its content is there already; everything or nothing of it.

    `ArchiveError` if the reading contradicts itself (a span outside the text, an entity that it does not hold), or if
    the file cannot take it.
    """
    check(reading)
    with archive.transaction() as db:
        return store_within(db, reading)


def store_within(db: sqlite3.Connection, reading: Reading) -> Outcome:
    """As `store`, of a reading that was checked, within a transaction that is open."""
    article, digest = reading.article, digest_of(reading.article)
    if db.execute("SELECT 1 FROM article WHERE digest = ?", (digest,)).fetchone():
        return Outcome.UNCHANGED
    address, version = address_of(article), 1
    if address:
        (latest,) = db.execute("SELECT max(version) FROM article WHERE address = ?", (address,)).fetchone()
        version = (latest or 0) + 1
        if latest:
            _supersede(db, address)
    facts = (article.title, article.outlet, article.published, day_of(article.published), article.url, article.path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = (article.id, digest, address, version, *facts, article.text, reading.model, now)
    columns = "name, digest, address, version, title, outlet, published, day, url, path, text, model, added"
    marks = ", ".join("?" * len(row))
    number = db.execute(f"INSERT INTO article ({columns}) VALUES ({marks})", row).lastrowid
    assert number is not None  # noqa: S101 - an INSERT has a row
    db.executemany("INSERT INTO author VALUES (?, ?, ?)", ((number, *author) for author in enumerate(article.authors)))
    blocks = ((number, at, block.kind, block.span.start, block.span.end) for at, block in enumerate(article.blocks))
    db.executemany("INSERT INTO block VALUES (?, ?, ?, ?, ?)", blocks)
    _Writer(db, reading, number, digest, current=1).write()
    return Outcome.NEW_VERSION if version > 1 else Outcome.ADDED


def replace(archive: Archive, number: int, reading: Reading) -> None:
    """Put another reading of the same article in the place of the one that is stored as article `number`."""
    check(reading)
    with archive.transaction() as db:
        row = db.execute("SELECT digest, current FROM article WHERE id = ?", (number,)).fetchone()
        if row is None or row[0] != digest_of(reading.article):
            raise ArchiveError(f"The reading is not one of article {number}: store it as an article of its own.")
        _forget(db, number)
        db.execute("UPDATE article SET model = ? WHERE id = ?", (reading.model, number))
        _Writer(db, reading, number, row[0], current=row[1]).write()


def check(reading: Reading) -> None:
    """Raise `ArchiveError` if a span lies outside the text, or an id stands for nothing in the reading."""
    name, size = reading.article.title or reading.article.id, len(reading.article.text)
    entities = {entity.id for entity in reading.entities}
    attributions = {attribution.id for attribution in reading.attributions}
    for span in _all_spans(reading):
        if not 0 <= span.start <= span.end <= size:
            raise ArchiveError(f"The reading of {name} has {span} outside its text: read the article again.")
    try:
        reading.article.text.encode()
    except UnicodeEncodeError as error:
        raise ArchiveError(
            f"The text of {name} has half a character (a lone surrogate): write U+FFFD there."
        ) from error
    named = {id for each in reading.attributions for id in (*each.chain, *each.targets, each.speaker) if id is not None}
    missing = named - entities
    missing |= {each.parent for each in reading.attributions if each.parent is not None} - attributions
    if missing:
        raise ArchiveError(f"The reading of {name} has no {min(missing)}, though it names it: read the article again.")


def _all_spans(reading: Reading) -> Iterator[Span]:
    yield from (block.span for block in reading.article.blocks)
    yield from (orphan.span for orphan in reading.orphans)
    for entity in reading.entities:
        yield from (mention.span for mention in entity.mentions)
    for attribution in reading.attributions:
        for _, spans in _roles(attribution):
            yield from spans


def _roles(attribution: Attribution) -> Iterator[tuple[str, Spans]]:
    yield "source", attribution.source
    yield "cue", attribution.cue
    yield "content", attribution.content
    yield "medium", attribution.medium
    yield "anonymity", attribution.anonymity


def _supersede(db: sqlite3.Connection, address: str) -> None:
    older = "SELECT id FROM article WHERE address = ? AND current"
    db.execute(f"UPDATE attribution SET current = 0 WHERE article_id IN ({older})", (address,))
    db.execute("UPDATE article SET current = 0 WHERE address = ? AND current", (address,))


def _forget(db: sqlite3.Connection, number: int) -> None:
    """Take out everything that was read from an article; what is left of its entities goes too."""
    db.execute(
        "INSERT INTO words (words, rowid, content, tags)"
        " SELECT 'delete', id, content, tags FROM attribution WHERE article_id = ?",
        (number,),
    )
    db.execute(
        "INSERT INTO orphan_words (orphan_words, rowid, content)"
        " SELECT 'delete', id, content FROM orphan WHERE article_id = ?",
        (number,),
    )
    ours = {row[0] for row in db.execute("SELECT entity_id FROM appearance WHERE article_id = ?", (number,))}
    for table in ("orphan", "attribution", "appearance"):
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (number,))
    for entity in ours:
        _forget_entity(db, entity)


def _forget_entity(db: sqlite3.Connection, entity: int) -> None:
    if db.execute("SELECT 1 FROM appearance WHERE entity_id = ?1 OR author_id = ?1", (entity,)).fetchone():
        return
    db.execute(
        "INSERT INTO alias_words (alias_words, rowid, name) SELECT 'delete', id, name FROM alias WHERE entity_id = ?",
        (entity,),
    )
    db.execute("DELETE FROM entity WHERE id = ?", (entity,))


@dataclass(slots=True)
class _Writer:
    """Writes the rows that one reading adds to its article."""

    db: sqlite3.Connection
    reading: Reading
    number: int
    digest: str
    current: int
    entities: dict[str, int] = field(default_factory=dict)
    appearances: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        for entity in self.reading.entities:
            self.entities[entity.id] = find_entity(self.db, entity, key_of(entity, self.digest))
        first = _next_id(self.db, "appearance")
        for position, entity in enumerate(self.reading.entities):
            self.appearances[entity.id] = first + position
            self._write_appearance(position, entity)
        self._write_attributions()
        self._write_orphans()

    def _write_appearance(self, position: int, entity: Entity) -> None:
        number, aliases = self.appearances[entity.id], json.dumps(entity.aliases, ensure_ascii=False)
        author = self.entities.get(entity.author or "")
        ours = (
            number,
            self.number,
            position,
            self.entities[entity.id],
            entity.id,
            entity.name,
            entity.kind,
            entity.key,
        )
        row = (*ours, aliases, entity.author, author, entity.wikidata)
        self.db.execute("INSERT INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self.db.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?)",
            ((number, at, each.form, each.span.start, each.span.end) for at, each in enumerate(entity.mentions)),
        )

    def _write_attributions(self) -> None:
        attributions = self.reading.attributions
        first = _next_id(self.db, "attribution")
        ids = {attribution.id: first + position for position, attribution in enumerate(attributions)}
        day, passages = day_of(self.reading.article.published), find_passages(self.reading.article)
        by_id = {attribution.id: attribution for attribution in attributions}
        rows = [self._attribution_row(attribution, ids, day, by_id) for attribution in attributions]
        # Parents may come after their children.
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        self.db.executemany(f"INSERT INTO attribution VALUES ({', '.join('?' * 18)})", rows)
        self.db.executemany(
            "INSERT INTO words (rowid, content, tags) VALUES (?, ?, ?)", ((row[0], row[-2], row[-1]) for row in rows)
        )
        spans, chains, targets, replies = [], [], [], []
        for attribution in attributions:
            id = ids[attribution.id]
            for role, stretches in (*_roles(attribution), ("quoted", quoted_parts(attribution, passages))):
                spans += [(id, role, at, span.start, span.end) for at, span in enumerate(stretches)]
            chains += [(id, at, *self._both(link)) for at, link in enumerate(attribution.chain)]
            targets += [(id, at, *self._both(target)) for at, target in enumerate(attribution.targets)]
            replies += [(id, at, reply.how, reply.to) for at, reply in enumerate(attribution.replies)]
        self.db.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?)", spans)
        self.db.executemany("INSERT INTO chain VALUES (?, ?, ?, ?)", chains)
        self.db.executemany("INSERT INTO target VALUES (?, ?, ?, ?)", targets)
        self.db.executemany("INSERT INTO reply VALUES (?, ?, ?, ?)", replies)

    def _attribution_row(
        self, each: Attribution, ids: dict[str, int], day: str | None, by_id: dict[str, Attribution]
    ) -> tuple[object, ...]:
        parent = ids[each.parent] if each.parent is not None else None
        how = (each.depth, each.quotation, each.act, each.polarity, each.voice, each.confidence, self.reading.model)
        speaker = self._both(each.speaker) if each.speaker is not None else (None, None)
        chain = chain_in_words(self.reading, each, by_id)
        content = content_in_words(each.content, self.reading.article.text)
        numbered = (ids[each.id], self.number, each.id, parent)
        return (*numbered, *how, *speaker, day, self.current, chain, content, self._tags(each))

    def _both(self, id: str) -> tuple[int, int]:
        """The numbers of an entity of the reading: as it appears in the article, and in all articles."""
        return self.appearances[id], self.entities[id]

    def _tags(self, attribution: Attribution) -> str:
        """What the full text search finds entities by: who speaks, who passes it on, who is spoken of."""
        speakers = [attribution.speaker] if attribution.speaker is not None else []
        speakers += self._authors(speakers)
        links = [link for link in attribution.chain if link not in speakers]
        tagged = {"s": speakers, "v": [*links, *self._authors(links)], "t": list(attribution.targets)}
        return " ".join(dict.fromkeys(f"{tag}{self.entities[id]}" for tag, ids in tagged.items() for id in ids))

    def _authors(self, ids: list[str]) -> list[str]:
        authors = [self.reading.entity(id).author for id in ids]
        return [id for id in authors if id is not None and id in self.entities]

    def _write_orphans(self) -> None:
        text, first = self.reading.article.text, _next_id(self.db, "orphan")
        rows = [
            (first + at, self.number, orphan.kind, orphan.span.start, orphan.span.end, orphan.span.of(text))
            for at, orphan in enumerate(self.reading.orphans)
        ]
        self.db.executemany("INSERT INTO orphan VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.db.executemany(
            "INSERT INTO orphan_words (rowid, content) VALUES (?, ?)", ((row[0], row[-1]) for row in rows)
        )


def find_entity(db: sqlite3.Connection, entity: Entity, key: str) -> int:
    """The number of the entity with this key, made if there is none; it answers to the name and aliases from now on."""
    row = db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    if row:
        number: int = row[0]
        if entity.wikidata:
            db.execute("UPDATE entity SET wikidata = ? WHERE id = ? AND wikidata IS NULL", (entity.wikidata, number))
    else:
        number = _next_id(db, "entity")
        values = (number, key, entity.name, entity.kind, entity.wikidata)
        db.execute("INSERT INTO entity (id, key, name, kind, wikidata) VALUES (?, ?, ?, ?, ?)", values)
    for name in dict.fromkeys((entity.name, *entity.aliases)):
        row = db.execute(
            "INSERT INTO alias (entity_id, name, folded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (number, name, fold(name)),
        ).fetchone()
        if row:
            db.execute("INSERT INTO alias_words (rowid, name) VALUES (?, ?)", (row[0], name))
    return number


def _next_id(db: sqlite3.Connection, table: str) -> int:
    """The next free number: no other writer can take it while the transaction lasts."""
    (highest,) = db.execute(f"SELECT max(id) FROM {table}").fetchone()
    return (highest or 0) + 1
