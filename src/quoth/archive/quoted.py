"""Which words of a content are the speaker's own, in quotation marks, and which are the reporter's."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import Article, Attribution, QuotationType, Span, Spans
from quoth.layout.quotation_marks import find_quotations
from quoth.layout.words import split_paragraphs


def find_passages(article: Article) -> list[Span]:
    """All stretches of the article in quotation marks, marks included, by where they begin."""
    return [quoted.span for quoted in find_quotations(article.text, split_paragraphs(article.text))]


def quoted_parts(attribution: Attribution, passages: Sequence[Span]) -> Spans:
    """The parts of the content that are quoted: all of a direct one, of a mixed one those in quotation marks.

    A passage that holds the cue too is somebody else's: in “He says it is ‘over’” only `‘over’` is his.
    """
    if attribution.quotation is QuotationType.DIRECT:
        return attribution.content
    if attribution.quotation is QuotationType.INDIRECT:
        return ()
    cue = attribution.cue[0] if attribution.cue else None
    parts: list[Span] = []
    for content in attribution.content:
        for passage in passages:
            start, end = max(content.start, passage.start), min(content.end, passage.end)
            if start < end and not (cue and passage.covers(cue)) and not (parts and parts[-1].end >= end):
                parts.append(Span(start, end))
    return tuple(parts)
