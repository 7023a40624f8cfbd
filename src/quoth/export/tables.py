"""Speakers and outlets as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from quoth.archive.speakers import Outlet, Speaker
from quoth.export.terminal import one_line


def speakers(several: Sequence[Speaker]) -> Table:
    """Who speaks: counts, first and last day, shares."""
    table = _table(("speaker", "kind"), ("statements", "first", "last", "direct", "2nd-hand"))
    for each in several:
        days = each.first_day or "", each.last_day or ""
        shares = _percent(each.direct), _percent(each.second_hand)
        table.add_row(one_line(each.name), each.kind, f"{each.statements:,}", *days, *shares)
    return table


def outlets(several: Sequence[Outlet]) -> Table:
    """How each outlet reports: shares of its statements, orphans, and how much the five most heard speak."""
    figures = ("articles", "statements", "direct", "mixed", "indirect", "unnamed", "2nd-hand", "orphans", "speakers")
    table = _table(("outlet",), (*figures, "top five"))
    for each in several:
        shares = (each.direct, each.mixed, each.indirect, each.unnamed, each.second_hand)
        counts = f"{each.articles:,}", f"{each.statements:,}"
        rest = f"{each.orphans:,}", f"{each.speakers:,}", _percent(each.top_speakers)
        table.add_row(one_line(each.name or "no outlet"), *counts, *map(_percent, shares), *rest)
    return table


def _table(words: Sequence[str], figures: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in words:
        table.add_column(name, overflow="fold")
    for name in figures:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _percent(share: float) -> str:
    return f"{share:.0%}"
