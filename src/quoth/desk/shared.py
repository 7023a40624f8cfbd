"""What routes share: the desk itself, pages that are the same for everybody, and pages with a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from quoth.archive import Archive
from quoth.desk.archives import Archives
from quoth.desk.drafts import Drafts
from quoth.desk.guard import form_token, give_form_token
from quoth.desk.kept import Page, Pages, address_of
from quoth.desk.rendering import render
from quoth.desk.settings import Settings
from quoth.desk.workers import Workers

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share."""

    settings: Settings
    archives: Archives
    workers: Workers
    drafts: Drafts
    pages: Pages
    # Of threads that make pages, few: they take the interpreter from one another, and from the pages that are kept.
    making: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(4))
    # Those that wait for a reading are others, so that nobody who brings something slow keeps pages from anybody.
    waiting: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(24))


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


async def shown(request: Request, make: Callable[[Archive], str], *, slow: bool = False) -> Response:
    """A page that depends on nothing but its address and the archive: made once, until the archive changes.

    One that is `slow` of a large archive does not take the place of those that others wait for.
    """
    desk = desk_of(request)

    def made() -> Page:
        with desk.archives.reading() as archive:
            return Page.of(make(archive))

    limiter = None if slow else desk.making
    address, state = address_of(request.scope), desk.archives.state()
    page = await desk.pages.made(address, state, lambda: to_thread.run_sync(made, limiter=limiter))
    return page.answer(request.headers)


async def when_read(request: Request, work: Callable[[], Made]) -> Made:
    """What work gives that waits for a reading, which may take a minute."""
    return await to_thread.run_sync(work, limiter=desk_of(request).waiting)


def with_form(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A page with forms that change something: they carry the visitor's token."""
    token = form_token(request)
    response = HTMLResponse(render(template, form_token=token, **values), status)
    give_form_token(request, response, token)
    return response
