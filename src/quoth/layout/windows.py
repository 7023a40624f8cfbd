"""Word pieces -> the windows that the encoder reads, and which window speaks for which word.

A window holds at most `WINDOW_PIECES` word pieces and is cut where a paragraph ends, else where a sentence ends.
Windows overlap, and each word belongs to the window in which it is most central, so nothing is read twice or lost at a
seam.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

# The encoder has 512 positions, and training saw windows of up to 510. 448 reads as well as 510 and 4 % faster, since
# attention grows with the square; at 384 attribution F1 fell by 0.8 on the held-out articles, by 0.6 on dev.
WINDOW_PIECES = 448
OVERLAP_PIECES = 64

# Where a window may be cut, the best places first: starts of paragraphs, starts of sentences.
_Cuts = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are read; the window speaks for words `owned_start` to `owned_end`."""

    start: int
    end: int
    owned_start: int
    owned_end: int


def cut_windows(
    piece_counts: Sequence[int],
    paragraph_starts: Sequence[int],
    sentence_starts: Sequence[int],
    *,
    size: int = WINDOW_PIECES,
    overlap: int = OVERLAP_PIECES,
) -> list[Window]:
    """Windows over words with the given numbers of pieces; starts are indices of words, rising.

    No word may have more than `size` pieces.
    """
    total = len(piece_counts)
    offsets = np.concatenate([[0], np.cumsum(np.asarray(piece_counts, dtype=np.int64))])
    cuts = (paragraph_starts, sentence_starts)
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < total:
        end = _window_end(offsets, start, cuts, size)
        bounds.append((start, end))
        if end >= total:
            break
        start = _next_start(offsets, (start, end), cuts, overlap)
    return _owned(bounds, offsets)


def _window_end(offsets: npt.NDArray[np.int64], start: int, cuts: _Cuts, size: int) -> int:
    furthest = int(np.searchsorted(offsets, offsets[start] + size, side="right")) - 1
    furthest = max(furthest, start + 1)
    if furthest >= len(offsets) - 1:
        return len(offsets) - 1
    # A cut that would waste more than an eighth of the window is too early.
    earliest = int(np.searchsorted(offsets, offsets[start] + size * 7 // 8))
    for starts in cuts:
        place = bisect_right(starts, furthest) - 1
        if place >= 0 and starts[place] > earliest:
            return starts[place]
    return furthest


def _next_start(offsets: npt.NDArray[np.int64], window: tuple[int, int], cuts: _Cuts, overlap: int) -> int:
    start, end = window
    latest = int(np.searchsorted(offsets, offsets[end] - overlap, side="right")) - 1
    earliest = int(np.searchsorted(offsets, offsets[end] - 3 * overlap // 2))
    latest, earliest = max(latest, start + 1), max(earliest, start + 1)
    for starts in cuts:
        place = bisect_right(starts, latest) - 1
        if place >= 0 and starts[place] >= earliest:
            return starts[place]
    return latest


def _owned(bounds: list[tuple[int, int]], offsets: npt.NDArray[np.int64]) -> list[Window]:
    # Between two windows the border lies in the middle of what they share; the article's own ends are no seams.
    borders = [0]
    for (_, end), (start, _) in pairwise(bounds):
        middle = (int(offsets[start]) + int(offsets[end])) // 2
        borders.append(max(bisect_left(offsets, middle), borders[-1]))
    borders.append(bounds[-1][1] if bounds else 0)
    return [Window(start, end, borders[n], borders[n + 1]) for n, (start, end) in enumerate(bounds)]
