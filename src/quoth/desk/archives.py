"""The archive for each request: connections that readers share, one writer at a time, and what was made of it.

`state` changes with every change of the file, so that what was made of an archive can be kept until then.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TypeVar, cast

from quoth.archive import Archive, open_archive

Made = TypeVar("Made")
State = tuple[tuple[int, int], ...]
# Pages of a hundred kilobytes each, and figures that take seconds on a large archive.
_KEPT = 400


class Archives:
    """The desk's archive; closed by `close`, after which it opens again by itself."""

    def __init__(self, path: Path) -> None:
        """Keep connections to the archive in this file; none is opened yet."""
        self.path = path
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
        found = self.kept(key, state)
        if found is not None:
            return cast("Made", found)
        with self.reading() as archive:
            made = make(archive)
        self.put(key, state, made)
        return made

    def kept(self, key: Hashable, state: State) -> object | None:
        """What was made for this key of the archive in this state, if it is still there."""
        with self._lock:
            then, found = self._kept.get(key, (None, None))
            if then != state:
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, state: State, made: object) -> None:
        """Keep what was made of the archive in this state; what was not asked for longest goes first."""
        with self._lock:
            self._kept[key] = (state, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def state(self) -> State:
        """Another one after every change: when the file and its log were written, and how large they are."""
        return tuple(_stamp(Path(f"{self.path}{suffix}")) for suffix in ("", "-wal"))

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                _, closing = self._idle.get_nowait()
            except Empty:
                return
            closing.close()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
