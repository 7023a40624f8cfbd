"""Names of files and folders, and "-" for standard input -> articles, with errors among them instead of raised.

`list_files` first, where the number of files matters, then `read_file` for each; `read_inputs` does both.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import IntakeError
from quoth.intake.articles import well_formed
from quoth.intake.compression import damage_named, open_unpacked, read_whole, unpack
from quoth.intake.documents import read_named
from quoth.intake.feeds import is_feed, read_feed
from quoth.intake.formats import (
    JSON_LINES_SUFFIXES,
    JSON_SUFFIXES,
    KNOWN_SUFFIXES,
    PARQUET_SUFFIX,
    WARC_SUFFIX,
    bare_suffix,
)
from quoth.intake.jsonlines import is_json_lines, read_json, read_json_lines
from quoth.intake.parquet import read_parquet
from quoth.intake.warc import read_warc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quoth.domain import Article
    from quoth.intake.feeds import Fetch

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "Standard input"
_WEB = ("http://", "https://")


def read_inputs(inputs: Iterable[str | Path]) -> Iterator[Article | IntakeError]:
    """The articles of files, of folders with all that is in them, and of standard input ("-"), one at a time.

    What cannot be read comes as an `IntakeError` that names the file, and the line of JSON Lines; nothing is raised.
    """
    for item in inputs:
        for file in list_files([item]):
            yield from [file] if isinstance(file, IntakeError) else read_file(file)


def list_files(inputs: Iterable[str | Path]) -> list[str | IntakeError]:
    """The files that the inputs stand for, none of them opened: `read_file` takes each of them.

    Folders are searched in sorted order for files with a known suffix, packed with gzip or not; hidden ones are left
    out. A folder with none of them gives an `IntakeError`, and so do one that may not be listed and an empty name.
    """
    files: list[str | IntakeError] = []
    for item in inputs:
        if not str(item):
            # pathlib would take it for the folder one stands in: all of that for a variable that is not set.
            files.append(IntakeError("An input has an empty name: give the name of a file or a folder."))
            continue
        folder = item != STANDARD_INPUT and _exists_as(Path.is_dir, Path(item))
        files.extend(_files_in(Path(item)) if folder else [str(item)])
    return files


def read_file(file: str | Path, *, fetch: Fetch | None = None) -> Iterator[Article | IntakeError]:
    """The article of one file, or every article of a JSON, Parquet or WARC file or a feed. No error is raised.

    "-" is standard input. `fetch` gets the articles that a feed only links to.
    """
    name = _STANDARD_INPUT_NAME if file == STANDARD_INPUT else well_formed(str(file))
    try:
        yield from _read_standard_input(fetch) if file == STANDARD_INPUT else _read_path(Path(file), name, fetch)
    except IntakeError as error:
        yield error
    except FileNotFoundError:
        if name.startswith(_WEB):
            yield IntakeError(f"{name} is a web address: add it to an archive with `quoth add`, which fetches it.")
        else:
            yield IntakeError(f"{name} does not exist: check its name.")
    except PermissionError:
        yield IntakeError(f"{name} may not be read by you: change its permissions.")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield IntakeError(f"{name} cannot be opened ({error}): check its name and the disk.")


def _read_path(path: Path, name: str, fetch: Fetch | None) -> Iterator[Article | IntakeError]:
    suffix = bare_suffix(path.name)
    if suffix == WARC_SUFFIX:
        # Packed record by record, so that it is unpacked in the same way.
        with path.open("rb") as file:
            yield from read_warc(file, name=name, path=name)
        return
    if suffix == PARQUET_SUFFIX:
        yield from read_parquet(str(path), name=name)
        return
    with open_unpacked(path) as file, damage_named(name):
        if suffix in JSON_LINES_SUFFIXES:
            yield from read_json_lines(file, name=name, path=name)
            return
        data = read_whole(file, name=name)
    yield from read_bytes(data, name=name, path=name, fetch=fetch)


def _read_standard_input(fetch: Fetch | None) -> Iterator[Article | IntakeError]:
    data = unpack(sys.stdin.buffer.read(), name=_STANDARD_INPUT_NAME)
    yield from read_bytes(data, name=_STANDARD_INPUT_NAME, path=None, fetch=fetch)


def read_bytes(
    data: bytes, *, name: str, path: str | None, fetch: Fetch | None = None
) -> Iterator[Article | IntakeError]:
    """The article of a file's bytes, or every article of JSON or a feed; the suffix of `path` is a hint."""
    suffix = bare_suffix(path or "")
    if is_feed(data):
        yield from read_feed(data, name=name, fetch=fetch)
    elif suffix in JSON_SUFFIXES or (suffix not in KNOWN_SUFFIXES and is_json_lines(data)):
        yield from read_json(data, name=name, path=path)
    else:
        yield read_named(data, name=name, path=path)


def _files_in(folder: Path) -> list[str | IntakeError]:
    """The readable files below a folder, folder by folder."""
    found: list[str | IntakeError] = []
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(str(Path(place, name)) for name in sorted(names) if _is_ours(Path(place, name)))
    found.extend(
        IntakeError(f"{well_formed(str(error.filename))} may not be listed: change its permissions.")
        for error in refused
    )
    if not found:
        suffixes = ", ".join(sorted(KNOWN_SUFFIXES))
        found.append(IntakeError(f"{well_formed(str(folder))} has no files to read: they must end in {suffixes}."))
    return found


def _is_ours(path: Path) -> bool:
    known = not path.name.startswith(".") and bare_suffix(path.name) in KNOWN_SUFFIXES
    # A named pipe would wait for a writer for ever.
    return known and _exists_as(Path.is_file, path)


def _exists_as(test: Callable[[Path], bool], path: Path) -> bool:
    """What `test` says of the path; one in a folder that is closed to us is nothing yet, and fails when it is read."""
    try:
        return test(path)
    except OSError:
        return False
