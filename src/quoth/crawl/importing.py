"""Tables of a crawl -> archive: a selection of articles with their readings, as if `quoth add` had read them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from quoth.archive.adding import Summary, count
from quoth.archive.database import Archive
from quoth.archive.dates import END, check_dates
from quoth.archive.writing import store
from quoth.crawl.manifest import ARTICLES, ATTRIBUTIONS, ENTITIES
from quoth.crawl.tables import Row, reading_of
from quoth.domain import Reading
from quoth.errors import ArchiveError, CrawlError

_PARTITIONS = ds.partitioning(pa.schema([("day", pa.string()), ("run", pa.string())]), flavor="hive")
# Articles whose readings are put together at a time: the tables are gone through once for each so many.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles: from a day, month or year to the end of one, of an outlet, or in which somebody speaks.

    `speaker` is a name as the articles have it, or a key.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    speaker: str | None = None


def import_crawl(archive: Archive, folder: Path, selection: Selection) -> Summary:
    """Store the selected readings, day by day; copies, which were not read, are left out.

    `CrawlError` if the folder holds no tables of a crawl, `ArchiveError` if the archive cannot be written.
    """
    summary = Summary()
    try:
        for reading in _readings(folder, selection):
            try:
                count(summary, store(archive, reading), len(reading.attributions))
            except ArchiveError as error:
                summary.refused.append(str(error))
    except (pa.ArrowException, OSError) as error:
        raise CrawlError(f"{folder} cannot be read ({error}): run `quoth spark` again with it as --output.") from error
    return summary


def _readings(folder: Path, selection: Selection) -> Iterator[Reading]:
    runs = _finished_runs(folder)
    if not runs:
        raise CrawlError(
            f"{folder} holds no finished crawl: make one with `quoth spark --input ... --output {folder}`."
        )
    chosen = ds.field("run").isin(runs)
    since, until = check_dates(selection.since, selection.until)
    if since or until:
        chosen &= (ds.field("day") >= (since or "")) & (ds.field("day") < f"{until or '9'}{END}")
    which = chosen & ds.field("model").is_valid()
    if selection.outlet:
        which = which & (ds.field("outlet") == selection.outlet)
    if selection.speaker:
        by = (ds.field("speaker") == selection.speaker) | (ds.field("speaker_name") == selection.speaker)
        found = _table(folder, ATTRIBUTIONS).to_table(columns=["article"], filter=chosen & by)
        which = which & ds.field("article").isin(found["article"].unique())
    articles = _table(folder, ARTICLES)
    days = articles.to_table(columns=["day"], filter=which)["day"].unique().to_pylist()
    for day in sorted(days):
        of_day = ds.field("day") == day
        batches = articles.to_batches(
            filter=which & of_day, batch_size=_AT_ONCE, batch_readahead=0, fragment_readahead=1
        )
        for batch in batches:
            if batch.num_rows:  # a file in which the filter leaves nothing still gives a batch
                yield from _put_together(folder, batch.to_pylist(), of_day & chosen)


def _put_together(folder: Path, articles: list[Row], which: ds.Expression) -> Iterator[Reading]:
    """The readings of articles of one day."""
    theirs = which & ds.field("article").isin([article["article"] for article in articles])
    attributions, entities = (_rows(folder, name, theirs) for name in (ATTRIBUTIONS, ENTITIES))
    for article in sorted(articles, key=lambda row: str(row["article"])):
        key = article["article"]
        yield reading_of(article, attributions[key], entities[key])


def _rows(folder: Path, name: str, which: ds.Expression) -> defaultdict[str, list[Row]]:
    """The rows of a table by their article, in the order that they have in its reading."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    if (folder / name).exists():
        for batch in _table(folder, name).to_batches(filter=which):
            for row in batch.to_pylist():
                found[row["article"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["place"])
    return found


def _table(folder: Path, name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    return ds.dataset(folder / name, format="parquet", partitioning=_PARTITIONS)


def _finished_runs(folder: Path) -> list[str]:
    lines = (line for file in folder.glob("manifest/run=*/*.txt") for line in file.read_text("utf-8").splitlines())
    return [json.loads(line)["id"] for line in lines]
