"""What is part of a name, and whose key is the same in another article."""

from __future__ import annotations

import pytest

import quoth
from quoth.domain import Article, EntityKind
from quoth.resolution.entities import _key
from quoth.resolution.referents import Referent


def test_a_mocking_word_is_no_part_of_a_name():
    reading = quoth.read("“It leaks,” said Ada Lund. “Crooked Ada Lund is wrong,” said Piotr Moss.")
    assert [entity.name for entity in reading.entities] == ["Ada Lund", "Piotr Moss"]


@pytest.mark.parametrize(
    ("name", "same"), [("you", False), ("one", False), ("nobody", False), ("Her office", False), ("dockers", True)]
)
def test_you_in_one_article_are_others_than_in_the_next(name, same):
    keys = {_key(Article(id, ""), Referent(), name, EntityKind.GROUP) for id in ("one", "two")}
    assert (len(keys) == 1) is same
