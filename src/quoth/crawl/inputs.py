"""Files of any Hadoop file system: listing them, and handing their bytes to Python piece by piece.

Spark has no reader for WARC files, and its reader of whole files keeps each in memory. Its reader of text hands over
lines as the bytes that they are, if nobody decodes them, from every file system that Hadoop knows; so the "lines"
between two bytes that are rare in packed data are a way to stream any file. A codec that passes packed bytes through
keeps Hadoop from unpacking, so that damage costs one record instead of the file, and keeps files whole in one task.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quoth.errors import CrawlError
from quoth.intake.formats import JSON_LINES_SUFFIXES, PARQUET_SUFFIX, WARC_SUFFIX, bare_suffix

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

# In packed files two bytes that come every 64 kB; in JSON Lines that are not packed, the line's end.
_SEPARATORS = {WARC_SUFFIX: "\r\n", **dict.fromkeys(JSON_LINES_SUFFIXES, "\n")}
_PACKED_SEPARATOR = "\r\n"
_PASSTHROUGH = "org.apache.hadoop.io.compress.PassthroughCodec"
# Spark's own build of Hadoop renames what begins with "io.".
_EXTENSION = ("io.compress.passthrough.extension", "org.apache.hadoop.shaded.io.compress.passthrough.extension")


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file to read: its address, its size in bytes and when it was changed, in milliseconds since 1970."""

    path: str
    size: int
    modified: int


def list_inputs(spark: SparkSession, inputs: list[str]) -> list[InputFile]:
    """All WARC, Parquet and JSON Lines files that the inputs stand for: addresses, patterns, folders, sorted.

    `CrawlError` if an input stands for none.
    """
    found: set[InputFile] = set()
    for item in inputs:
        files = {file for file in _list(spark, item) if bare_suffix(file.path) in {*_SEPARATORS, PARQUET_SUFFIX}}
        if not files:
            raise CrawlError(f"{item} has no files to read: they must end in .warc, .warc.gz, .parquet or .jsonl.")
        found |= files
    return sorted(found)


def read_pieces(
    spark: SparkSession,
    files: list[InputFile],
    use: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]],
    schema: StructType,
) -> DataFrame | None:
    """What `use` makes of the files' bytes: it gets batches with `path`, `size`, `piece` and `separator` in order."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as everybody calls it

    groups: dict[tuple[str, str], list[str]] = {}
    for file in files:
        suffix = bare_suffix(file.path)
        if suffix in _SEPARATORS:
            packed = file.path.lower().endswith(".gz")
            key = (".gz", _PACKED_SEPARATOR) if packed else (suffix, _SEPARATORS[suffix])
            groups.setdefault(key, []).append(file.path)
    frames = None
    for (ending, separator), paths in sorted(groups.items()):
        reader = spark.read.option("lineSep", separator).option("io.compression.codecs", _PASSTHROUGH)
        for name in _EXTENSION:
            reader = reader.option(name, ending)
        frame = reader.text(paths).select(
            F.col("_metadata.file_path").alias("path"),
            F.col("_metadata.file_size").alias("size"),
            F.col("value").cast("binary").alias("piece"),
            F.lit(separator.encode()).alias("separator"),
        )
        made = frame.mapInArrow(use, schema)
        frames = made if frames is None else frames.unionByName(made)
    return frames


def files_of(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[str, io.BufferedReader]]:
    """Each file in the batches of a task with its bytes; one must be read before the next is asked for."""
    rows = (row for batch in batches for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    waiting: list[tuple[str, int, bytes, bytes]] = []
    while row := (waiting.pop() if waiting else next(rows, None)):
        pieces = _Pieces(row, rows)
        yield row[0], io.BufferedReader(pieces)
        pieces.skip()
        if pieces.following:
            waiting.append(pieces.following)


class _Pieces(io.RawIOBase):
    """The bytes of one file, put together again from its pieces with the separators between them."""

    def __init__(self, first: tuple[str, int, bytes, bytes], rest: Iterator[tuple[str, int, bytes, bytes]]) -> None:
        self._path, self._left, self._data, self._separator = first
        self._rest = rest
        self._left -= len(self._data)
        self.following: tuple[str, int, bytes, bytes] | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - any buffer
        while not self._data and self._next():
            pass
        data = self._data[: len(buffer)]
        self._data = self._data[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Go past all pieces of this file that nobody read."""
        while self._next():
            pass

    def _next(self) -> bool:
        """Take the next piece, if this file has one."""
        row = None if self.following else next(self._rest, None)
        if row and row[0] == self._path:
            self._data = self._separator + row[2]
        else:
            self.following = row or self.following
            # The end has a separator too, or has none: only the file's size tells.
            self._data = self._separator[: self._left]
        self._left -= len(self._data)
        return bool(self._data)


def _list(spark: SparkSession, item: str) -> Iterator[InputFile]:
    path = hadoop_path(spark, item)
    try:
        system = file_system(spark, path)
        for status in system.globStatus(path) or ():
            if status.isFile():
                yield _file(status)
                continue
            below = system.listFiles(status.getPath(), True)
            while below.hasNext():
                yield _file(below.next())
    except Exception as error:  # what Java raises comes in many classes
        reason = str(getattr(error, "java_exception", error)).splitlines()[0]
        raise CrawlError(f"{item} cannot be listed ({reason}): check the address and your rights.") from error


def hadoop_path(spark: SparkSession, path: str) -> Any:  # noqa: ANN401 - an object of Java's
    """A path as Hadoop knows it."""
    java: Any = spark.sparkContext._jvm  # noqa: SLF001 - it has no other name
    return java.org.apache.hadoop.fs.Path(path)


def file_system(spark: SparkSession, path: Any) -> Any:  # noqa: ANN401 - an object of Java's
    """The file system of a path of Hadoop's."""
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())  # noqa: SLF001 - it has no other name


def _file(status: Any) -> InputFile:  # noqa: ANN401 - an object of Java's
    return InputFile(status.getPath().toString(), status.getLen(), status.getModificationTime())
