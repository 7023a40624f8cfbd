"""Sections of a page of figures that are written on their own, each between two comments."""

from __future__ import annotations

import re
from pathlib import Path


def put_section(page: Path, name: str, text: str) -> None:
    """Put a section into a page, in the place of the one of that name or at its end; a page is made if need be."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    section = f"<!-- section: {name} -->\n{text.strip()}\n<!-- end: {name} -->\n"
    found = _pattern(name).search(old)
    new = f"{old[: found.start()]}{section}{old[found.end() :]}" if found else f"{old.rstrip()}\n\n{section}".lstrip()
    page.write_text(new, encoding="utf-8", newline="\n")


def sections_of(page: Path) -> str:
    """All such sections of a page as they stand there, for whoever writes the rest of it anew."""
    if not page.exists():
        return ""
    return "\n".join(match.group() for match in _pattern(r"[\w-]+").finditer(page.read_text(encoding="utf-8")))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- section: ({name}) -->\n.*?<!-- end: \1 -->\n", re.DOTALL)
