"""Contents, attributions and cues against hand-made gold."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import Article, Attribution, Reading, Span
from quoth.evaluation.attributions import AttributionScores, score_attributions
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Counts, Share, Sides
from tests.evaluation.documents import changed, perfect, spans, without

TEXT = (
    "“The bridge is safe,” Mara Quill said. “Nobody will fall.”\n"
    "Her deputy insisted that the work was “almost done”.\n"
    "It was cheap, according to the council.\n"
)
DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        GoldAttribution(
            "direct",
            source=spans(TEXT, "Mara Quill"),
            cue=spans(TEXT, "said"),
            content=spans(TEXT, "“The bridge is safe,”", "“Nobody will fall.”"),
        ),
        GoldAttribution(
            "mixed",
            source=spans(TEXT, "Her deputy"),
            cue=spans(TEXT, "insisted"),
            content=spans(TEXT, "the work was “almost done”"),
        ),
        GoldAttribution(
            "indirect",
            source=spans(TEXT, "the council"),
            cue=spans(TEXT, "according to"),
            content=spans(TEXT, "It was cheap"),
        ),
    ),
    nested=False,
)
ALL = Counts(3, 3, 3)
SPEECH = Sides(Share(3, 3), Share(3, 3))
PERFECT = AttributionScores(ALL, ALL, ALL, ALL, Share(1, 1), Share(1, 1), Share(1, 1), SPEECH)


def test_gold_against_itself_is_right_everywhere():
    assert score_attributions(DOCUMENT, perfect(DOCUMENT)) == PERFECT


def test_marks_and_splits_at_white_space_make_no_difference():
    reading = changed(perfect(DOCUMENT), "direct", content=spans(TEXT, "Nobody", "will fall", "The bridge is safe"))
    assert score_attributions(DOCUMENT, reading) == PERFECT


def test_a_missing_one_costs_recall_and_its_type():
    scores = score_attributions(DOCUMENT, without(perfect(DOCUMENT), "mixed"))
    assert scores.exact == scores.relaxed == scores.attribution == scores.cue == Counts(2, 2, 3)
    assert (scores.direct, scores.mixed, scores.indirect) == (Share(1, 1), Share(0, 1), Share(1, 1))


def test_one_of_two_content_spans_is_relaxed_and_not_exact():
    reading = changed(perfect(DOCUMENT), "direct", content=spans(TEXT, "“The bridge is safe,”"))
    scores = score_attributions(DOCUMENT, reading)
    assert scores.exact == Counts(2, 3, 3)
    assert scores.relaxed == scores.attribution == ALL


def test_less_than_half_of_a_content_is_not_found():
    reading = changed(perfect(DOCUMENT), "direct", content=spans(TEXT, "Nobody will"))
    scores = score_attributions(DOCUMENT, reading)
    assert scores.exact == scores.relaxed == scores.attribution == Counts(2, 3, 3)
    assert scores.cue == ALL


def test_speech_cues_are_counted_by_the_predicted_cue_and_by_the_gold_one():
    # What is found with a cue of another kind counts for recall alone; a speech cue that finds nothing costs precision.
    reading = changed(perfect(DOCUMENT), "mixed", cue=spans(TEXT, "work"))
    extra = Attribution("x", spans(TEXT, "Her deputy"), cue=spans(TEXT, "said"))
    reading = replace(reading, attributions=(*reading.attributions, extra))
    assert score_attributions(DOCUMENT, reading).speech == Sides(precision=Share(2, 3), recall=Share(3, 3))
    assert score_attributions(DOCUMENT, without(reading, "direct")).speech == Sides(Share(1, 2), Share(2, 3))
    rows = tuple(replace(row, cue=spans(TEXT, "fall")) if row.id == "direct" else row for row in DOCUMENT.attributions)
    without_one = score_attributions(replace(DOCUMENT, attributions=rows), without(perfect(DOCUMENT), "direct"))
    assert without_one.speech == Sides(Share(2, 2), Share(2, 2))


def test_exactly_half_of_a_content_is_found():
    text = "abcd efghi."
    gold = GoldDocument("half", text, (GoldAttribution("1", (), (), (Span(0, 10),)),), nested=False)
    for end, found in ((5, 0), (6, 1)):
        half = changed(perfect(gold), "1", content=(Span(0, end),))
        # Five characters end in a space, which is trimmed.
        assert score_attributions(gold, half).relaxed == Counts(found, 1, 1)
    half = changed(perfect(gold), "1", content=(Span(5, 10),))
    assert score_attributions(gold, half).relaxed == Counts(1, 1, 1)


def test_a_wrong_or_missing_source_costs_the_attribution_alone():
    for source in (spans(TEXT, "Her deputy"), ()):
        scores = score_attributions(DOCUMENT, changed(perfect(DOCUMENT), "direct", source=source))
        assert scores == replace(PERFECT, attribution=Counts(2, 3, 3))


def test_two_missing_sources_agree():
    rows = tuple(replace(row, source=()) for row in DOCUMENT.attributions)
    document = replace(DOCUMENT, attributions=rows)
    assert score_attributions(document, perfect(document)) == PERFECT
    assert score_attributions(document, perfect(DOCUMENT)).attribution == Counts(0, 3, 3)


def test_half_the_words_of_a_source_are_enough():
    reading = changed(perfect(DOCUMENT), "direct", source=spans(TEXT, "Mara"))
    assert score_attributions(DOCUMENT, reading) == PERFECT


def test_any_overlap_of_cues_counts_once():
    reading = changed(perfect(DOCUMENT), "indirect", cue=spans(TEXT, "according"))
    assert score_attributions(DOCUMENT, reading).cue == ALL
    rows = (*reading.attributions, Attribution("again", spans(TEXT, "the council"), cue=spans(TEXT, "according to")))
    assert score_attributions(DOCUMENT, replace(reading, attributions=rows)).cue == Counts(3, 4, 3)


def test_attributions_without_cue_are_left_out_of_the_measure_of_cues():
    reading = changed(perfect(DOCUMENT), "indirect", cue=())
    assert score_attributions(DOCUMENT, reading).cue == Counts(2, 2, 3)
    rows = tuple(replace(row, cue=()) for row in DOCUMENT.attributions[:1]) + DOCUMENT.attributions[1:]
    assert score_attributions(replace(DOCUMENT, attributions=rows), perfect(DOCUMENT)).cue == Counts(2, 3, 2)


def test_a_colon_can_be_a_cue():
    text = "Quill: The bridge is safe"
    row = GoldAttribution("1", spans(text, "Quill"), spans(text, ":"), spans(text, "The bridge is safe"))
    document = GoldDocument("colon", text, (row,), nested=False)
    assert score_attributions(document, perfect(document)).cue == Counts(1, 1, 1)


def test_matching_is_one_to_one():
    reading = perfect(DOCUMENT)
    twice = replace(reading, attributions=reading.attributions + reading.attributions)
    scores = score_attributions(DOCUMENT, twice)
    assert scores.exact == scores.relaxed == scores.attribution == scores.cue == Counts(3, 6, 3)


def test_the_best_pair_goes_first_wherever_it_stands():
    text = "aaaa bbbb cccc dddd"
    long, short = (Span(0, 19),), (Span(0, 14),)
    gold = GoldDocument("best", text, (GoldAttribution("1", (), (), short),), nested=False)
    rows = (Attribution("l", long, source=(Span(15, 19),)), Attribution("s", short))
    for order in (rows, rows[::-1]):
        scores = score_attributions(gold, Reading(Article("best", text), order))
        assert scores.relaxed == scores.attribution == Counts(1, 2, 1)


def test_of_equal_contents_those_with_the_same_cue_and_source_pair_off():
    text = "Quill and Rook said and wrote it fell"
    content = spans(text, "it fell")
    rows = tuple(
        GoldAttribution(name, spans(text, name), spans(text, cue), content)
        for name, cue in (("Quill", "said"), ("Rook", "wrote"))
    )
    document = GoldDocument("equal", text, rows, nested=False)
    reading = perfect(document)
    other_way_round = replace(reading, attributions=reading.attributions[::-1])
    assert score_attributions(document, other_way_round).attribution == Counts(2, 2, 2)


def test_where_gold_marks_outermost_attributions_predictions_inside_others_do_not_count():
    reading = perfect(DOCUMENT)
    inner = Attribution("inner", spans(TEXT, "almost done"), parent="mixed")
    reading = replace(reading, attributions=(*reading.attributions, inner))
    assert score_attributions(DOCUMENT, reading) == PERFECT
    assert score_attributions(replace(DOCUMENT, nested=True), reading).relaxed == Counts(3, 4, 3)


def test_rows_without_content_do_not_exist():
    rows = (*DOCUMENT.attributions, GoldAttribution("empty", (), (), ()))
    reading = perfect(replace(DOCUMENT, attributions=rows))
    assert score_attributions(replace(DOCUMENT, attributions=rows), reading) == PERFECT


def test_nothing_predicted_is_no_error():
    scores = score_attributions(DOCUMENT, Reading(Article("bridge", TEXT)))
    assert scores.relaxed == Counts(0, 0, 3)
    assert scores.relaxed.precision == scores.relaxed.recall == scores.relaxed.f1 == 0.0


def test_counts_add_up_over_documents_and_give_figures():
    counts = Counts(1, 2, 4) + Counts(1, 2, 4)
    assert counts == Counts(2, 4, 8)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.25, 1 / 3)
    assert (PERFECT + PERFECT).cue == Counts(6, 6, 6)
    assert (Share(1, 2) + Share(2, 2)).value == 0.75
    assert AttributionScores() + PERFECT == PERFECT
