"""docs/scale.md from what `benchmarks/crawl.py` measured: figures first, then what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.crawl_figures import Measured, Run

# What the plan takes for given, since nothing here can measure it: CC-NEWS as its publisher describes it (about so many
# pages since August 2016, and days until the end of 2025), the share of English, and characters of a news article.
_ALL_PAGES, _DAYS = 1.35e9, 3_400
_ENGLISH = 0.45
_CHARACTERS = 3_500
# One of its files has about a gigabyte.
_FILE = 1e9
_LIMIT_MB = 700
_LEAST_EFFICIENCY = 0.85
_STAGES = {
    "records": ("records: unpack, decode, choose the text, detect the language, sign", "a page"),
    "copies": ("copies: bands, comparisons", "an English article"),
    "reading": ("reading", "an article that is read"),
    "variants": ("variants: bands, comparisons", "a statement"),
}


def page(found: Measured) -> str:
    """The whole page."""
    return "\n".join(
        (
            _heading(found),
            _costs(found),
            _runs(found),
            _copies(found),
            _stored(found),
            _plan(found, _Cost(found)),
            _limits(_Cost(found)),
        )
    )


def _heading(found: Measured) -> str:
    crawl = found.crawl
    truth = crawl.truth
    return f"""# Scale

Written by `make bench-spark`; do not edit. A made-up crawl of {crawl.articles:,} English articles, the same from its seed
(`benchmarks/made_up_crawl.py`): {len(truth.copies):,} copies ({len(truth.exact):,} of them to the letter), {sum(truth.languages.values()):,} pages in
other languages, {sum(truth.broken.values()):,} broken records, {2 * truth.others:,} images and errors, {crawl.size / 1e6:,.0f} MB of WARC.
{found.machine}; two cores.
"""


def _costs(found: Measured) -> str:
    plain, large = found.crawl.plain, found.large
    rows = "\n".join(
        f"| {_STAGES[stage][0]} | {seconds:,.1f} | {_units(found)[stage]:,} "
        f"| {1e3 * seconds / max(1, _units(found)[stage]):,.2f} ms {_STAGES[stage][1]} |"
        for stage, seconds in plain.seconds.items()
    )
    return f"""## What an article costs

Without Spark, in two processes of one core each that read beside each other; seconds are of processor time, of both
together.

| stage | seconds | number | cost |
| --- | --: | --: | --: |
{rows}

The made-up pages are small. Of {large.pages} pages that have scripts, menus and teasers around the same stories
(`benchmarks/large_pages.py`; {large.size / 1e3:,.0f} kB as sent, {large.packed / 1e3:,.0f} kB packed) the records cost {1e3 * large.seconds:,.1f} ms a page.
An article has {found.characters:,.0f} characters, and reading grows with length: {1e3 * _Cost(found).character * 1e3:,.1f} ms for 1,000 characters.
"""


def _runs(found: Measured) -> str:
    rows = "\n".join(_run_row(run) for run in found.runs)
    one, two = found.runs[0], found.runs[1]
    whole = one.seconds / (2 * two.seconds)
    work = one.seconds - found.starts[1], two.seconds - found.starts[2]
    efficiency = work[0] / (2 * work[1]) if work[1] > 0 else 0.0
    most = max(run.worker_mb for run in found.runs)
    return f"""## From one core to two

Every run starts Spark, reads the whole crawl and writes all tables. A run on one core has one core for everything: Spark's
Java, its Python worker and the system's work for both; a run on two has two. `local-cluster` has two executors, which are
processes of their own with a worker each.

| master | cores | articles | lost on the way | seconds | pages a second | worker, MB | Java, MB | rows, against the run without Spark |
| --- | --: | --: | --- | --: | --: | --: | --: | --- |
{rows}

- **Efficiency**: two cores do {whole:.0%} of what twice one core would, with the start of Spark; a run with one short article
  takes {found.starts[1]:,.0f} s on one core and {found.starts[2]:,.0f} s on two, and without these it is {efficiency:.0%}. It should be {_LEAST_EFFICIENCY:.0%}.
- **Memory**: `worker` is the most that one Python worker had resident, `Java` the most of one Java process. A worker may have
  {_LIMIT_MB} MB, and had {most:,.0f}; what differs between the crawls is {found.runs[1].articles:,} and {found.crawl.articles:,} articles.
- **Losses**: the busiest worker is killed as soon as articles are read, and its task is done again. The last column counts the
  rows of all tables that are missing, double or different.
"""


def _run_row(run: Run) -> str:
    rows = f"{run.wrong:,} differ" if run.wrong else "the same"
    return (
        f"| `{run.master}` | {run.cores} | {run.articles:,} | {run.lost or 'nothing'} | {run.seconds:,.0f} "
        f"| {run.records / run.seconds:,.1f} | {run.worker_mb:,.0f} | {run.java_mb:,.0f} | {rows} |"
    )


def _copies(found: Measured) -> str:
    return f"""## Copies

Of {len(found.crawl.truth.copies):,} copies that the generator made, {found.recall:.1%} are linked to their group; of the links, {found.precision:.1%} are right.
"""


def _stored(found: Measured) -> str:
    plain = found.crawl.plain
    rows = "\n".join(
        f"| `{name}` | {plain.rows[name].total():,} | {size / 1e6:,.1f} | {size / plain.counts['articles']:,.0f} |"
        for name, size in found.stored.items()
    )
    return f"""## What is stored

