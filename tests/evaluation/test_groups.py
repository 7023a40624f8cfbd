"""What is found, by group."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import Attribution, Voice
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Share, Sides
from quoth.evaluation.cues import NAME, OTHER_CUE, PRONOUN
from quoth.evaluation.groups import Division, Groups, GroupScores, score_groups
from tests.evaluation.documents import changed, perfect, spans, without

TEXT = "“It is safe,” said Mara Quill. She wants that it stays open.\n"
DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        GoldAttribution(
            "1", spans(TEXT, "Mara Quill"), spans(TEXT, "said"), spans(TEXT, "“It is safe,”"), kind="person"
        ),
        GoldAttribution("2", spans(TEXT, "She"), spans(TEXT, "wants"), spans(TEXT, "that it stays open"), kind="group"),
    ),
    nested=False,
    facts={"publisher": "gazette", "author": "Rook"},
)
ONE = Sides(Share(1, 1), Share(1, 1))
READING = perfect(DOCUMENT)


def found(groups: Groups, division: Division) -> dict[str, Sides]:
    return {name: scores.found for name, scores in groups.of(division).items()}


def test_everything_is_in_a_group_of_each_division_that_the_corpus_knows():
    groups = score_groups(DOCUMENT, READING)
    assert found(groups, Division.QUOTATION) == {"direct": ONE, "indirect": ONE}
    assert found(groups, Division.SOURCE) == {NAME: ONE, PRONOUN: ONE}
    assert found(groups, Division.CUE) == {"say": ONE, OTHER_CUE: ONE}
    assert found(groups, Division.PUBLISHER) == {"gazette": ONE + ONE}
    assert not groups.of(Division.GENRE)
    assert not groups.of(Division.SPEAKER)


def test_genres_and_speakers_of_a_document_with_nested_attributions():
    document = replace(DOCUMENT, nested=True, facts={"genre": "vlog"})
    groups = score_groups(document, READING)
    assert found(groups, Division.GENRE) == {"vlog": ONE + ONE}
    assert found(groups, Division.SPEAKER) == {"person": ONE, "group": ONE}
    assert not groups.of(Division.PUBLISHER)


def test_a_pair_counts_for_each_side_in_its_own_group():
    shorter = changed(READING, "1", content=spans(TEXT, "It is safe,” said"))
    assert found(score_groups(DOCUMENT, shorter), Division.QUOTATION) == {
        "direct": Sides(Share(), Share(1, 1)),
        "mixed": Sides(Share(1, 1), Share()),
        "indirect": ONE,
    }
    other_voice = changed(READING, "1", voice=Voice.DOCUMENT)
    assert found(score_groups(replace(DOCUMENT, nested=True), other_voice), Division.SPEAKER) == {
        "document": Sides(Share(1, 1), Share()),
        "group": ONE,
        "person": Sides(Share(), Share(1, 1)),
    }


def test_what_is_missed_costs_recall_and_what_is_spurious_precision_of_its_group():
    extra = Attribution("x", spans(TEXT, "She"), cue=spans(TEXT, "said"))
    reading = without(replace(READING, attributions=(*READING.attributions, extra)), "2")
    assert found(score_groups(DOCUMENT, reading), Division.CUE) == {
        "say": Sides(Share(1, 2), Share(1, 1)),
        OTHER_CUE: Sides(Share(), Share(0, 1)),
    }


def test_a_wrong_source_costs_the_attribution_alone():
    reading = changed(READING, "1", source=spans(TEXT, "She"))
    scores = score_groups(DOCUMENT, reading).of(Division.QUOTATION)["direct"]
    assert scores == GroupScores(found=ONE, attribution=Sides(Share(0, 1), Share(0, 1)))


def test_groups_add_up_name_by_name():
    one = Groups({(Division.GENRE, "vlog"): GroupScores(ONE, ONE), (Division.GENRE, "news"): GroupScores()})
    two = Groups({(Division.GENRE, "vlog"): GroupScores(ONE, Sides()), (Division.CUE, "say"): GroupScores(ONE, ONE)})
    assert (one + two).of(Division.GENRE) == {"vlog": GroupScores(ONE + ONE, ONE), "news": GroupScores()}
    assert (one + two).of(Division.CUE) == {"say": GroupScores(ONE, ONE)}
    assert Groups() + one == one + Groups() == one


def test_f1_of_two_sides():
    assert Sides(Share(1, 2), Share(1, 1)).f1 == 2 / 3
    assert Sides(Share(0, 2), Share(0, 1)).f1 == Sides().f1 == 0.0
