"""`quoth correct`: what people put right in an archive, listed, undone and made again."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quoth.archive import Archive, open_archive
from quoth.cli.shared import Function, archive_argument, errors_told, json_option, make_console, print_json
from quoth.domain import EntityKind

if TYPE_CHECKING:
    from quoth.archive.corrections.making import By
    from quoth.archive.corrections.records import Correction


@click.group()
@archive_argument
@click.pass_context
def correct(context: click.Context, archive: Path) -> None:
    """Put right what the model read wrongly: corrections hold on every view and export, and through `quoth reread`.

    STATEMENT is a number that `quoth ask` shows as #12. Who is meant may be given by name or by key (person/oona
    brandt). A correction is kept with its author and time, apart from what the model read, and `undo` takes it back.

    \b
    Examples:
      quoth correct archive.db speaker 12 "Oona Brandt"
      quoth correct archive.db list
      quoth correct archive.db undo 3
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    context.obj = archive


def _by_options(command: Function) -> Function:
    """Who corrects, and what they say of it."""
    command = click.option("--note", metavar="TEXT", help="Why.")(command)
    author = click.option("--author", metavar="NAME", help="Who corrects; your login name if not given.")
    return author(json_option(command))


_kind_option = click.option(
    "--kind", type=click.Choice([str(kind) for kind in EntityKind]), help="What somebody new is: person if not given."
)
_statement_argument = click.argument("statement", type=click.IntRange(1))


@correct.command()
@_statement_argument
@click.argument("who", required=False)
@click.option("--nobody", is_flag=True, help="Nobody is named for it.")
@_kind_option
@_by_options
@click.pass_obj
def speaker(
    archive: Path,
    statement: int,
    who: str | None,
    nobody: bool,
    kind: str | None,
    author: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Say that WHO says it, somebody whom the article or the archive knows or somebody new.

    Example: quoth correct archive.db speaker 12 "Oona Brandt"
    """
    from quoth.archive.corrections.making import correct_speaker  # noqa: PLC0415 - for this command alone

    if (who is None) != nobody:
        raise click.UsageError("Give one of WHO and --nobody.")
    new = EntityKind(kind or EntityKind.PERSON)
    _make(archive, lambda opened, by: correct_speaker(opened, statement, who, by=by, kind=new), author, note, as_json)


@correct.command()
@_statement_argument
@click.argument("content", nargs=-1, required=True, metavar="WORDS...")
@_by_options
@click.pass_obj
def extent(
    archive: Path, statement: int, content: tuple[str, ...], author: str | None, note: str | None, as_json: bool
) -> None:
    """Say that its content is these WORDS as they stand in the article; several arguments are several parts.

    Example: quoth correct archive.db extent 12 "they were never asked" "and would have refused"
    """
    from quoth.archive.corrections.making import correct_extent  # noqa: PLC0415 - for this command alone

    _make(archive, lambda opened, by: correct_extent(opened, statement, content, by=by), author, note, as_json)


@correct.command(name="not-an-attribution")
@_statement_argument
@_by_options
@click.pass_obj
def not_an_attribution(archive: Path, statement: int, author: str | None, note: str | None, as_json: bool) -> None:
    """Say that nobody says anything there.

    Example: quoth correct archive.db not-an-attribution 12
    """
    from quoth.archive.corrections.making import correct_away  # noqa: PLC0415 - for this command alone

    _make(archive, lambda opened, by: correct_away(opened, statement, by=by), author, note, as_json)


@correct.command()
@_statement_argument
@click.argument("name")
@_kind_option
@_by_options
@click.pass_obj
def split(
    archive: Path, statement: int, name: str, kind: str | None, author: str | None, note: str | None, as_json: bool
) -> None:
    """Say that its speaker is, in its whole article, another than elsewhere: NAME tells the two apart.

    Example: quoth correct archive.db split 12 "John Smith (footballer)"
    """
    from quoth.archive.corrections.making import correct_split  # noqa: PLC0415 - for this command alone

    new = EntityKind(kind) if kind else None
    _make(archive, lambda opened, by: correct_split(opened, statement, name, by=by, kind=new), author, note, as_json)


@correct.command()
@click.argument("one")
@click.argument("into")
@_by_options
@click.pass_obj
def merge(archive: Path, one: str, into: str, author: str | None, note: str | None, as_json: bool) -> None:
    """Say that ONE and INTO are the same in every article; both are found under INTO.

    Example: quoth correct archive.db merge "O. Brandt" "Oona Brandt"
    """
    from quoth.archive.corrections.making import correct_merge  # noqa: PLC0415 - for this command alone

    _make(archive, lambda opened, by: correct_merge(opened, one, into, by=by), author, note, as_json)


@correct.command()
@click.argument("who")
@click.argument("name")
@_by_options
@click.pass_obj
def alias(archive: Path, who: str, name: str, author: str | None, note: str | None, as_json: bool) -> None:
    """Let WHO be asked for by one more NAME.

    Example: quoth correct archive.db alias "Oona Brandt" "the harbour queen"
    """
    from quoth.archive.corrections.making import correct_alias  # noqa: PLC0415 - for this command alone

    _make(archive, lambda opened, by: correct_alias(opened, who, name, by=by), author, note, as_json)


@correct.command(name="list")
@click.option("--all", "every", is_flag=True, help="Also those that were undone.")
@json_option
@click.pass_obj
def list_(archive: Path, every: bool, as_json: bool) -> None:
    """List the corrections: what, by whom, when, and which have no place in the newest reading.

    Example: quoth correct archive.db list --all
    """
    from quoth.archive.corrections.records import list_corrections  # noqa: PLC0415 - for this command alone

    with errors_told(), open_archive(archive) as opened:
        _show(list_corrections(opened, undone=every), as_json=as_json)


@correct.command()
@click.argument("correction", type=click.IntRange(1))
@json_option
@click.pass_obj
def undo(archive: Path, correction: int, as_json: bool) -> None:
    """Take a correction back: the archive is as if it had never been made.

    Example: quoth correct archive.db undo 3
    """
    from quoth.archive.corrections import making  # noqa: PLC0415 - for this command alone

    with _opened(archive) as opened:
        _show([making.undo(opened, correction)], as_json=as_json)


@correct.command()
@click.argument("correction", type=click.IntRange(1))
@json_option
@click.pass_obj
def redo(archive: Path, correction: int, as_json: bool) -> None:
    """Make a correction again that was undone.

    Example: quoth correct archive.db redo 3
    """
    from quoth.archive.corrections import making  # noqa: PLC0415 - for this command alone

    with _opened(archive) as opened:
        _show([making.redo(opened, correction)], as_json=as_json)


def _make(
    archive: Path, make: Callable[[Archive, By], Correction], author: str | None, note: str | None, as_json: bool
) -> None:
    from quoth.archive.corrections.making import By  # noqa: PLC0415 - for this command alone

    with _opened(archive) as opened:
        _show([make(opened, By(author if author is not None else _login(), note))], as_json=as_json)


@contextmanager
def _opened(archive: Path) -> Iterator[Archive]:
    with errors_told(), open_archive(archive, write=True, make=False) as opened:
        yield opened


def _show(corrections: list[Correction], *, as_json: bool) -> None:
    from quoth.export import corrections as shown  # noqa: PLC0415 - for this command alone

    if as_json:
        for correction in corrections:
            print_json(correction.to_dict())
    else:
        make_console().print(shown.summary(corrections), crop=False)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
