"""A crawl from files to tables: records, copies, readings, variants, each step kept until all are done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING

import pyarrow as pa

from quoth.crawl import copies, variants
from quoth.crawl.inputs import InputFile, list_inputs, read_pieces
from quoth.crawl.linking import link, spark_schema
from quoth.crawl.manifest import ARTICLES, ATTRIBUTIONS, ENTITIES, SET_ASIDE, Place, Run, run_id
from quoth.crawl.reading import read_articles
from quoth.crawl.records import records_of_pieces, records_of_rows
from quoth.crawl.tables import ARTICLE, READING, RECORD, batched
from quoth.errors import CrawlError
from quoth.intake.fields import FIELDS
from quoth.intake.formats import PARQUET_SUFFIX
from quoth.model import default_model
from quoth.resolution.names.aliases import AliasTable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Wire copy and quotations come again within weeks; all that was ever read would make each day dearer than the last.
DAYS_BACK = 30
# So many articles are read in one task: minutes of work, which is what a lost worker costs.
_ARTICLES_A_TASK = 500
_ROWS_A_FILE = 1_000_000
_THING = pa.schema([("key", pa.string()), ("rank", pa.string()), ("root", pa.string()), ("payload", pa.binary())])


def crawl(spark: SparkSession, inputs: list[str], output: str, *, aliases: AliasTable | None = None) -> Run | None:
    """Read what is new among the inputs and add it to the tables in `output`; nothing if nothing is new.

    `aliases` go to every worker, and are known there beside the shipped ones. What a run that broke off has finished is
    taken up. `CrawlError` says what cannot be listed, read or written.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        place = Place(spark, output)
        known = {file for run in place.runs() for file in run.files}
        files = [file for file in list_inputs(spark, inputs) if file not in known]
        if not files:
            return None
        model = default_model().id
        run = Run(run_id(files, model, aliases), model, files)
        place.clear_unfinished(going_on=run.id)
        return _Crawl(spark, place, run, aliases).go()
    except (PySparkException, Py4JError) as error:
        reason = str(getattr(error, "java_exception", error)).splitlines()[0]
        raise CrawlError(f"Spark could not read the crawl ({reason}): run the same again, it goes on.") from error


