"""The archive gives back what it took."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from quoth.archive import open_archive
from quoth.archive.loading import load, load_all
from quoth.archive.writing import Outcome, store
from quoth.archive.writing import replace as replace_reading
from quoth.domain import Article, Attribution, Block, BlockKind, Entity, EntityKind, Orphan, OrphanKind, Reading, Span
from quoth.errors import ArchiveError
from tests.archive.examples import letter, orphaned, statement
from tests.export.examples import hostile, nested, replying, simple


@pytest.mark.parametrize("make", [simple, nested, letter, statement, orphaned])
def test_a_reading_comes_back_as_it_was(archive, make):
    assert store(archive, make()) is Outcome.ADDED
    assert list(load_all(archive)) == [make()]


def test_several_readings_come_back_in_order(archive):
    readings = [simple(), nested(), letter(), quoth.read("“We will appeal,” said Maria Lopez.")]
    for reading in readings:
        store(archive, reading)
    assert list(load_all(archive)) == readings


def test_a_reply_to_nothing_comes_back(archive):
    store(archive, replying())
    assert load(archive, 1) == replying()


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, name=TEXTS, data=st.data())
def test_any_text_and_span_comes_back(tmp_path_factory, text, name, data):
    places = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(places), data.draw(places)))) for _ in range(4)]
    reading = Reading(
        Article("x", text, (Block(BlockKind.ITEM, spans[0]),), title=name, authors=(name, name)),
        (Attribution("a", (spans[1], spans[2]), (spans[3],), speaker="e", chain=("e",)),),
        (Entity("e", name, EntityKind.PERSON, (text,)),),
        (Orphan(spans[0], OrphanKind.TERM),),
    )
    with open_archive(tmp_path_factory.mktemp("any") / "archive.db", write=True) as opened:
        store(opened, reading)
        assert load(opened, 1) == reading


def test_the_view_of_spans_shows_code_points(archive):
    reading = statement("Ferries 🚢 café naïve 😀 go")
    store(archive, reading)
    ((words,),) = archive.db.execute("SELECT words FROM span_text WHERE role = 'content'")
    assert words == reading.attributions[0].content[0].of(reading.article.text)


def test_the_same_content_is_stored_once(archive):
    assert store(archive, simple()) is Outcome.ADDED
    moved = replace(simple(), article=replace(simple().article, path="elsewhere.txt", id="other"))
    assert store(archive, moved) is Outcome.UNCHANGED
    assert len(list(load_all(archive))) == 1


def test_two_outlets_may_print_the_same(archive):
    store(archive, statement("We will appeal.", outlet="The Northern Courant"))
    assert store(archive, statement("We will appeal.", outlet="The Lindow Herald")) is Outcome.ADDED


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept(archive):
    old = statement("We will never sell.", url="https://courant.example/1")
    new = statement("We will not sell.", url="https://courant.example/1")
    assert store(archive, old) is Outcome.ADDED
    assert store(archive, new) is Outcome.NEW_VERSION
    assert [load(archive, number) for number in (1, 2)] == [old, new]
    assert list(load_all(archive, current=True)) == [new]
    rows = archive.db.execute("SELECT version, current FROM article ORDER BY id").fetchall()
    assert rows == [(1, 0), (2, 1)]
    assert [row[0] for row in archive.db.execute("SELECT content FROM statement")] == ["“We will not sell.”"]


def test_replacing_a_reading_leaves_nothing_of_the_old_one(archive):
    store(archive, letter())
    store(archive, simple())
    less = replace(letter(), attributions=letter().attributions[:1], entities=letter().entities[:3], model="newer")
    replace_reading(archive, 1, less)
    assert load(archive, 1) == less
    assert load(archive, 2) == simple()
    assert archive.db.execute("SELECT count(*) FROM entity WHERE key = 'group/islanders'").fetchone() == (0,)
    found = "SELECT count(*) FROM words WHERE words MATCH 'spoken'"
    assert archive.db.execute(found).fetchone() == (0,)
    for table in ("words", "orphan_words", "alias_words"):
        archive.db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_only_a_reading_of_the_same_article_replaces_another(archive):
    store(archive, letter())
    with pytest.raises(ArchiveError, match="not one of article 1"):
        replace_reading(archive, 1, simple())


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (hostile(), "outside its text"),
        (replace(letter(), entities=()), "has no"),
        (Reading(Article("x", "half \ud800 a character")), "surrogate"),
        (Reading(Article("x", "abc"), (Attribution("a", (Span(0, 1),), parent="gone"),)), "has no gone"),
    ],
)
def test_a_reading_that_contradicts_itself_is_refused(archive, broken, told):
    with pytest.raises(ArchiveError, match=told):
        store(archive, broken)
    assert list(load_all(archive)) == []


def test_an_error_amid_an_article_leaves_nothing_of_it(archive, monkeypatch):
    store(archive, letter())
    before = list(archive.db.iterdump())

    def fail(*_arguments):
        raise sqlite3.OperationalError("it rained in")

    monkeypatch.setattr("quoth.archive.writing.quoted_parts", fail)
    with pytest.raises(ArchiveError, match="it rained in"):
        store(archive, simple())
    assert list(archive.db.iterdump()) == before
