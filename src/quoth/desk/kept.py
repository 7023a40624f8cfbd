"""Pages that are the same for everybody, kept as they go out: made once, packed once, sent until the archive changes.

Only what depends on nothing but the address and the archive may come here. A page with a form holds its visitor's token
and never does.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import blake2b

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from quoth.desk.archives import State

# In bytes, of packed pages and their addresses in each process: about five thousand dossiers.
_ROOM = 64 * 1024 * 1024
# Half as large as the fastest packing makes a page, in half the time that the best takes.
_LEVEL = 4
Address = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out: its bytes packed by gzip, and a tag that only the same bytes have."""

    packed: bytes
    tag: str
    media_type: str

    @classmethod
    def of(cls, text: str | bytes, media_type: str = "text/html; charset=utf-8") -> Page:
        """The page with this text."""
        whole = text.encode() if isinstance(text, str) else text
        # Without a time in it, so that all processes pack alike.
        return cls(gzip.compress(whole, _LEVEL, mtime=0), f'"{blake2b(whole, digest_size=12).hexdigest()}"', media_type)

    def answer(self, headers: Headers, *, cache: str | None = None) -> Response:
        """The answer to a request with these headers: nothing but the tag for whoever has the page already."""
        told = {"ETag": self.tag, "Vary": "Accept-Encoding"}
        if cache:
            told["Cache-Control"] = cache
        if _holds(headers.get("if-none-match", ""), self.tag):
            return Response(status_code=304, headers=told)
        if _takes_gzip(headers.get("accept-encoding", "")):
            return Response(self.packed, headers=told | {"Content-Encoding": "gzip"}, media_type=self.media_type)
        return Response(gzip.decompress(self.packed), headers=told, media_type=self.media_type)


class Pages:
    """The pages of one process by their addresses; what was not asked for longest goes first where room is wanted."""

    def __init__(self, room: int = _ROOM) -> None:
        """Keep none yet, and later at most so many bytes."""
        self._room = room
        self._held = 0
        self._kept: OrderedDict[Address, tuple[State, Page]] = OrderedDict()
        self._making: dict[tuple[Address, State], asyncio.Task[Page]] = {}
        self._lock = threading.Lock()

    def find(self, address: Address, state: State) -> Page | None:
        """The page of this address, made of the archive in this state, if it is kept."""
        with self._lock:
            then, page = self._kept.get(address, (None, None))
            if page is None or then != state:
                return None
            self._kept.move_to_end(address)
            return page

    async def made(self, address: Address, state: State, make: Callable[[], Awaitable[Page]]) -> Page:
        """The page, made if it is not kept; who asks for it meanwhile waits for the same."""
        if (page := self.find(address, state)) is not None:
            return page
        task = self._making.get((address, state))
        if task is None:
            task = asyncio.ensure_future(self._make(address, state, make))
            self._making[address, state] = task
            task.add_done_callback(lambda _: self._making.pop((address, state), None))
        # Who goes away does not take the page from the others.
        return await asyncio.shield(task)

    async def _make(self, address: Address, state: State, make: Callable[[], Awaitable[Page]]) -> Page:
        page = await make()
        with self._lock:
            self._drop(address)
            self._kept[address] = (state, page)
            self._held += _size(address, page)
            while self._held > self._room:
                self._drop(next(iter(self._kept)))
        return page

    def _drop(self, address: Address) -> None:
        if gone := self._kept.pop(address, None):
            self._held -= _size(address, gone[1])


class KeptFirst:
    """The middleware that answers with what is kept, before a route is looked for."""

    def __init__(self, app: ASGIApp, pages: Pages, state: Callable[[], State]) -> None:
        """Stand before an application; `state` tells one state of the archive from another."""
        self._app = app
        self._pages = pages
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page that is kept, or let the application answer."""
        if scope["type"] == "http" and scope["method"] == "GET":
            page = self._pages.find(address_of(scope), self._state())
            if page is not None:
                await page.answer(Headers(scope=scope))(scope, receive, send)
                return
        await self._app(scope, receive, send)


def address_of(scope: Scope) -> Address:
    """What a page is kept by: its path and its query as they came."""
    return scope["path"], scope["query_string"]


def _size(address: Address, page: Page) -> int:
    return len(page.packed) + len(address[0]) + len(address[1])


def _holds(given: str, tag: str) -> bool:
    """Whether an If-None-Match header has the tag, weak or strong."""
    return bool(given) and any(each.strip().removeprefix("W/") in {tag, "*"} for each in given.split(","))


def _takes_gzip(given: str) -> bool:
    """Whether an Accept-Encoding header allows gzip: `"gzip;q=0"` does not."""
    for each in given.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
