"""Corrections from the pages: a statement or a person with all that may be wrong, and the list of what is put right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request
from markupsafe import Markup
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from quoth.archive import Archive
from quoth.archive.corrections import making
from quoth.archive.corrections.making import By
from quoth.archive.corrections.records import Correction, What, list_corrections
from quoth.archive.loading import load
from quoth.archive.names import find_keyed
from quoth.archive.people import find_alike, list_appearances, load_people
from quoth.archive.statements import load_statements
from quoth.desk.guard import checked_form
from quoth.desk.questions import HIGHEST
from quoth.desk.shared import desk_of, with_form
from quoth.domain import EntityKind, Span, Spans
from quoth.errors import DeskError, UnknownName
from quoth.export.corrections import lines
from quoth.export.marked_text import escaped

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=HIGHEST)]
Form = Annotated[FormData, Depends(checked_form)]
# So that nobody types their name twice.
AUTHOR = "quoth_author"
# So much of an article is shown around a statement, in code points; its words can be chosen from that.
_CONTEXT = 2_000
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBER = re.compile(r"[1-9]\d{0,17}")
# Of a person's articles so many can be chosen from, and of people who may be the same.
_APPEARANCES = 100
_ALIKE = 8
_KINDS = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.DOCUMENT, EntityKind.UNNAMED)


class Place(BaseModel):
    """A half-open range of code points into the article's text."""

    start: int = Field(ge=0, le=HIGHEST)
    end: int = Field(ge=0, le=HIGHEST)


class Wish(BaseModel):
    """A correction of a statement that somebody wants made; which parts count follows from `what`."""

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
    spans: list[Place] = Field([], max_length=50, description="For extent, in place of the words: where they stand.")


class PersonWish(BaseModel):
    """A correction of who somebody is, wherever they speak."""

    what: Literal["merge", "split", "alias"]
    author: str = Field(max_length=200, description="Who makes it.")
    note: str | None = Field(None, max_length=2_000)
    who: str = Field(
        max_length=300,
        description="For merge: whom they are the same as, by name or key. For split: what the other is called. For "
        "alias: the further name.",
    )
    statements: list[Annotated[int, Field(ge=1, le=HIGHEST)]] = Field(
        [], max_length=_APPEARANCES, description="For split: one statement of each article that speaks of the other."
    )


def correct(archive: Archive, statement: int, wish: Wish) -> Correction:
    """Make one correction of a statement, or of who speaks in it."""
    by = By(wish.author, wish.note)
    if wish.what is What.SPEAKER:
        return making.correct_speaker(archive, statement, wish.who or None, by=by, kind=wish.kind or EntityKind.PERSON)
    if wish.what is What.EXTENT:
        spans = [Span(each.start, each.end) for each in wish.spans]
        words = [words for words in wish.content if words.strip()]
        return making.correct_extent(archive, statement, spans or words, by=by)
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


def correct_person(archive: Archive, key: str, wish: PersonWish) -> list[Correction]:
    """Make the corrections of who somebody is: one, or for a split one for each article."""
    by = By(wish.author, wish.note)
    if not wish.who.strip():
        raise DeskError("No name was given: say who is meant, or the further name.")
    if wish.what == "merge":
        return [making.correct_merge(archive, key, wish.who, by=by)]
    if wish.what == "alias":
        return [making.correct_alias(archive, key, wish.who, by=by)]
    if not wish.statements:
        raise DeskError("No article was chosen: choose those that speak of somebody else.")
    found, (whose,) = load_statements(archive, wish.statements), load_people(archive, find_keyed(archive, key).ids)
    if len(found) < len(set(wish.statements)) or any(each.key != whose.key for each in found):
        raise DeskError("Not all of that is said by this person any longer: load the page anew and choose again.")
    return [making.correct_split(archive, each.id, wish.who, by=by) for each in found]


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
        passage = _passage(text, spans)
        return {
            "statement": found[0], "corrections": corrections, "names": sorted(set(names)),
            "parts": [span.of(text) for span in spans], "pieces": list(_pieces(text, passage, spans)),
            "passage": passage, "whole": len(passage) == len(text),
        }  # fmt: skip

    held = await run_in_threadpool(find)
    return with_form(request, "statement.html", author=request.cookies.get(AUTHOR, ""), kinds=_KINDS, **held)


