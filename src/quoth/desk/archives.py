"""The archive for each request: connections that readers share, one writer at a time, and what was made of it.

`state` changes with every change of the file, so that what was made of an archive can be kept until then.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TypeVar, cast

from quoth.archive import Archive, open_archive

Made = TypeVar("Made")
# Stamps of the file and of its log; one more number where it was written only just now.
State = tuple[int, ...]
# Figures, which take seconds of the busiest speakers of a large archive.
_KEPT = 2_000
# File systems tell times apart by less than this, in nanoseconds.
_JUST_NOW = 100_000_000


class Archives:
    """The desk's archive; closed by `close`, after which it opens again by itself."""

    def __init__(self, path: Path) -> None:
        """Keep connections to the archive in this file; none is opened yet."""
        self.path = path
        self._files = (str(path), f"{path}-wal")
        self._idle: LifoQueue[tuple[Archive, ExitStack]] = LifoQueue()
        self._writer = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[State, object]] = OrderedDict()
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Make the archive if it is not there, and take the steps that an older one has not taken."""
        with open_archive(self.path, write=True):
            pass

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive, open to be asked, for one thread alone."""
        try:
            archive, closing = self._idle.get_nowait()
        except Empty:
            closing = ExitStack()
            archive = closing.enter_context(open_archive(self.path))
        try:
            yield archive
        except BaseException:
            # What went wrong may be the connection's fault: the next one gets another.
            closing.close()
            raise
        self._idle.put((archive, closing))

    @contextmanager
    def writing(self) -> Iterator[Archive]:
        """The archive, open to be written, while no other thread writes."""
        with self._writer, open_archive(self.path, write=True) as archive:
            yield archive

    def keep(self, key: Hashable, make: Callable[[Archive], Made]) -> Made:
        """What `make` makes of the archive; made once for the same key as long as the archive is the same."""
        state = self.state()
        with self._lock:
            then, found = self._kept.get(key, (None, None))
            if then == state:
                self._kept.move_to_end(key)
                return cast("Made", found)
        with self.reading() as archive:
            made = make(archive)
        with self._lock:
            self._kept[key] = (state, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def state(self) -> State:
        """Another one after every change: when the file and its log were written, and how large they are.

        Two changes at one moment, as the file system tells moments apart, could look like one: so a state of just now
        is like no other, and nothing that was made then is kept.
        """
        stamps = [_stamp(name) for name in self._files]
        now = time.time_ns()
        settled = all(abs(now - written) > _JUST_NOW for written, _ in stamps)
        return (*chain.from_iterable(stamps), *(() if settled else (time.monotonic_ns(),)))

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                _, closing = self._idle.get_nowait()
            except Empty:
                return
            closing.close()


def _stamp(name: str) -> tuple[int, int]:
    try:
        found = os.stat(name)  # noqa: PTH116 - at every request; a Path takes as long again
    except OSError:
        return (0, 0)
    # The log comes and goes with whoever reads; while it is empty it says nothing.
    return (0, 0) if not found.st_size else (found.st_mtime_ns, found.st_size)
