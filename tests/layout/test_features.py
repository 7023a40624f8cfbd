"""What the encoder is given of an article."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Article, Block, BlockKind, Span
from quoth.intake import read_document
from quoth.layout.features import CASES, PLACES, QUOTES, Layout, lay_out
from quoth.layout.quotation_marks import QuoteFeature
from quoth.layout.windows import WINDOW_PIECES, cut_windows
from quoth.model import default_model

ODD = [
    "\x00",
    "\x1c",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u0301",
    "\u302e",
    "\U0001d165",
    "\ufeff",
    "\ue000",
    "İ",
    "ß",
    "ﬁ",
    "가",
]
TEXTS = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from([*ODD, *" \n“”'aB.7"])), max_size=80
)


def layout_of(text: str) -> Layout:
    return lay_out(read_document(text), default_model().tokenizer)


def case_of(word: str) -> int:
    return int(layout_of(f"a {word}").features[1, 0])


def check(text: str, layout: Layout) -> None:
    """All that a layout promises."""
    words = layout.words
    assert len(layout.piece_starts) == len(words) + 1
    assert layout.features.shape == (len(words), 3)
    assert len(layout.paragraph_of) == len(words)
    assert (layout.piece_starts[0], layout.piece_starts[-1]) == (0, len(layout.pieces))
    assert (np.diff(layout.piece_starts) > 0).all()
    assert (np.diff(layout.piece_starts) <= WINDOW_PIECES).all()
    assert [word for word in words if not 0 <= word.start < word.end <= len(text)] == []
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert not any(character.isspace() for word in words for character in word.of(text))
    for column, kinds in enumerate((CASES, PLACES, QUOTES)):
        assert set(layout.features[:, column].tolist()) <= set(range(kinds))
    for word, paragraph in zip(words, layout.paragraph_of.tolist(), strict=True):
        assert layout.paragraphs[paragraph].covers(word)
    assert set(layout.paragraph_starts) <= set(layout.sentence_starts) <= set(range(len(words)))
    assert list(layout.sentence_starts) == sorted(set(layout.sentence_starts))
    if words:
        assert layout.paragraph_starts[0] == 0


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_every_word_has_its_place_and_its_pieces(text):
    check(text, layout_of(text))


@given(
    st.lists(st.sampled_from(["word ", "“", "”", "end. ", "\n", "x" * 300, "1" * 90 + " ", "。", "…"]), max_size=400)
)
@settings(max_examples=40, deadline=None)
def test_windows_of_any_layout_fit_the_encoder(parts):
    layout = layout_of("".join(parts))
    counts = np.diff(layout.piece_starts)
    windows = cut_windows(counts.tolist(), layout.paragraph_starts, layout.sentence_starts)
    assert all(counts[window.start : window.end].sum() <= WINDOW_PIECES for window in windows)
    owned = [place for window in windows for place in range(window.owned_start, window.owned_end)]
    assert owned == list(range(len(layout.words)))


def test_pieces_are_those_of_the_tokenizer():
    text = "Unbelievable, said\nMaría López."
    layout = layout_of(text)
    vocabulary = [
        default_model().tokenizer.encode(word.of(text), add_special_tokens=False).ids for word in layout.words
    ]
    starts = layout.piece_starts.tolist()
    assert [layout.pieces[start:end].tolist() for start, end in pairwise(starts)] == vocabulary


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\u200d\u00ad", "\x1c\x1d"])
def test_a_text_without_words_has_an_empty_layout(text):
    layout = layout_of(text)
    assert layout.words == ()
    assert layout.features.shape == (0, 3)
    assert (layout.paragraph_starts, layout.sentence_starts) == ((), ())
    check(text, layout)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        *[
            ("said", 0),
            ("élan", 0),
            ("東京", 0),
            ("Lopez", 1),
            ("Élan", 1),
            ("I", 1),
            ("NATO", 2),
            ("McKay", 3),
            ("iPad", 3),
        ],
        *[("2024", 4), ("B2B", 4), ("1st", 4), (".", 5), ("“", 5), ("€", 5), ("a_b", 0), ("_", 0)],
    ],
)
def test_case_of_a_word(word, case):
    assert case_of(word) == case


def test_places_of_words():
    layout = layout_of("One two\nthree four\n\nfive\r\nsix\r\n\r\nseven")
    assert layout.features[:, 1].tolist() == [3, 0, 1, 0, 2, 1, 2]
    assert layout.paragraph_starts == (0, 2, 4, 5, 6)
    assert layout.paragraph_of.tolist() == [0, 0, 1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("It rained. We left. Nobody came!", ["It", "We", "Nobody"]),
        ("Mr. Olsen met Dr. Brandt in St. Ives. They left.", ["Mr", "They"]),
        ("It cost 3.5 million. i am told", ["It"]),
        ("J. R. Olsen left. He is Sr. Brandt now.", ["J", "He"]),
        ("It rained… We left? No.\nThen it rained.", ["It", "We", "No", "Then"]),
    ],
)
def test_sentences_start_after_a_full_stop_that_ends_no_abbreviation(text, starts):
    layout = layout_of(text)
    assert [layout.words[place].of(text) for place in layout.sentence_starts] == starts


def test_words_of_a_blockquote_are_quoted_without_marks():
    text = "They wrote:\n\nThe “old” bridge\n\nis safe."
    quote = Span(text.index("The “"), text.index("bridge") + 6)
    article = Article("bridge", text, (Block(BlockKind.BLOCKQUOTE, quote),))
    layout = lay_out(article, default_model().tokenizer)
    features = {word.of(text): QuoteFeature(layout.features[place, 2]) for place, word in enumerate(layout.words)}
    assert (features["They"], features["is"]) == (QuoteFeature.OUTSIDE, QuoteFeature.OUTSIDE)
    assert features["The"] is features["old"] is features["bridge"] is QuoteFeature.INSIDE
    assert (features["“"], features["”"]) == (QuoteFeature.OPENS, QuoteFeature.CLOSES)


@pytest.mark.parametrize("word", ["x" * 200_000, "東" * 50_000, "\u0301" * 50_000, "1" * 50_000 + "."])
def test_a_word_without_end_is_cut(word):
    layout = layout_of(f"Before {word} after")
    assert np.diff(layout.piece_starts).max() <= 64
    assert [layout.words[0], layout.words[-1]] == [Span(0, 6), Span(len(word) + 8, len(word) + 13)]


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("“The bridge is safe,” said Oona Brandt of the harbour board. ", id="one paragraph"),
        pytest.param("“The bridge is safe,” said Oona Brandt of the harbour board.\n\n", id="many paragraphs"),
    ],
)
def test_a_million_characters_are_laid_out_at_once(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    layout = layout_of(text)
    # About 4 seconds.
    assert time.process_time() - start < 40
    assert len(layout.words) > 200_000


def test_many_blockquotes_take_no_longer_than_many_paragraphs():
    unit = "The bridge is safe.\n\n"
    blocks = tuple(Block(BlockKind.BLOCKQUOTE, Span(n * len(unit), n * len(unit) + 19)) for n in range(10_000))
    start = time.process_time()
    layout = lay_out(Article("bridge", unit * 10_000, blocks), default_model().tokenizer)
    assert time.process_time() - start < 20
    assert set(layout.features[:, 2].tolist()) == {int(QuoteFeature.INSIDE)}
