"""`quoth export`: an archive in the formats of others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quoth.archive import open_archive
from quoth.cli.shared import archive_argument, errors_told, spare, tell

# Named here too, so that no format's library is loaded before it is asked for; a test compares them.
FORMATS = ("jsonl", "csv", "parquet", "webannotation", "schemaorg", "prov", "brat", "graphml", "corrections")


@click.command()
@archive_argument
@click.argument("format", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--out", type=click.Path(path_type=Path), help="Write this file, or for brat this folder.")
@click.option("--all-versions", is_flag=True, help="Also versions of articles that were changed since.")
def export(archive: Path, format: str, out: Path | None, all_versions: bool) -> None:
    """Write an archive as something that other programs read, to standard output unless --out names a file.

    parquet and brat are never printed: they need --out.

    \b
    jsonl          one reading a line, as `quoth read --json` prints it
    csv, parquet   one tidy row a statement
    webannotation  W3C Web Annotations (JSON-LD), by position and by quotation
    schemaorg      Quotation and Claim (JSON-LD)
    prov           PROV-JSON: quoted from, attributed to, primary source
    brat           a folder of texts with stand-off annotation
    graphml        who speaks about whom, with weights, for Gephi
    corrections    what people put right, a JSON object a line with spans before and after, to train on

    Example: quoth export archive.db graphml --out who-about-whom.graphml
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from quoth.export.archives import Format  # noqa: PLC0415 - for this command alone
    from quoth.export.archives import export as export_archive  # noqa: PLC0415

    spare([archive], out, "--out")
    place = None if out is None or str(out) == "-" else out
    with errors_told(), open_archive(archive) as opened:
        export_archive(opened, Format(format), place, sys.stdout.buffer, all_versions=all_versions)
    if place is not None:
        tell(f"Exported: {place}")
