"""Who is meant that is named elsewhere: by a role, by a bare surname, by "I" above a signature."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quoth.domain import EntityKind, MentionForm, Span
from quoth.resolution.mentions.found import FoundMention
from tests.resolution.telling import BODY, MANY, Told


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Owen Hale met his wife, Ann Hale. Ann Hale left. Ann Hale smiled. Hale said so.", "Owen Hale"),
        ("Ann Hale met her husband, Owen Hale. Ann Hale left. Later Hale said so.", "Ann Hale"),
        # A headline introduces nobody.
        ("Ann Hale under fire.\n\nOwen Hale met his wife, Ann Hale. Hale said so.", "Owen Hale"),
    ],
)
def test_a_bare_surname_means_who_is_introduced_first(text, name):
    assert Told(text).add("Hale", nth=text.count("Hale") - 1).speakers() == [name]


LETTERS = """Keep the ferry.

Letters.

I despise the bridge. It is too loud.

Owen Hale.

Skerrow.

We want the ferry back.

Ann Lee.

I say nothing.
"""


@pytest.mark.parametrize(
    ("source", "nth", "name"),
    [("I", 0, "Owen Hale"), ("We", 0, "Ann Lee"), ("I", 2, "I")],
)
def test_a_letter_is_its_signers(source, nth, name):
    assert Told(LETTERS).add(source, nth=nth).speakers() == [name]


def test_an_article_with_a_byline_has_no_signers():
    told = Told("By Piet Olsen\n\nI met them all at the pier.\n\nOwen Hale.\n\nHe left.").add("I")
    assert told.speakers() == ["Piet Olsen"]


@pytest.mark.parametrize(
    ("text", "content", "cue", "name"),
    [
        ("“You say it is safe,” Ann Lee told Piet Olsen.", "“You say it is safe,”", "told", "Piet Olsen"),
        ("Anna Brandt left. “As you say, Anna,” Ann Lee said.", "“As you say, Anna,”", "said", "Anna Brandt"),
        ("Anna Brandt left. “As you say, it is safe,” Ann Lee said.", "“As you say, it is safe,”", "said", "you"),
    ],
)  # fmt: skip
def test_you_means_whom_it_is_said_to(text, content, cue, name):
    told = Told(text).add("Ann Lee", content=content, cue=cue)
    told.add("You" if "“You" in text else "you", parent=0)
    assert told.speakers() == ["Ann Lee", name]


def test_they_are_both_who_spoke_together():
    told = Told("The pilots and the owners agreed on it. They said more.")
    told.add("The pilots and the owners", MANY, cue="agreed").add("They", MANY, cue="said")
    assert told.speakers() == ["pilots and owners", "pilots and owners"]


def test_one_of_many_is_not_many():
    told = Told("One of these men came.\n\nThe Labour pilots have written a letter. Talks, they said, were late.")
    told.add("One of these men", cue="came").add("they", MANY, cue="said")
    assert told.speakers()[1] == "Labour pilots"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It opened with evidence from the surveyor, Henrik Moss. The surveyor said so.", "The surveyor"),
        ("They wrote to the skipper, Ann Moss. The skipper said so.", "The skipper"),
    ],
)
def test_whoever_is_named_behind_a_comma_at_the_end_is_who_the_description_means(text, source):
    assert Told(text).add(source).speakers()[0].endswith("Moss")


def test_whoever_acts_behind_a_comma_is_not_whom_the_letter_was_for():
    told = Told("In a letter to the skipper, Ann Moss said so. The skipper said no.")
    assert told.add("The skipper").speakers() != ["Ann Moss"]


class Eager:
    """A model that is sure that everything means everything before it."""

    def odds(self, mention: Span, earlier: Sequence[Span]) -> Sequence[float]:
        """The same for all."""
        return [5.0 for one in earlier if one != mention]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Skerrow Bank met. The panel of pilots left. The committee said so.", "The committee", "committee"),
        ("The Skerrow Bank met. The lender closed. The company said so.", "The company", "Skerrow Bank"),
    ],
)
def test_a_body_is_not_one_of_another_sort_whatever_the_model_says(text, source, name):
    told = Told(text).add(source, BODY)
    told.links = Eager()
    assert told.speakers() == [name]


def test_a_description_does_not_stand_beside_a_thing_that_the_model_takes_for_somebody():
    told = Told("Owen Hale is mayor. Speaking on the Breakfast, the mayor said so.").add("the mayor")
    told.found.append(FoundMention(told.span("Breakfast"), EntityKind.PERSON, MentionForm.NAME))
    assert told.speakers() == ["Owen Hale"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Harbour Secretary Ann Lee met press secretary Owen Hale. The secretary said so.", "The secretary", "Ann Lee"),
        ("President Ann Lee met former President Owen Hale. The president said so.", "The president", "Ann Lee"),
        ("Former President Owen Hale came. The president said so.", "The president", "Owen Hale"),
        ("President Owen Hale came. With Ann Lee, President Hale chose well. The president said so.", "The president",
         "Owen Hale"),
        ("Owen Hale will shepherd Ann Lee’s plan. The shepherd said so.", "The shepherd", "shepherd"),
    ],
)  # fmt: skip
def test_of_two_with_one_title_the_lesser_and_the_former_are_not_meant(text, source, name):
    assert Told(text).add(source).speakers() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Owen Hale came. He is a man who said so.", "Owen Hale"),
        ("Owen Hale is going to be the mayor who said so.", "Owen Hale"),
        ("Owen Hale came. Nobody saw a man who said so.", "man"),
    ],
)
def test_who_takes_up_whoever_is_said_to_be_that(text, name):
    assert Told(text).add("who", cue="said").speakers() == [name]


def test_people_are_listed_with_where_they_are():
    source = "two pilots -- Ann Lee at the Ferry Board, Piet Olsen of Skerrow and Owen Hale --"
    assert Told(f"On Monday {source} said so.").add(source).speakers() == ["Ann Lee & Piet Olsen & Owen Hale"]
    other = "two pilots from Skerrow, a town of Ann Lee"
    assert Told(f"On Monday {other}, said so.").add(other).speakers() != ["Ann Lee"]


def test_whoever_speaks_does_not_tell_of_himself_as_the_activist():
    told = Told("Owen Hale said: “It is the tale of the porter and the activist seeking change.”")
    told.add("Owen Hale", content="“It is the tale of the porter and the activist seeking change.”")
    assert told.add("the activist", parent=0).speakers() == ["Owen Hale", "activist"]


@pytest.mark.parametrize(
    ("source", "name"),
    [("The 19-year-old", "Danny Okoro"), ("The 52-year-old", "Ann Lee"), ("The 60-year-old", "60-year-old")],
)
def test_by_an_age_somebody_of_that_age_is_meant(source, name):
    told = Told(f"Danny Okoro, 19, met Ann Lee, aged 52. {source} said so.").add(source)
    assert told.speakers() == [name]


def test_by_an_age_that_nobody_is_said_to_have_who_is_in_view_is_meant():
    told = Told("Steve Brant was booked. Brant denied it. The 52-year-old said so.").add("The 52-year-old")
    assert told.speakers() == ["Steve Brant"]
