"""The whole run: corpora on disk, a system, a page of figures."""

from __future__ import annotations

import json

import pytest

from quoth.domain import Article, Reading
from quoth.evaluation.__main__ import main
from quoth.evaluation.corpora import read_chains, read_gum, read_polnear
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.evaluate import CorpusScores, Evaluation, evaluate, score_document
from quoth.evaluation.report import counts_of, figure, render
from tests.evaluation.documents import perfect

TEXT = "Quill said the bridge is safe.\n"
BRAT = (
    "T1\tSource 0 5\tQuill\nT2\tCue 6 10\tsaid\nT3\tContent 11 29\tthe bridge is safe\n"
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
)
ROLES = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 29]], "parent": None, "polarity": "positive"}
CHAIN = {
    **ROLES,
    "id": "E1",
    "core": True,
    "optional": False,
    "speaker": "Mara Quill",
    "also": [],
    "kind": "person",
    "act": "says",
    "about": [],
}


@pytest.fixture
def corpora(tmp_path):
    for folder in ("polnear/dev/text", "polnear/dev/attributions", "chains", "gum"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "polnear/metadata.tsv").write_text("filename\tpublisher\n", encoding="utf-8")
    (tmp_path / "polnear/dev/text/one.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "polnear/dev/attributions/one_a.ann").write_text(BRAT, encoding="utf-8", newline="")
    chains = {"doc": "one", "split": "dev", "attributions": [CHAIN], "orphans": [], "replies": []}
    (tmp_path / "chains/dev.jsonl").write_text(json.dumps(chains) + "\n", encoding="utf-8")
    gum = {"doc": "two", "genre": "news", "text": TEXT, "attributions": [{**ROLES, "id": "A1"}]}
    (tmp_path / "gum/dev.jsonl").write_text(json.dumps(gum) + "\n", encoding="utf-8")
    return tmp_path


def test_each_corpus_is_read_and_scored(corpora):
    readings = {
        document.text: perfect(document)
        for read in (read_polnear, read_gum, read_chains)
        for document in read(corpora, "dev")
    }
    found = evaluate(readings.__getitem__, corpora)
    assert found.model == "gold"
    assert [scores.documents for scores in (found.polnear, found.chains, found.gum)] == [1, 1, 1]
    assert found.polnear.attributions.exact == found.gum.attributions.relaxed == Counts(1, 1, 1)
    assert found.chains.chains.speaker == Share(1, 1)


def test_a_system_that_finds_nothing_gets_a_page_all_the_same(corpora):
    found = evaluate(lambda text: Reading(Article("none", text), model="empty"), corpora)
    page = render(found)
    assert "Model: `empty`" in page
    assert "| content exact | 0.0 | P – = 0/0, R 0.0 = 0/1 | 68.7 | 39.3 | – |" in page
    assert "| act | – | 0/0 | 95.9 |" in page
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
    assert figure(Counts()) == figure(Share()) == "–"


def test_the_page_says_who_annotated_and_every_table_is_rectangular():
    page = render(Evaluation("m", CorpusScores(), CorpusScores(), CorpusScores()))
    assert "language models following one written guide" in " ".join(page.split())
    tables = [block.splitlines() for block in page.split("\n\n") if block.startswith("| ")]
    assert len(tables) == 3
    for table in tables:
        assert len({line.count("|") for line in table}) == 1


def test_missing_corpora_are_one_sentence_and_exit_status_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QUOTH_CORPORA", str(tmp_path / "nowhere"))
    out = tmp_path / "page.md"
    assert main(["--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("No corpora at ")
    assert not out.exists()
