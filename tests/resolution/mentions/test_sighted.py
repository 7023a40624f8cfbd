"""What the model's mentions add to what rules find: kinds of names, fuller mentions, pronouns of nobody known."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.antecedents.weighing import FEATURES, weights
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import MANY, Told


def sighted(text: str, words: str, kind: EntityKind, form: MentionForm, score: float = 0.9) -> Told:
    told = Told(text)
    told.found.append(FoundMention(told.span(words), kind, form, score))
    return told


def test_a_name_that_opens_a_sentence_is_a_person_where_the_model_sees_one():
    text = "Verrin came to the harbour. He said that the ferry was late."
    assert Told(text).add("He").speakers() == ["He"]
    told = sighted(text, "Verrin", EntityKind.PERSON, MentionForm.NAME).add("He")
    assert told.speakers() == ["Verrin"]
    assert told.entity("Verrin").kind is EntityKind.PERSON


def test_the_model_unsure_of_a_name_says_nothing():
    told = sighted("Verrin came. He said so.", "Verrin", EntityKind.PERSON, MentionForm.NAME, score=0.55).add("He")
    assert told.speakers() == ["He"]


def test_what_the_table_of_aliases_names_is_of_the_tables_kind():
    told = sighted("They vote Labour, and Labour said so.", "Labour", EntityKind.PERSON, MentionForm.NAME)
    assert told.add("Labour", nth=1).entity("Labour").kind is EntityKind.ORGANIZATION


def test_a_noun_that_opens_a_sentence_is_no_name_whatever_the_model_sees():
    told = sighted("Demonstrators said no.", "Demonstrators", EntityKind.PERSON, MentionForm.NAME)
    assert told.add("Demonstrators").entity("Demonstrators").kind is EntityKind.GROUP


def test_doctrines_are_nobody():
    told = sighted("We spoke of Ferryism. Ferryism said no.", "Ferryism", EntityKind.PERSON, MentionForm.NAME)
    assert told.entity("Ferryism").kind is not EntityKind.PERSON


def test_a_description_is_mentioned_as_far_as_the_model_sees_it():
    text = "The mayor of the old town said so."
    told = sighted(text, "The mayor of the old town", EntityKind.PERSON, MentionForm.DESCRIPTION)
    told.found.append(FoundMention(told.span("the old town"), EntityKind.PLACE, MentionForm.DESCRIPTION))
    (entity,) = [one for one in told.add("The mayor").resolve()[1].values() if one.name == "mayor"]
    assert "The mayor of the old town" in [mention.span.of(text) for mention in entity.mentions]


def test_a_name_keeps_its_own_mention_in_a_longer_one():
    text = "The Danish skipper Maria Lopez said so."
    told = sighted(text, "The Danish skipper Maria Lopez", EntityKind.PERSON, MentionForm.NAME).add("Maria Lopez")
    assert "Maria Lopez" in told.mentions("Maria Lopez")


def test_i_of_nobody_known_is_one_entity():
    text = "I row. My boat is old, and I like it."
    told = sighted(text, "I row"[:1], EntityKind.PERSON, MentionForm.PRONOUN)
    told.found.append(FoundMention(told.span("My"), EntityKind.PERSON, MentionForm.PRONOUN))
    assert told.mentions("I") == ["I", "My"]


def test_every_feature_has_a_weight_for_every_pronoun():
    for pronoun in ("person", "they", "it"):
        assert len(weights(pronoun)) == len(FEATURES)
        assert any(weights(pronoun))


def test_many_of_us_are_who_speaks_though_they_report_nothing():
    told = Told("“Many of us left. We regret it,” said the pilots. Many came back.")
    told.add("the pilots", MANY, content="“Many of us left. We regret it,”")
    told.found.append(FoundMention(told.span("Many of us"), EntityKind.PERSON, MentionForm.DESCRIPTION))
    text = told.article.text
    _, entities = told.resolve()
    (pilots,) = (entity for entity in entities.values() if entity.name == "pilots")
    assert "Many of us" in [mention.span.of(text) for mention in pilots.mentions]


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        # Surnames that are words: behind a full name, and as its end.
        ("Ann Young came. Young said so.", ("Ann Young", "Young"), "Ann Young"),
        ("Sharon Rich came. Rich said so.", ("Sharon Rich", "Rich"), "Sharon Rich"),
        # Not those who are many, whatever the model sees.
        ("Owen Hale came. Others said so.", ("Owen Hale", "Others"), "Others"),
    ],
)
def test_people_whose_names_are_words_are_named_where_the_model_sees_them(text, seen, name):
    full, source = seen
    nth = text.count(source) - 1
    told = Told(text).add(source, nth=nth)
    for span in (told.span(full), told.span(source, nth)):
        told.found.append(FoundMention(span, EntityKind.PERSON, MentionForm.NAME, 0.95))
    assert told.speakers() == [name]
