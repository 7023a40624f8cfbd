"""What a page says about itself: title, authors, outlet, date and address, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Only what the page declares counts: a search in the text takes "met in 2008" for the date of publication.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page declares; `published` is an ISO 8601 date."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_metadata(tree: HtmlElement, *, url: str | None = None) -> PageMetadata:
    """The metadata of a page that was found at `url`; the tree stays as it is."""
    from trafilatura import extract_metadata  # noqa: PLC0415 - slow to import, and of no use to other formats

    try:
        found = extract_metadata(tree, default_url=url, date_config=_DATES, extensive=False)
    except Exception as error:  # whatever breaks in a heuristic, the page still has text
        _LOG.info("trafilatura found no metadata: %s", error)
        return PageMetadata(title=tree.findtext(".//title"), url=url)
    return PageMetadata(
        title=found.title if _declares(tree, found.title or "") else None,
        authors=tuple(name.strip() for name in (found.author or "").split(";")),
        outlet=found.sitename,
        published=found.date,
        url=url or found.url,
    )


def _declares(tree: HtmlElement, title: str) -> bool:
    """Whether the page's head or data state the title: it is not just some first heading, such as "Related posts"."""
    elements = tree.iterfind(".//title"), tree.iterfind(".//script[@type='application/ld+json']")
    texts = [element.text_content() for found in elements for element in found]
    contents = [element.get("content", "") for element in tree.iterfind(".//meta")]
    return _letters(title) in _letters(" ".join([*texts, *contents]))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
