"""What a folder of tables holds: which files went into it in which run, and what came of them.

A run counts from the moment its manifest is there, one file of JSON written last. Whatever else a run leaves that did
not come so far is cleared away by the next.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from quoth._version import __version__
from quoth.crawl.inputs import InputFile, file_system, hadoop_path
from quoth.resolution.names.aliases import AliasTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ARTICLES, ATTRIBUTIONS, ENTITIES, SET_ASIDE = TABLES = ("articles", "attributions", "entities", "set_aside")
_MANIFEST, _STAGING = "manifest", "staging"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what it read, and how many articles, copies, statements and so on came of it.

    `repeated` counts records whose content some record before had, `languages` pages by the language that is not read.
    """

    id: str
    model: str
    files: list[InputFile]
    quoth: str = __version__
    articles: int = 0
    copies: int = 0
    repeated: int = 0
    attributions: int = 0
    entities: int = 0
    set_aside: int = 0
    languages: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The run as plain data."""
        return asdict(self)


def run_id(files: list[InputFile], model: str, aliases: AliasTable | None = None) -> str:
    """The same for the same work, so that what is begun again takes the place of what was begun."""
    work = [[asdict(file) for file in files], model, __version__]
    work += [[asdict(entry) for entry in aliases.entries]] if aliases else []
    return sha256(json.dumps(work).encode()).hexdigest()[:12]


class Place:
    """The folder of a crawl's tables on any Hadoop file system."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        """Nothing is opened or made yet."""
        self._spark = spark
        self._folder = folder.rstrip("/")
        path = hadoop_path(spark, self._folder)
        self._system = file_system(spark, path)

    def table(self, name: str) -> str:
        """Where a table is."""
        return f"{self._folder}/{name}"

    def staged(self, run: str, name: str) -> str:
        """Where a step of a run keeps what later ones take up."""
        return f"{self._folder}/{_STAGING}/{run}/{name}"

    def is_written(self, path: str) -> bool:
        """Whether a folder was written to its end."""
        return bool(self._system.exists(hadoop_path(self._spark, f"{path}/_SUCCESS")))

    def runs(self) -> list[Run]:
        """All runs that were finished."""
        manifest = self.table(_MANIFEST)
        if not self._system.exists(hadoop_path(self._spark, manifest)):
            return []
        found = [json.loads(row.value) for row in self._spark.read.text(f"{manifest}/*/*.txt").collect()]
        return [Run(**{**each, "files": [InputFile(**file) for file in each["files"]]}) for each in found]

    def finish(self, run: Run) -> None:
        """Write the manifest of a run, and clear away what it staged."""
        line = self._spark.createDataFrame([(json.dumps(run.to_dict()),)], "value string").coalesce(1)
        line.write.mode("overwrite").text(self.table(f"{_MANIFEST}/run={run.id}"))
        self._remove(self.table(_STAGING))

    def clear_unfinished(self, going_on: str) -> None:
        """Remove the rows of runs that were not finished, and what they staged but for the one that goes on."""
        finished = {run.id for run in self.runs()}
        for name in TABLES:
            for path in self._matching(f"{name}/day=*/run=*"):
                if path.rpartition("run=")[2] not in finished:
                    self._remove(path)
        for path in self._matching(f"{_STAGING}/*"):
            if path.rpartition("/")[2] != going_on:
                self._remove(path)

    def _matching(self, pattern: str) -> list[str]:
        found = self._system.globStatus(hadoop_path(self._spark, self.table(pattern))) or ()
        return [status.getPath().toString() for status in found]

    def _remove(self, path: str) -> None:
        self._system.delete(hadoop_path(self._spark, path), True)
