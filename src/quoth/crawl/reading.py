"""Rows of articles -> rows of readings, in Spark's workers; the model is loaded once in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.archive.reading_ahead import model_on
from quoth.archive.writing import check
from quoth.crawl.tables import READING, Row, article_of, batched, reading_row
from quoth.errors import QuothError
from quoth.intake.articles import well_formed
from quoth.intake.time_limit import time_limit
from quoth.pipeline import read_article
from quoth.resolution.names.aliases import AliasTable

if TYPE_CHECKING:
    import pyarrow as pa

# A worker has one core; others read beside it.
_THREADS = 1
# Readings are larger than articles.
_AT_ONCE = 16


def read_articles(aliases: AliasTable | None, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The reading of each article, or the reason why there is none. `aliases` are known beside the shipped ones."""
    yield from batched(
        (read_row(row, aliases) for batch in batches for row in batch.to_pylist()), READING, size=_AT_ONCE
    )


def read_row(row: Row, aliases: AliasTable | None = None) -> Row:
    """As `read_articles`, of one article; nothing is raised but what ends the whole run."""
    name = f"{row['url'] or row['title'] or row['id']}"
    try:
        with time_limit(name):
            reading = read_article(article_of(row), model=model_on(_THREADS), aliases=aliases)
            check(reading)
            return reading_row(reading)
    except QuothError as error:
        reason = str(error)
    except Exception as error:
        reason = f"{name} cannot be read ({type(error).__name__}: {error}): look at it alone."
    return {"article": row["article"], "reason": well_formed(reason)}
