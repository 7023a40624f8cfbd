"""A made-up crawl: WARC files of news, the same from the same seed, with the truth of what is in them.

    python -m benchmarks.made_up_crawl build/crawl --articles 200

Of all articles a fifth are copies of others, some to the letter and some as wires are copied: under another headline,
without the last paragraphs, with a line of the outlet's own and with words changed. All others are written from a few
patterns by outlets with a few page templates, so that they share phrases and pages; a third of them tell of an event
that another one tells of too, in other words, which is no copy. Between them lie pages in other languages and charsets,
images, errors, and records that are broken. A statement may be quoted in several articles, in full or in part.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

from benchmarks.made_up_words import FOREIGN, PLACES, Teller

_COPIES, _EXACT = 0.20, 0.3
_FOREIGN, _BROKEN, _OTHER = 0.15, 0.06, 0.05
_OUTLETS = 24
_FIRST_DAY = date(2024, 5, 1)
_CHARSETS = ("utf-8", "utf-8", "utf-8", "windows-1252", "utf-16", "iso-8859-1")
# What pages hold beside the article.
_MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
_FOOTER = "<footer><p>All rights reserved. Contact the newsroom, or subscribe to our letters.</p></footer>"


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it is a page; `original` is the number of the one that it copies, `exact` to the letter."""

    number: int
    headline: str
    paragraphs: tuple[str, ...]
    day: date
    outlet: str
    language: str = "en"
    original: int | None = None
    exact: bool = False

    @property
    def url(self) -> str:
        """Its address, which no other has."""
        return f"https://{self.outlet.lower().replace(' ', '-')}.example/{self.day:%Y/%m/%d}/{self.number}"


@dataclass(slots=True)
class Truth:
    """What a crawl holds: addresses of copies with that of what they copy, pages by language, damage by kind."""

    articles: int = 0
    copies: dict[str, str] = field(default_factory=dict)
    exact: list[str] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    others: int = 0


