"""What somebody says a content is, in words or spans -> spans of the article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quoth.domain import Attribution, Span, Spans
from quoth.errors import ArchiveError


def find_spans(text: str, content: Sequence[Span | str], near: Attribution) -> Spans:
    """The spans in text order. Words are sought as they stand in the text, white space apart, nearest to `near`.

    `ArchiveError` if they are not there, are nothing, or overlap.
    """
    spans = sorted(each if isinstance(each, Span) else _find(text, each, near) for each in content)
    if not spans:
        raise ArchiveError("A content without words is none: give its words, or say that it is no attribution.")
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or span.of(text).isspace():
            raise ArchiveError(
                f"{span.start} to {span.end} are no words of the article: it has {len(text)} characters."
            )
    for span, other in pairwise(spans):
        if span.overlap(other):
            raise ArchiveError("The parts of a content may not overlap: give each word once.")
    return tuple(spans)


def _find(text: str, words: str, near: Attribution) -> Span:
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise ArchiveError(f"“{words}” does not stand in the article: give the words as they are written there.")
    places = [span.start for span in (*near.content, *near.cue)] or [0]
    return min(found, key=lambda span: min(abs(span.start - place) for place in places))
