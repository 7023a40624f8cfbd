"""The same as JSON under /api, in the shapes of the command line's --json."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Header, Path, Query, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from quoth.archive import Archive
from quoth.archive.asking import ask as ask_archive
from quoth.archive.checking.check import Checker
from quoth.archive.checking.variants import find_variants
from quoth.archive.checking.wordings import find_wordings
from quoth.archive.corrections.records import list_corrections
from quoth.archive.loading import load
from quoth.archive.network import find_network
from quoth.archive.people import find_facts, find_people
from quoth.archive.recent import find_attention, list_articles
from quoth.archive.speakers import list_outlets, list_speakers
from quoth.archive.terms import find_terms
from quoth.desk.bringing import brought_file, check_draft, store_readings
from quoth.desk.correcting import PersonWish, Wish, change, correct, correct_person
from quoth.desk.guard import PROGRAM_HEADER, check_program
from quoth.desk.questions import HIGHEST, MOST, SHOWN, Asked
from quoth.desk.rendering import render
from quoth.desk.shared import desk_of, when_read
from quoth.desk.telling import Refusal
from quoth.desk.workers import Brought
from quoth.domain import Reading
from quoth.errors import DeskError, QuothError

DESCRIPTION = f"""Everything that the desk shows, as JSON, in the shapes that the command line prints with `--json`.

Positions are half-open ranges of code points into an article's text. What is wrong is told in one shape: `error` with
`status` and `message`. A change wants the header `{PROGRAM_HEADER}` with any value, and a desk with a token wants
`Authorization: Bearer TOKEN`."""
_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "What was asked cannot be answered; the message says what to do."},
    404: {"model": Refusal, "description": "Nobody, or nothing, is called so."},
    422: {"model": Refusal, "description": "Something given is not as it should be."},
}
_WRONG_CHANGE: dict[int | str, dict[str, Any]] = {
    **_WRONG,
    403: {"model": Refusal, "description": "The change does not come from a program or a page of this desk."},
    413: {"model": Refusal, "description": "It is larger than the desk takes."},
}
router = APIRouter(responses=_WRONG)
Made = TypeVar("Made")
Shown = Annotated[int, Query(ge=0, le=MOST, description="So many at most.")]
Key = Annotated[str, Path(max_length=300, description="The entity's key, such as person/oona brandt.")]
Number = Annotated[int, Path(ge=1, le=HIGHEST)]
# An address as long as this still passes, whatever its letters are.
Words = Annotated[str, Query(max_length=4_500, min_length=1)]
Name = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(max_length=10, description="2024, 2024-03 or 2024-03-05.")]
Json = dict[str, Any]


class Text(BaseModel):
    """An article: its text or the web address where it is, and what is known of it, which goes before what it says."""

    text: str | None = Field(None, max_length=4_000_000)
    url: str | None = Field(None, max_length=2_000, description="Where it is, fetched unless there is a text.")
    title: str | None = Field(None, max_length=1_000)
    author: str | None = Field(None, max_length=1_000)
    outlet: str | None = Field(None, max_length=1_000)
    published: str | None = Field(None, max_length=40, description="As ISO 8601.")


class Draft(BaseModel):
    """A draft of which all quotations are checked."""

    text: str = Field(max_length=4_000_000)


def program_header(
    header: Annotated[
        str | None, Header(alias=PROGRAM_HEADER, description="Any value; other sites cannot send it.")
    ] = None,
) -> None:
    """The header that `check_program` asks for, so that the API's document has it."""
    del header


# What every route has that changes something.
_CHANGE: dict[str, Any] = {
    "dependencies": [Depends(check_program), Depends(program_header)],
    "responses": _WRONG_CHANGE,
}


async def _of(request: Request, make: Callable[[Archive], Made]) -> Made:
    """What a function makes of the archive, in a thread of its own."""
    archives = desk_of(request).archives

    def made() -> Made:
        with archives.reading() as archive:
            return make(archive)

    return await run_in_threadpool(made)


@router.get("/ask", summary="Who said what about whom, in time order")
async def ask(request: Request, asked: Annotated[Asked, Query()]) -> Json:
    """As `quoth ask --json`."""
    return await _of(
        request,
        lambda archive: ask_archive(
            archive, asked.question(), limit=asked.limit, offset=asked.offset, latest=asked.latest
        ).to_dict(),
    )


