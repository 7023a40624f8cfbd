"""`quoth add` and `quoth reread`, as a user meets them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from quoth.archive import open_archive
from quoth.archive.loading import load_all
from quoth.archive.writing import store
from quoth.cli import main
from quoth.cli.add import _told_in_lines
from quoth.model import default_model
from tests.archive.examples import letter

ROOT = Path(__file__).parent.parent.parent
HARBOUR = str(ROOT / "examples" / "harbour.html")


def run(*arguments: object, input: str | None = None):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.db"


def test_articles_are_added_once_and_summed_up(path, tmp_path):
    (tmp_path / "well.txt").write_text("“The well is dry,” said Piotr Lund.", encoding="utf-8")
    done = run("add", path, HARBOUR, tmp_path / "well.txt", tmp_path / "none.txt")
    assert done.exit_code == 1
    assert done.stderr == f"quoth: {tmp_path / 'none.txt'} does not exist: check its name.\n"
    assert done.stdout.startswith(f"{path}: 2 added, 0 unchanged, 0 new versions, 1 refused; ")
    again = json.loads(run("add", path, HARBOUR, tmp_path / "well.txt", "--json").stdout)
    assert again == {"added": 0, "unchanged": 2, "new_versions": 0, "refused": [], "attributions": 0}
    (tmp_path / "well.txt").write_text("“The well is full,” said Piotr Lund.", encoding="utf-8")
    assert json.loads(run("add", path, tmp_path / "well.txt", "--json").stdout)["new_versions"] == 1


def test_standard_input_and_several_processes(path):
    lines = [json.dumps({"text": f"“The well is dry,” said Piotr Lund {number}."}) for number in range(3)]
    done = run("add", path, "-", "--jobs", 2, input="\n".join(lines))
    assert (done.exit_code, done.stderr) == (0, "")
    with open_archive(path) as opened:
        assert [len(reading.attributions) for reading in load_all(opened)] == [1, 1, 1]


def test_reread_replaces_what_another_model_read(path):
    with open_archive(path, write=True) as opened:
        store(opened, replace(letter(), attributions=(), model="older"))
    assert run("add", path, HARBOUR).exit_code == 0
    done = run("reread", path)
    assert done.stdout == f"{path}: 1 read anew, 1 left as they were.\n"
    with open_archive(path) as opened:
        first, _ = load_all(opened)
    assert first.model == default_model().id
    assert first.attributions
    assert json.loads(run("reread", path, "--json").stdout) == {"reread": 0, "unchanged": 2, "refused": [], "lost": []}


def test_what_cannot_be_opened_is_one_line(tmp_path):
    (tmp_path / "text.db").write_text("This is no archive. " * 99)
    for arguments in (
        ["add", tmp_path / "text.db", HARBOUR],
        ["reread", tmp_path / "none.db"],
        ["add", tmp_path / "no" / "a.db", HARBOUR],
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "none.db").exists()


def test_reading_a_whole_article_can_be_asked(path):
    run("add", path, HARBOUR)
    answer = json.loads(run("ask", path, "--json").stdout)
    with open_archive(path) as opened:
        (reading,) = load_all(opened)
    assert answer["total"] == len(reading.attributions)
    assert all(statement["link"].startswith(("http", "file://")) for statement in answer["statements"])


def test_progress_is_told_in_lines_where_nobody_watches(monkeypatch, capsys):
    # The package gives the command by this name, and not the module.
    module = sys.modules["quoth.cli.add"]
    monkeypatch.setattr(module, "_TOLD_EVERY", 10.0)
    now = iter([0.0, 5.0, 12.0, 13.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(now))
    step = _told_in_lines("Adding", 50)
    for _ in range(3):
        step()
    assert capsys.readouterr().err == "Adding: 2 of 50, 0.2 articles/s, 5 minutes left\n"
