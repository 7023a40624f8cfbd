"""Reports that only their form announces."""

from __future__ import annotations

import pytest

from quoth.domain import Act, BlockKind
from quoth.extraction.cues.acts import surely
from quoth.extraction.page.announced import add_announced
from quoth.extraction.scores.runs import span_of
from tests.extraction.handmade import Hand, article_of


def announced(*blocks, candidates=()):
    """Source, cue and content of each."""
    hand = Hand(article_of(*blocks))
    made = [hand.candidate(*words, **more) for words, more in candidates]
    found = add_announced(made, hand.article, hand.layout, hand.places)
    words = hand.layout.words
    return [
        tuple(
            " | ".join(span_of(run, words).of(hand.text) for run in runs)
            for runs in (one.source, (one.cue,), one.content)
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("title", "source", "cue"),
    [
        ("Ferries are unsafe, says union", "union", "says"),
        ("Ferries are unsafe, ferry workers’ union warns", "ferry workers’ union", "warns"),
        ("Ferries are unsafe, study finds in May", "study", "finds"),
    ],
)
def test_a_headline_ends_with_whose_words_it_gives(title, source, cue):
    assert announced((BlockKind.TITLE, title), "It rained.") == [(source, cue, "Ferries are unsafe")]


@pytest.mark.parametrize(
    "title", ["Ferries are unsafe, and bridges too", "Ferries, bridges, boats", "Union wins, board loses"]
)
def test_other_headlines_announce_nothing(title):
    assert announced((BlockKind.TITLE, title), "It rained.") == []
    assert announced("Ferries are unsafe, says union", "It rained.") == []


def test_what_the_model_sees_keeps_its_content_and_gets_its_source():
    seen = (("says", "Ferries"), {})
    title = (BlockKind.TITLE, "Ferries are unsafe, says union")
    assert announced(title, "It rained.", candidates=[seen]) == [("union", "says", "Ferries")]
    assert announced(title, "It rained.", candidates=[(("says",), {"source": "union"})]) == [
        ("union", "says", "Ferries are unsafe")
    ]
    known = (("says", "Ferries"), {"source": "union"})
    assert announced(title, "It rained.", candidates=[known]) == [("union", "says", "Ferries")]


@pytest.mark.parametrize(
    ("introduction", "source", "cue"),
    [
        ("The strikers’ demands:", "The strikers", "demands"),
        ("It rained. The strikers’ five demands are:", "The strikers", "five demands are"),
        ("The board’s statement in full:", "The board", "statement in full"),
        ("Full statement from the harbour board:", "the harbour board", "statement from"),
        ("The following is a letter by Ann Lee:", "Ann Lee", "letter by"),
    ],
)
def test_a_statement_named_before_a_colon_is_its_owners(introduction, source, cue):
    assert announced(introduction, "Close the bridge.") == [(source, cue, "")]


@pytest.mark.parametrize("introduction", ["The strikers’ demands", "The town’s sights:", "Links:", "A statement:"])
def test_what_names_no_statement_or_no_owner_announces_nothing(introduction):
    assert announced(introduction, "Close the bridge.") == []


def test_the_verb_gives_the_act():
    hand = Hand(article_of((BlockKind.TITLE, "Ferries are unsafe, union warns"), "It rained."))
    (one,) = add_announced([], hand.article, hand.layout, hand.places)
    assert one.acts == surely(Act.WARNS)


@pytest.mark.parametrize("source", ["Study", "Poll", "Harbour police", "Board’s own report"])
def test_a_headline_begins_with_whose_words_it_gives(source):
    title = (BlockKind.TITLE, f"{source}: Ferries are unsafe")
    assert announced(title, "It rained.") == [(source, ":", "Ferries are unsafe")]


def test_a_headline_of_words_in_marks_names_who_said_them():
    title = (BlockKind.TITLE, "‘We were lied to’: tenants on the tower they left")
    assert announced(title, "It rained.") == [("tenants", ":", "‘We were lied to’")]
    assert announced((BlockKind.TITLE, "‘We were lied to’: how the tower fell on us"), "It rained.") == []


@pytest.mark.parametrize("label", ["Analysis", "Review", "Recipe", "Update", "A day at sea"])
def test_what_kind_of_article_it_is_says_nothing(label):
    assert announced((BlockKind.TITLE, f"{label}: Ferries are unsafe"), "It rained.") == []


def test_an_unlikely_colon_of_a_headline_is_made_sure():
    hand = Hand(article_of((BlockKind.TITLE, "Study: Ferries are unsafe"), "It rained."))
    seen = hand.candidate(":", "Ferries are unsafe", source="Study", outer=0.3)
    (one,) = add_announced([seen], hand.article, hand.layout, hand.places)
    assert one.outer == 0.9
