"""HTML, as bytes or text -> a tree that lxml and everything built on it can stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoth.intake.articles import well_formed
from quoth.intake.encodings import decode, head

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The parser drops everything deeper than this, text included; HTML that nests so deep was never closed.
_DEEPEST = 2048

_DECLARED = re.compile(
    r"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# lxml sets no text with these, and the characters beyond U+F0000 belong to nobody: we use them as marks.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\U000f0000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
# What stands for them must keep "&#" and "65;" on its two sides apart, and be invisible.
_NOTHING = "\u200b"
_KEPT_FLAT = "p|h[1-6]|br|hr|li|script|style|title|meta|link|html|head|body|template|noscript|textarea|select|option|!"
_INLINE = "a|abbr|b|big|cite|code|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u|var"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"</?(?!(?:{_KEPT_FLAT})(?=[\s/>-]))[a-z][^<>]*>", re.IGNORECASE)


def decode_html(data: bytes, *, charset: str | None = None) -> str:
    """The text of a page in the encoding that its signature, its bytes, the server, or else its own words show."""
    match = _DECLARED.search(head(data))
    return decode(data, declared=charset or ((match[1] or match[2]) if match else None))


def parse_html(source: str) -> HtmlElement | None:
    """The tree of a page, however broken; nothing if there is no element in it."""
    source = well_formed(source).replace("\v", " ").replace("\f", " ")
    source = _REFERENCE.sub(_fit_reference, _UNFIT.sub("", source))
    tree = _parse(source)
    if tree is not None and depth(tree) >= _DEEPEST - 1:
        return _parse(_OTHER_TAG.sub("<p>", _INLINE_TAG.sub("", source)))
    return tree


def depth(tree: HtmlElement) -> int:
    """How deep the elements nest: 1 for a tree of one element."""
    from lxml import etree  # noqa: PLC0415 - plain text needs no parser

    deepest = level = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _fit_reference(match: re.Match[str]) -> str:
    """The reference itself, unless it stands for what no text here may hold."""
    code = int(match[1], 16) if match[1] else int(match[2])
    unfit = code > 0x10FFFF or _UNFIT.match(chr(code))
    return _NOTHING if unfit else match[0]


def _parse(source: str) -> HtmlElement | None:
    from lxml import etree, html  # noqa: PLC0415 - plain text needs no parser

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(source.encode(), parser=parser)
    except etree.LxmlError:  # the parser found no element: the page is empty, or a comment alone
        return None
