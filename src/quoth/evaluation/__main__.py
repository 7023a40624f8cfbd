"""`python -m quoth.evaluation --out docs/evaluation.md`: the shipped pipeline on the dev articles of every corpus.

Writes the page of figures, and fails if one of them is below its floor. --pin raises the floors to today's figures;
--lower lowers the floor of one measure, given a line in the changelog's unreleased section that names it in backticks.
--only gap reads one corpus and prints its measures, without page and floors.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from quoth.errors import QuothError
from quoth.evaluation.corpora import corpora_folder
from quoth.evaluation.digests import digest_corpora
from quoth.evaluation.evaluate import CORPORA, Evaluation, System, evaluate
from quoth.evaluation.gate import FLOORS, Floors, check_lowering, failures, lowered, raised, read_floors, write_floors
from quoth.evaluation.measures import counts_of, figure, measures
from quoth.evaluation.report import render
from quoth.evaluation.sections import sections_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page of figures to `--out`, or to standard output, and mind the floors; gives the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.split != "dev" and not options.only:
        parser.error("--split needs --only: the page is about dev.")
    if options.only and (options.out or options.pin or options.lower):
        parser.error("--only prints one corpus's measures: leave out --out, --pin and --lower.")
    try:
        folder = corpora_folder()
        if options.only:
            evaluation = evaluate(_system(options.model)[0], folder, only=options.only, split=options.split)
            _write(_measured(evaluation, options.only), None)
            return 0
        pinned = Floors() if options.pin and not options.floors.exists() else read_floors(options.floors)
        # All that can be refused is refused now: the evaluation takes minutes.
        check_lowering(pinned, options.lower, options.changelog)
        corpora = digest_corpora(folder)
        system, scores = _system(options.model)
        evaluation = evaluate(system, folder)
        _write(render(evaluation, scores), options.out)
        if options.pin or options.lower:
            pinned = _pin(pinned, evaluation, corpora, options)
    except QuothError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found = failures(pinned, measures(evaluation), corpora)
    sys.stderr.writelines(f"{sentence}\n" for sentence in found)
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quoth.evaluation",
        description=__doc__,
        epilog="example: python -m quoth.evaluation --out docs/evaluation.md --lower polnear/cue",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--model", type=Path, help="a model folder; the shipped model if left out")
    parser.add_argument("--only", metavar="CORPUS", action="append", choices=CORPORA, help="print this one; repeatable")
    parser.add_argument(
        "--split", choices=("dev", "train"), default="dev", help="with --only: train for what nobody learned there"
    )
    parser.add_argument("--pin", action="store_true", help="raise the floors to today's figures, and pin the corpora")
    parser.add_argument(
        "--lower", metavar="MEASURE", action="append", default=[], help="lower this floor to today's figure; repeatable"
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors; the package's if left out")
    parser.add_argument("--changelog", type=Path, default=Path("CHANGELOG.md"), help="where lowering must be told")
    return parser


def _system(folder: Path | None) -> tuple[System, Any]:
    """The pipeline with the model of this folder, or with the shipped one, and the scores in the model's manifest."""
    # Here, so that missing corpora are told at once and not after a model has been loaded.
    from quoth.model import Model, default_model  # noqa: PLC0415
    from quoth.pipeline import read  # noqa: PLC0415

    model = Model(folder) if folder else default_model()
    return partial(read, model=model), model.manifest.get("scores")


def _measured(evaluation: Evaluation, corpora: Sequence[str]) -> str:
    """A line for every measure of these corpora: `gap/pronouns 80.1 (P … , R …)`."""
    return "".join(
        f"{corpus}/{name} {figure(counted)} ({counts_of(counted)})\n"
        for corpus, named in measures(evaluation).items()
        if corpus in corpora
        for name, counted in named.items()
    )


def _pin(pinned: Floors, evaluation: Evaluation, corpora: dict[str, str], options: argparse.Namespace) -> Floors:
    """The floors as they are written, raised or lowered as was asked."""
    measured = measures(evaluation)
    pinned = lowered(pinned, measured, options.lower)
    if options.pin:
        pinned = raised(pinned, evaluation.model, measured, corpora)
    write_floors(options.floors, pinned)
    return pinned


def _write(page: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(page)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    kept = sections_of(out)
    out.write_text(f"{page.rstrip()}\n\n{kept}" if kept else page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
