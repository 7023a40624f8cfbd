"""Every wording of a quotation in the archive: by whom it is printed, when, and how it differs from the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.archive.checking.alignment import align
from quoth.archive.checking.changes import Edit, Judge, compare, mark_omissions
from quoth.archive.checking.check import FEWEST_KEPT, Check, Checker
from quoth.archive.checking.matching import Match
from quoth.archive.checking.noise import is_word
from quoth.archive.checking.verdicts import similarity
from quoth.archive.checking.words import Word, respace, split

# Of two statements, by weight of words: with one word of five changed they reach 0.8, with a common clause alone 0.6.
_SURE = 0.7


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


def likeness_of(one: Sequence[Word], other: Sequence[Word]) -> float:
    """How much of the shorter of two wordings stands in the longer; 0 if it is so little that they are not of one.

    What a check holds against an archive is here held against the other wording alone, and as nobody asked, it must fit
    better than an answer would.
    """
    quoted, original = sorted((one, other), key=len)
    quoted = respace(quoted, original)
    alignment = align(quoted, original, known=is_word)
    hunks = mark_omissions(compare(quoted, original, alignment, Judge(known=is_word)))
    kept = sum(len(hunk.quoted) for hunk in hunks if hunk.edit is Edit.KEPT)
    found = similarity(hunks)
    return found if found >= _SURE and kept >= FEWEST_KEPT else 0.0


def _when(match: Match) -> tuple[bool, str, int]:
    return (match.statement.day is None, match.statement.day or "", match.statement.id)
