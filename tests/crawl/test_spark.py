"""A small crawl goes through Spark and loses a worker on the way: its rows are those of a run without Spark."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from benchmarks.made_up_crawl import write_crawl
from benchmarks.plain_crawl import plain_crawl, rows_of
from quoth.archive import open_archive
from quoth.archive.loading import load_all
from quoth.crawl.manifest import TABLES
from quoth.domain import Reading
from quoth.pipeline import read_article
from tests.crawl.running import ROOT, run

ARTICLES = 40
DOCS = (ROOT / "docs" / "crawl.md").read_text(encoding="utf-8")
SPARK = ("spark", "--master", "local[2]", "--json")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a crawl, the truth of it, where its tables are, and the run that made them."""
    folder = tmp_path_factory.mktemp("crawl")
    truth = write_crawl(folder / "in", ARTICLES, files=3)
    done = run(*SPARK, "--input", folder / "in", "--output", folder / "out", lose_a_worker_of=folder / "out")
    assert done.status == 0, done.err
    return folder, truth, done


@pytest.fixture(scope="module")
def plain(made):
    return plain_crawl(made[0] / "in")


def test_a_worker_was_lost(made):
    assert "Python worker exited unexpectedly" in made[2].err


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_a_plain_run(made, plain, table):
    assert plain.rows[table].total() > 0
    assert rows_of(made[0] / "out")[table] == plain.rows[table]


def test_all_articles_are_there_and_what_is_no_article_is_counted(made):
    _, truth, done = made
    manifest = json.loads(done.out)
    assert manifest["articles"] + manifest["repeated"] == truth.articles == ARTICLES
    assert manifest["languages"] == truth.languages
    assert manifest["set_aside"] == sum(truth.broken.values())
    assert manifest["attributions"] > 3 * ARTICLES


def test_copies_are_linked_to_what_they_copy(made, plain):
    truth = made[1]
    # All of a group but one are linked to it: the first, whichever that is of those of one day.
    group = {url: truth.copies.get(url, url) for url in (*plain.links, *plain.links.values())}
    assert len(plain.links) == len(truth.copies) > 0
    assert all(group[url] == group[first] for url, first in plain.links.items())


def test_a_second_run_reads_only_what_is_new(made):
    folder, *_ = made
    before = rows_of(folder / "out")
    story = "“The bell has not rung since March,” said Petra Olin.\r\nShe denied that the parish had sold it."
    rows = [{"text": story, "url": "https://a.example/bell", "published": "2024-05-03"}, {"text": None}]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "in" / "more.parquet")
    line = {"text": story, "url": "https://b.example/bell", "published": "2024-05-04"}
    (folder / "in" / "more.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    done = run(*SPARK, "--input", folder / "in", "--output", folder / "out")
    manifest = json.loads(done.out)
    assert [Path(file["path"]).name for file in manifest["files"]] == ["more.jsonl", "more.parquet"]
    assert (manifest["articles"], manifest["copies"], manifest["set_aside"]) == (2, 1, 1)
    after = rows_of(folder / "out")
    for table in TABLES:
        assert before[table] <= after[table]
    (copy,) = (row for row in map(json.loads, after["articles"] - before["articles"]) if "same_as" in row)
    assert copy["url"] == "https://b.example/bell"
    assert not any((folder / "out").glob("staging/*"))


def test_nothing_new_through_spark_submit(made):
    folder, *_ = made
    submit = Path(sys.executable).parent / "spark-submit"
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    command = [submit, "--master", "local[1]", "--conf", "spark.ui.enabled=false", ROOT / "examples" / "spark_job.py"]
    command += ["--input", folder / "in", "--output", folder / "out"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("nothing new.")


def test_import_brings_readings_as_they_were(made):
    folder, *_ = made
    done = run("import", folder / "crawl.db", folder / "out", "--json")
    assert done.status == 0, done.err
    with open_archive(folder / "crawl.db") as archive:
        readings = list(load_all(archive))
    assert len(readings) == json.loads(done.out)["added"] > ARTICLES / 2
    assert all(isinstance(reading, Reading) for reading in readings)
    for reading in readings[:5]:
        assert read_article(reading.article) == reading


def test_import_of_a_selection(made):
    folder, *_ = made
    done = run("import", folder / "may.db", folder / "out", "--from", "2024-05-03", "--to", "2024-05-05", "--json")
    with open_archive(folder / "may.db") as archive:
        days = {reading.article.published for reading in load_all(archive)}
    assert json.loads(done.out)["added"] > 0
    assert days <= {"2024-05-03", "2024-05-04", "2024-05-05"}
    done = run(
        "import", folder / "all.db", folder / "out", "--to", "2024-05", "--speaker", "person/no such name", "--json"
    )
    assert (done.status, json.loads(done.out)["added"]) == (0, 0)
    done = run("import", folder / "no.db", folder / "out", "--from", "May")
    assert (done.status, done.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "question", re.findall(r"```sql\n(.*?)```", (ROOT / "docs/crawl.md").read_text("utf-8"), re.DOTALL)
)
def test_questions_of_the_docs(made, question):
    folder, *_ = made
    database = duckdb.connect()
    for table in TABLES:
        place = folder / "out" / table / "**" / "*.parquet"
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{place}', hive_partitioning = true)")
    assert database.execute(question).fetchall()


def test_questions_of_the_docs_to_spark(made):
    folder, *_ = made
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/crawl.md").read_text("utf-8"), re.DOTALL)
    program = program.replace("build/tables", str(folder / "out"))
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 4


def test_errors_are_sentences(tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("spark", "--master", "local[1]", "--input", tmp_path / "empty", "--output", tmp_path / "out")
    assert done.status == 1
    assert done.err.splitlines()[-1].endswith("they must end in .warc, .warc.gz, .parquet or .jsonl.")
    done = run("import", tmp_path / "a.db", tmp_path / "empty")
    assert done.status == 1
    assert "holds no finished crawl" in done.err
