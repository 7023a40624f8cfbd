"""The command line: parse arguments, call, print. One module for each group of commands that are alike."""

from __future__ import annotations

import click

from quoth._version import __version__
from quoth.cli.add import add, reread
from quoth.cli.ask import ask, outlets, who
from quoth.cli.check import check, variants
from quoth.cli.correct import correct
from quoth.cli.export import export
from quoth.cli.mcp import mcp
from quoth.cli.read import read
from quoth.cli.serve import serve
from quoth.cli.spark import import_, spark
from quoth.cli.terms import terms


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quoth", message="%(prog)s %(version)s")
def main() -> None:
    """Read news, and write down who said what, about whom, and on whose word.

    Example: quoth read article.html --html page.html
    """


for command in (
    read,
    add,
    reread,
    ask,
    who,
    outlets,
    check,
    variants,
    terms,
    correct,
    export,
    mcp,
    serve,
    spark,
    import_,
):
    main.add_command(command)
