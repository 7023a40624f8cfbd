"""The processes that a run of Spark starts, as Linux tells of them: their memory, and ending one of them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """A process: what it runs, the most memory that it had resident in MB, and the processor's seconds it took."""

    id: int
    parent: int
    command: str
    peak: float
    seconds: float

    @property
    def is_python_worker(self) -> bool:
        """Whether it is one of Spark's Python workers, or their parent, which only waits."""
        return "pyspark.daemon" in self.command

    @property
    def is_executor(self) -> bool:
        """Whether it is an executor of its own, as a cluster has."""
        return "CoarseGrainedExecutorBackend" in self.command


@dataclass(slots=True)
class Watch:
    """Looks at all processes that `root` started, once a second, until it is stopped.

    The system keeps the most that each had, so that little is missed and hardly any time taken from them.
    """

    root: int
    peaks: dict[int, Process] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()

    def peak(self, *, python: bool) -> float:
        """The most that one Python worker, or one Java process, had."""
        return max((each.peak for each in self.peaks.values() if each.is_python_worker == python), default=0.0)

    def _look(self) -> None:
        while not self._stop.wait(1.0):
            for process in started_by(self.root):
                if process.is_python_worker or "java" in process.command:
                    self.peaks[process.id] = process


def started_by(root: int) -> Iterator[Process]:
    """Every process that `root` started, or that one of these did."""
    processes = [found for each in Path("/proc").iterdir() if each.name.isdigit() and (found := _process(each))]
    below = {root}
    grown = True
    while grown:
        more = {process.id for process in processes if process.parent in below} - below
        below |= more
        grown = bool(more)
    return (process for process in processes if process.id in below and process.id != root)


def end_busiest(root: int, *, executor: bool = False) -> Process | None:
    """Kill the Python worker, or the executor, that has worked most, and tell which; nothing if there is none."""
    found = list(started_by(root))
    parents = {process.parent for process in found}
    fit = [
        process
        for process in found
        if (process.is_executor if executor else process.is_python_worker and process.id not in parents)
    ]
    if not fit:
        return None
    busiest = max(fit, key=lambda process: process.seconds)
    os.kill(busiest.id, signal.SIGKILL)
    return busiest


def _process(folder: Path) -> Process | None:
    try:
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
        times = (folder / "stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None  # it has ended
    peak = float(status.get("VmHWM", "0 kB").split()[0]) / 1024
    seconds = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    return Process(int(folder.name), int(status["PPid"]), command, peak, seconds)
