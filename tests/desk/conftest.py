"""Desks on an archive of the examples of the archive's tests: before a client, and before a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
import uvicorn
from starlette.testclient import TestClient

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.desk.app import make_app
from quoth.desk.settings import Limits, Settings
from quoth.domain import Article, Attribution, Block, BlockKind, Entity, EntityKind, QuotationType, Reading, Voice
from tests.archive.examples import INDIRECT, letter, orphaned, statement
from tests.export.examples import at

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}'
TOKEN = "a token that is long enough"


def hostile() -> Reading:
    """Make an article with markup in everything that it says of itself and of others."""
    text = f"{HOSTILE}\n“{HOSTILE}” {HOSTILE} said."
    content = at(text, f"“{HOSTILE}”")
    entity = Entity("e1", HOSTILE, EntityKind.PERSON, (f"also {HOSTILE}",), key=f"person/{HOSTILE.lower()}")
    made = Attribution(
        "a1",
        content,
        (),
        at(text, "said"),
        quotation=QuotationType.DIRECT,
        voice=Voice.PERSON,
        confidence=0.3,
        speaker="e1",
        chain=("e1",),
        targets=("e1",),
    )
    article = Article(
        "hostile",
        text,
        (Block(BlockKind.PARAGRAPH, replace(content[0], start=0, end=len(text))),),
        title=HOSTILE,
        authors=(HOSTILE,),
        outlet=HOSTILE,
        published=HOSTILE,
        url=f"javascript:alert('{HOSTILE}')",
    )
    return Reading(article, (made,), (entity,), model="hand-built example")


def readings() -> list[Reading]:
    said = "Nobody on this board wanted the ferry to sail that night"
    return [
        letter(),
        statement(
            f"{said}.",
            outlet="The Northern Courant",
            day="2024-05-01",
            about="the ferry",
            url="https://courant.example/1",
        ),
        statement(
            f"{said}, and nobody said so.", outlet="The Lindow Herald", day="2024-05-03", url="https://herald.example/2"
        ),
        statement(
            "the ferry had been sold",
            outlet="The Northern Courant",
            day="2024-06-09",
            quotation=INDIRECT,
            confidence=0.4,
        ),
        statement("We shall see", "a senior official", kind=EntityKind.UNNAMED, day="2024-06-10", id="unnamed"),
        orphaned(),
        hostile(),
    ]


@pytest.fixture
def settings(tmp_path):
    """A desk on an archive of all examples."""
    with open_archive(tmp_path / "archive.db", write=True) as archive:
        for reading in readings():
            store(archive, reading)
    (tmp_path / "drafts").mkdir()
    return Settings(
        tmp_path / "archive.db", tmp_path / "drafts", names=("testserver",), limits=Limits(reading_seconds=120)
    )


@contextmanager
def client_of(settings: Settings, **how):
    with TestClient(make_app(settings, **how), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(settings):
    """A client of the desk, which is no browser."""
    with client_of(settings) as client:
        yield client


def form_token(client, path="/read") -> str:
    """Load a page with a form, as a visitor does, and give the token in it."""
    client.get(path)
    return client.cookies["quoth_form"]


@contextmanager
def served(settings: Settings, **how):
    """Serve the desk on a free port of this machine, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(settings, **how), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            thread.join(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def chromium() -> str | None:
    return os.environ.get("QUOTH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
