"""Whose words they are: sources joined to names, pronouns to people, chains from the outlet inwards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Act, Article, Attribution, Block, BlockKind, EntityKind, QuotationType, Span, Voice
from tests.resolution.telling import BODY, MANY, ONE, PAPER, UNNAMED, Told


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
        ("a fisherman said so.", ["a fisherman"], ["fisherman"]),
        ("A spokesman, Owen Hale, said so.", ["A spokesman, Owen Hale,"], ["Owen Hale"]),
        ("A spokesman for the board, Owen Hale, said so.", ["A spokesman for the board, Owen Hale,"], ["Owen Hale"]),
        ("Sen. Ann Lee of Vermont said so.", ["Sen. Ann Lee of Vermont"], ["Ann Lee"]),
        ("University of Virginia professor Ann Lee said.", ["University of Virginia professor Ann Lee"], ["Ann Lee"]),
        ("Novelist and critic Ann Lee said so.", ["Novelist and critic Ann Lee"], ["Ann Lee"]),
        ("William Olsen left. Bill said so.", ["Bill"], ["William Olsen"]),
        ("Two men, Ann Lee and Piet Olsen, met.", ["Two men, Ann Lee and Piet Olsen,"], ["Ann Lee & Piet Olsen"]),
        ("Ann Lee and her aides said so.", ["Ann Lee and her aides"], ["Ann Lee & her aides"]),
        ("The harbour board said so.", ["The harbour board"], ["harbour board"]),
        ("LOPEZ: So it is. Maria Lopez left.", ["LOPEZ"], ["Maria Lopez"]),
    ],
)  # fmt: skip
def test_speakers_by_their_full_names(text, sources, names):
    told = Told(text)
    for source in sources:
        told.add(source)
    assert told.speakers()[: len(names)] == names


def test_two_of_one_surname_stay_apart():
    told = Told("Anna Brandt came. Piet Brandt left. Mr. Brandt said so. Ms. Brandt said no.")
    told.add("Mr. Brandt").add("Ms. Brandt")
    assert told.speakers() == ["Piet Brandt", "Anna Brandt"]


def test_a_nickname_in_quotation_marks():
    told = Told("William “Buster” Olsen left. Buster said so.").add("Buster", nth=1)
    assert told.speakers() == ["William “Buster” Olsen"]


def test_a_son_with_his_fathers_name_stays_apart():
    told = Told("Owen Hale said so. Owen Hale Jr. said no.").add("Owen Hale").add("Owen Hale Jr.")
    assert told.speakers() == ["Owen Hale", "Owen Hale Jr"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Maria Lopez, the mayor, left. The mayor said so.", "The mayor", "Maria Lopez"),
        ("Mayor Maria Lopez left. Later the mayor said so.", "the mayor", "Maria Lopez"),
        ("Sen. Ann Lee left. The senator said so.", "The senator", "Ann Lee"),
        ("Ann Lee is a novelist. The novelist said so.", "The novelist", "Ann Lee"),
        ("A Skerrow nurse left. The nurse said so.", "The nurse", "Skerrow nurse"),
        ("The Skerrow Harbour Authority met. The authority said so.", "The authority", "Skerrow Harbour Authority"),
        ("The Skerrow Harbour Authority met. The SHA said so.", "SHA", "Skerrow Harbour Authority"),
        ("The Skerrow Post came out. The newspaper said so.", "The newspaper", "Skerrow Post"),
        ("The Skerrow Post came out. The Post said so.", "The Post", "Skerrow Post"),
        ("The Justice Department met. The DOJ said so.", "The DOJ", "Justice Department"),
        ("Maria Lopez left. Her campaign said so.", "Her campaign", "Maria Lopez’s campaign"),
        ("Ferry-supporting pilots met. The ferry supporters left.", "The ferry supporters", "Ferry-supporting pilots"),
    ],
)  # fmt: skip
def test_descriptions_take_up_what_was_named(text, source, name):
    assert Told(text).add(source).speakers() == [name]


def test_he_and_she_are_those_in_view():
    told = Told("Maria Lopez said so. The board said no. She said more.")
    told.add("Maria Lopez").add("The board", BODY).add("She")
    assert told.speakers() == ["Maria Lopez", "board", "Maria Lopez"]


def test_he_is_nobody_whom_the_article_calls_she():
    told = Told("Mr Olsen said so. Ms Brandt said no. He said more. She said more.")
    told.add("Mr Olsen").add("Ms Brandt").add("He").add("She")
    assert told.speakers() == ["Olsen", "Brandt", "Olsen", "Brandt"]


def test_he_in_a_quotation_is_not_its_speaker():
    text = "Piet Olsen met Owen Hale. “I think he knows it,” said Owen Hale."
    told = Told(text).add("Owen Hale", content="“I think he knows it,”", nth=1).add("he", parent=0, cue="knows")
    assert told.speakers() == ["Owen Hale", "Piet Olsen"]


def test_they_are_those_who_are_many():
    told = Told("The fishermen said no. Maria Lopez said so. They said more.")
    told.add("The fishermen", MANY).add("Maria Lopez").add("They", MANY)
    assert told.speakers() == ["fishermen", "Maria Lopez", "fishermen"]


def test_they_may_be_two_who_are_named_together():
    told = Told("Ann Lee and Piet Olsen wrote a report. They argued that it rains.").add("They", MANY)
    assert told.speakers() == ["Ann Lee & Piet Olsen"]


def test_who_is_what_stands_before_it():
    told = Told("Maria Lopez, who said so, left. The nurse told voters who doubted it.")
    told.add("who").add("who", MANY, nth=1)
    assert told.speakers() == ["Maria Lopez", "voters"]


@pytest.mark.parametrize("pronoun", ["I", "we", "We", "me", "my", "us"])
def test_i_and_we_inside_a_quotation_are_its_speaker(pronoun):
    quotation = f"“Olsen knows that {pronoun} think it safe,”"
    told = Told(f"{quotation} said Maria Lopez.")
    told.add("Maria Lopez", content=quotation).add("Olsen", parent=0).add(pronoun, parent=0)
    assert told.speakers() == ["Maria Lopez", "Olsen", "Maria Lopez"]
    assert told.chains()[2] == ["Maria Lopez", "Maria Lopez"]


@pytest.mark.parametrize("many", ["Many of us", "Many of us who fly"])
def test_many_of_us_are_the_group_that_speaks(many):
    told = Told(f"“{many} think it safe,” said the pilots.")
    told.add("the pilots", MANY, content=f"“{many} think it safe,”").add(many, MANY, parent=0)
    assert told.speakers() == ["pilots", "pilots"]


def test_i_is_the_author_where_nobody_else_speaks():
    article = Article("op-ed", "I think so.", authors=("Ann Lee",))
    told = Told(article).add("I")
    assert told.speakers() == ["Ann Lee"]
    assert told.chains() == [["Ann Lee", "Ann Lee"]]
    assert Told("I think so.").add("I").speakers() == ["I"]


def test_you_are_asked():
    text = "HALE: Do you think so? LOPEZ: I do."
    told = Told(text).add("HALE", content="Do you think so?", act=Act.ASKS).add("LOPEZ", content="I do.")
    told.add("you", MANY, parent=0)
    assert told.speakers() == ["HALE", "LOPEZ", "LOPEZ"]


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Maria Lopez praised the plan, adding that it rains.", "adding", "Maria Lopez"),
        ("Maria Lopez praised the plan and said it rains.", "said", "Maria Lopez"),
        ("Noting the rain, Maria Lopez praised the plan.", "Noting", "Maria Lopez"),
        ("Maria Lopez praised the plan. It was said that it rains.", "was said", None),
        ("Maria Lopez praised the plan. There is a belief in rain.", "There is a belief", None),
        ("Maria Lopez praised the plan. The owners were also accused of greed.", "were also accused", None),
        ("Maria Lopez praised the plan. That she is being criticised is odd.", "is being criticised", None),
        ("Maria Lopez praised the plan and announced new pledges to stay.", "pledges", "Maria Lopez"),
    ],
)
def test_sources_that_are_left_out(text, cue, name):
    told = Told(text).add("Maria Lopez", cue="praised").add("", cue=cue)
    assert told.speakers() == ["Maria Lopez", name]


def test_the_chain_begins_with_the_outlet():
    article = Article("a", "Maria Lopez said so.", outlet="The Skerrow Post")
    attributions, entities = Told(article).add("Maria Lopez").resolve()
    assert [(entities[id].name, entities[id].kind) for id in attributions[0].chain] == [
        ("Skerrow Post", EntityKind.ORGANIZATION),
        ("Maria Lopez", EntityKind.PERSON),
    ]


def test_a_document_has_its_author():
    told = Told("Maria Lopez’s letter says so.").add("Maria Lopez’s letter", PAPER)
    entities = told.resolve()[1]
    letter = told.entity("Maria Lopez’s letter")
    assert entities[letter.author or ""].name == "Maria Lopez"
    assert letter.kind is EntityKind.DOCUMENT


def test_kinds_of_speakers():
    text = "A nurse said so. Maria Lopez said no. The Skerrow Party said maybe. France said yes."
    told = Told(text).add("A nurse", UNNAMED).add("Maria Lopez").add("The Skerrow Party", BODY).add("France", BODY)
    attributions, _ = told.resolve()
    assert [one.voice for one in attributions] == [UNNAMED, ONE, BODY, BODY]


def test_mentions_say_how_they_refer():
    told = Told("Maria Lopez, the mayor, left. She said so.").add("She")
    assert [str(mention.form) for mention in told.entity("Maria Lopez").mentions] == ["name", "description", "pronoun"]
    assert told.mentions("Maria Lopez") == ["Maria Lopez", "the mayor", "She"]


def test_nobody_in_a_title_is_meant_by_a_pronoun_further_down():
    text = "Ann Olsen: no bridge\n\nRosa Amsel spoke. She left. Then she said it."
    title, rest = Span(0, 20), Span(22, len(text))
    article = Article("bridge", text, (Block(BlockKind.TITLE, title), Block(BlockKind.PARAGRAPH, rest)))
    assert Told(article).add("she").speakers() == ["Rosa Amsel"]


@pytest.mark.parametrize("source", ["", "—", "“ ”", "…"])
def test_without_a_word_for_a_source_there_is_no_speaker(source):
    told = Told("— “ ” … said so, and Olsen said that Brandt knew.").add(source).add("Olsen", parent=0)
    attributions, entities = told.resolve()
    assert (attributions[0].speaker, attributions[0].chain, attributions[0].voice) == (None, (), Voice.NONE)
    assert [entities[id].name for id in attributions[1].chain] == ["Olsen"]


def test_a_child_may_stand_before_its_parent():
    told = Told("I think so, said Lopez.").add("Lopez", content="I think so").add("I", parent=0)
    told.made.reverse()
    assert told.chains() == [["Lopez", "Lopez"], ["Lopez"]]


SOURCES = ["", "Maria Lopez", "Lopez", "Mayor Lopez", "she", "He", "they", "I", "we", "the board", "its", "—", "you",
           "who", "many of us", "Ann Lee and her aides", "one of these men", "40 percent of voters", "whose", "’s",
           "a man (old)", "both men", "the mayor, Ann Lee,"]  # fmt: skip


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
                (Span(0, max(1, position)),),
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
        assert {*one.chain, *one.targets} <= set(entities)
    for entity in entities.values():
        assert entity.name.strip()
        assert entity.name not in entity.aliases
        assert len(set(entity.aliases)) == len(entity.aliases)
        assert entity.mentions
    assert len({entity.key for entity in entities.values()}) == len(entities)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Olsen told Ann Lee, who opened the door and said no.", "said", "Ann Lee"),
        ("The mayor railed against Ann Lee for warning so.", "warning", "Ann Lee"),
        ("After mocking the ferry, Ann Lee now wants it.", "mocking", "Ann Lee"),
        ("Piet Olsen told the Harbour News when asked about fares.", "asked about", "Harbour News"),
        ("The mayor said Ann Lee “understood that it rains”.", "understood", "Ann Lee"),
        ("The mayor’s critics “seem to think that it rains”.", "seem to think", "mayor’s critics"),
        ("“Is it late?” asked Mr. Lopez, looking up.", "asked", "Lopez"),
        ("He said his wife, Ann Lee, “said from the first that it rains”.", "said from", "Ann Lee"),
    ],
)
def test_a_source_left_out_that_no_other_cue_has(text, cue, name):
    assert Told(text).add("", cue=cue).speakers() == [name]


def test_whoever_goes_on_is_who_said_the_last_thing():
    text = "“It rains,” said Ann Lee, who met Mary Olsen at sea. “It pours,” she added."
    told = Told(text).add("Ann Lee", cue="said", content="“It rains,”").add("she", cue="added", content="“It pours,”")
    assert told.speakers() == ["Ann Lee", "Ann Lee"]


def test_it_that_speaks_is_what_spoke_last():
    text = "The report says that the harbour board slept. “The board must wake,” it says."
    told = Told(text).add("The report", PAPER, cue="says").add("it", PAPER, cue="says", cue_nth=1)
    assert told.speakers() == ["report", "report"]


def test_one_document_is_not_taken_up_from_many():
    told = Told("The union paid for an ad and for letters to homes. The letter praises Ann Lee. The ad says no.")
    assert told.add("The letter", PAPER).add("The ad", PAPER).speakers() == ["letter", "ad"]


def test_both_are_named_by_their_names():
    told = Told("Both pilots and federal sailors said so.").add("Both pilots and federal sailors", MANY)
    assert told.speakers() == ["pilots and federal sailors"]


def test_whoever_is_named_in_a_quotation_does_not_say_it():
    told = Told("Piet Olsen came. Owen Hale left. “We hope that Hale is well,” he said.")
    told.add("he", content="“We hope that Hale is well,”")
    assert told.speakers() == ["Piet Olsen"]


def test_he_is_not_the_one_who_says_i_around_it():
    told = Told("Owen Hale spoke of Piet Olsen. “I think that he fears so,” Hale said.")
    told.add("Hale", content="“I think that he fears so,”", nth=1)
    told.add("I", content="he fears so", cue="think", parent=0).add("he", content="so", cue="fears", parent=1)
    assert told.speakers() == ["Owen Hale", "Owen Hale", "Piet Olsen"]


def test_whoever_has_a_campaign_is_a_candidate():
    told = Told("Owen Hale’s campaign is short. Ann Lee met Hale. Lee left. The candidate said so.")
    assert told.add("The candidate").speakers() == ["Owen Hale"]


def test_what_a_noun_says_of_a_speakers_kind_the_model_does_not_overrule():
    told = Told("Owen Hale’s campaign said so. The lake court said no. The ferry union said maybe. A boatman left.")
    told.add("Owen Hale’s campaign", ONE).add("The lake court", MANY).add("The ferry union", ONE)
    attributions, _ = told.resolve()
    assert [one.voice for one in attributions] == [BODY, BODY, BODY]


def test_several_of_whom_the_last_are_many_are_a_group():
    told = Told("Ann Lee and her supporters said so. Two officials said no.")
    told.add("Ann Lee and her supporters").add("Two officials", MANY)
    attributions, _ = told.resolve()
    assert [one.voice for one in attributions] == [Voice.GROUP, Voice.UNNAMED]


def test_the_name_above_a_column_is_its_authors():
    told = Told("Ann Lee: The ferry must stay\n\nThe board is tired. I fear that it will give in.")
    assert told.add("I", cue="fear").speakers() == ["Ann Lee"]


def test_two_roles_of_one_person():
    source = "Harbour News and former radio host Ann Lee"
    assert Told(f"{source} said so.").add(source).speakers() == ["Ann Lee"]


def test_an_adjective_of_a_group_is_the_group():
    assert Told("They renewed Republican calls for a ferry.").add("Republican", cue="calls").speakers() == [
        "Republicans"
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "name"),
    [
        ("The plan has been criticised by Maria Lopez.", "", "has been criticised", "Maria Lopez"),
        ("It was mentioned on the air by Owen Hale on Monday.", "", "was mentioned", "Owen Hale"),
        ("Maria Lopez accused Owen Hale of denying it.", "", "denying", "Owen Hale"),
        ("Maria Lopez (left) came by boat, but denied it.", "", "denied", "Maria Lopez"),
        ("Maria Lopez came. Nobody heard her own plans for it.", "her own", "plans", "Maria Lopez"),
        ("In her new book, Maria Lopez says so.", "her", "book", "Maria Lopez"),
    ],
)
def test_whose_words_they_are_where_the_source_is_left_out_or_stands_behind(text, source, cue, name):
    told = Told(text).add(source, Voice.NONE if not source else ONE, cue=cue)
    assert told.speakers() == [name]


def test_we_in_what_is_told_without_quotation_marks_is_its_tellers():
    told = Told("“Owen Hale said that we should wait,” Maria Lopez said. “We will not.”")
    told.add("Maria Lopez", cue="said", cue_nth=1, content="“Owen Hale said that we should wait,”")
    told.add("Owen Hale", cue="said", content="that we should wait", parent=0, quotation=QuotationType.INDIRECT)
    assert "we" in told.mentions("Maria Lopez")


def test_a_letter_is_no_body_of_unknown_kind():
    told = Told("They met at Larkspur. A letter came, and the letter said no.").add("the letter", PAPER)
    assert told.speakers() == ["letter"]


@pytest.mark.parametrize("verb", ["said", "said that", "thought"])
def test_what_a_spokeswoman_says_of_her_begins_with_herself(verb):
    told = Told(f"Anna Lee, his aide, left. She was late. A spokeswoman for the board {verb} she would not comment.")
    told.add(
        "A spokeswoman for the board", cue="said" if "said" in verb else "thought", content="she would not comment"
    )
    assert told.add("she", content="comment", parent=0).speakers()[1] == "spokeswoman for the board"


def test_who_says_i_speaks_of_another():
    told = Told("Piet Olsen came. Nils Berg wrote: “I said he was in heaven.”")
    told.add("Nils Berg", content="“I said he was in heaven.”").add(
        "I", content="he was in heaven", parent=0, cue="said"
    )
    assert told.add("he", content="in heaven", parent=1).speakers()[2] == "Piet Olsen"
