"""A desk that serves in another process for as long as a benchmark asks it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from quoth.desk.settings import Settings

_START = 120.0


@contextmanager
def served(settings: Settings, *, processes: int = 1) -> Iterator[str]:
    """The address of a desk with these settings, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("quoth")), "serve", str(settings.archive), "--port", str(port)]
    server = subprocess.Popen([*command, "--processes", str(processes)])  # noqa: S603 - our own command
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(f"{address}/assets/desk.css", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The desk did not start: see what it says above.")
