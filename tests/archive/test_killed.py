"""`quoth add` is killed at random moments and started again: the archive is as if nothing had happened.

`QUOTH_KILLS` and `QUOTH_KILL_ARTICLES` make it more thorough; what it must stand is 50 kills of 200 articles.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.archive import open_archive
from quoth.archive.adding import add
from quoth.intake import read_file
from tests.archive.reading import read_simply

ROOT = Path(__file__).parent.parent.parent
KILLS, ARTICLES = int(os.environ.get("QUOTH_KILLS", "8")), int(os.environ.get("QUOTH_KILL_ARTICLES", "120"))
# The command line with a reader that needs no model but some milliseconds, so that there is something to kill.
_SCRIPT = """
import sys, time
from quoth.archive import open_archive
from quoth.archive.adding import add
from quoth.intake import read_file
from tests.archive.reading import read_simply

def read(article):
    time.sleep(0.004)
    return read_simply(article)

with open_archive(sys.argv[1], write=True) as archive:
    print("ready", flush=True)
    add(archive, read_file(sys.argv[2]), read=read)
"""
# An article takes so many seconds to be read and written, on a machine that does little else.
_ARTICLE = 0.007


def rows(path: Path) -> dict[str, list[tuple]]:
    """Everything in the archive but the moments at which it was written."""
    db = sqlite3.connect(path)
    held = {}
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"):
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in {"added", "applied"}]
        if not table.startswith("sqlite_"):
            held[table] = sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    return {table: found for table, found in held.items() if "words_" not in table}


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    path = tmp_path_factory.mktemp("killed") / "articles.jsonl"
    lines = [
        {
            "text": f"“We will rebuild pier {number},” said Oona Brandt {number % 7}.",
            "url": f"https://x.example/{number}",
        }
        for number in range(ARTICLES)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def start(archive: Path, articles: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", _SCRIPT, str(archive), str(articles)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def finish(archive: Path, articles: Path) -> int:
    process = start(archive, articles)
    process.communicate()
    return process.returncode


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path, articles):
    undisturbed, disturbed = tmp_path / "undisturbed.db", tmp_path / "disturbed.db"
    with open_archive(undisturbed, write=True) as archive:
        add(archive, read_file(articles), read=read_simply)
    draw = random.Random(5)
    for kill in range(KILLS):
        process = start(disturbed, articles)
        if kill % 5 == 0:
            # Before or while the archive is made or opened.
            time.sleep(draw.random() * 0.6)
        else:
            process.stdout.readline()
            time.sleep(draw.random() * 2 * _ARTICLE * ARTICLES / KILLS)
        process.kill()
        process.communicate()
    assert finish(disturbed, articles) == 0
    assert rows(disturbed) == rows(undisturbed)
    assert len(rows(disturbed)["article"]) == ARTICLES


@pytest.mark.skipif(sys.platform != "linux", reason="bounds the size of files as Linux does")
def test_a_full_disk_ends_a_run_with_one_line_and_loses_nothing(tmp_path, articles):
    path = tmp_path / "archive.db"
    command = f"ulimit -f 500; exec {sys.executable} -m tests.archive.run_add {path} {articles}"
    done = subprocess.run(["bash", "-c", command], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"quoth: {path} ")
    assert finish(path, articles) == 0
    assert len(rows(path)["article"]) == ARTICLES
