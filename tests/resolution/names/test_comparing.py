"""Names: what of them is compared, and when one holds another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.resolution.names.comparing import holds_name, name_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Maria Lopez", ("maria", "lopez")),
        ("MARIA LOPEZ", ("maria", "lopez")),
        ("Mayor Lopez", ("lopez",)),
        ("Lopez’s", ("lopez",)),
        ("Lopez's", ("lopez",)),
        ("the Jones’", ("jones",)),
        ("The Sen. Olsen", ("olsen",)),
        ("Dr. Maria Lopez", ("maria", "lopez")),
        ("Prime Minister Oona Brandt", ("oona", "brandt")),
        ("O’Neill", ("oneill",)),
        ("J. R. Olsen", ("j", "r", "olsen")),
        ("U.S. Navy", ("us", "navy")),
        ("the harbour board", ("harbour", "board")),
        # A title with no name behind it is all there is.
        ("the president", ("president",)),
        ("Secretary of State", ("secretary", "of", "state")),
        ("the", ()),
        ("—", ()),
        ("", ()),
    ],
)
def test_words_by_which_names_are_compared(name, words):
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("words", "sought", "held"),
    [
        (("maria", "lopez"), ("lopez",), True),
        (("maria", "lopez"), ("maria", "lopez"), True),
        (("maria", "del", "lopez"), ("maria", "lopez"), False),
        (("maria",), ("maria", "lopez"), False),
        (("maria",), (), False),
    ],
)
def test_a_name_within_another(words, sought, held):
    assert holds_name(words, sought) is held


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("AB. ’'-vander")), max_size=40))
def test_any_name(name):
    words = name_words(name)
    assert all(word == word.casefold() for word in words)
    assert holds_name(words, words) or not words