| table | rows | MB | bytes an article |
| --- | --: | --: | --: |
{rows}

Made-up articles share their phrases, and so pack better than news would.
"""


def _plan(found: Measured, cost: _Cost) -> str:
    counts = found.crawl.plain.counts
    day = _ALL_PAGES / _DAYS
    parts = "\n".join(
        f"| core-hours, {name} | {hours(day):,.0f} | {hours(_ALL_PAGES):,.0f} |" for name, hours in cost.parts.items()
    )
    return f"""## A day, and all of CC-NEWS

Taken for given: CC-NEWS has about {_ALL_PAGES / 1e9:.2f} billion pages since 2016, {day:,.0f} a day, of which {_ENGLISH:.0%} are English; a page
is as large as those above, an article has {_CHARACTERS:,} characters, and as many are copies as here ({1 - counts["read"] / counts["articles"]:.0%}). All other numbers
come from the tables above:

    core-seconds = pages × {cost.page:.4f} + English × {cost.article:.4f} + read × {cost.read:.4f} + statements × {cost.statement:.4f}

| | a day | all |
| --- | --: | --: |
| pages | {day:,.0f} | {_ALL_PAGES:,.0f} |
| articles read | {cost.reads(day):,.0f} | {cost.reads(_ALL_PAGES):,.0f} |
{parts}
| core-hours | {cost.hours(day):,.0f} | {cost.hours(_ALL_PAGES):,.0f} |
| hours on 100 cores | {cost.hours(day) / 100:,.1f} | {cost.hours(_ALL_PAGES) / 100:,.0f} |
| packed input, GB | {cost.input(day):,.0f} | {cost.input(_ALL_PAGES):,.0f} |
| stored, GB | {cost.stored(day):,.1f} | {cost.stored(_ALL_PAGES):,.0f} |

The core-hours are those of the readers. Spark's own work is in the runs above: on two cores a page of the large crawl took
{cost.with_spark:.2f} times the core-seconds that it took without Spark, a lost worker and the start of Spark included.
"""


def _limits(cost: _Cost) -> str:
    pages = _FILE / cost.packed
    month = 30 * _ENGLISH * _ALL_PAGES / _DAYS
    return f"""## Where it would break first

1. **One day's first step.** A WARC file is read by one task, since it cannot be split: a file of a gigabyte, {pages:,.0f} such
   pages, takes {pages * cost.page / 60:,.0f} minutes there, whatever the number of cores. A day has {cost.input(_ALL_PAGES / _DAYS):,.0f} of them; more cores than that idle.
2. **Copies over 30 days.** Every run compares its articles with the signatures of 30 days, 43 rows each:
   {43 * month / 1e6:,.0f} million rows are sorted by band, on disk where memory is short.
3. **Statements over 30 days** are compared in the same way: {21 * month * cost.statements / 1e6:,.0f} million rows, and their words are cut anew in each run.
4. **The listing of inputs** is made by the driver, and a run's manifest is one line: some hundred thousand files go.
"""


def _units(found: Measured) -> dict[str, int]:
    """How many there were of what each stage is counted in."""
    counts = found.crawl.plain.counts
    statements = found.crawl.plain.rows["attributions"].total()
    return {
        "records": counts["records"],
        "copies": counts["articles"],
        "reading": counts["read"],
        "variants": statements,
    }


class _Cost:
    """What the stages' times say of other numbers of pages."""

    def __init__(self, found: Measured) -> None:
        seconds, units = found.crawl.plain.seconds, _units(found)
        longer = _CHARACTERS / found.characters
        self.page, self.packed = found.large.seconds, found.large.packed
        self.article = seconds["copies"] / units["copies"]
        self.character = seconds["reading"] / units["reading"] / found.characters
        self.read = self.character * _CHARACTERS
        self.statement = seconds["variants"] / max(1, units["variants"])
        self._unique = units["reading"] / units["copies"]
        self._per_read = longer * units["variants"] / units["reading"]
        self.statements = self._unique * self._per_read
        self._bytes = longer * sum(found.stored.values()) / units["copies"]
        whole = found.runs[-1]
        self.with_spark = whole.cores * whole.seconds / sum(seconds.values())

    @property
    def parts(self) -> dict[str, Callable[[float], float]]:
        """The hours of one core for so many pages, by stage."""
        return {
            "records": lambda pages: pages * self.page / 3600,
            "copies": lambda pages: pages * _ENGLISH * self.article / 3600,
            "reading": lambda pages: self.reads(pages) * self.read / 3600,
            "variants": lambda pages: self.reads(pages) * self._per_read * self.statement / 3600,
        }

    def reads(self, pages: float) -> float:
        """How many articles are read of so many pages."""
        return pages * _ENGLISH * self._unique

    def hours(self, pages: float) -> float:
        """The hours of one core for so many pages."""
        return sum(hours(pages) for hours in self.parts.values())

    def input(self, pages: float) -> float:
        """Gigabytes that so many pages have as they are packed."""
        return pages * self.packed / 1e9

    def stored(self, pages: float) -> float:
        """Gigabytes that the tables of so many pages take."""
        return pages * _ENGLISH * self._bytes / 1e9
