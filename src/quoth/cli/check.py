"""`quoth check` and `quoth variants`: whether a quotation is true to what was said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quoth.archive import open_archive
from quoth.cli.shared import archive_argument, errors_told, json_option, make_console, print_json, refuse, tell
from quoth.errors import IntakeError, QuothError

if TYPE_CHECKING:
    from quoth.archive.checking.several import Quotation


@click.command()
@archive_argument
@click.argument("quotation", required=False)
@click.option("--by", metavar="WHO", help="Who is said to have said it.")
@click.option(
    "--file", "file", metavar="FILE", help='JSON Lines with "quotation" and perhaps "by"; - is standard input.'
)
@click.option("--draft", metavar="FILE", help="An article of which all quotations are checked; - is standard input.")
@click.option("--exact", is_flag=True, help="Count punctuation, case and typography too.")
@json_option
def check(
    archive: Path,
    quotation: str | None,
    by: str | None,
    file: str | None,
    draft: str | None,
    exact: bool,
    as_json: bool,
) -> None:
    """Check whether a quotation is in the archive, and true to what was said.

    It is verbatim, trimmed (words are left out), bracketed, altered (with what was changed: a negation, a modal verb or
    hedge, a number, a name, a tense, or only wording), spliced from different statements, a paraphrase (never in
    quotation marks), misattributed, or not found. QUOTATION may be - for standard input. The exit status is 1 if
    anything is not verbatim.

    \b
    Examples:
      quoth check archive.db "Nobody on this board wanted it" --by "Oona Brandt"
      quoth check archive.db --draft article.txt --json
      quoth check archive.db --file quotations.jsonl
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from quoth.archive.checking.check import Checker  # noqa: PLC0415 - for this command alone
    from quoth.archive.checking.verdicts import Verdict  # noqa: PLC0415
    from quoth.export import checks  # noqa: PLC0415

    if sum(given is not None for given in (quotation, file, draft)) != 1:
        raise click.UsageError("Give one of QUOTATION, --file and --draft.")
    console = make_console()
    good = True
    with errors_told(), open_archive(archive) as opened:
        checker = Checker(opened)
        for found in _quotations(quotation, by, file, draft):
            try:
                if isinstance(found, IntakeError):
                    raise found
                done = checker.check(found.words, by=found.by, exact=exact)
            except QuothError as error:
                tell(f"quoth: {error}")
                good = False
                continue
            good = good and done.verdict is Verdict.VERBATIM
            if as_json:
                print_json(done.to_dict())
            else:
                console.print(checks.summary(done), crop=False)
    sys.exit(0 if good else 1)


@click.command()
@archive_argument
@click.argument("quotation")
@click.option("--by", metavar="WHO", help="Who is said to have said it.")
@json_option
def variants(archive: Path, quotation: str, by: str | None, as_json: bool) -> None:
    """List every wording of a quotation in the archive, with its outlets and dates, the earliest first.

    Example: quoth variants archive.db "Nobody on this board wanted it"
    """
    from quoth.archive.checking.check import Checker  # noqa: PLC0415 - for this command alone
    from quoth.archive.checking.variants import find_variants  # noqa: PLC0415
    from quoth.export import checks  # noqa: PLC0415

    with errors_told(), open_archive(archive) as opened:
        words = sys.stdin.read() if quotation == "-" else quotation
        _, found = find_variants(Checker(opened), words, by=by)
    if as_json:
        for variant in found:
            print_json(variant.to_dict())
    else:
        make_console().print(checks.variants(found), crop=False)
    sys.exit(0 if found else 1)


def _quotations(
    quotation: str | None, by: str | None, file: str | None, draft: str | None
) -> Iterator[Quotation | IntakeError]:
    from quoth.archive.checking.several import (  # noqa: PLC0415 - for this command alone
        Quotation,
        quotations_in_lines,
        quotations_of_draft,
    )

    if quotation is not None:
        words = sys.stdin.read() if quotation == "-" else quotation
        yield Quotation(words, by)
    elif file is not None:
        for found in quotations_in_lines(_text_of(file), name=file):
            yield found if isinstance(found, IntakeError) or by is None else Quotation(found.words, found.by or by)
    elif draft is not None:
        from quoth.intake import read_file  # noqa: PLC0415
        from quoth.pipeline import read_article  # noqa: PLC0415

        for article in read_file(draft):
            if isinstance(article, IntakeError):
                yield article
            else:
                yield from quotations_of_draft(read_article(article))


def _text_of(file: str) -> str:
    from quoth.intake.encodings import decode  # noqa: PLC0415 - for this command alone

    if file == "-":
        return decode(sys.stdin.buffer.read())
    try:
        return decode(Path(file).read_bytes())
    except OSError as error:
        refuse(IntakeError(f"{file} cannot be opened ({error.strerror}): give a file that exists and may be read."))
