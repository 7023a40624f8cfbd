"""Web addresses are fetched with care: where they may lead, how large they may be, what robots.txt says."""

from __future__ import annotations

import gzip
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from click.testing import CliRunner

from quoth.archive import open_archive
from quoth.archive.loading import load_all
from quoth.cli import main
from quoth.errors import FetchError, IntakeError
from quoth.intake import addresses
from quoth.intake.addresses import is_public
from quoth.intake.fetching import Fetcher, Limits
from quoth.intake.sources import count_articles, list_sources, read_source

PAGE = "<html><head><title>Pier</title></head><body><article><p>“The pier is closed,” said Oona Brandt.</p></article>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>
<item><title>Pier</title><link>{base}/page</link><pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{base}/missing</link></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    """A site with a page, redirects, a large page and a slow one; `robots` is its robots.txt."""

    robots: tuple[int, str] = (404, "")
    seen: ClassVar[list[tuple[str, str | None, str | None]]] = []

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        base = f"http://news.example:{self.server.server_port}"
        answers = {
            "/robots.txt": (*self.robots, {}),
            "/page": (200, PAGE, {"Content-Type": "text/html"}),
            "/moved": (302, "", {"Location": "/page"}),
            "/circle": (302, "", {"Location": "/circle"}),
            "/inside": (302, "", {"Location": "http://10.0.0.1/"}),
            "/file": (302, "", {"Location": "file:///etc/hosts"}),
            "/other": (302, "", {"Location": f"http://other.example:{self.server.server_port}/page"}),
            "/large": (200, "x" * 3_000_000, {}),
            "/feed": (200, FEED.format(base=base), {"Content-Type": "application/rss+xml"}),
            "/latin": (200, "“Café,” said Élodie.".encode("cp1252"), {"Content-Type": "text/plain; charset=cp1252"}),
        }
        if self.path == "/bomb":
            body = gzip.compress(b"x" * 30_000_000)
            answers["/bomb"] = (200, body, {"Content-Encoding": "gzip"})
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"slow ")
                self.wfile.flush()
                time.sleep(0.1)
            return
        status, body, headers = answers.get(self.path, (404, "", {}))
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(Site, "robots", (404, ""))
    monkeypatch.setattr(Site, "seen", [])

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments):  # a client that hangs up is no error here
            pass

    with Quiet(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://news.example:{server.server_port}"
        server.shutdown()
        thread.join()


NAMES = {"news.example": ["127.0.0.1"], "other.example": ["192.168.0.7"], "both.example": ["93.184.216.34", "10.0.0.9"]}


def resolve(host: str, port: int) -> list[str]:
    assert port > 0
    return NAMES.get(host, [host])


def fetcher(**options) -> Fetcher:
    return Fetcher(allowed=["news.example"], resolve=resolve, **options)


def test_a_page_is_an_article(site):
    with fetcher() as ours:
        article = ours.fetch_article(f"{site}/page")
    assert article.url == f"{site}/page"
    assert article.title == "Pier"
    assert "“The pier is closed,” said Oona Brandt." in article.text
    (_, host, agent) = Site.seen[-1]
    assert host == site.removeprefix("http://")
    assert agent.startswith("Quoth/")


def test_a_redirect_is_followed_and_named(site):
    with fetcher() as ours:
        assert ours.fetch(f"{site}/moved#part").url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/missing", "answers with status 404"),
        ("/circle", "redirects more than 5 times"),
        ("/inside", "/inside redirects, but 10.0.0.1 has an address that is not of the public internet"),
        ("/file", "begins with http:// or https://"),
        ("/other", r"other.example has an address .* \(192.168.0.7\): name it with --allow-host other.example"),
        ("/large", "is larger than 2 MB"),
        ("/bomb", "is larger than 2 MB"),
        ("/slow", "takes longer than 1 seconds|does not answer in time"),
    ],
)
def test_what_cannot_be_fetched_is_told(site, path, told):
    with (
        fetcher(limits=Limits(seconds=1.0 if path == "/slow" else 30.0, size=2 * 1024 * 1024)) as ours,
        pytest.raises(FetchError, match=told) as caught,
    ):
        ours.fetch(f"{site}{path}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://news.example/", "begins with http"),
        ("file:///etc/passwd", "begins with http"),
        ("http://", "begins with http"),
        ("http://user:secret@news.example/", "was given with a password"),
        ("http://127.0.0.1/", "not of the public internet"),
        ("http://[::1]/", "not of the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not of the public internet"),
        ("http://169.254.169.254/latest/meta-data", "not of the public internet"),
        ("http://both.example/", r"10.0.0.9"),
        ("http://[", "no web address|begins with|not of the public"),
    ],
)
def test_what_must_not_be_fetched_is_told(url, told):
    with fetcher() as ours, pytest.raises(FetchError, match=told) as caught:
        ours.fetch(url)
    assert "secret" not in str(caught.value)


