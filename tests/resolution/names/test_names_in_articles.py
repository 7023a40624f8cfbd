"""Names in articles: where they begin and end, what they are names of, and which are one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Article, EntityKind
from quoth.layout.features import lay_out
from quoth.model import default_model
from quoth.resolution.names.aliases import shipped_aliases
from quoth.resolution.names.lexicon import lexicon
from quoth.resolution.names.proper_names import find_proper_names
from quoth.resolution.names.tokens import tokenize
from tests.resolution.telling import Told

PERSON, BODY, PLACE, GROUP = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.GROUP
TWO = [("Skerrow Party", BODY), ("Owen Hale", PERSON)]


def names_in(text: str) -> list[tuple[str, EntityKind]]:
    article = Article("a", text)
    tokens = tokenize(article, lay_out(article, default_model().tokenizer))
    found = find_proper_names(tokens, lexicon(), shipped_aliases())
    return [(name.span.of(text), name.kind) for name in found if name.sure]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was Mayor Maria Lopez who left.", [("Maria Lopez", PERSON)]),
        ("It was Mr. Lopez who left.", [("Lopez", PERSON)]),
        ("It was J. R. Olsen who left.", [("J. R. Olsen", PERSON)]),
        ("It was Ludwig van der Brandt who left.", [("Ludwig van der Brandt", PERSON)]),
        ("It was Yusuf al-Amin who left.", [("Yusuf al-Amin", PERSON)]),
        ("So says the University of Skerrow.", [("University of Skerrow", BODY)]),
        ("So says the House Fish and Rain Committee.", [("House Fish and Rain Committee", BODY)]),
        ("So say the Citizens for Fair Fares.", [("Citizens for Fair Fares", BODY)]),
        (
            "So say the Citizens for Fair Fares. Citizens for Fair Fares left early that rainy morning.",
            [("Citizens for Fair Fares", BODY), ("Citizens for Fair Fares", BODY)],
        ),
        ("So says the Food and Drug Administration.", [("Food and Drug Administration", BODY)]),
        ("Nobody left, said Skerrow Party Chairman Owen Hale later that night.", TWO),
        ("So says Secretary of State Ann Lee.", [("Ann Lee", PERSON)]),
        ("So say Jews in New York.", [("Jews", GROUP), ("New York", PLACE)]),
        ("So it was in May. While it rained, nobody left.", []),
        ("So says the F.B.I. and nobody else.", [("F.B.I.", BODY)]),
    ],
)
def test_where_names_stand_and_of_what_they_are(text, names):
    assert names_in(text) == names


def test_headlines_hold_the_names_that_the_article_has():
    text = "Angry Maria Lopez Resigns Over Broken Ferry\n\nThe mayor, Maria Lopez, left on Monday."
    assert [name for name, _ in names_in(text)] == ["Maria Lopez", "Maria Lopez"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Maria Lopez came. Then Lopez left.", "Maria Lopez", "Lopez left"),
        ("William Olsen came. Then Bill Olsen left.", "William Olsen", "Bill Olsen"),
        ("Donald J. Brandt came. Then Donald Brandt left.", "Donald J. Brandt", "Donald Brandt"),
        ("The Alliance to Save Our Ferries (ASOF) came. Then ASOF left.", "ASOF", "ASOF left"),
        ("The Skerrow Ferry Board came. Then the Ferry Board left.", "Skerrow Ferry Board", "Ferry Board left"),
        ("Ann Lee, born Anna Brandt, came. Then Brandt left.", "Ann Lee", "Brandt left"),
        ("Ann Lee (better known as Anna Star) came. Then Star left.", "Ann Lee", "Star left"),
        ("The Department of Rain came. Then the Rain Department left.", "Department of Rain", "Rain Department"),
    ],
)
def test_names_that_are_one(text, one, other):
    told = Told(text).add(one).add(other.removesuffix(" left"), nth=told_nth(text, other))
    attributions, _ = told.resolve()
    assert attributions[0].speaker == attributions[1].speaker


def told_nth(text: str, words: str) -> int:
    """Which of its places a name has where these words begin."""
    return text[: text.index(words)].count(words.removesuffix(" left"))


def test_an_acronym_is_spelled_out():
    told = Told("The Alliance to Save Our Ferries (ASOF) came. Then ASOF left.").add("ASOF", nth=1)
    assert told.speakers() == ["Alliance to Save Our Ferries"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Maria Lopez came. Ana Lopez left.", "Maria Lopez", "Ana Lopez"),
        ("Maria Lopez came. Maria Olsen left.", "Maria Lopez", "Maria Olsen"),
        ("Owen Hale met the skipper known as Piet Olsen.", "Owen Hale", "Piet Olsen"),
        ("Owen Hale came. Owen Hale Jr. left.", "Owen Hale", "Owen Hale Jr."),
    ],
)
def test_names_that_are_two(text, one, other):
    attributions, _ = Told(text).add(one).add(other).resolve()
    assert attributions[0].speaker != attributions[1].speaker


@given(
    st.lists(st.sampled_from(["Ann", "Lee", "Mr", ".", "of", "the", "“", "”", "House", "and", "Jr", "’s", "\n", "A"]))
)
@settings(max_examples=150, deadline=None)
def test_any_row_of_words_has_names_inside_it(words):
    text = " ".join(words)
    article = Article("a", text)
    tokens = tokenize(article, lay_out(article, default_model().tokenizer))
    for name in find_proper_names(tokens, lexicon(), shipped_aliases()):
        assert 0 <= name.first < name.last <= len(tokens)
        assert name.words
        assert name.span.of(text).strip() == name.span.of(text)


def test_long_articles_take_no_longer_by_the_word():
    def took(count: int) -> float:
        text = " ".join(
            f"Ana{chr(97 + n % 26)} Lopez{chr(97 + n // 26 % 26)}, his aide, told the mayor that her campaign said so."
            for n in range(count)
        )
        told = Told(Article("long", text))
        start = time.process_time()
        told.resolve()
        return time.process_time() - start

    # Four times as long, with some room for noise.
    assert took(2000) < 10 * took(500)


def test_whoever_is_born_with_another_name_keeps_the_one_the_article_gives():
    assert Told("Ann Lee, born Anna Maria Brandt, said so.").add("Ann Lee").speakers() == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("China has ferries. Beijing said so.", "Beijing", "China"),
        ("The ferry left for Beijing. Beijing said so.", "Beijing", "Beijing"),
        # A surname that is a country's: where a verb follows, it is the person's.
        ("Steve Israel came. Israel said so.", "Israel", "Steve Israel"),
        ("Steve Israel came. The ferry to Israel was late, and the owners said so.", "Israel", "Israel"),
    ],
)
def test_what_a_place_stands_for(text, source, name):
    nth = text.count(source) - 1
    assert Told(text).add(source, nth=nth).speakers() == [name]
