"""Windows -> mentions in words: the spans in which the model sees people, organizations, places and other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from quoth.extraction.scores.runs import Run
from quoth.layout.windows import Window
from quoth.model import LINK_RANK, MENTION_LABELS, MentionScores

Halves = npt.NDArray[np.float16]

# A span is a mention if that is likelier than not.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention as a range of the article's words, one of `MENTION_LABELS`, and how sure it is: 0.5 to 1."""

    words: Run
    label: str
    score: float


@dataclass(slots=True)
class Sightings:
    """The mentions of an article in text order, and every word's parts in mentions: [W, 3, LINK_RANK]."""

    mentions: list[Sighting] = field(default_factory=list)
    _parts: list[Halves] = field(default_factory=list)

    def add(self, window: Window, scores: MentionScores) -> None:
        """Take what a window says of the words that it speaks for."""
        low, high = window.owned_start - window.start, window.owned_end - window.start
        self._parts.append(scores.parts[low:high].astype(np.float16))
        for mention in decode_mentions(scores, (low, high)):
            start, end = mention.words
            self.mentions.append(Sighting((start + window.start, end + window.start), mention.label, mention.score))

    def vectors(self, runs: Sequence[Run]) -> npt.NDArray[np.float32]:
        """The vectors [M, LINK_RANK] of any ranges of words, mentions or not."""
        if len(self._parts) > 1:
            self._parts = [np.concatenate(self._parts)]
        found = np.zeros((len(runs), LINK_RANK), dtype=np.float32)
        for number, (start, end) in enumerate(runs):
            own = self._parts[0][start:end].astype(np.float32)
            found[number] = own[0, 0] + own[-1, 1] + own[:, 2].sum(axis=0) / np.float32(len(own))
        return found


def decode_mentions(scores: MentionScores, owned: Run) -> list[Sighting]:
    """The mentions that begin among the owned words; of two that cross each other the surer one."""
    outside = np.exp(scores.spans[:, :, 0])
    words, lengths = np.nonzero(1 - outside[owned[0] : owned[1]] > _LEAST)
    words = words + owned[0]
    inside = words + lengths < len(outside)
    found = []
    for start, length in zip(words[inside].tolist(), lengths[inside].tolist(), strict=True):
        label = MENTION_LABELS[1 + int(scores.spans[start, length, 1:].argmax())]
        found.append(Sighting((start, start + length + 1), label, float(1 - outside[start, length])))
    kept: list[Sighting] = []
    # Of those kept: the last end of what begins at a word, and the first beginning of what ends before one.
    ends: dict[int, int] = {}
    begins: dict[int, int] = {}
    for sighting in sorted(found, key=lambda one: (-one.score, one.words)):
        start, end = sighting.words
        # Two ranges cross that share words and of which neither lies in the other.
        if not any(ends.get(at, at) > end or begins.get(at, at) < start for at in range(start + 1, end)):
            kept.append(sighting)
            ends[start] = max(end, ends.get(start, end))
            begins[end] = min(start, begins.get(end, start))
    return sorted(kept, key=lambda one: one.words)
