"""`make bench-archive`: how long an archive takes to write, ask and check as it grows, and how large it is.

The readings are made up from a seed (`made_up_news.py`), so that anybody can build the same archive.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.made_up_news import make_readings
from quoth.archive import Archive, open_archive
from quoth.archive.asking import Question, ask
from quoth.archive.checking.check import Checker
from quoth.archive.speakers import list_outlets, list_speakers
from quoth.archive.writing import store_within
from quoth.domain import Reading

SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS = 200
# Fewer transactions than `quoth add` makes: the model's time, which is far longer, is not measured here.
_ARTICLES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size; times are in milliseconds."""

    attributions: int
    build_seconds: float
    bytes_each: float
    ask: list[float]
    check: list[float]
    speakers: float
    outlets: float


def main() -> None:
    """Build an archive of each size, ask and check it, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of attributions")
    parser.add_argument("--keep", type=Path, help="a folder to keep the archives in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        figures = [measure(size, folder / f"{size}.db") for size in options.sizes]
    page = _page(figures)
    if options.out:
        options.out.write_text(page, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page)


def measure(size: int, path: Path) -> Figures:
    """Build an archive of so many attributions, unless it is there, and measure it."""
    began = time.perf_counter()
    build(size, path)
    built = time.perf_counter() - began
    with open_archive(path) as archive:
        draw = random.Random(size)
        asked = [_time(partial(ask, archive, question, limit=50)) for question in _questions(archive, draw)]
        checker = Checker(archive)
        checked = [_time(partial(checker.check, quotation)) for quotation in _quotations(archive, draw)]
        speakers, outlets = _time(lambda: list_speakers(archive, limit=30)), _time(lambda: list_outlets(archive))
    return Figures(size, built, path.stat().st_size / size, asked, checked, speakers, outlets)


def build(size: int, path: Path) -> None:
    """Build an archive of so many attributions, unless it is there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name until it is whole, so that one that was stopped is not taken for it.
    growing = path.with_suffix(".growing")
    growing.unlink(missing_ok=True)
    with open_archive(growing, write=True) as archive:
        for readings in _batches(make_readings(size), _ARTICLES_AT_ONCE):
            with archive.transaction() as db:
                for reading in readings:
                    store_within(db, reading)
            sys.stderr.write(".")
            sys.stderr.flush()
    growing.rename(path)


def _batches(readings: Iterator[Reading], size: int) -> Iterator[list[Reading]]:
    while batch := list(islice(readings, size)):
        yield batch


def _questions(archive: Archive, draw: random.Random) -> list[Question]:
    """Speakers and targets of statements drawn from all: those who speak most are asked for most."""
    rows = _drawn(
        archive.db,
        draw,
        "SELECT speaker.name, spoken_of.name FROM attribution JOIN target ON target.attribution_id = attribution.id"
        " JOIN entity AS speaker ON speaker.id = attribution.entity_id"
        " JOIN entity AS spoken_of ON spoken_of.id = target.entity_id WHERE attribution.id = ?",
    )
    return [Question(who=who, about=about) for who, about in rows]


def _quotations(archive: Archive, draw: random.Random) -> list[str]:
    """Quotations as they were said, in parts, with a word changed, put together, and made up."""
    rows = _drawn(archive.db, draw, "SELECT content FROM attribution WHERE id = ?")
    made: list[str] = []
    for place, (content,) in enumerate(rows):
        words = content.split()
        middle = len(words) // 2
        changed = [*words[:middle], "never", *words[middle + 1 :]]
        other = rows[place - 1][0].split()
        ways = [words, words[:8], changed, [*words[:middle], *other[len(other) // 2 :]], draw.sample(words, len(words))]
        made.append(" ".join(ways[place % len(ways)]))
    return made


def _drawn(db: sqlite3.Connection, draw: random.Random, sql: str) -> list[tuple[str, ...]]:
    (highest,) = db.execute("SELECT max(id) FROM attribution").fetchone()
    found: list[tuple[str, ...]] = []
    while len(found) < QUESTIONS:
        row = db.execute(sql, (draw.randint(1, highest),)).fetchone()
        found += [row] if row else []
    return found


def _time(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def _page(figures: Sequence[Figures]) -> str:
    rows = "\n".join(
        f"| {each.attributions:,} | {each.attributions / each.build_seconds:,.0f} | {each.bytes_each:,.0f} "
        f"| {_times(each.ask)} | {_times(each.check)} | {each.speakers:,.0f} | {each.outlets:,.0f} |"
        for each in figures
    )
    return f"""# The archive's performance

Written by `make bench-archive`; do not edit. Archives of made-up news from a seed, asked in process, one core;
{QUESTIONS} questions for a speaker and a target, and {QUESTIONS} quotations as they were said, in part, changed, put
together and made up. Times are in milliseconds, by the clock, on a machine that may do other things beside: median /
95th percentile / longest.

| attributions | written a second | bytes each | ask, ms | check, ms | who, ms | outlets, ms |
| --: | --: | --: | --: | --: | --: | --: |
{rows}

SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}.
What is aimed at with a million attributions: ask 50 / 200, check 200 / 500.
"""


def _times(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{median(ordered):,.1f} / {ordered[int(0.95 * len(ordered))]:,.1f} / {ordered[-1]:,.1f}"


if __name__ == "__main__":
    main()
