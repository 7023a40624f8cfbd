"""Every wording of a quotation in the archive: by whom it is printed, when, and how it differs from the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quoth.archive.checking.check import Check, Checker
from quoth.archive.checking.matching import Match
from quoth.archive.checking.words import split


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, with every statement that has it, the earliest first."""

    words: str
    matches: tuple[Match, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that print it, each once."""
        return tuple(dict.fromkeys(match.statement.outlet or "no outlet" for match in self.matches))

    @property
    def first_day(self) -> str | None:
        """When it is printed first."""
        return min((match.statement.day for match in self.matches if match.statement.day), default=None)

    def to_dict(self) -> dict[str, Any]:
        """The variant as plain data."""
        return {
            "words": self.words,
            "first_day": self.first_day,
            "outlets": list(self.outlets),
            "matches": [match.to_dict() for match in self.matches],
        }


def find_variants(checker: Checker, quotation: str, *, by: str | None = None) -> tuple[Check, list[Variant]]:
    """The check of a quotation, and its wordings in the archive, the earliest first."""
    check = checker.check(quotation, by=by)
    return check, group(check.matches)


def group(matches: Iterable[Match]) -> list[Variant]:
    """Matches of the same words together, whatever their case and typography; the earliest wording first."""
    by_words: dict[tuple[str, ...], list[Match]] = {}
    for match in sorted(matches, key=_when):
        by_words.setdefault(tuple(word.form for word in split(match.words)), []).append(match)
    return [Variant(" ".join(several[0].words.split()), tuple(several)) for several in by_words.values()]


def _when(match: Match) -> tuple[bool, str, int]:
    return (match.statement.day is None, match.statement.day or "", match.statement.id)
