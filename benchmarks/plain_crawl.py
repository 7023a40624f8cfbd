"""A crawl without Spark: the same readers in one process or two, to hold a run on a cluster against.

What it shares with `quoth.crawl` is what reads and compares single articles; what it does itself is all that Spark
does: whose turn it is, which record comes first, who is linked to whom.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.dataset as ds

from quoth.archive.reading_ahead import model_on
from quoth.crawl import copies, variants
from quoth.crawl.manifest import ARTICLES, ATTRIBUTIONS, ENTITIES, SET_ASIDE, TABLES
from quoth.crawl.reading import read_row
from quoth.crawl.records import read_records_of, record_row

Row = dict[str, Any]
Rows = dict[str, Counter[str]]
Item = TypeVar("Item")
_WHERE = ("path", "offset", "url", "captured")
# Articles that are read, and kept, at a time.
_AT_ONCE = 250
_PARTITIONS = ds.partitioning(pa.schema([("day", pa.string()), ("run", pa.string())]), flavor="hive")


@dataclass(slots=True)
class Plain:
    """The rows of each table, how often each is there, and the seconds of processor time that each stage took."""

    rows: Rows = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time towards a stage."""
        began = process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + process_time() - began

    def timed(self, name: str, parts: Iterable[tuple[list[Row], float]]) -> list[Row]:
        """All rows of parts that come with their seconds, which count towards a stage."""
        rows: list[Row] = []
        self.seconds[name] = 0.0
        for part, seconds in parts:
            rows += part
            self.seconds[name] += seconds
        return rows


def plain_crawl(folder: Path, *, jobs: int = 1, kept: Path | None = None) -> Plain:
    """The rows that a crawl of the WARC files in a folder must have.

    `jobs` processes read, and the processor time of a stage is that of all of them. What was read is kept in the folder
    `kept`, if there is one, and taken from there when the same is called again.
    """
    done = kept and kept / "plain.json.gz"
    if done and done.exists():
        return _kept_plain(done)
    plain = Plain()
    records = plain.timed("records", _in_processes(_records, sorted(folder.glob("*.warc*")), jobs))
    fresh: dict[str, Row] = {}
    for row in sorted((row for row in records if "article" in row), key=lambda row: (row["path"], row["offset"])):
        fresh.setdefault(row["article"], row)
    with plain.stage("copies"):
        things = [(key, f"1{row['day']}{key}", row["signature"]) for key, row in fresh.items()]
        links = _link(things, copies.bands_of, copies.likeness)
    originals = [row for key, row in fresh.items() if key not in links]
    some = [originals[at : at + _AT_ONCE] for at in range(0, len(originals), _AT_ONCE)]
    tasks = [(rows, kept and kept / f"readings-{number:03}.json.gz") for number, rows in enumerate(some)]
    readings = {row["article"]: row for row in plain.timed("reading", _in_processes(_readings, tasks, jobs))}
    statements = [
        (f"{key}#{each['id']}", f"1{fresh[key]['day']}{key}#{each['id']}", variants.payload_of(key, each["words"]))
        for key, reading in readings.items()
        for each in reading.get("attributions") or ()
    ]
    with plain.stage("variants"):
        wordings = _link(statements, variants.bands_of, variants.likeness)
    plain.links = {fresh[key]["url"]: fresh[first]["url"] for key, (first, _) in links.items()}
    plain.counts = {"records": len(records), "articles": len(fresh), "read": len(readings)}
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    for key, row in fresh.items():
        first, share = links.get(key, (None, None))
        read = readings.get(key, {})
        facts = {name: value for name, value in row.items() if name not in {"reason", "language"}}
        facts |= {"same_as": first, "likeness": share, "model": read.get("model"), "orphans": read.get("orphans")}
        tables[ARTICLES].append(facts)
        for each in read.get("attributions") or ():
            variant_of = wordings.get(f"{key}#{each['id']}", (None, None))[0]
            tables[ATTRIBUTIONS].append({"article": key, **each, "day": row["day"], "variant_of": variant_of})
        tables[ENTITIES] += [{"article": key, **each, "day": row["day"]} for each in read.get("entities") or ()]
    for row in (*records, *({**fresh[key], **reading} for key, reading in readings.items())):
        if row.get("reason"):
            tables[SET_ASIDE].append({name: row[name] for name in (*_WHERE, "reason", "day")})
    plain.rows = {name: _canonical(tables[name]) for name in TABLES}
    if done:
        _keep(done, {name: getattr(plain, name) for name in Plain.__slots__})
    return plain


