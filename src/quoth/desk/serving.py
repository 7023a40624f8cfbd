"""Opening a desk: one process that serves, or several that share the same settings."""

from __future__ import annotations

import os
import sys

import uvicorn

from quoth.archive import open_archive
from quoth.desk.app import make_app
from quoth.desk.guard import Guard
from quoth.desk.settings import Settings

_SETTINGS = "QUOTH_DESK"
# Connections that do nothing are closed after so long, in seconds; of requests at once no more are taken in.
_IDLE = 30
_AT_ONCE = 1_000
# A process that says nothing for so long is replaced; the usual five seconds are soon over on a busy machine.
_SILENT = 60


def serve(settings: Settings, *, processes: int = 1) -> None:
    """Serve until the process is ended. The archive is made if it is not there."""
    # Before there are several processes that would all do it.
    with open_archive(settings.archive, write=True):
        pass
    how = {
        "host": settings.host,
        "port": settings.port,
        "log_level": "warning",
        # The faster parser, which uvicorn takes where it is there, lets a request's head grow without end.
        "http": "h11",
        "server_header": False,
        "timeout_keep_alive": _IDLE,
        "limit_concurrency": _AT_ONCE,
        "timeout_worker_healthcheck": _SILENT,
        # Whose address a request comes from is nothing that the desk goes by, so no proxy is believed.
        "proxy_headers": False,
    }
    if processes == 1:
        uvicorn.run(make_app(settings), **how)  # type: ignore[arg-type]
        return
    os.environ[_SETTINGS] = settings.dumps()
    uvicorn.run("quoth.desk.serving:desk_of_environment", factory=True, workers=processes, **how)  # type: ignore[arg-type]


def desk_of_environment() -> Guard:
    """The desk with the settings that `serve` left for its other processes."""
    held = os.environ.get(_SETTINGS)
    if held is None:
        sys.exit("quoth: a desk is opened with `quoth serve ARCHIVE`.")
    return make_app(Settings.loads(held))
