"""`make bench-desk`: how fast the desk shows people of a large archive, to two hundred readers at once.

A reader opens a person's page, reads for a while, and opens the next one's; whom they ask for is drawn from the
statements, so that those who speak most are asked for most. All of it is on one machine, readers included.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

from benchmarks.archive import build
from benchmarks.serving import served
from quoth.archive import Archive, open_archive
from quoth.archive.asking import Question, ask
from quoth.archive.people import find_facts
from quoth.archive.speakers import list_speakers
from quoth.desk.settings import Settings

READERS, ATTRIBUTIONS, SECONDS = 200, 1_000_000, 60.0
# What somebody does who only looks whether it is the right page, in seconds, drawn evenly.
_LOOKS = (1.0, 5.0)
_DRAWN = 4_000
_WANTED = 300.0


@dataclass(slots=True)
class Figures:
    """Times from request to the last byte, in milliseconds, what went wrong, and the pages that were asked for."""

    times: list[float]
    errors: list[str]
    seconds: float
    pages: set[str]


def main() -> None:
    """Build the archive if it is not there, let readers come, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown file to write; standard output if left out")
    parser.add_argument("--attributions", type=int, default=ATTRIBUTIONS)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--persons", type=int, default=_DRAWN, help="so many statements are drawn, for their speakers")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("build"), help="the folder in which archives are kept")
    options = parser.parse_args()
    path = options.keep / f"{options.attributions}.db"
    build(options.attributions, path)
    options.load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    with open_archive(path, write=True) as archive:  # an older one takes the steps that it has not taken
        addresses = _addresses(archive, options.persons)
        plans = _plans(archive)
    with tempfile.TemporaryDirectory() as drafts:
        settings = Settings(path, Path(drafts))
        with served(settings, processes=options.processes) as root:
            cold = asyncio.run(_read(root, addresses[:50], 1, 1e9, pause=False, once=True))
            found = asyncio.run(_read(root, addresses, options.readers, options.seconds, pause=True))
            pressed, later = (
                asyncio.run(_read(root, addresses, options.readers, options.seconds / 3, pause=False)) for _ in range(2)
            )
    page = _page(options, cold, found, pressed, later, plans)
    if options.out:
        options.out.write_text(page, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page)


def _addresses(archive: Archive, drawn: int) -> list[str]:
    """The pages of the speakers of statements drawn from all."""
    draw = random.Random(7)
    (highest,) = archive.db.execute("SELECT max(id) FROM attribution").fetchone()
    keys = (
        archive.db.execute(
            "SELECT key FROM attribution JOIN entity ON entity.id = attribution.entity_id WHERE attribution.id = ?",
            (draw.randint(1, highest),),
        ).fetchone()
        for _ in range(drawn)
    )
    return [f"/who/{quote(row[0])}" for row in keys if row]


async def _read(  # noqa: PLR0913 - how they read
    root: str, addresses: Sequence[str], readers: int, seconds: float, *, pause: bool, once: bool = False
) -> Figures:
    figures = Figures([], [], 0.0, set())
    host, port = root.removeprefix("http://").split(":")
    began = time.monotonic()

    async def reader(number: int) -> None:
        draw = random.Random(number)
        waiting = list(addresses) if once else None
        if pause:
            await asyncio.sleep(draw.uniform(0, _LOOKS[1]))
        connection = await asyncio.open_connection(host, int(port))
        while time.monotonic() - began < seconds and (waiting is None or waiting):
            address = waiting.pop() if waiting else draw.choice(addresses)
            figures.pages.add(address)
            asked = time.perf_counter()
            try:
                status = await _get(*connection, address)
            except (OSError, EOFError) as error:
                figures.errors.append(str(error))
                connection = await asyncio.open_connection(host, int(port))
                continue
            figures.times.append(1000 * (time.perf_counter() - asked))
            if status != 200:
                figures.errors.append(f"status {status}")
            if pause:
                await asyncio.sleep(draw.uniform(*_LOOKS))
        connection[1].close()

    await asyncio.gather(*(reader(number) for number in range(readers)))
    figures.seconds = time.monotonic() - began
    return figures


async def _get(reading: asyncio.StreamReader, writing: asyncio.StreamWriter, address: str) -> int:
    """The status of a page, all of which is read. Plain sockets, since a client's own work would be measured too."""
    writing.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    await writing.drain()
    head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    size = int(head.partition("content-length:")[2].partition("\r\n")[0])
    await reading.readexactly(size)
    return int(head.split()[1])


def _plans(archive: Archive) -> list[tuple[str, str]]:
    """How SQLite goes about each question that the page of whoever speaks most asks, by the question's beginning."""
    speaker = list_speakers(archive, limit=1)[0]
    asked: list[str] = []
    archive.db.set_trace_callback(asked.append)
    find_facts(archive, speaker.key)
    ask(archive, Question(key=speaker.key), limit=1)
    archive.db.set_trace_callback(None)
    return [
        (sql[:70], "; ".join(row[3] for row in archive.db.execute(f"EXPLAIN QUERY PLAN {sql}")))
        for sql in dict.fromkeys(asked)
        if sql.startswith("SELECT")
    ]


def _page(  # noqa: PLR0913, PLR0917 - one for each row
    options: argparse.Namespace,
    cold: Figures,
    found: Figures,
    pressed: Figures,
    later: Figures,
    plans: Sequence[tuple[str, str]],
) -> str:
    rows = "\n".join(
        f"| {name} | {len(each.times):,} | {len(each.pages):,} | {len(each.times) / each.seconds:,.0f}"
        f" | {_times(each.times)} | {len(each.errors)} |"
        for name, each in (
            ("one reader, each page for the first time", cold),
            (f"{options.readers} readers who look for {_LOOKS[0]:.0f} to {_LOOKS[1]:.0f} seconds", found),
            (f"{options.readers} readers who never pause, after these", pressed),
            ("the same once more", later),
        )
    )
    told = "\n".join(f"- `{sql} …`: {plan}" for sql, plan in plans)
    return f"""# The desk's performance

Written by `make bench-desk`; do not edit. The first page of persons, of an archive of {options.attributions:,} made-up
attributions, over loopback; {options.processes} processes of the desk and the readers share {os.cpu_count()} cores.
Whoever speaks most is asked for most; pages are packed (gzip), as browsers ask for them. A page that was asked for
before is sent as it was kept, by the process that kept it, until the archive changes. Times are in milliseconds from
the request to the last byte, by the clock, on a machine that did other things beside (load {options.load:.1f} before it
began): median / 95th percentile / longest.

| who reads | pages | different persons | pages a second | ms | errors |
| --- | --: | --: | --: | --: | --: |
{rows}

What is aimed at: {READERS} concurrent readers on two cores, no error, 95th percentile {_WANTED:.0f} ms.

What SQLite does for a page, whatever the size of the archive (`EXPLAIN QUERY PLAN`):

{told}
"""


def _times(times: Sequence[float]) -> str:
    ordered = sorted(times) or [0.0]
    return f"{median(ordered):,.0f} / {ordered[int(0.95 * len(ordered))]:,.0f} / {ordered[-1]:,.0f}"


if __name__ == "__main__":
    main()
