"""What a measure counts, and the figures that follow; records of counts are added up over documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Summable:
    """A record whose fields all add: `a + b` adds field by field, and the record without arguments is zero."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Counts(Summable):
    """How many of the predicted match one of the gold; figures are fractions of 1, and 0 where nothing is there."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The matched as a share of the predicted."""
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        """The matched as a share of the gold."""
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.matched, self.predicted + self.gold)


@dataclass(frozen=True, slots=True)
class Share(Summable):
    """How many of a number are right: an accuracy, or a recall whose precision nobody asks for."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float:
        """The right as a fraction of the total, 0 where the total is."""
        return _ratio(self.right, self.total)


@dataclass(frozen=True, slots=True)
class Sides(Summable):
    """Precision and recall counted apart, where what is predicted and what is gold are sorted by facts of their own.

    Among direct quotations, say, precision counts the predictions that are direct, and recall the gold that is: a pair
    of which one alone is direct counts on one side.
    """

    precision: Share = field(default_factory=Share)
    recall: Share = field(default_factory=Share)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where both are."""
        precision, recall = self.precision.value, self.recall.value
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(answers: Iterable[bool]) -> Share:
    """How many of the answers are yes."""
    listed = list(answers)
    return Share(sum(listed), len(listed))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
