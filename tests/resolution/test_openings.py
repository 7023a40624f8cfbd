"""What is said of whoever says it, and who only looks on."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import BODY, Told


@pytest.mark.parametrize("cue", ["said in a statement", "said", "insisted"])
def test_what_a_body_says_begins_with_itself(cue):
    told = Told(f"The regulator wrote a report. Teagash Group {cue} that it rejects the claim.")
    told.add("Teagash Group", BODY, cue=cue, content="that it rejects the claim")
    assert told.add("it", BODY, cue="rejects", content="the claim", parent=0).speakers()[1] == "Teagash Group"


@pytest.mark.parametrize("seen", ["seen by this newspaper", "obtained by the Skerrow Herald", "shown to the Ledger"])
def test_who_saw_a_document_did_not_write_it(seen):
    told = Told(f"The regulator was late. In a letter {seen}, it says that it leaks.").add("it", BODY, cue="says")
    assert told.speakers() == ["regulator"]


def test_a_councillor_is_one_person():
    told = Told("But the group leader, Cllr Hugh Sparrow, said so. Cllr Sparrow wept.")
    told.found.append(FoundMention(told.span("Cllr", 1), EntityKind.PERSON, MentionForm.NAME, 0.9))
    assert told.add("the group leader, Cllr Hugh Sparrow,").speakers() == ["Hugh Sparrow"]


def test_an_owner_may_be_a_company():
    told = Told("The hospital’s owner, Teagash, left.").add("Teagash", BODY)
    told.found.append(FoundMention(told.span("Teagash"), EntityKind.ORGANIZATION, MentionForm.NAME, 0.9))
    assert told.entity("Teagash").kind is EntityKind.ORGANIZATION


def test_a_conjunction_is_no_part_of_whom_it_stands_before():
    told = Told("The mayor heard that police had come.").add("The mayor", content="that police had come")
    told.found.append(FoundMention(told.span("that police"), EntityKind.ORGANIZATION, MentionForm.DESCRIPTION, 0.9))
    assert "that police" not in [name for names in told.targets() for name in names]


def test_a_deputy_is_no_leader():
    told = Told("Council leader quits\n\nDeputy leader Tom Beale said so. The leader of the council wept.")
    assert told.add("The leader of the council").speakers() != ["Tom Beale"]


@pytest.mark.parametrize("asked", ["Cross-examined by Piet Olsen", "Pressed by Piet Olsen"])
def test_who_is_asked_by_somebody_is_another(asked):
    assert Told(f"Owen Berg wept. {asked}, he denied it.").add("he", cue="denied").speakers() == ["Owen Berg"]
