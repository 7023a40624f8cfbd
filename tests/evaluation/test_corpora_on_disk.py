"""Corpora that are missing, cannot be read or are damaged; and what a whole one says."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from quoth.domain import Span
from quoth.errors import CorpusError
from quoth.evaluation.corpora import GoldMention, GoldReply, read_chains, read_gap, read_gum, read_polnear
from quoth.evaluation.digests import SPLITS, digest_corpora
from tests.evaluation.disk import CHAIN, GAP_HEAD, GAP_ROW, write_corpora


@pytest.fixture
def corpora(tmp_path):
    return write_corpora(tmp_path)


READERS = {"polnear": read_polnear, "chains": read_chains, "gum": read_gum, "gap": read_gap}
LAST = {"gap": "validation"}


def test_replies_say_who_answers_whom_and_how(corpora):
    row = {"doc": "one", "split": "dev", "attributions": [CHAIN], "orphans": []}
    row["replies"] = [{"id": "E1", "to": "E1", "how": "accepts"}]
    (corpora / "chains/dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert next(read_chains(corpora, "dev")).replies == (GoldReply("E1", "E1", "accepts"),)


def test_mentions_say_of_what_type_and_of_which_entity_they_are(corpora):
    assert next(read_gum(corpora, "dev")).mentions == (GoldMention(Span(5, 10), "person", "7"),)
    assert next(read_chains(corpora, "dev")).mentions is None


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_pronoun_stands_beside_two_names(corpora, ending):
    path = corpora / "gap/gap-validation.tsv"
    path.write_text(ending.join((GAP_HEAD, GAP_ROW, "")), encoding="utf-8", newline="")
    (snippet,) = read_gap(corpora, "validation")
    assert snippet.pronoun.of(snippet.text) == "her"
    assert [(name.span.of(snippet.text), name.meant) for name in snippet.names] == [("Quill", True), ("Rook", False)]


@pytest.mark.parametrize(
    ("corpus", "path"),
    [
        ("polnear", "polnear/metadata.tsv"),
        ("polnear", "polnear/dev/text/one.txt"),
        ("polnear", "polnear/dev/attributions/one_a.ann"),
        ("chains", "chains/dev.jsonl"),
        ("chains", "polnear/dev/text/one.txt"),
        ("gum", "gum/dev.jsonl"),
        ("gap", "gap/gap-validation.tsv"),
    ],
)
def test_a_missing_file_is_one_sentence(corpora, corpus, path):
    (corpora / path).unlink()
    with pytest.raises(CorpusError, match="fetch") as told:
        list(READERS[corpus](corpora, LAST.get(corpus, "dev")))
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("corpus", "path", "content"),
    [
        ("polnear", "polnear/metadata.tsv", ""),
        ("polnear", "polnear/metadata.tsv", "publisher\ngazette\n"),
        ("polnear", "polnear/dev/text/one.txt", b"\xff\xfe\xfa"),
        ("chains", "chains/dev.jsonl", '{"doc": "one", "spl'),
        ("chains", "chains/dev.jsonl", '{"doc": "one", "split": "dev"}'),
        ("chains", "chains/dev.jsonl", "[1, 2]"),
        ("gum", "gum/dev.jsonl", '{"doc": "two", "genre": "news", "text": "T", "attributions": [{"source": [[1]]}]}'),
        ("gum", "gum/dev.jsonl", '{"doc": "two", "genre": "news", "text": "T", "attributions": 3}'),
        ("gum", "gum/dev.jsonl", b"\xff\xfe"),
        ("gum", "gum/dev.jsonl", '{"doc": "two", "genre": "news", "text": "T", "attributions": []}'),
        ("gap", "gap/gap-validation.tsv", ""),
        ("gap", "gap/gap-validation.tsv", GAP_ROW),
        ("gap", "gap/gap-validation.tsv", f"{GAP_HEAD}\n{GAP_ROW}\tmore"),
        ("gap", "gap/gap-validation.tsv", f"{GAP_HEAD}\n{GAP_ROW.replace('TRUE', 'PERHAPS')}"),
        ("gap", "gap/gap-validation.tsv", f"{GAP_HEAD}\n{GAP_ROW.replace('23', '24')}"),
    ],
)
def test_a_damaged_file_is_one_sentence_that_names_it(corpora, corpus, path, content):
    (corpora / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CorpusError, match=r"is damaged \(") as told:
        list(READERS[corpus](corpora, LAST.get(corpus, "dev")))
    assert str(corpora / path) in str(told.value)
    assert str(told.value).endswith("fetch the corpus again.")


def test_the_line_of_the_damage_is_named(corpora):
    path = corpora / "gum/dev.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2,"):
        list(read_gum(corpora, "dev"))


def test_a_file_that_is_a_folder_cannot_be_read(corpora):
    (corpora / "gum/dev.jsonl").unlink()
    (corpora / "gum/dev.jsonl").mkdir()
    with pytest.raises(CorpusError, match="cannot be read"):
        list(read_gum(corpora, "dev"))


def test_digests_follow_bytes_and_names_of_each_split_alone(corpora):
    whole = digest_corpora(corpora)
    assert set(whole) == set(SPLITS)
    assert digest_corpora(corpora) == whole
    text = corpora / "polnear/dev/text/one.txt"
    text.write_bytes(text.read_bytes() + b"\n")
    longer = digest_corpora(corpora)
    assert [split for split in SPLITS if longer[split] != whole[split]] == ["polnear/dev"]
    text.rename(text.with_name("other.txt"))
    assert digest_corpora(corpora)["polnear/dev"] not in {whole["polnear/dev"], longer["polnear/dev"]}


def test_the_digest_does_not_depend_on_where_the_corpora_lie(corpora, tmp_path_factory):
    elsewhere = write_corpora(tmp_path_factory.mktemp("elsewhere"))
    assert digest_corpora(elsewhere) == digest_corpora(corpora)


def test_the_digest_is_that_of_the_listing_of_sha256sum(tmp_path):
    (write_corpora(tmp_path) / "gum/dev.jsonl").write_bytes(b"")
    # printf '%s  gum/dev.jsonl\n' $(sha256sum < /dev/null | cut -d' ' -f1) | sha256sum
    assert digest_corpora(tmp_path)["gum/dev"] == "4ed86d67284d7eea1be478fc4d89512698e72a27bce6f7fe242790046914aaa9"


def test_files_count_in_the_order_of_their_paths(corpora):
    names = [f"polnear/dev/{folder}/{number}" for folder in ("text", "attributions") for number in range(20, 0, -1)]
    for path in corpora.glob("polnear/dev/*/one*"):
        path.unlink()
    for name in names:
        (corpora / name).write_bytes(name.encode())
    listing = "".join(f"{sha256(name.encode()).hexdigest()}  {name}\n" for name in sorted(names))
    assert digest_corpora(corpora)["polnear/dev"] == sha256(listing.encode()).hexdigest()


@pytest.mark.parametrize("split", SPLITS)
def test_a_missing_split_has_no_digest(corpora, split):
    for path in [Path(corpora / SPLITS[split])] if split != "polnear/dev" else corpora.rglob("one*"):
        path.unlink()
    with pytest.raises(CorpusError, match="There is no corpus at "):
        digest_corpora(corpora)
