"""What is kept of pages: sent at once while the archive is as it was, never afterwards, and nothing personal in it."""

from __future__ import annotations

import asyncio
import gzip
import os
import time

import pytest
from starlette.datastructures import Headers

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.desk import pages as routes
from quoth.desk.archives import Archives
from quoth.desk.kept import Page, Pages
from quoth.desk.settings import Settings
from tests.archive.examples import statement
from tests.desk.conftest import TOKEN, client_of, form_token
from tests.desk.test_pages import BRANDT, correct, number, words

SHARED = [
    "/",
    BRANDT,
    "/wordings/person/oona%20brandt",
    "/statements?about=ferry",
    "/people",
    "/articles",
    "/attention",
    "/article/1",
    "/network",
]
WITH_FORMS = ["/read", "/check", "/statement/1", "/corrections", "/correct/who/person/oona%20brandt", "/login"]


@pytest.fixture
def settled(settings):
    """Let the archive's last change be long ago: what was made at the very moment of a change is not kept."""
    os.utime(settings.archive, (1_700_000_000, 1_700_000_000))
    return settings


@pytest.fixture
def made(monkeypatch):
    """The addresses that had to be made, in order."""
    seen = []
    render = routes.render

    def counted(template, **values):
        seen.append(template)
        return render(template, **values)

    monkeypatch.setattr(routes, "render", counted)
    return seen


def let_settle(settings) -> None:
    time.sleep(0.25)
    assert Archives(settings.archive).state() == Archives(settings.archive).state()


def test_a_page_is_made_once_and_sent_as_it_is(settled, made):
    with client_of(settled) as client:
        let_settle(settled)
        one, two = client.get(BRANDT), client.get(BRANDT)
        assert made == ["person.html"]
        assert one.content == two.content
        assert one.headers["etag"] == two.headers["etag"]
        # The guard stands before what is kept, too.
        assert "default-src 'none'" in two.headers["content-security-policy"]
        assert two.headers["cache-control"] == "private, no-cache"
        client.get(f"{BRANDT}?latest=1")
        assert made == ["person.html", "person.html"]


def test_who_has_it_already_gets_nothing_but_the_tag(settled):
    with client_of(settled) as client:
        tag = client.get(BRANDT).headers["etag"]
        for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = client.get(BRANDT, headers={"If-None-Match": given})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        assert client.get(BRANDT, headers={"If-None-Match": '"other"'}).status_code == 200


def test_who_follows_a_feed_gets_it_only_when_it_is_new(settled):
    with client_of(settled) as client:
        path = "/feed.atom?key=person/oona brandt"
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        with open_archive(settled.archive, write=True) as archive:
            store(archive, statement("The new one is blue.", day="2024-07-01", id="new"))
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
        here, there = (client.get(path, headers={"Host": host}).text for host in ("localhost", "testserver"))
        assert "http://localhost/" in here
        assert "localhost" not in there


def test_it_is_packed_for_whoever_takes_that():
    page = Page.of("a page " * 1_000)
    packed = page.answer(Headers({"Accept-Encoding": "br, gzip;q=0.5"}))
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == b"a page " * 1_000
    for given in ("", "br", "gzip;q=0", "gzip; q=0.0"):
        plain = page.answer(Headers({"Accept-Encoding": given}))
        assert "content-encoding" not in plain.headers
        assert plain.body == b"a page " * 1_000
    assert packed.headers["vary"] == "Accept-Encoding"


def test_a_change_shows_at_once(settled):
    with client_of(settled) as client:
        let_settle(settled)
        before = {path: client.get(path) for path in SHARED}
        for path in SHARED:
            client.get(path)
        # By the desk itself, and by another process.
        correct(client, number(settled, "ferry had been sold"), what="speaker", who="Piet Olsen")
        assert "4 statements" in words(client.get(BRANDT))
        assert "Piet Olsen" in client.get("/people").text
        with open_archive(settled.archive, write=True) as archive:
            store(archive, statement("The new one is blue.", day="2024-07-01", id="new"))
        assert "The new one is blue." in client.get(BRANDT).text
        for path in ("/", BRANDT, "/people", "/articles"):
            assert client.get(path, headers={"If-None-Match": before[path].headers["etag"]}).status_code == 200
        client.post("/corrections/1/undo", data={"form_token": form_token(client, "/corrections")})
        assert "6 statements" in words(client.get(BRANDT))


