"""`quoth read`: articles shown with every attribution in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from quoth.cli.shared import aliases_of_option, aliases_option, make_console, no_nan, one_of, spare, tell, write_text
from quoth.domain import Act, Reading
from quoth.errors import QuothError
from quoth.export import html, jsonl, terminal
from quoth.intake import list_files, read_file
from quoth.pipeline import read_article
from quoth.resolution.names.aliases import AliasTable
from quoth.selection import select

_ACTS = ", ".join(Act)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--json", "as_json", is_flag=True, help="Print one reading a line as JSON.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write an annotated page.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    callback=no_nan,
    help="Leave out what is less sure: 0 to 1.",
)
@aliases_option
@click.option("--act", "acts", callback=one_of(Act), metavar="ACT,...", help=f"Show these acts only: {_ACTS}.")
def read(
    inputs: Sequence[str],
    as_json: bool,
    page: Path | None,
    min_confidence: float,
    alias_file: Path | None,
    acts: frozenset[Act] | None,
) -> None:
    """Read articles and show every attribution in them.

    An INPUT is a text, HTML, PDF or JSON Lines file (.gz too), Parquet, a WARC file, a feed, a folder of these, or
    - for standard input. What cannot be read is told on standard error, everything else is read all the same, and the
    exit status is then 1.

    \b
    Examples:
      quoth read article.txt
      quoth read articles/ --json > readings.jsonl
      quoth read - --html page.html < article.html
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    spare(inputs, page, "--html")
    console = make_console()
    shown: list[Reading] = []
    failed = False
    aliases = aliases_of_option(alias_file)
    for found in _readings(inputs, aliases):
        if isinstance(found, QuothError):
            failed = True
            tell(f"quoth: {found}")
            continue
        reading = select(found, min_confidence=min_confidence, acts=acts)
        if as_json:
            click.echo(jsonl.line(reading).encode())
        else:
            console.print(terminal.summary(reading, width=console.width), soft_wrap=True)
        if page is not None:
            shown.append(reading)
    if page is not None and shown:
        failed = not write_text(page, html.pages(shown), "Annotated page") or failed
    sys.exit(1 if failed else 0)


def _readings(inputs: Sequence[str], aliases: AliasTable) -> Iterator[Reading | QuothError]:
    """All readings and all refusals, with a progress bar on standard error where that is a terminal."""
    files = list_files(inputs)
    several = len(files) > 1 and sys.stderr.isatty()
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not several, transient=True) as progress:
        for file in progress.track(files):
            for article in [file] if isinstance(file, QuothError) else read_file(file):
                try:
                    yield article if isinstance(article, QuothError) else read_article(article, aliases=aliases)
                except QuothError as error:
                    yield error
