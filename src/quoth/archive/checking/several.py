"""Many quotations in one go: a file of them, or all that a draft quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.archive.quoted import find_passages, quoted_parts
from quoth.domain import EntityKind, OrphanKind, Reading, Span
from quoth.errors import IntakeError

# Who is called so in a draft has no name to compare.
_NAMELESS = frozenset({EntityKind.UNNAMED, EntityKind.NONE})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to check, and who is said to have said them."""

    words: str
    by: str | None = None


def quotations_in_lines(text: str, *, name: str) -> Iterator[Quotation | IntakeError]:
    """The quotations of JSON Lines with `quotation` and perhaps `by`; a bad line costs only itself."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _quotation(line, f"{name}, line {number},")


def _quotation(line: str, where: str) -> Quotation | IntakeError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return IntakeError(f"{where} is not JSON ({error}): write one object a line.")
    if not isinstance(row, dict) or not isinstance(row.get("quotation"), str):
        return IntakeError(f'{where} has no "quotation": write {{"quotation": "…", "by": "…"}}.')
    by = row.get("by")
    if by is not None and not isinstance(by, str):
        return IntakeError(f'{where} has "by" that is no string: give a name or leave it out.')
    return Quotation(row["quotation"], by or None)


def quotations_of_draft(reading: Reading) -> list[Quotation]:
    """What a draft puts in quotation marks, in its order, with whom it names for it.

    The parts of one content that only the cue interrupts are one quotation. Terms and titles are left out.
    """
    text, passages = reading.article.text, find_passages(reading.article)
    found: list[tuple[int, Quotation]] = []
    owned: set[Span] = set()
    # A passage that two statements hold belongs to the one that holds least beside it.
    for attribution in sorted(reading.attributions, key=lambda each: len(each.content)):
        parts = [part for part in quoted_parts(attribution, passages) if part not in owned]
        owned.update(parts)
        words = " ".join(part.of(text) for part in parts)
        if any(character.isalnum() for character in words):
            entity = reading.entity(attribution.speaker) if attribution.speaker is not None else None
            by = entity.name if entity and entity.kind not in _NAMELESS else None
            found.append((parts[0].start, Quotation(words, by)))
    found += [
        (orphan.span.start, Quotation(orphan.span.of(text)))
        for orphan in reading.orphans
        if orphan.kind is OrphanKind.ORPHAN
    ]
    return [quotation for _, quotation in sorted(found, key=lambda pair: pair[0])]
