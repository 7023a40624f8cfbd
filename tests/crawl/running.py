"""Runs `quoth` in a process of its own, where Spark is, and loses it a worker if that is wanted."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import end_busiest

ROOT = Path(__file__).parent.parent.parent
_QUOTH = "from quoth.cli import main; main()"
_PATIENCE = 1_500


@dataclass(frozen=True)
class Done:
    """What a run printed, and how it ended."""

    status: int
    out: str
    err: str


def run(*arguments: object, lose_a_worker_of: Path | None = None) -> Done:
    """`quoth` with these arguments; a worker is killed as soon as the run that writes into a folder reads articles."""
    command = [sys.executable, "-c", _QUOTH, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        if lose_a_worker_of:
            _lose_a_worker(process, lose_a_worker_of)
        out, err = process.communicate(timeout=_PATIENCE)
    return Done(process.returncode, out, err)


def _lose_a_worker(process: subprocess.Popen, output: Path) -> None:
    while process.poll() is None:
        # Spark makes this folder when the first task of the step begins.
        if any(output.glob("staging/*/readings/_temporary/*/*")) and end_busiest(process.pid):
            return
        time.sleep(0.1)
