"""Finding the statements that a quotation may come from, fast on a large archive.

The full-text index gives the statements that hold each rare word; those that hold most of them, rarer words weighing
more, come first. Where no word is rare, pairs of neighbouring words are looked up instead.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quoth.archive.checking.alignment import FUNCTION_WORDS
from quoth.archive.checking.words import Word
from quoth.archive.tags import tagged

# A word in more statements than this is common: it would cost more to read them than they tell.
_COMMON = 2_000
_WORDS, _PAIRS = 24, 10
# Answers that are kept at hand.
_REMEMBERED = 5_000
# Statements with less than this share of the best one's weight are no variants of it.
_SHARE = 0.4
_ENOUGH = 3


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where words may come from: an attribution by its number, or an orphan."""

    orphan: bool
    id: int


@dataclass(slots=True)
class Index:
    """The full text of an archive, asked for words; it remembers what it was asked."""

    db: sqlite3.Connection
    found: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    names: dict[str, bool] = field(default_factory=dict)

    def holds(self, form: str) -> bool:
        """Whether any statement has this word, or a form of it."""
        return bool(self._holding("words", f'content : "{form}"'))

    def is_name(self, form: str) -> bool:
        """Whether somebody's name has this word, written with a capital."""
        if form not in self.names:
            sql = (
                "SELECT alias.name FROM alias_words JOIN alias ON alias.id = alias_words.rowid"
                " WHERE alias_words MATCH ? LIMIT 20"
            )
            rows = self.db.execute(sql, (f'"{form}"',)).fetchall()
            self.names[form] = any(form.capitalize() in row[0] or form.upper() in row[0] for row in rows)
        return self.names[form]

    def candidates(self, words: Sequence[Word], *, among: Collection[int] = (), limit: int) -> list[Source]:
        """Up to `limit` sources, those that share most with the words first; `among` keeps to what these say."""
        weights: defaultdict[Source, float] = defaultdict(float)
        for table, only in (("words", f" AND {tagged('s', among)}" if among else ""), ("orphan_words", "")):
            if table == "orphan_words" and among:
                continue
            for match, share in self._matches(words, table, only):
                rows = self._holding(table, match)
                if len(rows) > _COMMON:
                    continue
                weight = share * math.log(1 + 1_000_000 / (1 + len(rows)))
                for id in rows:
                    weights[Source(table == "orphan_words", id)] += weight
        if not weights:
            return []
        best = max(weights.values())
        near = [source for source, weight in weights.items() if weight >= _SHARE * best]
        return sorted(near, key=lambda source: (-weights[source], source))[:limit]

    def _matches(self, words: Sequence[Word], table: str, only: str) -> Iterator[tuple[str, float]]:
        """Queries for words that are rare enough, and for pairs of words where too few are; each with a weight."""
        column = "content : "
        forms = _chosen([word.form for word in words if word.form not in FUNCTION_WORDS], _WORDS)
        single = [f'{column}"{form}"{only}' for form in forms]
        rare = [match for match in single if 0 < len(self._holding(table, match)) <= _COMMON]
        yield from ((match, 1.0) for match in rare)
        if len(rare) < min(_ENOUGH, len(forms)) or not forms:
            yield from ((f"{column}({pair}){only}", 1.5) for pair in _pairs(words))

    def _holding(self, table: str, match: str) -> list[int]:
        """The rows of a table that match, as many as say that they are too many."""
        if (table, match) not in self.found:
            if len(self.found) > _REMEMBERED:
                self.found.clear()
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {_COMMON + 1}"
            self.found[table, match] = [row[0] for row in self.db.execute(sql, (match,))]
        return self.found[table, match]


def _pairs(words: Sequence[Word]) -> list[str]:
    """Neighbours among the content words, both to be held; of a quotation of function words, phrases of three."""
    forms = [word.form for word in words if word.form not in FUNCTION_WORDS]
    if len(forms) >= 2:
        pairs = [f'"{one}" AND "{other}"' for one, other in pairwise(forms) if one != other]
        return _chosen(pairs, _PAIRS)
    written = [word.written.strip("'") for word in words if word.written.strip("'")]
    phrases = [f'"{" ".join(written[at : at + 3])}"' for at in range(max(1, len(written) - 2))] if written else []
    return _chosen(phrases, _PAIRS)


def _chosen(several: Sequence[str], number: int) -> list[str]:
    """At most so many different ones, spread evenly over all of them."""
    different = list(dict.fromkeys(several))
    if len(different) <= number:
        return different
    return [different[place * len(different) // number] for place in range(number)]
