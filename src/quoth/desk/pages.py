"""The pages that show what is in the archive; none of them changes anything."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from quoth.archive import Archive
from quoth.archive.asking import ask
from quoth.archive.checking.check import Checker
from quoth.archive.checking.variants import find_variants
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.checking.wordings import find_wordings
from quoth.archive.loading import load
from quoth.archive.names import find_named
from quoth.archive.network import find_network
from quoth.archive.people import find_facts, find_people, find_perhaps, load_people
from quoth.archive.recent import count_articles, find_article, find_attention, list_articles, versions_of
from quoth.archive.speakers import list_speakers
from quoth.archive.statements import statement_numbers
from quoth.desk.feed import document
from quoth.desk.kept import Page
from quoth.desk.picture import draw
from quoth.desk.questions import HIGHEST, Asked
from quoth.desk.rendering import address_part, render, where
from quoth.desk.shared import desk_of, shown, with_form
from quoth.desk.timeline import make_timeline
from quoth.domain import Act
from quoth.errors import UnknownName
from quoth.export import csv_rows, html
from quoth.export.checks import MEANS

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=HIGHEST)]
Start = Annotated[int, Query(ge=0, le=HIGHEST)]
Text = Annotated[str, Query(max_length=4_500)]
_RECENT = 8
_SPEAKERS = 12
_ATTENTION = 4
_LISTED = 50
_EDGES = 60
# A picture of more says nothing.
_MOST_EDGES = 300


@router.get("/")
async def home(request: Request) -> Response:
    """Search, what is new, who is quoted most, and what needs attention."""
    return await shown(
        request,
        lambda archive: render(
            "home.html",
            articles=list_articles(archive, limit=_RECENT),
            number=count_articles(archive),
            speakers=list_speakers(archive, limit=_SPEAKERS),
            attention=find_attention(archive, limit=_ATTENTION),
        ),
    )


@router.get("/search")
async def search(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Where the question of the search line leads: to a person, to statements, or to whom it may mean."""
    if not asked.who.strip():
        return RedirectResponse(where("/statements", **asked.query()) if asked.about.strip() else "/", 303)
    archives = desk_of(request).archives

    def find() -> Response:
        with archives.reading() as archive:
            try:
                named = find_named(archive, asked.who)
            except UnknownName as error:
                return _choice(asked, archive, str(error), status=404)
            if len(named.ids) > 1:
                return _choice(asked, archive, "")
            (person,) = load_people(archive, named.ids)
        return RedirectResponse(where(f"/who/{address_part(person.key)}", **asked.query(who="")), 303)

    return await run_in_threadpool(find)


def _choice(asked: Asked, archive: Archive, unknown: str, *, status: int = 200) -> Response:
    words = [word for word in asked.who.split() if any(map(str.isalnum, word))]
    people = find_people(archive, asked.who, limit=_LISTED) if words else []
    # Nobody has all of the words: perhaps somebody has one of them.
    people = people or [person for word in words for person in find_people(archive, word, limit=5)]
    page = render(
        "choice.html", asked=asked, people=list({each.key: each for each in people}.values()), unknown=unknown
    )
    return Response(page, status, media_type="text/html")


@router.get("/who/{key:path}")
async def person(request: Request, key: str, asked: Annotated[Asked, Query()]) -> Response:
    """The dossier of one person, group or document."""
    archives = desk_of(request).archives
    asked.key = key

    def make(archive: Archive) -> str:
        facts = archives.keep(("facts", key), lambda kept: find_facts(kept, key))
        perhaps = archives.keep(("perhaps", key), lambda kept: find_perhaps(kept, facts.person))
        answer = ask(archive, asked.question(), limit=asked.limit, offset=asked.offset, latest=asked.latest)
        held = {"facts": facts, "perhaps": perhaps, "answer": answer, "timeline": make_timeline(facts.days)}
        return render("person.html", asked=asked, acts=list(Act), **held)

    return await shown(request, make)


@router.get("/wordings/{key:path}")
async def wordings(request: Request, key: str) -> Response:
    """How the words of one person vary between outlets."""
    archives = desk_of(request).archives

    def make(archive: Archive) -> str:
        facts = archives.keep(("facts", key), lambda kept: find_facts(kept, key))
        return render("wordings.html", facts=facts, wordings=find_wordings(archive, key, limit=20))

    return await shown(request, make)


