"""What makes articles, entities and names the same."""

from __future__ import annotations

import pytest

from quoth.archive.chains import chain_in_words
from quoth.archive.identity import address_of, day_of, digest_of, fold, key_of
from quoth.domain import Article, Attribution, BlockKind, Entity, EntityKind, Reading, Span
from quoth.intake.articles import make_article
from tests.archive.examples import letter
from tests.export.examples import article, at, nested


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-10-14", "2024-10-14"),
        ("2024-10-14T09:30:00Z", "2024-10-14"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("20241014", None),
        ("14 October 2024", None),
        ("2024-13-01", "2024"),
        ("", None),
        (None, None),
    ],
)
def test_days(published, day):
    assert day_of(published) == day


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Café’s “Friends”", "cafes friends"),
        ("U.S. Senate", "us senate"),
        ("A", "a"),
        ("The", "the"),
        ("O’Brien-Smith", "obrien smith"),
        ("東京", "東京"),
        ("!!!", "!!!"),
    ],
)
def test_names_are_folded(name, folded):
    assert fold(name) == folded


def test_a_key_is_made_of_kind_and_name_and_in_one_article_alone_of_what_has_no_name():
    assert key_of(Entity("e", "Oona Brandt", EntityKind.PERSON), "d1") == "person/oona brandt"
    assert key_of(Entity("e", "Oona Brandt", EntityKind.PERSON, key="person/ob"), "d1") == "person/ob"
    assert key_of(Entity("e", "Weavers", EntityKind.GROUP), "d1") == "group/weavers"
    assert key_of(Entity("e", "The weavers", EntityKind.GROUP), "d1") == "group/weavers@d1"
    assert key_of(Entity("e", "A Northern spokesman", EntityKind.UNNAMED), "d1").endswith("@d1")


def test_addresses():
    assert address_of(make_article("x", url="https://x.example/1", path="a.txt")) == "https://x.example/1"
    assert address_of(make_article("x", path="a.txt")).endswith("/a.txt")
    assert address_of(make_article("x", path="b/../a.txt")) == address_of(make_article("x", path="a.txt"))
    assert address_of(make_article("x", path="a.jsonl")) is None
    assert address_of(make_article("x", path="a.jsonl", id="7")).endswith("/a.jsonl#7")
    assert address_of(make_article("x")) is None


def test_content_counts_and_its_file_does_not():
    one = make_article("x", title="T", path="a.txt")
    assert digest_of(one) == digest_of(make_article("x", title="T", path="b.txt", id="other"))
    for other in (make_article("y", title="T"), make_article("x", title="U"), make_article("x", title="T", url="u")):
        assert digest_of(one) != digest_of(other)


def chains(reading: Reading) -> list[str]:
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    return [chain_in_words(reading, attribution, by_id) for attribution in reading.attributions]


def test_chains_in_words():
    assert chains(letter()) == [
        "The Lindow Herald › Weavers of Lindow, in a letter",
        "The Lindow Herald › Weavers of Lindow, in a letter › Oona Brandt",
        "The Lindow Herald › the letter, by Weavers of Lindow",
        "The Lindow Herald › Oona Brandt",
    ]
    assert chains(nested())[4] == "The Ashby Gazette › the workers’ letter › Maria Lopez › Dr Hale’s report"


@pytest.mark.parametrize(
    ("medium", "kinds", "told"),
    [
        ("In a letter", [BlockKind.BLOCKQUOTE], "The weavers, in a letter"),
        ("In a letter", [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH], "The weavers, in a letter"),
        ("In a letter", [BlockKind.PARAGRAPH], "The weavers"),
        ("On the radio", [BlockKind.BLOCKQUOTE], "The weavers"),
    ],
)
def test_what_is_given_of_a_letter_at_length_is_in_the_letter(medium, kinds, told):
    told_of = f"{medium} the weavers wrote: “We are afraid.” Their trouble, they said, was that"
    letter_of = [(kind, f"Brandt has lied, {number}.") for number, kind in enumerate(kinds)]
    made = article((BlockKind.PARAGRAPH, told_of), *letter_of, id="x")
    at_length = Span(made.text.index("Brandt"), len(made.text))
    weavers, brandt = Entity("w", "The weavers", EntityKind.GROUP), Entity("b", "Brandt", EntityKind.PERSON)
    attributions = (
        Attribution("a1", at(made.text, "“We are afraid.”"), speaker="w", chain=("w",), medium=at(made.text, medium)),
        Attribution("a2", (at_length,), speaker="w", chain=("w",)),
        Attribution("a3", at(made.text, "lied, 0"), speaker="b", chain=("w", "b"), parent="a2", depth=1),
    )
    assert chains(Reading(made, attributions, (weavers, brandt)))[2] == f"the article › {told} › Brandt"


@pytest.mark.parametrize(
    ("about", "first"),
    [({}, "the article"), ({"authors": ("A", "B")}, "A and B"), ({"url": "https://x.example/"}, "x.example"),
     ({"url": "http://["}, "the article")],
)  # fmt: skip
def test_an_article_without_an_outlet_still_begins_its_chains(about, first):
    reading = Reading(Article("x", "It rains.", **about), (Attribution("a", (Span(0, 2),)),))
    assert chains(reading) == [f"{first} › no speaker named"]
