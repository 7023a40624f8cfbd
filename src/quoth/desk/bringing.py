"""The pages where visitors bring something: the login, articles to read and to add, drafts to check."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from quoth.archive.adding import Summary, count
from quoth.archive.checking.check import Check, Checker
from quoth.archive.checking.several import quotations_of_draft
from quoth.archive.checking.variants import group
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.identity import digest_of
from quoth.archive.writing import number_of, store
from quoth.desk.guard import checked_form, give_session, same
from quoth.desk.shared import desk_of, when_read, with_form
from quoth.desk.workers import Brought
from quoth.domain import Reading
from quoth.errors import DeskError, QuothError
from quoth.export import html
from quoth.export.checks import MEANS

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(checked_form)]
# A check looks at the whole archive; a book is checked on the command line.
MOST_QUOTATIONS = 60
_NOTHING_TOLD = Brought()


@router.get("/login")
def ask_token(request: Request, next: str = "/") -> Response:
    """The form for the token."""
    return with_form(request, "login.html", next=next, wrong=False)


@router.post("/login")
async def log_in(request: Request, form: Form) -> Response:
    """Let in whoever knows the token."""
    token, aim = desk_of(request).settings.token or "", _text(form, "next") or "/"
    if not same(_text(form, "token"), token):
        return with_form(request, "login.html", status=403, next=aim, wrong=True)
    # Nowhere but on this desk: "//elsewhere.example" is another host, and so is "/\elsewhere.example" to browsers.
    inside = aim.startswith("/") and not aim.startswith(("//", "/\\"))
    response = RedirectResponse(aim if inside else "/", 303)
    give_session(request, response, token)
    return response


@router.get("/read")
def bring(request: Request) -> Response:
    """The form to paste, upload or name an article."""
    return with_form(request, "read.html", limits=desk_of(request).settings.limits)


@router.post("/read")
async def read(request: Request, form: Form) -> Response:
    """Read what was brought, keep it for a while, and show it."""
    brought = await _brought(request, form)
    desk = desk_of(request)

    def work() -> tuple[str, list[str]]:
        found = desk.workers.read(brought)
        readings = [each for each in found if isinstance(each, Reading)]
        refused = [str(each) for each in found if isinstance(each, QuothError)]
        return (desk.drafts.keep(readings) if readings else "", refused)

    name, refused = await when_read(request, work)
    if not name:
        raise DeskError(" ".join(refused) or "There is nothing to read in it: bring an article.")
    if refused:
        return await run_in_threadpool(_show, request, name, refused)
    return RedirectResponse(f"/read/{name}", 303)


@router.get("/read/{name}")
def show(request: Request, name: str) -> Response:
    """What was read, with the choice to add it."""
    return _show(request, name, [])


def _show(request: Request, name: str, refused: list[str]) -> Response:
    readings = desk_of(request).drafts.load(name)
    alone = len(readings) == 1
    several = [
        html.show(each, prefix="" if alone else f"r{place}-", level=1 if alone else 2)
        for place, each in enumerate(readings, start=1)
    ]
    return with_form(request, "draft.html", several=several, name=name, refused=refused)


@router.post("/read/{name}/add")
async def add(request: Request, name: str, form: Form) -> Response:
    """Put what was read into the archive, and go to it."""
    del form  # it was checked
    desk = desk_of(request)

    def work() -> str:
        readings = desk.drafts.load(name)
        store_readings(request, readings)
        desk.drafts.drop(name)
        if len(readings) > 1:
            return "/articles"
        with desk.archives.reading() as archive:
            return f"/article/{number_of(archive.db, digest_of(readings[0].article))}"

    return RedirectResponse(await run_in_threadpool(work), 303)


@router.post("/read/{name}/leave")
async def leave(request: Request, name: str, form: Form) -> Response:
    """Forget what was read."""
    del form
    await run_in_threadpool(desk_of(request).drafts.drop, name)
    return RedirectResponse("/read", 303)


@router.post("/check")
async def check(request: Request, form: Form) -> Response:
    """Check all that a draft quotes."""
    draft = _text(form, "draft")
    if not draft.strip():
        raise DeskError("There is no draft to check: paste its text.")
    results, refused = await when_read(request, lambda: check_draft(request, draft))
    held = [{"check": done, "variants": group(done.matches)} for done in results]
    return with_form(
        request, "check.html", quotation="", by="", exact=False, results=held, means=MEANS, verdicts=list(Verdict),
        draft=draft, refused=refused,
    )  # fmt: skip


def check_draft(request: Request, draft: str) -> tuple[list[Check], list[str]]:
    """The checks of all quotations of a draft, the first of them if there are very many, and what went wrong."""
    desk = desk_of(request)
    found = desk.workers.read(Brought(text=draft))
    quotations = [each for reading in found if isinstance(reading, Reading) for each in quotations_of_draft(reading)]
    refused = [str(each) for each in found if isinstance(each, QuothError)]
    if len(quotations) > MOST_QUOTATIONS:
        refused.append(f"The first {MOST_QUOTATIONS} quotations were checked: use `quoth check --draft` for all.")
    checks: list[Check] = []
    with desk.archives.reading() as archive:
        checker = Checker(archive)
        for quotation in quotations[:MOST_QUOTATIONS]:
            try:
                checks.append(checker.check(quotation.words, by=quotation.by))
            except QuothError as error:
                refused.append(str(error))
    return checks, refused


def store_readings(request: Request, readings: list[Reading]) -> Summary:
    """Put readings into the archive, and say what became of them."""
    summary = Summary()
    with desk_of(request).archives.writing() as archive:
        for reading in readings:
            count(summary, store(archive, reading), len(reading.attributions))
    return summary


async def _brought(request: Request, form: FormData) -> Brought:
    """What the form brings: a file goes before a pasted text, and that before a web address."""
    upload = form.get("file")
    title, author, outlet, published = (
        _text(form, name).strip() or None for name in ("title", "author", "outlet", "published")
    )
    told = Brought(title=title, author=author, outlet=outlet, published=published)
    if isinstance(upload, UploadFile) and upload.filename:
        return await brought_file(upload, told)
    text, url = _text(form, "text"), _text(form, "url").strip()
    if text.strip():
        return replace(told, text=text)
    if url:
        return replace(told, url=url, fetched=desk_of(request).settings.fetched)
    raise DeskError("Nothing was brought: paste a text, choose a file or give a web address.")


async def brought_file(upload: UploadFile, told: Brought = _NOTHING_TOLD) -> Brought:
    """An uploaded file; of its name only the last part counts, wherever the visitor's program says it was."""
    name = (upload.filename or "").replace("\\", "/").rpartition("/")[2][-100:]
    return replace(told, data=await upload.read(), name="".join(c for c in name if c.isprintable()))


def _text(form: FormData, name: str) -> str:
    held = form.get(name, "")
    return held.replace("\r\n", "\n") if isinstance(held, str) else ""
