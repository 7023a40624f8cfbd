"""Making corrections, undoing them, and making them again: each in one transaction, applied at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quoth.archive.corrections.merging import merge_again
from quoth.archive.corrections.own_readings import find_own
from quoth.archive.corrections.records import Correction, What, find_correction, insert, now
from quoth.archive.corrections.wording import find_spans
from quoth.archive.database import Archive
from quoth.archive.entities import add_alias, drop_alias, forget_entity
from quoth.archive.identity import digest_of, fold, key_of
from quoth.archive.loading import load_unmerged
from quoth.archive.names import Called, find_called
from quoth.archive.writing import correct_anew
from quoth.domain import Attribution, Entity, EntityKind, Reading, Span
from quoth.errors import ArchiveError
from quoth.resolution.names.comparing import name_words


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a correction, and what they say of it."""

    author: str
    note: str | None = None


def correct_speaker(
    archive: Archive, statement: int, who: str | None, *, by: By, kind: EntityKind = EntityKind.PERSON
) -> Correction:
    """Somebody else says it: `who` is a name or a key, of whom the article or the archive knows or of somebody new.

    `None` if nobody is named for it. `kind` counts for somebody new. `statement` is a number of `Statement.id`.
    """
    place = _place(archive, statement)
    speaker = None if who is None else _whoever(archive, place.reading, who, kind)
    if _key(_facts(place.reading, place.attribution)["speaker"]) == _key(speaker):
        called = speaker["name"] if speaker else "nobody named"
        raise ArchiveError(f"The speaker of that statement is {called} already: name somebody else.")
    facts = place.own_facts
    return _make(archive, _draft(What.SPEAKER, by, facts, facts | {"speaker": speaker}, place))


def correct_extent(archive: Archive, statement: int, content: Sequence[Span | str], *, by: By) -> Correction:
    """The content is other words: spans of the article's text, or words as they stand there, near the statement."""
    place = _place(archive, statement)
    spans = find_spans(place.reading.article.text, content, place.attribution)
    if spans == place.attribution.content:
        raise ArchiveError("The content of that statement is just that already: give other words.")
    facts = place.own_facts
    after = facts | {"content": _spans(spans, place.reading.article.text)}
    return _make(archive, _draft(What.EXTENT, by, facts, after, place))


def correct_away(archive: Archive, statement: int, *, by: By) -> Correction:
    """Nobody says anything there: it is no attribution."""
    place = _place(archive, statement)
    return _make(archive, _draft(What.NOT_AN_ATTRIBUTION, by, place.own_facts, None, place))


def correct_split(archive: Archive, statement: int, name: str, *, by: By, kind: EntityKind | None = None) -> Correction:
    """In its article, the speaker of a statement is another than the one of that name elsewhere.

    `name` is what the other is called, so that the two can be told apart: "John Smith (footballer)", or a key.
    Everything that the article says of the entity goes with it. If the archive knows the name, it is that one.
    """
    place = _place(archive, statement)
    if place.attribution.speaker is None:
        raise ArchiveError("Nobody is named for that statement: give it a speaker first.")
    entity = place.reading.entity(place.attribution.speaker)
    before = _entity(entity, digest_of(place.reading.article))
    after = _whoever(archive, place.reading, name, kind or entity.kind)
    if _key(before) == _key(after):
        raise ArchiveError(
            f"{after['name']} is what it is called already: give a name that tells them apart, such as"
            f" “{after['name']} (footballer)”."
        )
    facts = place.own_facts
    return _make(archive, _draft(What.SPLIT, by, facts | {"entity": before}, facts | {"entity": after}, place))


def correct_merge(archive: Archive, one: str, into: str, *, by: By) -> Correction:
    """Two are the same, in every article: what the archive has of `one` is kept under `into`. Names, or keys."""
    first, second = find_called(archive, one), find_called(archive, into)
    if first.id == second.id:
        raise ArchiveError(f"{one} and {into} are the same already: name two that are not.")
    entities = [_called(first), _called(second)]
    return _make(archive, _draft(What.MERGE, by, {"entities": entities}, {"entities": entities[1:]}))


def correct_alias(archive: Archive, who: str, name: str, *, by: By) -> Correction:
    """An entity can be asked for by one more name."""
    called, name = find_called(archive, who), " ".join(name.split())
    if not name:
        raise ArchiveError("An empty name is no name: give one with a letter in it.")
    known = "SELECT 1 FROM alias WHERE entity_id = ? AND folded = ?"
    if archive.db.execute(known, (called.id, fold(name))).fetchone():
        raise ArchiveError(f"{called.name} answers to “{name}” already: give another name.")
    entity = _called(called)
    return _make(archive, _draft(What.ALIAS, by, {"entity": entity}, {"entity": entity, "alias": name}))


def undo(archive: Archive, id: int) -> Correction:
    """Take a correction back: the archive is as if it had never been made. `ArchiveError` if it is undone already."""
    with archive.transaction() as db:
        correction = find_correction(db, id)
        if correction.undone:
            raise ArchiveError(f"Correction {id} is undone already: `redo` makes it again.")
        db.execute("UPDATE correction SET undone = ?, lost = NULL WHERE id = ?", (now(), id))
        _apply(archive, correction, undone=True)
        return find_correction(db, id)


