"""docs/scale.md from what `benchmarks/crawl.py` measured: figures first, then what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.crawl import Measured

# CC-NEWS, as its publisher describes it: about so many pages since August 2016, and days until the end of 2025.
_ALL_PAGES, _DAYS = 1.35e9, 3_400
# Of them in English; the pages of the others cost a record and nothing more.
_ENGLISH = 0.45
_LIMIT_MB = 700
_STAGES = {
    "records": "records: unpack, decode, choose the text, detect the language, sign",
    "copies": "copies: bands, comparisons",
    "reading": "reading",
    "variants": "variants: bands, comparisons",
}


def page(found: Measured) -> str:
    """The whole page."""
    plain, counts = found.plain, found.plain.counts
    units = {"records": counts["records"], "copies": counts["articles"], "reading": counts["read"]}
    units["variants"] = plain.rows["attributions"].total()
    names = {"records": "a page", "copies": "an English article", "reading": "an article that is read"}
    names["variants"] = "a statement"
    stages = "\n".join(
        f"| {_STAGES[stage]} | {seconds:,.1f} | {units[stage]:,} | {1e3 * seconds / max(1, units[stage]):,.2f} ms {names[stage]} |"
        for stage, seconds in plain.seconds.items()
    )
    runs = "\n".join(
        f"| `{run.master}` | {run.lost or 'nothing'} | {run.seconds:,.0f} | {counts['records'] / run.seconds:,.1f} "
        f"| {run.worker_mb:,.0f} | {run.java_mb:,.0f} | {'the same' if run.same else f'{run.wrong:,} differ'} |"
        for run in found.runs
    )
    one, two = found.runs[0].seconds, found.runs[1].seconds
    work = one - found.start, two - found.start
    efficiency = work[0] / (2 * work[1]) if work[1] > 0 else 0.0
    stored = "\n".join(
        f"| `{name}` | {plain.rows[name].total():,} | {size / 1e6:,.1f} | {size / counts['articles']:,.0f} |"
        for name, size in found.stored.items()
    )
    cost = _Cost(found)
    truth = found.truth
    return f"""# Scale

Written by `make bench-spark`; do not edit. A made-up crawl of {found.articles:,} English articles, the same from its seed
(`benchmarks/made_up_crawl.py`): {len(truth.copies):,} copies ({len(truth.exact):,} of them to the letter), {sum(truth.languages.values()):,} pages in
other languages, {sum(truth.broken.values()):,} broken records, {2 * truth.others:,} images and errors, {found.input_bytes / 1e6:,.0f} MB of WARC.
{found.machine}; a machine of two cores.

## What an article costs

One process on one core, without Spark:

| stage | seconds | number | cost |
| --- | --: | --: | --: |
{stages}

## From one core to two

Every run starts Spark, reads the whole crawl and writes all tables.

| master | lost on the way | seconds | pages a second | worker, MB | Java, MB | rows, against the run without Spark |
| --- | --- | --: | --: | --: | --: | --- |
{runs}

`worker` is the most that one Python worker had resident, `Java` the most of one Java process; a worker may have {_LIMIT_MB} MB.
A run with one short article takes {found.start:,.0f} s; without that, two cores do {efficiency:.0%} of what twice one core would.

## Copies

Of {len(truth.copies):,} copies that the generator made, {found.recall:.1%} are linked to their group; of the links, {found.precision:.1%} are right.

## What is stored

| table | rows | MB | bytes an article |
| --- | --: | --: | --: |
{stored}

## A day, and all of CC-NEWS

CC-NEWS has about {_ALL_PAGES / 1e9:.2f} billion pages since 2016, {_ALL_PAGES / _DAYS:,.0f} a day. With {_ENGLISH:.0%} of them English and as many copies
among these as here ({1 - counts["read"] / counts["articles"]:.0%}), by the costs above:

    core-seconds = pages × {cost.page:.4f} + English × {cost.article:.4f} + read × {cost.read:.4f} + statements × {cost.statement:.4f}

| | a day | all |
| --- | --: | --: |
| pages | {_ALL_PAGES / _DAYS:,.0f} | {_ALL_PAGES:,.0f} |
| articles read | {cost.reads(_ALL_PAGES / _DAYS):,.0f} | {cost.reads(_ALL_PAGES):,.0f} |
| core-hours | {cost.hours(_ALL_PAGES / _DAYS):,.0f} | {cost.hours(_ALL_PAGES):,.0f} |
| on 100 cores, hours | {cost.hours(_ALL_PAGES / _DAYS) / 100:,.1f} | {cost.hours(_ALL_PAGES) / 100:,.0f} |
| stored, GB | {cost.gigabytes(_ALL_PAGES / _DAYS):,.1f} | {cost.gigabytes(_ALL_PAGES):,.0f} |

The made-up articles have about {cost.characters:,.0f} characters; reading grows with length, so news of another length takes as
much longer or shorter. The number of pages, the share of English and the number of days are assumptions; everything else
comes from the tables above.

## Where it would break first

1. **One day's first step.** A WARC file is read by one task, since it cannot be split: a file of a gigabyte, about
   30,000 pages, takes {30_000 * cost.page / 60:,.0f} minutes there whatever the number of cores.
2. **Copies over 30 days.** Every run compares its articles with the signatures of 30 days, 43 rows each:
   {43 * _ENGLISH * 30 * _ALL_PAGES / _DAYS / 1e6:,.0f} million rows are sorted by band, on disk where memory is short.
3. **Statements over 30 days** are compared in the same way, and are cut into words anew in each run.
4. **The listing of inputs** is made by the driver, and a run's manifest is one line: some hundred thousand files go.
"""


class _Cost:
    """What the stages' times say of other numbers of pages."""

    def __init__(self, found: Measured) -> None:
        plain, counts = found.plain, found.plain.counts
        statements = plain.rows["attributions"].total()
        self.page = plain.seconds["records"] / counts["records"]
        self.article = plain.seconds["copies"] / counts["articles"]
        self.read = plain.seconds["reading"] / counts["read"]
        self.statement = plain.seconds["variants"] / max(1, statements)
        self._unique = counts["read"] / counts["articles"]
        self._statements = statements / counts["read"]
        self._bytes = sum(found.stored.values()) / counts["articles"]
        self.characters = found.characters

    def reads(self, pages: float) -> float:
        """How many articles are read of so many pages."""
        return pages * _ENGLISH * self._unique

    def hours(self, pages: float) -> float:
        """The hours of one core for so many pages."""
        read = self.reads(pages)
        seconds = pages * (self.page + _ENGLISH * self.article) + read * (self.read + self._statements * self.statement)
        return seconds / 3600

    def gigabytes(self, pages: float) -> float:
        """What the tables of so many pages take."""
        return pages * _ENGLISH * self._bytes / 1e9
