"""An answer for the terminal: each statement with its words, its chain, and how near it is, at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from quoth.archive.asking import Answer
from quoth.archive.statements import Hand, Statement
from quoth.domain import Polarity
from quoth.export.terminal import ABOUT, one_line, printable

_MARKS = {Hand.FIRST: ("●", "green"), Hand.REPORTED: ("◐", "yellow"), Hand.SECOND: ("○", "cyan")}
NO_DATE = "no date"


def summary(answer: Answer) -> RenderableType:
    """The statements one after the other, and before them how many there are of each kind."""
    lines: list[RenderableType] = [headline(answer), Text()]
    for statement in answer.statements:
        lines += _statement(statement)
    return Group(*lines)


def headline(answer: Answer) -> Text:
    """Who was asked for, and the counts: "Ken Livingstone: 5 statements, 2 first-hand, 1 reported, 2 second-hand"."""
    head = Text()
    if answer.speakers:
        head.append(f"{'; '.join(map(one_line, answer.called))}: ", style="bold")
    head.append(f"{answer.total} {'statement' if answer.total == 1 else 'statements'}", style="bold")
    for hand, count in answer.counts.items():
        mark, style = _MARKS[hand]
        head.append(f"  {mark} {count} {hand}", style=style)
    if len(answer.statements) < answer.total:
        head.append(f"  (first {len(answer.statements)} shown)", style="dim")
    return head


def _statement(statement: Statement) -> Iterator[RenderableType]:
    mark, style = _MARKS[statement.hand]
    facts = [str(statement.hand), f"{statement.quotation} {statement.act}"]
    facts += ["negative"] if statement.polarity == Polarity.NEGATIVE else []
    facts += [f"about {', '.join(map(one_line, statement.about[:ABOUT]))}"] if statement.about else []
    facts += [f"#{statement.id}"]
    facts += [] if statement.current else [f"version {statement.version}, changed since"]
    yield Text.assemble((f"{mark} ", style), (statement.day or NO_DATE, "bold"), (f"  {', '.join(facts)}", "dim"))
    yield Padding(Text(one_line(statement.words), style=style), (0, 0, 0, 2))
    yield Padding(Text(one_line(statement.chain)), (0, 0, 0, 2))
    title, where = one_line(statement.title or ""), printable(statement.link or statement.path or "")
    # A long address is not broken, so that a terminal can open it.
    if title or where:
        between = "  " if title and where else ""
        yield Text(f"  {title}{between}{where}", style="dim", no_wrap=True, overflow="ignore")
    yield Text()
