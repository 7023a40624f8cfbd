"""Other names of well-known people and bodies: a table that is shipped, and those that users add.

A table is a CSV file without a header, or with one that begins with "#" or "name": name, kind, aliases separated by
"|", and the item's id in Wikidata where it is known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from os import PathLike
from pathlib import Path

from quoth.domain import EntityKind
from quoth.errors import IntakeError
from quoth.resolution.names.comparing import name_words
from quoth.word_lists import list_lines


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of a table: who it is, by all names."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class AliasTable:
    """All lines, found by any of their names; a later line wins over an earlier one."""

    entries: tuple[Alias, ...] = ()
    _by_words: dict[tuple[str, ...], Alias] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_first: dict[str, list[tuple[str, ...]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                self._by_words[name_words(name)] = entry
                words = tuple(name.lower().split())
                if len(words) > 1:
                    self._by_first.setdefault(words[0], []).append(words)
        for names in self._by_first.values():
            names.sort(key=len, reverse=True)

    def find(self, name: str) -> Alias | None:
        """Whom a name stands for: `"Downing Street"` gives the line of the UK government."""
        return self._by_words.get(name_words(name))

    def starting(self, word: str) -> Sequence[tuple[str, ...]]:
        """The names of several words that begin with a word in lower case, the longest first."""
        return self._by_first.get(word, ())

    def __add__(self, other: AliasTable) -> AliasTable:
        return AliasTable(self.entries + other.entries)


@cache
def shipped_aliases() -> AliasTable:
    """The table in this package."""
    return AliasTable(tuple(_parse(list_lines("quoth.resolution.names", "aliases.csv"), "aliases.csv")))


def read_aliases(path: str | PathLike[str]) -> AliasTable:
    """A user's table. Raises `IntakeError` if the file cannot be read or a line of it is no name with a kind."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise IntakeError(f"{path} is not in UTF-8: save the alias table as UTF-8.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IntakeError(f"{path} cannot be opened ({reason}): give an alias table that exists.") from error
    return AliasTable(tuple(_parse(text.splitlines(), str(path))))


def aliases_of(given: AliasTable | str | PathLike[str] | None) -> AliasTable:
    """The shipped table with what a user gives: a table, which may hold the shipped one already, or the path of one."""
    shipped = shipped_aliases()
    if given is None:
        return shipped
    if not isinstance(given, AliasTable):
        return shipped + read_aliases(given)
    # Finding names anew in a long table would take longer than reading an article.
    return given if given.entries[: len(shipped.entries)] == shipped.entries else shipped + given


def _parse(lines: Iterable[str], path: str) -> Iterable[Alias]:
    for number, row in enumerate(csv.reader(lines), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or (number == 1 and cells[0].casefold() == "name"):
            continue
        cells += [""] * (4 - len(cells))
        try:
            kind = EntityKind(cells[1].casefold())
        except ValueError as error:
            kinds = ", ".join(EntityKind)
            message = f"Line {number} of {path} has no known kind after the name: give one of {kinds}."
            raise IntakeError(message) from error
        if not name_words(cells[0]):
            raise IntakeError(f"Line {number} of {path} has no name: begin it with one.")
        others = tuple(alias.strip() for alias in cells[2].split("|") if name_words(alias))
        yield Alias(cells[0], kind, others, cells[3] or None)
