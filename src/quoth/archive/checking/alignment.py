"""Laying a quotation over a statement, word by word.

A dynamic program in the manner of Gotoh (1982): every word of the quotation stands against one of the statement or
against none; words of the statement may be skipped before and after at no cost, and between at a cost that hardly grows
with their number, since a quotation may leave out a whole paragraph. One row is computed at a time with numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.archive.checking.noise import is_noise
from quoth.archive.checking.words import Word, data_lines

Floats = npt.NDArray[np.float32]
Pairs = list[tuple[int | None, int | None]]

_SAME = 2.0
# A function word says little of whether this is the place: the wrong "the" must not tear an alignment apart.
_SAME_FUNCTION = 1.0
_ALIKE = 0.8
_OTHER = -0.6
_INSERTED = 0.9
_SKIP, _SKIP_MORE = 1.3, 0.01
# Where the quotation itself says that words are left out or put in, they are expected.
_SKIP_MARKED = 0.1
_BRACKETED = 0.1
_LEAST_LETTERS = 4
# Sums of so small numbers differ by less in their last digits.
_CLOSE = 1e-3
FUNCTION_WORDS = frozenset(word for line in data_lines("function_words.txt") for word in line.split())


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places in quotation and statement, `None` for no counterpart, from the first word to the last.

    Skipped words before the first and after the last pair are not in it. `score` grows with what is alike.
    """

    pairs: Pairs
    score: float

    @property
    def matched(self) -> Pairs:
        """The pairs in which both have a word."""
        return [pair for pair in self.pairs if None not in pair]


def align(
    quoted: Sequence[Word], original: Sequence[Word], *, known: Callable[[str], bool], local: bool = False
) -> Alignment:
    """The best way to lay the quotation over the statement: all of it, or with `local` the part that fits best."""
    if not quoted or not original:
        return Alignment([(place, None) for place in range(len(quoted))], 0.0)
    scores = score_pairs(quoted, original, known)
    inserted = np.array([_BRACKETED if word.bracketed else _INSERTED for word in quoted], dtype=np.float32)
    skips = [_SKIP_MARKED if word.omission else _SKIP for word in quoted]
    best, before_skip = _fill(scores, inserted, skips, local=local)
    if local:
        row, column = (int(place) for place in np.unravel_index(np.argmax(best), best.shape))
    else:
        row, column = len(quoted), int(np.argmax(before_skip[len(quoted)]))
    score = float(best[row, column])
    return Alignment(_trace(best, before_skip, scores, inserted, (row, column), local=local), score)


def score_pairs(quoted: Sequence[Word], original: Sequence[Word], known: Callable[[str], bool]) -> Floats:
    """How well each word of the quotation fits each of the statement."""
    ours: dict[str, int] = {}
    for word in (*quoted, *original):
        ours.setdefault(word.form, len(ours))
    rows = np.array([ours[word.form] for word in quoted])
    columns = np.array([ours[word.form] for word in original])
    scores = np.full((len(quoted), len(original)), _OTHER, dtype=np.float32)
    for place, word in enumerate(quoted):
        if word.bracketed:
            scores[place] = -_BRACKETED
    same = rows[:, None] == columns[None, :]
    light = np.array([word.form in FUNCTION_WORDS for word in quoted])
    scores[same] = np.where(light, _SAME_FUNCTION, _SAME)[:, None].repeat(len(original), axis=1)[same]
    _score_alike(scores, quoted, original, known)
    return scores


def _score_alike(
    scores: Floats, quoted: Sequence[Word], original: Sequence[Word], known: Callable[[str], bool]
) -> None:
    """Words that begin alike may be forms of one; words that differ by a slip count almost as the same."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(original):
        places.setdefault(word.form, []).append(place)
    alike = _by_pieces(form for form in places if len(form) >= _LEAST_LETTERS and form not in FUNCTION_WORDS)
    for row, word in enumerate(quoted):
        if word.form in places or word.form in FUNCTION_WORDS or len(word.form) < _LEAST_LETTERS - 1:
            continue
        for form in {form for piece in _pieces(word.form) for form in alike.get(piece, ())}:
            score = _ALIKE if form[:3] == word.form[:3] and abs(len(form) - len(word.form)) <= _LEAST_LETTERS else 0.0
            if abs(len(form) - len(word.form)) <= 2:
                capital = any(original[place].capital and not original[place].first for place in places[form])
                score = _SAME if is_noise(word.form, form, capital=capital, known=known) else score
            if score:
                scores[row, places[form]] = np.maximum(scores[row, places[form]], score)


def _by_pieces(forms: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in forms:
        for piece in _pieces(form):
            found.setdefault(piece, []).append(form)
    return found


def _pieces(form: str) -> tuple[str, str, str]:
    """Pairs of letters at three places: two slips leave one of them as it was."""
    return f"^{form[:2]}", f"{form[-2:]}$", f".{form[1:3]}"


def _fill(scores: Floats, inserted: Floats, skips: Sequence[float], *, local: bool) -> tuple[Floats, Floats]:
    """The best score of each place in both: in any way, and without having just skipped words of the statement."""
    rows, columns = scores.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    before_skip = np.zeros_like(best)
    slope = np.arange(columns + 1, dtype=np.float32) * _SKIP_MORE
    for row in range(1, rows + 1):
        base = before_skip[row]
        base[0] = best[row - 1, 0] - inserted[row - 1]
        np.maximum(best[row - 1, :-1] + scores[row - 1], best[row - 1, 1:] - inserted[row - 1], out=base[1:])
        if local:
            np.maximum(base, 0.0, out=base)
        # Words skipped after this one of the quotation: what they cost depends on the mark before the next.
        skip = skips[row] if row < rows else _SKIP
        highest = np.maximum.accumulate(base + slope)
        best[row, 0] = base[0]
        np.maximum(base[1:], highest[:-1] - skip - slope[1:], out=best[row, 1:])
    return best, before_skip


def _trace(  # noqa: PLR0913 - all that was computed
    best: Floats, before_skip: Floats, scores: Floats, inserted: Floats, end: tuple[int, int], *, local: bool
) -> Pairs:
    """The pairs on the way to this end, walked backwards."""
    row, column = end
    pairs: Pairs = []
    slope = np.arange(best.shape[1], dtype=np.float32) * _SKIP_MORE
    skipped = local and best[row, column] > before_skip[row, column]
    while row > 0 and not (local and best[row, column] <= 0):
        if skipped or best[row, column] > before_skip[row, column]:
            source = int(np.argmax(before_skip[row, :column] + slope[:column]))
            pairs += [(None, place) for place in range(column - 1, source - 1, -1)]
            column = source
        skipped = False
        here = before_skip[row, column]
        if local and here <= 0:
            break
        if column and abs(here - best[row - 1, column - 1] - scores[row - 1, column - 1]) < _CLOSE:
            pairs.append((row - 1, column - 1))
            row, column = row - 1, column - 1
        elif abs(here - best[row - 1, column] + inserted[row - 1]) < _CLOSE:
            pairs.append((row - 1, None))
            row -= 1
        else:
            break
    pairs.reverse()
    while pairs and pairs[0][0] is None:
        pairs.pop(0)
    while pairs and pairs[-1][0] is None:
        pairs.pop()
    return pairs
