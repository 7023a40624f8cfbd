"""The command line: parse arguments, call, print."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from quoth._version import __version__
from quoth.domain import Act, Reading
from quoth.errors import QuothError
from quoth.export import html, jsonl, terminal
from quoth.intake import list_files, read_file
from quoth.pipeline import read_article
from quoth.resolution.aliases import AliasTable, aliases_of
from quoth.selection import select

_ACTS = ", ".join(Act)
# Piped into a file, lines are as long as a page is wide.
_PIPED_WIDTH = 100


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoth", message="%(prog)s %(version)s")
def main() -> None:
    """Read news, and write down who said what, about whom, and on whose word.

    Example: quoth read article.html --html page.html
    """


def _parse_acts(_context: click.Context, _parameter: click.Parameter, value: str | None) -> frozenset[Act] | None:
    if value is None:
        return None
    try:
        return frozenset(Act(name.strip()) for name in value.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{error}. Acts are: {_ACTS}.") from error


def _parse_confidence(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("nan is no number from 0 to 1.")
    return value


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--json", "as_json", is_flag=True, help="Print one reading a line as JSON.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write an annotated page.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    callback=_parse_confidence,
    help="Leave out what is less sure: 0 to 1.",
)
@click.option(
    "--aliases",
    "alias_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A table of other names: CSV lines of name, kind, aliases separated by | and Wikidata id.",
)
@click.option("--act", "acts", callback=_parse_acts, metavar="ACT,...", help=f"Show these acts only: {_ACTS}.")
def read(  # noqa: PLR0913, PLR0917 - one argument an option
    inputs: Sequence[str],
    as_json: bool,
    page: Path | None,
    min_confidence: float,
    alias_file: Path | None,
    acts: frozenset[Act] | None,
) -> None:
    """Read articles and show every attribution in them.

    An INPUT is a text, HTML, PDF or JSON Lines file (.gz too), a folder of them, or - for standard input. What cannot
    be read is told on standard error, everything else is read all the same, and the exit status is then 1.

    \b
    Examples:
      quoth read article.txt
      quoth read articles/ --json > readings.jsonl
      quoth read - --html page.html < article.html
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal without curly quotation marks gets question marks instead.
        sys.stdout.reconfigure(errors="replace")
    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)
    shown: list[Reading] = []
    failed = False
    try:
        aliases = aliases_of(alias_file)
    except QuothError as error:
        raise click.BadParameter(str(error), param_hint="--aliases") from error
    for found in _readings(inputs, aliases):
        if isinstance(found, QuothError):
            failed = True
            _tell(f"quoth: {found}")
            continue
        reading = select(found, min_confidence=min_confidence, acts=acts)
        if as_json:
            # As bytes, since JSON Lines are UTF-8 and end in a line feed on every system.
            click.echo(jsonl.line(reading).encode())
        else:
            console.print(terminal.summary(reading, width=console.width), soft_wrap=True)
        if page is not None:
            shown.append(reading)
    if page is not None and shown:
        failed = not _write_page(page, shown) or failed
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


def _write_page(path: Path, readings: Sequence[Reading]) -> bool:
    try:
        path.write_text(html.pages(readings), encoding="utf-8", newline="\n")
    except OSError as error:
        _tell(f"quoth: {path} cannot be written ({error.strerror}): give a file in a folder you may write to.")
        return False
    _tell(f"Annotated page: {path}")
    return True


def _tell(message: str) -> None:
    """One line on standard error, where names of files may hold anything."""
    click.echo(terminal.printable(message), err=True)
