"""Spans made comparable: joined, trimmed, and measured against each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from quoth.domain import Span, Spans
from quoth.extraction.quotations.quotation_type import QuotedPassages
from quoth.layout.quotation_marks import MARK_CHARACTERS, find_quotations
from quoth.layout.words import split_paragraphs

_WORD = re.compile(r"\w+")


class HasRoles(Protocol):
    """An attribution, gold or predicted."""

    @property
    def source(self) -> Spans: ...  # noqa: D102
    @property
    def cue(self) -> Spans: ...  # noqa: D102
    @property
    def content(self) -> Spans: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Roles:
    """The normalised spans of one attribution."""

    source: Spans
    cue: Spans
    content: Spans


def normalise_roles(text: str, attribution: HasRoles) -> Roles:
    """The three roles of an attribution, each as `normalise_spans` gives it."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    return Roles(normalise_spans(text, source), normalise_spans(text, cue), normalise_spans(text, content))


def normalise_spans(text: str, spans: Iterable[Span]) -> Spans:
    """Sorted, joined where only white space lies between, trimmed of white space, quotation marks and punctuation.

    In `"“So,” he said."` the spans of `“So,”` come back as those of `So`. A role of nothing but punctuation, such as a
    colon for a cue, is trimmed of white space alone, so that it can still be compared.
    """
    joined = join_spans(text, spans)
    trimmed = tuple(span for span in (_trim(text, span, marks=True) for span in joined) if len(span))
    return trimmed or tuple(span for span in (_trim(text, span, marks=False) for span in joined) if len(span))


def join_spans(text: str, spans: Iterable[Span]) -> Spans:
    """The spans in order, as one where they overlap or only white space lies between them; empty ones are dropped."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def quoted_passages(text: str) -> QuotedPassages:
    """The passages of a text in quotation marks, by which a content is direct, mixed or indirect."""
    return QuotedPassages([quoted.span for quoted in find_quotations(text, split_paragraphs(text))])


def characters_shared(one: Spans, other: Spans) -> int:
    """How many code points two sorted sequences of disjoint spans have in common."""
    shared = first = second = 0
    while first < len(one) and second < len(other):
        shared += one[first].overlap(other[second])
        if one[first].end <= other[second].end:
            first += 1
        else:
            second += 1
    return shared


def character_jaccard(one: Spans, other: Spans) -> float:
    """Shared code points over all code points of two normalised roles; 0 where both are empty."""
    shared = characters_shared(one, other)
    everything = sum(map(len, one)) + sum(map(len, other)) - shared
    return shared / everything if everything else 0.0


def source_jaccard(text: str, one: Spans, other: Spans) -> float:
    r"""Shared words (`\w+`, by position) over all words of two normalised sources; 1 where neither has a word."""
    left, right = _word_positions(text, one), _word_positions(text, other)
    return len(left & right) / len(left | right) if left or right else 1.0


def _trim(text: str, span: Span, *, marks: bool) -> Span:
    start, end = span.start, span.end
    while start < end and _is_edge(text[start], marks=marks):
        start += 1
    while start < end and _is_edge(text[end - 1], marks=marks):
        end -= 1
    return Span(start, end)


def _is_edge(character: str, *, marks: bool) -> bool:
    is_mark = marks and (character in MARK_CHARACTERS or unicodedata.category(character).startswith("P"))
    return is_mark or character.isspace()


def _word_positions(text: str, spans: Spans) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end)}
