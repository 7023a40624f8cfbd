"""Readings for the terminal: attributions in order, nested ones under their parents, replies named, orphans last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from quoth.archive.chains import NOBODY
from quoth.domain import Attribution, Polarity, QuotationType, Reading, Reply, Spans

_STYLE = {QuotationType.DIRECT: "green", QuotationType.MIXED: "yellow", QuotationType.INDIRECT: "cyan"}
_NOT_SHOWN = "a statement that is not shown here"
_OPENING, _CLOSING = "“‘\"'", "”’\"'"
# So many targets of a statement are named, the chief ones.
ABOUT = 3
# Where a line is narrower than this, words run over its end rather than vanish.
_LEAST_ROOM = 20
# Deeper reports than this are printed at one indent, so that words are left beside it.
_DEEPEST_INDENT = 6


def summary(reading: Reading, *, width: int) -> RenderableType:
    """One article's reading, for `rich` to print `width` columns wide."""
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    lines: list[RenderableType] = [_heading(reading)]
    for attribution in _in_order(reading):
        lines += _attribution(reading, attribution, width)
        lines += [_reply(reading, reply, by_id, _indent(attribution), width) for reply in attribution.replies]
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
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


def one_line(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    return " ".join(printable(text).split())


def _heading(reading: Reading) -> Text:
    article = reading.article
    title = article.title or article.path or article.url or "Article"
    facts = [", ".join(article.authors), article.outlet, article.published]
    heading = Text(one_line(title), style="bold")
    return heading.append("".join(f"  {one_line(fact)}" for fact in facts if fact), style="dim not bold")


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


def _start(attribution: Attribution) -> tuple[int, Spans]:
    """Where it begins; of two with one source the one whose cue comes first."""
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content)), attribution.cue


def _attribution(reading: Reading, attribution: Attribution, width: int) -> Iterator[Text]:
    """The line of who said it and how, perhaps one of the circumstances, and the line of what was said."""
    text, indent = reading.article.text, _indent(attribution)
    cue = _joined(attribution.cue, text)
    facts = [f"{attribution.quotation} {attribution.act}"]
    facts += ["negative"] if attribution.polarity is Polarity.NEGATIVE else []
    facts.append(f"{attribution.confidence:.0%}")
    gap = "" if cue.startswith(":") else " "
    told = Text.assemble((f"{gap}{cue}" if cue else "", "magenta"), (f"  {', '.join(facts)}", "dim"))
    branch = Text.assemble(indent, ("└ " if attribution.depth else "", "dim"))
    style = "bold" if attribution.speaker else "dim italic"
    line = _shorten(branch, _speaker(reading, attribution), width - told.cell_len, style).append_text(told)
    circumstances = ", ".join(filter(None, [_about(reading, attribution), _circumstances(attribution, text)]))
    if circumstances and line.cell_len + cell_len(circumstances) + 2 <= width:
        yield line.append(f", {circumstances}", style="dim")
    else:
        yield line
        if circumstances:
            yield _shorten(Text(f"{indent}  "), circumstances, width, "dim")
    yield _shorten(Text(f"{indent}  "), _joined(attribution.content, text), width, _STYLE[attribution.quotation])


def _about(reading: Reading, attribution: Attribution) -> str:
    """Whom it is about, as one fact."""
    known = {entity.id: entity.name for entity in reading.entities}
    names = [one_line(known[id]) for id in attribution.targets[:ABOUT] if id in known]
    return f"about {', '.join(names)}" if names else ""


def _circumstances(attribution: Attribution, text: str) -> str:
    """Through what it was said, and why the source is not named, as one fact."""
    medium, reason = (_joined(spans, text, ", ") for spans in (attribution.medium, attribution.anonymity))
    return ", ".join(filter(None, [medium, f"unnamed: {reason}" if reason else ""]))


def _reply(reading: Reading, reply: Reply, by_id: Mapping[str, Attribution], indent: str, width: int) -> Text:
    """Which other attribution is taken up: its speaker and its first words."""
    start = Text.assemble(f"{indent}  ", (f"↳ {reply.how} ", "dim"))
    other = by_id.get(reply.to)
    if other is None:
        return start.append(_NOT_SHOWN, style="dim italic")
    # At least half the line is left to the words.
    name = _first_words(_speaker(reading, other), (width - start.cell_len) // 2)
    words = _joined(other.content, reading.article.text) or _joined(other.cue, reading.article.text)
    start.append(f"{name}: " if words else name, style="dim" if other.speaker else "dim italic")
    return start.append(_first_words(words, width - start.cell_len), style="dim")


def _speaker(reading: Reading, attribution: Attribution) -> str:
    return one_line(reading.entity(attribution.speaker).name) if attribution.speaker else NOBODY


def _indent(attribution: Attribution) -> str:
    return " " * (2 + 3 * min(attribution.depth, _DEEPEST_INDENT))


def _joined(spans: Spans, text: str, between: str = " … ") -> str:
    return between.join(one_line(span.of(text)) for span in spans)


def _first_words(words: str, room: int) -> str:
    """As many whole words of a line as there is room for; a quotation that is cut keeps its closing mark."""
    if cell_len(words) <= (room := max(room, _LEAST_ROOM)):
        return words
    end = f" …{words[-1]}" if words[0] in _OPENING and words[-1] in _CLOSING else " …"
    room -= len(end)
    whole, space, _ = set_cell_size(words, room + 1).rpartition(" ")
    return f"{whole if space else set_cell_size(words, room)}{end}"


def _shorten(start: Text, words: str, width: int, style: str = "") -> Text:
    """The words on one line of the given width, from both ends where they are too long."""
    line = one_line(words)
    room = max(width - start.cell_len, _LEAST_ROOM)
    if len(line) > room:
        tail = room // 3
        line = f"{line[: room - tail - 3].rstrip()} … {line[len(line) - tail :].lstrip()}"
    return start.copy().append(line, style=style)
