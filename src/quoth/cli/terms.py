"""`quoth terms`: how speakers use words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quoth.archive import open_archive
from quoth.cli.shared import archive_argument, errors_told, json_option, make_console, print_json

_SHOWN = 20


@click.command()
@archive_argument
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option("--by", metavar="WHO", help="In the words of this speaker.")
@click.option("--limit", type=click.IntRange(0), default=_SHOWN, show_default=True, help="Show so many uses of each.")
@json_option
def terms(archive: Path, terms: Sequence[str], by: str | None, limit: int, as_json: bool) -> None:
    """Show how each speaker uses words, in their own quoted words (●) and in others' paraphrase of them (○).

    Forms of a word count as the word. After the counts come the words in context, and then statements that are alike
    but for one term in the place of another.

    Example: quoth terms archive.db islanders villagers --by "Oona Brandt"
    """
    from quoth.archive.terms import find_terms  # noqa: PLC0415 - for this command alone
    from quoth.export.terms import summary  # noqa: PLC0415

    with errors_told(), open_archive(archive) as opened:
        found = find_terms(opened, terms, by=by)
    if as_json:
        print_json(found.to_dict())
    else:
        console = make_console()
        console.print(summary(found, width=console.width, limit=limit), soft_wrap=True)
