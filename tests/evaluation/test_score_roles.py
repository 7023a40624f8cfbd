"""Roles as exact ranges of tokens."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import Span
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Counts
from quoth.evaluation.roles import RoleScores, score_roles
from tests.evaluation.documents import changed, perfect, spans

TEXT = "Mara Quill said, “It is safe.\n“Nobody will fall.”\nRook agreed."
DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        GoldAttribution(
            "1",
            source=spans(TEXT, "Mara Quill"),
            cue=spans(TEXT, "said"),
            content=spans(TEXT, "“It is safe.\n“Nobody will fall.”"),
        ),
    ),
    nested=False,
)


def test_gold_against_itself_counts_a_content_once_a_paragraph():
    assert score_roles(DOCUMENT, perfect(DOCUMENT)) == RoleScores(Counts(1, 1, 1), Counts(1, 1, 1), Counts(2, 2, 2))


def test_a_span_cut_at_the_paragraph_end_is_the_same():
    reading = changed(perfect(DOCUMENT), "1", content=spans(TEXT, "“It is safe.", "“Nobody will fall.”"))
    assert score_roles(DOCUMENT, reading).content == Counts(2, 2, 2)


def test_a_span_cut_at_a_space_is_the_same():
    reading = changed(perfect(DOCUMENT), "1", content=spans(TEXT, "“It is", "safe.", "“Nobody will fall.”"))
    assert score_roles(DOCUMENT, reading).content == Counts(2, 2, 2)


def test_a_mark_more_or_less_is_an_error():
    reading = changed(perfect(DOCUMENT), "1", content=spans(TEXT, "It is safe.\n“Nobody will fall.”"))
    assert score_roles(DOCUMENT, reading).content == Counts(1, 2, 2)


def test_white_space_at_the_ends_is_none_and_part_of_a_token_is_the_token():
    reading = changed(perfect(DOCUMENT), "1", source=(Span(0, 11),), cue=(Span(11, 14),))
    scores = score_roles(DOCUMENT, reading)
    assert scores.source == scores.cue == Counts(1, 1, 1)


def test_a_source_that_two_attributions_share_counts_once():
    row = replace(DOCUMENT.attributions[0], id="2", cue=spans(TEXT, "agreed"), content=spans(TEXT, "Rook"))
    document = replace(DOCUMENT, attributions=(*DOCUMENT.attributions, row))
    assert score_roles(document, perfect(document)).source == Counts(1, 1, 1)


def test_predictions_inside_others_do_not_count():
    reading = changed(perfect(DOCUMENT), "1", parent="0")
    assert score_roles(DOCUMENT, reading).cue == Counts(0, 0, 1)
