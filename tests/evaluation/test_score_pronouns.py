"""Whom a pronoun means: two names, each by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.domain import Article, Entity, EntityKind, Mention, MentionForm, Reading, Span
from quoth.evaluation.corpora import GoldName, GoldPronoun
from quoth.evaluation.counts import Counts
from quoth.evaluation.pronouns import PronounScores, score_pronoun
from tests.evaluation.documents import perfect_snippet

TEXT = "Mara Quill, aunt of Inspector Tessa Rook, sold the boat before she left."


def span(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


QUILL, ROOK, SHE = span("Mara Quill"), span("Tessa Rook"), span("she")
SNIPPET = GoldPronoun("boat", TEXT, SHE, (GoldName(QUILL, meant=True), GoldName(ROOK, meant=False)))
RIGHT, MISSED, OTHER = Counts(1, 1, 1), Counts(0, 0, 1), Counts(0, 1, 1)


def entity(name: str, *places: Span) -> Entity:
    forms = (Mention(place, MentionForm.PRONOUN if place == SHE else MentionForm.NAME) for place in places)
    return Entity(name, name, EntityKind.PERSON, mentions=tuple(forms))


def found(*entities: Entity) -> Counts:
    return score_pronoun(SNIPPET, Reading(Article("boat", TEXT), entities=entities)).found


def test_gold_against_itself():
    reading = perfect_snippet(SNIPPET)
    assert score_pronoun(SNIPPET, reading) == PronounScores(1, found=RIGHT, feminine=RIGHT)
    neither = replace(SNIPPET, names=tuple(replace(name, meant=False) for name in SNIPPET.names))
    assert score_pronoun(neither, perfect_snippet(neither)).found == Counts(0, 0, 0)
    assert score_pronoun(neither, reading).found == Counts(0, 1, 0)


@pytest.mark.parametrize(
    ("pronoun", "masculine"), [("he", True), ("His", True), ("him", True), ("Her", False), ("hers", False)]
)
def test_the_pronoun_says_which_gender_counts(pronoun, masculine):
    text = TEXT.replace("she", pronoun)
    snippet = replace(SNIPPET, text=text, pronoun=Span(SHE.start, SHE.start + len(pronoun)))
    scores = score_pronoun(snippet, perfect_snippet(snippet))
    assert (scores.masculine, scores.feminine) == ((RIGHT, Counts()) if masculine else (Counts(), RIGHT))


def test_a_pronoun_that_is_no_mention_means_nobody():
    assert found() == found(entity("Mara Quill", QUILL)) == MISSED
    # "sh" is not the pronoun.
    assert found(entity("Mara Quill", QUILL, Span(SHE.start, SHE.end - 1))) == MISSED


def test_the_wrong_name_and_both_names():
    assert found(entity("Tessa Rook", ROOK, SHE), entity("Mara Quill", QUILL)) == OTHER
    assert found(entity("Mara Quill", QUILL, ROOK, SHE)) == Counts(1, 2, 1)


def test_the_name_belongs_to_the_mention_that_is_nearest_to_it():
    aunt, inspector = span("Mara Quill, aunt of Inspector Tessa Rook"), span("Inspector Tessa Rook")
    # The aunt's mention holds both names; the inspector is another.
    assert found(entity("Mara Quill", QUILL, aunt, SHE), entity("Tessa Rook", inspector)) == RIGHT
    # A title before the name does not matter, nor a short form in its place.
    assert found(entity("x", inspector, SHE), entity("y", QUILL)) == OTHER
    assert found(entity("x", span("Quill"), SHE), entity("y", inspector)) == RIGHT


def test_where_no_mention_is_near_the_name_of_the_entity_decides():
    whole = span("Mara Quill, aunt of Inspector Tessa Rook")
    assert found(entity("Ms. Quill", SHE)) == RIGHT
    assert found(entity("Mara Quill", whole, SHE)) == RIGHT
    assert found(entity("Tessa Rook", SHE)) == OTHER
    # The name is somebody else's mention, so that it does not matter what the pronoun's entity is called.
    assert found(entity("Mara Quill", SHE), entity("z", QUILL)) == MISSED


def test_two_entities_in_one_place_both_have_the_name():
    assert found(entity("a", QUILL), entity("b", QUILL, SHE)) == RIGHT


def test_bias_is_the_ratio_of_the_two_f1():
    scores = PronounScores(4, Counts(), masculine=Counts(4, 5, 5), feminine=Counts(3, 5, 5))
    assert scores.ratio == pytest.approx(0.75)
    assert PronounScores().ratio is None
    assert replace(scores, masculine=Counts(0, 1, 1)).ratio is None


def test_a_reading_of_another_text_is_refused():
    with pytest.raises(ValueError, match="not of that snippet's text"):
        score_pronoun(SNIPPET, Reading(Article("boat", "She left.")))
