"""What somebody names on a command line -> articles: files, folders, standard input, feeds and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake.compression import open_unpacked
from quoth.intake.feeds import is_feed, read_feed
from quoth.intake.files import list_files, read_file
from quoth.intake.formats import JSON_LINES_SUFFIXES, bare_suffix

if TYPE_CHECKING:
    from quoth.intake.fetching import Fetcher

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def list_sources(inputs: Iterable[str]) -> list[str | IntakeError]:
    """The files and web addresses that the inputs stand for, none of them opened: `read_source` takes each of them."""
    sources: list[str | IntakeError] = []
    for item in inputs:
        sources += [item] if _ADDRESS.match(item) else list_files([item])
    return sources


def read_source(source: str, fetcher: Fetcher) -> Iterator[Article | IntakeError]:
    """The articles of a file or a web address, which may be a feed. No error is raised."""
    if not _ADDRESS.match(source):
        yield from read_file(source, fetch=fetcher.fetch_article)
        return
    from quoth.intake.fetching import article_of  # noqa: PLC0415 - its libraries are slow to import

    try:
        fetched = fetcher.fetch(source)
        if is_feed(fetched.data):
            yield from read_feed(fetched.data, name=source, fetch=fetcher.fetch_article)
        else:
            yield article_of(fetched)
    except IntakeError as error:
        yield error


def count_articles(sources: Iterable[str | IntakeError]) -> int:
    """How many articles there are about: one in each file, and one in each line of JSON Lines."""
    return sum(_lines(Path(source)) if isinstance(source, str) else 1 for source in sources)


def _lines(path: Path) -> int:
    if bare_suffix(path.name) not in JSON_LINES_SUFFIXES:
        return 1
    try:
        with open_unpacked(path) as file:
            return sum(bool(line.strip()) for line in file)
    except (OSError, EOFError):
        return 1  # what is wrong with it is told when it is read