def redo(archive: Archive, id: int) -> Correction:
    """Make a correction again that was undone. `ArchiveError` if it is in force, or if it has no place any longer."""
    with archive.transaction() as db:
        correction = find_correction(db, id)
        if not correction.undone:
            raise ArchiveError(f"Correction {id} is in force: `undo` takes it back.")
        db.execute("UPDATE correction SET undone = NULL WHERE id = ?", (id,))
        return _applied(archive, correction)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement stands: the reading with all corrections, its attribution, and the model's own of it."""

    article: int
    reading: Reading
    attribution: Attribution
    own: Reading

    @property
    def own_facts(self) -> dict[str, Any]:
        """What the model itself has of the statement."""
        own = next(each for each in self.own.attributions if each.id == self.attribution.id)
        return _facts(self.own, own)


def _place(archive: Archive, statement: int) -> _Place:
    row = archive.db.execute("SELECT article_id, name FROM attribution WHERE id = ?", (statement,)).fetchone()
    if row is None:
        raise ArchiveError(f"{archive.path} has no statement {statement}: give a number that `quoth ask` shows.")
    article, name = row
    reading = load_unmerged(archive, article)
    attribution = next(each for each in reading.attributions if each.id == name)
    own = find_own(archive.db, reading.article, article, reading.model)
    return _Place(article, reading, attribution, own[0] if own else reading)


def _draft(
    what: What, by: By, before: dict[str, Any], after: dict[str, Any] | None, place: _Place | None = None
) -> Correction:
    """A correction that is not written yet."""
    author, note = by.author.strip(), (by.note or "").strip() or None
    if not author:
        raise ArchiveError("A correction has an author: say who makes it.")
    article, model = (place.article, place.own.model) if place else (None, None)
    return Correction(0, what, article, before, after, author, now(), note, model)


def _make(archive: Archive, draft: Correction) -> Correction:
    with archive.transaction() as db:
        return _applied(archive, insert(db, draft))


def _applied(archive: Archive, correction: Correction) -> Correction:
    _apply(archive, correction, undone=False)
    done = find_correction(archive.db, correction.id)
    if done.lost:
        raise ArchiveError(done.lost)
    return done


def _apply(archive: Archive, correction: Correction, *, undone: bool) -> None:
    db = archive.db
    if correction.article is not None:
        correct_anew(db, correction.article, load_unmerged(archive, correction.article))
    elif correction.what is What.MERGE:
        merge_again(db)
    else:
        entity, name = correction.before["entity"], (correction.after or {})["alias"]
        row = db.execute("SELECT id FROM entity WHERE key = ?", (entity["key"],)).fetchone()
        if row and undone:
            drop_alias(db, row[0], name)
            forget_entity(db, row[0])
        elif row:
            add_alias(db, row[0], name)
        elif not undone:
            raise ArchiveError(f"No article names {entity['name']} any longer: name somebody else.")


def _whoever(archive: Archive, reading: Reading, who: str, kind: EntityKind) -> dict[str, Any]:
    """Of whom a name or key speaks: of the article's own, or else of the archive's, or else of somebody new."""
    who, digest = " ".join(who.split()), digest_of(reading.article)
    if not fold(who):
        raise ArchiveError("An empty name is no name: give one with a letter in it.")
    sought = fold(who)
    for entity in reading.entities:
        if who == key_of(entity, digest) or sought == fold(entity.name):
            return _entity(entity, digest)
    short = [entity for entity in reading.entities if sought in map(fold, entity.aliases)]
    if len(short) == 1:
        return _entity(short[0], digest)
    known = find_called(archive, who, new=True)
    if known is not None:
        return _called(known)
    words = name_words(who)
    named = any(character.isupper() for character in who) and kind not in {EntityKind.UNNAMED, EntityKind.NONE}
    key = f"{kind}/{' '.join(words)}" if words and named else ""
    return _entity(Entity("", who, kind, key=key), digest)


def _facts(reading: Reading, attribution: Attribution) -> dict[str, Any]:
    """What a correction writes down of a statement."""
    text, article = reading.article.text, reading.article
    speaker = None if attribution.speaker is None else _entity(reading.entity(attribution.speaker), digest_of(article))
    spans = {name: _spans(getattr(attribution, name), text) for name in ("content", "cue", "source")}
    return {**spans, "speaker": speaker}


def _spans(several: Sequence[Span], text: str) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in several]


def _entity(entity: Entity, digest: str) -> dict[str, Any]:
    return {
        "key": key_of(entity, digest), "name": entity.name, "kind": str(entity.kind), "wikidata": entity.wikidata,
    }  # fmt: skip


def _called(called: Called) -> dict[str, Any]:
    return {"key": called.key, "name": called.name, "kind": called.kind, "wikidata": called.wikidata}


def _key(entity: dict[str, Any] | None) -> str | None:
    return entity["key"] if entity else None
