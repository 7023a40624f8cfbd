"""How speakers use given words: in their own quoted words, in paraphrase of them, and one in place of another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, process

from quoth.archive.chains import NOBODY
from quoth.archive.content import place_in_article
from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.names import find_named, words_of
from quoth.archive.statements import Statement, load_statements
from quoth.archive.tags import tagged
from quoth.domain import Span
from quoth.errors import ArchiveError

# Statements looked at for each term; a word that is used more often is told of by its first uses.
_MOST = 5_000
# Uses of each term that are compared with those of the others, each with each.
_COMPARED = 2_000
_AROUND = 90
# Words on each side of a term that must be alike when another stands there, and how alike, of 100.
_WINDOW, _LEAST, _ALIKE = 9, 5, 75
_OPEN, _CLOSE = "\x02", "\x03"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a term: the word as it stands there and what is around it; `own` if it is in quotation marks.

    `span` is its place in the article.
    """

    term: str
    statement: Statement
    span: Span
    before: str
    word: str
    after: str
    own: bool

    def to_dict(self) -> dict[str, Any]:
        """The use as plain data."""
        return {
            "term": self.term,
            "speaker": self.statement.speaker,
            "own": self.own,
            "before": self.before,
            "word": self.word,
            "after": self.after,
            "start": self.span.start,
            "end": self.span.end,
            "statement": self.statement.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Swap:
    """Two statements that are alike but for one term in place of the other; `similarity` is 1 for the same."""

    one: Use
    other: Use
    similarity: float

    def to_dict(self) -> dict[str, Any]:
        """The swap as plain data."""
        return {"similarity": self.similarity, "one": self.one.to_dict(), "other": self.other.to_dict()}


@dataclass(frozen=True, slots=True)
class Terms:
    """All uses of the terms in time order, and where one stands in for another, the most alike first.

    `cut` names the terms that are used more often than could be looked at.
    """

    terms: tuple[str, ...]
    uses: tuple[Use, ...]
    swaps: tuple[Swap, ...]
    cut: tuple[str, ...] = ()

    def by_speaker(self) -> list[tuple[str, dict[str, tuple[int, int]]]]:
        """For each speaker how often each term is in their own words and in paraphrase; who uses most comes first."""
        counts: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for use in self.uses:
            counts[use.statement.speaker or NOBODY][use.term, use.own] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
        return [(name, {term: (held[term, True], held[term, False]) for term in self.terms}) for name, held in ranked]

    def to_dict(self) -> dict[str, Any]:
        """The terms as plain data."""
        speakers = [
            {
                "speaker": name,
                "counts": {term: {"own": own, "paraphrase": other} for term, (own, other) in counts.items()},
            }
            for name, counts in self.by_speaker()
        ]
        return {
            "terms": list(self.terms),
            "cut": list(self.cut),
            "speakers": speakers,
            "uses": [use.to_dict() for use in self.uses],
            "swaps": [swap.to_dict() for swap in self.swaps],
        }


def find_terms(archive: Archive, terms: Sequence[str], *, by: str | None = None) -> Terms:
    """How the terms, or forms of them ("Jews" for "Jew"), are used, by everybody or by one speaker.

    A word inside a statement that another passes on is the inner speaker's. `UnknownName` if nobody is called `by`.
    """
    different = tuple(dict.fromkeys(term.strip() for term in terms))
    with sqlite_errors_told(archive.path):
        speakers = find_named(archive, by).ids if by is not None else ()
        found: list[Use] = []
        cut: list[str] = []
        for term in different:
            uses, more = _uses(archive, term, speakers)
            found += uses
            cut += [term] if more else []
    uses = _innermost(found)
    uses.sort(key=lambda use: (use.statement.day is None, use.statement.day, use.statement.id, use.span))
    return Terms(different, tuple(uses), tuple(_swaps(different, uses)), tuple(cut))


def _uses(archive: Archive, term: str, speakers: Sequence[int]) -> tuple[list[Use], bool]:
    """The uses of a term, and whether there are more than could be looked at."""
    match = f'content : "{" ".join(words_of(term))}"' + (f" AND {tagged('s', speakers)}" if speakers else "")
    rows = archive.db.execute(
        "SELECT attribution.id, highlight(words, 0, ?, ?) FROM words"
        " CROSS JOIN attribution ON attribution.id = words.rowid"
        " WHERE words MATCH ? AND attribution.current LIMIT ?",
        (_OPEN, _CLOSE, match, _MOST + 1),
    ).fetchall()
    marked = dict(rows[:_MOST])
    found = []
    for statement in load_statements(archive, list(marked)):
        quoted = [
            Span(start, end)
            for start, end in archive.db.execute(
                "SELECT start_at, end_at FROM span WHERE attribution_id = ? AND role = 'quoted'", (statement.id,)
            )
        ]
        found += list(_in_statement(term, statement, marked[statement.id], quoted))
    return found, len(rows) > _MOST


def _in_statement(term: str, statement: Statement, marked: str, quoted: Sequence[Span]) -> Iterator[Use]:
    shift = 0
    for match in _MARKED.finditer(marked):
        start = match.start() - shift
        shift += len(_OPEN) + len(_CLOSE)
        word = match[1]
        place = place_in_article(start, statement.words, statement.spans)
        if place is None:
            raise ArchiveError(f"Statement {statement.id} does not fit its article: run `quoth reread --all`.")
        span = Span(place, place + len(word))
        before, after = statement.words[max(0, start - _AROUND) : start], statement.words[start + len(word) :][:_AROUND]
        own = any(part.covers(span) for part in quoted)
        yield Use(term, statement, span, before, word, after, own)


def _innermost(uses: Sequence[Use]) -> list[Use]:
    """Of the statements that hold the same word, the one that lies inside the others."""
    deepest: dict[tuple[int, int, str], Use] = {}
    for use in uses:
        key = (use.statement.article, use.span.start, use.term)
        if key not in deepest or use.statement.depth > deepest[key].statement.depth:
            deepest[key] = use
    return list(deepest.values())


def _swaps(terms: Sequence[str], uses: Sequence[Use]) -> list[Swap]:
    by_term = {term: [(use, _window(use)) for use in uses if use.term == term][:_COMPARED] for term in terms}
    found: list[Swap] = []
    for one, other in combinations(terms, 2):
        ours = [pair for pair in by_term[one] if len(pair[1]) >= _LEAST]
        theirs = [pair for pair in by_term[other] if len(pair[1]) >= _LEAST]
        if not ours or not theirs:
            continue
        windows = [[" ".join(window) for _, window in pairs] for pairs in (ours, theirs)]
        scores = process.cdist(*windows, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        for row, column in zip(*scores.nonzero(), strict=True):
            first, second = ours[row][0], theirs[column][0]
            if first.statement.id != second.statement.id:
                found.append(Swap(first, second, round(float(scores[row, column]) / 100, 3)))
    return sorted(found, key=lambda swap: (-swap.similarity, swap.one.statement.id, swap.other.statement.id))


def _window(use: Use) -> list[str]:
    """The words around a use, in small letters, without the term itself."""
    before = [word.lower() for word in _WORD.findall(use.before)][-_WINDOW:]
    after = [word.lower() for word in _WORD.findall(use.after)][:_WINDOW]
    return [*before, "_", *after] if len(before) + len(after) >= _LEAST else []
