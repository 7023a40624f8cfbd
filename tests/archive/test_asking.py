"""Who said what about whom, and on whose word."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html

from quoth.archive import open_archive
from quoth.archive.asking import Answer, Question, ask
from quoth.archive.links import link_to
from quoth.archive.network import find_network
from quoth.archive.speakers import list_outlets, list_speakers
from quoth.archive.statements import Hand
from quoth.archive.writing import store
from quoth.cli import main
from quoth.domain import Act, EntityKind, QuotationType, Span, Voice
from quoth.errors import ArchiveError, UnknownName
from tests.archive.examples import letter, orphaned, statement
from tests.export.examples import nested, simple


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "archive.db", write=True) as opened:
        for reading in (
            letter(),
            statement("The islanders are our friends.", about="islanders", day="2023-01-02"),
            statement("We will fish where our fathers fished.", "Piet Olsen", day="2024-06-01", outlet="The Herald"),
            statement("the boats are old", "Oona Brandt", quotation=QuotationType.INDIRECT, day="2024-07"),
            statement("nobody asked us", "a fisherman", kind=EntityKind.UNNAMED, day="2024-06-02"),
            statement("Fishing is over.", "Élodie Marsh", day=""),
            orphaned(),
        ):
            store(opened, reading)
        yield opened


def words(answer) -> list[str]:
    return [statement.words for statement in answer.statements]


def test_statements_come_in_time_order_with_their_chain(archive):
    answer = ask(archive, Question(who="Oona Brandt"))
    assert [(s.day, s.hand, s.chain) for s in answer.statements] == [
        ("2023-01-02", "first-hand", "The Northern Courant › Oona Brandt"),
        ("2024-03-05", "second-hand", "The Lindow Herald › Weavers of Lindow, in a letter › Oona Brandt"),
        ("2024-03-05", "reported", "The Lindow Herald › Oona Brandt"),
        ("2024-07", "reported", "The Northern Courant › Oona Brandt"),
    ]
    assert answer.counts == {Hand.FIRST: 1, Hand.REPORTED: 2, Hand.SECOND: 1}
    assert answer.total == 4
    assert answer.speakers == ("Oona Brandt",)


def test_a_name_that_several_have_is_told_once():
    answer = Answer((), {}, ("town council", "Ada Lund", "town council"))
    assert answer.called == ("town council (2 of that name)", "Ada Lund")


@pytest.mark.parametrize("name", ["oona brandt", "Brandt", "OONA BRANDT.", "oona"])
def test_a_speaker_answers_to_every_name(archive, name):
    assert ask(archive, Question(who=name)).total == 4


def test_about_finds_targets_groups_and_stemmed_words(archive):
    found = ask(archive, Question(who="Oona Brandt", about="islanders"))
    assert found.total == 3
    assert found.statements[2].words == "that she had spoken of boats"
    assert found.statements[2].about == ("the islanders",)
    assert words(ask(archive, Question(about="fishing"))) == [
        "“We will fish where our fathers fished.”",
        "“Fishing is over.”",
    ]
    assert ask(archive, Question(about="fathers fished")).total == 1


def test_what_a_document_says_its_author_says(archive):
    assert words(ask(archive, Question(who="Weavers of Lindow")))[-1] == "“We do not trust the harbour board,”"
    about = ask(archive, Question(who="Weavers of Lindow", about="harbour board"))
    assert "“We do not trust the harbour board,”" in words(about)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        (Question(), 9),
        (Question(via="weavers"), 1),
        (Question(who="Oona Brandt", via="The Lindow Herald"), 2),
        (Question(via="Lindow Herald", about="boats"), 3),
        (Question(acts={Act.DENIES}), 1),
        (Question(voices={Voice.UNNAMED, Voice.DOCUMENT}), 2),
        (Question(direct=True), 6),
        (Question(outlet="herald"), 1),
        (Question(outlet="lindow"), 4),
        (Question(since="2024-06"), 3),
        (Question(until="2024-03"), 5),
        (Question(since="2024-03-05", until="2024-03-05"), 4),
        (Question(max_depth=0), 8),
        (Question(who="Oona Brandt", direct=True, max_depth=0, outlet="The Northern Courant"), 1),
    ],
)
def test_every_condition_counts(archive, question, total):
    assert ask(archive, question).total == total


def test_limit_shows_the_first_and_counts_all(archive):
    answer = ask(archive, Question(who="Oona Brandt"), limit=2)
    assert len(answer.statements) == 2
    assert answer.total == 4
    assert ask(archive, Question(), limit=0).total == 9


@pytest.mark.parametrize("latest", [False, True])
@pytest.mark.parametrize(
    "question",
    [Question(), Question(who="Oona Brandt"), Question(outlet="The Herald"), Question(direct=True, since="2024-03")],
)
def test_a_page_of_an_answer_is_what_stands_there_in_the_whole(archive, question, latest):
    whole = ask(archive, question, latest=latest)
    assert whole.total == len(whole.statements) > 0
    for offset in range(whole.total + 2):
        page = ask(archive, question, limit=2, offset=offset, latest=latest)
        assert page.statements == whole.statements[offset : offset + 2]
        assert page.counts == whole.counts


def test_statements_without_a_date_come_last(archive):
    assert ask(archive, Question()).statements[-1].words == "“Fishing is over.”"


def test_old_versions_are_shown_on_request(archive):
    for ending in ("never sell", "not sell"):
        store(archive, statement(f"We will {ending}.", url="https://courant.example/1"))
    assert words(ask(archive, Question(about="sell", who="Brandt", outlet="Courant"))) == ["“We will not sell.”"]
    both = ask(archive, Question(about="sell", who="Brandt", outlet="Courant", all_versions=True)).statements
    assert [(s.version, s.current) for s in both] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (Question(who="Oona Brant"), "Nobody .* “Oona Brant”: did you mean Oona Brandt"),
        (Question(who="Elodie March"), "did you mean Élodie Marsh"),
        (Question(who="Xerxes"), "see who speaks"),
        (Question(outlet="The Northren Courant"), "did you mean The Northern Courant"),
        (Question(via="The Nothern Courant"), "Nobody .* “The Nothern Courant”"),
    ],
)
def test_typing_errors_suggest(archive, question, told):
    with pytest.raises(UnknownName, match=told):
        ask(archive, question)


@pytest.mark.parametrize(
    ("question", "told"),
    [(Question(since="May 2016"), "write it as 2016"), (Question(about="?!"), "no word in it")],
)
def test_what_cannot_be_asked_is_told(archive, question, told):
    with pytest.raises(ArchiveError, match=told):
        ask(archive, question)


@pytest.mark.parametrize(
    "text", ['"', "AND", "NEAR(", "a* OR b", "'; DROP TABLE article; --", "words:x", "*", "(", "^x"]
)
def test_no_words_are_taken_for_a_query(archive, text):
    for question in (Question(about=text), Question(who=text), Question(outlet=text), Question(via=text)):
        try:
            ask(archive, question)
        except ArchiveError as error:
            assert "could not do" not in str(error)  # noqa: PT017
    assert ask(archive, Question()).total == 9


def test_a_link_scrolls_to_the_words(archive):
    (found,) = ask(archive, Question(via="weavers")).statements
    bare, _, directive = found.link.partition("#:~:text=")
    assert bare == "https://herald.example/letter"
    assert unquote(directive) == "The islanders will never sell their boats"


TEXT = "One two three. Again one two three.\n\nA long - paragraph, " + "with words " * 20 + "ends here.\nLast line."


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("One two three.", "One two three"),
        ("Again one", "Again one"),
        ("one two three.\n\nA", "two three. Again-,one two three,A"),
        ("A long - paragraph, " + "with words " * 20, "A long %2D paragraph%2C with,words with words with words"),
        ("ends here.\nLast line.", "ends here,Last line"),
    ],
)
def test_text_fragments(words, directive):
    start = TEXT.index(words)
    link = link_to("https://x.example/a#top", TEXT, Span(start, start + len(words)))
    assert link.replace("%20", " ") == f"https://x.example/a#top:~:text={directive}"


def test_no_words_no_fragment():
    assert link_to("https://x.example/", TEXT, Span(3, 3)) == "https://x.example/"
    assert link_to(None, TEXT, Span(0, 3)) is None


def test_speakers_have_counts_dates_and_shares(archive):
    brandt = list_speakers(archive)[0]
    assert (brandt.name, brandt.statements, brandt.first_day, brandt.last_day) == (
        "Oona Brandt", 4, "2023-01-02", "2024-07",
    )  # fmt: skip
    assert (brandt.direct, brandt.second_hand) == (0.5, 0.25)
    assert len(list_speakers(archive, limit=2)) == 2


def test_outlets_have_shares_and_concentration(archive):
    lindow, courant, herald = list_outlets(archive)
    assert (courant.name, courant.articles, courant.statements, courant.orphans) == ("The Northern Courant", 5, 4, 1)
    assert (courant.direct, courant.indirect, courant.unnamed) == (0.75, 0.25, 0.25)
    assert (courant.speakers, courant.top_speakers) == (2, 1.0)
    assert courant.concentration == pytest.approx(5 / 9)
    assert (lindow.name, lindow.second_hand) == ("The Lindow Herald", 0.25)
    assert (herald.name, herald.speakers, herald.concentration) == ("The Herald", 1, 1.0)


def run(*arguments: object):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def path(archive) -> Path:
    return archive.path


def test_ask_in_the_terminal(path):
    shown = run("ask", path, "Oona Brandt", "--via", "weavers")
    assert shown.exit_code == 0
    lines = [line.strip() for line in shown.stdout.splitlines() if line.strip()]
    assert lines == [
        "Oona Brandt: 1 statement  ● 0 first-hand  ◐ 0 reported  ○ 1 second-hand",
        "○ 2024-03-05  second-hand, direct says, about the islanders, #2",
        "“The islanders will never sell their boats.”",
        "The Lindow Herald › Weavers of Lindow, in a letter › Oona Brandt",
        "https://herald.example/letter#:~:text=The%20islanders%20will%20never%20sell%20their%20boats",
    ]


def test_ask_as_json_and_csv(path):
    answer = json.loads(run("ask", path, "--json", "--limit", 3).stdout)
    assert answer["total"] == 9
    assert len(answer["statements"]) == 3
    rows = list(csv.DictReader(io.StringIO(run("ask", path, "--csv").stdout, newline="")))
    assert len(rows) == 9
    assert rows[2]["about"] == "the islanders"
    assert rows[2]["hand"] == "second-hand"
    assert rows[2]["words"] == "“The islanders will never sell their boats.”"


def test_a_dossier_numbers_its_sources(path, tmp_path):
    page = tmp_path / "dossier.html"
    assert run("ask", path, "Oona Brandt", "--about", "boats", "--html", page).stderr == f"Dossier: {page}\n"
    tree = lxml_html.fromstring(page.read_text(encoding="utf-8"))
    numbers = [
        link.get("href").removeprefix("#source-")
        for link in tree.xpath("//*[@class='chain']/a[starts-with(@href, '#')]")
    ]
    assert numbers == ["1", "1", "2"]
    assert len(tree.xpath("//ol[@class='sources']/li")) == 2
    assert "The Lindow Herald" in tree.get_element_by_id("source-1").text_content()
    assert tree.xpath("//script") == []


def test_a_dossier_says_what_was_asked(path):
    page = run("ask", path, "Oona Brandt", "--direct", "--from", "2023", "--outlet", "Northern Courant", "--html", "-")
    assert '<h1>Oona Brandt</h1>\n<p class="facts">in Northern Courant; from 2023; only direct</p>' in page.stdout


@pytest.mark.parametrize("date", ["2024-13", "2024-02-30", "2024-W01-1", "20240101", "2024-05-31x", "yesterday", ""])
def test_what_is_no_date_is_refused(archive, date):
    with pytest.raises(ArchiveError, match="is no date: write it as 2016, 2016-05 or 2016-05-31"):
        ask(archive, Question(since=date))


def test_a_span_of_time_must_not_end_before_it_begins(archive):
    with pytest.raises(ArchiveError, match="exchange the two dates"):
        ask(archive, Question(since="2024-06", until="2024-05-31"))
    with pytest.raises(ArchiveError, match="exchange the two dates"):
        find_network(archive, since="2024-06", until="2024-05-31", limit=1)
    assert ask(archive, Question(since="2024-06-01", until="2024")).total == 3


def test_a_dossier_runs_nothing_that_an_article_holds(tmp_path):
    with open_archive(tmp_path / "bad.db", write=True) as opened:
        store(opened, statement("<script>alert(1)</script>", outlet="<b>x</b>", url="javascript:alert(2)"))
    page = run("ask", tmp_path / "bad.db", "--html", "-").stdout
    assert "<script" not in page
    assert 'href="javascript' not in page


def test_speakers_and_outlets_on_the_command_line(path, tmp_path):
    assert "Oona Brandt" in run("who", path).stdout
    assert json.loads(run("who", path, "--json", "--limit", 1).stdout)["statements"] == 4
    assert run("who", path, "--csv").stdout.startswith("name,kind,statements")
    assert "The Northern" in run("outlets", path).stdout
    assert len(run("outlets", path, "--json").stdout.splitlines()) == 3
    for suffix, start in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        chart = tmp_path / f"chart.{suffix}"
        assert run("outlets", path, "--csv", "--chart", chart).exit_code == 0
        assert chart.read_bytes().startswith(start)
    assert "The Northern Courant" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    refused = run("outlets", path, "--chart", tmp_path / "chart.gif")
    assert refused.exit_code == 1
    assert "ends in .png" in refused.stderr


def test_errors_are_one_line(tmp_path, path):
    for arguments in (["ask", tmp_path / "no.db"], ["ask", path, "Oona Brant"], ["who", tmp_path], ["ask", path, "?"]):
        result = run(*arguments)
        assert result.exit_code in {1, 2}
        assert len(result.stderr.splitlines()) == 1 or result.exit_code == 2


def test_readings_without_keys_and_targets_can_be_asked(archive):
    store(archive, simple())
    store(archive, nested())
    assert ask(archive, Question(who="Maria Lopez")).total == 2
    deep = ask(archive, Question(who="the engineer")).statements[0]
    assert deep.chain == "The Ashby Gazette › the workers’ letter › Maria Lopez › the engineer"
