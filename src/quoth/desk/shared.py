"""What routes share: the desk itself, pages that are the same for everybody, and pages with a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from quoth.archive import Archive
from quoth.desk.archives import Archives
from quoth.desk.drafts import Drafts
from quoth.desk.guard import form_token, give_form_token
from quoth.desk.rendering import render
from quoth.desk.settings import Settings
from quoth.desk.workers import Workers


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share."""

    settings: Settings
    archives: Archives
    workers: Workers
    drafts: Drafts


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


async def shown(request: Request, make: Callable[[Archive], str]) -> HTMLResponse:
    """A page that depends on nothing but its address and the archive: made once, until the archive changes."""
    archives = desk_of(request).archives
    key, state = (request.url.path, request.url.query), archives.state()
    page = archives.kept(key, state)
    if page is None:

        def made() -> str:
            with archives.reading() as archive:
                return make(archive)

        page = await run_in_threadpool(made)
        archives.put(key, state, page)
    return HTMLResponse(str(page))


def with_form(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A page with forms that change something: they carry the visitor's token."""
    token = form_token(request)
    response = HTMLResponse(render(template, form_token=token, **values), status)
    give_form_token(request, response, token)
    return response
