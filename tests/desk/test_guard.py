"""Each attack that the desk must withstand."""

from __future__ import annotations

import asyncio
import gzip
import re
import shutil
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from fastapi.routing import APIRoute

from quoth.archive import open_archive
from quoth.archive.recent import count_articles
from quoth.desk.app import make_app, make_inner_app
from quoth.desk.guard import check_program, checked_form, session_of
from quoth.desk.settings import Limits, Settings
from quoth.errors import DeskError
from tests.desk.conftest import HOSTILE, TOKEN, client_of, form_token

PAGES = [
    "/",
    "/people",
    "/articles",
    "/attention",
    "/network",
    "/check",
    "/check?quotation=nobody",
    "/read",
    "/statements?about=ferry",
    "/who/person/oona%20brandt",
    "/wordings/person/oona%20brandt",
    "/article/1",
    "/article/7",
    "/search?who=script",
    "/search?who=Brandt",
    "/login",
    "/api/",
    "/nothing",
    "/who/person/nobody",
    "/statements?from=yesterday",
]
CHANGES = ["/read", "/check", "/login", "/read/abc/add", "/read/abc/leave"]


def with_token(settings, **more) -> Settings:
    return Settings(settings.archive, settings.drafts, token=TOKEN, names=("testserver",), **more)


# DNS rebinding


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "[", "localhost@evil.example"]
)
@pytest.mark.parametrize("path", ["/", "/api/who", "/assets/desk.css"])
def test_a_foreign_host_gets_nothing(client, host, path):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "not known by that name" in answer.text
    assert "Brandt" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST", "testserver"])
