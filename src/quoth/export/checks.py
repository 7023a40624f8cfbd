"""Checks and variants for the terminal: the verdict, the words side by side, where the original stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from quoth.archive.checking.changes import Edit, Hunk
from quoth.archive.checking.check import Check
from quoth.archive.checking.matching import Match, written
from quoth.archive.checking.variants import Variant, group
from quoth.archive.checking.verdicts import Verdict
from quoth.export.answers import NO_DATE
from quoth.export.terminal import one_line, printable

_STYLES = {
    Verdict.VERBATIM: "bold green",
    Verdict.TRIMMED: "bold yellow",
    Verdict.BRACKETED: "bold yellow",
    Verdict.PARAPHRASE: "bold yellow",
}
MEANS = {
    Verdict.VERBATIM: "every word stands there",
    Verdict.TRIMMED: "words are left out",
    Verdict.BRACKETED: "words in brackets are not the speaker's",
    Verdict.ALTERED: "other words stand there",
    Verdict.SPLICED: "put together from different statements",
    Verdict.PARAPHRASE: "told of in other words, outside quotation marks",
    Verdict.MISATTRIBUTED: "somebody else's words",
    Verdict.NOT_FOUND: "nothing like it is in the archive",
}
_SHOWN = 3


def summary(check: Check) -> RenderableType:
    """One check: the verdict, what differs, the original with its chain and surroundings, and other wordings."""
    lines: list[RenderableType] = [_verdict(check)]
    # A draft's quotations come with their own marks.
    words = one_line(check.quotation).strip('“”"')
    asked = Text(f"“{words}”", style="bold")
    lines.append(asked.append(f"  {one_line(check.by)}" if check.by else "", style="not bold"))
    if check.verdict is Verdict.SPLICED:
        lines += [line for match in check.matches for line in _match(match, differs=True)]
    elif check.matches:
        lines += _match(check.matches[0], differs=check.matches[0].finding.verdict is not Verdict.VERBATIM)
        lines += _earliest(check)
        lines += _others(group(check.matches[1:]))
    return Group(*lines, Text())


def variants(several: Sequence[Variant]) -> RenderableType:
    """Every wording with its outlets and dates, the earliest first."""
    lines: list[RenderableType] = []
    for variant in several:
        lines.append(Text(one_line(variant.words), style="bold"))
        lines += [
            Text(f"  {match.statement.day or NO_DATE}  {one_line(match.statement.chain)}  ", style="dim").append(
                f"{match.finding.verdict}"
            )
            for match in variant.matches
        ]
    return Group(*lines or [Text("No variant found.")])


def _verdict(check: Check) -> Text:
    line = Text(str(check.verdict).upper(), style=_STYLES.get(check.verdict, "bold red"))
    facts = [MEANS[check.verdict]]
    facts += [f"said by {', '.join(map(one_line, check.said_by))}"] if check.said_by else []
    facts += [f"touches {', '.join(check.changes)}"] if check.changes else []
    return line.append(f"  {'; '.join(facts)}", style="not bold default")


def _match(match: Match, *, differs: bool) -> Iterator[RenderableType]:
    if differs:
        yield Padding(_diff(match.hunks), (0, 0, 0, 2))
    statement = match.statement
    yield Padding(Text(f"{statement.day or NO_DATE}  {one_line(statement.chain)}"), (0, 0, 0, 2))
    context = Text(f"… {printable(match.before)}", style="dim").append(one_line(match.words), style="not dim")
    yield Padding(context.append(f"{printable(match.after)} …", style="dim"), (0, 0, 0, 2))
    old = "" if statement.current else f"  (version {statement.version}, changed since)"
    where = f"  {one_line(statement.title or '')}  {one_line(statement.link or statement.path or '')}{old}"
    if where.strip():
        yield Text(where, style="dim", no_wrap=True, overflow="ignore")


def _diff(hunks: Sequence[Hunk]) -> Text:
    """The original with what was taken out in brackets of minus, what was put in in brackets of plus."""
    line = Text()
    for hunk in hunks:
        if hunk.edit is Edit.KEPT:
            line.append(f"{written(hunk.quoted)} ")
            continue
        if hunk.original:
            line.append(f"[-{written(hunk.original)}-] ", style="red")
        if hunk.quoted:
            line.append(f"[+{written(hunk.quoted)}+] ", style="green")
    return line


def _earliest(check: Check) -> Iterator[Text]:
    earliest = check.earliest
    if earliest and earliest is not check.matches[0]:
        yield Text(f"  First: {earliest.statement.day}  {one_line(earliest.statement.chain)}")


def _others(several: Sequence[Variant]) -> Iterator[Text]:
    for variant in several[:_SHOWN]:
        outlets = ", ".join(map(one_line, variant.outlets))
        yield Text(f"  Also: {variant.first_day or NO_DATE}  {outlets}: {one_line(variant.words)}", style="dim")
    if len(several) > _SHOWN:
        yield Text(f"  and {len(several) - _SHOWN} more wordings: see them with quoth variants", style="dim")
