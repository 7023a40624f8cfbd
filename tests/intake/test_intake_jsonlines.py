"""JSON Lines: good lines become articles, bad lines become errors that name them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import Article, BlockKind
from quoth.errors import IntakeError
from quoth.intake.jsonlines import read_json, read_json_lines


def read(*lines: str | bytes) -> list[Article | IntakeError]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(read_json_lines(io.BytesIO(data), name="a.jsonl", path="a.jsonl"))


def read_one(value: dict[str, Any]) -> Article:
    (article,) = read(json.dumps(value))
    assert isinstance(article, Article), article
    return article


def test_all_fields_are_taken() -> None:
    article = read_one(
        {
            "id": "x-1",
            "text": "Pool to close\r\n\r\nAnn said so.",
            "title": " Pool to close ",
            "author": "Cara Writer",
            "outlet": "The Example",
            "published": "2025-03-04",
            "url": "https://example.org/pool",
            "section": "News",
        }
    )
    assert article.id == "x-1"
    assert article.text == "Pool to close\r\n\r\nAnn said so."
    assert article.title == "Pool to close"
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH]
    assert article.authors == ("Cara Writer",)
    assert (article.outlet, article.published) == ("The Example", "2025-03-04")
    assert (article.url, article.path) == ("https://example.org/pool", "a.jsonl")


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"author": ["Ann", "Bob"]}, ("Ann", "Bob")),
        ({"authors": ["Ann", None, "Ann", " "]}, ("Ann",)),
        ({"author": None}, ()),
        ({"author": "", "authors": "Bob"}, ("Bob",)),
    ],
)
def test_authors_are_a_string_or_a_list(fields: dict[str, Any], authors: tuple[str, ...]) -> None:
    assert read_one({"text": "Hi.", **fields}).authors == authors


def test_number_is_an_id_and_no_id_is_made_from_the_text() -> None:
    assert read_one({"text": "Hi.", "id": 17}).id == "17"
    assert read_one({"text": "Hi.", "url": "u"}).id == read_one({"text": "Hi."}).id


def test_stated_title_keeps_the_first_line_from_being_one() -> None:
    article = read_one({"text": "EXAMPLETON\n\nAnn said so.", "title": "Pool to close"})
    assert article.title == "Pool to close"
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON"),
        ("nonsense", "is not JSON"),
        ("[1]", "holds no JSON object"),
        ("{}", 'has no "text"'),
        ('{"text": null}', 'has no "text"'),
        ('{"text": ["a"]}', 'has no "text"'),
        ('{"text": "a", "title": 3}', 'has "title" that is no string'),
        ('{"text": "a", "id": true}', 'has "id" that is no string'),
        ('{"text": "a", "author": {"name": "Ann"}}', 'has "author" that is neither'),
        ("[" * 100_000, "nobody can read"),
        ('{"text": "a", "n": ' + "1" * 5000 + "}", "nobody can read"),
    ],
)
def test_bad_line_is_named_and_costs_only_itself(line: str, message: str) -> None:
    first, error, last = read('{"text": "One."}', "", line, '{"text": "Two."}')
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.text, last.text) == ("One.", "Two.")
    assert isinstance(error, IntakeError)
    assert str(error).startswith("a.jsonl, line 3, ")
    assert message in str(error)


def test_lone_surrogates_are_replaced_and_pairs_kept() -> None:
    (article,) = read(r'{"text": "a\ud800b \ud83d\ude00", "title": "\udfff!", "id": "\ud801"}')
    assert isinstance(article, Article)
    assert article.text == "a\ufffdb 😀"
    assert (article.title, article.id) == ("\ufffd!", "\ufffd")


def test_signature_and_utf16_are_read() -> None:
    lines = '{"text": "Än"}\n{"text": "Bob"}\n'
    for data in (lines.encode("utf-8-sig"), lines.encode("utf-16")):
        assert [getattr(item, "text", item) for item in read(data)] == ["Än", "Bob"]


def test_json_of_one_object_may_go_over_lines() -> None:
    (article,) = read_json(b'{\n  "text": "Hi."\n}', name="a.json")
    assert isinstance(article, Article)
    assert article.text == "Hi."
    assert len(list(read_json(b'{"text": "a"}\n{"text": "b"}', name="a.json"))) == 2


@pytest.mark.parametrize("data", [b"[]", b"{\n", b"", b'[\n{"text": "a"}\n]'])
def test_other_json_gives_one_error(data: bytes) -> None:
    (error,) = read_json(data, name="a.json")
    assert isinstance(error, IntakeError)
    assert str(error).startswith("a.json ")


@given(st.lists(st.binary()))
def test_any_lines_give_articles_or_errors(lines: list[bytes]) -> None:
    assert all(isinstance(item, Article | IntakeError) for item in read(*lines))


@given(st.text())
def test_text_comes_back(text: str) -> None:
    assert read_one({"text": text}).text == text
