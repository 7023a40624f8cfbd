"""A model's own reading and the corrections of its article -> the corrected reading. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth.archive.corrections.nesting import nest_again, retell
from quoth.archive.corrections.records import Correction, What, spans_given
from quoth.archive.identity import fold, key_in
from quoth.archive.quoted import find_passages
from quoth.domain import Attribution, BlockKind, Entity, EntityKind, Reading, Span, Spans
from quoth.extraction.quotations.quotation_type import QuotedPassages
from quoth.resolution.entities import voice_of

# So much of two contents together must be shared for the one to be the other, read anew.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Applied:
    """The corrected reading, and a sentence for each correction, by its number, that found nothing to put right."""

    reading: Reading
    lost: dict[int, str]


def apply(own: Reading, corrections: Sequence[Correction]) -> Applied:
    """Put right what the model read, one correction after the other.

    Where a correction stands is looked for in the model's own reading, so that none depends on another being there.
    """
    reading, lost = own, dict[int, str]()
    for correction in corrections:
        if correction.what is What.SPLIT:
            changed = _split(reading, correction)
            told = f"no longer names {correction.before.get('entity', {}).get('name')}"
        else:
            changed = _of_statement(own, reading, correction)
            told = "no longer has a statement there"
        if changed is None:
            model = f" by {own.model}" if own.model else ""
            lost[correction.id] = f"The reading{model} {told}: undo the correction, or make it anew."
        else:
            reading = changed
    return Applied(reading, lost)


def find_attribution(
    reading: Reading, before: Mapping[str, Any], after: Mapping[str, Any] | None
) -> Attribution | None:
    """The attribution that a correction is of, by its characters; a newer model may have cut it otherwise.

    The same content and cue, the same content, the content as it was corrected, or one that shares most of it.
    """
    content, cue = spans_given(before["content"]), spans_given(before["cue"])
    wished = spans_given(after["content"]) if after else content
    tests: tuple[Callable[[Attribution], bool], ...] = (
        lambda each: each.content == content and each.cue == cue,
        lambda each: each.content == content and bool(content),
        lambda each: each.content == wished and bool(wished),
    )
    for test in tests:
        if found := next((each for each in reading.attributions if test(each)), None):
            return found
    near = [(_likeness(each.content, content), bool(_shared(each.cue, cue)), each) for each in reading.attributions]
    likeness, _, best = max(near, key=lambda row: row[:2], default=(0.0, False, None))
    return best if likeness >= _ALIKE else None


def join_entities(reading: Reading, joined: Mapping[str, str]) -> Reading:
    """Make one entity of several: each id of `joined` becomes the one it stands for, with its names and mentions."""
    entities = []
    for entity in reading.entities:
        if entity.id in joined:
            continue
        others = [other for other in reading.entities if joined.get(other.id) == entity.id]
        author = joined.get(entity.author or "", entity.author)
        if others or author != entity.author:
            names = [name for other in others for name in (other.name, *other.aliases)]
            aliases = tuple(dict.fromkeys(name for name in (*entity.aliases, *names) if name != entity.name))
            mentions = {mention for one in (entity, *others) for mention in one.mentions}
            ordered = tuple(sorted(mentions, key=lambda mention: (mention.span, mention.form)))
            entity = replace(entity, aliases=aliases, mentions=ordered, author=author)  # noqa: PLW2901
        entities.append(entity)

    def renamed(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(joined.get(id, id) for id in ids)

    attributions = tuple(
        replace(
            each,
            speaker=joined.get(each.speaker, each.speaker) if each.speaker is not None else None,
            chain=renamed(each.chain),
            targets=tuple(dict.fromkeys(renamed(each.targets))),
        )
        for each in reading.attributions
    )
    return replace(reading, attributions=attributions, entities=tuple(entities))


def _of_statement(own: Reading, reading: Reading, correction: Correction) -> Reading | None:
    after = correction.after
    found = find_attribution(own, correction.before, after)
    if found is None:
        # What was no attribution is none for the newer model either.
        return reading if after is None else None
    here = next((each for each in reading.attributions if each.id == found.id), None)
    if here is None:
        return reading
    if after is None:
        return _without(reading, here)
    if correction.what is What.SPEAKER:
        return _spoken_by(reading, here, after["speaker"])
    return _with_content(reading, here, spans_given(after["content"]))


def _without(reading: Reading, gone: Attribution) -> Reading:
    rest = tuple(
        replace(
            each,
            parent=gone.parent if each.parent == gone.id else each.parent,
            replies=tuple(reply for reply in each.replies if reply.to != gone.id),
        )
        for each in reading.attributions
        if each.id != gone.id
    )
    return retell(reading, replace(reading, attributions=rest))


def _spoken_by(reading: Reading, statement: Attribution, speaker: Mapping[str, str] | None) -> Reading:
    id = None
    if speaker is not None:
        reading, id = _with_entity(reading, speaker)
    kind = EntityKind(speaker["kind"]) if speaker is not None else EntityKind.NONE
    return _exchanged(reading, replace(statement, speaker=id, voice=voice_of(kind)))


def _with_content(reading: Reading, statement: Attribution, content: Spans) -> Reading:
    article = reading.article
    blockquotes = [block.span for block in article.blocks if block.kind is BlockKind.BLOCKQUOTE]
    quoted = QuotedPassages([*find_passages(article), *blockquotes])
    changed = replace(statement, content=content, quotation=quoted.quotation_type(article.text, content, statement.cue))
    orphans = tuple(orphan for orphan in reading.orphans if not any(orphan.span.overlap(span) for span in content))
    return nest_again(_exchanged(replace(reading, orphans=orphans), changed), statement, changed)


def _exchanged(reading: Reading, changed: Attribution) -> Reading:
    several = tuple(changed if each.id == changed.id else each for each in reading.attributions)
    return retell(reading, replace(reading, attributions=several))


def _split(reading: Reading, correction: Correction) -> Reading | None:
    """In this article, the entity is another one than the model took it for."""
    before, after = correction.before["entity"], (correction.after or {})["entity"]
    entity = find_entity(reading, before)
    if entity is None:
        return None
    other = next((each for each in reading.entities if key_in(reading, each) == after["key"]), None)
    if other is not None and other.id != entity.id:
        return _voiced(join_entities(reading, {entity.id: other.id}), other)
    # It answers to its short names still, and no longer to the one that it was told apart from.
    names = tuple(
        name for name in (entity.name, *entity.aliases) if fold(name) not in {fold(before["name"]), fold(after["name"])}
    )
    changed = replace(
        entity,
        name=after["name"],
        kind=EntityKind(after["kind"]),
        key=after["key"],
        aliases=names,
        wikidata=after["wikidata"],
    )
    entities = tuple(changed if each.id == entity.id else each for each in reading.entities)
    return _voiced(replace(reading, entities=entities), changed)


def find_entity(reading: Reading, sought: Mapping[str, str]) -> Entity | None:
    """The entity of a reading with this key, or else of this kind and name."""
    same = [each for each in reading.entities if key_in(reading, each) == sought["key"]]
    same += [
        each for each in reading.entities if each.kind == sought["kind"] and fold(each.name) == fold(sought["name"])
    ]
    return same[0] if same else None


def _voiced(reading: Reading, entity: Entity) -> Reading:
    """What the entity says is in the voice of its kind."""
    voice = voice_of(entity.kind)
    return replace(
        reading,
        attributions=tuple(
            replace(each, voice=voice) if each.speaker == entity.id else each for each in reading.attributions
        ),
    )


def _with_entity(reading: Reading, given: Mapping[str, str]) -> tuple[Reading, str]:
    """The reading with this entity among its own, and the entity's id."""
    for entity in reading.entities:
        if key_in(reading, entity) == given["key"]:
            return reading, entity.id
    ids = {entity.id for entity in reading.entities}
    number = len(ids) + 1
    while f"e{number}" in ids:
        number += 1
    entity = Entity(
        f"e{number}", given["name"], EntityKind(given["kind"]), key=given["key"], wikidata=given["wikidata"]
    )
    return replace(reading, entities=(*reading.entities, entity)), entity.id


def _likeness(one: Spans, other: Spans) -> float:
    """Jaccard's, of their characters."""
    shared = _shared(one, other)
    both = sum(map(len, one)) + sum(map(len, other)) - shared
    return shared / both if both else 0.0


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(span.overlap(each) for span in one for each in other)
