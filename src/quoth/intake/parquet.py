"""Parquet -> articles: a row each, with `text` and any of the metadata that JSON Lines have; a bad row costs itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.errors import IntakeError
from quoth.intake.fields import FIELDS, article_of_fields

if TYPE_CHECKING:
    from quoth.domain import Article

# Rows that are unpacked at a time: articles of a few kilobytes each.
_ROWS = 64


def read_parquet(path: str, *, name: str) -> Iterator[Article | IntakeError]:
    """Each row's article, or the error that says why there is none; rows are unpacked a few at a time.

    `IntakeError` is raised if the file is no Parquet or has no column "text", or if pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise IntakeError("Parquet needs pyarrow: install it with `pip install 'quoth[parquet]'`.") from error
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            columns = [column for column in file.schema_arrow.names if column in FIELDS]
            if "text" not in columns:
                raise IntakeError(f'{name} has no column "text": put the articles there as strings.')
            number = 0
            for batch in file.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        yield article_of_fields(row, f"{name}, row {number},", name)
                    except IntakeError as error:
                        yield error
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        if getattr(error, "errno", None) is not None:
            raise  # the file cannot be opened; damage is an OSError without a number
        reason = " ".join(str(error).split())
        raise IntakeError(f"{name} is damaged, or no Parquet ({reason}): write it anew.") from error
