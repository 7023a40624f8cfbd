"""Names that the model takes for people's and the words beside them for places' or bodies'; columns and interviews."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import ONE, Told


def kind_of(text: str, name: str) -> EntityKind:
    """Of what kind a name is that the model takes for a person's wherever it stands."""
    told = Told(text).add("The mayor", ONE)
    for nth in range(text.count(name)):
        told.found.append(FoundMention(told.span(name, nth), EntityKind.PERSON, MentionForm.NAME, 0.9))
    named = [one for one in told.resolve()[1].values() if name.casefold() in one.name.casefold().split()]
    assert len(named) == 1
    return named[0].kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mayor said that police in Lindow met Lindow.", "Lindow", EntityKind.PLACE),
        ("The mayor said that the government of Kessara met.", "Kessara", EntityKind.PLACE),
        ("The mayor said that the governments of Telmar and Kessara met.", "Kessara", EntityKind.PLACE),
        ("The mayor said that the engine maker Lumenar met her.", "Lumenar", EntityKind.ORGANIZATION),
        ("The mayor said that a Lumenar spokesman met her.", "Lumenar", EntityKind.ORGANIZATION),
        ("The mayor said that pilots at Teagash met her.", "Teagash", EntityKind.ORGANIZATION),
        ("The mayor said that Teagash manager Ann Olsen met her.", "Teagash", EntityKind.ORGANIZATION),
        ("SKERROW — The mayor said so.", "SKERROW", EntityKind.PLACE),
        ("SKERROW, Dec 3 (Newsline) - The mayor said so.", "SKERROW", EntityKind.PLACE),
        # These are people still.
        ("The mayor said that she has confidence in Lindow.", "Lindow", EntityKind.PERSON),
        ("The mayor said that Lindow met her.", "Lindow", EntityKind.PERSON),
    ],
)
def test_the_words_beside_a_name_show_what_it_names(text, name, kind):
    assert kind_of(text, name) is kind


def test_a_surname_is_a_persons_whatever_stands_before_it():
    text = "The mayor said that Kerra Lindow rows. She saw a champion in Lindow."
    told = Told(text).add("The mayor", ONE)
    told.found.append(FoundMention(told.span("Kerra Lindow"), EntityKind.PERSON, MentionForm.NAME, 0.9))
    entities = told.resolve()[1].values()
    assert [one.kind for one in entities if "Lindow" in one.name] == [EntityKind.PERSON]


def test_a_name_alone_on_a_line_above_a_column_is_its_authors():
    text = "The ferry must stay\n\nMARIA LOPEZ\n\nI think that the ferry must stay."
    assert Told(text).add("I", ONE, nth=1).speakers() == ["MARIA LOPEZ"]


def test_a_name_alone_on_a_line_that_the_article_takes_up_again_is_no_authors():
    text = "The ferry must stay\n\nMaria Lopez\n\nI think that Maria Lopez must stay."
    assert Told(text).add("I", ONE, nth=0).speakers() == ["I"]


def test_a_byline_ends_with_its_line():
    text = "The ferry must stay\n\nBy Maria Lopez\nHealth correspondent\n\nI think that the ferry must stay."
    assert Told(text).add("I", ONE, nth=0).speakers() == ["Maria Lopez"]


def test_who_answers_an_interview_is_who_its_title_names():
    text = "Maria Lopez on ferries\n\nThe rower spoke to Piet Olsen.\n\nQ: Why?\n\nA: They are slow."
    assert Told(text).add("A", ONE, content="They are slow.", cue=":", cue_nth=1).speakers() == ["Maria Lopez"]


def test_letters_of_answers_that_nobody_is_named_for_stay():
    text = "On ferries\n\nQ: Why?\n\nA: They are slow."
    assert Told(text).add("A", ONE, content="They are slow.", cue=":", cue_nth=1).speakers() == ["A"]


def test_letters_behind_a_name_are_no_part_of_a_source():
    assert Told("Maria Lopez KC said so.").add("Maria Lopez KC", ONE).speakers() == ["Maria Lopez"]


def test_two_nouns_before_a_name_are_one_person():
    text = "The rower and broadcaster Maria Lopez said so."
    assert Told(text).add("The rower and broadcaster Maria Lopez", ONE).speakers() == ["Maria Lopez"]
