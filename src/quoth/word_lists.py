"""The lists of words and phrases that Quoth knows: text files beside the modules that read them."""

from __future__ import annotations

from importlib.resources import files


def list_lines(room: str, name: str) -> list[str]:
    """The lines of a list in a room (`"quoth.extraction.cues"`, `"media.txt"`), without comments and empty lines."""
    text = files(room).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
