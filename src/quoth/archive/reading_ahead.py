"""Articles -> readings in the same order, read by this process or by several others while this one writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from quoth.domain import Article, Reading
from quoth.errors import ArchiveError, QuothError
from quoth.model import Model
from quoth.pipeline import read_article

Read = Callable[[Article], Reading]
# Readings that wait to be written, for each process: enough that none idles, few enough that memory stays small.
_AHEAD = 4


def read_in_order(
    articles: Iterable[Article], *, jobs: int = 1, read: Read = read_article
) -> Iterator[tuple[Article, Reading | QuothError]]:
    """Each article with its reading, or the error that says why there is none.

    With `jobs` above 1 as many processes read, each on one thread. `read` must then be a function of a module.
    """
    if jobs <= 1:
        for article in articles:
            yield article, _attempt(read, article)
        return
    if read is read_article:
        read = _read_on_one_thread
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
def _model_on_one_thread() -> Model:
    return Model(threads=1)


def _read_on_one_thread(article: Article) -> Reading:
    return read_article(article, model=_model_on_one_thread())


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
