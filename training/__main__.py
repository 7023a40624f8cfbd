"""`python -m training` goes through all steps; `python -m training STEP ...` does one of them.

The steps are prepare, graft, hide, fetch, teach, label, train, refer, export, quantise, tune and antecedents; average
is done by name alone. Without a name, the first seven are skipped where their results are there already, and a training
that was stopped goes on where it was; delete build/training to begin anew.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from training import antecedents, average, bases, export, graft, hide, label, prepare, quantise, refer, train, tune
from training.plans import STUDENT, TEACHER
from training.prepare import FOLDER

STEPS = {
    "prepare": prepare.main,
    "graft": graft.main,
    "hide": hide.main,
    "fetch": bases.main,
    "teach": train.teach,
    "label": label.main,
    "train": train.main,
    "refer": refer.main,
    "export": export.main,
    "quantise": quantise.main,
    "tune": tune.main,
    "antecedents": antecedents.main,
}
BY_NAME = {"average": average.main}
RESULTS = {
    "prepare": FOLDER / "documents.pt",
    "graft": FOLDER / "grafted.pt",
    "hide": FOLDER / "hidden.pt",
    "fetch": bases.MPNET / "model.safetensors",
    "teach": TEACHER.folder / "weights.pt",
    "label": FOLDER / "labels.pt",
    "train": STUDENT.folder / "weights.pt",
}


def main(arguments: Sequence[str]) -> int:
    """One step with its options, or all of them; gives the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if arguments:
        steps = STEPS | BY_NAME
        if arguments[0] not in steps:
            sys.stderr.write(f"There is no step {arguments[0]}: the steps are {', '.join(steps)}.\n")
            return 2
        steps[arguments[0]](arguments[1:])
        return 0
    for name, step in STEPS.items():
        if name not in RESULTS or not RESULTS[name].exists():
            step([])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
