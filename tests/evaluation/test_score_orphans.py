"""Quotations of nobody."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import Orphan, OrphanKind, Span
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.orphans import OrphanScores, score_orphans
from tests.evaluation.documents import perfect, spans

TEXT = "The “safe” bridge in “Quill’s Almanac,” which is “safe” indeed."
DOCUMENT = GoldDocument(
    "bridge",
    TEXT,
    (),
    nested=True,
    orphans=((spans(TEXT, "“safe”"), "term"), (spans(TEXT, "“Quill’s Almanac,”"), "title")),
)


def test_orphans_are_compared_by_their_text_without_marks():
    reading = replace(
        perfect(DOCUMENT),
        orphans=(
            Orphan(spans(TEXT, "safe")[0], OrphanKind.TERM),
            Orphan(spans(TEXT, "Quill’s Almanac,")[0], OrphanKind.TITLE),
        ),
    )
    assert score_orphans(DOCUMENT, reading) == OrphanScores(Counts(2, 2, 2), Share(2, 2))


def test_a_wrong_kind_is_found_still():
    reading = replace(perfect(DOCUMENT), orphans=(Orphan(spans(TEXT, "safe")[0], OrphanKind.ORPHAN),))
    assert score_orphans(DOCUMENT, reading) == OrphanScores(Counts(1, 1, 2), Share(0, 1))


def test_each_is_used_once_and_kinds_are_paired_as_well_as_they_can_be():
    first, second = TEXT.index("safe"), TEXT.rindex("safe")
    reading = replace(
        perfect(DOCUMENT),
        orphans=(
            Orphan(Span(second, second + 4), OrphanKind.TITLE),
            Orphan(Span(first, first + 4), OrphanKind.TERM),
        ),
    )
    assert score_orphans(DOCUMENT, reading) == OrphanScores(Counts(1, 2, 2), Share(1, 1))
