"""Windows: everything is read, each word is spoken for once, and cuts fall where nothing is torn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.layout.windows import OVERLAP_PIECES, WINDOW_PIECES, Window, cut_windows


@st.composite
def texts(draw):
    """Numbers of pieces of words, and where paragraphs and sentences start."""
    counts = draw(st.lists(st.integers(1, 12), max_size=400))
    cuts = st.sets(st.integers(1, max(1, len(counts) - 1)), max_size=40)
    paragraphs = sorted({0, *draw(cuts)} & set(range(len(counts))))
    sentences = sorted({*paragraphs, *draw(cuts)} & set(range(len(counts))))
    return counts, paragraphs, sentences


@given(texts(), st.integers(40, 120), st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_every_word_is_read_and_belongs_to_one_window(text, size, overlap):
    counts, paragraphs, sentences = text
    windows = cut_windows(counts, paragraphs, sentences, size=size, overlap=min(overlap, size // 3))
    if not counts:
        assert windows == []
        return
    assert (windows[0].start, windows[-1].end) == (0, len(counts))
    assert (windows[0].owned_start, windows[-1].owned_end) == (0, len(counts))
    for window in windows:
        assert window.start < window.end
        assert sum(counts[window.start : window.end]) <= size
        assert window.start <= window.owned_start <= window.owned_end <= window.end
    for one, other in pairwise(windows):
        assert one.start < other.start <= one.end < other.end
        assert one.owned_end == other.owned_start


@given(texts())
@settings(max_examples=50, deadline=None)
def test_windows_fit_the_encoder_as_they_come(text):
    counts, paragraphs, sentences = text
    counts = [5 * count for count in counts]
    windows = cut_windows(counts, paragraphs, sentences)
    assert all(sum(counts[window.start : window.end]) <= WINDOW_PIECES for window in windows)


def test_a_short_text_is_one_window():
    assert cut_windows([1] * WINDOW_PIECES, [0], [0]) == [Window(0, WINDOW_PIECES, 0, WINDOW_PIECES)]


def test_a_word_belongs_to_the_window_in_the_middle_of_which_it_stands():
    first, second = cut_windows([1] * 600, [0], [0])
    assert (first.start, first.end) == (0, WINDOW_PIECES)
    assert (second.start, second.end) == (WINDOW_PIECES - OVERLAP_PIECES, 600)
    assert first.owned_end == second.owned_start == WINDOW_PIECES - OVERLAP_PIECES // 2


@pytest.mark.parametrize(
    ("paragraphs", "sentences", "end", "start"),
    [
        # The last paragraph that starts in the last eighth of the window, and the last that starts in the overlap.
        ([0, 320, 460, 500], [0, 320, 460, 500, 505], 500, 320),
        # Too early a paragraph would waste the window: the sentence cuts it.
        ([0, 200], [0, 200, 330, 430, 480], 480, 330),
        # Nothing to go by.
        ([0], [0], 510, 382),
    ],
)
def test_cuts_fall_between_paragraphs_or_else_between_sentences(paragraphs, sentences, end, start):
    first, second = cut_windows([1] * 900, paragraphs, sentences, size=510, overlap=128)[:2]
    assert (first.end, second.start) == (end, start)


def test_a_million_words_are_cut_at_once():
    windows = cut_windows([1] * 1_000_000, range(0, 1_000_000, 100), range(0, 1_000_000, 20))
    assert len(windows) < 4_000
