"""Corrections from the pages: one statement with all that may be wrong with it, and the list of what was put right."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from quoth.archive import Archive
from quoth.archive.corrections import making
from quoth.archive.corrections.making import By
from quoth.archive.corrections.records import Correction, What, list_corrections
from quoth.archive.loading import load
from quoth.archive.statements import load_statements
from quoth.desk.guard import checked_form
from quoth.desk.questions import HIGHEST
from quoth.desk.shared import desk_of, with_form
from quoth.domain import EntityKind, Span
from quoth.errors import DeskError, UnknownName
from quoth.export.corrections import lines

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=HIGHEST)]
Form = Annotated[FormData, Depends(checked_form)]
# So that nobody types their name twice.
AUTHOR = "quoth_author"
_CONTEXT = 320
_SPACE = re.compile(r"\s+")
_KINDS = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.DOCUMENT, EntityKind.UNNAMED)


class Wish(BaseModel):
    """A correction that somebody wants made; which parts count follows from `what`."""

    what: What
    author: str = Field(max_length=200, description="Who makes it.")
    note: str | None = Field(None, max_length=2_000)
    who: str | None = Field(
        None, max_length=300, description="For speaker: who says it, by name or key; none if nobody is named. "
        "For split: what the other is called. For merge: whom the speaker is the same as. For alias: the further name.",
    )  # fmt: skip
    kind: EntityKind | None = Field(None, description="Of somebody new.")
    content: list[str] = Field(
        [],
        max_length=50,
        description="For extent: the words, as they stand in the article, each part that stands apart.",
    )


def correct(archive: Archive, statement: int, wish: Wish) -> Correction:
    """Make one correction of a statement, or of who speaks in it."""
    by = By(wish.author, wish.note)
    if wish.what is What.SPEAKER:
        return making.correct_speaker(archive, statement, wish.who or None, by=by, kind=wish.kind or EntityKind.PERSON)
    if wish.what is What.EXTENT:
        return making.correct_extent(archive, statement, [words for words in wish.content if words.strip()], by=by)
    if wish.what is What.NOT_AN_ATTRIBUTION:
        return making.correct_away(archive, statement, by=by)
    if not (wish.who or "").strip():
        raise DeskError("No name was given: say who is meant, or the further name.")
    who = wish.who or ""
    if wish.what is What.SPLIT:
        return making.correct_split(archive, statement, who, by=by, kind=wish.kind)
    found = load_statements(archive, [statement])
    if not found or found[0].key is None:
        raise DeskError("Nobody is named for that statement: give it a speaker first.")
    if wish.what is What.MERGE:
        return making.correct_merge(archive, found[0].key, who, by=by)
    return making.correct_alias(archive, found[0].key, who, by=by)


@router.get("/statement/{number}")
async def statement(request: Request, number: Number) -> Response:
    """One statement in its context, with the forms that put it right."""
    archives = desk_of(request).archives

    def find() -> dict[str, Any]:
        with archives.reading() as archive:
            found = load_statements(archive, [number])
            if not found:
                raise UnknownName(f"There is no statement {number}: perhaps it was corrected away, or read anew.")
            reading = load(archive, found[0].article)
            corrections = list_corrections(archive, article=found[0].article)
            names = [entity.name for entity in reading.entities if entity.kind in _KINDS]
        text, spans = reading.article.text, found[0].spans
        start, end = (spans[0].start, spans[-1].end) if spans else (0, 0)
        before, after = (
            _SPACE.sub(" ", span.of(text))
            for span in (Span(max(0, start - _CONTEXT), start), Span(end, end + _CONTEXT))
        )
        return {
            "statement": found[0], "corrections": corrections, "names": sorted(set(names)),
            "parts": [span.of(text) for span in spans], "before": before, "after": after,
        }  # fmt: skip

    held = await run_in_threadpool(find)
    return with_form(request, "statement.html", author=request.cookies.get(AUTHOR, ""), kinds=_KINDS, **held)


@router.post("/statement/{number}/correct")
async def make(request: Request, number: Number, form: Form) -> Response:
    """Make the correction that a form asks for, and show it among all."""
    given = {
        name: str(form.get(name, "")).replace("\r\n", "\n").strip()
        for name in ("what", "author", "note", "who", "kind")
    }
    parts = str(form.get("content", "")).replace("\r\n", "\n").split("\n\n")
    if given["what"] not in list(What):
        raise DeskError("There is no such correction: choose one of those on the statement's page.")
    if not given["author"]:
        raise DeskError("A correction has an author: go back and give your name.")
    kind = EntityKind(given["kind"]) if given["kind"] in list(EntityKind) else None
    wish = Wish.model_construct(
        what=What(given["what"]), author=given["author"][:200], note=given["note"][:2_000] or None,
        who=given["who"][:300], kind=kind, content=parts,
    )  # fmt: skip
    archives = desk_of(request).archives

    def work() -> Correction:
        with archives.writing() as archive:
            return correct(archive, number, wish)

    made = await run_in_threadpool(work)
    response = RedirectResponse(f"/corrections#c{made.id}", 303)
    response.set_cookie(AUTHOR, _ascii(given["author"]), path="/", httponly=True, samesite="strict", max_age=31_536_000)
    return response


@router.get("/corrections")
async def corrections(request: Request) -> Response:
    """All corrections, the latest first, each with the button that undoes it."""
    archives = desk_of(request).archives

    def find() -> list[Correction]:
        with archives.reading() as archive:
            return list_corrections(archive, undone=True)[::-1]

    return with_form(request, "corrections.html", corrections=await run_in_threadpool(find))


@router.get("/corrections.jsonl")
async def corrections_export(request: Request) -> Response:
    """All corrections in force as training data, as `quoth export ARCHIVE corrections` prints them."""
    archives = desk_of(request).archives

    def make() -> str:
        with archives.reading() as archive:
            return "".join(f"{line}\n" for line in lines(archive))

    held = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
    return Response(await run_in_threadpool(make), media_type="application/jsonl; charset=utf-8", headers=held)


@router.post("/corrections/{number}/undo")
async def undo(request: Request, number: Number, form: Form) -> Response:
    """Take a correction back."""
    del form  # it was checked
    await run_in_threadpool(change, request, number, undone=True)
    return RedirectResponse(f"/corrections#c{number}", 303)


@router.post("/corrections/{number}/redo")
async def redo(request: Request, number: Number, form: Form) -> Response:
    """Make a correction again that was taken back."""
    del form
    await run_in_threadpool(change, request, number, undone=False)
    return RedirectResponse(f"/corrections#c{number}", 303)


def change(request: Request, number: int, *, undone: bool) -> Correction:
    """Undo a correction, or make it again."""
    with desk_of(request).archives.writing() as archive:
        return making.undo(archive, number) if undone else making.redo(archive, number)


def _ascii(name: str) -> str:
    """A name as a cookie can hold it; what it cannot hold is left out, and typed again."""
    return "".join(
        character for character in name if character.isascii() and character.isprintable() and character not in ';,"\\'
    )
