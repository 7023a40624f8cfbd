"""Asking: who said what about whom, on whose word, in time order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from quoth.archive.database import Archive, marks, sqlite_errors_told
from quoth.archive.dates import during
from quoth.archive.names import Named, find_holding, find_keyed, find_named, find_outlets, words_of
from quoth.archive.statements import Hand, Statement, hand_of, load_statements
from quoth.archive.tags import tagged
from quoth.domain import Act, Voice
from quoth.errors import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; all parts must be met. Dates are `2016`, `2016-05` or `2016-05-31`, both ends included.

    `key` is an entity's, in place of the name `who`. `about` is met by whom or what a statement is about, and by its
    words; `via` by whoever passes it on, or the outlet.
    """

    who: str | None = None
    key: str | None = None
    about: str | None = None
    via: str | None = None
    acts: Collection[Act] = ()
    voices: Collection[Voice] = ()
    direct: bool = False
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    max_depth: int | None = None
    all_versions: bool = False

    def conditions(self) -> list[str]:
        """What must be met beside WHO and about whom, in words: "in The Lindow Herald", "only direct"."""
        named = {"via": self.via, "in": self.outlet, "from": self.since, "to": self.until}
        words = [f"{word} {value}" for word, value in named.items() if value is not None]
        words += [f"only {', '.join(map(str, kinds))}" for kinds in (sorted(self.acts), sorted(self.voices)) if kinds]
        words += ["only direct"] if self.direct else []
        words += [f"inside at most {self.max_depth} others"] if self.max_depth is not None else []
        return words + (["with changed versions"] if self.all_versions else [])


