"""Layout -> candidates: every cue worth a look, with the source and content that the model gives it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quoth.domain import Voice
from quoth.extraction.scores.decoding import CANDIDATE, decode_cues, decode_roles, role_probability, runs_of
from quoth.extraction.scores.runs import Run
from quoth.extraction.scores.sightings import Sightings
from quoth.layout.features import Layout
from quoth.layout.windows import Window, cut_windows
from quoth.model import Model, WindowScores


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its source and content as ranges of the article's words.

    `outer` and `inner` are the probabilities of an outermost and of an inner cue, `hold` the mean probability of the
    content's words; `acts` are log-probabilities in the order of `Act`, `negative` is the probability of negative
    polarity; `window` is the range of words that was read with it.
    """

    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    outer: float
    inner: float
    hold: float
    acts: tuple[float, ...]
    negative: float
    voice: Voice
    window: Run


def find_candidates(
    layout: Layout, model: Model, *, least: float = CANDIDATE, sightings: Sightings | None = None
) -> list[Candidate]:
    """Read all windows of an article; each cue is taken from the window that owns its first word.

    The mentions that are seen on the way are added to `sightings`.
    """
    counts = np.diff(layout.piece_starts)
    windows = cut_windows(counts.tolist(), layout.paragraph_starts, layout.sentence_starts)
    found: list[Candidate] = []
    for window in windows:
        scores = model.read_window(layout, window)
        if sightings is not None:
            sightings.add(window, model.read_mentions(scores))
        for candidate in _read(layout, window, scores, model, least):
            # A cue that the window before saw running over the seam is not read again from its middle.
            if not found or candidate.cue[0] >= found[-1].cue[1]:
                found.append(candidate)
    return found


def _read(layout: Layout, window: Window, scores: WindowScores, model: Model, least: float) -> list[Candidate]:
    owned = (window.owned_start - window.start, window.owned_end - window.start)
    cues = [cue for cue in decode_cues(scores.cues, least=least) if owned[0] <= cue.start < owned[1]]
    if not cues:
        return []
    paragraphs = layout.paragraph_of[window.start : window.end]
    roles = model.read_roles(scores, [(cue.start, cue.end) for cue in cues], paragraphs)
    paths = decode_roles(roles.roles)
    contents = role_probability(roles.roles, "content")
    sources = role_probability(roles.roles, "source")
    found = []
    for number, cue in enumerate(cues):
        content = runs_of(paths[number], "content")
        source = runs_of(paths[number], "source")
        # Two sources of one cue are as good as never right: the surer one is.
        source = sorted(source, key=lambda run: -float(sources[number, run[0] : run[1]].mean()))[:1]
        chances = [contents[number, start:end] for start, end in content]
        hold = float(np.concatenate(chances).mean()) if chances else 0.0
        found.append(
            Candidate(
                cue=(cue.start + window.start, cue.end + window.start),
                source=_moved(source, window.start),
                content=_moved(content, window.start),
                outer=cue.outer,
                inner=cue.inner,
                hold=hold,
                acts=tuple(roles.acts[number].tolist()),
                negative=float(roles.negative[number]),
                voice=list(Voice)[int(roles.voices[number].argmax())] if source else Voice.NONE,
                window=(window.start, window.end),
            )
        )
    return found


def _moved(runs: list[Run], by: int) -> tuple[Run, ...]:
    return tuple((start + by, end + by) for start, end in runs)
