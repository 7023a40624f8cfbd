"""JSON Lines -> articles: one object a line, with `text` and any of the metadata; a bad line costs only itself."""

from __future__ import annotations

import codecs
import io
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from quoth.errors import IntakeError
from quoth.intake.encodings import decode
from quoth.intake.fields import article_of_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoth.domain import Article

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_json_lines(file: BinaryIO, *, name: str, path: str | None = None) -> Iterator[Article | IntakeError]:
    """Each line's article, or the error that says why there is none; the file is read a line at a time."""
    for number, line in enumerate(_lines(file), start=1):
        text = decode(line)
        where = f"{name}, line {number},"
        if not text.strip():
            continue
        try:
            yield article_of_fields(_object(text, where), where, path)
        except IntakeError as error:
            yield error


def read_json(data: bytes, *, name: str, path: str | None = None) -> Iterator[Article | IntakeError]:
    """The article of one object that may go over many lines; otherwise `data` is read as JSON Lines."""
    if is_json_lines(data):
        yield from read_json_lines(io.BytesIO(data), name=name, path=path)
        return
    try:
        yield article_of_fields(_object(decode(data), name), name, path)
    except IntakeError as error:
        yield error


def is_json_lines(data: bytes) -> bool:
    """Whether the first line that is not empty holds a whole JSON object."""
    line = data.lstrip().split(b"\n", maxsplit=1)[0]
    try:
        return isinstance(json.loads(decode(line)), dict)
    except (ValueError, RecursionError):
        return False


def _lines(file: BinaryIO) -> Iterator[bytes]:
    first = file.readline()
    if first.startswith(_UTF16):
        # A line end is two bytes in UTF-16, so that its lines exist only after decoding.
        return iter(decode(first + file.read()).encode().split(b"\n"))
    return chain([first], file)


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise IntakeError(
            f"{where} is not JSON ({error.msg} at column {error.colno}): write one object a line."
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or brackets nested as deep
        raise IntakeError(f"{where} is JSON that nobody can read ({error}): write one object a line.") from error
    if not isinstance(value, dict):
        raise IntakeError(f'{where} holds no JSON object: write one object a line, such as {{"text": "..."}}.')
    return value
