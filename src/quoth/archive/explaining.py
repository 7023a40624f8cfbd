"""A chain explained: through whom a statement reaches the reader, each with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth.archive.chains import line_of
from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.loading import load
from quoth.archive.plain import Plain
from quoth.archive.statements import Statement, load_statements
from quoth.domain import Attribution, Spans
from quoth.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Link(Plain):
    """One of those between the reader and the words: the outlet or author, whoever passes them on, the speaker.

    The outlet has a name alone. Of the others, `source` and `cue` are the words that say who says it and how, `words`
    what they say; `statement` is the id of that in the reading. Nobody's name is none.
    """

    name: str | None
    kind: str
    key: str | None
    statement: str | None = None
    act: str | None = None
    polarity: str | None = None
    quotation: str | None = None
    source: str = ""
    cue: str = ""
    medium: str = ""
    anonymity: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement with the links of its chain, outermost first."""

    statement: Statement
    links: tuple[Link, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data."""
        return {"statement": self.statement.to_dict(), "links": [link.to_dict() for link in self.links]}


def explain_chain(archive: Archive, statement: int) -> Explanation:
    """How we know of the statement with this number of `Statement.id`; `ArchiveError` if there is none."""
    with sqlite_errors_told(archive.path):
        found = load_statements(archive, [statement])
        if not found:
            raise ArchiveError(f"{archive.path} has no statement {statement}: give a number that `quoth ask` shows.")
        (name,) = archive.db.execute("SELECT name FROM attribution WHERE id = ?", (statement,)).fetchone()
        reading = load(archive, found[0].article)
    by_id = {each.id: each for each in reading.attributions}
    line = line_of(by_id[name], by_id)
    text = reading.article.text

    def words(spans: Spans) -> str:
        return " … ".join(" ".join(span.of(text).split()) for span in spans)

    def link(each: Attribution) -> Link:
        entity = None if each.speaker is None else reading.entity(each.speaker)
        return Link(
            name=entity.name if entity else None,
            kind=str(entity.kind if entity else each.voice),
            key=entity.key if entity else None,
            statement=each.id,
            act=str(each.act),
            polarity=str(each.polarity),
            quotation=str(each.quotation),
            source=words(each.source),
            cue=words(each.cue),
            medium=words(each.medium),
            anonymity=words(each.anonymity),
            words=words(each.content),
        )

    speakers = {each.speaker for each in line}
    outermost = [entity for entity in reading.chain(line[0]) if entity.id not in speakers][:1]
    head = [Link(entity.name, str(entity.kind), entity.key) for entity in outermost]
    if not head and found[0].outlet:
        head = [Link(found[0].outlet, "organization", None)]
    return Explanation(found[0], (*head, *(link(each) for each in reversed(line))))
