"""Which names count as one speaker's."""

from __future__ import annotations

import pytest

from quoth.evaluation.names import name_words, names_fit


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("Hillary Clinton", ["Hillary Clinton"]),
        ("HILLARY CLINTON", ["Hillary Clinton"]),
        ("Clinton", ["Hillary Clinton"]),
        ("Hillary Rodham Clinton", ["Rodham Clinton"]),
        ("Mrs. Clinton", ["Hillary Clinton"]),
        ("Sen. Mara Quill", ["Senator Quill"]),
        ("the Labour Party", ["Labour Party"]),
        ("Labour’s", ["Labour"]),
        ("the U.S. government", ["US government"]),
        ("Rudolph Giuliani", ["Rudy Giuliani", "Rudolph Giuliani"]),
        ("the president", ["The President"]),
        ("O'Hara", ["Jean O’Hara"]),
    ],
)
def test_names_fit(name, accepted):
    assert names_fit(name, accepted)


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("Hillary Clinton", ["Bill Clinton"]),
        ("Ann", ["Annabel Lee"]),
        ("Clinton", ["Clintonville Council"]),
        ("the president", ["President Obama"]),
        ("Mr.", ["Mr. Quill"]),
        ("attorney for Quill", ["a spokesman for Quill"]),
        ("Secretary of State", ["Department of State"]),
        ("the", ["The Times"]),
        ("", ["Quill"]),
        ("Quill", [""]),
        ("Quill", []),
    ],
)
def test_names_do_not_fit(name, accepted):
    assert not names_fit(name, accepted)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Sen. Cruz’s", ("cruz",)),
        ("U.S. Sen. Cruz", ("us", "sen", "cruz")),
        ("Prime Minister Mara Quill", ("mara", "quill")),
        ("the vice president", ("vice", "president")),
        ("", ()),
    ],
)
def test_case_punctuation_articles_and_titles_are_dropped(name, words):
    assert name_words(name) == words
