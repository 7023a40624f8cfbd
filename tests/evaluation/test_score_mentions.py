"""Mentions found by their spans, and put together into entities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.domain import Article, Entity, EntityKind, Mention, Reading, Span
from quoth.evaluation.coreference import Agreement, Coreference
from quoth.evaluation.corpora import GoldDocument, GoldMention
from quoth.evaluation.counts import Counts
from quoth.evaluation.mentions import MentionScores, score_mentions
from tests.evaluation.documents import perfect

TEXT = "Mara Quill left “Quill & Rook” of Harbourton after the storm. She sued the firm, and it left Harbourton."


def span(part: str, after: str = "") -> Span:
    start = TEXT.index(part, TEXT.index(after))
    return Span(start, start + len(part))


def gold(type: str, cluster: str, *places: Span) -> tuple[GoldMention, ...]:
    return tuple(GoldMention(place, type, cluster) for place in places)


SHE = span("She")
FIRM = (span("“Quill & Rook”"), span("the firm"), span("it", after="and it"))
TOWN = (span("Harbourton"), span("Harbourton", after="it left"))
DOCUMENT = GoldDocument(
    "harbour",
    TEXT,
    (),
    nested=True,
    mentions=(
        *gold("person", "1", span("Mara Quill"), SHE),
        *gold("organization", "2", *FIRM),
        *gold("place", "3", *TOWN),
        *gold("event", "4", span("the storm")),
    ),
)
READING = perfect(DOCUMENT)
WHOLE = Coreference(Agreement(4, 4, 4, 4), Agreement(7, 7, 7, 7), Agreement(3, 3, 3, 3))
PERFECT = MentionScores(
    found=Counts(7, 7, 7),
    people=Counts(2, 2, 2),
    organizations=Counts(3, 3, 3),
    places=Counts(2, 2, 2),
    coreference=WHOLE,
    coreference_of_types=WHOLE,
)


def reading_of(*entities: Entity) -> Reading:
    return Reading(Article("harbour", TEXT), entities=entities)


def entity(id: str, kind: EntityKind, *places: Span) -> Entity:
    return Entity(id, id, kind, mentions=tuple(map(Mention, places)))


def test_gold_against_itself_is_right_everywhere():
    assert score_mentions(DOCUMENT, READING) == PERFECT


def test_where_no_mentions_are_marked_none_are_counted():
    assert score_mentions(replace(DOCUMENT, mentions=None), READING) == MentionScores()
    assert score_mentions(replace(DOCUMENT, mentions=()), READING).found == Counts(0, 7, 0)


@pytest.mark.parametrize("kind", [EntityKind.PERSON, EntityKind.GROUP, EntityKind.UNNAMED])
def test_persons_groups_and_unnamed_voices_are_people(kind):
    assert score_mentions(DOCUMENT, reading_of(entity("q", kind, SHE))).people == Counts(1, 1, 2)


@pytest.mark.parametrize("kind", [EntityKind.DOCUMENT, EntityKind.WORK, EntityKind.NONE])
def test_mentions_of_other_kinds_are_neither_right_nor_wrong(kind):
    scores = score_mentions(DOCUMENT, reading_of(entity("q", kind, SHE, span("the storm"))))
    assert scores.found == Counts(0, 0, 7)
    # Of whatever type, both are mentions, and make one entity.
    assert scores.coreference.ceaf_e == Agreement(0.5, 1, 0.5, 3)
    assert scores.coreference_of_types.ceaf_e == Agreement(0, 0, 0, 3)


def test_one_type_taken_for_another_is_found_and_wrong_by_type():
    scores = score_mentions(DOCUMENT, reading_of(entity("f", EntityKind.PERSON, *FIRM)))
    assert scores.found == Counts(3, 3, 7)
    assert scores.people == Counts(0, 3, 2)
    assert scores.organizations == Counts(0, 0, 3)


def test_spans_must_be_equal_but_for_marks_at_their_ends():
    marked = span("“Quill & Rook”")
    bare, short = Span(marked.start + 1, marked.end - 1), Span(marked.start + 1, marked.end - 3)
    for place, right in ((bare, 1), (Span(marked.start, marked.end + 1), 1), (short, 0)):
        scores = score_mentions(DOCUMENT, reading_of(entity("f", EntityKind.ORGANIZATION, place)))
        assert scores.organizations == Counts(right, 1, 3)


def test_a_mention_given_twice_is_right_once():
    scores = score_mentions(
        DOCUMENT, reading_of(entity("a", EntityKind.PERSON, SHE), entity("b", EntityKind.PERSON, SHE))
    )
    assert scores.people == Counts(1, 2, 2)


def test_entities_taken_for_one_and_one_taken_for_two():
    one = reading_of(entity("x", EntityKind.PLACE, *FIRM, *TOWN))
    assert score_mentions(DOCUMENT, one).coreference.muc == Agreement(3, 4, 3, 4)
    two = reading_of(entity("x", EntityKind.PLACE, TOWN[0]), entity("y", EntityKind.PLACE, TOWN[1]))
    scores = score_mentions(DOCUMENT, two)
    assert scores.places == Counts(2, 2, 2)
    # Each is mentioned once, so that nothing corefers.
    assert scores.coreference.b_cubed == Agreement(0, 0, 0, 7)
