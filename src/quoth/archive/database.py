"""Opening an archive: one SQLite file, with what SQLite has to say turned into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from quoth.archive.migrations import migrate, pending
from quoth.errors import ArchiveError

# How long a writer waits for another one, in seconds: one article is written in milliseconds.
_PATIENCE = 30.0
# Of the machine's memory, for pages of the file: what makes questions fast on a large archive.
CACHE_KILOBYTES = 65_536
_MAPPED_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive; `db` is its connection, in autocommit mode, and `path` its file."""

    path: Path
    db: sqlite3.Connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; `ArchiveError` if the disk is full or the file may not be written."""
        with sqlite_errors_told(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise


@contextmanager
def open_archive(path: str | PathLike[str], *, write: bool = False, make: bool = True) -> Iterator[Archive]:
    """The archive in a file, for reading unless `write`; then a file that is not there yet is made, if `make`.

    Raises `ArchiveError` if there is none, if it is a database of something else, or from a newer Quoth.
    """
    place = Path(path)
    with sqlite_errors_told(place):
        db = _connect(place, write=write, make=make)
        try:
            _prepare(db, place, write=write)
            yield Archive(place, db)
        finally:
            _close(db, write=write)


@contextmanager
def sqlite_errors_told(path: Path) -> Iterator[None]:
    """Turns what SQLite raises into an `ArchiveError` that names the file and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"{path} {_told(error)}") from error


def marks(values: Sized) -> str:
    """A mark for each value that is bound in a statement: `"?, ?, ?"`."""
    return ", ".join("?" * len(values))


def _connect(path: Path, *, write: bool, make: bool) -> sqlite3.Connection:
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder: give the name of a file for the archive.")
    if not path.exists() and not (write and make):
        raise ArchiveError(f"{path} does not exist: make an archive with `quoth add {path} INPUT...`.")
    if write:
        if not path.absolute().parent.is_dir():
            raise ArchiveError(f"{path} cannot be made, since its folder does not exist: make that first.")
        return _open(path, "rwc")
    db = _open(path, "ro")
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        db.close()
        # Where the folder may not be written, SQLite cannot share the file with a writer, and there is none.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        db = _open(path, "ro&immutable=1")
    return db


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    # A thread may hand a connection on to another; two never use it at once.
    return sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)


def _prepare(db: sqlite3.Connection, path: Path, *, write: bool) -> None:
    db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    db.execute("PRAGMA foreign_keys = ON")
    if write:
        db.execute("PRAGMA journal_mode = WAL")
        # In WAL mode a kill loses nothing that was committed, and a power cut at most the last articles.
        db.execute("PRAGMA synchronous = NORMAL")
        migrate(db, name=str(path))
    elif pending(db, name=str(path)):
        raise ArchiveError(f"{path} is not ready to be asked: add something to it with `quoth add {path} INPUT...`.")


def _close(db: sqlite3.Connection, *, write: bool) -> None:
    try:
        if write:
            # So that the archive is one file again, which can be copied and opened where nothing may be written.
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass  # another process reads: it will do this when it closes
    finally:
        db.close()


def _told(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    told = {
        sqlite3.SQLITE_FULL: "cannot grow, since the disk is full: make room and run the same again, nothing is lost.",
        sqlite3.SQLITE_READONLY: "may not be written: change its permissions, or give another file.",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened: check its name, its folder and its permissions.",
        sqlite3.SQLITE_PERM: "may not be opened: change its permissions.",
        sqlite3.SQLITE_NOTADB: "is no archive: give a file that `quoth add` made.",
        sqlite3.SQLITE_CORRUPT: f"is damaged ({error}): restore it from a copy, or add the articles to a new one.",
        sqlite3.SQLITE_BUSY: "is being written by another process: wait until that is done.",
        sqlite3.SQLITE_IOERR: f"could not be read or written by the disk ({error}): check the disk, nothing is lost.",
    }
    return told.get(primary or 0, f"could not do what was asked of it ({error}): check that it is an archive of Quoth.")
