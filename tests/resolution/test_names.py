"""Names: what of them is compared, where they stand, and how the article spells them out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.resolution.names import FullNames, find_names, holds_name, name_words


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
    ("text", "names"),
    [
        ("So said Maria Lopez of Skerrow.", ["Maria Lopez", "Skerrow"]),
        ("When Mayor Lopez left, Mr. Olsen stayed.", ["Lopez", "Olsen"]),
        ("Lopez’s bridge and Olsen's boat", ["Lopez", "Olsen"]),
        ("It was Ludwig van der Brandt.", ["Ludwig van der Brandt"]),
        ("Ann-Marie O’Neill and Piet Olsen", ["Ann-Marie O’Neill", "Piet Olsen"]),
        ("Élodie Ørsted", ["Élodie Ørsted"]),
        ("John F. Brandt and Ana J. M. Lopez", ["John F. Brandt", "Ana J. M. Lopez"]),
        ("There is no Plan B. The bridge is no Plan C.", ["Plan B", "Plan C"]),
        ("nobody at all", []),
        ("But He And She", []),
        ("", []),
    ],
)
def test_names_in_a_text(text, names):
    assert find_names(text) == names


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


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Maria Lopez came. Lopez left.", "Lopez", "Maria Lopez"),
        ("Maria Lopez came. Maria left.", "Maria", "Maria Lopez"),
        ("Maria Lopez came. Mayor Lopez left.", "Mayor Lopez", "Maria Lopez"),
        ("Maria Lopez came.", "Maria Lopez", "Maria Lopez"),
        ("Maria Lopez came. Brandt left.", "Brandt", "Brandt"),
        # Of two who share a name, the one who is named more often.
        ("Ana Lopez, Maria Lopez, and again Maria Lopez", "Lopez", "Maria Lopez"),
        # A name inside a longer one is not enough: it must begin or end it.
        ("Jean Maria Lopez came.", "Maria", "Maria"),
        ("Maria Lopez came.", "—", "—"),
        ("", "Lopez", "Lopez"),
    ],
)
def test_the_fullest_spelling(text, name, full):
    assert FullNames(text).fullest(name) == full


@given(
    st.text(max_size=60), st.text(alphabet=st.one_of(st.characters(), st.sampled_from("AB. ’'-vander")), max_size=40)
)
def test_any_text_and_name(text, name):
    words = name_words(name)
    assert all(word == word.casefold() for word in words)
    for found in find_names(text):
        assert found.strip() == found != ""
    assert FullNames(f"{text} {name}").fullest(name) or not name


def test_many_names_in_a_long_text():
    text = " ".join(f"Ana{chr(97 + n % 26)} Lopez{chr(97 + n // 26 % 26)} went on." for n in range(20_000))
    start = time.process_time()
    names = FullNames(text)
    for n in range(500):
        assert names.fullest(f"Lopez{chr(97 + n % 26)}").startswith("Ana")
    # About 1 second.
    assert time.process_time() - start < 20