def rows_of(output: Path) -> Rows:
    """The rows of the tables that a run wrote."""
    found: Rows = {}
    for name in TABLES:
        folder = output / name
        if any(folder.rglob("*.parquet")):
            table = ds.dataset(folder, format="parquet", partitioning=_PARTITIONS).to_table()
            found[name] = _canonical(table.drop_columns("run").to_pylist())
        else:
            found[name] = Counter()
    return found


def _in_processes(
    work: Callable[[Item], tuple[list[Row], float]], items: Iterable[Item], jobs: int
) -> Iterator[tuple[list[Row], float]]:
    """What `work`, a function of this module, makes of each item, in order, by so many processes."""
    if jobs == 1:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(work, items)


def _records(file: Path) -> tuple[list[Row], float]:
    began = process_time()
    with file.open("rb") as opened:
        rows = [record_row(f"file:{file}", record) for record in read_records_of(file.name, opened)]
    return rows, process_time() - began


def _readings(task: tuple[list[Row], Path | None]) -> tuple[list[Row], float]:
    rows, kept = task
    if kept and kept.exists():
        with gzip.open(kept, "rt", encoding="utf-8") as file:
            found = json.load(file)
        return found["rows"], found["seconds"]
    model_on(1)  # each process loads it once
    began = process_time()
    readings = [read_row(row) for row in rows]
    seconds = process_time() - began
    if kept:
        _keep(kept, {"rows": readings, "seconds": seconds})
    return readings, seconds


def _keep(path: Path, value: Row) -> None:
    """Write a file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=1) as file:
        json.dump(value, file)
    part.replace(path)


def _kept_plain(path: Path) -> Plain:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = json.load(file)
    return Plain(**{**found, "rows": {name: Counter(rows) for name, rows in found["rows"].items()}})


def _canonical(rows: Iterable[Row]) -> Counter[str]:
    """Rows as lines, whatever the order of their columns and of the rows; what is not there is nothing."""
    return Counter(
        json.dumps({name: value for name, value in row.items() if value is not None}, sort_keys=True, default=bytes.hex)
        for row in rows
    )


def _link(
    things: list[tuple[str, str, bytes]],
    bands: Callable[[bytes], list[int]],
    likeness: Callable[[bytes, bytes], float],
) -> dict[str, tuple[str, float]]:
    """What each thing is linked to, and how like the nearest it is."""
    earliest: dict[int, tuple[str, str, bytes]] = {}
    banded = [(thing, bands(thing[2])) for thing in things]
    for thing, theirs in sorted(banded, key=lambda each: each[0][1]):
        for band in theirs:
            earliest.setdefault(band, thing)
    links: dict[str, tuple[str, float]] = {}
    for (key, _, payload), theirs in banded:
        others = {other[0]: other for other in (earliest[band] for band in theirs) if other[0] != key}
        judged = [(-likeness(payload, other[2]), other[1], other[0]) for other in others.values()]
        like = [each for each in judged if each[0] < 0]
        if like:
            share, _, first = min(like)
            links[key] = (first, round(-share, 3))
    return {key: (_root(first, links), share) for key, (first, share) in links.items()}


def _root(key: str, links: dict[str, tuple[str, float]]) -> str:
    while key in links:
        key = links[key][0]
    return key
