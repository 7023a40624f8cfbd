"""Readings as brat stand-off: for each article a .txt and an .ann file, and the configuration that brat needs.

Sources, cues and contents are text-bound, an attribution is an event around its cue, see
https://brat.nlplab.org/standoff.html. Offsets are code points.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.domain import LINE_ENDS, Act, Attribution, Polarity, QuotationType, Reading, Span, Spans, Voice
from quoth.errors import ExportError

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_ROLES = ("Source", "Cue", "Content")
_LONGEST_NAME = 80


def write(readings: Iterable[Reading], folder: Path) -> None:
    """Write the files into a folder, which is made. Raises `ExportError` if that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "annotation.conf").write_text(_configuration(), encoding="utf-8", newline="\n")
        for number, reading in enumerate(readings, start=1):
            name = f"{number:06d}-{_UNSAFE.sub('-', reading.article.id)[:_LONGEST_NAME]}"
            (folder / f"{name}.txt").write_text(reading.article.text, encoding="utf-8", newline="")
            (folder / f"{name}.ann").write_text(annotation(reading), encoding="utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"{folder} cannot be written ({error.strerror}): give a folder you may write to.") from error


def annotation(reading: Reading) -> str:
    """The .ann file of one reading."""
    return "".join(f"{line}\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    events = {attribution.id: f"E{number}" for number, attribution in enumerate(reading.attributions, start=1)}
    # What several statements share, such as one source of two cues, is bound once.
    bound: dict[str, str] = {}
    notes = itertools.count(1)
    for attribution in reading.attributions:
        held: dict[str, str] = {}
        for role, spans in zip(_ROLES, _spans(attribution), strict=True):
            if pieces := _pieces(spans, reading.article.text):
                line = _bound(role, pieces, reading.article.text)
                if line not in bound:
                    bound[line] = f"T{len(bound) + 1}"
                    yield f"{bound[line]}\t{line}"
                held[role] = bound[line]
        yield from _event(reading, attribution, held, events, notes)


def _event(
    reading: Reading, attribution: Attribution, held: dict[str, str], events: dict[str, str], notes: Iterator[int]
) -> Iterator[str]:
    # An event needs a trigger; without a cue its source or its content stands for one.
    trigger = next((held[role] for role in ("Cue", "Source", "Content") if role in held), None)
    if trigger is None:
        return
    event = events[attribution.id]
    arguments = [f"{role}:{held[role]}" for role in ("Source", "Content") if role in held]
    if attribution.parent is not None:
        arguments.append(f"Parent:{events[attribution.parent]}")
    yield " ".join([f"{event}\tAttribution:{trigger}", *arguments])
    for name, value in (
        ("Act", attribution.act),
        ("Quotation", attribution.quotation),
        ("Polarity", attribution.polarity),
        ("Voice", attribution.voice),
    ):
        yield f"A{next(notes)}\t{name} {event} {value}"
    if attribution.speaker is not None:
        name = " ".join(reading.entity(attribution.speaker).name.split())
        yield f"#{next(notes)}\tAnnotatorNotes {event}\tspeaker: {name}"


def _spans(attribution: Attribution) -> tuple[Spans, Spans, Spans]:
    return attribution.source, attribution.cue, attribution.content


def _pieces(spans: Spans, text: str) -> list[Span]:
    """The spans cut at line ends, which brat does not allow inside one, in order and apart."""
    pieces = [
        Span(span.start + match.start(), span.start + match.end())
        for span in sorted(spans)
        for match in _LINE.finditer(span.of(text))
    ]
    return [piece for place, piece in enumerate(pieces) if not place or piece.start >= pieces[place - 1].end]


def _bound(role: str, pieces: list[Span], text: str) -> str:
    offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    # The type of a trigger is that of its event.
    type_ = "Attribution" if role == "Cue" else role
    return f"{type_} {offsets}\t{' '.join(piece.of(text) for piece in pieces)}"


def _configuration() -> str:
    values = {"Act": Act, "Quotation": QuotationType, "Polarity": Polarity, "Voice": Voice}
    attributes = "\n".join(f"{name}\tArg:<EVENT>, Value:{'|'.join(kinds)}" for name, kinds in values.items())
    events = "[events]\nAttribution\tSource?:<ENTITY>, Content?:<ENTITY>, Parent?:<EVENT>"
    return f"[entities]\nSource\nContent\n\n[relations]\n\n{events}\n\n[attributes]\n{attributes}\n"
