"""What stands before the desk: who may come, who may change something, how large it may be, what browsers may do.

- The Host header must name this desk, so that a foreign page whose name was pointed here (DNS rebinding) gets nothing.
- With a token, nothing but the login is shown without it; tokens are compared in constant time.
- A change must come from a page of this desk (Origin, Sec-Fetch-Site) and prove it: a form by the token that the
  desk's own cookie has too, a program by the header X-Quoth, which other sites cannot send.
- A body must not be larger, or come more slowly, than the limits allow.
- Browsers run no script but the desk's own files, load nothing from elsewhere, and send no address on.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.desk.settings import Settings
from quoth.desk.telling import refuse

SESSION = "quoth_session"
FORM = "quoth_form"
PROGRAM_HEADER = "X-Quoth"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Shown without a token: the login and what it looks like.
_OPEN = ("/login", "/assets/")
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing to other sites; without it a form of our own would come from nowhere (Origin: null).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Kept by the browser alone, and asked for anew whether it still holds.
    "Cache-Control": "private, no-cache",
}
# As servers take them: small letters and bytes.
_TOLD = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]


class Guard:
    """The middleware that all requests go through."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard an application."""
        self._app = app
        self._settings = settings
        self._known_as = settings.known_as

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", [])
                names = {name for name, _ in given}
                message["headers"] = [*given, *(pair for pair in _TOLD if pair[0] not in names)]
            await send(message)

        if refusal := self._refusal(scope, headers):
            await refusal(scope, receive, send_guarded)
            return
        body = _Body(receive, self._settings)
        await self._app(scope, body.receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        path, method = scope["path"], scope["method"]
        host = headers.get("host", "")
        if _name(host) not in self._known_as:
            return refuse(path, 400, "This desk is not known by that name: open it by its own address, or give --name.")
        if method not in _SAFE and not _is_ours(headers, host):
            return refuse(path, 403, "A change must come from a page of this desk: open it there and try again.")
        if self._settings.token and not path.startswith(_OPEN) and not self._knows_token(headers):
            if path.startswith("/api/") or method not in _SAFE:
                return refuse(path, 401, headers={"WWW-Authenticate": "Bearer"})
            return RedirectResponse(f"/login?next={quote(path)}", 303)
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._settings.limits.upload:
            return refuse(path, 413, _too_large(self._settings))
        return None

    def _knows_token(self, headers: Headers) -> bool:
        given = cookie_parser(headers.get("cookie", "")).get(SESSION, "")
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        token = self._settings.token or ""
        by_cookie = same(given, session_of(token))
        return by_cookie or (kind.lower() == "bearer" and same(bearer.strip(), token))


class _Body:
    """A request's body, counted and timed while it comes in; what is counted cannot lie as a header can."""

    def __init__(self, receive: Receive, settings: Settings) -> None:
        self._receive = receive
        self._settings = settings
        self._size = 0
        self._whole = False
        self._deadline = asyncio.get_running_loop().time() + settings.limits.upload_seconds

    async def receive(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            seconds = self._settings.limits.upload_seconds
            raise HTTPException(
                408, f"The request took longer than {seconds:.0f} seconds to come: try again."
            ) from None
        self._size += len(message.get("body", b""))
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        if self._size > self._settings.limits.upload:
            raise HTTPException(413, _too_large(self._settings))
        return message


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, found out in a time that tells nothing of how much of them is."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def session_of(token: str) -> str:
    """What the cookie of somebody who knows the token holds: nothing that gives the token away."""
    return hmac.new(token.encode(), b"quoth desk session", sha256).hexdigest()


def form_token(request: Request) -> str:
    """The token that this visitor's forms must send along, a new one for whoever has none yet."""
    held = request.cookies.get(FORM, "")
    return held if len(held) == 43 and held.isascii() else secrets.token_urlsafe(32)


def give_form_token(request: Request, response: Response, token: str) -> None:
    """Let the visitor's browser keep the token of its forms; only pages of this desk can have it sent."""
    _keep(request, response, FORM, token)


def give_session(request: Request, response: Response, token: str) -> None:
    """Let the browser of somebody who has given the token come again."""
    _keep(request, response, SESSION, session_of(token))


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """The form that was sent, if it has the token of the visitor's own cookie. For every route that forms post to."""
    held = request.cookies.get(FORM, "")
    # An uploaded file lies in a file of its own until the form is closed.
    async with request.form(max_files=1, max_fields=40, max_part_size=4 * 1024 * 1024) as form:
        given = form.get("form_token", "")
        if not held or not isinstance(given, str) or not same(given, held):
            raise HTTPException(403, "This form is not from a page that you opened: load the page anew and try again.")
        yield form


def check_program(request: Request) -> None:
    """Refuse a change under /api without the header that only programs, and pages of this desk, can send."""
    if not request.headers.get(PROGRAM_HEADER):
        raise HTTPException(403, f"A change wants the header {PROGRAM_HEADER} with any value: send it along.")


def _keep(request: Request, response: Response, name: str, value: str) -> None:
    held: dict[str, Any] = {"httponly": True, "samesite": "strict", "secure": request.url.scheme == "https"}
    response.set_cookie(name, value, path="/", **held)


def _is_ours(headers: Headers, host: str) -> bool:
    """Whether a browser says that the request comes from a page of ours; programs say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _name(host: str) -> str:
    """The name in a Host header: `"[::1]:8321"` gives `"::1"`."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _too_large(settings: Settings) -> str:
    return f"That is larger than {settings.limits.upload // 1024**2} MB: add it with `quoth add` on the command line."
