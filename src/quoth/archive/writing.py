"""Reading -> rows: stores a reading, and replaces one, each in one transaction; corrections are applied here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from quoth.archive.chains import chain_in_words
from quoth.archive.content import content_in_words
from quoth.archive.corrections.applying import apply
from quoth.archive.corrections.own_readings import Ends, find_own, forget_own, keep_own
from quoth.archive.corrections.records import Correction, note_lost, now, of_article
from quoth.archive.database import Archive, marks
from quoth.archive.entities import find_entity, find_own_entity, forget_entity
from quoth.archive.identity import address_of, day_of, digest_of, key_of
from quoth.archive.numbers import next_ends, next_id, stored_ends
from quoth.archive.quoted import find_passages, quoted_parts
from quoth.archive.tags import make_tags
from quoth.domain import Article, Attribution, Entity, Orphan, Reading, Span, Spans
from quoth.errors import ArchiveError


class Outcome(StrEnum):
    """What became of an article that was to be stored."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"


def number_of(db: sqlite3.Connection, digest: str) -> int | None:
    """The number of the article with this digest, if its content is stored."""
    row = db.execute("SELECT id FROM article WHERE digest = ?", (digest,)).fetchone()
    return row[0] if row else None


def holds(archive: Archive, article: Article) -> bool:
    """Whether this content is stored already."""
    return number_of(archive.db, digest_of(article)) is not None


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
    if number_of(db, digest) is not None:
        return Outcome.UNCHANGED
    address, version = address_of(article), 1
    if address:
        (latest,) = db.execute("SELECT max(version) FROM article WHERE address = ?", (address,)).fetchone()
        version = (latest or 0) + 1
        if latest:
            _supersede(db, address)
    facts = (article.title, article.outlet, article.published, day_of(article.published), article.url, article.path)
    row = (article.id, digest, address, version, *facts, article.text, reading.model, now())
    columns = "name, digest, address, version, title, outlet, published, day, url, path, text, model, added"
    number = db.execute(f"INSERT INTO article ({columns}) VALUES ({marks(row)})", row).lastrowid
    assert number is not None  # noqa: S101 - an INSERT has a row
    db.executemany("INSERT INTO author VALUES (?, ?, ?)", ((number, *author) for author in enumerate(article.authors)))
    blocks = ((number, at, block.kind, block.span.start, block.span.end) for at, block in enumerate(article.blocks))
    db.executemany("INSERT INTO block VALUES (?, ?, ?, ?, ?)", blocks)
    _Writer(db, reading, number, digest, current=1).write(next_ends(db, reading), reading)
    return Outcome.NEW_VERSION if version > 1 else Outcome.ADDED


def replace(archive: Archive, number: int, reading: Reading) -> list[Correction]:
    """Put another reading of the same article in the place of the one that is stored as article `number`.

    The article's corrections are applied to it; given back are those that are lost, since they found no place in it.
    """
    check(reading)
    with archive.transaction() as db:
        row = db.execute("SELECT digest, current FROM article WHERE id = ?", (number,)).fetchone()
        if row is None or row[0] != digest_of(reading.article):
            raise ArchiveError(f"The reading is not one of article {number}: store it as an article of its own.")
        db.execute("UPDATE article SET model = ? WHERE id = ?", (reading.model, number))
        write_corrected(db, number, reading)
        return [correction for correction in of_article(db, number) if correction.lost]


def write_corrected(db: sqlite3.Connection, number: int, own: Reading, ends: Ends | None = None) -> None:
    """Write what the model read of article `number`, with the corrections that are in force, in place of what is there.

    `ends` are the numbers of its rows, where it has them already. Must be within a transaction.
    """
    digest, current = db.execute("SELECT digest, current FROM article WHERE id = ?", (number,)).fetchone()
    corrections = of_article(db, number)
    applied = apply(own, corrections)
    note_lost(db, corrections, applied.lost)
    idle = _forget(db, number) | forget_own(db, number)
    ends = ends or next_ends(db, own)
    if corrections:
        named = {find_own_entity(db, entity, key_of(entity, digest)) for entity in own.entities}
        keep_own(db, number, own, ends, named)
    _Writer(db, applied.reading, number, digest, current).write(ends, own)
    for entity in idle:
        forget_entity(db, entity)


def correct_anew(db: sqlite3.Connection, number: int, stored: Reading) -> None:
    """Apply the corrections of article `number` again, since there are others; `stored` is the reading that is there.

    Every row has the number that it had before, or again that which it had before it was taken out. Must be within a
    transaction.
    """
    own = find_own(db, stored.article, number, stored.model)
    write_corrected(db, number, *(own or (stored, stored_ends(db, number, stored))))


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


def _forget(db: sqlite3.Connection, number: int) -> set[int]:
    """Take out everything that was read from an article; gives the numbers of the entities that it named."""
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
    return ours


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

    def write(self, ends: Ends, own: Reading) -> None:
        """Write the reading: `own`, the model's, or that corrected. `ends` are the numbers of the own one's rows."""
        first = ends.appearance - len(own.entities)
        self.appearances = {entity.id: first + at for at, entity in enumerate(own.entities)}
        # What corrections name teaches an entity no other names, so that there are none to forget once they are undone.
        learn = self.reading is own
        for entity in self.reading.entities:
            self.entities[entity.id] = find_entity(self.db, entity, key_of(entity, self.digest), learn=learn)
        for position, entity in enumerate(self.reading.entities):
            if entity.id not in self.appearances:
                self.appearances[entity.id] = max(next_id(self.db, "appearance"), ends.appearance)
            self._write_appearance(position, entity)
        first = ends.attribution - len(own.attributions)
        self._write_attributions({each.id: first + at for at, each in enumerate(own.attributions)})
        self._write_orphans(ends.orphan - len(own.orphans), own.orphans)

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

    def _write_attributions(self, ids: dict[str, int]) -> None:
        attributions = self.reading.attributions
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
        authors = {entity.id: entity.author for entity in self.reading.entities if entity.author in self.entities}
        return make_tags(attribution.speaker, attribution.chain, attribution.targets, self.entities, authors)

    def _write_orphans(self, first: int, own: tuple[Orphan, ...]) -> None:
        text, kept = self.reading.article.text, set(self.reading.orphans)
        rows = [
            (first + at, self.number, orphan.kind, orphan.span.start, orphan.span.end, orphan.span.of(text))
            for at, orphan in enumerate(own)
            if orphan in kept
        ]
        self.db.executemany("INSERT INTO orphan VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.db.executemany(
            "INSERT INTO orphan_words (rowid, content) VALUES (?, ?)", ((row[0], row[-1]) for row in rows)
        )
