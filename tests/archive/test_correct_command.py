"""`quoth correct` and the corrections that are exported, as a user meets them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quoth.archive import open_archive
from quoth.archive.adding import reread
from quoth.archive.identity import digest_of
from quoth.archive.writing import store
from quoth.cli import main
from quoth.domain import Article, Reading
from tests.archive.examples import letter, statement


def run(*arguments: object):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "archive.db"
    with open_archive(place, write=True) as archive:
        store(archive, letter())
        store(archive, statement("We will fish where our fathers fished.", "Piet Olsen", day="2024-06-01"))
    return place


def test_corrections_are_made_listed_undone_and_made_again(path):
    assert "#2" in run("ask", path, "Oona Brandt").stdout
    done = run("correct", path, "speaker", 2, "Piet Olsen", "--author", "Ada", "--note", "heard on the radio")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("1  “The islanders will never sell their boats.” is said by Piet Olsen, not by Oona")
    assert "heard on the radio" in done.stdout
    assert run("correct", path, "extent", 4, "she had spoken", "of boats").exit_code == 0
    assert run("correct", path, "not-an-attribution", 3).exit_code == 0
    assert run("correct", path, "split", 5, "Piet Olsen (skipper)").exit_code == 0
    assert run("correct", path, "merge", "Oona Brandt", "Weavers of Lindow").exit_code == 0
    assert run("correct", path, "alias", "Weavers of Lindow", "the loom").exit_code == 0
    assert run("correct", path, "speaker", 2, "--nobody").exit_code == 0
    listed = run("correct", path, "list").stdout
    for told in ("“she had spoken … of boats”", "is no attribution", "who says", "is the same as", "is also called"):
        assert told in listed
    for id in (7, 6, 5, 4, 3, 2, 1):
        assert json.loads(run("correct", path, "undo", id, "--json").stdout)["undone"]
    assert run("correct", path, "list").stdout == "No corrections.\n"
    assert run("correct", path, "list", "--all").stdout.count("undone") == 7
    assert run("correct", path, "redo", 1).exit_code == 0
    assert json.loads(run("ask", path, "Piet Olsen", "--json").stdout)["total"] == 2


def test_corrections_are_exported_to_train_on(path):
    run("correct", path, "extent", 4, "she had spoken of boats", "--author", "Ada")
    run("correct", path, "not-an-attribution", 3, "--author", "Bo")
    run("correct", path, "merge", "Oona Brandt", "Piet Olsen", "--author", "Bo")
    first, second, third = map(json.loads, run("export", path, "corrections").stdout.splitlines())
    text = letter().article.text
    assert (first["what"], first["author"], first["article"]["digest"]) == (
        "extent",
        "Ada",
        digest_of(letter().article),
    )
    assert (first["article"]["id"], first["article"]["version"]) == ("letter", 1)
    for side, words in (("before", "that she had spoken of boats"), ("after", "she had spoken of boats")):
        (span,) = first[side]["content"]
        assert text[span["start"] : span["end"]] == span["text"] == words
    assert first["before"]["speaker"]["key"] == "person/oona brandt"
    assert (second["what"], second["after"], bool(second["made"])) == ("not-an-attribution", None, True)
    assert [entity["name"] for entity in third["before"]["entities"]] == ["Oona Brandt", "Piet Olsen"]
    run("correct", path, "undo", 2)
    assert len(run("export", path, "corrections").stdout.splitlines()) == 2


def test_every_export_is_corrected(path, tmp_path):
    run("correct", path, "speaker", 2, "Karl Moor")
    run("correct", path, "not-an-attribution", 3)
    for format in ("jsonl", "csv", "parquet", "webannotation", "schemaorg", "prov", "brat", "graphml"):
        out = tmp_path / format
        assert run("export", path, format, "--out", out).exit_code == 0
        files = [out] if out.is_file() else sorted(file for file in out.iterdir() if file.suffix == ".ann")
        data = b"".join(file.read_bytes() for file in files)
        if format not in {"parquet", "brat"}:
            assert b"Karl Moor" in data, format
        if format == "csv":
            assert b"do not trust" not in data


def test_a_reread_tells_which_corrections_have_no_place(path):
    run("correct", path, "speaker", 2, "Piet Olsen")

    def read_less(article: Article) -> Reading:
        return Reading(article, model="newer")

    with open_archive(path, write=True) as archive:
        done = reread(archive, "newer", read=read_less)
    assert done.reread == 2
    (told,) = done.lost
    assert "correction 1" in told
    assert "no longer has a statement there" in told
    assert "lost" in run("correct", path, "list").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["speaker", 99, "Piet Olsen"],
        ["extent", 2, "nothing of the sort"],
        ["merge", "Nobody", "Piet Olsen"],
        ["undo", 5],
        ["alias", "Piet Olsen", " "],
        ["speaker", 2, "Piet Olsen", "--author", " "],
    ],
)
def test_what_cannot_be_done_is_one_line(path, arguments):
    done = run("correct", path, *arguments)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_archive_that_is_not_there_is_not_made(tmp_path):
    done = run("correct", tmp_path / "none.db", "undo", 1)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert not (tmp_path / "none.db").exists()


def test_speaker_or_nobody(path):
    assert run("correct", path, "speaker", 2).exit_code == 2
