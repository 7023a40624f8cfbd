"""Quotation marks that no attribution holds: somebody's words, a term or a title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quoth.domain import Orphan, OrphanKind, Span
from quoth.layout.quotation_marks import Quoted
from quoth.layout.words import split_words

_LONGEST_TERM = 4
_SMALL_WORDS = frozenset("a an and as at but by for from in into of on or the to up with".split())


def find_orphans(text: str, quotations: Sequence[Quoted], contents: Sequence[Span]) -> list[Orphan]:
    """Outermost closed passages that no content overlaps, in text order, without their marks."""
    held = _joined(contents)
    starts = [span.start for span in held]
    orphans = []
    for quoted in quotations:
        place = bisect_right(starts, quoted.span.end - 1) - 1
        free = place < 0 or not held[place].overlap(quoted.span)
        words = quoted.inner.of(text).strip()
        if quoted.depth == 1 and quoted.closed and free and any(character.isalnum() for character in words):
            start = text.index(words, quoted.inner.start)
            orphans.append(Orphan(Span(start, start + len(words)), _kind(words)))
    return orphans


def _kind(words: str) -> OrphanKind:
    """By its looks: `So, That Happened` is a title, `big tent` a term, a sentence somebody's words."""
    tokens = [span.of(words) for span in split_words(words) if span.of(words)[0].isalnum()]
    capital = [token[0].isupper() or token[0].isdigit() or token.lower() in _SMALL_WORDS for token in tokens]
    if len(tokens) > 1 and all(capital) and tokens[0][0].isupper():
        return OrphanKind.TITLE
    ends_sentence = words[-1] in ".!?" and len(tokens) > 1
    return OrphanKind.TERM if len(tokens) <= _LONGEST_TERM and not ends_sentence else OrphanKind.ORPHAN


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
