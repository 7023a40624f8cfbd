"""Whether a content is quoted, in part or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import QuotationType, Span, Spans
from quoth.extraction.quotations.quotation_type import QuotedPassages
from quoth.layout.quotation_marks import find_quotations
from quoth.layout.words import split_paragraphs

TEXT = "“The bridge is safe,” she said. “Nobody will fall.” To us it was “quite safe”. she hoped so."


def at(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def kind(text: str, *parts: str, cue: str = "") -> QuotationType:
    passages = [quoted.span for quoted in find_quotations(text, split_paragraphs(text))]
    return QuotedPassages(passages).quotation_type(text, at(text, *parts), at(text, cue) if cue else ())


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["“The bridge is safe,”", "“Nobody will fall.”"], QuotationType.DIRECT),
        (["“The bridge is safe,”"], QuotationType.DIRECT),
        # Marks and full stops are no words, wherever the span ends.
        (["The bridge is safe"], QuotationType.DIRECT),
        (["“Nobody will fall.” "], QuotationType.DIRECT),
        (["it was “quite safe”"], QuotationType.MIXED),
        (["“Nobody will fall.”", "she hoped so"], QuotationType.MIXED),
        (["safe,” she"], QuotationType.MIXED),
        (["she hoped so"], QuotationType.INDIRECT),
        (["”. "], QuotationType.INDIRECT),
        ([], QuotationType.INDIRECT),
    ],
)
def test_words_inside_and_outside_the_marks(parts, expected):
    assert kind(TEXT, *parts) is expected


def test_a_passage_around_the_cue_is_somebody_elses():
    text = "“He says it is ‘over’ for us,” she said."
    assert kind(text, "it is ‘over’ for us", cue="says") is QuotationType.MIXED
    assert kind(text, "‘over’", cue="says") is QuotationType.DIRECT
    assert kind(text, "for us", cue="says") is QuotationType.INDIRECT
    assert kind(text, "“He says it is ‘over’ for us,”", cue="said") is QuotationType.DIRECT


def test_a_blockquote_is_quoted_without_marks():
    text = "They wrote: The bridge is safe. Nobody will fall."
    quote = at(text, "The bridge is safe. Nobody will fall.")
    assert QuotedPassages(quote).quotation_type(text, quote) is QuotationType.DIRECT
    assert QuotedPassages([]).quotation_type(text, quote) is QuotationType.INDIRECT


PLACES = st.tuples(st.integers(0, 50), st.integers(1, 14))


@given(st.lists(PLACES, max_size=8), st.lists(PLACES, min_size=1, max_size=3), st.none() | PLACES)
@settings(max_examples=300)
def test_each_word_is_looked_for_in_every_passage_that_does_not_hold_the_cue(places, parts, cue_place):
    text = " ".join("abcdefghijklmnopqrstuvwxyz")

    def span(place: tuple[int, int]) -> Span:
        return Span(min(place[0], len(text) - 1), min(sum(place), len(text)))

    passages, content = [span(place) for place in places], tuple(sorted(span(place) for place in parts))
    cue = (span(cue_place),) if cue_place else ()
    free = [passage for passage in passages if not (cue and passage.covers(cue[0]))]
    words = [place for part in content for place in range(part.start, part.end) if text[place] != " "]
    inside = [any(passage.start <= place < passage.end for passage in free) for place in words]
    expected = QuotationType.INDIRECT
    if any(inside):
        expected = QuotationType.DIRECT if all(inside) else QuotationType.MIXED
    assert QuotedPassages(passages).quotation_type(text, content, cue) is expected


@pytest.mark.parametrize("unit", ["“so” she ", "“so she ", "“so she\n"])
def test_many_passages_and_contents(unit):
    text = unit * 10_000
    passages = QuotedPassages([quoted.span for quoted in find_quotations(text, split_paragraphs(text))])
    start = time.process_time()
    for place in range(0, len(text), len(unit)):
        content, cue = (Span(place, place + 4),), (Span(place + 5, place + 8),)
        assert passages.quotation_type(text, content) is QuotationType.DIRECT
        passages.quotation_type(text, content, cue)
    # Below 1 second.
    assert time.process_time() - start < 15
