"""Small documents of every format that Quoth reads, to be damaged by the fuzzer; all of them our own."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

import pyarrow as pa
from pyarrow import parquet

TEXT = """Ferry mayor resigns

“The pier is closed,” said Oona Brandt, the harbour’s manager. “It will ‘stay so’ until spring.”

"We will appeal," Maria Lopez told the Gazette on 3 May. "The board has not been asked.

"Nobody has," she added, in a letter that quotes the mayor: “I said: ‘No.’”

He called it a ``disgrace'' and a 6" nail; «so» war es, »so« nicht, „so“ auch. Rock ‘n’ roll in the ’90s.

“We sail at noon,” the pilot said. “Nobody else does.”

Q: Were you there?
A: I was not, the workers’ union says.
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry mayor resigns - Gazette</title>
<meta property="article:published_time" content="2024-05-03T10:00:00Z"><meta name="author" content="Piet Olsen">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry mayor resigns",
"author": {"name": "Piet Olsen"}, "datePublished": "2024-05-03"}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry mayor resigns</h1><p class="byline">By Piet Olsen</p>
<p>&ldquo;The pier is closed,&rdquo; said Oona Brandt, the harbour&#8217;s manager, who has run it for eleven years.</p>
<blockquote><p>We will appeal, and we will not be asked twice whether we mean it.</p></blockquote>
<ul><li>One more boat</li><li>No new tax</li></ul><figure><img src="a.png"><figcaption>The pier</figcaption></figure>
<p>Maria Lopez told the Gazette: "The board has not been asked."</p></article><footer>© Gazette</footer></body></html>
"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><item><title>Ferry</title>
<link>https://news.example/1</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>%s</p>]]>
</content:encoded></item><item><title>Short</title><link>https://news.example/2</link></item></channel></rss>
""" % ("“The pier is closed,” said Oona Brandt. " * 20)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title type="html">Ferry &amp;amp; pier
</title><link href="https://news.example/1"/><updated>2024-05-03T10:00:00Z</updated><author><name>Piet Olsen</name>
</author><content type="html">&lt;p&gt;“So,” she said.&lt;/p&gt;</content></entry></feed>
"""
LINES = """{"id": 7, "title": "Ferry", "authors": ["Piet Olsen"], "text": "“So,” she said.\\n\\nNo.", "published": "2024"}
{"text": "“The pier is closed,” said Oona Brandt.", "outlet": "Gazette", "url": "https://news.example/1"}

{"text": "\\ud83d\\ude00 \\ud800 “so” she said"}
"""


def printed(lines: Sequence[str]) -> bytes:
    """A PDF of one page with these lines."""
    shown = " ".join(f"1 0 0 1 72 {720 - 14 * n} Tm ({line}) Tj" for n, line in enumerate(lines))
    stream = f"BT /F1 12 Tf {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return (data + f"startxref\n{data.index('xref')}\n%%EOF\n").encode()


def record(kind: str, block: bytes, number: int) -> bytes:
    """A record of a WARC file, not packed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2024-05-03T10:00:00Z\r\nWARC-Record-ID: <urn:made-up:{number}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(page: bytes, *headers: str) -> bytes:
    """A page as a server sends it."""
    lines = ("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers, f"Content-Length: {len(page)}")
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode() + page


def table(*, rows: int = 3, **options: str) -> bytes:
    """A Parquet file of a few articles."""
    file = io.BytesIO()
    columns = {"id": range(rows), "text": [TEXT] * rows, "authors": [["Piet Olsen"]] * rows, "length": [1.5] * rows}
    parquet.write_table(pa.table({name: list(column) for name, column in columns.items()}), file, **options)
    return file.getvalue()


_CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())
RECORDS: tuple[bytes, ...] = (
    record("warcinfo", b"software: made up\r\n", 0),
    record("request", b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", 1),
    record("response", response(PAGE.encode()), 1),
    record("response", response(gzip.compress(PAGE.encode(), mtime=0), "Content-Encoding: gzip"), 2),
    record("response", response(_CHUNKED, "Transfer-Encoding: chunked"), 3),
)
WARCS: tuple[bytes, ...] = (b"".join(RECORDS), b"".join(gzip.compress(each, mtime=0) for each in RECORDS))
TABLES: tuple[bytes, ...] = (table(), table(rows=1, compression="none"), table(compression="zstd", version="1.0"))

# The bytes and the suffix of a file that would hold them.
FILES: tuple[tuple[bytes, str], ...] = (
    (TEXT.encode(), ".txt"),
    (TEXT.encode("utf-16"), ".txt"),
    (TEXT.encode("cp1252", "replace"), ""),
    (PAGE.encode(), ".html"),
    (PAGE.replace("utf-8", "iso-8859-1").encode("latin-1", "replace"), ""),
    (LINES.encode(), ".jsonl"),
    (LINES.encode("utf-16"), ".jsonl"),
    (b'{"title": "Ferry",\n "text": "So,\\nshe said."}', ".json"),
    (FEED.encode(), ".rss"),
    (ATOM.encode(), ".atom"),
    (printed(["Ferry mayor resigns", "The pier is closed, said Oona Brandt.", "No one was asked."]), ".pdf"),
    (gzip.compress(TEXT.encode(), mtime=0), ".txt.gz"),
    (gzip.compress(LINES.encode(), mtime=0), ".jsonl.gz"),
)
# What is put in where a document is damaged: what readers look for, and what they hardly ever see.
PIECES: tuple[bytes, ...] = (
    *(mark.encode() for mark in "“ ” ‘ ’ \" ' „ « » `` '' › ‹ ″ ＂ — … • : ? ! . , ( ) [ ] - 90s 6\" s’".split(" ")),
    *(b"\n", b"\n\n", b"\r\n", b"\r", b"\t", b"\x0b", b"\x0c", b"\x85", b"\x00", b"\x1a", b"\x1b$B", b"\xff", b"\xfe"),
    *("\u2028\u2029\u200b\u200d\u00ad\u0301\u202e\ufeff\U0001f600 İ ß ﬁ ǅ".encode(), b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"<p>", b"</p>", b"<blockquote>", b"<li>", b"<br>", b"<!--", b"-->", b"<![CDATA[", b"<table><tr><td>", b"<div>" * 40),
    *(b"&#0;", b"&#xD800;", b"&amp;quot;", b"<script>", b"<title>", b"<a href='http://[::1'>", b'<meta charset="utf-7">'),
    *(b'{"text": ', b"[" * 50, b"1e999", b"NaN", b'"\\ud800"', b"null", b"9" * 60, b"<rss>", b"<feed>", b"<?xml", b"%PDF-"),
    *(b"endobj", b"stream", b"obj << /Length 999999 >>", b"/Kids [2 0 R]", b"\x1f\x8b\x08\x00", b"PK\x03\x04"),
    *(b"WARC/1.0\r\n", b"WARC/1.1", b"Content-Length: 0\r\n", b"Content-Length: 99999999999999\r\n", b"\r\n\r\n"),
    *(b"Content-Encoding: br\r\n", b"Content-Encoding: deflate\r\n", b"charset=utf-7", b"HTTP/1.1 200 OK\r\n"),
    *(b"WARC-Type: response\r\n", b"PAR1", b"PARE", b"\x15\x00", b"\xff\xff\xff\x7f", b"\x80\x80\x80\x80\x08"),
    *(b" said Oona Brandt ", b" she said ", b" according to ", b" denied that ", b"Mr. ", b"U.S. ", b"I ", b"https://a.b/c "),
)  # fmt: skip
