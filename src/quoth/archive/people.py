"""Everything about one entity but its statements: what it is called, when and about whom it speaks, who reports it.

Counts are of current articles. They come from the indexes of the speaker alone, so that they take as long as the
speaker has statements, however large the archive is; `make bench-desk` writes down how SQLite goes about it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from quoth.archive.asking import documents_by
from quoth.archive.database import Archive, marks, sqlite_errors_told
from quoth.archive.identity import fold
from quoth.archive.names import find_holding, find_keyed
from quoth.archive.plain import Plain
from quoth.archive.statements import Hand, hand_of
from quoth.domain import EntityKind

_NAMES = 12
_CHIEF = 12


@dataclass(frozen=True, slots=True)
class Person(Plain):
    """An entity of the archive, whatever its kind; `names` are other names, `statements` how many it has."""

    key: str
    name: str
    kind: str
    names: tuple[str, ...]
    wikidata: str | None
    statements: int

    def to_dict(self) -> dict[str, Any]:
        """The person as plain data."""
        return Plain.to_dict(self) | {"names": list(self.names)}


@dataclass(frozen=True, slots=True)
class Other(Plain):
    """Somebody beside the person, in so many of the person's statements; an outlet has no key."""

    name: str
    key: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article in which the person speaks: so many statements, of which `statement` is the first."""

    article: int
    title: str | None
    outlet: str | None
    day: str | None
    statements: int
    statement: int
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the statements of a person add up to.

    `days` are counts by day, month or year as the articles state it, and by how near the words are; `about` are others
    whom the statements are about, `outlets` where they stand, `through` who passes them on; the most frequent first.
    """

    person: Person
    days: dict[str, dict[Hand, int]]
    undated: int
    acts: dict[str, int]
    about: tuple[Other, ...]
    outlets: tuple[Other, ...]
    through: tuple[Other, ...]

    def to_dict(self) -> dict[str, Any]:
        """The facts as plain data."""
        return {
            **self.person.to_dict(),
            "days": [
                {"day": day, **{str(hand): counts.get(hand, 0) for hand in Hand}} for day, counts in self.days.items()
            ],
            "undated": self.undated,
            "acts": self.acts,
            "about": [other.to_dict() for other in self.about],
            "outlets": [other.to_dict() for other in self.outlets],
            "through": [other.to_dict() for other in self.through],
        }


def find_facts(archive: Archive, key: str) -> Facts:
    """All that is counted of the entity with this key; `UnknownName` if there is none."""
    with sqlite_errors_told(archive.path):
        id = find_keyed(archive, key).ids[0]
        speakers = [id, *documents_by(archive, [id])]
        days, acts, undated = _days_and_acts(archive, speakers)
        said = f"attribution.entity_id IN ({marks(speakers)}) AND attribution.current"
        about = archive.db.execute(
            "SELECT name, key, statements FROM (SELECT target.entity_id AS id, count(*) AS statements FROM attribution"
            f" CROSS JOIN target ON target.attribution_id = attribution.id WHERE {said}"
            f" AND target.entity_id NOT IN ({marks(speakers)})"
            " GROUP BY target.entity_id ORDER BY statements DESC LIMIT ?) JOIN entity USING (id) ORDER BY 3 DESC, 1",
            (*speakers, *speakers, _CHIEF),
        )
        through = archive.db.execute(
            "SELECT name, key, statements FROM"
            " (SELECT chain.entity_id AS id, count(DISTINCT attribution.id) AS statements"
            f" FROM attribution CROSS JOIN chain ON chain.attribution_id = attribution.id WHERE {said}"
            f" AND depth > 0 AND chain.entity_id NOT IN ({marks(speakers)})"
            " GROUP BY chain.entity_id ORDER BY statements DESC LIMIT ?) JOIN entity USING (id) ORDER BY 3 DESC, 1",
            (*speakers, *speakers, _CHIEF),
        )
        outlets = archive.db.execute(
            "SELECT outlet, NULL, sum(statements) FROM"
            f" (SELECT article_id AS id, count(*) AS statements FROM attribution WHERE {said} GROUP BY article_id)"
            " CROSS JOIN article USING (id) WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 3 DESC, 1 LIMIT ?",
            (*speakers, _CHIEF),
        )
        several = [tuple(Other(*row) for row in rows) for rows in (about, outlets, through)]
        (person,) = load_people(archive, [id])
    # An outlet passes its own words on; it stands among the outlets.
    names = {fold(other.name) for other in several[1]}
    passing = tuple(other for other in several[2] if fold(other.name) not in names)
    return Facts(person, days, undated, acts, several[0], several[1], passing)


def find_people(archive: Archive, words: str, *, limit: int) -> list[Person]:
    """Who has a name that holds all the words, those who speak most first."""
    with sqlite_errors_told(archive.path):
        found = load_people(archive, find_holding(archive, words))
    return sorted(found, key=lambda person: (-person.statements, person.name))[:limit]