@router.get("/statements")
async def statements(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Statements of whomever, about whom or what is asked."""

    def make(archive: Archive) -> str:
        answer = ask(archive, asked.question(), limit=asked.limit, offset=asked.offset, latest=asked.latest)
        return render("statements.html", answer=answer, asked=asked, acts=list(Act))

    return await shown(request, make)


@router.get("/statements.csv")
async def statements_csv(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The same statements as a table, all of them."""
    archives = desk_of(request).archives

    def make() -> bytes:
        with archives.reading() as archive:
            answer = ask(archive, asked.question(), latest=asked.latest)
        return "".join(csv_rows.statements(answer.statements)).encode()

    held = {"Content-Disposition": 'attachment; filename="statements.csv"'}
    return Response(await run_in_threadpool(make), media_type="text/csv; charset=utf-8", headers=held)


@router.get("/statements.json")
async def statements_json(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The same statements as `quoth ask --json` prints them, all of them; the API gives them page by page."""
    archives = desk_of(request).archives

    def make() -> bytes:
        with archives.reading() as archive:
            answer = ask(archive, asked.question(), latest=asked.latest)
        return json.dumps(answer.to_dict(), ensure_ascii=False).encode()

    held = {"Content-Disposition": 'attachment; filename="statements.json"'}
    return Response(await run_in_threadpool(make), media_type="application/json", headers=held)


@router.get("/feed.atom")
async def feed(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The newest of the same statements as an Atom feed."""
    archives = desk_of(request).archives

    def make() -> bytes:
        with archives.reading() as archive:
            answer = ask(archive, asked.question(), limit=asked.limit, latest=True)
        names = "; ".join(answer.called) or "Statements"
        title = f"{names} about {asked.about}" if asked.about else names
        page = (
            where(f"/who/{address_part(asked.key)}", **asked.query(key=""))
            if asked.key
            else where("/statements", **asked.query())
        )
        root = str(request.base_url).rstrip("/")
        return document(answer.statements, title=f"{title}: who said what", root=root, page=page)

    # Feed readers come again and again; the address in it is the one they came by, so that it is not kept.
    return Page.of(await run_in_threadpool(make), "application/atom+xml").answer(request.headers)


@router.get("/people")
async def people(request: Request) -> Response:
    """Who speaks most."""
    return await shown(request, lambda archive: render("people.html", speakers=list_speakers(archive, limit=200)))


@router.get("/articles")
async def articles(request: Request, offset: Start = 0) -> Response:
    """The articles, those of the latest day first."""

    def make(archive: Archive) -> str:
        listed = list_articles(archive, limit=_LISTED, offset=offset)
        return render("articles.html", articles=listed, number=count_articles(archive), offset=offset, step=_LISTED)

    return await shown(request, make)


@router.get("/attention")
async def attention(request: Request) -> Response:
    """Unnamed sources, orphans, and what the reader is unsure of."""
    return await shown(
        request, lambda archive: render("attention.html", attention=find_attention(archive, limit=_LISTED))
    )


@router.get("/article/{number}")
async def article(request: Request, number: Number) -> Response:
    """The reading view of one article."""

    def make(archive: Archive) -> str:
        reading = load(archive, number)
        listed = find_article(archive, number)
        ids = statement_numbers(archive, number)
        return render(
            "article.html", shown=html.show(reading), listed=listed, ids=ids, versions=versions_of(archive, number)
        )

    return await shown(request, make)


@router.get("/check")
async def check(request: Request, quotation: Text = "", by: str = "", exact: bool = False) -> Response:
    """Whether a quotation is true to what was said, with where it stands and how else it is printed."""
    archives = desk_of(request).archives

    def made() -> list[object]:
        with archives.reading() as archive:
            checker = Checker(archive)
            done = checker.check(quotation, by=by.strip() or None, exact=exact)
            _, variants = find_variants(checker, quotation, by=by.strip() or None)
        return [{"check": done, "variants": variants}]

    results = await run_in_threadpool(made) if quotation.strip() else []
    return with_form(
        request, "check.html", quotation=quotation, by=by, exact=exact, results=results, means=MEANS,
        verdicts=list(Verdict), draft="", refused=[],
    )  # fmt: skip


@router.get("/network")
async def network(
    request: Request,
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    least: Annotated[int, Query(ge=1, le=HIGHEST)] = 1,
    limit: Annotated[int, Query(ge=1, le=_MOST_EDGES)] = _EDGES,
) -> Response:
    """Who speaks about whom, as a picture and as a table."""

    def make(archive: Archive) -> str:
        found = find_network(archive, since=since or None, until=until or None, least=least, limit=limit)
        chosen = {"from": since, "to": until, "least": least, "limit": limit}
        return render("network.html", network=found, picture=draw(found), chosen=chosen, most=_MOST_EDGES)

    return await shown(request, make, slow=True)
