"""`make bench-spark`: a made-up crawl read without Spark, on one core, on two, and by workers of which one is killed.

    python -m benchmarks.crawl --articles 20000 --folder build/scale --out docs/scale.md

What one core does beside two is measured on a smaller crawl. Every run must write the rows of a run without Spark. What
a day of news and all of CC-NEWS would take follows from the stages' times. Each step is kept in the folder: what was
stopped goes on there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.crawl_figures import Crawl, Measured, Run
from benchmarks.large_pages import large_pages
from benchmarks.made_up_crawl import Truth, read_truth, write_crawl
from benchmarks.plain_crawl import Plain, plain_crawl, rows_of
from benchmarks.processes import Watch, end_busiest
from benchmarks.scale_page import page
from quoth.crawl.manifest import ARTICLES, TABLES

_QUOTH = "from quoth.cli import main; main()"
# Enough files that each core has several.
_FILES = 16
_WORKER, _EXECUTOR = "a Python worker", "an executor"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--scaling-articles", type=int, default=2_000, help="the crawl for one core beside two")
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--folder", type=Path, help="where every step is kept; nowhere if left out")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        text = page(measure(folder, options.articles, min(options.scaling_articles, options.articles)))
    if options.out:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


def measure(folder: Path, articles: int, scaling: int) -> Measured:
    """Write two crawls, read them in every way, and compare."""
    small = _crawl(folder, scaling)
    starts = {cores: _start(folder, cores).seconds for cores in (1, 2)}
    runs = [
        _run(folder, small, "local[1]", cores=1),
        _run(folder, small, "local[2]"),
        _run(folder, small, "local-cluster[2,1,1024]", lose=_EXECUTOR),
    ]
    large = _crawl(folder, articles)
    runs.append(_run(folder, large, "local[2]", lose=_WORKER))
    stored = {name: _size(_output(folder, runs[-1]) / name) for name in TABLES}
    texts = [len(json.loads(row)["text"]) for row in large.plain.rows[ARTICLES].elements()]
    return Measured(
        large,
        runs,
        starts,
        stored,
        *copies_found(large.truth, large.plain.links),
        sum(texts) / len(texts),
        large_pages(),
        f"{platform.machine()}, Python {platform.python_version()}, Spark {version('pyspark')}",
    )


def _crawl(folder: Path, articles: int) -> Crawl:
    crawl = folder / f"crawl-{articles}"
    truth = read_truth(crawl) or write_crawl(crawl, articles, files=_FILES)
    _tell(f"{articles:,} articles are in {crawl}")
    began = time.perf_counter()
    plain = plain_crawl(crawl, jobs=2, kept=folder / f"plain-{articles}")
    stages = ", ".join(f"{stage} {seconds:,.0f}" for stage, seconds in plain.seconds.items())
    _tell(f"without Spark: {time.perf_counter() - began:,.0f} s (by stage, of one core: {stages})")
    return Crawl(crawl, articles, truth, plain)


def copies_found(truth: Truth, links: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of the links, each from an address to one, where a copy of a copy may lead to either."""
    group = {
        url: truth.copies.get(url, url) for url in {*truth.copies, *truth.copies.values(), *links, *links.values()}
    }
    right = sum(group[url] == group[first] for url, first in links.items())
    # The earliest of a group is linked to nothing, whichever it is.
    expected = len(truth.copies)
    return right / max(1, len(links)), right / max(1, expected)


def _run(folder: Path, crawl: Crawl, master: str, *, cores: int = 2, lose: str = "") -> Run:
    run = Run(master, cores, crawl.articles, crawl.plain.counts["records"], lose, 0.0, 0.0, 0.0, 0)
    return _kept(folder, run, crawl.folder, crawl.plain)


def _start(folder: Path, cores: int) -> Run:
    """A run that finds nothing but one short article: what every run takes, however little there is."""
    line = {"text": "“It rained,” said Ann Moss.", "published": "2024-05-01"}
    file = folder / "one.jsonl"
    if not file.exists():
        file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return _kept(folder, Run(f"local[{cores}]", cores, 1, 1, "", 0.0, 0.0, 0.0, 0), file, None)


def _kept(folder: Path, run: Run, inputs: Path, plain: Plain | None) -> Run:
    """The run with its figures, done now unless they are in the folder; its rows are held against those of `plain`."""
    output = _output(folder, run)
    kept = output.with_suffix(".json")
    if kept.exists():
        return Run(**json.loads(kept.read_text("utf-8")))
    shutil.rmtree(output, ignore_errors=True)
    done = _done(run, inputs, output)
    if plain:
        found = rows_of(output)
        wrong = sum(((found[name] - plain.rows[name]) + (plain.rows[name] - found[name])).total() for name in TABLES)
        done = replace(done, wrong=wrong)
    _tell(f"{done}")
    kept.write_text(json.dumps(asdict(done)), encoding="utf-8")
    return done


def _done(run: Run, inputs: Path, output: Path) -> Run:
    """Do a run on its cores alone, Spark and all; what it says goes into a file beside its output."""
    command = [sys.executable, "-c", _QUOTH, "spark", "--input", str(inputs), "--output", str(output)]
    cores = os.sched_getaffinity(0)
    log = output.with_suffix(".log")
    os.sched_setaffinity(0, set(sorted(cores)[: run.cores]))  # inherited by all that it starts
    began = time.perf_counter()
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen([*command, "--master", run.master], stdout=told, stderr=told) as process,  # noqa: S603
        Watch(process.pid) as watch,
    ):
        os.sched_setaffinity(0, cores)
        if run.lost and not _lose(process, output, executor=run.lost == _EXECUTOR):
            _tell(f"{run.master} was done before {run.lost} could be lost")
            run = replace(run, lost="")
        process.wait()
        seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"The run on {run.master} failed: see {log}.")
    return replace(run, seconds=seconds, worker_mb=watch.peak(python=True), java_mb=watch.peak(python=False))


def _lose(process: subprocess.Popen[bytes], output: Path, *, executor: bool) -> bool:
    """Kill the busiest worker as soon as the step that reads articles has begun."""
    while process.poll() is None:
        if any(output.glob("staging/*/readings/_temporary/*/*")) and end_busiest(process.pid, executor=executor):
            return True
        time.sleep(0.2)
    return False


def _output(folder: Path, run: Run) -> Path:
    """Where a run's tables are."""
    lost = f"-without-{run.lost.split()[-1]}" if run.lost else ""
    return folder / f"{run.master.partition('[')[0]}-{run.cores}-{run.articles}{lost}"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def _tell(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