class _Crawl:
    """The steps of one run."""

    def __init__(self, spark: SparkSession, place: Place, run: Run, aliases: AliasTable | None) -> None:
        self._spark, self._place, self._run, self._aliases = spark, place, run, aliases

    def go(self) -> Run:
        records = self._staged("records", lambda: self._records(self._run.files))
        fresh = self._staged("fresh", lambda: self._fresh(records))
        links = self._staged("copies", lambda: self._copies(fresh))
        readings = self._staged("readings", lambda: self._readings(fresh, links))
        statements = self._staged("variants", lambda: self._variants(fresh, readings))
        self._write(records, fresh, links, readings, statements)
        run = self._counted(records, fresh, links, readings)
        self._place.finish(run)
        return run

    def _records(self, files: list[InputFile]) -> DataFrame:
        """Every record of the files: an article, a reason, or a language."""
        from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra

        schema = spark_schema(RECORD)
        frames = [read_pieces(self._spark, files, records_of_pieces, schema)]
        # Each file by itself, since files of different makers have different columns.
        for path in (file.path for file in files if file.path.lower().endswith(PARQUET_SUFFIX)):
            rows = self._spark.read.parquet(path)
            if "text" not in rows.columns:
                raise CrawlError(f'{path} has no column "text": put the articles there as strings.')
            where = F.col("_metadata.file_path").alias("_path"), F.col("_metadata.row_index").alias("_row")
            rows = rows.select(*where, *(name for name in FIELDS if name in rows.columns))
            frames.append(rows.mapInArrow(records_of_rows, schema))
        return reduce(lambda one, other: one.unionByName(other), [frame for frame in frames if frame is not None])

    def _fresh(self, records: DataFrame) -> DataFrame:
        """The articles, each content once: of records with the same, the first by file and offset; known ones not."""
        from pyspark.sql import Window  # noqa: PLC0415 - an extra
        from pyspark.sql import functions as F  # noqa: N812, PLC0415

        order = Window.partitionBy("article").orderBy("path", "offset")
        numbered = records.where("article is not null").withColumn("_place", F.row_number().over(order))
        fresh = numbered.where("_place = 1").drop("_place", "reason", "language")
        known = self._known(ARTICLES, records)
        return fresh if known is None else fresh.join(known.select("article"), "article", "left_anti")

    def _copies(self, fresh: DataFrame) -> DataFrame:
        """Which articles are copies of which."""
        new = fresh.selectExpr(
            "article as key",
            "concat('1', day, article) as rank",
            "cast(null as string) as root",
            "signature as payload",
        )
        known = self._known(ARTICLES, fresh)
        if known is not None:
            roots = "coalesce(same_as, article) as root"
            new = new.unionByName(
                known.selectExpr("article as key", "concat('0', day, article) as rank", roots, "signature as payload")
            )
        return link(new, copies.bands_of, copies.likeness)

    def _readings(self, fresh: DataFrame, links: DataFrame) -> DataFrame:
        """The readings of all articles that are no copies."""
        originals = fresh.join(links.selectExpr("key as article"), "article", "left_anti")
        tasks = max(2 * self._spark.sparkContext.defaultParallelism, originals.count() // _ARTICLES_A_TASK)
        # By key and not by turns, so that a task that is done again gets the same articles.
        dealt = originals.select(*(name for name in ARTICLE.names if name != "signature"), "path").repartition(
            tasks, "article"
        )
        return dealt.mapInArrow(partial(read_articles, self._aliases), spark_schema(READING))

    def _variants(self, fresh: DataFrame, readings: DataFrame) -> DataFrame:
        """Which statements are wordings of which earlier ones."""
        new = readings.select("article", "attributions").join(fresh.select("article", "day"), "article")
        new = new.selectExpr("article", "day", "inline(attributions)").selectExpr(
            "article", "id", "day", "words", "'1' as when", "cast(null as string) as root"
        )
        known = self._known(ATTRIBUTIONS, fresh)
        if known is not None:
            roots = "coalesce(variant_of, concat(article, '#', id)) as root"
            new = new.unionByName(known.selectExpr("article", "id", "day", "words", "'0' as when", roots))
        return link(new.mapInArrow(_statements, spark_schema(_THING)), variants.bands_of, variants.likeness)

    def _write(
        self, records: DataFrame, fresh: DataFrame, links: DataFrame, readings: DataFrame, statements: DataFrame
    ) -> None:
        days = fresh.select("article", "day")
        linked = links.selectExpr("key as article", "first as same_as", "likeness")
        read = readings.select("article", "model", "orphans")
        self._append(ARTICLES, fresh.join(linked, "article", "left").join(read, "article", "left"))
        wordings = statements.selectExpr(
            "substring_index(key, '#', 1) as article", "substring_index(key, '#', -1) as id", "first as variant_of"
        )
        attributions = readings.selectExpr("article", "inline(attributions)").join(days, "article")
        self._append(ATTRIBUTIONS, attributions.join(wordings, ["article", "id"], "left"))
        self._append(ENTITIES, readings.selectExpr("article", "inline(entities)").join(days, "article"))
        where = "path", "offset", "url", "captured"
        unread = readings.where("reason is not null").select("article", "reason")
        unread = unread.join(fresh.select("article", "day", *where), "article").select(*where, "reason", "day")
        self._append(SET_ASIDE, records.where("reason is not null").select(*where, "reason", "day").unionByName(unread))

    def _counted(self, records: DataFrame, fresh: DataFrame, links: DataFrame, readings: DataFrame) -> Run:
        articles, kept = records.where("article is not null").count(), fresh.count()
        sizes = readings.selectExpr("sum(size(attributions))", "sum(size(entities))").first()
        refused = records.where("reason is not null").count() + readings.where("reason is not null").count()
        languages = records.where("language is not null").groupBy("language").count().orderBy("language").collect()
        return replace(
            self._run,
            articles=kept,
            copies=links.count(),
            repeated=articles - kept,
            attributions=(sizes and sizes[0]) or 0,
            entities=(sizes and sizes[1]) or 0,
            set_aside=refused,
            languages={row["language"]: row["count"] for row in languages},
        )

    def _staged(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """What a step makes, as it was written: a run that goes on finds it there."""
        path = self._place.staged(self._run.id, name)
        if not self._place.is_written(path):
            make().write.mode("overwrite").parquet(path)
            self._spark.catalog.clearCache()
        return self._spark.read.parquet(path)

    def _append(self, table: str, rows: DataFrame) -> None:
        """Add the run's partitions to a table: few files, none too large, whatever the days have."""
        from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra

        rows = rows.withColumn("run", F.lit(self._run.id)).hint("rebalance", "day")
        writer = rows.write.mode("append").option("maxRecordsPerFile", _ROWS_A_FILE).partitionBy("day", "run")
        writer.parquet(self._place.table(table))

    def _known(self, table: str, fresh: DataFrame) -> DataFrame | None:
        """What earlier runs wrote of the weeks before the new articles, if they wrote anything."""
        if not any(getattr(run, table) for run in self._place.runs()):
            return None
        from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra

        path = self._place.table(table)
        rows = self._spark.read.option("basePath", path).parquet(path)
        # One page from long ago must not call up all that was read since.
        day = F.expr(f"date_sub(percentile_approx(try_to_date(day, 'yyyy-MM-dd'), 0.05), {DAYS_BACK})")
        first = fresh.select(F.date_format(day, "yyyy-MM-dd")).first()
        return rows.where(F.col("day") >= ((first and first[0]) or ""))


def _statements(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Statements as things to link."""
    rows = (
        {
            "key": f"{row['article']}#{row['id']}",
            "rank": f"{row['when']}{row['day']}{row['article']}#{row['id']}",
            "root": row["root"],
            "payload": variants.payload_of(row["article"], row["words"]),
        }
        for batch in batches
        for row in batch.to_pylist()
    )
    yield from batched(rows, _THING)