def main() -> None:
    """Write a crawl and its truth into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_crawl(options.folder, options.articles, files=options.files, seed=options.seed)


def write_crawl(folder: Path, articles: int, *, files: int = 4, seed: int = 1) -> Truth:
    """Write so many English articles, with all that lies between them, and `truth.json` beside the files."""
    draw = random.Random(seed)
    truth = Truth()
    folder.mkdir(parents=True, exist_ok=True)
    # One file is not packed, so that both are read.
    names = [folder / f"crawl-{number:02}.warc{'.gz' if number else ''}" for number in range(files)]
    opened = [name.open("wb") for name in names]
    try:
        for place, (record, kind) in enumerate(_records(draw, articles, truth)):
            file = place % files
            opened[file].write(_stored(record, kind, packed=file > 0))
    finally:
        for file_ in opened:
            file_.close()
    (folder / "truth.json").write_text(
        json.dumps({name: getattr(truth, name) for name in Truth.__slots__}, indent=1), encoding="utf-8"
    )
    return truth


def read_truth(folder: Path) -> Truth | None:
    """The truth of a crawl that was written to its end, or nothing."""
    file = folder / "truth.json"
    return Truth(**json.loads(file.read_text("utf-8"))) if file.exists() else None


def stories(draw: random.Random, number: int) -> Iterator[Story]:
    """So many English articles, each copy some time after its original."""
    teller = Teller(draw)
    outlets = [f"The {place} {kind}" for place in PLACES for kind in ("Courier", "Observer")][:_OUTLETS]
    recent: list[Story] = []
    event = None
    for at in range(number):
        day = _FIRST_DAY + timedelta(days=at * 10 // max(number, 1))
        # Every third article tells of the event before it once more, as another desk would.
        event = event if event and draw.random() < 1 / 3 else teller.event()
        headline, paragraphs = teller.tell(event)
        story = Story(at, headline, tuple(paragraphs), day, draw.choice(outlets))
        others = [other for other in recent if other.outlet != story.outlet]
        if others and draw.random() < _COPIES:
            story = _copy(draw, teller.phrase(), draw.choice(others), story)
        else:
            recent = [*recent[-300:], story]
        yield story


def _copy(draw: random.Random, phrase: str, story: Story, new: Story) -> Story:
    """The story as `new`, which has a number, a day and an outlet, prints it."""
    copy = replace(story, number=new.number, day=new.day, outlet=new.outlet, original=story.number)
    if draw.random() < _EXACT:
        return replace(copy, exact=True)
    paragraphs = list(story.paragraphs)
    if draw.random() < 0.5:
        paragraphs = paragraphs[: len(paragraphs) - draw.randint(1, 2)]
    if draw.random() < 0.5:
        paragraphs.insert(0, f"{new.outlet} reports from the region every day of the week, {phrase}.")
    if draw.random() < 0.5:
        place = draw.randrange(len(paragraphs))
        words = paragraphs[place].split(" ")
        for at in draw.sample(range(len(words)), max(1, len(words) // 20)):
            words[at] = "notably"
        paragraphs[place] = " ".join(words)
    return replace(copy, headline=f"{story.headline}, {phrase}", paragraphs=tuple(paragraphs))


def _records(draw: random.Random, articles: int, truth: Truth) -> Iterator[tuple[bytes, str]]:
    """Every record as it is before it is packed, with what is wrong with it."""
    yield _record("warcinfo", b"software: made up\r\n", "application/warc-fields"), "info"
    urls: dict[int, str] = {}
    for story in stories(draw, articles):
        truth.articles += 1
        urls[story.number] = story.url
        if story.original is not None:
            truth.copies[story.url] = urls[story.original]
            if story.exact:
                truth.exact.append(story.url)
        yield _request(story.url), "request"
        yield page_record(story, draw.choice(_CHARSETS), draw), "page"
        if draw.random() < _FOREIGN:
            language = draw.choice(list(FOREIGN))
            truth.languages[language] = truth.languages.get(language, 0) + 1
            sentences = draw.sample(FOREIGN[language], 5)
            text = (" ".join(sentences[:3]), " ".join(sentences[3:]))
            number = articles + truth.languages[language]
            yield (
                page_record(Story(number, sentences[0], text, story.day, f"{language} Bote", language), "utf-8", draw),
                "page",
            )
        if draw.random() < _BROKEN:
            kind = draw.choice(("garbage", "cut off", "no page"))
            truth.broken[kind] = truth.broken.get(kind, 0) + 1
            yield page_record(replace(story, number=10**6 + story.number), "utf-8", draw), kind
        if draw.random() < _OTHER:
            truth.others += 1
            yield _response(f"{story.url}.png", "image/png", b"\x89PNG" + draw.randbytes(300)), "page"
            yield _response(f"{story.url}/old", "text/html", b"<p>Not found</p>", how="404 Not Found"), "page"


def _stored(record: bytes, kind: str, *, packed: bool) -> bytes:
    """A record as it stands in the file, with the damage that it has."""
    if kind == "no page":
        # The server sent a page without any words.
        record = _response("https://nowhere.example/", "text/html", b"<html><body><img src='a.png'></body></html>")
    stored = gzip.compress(record, 6, mtime=0) if packed else record
    if kind == "garbage":
        return stored[:60] + bytes(len(stored) - 60) if packed else b"no record\r\nat all\r\n\r\n"
    if kind == "cut off":
        # Of an unpacked record only the beginning is left, since its length would swallow the next one.
        return stored[: len(stored) // 2] if packed else b"WARC/1.0\r\nWARC-Ty"
    return stored


def page_record(story: Story, charset: str, draw: random.Random, *, furniture: str = "") -> bytes:
    """The record of a story's page in a charset, with more or less around it."""
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs)
    title = escape(story.headline)
    head = (
        f"<title>{title} | {story.outlet}</title><meta property='og:site_name' content='{story.outlet}'>"
        f"<meta property='og:title' content='{title}'><meta property='article:published_time' content='{story.day}'>"
    )
    wrap = "<article>{}</article>" if sum(map(ord, story.outlet)) % 2 else "<div class='content'><main>{}</main></div>"
    inner = f"{_MENU}{wrap.format(f'<h1>{title}</h1>{body}')}{furniture}{_FOOTER}"
    page = f"<!DOCTYPE html><html lang='{story.language}'><head>{head}</head><body>{inner}</body></html>"
    # Some servers name the encoding, some pages do; where bytes show it, nobody need.
    declared = draw.choice(("server", "page", "nobody" if charset.startswith("utf") else "page"))
    if declared == "page":
        page = page.replace("<head>", f"<head><meta charset='{charset}'>")
    content_type = f"text/html; charset={charset}" if declared == "server" else "text/html"
    data = page.encode(charset, errors="xmlcharrefreplace")
    return _response(story.url, content_type, data, day=story.day, how="gzip" if draw.random() < 0.3 else "200 OK")


def _response(url: str, content_type: str, data: bytes, *, day: date = _FIRST_DAY, how: str = "200 OK") -> bytes:
    encoded = how == "gzip"
    status = "200 OK" if encoded else how
    encoding = "Content-Encoding: gzip\r\n" if encoded else ""
    data = gzip.compress(data, 6, mtime=0) if encoded else data
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{encoding}Content-Length: {len(data)}\r\n\r\n"
    return _record("response", head.encode() + data, "application/http; msgtype=response", url=url, day=day)


def _request(url: str) -> bytes:
    return _record("request", b"GET / HTTP/1.1\r\nHost: made.up\r\n\r\n", "application/http; msgtype=request", url=url)


def _record(kind: str, block: bytes, content_type: str, *, url: str = "", day: date = _FIRST_DAY) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {day}T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:made-up:{kind}:{url}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


if __name__ == "__main__":
    main()
