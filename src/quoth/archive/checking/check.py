"""Checking: one quotation against the whole archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth.archive.checking.changes import Change, Hunk
from quoth.archive.checking.matching import Match, Matcher
from quoth.archive.checking.search import Index
from quoth.archive.checking.splices import find_splice
from quoth.archive.checking.verdicts import Verdict, in_order
from quoth.archive.checking.words import Word, ends_open, rejoin, split
from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.identity import fold
from quoth.archive.names import find_named
from quoth.errors import ArchiveError, UnknownName

# Of quotation and statement, by weight of words. Absent quotations reach 0.5, those with one word changed 0.7 and more.
FOUND = 0.6
# Fewer words that are the same can be an accident.
FEWEST_KEPT = 3
# A paraphrase must fit so much better than words in quotation marks to be what was meant.
_PREFERRED = 0.1
# An alignment takes as much memory as quotation and statement have words, multiplied.
_LONGEST = 800
_QUOTATION_MARKS = " \t\r\n\"“”„‟«»‘’'`"
_FINAL_MARKS = _QUOTATION_MARKS + ".,;:!?…"
_GOOD = (Verdict.VERBATIM, Verdict.TRIMMED, Verdict.BRACKETED)


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on a quotation, with the statements that it was held against, the best first.

    `changes` and `hunks` are against the first match; `by` is who is said to have said it. `said_by` names the speakers
    of a misattributed quotation.
    """

    quotation: str
    by: str | None
    verdict: Verdict
    changes: tuple[Change, ...] = ()
    matches: tuple[Match, ...] = ()
    said_by: tuple[str, ...] = ()

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """The comparison with the first match."""
        return self.matches[0].hunks if self.matches else ()

    @property
    def earliest(self) -> Match | None:
        """The match with the earliest date, of several on one day the best."""
        dated = [match for match in self.matches if match.statement.day]
        return min(dated, key=lambda match: str(match.statement.day), default=None)

    def to_dict(self) -> dict[str, Any]:
        """The check as plain data."""
        earliest = self.earliest
        return {
            "quotation": self.quotation,
            "by": self.by,
            "verdict": str(self.verdict),
            "changes": [str(change) for change in self.changes],
            "said_by": list(self.said_by),
            "diff": self.matches[0].diff() if self.matches else [],
            "earliest": self.matches.index(earliest) if earliest else None,
            "matches": [match.to_dict() for match in self.matches],
        }


