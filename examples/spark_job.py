"""`quoth spark` for spark-submit, which wants a file: see docs/crawl.md."""

from quoth.cli.spark import spark

spark()
