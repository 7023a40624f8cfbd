"""HTML: the article comes out in its blocks, and nothing else of the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Article, BlockKind
from quoth.intake import read_document
from tests.intake.test_intake_documents import check_blocks

Blocks = list[tuple[BlockKind, str]]

COUNCIL = (
    "The council of Exampleton voted on Monday to close the old swimming pool, after a debate that went on for more "
    "than four hours."
)
LEADER = "“We have no choice,” said Ann Example, who leads the council. “The roof is falling in, and nobody will pay.”"
DEPUTY = "Her deputy, Bob Sample, disagreed. He told reporters that the roof could be mended for a tenth of the price."
VOTE = "The vote was carried by nine to seven, with two members staying away for reasons that they did not give."
HEADER = "<header><a href='/'>The Example</a><nav><ul><li><a href='/news'>News</a></li></ul></nav></header>"
FOOTER = (
    "<aside><h2>Related posts</h2><ul><li><a href='/2'>Baths reopen</a></li></ul></aside><footer>© The Example</footer>"
)
HEAD = """<meta charset="utf-8"><title>Pool to close | The Example</title>
<meta property="og:site_name" content="The Example"><meta name="author" content="Cara Writer; Dan Reader">
<meta property="article:published_time" content="2025-03-04T10:00:00Z">
<link rel="canonical" href="https://example.org/pool"><script>var a = "“not a quotation”";</script>"""


def read(body: str, *, head: str = HEAD) -> Article:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{HEADER}<main>{body}</main>{FOOTER}</body></html>"
    article = read_document(page.encode())
    check_blocks(article)
    assert "\n\n".join(block.span.of(article.text) for block in article.blocks) == article.text
    return article


def blocks_of(article: Article) -> Blocks:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_article_comes_out_in_its_blocks() -> None:
    article = read(
        f"""<article><h1>Pool to close</h1>
        <figure><img src=a.jpg alt="A pool"><figcaption>The pool in <i>winter</i></figcaption></figure>
        <p>{COUNCIL}</p><p>{LEADER}</p><blockquote><p>It is a scandal.</p><p>I shall not forget it.</p></blockquote>
        <h2>What happens next</h2><ul><li>The pool shuts in May, says the council.</li><li>The site is sold.</li></ul>
        <p>{DEPUTY}</p><blockquote>No.</blockquote></article>"""
    )
    assert blocks_of(article) == [
        (BlockKind.TITLE, "Pool to close"),
        (BlockKind.CAPTION, "The pool in winter"),
        (BlockKind.PARAGRAPH, COUNCIL),
        (BlockKind.PARAGRAPH, LEADER),
        (BlockKind.BLOCKQUOTE, "It is a scandal."),
        (BlockKind.BLOCKQUOTE, "I shall not forget it."),
        (BlockKind.HEADING, "What happens next"),
        (BlockKind.ITEM, "The pool shuts in May, says the council."),
        (BlockKind.ITEM, "The site is sold."),
        (BlockKind.PARAGRAPH, DEPUTY),
        (BlockKind.BLOCKQUOTE, "No."),
    ]
    assert article.title == "Pool to close"
    assert article.authors == ("Cara Writer", "Dan Reader")
    assert (article.outlet, article.published) == ("The Example", "2025-03-04")
    assert article.url == "https://example.org/pool"


def test_title_of_the_head_stands_in_for_a_heading() -> None:
    article = read(f"<p>{COUNCIL}</p><p>{LEADER}</p>")
    assert blocks_of(article)[0] == (BlockKind.TITLE, "Pool to close")


def test_title_is_not_doubled() -> None:
    article = read(
        f"<article><p>Pool to close</p><h1>Pool to close</h1><h2>Pool  to close</h2><p>{COUNCIL}</p></article>"
    )
    assert article.text.count("Pool to close") == 1


def test_heading_of_the_sidebar_is_not_the_title() -> None:
    assert read(f"<p>{COUNCIL}</p><p>{LEADER}</p>", head="").title is None


def test_heading_that_begins_the_article_is_its_title() -> None:
    article = read(f"<article><h2>Pool to close</h2><p>{COUNCIL}</p><p>{LEADER}</p></article>", head="")
    assert blocks_of(article)[:2] == [(BlockKind.TITLE, "Pool to close"), (BlockKind.PARAGRAPH, COUNCIL)]


def test_name_of_the_site_as_first_heading_is_not_the_title() -> None:
    article = read(f"<h1>The Example</h1><article><h1>Pool to close</h1><p>{COUNCIL}</p><p>{LEADER}</p></article>")
    assert article.title == "Pool to close"


def test_years_in_the_text_are_no_date_of_publication() -> None:
    assert read(f"<p>{COUNCIL} It had opened on 1 May 2008.</p>", head="").published is None


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("un<b>believ</b>able, <a href=x>she</a> <i>said</i>.", "unbelievable, she said."),
        ("She\n   said&nbsp;\tso.", "She said so."),
        ("Dear Ann,<br>\nI am sorry.<br/>", "Dear Ann,\nI am sorry."),
        ("co&shy;oper&#8203;ate", "cooperate"),
        ("<!-- a --><span>She</span><!-- b --> said<script>x()</script> so.", "She said so."),
        ("She said <q>it is <q>over</q></q>.", "She said “it is ‘over’”."),
        ("She said <q>“no”</q>.", "She said “no”."),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
    ],
)
def test_words_stay_whole_and_apart(inner: str, text: str) -> None:
    article = read(f"<article><p>{COUNCIL}</p><p>{inner}</p><p>{LEADER}</p></article>", head="")
    assert blocks_of(article)[1] == (BlockKind.PARAGRAPH, text)


def test_two_line_ends_divide_paragraphs() -> None:
    article = read("<div>" + "<br><br>".join([COUNCIL, "“No.”", LEADER]) + "</div>", head="")
    assert [text for _, text in blocks_of(article)] == [COUNCIL, "“No.”", LEADER]


def test_lines_of_preformatted_text_are_kept() -> None:
    article = read(f"<pre>{COUNCIL}\nand on\n\n{LEADER}\n</pre>", head="")
    assert [text for _, text in blocks_of(article)] == [f"{COUNCIL}\nand on", LEADER]


def test_whose_words_a_blockquote_holds_is_no_part_of_them() -> None:
    article = read(
        f"<article><p>{COUNCIL}</p><blockquote><p>A sad day.</p><footer>Ann</footer></blockquote><p>{LEADER}</p>"
        f"<blockquote><p>Shame!</p>— Bob (@bob)</blockquote><p>{DEPUTY}</p></article>",
        head="",
    )
    assert blocks_of(article)[1:3] == [(BlockKind.BLOCKQUOTE, "A sad day."), (BlockKind.PARAGRAPH, "Ann")]
    assert blocks_of(article)[4:6] == [(BlockKind.BLOCKQUOTE, "Shame!"), (BlockKind.PARAGRAPH, "— Bob (@bob)")]


def test_caption_between_paragraphs_belongs_to_the_article_wherever_it_stands() -> None:
    picture = "<div><img><figure><figcaption>The pool in winter</figcaption></figure></div>"
    article = read(f"<article><div><p>{COUNCIL}</p><p>{LEADER}</p></div>{picture}<div><p>{DEPUTY}</p></div></article>")
    assert (BlockKind.CAPTION, "The pool in winter") in blocks_of(article)


def test_caption_before_the_first_paragraph_belongs_to_the_article() -> None:
    picture = "<div><figure><img><figcaption>The pool in winter</figcaption></figure></div>"
    article = read(f"<article>{picture}<p>{COUNCIL}</p><p>{LEADER}</p><p>{DEPUTY}</p></article>", head="")
    assert blocks_of(article)[0] == (BlockKind.CAPTION, "The pool in winter")


def test_comments_and_related_stories_stay_out() -> None:
    article = read(
        f"<article><h1>Pool to close</h1><p>{COUNCIL}</p><p>{LEADER}</p><p>{DEPUTY}</p></article>"
        f"<section id=comments class=comments><p>I think that {VOTE}</p></section>"
    )
    assert VOTE not in article.text
    assert "Related" not in article.text
    assert "Example</" not in article.text
    assert "News" not in article.text


@pytest.mark.parametrize("body", ["<p>Ann said so.</p><p>Bob did not.</p>", "<div>Ann said so.<p>Bob did not."])
def test_short_pages_are_read_whole(body: str) -> None:
    assert [text for _, text in blocks_of(read(body, head=""))] == ["Ann said so.", "Bob did not."]
    assert read_document(f"<html>{HEADER}{body}").text == "Ann said so.\n\nBob did not."


def test_page_inside_a_form_is_read() -> None:
    assert read_document(f"<html><body><form><p>{COUNCIL}</p></form>").text == COUNCIL


def test_trafilatura_failing_leaves_the_visible_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    monkeypatch.setattr("trafilatura.extract_metadata", fail)
    article = read(f"<h1>Pool to close</h1><p>{COUNCIL}</p><p hidden>Secret</p><p style='display: none'>Secret</p>")
    assert blocks_of(article) == [(BlockKind.TITLE, "Pool to close"), (BlockKind.PARAGRAPH, COUNCIL)]


@pytest.mark.parametrize(
    "page",
    [
        "",
        " ",
        "<!-- nothing -->",
        "<html>",
        "<html><body><script>x()</script>",
        "<p></p>",
        "\x00",
        "<?xml version='1.0'?>",
    ],
)
def test_page_without_text_is_an_empty_article(page: str) -> None:
    article = read_document(page.encode(), path="a.html")
    assert (article.text, article.blocks) == ("", ())


def test_page_with_nothing_but_a_title_has_no_text() -> None:
    article = read_document("<title>Pool to close</title>")
    assert (article.text, article.title) == ("", "Pool to close")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td"])
def test_text_in_ten_thousand_unclosed_elements_is_found(tag: str) -> None:
    assert COUNCIL in read_document(f"<html><body>{f'<{tag}>' * 10_000}<p>{COUNCIL}").text


def test_characters_that_no_tree_can_hold_are_dropped() -> None:
    page = (
        f"<html><p>{COUNCIL}</p><p>a\x00b\x01c\x0cd\ufffe&#0;&#1;&#xFFFF;\ud800</p><p>\U000f0003{LEADER} &#xF0000;</p>"
    )
    text = read_document(page).text
    assert text.startswith(f"{COUNCIL}\n\nabc d")
    assert LEADER in text
    text.encode()


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-2", "iso-8859-2"),
        ("windows-1252", "utf-8"),
        ("utf-8", "utf-16"),
        ("no-such", "utf-8"),
        ("", "cp1252"),
    ],
)
def test_declared_encoding_is_honoured_unless_it_is_wrong(declared: str, encoding: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>Ann said “é”.</p></body></html>"
    if encoding == "iso-8859-2":
        page = page.replace("“é”", "čas")
    assert read_document(page.encode(encoding), path="a.html").text == (
        "Ann said čas." if "čas" in page else "Ann said “é”."
    )


@pytest.mark.parametrize(
    "start",
    [
        "<?xml version='1.0' encoding='iso-8859-2'?><html>",
        "<meta http-equiv=Content-Type content='text/html; charset=latin2'>",
    ],
)
def test_older_declarations_are_honoured(start: str) -> None:
    assert read_document(f"{start}<p>Je čas.</p>".encode("iso-8859-2"), path="a.html").text == "Je čas."


TAGS = ["<p>", "</p>", "<blockquote>", "</blockquote>", "<li>", "<figure>", "<figcaption>", "</figure>", "<br>", "<h1>"]
TAGS += [
    "<q>",
    "</q>",
    "<pre>",
    "</pre>",
    "<footer>",
    "<script>",
    "</script>",
    "<article>",
    "<td>",
    "&#xF0001;",
    "<!--",
    COUNCIL,
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=5), max_size=20))
def test_any_tag_soup_is_read(parts: list[str]) -> None:
    check_blocks(read_document("<html>" + "".join(parts)))
