"""Whatever the gold, it is right against itself, in any order of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Span
from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.coreference import Agreement
from quoth.evaluation.corpora import GoldAttribution, GoldDocument, GoldMention, GoldName, GoldPronoun, GoldReply
from quoth.evaluation.counts import Counts, Share, Summable
from quoth.evaluation.evaluate import score_document
from quoth.evaluation.groups import Groups
from quoth.evaluation.pronouns import score_pronoun
from tests.evaluation.documents import perfect, perfect_snippet

TEXTS = st.text(alphabet="abé ,.:“”\"'\n", min_size=1, max_size=60)


@st.composite
def documents(draw, *, nested):
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    roles = st.lists(st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair))), max_size=3).map(tuple)
    row = st.builds(
        GoldAttribution,
        id=st.just(""),
        source=roles,
        cue=roles,
        content=roles,
        parent=st.none(),
        core=st.booleans() if nested else st.just(True),
        optional=st.booleans() if nested else st.just(False),
        speakers=st.sampled_from([(), ("Mara Quill",), ("Rook", "John Rook")]),
        kind=st.sampled_from([None, "person", "none"]),
        acts=st.sampled_from([(), ("says",), ("asks", "orders")]),
        negative=st.sampled_from([None, False, True]),
        about=st.sampled_from([(), ("Mara Quill",), ("the bridge", "Rook")]),
    )
    rows = [replace(row, id=str(number)) for number, row in enumerate(draw(st.lists(row, max_size=6)))]
    if nested:
        # A parent is an earlier row with content, as in the corpora.
        for number in range(1, len(rows)):
            candidates = [
                None,
                *(one.id for one in rows[:number] if any(span.of(text).strip() for span in one.content)),
            ]
            rows[number] = replace(rows[number], parent=draw(st.sampled_from(candidates)))
    numbers = st.integers(0, max(0, len(rows) - 1)).map(str)
    pairs = draw(st.sets(st.tuples(numbers, numbers), max_size=4)) if nested and rows else ()
    hows = st.sampled_from(["answers", "denies", "supports"])
    replies = tuple(GoldReply(id, to, draw(hows)) for id, to in sorted(pairs))
    facts = draw(st.sampled_from([{}, {"genre": "news"}, {"publisher": "gazette"}]))
    mentions = draw(st.none() | clusters(len(text)))
    return GoldDocument("any", text, tuple(rows), nested=nested, replies=replies, facts=facts, mentions=mentions)


@st.composite
def clusters(draw, length):
    """Mentions of some entities, each of one type; they may overlap, and stand in the same place."""
    places = st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: Span(min(pair), max(pair)))
    types = draw(st.lists(st.sampled_from(["person", "organization", "place", "event"]), max_size=4))
    found = [
        GoldMention(span, type, str(number))
        for number, type in enumerate(types)
        for span in draw(st.lists(places, min_size=1, max_size=4))
    ]
    return tuple(found)


@st.composite
def snippets(draw):
    pronoun = draw(st.sampled_from(["he", "Her", "HIS", "she"]))
    words = draw(st.permutations([pronoun, "Mara Quill", "Rook", "the bridge of", ", said"]))
    text = " ".join(words)
    names = tuple(GoldName(_span_of(text, name), draw(st.booleans())) for name in ("Mara Quill", "Rook"))
    return GoldPronoun("any", text, _span_of(text, pronoun), names)


def _span_of(text, part):
    # As a word: "he" stands in "the", too.
    start = f" {text} ".index(f" {part} ")
    return Span(start, start + len(part))


def assert_full_marks(scores: Summable) -> None:
    for field in fields(scores):
        value = getattr(scores, field.name)
        if isinstance(value, Counts):
            assert value.matched == value.predicted == value.gold, field.name
        elif isinstance(value, Agreement):
            assert value.right == pytest.approx(value.predicted), field.name
            assert value.found == pytest.approx(value.gold), field.name
            assert value.predicted == value.gold, field.name
        elif isinstance(value, Share):
            assert value.right == value.total, field.name
        elif isinstance(value, Outcomes):
            assert all(right for _, right in value.each), field.name
        elif isinstance(value, Counter):
            assert not value, field.name
        elif isinstance(value, Groups):
            for group in value.scores.values():
                assert_full_marks(group)
        elif isinstance(value, Summable):
            assert_full_marks(value)


@settings(max_examples=150, deadline=None)
@given(documents(nested=False))
def test_outermost_gold_against_itself(document):
    assert_full_marks(score_document(document, perfect(document)))


@settings(max_examples=150, deadline=None)
@given(documents(nested=True))
def test_nested_gold_against_itself(document):
    assert_full_marks(score_document(document, perfect(document)))


@given(snippets())
def test_a_gold_snippet_against_itself(snippet):
    assert_full_marks(score_pronoun(snippet, perfect_snippet(snippet)))


@settings(max_examples=100, deadline=None)
@given(documents(nested=False), st.randoms())
def test_the_order_of_predictions_does_not_change_what_is_found(document, random):
    reading = perfect(document)
    rows = list(reading.attributions)
    random.shuffle(rows)
    shuffled = score_document(document, replace(reading, attributions=tuple(rows))).attributions
    straight = score_document(document, reading).attributions
    assert (shuffled.exact, shuffled.relaxed) == (straight.exact, straight.relaxed)
