"""What makes articles, entities and names the same."""

from __future__ import annotations

import pytest

from quoth.archive.chains import chain_in_words
from quoth.archive.identity import address_of, day_of, digest_of, fold, key_of
from quoth.domain import Article, Attribution, Entity, EntityKind, Reading, Span
from quoth.intake.articles import make_article
from tests.archive.examples import letter
from tests.export.examples import nested


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
    ("about", "first"),
    [({}, "the article"), ({"authors": ("A", "B")}, "A and B"), ({"url": "https://x.example/"}, "x.example"),
     ({"url": "http://["}, "the article")],
)  # fmt: skip
def test_an_article_without_an_outlet_still_begins_its_chains(about, first):
    reading = Reading(Article("x", "It rains.", **about), (Attribution("a", (Span(0, 2),)),))
    assert chains(reading) == [f"{first} › no speaker named"]