def test_two_changes_at_one_moment_are_two(settled):
    """A file system may give both the same time, and the log can be as long as before."""
    archives = Archives(settled.archive)
    assert archives.state() == archives.state()
    os.utime(settled.archive)
    assert archives.state() != archives.state()


@pytest.mark.parametrize("path", SHARED)
def test_nothing_of_a_visitor_is_in_what_is_kept(settled, path):
    with client_of(settled) as client:
        let_settle(settled)
        token = form_token(client)
        client.cookies.set("quoth_author", "Ada Lovelace")
        first = client.get(path)
        assert first.status_code == 200
        assert "etag" in first.headers
        assert token not in first.text
        assert "form_token" not in first.text
        assert "Lovelace" not in first.text
        assert "set-cookie" not in first.headers
        client.cookies.clear()
        assert client.get(path).content == first.content


@pytest.mark.parametrize("path", WITH_FORMS)
def test_pages_with_forms_are_made_for_each_visitor(settled, path):
    with client_of(settled) as client:
        let_settle(settled)
        seen = set()
        for _ in range(3):
            client.cookies.clear()
            answer = client.get(path)
            assert "etag" not in answer.headers
            token = client.cookies["quoth_form"]
            assert f'value="{token}"' in answer.text or path == "/corrections"
            seen.add(token)
            assert not any(other in answer.text for other in seen - {token})
        assert len(seen) == 3


def test_what_is_kept_is_for_those_who_may_come(settled):
    asked = Settings(settled.archive, settled.drafts, token=TOKEN, names=("testserver",))
    with client_of(asked) as client:
        let_settle(settled)
        knows = {"Authorization": f"Bearer {TOKEN}"}
        tag = client.get(BRANDT, headers=knows).headers["etag"]
        assert client.get(BRANDT, headers=knows).status_code == 200
        assert client.get(BRANDT).status_code == 303
        assert client.get(BRANDT, headers={"If-None-Match": tag}).status_code == 303
        assert client.get(BRANDT, headers={**knows, "Host": "evil.example"}).status_code == 400


def test_errors_are_not_kept(settled):
    with client_of(settled) as client:
        let_settle(settled)
        assert client.get("/who/person/piet%20olsen").status_code == 404
        with open_archive(settled.archive, write=True) as archive:
            store(archive, statement("I am here.", "Piet Olsen", id="piet"))
        assert client.get("/who/person/piet%20olsen").status_code == 200


def test_room_is_bounded_and_what_was_not_asked_for_longest_goes_first():
    async def run() -> None:
        pages = Pages(room=3 * len(Page.of(os.urandom(1_000)).packed) + 10)

        async def make() -> Page:
            return Page.of(os.urandom(1_000))

        for name in ("a", "b", "c"):
            await pages.made((name, b""), (1,), make)
        pages.find(("a", b""), (1,))
        await pages.made(("d", b""), (1,), make)
        assert [bool(pages.find((name, b""), (1,))) for name in "abcd"] == [True, False, True, True]
        # Made anew it takes the place of the old one.
        for state in range(20):
            await pages.made(("a", b""), (state,), make)
        assert [bool(pages.find((name, b""), (1,))) for name in "cd"] == [True, True]

    asyncio.run(run())


def test_those_who_ask_at_once_wait_for_the_same():
    async def run() -> None:
        pages, number_made = Pages(), 0

        async def make() -> Page:
            nonlocal number_made
            number_made += 1
            await asyncio.sleep(0.05)
            return Page.of("once")

        waiting = [asyncio.ensure_future(pages.made(("a", b""), (1,), make)) for _ in range(20)]
        await asyncio.sleep(0.01)
        waiting[0].cancel()
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert isinstance(found[0], asyncio.CancelledError)
        assert all(isinstance(each, Page) for each in found[1:])
        assert number_made == 1

        async def fail() -> Page:
            raise ValueError("no")

        for _ in range(2):
            with pytest.raises(ValueError, match="no"):
                await pages.made(("b", b""), (1,), fail)

    asyncio.run(run())
