"""Uses of terms for the terminal: counts side by side, keywords in context, and where one stands in for another."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from quoth.archive.terms import Terms, Use
from quoth.export.answers import NO_DATE
from quoth.export.terminal import one_line

_SPEAKERS, _SWAPS = 20, 20


def summary(terms: Terms, *, width: int, limit: int) -> RenderableType:
    """The table of speakers, at most `limit` uses of each term, and the swaps, for a terminal so many columns wide."""
    if not terms.uses:
        return Text(f"Nobody uses {' or '.join(map(one_line, terms.terms))}.")
    lines: list[RenderableType] = [_table(terms), Text()]
    cut = "is used more often than could be looked at: its first uses are counted."
    lines += [Text(f"{one_line(term)} {cut}") for term in terms.cut]
    for term in terms.terms:
        uses = [use for use in terms.uses if use.term == term]
        shown = f" (the first {limit} of {len(uses)})" if len(uses) > limit else ""
        lines.append(Text(f"{one_line(term)}{shown}", style="bold"))
        lines += [_in_context(use, width) for use in uses[:limit]]
        lines.append(Text())
    if terms.swaps:
        lines.append(Text("One in place of the other", style="bold"))
        lines += [line for swap in terms.swaps[:_SWAPS] for line in _pair(swap.one, swap.other, width)]
    return Group(*lines)


def _table(terms: Terms) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("own words / paraphrase", overflow="fold")
    for term in terms.terms:
        table.add_column(one_line(term), justify="right")
    speakers = terms.by_speaker()
    for name, counts in speakers[:_SPEAKERS]:
        table.add_row(one_line(name), *(f"{own} / {other}" for own, other in counts.values()))
    if len(speakers) > _SPEAKERS:
        table.add_row(f"and {len(speakers) - _SPEAKERS} more")
    return table


def _in_context(use: Use, width: int) -> Text:
    """Day, speaker, and the word in the middle of a line; own words are marked with a dot."""
    head = f"{use.statement.day or NO_DATE:<10} {'●' if use.own else '○'} "
    name = set_cell_size(one_line(use.statement.speaker or "no speaker"), 18)
    room = max(10, (width - len(head) - 20 - len(use.word)) // 2)
    before = one_line(f"{use.before}|")[:-1]
    before = before if len(before) <= room else f"…{before[len(before) - room + 1 :]}"
    after = one_line(f"|{use.after}")[1:]
    after = after if len(after) <= room else f"{after[: room - 1]}…"
    line = Text.assemble((head, "dim"), (f"{name} ", "dim"), f"{before:>{room}}")
    return line.append(one_line(use.word), style="bold").append(after)


def _pair(one: Use, other: Use, width: int) -> Iterator[Text]:
    yield _in_context(one, width)
    yield _in_context(other, width)
    yield Text()
