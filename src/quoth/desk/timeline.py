"""Counts by day -> the bars of a timeline, by day, month or year as the time asks for; the page draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quoth.archive.statements import Hand

# In units of the drawing, which is as wide as the page lets it.
WIDTH, HEIGHT = 720, 132
_MOST_BARS = 62
_FEWEST = 5
_WIDEST = 44.0
_GAP = 0.22


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar: statements of one kind; `y` and `height` are in the drawing's units."""

    hand: Hand
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """All statements of one day, month or year, which `period` names as a question's date does."""

    period: str
    x: float
    width: float
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars from the first period to the last, those without a statement too; `unit` is day, month or year."""

    unit: str
    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def marks(self) -> list[str]:
        """The periods that the axis names: the first, the middle and the last, each once, if all have room."""
        periods = [bar.period for bar in self.bars]
        if len(periods) < _FEWEST:
            return periods
        return [periods[0], *([periods[len(periods) // 2]] if len(periods) % 2 else []), periods[-1]]

    @property
    def told(self) -> list[Bar]:
        """The bars that are not empty."""
        return [bar for bar in self.bars if bar.total]


def make_timeline(days: Mapping[str, Mapping[Hand, int]]) -> Timeline | None:
    """The timeline of counts by day and hand; nothing if no day is known."""
    if not days:
        return None
    # A day that is known to the month alone cannot stand on a day.
    coarsest = min(len(day) for day in days)
    finest = [(unit, size) for unit, size in (("day", 10), ("month", 7), ("year", 4)) if size <= coarsest]
    spans = [(unit, size, _periods(min(days)[:size], max(days)[:size])) for unit, size in finest]
    # Of more years than there is room for only those are shown that have a statement.
    years = ("year", 4, sorted({day[:4] for day in days}))
    unit, size, periods = next((span for span in spans if len(span[2]) <= _MOST_BARS), years)
    counts: dict[str, Counter[Hand]] = {period: Counter() for period in periods}
    for day, hands in days.items():
        counter = counts.setdefault(day[:size], Counter())
        for hand, count in hands.items():
            counter[hand] += count
    most = max(counter.total() for counter in counts.values())
    step = WIDTH / max(len(periods), _FEWEST)
    width = min(step * (1 - _GAP), _WIDEST)
    bars = tuple(
        Bar(
            period,
            round(place * step + (step - width) / 2, 1),
            round(width, 1),
            counts[period].total(),
            tuple(_parts(counts[period], most)),
        )
        for place, period in enumerate(periods)
    )
    return Timeline(unit, bars, most)


def _parts(counts: Mapping[Hand, int], most: int) -> list[Part]:
    parts: list[Part] = []
    y = float(HEIGHT)
    for hand in Hand:
        if count := counts.get(hand, 0):
            height = HEIGHT * count / most
            y -= height
            parts.append(Part(hand, count, round(y, 1), round(height, 1)))
    return parts


def _periods(first: str, last: str) -> list[str]:
    """Every day, month or year from the first to the last, at most one more than are shown."""
    periods = [first]
    while periods[-1] < last and len(periods) <= _MOST_BARS:
        periods.append(_next(periods[-1]))
    return periods


def _next(period: str) -> str:
    year, *rest = (int(part) for part in period.split("-"))
    if len(rest) == 2:
        try:
            return (date(year, *rest) + timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):  # the 30th of February, as somebody wrote
            return (
                f"{year:04}-{rest[0]:02}-{rest[1] + 1:02}" if rest[1] < 31 else _next(f"{year:04}-{rest[0]:02}") + "-01"
            )
    if rest:
        return f"{year + rest[0] // 12:04}-{rest[0] % 12 + 1:02}"
    return f"{year + 1:04}"
