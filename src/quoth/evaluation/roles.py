"""Roles found exactly, near the protocol of CofeNet (COLING 2022): ranges of tokens, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quoth.domain import Reading, Span, Spans
from quoth.evaluation.comparison import comparable
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Counts, Summable
from quoth.evaluation.normalise import HasRoles, join_spans
from quoth.layout.words import split_paragraphs, split_words


@dataclass(frozen=True, slots=True)
class RoleScores(Summable):
    """Counts of the spans of each role that are predicted with the very same tokens."""

    source: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    content: Counts = field(default_factory=Counts)


def score_roles(document: GoldDocument, reading: Reading) -> RoleScores:
    r"""Compare spans joined over white space, cut at paragraph ends and untrimmed, as ranges of tokens (`\w+|[^\w\s]`).

    A span that several attributions share counts once, as in a sequence of labels. On PolNeAR only predictions without
    a parent count, since it marks the outermost attributions alone.
    """
    text = document.text
    gold, predicted = comparable(document, reading)
    tokens, paragraphs = split_words(text), split_paragraphs(text)

    def ranges(rows: Iterable[HasRoles], role: Callable[[HasRoles], Spans]) -> set[tuple[int, int]]:
        spans = (span for row in rows for span in join_spans(text, role(row)))
        return {found for span in spans for found in _token_ranges(span, tokens, paragraphs)}

    def compare(role: Callable[[HasRoles], Spans]) -> Counts:
        right, ours = ranges(gold, role), ranges(predicted, role)
        return Counts(len(right & ours), len(ours), len(right))

    return RoleScores(
        source=compare(lambda row: row.source),
        cue=compare(lambda row: row.cue),
        content=compare(lambda row: row.content),
    )


def _token_ranges(span: Span, tokens: Sequence[Span], paragraphs: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of places in `tokens`, one for each paragraph in which the span covers some of a token."""
    for paragraph in paragraphs[bisect_right(paragraphs, span.start, key=lambda line: line.end) :]:
        if paragraph.start >= span.end:
            return
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        first = bisect_right(tokens, start, key=lambda token: token.end)
        behind = bisect_left(tokens, end, key=lambda token: token.start)
        if first < behind:
            yield first, behind
