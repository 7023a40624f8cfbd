"""Articles -> readings in the same order, read by this process or by several others while this one writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from quoth.domain import Article, Reading
from quoth.errors import ArchiveError, QuothError
from quoth.model import Model, default_model
from quoth.pipeline import read_article
from quoth.resolution.names.aliases import AliasTable, aliases_of

Read = Callable[[Article], Reading]
# Readings that wait to be written, for each process: enough that none idles, few enough that memory stays small.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads with the shipped model and a table of aliases; other processes can be handed it. `threads` bounds it."""

    aliases: Path | None = None
    threads: int | None = None

    def __call__(self, article: Article) -> Reading:
        """The reading of one article."""
        return read_article(article, model=model_on(self.threads), aliases=_aliases(self.aliases))


def read_in_order(
    articles: Iterable[Article], *, jobs: int = 1, read: Read
) -> Iterator[tuple[Article, Reading | QuothError]]:
    """Each article with its reading, or the error that says why there is none.

    With `jobs` above 1 as many processes read, each on one thread. `read` must then be a function of a module.
    """
    if jobs <= 1:
        for article in articles:
            yield article, _attempt(read, article)
        return
    if isinstance(read, Reader):
        read = replace(read, threads=1)
    # Spawned, since a forked process would hold this one's connection to the archive.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    waiting: deque[tuple[Article, Future[Reading | QuothError]]] = deque()
    try:
        for article in articles:
            waiting.append((article, pool.submit(_attempt, read, article)))
            if len(waiting) > jobs * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def model_on(threads: int | None) -> Model:
    """The shipped model on so many threads, or as many as fit this machine; loaded once in a process."""
    return Model(threads=threads) if threads else default_model()


@cache
def _aliases(path: Path | None) -> AliasTable:
    return aliases_of(path)


def _first(
    waiting: deque[tuple[Article, Future[Reading | QuothError]]],
) -> tuple[Article, Reading | QuothError]:
    article, future = waiting.popleft()
    try:
        return article, future.result()
    except BrokenProcessPool as error:
        raise ArchiveError(
            "A process that reads was ended from outside: run the same again, with fewer --jobs if memory is short."
        ) from error


def _attempt(read: Read, article: Article) -> Reading | QuothError:
    try:
        return read(article)
    except QuothError as error:
        return error
