"""What articles of other houses showed: who goes on, who answers, who is told apart."""

from __future__ import annotations

import pytest

from quoth.domain import Act
from tests.resolution.telling import BODY, UNNAMED, Told


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Speaking to Ann Lee, the nurse said so.", "the nurse", "nurse"),
        ("In a note to Owen Hale, the mayor, Ann Lee, said so.", "the mayor, Ann Lee,", "Ann Lee"),
        ("A spokeswoman for the mayor, Ann Lee, said so.", "A spokeswoman for the mayor, Ann Lee,", "Ann Lee"),
        ("One pilot, the late Canon Owen Hale, said so.", "One pilot, the late Canon Owen Hale,", "Owen Hale"),
        ("The mayor, the Rt Rev Owen Hale, said so.", "The mayor, the Rt Rev Owen Hale,", "Owen Hale"),
        ("Sir Owen Hale left. Sir Owen said so.", "Sir Owen", "Owen Hale"),
        ("Owen Hale KC rose. The barrister said so.", "The barrister", "Owen Hale"),
        ("The MP for Skerrow, Ann Lee, said so.", "The MP for Skerrow, Ann Lee,", "Ann Lee"),
        ("Ann Lee wrote. Ann Marie Olsen was born in Skerrow. She said so.", "She", "Ann Lee"),
        ("Ann Lee, who rows and who said so, left.", "who", "Ann Lee"),
    ],
)
def test_who_is_who(text, source, name):
    told = Told(text).add(source, nth=text.count(source) - 1)
    assert told.speakers() == [name]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Harbour Foods grew. Harbour Foods Inc. said so.", "Harbour Foods Inc", "Harbour Foods Inc"),
        ("Halden Foods sank. Halden said so. Its founder, Nils Halden, wept.", "Halden", "Halden Foods"),
        ("Tidal Moran Bank grew. Tidal Moran said so.", "Tidal Moran", "Tidal Moran Bank"),
        ("Skerrow Group PLC sank. Skerrow Group said so.", "Skerrow Group", "Skerrow Group PLC"),
    ],
)  # fmt: skip
def test_a_company_is_one_by_its_full_and_its_short_name(text, source, name):
    told = Told(text).add(source, BODY, nth=text.count(source) - 1 if source != "Halden" else 1)
    assert told.speakers() == [name]
    assert sum(name.split()[0] in entity.name for entity in told.resolve()[1].values()) == 1 + ("Nils" in text)


def test_who_is_called_on_is_not_who_calls():
    told = Told("Karl Brandt slept. Hanna Voss called on him to speak. She said so.")
    told.add("Hanna Voss").add("She")
    assert told.speakers()[-1] == "Hanna Voss"
    assert "him" in told.mentions("Karl Brandt")


def test_who_asks_does_not_answer():
    told = Told("Ann Lee said so. “Is it?” Eva Dale asked. “No,” the pilot replied.")
    told.add("Ann Lee", cue="said").add("Eva Dale", content="“Is it?”", cue="asked", act=Act.ASKS)
    told.add("the pilot", content="“No,”", cue="replied")
    assert told.speakers() == ["Ann Lee", "Eva Dale", "Ann Lee"]


def test_who_spoke_before_in_the_paragraph_goes_on():
    told = Told("Ann Lee left. Another shareholder said so. “I sold it,” the investor said.")
    told.add("Another shareholder", UNNAMED, cue="said").add(
        "the investor", content="“I sold it,”", cue="said", cue_nth=1
    )
    assert told.speakers() == ["Another shareholder"] * 2


def test_nobody_speaks_of_herself_by_what_she_is():
    told = Told("The governor, Ann Lee, left. Eva Dale, a governor, said that the governor had left.")
    told.add("Eva Dale, a governor,", content="that the governor had left", cue="said")
    assert told.targets() == [["Ann Lee"]]


def test_someone_is_no_she():
    told = Told("Maria Lopez left. Someone shouted. “I trust him,” she said.")
    told.add("Someone", UNNAMED, cue="shouted").add("she", content="“I trust him,”", cue="said")
    assert told.speakers()[-1] == "Maria Lopez"


def test_the_health_minister_is_not_the_finance_minister():
    told = Told("The finance minister, Piet Olsen, left. The health minister said so.").add("The health minister")
    assert told.speakers() == ["health minister"]


def test_a_name_in_single_marks_is_not_who_speaks_of_it():
    told = Told("Owen Hale ran. Piet Olsen won. 'Owen is slow,' he said.")
    told.add("he", content="'Owen is slow,'", cue="said")
    assert told.speakers() == ["Piet Olsen"]


def test_whose_office_speaks_is_one_by_name_title_and_pronoun():
    told = Told("Ada Lund, the mayor, slept. Her office said so. Lund’s office agreed. The mayor’s office agreed too.")
    told.add("Her office", BODY, cue="said").add("Lund’s office", BODY, cue="agreed")
    told.add("The mayor’s office", BODY, cue="agreed", cue_nth=1)
    assert told.speakers() == ["Ada Lund’s office"] * 3


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Owen Hale slept. Hale’s lawyer said that her client was sorry.",
            "Hale’s lawyer",
            "that her client was sorry",
        ),
        ("A lawyer for Owen Hale, Ann Lee, said that her client was sorry.", "Ann Lee", "that her client was sorry"),
        ("Owen Hale’s lawyer, Ann Lee, said: “My client was sorry.”", "Ann Lee", "“My client was sorry.”"),
    ],
)
def test_a_lawyers_client_is_whose_lawyer_it_is(text, source, content):
    told = Told(text).add(source, content=content, cue="said")
    assert "Owen Hale" in told.targets()[0]
