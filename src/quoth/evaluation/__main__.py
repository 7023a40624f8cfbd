"""`python -m quoth.evaluation --out docs/evaluation.md`: the shipped pipeline on the dev articles of every corpus."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from quoth.errors import QuothError
from quoth.evaluation.corpora import corpora_folder
from quoth.evaluation.evaluate import evaluate
from quoth.evaluation.report import render


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page of figures to `--out`, or to standard output; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quoth.evaluation", description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--model", type=Path, help="a model folder; the shipped model if left out")
    options = parser.parse_args(arguments)
    try:
        folder = corpora_folder()
        # Here, so that missing corpora are told at once and not after a model has been loaded.
        from quoth.model import Model, default_model  # noqa: PLC0415
        from quoth.pipeline import read  # noqa: PLC0415

        model = Model(options.model) if options.model else default_model()
        page = render(evaluate(partial(read, model=model), folder))
    except QuothError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(page, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
