"""Which descriptions stand in apposition to a name, and which are of somebody else."""

from __future__ import annotations

import pytest

from tests.resolution.telling import BODY, Told


@pytest.mark.parametrize(
    "opening",
    [
        "In an email seen by the Harbour Ledger, ",
        "In a letter sent to the Skerrow Courier, ",
        "At an inquiry that followed the loss of the Kestrel, ",
    ],
)
def test_who_speaks_behind_what_a_sentence_opens_with_is_no_part_of_its_last_name(opening):
    told = Told(f"{opening}a senior official wrote that it leaks. He blamed nobody.")
    told.add("a senior official").add("He")
    assert told.speakers() == ["senior official", "senior official"]


@pytest.mark.parametrize(
    "role",
    [
        "The head of the state harbour agency, Ann Lee,",
        "The head of the Harbour Agency, Ann Lee,",
        "The head of the House Harbour Committee, Republican Ann Lee,",
    ],
)
def test_the_head_of_a_body_is_who_is_named_behind_it(role):
    told = Told(f"Piet Olsen left. {role} said so. The head had gone.").add("Ann Lee").add("The head")
    assert told.speakers() == ["Ann Lee", "Ann Lee"]


def test_a_letter_to_the_head_of_a_body_is_not_from_her():
    told = Told("In a letter to the head of the agency, Ann Lee said so. The head was ill.").add("Ann Lee")
    assert told.add("The head").speakers() == ["Ann Lee", "head"]


def test_whom_somebody_accuses_is_another():
    text = "Owen Hale, the harbour minister, left. The mayor, Ann Lee, accused the minister of it. Nils Berg blamed"
    told = Told(f"{text} the minister.").add("Nils Berg", content="the minister", cue="blamed", nth=0)
    assert "Owen Hale" in told.targets()[0] or told.entity("Ann Lee").name not in told.targets()[0]
    assert "the minister" not in told.mentions("Ann Lee")


@pytest.mark.parametrize("name", ["Irish Courier", "Scottish Herald", "American Sentinel"])
def test_a_paper_keeps_what_country_it_is_of(name):
    assert Told(f"The {name} said so.").add(f"The {name}", BODY).speakers() == [name]


def test_a_surname_that_is_a_word_stands_behind_a_title():
    told = Told("State Rep. Lucille Banks said so.").add("State Rep. Lucille Banks")
    assert told.speakers() == ["Lucille Banks"]


def test_two_descriptions_before_a_name_are_of_one_person():
    told = Told("Owen Hale won. His main rival, the former banker Ann Lee, left. The rival wept.").add("The rival")
    assert told.speakers() == ["Ann Lee"]


@pytest.mark.parametrize("first", ["Dean", "Hunter", "Guy", "Nana"])
def test_a_first_name_that_is_a_calling_is_a_first_name(first):
    told = Told(f"{first} Whitlock, 31, left. Whitlock said so.").add("Whitlock", nth=1)
    assert told.speakers() == [f"{first} Whitlock"]


def test_people_of_a_country_are_no_person():
    told = Told("The Ghanaian minister Ann Lee said so.").add("The Ghanaian minister Ann Lee")
    assert told.speakers() == ["Ann Lee"]
