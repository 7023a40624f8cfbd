"""`quoth add` and `quoth reread`: articles into an archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from quoth.archive import open_archive
from quoth.archive.adding import Progress as Step
from quoth.archive.adding import Summary
from quoth.archive.adding import add as add_articles
from quoth.archive.adding import reread as reread_articles
from quoth.archive.loading import article_numbers
from quoth.archive.reading_ahead import Reader
from quoth.cli.shared import (
    aliases_of_option,
    aliases_option,
    archive_argument,
    errors_told,
    jobs_option,
    print_json,
    tell,
)
from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake.sources import count_articles, list_sources, read_source

if TYPE_CHECKING:
    from quoth.intake.fetching import Fetcher

# Where nobody watches a bar, a line so often says how far it is, in seconds.
_TOLD_EVERY = 60.0


@click.command()
@archive_argument
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@jobs_option
@aliases_option
@click.option("--allow-host", "allowed", metavar="HOST", multiple=True, help="Fetch from it though it is private.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def add(
    archive: Path, inputs: Sequence[str], jobs: int, alias_file: Path | None, allowed: Sequence[str], as_json: bool
) -> None:
    """Read articles and keep their readings in an archive, one SQLite file that is made if it is not there.

    An INPUT is a text, HTML, PDF, JSON Lines, Parquet or WARC file, an RSS or Atom feed, a folder of these, a web
    address (of a page or a feed), or - for standard input. The same content is stored once; changed content at the
    same address is a new version, and the old one is kept. Stop it when you like: run again, it goes on. Web addresses
    are fetched as robots.txt allows, and never from private networks. The exit status is 1 if something was refused.

    Example: quoth add archive.db articles/ --jobs 2
    """
    from quoth.intake.fetching import Fetcher  # noqa: PLC0415 - of no use to other commands

    aliases_of_option(alias_file)
    sources = list_sources(inputs)
    with (
        errors_told(),
        open_archive(archive, write=True) as opened,
        Fetcher(allowed=allowed) as fetcher,
        _progress("Adding", count_articles(sources)) as step,
    ):
        read = Reader(alias_file)
        summary = add_articles(opened, _articles(sources, fetcher), jobs=jobs, read=read, progress=step)
    tell_summary(summary, archive, as_json=as_json)
    sys.exit(1 if summary.refused else 0)


@click.command()
@archive_argument
@click.option("--all", "everything", is_flag=True, help="Also what this model has read.")
@jobs_option
@aliases_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def reread(archive: Path, everything: bool, jobs: int, alias_file: Path | None, as_json: bool) -> None:
    """Read anew what another model has read, and replace those readings.

    Corrections are applied again; one that has no place in the new reading is told, and kept for the next.

    Example: quoth reread archive.db --jobs 2
    """
    from quoth.model import default_model  # noqa: PLC0415 - loads the model's libraries, of no use to other commands

    aliases_of_option(alias_file)
    with (
        errors_told(),
        open_archive(archive, write=True, make=False) as opened,
        _progress("Reading", len(article_numbers(opened))) as step,
    ):
        done = reread_articles(
            opened, default_model().id, everything=everything, jobs=jobs, read=Reader(alias_file), progress=step
        )
    for sentence in (*done.refused, *done.lost):
        tell(f"quoth: {sentence}")
    if as_json:
        print_json(done.to_dict())
    else:
        click.echo(f"{archive}: {done.reread} read anew, {done.unchanged} left as they were.")
    sys.exit(1 if done.refused else 0)


def _articles(sources: Sequence[str | IntakeError], fetcher: Fetcher) -> Iterator[Article | IntakeError]:
    for source in sources:
        yield from [source] if isinstance(source, IntakeError) else read_source(source, fetcher)


def tell_summary(summary: Summary, archive: Path, *, as_json: bool) -> None:
    """What became of the articles, and a sentence for each that was refused."""
    for refusal in summary.refused:
        tell(f"quoth: {refusal}")
    if as_json:
        print_json(summary.to_dict())
        return
    counts = f"{summary.added} added, {summary.unchanged} unchanged, {summary.new_versions} new versions"
    click.echo(f"{archive}: {counts}, {len(summary.refused)} refused; {summary.attributions} statements.")


class _Rate(ProgressColumn):
    """Articles in a second, or in a minute where they are slow."""

    def render(self, task: Task) -> Text:
        speed = task.speed or 0.0
        return Text(f"{speed:.1f} articles/s" if speed >= 1 else f"{60 * speed:.0f} articles/min")


@contextmanager
def _progress(what: str, total: int) -> Iterator[Step]:
    """A bar with rate and time left where standard error is a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _told_in_lines(what, total)
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


def _told_in_lines(what: str, total: int) -> Step:
    began = told = monotonic()
    done = 0

    def step() -> None:
        nonlocal told, done
        done += 1
        now = monotonic()
        if now - told >= _TOLD_EVERY:
            told, rate = now, done / (now - began)
            left = max(0.0, total - done) / rate / 60
            tell(f"{what}: {done} of {total}, {rate:.1f} articles/s, {left:.0f} minutes left")

    return step
