"""How speakers use words, and one in place of another."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from quoth.archive import open_archive
from quoth.archive.terms import find_terms
from quoth.archive.writing import store
from quoth.cli import main
from quoth.domain import QuotationType
from quoth.errors import ArchiveError, UnknownName
from tests.archive.examples import letter, statement

READINGS = [
    letter(),
    statement("The villagers of Skerrow have kept this harbour for three hundred years", day="2024-01-01"),
    statement("the islanders of Skerrow have kept this harbour for three hundred years", day="2024-01-02",
              quotation=QuotationType.INDIRECT, outlet="The Herald"),
    statement("Every villager pays for his own pier", "Piet Olsen", day="2024-01-03"),
]  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "archive.db", write=True) as opened:
        for reading in READINGS:
            store(opened, reading)
        yield opened


def test_uses_are_counted_by_speaker_in_own_words_and_in_paraphrase(archive):
    found = find_terms(archive, ["villager", "islanders"])
    assert found.by_speaker() == [
        ("Oona Brandt", {"villager": (1, 0), "islanders": (1, 1)}),
        ("Piet Olsen", {"villager": (1, 0), "islanders": (0, 0)}),
    ]
    assert found.cut == ()


def test_a_word_in_context_stands_in_the_article(archive):
    for use in find_terms(archive, ["villager", "islanders"]).uses:
        text = next(r.article.text for r in READINGS if use.statement.words in r.article.text)
        assert use.span.of(text) == use.word
        assert text[: use.span.start].endswith(use.before)
        assert text[use.span.end :].startswith(use.after)


def test_a_word_inside_another_statement_is_the_inner_speakers(archive):
    uses = [use for use in find_terms(archive, ["islanders"]).uses if use.statement.outlet == "The Lindow Herald"]
    assert [(use.statement.speaker, use.statement.depth) for use in uses] == [("Oona Brandt", 1)]


def test_one_term_in_place_of_another(archive):
    (swap,) = find_terms(archive, ["villagers", "islanders"]).swaps
    assert (swap.one.word, swap.other.word) == ("villagers", "islanders")
    assert (swap.one.own, swap.other.own) == (True, False)
    assert swap.similarity == 1.0


def test_by_one_speaker(archive):
    assert [use.word for use in find_terms(archive, ["villager"], by="Olsen").uses] == ["villager"]
    with pytest.raises(UnknownName):
        find_terms(archive, ["villager"], by="Olson Piet Nobody")


def test_a_phrase_is_a_term(archive):
    assert len(find_terms(archive, ["hundred years"]).uses) == 2


def test_a_term_without_a_word_is_told(archive):
    with pytest.raises(ArchiveError, match="no word in it"):
        find_terms(archive, ["?"])


def run(archive, *arguments: object):
    result = CliRunner().invoke(main, ["terms", str(archive.path), *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_terms_on_the_command_line(archive):
    shown = run(archive, "villagers", "islanders").stdout
    assert "One in place of the other" in shown
    lines = [line for line in shown.splitlines() if "● Oona Brandt" in line and "villagers" in line]
    assert lines
    assert max(map(len, shown.splitlines())) <= 100
    found = json.loads(run(archive, "villagers", "islanders", "--json").stdout)
    assert found["speakers"][0]["counts"]["islanders"] == {"own": 1, "paraphrase": 1}
    assert len(found["swaps"]) == 1
    assert run(archive, "comet").stdout == "Nobody uses comet.\n"
