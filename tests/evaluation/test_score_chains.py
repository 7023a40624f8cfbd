"""Nesting and what is said of matched attributions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.domain import Act, Attribution, Entity, EntityKind, Polarity, Reading, Reply, ReplyKind, Voice
from quoth.evaluation.chains import ChainScores, judge_nested, score_chains
from quoth.evaluation.corpora import GoldAttribution, GoldDocument, GoldReply
from quoth.evaluation.counts import Counts, Share
from tests.evaluation.documents import changed, perfect, spans, without

TEXT = "Mara Quill said Rook had denied that the report claims the bridge wants paint. Finch laughed at that."


def gold(id: str, source: str, cue: str, content: str, parent: str | None = None, **more: object) -> GoldAttribution:
    facts = {"speakers": (source,), "kind": "person", "acts": ("says",), "negative": False, **more}
    roles = (spans(TEXT, source), spans(TEXT, cue), spans(TEXT, content))
    return GoldAttribution(id, *roles, parent=parent, **facts)  # type: ignore[arg-type]


DOCUMENT = GoldDocument(
    id="bridge",
    text=TEXT,
    attributions=(
        gold(
            "1", "Mara Quill", "said", "Rook had denied that the report claims the bridge wants paint", about=("Rook",)
        ),
        gold("2", "Rook", "denied", "the report claims the bridge wants paint", "1", acts=("denies",), negative=True),
        gold("3", "the report", "claims", "the bridge wants paint", "2", kind="document", acts=("says", "shows")),
        gold(
            "4",
            "the bridge",
            "wants",
            "paint",
            "3",
            core=False,
            kind="none",
            acts=("wants",),
            about=("bridge", "paint"),
        ),
    ),
    nested=True,
    replies=(GoldReply("2", "3", "denies"), GoldReply("4", "1", "answers")),
)
PERFECT = ChainScores(
    nested=Counts(2, 2, 2),
    negative=Counts(1, 1, 1),
    act=Share(4, 4),
    kind=Share(4, 4),
    speaker=Share(3, 3),
    speaker_matched=Share(3, 3),
    about=Share(2, 2),
    replies=Counts(2, 2, 2),
    replies_how=Share(2, 2),
)
READING = perfect(DOCUMENT)


def test_gold_against_itself_is_right_everywhere_and_rows_outside_the_core_are_no_errors():
    assert score_chains(DOCUMENT, READING) == PERFECT


@pytest.mark.parametrize("excuse", [{"core": False}, {"optional": True}, {"core": False, "optional": True}])
def test_rows_outside_the_core_and_optional_ones_are_neither_asked_nor_held_against(excuse):
    rows = tuple(replace(row, **excuse) if row.id == "3" else row for row in DOCUMENT.attributions)
    document = replace(DOCUMENT, attributions=rows)
    assert score_chains(document, READING).nested == Counts(1, 1, 1)
    assert score_chains(document, without(READING, "3", "4")).nested == Counts(1, 1, 1)
    assert [row.id for row, _, _ in judge_nested(document, READING).asked] == ["2"]
    assert [row.id for row, _ in judge_nested(document, READING).claimed] == ["2"]
    assert score_chains(document, READING).speaker == Share(2, 2)


def test_a_nested_prediction_that_matches_nothing_is_wrong():
    extra = Attribution("x", spans(TEXT, "Finch laughed"), cue=spans(TEXT, "laughed"), parent="1")
    reading = replace(READING, attributions=(*READING.attributions, extra))
    assert score_chains(DOCUMENT, reading) == replace(PERFECT, nested=Counts(2, 3, 2))


def test_a_nested_prediction_that_matches_an_outer_row_is_wrong():
    reading = changed(READING, "1", parent="x")
    assert score_chains(DOCUMENT, reading).nested == Counts(2, 3, 2)


def test_a_missing_parent_takes_its_children_along():
    scores = score_chains(DOCUMENT, without(READING, "2"))
    assert scores.nested == Counts(0, 1, 2)
    assert scores.negative == Counts(0, 0, 0)
    assert scores.speaker == Share(2, 3)
    assert scores.speaker_matched == Share(2, 2)


def test_an_attribution_may_lie_deeper_under_the_match_of_its_parent():
    between = Attribution("x", spans(TEXT, "at that"), cue=spans(TEXT, "laughed"), parent="1")
    reading = changed(READING, "2", parent="x")
    reading = replace(reading, attributions=(*reading.attributions, between))
    assert score_chains(DOCUMENT, reading).nested == Counts(2, 3, 2)


def test_the_wrong_parent_or_none_is_not_found():
    assert score_chains(DOCUMENT, changed(READING, "2", parent=None)).nested == Counts(1, 1, 2)
    assert score_chains(DOCUMENT, changed(READING, "3", parent="1")).nested == Counts(1, 2, 2)
    assert score_chains(DOCUMENT, changed(READING, "2", parent="nobody")).nested == Counts(1, 2, 2)


def test_parents_in_a_circle_do_not_hang():
    reading = changed(changed(READING, "2", parent="3"), "3", parent="2")
    assert score_chains(DOCUMENT, reading).nested == Counts(1, 2, 2)


def test_a_nested_row_needs_its_cue_and_an_outer_one_does_not():
    assert score_chains(DOCUMENT, changed(READING, "3", cue=spans(TEXT, "wants"))).nested == Counts(1, 2, 2)
    assert score_chains(DOCUMENT, changed(READING, "3", cue=())).nested == Counts(1, 2, 2)
    assert score_chains(DOCUMENT, changed(READING, "1", cue=spans(TEXT, "laughed"))) == PERFECT


def test_the_outer_row_goes_to_the_prediction_with_its_cue_when_contents_are_nearly_the_same():
    # The inner prediction covers a little more of the outer content than the outer one does.
    outer = spans(TEXT, "had denied that the report claims the bridge wants")
    inner = spans(TEXT, "denied that the report claims the bridge wants paint")
    reading = changed(changed(READING, "1", content=outer), "2", content=inner)
    assert score_chains(DOCUMENT, reading) == PERFECT


def test_matching_is_one_to_one():
    again = replace(READING.attributions[2], id="again")
    reading = replace(READING, attributions=(*READING.attributions, again))
    scores = score_chains(DOCUMENT, reading)
    assert (scores.nested, scores.act) == (Counts(2, 3, 2), Share(4, 4))


def test_polarity_is_scored_over_matched_attributions():
    assert score_chains(DOCUMENT, changed(READING, "2", polarity=Polarity.POSITIVE)).negative == Counts(0, 0, 1)
    assert score_chains(DOCUMENT, changed(READING, "1", polarity=Polarity.NEGATIVE)).negative == Counts(1, 2, 1)


def test_a_second_act_is_as_good_and_a_wrong_one_is_not():
    assert score_chains(DOCUMENT, changed(READING, "3", act=Act.SHOWS)) == PERFECT
    assert score_chains(DOCUMENT, changed(READING, "3", act=Act.ASKS)).act == Share(3, 4)


def test_kind_of_speaker():
    assert score_chains(DOCUMENT, changed(READING, "3", voice=Voice.GROUP)).kind == Share(3, 4)


def test_speakers_by_name():
    wrong = replace(READING, entities=(*READING.entities, Entity("w", "Finch", EntityKind.PERSON)))
    scores = score_chains(DOCUMENT, changed(wrong, "1", speaker="w"))
    assert scores.speaker == scores.speaker_matched == Share(2, 3)
    short = replace(READING, entities=(*READING.entities, Entity("s", "Ms. Quill", EntityKind.PERSON)))
    assert score_chains(DOCUMENT, changed(short, "1", speaker="s")).speaker == Share(3, 3)
    assert score_chains(DOCUMENT, changed(READING, "1", speaker=None)).speaker == Share(2, 3)


def with_targets(id: str, *names: str) -> Reading:
    """The reading with these targets, each an entity of its own, in one attribution."""
    targets = tuple(Entity(f"t{place}", name, EntityKind.PERSON) for place, name in enumerate(names))
    reading = replace(READING, entities=(*READING.entities, *targets))
    return changed(reading, id, targets=tuple(entity.id for entity in targets))


@pytest.mark.parametrize("names", [("Rook",), ("Mr. Rook",), ("John Rook",), ("Finch", "Rook")])
def test_one_target_whose_name_fits_is_enough(names):
    assert score_chains(DOCUMENT, with_targets("1", *names)).about == Share(2, 2)


@pytest.mark.parametrize("names", [(), ("Finch",), ("Rookery", "Mara Quill")])
def test_other_targets_and_none_are_wrong(names):
    assert score_chains(DOCUMENT, with_targets("1", *names)).about == Share(1, 2)


def test_an_alias_of_a_target_is_not_its_name():
    astray = with_targets("1", "Finch")
    entities = tuple(replace(one, aliases=("Rook",)) if one.id == "t0" else one for one in astray.entities)
    assert score_chains(DOCUMENT, replace(astray, entities=entities)).about == Share(1, 2)


def test_either_gold_target_will_do():
    assert score_chains(DOCUMENT, with_targets("4", "the paint")).about == Share(2, 2)


def test_targets_are_asked_of_matched_attributions_alone():
    assert score_chains(DOCUMENT, without(READING, "4")).about == Share(1, 1)
    # What the annotators leave without a target is not asked, whatever we say of it.
    assert score_chains(DOCUMENT, with_targets("2", "Finch")).about == Share(2, 2)


def test_rows_of_which_the_corpus_says_nothing_are_not_counted():
    rows = tuple(
        replace(row, speakers=(), kind=None, acts=(), negative=None, about=()) for row in DOCUMENT.attributions
    )
    scores = score_chains(replace(DOCUMENT, attributions=rows), READING)
    assert scores == ChainScores(nested=Counts(2, 2, 2), replies=Counts(2, 2, 2), replies_how=Share(2, 2))


def test_a_reply_in_the_wrong_direction_or_to_another_is_not_found():
    for to in ("1", "4"):
        scores = score_chains(DOCUMENT, changed(READING, "2", replies=(Reply(to, ReplyKind.DENIES),)))
        assert scores.replies == Counts(1, 2, 2)
    turned = changed(changed(READING, "2", replies=()), "3", replies=(Reply("2", ReplyKind.DENIES),))
    assert score_chains(DOCUMENT, turned).replies == Counts(1, 2, 2)


def test_a_reply_of_another_kind_is_found_all_the_same():
    scores = score_chains(DOCUMENT, changed(READING, "2", replies=(Reply("3", ReplyKind.REJECTS),)))
    assert (scores.replies, scores.replies_how) == (Counts(2, 2, 2), Share(1, 2))


def test_a_reply_one_end_of_which_is_not_matched_is_not_found():
    # The prediction has the right number and stands elsewhere, so that it matches no gold row.
    astray = changed(READING, "3", content=spans(TEXT, "Finch laughed"), cue=spans(TEXT, "laughed"))
    assert score_chains(DOCUMENT, astray).replies == Counts(1, 2, 2)


def test_a_missing_reply_costs_recall_and_one_too_many_precision():
    assert score_chains(DOCUMENT, changed(READING, "2", replies=())).replies == Counts(1, 1, 2)
    more = (Reply("3", ReplyKind.DENIES), Reply("1", ReplyKind.DENIES))
    assert score_chains(DOCUMENT, changed(READING, "2", replies=more)).replies == Counts(2, 3, 2)


def test_replies_are_compared_by_what_they_match_and_not_by_id():
    names = {"1": "a", "2": "b", "3": "c", "4": "d"}
    rows = tuple(
        replace(
            row,
            id=names[row.id],
            parent=names.get(row.parent or ""),
            replies=tuple(Reply(names[reply.to], reply.how) for reply in row.replies),
        )
        for row in READING.attributions
    )
    assert score_chains(DOCUMENT, replace(READING, attributions=rows)) == PERFECT
