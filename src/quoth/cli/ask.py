"""`quoth ask`, `quoth who` and `quoth outlets`: what the archive holds of whom."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import click

from quoth.archive import open_archive
from quoth.archive.asking import Question
from quoth.archive.asking import ask as ask_archive
from quoth.archive.speakers import Outlet, Speaker, list_outlets, list_speakers
from quoth.cli.shared import (
    archive_argument,
    errors_told,
    json_option,
    make_console,
    one_of,
    print_json,
    spare,
    write_text,
)
from quoth.domain import Act, Voice

# More than a screen or a dossier holds; --limit asks for more.
_SHOWN = 50
_SPEAKERS = 30


@click.command()
@archive_argument
@click.argument("who", required=False)
@click.option("--about", metavar="WHOM_OR_WHAT", help="About this person, group or thing, or with these words.")
@click.option("--via", metavar="WHO", help="Passed on by this speaker, or printed by this outlet.")
@click.option("--act", "acts", callback=one_of(Act), metavar="ACT,...", help=f"These acts: {', '.join(Act)}.")
@click.option(
    "--voice", "voices", callback=one_of(Voice), metavar="VOICE,...", help=f"These voices: {', '.join(Voice)}."
)
@click.option("--direct", is_flag=True, help="Only what stands wholly in quotation marks.")
@click.option("--outlet", metavar="OUTLET", help="In this outlet.")
@click.option("--from", "since", metavar="DATE", help="From this day, month or year on: 2016-05-31, 2016-05, 2016.")
@click.option("--to", "until", metavar="DATE", help="To the end of this day, month or year.")
@click.option("--max-depth", type=click.IntRange(0), metavar="N", help="Inside at most N other statements; 0: none.")
@click.option("--all-versions", is_flag=True, help="Also from versions of articles that were changed since.")
@click.option("--limit", type=click.IntRange(0), default=_SHOWN, show_default=True, help="Show the first N.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a statement.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a dossier to print.")
def ask(
    archive: Path,
    who: str | None,
    about: str | None,
    via: str | None,
    acts: Collection[Act] | None,
    voices: Collection[Voice] | None,
    direct: bool,
    outlet: str | None,
    since: str | None,
    until: str | None,
    max_depth: int | None,
    all_versions: bool,
    limit: int,
    as_json: bool,
    as_csv: bool,
    page: Path | None,
) -> None:
    """Show what WHO said, about whom, and on whose word we have it.

    Statements come in time order, each with its words, the chain of those between the reader and the speaker, and a
    link that opens the article at the words. First-hand (●) is what the article itself quotes word for word, reported
    (◐) what it puts in its own words, second-hand (○) what somebody else passes on.

    \b
    Examples:
      quoth ask archive.db "Oona Brandt" --about islanders
      quoth ask archive.db --about ferries --voice unnamed --from 2024-01 --csv
      quoth ask archive.db "Oona Brandt" --via "The Lindow Herald" --html brandt.html
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from quoth.export import answers, csv_rows, dossier  # noqa: PLC0415 - for this command alone

    spare([archive], page, "--html")
    question = Question(
        who=who,
        about=about,
        via=via,
        acts=acts or (),
        voices=voices or (),
        direct=direct,
        outlet=outlet,
        since=since,
        until=until,
        max_depth=max_depth,
        all_versions=all_versions,
    )
    with errors_told(), open_archive(archive) as opened:
        answer = ask_archive(opened, question, limit=limit)
    if as_json:
        print_json(answer.to_dict())
    elif as_csv:
        click.echo("".join(csv_rows.statements(answer.statements)).encode(), nl=False)
    elif page is None or str(page) != "-":
        make_console().print(answers.summary(answer), crop=False)
    if page is not None and not write_text(page, dossier.page(answer, question), "Dossier"):
        sys.exit(1)


@click.command()
@archive_argument
@click.option("--limit", type=click.IntRange(0), default=_SPEAKERS, show_default=True, help="Show the first N.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row a speaker.")
def who(archive: Path, limit: int, as_json: bool, as_csv: bool) -> None:
    """List who speaks: how often, first and last when, and how much of it is direct and second-hand.

    Example: quoth who archive.db --limit 10
    """
    from quoth.export import csv_rows, tables  # noqa: PLC0415 - for this command alone

    with errors_told(), open_archive(archive) as opened:
        speakers = list_speakers(opened, limit=limit)
    if as_json:
        for speaker in speakers:
            print_json(speaker.to_dict())
    elif as_csv:
        rows = [list(speaker.to_dict().values()) for speaker in speakers]
        click.echo(csv_rows.table(Speaker.__slots__, rows).encode(), nl=False)
    else:
        make_console().print(tables.speakers(speakers))


@click.command()
@archive_argument
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one row an outlet.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it, as .png, .svg or .pdf.")
def outlets(archive: Path, as_json: bool, as_csv: bool, chart: Path | None) -> None:
    """Show how each outlet reports: how much is direct, indirect, unnamed, orphan, and how few people speak in it.

    "Top five" is the share of the five most heard speakers; orphans are quotations that nobody is named for.

    Example: quoth outlets archive.db --chart outlets.svg
    """
    spare([archive], chart, "--chart")
    from quoth.export import csv_rows, tables  # noqa: PLC0415 - for this command alone

    with errors_told(), open_archive(archive) as opened:
        found = list_outlets(opened)
    if as_json:
        for outlet in found:
            print_json(outlet.to_dict())
    elif as_csv:
        rows = [list(outlet.to_dict().values()) for outlet in found]
        click.echo(csv_rows.table(Outlet.__slots__, rows).encode(), nl=False)
    else:
        make_console().print(tables.outlets(found))
    if chart is not None:
        from quoth.export.charts import draw_outlets  # noqa: PLC0415 - its library is an extra

        with errors_told():
            draw_outlets(found, chart)
        click.echo(f"Chart: {chart}", err=True)
