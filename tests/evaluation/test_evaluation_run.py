"""The whole run: corpora on disk, a system, a page of figures, and the gate."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from quoth.domain import Article, Reading
from quoth.evaluation import peers
from quoth.evaluation.__main__ import main
from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.coreference import Agreement, Coreference
from quoth.evaluation.corpora import read_chains, read_gap, read_gum, read_polnear
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.error_classes import (
    ABOUT,
    ENDS,
    MISSED,
    NOBODY,
    SOMEBODY_ELSE,
    SPEAKER,
    SPURIOUS,
    UNDER_HALF,
    Errors,
)
from quoth.evaluation.error_examples import NESTED, OUTERMOST
from quoth.evaluation.evaluate import CorpusScores, Evaluation, evaluate, score_document
from quoth.evaluation.gate import read_floors
from quoth.evaluation.groups import Division, Groups, GroupScores
from quoth.evaluation.measures import counts_of, figure, figures, measures
from quoth.evaluation.pronouns import PronounScores
from quoth.evaluation.report import render
from quoth.evaluation.report_details import genre_table, nested_errors_section, outermost_errors_section, reliability
from quoth.evaluation.tables import table
from tests.evaluation.disk import TEXT, write_corpora
from tests.evaluation.documents import perfect, perfect_snippet

EMPTY = Evaluation("m")


@pytest.fixture
def corpora(tmp_path):
    return write_corpora(tmp_path)


def perfect_readings(corpora):
    # Chains last: what they say of PolNeAR's article is more.
    documents = [document for read in (read_polnear, read_gum, read_chains) for document in read(corpora, "dev")]
    return {
        **{document.text: perfect(document) for document in documents},
        **{snippet.text: perfect_snippet(snippet) for snippet in read_gap(corpora, "validation")},
    }


def rows_of(page: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]


def test_each_corpus_is_read_and_scored(corpora):
    found = evaluate(perfect_readings(corpora).__getitem__, corpora)
    assert found.model == "gold"
    assert [scores.documents for scores in (found.polnear, found.chains, found.gum)] == [1, 1, 1]
    assert found.polnear.attributions.exact == found.gum.attributions.relaxed == Counts(1, 1, 1)
    assert found.chains.chains.speaker == found.chains.chains.about == Share(1, 1)
    assert found.gum.mentions.found == found.gum.mentions.people == Counts(1, 1, 1)
    assert found.gap == PronounScores(1, found=Counts(1, 1, 1), feminine=Counts(1, 1, 1))
    assert set(found.polnear.groups.of(Division.PUBLISHER)) == {"gazette"}
    assert set(found.gum.groups.of(Division.GENRE)) == {"news"}
    assert set(found.chains.groups.of(Division.SPEAKER)) == {"person"}
    assert found.polnear.confidence == Outcomes(((1.0, True),))


def test_an_article_of_two_corpora_is_read_once(corpora):
    readings, asked = perfect_readings(corpora), []

    def system(text: str) -> Reading:
        asked.append(text)
        return readings[text]

    evaluate(system, corpora)
    snippet = next(read_gap(corpora, "validation")).text
    assert asked == [TEXT, f"Then {TEXT}", snippet]
    asked.clear()
    only = evaluate(system, corpora, only=["gap"])
    assert asked == [snippet]
    assert (only.gap.snippets, only.polnear, only.gum) == (1, CorpusScores(), CorpusScores())


def test_a_system_that_finds_nothing_gets_a_page_all_the_same(corpora):
    found = evaluate(lambda text: Reading(Article("none", text), model="empty"), corpora)
    page = render(found)
    assert "Model: `empty`" in page
    assert "| content exact | 0.0 | P – = 0/0, R 0.0 = 0/1 |" in page
    assert "| act | – | 0/0 | 95.9 |" in page
    assert "| gazette | 0.0 | – | 0.0 = 0/1 | 0.0 | – | 0.0 = 0/1 |" in page
    assert TEXT.strip() not in page


def test_a_reading_of_another_text_is_refused(corpora):
    document = next(read_polnear(corpora, "dev"))
    with pytest.raises(ValueError, match="not of that document's text"):
        score_document(document, Reading(Article("other", TEXT.strip())))


def test_figures_carry_their_counts():
    counts = Counts(1300, 1966, 2040)
    assert figure(counts) == "64.9"
    assert counts_of(counts) == "P 66.1 = 1,300/1,966, R 63.7 = 1,300/2,040"
    assert (figure(Share(3, 4)), counts_of(Share(3, 4))) == ("75.0", "3/4")
    sure = Outcomes(((0.75, True), (0.75, False)) * 600)
    assert (figure(sure), counts_of(sure)) == ("75.0", "1,200 predictions")
    assert figure(Counts()) == figure(Share()) == figure(Outcomes()) == figure(Agreement()) == "–"


def test_coreference_carries_its_three_parts():
    muc, b_cubed = Agreement(3, 4, 3, 6), Agreement(2.25, 4, 1254.5, 2509)
    assert (figure(muc), counts_of(muc)) == ("60.0", "P 75.0 = 3/4, R 50.0 = 3/6")
    assert counts_of(b_cubed) == "P 56.2 = 2.2/4, R 50.0 = 1,254.5/2,509"
    assert counts_of(Agreement(0, 0, 0, 2)) == "P – = 0/0, R 0.0 = 0/2"
    whole = Coreference(muc, Agreement(2, 4, 2, 4), Agreement(1, 2, 1, 1))
    assert (figure(whole), counts_of(whole)) == ("58.9", "the mean of MUC 60.0, B³ 50.0, CEAF-e 66.7")
    assert figure(Coreference()) == "–"


def test_feminine_beside_masculine_pronouns():
    scores = PronounScores(5, Counts(7, 9, 11), Counts(4, 5, 5), Counts(3, 4, 6))
    page = render(replace(EMPTY, gap=scores))
    assert "Feminine F1 over masculine F1: 0.75, a difference of -20.0 points." in page
    assert "| pronouns | 70.0 | P 77.8 = 7/9, R 63.6 = 7/11 |" in page
    assert "masculine F1: –, a difference of – points." in render(EMPTY)


def test_figures_are_those_of_the_page_and_leave_out_what_has_no_counts(corpora):
    found = evaluate(perfect_readings(corpora).__getitem__, corpora)
    page = rows_of(render(found))
    for corpus, named in figures(found).items():
        for name, value in named.items():
            assert any(row[:2] == [name, f"{value:.1f}"] for row in page), (corpus, name)
    assert "replies" not in figures(found)["chains"]
    assert figures(found)["gum"]["found"] == 100.0
    assert figures(EMPTY) == {"polnear": {}, "chains": {}, "gum": {}, "gap": {}}


def test_the_page_says_who_annotated_and_every_table_is_rectangular():
    page = render(EMPTY)
    assert "language models following one written guide" in " ".join(page.split())
    tables = [block.splitlines() for block in page.split("\n\n") if block.startswith("| ")]
    assert len(tables) == 21
    for lines in tables:
        assert len({line.count("|") for line in lines}) == 1


def test_every_peer_has_a_figure_for_every_measure():
    assert all(len(row) == len(peers.MEASURES) + 1 for row in peers.TOOLS.values())
    assert all(len(row) == len(peers.ROLES) for row in peers.ROLE_TOOLS.values())
    named = measures(EMPTY)
    assert {*peers.MEASURES, *peers.ROLES} <= set(named["polnear"])
    assert set(peers.CHAINS_ANNOTATORS) <= set(named["chains"])


def test_full_precision_and_teacher_stand_on_the_page_where_the_manifest_has_them():
    full, teacher = {"polnear": {"cue": 84.9}}, {"chains": {"act": 91.0}}
    both = render(EMPTY, {"dev": {"full precision": full, "int8": {}}, "teacher": teacher})
    assert "| polnear/cue | – | 84.9 | – |" in both
    assert "| chains/act | – | – | 91.0 |" in both
    one = render(EMPTY, {"dev": {"full precision": full}})
    assert "| polnear/cue | – | 84.9 |" in one
    assert "teacher" not in one
    assert "before its weights were rounded" not in render(EMPTY, {"dev": {"int8": {}}}) == render(EMPTY)


def test_columns_of_numbers_stand_to_the_right():
    assert table(("a", "b", "c"), [("1", "2.5", "x"), ("2", "–", "1")]).splitlines()[1] == "| --- | --: | --- |"


def test_genres_stand_beside_the_flat_model_and_add_up():
    groups = Groups(
        {
            (Division.GENRE, name): GroupScores(found=replace(GroupScores().found, recall=Share(right, total)))
            for name, right, total in (("news", 26, 31), ("bio", 3, 5), ("letter", 6, 12), ("moon", 1, 1))
        }
    )
    rows = rows_of(genre_table(groups))[2:]
    assert [(row[0], row[-1]) for row in rows] == [
        ("bio", "0"),
        ("letter", "-2"),
        ("moon", "+1"),
        ("news", "+1"),
        ("all", "0"),
    ]
    assert rows[-1][1:5] == ["73.5", "36/49", "75.0", "36/48"]


def test_reliability_prints_bins_and_the_error():
    page = reliability(Outcomes(((0.75, True), (0.75, False), (0.25, False), (0.25, False))))
    assert rows_of(page)[2:] == [["0.2 to 0.3", "2", "25.0", "0.0", "0"], ["0.7 to 0.8", "2", "75.0", "50.0", "1"]]
    assert "error: 25.0 points over 4 predictions." in page
    assert "error: – points over 0" in reliability(Outcomes())


def test_errors_stand_with_the_largest_class_first_and_each_with_an_example():
    errors: Errors = Errors({(MISSED, kind, "a noun"): 2 for kind in ("direct", "mixed", "indirect")})
    errors.update({(UNDER_HALF,): 5, (UNDER_HALF, "ends late"): 4, (SPURIOUS, "mixed", "a noun"): 7})
    rows = rows_of(outermost_errors_section(errors))
    assert [row[:2] for row in rows[2:5]] == [
        ["spurious, cue a noun", "7"],
        ["missed, cue a noun", "6"],
        ["content less than half the same", "5"],
    ]
    assert ["missed, a noun", "2", "2", "2"] in rows
    assert ["spurious, a noun", "0", "7", "0"] in rows
    assert ["less than half the same", *("4" if end == "ends late" else "0" for end in ENDS)] in rows
    classes = [*OUTERMOST.values(), *NESTED.values()]
    assert all(found.name and found.example.endswith(".") for found in classes)
    assert len({found.name for found in OUTERMOST.values()}) == len(OUTERMOST)


def test_every_error_that_is_counted_has_its_row(corpora):
    readings = perfect_readings(corpora)
    found = evaluate(lambda text: replace(readings[text], attributions=()), corpora)
    assert sum(found.polnear.errors.values()) == 1
    assert [row[1] for row in rows_of(outermost_errors_section(found.polnear.errors))[2:4]] == ["1", "0"]


def test_the_ten_most_confused_stand_in_the_order_of_number_and_name():
    errors = Errors({("act", "says", f"act{number:02}"): 1 for number in range(12)})
    errors["act", "asks", "says"] = 3
    rows = [row for row in rows_of(nested_errors_section(errors)) if row[0] in {"says", "asks"}]
    assert rows == [["asks", "says", "3"], *(["says", f"act{number:02}", "1"] for number in range(9))]


def test_wrong_names_are_divided_by_whether_we_name_anybody():
    errors = Errors({(SPEAKER, "pronoun", SOMEBODY_ELSE): 3, (SPEAKER, "none", NOBODY): 2, (ABOUT, NOBODY): 4})
    rows = rows_of(nested_errors_section(errors))
    assert ["speaker, source: pronoun", "0", "3"] in rows
    assert ["speaker, source: none", "2", "0"] in rows
    assert ["whom it is about", "4", "0"] in rows


def test_missing_corpora_are_one_sentence_and_exit_status_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QUOTH_CORPORA", str(tmp_path / "nowhere"))
    out = tmp_path / "page.md"
    assert main(["--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("No corpora at ")
    assert not out.exists()


class Gate:
    """The command over small corpora, with a system that is perfect until it is made to fail."""

    def __init__(self, folder, capsys):
        self.readings = perfect_readings(folder)
        self.out, self.floors, self.changelog = (folder / name for name in ("page.md", "floors.json", "CHANGELOG.md"))
        self._capsys = capsys

    def fail(self):
        self.readings = {text: replace(reading, attributions=()) for text, reading in self.readings.items()}

    def run(self, *options):
        files = ["--out", self.out, "--floors", self.floors, "--changelog", self.changelog]
        status = main([*map(str, files), *options])
        return status, self._capsys.readouterr().err.splitlines()


@pytest.fixture
def gate(corpora, monkeypatch, capsys):
    made = Gate(corpora, capsys)
    monkeypatch.setenv("QUOTH_CORPORA", str(corpora))
    monkeypatch.setattr("quoth.model.default_model", lambda: SimpleNamespace(manifest={}))
    monkeypatch.setattr("quoth.pipeline.read", lambda text, model: made.readings[text])  # noqa: ARG005
    return made


def test_without_floors_the_gate_is_shut_until_they_are_pinned(gate):
    status, (line,) = gate.run()
    assert status == 1
    assert line.endswith("pin the floors with --pin.")
    assert not gate.out.exists()
    assert gate.run("--pin") == (0, [])
    assert gate.run() == (0, [])
    assert gate.out.read_text(encoding="utf-8").startswith("# Evaluation")


def raise_floors(gate, **floors):
    """Floors by hand, since one attribution is worth all of the figure here."""
    gate.run("--pin")
    content = json.loads(gate.floors.read_text(encoding="utf-8"))
    content["floors"]["polnear"].update(floors)
    gate.floors.write_text(json.dumps(content), encoding="utf-8")


def test_what_falls_below_its_floor_fails_and_the_page_is_written(gate):
    raise_floors(gate, cue=90.0)
    assert gate.run() == (0, [])
    gate.out.unlink()
    gate.fail()
    status, lines = gate.run()
    assert status == 1
    assert "polnear/cue is 0.00, below its floor of 90.0 (P – = 0/0, R 0.0 = 0/1)." in lines
    assert gate.out.exists()


def test_pinning_lowers_nothing(gate):
    raise_floors(gate, cue=90.0)
    gate.fail()
    status, lines = gate.run("--pin")
    assert status == 1
    assert any(line.startswith("polnear/cue is 0.00") for line in lines)
    assert read_floors(gate.floors).floors["polnear/cue"] == 90.0


def test_lowering_takes_a_line_in_the_changelog(gate):
    raise_floors(gate, cue=90.0, attribution=90.0)
    gate.fail()
    gate.changelog.write_text("# Changelog\n\n## Unreleased\n\n- Nothing.\n", encoding="utf-8")
    gate.out.unlink()
    status, (line,) = gate.run("--lower", "polnear/cue")
    assert status == 1
    assert "add a line to its unreleased section that names `polnear/cue`" in line
    assert not gate.out.exists()
    gate.changelog.write_text("## Unreleased\n\n- The floor of `polnear/cue` falls.\n", encoding="utf-8")
    _, lines = gate.run("--lower", "polnear/cue")
    floors = read_floors(gate.floors).floors
    assert (floors["polnear/cue"], floors["polnear/attribution"]) == (0.0, 90.0)
    assert not any(line.startswith("polnear/cue") for line in lines)
    assert any(line.startswith("polnear/attribution is 0.00") for line in lines)


def test_on_other_corpora_the_gate_is_shut_and_says_so(gate, corpora):
    gate.run("--pin")
    with (corpora / "polnear/dev/attributions/one_a.ann").open("a", encoding="utf-8") as file:
        file.write("\n")
    status, lines = gate.run()
    assert status == 1
    assert lines == [
        "polnear/dev is not what the floors were pinned on: nothing can be compared until they are pinned anew."
    ]
    assert gate.run("--pin") == (0, [])
    assert gate.run() == (0, [])


def test_one_corpus_alone_is_printed_without_page_and_floors(gate, capsys):
    assert main(["--only", "gap", "--floors", str(gate.floors)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "gap/pronouns 100.0 (P 100.0 = 1/1, R 100.0 = 1/1)",
        "gap/pronouns, masculine – (P – = 0/0, R – = 0/0)",
        "gap/pronouns, feminine 100.0 (P 100.0 = 1/1, R 100.0 = 1/1)",
    ]
    assert not gate.floors.exists()
    assert not gate.out.exists()
    with pytest.raises(SystemExit):
        main(["--only", "gap", "--pin"])
    assert "leave out --out, --pin and --lower." in capsys.readouterr().err


def test_what_was_trained_on_is_read_on_demand_and_alone(gate, corpora, capsys):
    (corpora / "gum" / "dev.jsonl").rename(corpora / "gum" / "train.jsonl")
    assert main(["--only", "gum", "--split", "train", "--floors", str(gate.floors)]) == 0
    assert "gum/found" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--split", "train"])
    assert "--split needs --only" in capsys.readouterr().err


def test_damaged_corpora_are_one_sentence_and_exit_status_1(gate, corpora):
    gate.run("--pin")
    (corpora / "gum/dev.jsonl").write_text("{", encoding="utf-8")
    status, (line,) = gate.run()
    assert status == 1
    assert re.fullmatch(r".*gum/dev\.jsonl, line 1, is damaged \(.*\): fetch the corpus again\.", line)


def test_the_sections_of_the_page():
    sections = re.findall(r"^## (.*)$", render(EMPTY), flags=re.MULTILINE)
    assert sections == ["Beside others", "PolNeAR", "Chains", "GUM", "GAP", "Confidence", "Errors"]
