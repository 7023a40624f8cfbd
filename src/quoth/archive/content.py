"""The words of a content, whose spans may lie apart, and where in the article each of them stands."""

from __future__ import annotations

from quoth.domain import Spans

_ELLIPSIS = " … "


def content_in_words(spans: Spans, text: str) -> str:
    """The words under the spans of an article's text; between spans that lie apart stands an ellipsis."""
    words, end = "", None
    for span in spans:
        if end is not None:
            words += " " if text[end : span.start].isspace() else _ELLIPSIS
        words += span.of(text)
        end = span.end
    return words


def place_in_article(place: int, words: str, spans: Spans) -> int | None:
    """Where in the article the character at `place` of `content_in_words` stands; nothing if the spans are others."""
    begins = 0
    for span in spans:
        if place < begins + len(span):
            return span.start + place - begins
        begins += len(span)
        begins += len(_ELLIPSIS) if words.startswith(_ELLIPSIS, begins) else 1
    return None
