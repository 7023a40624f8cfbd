"""RSS and Atom feeds -> articles: entries that hold their whole text as they are, others from where they link to."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any

from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake.articles import make_article
from quoth.intake.documents import read_document

Fetch = Callable[[str], Article]

_FEED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>]*>\s*)*"
                   rb"<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
# Entries with fewer words are teasers of an article that is elsewhere.
_WHOLE = 120
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `content` is HTML, the whole article or only how it begins."""

    link: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    outlet: str | None
    content: str

    @property
    def is_whole(self) -> bool:
        """Whether its content seems to be the article."""
        return len(_TAG.sub(" ", unescape(self.content)).split()) >= _WHOLE


def is_feed(data: bytes) -> bool:
    """Whether the data begin as an RSS or Atom feed does."""
    return bool(_FEED.match(data[:_HEAD]))


def read_feed(data: bytes, *, name: str, fetch: Fetch | None = None) -> Iterator[Article | IntakeError]:
    """Each entry's article; one that only links to it is got by `fetch`, or refused if there is none."""
    try:
        entries = parse_feed(data)
    except Exception as error:  # feedparser catches most of what damage raises in it, not all
        yield IntakeError(f"{name} is a damaged feed ({type(error).__name__}): get it again.")
        return
    if not entries:
        yield IntakeError(f"{name} is a feed without entries: give another one.")
    for number, entry in enumerate(entries, start=1):
        try:
            yield _article(entry, f"{name}, entry {number},", fetch)
        except IntakeError as error:
            yield error


def parse_feed(data: bytes) -> list[Entry]:
    """The entries of a feed, in its order."""
    import feedparser  # noqa: PLC0415 - of no use to other formats

    # As a stream, since feedparser would take a short text for the name of a file.
    feed = feedparser.parse(io.BytesIO(data))
    outlet = _string(feed.feed, "title")
    return [_entry(entry, outlet) for entry in feed.entries]


def _entry(entry: Any, outlet: str | None) -> Entry:  # noqa: ANN401 - feedparser has no types
    # What a damaged feed leaves empty is there, and None.
    contents = [content.get("value") or "" for content in entry.get("content", [])]
    authors = [author.get("name") for author in entry.get("authors", [])] or [entry.get("author")]
    moment = entry.get("published_parsed") or ("updated_parsed" in entry and entry["updated_parsed"])
    return Entry(
        link=_string(entry, "link"),
        title=_TAG.sub("", unescape(_string(entry, "title") or "")) or None,
        authors=tuple(filter(None, authors)),
        published=_moment(moment) if moment else None,
        outlet=outlet,
        content=max([*contents, entry.get("summary") or ""], key=len),
    )


def _article(entry: Entry, where: str, fetch: Fetch | None) -> Article:
    if entry.is_whole:
        return _whole(entry)
    if not entry.link:
        raise IntakeError(f"{where} has neither an article nor a link: leave it out.")
    if fetch is None:
        raise IntakeError(
            f"{where} only links to its article: add it to an archive with `quoth add`, which fetches it."
        )
    article = fetch(entry.link)
    # What the page says of itself goes before what the feed says of it, but for a host that is taken for an outlet.
    host_only = article.outlet is not None and article.outlet in entry.link
    return replace(
        article,
        title=article.title or entry.title,
        authors=article.authors or entry.authors,
        outlet=(None if host_only else article.outlet) or entry.outlet or article.outlet,
        published=article.published or entry.published,
    )


def _whole(entry: Entry) -> Article:
    heading = f"<h1>{escape(entry.title)}</h1>" if entry.title else ""
    page = f"<html><head><title>{escape(entry.title or '')}</title></head><body><article>{heading}{entry.content}"
    read = read_document(f"{page}</article></body></html>", url=entry.link)
    return make_article(
        read.text,
        read.blocks,
        title=entry.title or read.title,
        authors=entry.authors or read.authors,
        outlet=entry.outlet,
        published=entry.published,
        url=entry.link,
    )


def _moment(moment: Sequence[int]) -> str:
    """A date of feedparser's, which is in UTC, as ISO 8601."""
    year, month, day, hour, minute, second = moment[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _string(held: Any, name: str) -> str | None:  # noqa: ANN401 - feedparser has no types
    found = held.get(name)
    return found.strip() or None if isinstance(found, str) else None
