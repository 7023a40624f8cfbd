"""What is part of a name, and whose key is the same in another article."""

from __future__ import annotations

from collections import Counter

import pytest

import quoth
from quoth.domain import Article, EntityKind
from quoth.resolution.entities import _key
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import lexicon
from quoth.resolution.names.name_kinds import kind_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kent County Republican", EntityKind.PLACE),
        ("Kent County Bank", EntityKind.ORGANIZATION),
        ("Kent Lund", EntityKind.PERSON),
        ("SAG-AFTRA", EntityKind.ORGANIZATION),
        ("RSPB", EntityKind.ORGANIZATION),
        ("COVID-19", EntityKind.NONE),
    ],
)
def test_the_words_of_a_name_tell_its_kind(name, kind):
    words = tuple(name.casefold().split())
    assert kind_of_name(words, (), name.split()[0], lexicon()) is kind


def test_a_mocking_word_is_no_part_of_a_name():
    reading = quoth.read("“It leaks,” said Ada Lund. “Crooked Ada Lund is wrong,” said Piotr Moss.")
    assert [entity.name for entity in reading.entities] == ["Ada Lund", "Piotr Moss"]


_LOPEZ = Referent(named=True, votes=Counter([EntityKind.PERSON]))


@pytest.mark.parametrize(
    ("name", "kind", "facts", "same"),
    [
        ("you", EntityKind.GROUP, {}, False),
        ("one", EntityKind.GROUP, {}, False),
        ("nobody", EntityKind.GROUP, {}, False),
        ("Her office", EntityKind.GROUP, {}, False),
        ("dockers", EntityKind.GROUP, {}, True),
        ("half of their neighbours", EntityKind.GROUP, {}, False),
        ("62 per cent of islanders", EntityKind.GROUP, {}, False),
        ("Our Harbour", EntityKind.ORGANIZATION, {"named": True}, True),
        ("the company", EntityKind.ORGANIZATION, {}, False),
        ("the Skerrow Line", EntityKind.ORGANIZATION, {"named": True}, True),
        ("the Lopez campaign", EntityKind.ORGANIZATION, {"name": "the Lopez campaign"}, True),
        ("The Times", EntityKind.ORGANIZATION, {"name": "The Times"}, True),
        ("Police", EntityKind.ORGANIZATION, {"name": "Police"}, False),
        ("the report", EntityKind.DOCUMENT, {}, False),
        ("Lopez’s letter", EntityKind.DOCUMENT, {"owner": _LOPEZ}, False),
        ("Lopez’s campaign", EntityKind.ORGANIZATION, {"owner": _LOPEZ}, True),
        ("the mayor’s office", EntityKind.ORGANIZATION, {"owner": Referent()}, False),
        ("Lopez & the mayor", EntityKind.PERSON, {"parts": (_LOPEZ, Referent())}, False),
    ],
)
def test_whom_nobody_names_is_another_in_the_next_article(name, kind, facts, same):
    referent = Referent(votes=Counter([kind]), **facts)
    keys = {_key(Article(id, ""), referent, name, kind) for id in ("one", "two")}
    assert (len(keys) == 1) is same
