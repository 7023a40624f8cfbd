"""Articles are added: each once, errors told, read by several processes, and read anew on request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.archive import open_archive
from quoth.archive.adding import add, reread
from quoth.archive.loading import load_all
from quoth.archive.reading_ahead import Reader, read_in_order
from quoth.domain import Article, Reading
from quoth.errors import ArchiveError, IntakeError
from quoth.intake.articles import make_article
from tests.archive.reading import die, read_broken, read_simply

ARTICLES = [make_article(f"“We will appeal,” said number {number}.", path=f"{number}.txt") for number in range(12)]


def test_each_article_is_added_once(archive):
    done = []
    summary = add(archive, [*ARTICLES, *ARTICLES[:3]], read=read_simply, progress=lambda: done.append(1))
    assert (summary.added, summary.unchanged, summary.new_versions, summary.refused) == (12, 3, 0, [])
    assert summary.attributions == 12
    assert len(done) == 15
    again = add(archive, ARTICLES, read=read_broken)
    assert (again.added, again.unchanged) == (0, 12)


def test_several_processes_give_the_same_as_one(archive, tmp_path):
    summary = add(archive, ARTICLES, jobs=2, read=read_simply)
    assert summary.added == 12
    with open_archive(tmp_path / "alone.db", write=True) as alone:
        add(alone, ARTICLES, read=read_simply)
        assert list(load_all(archive)) == list(load_all(alone))


def test_what_is_refused_has_its_reason_and_the_rest_is_added(archive):
    broken = replace(ARTICLES[1], text="half \ud800", path="half.txt")
    articles = [ARTICLES[0], IntakeError("moon.txt does not exist: check its name."), broken, ARTICLES[2]]
    summary = add(archive, articles, read=read_simply)
    assert summary.added == 2
    assert summary.refused[0] == "moon.txt does not exist: check its name."
    assert summary.refused[1].startswith("half.txt could not be read: The text of")
    assert summary.to_dict()["refused"] == summary.refused


def test_an_article_that_cannot_be_read_is_refused(archive):
    summary = add(archive, ARTICLES[:1], read=read_broken)
    assert summary.refused == ["0.txt could not be read: The lamp is out: light it."]


def test_a_changed_file_is_a_new_version(archive):
    changed = make_article("“We will not appeal,” said number 0.", path="0.txt")
    add(archive, ARTICLES[:1], read=read_simply)
    summary = add(archive, [changed], read=read_simply)
    assert (summary.added, summary.new_versions) == (0, 1)


def test_articles_of_one_json_file_are_no_versions_of_each_other(archive):
    rows = [make_article(f"Row {number}.", path="rows.jsonl") for number in range(3)]
    assert add(archive, rows, read=read_simply).added == 3
    first = make_article("Row the first.", path="rows.jsonl", id="1")
    second = make_article("Row the first, changed.", path="rows.jsonl", id="1")
    summary = add(archive, [first, second], read=read_simply)
    assert (summary.added, summary.new_versions) == (1, 1)


def test_only_reread_replaces_readings(archive):
    add(archive, ARTICLES[:3], read=read_simply)
    before = list(load_all(archive))

    def newer(article: Article) -> Reading:
        return replace(read_simply(article), model="newer", attributions=())

    add(archive, ARTICLES[:3], read=newer)
    assert list(load_all(archive)) == before
    done = reread(archive, "newer", read=newer)
    assert (done.reread, done.unchanged, done.refused) == (3, 0, [])
    assert all(reading.model == "newer" and not reading.attributions for reading in load_all(archive))
    assert reread(archive, "newer", read=newer).unchanged == 3
    assert reread(archive, "newer", read=newer, everything=True).reread == 3


def test_a_reading_that_fails_leaves_the_old_one(archive):
    add(archive, ARTICLES[:1], read=read_simply)
    done = reread(archive, "newer", read=read_broken)
    assert done.refused == ["0.txt could not be read: The lamp is out: light it."]
    assert len(next(load_all(archive)).attributions) == 1
    assert done.to_dict()["reread"] == 0


def test_a_killed_reader_is_told_in_one_line():
    with pytest.raises(ArchiveError, match="ended from outside"):
        list(read_in_order(ARTICLES, jobs=2, read=die))


def test_the_model_reads_in_other_processes():
    articles = [make_article("“We will appeal,” said Maria Lopez.")]
    ((article, reading),) = read_in_order(articles, jobs=2, read=Reader())
    assert article == articles[0]
    assert len(reading.attributions) == 1