def _passage(text: str, spans: Spans) -> Span:
    """The lines around a statement that a page shows of its article, or all of a short one."""
    start, end = (spans[0].start, spans[-1].end) if spans else (0, 0)
    before = text.rfind("\n", 0, max(0, start - _CONTEXT)) + 1 if start > _CONTEXT else 0
    after = text.find("\n", end + _CONTEXT)
    return Span(before, len(text) if after < 0 else after)


def _pieces(text: str, passage: Span, spans: Spans) -> Iterator[tuple[Markup, bool]]:
    """The passage in pieces, each with whether it is of the statement."""
    at = passage.start
    for span in spans:
        yield escaped(text[at : span.start]), False
        yield escaped(span.of(text)), True
        at = span.end
    yield escaped(text[at : passage.end]), False


@router.post("/statement/{number}/correct")
async def make(request: Request, number: Number, form: Form) -> Response:
    """Make the correction that a form asks for, and show it among all."""
    given = _given(form, list(What))
    parts = str(form.get("content", "")).replace("\r\n", "\n").split("\n\n")
    spans = [Place(start=int(start), end=int(end)) for start, end in _SPAN.findall(str(form.get("spans", "")))]
    kind = EntityKind(given["kind"]) if given["kind"] in list(EntityKind) else None
    wish = Wish.model_construct(
        what=What(given["what"]), author=given["author"][:200], note=given["note"][:2_000] or None,
        who=given["who"][:300], kind=kind, content=parts, spans=spans[:50],
    )  # fmt: skip
    archives = desk_of(request).archives

    def work() -> Correction:
        with archives.writing() as archive:
            return correct(archive, number, wish)

    return _told(await run_in_threadpool(work), given["author"])


@router.get("/correct/who/{key:path}")
async def person(request: Request, key: str) -> Response:
    """One person, with the forms that say who they are."""
    archives = desk_of(request).archives

    def find() -> dict[str, Any]:
        with archives.reading() as archive:
            found = load_people(archive, find_keyed(archive, key).ids)[0]
            alike = find_alike(archive, found, limit=_ALIKE)
            return {"person": found, "alike": alike, "articles": list_appearances(archive, key, limit=_APPEARANCES)}

    held = await run_in_threadpool(find)
    return with_form(request, "who.html", author=request.cookies.get(AUTHOR, ""), most=_APPEARANCES, **held)


@router.post("/correct/who/{key:path}")
async def make_of_person(request: Request, key: str, form: Form) -> Response:
    """Make the corrections that a form of a person's page asks for, and show them among all."""
    given = _given(form, ["merge", "split", "alias"])
    chosen = [int(each) for each in form.getlist("statement") if isinstance(each, str) and _NUMBER.fullmatch(each)]
    wish = PersonWish.model_construct(
        what=given["what"], author=given["author"][:200], note=given["note"][:2_000] or None,
        who=(given["who"] or given["alike"])[:300], statements=chosen[:_APPEARANCES],
    )  # fmt: skip
    archives = desk_of(request).archives

    def work() -> Correction:
        with archives.writing() as archive:
            return correct_person(archive, key, wish)[-1]

    return _told(await run_in_threadpool(work), given["author"])


def _given(form: FormData, whats: Sequence[str]) -> dict[str, str]:
    """What a form says of the correction that it asks for; `DeskError` if that is none, or has no author."""
    given = {
        name: str(form.get(name, "")).replace("\r\n", "\n").strip()
        for name in ("what", "author", "note", "who", "kind", "alike")
    }
    if given["what"] not in whats:
        raise DeskError("There is no such correction: choose one of those on the page of a statement or a person.")
    if not given["author"]:
        raise DeskError("A correction has an author: go back and give your name.")
    return given


def _told(made: Correction, author: str) -> Response:
    """The way to a correction that was made; the browser remembers by whom."""
    response = RedirectResponse(f"/corrections#c{made.id}", 303)
    response.set_cookie(AUTHOR, _ascii(author), path="/", httponly=True, samesite="strict", max_age=31_536_000)
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
