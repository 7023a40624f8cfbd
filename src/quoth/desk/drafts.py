"""What was read and is not in the archive: kept for a while in small archives of their own, by names nobody guesses."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from quoth.archive import open_archive
from quoth.archive.loading import load_all
from quoth.archive.writing import store
from quoth.domain import Reading
from quoth.errors import UnknownName

# The oldest go first.
_KEPT = 60
_NAME = re.compile(r"[\w-]{22}", re.ASCII)


class Drafts:
    """Readings that wait to be added or left, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep drafts in this folder, which must exist."""
        self._folder = folder

    def keep(self, readings: Sequence[Reading]) -> str:
        """The name under which the readings can be had again."""
        name = secrets.token_urlsafe(16)
        with open_archive(self._folder / f"{name}.db", write=True) as archive:
            for reading in readings:
                store(archive, reading)
        kept = sorted(self._folder.glob("*.db"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-_KEPT]:
            old.unlink(missing_ok=True)
        return name

    def load(self, name: str) -> list[Reading]:
        """The readings under this name; `UnknownName` if they are gone."""
        place = self._folder / f"{name}.db"
        if not _NAME.fullmatch(name) or not place.exists():
            raise UnknownName("This reading is no longer kept: read it again.")
        with open_archive(place) as archive:
            return list(load_all(archive))

    def drop(self, name: str) -> None:
        """Forget the readings under this name."""
        if _NAME.fullmatch(name):
            (self._folder / f"{name}.db").unlink(missing_ok=True)
