"""Whether confidence means something: whether of what is seven tenths sure seven in ten are right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from quoth.domain import Reading
from quoth.evaluation.chains import judge_nested
from quoth.evaluation.comparison import compare
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Summable

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of nearly the same confidence: from `start` to below `end`, the last one with 1 itself."""

    start: float
    end: float
    number: int
    confidence: float
    right: int

    @property
    def share_right(self) -> float:
        """How many of them are right, as a fraction of 1."""
        return self.right / self.number


@dataclass(frozen=True, slots=True)
class Outcomes(Summable):
    """The confidence of each prediction, and whether it is right."""

    each: tuple[tuple[float, bool], ...] = ()

    def bins(self) -> list[Bin]:
        """The predictions in ten bins of equal width, rising; empty ones are left out."""
        rows = []
        for place, group in groupby(sorted(self.each), key=lambda outcome: _place(outcome[0])):
            members = list(group)
            confidence = sum(given for given, _ in members) / len(members)
            right = sum(right for _, right in members)
            rows.append(Bin(place / BINS, (place + 1) / BINS, len(members), confidence, right))
        return rows

    @property
    def calibration_error(self) -> float:
        """The expected calibration error of Naeini and others (AAAI 2015), 0 where nothing is predicted.

        It is how far the mean confidence of a bin lies from the share that is right, weighted by the bin's size.
        """
        gaps = sum(found.number * abs(found.confidence - found.share_right) for found in self.bins())
        return gaps / len(self.each) if self.each else 0.0


def outcomes(document: GoldDocument, reading: Reading) -> Outcomes:
    """The predictions that `comparable` chooses; right is one whose content matches as in `match_contents`."""
    found = compare(document, reading)
    right = {place for _, place in found.pairs}
    return Outcomes(tuple((row.confidence, place in right) for place, row in enumerate(found.predicted)))


def nested_outcomes(document: GoldDocument, reading: Reading) -> Outcomes:
    """Predictions with a parent, those left out that precision of *nested* leaves out; right as that measure has it."""
    judged = judge_nested(document, reading)
    return Outcomes(tuple((row.confidence, right) for row, right in judged.claimed))


def _place(confidence: float) -> int:
    return min(BINS - 1, max(0, int(confidence * BINS)))
