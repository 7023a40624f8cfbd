"""WARC files: every page that can be read is, whatever lies between, and what cannot is named by its offset."""

from __future__ import annotations

import gzip
import io
import logging

import pytest

from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake import read_file
from quoth.intake import warc as warc_room
from quoth.intake.language import language_of
from quoth.intake.time_limit import time_limit
from quoth.intake.warc import read_records

STORY = (
    "“The tide took the lower steps in a single night,” said Oona Brandt, who has kept the lighthouse for nine years. "
    "The harbour board denied that anybody had warned it, and promised to send an engineer before the end of the month."
)
GERMAN = (
    "Die Flut hat die unteren Stufen in einer einzigen Nacht mitgenommen, sagte die Leuchtturmwärterin am Montag. Der "
    "Hafen bestritt, dass ihn irgendjemand gewarnt habe, und versprach einen Ingenieur."
)


def page(text: str = STORY, head: str = "") -> str:
    return f"<html><head><title>Steps lost</title>{head}</head><body><article><p>{text}</p></article></body></html>"


def record(
    url: str, body: bytes, *, content_type: str = "text/html", status: str = "200 OK", kind: str = "response", more=""
) -> bytes:
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def good(number: int) -> bytes:
    return record(f"https://news.example/{number}", page(f"{STORY} This is page {number}.").encode())


def pack(*records: bytes) -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in records]


def read(*parts: bytes):
    return list(read_records(io.BytesIO(b"".join(parts)), name="a.warc", path="a.warc"))


def urls(records) -> list[str]:
    return [each.article.url.rpartition("/")[2] for each in records if each.article]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_with_address_day_and_offset(packed):
    parts = [good(1), good(2)]
    parts = pack(*parts) if packed else parts
    first, second = read(*parts)
    assert (first.offset, second.offset) == (0, len(parts[0]))
    assert second.article.url == "https://news.example/2"
    assert second.captured == "2024-05-01T10:00:00Z"
    assert (second.article.title, second.article.path) == ("Steps lost", "a.warc")
    assert "“The tide took the lower steps" in second.article.text


@pytest.mark.parametrize(
    "other",
    [
        record("https://news.example/i.png", b"\x89PNG\r\n\x1a\n", content_type="image/png"),
        record("https://news.example/gone", page().encode(), status="404 Not Found"),
        record("https://news.example/q", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://news.example/m", b"a: b", kind="metadata"),
    ],
)
def test_what_is_no_page_is_passed_over(other):
    assert urls(read(good(1), other, good(2))) == ["1", "2"]
    assert len(read(good(1), other, good(2))) == 2


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("windows-1252", "text/html; charset=windows-1252", ""),
        ("windows-1252", "text/html", "<meta charset='windows-1252'>"),
        ("utf-16", "text/html", ""),
        ("koi8-r", "text/html; charset=koi8-r", ""),
    ],
)
def test_encodings_of_server_and_page(encoding, content_type, head):
    said = "Павел" if encoding == "koi8-r" else "Zoë"
    body = page(f"{STORY} So did {said}.", head).encode(encoding, errors="xmlcharrefreplace")
    (found,) = read(record("https://news.example/1", body, content_type=content_type))
    assert f"So did {said}." in found.article.text


@pytest.mark.parametrize("more", ["Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"])
def test_what_the_server_packed_is_unpacked(more):
    body = page().encode()
    body = gzip.compress(body) if "gzip" in more else b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    (found,) = read(record("https://news.example/1", body, more=more))
    assert "Oona Brandt" in found.article.text


def test_other_languages_are_named_and_have_no_article():
    (found,) = read(record("https://news.example/de", page(GERMAN).encode()))
    assert (found.language, found.article, found.reason) == ("de", None, None)


def test_short_texts_count_as_english():
    assert language_of("Hafen zu") == "en"
    assert language_of(STORY) == "en"
    assert language_of(GERMAN) == "de"


def test_damaged_member_costs_itself_alone():
    members = pack(*map(good, range(4)))
    bad = members[1][:40] + bytes(len(members[1]) - 40)
    found = read(members[0], bad, *members[2:])
    assert urls(found) == ["0", "2", "3"]
    (damaged,) = [each for each in found if each.reason]
    assert damaged.offset == len(members[0])
    assert damaged.reason.startswith(f"a.warc, the record at {len(members[0])}, is damaged")


def test_cut_off_member_costs_itself_alone():
    members = pack(*map(good, range(3)))
    assert urls(read(members[0], members[1][:200], members[2])) == ["0", "2"]


def test_rubbish_between_records_is_told():
    found = read(good(1), b"rubbish\r\n\r\nmore of it\r\n", good(2))
    assert urls(found) == ["1", "2"]
    assert [each.offset for each in found if each.reason] == [0]


def test_a_file_that_ends_amid_a_record():
    whole = b"".join(pack(good(1), good(2)))
    found = read(whole[:-60])
    assert urls(found)[:1] == ["1"]


def test_a_file_of_rubbish():
    assert [each.article for each in read(b"nothing of the kind " * 9_000)] == [None]
    assert read() == []


def test_a_page_without_words_and_one_that_is_too_large(monkeypatch):
    (empty,) = read(record("https://news.example/1", b"<html><body><img src='a'></body></html>"))
    assert empty.reason == "a.warc, the record at 0, has no text: leave it out."
    monkeypatch.setattr(warc_room, "_LARGEST_PAGE", 100)
    (large,) = read(good(1))
    assert "is larger than" in large.reason


def test_what_fails_or_takes_too_long_is_set_aside(monkeypatch):
    def fail(*_arguments, **_options):
        raise RuntimeError("lost")

    def dawdle(*_arguments, **_options):
        while True:
            pass

    monkeypatch.setattr(warc_room, "read_html", fail)
    assert "cannot be read (RuntimeError: lost)" in read(good(1))[0].reason
    monkeypatch.setattr(warc_room, "read_html", dawdle)
    monkeypatch.setattr(warc_room, "time_limit", lambda name: time_limit(name, 0.05))
    assert "took longer than 0.05 seconds" in read(good(1))[0].reason


def test_memory_does_not_grow_with_the_file():
    class Endless(io.RawIOBase):
        """Five hundred records that are made when they are asked for."""

        def __init__(self):
            self.left, self.data, self.kept = 500, b"", []

        def read(self, size=-1):
            if not self.data and self.left:
                self.left -= 1
                self.data = record("https://news.example/x.bin", bytes(50_000), content_type="application/x")
            given, self.data = self.data[:size], self.data[size:]
            return given

    stream = warc_room._Stream(Endless())
    largest = max(len(stream._kept) for _ in warc_room._records(stream))
    assert largest < 1_000_000


def test_files_are_read_like_others(tmp_path, caplog):
    path = tmp_path / "crawl.warc.gz"
    german = record("https://news.example/de", page(GERMAN).encode())
    path.write_bytes(b"".join(pack(good(1), german, good(2))))
    with caplog.at_level(logging.WARNING):
        found = list(read_file(path))
    assert all(isinstance(each, Article) for each in found)
    assert len(found) == 2
    assert "left out 1 pages in other languages (de 1)" in caplog.text
    path.write_bytes(b"".join(pack(good(1))) + b"rubbish" * 20)
    assert [type(each) for each in read_file(path)] == [Article, IntakeError]


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\nbroken", record("https://news.example/x", b"{}", kind="request")])
def test_a_file_without_a_page_is_told(tmp_path, data):
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    (error,) = read_file(path)
    assert str(error) == f"{path} has no web page in it: check that it is a whole WARC file with the responses."
