"""The published schema says what `quoth read --json` prints."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest

import quoth
from quoth.export import jsonl
from tests.export.examples import nested, simple

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DEFINED = SCHEMA["$defs"]
TEXT = "“We will rebuild the pier,” said Nadia Brook. She denied that it had cost “a fortune”. The “old ways” are gone."


def plain(reading: quoth.Reading):
    return json.loads(jsonl.line(reading))


@pytest.mark.parametrize(
    ("enum", "place"),
    [
        (quoth.BlockKind, DEFINED["block"]["properties"]["kind"]),
        (quoth.QuotationType, DEFINED["attribution"]["properties"]["quotation"]),
        (quoth.Act, DEFINED["attribution"]["properties"]["act"]),
        (quoth.Polarity, DEFINED["attribution"]["properties"]["polarity"]),
        (quoth.Voice, DEFINED["voice"]),
        (quoth.EntityKind, DEFINED["entity"]["properties"]["kind"]),
        (quoth.MentionForm, DEFINED["mention"]["properties"]["form"]),
        (quoth.ReplyKind, DEFINED["reply"]["properties"]["how"]),
        (quoth.OrphanKind, DEFINED["orphan"]["properties"]["kind"]),
    ],
)
def test_enums_are_those_of_the_domain(enum, place):
    assert place["enum"] == [str(member) for member in enum]


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def objects(schema, name="reading"):
    """Every schema of an object, with a name for it."""
    if schema.get("type") == "object":
        yield name, schema
    for inner_name, inner in schema.get("$defs", {}).items():
        yield from objects(inner, inner_name)


def test_there_is_a_schema_for_every_kind_of_object():
    assert {name for name, _ in objects(SCHEMA)} == {
        "reading", "article", "attribution", "block", "entity", "mention", "orphan", "reply", "span",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "schema"), list(objects(SCHEMA)))
def test_every_field_is_described_and_required(name, schema):
    assert schema["description"], name
    assert schema["additionalProperties"] is False
    assert sorted(schema["required"]) == sorted(schema["properties"])
    for field, value in schema["properties"].items():
        described = value if "description" in value else DEFINED[value["$ref"].removeprefix("#/$defs/")]
        assert described["description"].endswith("."), field


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(lambda: quoth.read(TEXT), id="text"),
        pytest.param(lambda: quoth.read_file(ROOT / "examples" / "harbour.html"), id="page"),
        pytest.param(lambda: quoth.read(""), id="empty"),
        pytest.param(simple, id="simple"),
        pytest.param(nested, id="nested"),
    ],
)
def test_readings_are_valid(reading):
    VALIDATOR.validate(plain(reading()))


def test_the_valid_text_has_something_of_everything():
    reading = plain(quoth.read(TEXT))
    assert reading["attributions"]
    assert reading["entities"]
    assert reading["orphans"]


def spoil_field(reading):
    reading["verdict"] = "true"


def spoil_act(reading):
    reading["attributions"][0]["act"] = "shouts"


def spoil_confidence(reading):
    reading["attributions"][0]["confidence"] = 1.2


def spoil_span(reading):
    del reading["attributions"][0]["content"][0]["end"]


def spoil_start(reading):
    reading["entities"][0]["mentions"][0]["start"] = -1


def spoil_parent(reading):
    reading["attributions"][0]["parent"] = 3


def spoil_orphan(reading):
    reading["orphans"][0]["text"] = ""


def spoil_article(reading):
    reading["article"] = None


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_field,
        spoil_act,
        spoil_confidence,
        spoil_span,
        spoil_start,
        spoil_parent,
        spoil_orphan,
        spoil_article,
    ],
)
def test_a_broken_reading_is_not_valid(spoil):
    reading = plain(quoth.read(TEXT))
    broken = deepcopy(reading)
    spoil(broken)
    assert VALIDATOR.is_valid(reading)
    assert not VALIDATOR.is_valid(broken)
