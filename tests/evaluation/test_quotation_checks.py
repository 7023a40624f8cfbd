"""The verdicts of `quoth check` are counted on quotations that a script changed."""

from __future__ import annotations

from collections import Counter

import pytest

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.domain import QuotationType
from quoth.evaluation.altered_quotations import Original, generate
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.quotation_checks import evaluate, main, render
from quoth.evaluation.sections import put_section, sections_of
from tests.archive.examples import statement
from tests.evaluation.documents import spans

SAID = [
    ("Oona Brandt", "We will keep two ferries running through the winter, and Olsen has promised help for the pier."),
    ("Piet Olsen", "I do not think that Brandt was ever asked about the seven boats we sold in Lindow last spring."),
    ("Élodie Marsh", "The storm of 1953 was not the worst, but Skerrow lost nineteen houses and could not rebuild."),
    ("Tam Ferrier", "My brother works at the fish market, and he says Ashby can pay five crowns for every crate."),
]
REPORTED = "the council of Ashby had planned to close the northern lighthouse before the autumn storms"
ABSENT = "Nobody reads the tide tables any longer, they ask a telephone whether it is safe"
KINDS = {"verbatim", "trimmed", "bracketed", "altered", "spliced", "misattributed", "paraphrase", "not-found"}


def cases(seed: int = 1):
    originals = [Original(words, name, number) for number, (name, words) in enumerate(SAID)]
    return list(generate(originals, [REPORTED], [ABSENT], each=4, seed=seed))


def test_every_kind_of_case_is_made_equally_often():
    made = cases()
    assert {case.verdict for case in made} == KINDS
    counts = Counter((case.verdict, case.change) for case in made)
    assert set(counts.values()) == {4}
    assert len(counts) == 13


def test_the_same_seed_makes_the_same_cases():
    assert cases() == cases()
    assert cases() != cases(2)


@pytest.mark.parametrize("change", ["negation", "modal", "number", "name", "tense", "wording"])
def test_an_altered_quotation_is_another_one(change):
    words = {words for _, words in SAID}
    assert all(case.quotation not in words for case in cases() if case.change == change)


@pytest.fixture(scope="module")
def tally(tmp_path_factory):
    with open_archive(tmp_path_factory.mktemp("checks") / "archive.db", write=True) as opened:
        for name, words in SAID:
            store(opened, statement(words, name, id=name))
        store(opened, statement(REPORTED, quotation=QuotationType.INDIRECT, id="reported"))
        text = f"“{ABSENT},” said Ada."
        gold = GoldAttribution("E1", spans(text, "Ada"), spans(text, "said"), spans(text, f"“{ABSENT},”"))
        return evaluate(opened, [GoldDocument("other", text, (gold,), nested=False)], each=10)


def test_checks_are_right(tally):
    assert tally.total == 130
    assert tally.right >= 0.95 * tally.total
    assert tally.grave == []


def test_the_table_has_a_row_for_each_kind(tally):
    table = render(tally)
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + 13
    assert "0 altered negations or numbers were called verbatim" in table


def test_a_section_takes_its_own_place(tmp_path):
    page = tmp_path / "page.md"
    put_section(page, "check", "one\n")
    put_section(page, "other", "two\n")
    put_section(page, "check", "three")
    assert page.read_text() == (
        "<!-- section: check -->\nthree\n<!-- end: check -->\n\n<!-- section: other -->\ntwo\n<!-- end: other -->\n"
    )
    assert sections_of(page).count("section:") == 2
    assert sections_of(tmp_path / "none.md") == ""


def test_missing_corpora_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QUOTH_CORPORA", str(tmp_path / "none"))
    assert main([]) == 1
    assert "No corpora at" in capsys.readouterr().err