def test_its_own_names_are_known(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


# The token


def test_another_address_needs_a_token(settings):
    with pytest.raises(DeskError, match="others reach"):
        Settings(settings.archive, settings.drafts, host="0.0.0.0")
    with pytest.raises(DeskError, match="guessed"):
        Settings(settings.archive, settings.drafts, host="0.0.0.0", token="short")


def test_without_the_token_nothing_is_shown(settings):
    with client_of(with_token(settings)) as client:
        for path in PAGES:
            answer = client.get(path)
            if path == "/login":
                continue
            assert answer.status_code == (401 if path.startswith("/api/") else 303), path
            assert "Brandt" not in answer.text
        assert client.get("/api/who").json()["error"]["status"] == 401
        assert client.post("/api/read", json={"text": "x"}, headers={"X-Quoth": "1"}).status_code == 401
        for held in ("", "no", TOKEN, session_of("another token than that"), "ü"):
            assert client.get("/", headers={"Cookie": f"quoth_session={held}".encode()}).status_code == 303
        assert client.get("/api/who", headers={"Authorization": "Bearer no"}).status_code == 401


def test_the_token_lets_in(settings):
    with client_of(with_token(settings)) as client:
        assert client.get("/api/who", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        held = form_token(client, "/login")
        wrong = client.post("/login", data={"form_token": held, "token": "no", "next": "/people"})
        assert wrong.status_code == 403
        assert "quoth_session" not in client.cookies
        right = client.post("/login", data={"form_token": held, "token": TOKEN, "next": "/people"})
        assert right.headers["location"] == "/people"
        cookie = right.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert TOKEN not in cookie
        assert client.get("/people").status_code == 200


@pytest.mark.parametrize("aim", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_login_leads_nowhere_else(settings, aim):
    with client_of(with_token(settings)) as client:
        answer = client.post("/login", data={"form_token": form_token(client, "/login"), "token": TOKEN, "next": aim})
        assert answer.headers["location"] == "/"


def test_tokens_are_compared_in_constant_time(monkeypatch, settings):
    compared = []
    monkeypatch.setattr(
        "quoth.desk.guard.hmac.compare_digest", lambda one, other: compared.append((one, other)) or False
    )
    with client_of(with_token(settings)) as client:
        client.get("/api/who", headers={"Authorization": "Bearer no"})
    assert (b"no", TOKEN.encode()) in compared


# CSRF


def test_every_route_that_changes_something_is_protected(settings):
    unsafe = []
    for route in make_inner_app(settings).routes:
        for each in getattr(getattr(route, "original_router", None), "routes", [route]):
            if isinstance(each, APIRoute) and each.methods - {"GET", "HEAD"} and "{rest:path}" not in each.path:
                checks = {dependency.call for dependency in each.dependant.dependencies}
                assert checks & {checked_form, check_program}, each.path
                unsafe.append(each.path)
    assert len(unsafe) >= 9


@pytest.mark.parametrize("path", CHANGES)
def test_a_form_without_the_visitors_token_is_refused(client, path):
    fields = {"text": "“No,” said Oona Brandt.", "draft": "“No,” she said."}
    assert client.post(path, data=fields).status_code == 403
    held = form_token(client)
    assert client.post(path, data={**fields, "form_token": held[:-1] + "?"}).status_code == 403
    client.cookies.clear()
    assert client.post(path, data={**fields, "form_token": held}).status_code == 403
    with open_archive(client.app._settings.archive) as archive:
        assert count_articles(archive) == 7


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(client, sent):
    held = form_token(client)
    assert client.post("/check", data={"form_token": held, "draft": "x"}, headers=sent).status_code == 403
    assert client.post("/api/add", json={"text": "x"}, headers={**sent, "X-Quoth": "1"}).status_code == 403


def test_a_program_needs_the_header(client):
    answer = client.post("/api/add", json={"text": "“No,” said Oona Brandt."})
    assert answer.status_code == 403
    assert "X-Quoth" in answer.json()["error"]["message"]


def test_no_page_lets_other_sites_read(client):
    answer = client.get("/api/who", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    assert (
        client.options(
            "/api/add", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        ).status_code
        >= 400
    )


# CSP and XSS


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_nothing_but_our_own_files(client, path):
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "*" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    if answer.status_code == 303:
        return
    html = answer.text
    assert not re.search(r"<script(?! src=\"/assets/)", html)
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", re.sub(r'"[^"]*"', '""', html))
    assert not re.search(r"(?:href|src|action)=\"\s*(?:javascript|data):", html, re.IGNORECASE)
    assert "https://" not in "".join(re.findall(r"<(?:link|script|img)[^>]*>", html))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/people",
        "/articles",
        "/attention",
        "/network",
        "/article/7",
        "/statements?about=script",
        "/statements?who=script&via=%3Cscript%3E",
        "/check?quotation=%3Cscript%3Ealert%281%29%3C%2Fscript%3E&by=%3Cscript%3E",
        "/search?who=%3Cscript%3E",
        "/search?who=zzz%3Cscript%3E",
        "/who/person/%3Cscript%3E",
        "/statements?from=%3Cscript%3E",
    ],
)
def test_article_text_is_never_markup(client, path):
    html = client.get(path).text
    assert "<script>" not in html
    assert "<img" not in html
    assert "49" not in re.findall(r"alert\(2\)[^{]{0,12}", html)


def test_the_dossier_of_a_hostile_name(client):
    found = client.get("/search", params={"who": HOSTILE})
    answer = client.get(found.headers["location"])
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "alert(1)" in answer.text
    assert not re.search(r"href=.\s*javascript:", answer.text, re.IGNORECASE)
    feed = client.get("/feed.atom", params={"key": f"person/{HOSTILE.lower()}"})
    assert b"<script>" not in feed.content


def test_errors_have_one_shape_and_no_traceback(client, monkeypatch):
    for path, status in (
        ("/api/nothing", 404),
        ("/api/ask?who=Zorgo", 404),
        ("/api/ask?from=never", 400),
        ("/api/ask?limit=-1", 422),
        ("/api/articles/99", 400),
        ("/api/articles/x", 422),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        error = answer.json()["error"]
        assert error["status"] == status
        assert error["message"].strip().endswith((".", "?"))

    def broken(*_args, **_more):
        raise ValueError("a secret path")

    monkeypatch.setattr("quoth.desk.api.list_speakers", broken)
    monkeypatch.setattr("quoth.desk.pages.list_speakers", broken)
    for path in ("/api/who", "/people"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "content-security-policy" in answer.headers
    assert client.get("/api/who").json()["error"]["status"] == 500


# Uploads


def small(settings, **limits) -> Settings:
    return Settings(settings.archive, settings.drafts, names=("testserver",), limits=Limits(**limits))


@pytest.mark.parametrize("path", ["/read", "/api/read/file"])
def test_an_upload_that_is_too_large_is_refused(settings, path):
    with client_of(small(settings, upload=10_000)) as client:
        files = {"file": ("a.txt", b"x" * 20_000)}
        answer = client.post(path, files=files, data={"form_token": form_token(client)}, headers={"X-Quoth": "1"})
        assert answer.status_code == 413


def drive(settings, body, headers=()):
    """What the desk answers to a raw request, whose body comes as the messages do."""
    sent = []

    async def run() -> None:
        async def send(message):
            sent.append(message)

        messages = iter(body)

        async def receive():
            message = next(messages, None)
            if message is None:
                await asyncio.sleep(60)
            return message

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/read",
            "raw_path": b"/api/read",
            "query_string": b"",
            "headers": [(b"host", b"testserver"), (b"content-type", b"application/json"), (b"x-quoth", b"1"), *headers],
            "scheme": "http",
            "server": ("testserver", 80),
            "client": ("127.0.0.1", 1),
            "root_path": "",
            "http_version": "1.1",
        }
        await make_app(settings)(scope, receive, send)

    asyncio.run(run())
    return sent[0]["status"]


def test_a_body_that_says_nothing_of_its_size_is_counted(settings):
    pieces = [{"type": "http.request", "body": b"x" * 5_000, "more_body": True}] * 10
    assert drive(small(settings, upload=10_000), pieces) == 413
    assert drive(small(settings, upload=10_000), pieces, [(b"content-length", b"10")]) == 413


def test_a_body_that_says_it_is_too_large_is_not_waited_for(settings):
    limits = small(settings, upload=10_000, upload_seconds=2.0)
    assert drive(limits, [], [(b"content-length", b"20000")]) == 413


def test_a_body_that_does_not_come_is_given_up(settings):
    piece = {"type": "http.request", "body": b"{", "more_body": True}
    assert drive(small(settings, upload_seconds=0.3), [piece]) == 408


@pytest.mark.parametrize("name", ["../archive", "..%2Farchive", "%2e%2e%2farchive", "archive", "x" * 22])
def test_no_name_of_a_draft_leads_out_of_their_folder(settings, name):
    """The archive itself lies beside the folder, and another in it."""
    shutil.copy(settings.archive, settings.drafts / "archive.db")
    with client_of(settings) as client:
        answer = client.get(f"/read/{name}")
        assert answer.status_code == 404
        assert "Lindow" not in answer.text
        held = form_token(client)
        for what in ("add", "leave"):
            client.post(f"/read/{name}/{what}", data={"form_token": held})
    assert settings.archive.exists()
    assert (settings.drafts / "archive.db").exists()


def test_the_name_of_a_file_leads_nowhere(settings):
    """Of where the visitor's machine had it, nothing is kept, and nothing on this one is read."""
    with client_of(settings) as client:
        file = {"file": ("../../../etc/passwd.txt", "“No,” said Oona Brandt.".encode())}
        (reading,) = client.post("/api/read/file", files=file, headers={"X-Quoth": "1"}).json()
    assert reading["article"]["path"] is None
    assert "etc" not in str(reading["article"])
    assert reading["article"]["text"].strip() == "“No,” said Oona Brandt."


# Server-side request forgery


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
    ],
)
def test_addresses_of_our_own_network_are_not_fetched(shared_client, url):
    answer = shared_client.post("/api/read", json={"url": url}, headers={"X-Quoth": "1"})
    assert answer.status_code == 422
    message = answer.json()["error"]["message"]
    assert "root:" not in message
    assert any(words in message for words in ("not of the public internet", "no address", "does not exist"))


class Page(BaseHTTPRequestHandler):
    """A site of one article, without a robots.txt."""

    def do_GET(self):
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        head = "<title>The board’s own title</title><meta name='author' content='Piet Olsen'>"
        body = "<p>“We will appeal,” said Maria Lopez on Friday.</p>"
        self.wfile.write(f"<html><head>{head}</head><body>{body}</body></html>".encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def page():
    """Serve it on this machine, and give its address."""
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/appeal"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_host_that_is_trusted_is_fetched_and_what_is_known_of_the_page_goes_before_what_it_says(settings, page):
    told = {"url": page, "title": "Appeal", "outlet": "The Gazette", "published": "2024-05-01"}
    with client_of(replace(settings, fetched=("127.0.0.1",))) as client:
        (plain,) = client.post("/api/read", json={"url": page}, headers={"X-Quoth": "1"}).json()
        (known,) = client.post("/api/read", json=told, headers={"X-Quoth": "1"}).json()
        form = {**told, "author": "Ann Lee", "form_token": form_token(client)}
        shown = client.get(client.post("/read", data=form).headers["location"]).text
    assert "We will appeal" in plain["article"]["text"]
    assert plain["article"]["title"] == "The board’s own title"
    assert plain["article"]["authors"] == ["Piet Olsen"]
    assert {name: known["article"][name] for name in told} == told
    assert known["article"]["authors"] == ["Piet Olsen"]
    assert "Appeal" in shown
    assert "The Gazette" in shown
    assert "Ann Lee" in shown
    assert "Piet Olsen" not in shown


@pytest.fixture(scope="module")
def shared_client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    with client_of(Settings(folder / "archive.db", folder, names=("testserver",))) as client:
        yield client


def test_a_file_that_unpacks_to_very_much_is_refused(shared_client):
    bomb = gzip.compress(bytes(300 * 1024 * 1024), 9)
    assert len(bomb) < 400_000
    answer = shared_client.post("/api/read/file", files={"file": ("a.txt.gz", bomb)}, headers={"X-Quoth": "1"})
    assert answer.status_code == 422
    assert "MB" in answer.json()["error"]["message"] or "memory" in answer.json()["error"]["message"]
    assert shared_client.get("/").status_code == 200
