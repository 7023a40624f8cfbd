"""`make bench-spark`: a made-up crawl read without Spark, on one core, on two, and by workers of which one is killed.

    python -m benchmarks.crawl --articles 20000 --out docs/scale.md

Every run must write the same rows. What a day of news and all of CC-NEWS would take follows from the stages' times.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.made_up_crawl import Truth, write_crawl
from benchmarks.plain_crawl import Plain, plain_crawl, rows_of
from benchmarks.processes import Watch, end_busiest
from benchmarks.scale_page import page
from quoth.crawl.manifest import ARTICLES, TABLES

_QUOTH = "from quoth.cli import main; main()"
# Enough files that each core has several.
_FILES = 16


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `quoth spark`: how long it took, the most memory of a process, and whether its rows are right."""

    master: str
    lost: str
    seconds: float
    worker_mb: float
    java_mb: float
    same: bool
    wrong: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that the page tells."""

    articles: int
    truth: Truth
    plain: Plain
    runs: list[Run]
    stored: dict[str, int]
    input_bytes: int
    precision: float
    recall: float
    start: float
    characters: float
    machine: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--folder", type=Path, help="where the crawl and the tables are kept")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        text = page(measure(options.folder or Path(temporary), options.articles))
    if options.out:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


def measure(folder: Path, articles: int) -> Measured:
    """Write the crawl, read it in every way, and compare."""
    crawl = folder / "crawl"
    truth = write_crawl(crawl, articles, files=_FILES)
    plain = plain_crawl(crawl)
    start = _start(folder)
    runs = [
        _run(crawl, folder / "one", "local[1]", plain),
        _run(crawl, folder / "two", "local[2]", plain),
        _run(crawl, folder / "worker-lost", "local[2]", plain, lose="a Python worker"),
        _run(crawl, folder / "executor-lost", "local-cluster[2,1,1024]", plain, lose="an executor"),
    ]
    stored = {name: _size(folder / "one" / name) for name in TABLES}
    precision, recall = copies_found(truth, plain.links)
    machine = f"{platform.machine()}, Python {platform.python_version()}, Spark {version('pyspark')}"
    texts = [len(json.loads(row)["text"]) for row in plain.rows[ARTICLES].elements()]
    characters = sum(texts) / len(texts)
    size = sum(path.stat().st_size for path in crawl.glob("*.warc*"))
    return Measured(articles, truth, plain, runs, stored, size, precision, recall, start, characters, machine)


def copies_found(truth: Truth, links: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of the links, each from an address to one, where a copy of a copy may lead to either."""
    group = {
        url: truth.copies.get(url, url) for url in {*truth.copies, *truth.copies.values(), *links, *links.values()}
    }
    right = sum(group[url] == group[first] for url, first in links.items())
    # The earliest of a group is linked to nothing, whichever it is.
    expected = len(truth.copies)
    return right / max(1, len(links)), right / max(1, expected)


def _run(crawl: Path, output: Path, master: str, plain: Plain, *, lose: str = "") -> Run:
    command = [sys.executable, "-c", _QUOTH, "spark", "--json", "--input", str(crawl), "--output", str(output)]
    began = time.perf_counter()
    with (
        subprocess.Popen([*command, "--master", master], stdout=subprocess.PIPE, text=True) as process,  # noqa: S603
        Watch(process.pid) as watch,
    ):
        if lose:
            lost = _lose(process, output, executor=lose == "an executor")
            lose = lose if lost else ""
        printed, _ = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"The run on {master} failed.")
    sys.stderr.write(f"{master}: {seconds:.0f} s, {printed.strip()[-200:]}\n")
    found = rows_of(output)
    wrong = sum(((found[name] - plain.rows[name]) + (plain.rows[name] - found[name])).total() for name in TABLES)
    return Run(master, lose, seconds, watch.peak(python=True), watch.peak(python=False), wrong == 0, wrong)


def _lose(process: subprocess.Popen[str], output: Path, *, executor: bool) -> bool:
    """Kill the busiest worker as soon as the step that reads articles has begun."""
    while process.poll() is None:
        if any(output.glob("staging/*/readings/_temporary/*/*")) and end_busiest(process.pid, executor=executor):
            return True
        time.sleep(0.1)
    return False


def _start(folder: Path) -> float:
    """Seconds for a run that finds nothing but one short article: what every run takes, however little there is."""
    line = {"text": "“It rained,” said Ann Moss.", "published": "2024-05-01"}
    (folder / "one.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", _QUOTH, "spark", "--input", str(folder / "one.jsonl"), "--output"]
    began = time.perf_counter()
    subprocess.run([*command, str(folder / "start"), "--master", "local[1]"], check=True, stdout=subprocess.PIPE)  # noqa: S603
    return time.perf_counter() - began


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


if __name__ == "__main__":
    main()
