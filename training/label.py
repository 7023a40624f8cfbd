"""Trained teacher -> what it says of every training document: soft labels for the student, in one file.

    python -m training label

writes build/training/labels.pt: for each document the probabilities of the cue labels of every word, and for each cue
that is marked, or that the teacher is sure of, those of the words' roles. So the student also learns of the inner cues
that PolNeAR leaves unmarked (self-training), of GUM's reports in PolNeAR's way, and of how sure the teacher is.
"""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from quoth.extraction.scores.decoding import decode_cues
from quoth.layout.windows import cut_windows
from quoth.model import CUE_LABELS
from training.plans import TEACHER, load
from training.prepare import FOLDER, Document
from training.torch_model import TorchModel

log = logging.getLogger("label")

Halves = npt.NDArray[np.float16]

# A cue that nobody marked is learned from the teacher if it gives it this probability.
SURE = 0.5
# Words of which the teacher says with this probability that they have no role are left out of what is stored.
_SURELY_OUTSIDE = 0.999


@dataclass(frozen=True, slots=True)
class SoftCue:
    """What the teacher says of a cue: words `start` to `end`, and from the word `first` on the probabilities of roles.

    `marked` says that the corpus has this cue too. `act` [16] and `voice` [6] are probabilities, `negative` is one.
    """

    start: int
    end: int
    marked: bool
    first: int
    roles: Halves
    act: Halves
    voice: Halves
    negative: float
    window: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the teacher says of a document: cue labels [W, 5] as probabilities, and of each cue."""

    document: str
    cues: Halves
    roles: tuple[SoftCue, ...]


def label(document: Document, model: TorchModel) -> Labels:
    """Read a document as the shipped model reads, and keep the probabilities."""
    layout = document.layout
    words = np.zeros((len(layout.words), len(CUE_LABELS)), dtype=np.float16)
    found: list[SoftCue] = []
    counts = np.diff(layout.piece_starts).tolist()
    for window in cut_windows(counts, layout.paragraph_starts, layout.sentence_starts):
        scores = model.read_window(layout, window)
        low, high = window.owned_start, window.owned_end
        words[low:high] = np.exp(scores.cues[low - window.start : high - window.start])
        marked = {(cue.start, cue.end) for cue in document.cues if low <= cue.start < high and cue.end <= window.end}
        taken = {place for start, end in marked for place in range(start, end)}
        own = (
            (cue.start + window.start, cue.end + window.start)
            for cue in decode_cues(scores.cues, least=SURE)
            if low <= cue.start + window.start < high and cue.probability >= SURE
        )
        cues = [*sorted(marked), *(cue for cue in own if not taken.intersection(range(*cue)))]
        if cues:
            inside = [(start - window.start, end - window.start) for start, end in cues]
            roles = model.read_roles(scores, inside, layout.paragraph_of[window.start : window.end])
            chances = np.exp(roles.roles)
            for number, cue in enumerate(cues):
                first, kept = _kept(chances[number])
                found.append(
                    SoftCue(
                        *cue,
                        marked=cue in marked,
                        first=first + window.start,
                        roles=kept,
                        act=np.exp(roles.acts[number]).astype(np.float16),
                        voice=np.exp(roles.voices[number]).astype(np.float16),
                        negative=float(roles.negative[number]),
                        window=(window.start, window.end),
                    )
                )
    return Labels(document.id, words, tuple(found))


def _kept(chances: npt.NDArray[np.float32]) -> tuple[int, Halves]:
    """The stretch of words that may have a role: where it begins, and the probabilities there."""
    open_words = np.flatnonzero(chances[:, 0] < _SURELY_OUTSIDE)
    if not len(open_words):
        return 0, chances[:0].astype(np.float16)
    first, last = int(open_words[0]), int(open_words[-1]) + 1
    return first, chances[first:last].astype(np.float16)


def _labelled(documents: Sequence[Document], model: TorchModel) -> Iterator[Labels]:
    for number, document in enumerate(documents):
        yield label(document, model)
        if number % 50 == 0:
            log.info("%d of %d documents", number + 1, len(documents))


def main(arguments: Sequence[str] | None = None) -> None:
    """Have the teacher label all training documents."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    documents = torch.load(FOLDER / "documents.pt", weights_only=False)
    torch.set_num_threads(os.cpu_count() or 1)
    model = TorchModel(load(TEACHER), "teacher")
    torch.save(list(_labelled(documents, model)), FOLDER / "labels.pt")