@router.get("/who", summary="Who speaks, those who speak most first")
async def who(request: Request, limit: Shown = 30) -> list[Json]:
    """As `quoth who --json`, in one list."""
    return await _of(request, lambda archive: [each.to_dict() for each in list_speakers(archive, limit=limit)])


@router.get("/outlets", summary="How each outlet reports")
async def outlets(request: Request) -> list[Json]:
    """As `quoth outlets --json`, in one list."""
    archives = desk_of(request).archives
    return [each.to_dict() for each in await run_in_threadpool(archives.keep, "outlets", list_outlets)]


@router.get("/people", summary="Who has a name that holds these words")
async def people(
    request: Request, name: Annotated[str, Query(min_length=1, max_length=300)], limit: Shown = 20
) -> list[Json]:
    """Each with key, names and number of statements."""
    return await _of(request, lambda archive: [each.to_dict() for each in find_people(archive, name, limit=limit)])


@router.get("/people/{key:path}/wordings", summary="How a person's words vary between outlets")
async def wordings(request: Request, key: Key, limit: Shown = 20) -> list[Json]:
    """Each quotation that several articles have, with every wording of it."""
    return await _of(request, lambda archive: [each.to_dict() for each in find_wordings(archive, key, limit=limit)])


@router.get("/people/{key:path}", summary="What a person's statements add up to")
async def person(request: Request, key: Key) -> Json:
    """When, about whom, in which outlets, passed on by whom. The statements themselves are under /ask."""
    return await _of(request, lambda archive: find_facts(archive, key).to_dict())


@router.get("/check", summary="Whether a quotation is true to what was said")
async def check(request: Request, quotation: Words, by: Name = "", exact: bool = False) -> Json:
    """As `quoth check --json`."""
    return await _of(
        request, lambda archive: Checker(archive).check(quotation, by=by.strip() or None, exact=exact).to_dict()
    )


@router.post("/check", summary="Check all that a draft quotes", **_CHANGE)
async def check_all(request: Request, draft: Draft) -> list[Json]:
    """As `quoth check --draft --json`, in one list."""
    checks, refused = await when_read(request, lambda: check_draft(request, draft.text))
    if refused and not checks:
        raise DeskError(refused[0])
    return [each.to_dict() for each in checks]


@router.get("/variants", summary="Every wording of a quotation")
async def variants(request: Request, quotation: Words, by: Name = "") -> list[Json]:
    """As `quoth variants --json`, in one list."""

    def make(archive: Archive) -> list[Json]:
        _, found = find_variants(Checker(archive), quotation, by=by.strip() or None)
        return [each.to_dict() for each in found]

    return await _of(request, make)


@router.get("/terms", summary="How speakers use words")
async def terms(request: Request, term: Annotated[list[str], Query(min_length=1, max_length=8)], by: Name = "") -> Json:
    """As `quoth terms --json`."""
    return await _of(request, lambda archive: find_terms(archive, term, by=by.strip() or None).to_dict())


@router.get("/articles", summary="The articles, those of the latest day first")
async def articles(
    request: Request, limit: Shown = SHOWN, offset: Annotated[int, Query(ge=0, le=HIGHEST)] = 0
) -> list[Json]:
    """Each with its number, and what is known of it."""
    return await _of(
        request, lambda archive: [each.to_dict() for each in list_articles(archive, limit=limit, offset=offset)]
    )


@router.get("/articles/{number}", summary="The reading of one article")
async def article(request: Request, number: Number) -> Json:
    """As `quoth read --json`."""
    return await _of(request, lambda archive: load(archive, number).to_dict())


@router.get("/attention", summary="What needs attention")
async def attention(request: Request, limit: Shown = 20) -> Json:
    """Unnamed sources, orphans, and what the reader is unsure of."""
    return await _of(request, lambda archive: find_attention(archive, limit=limit).to_dict())


@router.get("/network", summary="Who speaks about whom")
async def network(
    request: Request,
    since: Annotated[Day, Query(alias="from")] = "",
    until: Annotated[Day, Query(alias="to")] = "",
    least: Annotated[int, Query(ge=1, le=HIGHEST, description="At least so many statements.")] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 120,
) -> Json:
    """The edges with most statements, and those whom they join."""
    return await _of(
        request,
        lambda archive: find_network(
            archive, since=since or None, until=until or None, least=least, limit=limit
        ).to_dict(),
    )


