"""The desk put together: routes, errors, and the guard before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.responses import Response

from quoth._version import __version__
from quoth.desk import api, bringing, correcting, pages
from quoth.desk.archives import Archives
from quoth.desk.drafts import Drafts
from quoth.desk.guard import Guard
from quoth.desk.kept import KeptFirst, Pages
from quoth.desk.rendering import asset
from quoth.desk.settings import Settings
from quoth.desk.shared import Desk
from quoth.desk.telling import refuse, tell_errors
from quoth.desk.workers import Read, Workers, read_brought

# For whatever is made for one request alone. More threads would only wait for one another, each with its connection.
_THREADS = 8


def make_app(settings: Settings, *, read: Read = read_brought) -> Guard:
    """The desk as an ASGI application; `read` reads what visitors bring, in another process."""
    inner = make_inner_app(settings, read=read)
    desk: Desk = inner.state.desk
    return Guard(KeptFirst(inner, desk.pages, desk.archives.state), settings)


def make_inner_app(settings: Settings, *, read: Read = read_brought) -> FastAPI:
    """The desk without its guard, for whoever must see its routes; never to be served."""
    workers = Workers(settings.limits, read=read)
    desk = Desk(settings, Archives(settings.archive), workers, Drafts(settings.drafts), Pages())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        desk.archives.prepare()
        try:
            yield
        finally:
            desk.workers.close()
            desk.archives.close()

    app = FastAPI(
        title="Quoth",
        version=__version__,
        summary="Who said what, about whom, and on whose word.",
        description=api.DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,  # the framework's own pages load their scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.include_router(api.router, prefix="/api")
    app.include_router(pages.router)
    app.include_router(bringing.router)
    app.include_router(correcting.router)

    @app.get("/assets/{name}", include_in_schema=False)
    async def assets(request: Request, name: str) -> Response:
        found = asset(name)
        if found is None:
            return refuse(request.url.path, 404)
        return found.answer(request.headers)

    tell_errors(app)
    return app
