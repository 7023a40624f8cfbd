"""`make soak`: whether memory stays flat while thousands of articles go through `add`, as `quoth add` takes them.

    python -m robustness.soak --articles 20000

The articles are made up from a seed. Memory is sampled all the way; what it grows by is the slope of a straight line
through the samples of the last three quarters, of which only those count that were taken after `_WARM` articles and
with a file larger than SQLite's cache of it. Until then caches fill: SQLite's of the file, and Quoth's of words, under
a megabyte in 200 articles. The news themselves take 0.4 MB in a thousand articles until 2,000, since a sentence of each
is kept to be told again. With a cache of 1 MB, 300 articles after the first 75 were measured to take 0.07 MB.

Ends with status 1 if memory grows by more than `_FLAT` megabytes in a thousand articles, or if the run was too short to
say.
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
from quoth.archive.database import CACHE_KILOBYTES

_FLAT = 0.5
_WARM = 2_000
# In fewer articles a single step is a slope: onnxruntime keeps the room that the longest window so far has taken.
_LEAST = 1_000
_SAMPLES = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak, and print the slope."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=int, default=CACHE_KILOBYTES // 1024, help="SQLite's cache, in megabytes")
    options = parser.parse_args(arguments)
    articles = (reading.article for reading in make_readings(options.articles * STATEMENTS, seed=options.seed))
    samples: list[tuple[int, float, float]] = []
    done = 0
    every = max(1, options.articles // _SAMPLES)

    def progress() -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            samples.append((done, resident(), path.stat().st_size / 1024**2))

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "soak.quoth")
        with open_archive(path, write=True) as archive:
            archive.db.execute(f"PRAGMA cache_size = -{options.cache * 1024}")
            summary = add(archive, articles, progress=progress)
    minutes = (time.monotonic() - began) / 60
    sys.stdout.write(
        f"{summary.added:,} articles added, {summary.attributions:,} attributions, {len(summary.refused)} refused,"
        f" {minutes:.1f} minutes\n"
    )
    flat = judge(samples, options.cache)
    return 0 if flat and summary.added == options.articles else 1


def judge(samples: Sequence[tuple[int, float, float]], cache: int) -> bool:
    """Whether memory is flat, told: `samples` are the number of articles, megabytes in memory and in the file."""
    settled = [sample for sample in samples[len(samples) // 4 :] if sample[0] > _WARM and sample[2] > cache]
    if not settled or settled[-1][0] - settled[0][0] < _LEAST:
        sys.stdout.write(
            f"Too short to say: the file has {samples[-1][2]:.0f} MB, and memory ({samples[-1][1]:.1f} MB) is judged"
            f" over {_LEAST:,} articles, once {_WARM:,} are read and SQLite's cache of {cache} MB is full."
            " Give more --articles.\n"
        )
        return False
    numbers, held, _ = zip(*settled, strict=True)
    slope = 1000 * linear_regression(numbers, held).slope
    sys.stdout.write(
        f"Memory after {numbers[0]:,} articles {held[0]:.1f} MB, at the end {held[-1]:.1f} MB, at most"
        f" {max(sample[1] for sample in samples):.1f} MB\n"
        f"The file has {samples[-1][2]:.0f} MB, SQLite's cache of it {cache} MB\n"
        f"It grows by {slope:+.2f} MB in a thousand articles ({len(settled)} samples):"
        f" {'flat' if slope <= _FLAT else 'not flat'}\n"
    )
    return slope <= _FLAT


def resident() -> float:
    """Megabytes that this process holds now.

    Pages of the archive's file that the system keeps in memory for it are left out: it takes them back when it likes.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
