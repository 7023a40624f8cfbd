"""`make soak`: whether memory stays flat while thousands of articles go through `add`, as `quoth add` takes them.

    python -m robustness.soak --articles 20000

The articles are made up from a seed. Memory is sampled all the way; what it grows by is the slope of a straight line
through the samples of the last three quarters, since caches fill in the first. Ends with status 1 if that is more than
`_FLAT` megabytes in a thousand articles.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import linear_regression

from benchmarks.made_up_news import STATEMENTS, make_readings
from quoth.archive import open_archive
from quoth.archive.adding import add

_FLAT = 0.5
_SAMPLES = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak, and print the slope."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    articles = (reading.article for reading in make_readings(options.articles * STATEMENTS, seed=options.seed))
    samples: list[tuple[int, float]] = []
    done = 0
    every = max(1, options.articles // _SAMPLES)

    def progress() -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            samples.append((done, resident()))

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder, "soak.quoth"), write=True) as archive:
        summary = add(archive, articles, progress=progress)
    minutes = (time.monotonic() - began) / 60
    settled = samples[len(samples) // 4 :]
    slope = 1000 * linear_regression(*zip(*settled, strict=True)).slope
    sys.stdout.write(
        f"{summary.added:,} articles added, {summary.attributions:,} attributions, {len(summary.refused)} refused,"
        f" {minutes:.1f} minutes\n"
        f"Memory after {settled[0][0]:,} articles {settled[0][1]:.1f} MB, at the end {settled[-1][1]:.1f} MB,"
        f" at most {max(held for _, held in samples):.1f} MB\n"
        f"It grows by {slope:+.2f} MB in a thousand articles ({len(settled)} samples)\n"
    )
    return 1 if slope > _FLAT or summary.added != options.articles else 0


def resident() -> float:
    """Megabytes that this process holds now.

    Pages of the archive's file that the system keeps in memory for it are left out: it takes them back when it likes.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
