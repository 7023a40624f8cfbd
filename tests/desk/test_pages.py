"""What the pages show, and what can be done from them without a script."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from dataclasses import replace

import pytest
from lxml import etree, html
from mcp import Client

from quoth.archive import open_archive
from quoth.archive.asking import Question, ask
from quoth.archive.writing import replace as replace_reading
from quoth.archive.writing import store
from quoth.desk.settings import Settings
from quoth.export.archives import Format
from quoth.export.archives import export as export_archive
from quoth.mcp import make_server
from tests.archive import examples
from tests.desk.conftest import client_of, form_token, readings

BRANDT = "/who/person/oona%20brandt"
SAIL = "Nobody on this board wanted the ferry to sail that night"


def words(answer) -> str:
    return " ".join(html.fromstring(answer.text).text_content().split())


def test_home_has_what_is_new_and_what_needs_attention(client):
    page = words(client.get("/"))
    assert "Weavers of Lindow write to the minister" in page
    assert "Oona Brandt" in page
    assert re.search(r"Unnamed sources\s*1", page)
    assert re.search(r"Orphans\s*1", page)
    assert re.search(r"Low confidence\s*2", page)
    assert "the tide waits for nobody" in page


def test_an_empty_archive_invites(tmp_path):
    with client_of(Settings(tmp_path / "new.db", tmp_path, names=("testserver",))) as client:
        assert "The archive is empty" in client.get("/").text
        for path in ("/people", "/articles", "/attention", "/network", "/check", "/corrections", "/statements?about=x"):
            assert client.get(path).status_code == 200, path


def test_the_search_line_leads_to_a_person_or_to_statements(client):
    assert client.get("/search?who=Oona+Brandt").headers["location"] == BRANDT
    assert client.get("/search?who=oona+brandt&about=boats").headers["location"] == f"{BRANDT}?about=boats"
    assert client.get("/search?who=&about=boats").headers["location"] == "/statements?about=boats"
    assert client.get("/search").headers["location"] == "/"
    missed = client.get("/search?who=Una+Brandt")
    assert missed.status_code == 404
    assert "did you mean" in missed.text
    assert f'href="{BRANDT}"' in missed.text


def test_the_dossier_has_every_statement_with_its_chain_and_a_link_to_it(client, settings):
    page = client.get(BRANDT)
    with open_archive(settings.archive) as archive:
        answer = ask(archive, Question(who="Oona Brandt"))
    assert answer.total == 5
    text = words(page)
    for statement in answer.statements:
        assert statement.words.strip("“”") in text
        assert f'href="/article/{statement.article}#{statement.anchor}"' in page.text
    places = [text.index(statement.words.strip("“”")) for statement in answer.statements]
    assert places == sorted(places)
    assert "The Lindow Herald › , quoting Weavers of Lindow, in a letter › , quoting Oona Brandt" in text
    backwards = words(client.get(f"{BRANDT}?latest=1"))
    assert backwards.index(answer.statements[-1].words.strip("“”")) < backwards.index(
        answer.statements[0].words.strip("“”")
    )


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("about=islanders", 2),
        ("act=denies", 1),
        ("first=1", 2),
        ("direct=1", 3),
        ("outlet=Lindow", 3),
        ("from=2024-05&to=2024-05", 2),
        ("via=weavers", 1),
        ("about=&act=&outlet=&via=&from=&to=", 5),
        ("about=ferry&direct=1", 2),
    ],
)
def test_filters(client, query, total):
    page = words(client.get(f"{BRANDT}?{query}"))
    assert f"{total} statement{'s' * (total != 1)}" in page


def test_long_lists_come_in_pages(client):
    first = client.get(f"{BRANDT}?limit=2")
    assert first.text.count('<li class="statement') == 2
    following = html.fromstring(first.text).xpath('//a[@rel="next"]/@href')[0]
    second = client.get(following)
    assert second.text.count('<li class="statement') == 2
    assert html.fromstring(second.text).xpath('//a[@rel="prev"]')


def test_the_timeline_and_its_table_say_the_same(client):
    page = html.fromstring(client.get(BRANDT).text)
    table = page.xpath('//figure[@class="timeline"]//tbody/tr')
    assert sum(int(cell.text) for row in table for cell in row.xpath("td")) == 5
    titles = page.xpath('//figure[@class="timeline"]//*[local-name()="g"]/*[local-name()="title"]/text()')
    assert sum(int(title.rpartition(" ")[2]) for title in titles) == 5


def test_exports_are_of_what_is_shown(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/statements.csv?key=person/oona brandt&about=islanders").text)))
    assert len(rows) == 2
    assert {row["speaker"] for row in rows} == {"Oona Brandt"}
    held = client.get("/statements.json?key=person/oona brandt").json()
    assert held["total"] == len(held["statements"]) == 5
    assert held == client.get("/api/ask?key=person/oona brandt").json()
    feed = etree.fromstring(client.get("/feed.atom?key=person/oona brandt").content)
    entries = feed.findall("{*}entry")
    assert len(entries) == 5
    moments = [entry.findtext("{*}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert len({entry.findtext("{*}id") for entry in entries}) == 5
    assert feed.findtext("{*}updated") == "2024-06-09T00:00:00Z"
    link = entries[0].find("{*}link").get("href")
    assert client.get(link.partition("#")[0]).status_code == 200


def test_the_article_page_has_its_text_and_an_anchor_for_each_statement(client):
    page = client.get("/article/1")
    for anchor in ("a1", "a2", "a3", "a4"):
        assert f'id="{anchor}"' in page.text
    assert page.text.count(">correct<") == 4
    assert client.get("/article/99").status_code == 400
    assert client.get("/article/0").status_code == 422


def test_the_wordings_of_one_quotation(client):
    page = words(client.get("/wordings/person/oona%20brandt"))
    assert "Nobody on this board wanted the ferry to sail that night" in page
    assert "The Northern Courant" in page
    assert "The Lindow Herald" in page


@pytest.mark.parametrize(
    ("quotation", "by", "verdict"),
    [
        ("Nobody on this board wanted the ferry to sail that night", "Oona Brandt", "verbatim"),
        ("Nobody on this board wanted … to sail that night", "Oona Brandt", "trimmed"),
        ("Nobody on this board wanted [her] to sail that night", "Oona Brandt", "bracketed"),
        ("Everybody on this board wanted the ferry to sail that night", "Oona Brandt", "altered"),
        (
            "Nobody on this board wanted the ferry to sail that night. The islanders will never sell their boats",
            "Oona Brandt",
            "spliced",
        ),
        ("the ferry had been sold", "Oona Brandt", "paraphrase"),
        ("Nobody on this board wanted the ferry to sail that night", "Karl Vogt", "misattributed"),
        ("Cheese is the best of all foods that there are", "", "not found"),
    ],
)
def test_every_verdict(client, quotation, by, verdict):
    page = client.get("/check", params={"quotation": quotation, "by": by})
    assert verdict in html.fromstring(page.text).xpath('//p[starts-with(@class,"verdict")]/b/text()')


def test_the_network_and_its_table(client):
    page = html.fromstring(client.get("/network").text)
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//table//tbody/tr")]
    assert ["Oona Brandt", "the islanders", "2"] in [[*row[:2], row[2].split()[0]] for row in rows]
    lines = page.xpath('//*[local-name()="path"][starts-with(@class,"link")]')
    assert len(lines) == len(rows)
    assert not html.fromstring(client.get("/network?from=2030").text).xpath("//table")


def test_the_form_of_the_network_asks_for_no_more_links_than_are_drawn(client):
    (most,) = html.fromstring(client.get("/network").text).xpath("//input[@name='limit']/@max")
    assert client.get(f"/network?limit={most}").status_code == 200
    assert client.get(f"/network?limit={int(most) + 1}").status_code == 422


def known_and_new(brought) -> list:
    """Read what is brought as the first article of the archive, or as one that it has not."""
    (known, *_) = readings()
    return [known if "known" in brought.text else replace(known, article=replace(known.article, id="n", title="New"))]


@pytest.mark.parametrize(("text", "number"), [("a known one", 1), ("a new one", len(readings()) + 1)])
def test_what_was_added_is_shown_even_if_it_was_there_before(settings, text, number):
    with client_of(settings, read=known_and_new) as client:
        token = {"form_token": form_token(client)}
        draft = client.post("/read", data={"text": text, **token}).headers["location"]
        assert client.post(f"{draft}/add", data=token).headers["location"] == f"/article/{number}"


# Corrections


def correct(client, statement: int, **given):
    held = form_token(client, f"/statement/{statement}")
    return client.post(f"/statement/{statement}/correct", data={"form_token": held, "author": "Ada", **given})


def number(settings, words_: str) -> int:
    with open_archive(settings.archive) as archive:
        return archive.db.execute("SELECT id FROM attribution WHERE content LIKE ?", (f"%{words_}%",)).fetchone()[0]


def everything(settings) -> bytes:
    into = io.BytesIO()
    with open_archive(settings.archive) as archive:
        export_archive(archive, Format.JSONL, None, into)
    return into.getvalue()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"what": "speaker", "who": "Piet Olsen", "kind": "person"}, "Piet Olsen"),
        ({"what": "speaker", "who": "", "kind": ""}, None),
        ({"what": "extent", "content": "ferry had been sold"}, '"ferry had been sold"'),
        ({"what": "not-an-attribution"}, None),
        ({"what": "split", "who": "Oona Brandt (painter)"}, "Oona Brandt (painter)"),
    ],
)
def test_each_correction_holds_in_exports_and_is_undone_with_one_click(client, settings, given, shown):
    before = everything(settings)
    id = number(settings, "ferry had been sold")
    made = correct(client, id, **given)
    assert made.headers["location"] == "/corrections#c1"
    after = everything(settings)
    assert after != before
    if shown:
        assert shown.encode() in after
        assert shown.encode() not in before
    listed = client.get("/corrections")
    assert "by Ada" in words(listed)
    assert client.get("/corrections.jsonl").text.count("\n") == 1
    undone = client.post("/corrections/1/undo", data={"form_token": form_token(client, "/corrections")})
    assert undone.status_code == 303
    assert everything(settings) == before
    client.post("/corrections/1/redo", data={"form_token": form_token(client, "/corrections")})
    assert everything(settings) == after


def of_person(client, key: str, **given):
    held = form_token(client, f"/correct/who/{key}")
    return client.post(f"/correct/who/{key}", data={"form_token": held, "author": "Ada", **given})


def views(client, settings) -> dict[str, object]:
    """What every view, export and tool says of who speaks; each is asked by its own way in."""
    export = {}
    with open_archive(settings.archive) as archive:
        for format in set(Format) - {Format.BRAT, Format.PARQUET, Format.CORRECTIONS}:
            into = io.BytesIO()
            export_archive(archive, format, None, into)
            export[format] = into.getvalue().decode()
    found = open_tools(settings.archive)
    return {
        "dossier": words(client.get("/search?who=Piet+Olsen", follow_redirects=True)),
        "statements": words(client.get("/statements?about=sail")),
        "article": words(client.get("/article/2")),
        "people": words(client.get("/people")),
        "home": words(client.get("/")),
        "network": words(client.get("/network")),
        "attention": words(client.get("/attention")),
        "check": words(
            client.get("/check?quotation=Nobody+on+this+board+wanted+the+ferry+to+sail+that+night&by=Piet+Olsen")
        ),
        "csv": client.get("/statements.csv?about=sail").text,
        "feed": client.get("/feed.atom?about=sail").text,
        "api ask": client.get("/api/ask?about=sail").json(),
        "api who": client.get("/api/who").json(),
        "api person": client.get("/api/people/person/piet%20olsen").json(),
        "api network": client.get("/api/network").json(),
        "api check": client.get(f"/api/check?quotation={SAIL}").json(),
        "api article": client.get("/api/articles/2").json(),
        **export,
        **found,
    }


def open_tools(path) -> dict[str, object]:
    """What the tools for agents answer."""

    async def run() -> dict[str, object]:
        server = make_server(path)
        asked = {
            "ask": {"about": "sail"},
            "check": {"quotation": SAIL},
        }
        async with Client(server) as agent:
            return {
                f"mcp {name}": (await agent.call_tool(name, given)).structured_content for name, given in asked.items()
            }

    return asyncio.run(run())


def test_a_correction_holds_on_every_view_and_export_survives_a_reread_and_is_undone(client, settings):
    before = views(client, settings)
    id = number(settings, "sail that night")
    correct(client, id, what="speaker", who="Piet Olsen", kind="person")
    after = views(client, settings)
    # What needs attention is what is unsure or unnamed.
    assert [name for name, view in after.items() if "Piet Olsen" not in str(view)] == ["attention"]
    assert [name for name, view in after.items() if view == before[name]] == ["attention"]
    press(client, "/corrections/1/undo")
    assert [name for name, view in views(client, settings).items() if view != before[name]] == []
    press(client, "/corrections/1/redo")
    assert [name for name, view in views(client, settings).items() if view != after[name]] == []
    # The same article, read anew by another model, which says what the old one said.
    with open_archive(settings.archive, write=True) as archive:
        replace_reading(archive, 2, replace(readings()[1], model="a newer model"))
    reread = views(client, settings)
    assert [name for name, view in reread.items() if "Piet Olsen" not in str(view)] == ["attention"]
    press(client, "/corrections/1/undo")
    undone = views(client, settings)
    # The pages of a search and of a check say whom they were asked for.
    assert [name for name, view in undone.items() if "Piet Olsen" in str(view)] == ["dossier", "check"]
    assert client.get("/search?who=Piet+Olsen").status_code == 404


def press(client, path: str) -> None:
    assert client.post(path, data={"form_token": form_token(client, "/corrections")}).status_code == 303


def test_two_become_one_on_their_own_page(client, settings):
    key = "person/oona brandt"
    with open_archive(settings.archive, write=True) as archive:
        store(archive, examples.statement("I am the same.", "O. Brandt", day="2024-08-01", id="same"))
    page = client.get("/correct/who/person/o.%20brandt").text
    assert f'value="{key}"' in page
    made = of_person(client, "person/o.%20brandt", what="merge", alike=key)
    assert made.headers["location"] == "/corrections#c1"
    assert "I am the same." in client.get(BRANDT).text
    assert client.get("/search?who=O.+Brandt").headers["location"] == BRANDT
    client.post("/corrections/1/undo", data={"form_token": form_token(client, "/corrections")})
    assert "I am the same." not in client.get(BRANDT).text
    of_person(client, "person/oona%20brandt", what="alias", who="Iron Oona")
    assert client.get("/search?who=iron+oona").headers["location"] == BRANDT


def test_a_surname_alone_is_perhaps_whoever_has_it_but_joins_nobody(client, settings):
    with open_archive(settings.archive, write=True) as archive:
        store(archive, examples.statement("The boats are late", "Brandt", outlet="The Northern Courant", id="short"))
    page = words(client.get("/who/person/brandt"))
    assert "perhaps the same as Oona Brandt, who has" in page
    assert "perhaps the same as Brandt, who has 1 statement: decide" in words(client.get(BRANDT))
    # From both pages the way leads to where the one is made the other, and the full name is kept.
    assert 'href="/correct/who/person/brandt"' in client.get(BRANDT).text
    with open_archive(settings.archive) as archive:
        assert ask(archive, Question(key="person/brandt")).total == 1


@pytest.mark.parametrize(
    ("other", "outlet"),
    [("Ines Brandt", "The Northern Courant"), ("Oona Olsen", "The Far Mirror")],
)
def test_where_several_could_be_meant_or_no_outlet_writes_of_both_nobody_is_perhaps_another(
    client, settings, other, outlet
):
    with open_archive(settings.archive, write=True) as archive:
        store(archive, examples.statement("The boats are late", "Brandt", outlet=outlet, id="short"))
        store(archive, examples.statement("The boats are old", other, outlet=outlet, id="other"))
    assert "perhaps the same" not in words(client.get("/who/person/brandt"))
    assert "perhaps the same" not in words(client.get(BRANDT))


def test_one_becomes_two_in_the_articles_that_are_chosen(client, settings):
    page = html.fromstring(client.get("/correct/who/person/oona%20brandt").text)
    offered = page.xpath('//input[@name="statement"]/@value')
    assert len(offered) == 4
    two = [str(number(settings, "and nobody said so")), str(number(settings, "ferry had been sold"))]
    assert set(two) < set(offered)
    of_person(client, "person/oona%20brandt", what="split", who="Oona Brandt (painter)", statement=two)
    assert "3 statements" in words(client.get(BRANDT))
    other = client.get("/search?who=Oona+Brandt+(painter)", follow_redirects=True)
    assert "2 statements" in words(other)
    for each in (1, 2):
        client.post(f"/corrections/{each}/undo", data={"form_token": form_token(client, "/corrections")})
    assert "5 statements" in words(client.get(BRANDT))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"what": "merge", "who": ""}, "No name was given"),
        ({"what": "merge", "who": "Oona Brandt"}, "the same already"),
        ({"what": "merge", "who": "Nobody Known"}, "Nobody"),
        ({"what": "split", "who": "Another"}, "No article was chosen"),
        ({"what": "split", "who": "Another", "statement": "99"}, "choose again"),
        ({"what": "split", "who": "Another", "statement": "x"}, "No article was chosen"),
        ({"what": "alias", "who": "Oona Brandt"}, "already"),
        ({"what": "speaker", "who": "Piet Olsen"}, "no such correction"),
        ({"what": "alias", "who": "X", "author": ""}, "has an author"),
    ],
)
def test_what_cannot_be_put_right_of_a_person_is_told(client, settings, given, told):
    before = everything(settings)
    answer = of_person(client, "person/oona%20brandt", **given)
    assert 400 <= answer.status_code < 500
    assert told in words(answer)
    assert everything(settings) == before


def test_places_count_in_code_points_and_go_before_the_words(client, settings):
    with open_archive(settings.archive) as archive:
        text = archive.db.execute("SELECT text FROM article WHERE id = 4").fetchone()[0]
    start = text.index("been sold")
    id = number(settings, "ferry had been sold")
    correct(client, id, what="extent", content="the ferry", spans=f"{start}-{start + 9}")
    with open_archive(settings.archive) as archive:
        (said,) = archive.db.execute("SELECT content FROM attribution WHERE id = ?", (id,)).fetchone()
    assert said == "been sold"
    refused = correct(client, id, what="extent", content="x", spans="999999-1000000")
    assert refused.status_code == 400
    assert "are no words of the article" in words(refused)


def test_two_become_one_and_a_name_is_added(client, settings):
    correct(client, number(settings, "We shall see"), what="merge", who="Oona Brandt")
    assert "6 statements" in words(client.get(BRANDT))
    correct(client, number(settings, "ferry had been sold"), what="alias", who="Iron Oona")
    assert client.get("/search?who=iron+oona").headers["location"] == BRANDT


@pytest.mark.parametrize(
    "given",
    [
        {"what": "speaker", "who": "Oona Brandt"},
        {"what": "nonsense"},
        {"what": "merge", "who": ""},
        {"what": "extent", "content": "no such words"},
        {"what": "speaker", "who": "X", "author": ""},
    ],
)
def test_a_correction_that_cannot_be_made_is_told_and_changes_nothing(client, settings, given):
    before = everything(settings)
    answer = correct(client, number(settings, "ferry had been sold"), **given)
    assert 400 <= answer.status_code < 500
    assert everything(settings) == before


def test_links_hold_when_a_statement_before_is_corrected_away(client, settings):
    correct(client, number(settings, "that Oona Brandt, who chairs"), what="not-an-attribution")
    page = client.get("/article/1").text
    assert 'id="a1"' not in page
    assert all(f'id="{anchor}"' in page for anchor in ("a2", "a3", "a4"))
    assert 'href="/article/1#a4"' in client.get(BRANDT).text
