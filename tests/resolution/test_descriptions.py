"""Descriptions that mean somebody who is named elsewhere: whose role it is, and what opens an article."""

from __future__ import annotations

import pytest

from tests.resolution.telling import BODY, Told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Owen Hale left despite warnings of his lawyer. A lawyer for Hale, Ann Lee, came.", "his lawyer"),
        ("Owen Hale left. An attorney for Hale, Ann Lee, came. Hale’s lawyer said so.", "Hale’s lawyer"),
        ("Owen Hale left. Ann Lee, a spokeswoman for Hale, came. His spokeswoman said so.", "His spokeswoman"),
        ("Owen Hale and the attorney for Hale, Dr. Ann Lee, came. His attorney said so.", "His attorney"),
    ],
)
def test_a_role_told_with_for_is_taken_up(text, source):
    assert Told(text).add(source).speakers() == ["Ann Lee"]


def test_a_role_of_another_is_not_taken_up():
    told = Told("Owen Hale and Piet Olsen left. A lawyer for Olsen, Ann Lee, came. Hale’s lawyer said so.")
    assert told.add("Hale’s lawyer").speakers() != ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("A Harbour panel met.\n\nThe Harbour Tax Committee voted.", "A Harbour panel", "Harbour Tax Committee"),
        (
            "A federal appeals court ruled.\n\nThe Skerrow Court of Appeals ruled.",
            "A federal appeals court",
            "Skerrow Court of Appeals",
        ),
        ("A ferry panel met.\n\nThe Harbour Oversight Committee voted.", "A ferry panel", "ferry panel"),
        (
            "A harbour panel met.\n\nThe Harbour Rules Committee and the Harbour Oversight Committee voted.",
            "A harbour panel",
            "harbour panel",
        ),
    ],
)
def test_what_opens_an_article_is_named_below(text, source, name):
    assert Told(text).add(source, BODY).speakers() == [name]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        # The title before a name hides no subject.
        ("Governor Owen Hale met Piet Olsen at the pier. He said so.", "He", "Owen Hale"),
        ("Later the Danish painter Ann Lee met Oona Brandt at the pier. She said so.", "She", "Ann Lee"),
    ],
)
def test_a_name_behind_a_title_is_a_subject(text, source, name):
    assert Told(text).add(source).speakers() == [name]
