"""Scores -> cues and role spans: the best sequences of labels that are allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.model import CUE_LABELS, ROLE_LABELS

Floats = npt.NDArray[np.float32]
Run = tuple[int, int]

_OUTSIDE = "outside"
# The labels of outermost cues before those of inner ones.
_BEGIN, _INSIDE = ([CUE_LABELS.index(f"{part}-{kind}") for kind in ("outer", "inner")] for part in ("begin", "inside"))
# Log-probability from which a word counts as surely outside: 0.9999.
_CERTAIN = -1e-4
# A beginning of this probability is worth a look; whether it is a cue is decided with the content in hand.
CANDIDATE = 0.2


@dataclass(frozen=True, slots=True)
class CueRun:
    """Words `start` to `end` may be a cue: with what probability of an outermost and of an inner one."""

    start: int
    end: int
    outer: float
    inner: float

    @property
    def probability(self) -> float:
        """How sure it is that there is a cue at all."""
        return self.outer + self.inner


def decode_cues(scores: Floats, *, least: float = CANDIDATE) -> list[CueRun]:
    """Cue runs from log-probabilities [W, 5] of `CUE_LABELS`.

    A cue begins where beginning is at least as likely as `least` and likelier than at the word after, unless it is
    likelier than not. Given that it begins there, it goes on while "inside" is likelier than "begin" and than its end:
    a word that is outside only as far as there may be no cue at all does not end it. It is as sure as its surest word,
    which may be one that other likely cues hold too: "has struggled" and "struggled".
    """
    chances = np.exp(scores)
    begin, inside = chances[:, _BEGIN], chances[:, _INSIDE]
    covered = begin + inside
    beginning, going_on, outside = begin.sum(axis=1), inside.sum(axis=1), chances[:, CUE_LABELS.index(_OUTSIDE)]
    later = np.append(beginning[1:], 0.0)
    begins = (beginning >= least) & ((beginning >= later) | (beginning >= 0.5))
    runs: list[CueRun] = []
    for place in np.flatnonzero(begins).tolist():
        if runs and place < runs[-1].end:
            continue
        end, no_cue = place + 1, 1 - beginning[place]
        while end < len(scores) and going_on[end] > max(beginning[end], outside[end] - no_cue):
            end += 1
        surest = place + int(covered[place:end].sum(axis=1).argmax())
        runs.append(CueRun(place, end, float(covered[surest, 0]), float(covered[surest, 1])))
    return runs


def decode_roles(scores: Floats) -> npt.NDArray[np.int64]:
    """The best allowed labels [C, W] for log-probabilities [C, W, 9] of `ROLE_LABELS`, by the Viterbi algorithm.

    Contents may come in several runs. A run may begin or end at the window's edge, where the window cut it.
    """
    path: npt.NDArray[np.int64] = scores.argmax(axis=-1)
    # Where the likeliest labels are allowed as they stand, no other sequence is better.
    allowed = (_ALLOWED[path[:, :-1], path[:, 1:]].min(axis=1, initial=0.0) == 0.0) & (_START[path[:, 0]] == 0.0)
    wrong = np.flatnonzero(~allowed)
    if len(wrong):
        # Of words that are surely outside only the first after others matters: it ends what came before.
        certain: npt.NDArray[np.bool_] = np.all(scores[wrong, :, 0] > _CERTAIN, axis=0)
        after_certain = np.concatenate([[False], certain[:-1]])
        open_words = np.flatnonzero(~(certain & after_certain))
        path[wrong[:, None], open_words] = _viterbi(scores[wrong[:, None], open_words])
    return path


def _viterbi(scores: Floats) -> npt.NDArray[np.int64]:
    cues, words, labels = scores.shape
    best = scores[:, 0] + _START
    came_from = np.zeros((words, cues, labels), dtype=np.int64)
    rows, columns = np.arange(cues)[:, None], np.arange(labels)[None, :]
    for place in range(1, words):
        steps = best[:, :, None] + _ALLOWED
        came_from[place] = steps.argmax(axis=1)
        best = steps[rows, came_from[place], columns] + scores[:, place]
    path = np.zeros((cues, words), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for place in range(words - 1, 0, -1):
        path[:, place - 1] = came_from[place, np.arange(cues), path[:, place]]
    return path


def runs_of(path: npt.NDArray[np.int64], role: str) -> list[Run]:
    """Where one row of labels has the role `source` or `content`, as ranges of words."""
    inside = _HAS_ROLE[role][path]
    edges = np.flatnonzero(np.diff(inside.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def role_probability(scores: Floats, role: str) -> Floats:
    """How likely each word has the role: [..., W, 9] -> [..., W]."""
    chances: Floats = np.exp(scores[..., _LABELS_OF[role]]).sum(axis=-1)
    return chances


def _role(label: str) -> str:
    return label.partition("-")[0]


def _part(label: str) -> str:
    return label.partition("-")[2]


def _may_follow(before: str, after: str) -> bool:
    unfinished = _part(before) in {"begin", "inside"}
    goes_on = _part(after) in {"inside", "end"}
    if unfinished or goes_on:
        return unfinished and goes_on and _role(before) == _role(after)
    return _role(before) != _role(after) or before == _OUTSIDE


_LABELS_OF = {
    role: [place for place, label in enumerate(ROLE_LABELS) if _role(label) == role] for role in ("source", "content")
}
_HAS_ROLE = {role: np.array([_role(label) == role for label in ROLE_LABELS]) for role in _LABELS_OF}
_ALLOWED = np.array(
    [[0.0 if _may_follow(before, after) else -1e4 for after in ROLE_LABELS] for before in ROLE_LABELS], dtype=np.float32
)
# The first word may go on with a run that the window's edge cut, though whole runs are the rule.
_START = np.array([-1.0 if _part(label) in {"inside", "end"} else 0.0 for label in ROLE_LABELS], dtype=np.float32)
