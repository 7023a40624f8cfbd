"""What commands share: options, lists of words, where things are written, and how errors are told."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console

from quoth.errors import QuothError
from quoth.export.terminal import printable
from quoth.resolution.names.aliases import AliasTable, aliases_of

# Piped into a file, lines are as long as a page is wide.
_PIPED_WIDTH = 100

Kind = TypeVar("Kind", bound=StrEnum)
Function = TypeVar("Function", bound=Callable[..., Any])

archive_argument = click.argument("archive", metavar="ARCHIVE", type=click.Path(dir_okay=False, path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
aliases_option = click.option(
    "--aliases",
    "alias_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A table of other names: CSV lines of name, kind, aliases separated by | and Wikidata id.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="So many processes read while one writes."
)


def tell(message: str) -> None:
    """One line on standard error, where names of files may hold anything."""
    click.echo(printable(message), err=True)


def refuse(error: QuothError) -> NoReturn:
    """Tell the error, and end with status 1."""
    tell(f"quoth: {error}")
    sys.exit(1)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turns an error of ours into its sentence and exit status 1."""
    try:
        yield
    except QuothError as error:
        refuse(error)


def aliases_of_option(path: Path | None) -> AliasTable:
    """The shipped table of names with the user's; a table that cannot be read is a wrong command line."""
    try:
        return aliases_of(path)
    except QuothError as error:
        raise click.BadParameter(str(error), param_hint="--aliases") from error


def spare(inputs: Iterable[str | Path], out: Path | None, option: str) -> None:
    """Refuses, as a wrong command line, an output in the place of a file that is read: it would be gone."""
    for item in inputs:
        if out is not None and out.is_file() and Path(item).exists() and out.samefile(item):
            raise click.BadParameter(f"{out} is what is read: give another file.", param_hint=option)


def make_console() -> Console:
    """Standard output for text: as wide as the terminal, or as a page where it is piped."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal without curly quotation marks gets question marks instead.
        sys.stdout.reconfigure(errors="replace")
    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)


def print_json(value: object) -> None:
    """One line of JSON, as bytes, since JSON Lines are UTF-8 and end in a line feed on every system."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def write_text(path: Path, text: str, what: str) -> bool:
    """Write a file, or standard output for `-`; tells where it is, or why it could not be written, and gives which."""
    if str(path) == "-":
        click.echo(text.encode(), nl=False)
        return True
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        tell(f"quoth: {path} cannot be written ({error.strerror}): give a file in a folder you may write to.")
        return False
    tell(f"{what}: {path}")
    return True


def one_of(kind: type[Kind]) -> Callable[[click.Context, click.Parameter, str | None], frozenset[Kind] | None]:
    """A callback for an option that takes several words of a kind, with commas between them."""

    def parse(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[Kind] | None:
        del context, parameter
        if value is None:
            return None
        names = [name.strip() for name in value.split(",")]
        if unknown := [name for name in names if name not in list(kind)]:
            raise click.BadParameter(f"“{unknown[0]}” is none of {', '.join(kind)}.")
        return frozenset(map(kind, names))

    return parse


def no_nan(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """A callback for an option that takes a share: nan is between no two numbers."""
    del context, parameter
    if math.isnan(value):
        raise click.BadParameter("nan is no number from 0 to 1.")
    return value
