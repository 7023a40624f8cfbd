"""What the model sees of mentions, by characters: where they are, and whom they mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quoth.domain import EntityKind, MentionForm, Span
from quoth.extraction.scores.sightings import Sightings
from quoth.layout.features import Layout
from quoth.layout.references import Look, pair_features, pronoun_class
from quoth.model import Model
from quoth.resolution.mentions.found import FoundMention

_KINDS = {"person": EntityKind.PERSON, "organization": EntityKind.ORGANIZATION, "place": EntityKind.PLACE}


def found_mentions(text: str, layout: Layout, sightings: Sightings) -> list[FoundMention]:
    """The people, organizations and places that the model sees, in text order."""
    found = []
    for sighting in sightings.mentions:
        if sighting.label in _KINDS:
            start, end = sighting.words
            span = Span(layout.words[start].start, layout.words[end - 1].end)
            found.append(FoundMention(span, _KINDS[sighting.label], _form(span.of(text)), sighting.score))
    return found


def _form(words: str) -> MentionForm:
    if pronoun_class(words):
        return MentionForm.PRONOUN
    parts = words.split()
    capitals = [part[0].isupper() for part in parts if part[0].isalpha()]
    # "Bank of Northfield" has one small word among its capitals; "the mayor of Northfield" has more.
    return (
        MentionForm.NAME if capitals and capitals[0] and 2 * sum(capitals) > len(capitals) else MentionForm.DESCRIPTION
    )


class ModelLinks:
    """The model's word on whom a mention means; `Links` for one article."""

    def __init__(self, text: str, layout: Layout, sightings: Sightings, model: Model) -> None:
        """Ask `model` about mentions in the article that `sightings` are of."""
        self._text, self._sightings, self._model = text, sightings, model
        self._seen: dict[Span, tuple[Look, npt.NDArray[np.float32]]] = {}
        self._starts, self._ends = ([getattr(word, edge) for word in layout.words] for edge in ("start", "end"))

    def odds(self, mention: Span, earlier: Sequence[Span]) -> Sequence[float]:
        """As `Links` says."""
        if not earlier:
            return []
        look, vector = self._see(mention)
        looks, vectors = zip(*map(self._see, earlier), strict=True)
        odds: list[float] = self._model.link_odds(vector, np.stack(vectors), pair_features(look, looks)).tolist()
        return odds

    def _see(self, span: Span) -> tuple[Look, npt.NDArray[np.float32]]:
        seen = self._seen.get(span)
        if seen is None:
            start, end = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
            # A span of characters that the tokenizer drops has no word; its neighbour stands for it.
            start = min(start, len(self._starts) - 1)
            (vector,) = self._sightings.vectors([(start, max(end, start + 1))])
            seen = self._seen[span] = Look.of(start, span.of(self._text)), vector
        return seen
