"""`quoth mcp`: an archive's tools for agents."""

from __future__ import annotations

from pathlib import Path

import click

from quoth.cli.shared import archive_argument, errors_told


@click.command()
@archive_argument
def mcp(archive: Path) -> None:
    """Offer read, ask, check and explain_chain to an agent over the Model Context Protocol.

    It speaks on standard input and output, so that a client starts it itself. It changes nothing, and fetches nothing.

    Example: quoth mcp archive.db
    """
    with errors_told():
        from quoth.mcp import make_server  # noqa: PLC0415 - its library is an extra

        make_server(archive).run()
