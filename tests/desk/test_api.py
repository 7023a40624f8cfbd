"""The API: the shapes of the command line, errors in one shape, and nothing that breaks it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from lxml import html
from schemathesis import GenerationMode

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.cli import main
from quoth.desk.app import make_inner_app
from quoth.desk.settings import Settings
from quoth.domain import Article, Reading
from tests.desk.conftest import client_of, readings, served

BOARD = "Nobody on this board wanted the ferry to sail that night"
HEADERS = {"X-Quoth": "1"}


def printed(*arguments: str) -> list:
    done = CliRunner().invoke(main, [*arguments, "--json"])
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/api/ask?who=Oona Brandt&about=islanders", ["ask", "Oona Brandt", "--about", "islanders"]),
        ("/api/ask?voice=unnamed&act=says,denies", ["ask", "--voice", "unnamed", "--act", "says,denies"]),
        ("/api/who?limit=30", ["who"]),
        ("/api/outlets", ["outlets"]),
        (f"/api/check?quotation={BOARD}&by=Oona Brandt", ["check", BOARD, "--by", "Oona Brandt"]),
        (f"/api/variants?quotation={BOARD}", ["variants", BOARD]),
        ("/api/terms?term=ferry&term=boats", ["terms", "ferry", "boats"]),
    ],
)
def test_the_shapes_are_those_of_the_command_line(client, settings, path, command):
    lines = printed(command[0], str(settings.archive), *command[1:])
    answer = client.get(path)
    assert answer.status_code == 200
    held = answer.json()
    assert (held if isinstance(held, list) else [held]) == lines


def test_a_reading_is_as_it_was_stored(client):
    held = client.get("/api/articles/1").json()
    assert held["article"]["id"] == "letter"
    assert [each["id"] for each in held["attributions"]] == ["a1", "a2", "a3", "a4"]
    assert client.get("/api/articles").json()[-1]["title"] == held["article"]["title"]


def test_facts_attention_network_and_wordings(client):
    facts = client.get("/api/people/person/oona brandt").json()
    assert facts["statements"] == 5
    assert sum(day["first-hand"] + day["reported"] + day["second-hand"] for day in facts["days"]) == 5
    assert {outlet["name"]: outlet["statements"] for outlet in facts["outlets"]} == {
        "The Lindow Herald": 3,
        "The Northern Courant": 2,
    }
    assert [other["name"] for other in facts["through"]] == ["Weavers of Lindow"]
    assert client.get("/api/people?name=brandt").json()[0]["key"] == "person/oona brandt"
    assert client.get("/api/attention").json()["counts"] == {"unnamed": 1, "unsure": 2, "orphans": 1}
    network = client.get("/api/network").json()
    assert network["total"] == len(network["edges"])
    assert client.get("/api/people/person/oona brandt/wordings").json()[0]["variants"]


def test_read_add_and_correct(settings):
    with client_of(settings) as client:
        text = {
            "text": "“We will appeal,” said Maria Lopez. The council denied that it had been told.",
            "title": "Appeal",
            "outlet": "The Gazette",
            "published": "2025-01-02",
            "url": "https://gazette.example/appeal",
        }
        (reading,) = client.post("/api/read", json=text, headers=HEADERS).json()
        assert reading["article"]["title"] == "Appeal"
        assert len(reading["attributions"]) == 2
        assert client.get("/api/ask?who=Maria Lopez").status_code == 404
        assert client.post("/api/add", json=text, headers=HEADERS).json()["added"] == 1
        assert client.post("/api/add", json=text, headers=HEADERS).json()["unchanged"] == 1
        changed = {"file": ("appeal.txt", "“No,” said Maria Lopez.".encode())}
        assert client.post("/api/add/file", files=changed, headers=HEADERS).json()["added"] == 1
        statement = client.get("/api/ask?who=Maria Lopez").json()["statements"][0]
        checked = client.post(
            "/api/check", json={"text": "“We will appeal,” Maria Lopez said."}, headers=HEADERS
        ).json()
        assert [each["verdict"] for each in checked] == ["verbatim"]
        wish = {"what": "speaker", "who": "Ana Lopez", "author": "Ada"}
        made = client.post(f"/api/statements/{statement['id']}/corrections", json=wish, headers=HEADERS).json()
        assert made["after"]["speaker"]["name"] == "Ana Lopez"
        assert client.get("/api/corrections").json() == [made]
        undone = client.post(f"/api/corrections/{made['id']}/undo", headers=HEADERS).json()
        assert undone["undone"]
        assert client.get("/api/ask?who=Maria Lopez").json()["statements"][0]["id"] == statement["id"]


def test_bad_readings_are_told_in_a_sentence(settings):
    with client_of(settings, read=refuse) as client:
        for body in ({}, {"text": ""}, {"text": "  "}, {"text": 7}, {"text": "\ud800"}, []):
            answer = client.post(
                "/api/read", content=json.dumps(body), headers={**HEADERS, "Content-Type": "application/json"}
            )
            assert 400 <= answer.status_code < 500, body
            assert answer.json()["error"]["message"]


def refuse(_brought) -> list:
    return []


def test_a_text_of_nothing_but_white_space_is_none_beside_an_address(settings):
    with client_of(settings, read=source) as client:
        for text, title in (("  \n", "fetched"), ("“No,” she said.", "given")):
            asked = {"text": text, "url": "https://gazette.example/1"}
            assert client.post("/api/read", json=asked, headers=HEADERS).json()[0]["article"]["title"] == title


def source(brought) -> list:
    return [Reading(Article("source", "", title="fetched" if brought.text is None else "given"))]


def echo(brought) -> list:
    """Read nothing out of anything: in the place of the model, which would take a second for each of many texts."""
    return [Reading(Article("echo", brought.text or "file"))]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    """Serve a desk whose reader is quick, and give the document of its API."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with open_archive(folder / "archive.db", write=True) as archive:
        for reading in readings():
            store(archive, reading)
    with served(Settings(folder / "archive.db", folder), read=echo) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/openapi.json")


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_breaks_it(fuzzed, mode):
    tried = []
    for result in fuzzed.get_all_operations():
        operation = result.ok()

        @hypothesis_settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def attempt(case):
            answer = case.call(headers=HEADERS, timeout=120)
            assert answer.status_code < 500, answer.text
            if answer.status_code >= 400 and case.method != "HEAD":
                assert answer.json()["error"]["status"] == answer.status_code
            tried.append(case.path)

        with suppress(Unsatisfiable):  # where nothing is given, nothing can be given wrongly
            attempt()
    assert len(set(tried)) > (20 if mode is GenerationMode.POSITIVE else 15)


