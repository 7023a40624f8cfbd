"""Reading in a process of its own, bounded in time and memory, so that one bad document cannot take the desk down.

A process is started when it is first needed and kept, since it takes a second to load the model. One that takes too
long or too much is ended; the next document gets a new one.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from quoth.desk.settings import Limits
from quoth.domain import Article, Reading
from quoth.errors import IntakeError, QuothError, ReadingStopped

# Of a feed or a file with many articles; `quoth add` takes all of them.
MOST_ARTICLES = 20
# What a process may need to start, on a machine that does other things beside, in seconds.
_START = 90.0
# What a process needs to end by itself before it is ended, in seconds.
_GRACE = 2.0


@dataclass(frozen=True, slots=True)
class Brought:
    """What a visitor brings: a text, the bytes of a file with its name, or a web address; and what is known of it."""

    text: str | None = None
    data: bytes | None = None
    name: str = ""
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched: tuple[str, ...] = ()


Read = Callable[[Brought], Sequence[Reading | QuothError]]


def read_brought(brought: Brought) -> list[Reading | QuothError]:
    """The readings of what was brought, and an error for each part that cannot be read."""
    from quoth.pipeline import read_article  # noqa: PLC0415 - loads the model, which the desk's own process never does

    found: list[Reading | QuothError] = []
    for article in islice(_articles(brought), MOST_ARTICLES + 1):
        if len(found) == MOST_ARTICLES:
            found.append(IntakeError(f"The desk reads {MOST_ARTICLES} articles at once: use `quoth add` for more."))
            break
        try:
            if isinstance(article, QuothError):
                raise article
            found.append(read_article(article))
        except QuothError as error:
            found.append(error)
    return found


def _articles(brought: Brought) -> Iterator[Article | IntakeError]:
    from quoth.intake.compression import unpack  # noqa: PLC0415 - as above
    from quoth.intake.documents import read_document  # noqa: PLC0415 - as above
    from quoth.intake.fetching import Fetcher  # noqa: PLC0415
    from quoth.intake.files import read_bytes  # noqa: PLC0415
    from quoth.intake.sources import read_source  # noqa: PLC0415

    if brought.data is not None:
        data = unpack(brought.data, name=brought.name or "The file")
        for article in read_bytes(data, name=brought.name or "The file", path=brought.name or None):
            # The file is not on this machine under its name: an address made of it would lead nowhere.
            yield replace(_told(article, brought), path=None) if isinstance(article, Article) else article
    elif brought.text is not None:
        yield _told(read_document(brought.text, url=brought.url), brought)
    elif brought.url is not None:
        with Fetcher(allowed=brought.fetched) as fetcher:
            for found in read_source(brought.url, fetcher):
                yield _told(found, brought) if isinstance(found, Article) else found


def _told(article: Article, brought: Brought) -> Article:
    """The article with what the visitor knows of it, which goes before what it says of itself."""
    return replace(
        article,
        title=brought.title or article.title,
        authors=(brought.author,) if brought.author else article.authors,
        outlet=brought.outlet or article.outlet,
        published=brought.published or article.published,
    )


class Workers:
    """Processes that read, so many at once; a visitor waits until one is free."""

    def __init__(self, limits: Limits, *, jobs: int = 1, read: Read = read_brought) -> None:
        """Start none yet. `read` must be a function of a module."""
        self._limits = limits
        self._read = read
        self._free = [_Worker(limits, read) for _ in range(jobs)]
        self._changed = threading.Condition()

    def read(self, brought: Brought) -> Sequence[Reading | QuothError]:
        """What `read` makes of it in another process; `ReadingStopped` if that takes too long or too much memory."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._free, timeout=2 * self._limits.reading_seconds):
                raise ReadingStopped("Others are reading just now: wait a minute and try again.")
            worker = self._free.pop()
        try:
            return worker.read(brought)
        finally:
            with self._changed:
                self._free.append(worker)
                self._changed.notify()

    def close(self) -> None:
        """End the processes that are idle."""
        with self._changed:
            for worker in self._free:
                worker.end()


class _Worker:
    def __init__(self, limits: Limits, read: Read) -> None:
        self._limits = limits
        self._read = read
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, brought: Brought) -> Sequence[Reading | QuothError]:
        try:
            pipe = self._started()
            pipe.send(brought)
            if not pipe.poll(self._limits.reading_seconds):
                self.end()
                seconds = self._limits.reading_seconds
                raise ReadingStopped(
                    f"Reading took longer than {seconds:.0f} seconds and was stopped: give less at once."
                )
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise _too_much() from error
        if isinstance(answer, MemoryError):
            self.end()
            raise _too_much()
        if isinstance(answer, QuothError):
            raise answer
        found: Sequence[Reading | QuothError] = answer
        return found

    def _started(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self.end()
            # Spawned, since a forked process would hold this one's connections and threads' locks.
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            arguments = (theirs, self._read, self._limits.reading_memory)
            self._process = context.Process(target=_work, args=arguments, daemon=True, name="quoth desk reader")
            self._process.start()
            theirs.close()
            if not self._pipe.poll(_START):
                self.end()
                raise ReadingStopped("This machine is too busy to read just now: try again later.")
            self._pipe.recv()
        return self._pipe

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(_GRACE)
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _work(pipe: Connection, read: Read, memory: int) -> None:
    """Read what comes through the pipe until it is closed."""
    _bound(memory)
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        pipe.send("ready")
        while True:
            pipe.send(_attempt(read, pipe.recv()))


def _attempt(read: Read, brought: Brought) -> Sequence[Reading | QuothError] | QuothError | MemoryError:
    try:
        return read(brought)
    except QuothError as error:
        return error
    except MemoryError as error:
        return MemoryError(str(error))
    except Exception as error:
        return IntakeError(f"It could not be read ({type(error).__name__}): give it as plain text.")


def _bound(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system can bound a process
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _too_much() -> ReadingStopped:
    return ReadingStopped("Reading took more memory than the desk gives and was stopped: give less at once.")
