"""Things that are alike, over a cluster: each is linked to the earliest like it, without comparing all with all.

Things that share a band are candidates. In each band everything is held against the earliest thing in it alone, so
that a thousand copies cost a thousand comparisons; what is like a thing that is like an earlier one is linked to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from quoth.crawl.tables import batched

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

Bands = Callable[[bytes], list[int]]
Likeness = Callable[[bytes, bytes], float]

_BANDED = pa.schema([("key", pa.string()), ("rank", pa.string()), ("root", pa.string()), ("band", pa.int64())])
_JUDGED = pa.schema([("key", pa.string()), ("rank", pa.string()), ("first", pa.string()), ("likeness", pa.float64())])


def link(things: DataFrame, bands: Bands, likeness: Likeness) -> DataFrame:
    """The `key` of each new thing that is like an earlier one, that one's (`first`), and their likeness.

    `things` have `key`, `rank` (what comes first is earlier, no two have the same), `payload`, which `bands` and
    `likeness` take, and `root`: what an earlier run linked it to, or itself. A new thing has none.
    """
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra

    banded = things.mapInArrow(partial(_band, bands), spark_schema(_BANDED))
    firsts = banded.groupBy("band").agg(F.min(F.struct("rank", "key", "root")).alias("earliest"))
    pairs = (
        banded.where("root is null")
        .join(firsts, "band")
        .where("earliest.key != key")
        .select("key", F.col("earliest.rank").alias("rank"), F.col("earliest.key").alias("other"), "earliest.root")
        .distinct()
    )
    payloads = things.select("key", "payload")
    judged = (
        pairs.join(payloads, "key")
        .join(payloads.select(F.col("key").alias("other"), F.col("payload").alias("other_payload")), "other")
        .select("key", "rank", F.coalesce("root", "other").alias("first"), "payload", "other_payload")
        .mapInArrow(partial(_judge, likeness), spark_schema(_JUDGED))
    )
    best = judged.groupBy("key").agg(F.min(F.struct(-F.col("likeness"), "rank", "first")).alias("best"))
    links = best.select("key", "best.first", F.round(-F.col("best.col1"), 3).alias("likeness"))
    return _to_the_first(links)


def _to_the_first(links: DataFrame) -> DataFrame:
    """The same links, each leading to a thing that is linked to none: every pass doubles how far they reach."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra

    while True:
        links = links.persist()
        further = links.select(F.col("key").alias("first"), F.col("first").alias("further"))
        joined = links.join(further, "first", "left")
        if joined.where("further is not null").isEmpty():
            return links
        links = joined.select("key", F.coalesce("further", "first").alias("first"), "likeness")


def spark_schema(schema: pa.Schema) -> StructType:
    """A schema of Arrow as Spark's."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - an extra

    found: StructType = from_arrow_schema(schema)
    return found


def _band(bands: Bands, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = (
        {"key": row["key"], "rank": row["rank"], "root": row["root"], "band": band}
        for batch in batches
        for row in batch.to_pylist()
        for band in bands(row["payload"])
    )
    yield from batched(rows, _BANDED, size=2_000)


def _judge(likeness: Likeness, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = (
        {"key": row["key"], "rank": row["rank"], "first": row["first"], "likeness": found}
        for batch in batches
        for row in batch.to_pylist()
        if (found := likeness(row["payload"], row["other_payload"]))
    )
    yield from batched(rows, _JUDGED, size=2_000)
