"""Whom contents are about."""

from __future__ import annotations

import pytest

from tests.resolution.telling import Told


@pytest.mark.parametrize(
    ("content", "targets"),
    [
        ("that Piet Olsen left", ["Piet Olsen"]),
        ("that the report was Olsen’s and the Skerrow Party’s", ["Skerrow Party", "report", "Olsen"]),
        ("that Jews vote", ["Jews"]),
        ("that the Jewish community votes", ["Jews"]),
        ("that it rains", []),
        ("some 4,000 homes along the shore were lost", ["some 4,000 homes"]),
        ("Mr Daly", ["Daly"]),
    ],
)
def test_entities_in_a_content(content, targets):
    told = Told(f"Maria Lopez said {content}.").add("Maria Lopez", content=content)
    assert told.targets() == [targets]


def test_pronouns_in_a_content_are_resolved():
    told = Told("Piet Olsen left. Maria Lopez said that he was tired.").add("Maria Lopez", content="that he was tired")
    assert told.targets() == [["Piet Olsen"]]


def test_who_speaks_of_nobody_else_speaks_of_themselves():
    told = Told("Maria Lopez said that she was tired.").add("Maria Lopez", content="that she was tired")
    assert told.targets() == [["Maria Lopez"]]