@dataclass(frozen=True, slots=True)
class Answer:
    """The statements that were found, the earliest first, perhaps not all; `counts` are of all, by how near they are.

    `speakers` are the entities that WHO stood for.
    """

    statements: tuple[Statement, ...]
    counts: dict[Hand, int]
    speakers: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many statements there are, shown or not."""
        return sum(self.counts.values())

    @property
    def called(self) -> tuple[str, ...]:
        """Each name of those who were asked for once, with how many have it if several do."""
        names = Counter(self.speakers)
        return tuple(name if number == 1 else f"{name} ({number} of that name)" for name, number in names.items())

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "total": self.total,
            "counts": {str(hand): self.counts[hand] for hand in Hand},
            "speakers": list(self.speakers),
            "statements": [statement.to_dict() for statement in self.statements],
        }


def ask(
    archive: Archive, question: Question, *, limit: int | None = None, offset: int = 0, latest: bool = False
) -> Answer:
    """The statements that meet the question in time order, those without a date last: `limit` of them from `offset` on.

    With `latest` the last comes first. `UnknownName` if nobody has the name that was asked for, with those that are
    spelled like it.
    """
    with sqlite_errors_told(archive.path):
        named = _named(archive, question)
        tables, where, values = _sql(archive, question, named)
        if limit is None or question.about is not None or question.via is not None:
            ids, counts = _all(archive, tables, where, values, latest=latest)
            shown = load_statements(archive, ids[offset : None if limit is None else offset + limit])
        else:
            ids, counts = _some(archive, tables, where, (*values, limit, offset), latest=latest)
            shown = load_statements(archive, ids)
    return Answer(tuple(shown), {hand: counts[hand] for hand in Hand}, named.names if named else ())


def _all(
    archive: Archive, tables: str, where: str, values: Sequence[object], *, latest: bool
) -> tuple[list[int], Counter[Hand]]:
    """The numbers of all statements in order, and their counts; a search for words is made once for both."""
    columns = "attribution.id, attribution.day, attribution.quotation, attribution.depth"
    rows = archive.db.execute(f"SELECT {columns} FROM {tables} WHERE {where}", values).fetchall()
    if latest:
        # A day that is not known comes last in this order too, and of one day what was added last comes first.
        rows.sort(key=lambda row: (row[1] or "", row[0]), reverse=True)
    else:
        rows.sort(key=lambda row: (row[1] is None, row[1], row[0]))
    return [row[0] for row in rows], Counter(hand_of(depth, quotation) for _, _, quotation, depth in rows)


def _some(
    archive: Archive, tables: str, where: str, values: tuple[object, ...], *, latest: bool
) -> tuple[list[int], Counter[Hand]]:
    """The same of a page, whose limit and offset are the last values: SQLite counts and sorts without giving all."""
    order = "coalesce(attribution.day, '') DESC, attribution.id DESC"
    if not latest:
        order = "attribution.day IS NULL, attribution.day, attribution.id"
    sql = f"SELECT attribution.id FROM {tables} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    ids = [row[0] for row in archive.db.execute(sql, values)]
    counts: Counter[Hand] = Counter()
    hands = f"SELECT attribution.depth > 0, attribution.quotation, count(*) FROM {tables} WHERE {where} GROUP BY 1, 2"
    for depth, quotation, count in archive.db.execute(hands, values[:-2]):
        counts[hand_of(depth, quotation)] += count
    return ids, counts


def _named(archive: Archive, question: Question) -> Named | None:
    if question.key is not None:
        return find_keyed(archive, question.key)
    return find_named(archive, question.who) if question.who is not None else None


@dataclass(slots=True)
class _Conditions:
    """Conditions in SQL with their values, and what the full text must hold."""

    terms: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)
    on_article: bool = False

    def add(self, term: str, *values: object) -> None:
        self.terms.append(term)
        self.values += values


def _sql(archive: Archive, question: Question, named: Named | None) -> tuple[str, str, list[object]]:
    """The tables, the conditions and their values of every statement that meets the question."""
    met = _Conditions()
    if not question.all_versions:
        met.add("attribution.current")
    if question.about is not None:
        met.matches.append(_about(archive, question.about))
    if question.via is not None:
        _add_via(archive, question.via, met)
    if named:
        if met.matches:
            met.matches.insert(0, tagged("s", named.ids))
        else:
            speakers = [*named.ids, *documents_by(archive, named.ids)]
            met.add(f"attribution.entity_id IN ({marks(speakers)})", *speakers)
    _add_facts(archive, question, met)
    tables = "attribution"
    if met.matches:
        tables = "words CROSS JOIN attribution ON attribution.id = words.rowid"
        met.terms.insert(0, "words MATCH ?")
        met.values.insert(0, " AND ".join(f"({match})" for match in met.matches))
    if met.on_article:
        tables += " JOIN article ON article.id = attribution.article_id"
    return tables, " AND ".join(met.terms) or "1", met.values


def _add_facts(archive: Archive, question: Question, met: _Conditions) -> None:
    for column, kinds in (("act", question.acts), ("voice", question.voices)):
        if kinds:
            met.add(f"attribution.{column} IN ({marks(kinds)})", *map(str, kinds))
    if question.direct:
        met.add("attribution.quotation = 'direct'")
    if question.outlet is not None:
        outlets = find_outlets(archive, question.outlet)
        met.add(f"article.outlet IN ({marks(outlets)})", *outlets)
        met.on_article = True
    for condition, day in during(question.since, question.until).items():
        met.add(condition, day)
    if question.max_depth is not None:
        met.add("attribution.depth <= ?", question.max_depth)


def _about(archive: Archive, about: str) -> str:
    """What the full text must hold: one of the entities of that name as a target, or all the words."""
    content = " AND ".join(f'"{word}"' for word in words_of(about))
    targets = find_holding(archive, about)
    return f"content : ({content})" + (f" OR {tagged('t', targets)}" if targets else "")


def _add_via(archive: Archive, via: str, met: _Conditions) -> None:
    """Somebody in the chain before the speaker, or the outlet itself."""
    unknown: UnknownName | None = None
    ids: tuple[int, ...] = ()
    outlets: list[str] = []
    try:
        ids = find_named(archive, via).ids
    except UnknownName as error:
        unknown = error
    try:
        outlets = find_outlets(archive, via)
    except UnknownName:
        if unknown:
            raise unknown from None
    if not outlets:
        met.matches.append(tagged("v", ids))
        return
    term, values = f"article.outlet IN ({marks(outlets)})", [*outlets]
    if ids:
        term = f"({term} OR attribution.id IN (SELECT rowid FROM words WHERE words MATCH ?))"
        values.append(tagged("v", ids))
    met.add(term, *values)
    met.on_article = True


def documents_by(archive: Archive, ids: Collection[int]) -> list[int]:
    """The documents that are by these entities: what they say, their authors say."""
    by = f"SELECT DISTINCT entity_id FROM appearance WHERE author_id IN ({marks(ids)})"
    return [row[0] for row in archive.db.execute(by, tuple(ids))]
