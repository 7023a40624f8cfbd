"""The archive opens in Datasette, and its tables, views and search are of use there."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from quoth.archive import open_archive
from quoth.archive.writing import store
from tests.archive.examples import letter, statement


@pytest.fixture(scope="module")
def datasette(tmp_path_factory):
    """A running Datasette, by its address."""
    path = tmp_path_factory.mktemp("datasette") / "archive.db"
    with open_archive(path, write=True) as opened:
        store(opened, letter())
        store(opened, statement("The islanders are our friends.", about="islanders"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(path),
        "--port",
        str(port),
        "--setting",
        "num_sql_threads",
        "1",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/-/versions.json", timeout=2).close()
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait()


def get(address: str) -> dict:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return json.load(answer)


def test_a_view_is_queried(datasette):
    found = get(f"{datasette}/archive/statement.json?_shape=objects&speaker=Oona+Brandt&_sort=day")
    assert [(row["day"], row["hand"], row["chain"]) for row in found["rows"]] == [
        ("2024-03-05", "second-hand", "The Lindow Herald › Weavers of Lindow, in a letter › Oona Brandt"),
        ("2024-03-05", "reported", "The Lindow Herald › Oona Brandt"),
        ("2024-05-01", "first-hand", "The Northern Courant › Oona Brandt"),
    ]


def test_statements_are_searched(datasette):
    found = get(f"{datasette}/archive/attribution.json?_shape=objects&_search=boat")
    assert {row["content"] for row in found["rows"]} >= {"“The islanders will never sell their boats.”"}


@pytest.mark.parametrize("view", ["statement", "span_text", "mention_text", "about", "speaker"])
def test_every_view_has_rows(datasette, view):
    assert get(f"{datasette}/archive/{view}.json?_shape=objects")["rows"]
