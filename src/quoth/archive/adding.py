"""Articles -> archive: each is read and stored in a transaction of its own, what is there already is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quoth.archive.database import Archive
from quoth.archive.loading import load
from quoth.archive.reading_ahead import Read, Reader, read_in_order
from quoth.archive.writing import Outcome, check, holds, replace, store
from quoth.domain import Article, Reading
from quoth.errors import ArchiveError, QuothError

Progress = Callable[[], None]
_READER = Reader()


@dataclass(slots=True)
class Summary:
    """What became of the articles that were to be added; `refused` has a sentence for each that could not be."""

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    refused: list[str] = field(default_factory=list)
    attributions: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain data."""
        return {
            "added": self.added,
            "unchanged": self.unchanged,
            "new_versions": self.new_versions,
            "refused": list(self.refused),
            "attributions": self.attributions,
        }


def add(
    archive: Archive,
    articles: Iterable[Article | QuothError],
    *,
    jobs: int = 1,
    read: Read = _READER,
    progress: Progress = lambda: None,
) -> Summary:
    """Read and store every article that the archive does not hold, in order; `progress` is called after each.

    An error among the articles is refused with its sentence. `ArchiveError` ends it when the archive itself cannot be
    written: what was stored before stays.
    """
    summary = Summary()

    def unknown() -> Iterator[Article]:
        for article in articles:
            if isinstance(article, QuothError):
                summary.refused.append(str(article))
            elif holds(archive, article):
                summary.unchanged += 1
            else:
                yield article
                continue
            progress()

    for article, reading in read_in_order(unknown(), jobs=jobs, read=read):
        if refusal := _refusal(article, reading):
            summary.refused.append(refusal)
        elif isinstance(reading, Reading):
            count(summary, store(archive, reading), len(reading.attributions))
        progress()
    return summary


@dataclass(slots=True)
class Reread:
    """How many articles a newer model has read anew, and a sentence for each that it could not.

    `lost` has one for each correction that found no place in the new reading of its article.
    """

    reread: int = 0
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain data."""
        return {
            "reread": self.reread,
            "unchanged": self.unchanged,
            "refused": list(self.refused),
            "lost": list(self.lost),
        }


def reread(  # noqa: PLR0913 - one argument for each thing that may be wished
    archive: Archive,
    model: str,
    *,
    everything: bool = False,
    jobs: int = 1,
    read: Read = _READER,
    progress: Progress = lambda: None,
) -> Reread:
    """Replace every reading that was made by another model than this one, or all of them; each in one transaction."""
    summary = Reread()
    rows = archive.db.execute("SELECT id, model FROM article ORDER BY id").fetchall()
    numbers = [number for number, made_by in rows if everything or made_by != model]
    summary.unchanged = len(rows) - len(numbers)
    articles = (load(archive, number).article for number in numbers)
    for number, (article, reading) in zip(numbers, read_in_order(articles, jobs=jobs, read=read), strict=True):
        if refusal := _refusal(article, reading):
            summary.refused.append(refusal)
        elif isinstance(reading, Reading):
            lost = replace(archive, number, reading)
            summary.lost += [f"{_name(article)}, correction {each.id}: {each.lost}" for each in lost]
            summary.reread += 1
        progress()
    return summary


def count(summary: Summary, outcome: Outcome, attributions: int) -> None:
    """Count what became of one article with so many statements."""
    if outcome is Outcome.UNCHANGED:
        summary.unchanged += 1
        return
    summary.attributions += attributions
    if outcome is Outcome.ADDED:
        summary.added += 1
    else:
        summary.new_versions += 1


def _refusal(article: Article, reading: Reading | QuothError) -> str:
    """Why a reading cannot be stored, if it cannot."""
    try:
        if isinstance(reading, Reading):
            check(reading)
            return ""
    except ArchiveError as error:
        reading = error
    return f"{_name(article)} could not be read: {reading}"


def _name(article: Article) -> str:
    return article.path or article.url or article.title or article.id
