"""Scores of spans -> mentions: nested ones stay, of crossing ones the surer."""

from __future__ import annotations

import numpy as np

from quoth.extraction.scores.sightings import Sightings, decode_mentions
from quoth.layout.references import SPAN_WORDS
from quoth.layout.windows import Window
from quoth.model import LINK_RANK, MENTION_LABELS, MentionScores


def scores(words, **chances):
    """Scores in which spans such as `s0_2="person 0.9"` (words 0 and 1) stand out."""
    spans = np.full((words, SPAN_WORDS, len(MENTION_LABELS)), 0.001, dtype=np.float32)
    spans[:, :, 0] = 0.99
    for name, told in chances.items():
        start, end = map(int, name[1:].split("_"))
        label, chance = told.split()
        spans[start, end - start - 1, 0] = 1 - float(chance)
        spans[start, end - start - 1, MENTION_LABELS.index(label)] = float(chance)
    parts = np.arange(words * 3 * LINK_RANK, dtype=np.float32).reshape(words, 3, LINK_RANK)
    return MentionScores(np.log(spans), parts)


def test_nested_mentions_are_both_found():
    found = decode_mentions(scores(6, s0_4="person 0.9", s3_4="place 0.8"), (0, 6))
    assert [(one.words, one.label) for one in found] == [((0, 4), "person"), ((3, 4), "place")]
    assert [round(one.score, 3) for one in found] == [0.9, 0.8]


def test_of_crossing_mentions_the_surer_one_stays():
    found = decode_mentions(scores(6, s0_3="person 0.7", s2_5="organization 0.9"), (0, 6))
    assert [one.words for one in found] == [(2, 5)]


def test_doubtful_spans_and_those_beyond_the_window_or_its_own_words_are_none():
    assert decode_mentions(scores(4, s0_1="person 0.4", s2_6="person 0.9"), (0, 4)) == []
    assert decode_mentions(scores(4, s0_1="person 0.9"), (1, 4)) == []


def test_windows_are_put_together():
    sightings = Sightings()
    told = scores(4, s1_2="person 0.9")
    sightings.add(Window(0, 4, 0, 3), told)
    sightings.add(Window(2, 6, 3, 6), told)
    assert [one.words for one in sightings.mentions] == [(1, 2), (3, 4)]
    first, second = sightings.vectors([(1, 2), (3, 5)])
    assert first.tolist() == told.parts[1].sum(axis=0).tolist()
    assert second.tolist() == (told.parts[1, 0] + told.parts[2, 1] + told.parts[1:3, 2].mean(axis=0)).tolist()
