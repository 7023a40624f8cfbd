"""`quoth serve`: the desk, an archive in a browser."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from quoth.cli.shared import archive_argument, errors_told, tell
from quoth.errors import IntakeError, MissingExtra

_PORT = 8321
_NEEDED = ("fastapi", "uvicorn", "networkx", "python_multipart")


@click.command()
@archive_argument
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen there; needs a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, help="Listen on this port.")
@click.option("--token-file", type=click.Path(dir_okay=False, path_type=Path), help="Ask for the token in this file.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A further name by which browsers may call it.")
@click.option("--allow-host", "fetched", metavar="HOST", multiple=True, help="Fetch from it though it is private.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Serve with so many.")
def serve(
    archive: Path,
    host: str,
    port: int,
    token_file: Path | None,
    names: Sequence[str],
    fetched: Sequence[str],
    processes: int,
) -> None:
    """Open the desk on an archive: search, dossiers, articles, checking and reading, in a browser.

    An archive that is not there yet is made. It listens to this machine alone; where others may come (--host), they
    need a token: that of --token-file or of the variable QUOTH_TOKEN, or one that is made up and told.

    \b
    Examples:
      quoth serve archive.db
      quoth serve archive.db --host 0.0.0.0 --name desk.example --token-file token.txt
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    with errors_told():
        if any(find_spec(name) is None for name in _NEEDED):
            raise MissingExtra("The desk needs libraries that are not installed: run `pip install 'quoth[desk]'`.")
        from quoth.desk.serving import serve as open_desk  # noqa: PLC0415 - its libraries are an extra
        from quoth.desk.settings import Settings, is_loopback  # noqa: PLC0415

        token = _token(token_file)
        if token is None and not is_loopback(host):
            token = secrets.token_urlsafe(32)
            tell(f"The token of this desk, made up for this time: {token}")
        with tempfile.TemporaryDirectory(prefix="quoth-desk-") as drafts:
            settings = Settings(archive, Path(drafts), host, port, token, tuple(names), tuple(fetched))
            shown = f"[{host}]" if ":" in host else host
            tell(f"The desk on {archive}: http://{shown}:{port}/ (end it with Ctrl-C)")
            open_desk(settings, processes=processes)


def _token(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get("QUOTH_TOKEN") or None
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IntakeError(f"{file} cannot be opened ({reason}): give a file that holds the token.") from error
