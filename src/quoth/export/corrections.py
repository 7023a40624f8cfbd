"""Corrections: lines for the terminal, and as training data, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from quoth.archive.corrections.records import Correction, What, list_corrections
from quoth.archive.database import Archive, sqlite_errors_told
from quoth.export.terminal import one_line

_WORDS = 60


def lines(archive: Archive) -> Iterator[str]:
    """Every correction in force as JSON, with the article and the version of its text that it is of."""
    with sqlite_errors_told(archive.path):
        for correction in list_corrections(archive):
            row = correction.to_dict() | {"article": _article(archive, correction.article)}
            del row["undone"]
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def summary(corrections: Sequence[Correction]) -> RenderableType:
    """Each with its number, what it puts right, by whom and when, and whether it is undone or lost."""
    shown: list[RenderableType] = []
    for each in corrections:
        state = "undone" if each.undone else "lost" if each.lost else ""
        when = f"{one_line(each.author)}, {each.made}"
        shown.append(Text.assemble((f"{each.id}  ", "bold"), told(each), (f"  {when}  {state}".rstrip(), "dim")))
        shown += [Padding(Text(one_line(more), style="dim"), (0, 0, 0, 4)) for more in (each.note, each.lost) if more]
    return Group(*shown) if shown else Text("No corrections.")


def told(correction: Correction) -> str:
    """What a correction puts right, in a sentence: `“We will appeal” is said by Oona Brandt, not by Piet Olsen`."""
    before, after = correction.before, correction.after or {}
    if correction.what is What.MERGE:
        one, into = (one_line(entity["name"]) for entity in before["entities"])
        return f"{one} is the same as {into}"
    if correction.what is What.ALIAS:
        return f"{one_line(before['entity']['name'])} is also called {one_line(after['alias'])}"
    words = _words(before)
    if correction.what is What.SPEAKER:
        return f"“{words}” is said by {_name(after['speaker'])}, not by {_name(before['speaker'])}"
    if correction.what is What.EXTENT:
        return f"“{words}” should be “{_words(after)}”"
    if correction.what is What.SPLIT:
        return f"{_name(before['entity'])}, who says “{words}”, is {_name(after['entity'])}"
    return f"“{words}” is no attribution"


def _article(archive: Archive, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    columns = ("name", "digest", "version", "title", "outlet", "published", "url", "path")
    row = archive.db.execute(f"SELECT {', '.join(columns)} FROM article WHERE id = ?", (number,)).fetchone()  # noqa: S608
    return dict(zip(("id", *columns[1:]), row, strict=True))


def _words(facts: dict[str, Any]) -> str:
    words = one_line(" … ".join(span["text"] for span in facts["content"] or facts["cue"])).strip("“”\"'")
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1].rstrip()}…"


def _name(entity: dict[str, Any] | None) -> str:
    return one_line(entity["name"]) if entity else "nobody named"
