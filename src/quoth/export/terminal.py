"""Readings for the terminal: attributions in order, nested ones under their parents, orphans last."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from quoth.domain import Attribution, Polarity, QuotationType, Reading, Spans

_STYLE = {QuotationType.DIRECT: "green", QuotationType.MIXED: "yellow", QuotationType.INDIRECT: "cyan"}
_NO_SPEAKER = "no speaker named"
# Deeper reports than this are printed at one indent, so that words are left beside it.
_DEEPEST_INDENT = 6


def summary(reading: Reading, *, width: int) -> RenderableType:
    """One article's reading, for `rich` to print `width` columns wide."""
    lines: list[RenderableType] = [_heading(reading)]
    lines += [_attribution(reading, attribution, width) for attribution in _in_order(reading)]
    if not reading.attributions:
        lines.append(Text("  No attribution found.", style="dim"))
    if reading.orphans:
        lines.append(Text("Quotation marks that nobody is named for", style="bold"))
        lines += [
            _shorten(Text.assemble((f"  {orphan.kind:<7} ", "dim")), orphan.span.of(reading.article.text), width)
            for orphan in reading.orphans
        ]
    return Group(*lines, Text())


def printable(text: str) -> str:
    """The text with a space for every control character, which would steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _heading(reading: Reading) -> Text:
    article = reading.article
    title = article.title or article.path or article.url or "Article"
    facts = [", ".join(article.authors), article.outlet, article.published]
    heading = Text(_one_line(title), style="bold")
    return heading.append("".join(f"  {_one_line(fact)}" for fact in facts if fact), style="dim not bold")


def _in_order(reading: Reading) -> Iterator[Attribution]:
    """Attributions by where they begin, each followed by those inside it."""
    inside: dict[str | None, list[Attribution]] = {}
    for attribution in reading.attributions:
        inside.setdefault(attribution.parent, []).append(attribution)
    waiting = sorted(inside.get(None, ()), key=_start, reverse=True)
    while waiting:
        attribution = waiting.pop()
        yield attribution
        waiting += sorted(inside.get(attribution.id, ()), key=_start, reverse=True)


def _start(attribution: Attribution) -> int:
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))


def _attribution(reading: Reading, attribution: Attribution, width: int) -> RenderableType:
    speaker = reading.entity(attribution.speaker).name if attribution.speaker else _NO_SPEAKER
    indent = " " * (2 + 3 * min(attribution.depth, _DEEPEST_INDENT))
    text = reading.article.text
    cue = _joined(attribution.cue, text)
    kind = f"{attribution.quotation} {attribution.act}"
    not_said = attribution.polarity is Polarity.NEGATIVE
    facts = [kind, *(["negative"] if not_said else []), f"{attribution.confidence:.0%}"]
    told = Text.assemble((f" {cue}" if cue else "", "magenta"), (f"  {', '.join(facts)}", "dim"))
    branch = Text.assemble(indent, ("└ " if attribution.depth else "", "dim"))
    line = _shorten(branch, speaker, width - told.cell_len, "bold" if attribution.speaker else "dim italic")
    words = _joined(attribution.content, text)
    content = _shorten(Text(f"{indent}  "), words, width, _STYLE[attribution.quotation])
    return Group(line.append_text(told), content)


def _joined(spans: Spans, text: str) -> str:
    return " … ".join(_one_line(span.of(text)) for span in spans)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _shorten(start: Text, words: str, width: int, style: str = "") -> Text:
    """The words on one line of the given width, from both ends where they are too long."""
    line = _one_line(words)
    room = max(width - start.cell_len, 20)
    if len(line) > room:
        tail = room // 3
        line = f"{line[: room - tail - 3].rstrip()} … {line[len(line) - tail :].lstrip()}"
    return start.copy().append(line, style=style)
