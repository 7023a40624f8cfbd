"""What the model itself read of an article with corrections: kept beside it, with the numbers of its rows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from quoth.domain import (
    Act,
    Article,
    Attribution,
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
    Voice,
)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the numbers of an own reading's rows end, the end left out: they are always in one piece and in order."""

    attribution: int
    appearance: int
    orphan: int


def find_own(db: sqlite3.Connection, article: Article, number: int, model: str) -> tuple[Reading, Ends] | None:
    """The model's own reading of article `number`, where it is kept since there are corrections."""
    columns = "reading, attribution_end, appearance_end, orphan_end"
    row = db.execute(f"SELECT {columns} FROM own_reading WHERE article_id = ?", (number,)).fetchone()
    return (_unpacked(json.loads(row[0]), article, model), Ends(*row[1:])) if row else None


def keep_own(db: sqlite3.Connection, number: int, own: Reading, ends: Ends, entities: set[int]) -> None:
    """Keep an own reading in place of the one that was kept, with the numbers of the entities that it names."""
    forget_own(db, number)
    row = (number, _packed(own), ends.attribution, ends.appearance, ends.orphan)
    db.execute("INSERT INTO own_reading VALUES (?, ?, ?, ?, ?)", row)
    db.executemany("INSERT INTO own_entity VALUES (?, ?)", ((entity, number) for entity in sorted(entities)))


def forget_own(db: sqlite3.Connection, number: int) -> set[int]:
    """Keep it no longer; gives the numbers of the entities that it named."""
    entities = {row[0] for row in db.execute("SELECT entity_id FROM own_entity WHERE article_id = ?", (number,))}
    db.execute("DELETE FROM own_reading WHERE article_id = ?", (number,))
    return entities


def _packed(reading: Reading) -> str:
    parts = {
        name: [asdict(each) for each in getattr(reading, name)] for name in ("attributions", "entities", "orphans")
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _unpacked(parts: dict[str, Any], article: Article, model: str) -> Reading:
    return Reading(
        article,
        tuple(map(_attribution, parts["attributions"])),
        tuple(map(_entity, parts["entities"])),
        tuple(Orphan(Span(**each["span"]), OrphanKind(each["kind"])) for each in parts["orphans"]),
        model,
    )


def _attribution(given: dict[str, Any]) -> Attribution:
    spans = ("content", "source", "cue", "medium", "anonymity")
    kinds = {"quotation": QuotationType, "act": Act, "polarity": Polarity, "voice": Voice}
    return Attribution(
        **given
        | {name: tuple(Span(**span) for span in given[name]) for name in spans}
        | {name: kind(given[name]) for name, kind in kinds.items()}
        | {name: tuple(given[name]) for name in ("chain", "targets")}
        | {"replies": tuple(Reply(reply["to"], ReplyKind(reply["how"])) for reply in given["replies"])}
    )


def _entity(given: dict[str, Any]) -> Entity:
    mentions = tuple(Mention(Span(**each["span"]), MentionForm(each["form"])) for each in given["mentions"])
    return Entity(
        **given | {"kind": EntityKind(given["kind"]), "aliases": tuple(given["aliases"]), "mentions": mentions}
    )
