"""What holds for every document, whatever its format, and what is refused."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Article, BlockKind
from quoth.errors import IntakeError, UnknownFormat
from quoth.intake import read_document
from quoth.intake.formats import ADVICE, FEED_SUFFIXES, HTML_SUFFIXES, JSON_SUFFIXES, KNOWN_SUFFIXES, TEXT_SUFFIXES

BEGINNINGS = [b"", b"<p>", b"<html><meta charset=utf-16>", b"%PDF-1.4\n", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"<!-- "]


def check_blocks(article: Article) -> None:
    """Fails unless the blocks stand in order, apart, inside the text, and hold something."""
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert block.span.of(article.text).strip()
        end = block.span.end
    article.text.encode()


@settings(deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(), st.sampled_from([None, "a.txt", "a.html", "a.pdf", "a.json", "a"]))
def test_any_bytes_are_an_article_or_an_intake_error(beginning: bytes, data: bytes, path: str | None) -> None:
    with contextlib.suppress(IntakeError):
        check_blocks(read_document(beginning + data, path=path))


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    article = read_document("The words: " + text, path="a.txt")
    assert article.text == "The words: " + text
    check_blocks(article)


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "photo.png", f"photo.png is an image: {ADVICE}."),
        (b"PK\x03\x04\x14\x00", "letter.docx", f"letter.docx is a Word document: {ADVICE}."),
        (b"PK\x03\x04\x14\x00", None, "The document is a ZIP archive or an Office document: give"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None, "The document is a sound file: give"),
        (b"\x7fELF\x02\x01\x01", "quoth.txt", "quoth.txt is a program: give"),
        (bytes(range(256)) * 4, "data.bin", "data.bin is binary data, not text: give"),
        (b"<?xml version='1.0'?>\n<rss></rss>", "feed", "feed is XML of another kind than XHTML: give"),
        (b'{"text": "Hi."}', "a.jsonl", "a.jsonl may hold many articles: read it with `quoth read`"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a.warc", "a.warc may hold many articles: read it with `quoth read`"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, path: str | None, expected: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        read_document(data, path=path)
    assert str(caught.value).startswith(expected)


def test_pdf_without_its_beginning_is_an_error_and_no_text() -> None:
    with pytest.raises(IntakeError, match=r"report\.pdf is no PDF"):
        read_document(b"endobj trailer", path="report.pdf")


@pytest.mark.parametrize("path", [None, "a.txt", "a.html", "a.pdf"])
def test_nothing_is_an_empty_article(path: str | None) -> None:
    article = read_document(b"", path=path)
    assert (article.text, article.blocks, article.path) == ("", (), path)


def test_content_comes_before_suffix() -> None:
    page = "<!DOCTYPE html><p>Ann said so.</p>"
    assert read_document(page, path="a.txt").text == "Ann said so."
    assert read_document(page.encode(), path="page.pdf").text == "Ann said so."
    assert read_document("Ann said so.", path="a.html").text == "Ann said so."


def test_suffix_decides_where_content_leaves_it_open() -> None:
    source = "<p align=center>A readme</p>"
    assert read_document(source, path="README.md").text == source
    assert read_document(source).text == "A readme"
    assert read_document("<b>1 < 2", path="a.md.GZ").text == "<b>1 < 2"


def test_words_about_pdf_are_text() -> None:
    assert read_document(b"Every PDF begins with %PDF-1.4.").text == "Every PDF begins with %PDF-1.4."


def test_same_content_has_the_same_id_everywhere() -> None:
    article = read_document(b"Ann said so.", path="a.txt")
    assert article.id == hashlib.sha256(b"Ann said so.").hexdigest()[:16]
    assert read_document("<p>Ann said so.</p>", url="https://example.org/").id == article.id
    assert read_document("Ann said no.", path="a.txt").id != article.id


def test_lone_surrogates_become_replacement_characters() -> None:
    article = read_document("a\ud800b", path="\udcff.txt", url="https://example.org/\udfff")
    assert article.text == "a\ufffdb"
    assert article.path == "\ufffd.txt"
    assert article.url == "https://example.org/\ufffd"


def test_gzip_is_unpacked_and_damage_to_it_named() -> None:
    packed = gzip.compress(b"<!DOCTYPE html><p>Ann said so.</p>")
    assert read_document(packed).text == "Ann said so."
    with pytest.raises(IntakeError, match=r"a\.gz is damaged gzip") as caught:
        read_document(packed[:-10], path="a.gz")
    assert isinstance(caught.value.__cause__, EOFError)


def test_title_of_plain_text_is_metadata_and_block() -> None:
    article = read_document("Pool to close\r\n\r\nAnn said so.\r\n")
    assert article.title == "Pool to close"
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH]


def test_plain_text_needs_no_other_library() -> None:
    code = (
        "import sys; from quoth.intake import read_document; read_document(b'Ann said so.');"
        "sys.exit(any(name in sys.modules for name in ('lxml', 'trafilatura', 'pypdfium2', 'charset_normalizer')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_advice_names_every_format_that_is_read():
    for suffix in KNOWN_SUFFIXES - TEXT_SUFFIXES - HTML_SUFFIXES - JSON_SUFFIXES - FEED_SUFFIXES:
        assert suffix.removeprefix(".") in ADVICE.lower()
    assert all(word in ADVICE for word in ("text", "HTML", "JSON Lines", "feed"))
