"""Statements as Parquet, one row each, in the columns of the CSV; targets are a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from quoth.archive.statements import Statement
from quoth.errors import ExportError, MissingExtra
from quoth.export.csv_rows import COLUMNS, statement_row

_NUMBERS = frozenset({"id", "depth", "article", "version", "start", "end"})
_ROWS = 20_000


def write(statements: Iterable[Statement], path: Path) -> None:
    """Write the file. Raises `ExportError` if that cannot be, and `MissingExtra` if pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: install it with `pip install 'quoth[parquet]'`.") from error
    types = {"about": pa.list_(pa.string()), "current": pa.bool_(), "confidence": pa.float64()}
    schema = pa.schema([(name, types.get(name, pa.int64() if name in _NUMBERS else pa.string())) for name in COLUMNS])
    waiting = iter(statements)
    try:
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            while batch := list(islice(waiting, _ROWS)):
                writer.write_table(pa.Table.from_pylist([_row(each) for each in batch], schema=schema))
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error}): give a file in a folder you may write to.") from error


def _row(statement: Statement) -> dict[str, Any]:
    values: Sequence[object] = statement_row(statement)
    row: dict[str, Any] = dict(zip(COLUMNS, values, strict=True))
    return {**row, "about": list(statement.about), "current": statement.current}
