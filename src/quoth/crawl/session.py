"""Starting Spark: what must be set so that a crawl is read within little memory and survives a lost worker."""

from __future__ import annotations

import os
import re
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quoth.crawl.java import ensure_java
from quoth.errors import CrawlError, MissingExtra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_NEEDED = ("pyspark", "pandas", "pyarrow", "fastwarc", "py3langid", "rensa")
_LOCAL = re.compile(r"local\[(\d+|\*)\]")
# A task is tried so many times; Spark's own masters do so, its local one gives up at once.
_ATTEMPTS = 4
_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # articles, or pieces of files, that a worker holds at a time
    "spark.sql.execution.arrow.maxBytesPerBatch": str(8 << 20),
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # days stay strings, as they were written
    # Output of a task counts only once the task is done, also where a lost one had begun to write.
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
}
# For Spark on one machine alone; a cluster has its own.
_ON_ONE_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "600m",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
}


def start_spark(master: str | None = None, settings: dict[str, str] | None = None) -> SparkSession:
    """A session of Spark on `master`, or where spark-submit says.

    `MissingExtra` if its libraries are not installed, `CrawlError` if there is no Java or Spark does not start.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise MissingExtra(f"Spark needs {', '.join(missing)}: install all of it with `pip install 'quoth[spark]'`.")
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415

    ensure_java()
    chosen = dict(_SETTINGS)
    builder = SparkSession.builder.appName("quoth")
    if master:
        builder = builder.master(_LOCAL.sub(rf"local[\1,{_ATTEMPTS}]", master))
    if master and master.startswith("local"):
        chosen |= _ON_ONE_MACHINE
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in {**chosen, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError) as error:
        where = master or "the cluster"
        raise CrawlError(f"Spark does not start on {where} ({error}): check --master and your Java.") from error
