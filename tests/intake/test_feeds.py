"""Feeds: entries with their whole text are articles, others are fetched."""

from __future__ import annotations

import gzip

from quoth.domain import Article, BlockKind
from quoth.errors import FetchError, IntakeError
from quoth.intake import list_files, read_file
from quoth.intake.feeds import is_feed, parse_feed, read_feed

WORDS = " ".join(f"The ferry sailed on day {number}." for number in range(40))
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Northern Courant</title>
<item><title>Ferry &amp; pier</title><link>https://courant.example/1</link><dc:creator>Ida Marsh</dc:creator>
<pubDate>Mon, 14 Oct 2024 08:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>“It sails,” said Oona Brandt.</p><blockquote>{WORDS}</blockquote>]]></content:encoded>
</item>
<item><title>Teaser</title><link>https://courant.example/2</link><description>Read on …</description></item>
<item><title>Nothing</title></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title><entry><title>Boats</title>
<link href="https://herald.example/boats"/><updated>2024-03-05T10:00:00Z</updated><author><name>Jun Park</name></author>
<summary>Boats are old.</summary></entry></feed>"""


def test_feeds_are_told_from_other_files():
    assert is_feed(RSS)
    assert is_feed(ATOM)
    assert is_feed(b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">')
    for other in (b"<html><body>", b'<?xml version="1.0"?><book/>', b"feed me", b"", b"<feedback>"):
        assert not is_feed(other)


def test_a_whole_entry_is_an_article():
    article = next(iter(read_feed(RSS, name="feed.xml")))
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.outlet) == ("Ferry & pier", ("Ida Marsh",), "The Northern Courant")
    assert (article.published, article.url) == ("2024-10-14T06:30:00Z", "https://courant.example/1")
    assert "“It sails,” said Oona Brandt." in article.text
    assert BlockKind.BLOCKQUOTE in {block.kind for block in article.blocks}


def test_an_entry_that_only_links_is_fetched():
    def fetch(link: str) -> Article:
        return Article("fetched", "“Boats are old,” said Jun.", url=link, title="Boats, in full")

    (article,) = read_feed(ATOM, name="feed", fetch=fetch)
    assert isinstance(article, Article)
    assert (article.url, article.title) == ("https://herald.example/boats", "Boats, in full")
    assert (article.authors, article.outlet, article.published) == (("Jun Park",), "The Herald", "2024-03-05T10:00:00Z")


def test_what_a_feed_does_not_give_is_refused_and_the_rest_is_read():
    _, teaser, nothing = read_feed(RSS, name="feed.xml")
    assert str(teaser) == (
        "feed.xml, entry 2, only links to its article: add it to an archive with `quoth add`, which fetches it."
    )
    assert "neither an article nor a link" in str(nothing)

    def refuse(link: str) -> Article:
        raise FetchError(f"{link} answers with status 500: try later.")

    assert "status 500" in str(list(read_feed(RSS, name="feed.xml", fetch=refuse))[1])


def test_feed_files_are_read_whatever_their_name(tmp_path):
    (tmp_path / "news.rss").write_bytes(RSS)
    (tmp_path / "news.xml.gz").write_bytes(gzip.compress(RSS))
    assert list_files([tmp_path]) == [str(tmp_path / "news.rss")]
    for name in ("news.rss", "news.xml.gz"):
        first, *refused = read_file(tmp_path / name)
        assert isinstance(first, Article)
        assert all(isinstance(each, IntakeError) for each in refused)


def test_an_empty_or_broken_feed_is_refused():
    for data in (b'<rss version="2.0"><channel><title>x</title></channel></rss>', b"<rss><channel><item><title>"):
        assert any(isinstance(found, IntakeError) for found in read_feed(data, name="feed"))


def test_a_feed_opens_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rss").write_bytes(RSS)
    assert parse_feed(b"rss") == []
