"""JSON Lines -> articles: one object a line, with `text` and any of the metadata; a bad line costs only itself."""

from __future__ import annotations

import codecs
import io
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from quoth.errors import IntakeError
from quoth.intake.articles import make_article, well_formed
from quoth.intake.encodings import decode
from quoth.intake.plain import first_title, line_blocks

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
            yield _article(_object(text, where), where, path)
        except IntakeError as error:
            yield error


def read_json(data: bytes, *, name: str, path: str | None = None) -> Iterator[Article | IntakeError]:
    """The article of one object that may go over many lines; otherwise `data` is read as JSON Lines."""
    if is_json_lines(data):
        yield from read_json_lines(io.BytesIO(data), name=name, path=path)
        return
    try:
        yield _article(_object(decode(data), name), name, path)
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


def _article(value: dict[str, Any], where: str, path: str | None) -> Article:
    if not isinstance(value.get("text"), str):
        raise IntakeError(f'{where} has no "text": put the article there as a string.')
    text = well_formed(value["text"])
    title = _string(value, "title", where)
    blocks = line_blocks(text, title=title)
    return make_article(
        text,
        blocks,
        id=_identifier(value, where),
        title=title or first_title(text, blocks),
        authors=[*_strings(value, "author", where), *_strings(value, "authors", where)],
        outlet=_string(value, "outlet", where),
        published=_string(value, "published", where),
        url=_string(value, "url", where),
        path=path,
    )


def _string(value: dict[str, Any], key: str, where: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise IntakeError(f'{where} has "{key}" that is no string: give a string or leave it out.')
    return (found or "").strip() or None


def _strings(value: dict[str, Any], key: str, where: str) -> list[str]:
    found = value.get(key)
    names = found if isinstance(found, list) else [found]
    if not all(name is None or isinstance(name, str) for name in names):
        raise IntakeError(f'{where} has "{key}" that is neither a string nor a list of strings: give one of them.')
    return [name for name in names if name]


def _identifier(value: dict[str, Any], where: str) -> str | None:
    """The stated id; databases number their rows, so a whole number will do."""
    found = value.get("id")
    return str(found) if type(found) is int else _string(value, "id", where)
