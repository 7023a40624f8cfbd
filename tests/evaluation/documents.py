"""Small documents by hand, and the reading that a perfect system would give of one."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import (
    Act,
    Article,
    Attribution,
    Entity,
    EntityKind,
    Orphan,
    OrphanKind,
    Polarity,
    Reading,
    Reply,
    ReplyKind,
    Span,
    Spans,
    Voice,
)
from quoth.evaluation.corpora import GoldAttribution, GoldDocument


def spans(text: str, *parts: str) -> Spans:
    """Where the parts stand in the text, each at its first place."""
    assert all(part in text for part in parts), parts
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def perfect(document: GoldDocument) -> Reading:
    """The gold of a document as a reading."""
    names = sorted({row.speakers[0] for row in document.attributions if row.speakers})
    ids = {name: f"e{number}" for number, name in enumerate(names)}
    return Reading(
        article=Article(document.id, document.text),
        attributions=tuple(
            replace(_predicted(row, ids), replies=_replies(document, row.id)) for row in document.attributions
        ),
        entities=tuple(Entity(number, name, EntityKind.PERSON) for name, number in ids.items()),
        orphans=tuple(Orphan(where[0], OrphanKind(kind)) for where, kind in document.orphans),
        model="gold",
    )


def without(reading: Reading, *ids: str) -> Reading:
    """The reading less the attributions of these ids."""
    return replace(reading, attributions=tuple(row for row in reading.attributions if row.id not in ids))


def changed(reading: Reading, id: str, **changes: object) -> Reading:
    """The reading with other fields in one attribution."""
    rows = tuple(replace(row, **changes) if row.id == id else row for row in reading.attributions)  # type: ignore[arg-type]
    return replace(reading, attributions=rows)


def _replies(document: GoldDocument, id: str) -> tuple[Reply, ...]:
    return tuple(Reply(reply.to, ReplyKind(reply.how)) for reply in document.replies if reply.id == id)


def _predicted(row: GoldAttribution, ids: dict[str, str]) -> Attribution:
    return Attribution(
        id=row.id,
        content=row.content,
        source=row.source,
        cue=row.cue,
        parent=row.parent,
        act=Act(row.acts[0]) if row.acts else Act.SAYS,
        polarity=Polarity.NEGATIVE if row.negative else Polarity.POSITIVE,
        voice=Voice(row.kind) if row.kind else Voice.NONE,
        speaker=ids[row.speakers[0]] if row.speakers else None,
    )
