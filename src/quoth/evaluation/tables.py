"""Rows of cells -> Markdown tables, and groups and shares as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quoth.evaluation.counts import Share, Sides
from quoth.evaluation.measures import NONE, counts_of, figure

_NUMBER = re.compile(r"[+-]?[\d.,]+|–|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a column of nothing but numbers and dashes stands to the right, the first one never does."""
    filled = [list(row) for row in rows]
    numeric = [place > 0 and all(_NUMBER.fullmatch(row[place]) for row in filled) for place in range(len(head))]
    rule = ["--:" if right else "---" for right in numeric]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *filled))


def share_of(found: Share) -> str:
    """A share with its counts in one cell: `75.0 = 3/4`."""
    return f"{figure(found)} = {counts_of(found)}" if found.total else NONE


def sides_row(sides: Sides) -> list[str]:
    """The cells F1, precision and recall, the last two with their counts."""
    asked = sides.precision.total + sides.recall.total
    return [f"{100 * sides.f1:.1f}" if asked else NONE, share_of(sides.precision), share_of(sides.recall)]