PRIVATE = """127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.1.1 100.64.0.1 0.0.0.0 255.255.255.255
    224.0.0.1 192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1
    ::ffff:192.168.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1::1 2001:db8::1 localhost x""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808"])
def test_public_addresses_are_public(address):
    assert is_public(address)


def test_names_are_resolved_once_and_the_checked_address_is_asked(site):
    asked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        del port
        asked.append(host)
        return ["127.0.0.1"]

    with Fetcher(allowed=["NEWS.example."], resolve=changing) as ours:
        ours.fetch(f"{site}/page")
    assert asked == ["news.example", "news.example"]  # for robots.txt, and for the page


def test_the_system_resolves():
    assert set(addresses.resolve("localhost", 80)) & {"127.0.0.1", "::1"}
    with pytest.raises(FetchError, match="has no address"):
        addresses.resolve("no-such-host.invalid", 80)


@pytest.mark.parametrize(
    ("robots", "path", "told"),
    [
        ((200, "User-agent: *\nDisallow: /"), "/page", "robots.txt"),
        ((200, "User-agent: quoth\nDisallow: /page"), "/page", "robots.txt"),
        ((200, "User-agent: *\nDisallow: /page"), "/moved", "robots.txt"),
        ((503, ""), "/page", "is left alone"),
        ((200, "User-agent: other\nDisallow: /"), "/page", None),
        ((200, "User-agent: *\nDisallow: /private"), "/page", None),
        ((404, ""), "/page", None),
        ((403, ""), "/page", None),
    ],
)
def test_robots_txt_is_respected(site, robots, path, told):
    Site.robots = robots
    with fetcher() as ours:
        if told is None:
            assert ours.fetch(f"{site}{path}").url == f"{site}/page"
            return
        with pytest.raises(FetchError, match=told):
            ours.fetch(f"{site}{path}")
    assert "/page" not in [path for path, _, _ in Site.seen]


def test_robots_txt_is_read_once(site):
    with fetcher() as ours:
        for _ in range(3):
            ours.fetch(f"{site}/page")
    assert [path for path, _, _ in Site.seen].count("/robots.txt") == 1


def test_the_encoding_of_the_header_counts(site):
    with fetcher() as ours:
        assert ours.fetch_article(f"{site}/latin").text == "“Café,” said Élodie."


def test_a_feed_at_an_address_is_followed(site):
    with fetcher() as ours:
        article, refused = read_source(f"{site}/feed", ours)
    assert (article.title, article.outlet, article.published) == ("Pier", "The Herald", "2024-03-05T09:00:00Z")
    assert isinstance(refused, IntakeError)
    assert "404" in str(refused)


def test_a_site_that_is_not_there_is_told():
    with fetcher() as ours, pytest.raises(FetchError, match="cannot be reached"):
        ours.fetch("http://news.example:9/")


def test_sources_are_listed_and_counted(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n', encoding="utf-8")
    (tmp_path / "one.txt").write_text("One.", encoding="utf-8")
    sources = list_sources([str(tmp_path), "https://news.example/", "gone.txt"])
    assert sources == [str(tmp_path / "one.txt"), str(tmp_path / "rows.jsonl"), "https://news.example/", "gone.txt"]
    assert count_articles(sources) == 5


def test_add_fetches(site, tmp_path):
    page = f"{site.replace('news.example', '127.0.0.1')}/page"
    path = tmp_path / "archive.db"
    refused = CliRunner().invoke(main, ["add", str(path), page])
    assert refused.exit_code == 1
    assert "--allow-host 127.0.0.1" in refused.stderr
    added = CliRunner().invoke(main, ["add", str(path), page, "--allow-host", "127.0.0.1", "--json"])
    assert added.exit_code == 0
    assert json.loads(added.stdout)["added"] == 1
    with open_archive(path) as opened:
        assert [reading.article.url for reading in load_all(opened)] == [page]
