"""Quotations put together from parts of different statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quoth.archive.checking.matching import Held, Match, Matcher
from quoth.archive.checking.search import Index, Source
from quoth.archive.checking.verdicts import Verdict, weight
from quoth.archive.checking.words import Word

# A part of fewer words, or of lighter ones, may stand anywhere by chance.
_WORDS, _WEIGHT = 3, 2.0
_MOST = 5
_CANDIDATES = 20
# All parts together must be nearly the whole quotation.
_COVERED = 0.85
_EXACT = 0.95


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quotation as a range of its words, with the statement it is from and its share of the whole."""

    start: int
    end: int
    match: Match
    covered: float


def find_splice(matcher: Matcher, index: Index, words: Sequence[Word], among: Collection[int]) -> list[Part]:
    """The parts in the order of the quotation, if two or more statements explain nearly all of it; else nothing."""
    total = weight(words)
    parts: list[Part] = []
    open_ranges = [(0, len(words))]
    while open_ranges and len(parts) < _MOST:
        start, end = open_ranges.pop()
        part = _best_part(matcher, _find(index, words[start:end], among), words[start:end], start, total)
        if part:
            parts.append(part)
            open_ranges += [(start, part.start), (part.end, end)]
    statements = {part.match.statement.id for part in parts}
    if len(statements) < 2 or sum(part.covered for part in parts) < _COVERED:
        return []
    return sorted(parts, key=lambda part: part.start)


def _find(index: Index, piece: Sequence[Word], among: Collection[int]) -> list[Source]:
    """The statements that a piece may come from, those of the speaker first."""
    if len(piece) < _WORDS or weight(piece) < _WEIGHT:
        return []
    theirs = index.candidates(piece, among=among, limit=_CANDIDATES) if among else []
    return list(dict.fromkeys([*theirs, *index.candidates(piece, limit=_CANDIDATES)]))


def _best_part(
    matcher: Matcher, sources: Sequence[Source], piece: Sequence[Word], start: int, total: float
) -> Part | None:
    best: Part | None = None
    for held in matcher.load(sources):
        part = _part(matcher, piece, held, start, total)
        if part and (best is None or part.covered > best.covered):
            best = part
    return best


def _part(matcher: Matcher, piece: Sequence[Word], held: Held, start: int, total: float) -> Part | None:
    found = matcher.part(piece, held)
    if found is None:
        return None
    (first, last), match = found
    inside = piece[first:last]
    exact = match.finding.similarity >= _EXACT and match.finding.verdict is not Verdict.PARAPHRASE
    if not exact or len(inside) < _WORDS or weight(inside) < _WEIGHT:
        return None
    return Part(start + first, start + last, match, weight(inside) / total)
