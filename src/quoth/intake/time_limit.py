"""A bound on the processor's time that one document may take, so that an odd one does not hold up a crawl."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from quoth.errors import IntakeError

# An article takes about a quarter of a second; what takes a hundred times as long is no article.
SECONDS = 30.0


class _Elapsed(BaseException):
    """Raised within the work: no `except Exception` of a library may take it for a failure of its own."""


@contextmanager
def time_limit(name: str, seconds: float = SECONDS) -> Iterator[None]:
    """Ends the work with an `IntakeError` after so many seconds of this process's time, which load does not change.

    Only where signals reach it: in the main thread, and not on Windows. Elsewhere nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise _Elapsed

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _Elapsed:
        raise IntakeError(f"{name} took longer than {seconds:g} seconds: look at it alone.") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
