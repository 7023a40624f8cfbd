"""`quoth serve`: what it opens, whom it lets in, and what it says where it cannot."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress

import httpx
import pytest
from click.testing import CliRunner

from benchmarks.serving import served
from quoth.cli import main
from quoth.desk.settings import Limits, Settings


@pytest.fixture
def opened(monkeypatch):
    """Serve nothing, but keep what would be served."""
    held: list[Settings] = []
    monkeypatch.setattr("quoth.desk.serving.serve", lambda settings, **_: held.append(settings))
    monkeypatch.delenv("QUOTH_TOKEN", raising=False)
    return held


def test_it_listens_to_this_machine_without_a_token(opened, tmp_path):
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "a.db")])
    assert done.exit_code == 0
    assert "http://127.0.0.1:8321/" in done.stderr
    assert opened[0].token is None


def test_another_address_gets_a_token_made_up_or_given(opened, tmp_path):
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "a.db"), "--host", "0.0.0.0", "--name", "desk.example"])
    assert opened[0].token in done.stderr
    assert len(opened[0].token) >= 32
    assert "desk.example" in opened[0].known_as
    (tmp_path / "token").write_text("a token that is long enough\n")
    CliRunner().invoke(main, ["serve", str(tmp_path / "a.db"), "--host", "::", "--token-file", str(tmp_path / "token")])
    assert opened[1].token == "a token that is long enough"
    (tmp_path / "token").write_text("short")
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "a.db"), "--token-file", str(tmp_path / "token")])
    assert done.exit_code == 1
    assert "guessed" in done.stderr


def test_without_its_libraries_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(sys.modules["quoth.cli.serve"], "find_spec", lambda *_: None)
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "a.db")])
    assert done.exit_code == 1
    assert done.stderr.strip().endswith("run `pip install 'quoth[desk]'`.")


def test_settings_go_to_other_processes_whole(tmp_path):
    made = Settings(tmp_path / "a.db", tmp_path, "0.0.0.0", 1, "a token that is long enough", ("x",), ("y",), Limits(1))
    assert Settings.loads(made.dumps()) == made


def test_the_head_of_a_request_is_bounded(tmp_path):
    """Whoever never ends their headers is sent away before they fill the memory."""
    with served(Settings(tmp_path / "new.db", tmp_path)) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            sent = 0
            with suppress(ConnectionError):
                while sent < 4 * 1024 * 1024:
                    raw.sendall(b"X-Endless: " + b"x" * 8_000 + b"\r\n")
                    sent += 8_000
            with suppress(ConnectionError):
                assert raw.recv(100).startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
        assert sent < 4 * 1024 * 1024
        assert httpx.get(address, timeout=60).status_code == 200


@pytest.mark.parametrize("processes", [1, 2])
def test_it_serves_an_archive_that_is_not_there_yet(tmp_path, processes):
    with served(Settings(tmp_path / "new.db", tmp_path), processes=processes) as address:
        assert "The archive is empty" in httpx.get(address, timeout=60).text
        assert httpx.get(address, headers={"Host": "evil.example"}, timeout=60).status_code == 400
