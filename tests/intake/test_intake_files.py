"""Files, folders and standard input: everything readable is read, and everything else is named."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quoth.domain import Article
from quoth.errors import IntakeError, UnknownFormat
from quoth.intake import list_files, read_file, read_inputs
from quoth.intake.formats import ADVICE
from tests.intake.pdfs import make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable


def texts(items: list[Article | IntakeError]) -> list[str]:
    """The text of each article, the message of each error."""
    return [item.text if isinstance(item, Article) else str(item) for item in items]


def stdin_of(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of each kind, some below others, and some to leave alone."""
    files = {
        "b.txt": b"Text.",
        "a.md": b"<b>Markdown.",
        "d.text.gz": gzip.compress(b"Packed."),
        "c/page.HTML": b"<p>Page.</p>",
        "c/report.pdf": make_pdf([[(72, 700, b"Report.")]]),
        "c/many.jsonl": b'{"text": "One."}\nbad\n{"text": "Two."}\n',
        "c/more.ndjson.gz": gzip.compress(b'{"text": "Three."}'),
        "c/one.json": b'{\n"text": "Four."\n}',
        "c/photo.png": b"\x89PNG",
        ".hidden.txt": b"Hidden.",
        ".git/config.txt": b"Hidden.",
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def test_folder_is_read_in_sorted_order_without_hidden_and_unknown_files(folder: Path) -> None:
    assert texts(list(read_inputs([folder]))) == [
        "<b>Markdown.",
        "Text.",
        "Packed.",
        "One.",
        f"{folder}/c/many.jsonl, line 2, is not JSON (Expecting value at column 1): write one object a line.",
        "Two.",
        "Three.",
        "Four.",
        "Page.",
        "Report.",
    ]


def test_files_are_counted_without_being_opened(folder: Path) -> None:
    assert len(list_files([folder, "no-such-file.txt", "-"])) == 8 + 2


def test_paths_are_kept(folder: Path) -> None:
    (article,) = read_file(folder / "b.txt")
    assert isinstance(article, Article)
    assert article.path == str(folder / "b.txt")
    (article,) = read_file(folder / "c" / "more.ndjson.gz")
    assert isinstance(article, Article)
    assert article.path == str(folder / "c" / "more.ndjson.gz")


def test_named_files_are_read_whatever_their_suffix(folder: Path) -> None:
    for name, data in {"story": b"Text.", "lines": b'{"text": "One."}\n', ".hid": b"Text."}.items():
        (folder / name).write_bytes(data)
    assert texts(list(read_inputs([folder / "story", str(folder / "lines"), folder / ".hid"]))) == [
        "Text.",
        "One.",
        "Text.",
    ]
    (error,) = read_inputs([folder / "c" / "photo.png"])
    assert isinstance(error, UnknownFormat)
    assert f"{folder}/c/photo.png is an image" in str(error)


def test_what_is_missing_or_empty_is_named_and_the_rest_read(folder: Path) -> None:
    (folder / "none").mkdir()
    missing, empty, article = read_inputs([folder / "no.txt", folder / "none", folder / "b.txt"])
    assert isinstance(missing, IntakeError)
    assert str(missing) == f"{folder}/no.txt does not exist: check its name."
    assert isinstance(empty, IntakeError)
    assert str(empty).startswith(f"{folder}/none has no files to read: they must end in .atom, .htm, ")
    assert isinstance(article, Article)


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000 + ".txt"])
def test_impossible_names_are_errors(name: str) -> None:
    (error,) = read_inputs([name])
    assert isinstance(error, IntakeError)
    assert "cannot be opened" in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_closed_files_and_folders_are_named(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "c").chmod(0)
    try:
        messages = texts(list(read_inputs([folder])))
        assert f"{folder}/b.txt may not be read by you: change its permissions." in messages
        assert f"{folder}/c may not be listed: change its permissions." in messages
    finally:
        (folder / "c").chmod(0o700)


def test_pipes_in_folders_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (error,) = read_inputs([tmp_path])
    assert isinstance(error, IntakeError)


def test_damaged_gzip_gives_what_came_before(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Line {number}. {os.urandom(50).hex()}"}) for number in range(2000)]
    path = tmp_path / "many.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-500])
    *articles, error = read_file(path)
    assert len(articles) > 1000
    assert all(isinstance(article, Article) for article in articles)
    assert isinstance(error, IntakeError)
    assert str(error) == f"{path} is damaged gzip: compress the original again."


@pytest.mark.parametrize("damage", [lambda data: data[:-4], lambda data: data[:20] + b"\xff\xff" + data[22:]])
def test_damaged_gzip_of_one_document_is_an_error(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(damage(gzip.compress(b"<p>Ann said so, and Bob did not.</p>")))
    (error,) = read_file(path)
    assert isinstance(error, IntakeError)
    assert "a.html.gz is damaged gzip" in str(error)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Ann said so.", ["Ann said so."]),
        (b"\n<!doctype html><p>Ann said so.", ["Ann said so."]),
        (b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        (gzip.compress(b"Ann said so."), ["Ann said so."]),
        (b"", [""]),
        (b"GIF89a", [f"Standard input is an image: {ADVICE}."]),
    ],
)
def test_standard_input_is_seen_for_what_it_is(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    stdin_of(monkeypatch, data)
    items = list(read_inputs(["-"]))
    assert texts(items) == expected
    assert all(item.path is None for item in items if isinstance(item, Article))


def test_names_in_another_encoding_are_kept_readable(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"Text.")
    (article,) = read_inputs([tmp_path])
    assert isinstance(article, Article)
    assert article.path == f"{tmp_path}/caf\ufffd.txt"
    assert len(list_files([tmp_path])) == 1
