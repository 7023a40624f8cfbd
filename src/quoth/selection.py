"""A reading cut down to the attributions that somebody asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from quoth.domain import Act, Reading


def select(reading: Reading, *, min_confidence: float = 0.0, acts: Collection[Act] | None = None) -> Reading:
    """The attributions that are sure enough and do one of the acts, with those that they lie in, and whom they name.

    What a chosen attribution lies in stays whatever it is, since without it the chain would hang in the air. Orphans
    stay as they are.
    """
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    kept: set[str] = set()
    for attribution in reading.attributions:
        if attribution.confidence >= min_confidence and (acts is None or attribution.act in acts):
            id: str | None = attribution.id
            while id is not None and id not in kept:
                kept.add(id)
                id = by_id[id].parent
    attributions = tuple(attribution for attribution in reading.attributions if attribution.id in kept)
    told = {id for attribution in attributions for id in (*attribution.chain, *attribution.targets)}
    told |= {entity.author for entity in reading.entities if entity.id in told and entity.author}
    entities = tuple(entity for entity in reading.entities if entity.id in told)
    return replace(reading, attributions=attributions, entities=entities)
