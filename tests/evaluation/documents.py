"""Small documents by hand, and the reading that a perfect system would give of one."""

from __future__ import annotations

from dataclasses import replace

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
    Reading,
    Reply,
    ReplyKind,
    Span,
    Spans,
    Voice,
)
from quoth.evaluation.corpora import GoldAttribution, GoldDocument, GoldPronoun

KIND_OF = {"person": EntityKind.PERSON, "organization": EntityKind.ORGANIZATION, "place": EntityKind.PLACE}


def spans(text: str, *parts: str) -> Spans:
    """Where the parts stand in the text, each at its first place."""
    assert all(part in text for part in parts), parts
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def perfect(document: GoldDocument) -> Reading:
    """The gold of a document as a reading."""
    names = sorted({name for row in document.attributions for name in (*row.speakers[:1], *row.about)})
    ids = {name: f"e{number}" for number, name in enumerate(names)}
    return Reading(
        article=Article(document.id, document.text),
        attributions=tuple(
            replace(_predicted(row, ids), replies=_replies(document, row.id)) for row in document.attributions
        ),
        entities=(
            *(Entity(number, name, EntityKind.PERSON) for name, number in ids.items()),
            *_mentioned(document),
        ),
        orphans=tuple(Orphan(where[0], OrphanKind(kind)) for where, kind in document.orphans),
        model="gold",
    )


def perfect_snippet(snippet: GoldPronoun) -> Reading:
    """The gold of a snippet as a reading: an entity for the pronoun, and one for each name that it does not mean."""
    meant = [name.span for name in snippet.names if name.meant]
    others = [name.span for name in snippet.names if not name.meant]
    who = (Mention(snippet.pronoun, MentionForm.PRONOUN), *map(Mention, meant))
    return Reading(
        article=Article(snippet.id, snippet.text),
        entities=(
            Entity("who", meant[0].of(snippet.text) if meant else "somebody", EntityKind.PERSON, mentions=who),
            *(
                Entity(f"other{place}", span.of(snippet.text), EntityKind.PERSON, mentions=(Mention(span),))
                for place, span in enumerate(others)
            ),
        ),
        model="gold",
    )


def without(reading: Reading, *ids: str) -> Reading:
    """The reading less the attributions of these ids."""
    return replace(reading, attributions=tuple(row for row in reading.attributions if row.id not in ids))


def changed(reading: Reading, id: str, **changes: object) -> Reading:
    """The reading with other fields in one attribution."""
    rows = tuple(replace(row, **changes) if row.id == id else row for row in reading.attributions)  # type: ignore[arg-type]
    return replace(reading, attributions=rows)


def _mentioned(document: GoldDocument) -> list[Entity]:
    """An entity for each cluster of annotated mentions, in the order of the text."""
    clusters: dict[str, Entity] = {}
    for mention in document.mentions or ():
        new = Entity(f"m{mention.cluster}", mention.span.of(document.text), KIND_OF.get(mention.type, EntityKind.NONE))
        entity = clusters.get(mention.cluster, new)
        clusters[mention.cluster] = replace(entity, mentions=(*entity.mentions, Mention(mention.span)))
    return [*clusters.values()]


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
        targets=tuple(ids[name] for name in row.about),
    )