@router.post("/read", summary="Read an article", **_CHANGE)
async def read(request: Request, text: Text) -> list[Json]:
    """As `quoth read --json`: a list, since a web address may be a feed's. The archive is left as it is."""
    return [each.to_dict() for each in await _readings(request, _brought(request, text))]


@router.post("/read/file", summary="Read a file", **_CHANGE)
async def read_file(request: Request, file: UploadFile) -> list[Json]:
    """The same of a text, HTML, PDF or JSON Lines file."""
    return [each.to_dict() for each in await _readings(request, await brought_file(file))]


@router.post("/add", summary="Read an article and add it", **_CHANGE)
async def add(request: Request, text: Text) -> Json:
    """As `quoth add --json`."""
    readings = await _readings(request, _brought(request, text))
    return (await run_in_threadpool(store_readings, request, readings)).to_dict()


@router.post("/add/file", summary="Read a file and add it", **_CHANGE)
async def add_file(request: Request, file: UploadFile) -> Json:
    """The same of a file."""
    readings = await _readings(request, await brought_file(file))
    return (await run_in_threadpool(store_readings, request, readings)).to_dict()


@router.get("/corrections", summary="What people have put right")
async def corrections(request: Request, undone: bool = False) -> list[Json]:
    """Those in force, in the order in which they were made; `undone` ones too if wished."""
    return await _of(request, lambda archive: [each.to_dict() for each in list_corrections(archive, undone=undone)])


@router.post("/statements/{number}/corrections", summary="Correct a statement", **_CHANGE)
async def correct_statement(request: Request, number: Number, wish: Wish) -> Json:
    """Another speaker or extent, or none at all; its speaker told apart, made one with another, or named further."""

    def work() -> Json:
        with desk_of(request).archives.writing() as archive:
            return correct(archive, number, wish).to_dict()

    return await run_in_threadpool(work)


@router.post("/people/{key:path}/corrections", summary="Correct who somebody is", **_CHANGE)
async def correct_who(request: Request, key: Key, wish: PersonWish) -> list[Json]:
    """The same as somebody else, more than one, or called by a further name: one correction, or one an article."""

    def work() -> list[Json]:
        with desk_of(request).archives.writing() as archive:
            return [each.to_dict() for each in correct_person(archive, key, wish)]

    return await run_in_threadpool(work)


@router.post("/corrections/{number}/undo", summary="Take a correction back", **_CHANGE)
async def undo(request: Request, number: Number) -> Json:
    """The archive is as if it had never been made."""
    return (await run_in_threadpool(change, request, number, undone=True)).to_dict()


@router.post("/corrections/{number}/redo", summary="Make a correction again", **_CHANGE)
async def redo(request: Request, number: Number) -> Json:
    """One that was taken back."""
    return (await run_in_threadpool(change, request, number, undone=False)).to_dict()


@router.get("/", include_in_schema=False)
async def overview(request: Request) -> Response:
    """The document of the API as a page."""
    return HTMLResponse(render("api.html", document=request.app.openapi()))


@router.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "DELETE", "PATCH"], include_in_schema=False)
async def nothing(rest: str) -> Response:
    """What is under /api and is nothing is told as JSON."""
    message = f"There is nothing at /api/{rest[:80]}: /api/openapi.json says what there is."
    return JSONResponse({"error": {"status": 404, "message": message}}, 404)


def _brought(request: Request, text: Text) -> Brought:
    written = text.text if (text.text or "").strip() else None
    if written is None and not (text.url or "").strip():
        raise DeskError("There is nothing to read: give a text or a url.")
    return Brought(**{**text.model_dump(), "text": written}, fetched=desk_of(request).settings.fetched)


async def _readings(request: Request, brought: Brought) -> list[Reading]:
    found = await when_read(request, lambda: desk_of(request).workers.read(brought))
    readings = [each for each in found if isinstance(each, Reading)]
    refused = [each for each in found if isinstance(each, QuothError)]
    if refused and not readings:
        raise refused[0]
    return readings
