"""The pairing of rows with columns that is worth most."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each used at most once, whose worth adds up to the most; all of the shorter side is used.

    The algorithm of Kuhn (1955) and Munkres (1957), with shortest augmenting paths (Jonker and Volgenant, 1987).
    `best_assignment([[1, 2], [2, 9]])` is `[(0, 0), (1, 1)]`.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        return sorted((row, column) for column, row in best_assignment([*zip(*worth, strict=True)]))
    columns = len(worth[0])
    prices = [0.0] * columns
    discounts = [0.0] * len(worth)
    row_of: list[int | None] = [None] * columns
    for row in range(len(worth)):
        _take_in(row, worth, row_of, prices, discounts)
    return sorted((row, column) for column, row in enumerate(row_of) if row is not None)


def _take_in(
    row: int,
    worth: Sequence[Sequence[float]],
    row_of: list[int | None],
    prices: list[float],
    discounts: list[float],
) -> None:
    """Give one more row a column, moving others on along the cheapest path to a column that is free."""
    columns = range(len(row_of))
    distance, before = [inf] * len(row_of), [-1] * len(row_of)
    reached: list[int] = []
    here, walked, last = row, 0.0, -1
    while True:
        # 1. How far each column is when one goes on from this row.
        for column in columns:
            if column not in reached:
                step = walked - worth[here][column] - discounts[here] - prices[column]
                if step < distance[column]:
                    distance[column], before[column] = step, last
        # 2. The nearest column comes next; if a row has it, that row looks for another.
        last = min((column for column in columns if column not in reached), key=distance.__getitem__)
        reached.append(last)
        walked = distance[last]
        holder = row_of[last]
        if holder is None:
            break
        here = holder
    # 3. Prices that keep every pair on the path as cheap as any other.
    for column in reached:
        holder = row_of[column]
        prices[column] += distance[column] - walked
        if holder is not None:
            discounts[holder] += walked - distance[column]
    discounts[row] += walked
    # 4. Everyone on the path moves one on.
    while last >= 0:
        row_of[last] = row_of[before[last]] if before[last] >= 0 else row
        last = before[last]
