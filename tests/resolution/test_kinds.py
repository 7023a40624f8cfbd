"""What kind of voice speaks: a person, a body, many, or somebody whose name is kept back."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind, MentionForm, Voice
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import BODY, MANY, ONE, PAPER, UNNAMED, Told


def voices(told: Told) -> list[Voice]:
    return [one.voice for one in told.resolve()[0]]


@pytest.mark.parametrize(
    ("text", "source", "said", "voice"),
    [
        ("People close to the mayor said so.", "People close to the mayor", MANY, UNNAMED),
        ("One skipper familiar with the talks said so.", "One skipper familiar with the talks", ONE, UNNAMED),
        ("Pilots briefed on the plan said so.", "Pilots briefed on the plan", MANY, UNNAMED),
        ("Pilots in the harbour said so.", "Pilots in the harbour", UNNAMED, MANY),
        ("A harbour official said so.", "A harbour official", ONE, UNNAMED),
        ("But others said so.", "others", UNNAMED, MANY),
        ("Some on the quay said so.", "Some on the quay", UNNAMED, MANY),
        ("Everybody said so.", "Everybody", ONE, MANY),
        ("No one said so.", "No one", UNNAMED, MANY),
        ("Both sides said so.", "Both sides", UNNAMED, MANY),
        ("A member of the crew said so.", "A member of the crew", MANY, UNNAMED),
        ("Any sane skipper said so.", "Any sane skipper", UNNAMED, MANY),
        ("The film’s narrator said so.", "The film’s narrator", ONE, UNNAMED),
        ("A white paper said so.", "A white paper", BODY, PAPER),
        ("The morning paper said so.", "The morning paper", BODY, BODY),
        ("It was RealFerryTalks that said so.", "RealFerryTalks", MANY, BODY),
        ("The board’s website said so.", "The board’s website", BODY, PAPER),
        ("A website said so.", "A website", BODY, BODY),
        ("The authors of the report said so.", "The authors of the report", PAPER, MANY),
        ("An average of 10 percent of sailors said so.", "An average of 10 percent of sailors", PAPER, MANY),
    ],
)  # fmt: skip
def test_who_is_many_and_whose_name_is_kept_back(text, source, said, voice):
    assert voices(Told(text).add(source, said)) == [voice]


def test_whoever_is_introduced_without_a_name_has_none_further_down():
    told = Told("A fisherman spoke. The fisherman said so. “I saw it,” the fisherman said.")
    told.add("The fisherman").add("the fisherman", content="“I saw it,”")
    assert voices(told) == [UNNAMED, UNNAMED]


def test_a_name_of_one_word_is_a_body_where_as_much_speaks_for_that_as_for_a_person():
    told = Told("Harbourwatch.org said so.").add("Harbourwatch.org", ONE)
    assert voices(told) == [BODY]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Tidal Moran said so. Later Tidal was fined.", BODY),
        ("The brewery owner sued. Tidal Moran said so. The company Tidal Moran was fined.", BODY),
        ("Tidal Moran, a shipping company, was fined. Tidal Moran said so.", BODY),
        ("Tidal Moran shareholders met. Tidal Moran said so.", BODY),
        ("Tidal Moran said so. Later Moran was fined.", ONE),
        ("Captain Tidal Moran came. Tidal Moran said so. Later Tidal left.", ONE),
        ("Tidal Moran, a nurse, was fined. Tidal Moran said so.", ONE),
    ],
)
def test_what_an_article_uses_as_a_companys_name_is_no_persons(text, voice):
    told = Told(text)
    for nth in range(text.count("Tidal Moran")):
        span = told.span("Tidal Moran", nth)
        told.found.append(FoundMention(span, EntityKind.PERSON, MentionForm.NAME, 0.9))
    assert voices(told.add("Tidal Moran", ONE)) == [voice]


def test_a_name_before_a_colon_in_a_transcript_is_a_persons():
    assert voices(Told("HALE: Is it late?\n\nLOPEZ: It is.").add("LOPEZ", ONE, content="It is.")) == [ONE]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nobody", EntityKind.PERSON),
        ("No one", EntityKind.PERSON),
        ("the harbour watchers", EntityKind.ORGANIZATION),
        ("the left", EntityKind.ORGANIZATION),
    ],
)
def test_what_the_model_takes_for_one_is_many_by_its_words(words, kind):
    told = Told(f"On the quay {words} said so.").add(words, UNNAMED)
    told.found.append(FoundMention(told.span(words), kind, MentionForm.DESCRIPTION))
    assert voices(told) == [MANY]


def test_the_paper_is_the_white_paper_that_was_told_of():
    told = Told("The board wrote a white paper. The paper said so.").add("The paper", BODY)
    assert voices(told) == [PAPER]


def test_a_union_of_many_is_one_body():
    words = "the consortium of old libraries"
    told = Told(f"On the quay {words} said so.").add(words, BODY)
    told.found.append(FoundMention(told.span(words), EntityKind.ORGANIZATION, MentionForm.DESCRIPTION))
    assert voices(told) == [BODY]
