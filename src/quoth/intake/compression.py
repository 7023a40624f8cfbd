"""Gzip: documents and files come out unpacked, whether or not their name says that they are packed."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from quoth.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

_MAGIC = b"\x1f\x8b"
# A few kilobytes of gzip can unpack to more than any memory; no article comes near this.
LARGEST_DOCUMENT = 256 * 1024 * 1024


def unpack(data: bytes, *, name: str) -> bytes:
    """`data` itself, or what it holds if it is gzip; `IntakeError` if that is damaged or too large."""
    if not data.startswith(_MAGIC):
        return data
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file, damage_named(name):
        return read_whole(cast("BinaryIO", file), name=name)


@contextmanager
def open_unpacked(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked while they are read; `OSError` if it cannot be opened."""
    with path.open("rb") as file:
        yield unpacked(file)


def unpacked(file: BufferedReader) -> BinaryIO:
    """The file, or what it holds if it is gzip."""
    return cast("BinaryIO", gzip.GzipFile(fileobj=file)) if file.peek(2).startswith(_MAGIC) else file


def read_whole(file: BinaryIO, *, name: str) -> bytes:
    """All bytes of the file; `IntakeError` if they are more than one document can be."""
    data = file.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        size = LARGEST_DOCUMENT // 1024**2
        raise IntakeError(f"{name} is larger than {size} MB: split it, or give many articles as JSON Lines.")
    return data


@contextmanager
def damage_named(name: str) -> Iterator[None]:
    """Turns what gzip raises on damaged data into an `IntakeError` that names the document."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise IntakeError(f"{name} is damaged gzip: compress the original again.") from error