class Checker:
    """Checks quotations against an archive, and remembers what it looked up."""

    def __init__(self, archive: Archive) -> None:
        """Make a checker of an open archive."""
        self._archive = archive
        self._index = Index(archive.db)
        self._matcher = Matcher(archive, self._index)

    def check(self, quotation: str, *, by: str | None = None, exact: bool = False) -> Check:
        """The verdict on one quotation; with `exact`, case, punctuation and typography count as well.

        `ArchiveError` if there is no word in it, or more than a quotation has.
        """
        bare = quotation.strip(_QUOTATION_MARKS)
        words = rejoin(split(bare))
        if not words:
            raise ArchiveError(f"“{quotation}” has no word in it: give the words that are said to be said.")
        if len(words) > _LONGEST:
            raise ArchiveError(f"A quotation of {len(words)} words is longer than {_LONGEST}: check it in parts.")
        with sqlite_errors_told(self._archive.path):
            matches = self._matches(words, bare, by, exact=exact)
            best = matches[0] if matches else None
            if best is None or best.finding.verdict is Verdict.ALTERED:
                spliced = self._spliced(quotation, words, by, best)
                if spliced:
                    return spliced
        if best is None:
            return Check(quotation, by, Verdict.NOT_FOUND)
        if by is None or self._is_by(best, by):
            return Check(quotation, by, best.finding.verdict, best.finding.changes, tuple(matches))
        speakers = tuple(dict.fromkeys(match.statement.speaker for match in matches if match.statement.speaker))
        return Check(quotation, by, Verdict.MISATTRIBUTED, best.finding.changes, tuple(matches), speakers)

    def _matches(self, words: Sequence[Word], bare: str, by: str | None, *, exact: bool) -> list[Match]:
        """Everything in the archive that the words may be, what `by` said before what others did."""
        named = self._named(by)
        sources = self._index.candidates(words, limit=40)
        if named:
            # Among many variants by others, what the speaker said must not be overlooked.
            sources = list(dict.fromkeys([*self._index.candidates(words, among=named, limit=20), *sources]))
        open_ended = bare.startswith(("…", "...")) or ends_open(bare)
        matches = [
            match for match in self._matcher.matches(words, sources, open_ended=open_ended) if _close(match, words)
        ]
        if exact:
            matches = [_exactly(match, bare) for match in matches]
        matches = _innermost(matches)
        theirs = [match for match in matches if by is None or self._is_by(match, by)]
        best_of_all = max((_merit(match) for match in matches), default=0.0)
        # An unlike statement of the speaker's is no reason to overlook that somebody else said just this.
        if by is not None and max((_merit(match) for match in theirs), default=0.0) < best_of_all - 2 * _PREFERRED:
            theirs = []
        rest = [match for match in matches if match not in theirs]
        return sorted(theirs, key=_rank) + sorted(rest, key=_rank)

    def _spliced(self, quotation: str, words: Sequence[Word], by: str | None, best: Match | None) -> Check | None:
        """The verdict if the quotation is better explained by parts of several statements."""
        parts = find_splice(self._matcher, self._index, words, self._named(by))
        covered = sum(part.covered for part in parts)
        if len(parts) < 2 or (best and covered < best.finding.similarity + _PREFERRED):
            return None
        changes = in_order({change for part in parts for change in part.match.finding.changes})
        return Check(quotation, by, Verdict.SPLICED, changes, tuple(part.match for part in parts))

    def _named(self, by: str | None) -> tuple[int, ...]:
        try:
            return find_named(self._archive, by).ids if by else ()
        except UnknownName:
            return ()

    def _is_by(self, match: Match, by: str) -> bool:
        """Whether the statement is by this speaker, or nobody is named for it, so that nothing speaks against it."""
        if match.statement.speaker is None:
            return True
        if set(match.speakers) & set(self._named(by)):
            return True
        ours, theirs = set(fold(by).split()), set(fold(match.statement.speaker).split())
        return ours <= theirs or theirs <= ours


def check(archive: Archive, quotation: str, *, by: str | None = None, exact: bool = False) -> Check:
    """The verdict on one quotation; a `Checker` is faster for several."""
    return Checker(archive).check(quotation, by=by, exact=exact)


def _close(match: Match, words: Sequence[Word]) -> bool:
    """Whether so much is the same that it can be no accident; of a few words, nearly all of them."""
    if match.finding.similarity < FOUND:
        return False
    return match.kept >= min(FEWEST_KEPT, len([word for word in words if not word.bracketed]))


def _merit(match: Match) -> float:
    less = _PREFERRED if match.finding.verdict is Verdict.PARAPHRASE else 0.0
    return match.finding.similarity - less


def _rank(match: Match) -> tuple[object, ...]:
    """The best fit first; of equal ones what is nearer to the words, and then the earliest."""
    order = (*_GOOD, Verdict.ALTERED, Verdict.PARAPHRASE)
    place = order.index(match.finding.verdict)
    statement = match.statement
    return (-round(_merit(match), 2), place, statement.day is None, statement.day, -statement.depth, statement.id)


def _exactly(match: Match, bare: str) -> Match:
    """With punctuation, case and typography counted, what is not the same to the letter is altered in wording.

    The mark at the end does not count, since it follows from where the quotation is cut.
    """
    finding = match.finding
    if finding.verdict is not Verdict.VERBATIM or bare.rstrip(_FINAL_MARKS) == match.words.rstrip(_FINAL_MARKS):
        return match
    return replace(match, finding=replace(finding, verdict=Verdict.ALTERED, changes=(Change.WORDING,)))


def _innermost(matches: Sequence[Match]) -> list[Match]:
    """Without statements that only pass on what a match inside them says just as well."""
    kept = []
    for match in matches:
        inner = any(
            other.statement.article == match.statement.article
            and other.statement.depth > match.statement.depth
            and match.span.overlap(other.span)
            and _merit(other) >= _merit(match)
            and other.finding.verdict is match.finding.verdict
            for other in matches
        )
        if not inner:
            kept.append(match)
    return kept
