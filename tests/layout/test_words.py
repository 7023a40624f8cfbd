"""Words and paragraphs, the units that everything else counts in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.layout.words import split_paragraphs, split_words

TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\v\f\x85\u2028\u2029\x1c \ta.“”")), max_size=80
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s so.", ["It", "’", "s", "so", "."]),
        ("“No,” she said…", ["“", "No", ",", "”", "she", "said", "…"]),
        ("a_b 3.5 x-ray", ["a_b", "3", ".", "5", "x", "-", "ray"]),
        ("naïve Łódź 東京", ["naïve", "Łódź", "東京"]),
        ("e\u0301", ["e", "\u0301"]),
        ("👩🏽\u200d🚀", ["👩", "🏽", "\u200d", "🚀"]),
        (" \u00a0\u2003\n\t", []),
        ("", []),
    ],
)
def test_words_of_small_texts(text, words):
    assert [span.of(text) for span in split_words(text)] == words


@given(TEXTS)
def test_words_leave_only_white_space_between_them(text):
    words = split_words(text)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert "".join(span.of(text) for span in words) == "".join(text.split())


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\n\n", "\r\n \r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_is_a_paragraph(line_end):
    text = f"  One line. {line_end}\tAnother.\u00a0{line_end}"
    assert [span.of(text) for span in split_paragraphs(text)] == ["One line.", "Another."]


@given(TEXTS)
def test_paragraphs_hold_all_that_is_no_white_space_and_no_line_end(text):
    paragraphs = split_paragraphs(text)
    assert all(one.end < other.start for one, other in pairwise(paragraphs))
    for span in paragraphs:
        line = span.of(text)
        assert line
        assert line == line.strip()
        assert not set(line) & set("\n\r\v\f\x85\u2028\u2029")
    assert "".join("".join(span.of(text).split()) for span in paragraphs) == "".join(text.split())
