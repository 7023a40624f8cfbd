"""What a page as large as those on the web costs before it is read: the made-up crawl's pages are small.

The same stories among what pages of 100 kB hold beside them: scripts, styles, long menus, and teasers of other stories.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import time
from dataclasses import dataclass

from benchmarks.made_up_crawl import page_record, stories
from quoth.crawl.records import read_records_of, record_row

_PAGES, _SIZE = 60, 100_000
# Of a large page about so much is scripts and styles, and the rest menus and teasers.
_SCRIPTS = 0.7


@dataclass(frozen=True, slots=True)
class Large:
    """So many pages of so many bytes, and of so many as they are packed; seconds of processor time for each."""

    pages: int
    size: float
    packed: float
    seconds: float


def large_pages(number: int = _PAGES) -> Large:
    """Write the pages into memory, and make records of them as a crawl does."""
    draw = random.Random(1)
    told = list(stories(draw, number + 1))
    records = [page_record(story, "utf-8", draw, furniture=_furniture(draw, story.headline)) for story in told]
    packed = [gzip.compress(record, 6, mtime=0) for record in records]
    first, *rest = packed
    _rows(first)  # loads the detector of languages
    began = time.process_time()
    rows = _rows(b"".join(rest))
    seconds = time.process_time() - began
    if rows != number:
        raise AssertionError(f"{rows} of {number} pages were read")
    return Large(number, sum(map(len, records[1:])) / number, sum(map(len, rest)) / number, seconds / number)


def _rows(data: bytes) -> int:
    file = io.BufferedReader(io.BytesIO(data))
    rows = [record_row("file:/large.warc.gz", record) for record in read_records_of("large.warc.gz", file)]
    return sum("article" in row for row in rows)


def _furniture(draw: random.Random, headline: str) -> str:
    """What fills a page to its size."""
    made: list[str] = []
    size = 0
    while size < _SIZE:
        if size < _SCRIPTS * _SIZE:
            state = {f"key{draw.randrange(10**6)}": draw.random() for _ in range(40)}
            piece = f"<script>window.state = {json.dumps(state)};</script><style>.c{len(made)} {{ color: red }}</style>"
        else:
            links = "".join(f"<li><a href='/topic/{draw.randrange(10**6)}'>Topic {at}</a></li>" for at in range(20))
            piece = (
                f"<nav><ul>{links}</ul></nav><aside><div class='teaser'><a href='/{draw.randrange(10**6)}'><h3>"
                f"{headline}</h3><img src='/{len(made)}.jpg' alt=''></a><span class='date'>3 May</span></div></aside>"
            )
        made.append(piece)
        size += len(piece)
    return "".join(made)