def test_the_page_of_the_api_says_what_a_change_wants(client):
    page = html.fromstring(client.get("/api/").text)
    section = page.xpath('//section[contains(@class, "endpoint")][.//code[contains(., "POST /api/people/{key}/corr")]]')
    names = section[0].xpath('.//dl[@class="parameters"]//dt/code/text()')
    assert names[0] == "key"
    assert {"what", "author", "note", "who", "statements"} <= set(names)
    assert "`" not in page.text_content()


def test_somebody_is_put_right_by_a_program(client):
    program = {"X-Quoth": "1"}
    path = "/api/people/person/oona brandt/corrections"
    there = client.get("/api/ask?key=person/oona brandt&outlet=The Northern Courant").json()["statements"]
    ids = [each["id"] for each in there]
    wish = {"what": "split", "author": "Ada", "who": "Oona Brandt (painter)", "statements": ids}
    assert client.post(path, json=wish).status_code == 403
    made = client.post(path, json=wish, headers=program).json()
    assert [each["what"] for each in made] == ["split"] * len(ids)
    found = client.get("/api/ask?who=Oona Brandt (painter)").json()
    assert found["total"] == len(ids) == 2
    for each in made:
        client.post(f"/api/corrections/{each['id']}/undo", headers=program)
    assert client.get("/api/ask?who=Oona Brandt (painter)").status_code == 404
    text = client.get("/api/articles/4").json()["article"]["text"]
    start = text.index("been sold")
    (id,) = (each["id"] for each in client.get("/api/ask?about=sold").json()["statements"])
    spans = [{"start": start, "end": start + 9}]
    wish = {"what": "extent", "author": "Ada", "spans": spans}
    after = client.post(f"/api/statements/{id}/corrections", json=wish, headers=program).json()["after"]
    assert after["content"] == [{**spans[0], "text": "been sold"}]


def test_the_document_names_every_route():
    paths = make_inner_app(Settings(Path("x.db"), Path())).openapi()["paths"]
    assert {"/api/ask", "/api/check", "/api/read", "/api/add", "/api/corrections", "/api/articles/{number}"} <= set(
        paths
    )
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
            assert "422" in operation["responses"]