def find_alike(archive: Archive, person: Person, *, limit: int) -> list[Person]:
    """Who may be the same: those who have one of the person's words in a name, those who have most of them first."""
    words = {
        fold(word) for name in (person.name, *person.names) for word in name.split() if any(map(str.isalnum, word))
    }
    found: Counter[int] = Counter()
    with sqlite_errors_told(archive.path):
        for word in sorted(words):
            found.update(find_holding(archive, word))
        likely = load_people(archive, [id for id, _ in found.most_common(4 * limit)])
    shared = {each.key: len(words & set(fold(" ".join((each.name, *each.names))).split())) for each in likely}
    others = [each for each in likely if each.key != person.key]
    return sorted(others, key=lambda each: (-shared[each.key], -each.statements, each.name))[:limit]


def find_perhaps(archive: Archive, person: Person) -> list[Person]:
    """Who is likely the same, since an article has the surname alone: "Brandt" of "Leila Brandt", and the other way.

    Only where exactly one person of the archive has that surname behind a first name, and some outlet writes of both.
    Nothing is joined by this: it is for a reader to decide.
    """
    surname = fold(person.name).split()[-1:]
    if person.kind != EntityKind.PERSON or not surname:
        return []
    with sqlite_errors_told(archive.path):
        named = [
            (each, fold(each.name).split())
            for each in load_people(archive, find_holding(archive, surname[0]))
            if each.kind == EntityKind.PERSON
        ]
        full = [each for each, words in named if len(words) > 1 and words[-1:] == surname]
        short = [each for each, words in named if words == surname]
        if len(full) != 1:
            return []
        others = short if full[0].key == person.key else full
        return [each for each in others if each.key != person.key and _share_outlet(archive, person.key, each.key)]


def _share_outlet(archive: Archive, one: str, other: str) -> bool:
    """Whether one outlet has articles with both, be it in different articles."""
    of = (
        "SELECT outlet FROM entity JOIN appearance ON appearance.entity_id = entity.id"
        " JOIN article ON article.id = appearance.article_id WHERE entity.key = ? AND outlet IS NOT NULL"
    )
    both = archive.db.execute(f"{of} INTERSECT {of} LIMIT 1", (one, other)).fetchone()
    return both is not None


def list_appearances(archive: Archive, key: str, *, limit: int) -> list[Appearance]:
    """The articles in which the entity with this key speaks, the latest first; `UnknownName` if there is none."""
    with sqlite_errors_told(archive.path):
        id = find_keyed(archive, key).ids[0]
        rows = archive.db.execute(
            "SELECT article.id, title, outlet, article.day, count(*), min(attribution.id), content FROM attribution"
            " JOIN article ON article.id = attribution.article_id WHERE entity_id = ? AND attribution.current"
            " GROUP BY article.id ORDER BY article.day DESC, article.id DESC LIMIT ?",
            (id, limit),
        ).fetchall()
    return [Appearance(*row) for row in rows]


def load_people(archive: Archive, ids: Collection[int]) -> list[Person]:
    """The entities with these numbers."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    own = f"SELECT entity_id, name, id FROM alias WHERE entity_id IN ({marks(ids)})"
    merged = f"SELECT into_id, name, id FROM merged JOIN alias USING (entity_id) WHERE into_id IN ({marks(ids)})"
    for id, name, _ in archive.db.execute(f"{own} UNION ALL {merged} ORDER BY 3", (*ids, *ids)):
        names[id].append(name)
    rows = archive.db.execute(
        "SELECT id, key, name, kind, wikidata,"
        " (SELECT count(*) FROM attribution WHERE entity_id = entity.id AND current)"
        f" FROM entity WHERE id IN ({marks(ids)})",
        tuple(ids),
    )
    return [
        Person(
            key,
            name,
            kind,
            tuple(dict.fromkeys(other for other in names[id] if other != name))[:_NAMES],
            wikidata,
            statements,
        )
        for id, key, name, kind, wikidata, statements in rows
    ]


def _days_and_acts(
    archive: Archive, speakers: Collection[int]
) -> tuple[dict[str, dict[Hand, int]], dict[str, int], int]:
    """How many statements there are by day and hand, in time order; by act, the most frequent first; without a day."""
    days: dict[str, dict[Hand, int]] = {}
    acts: Counter[str] = Counter()
    undated = 0
    # The index has all of these columns, so that no row is looked up.
    rows = archive.db.execute(
        "SELECT day, quotation, depth, act, count(*) FROM attribution INDEXED BY attribution_entity"
        f" WHERE entity_id IN ({marks(speakers)}) AND current = 1 GROUP BY day, quotation, depth, act ORDER BY day",
        tuple(speakers),
    )
    for day, quotation, depth, act, count in rows:
        acts[act] += count
        if day is None:
            undated += count
        else:
            hands, hand = days.setdefault(day, {}), hand_of(depth, quotation)
            hands[hand] = hands.get(hand, 0) + count
    return days, dict(acts.most_common()), undated
