"""Errors sorted into classes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Act, Attribution, Entity, EntityKind, Reading, Span, Voice
from quoth.evaluation.comparison import compare
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.cues import DESCRIPTION, NAME, NO_CUE, NOUN, OTHER_CUE
from quoth.evaluation.error_classes import (
    ABOUT,
    ACT,
    CLAIMED_WRONG_PARENT,
    ELSEWHERE,
    INEXACT,
    KIND,
    MADE_NESTED,
    MADE_OUTERMOST,
    MERGED,
    MISSED,
    NESTED_MISSED,
    NESTED_SPURIOUS,
    NOBODY,
    OUTERMOST_NESTED,
    PARENT_MISSED,
    SOMEBODY_ELSE,
    SOURCE,
    SPEAKER,
    SPEECH_CUE,
    SPLIT,
    SPURIOUS,
    SPURIOUS_INSIDE,
    UNDER_HALF,
    WRONG_PARENT,
    nested_errors,
    outermost_errors,
)
from tests.evaluation.documents import changed, perfect, spans, without

TEXT = (
    "“The bridge is safe,” Mara Quill said. Rook wants another bridge built soon. His call for calm was heard. "
    "Finch sang a song about rope."
)
DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        GoldAttribution("1", spans(TEXT, "Mara Quill"), spans(TEXT, "said"), spans(TEXT, "“The bridge is safe,”")),
        GoldAttribution("2", spans(TEXT, "Rook"), spans(TEXT, "wants"), spans(TEXT, "another bridge built soon")),
        GoldAttribution("3", spans(TEXT, "His"), spans(TEXT, "call"), spans(TEXT, "for calm")),
    ),
    nested=False,
)
READING = perfect(DOCUMENT)
SONG = Attribution("x", spans(TEXT, "a song about rope"), spans(TEXT, "Finch"), spans(TEXT, "sang"))


def adding(*rows: Attribution, to: Reading = READING) -> Reading:
    return replace(to, attributions=(*to.attributions, *rows))


def test_gold_against_itself_has_no_errors():
    assert outermost_errors(DOCUMENT, READING) == Counter()


def test_missed_ones_by_quotation_type_and_cue():
    assert outermost_errors(DOCUMENT, without(READING, "1", "2", "3")) == {
        (MISSED, "direct", SPEECH_CUE): 1,
        (MISSED, "indirect", OTHER_CUE): 1,
        (MISSED, "indirect", NOUN): 1,
    }


def test_spurious_ones_by_quotation_type_and_cue():
    silent = Attribution("y", spans(TEXT, "was heard"))
    assert outermost_errors(DOCUMENT, adding(SONG, silent)) == {
        (SPURIOUS, "indirect", OTHER_CUE): 1,
        (SPURIOUS, "indirect", NO_CUE): 1,
    }


def test_what_a_nested_prediction_found_is_not_missed():
    assert outermost_errors(DOCUMENT, changed(READING, "2", parent="1")) == {(MADE_NESTED,): 1}


def test_contents_with_less_than_half_in_common_are_one_error_with_its_ends():
    reading = changed(READING, "2", content=spans(TEXT, "soon. His"), cue=())
    assert outermost_errors(DOCUMENT, reading) == {
        (UNDER_HALF,): 1,
        (UNDER_HALF, "starts late"): 1,
        (UNDER_HALF, "ends late"): 1,
    }


def test_a_cue_found_with_a_content_elsewhere_is_one_error():
    reading = changed(READING, "2", content=spans(TEXT, "Finch sang"))
    assert outermost_errors(DOCUMENT, reading) == {(ELSEWHERE,): 1}


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        ("wants another bridge built soon", ["starts early"]),
        ("bridge built soon", ["starts late"]),
        ("another bridge built", ["ends early"]),
        ("another bridge built soon. His", ["ends late"]),
        ("wants another bridge built", ["starts early", "ends early"]),
    ],
)
def test_ends_of_contents_that_are_found(content, ends):
    errors = outermost_errors(DOCUMENT, changed(READING, "2", content=spans(TEXT, content)))
    assert errors == {(INEXACT,): 1, **{(INEXACT, end): 1 for end in ends}}


def test_a_content_with_a_hole_differs_inside():
    errors = outermost_errors(DOCUMENT, changed(READING, "2", content=spans(TEXT, "another", "built soon")))
    assert errors == {(INEXACT,): 1, (INEXACT, "differs inside"): 1}


@pytest.mark.parametrize(
    ("source", "error"), [((), "missing"), (("Finch",), "another"), (("Rook wants another",), "partly the same")]
)
def test_wrong_sources(source, error):
    assert outermost_errors(DOCUMENT, changed(READING, "2", source=spans(TEXT, *source))) == {(SOURCE, error): 1}


def test_a_source_where_there_is_none():
    rows = tuple(replace(row, source=()) if row.id == "2" else row for row in DOCUMENT.attributions)
    assert outermost_errors(replace(DOCUMENT, attributions=rows), READING) == {(SOURCE, "extra"): 1}


def test_one_content_as_two_is_split_and_its_second_part_spurious_inside():
    reading = changed(READING, "2", content=spans(TEXT, "another bridge"))
    part = Attribution("y", spans(TEXT, "built soon"))
    errors = outermost_errors(DOCUMENT, adding(part, to=reading))
    assert errors[SPLIT,] == errors[SPURIOUS_INSIDE,] == errors[SPURIOUS, "indirect", NO_CUE] == 1
    assert not errors[MERGED,]


def test_two_contents_as_one_are_merged():
    row = GoldAttribution("4", (), (), spans(TEXT, "a song"))
    document = replace(DOCUMENT, attributions=(*DOCUMENT.attributions, row, replace(row, id="5", content=SONG.content)))
    errors = outermost_errors(document, adding(replace(SONG, source=())))
    assert errors == {(MERGED,): 1, (MISSED, "indirect", NO_CUE): 1}


def test_contents_that_overlap_and_are_all_found_are_neither_split_nor_merged():
    row = GoldAttribution("4", (), (), spans(TEXT, "a song"))
    document = replace(DOCUMENT, attributions=(*DOCUMENT.attributions, row, replace(row, id="5", content=SONG.content)))
    assert outermost_errors(document, perfect(document)) == Counter()


PLACES = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda place: (Span(place[0], sum(place)),))
ROWS = st.lists(st.tuples(PLACES, PLACES, PLACES, st.booleans()), max_size=6)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_every_attribution_without_a_match_is_in_exactly_one_class(gold, ours):
    rows = tuple(GoldAttribution(str(number), *row[:3]) for number, row in enumerate(gold))
    document = replace(DOCUMENT, attributions=rows)
    predicted = tuple(
        Attribution(str(number), content, source, cue, parent="0" if inner and number else None)
        for number, (source, cue, content, inner) in enumerate(ours)
    )
    reading = replace(READING, attributions=predicted)
    found, errors = compare(document, reading), outermost_errors(document, reading)
    both = errors[UNDER_HALF,] + errors[ELSEWHERE,]
    missed = sum(number for key, number in errors.items() if key[0] == MISSED)
    spurious = sum(number for key, number in errors.items() if key[0] == SPURIOUS)
    assert missed + both + errors[MADE_NESTED,] == len(found.gold) - len(found.pairs)
    assert spurious + both == len(found.predicted) - len(found.pairs)
    assert sum(number for key, number in errors.items() if key[0] == SOURCE) == len(found.pairs) - len(
        found.same_source
    )


INNER = "Mara Quill said Rook had denied that the report claims the bridge wants paint. Finch laughed at that."


def inner(id: str, source: str, cue: str, content: str, parent: str | None) -> GoldAttribution:
    roles = (spans(INNER, source), spans(INNER, cue), spans(INNER, content))
    return GoldAttribution(id, *roles, parent=parent, kind="person", acts=("says",), negative=False)


NESTED = GoldDocument(
    id="paint",
    text=INNER,
    attributions=(
        inner("1", "Mara Quill", "said", "Rook had denied that the report claims the bridge wants paint", None),
        inner("2", "Rook", "denied", "the report claims the bridge wants paint", "1"),
        inner("3", "the report", "claims", "the bridge wants paint", "2"),
    ),
    nested=True,
)
DEEP = perfect(NESTED)


def test_nested_gold_against_itself_has_no_errors():
    assert nested_errors(NESTED, DEEP) == Counter()


def test_nested_ones_missed_and_spurious():
    extra = Attribution("x", spans(INNER, "at that"), cue=spans(INNER, "laughed"), parent="1", voice=Voice.PERSON)
    assert nested_errors(NESTED, without(adding(extra, to=DEEP), "3")) == {
        (NESTED_MISSED, SPEECH_CUE): 1,
        (NESTED_SPURIOUS, OTHER_CUE): 1,
    }


def test_nested_ones_that_are_found_in_the_wrong_place():
    assert nested_errors(NESTED, changed(DEEP, "3", parent=None)) == {(MADE_OUTERMOST,): 1}
    assert nested_errors(NESTED, changed(DEEP, "3", parent="1")) == {(WRONG_PARENT,): 1, (CLAIMED_WRONG_PARENT,): 1}
    assert nested_errors(NESTED, changed(without(DEEP, "2"), "3", parent="1")) == {
        (NESTED_MISSED, OTHER_CUE): 1,
        (PARENT_MISSED,): 1,
        (CLAIMED_WRONG_PARENT,): 1,
    }
    assert nested_errors(NESTED, changed(DEEP, "1", parent="x")) == {(OUTERMOST_NESTED,): 1}


def test_acts_and_kinds_that_are_taken_for_others():
    reading = changed(changed(DEEP, "2", act=Act.DENIES), "3", voice=Voice.DOCUMENT)
    assert nested_errors(NESTED, reading) == {(ACT, "says", "denies"): 1, (KIND, "person", "document"): 1}
    rows = tuple(replace(row, acts=("says", "denies")) for row in NESTED.attributions)
    assert nested_errors(replace(NESTED, attributions=rows), reading) == {(KIND, "person", "document"): 1}


def test_wrong_speakers_by_kind_of_source_and_wrong_targets():
    named = [replace(row, speakers=("Rook",), about=("Finch",)) for row in NESTED.attributions]
    document = replace(NESTED, attributions=tuple(named))
    right = perfect(document)
    assert nested_errors(document, right) == {}
    quill = replace(right, entities=(*right.entities, Entity("q", "Mara Quill", EntityKind.PERSON)))
    reading = changed(changed(quill, "1", speaker="q", targets=("q",)), "3", speaker=None, targets=())
    assert nested_errors(document, reading) == {
        (SPEAKER, NAME, SOMEBODY_ELSE): 1,
        (SPEAKER, DESCRIPTION, NOBODY): 1,
        (ABOUT, SOMEBODY_ELSE): 1,
        (ABOUT, NOBODY): 1,
    }
    outside = replace(document, attributions=tuple(replace(row, core=row.id != "3") for row in named))
    assert not any(key[:2] == (SPEAKER, DESCRIPTION) for key in nested_errors(outside, reading))
