"""Scores -> cues and role spans: the best sequences of labels that are allowed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.extraction.scores.runs import Run
from quoth.model import CUE_LABELS, ROLE_LABELS

Floats = npt.NDArray[np.float32]

_OUTSIDE = "outside"
# The labels of outermost cues before those of inner ones.
_BEGIN, _INSIDE = ([CUE_LABELS.index(f"{part}-{kind}") for kind in ("outer", "inner")] for part in ("begin", "inside"))
# Log-probability from which a word counts as surely outside: 0.999.
_CERTAIN = -1e-3
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
    wrong = _ALLOWED[path[:, :-1], path[:, 1:]] < 0.0
    wrong_starts = np.array(_START)[path[:, 0]] < 0.0
    for cue in np.flatnonzero(wrong.any(axis=1) | wrong_starts).tolist():
        # Words that are surely outside part the others: labels behind such a word do not depend on those before it.
        sure = scores[cue, :, 0] > _CERTAIN
        own = np.where(sure[:, None], _SURELY_OUTSIDE, scores[cue])
        certain = np.flatnonzero(sure).tolist()
        done = -1
        for place in [0] * bool(wrong_starts[cue]) + np.flatnonzero(wrong[cue]).tolist():
            if place < done:
                continue
            here = bisect_right(certain, place)
            start = certain[here - 1] if here else 0
            done = certain[here] if here < len(certain) else path.shape[1] - 1
            path[cue, start : done + 1] = _viterbi(own[start : done + 1])
    return path


def _viterbi(scores: Floats) -> list[int]:
    """The best labels for one cue's [W, 9]; in plain Python, since numpy is slow on nine numbers at a time."""
    first, *rows = scores.tolist()
    best = [score + start for score, start in zip(first, _START, strict=True)]
    came_from = []
    for row in rows:
        likeliest = [max(befores, key=best.__getitem__) for befores in _BEFORE]
        before = [likeliest[number] for number in _BEFORE_OF]
        best = [best[label] + score for label, score in zip(before, row, strict=True)]
        came_from.append(before)
    path = [max(range(len(best)), key=best.__getitem__)]
    for before in reversed(came_from):
        path.append(before[path[-1]])
    return path[::-1]


def runs_of(path: npt.NDArray[np.int64], role: str) -> list[Run]:
    """Where one row of labels has the role `source` or `content`, as ranges of words."""
    inside = np.zeros(len(path) + 2, dtype=np.bool_)
    inside[1:-1] = _HAS_ROLE[role][path]
    edges = np.flatnonzero(inside[1:] != inside[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


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
_SURELY_OUTSIDE = np.array([0.0 if label == _OUTSIDE else -1e9 for label in ROLE_LABELS], dtype=np.float32)
# The labels that may stand before each, of which every label has some; several labels have the same.
_EACH_BEFORE = [tuple(place for place in range(len(ROLE_LABELS)) if not row[place]) for row in _ALLOWED.T]
_BEFORE = sorted(set(_EACH_BEFORE))
_BEFORE_OF = [_BEFORE.index(befores) for befores in _EACH_BEFORE]
# The first word may go on with a run that the window's edge cut, though whole runs are the rule.
_START = [-1.0 if _part(label) in {"inside", "end"} else 0.0 for label in ROLE_LABELS]
