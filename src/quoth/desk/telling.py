"""What went wrong -> a page for a browser, or JSON for a program: one sentence and a status, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from quoth.desk.rendering import render
from quoth.errors import ArchiveError, IntakeError, QuothError, ReadingStopped, UnknownName

_STATUS: tuple[tuple[type[QuothError], int], ...] = (
    (UnknownName, 404),
    (ReadingStopped, 422),
    (IntakeError, 422),
    (ArchiveError, 400),
    (QuothError, 400),
)
_SENTENCES = {
    401: "This desk asks for a token: log in with it, or send it as a bearer token.",
    404: "There is nothing at this address: begin at the home page.",
    405: "This address does not take that: begin at the home page.",
    500: "Something went wrong that should not have: the desk's own log says more; nothing in the archive was changed.",
}


class Wrong(BaseModel):
    """What went wrong."""

    status: int
    message: str


class Refusal(BaseModel):
    """The one shape of all errors under /api."""

    error: Wrong


def refuse(path: str, status: int, message: str = "", *, headers: dict[str, str] | None = None) -> Response:
    """The answer to a request for `path` that is refused: JSON under /api, and elsewhere a page."""
    sentence = message or _SENTENCES.get(status) or f"{HTTPStatus(status).phrase}."
    if path.startswith("/api/"):
        return JSONResponse(Refusal(error=Wrong(status=status, message=sentence)).model_dump(), status, headers)
    page = render("wrong.html", status=status, phrase=HTTPStatus(status).phrase, sentence=sentence)
    return HTMLResponse(page, status, headers)


def tell_errors(app: FastAPI) -> None:
    """Let the desk answer its errors so."""

    async def of_ours(request: Request, error: Exception) -> Response:
        return refuse(request.url.path, status_of(error), str(error))

    async def of_http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        # The framework's own detail is the phrase of the status, which says nothing to do.
        message = detail if detail != HTTPStatus(status).phrase else ""
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
        return refuse(request.url.path, status, message, headers=headers)

    async def of_input(request: Request, error: Exception) -> Response:
        first: dict[str, Any] = error.errors()[0] if isinstance(error, RequestValidationError) else {}
        where = " ".join(str(part) for part in first.get("loc", ())[1:]) or "the request"
        return refuse(request.url.path, 422, f"{where}: {first.get('msg', 'it is not as it should be')}.")

    async def of_surprise(request: Request, error: Exception) -> Response:
        del error  # the server's log has it
        return refuse(request.url.path, 500)

    app.add_exception_handler(QuothError, of_ours)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_input)
    app.add_exception_handler(Exception, of_surprise)


def status_of(error: Exception) -> int:
    """The HTTP status that says most nearly what an error of ours says."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
