"""What the benchmark of crawls measures and its page tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.large_pages import Large
    from benchmarks.made_up_crawl import Truth
    from benchmarks.plain_crawl import Plain


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `quoth spark`: on what, how long it took, and the most memory of a process.

    `wrong` counts rows that a run without Spark has not, and rows of that which it has not.
    """

    master: str
    cores: int
    articles: int
    records: int
    lost: str
    seconds: float
    worker_mb: float
    java_mb: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Crawl:
    """A made-up crawl with the truth of it, and what a run without Spark found."""

    folder: Path
    articles: int
    truth: Truth
    plain: Plain

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(path.stat().st_size for path in self.folder.glob("*.warc*"))


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that the page tells. `starts` are the seconds of runs of one short article, by number of cores."""

    crawl: Crawl
    runs: list[Run]
    starts: dict[int, float]
    stored: dict[str, int]
    precision: float
    recall: float
    characters: float
    large: Large
    machine: str
