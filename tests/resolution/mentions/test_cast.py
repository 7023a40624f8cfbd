"""Which names are one person's, and which company is meant by a description of it."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import BODY, Told


def test_her_brother_is_who_is_named_in_full_below():
    told = Told("Teresa Walsh said that her brother Kieran was ill. Kieran Walsh was tried.").add("Teresa Walsh")
    assert told.mentions("Kieran Walsh") == ["Kieran", "Kieran Walsh"]


def test_of_two_of_one_surname_the_bare_one_is_who_has_no_honorific():
    text = "Teresa Walsh called. Kieran Walsh was tried. Ms Walsh wept. Walsh was ill. Ms Walsh left."
    told = Told(text).add("Teresa Walsh")
    assert told.mentions("Kieran Walsh") == ["Kieran Walsh", "Walsh"]


def test_who_is_named_below_is_not_the_bare_surname_above():
    told = Told("Phyllis Olsen led them. Mrs. Olsen won. Olsen was 80. Her son John Olsen came.").add("Phyllis Olsen")
    assert "Olsen" in told.mentions("Phyllis Olsen")


@pytest.mark.parametrize("trade", ["Chipmaker", "Retailer", "Carmaker"])
def test_what_a_company_makes_is_no_part_of_its_name(trade):
    told = Told(f"{trade} Teagash said it would close.").add(f"{trade} Teagash", BODY)
    assert told.speakers() == ["Teagash"]
    assert told.entity("Teagash").kind is EntityKind.ORGANIZATION


@pytest.mark.parametrize("what", ["the memory-chip maker", "a Skerrow bank"])
def test_what_a_name_is_said_to_be_makes_it_a_body(what):
    told = Told(f"Teagash, {what}, closed.").add("Teagash")
    told.found.append(FoundMention(told.span("Teagash"), EntityKind.PERSON, MentionForm.NAME, 0.9))
    assert told.entity("Teagash").kind is EntityKind.ORGANIZATION


def test_the_company_is_the_only_one_that_an_article_is_about():
    filler = " ".join(f"Boats came on day {day}, and the quay was wet." for day in range(1, 9))
    text = f"Teagash Group closed. Teagash Group was old. Teagash Group left.\n\n{filler}\n\n{filler}"
    told = Told(f"{text}\n\nThe Skerrow-based firm said so.").add("The Skerrow-based firm", BODY)
    assert told.speakers() == ["Teagash Group"]


def test_a_line_above_an_article_is_no_title_of_what_it_begins_with():
    told = Told("By Ann Lee\nBusiness Editor\n\nTeagash, the chip maker, said so.").add("Teagash")
    told.found.append(FoundMention(told.span("Teagash"), EntityKind.PERSON, MentionForm.NAME, 0.9))
    assert told.entity("Teagash").kind is EntityKind.ORGANIZATION


def test_a_mention_with_a_relative_clause_is_no_other_person():
    told = Told("PC Daniel Holt, who took the call, said so.").add("PC Daniel Holt, who took the call")
    whole = FoundMention(
        told.span("PC Daniel Holt, who took the call"), EntityKind.PERSON, MentionForm.DESCRIPTION, 0.9
    )
    clause = FoundMention(told.span("who took the call"), EntityKind.PERSON, MentionForm.DESCRIPTION, 0.9)
    told.found += [whole, clause]
    assert [one.kind for one in told.resolve()[1].values()] == [EntityKind.PERSON]


def test_a_film_company_is_no_person_by_its_short_name():
    told = Told("Piet Olsen sued Teagash Pictures. It was bad, Teagash said. It was late, Teagash added.")
    told.add("Teagash", cue="said", nth=1).add("Teagash", cue="added", nth=2)
    assert told.speakers() == ["Teagash Pictures"] * 2
    assert told.entity("Teagash Pictures").kind is EntityKind.ORGANIZATION
