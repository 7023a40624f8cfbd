"""`quoth spark` and `quoth import`: a crawl over a cluster, and a selection of it into an archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from quoth.archive import open_archive
from quoth.cli.add import tell_summary
from quoth.cli.shared import aliases_of_option, aliases_option, archive_argument, errors_told, print_json
from quoth.errors import MissingExtra


@click.command()
@click.option("--input", "inputs", multiple=True, required=True, metavar="PATH", help="Read this; may be given again.")
@click.option("--output", required=True, metavar="DIR", help="The folder of the tables, which is made or added to.")
@click.option("--master", metavar="URL", help="Spark's master, such as local[2] or yarn; spark-submit has its own.")
@aliases_option
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def spark(inputs: Sequence[str], output: str, master: str | None, alias_file: Path | None, as_json: bool) -> None:
    """Read a crawl with Apache Spark, and write what was said as Parquet.

    A PATH is a WARC file (.warc, .warc.gz), Parquet or JSON Lines, a folder of these, or a pattern, on any file system
    that Hadoop knows. Pages in other languages are counted and left out, copies linked to what was read first, and what
    cannot be read is set aside with its reason. A second run reads only what is new; one that was stopped goes on.

    Example: quoth spark --input crawl/ --output tables/ --master "local[2]"
    """
    from quoth.crawl.session import start_spark  # noqa: PLC0415 - for this command alone

    aliases = aliases_of_option(alias_file) if alias_file else None
    with errors_told():
        session = start_spark(master or _master_at_hand())
        try:
            from quoth.crawl.run import crawl  # noqa: PLC0415 - needs what starting Spark has made sure of

            run = crawl(session, list(inputs), output, aliases=aliases)
        finally:
            session.stop()
    if run is None:
        click.echo("null" if as_json else f"{output}: nothing new.")
    elif as_json:
        print_json(run.to_dict())
    else:
        others = sum(run.languages.values())
        click.echo(
            f"{output}: {len(run.files):,} files, {run.articles:,} articles, {run.copies:,} of them copies, "
            f"{run.attributions:,} statements; {run.repeated:,} seen before, {others:,} in other languages, "
            f"{run.set_aside:,} set aside."
        )


@click.command("import")
@archive_argument
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--from", "since", metavar="DATE", help="From this day, month or year on: 2016-05-31, 2016-05, 2016.")
@click.option("--to", "until", metavar="DATE", help="To the end of this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Articles of this outlet.")
@click.option("--speaker", metavar="WHO", help="Articles in which somebody of this name, or with this key, speaks.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def import_(
    archive: Path,
    folder: Path,
    since: str | None,
    until: str | None,
    outlet: str | None,
    speaker: str | None,
    as_json: bool,
) -> None:
    """Bring a selection of the tables in DIR into an archive, which is made if it is not there.

    DIR is what `quoth spark` wrote. Copies, which were not read, are left out.

    Example: quoth import archive.db tables/ --from 2024-05-01 --outlet Gazette
    """
    with errors_told():
        try:
            from quoth.crawl.importing import Selection, import_crawl  # noqa: PLC0415 - for this command alone
        except ImportError as error:
            raise MissingExtra("Parquet needs pyarrow: install it with `pip install 'quoth[parquet]'`.") from error
    with errors_told(), open_archive(archive, write=True) as opened:
        summary = import_crawl(opened, folder, Selection(since, until, outlet, speaker))
    tell_summary(summary, archive, as_json=as_json)
    sys.exit(1 if summary.refused else 0)


def _master_at_hand() -> str | None:
    """All cores of this machine, unless spark-submit started this process and says where."""
    return None if "PYSPARK_GATEWAY_PORT" in os.environ else "local[*]"
