"""Whose words they are: sources joined to names, pronouns to people, chains from the outermost inwards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Article, Attribution, Block, BlockKind, Entity, Span, Voice
from quoth.intake import read_document
from quoth.resolution.speakers import resolve_speakers

ONE, BODY, MANY = Voice.PERSON, Voice.ORGANIZATION, Voice.GROUP


class Told:
    """An article, and what attributions of it resolve to."""

    def __init__(self, article: Article | str) -> None:
        self.article = read_document(article) if isinstance(article, str) else article
        self.made: list[Attribution] = []

    def add(self, source: str, voice: Voice = ONE, *, parent: int | None = None, nth: int = 0) -> Told:
        """One more attribution by its source: that which stands there for the `nth` time, counted from 0."""
        spans: tuple[Span, ...] = ()
        if source:
            start = -1
            for _ in range(nth + 1):
                start = self.article.text.index(source, start + 1)
            spans = (Span(start, start + len(source)),)
        above = None if parent is None else self.made[parent]
        values: dict[str, Any] = {"parent": above.id, "depth": above.depth + 1} if above else {}
        self.made.append(Attribution(f"a{len(self.made) + 1}", (Span(0, 1),), spans, voice=voice, **values))
        return self

    def resolve(self) -> tuple[list[Attribution], dict[str, Entity]]:
        attributions, entities = resolve_speakers(self.article, self.made)
        assert [entity.id for entity in entities] == [f"e{n + 1}" for n in range(len(entities))]
        return attributions, {entity.id: entity for entity in entities}

    def speakers(self) -> list[str | None]:
        attributions, entities = self.resolve()
        return [entities[one.speaker].name if one.speaker else None for one in attributions]

    def chains(self) -> list[list[str]]:
        attributions, entities = self.resolve()
        return [[entities[id].name for id in one.chain] for one in attributions]


@pytest.mark.parametrize(
    ("text", "sources", "names"),
    [
        ("Maria Lopez said so. Lopez said more.", ["Maria Lopez", "Lopez"], ["Maria Lopez", "Maria Lopez"]),
        ("Lopez said so. Maria Lopez said more.", ["Lopez", "Maria Lopez"], ["Maria Lopez"] * 2),
        ("Mayor Maria Lopez said so.", ["Mayor Maria Lopez"], ["Maria Lopez"]),
        ("Maria Lopez, who runs the harbour, said so.", ["Maria Lopez, who runs the harbour"], ["Maria Lopez"]),
        ("the harbour chief Maria Lopez said so.", ["the harbour chief Maria Lopez"], ["Maria Lopez"]),
        ("John F. Brandt said so.", ["John F. Brandt"], ["John F. Brandt"]),
        ("Maria Lopez’s letter. Lopez’s word.", ["Maria Lopez’s"], ["Maria Lopez"]),
        ("a fisherman said so.", ["a fisherman"], ["a fisherman"]),
    ],
)
def test_people_by_their_full_names(text, sources, names):
    told = Told(text)
    for source in sources:
        told.add(source)
    assert told.speakers() == names


def test_what_is_no_person_keeps_its_words():
    told = Told("The harbour board said so. The board’s letter said it. harbour board sources said no.")
    told.add("The harbour board", BODY).add("The board’s letter", Voice.DOCUMENT).add(
        "harbour board sources", Voice.UNNAMED
    )
    assert told.speakers() == ["The harbour board", "The board’s letter", "harbour board sources"]


def test_spellings_of_one_name_are_one_entity():
    told = Told("The harbour board said so. the Harbour Board said more. Harbour board, in a letter, said it all.")
    told.add("The harbour board", BODY).add("the Harbour Board", BODY).add("Harbour board, in a letter", BODY)
    attributions, entities = told.resolve()
    assert {one.speaker for one in attributions} == {"e1"}
    (entity,) = entities.values()
    assert (entity.name, entity.kind) == ("The harbour board", BODY)
    assert entity.aliases == ("the Harbour Board", "Harbour board")
    assert [mention.span.of(told.article.text)[:3] for mention in entity.mentions] == ["The", "the", "Har"]


def test_entities_come_in_the_order_of_their_first_mention_with_the_commonest_kind():
    told = Told("Olsen said so. Brandt said so. Olsen said no. Olsen left.")
    told.add("Brandt").add("Olsen", BODY, nth=2).add("Olsen", nth=1).add("Olsen")
    attributions, entities = told.resolve()
    assert [entity.name for entity in entities.values()] == ["Olsen", "Brandt"]
    assert entities["e1"].kind == ONE
    assert [mention.span.start for mention in entities["e1"].mentions] == [0, 31, 46]
    assert {one.voice for one in attributions} == {ONE}


def test_he_and_she_are_the_last_person_named():
    told = Told("Maria Lopez said so. The board said no. She said more.")
    told.add("Maria Lopez").add("The board", BODY).add("She")
    assert told.speakers() == ["Maria Lopez", "The board", "Maria Lopez"]


def test_they_are_the_last_who_are_many():
    told = Told("The board said no. Maria Lopez said so. They said more.")
    told.add("The board", BODY).add("Maria Lopez").add("They", MANY)
    assert told.speakers() == ["The board", "Maria Lopez", "The board"]


def test_he_is_nobody_whom_the_article_calls_she():
    told = Told("Mr Olsen said so. Ms Brandt said no. He said more. She said more.")
    told.add("Mr Olsen").add("Ms Brandt").add("He").add("She")
    assert told.speakers() == ["Olsen", "Brandt", "Olsen", "Brandt"]


def test_a_pronoun_comes_after_its_name():
    told = Told("She said so. Maria Lopez said more.")
    told.add("She").add("Maria Lopez")
    assert told.speakers() == ["She", "Maria Lopez"]


def test_a_pronoun_far_from_every_name_stays_a_pronoun():
    told = Told(f"Maria Lopez said so. {'It rained. ' * 100} She said more.")
    told.add("Maria Lopez").add("She")
    assert told.speakers() == ["Maria Lopez", "She"]


def test_nobody_in_a_title_is_meant_by_a_pronoun_further_down():
    text = "Olsen: no bridge\n\nShe said more. Maria Lopez said it. She left."
    title, rest = Span(0, 16), Span(18, len(text))
    article = Article("bridge", text, (Block(BlockKind.TITLE, title), Block(BlockKind.PARAGRAPH, rest)))
    told = Told(article).add("Olsen").add("She").add("Maria Lopez").add("She", nth=1)
    assert told.speakers() == ["Olsen", "She", "Maria Lopez", "Maria Lopez"]


@pytest.mark.parametrize("pronoun", ["I", "we", "We", "me", "my", "us"])
def test_i_and_we_inside_a_quotation_are_its_speaker(pronoun):
    told = Told(f"“Olsen knows that {pronoun} think it safe,” said Maria Lopez.")
    told.add("Maria Lopez").add("Olsen", parent=0).add(pronoun, parent=0)
    assert told.speakers() == ["Maria Lopez", "Olsen", "Maria Lopez"]
    assert told.chains()[2] == ["Maria Lopez", "Maria Lopez"]


def test_i_in_a_quotation_inside_a_quotation_is_the_inner_speaker():
    told = Told("Lopez said Olsen told her: I think so.")
    told.add("Lopez").add("Olsen", parent=0).add("I", parent=1)
    assert told.chains() == [["Lopez"], ["Lopez", "Olsen"], ["Lopez", "Olsen", "Olsen"]]


def test_i_outside_every_quotation_is_itself():
    assert Told("I think so.").add("I").speakers() == ["I"]


def test_a_pronoun_adds_a_mention_and_no_alias():
    _, entities = Told("Maria Lopez said so. She said more.").add("Maria Lopez").add("She").resolve()
    (entity,) = entities.values()
    assert entity.aliases == ()
    assert len(entity.mentions) == 2


@pytest.mark.parametrize("source", ["", "—", "“ ”", "…"])
def test_without_a_word_for_a_source_there_is_no_speaker(source):
    told = Told("— “ ” … said so, and Olsen said that Brandt knew.").add(source).add("Olsen", parent=0)
    attributions, entities = told.resolve()
    assert (attributions[0].speaker, attributions[0].chain, attributions[0].voice) == (None, (), Voice.NONE)
    assert attributions[1].chain == ("e1",)
    assert [entity.name for entity in entities.values()] == ["Olsen"]


def test_chains_run_from_the_outermost_inwards_and_leave_out_who_is_not_named():
    told = Told("Lopez said it was said that Olsen told Brandt.")
    told.add("Lopez").add("", parent=0).add("Olsen", parent=1).add("Brandt", parent=2)
    assert told.chains() == [["Lopez"], ["Lopez"], ["Lopez", "Olsen"], ["Lopez", "Olsen", "Brandt"]]


def test_a_child_may_stand_before_its_parent():
    told = Told("I think so, said Lopez.").add("Lopez").add("I", parent=0)
    told.made.reverse()
    assert told.chains() == [["Lopez", "Lopez"], ["Lopez"]]


def test_nothing_attributed_is_nobody():
    assert resolve_speakers(Article("empty", ""), []) == ([], [])


SOURCES = [
    "",
    "Maria Lopez",
    "Lopez",
    "Mayor Lopez",
    "she",
    "He",
    "they",
    "I",
    "we",
    "the board",
    "its",
    "—",
    "a man (old)",
    "’s",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(SOURCES), st.sampled_from(list(Voice)), st.integers(0, 8)), min_size=1, max_size=12
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_sources_chains_are_those_of_the_parents_and_the_speaker(rows):
    text = " said so. ".join(source for source, _, _ in rows)
    told, position = Told(Article("any", text)), 0
    for number, (source, voice, above) in enumerate(rows):
        parent = told.made[number - above - 1] if above < number else None
        spans = (Span(position, position + len(source)),) if source else ()
        told.made.append(
            Attribution(
                f"a{number + 1}",
                (Span(0, 1),),
                spans,
                parent=parent.id if parent else None,
                depth=parent.depth + 1 if parent else 0,
                voice=voice,
            )
        )
        position += len(source) + len(" said so. ")
    attributions, entities = told.resolve()
    by_id = {one.id: one for one in attributions}
    assert [one.id for one in attributions] == [one.id for one in told.made]
    for one in attributions:
        above = by_id[one.parent].chain if one.parent else ()
        assert one.chain == (*above, *((one.speaker,) if one.speaker else ()))
        assert set(one.chain) <= set(entities)
        assert one.voice is (entities[one.speaker].kind if one.speaker else Voice.NONE)
        if one.speaker:
            assert one.source[0] in [mention.span for mention in entities[one.speaker].mentions]
    assert {one.speaker for one in attributions} - {None} == set(entities)
    for entity in entities.values():
        assert entity.name.strip()
        assert entity.name not in entity.aliases
        assert len(set(entity.aliases)) == len(entity.aliases)


def test_a_description_before_the_name():
    told = Told("A spokesman, Owen Hale, said so.").add("A spokesman, Owen Hale,")
    assert told.speakers() == ["Owen Hale"]


def test_a_name_further_on_is_somebody_else():
    told = Told("The aide, who works for Maria Lopez, said so.").add("The aide, who works for Maria Lopez,")
    assert told.speakers() == ["The aide"]


def test_she_is_not_mr_dunmore():
    text = "Ms Brandt promised it. Mr Dunmore refused. She said more. He said less."
    told = Told(text).add("Ms Brandt", BODY).add("Mr Dunmore").add("She").add("He")
    assert told.speakers() == ["Brandt", "Dunmore", "Brandt", "Dunmore"]


def test_where_somebody_is_from_is_not_their_name():
    assert Told("Sen. Ann Lee of Vermont said so.").add("Sen. Ann Lee of Vermont").speakers() == ["Ann Lee"]
    text = "University of Virginia professor Ann Lee said so."
    assert Told(text).add("University of Virginia professor Ann Lee").speakers() == ["Ann Lee"]
