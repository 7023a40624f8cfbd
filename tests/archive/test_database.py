"""An archive is opened, migrated, and refused with one line."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from quoth.archive import migrations, open_archive
from quoth.archive.loading import load_all
from quoth.archive.writing import store
from quoth.errors import ArchiveError
from tests.archive.examples import letter, statement
from tests.export.examples import simple


def test_it_is_one_file_in_wal_mode_with_foreign_keys(tmp_path):
    with open_archive(tmp_path / "archive.db", write=True) as archive:
        assert archive.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert archive.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        store(archive, letter())
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


def test_migrations_are_named_and_taken_once(tmp_path):
    path = tmp_path / "archive.db"
    for _ in range(2):
        with open_archive(path, write=True) as archive:
            names = [row[0] for row in archive.db.execute("SELECT name FROM migration ORDER BY name")]
    folder = Path(migrations.__file__).parent / "schema"
    assert names == sorted(file.stem for file in folder.glob("*.sql"))
    assert len(names) >= 2


def test_a_migration_that_fails_leaves_nothing(tmp_path, monkeypatch):
    steps = {**migrations._steps(), "9999-broken": "CREATE TABLE half (x);\nCREATE TABLE half (x);\n"}
    monkeypatch.setattr(migrations, "_steps", lambda: steps)
    path = tmp_path / "archive.db"
    with pytest.raises(ArchiveError, match="already exists"), open_archive(path, write=True):
        pass
    monkeypatch.undo()
    with open_archive(path, write=True) as archive:
        assert archive.db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
        store(archive, letter())


def test_a_step_in_between_is_taken_when_it_is_opened_to_write(tmp_path, monkeypatch):
    path = tmp_path / "archive.db"
    with open_archive(path, write=True) as archive:
        store(archive, letter())
    steps = {**migrations._steps(), "9999-more": "CREATE TABLE more (x);\n"}
    monkeypatch.setattr(migrations, "_steps", lambda: steps)
    with pytest.raises(ArchiveError, match="not ready to be asked"), open_archive(path):
        pass
    with open_archive(path, write=True) as archive:
        assert list(load_all(archive)) == [letter()]
        archive.db.execute("SELECT * FROM more")


def test_an_archive_of_a_newer_quoth_is_refused(tmp_path):
    path = tmp_path / "archive.db"
    with open_archive(path, write=True) as archive:
        archive.db.execute("INSERT INTO migration VALUES ('9999-future', '2030-01-01')")
    for write in (False, True):
        with pytest.raises(ArchiveError, match="newer Quoth"), open_archive(path, write=write):
            pass


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "text.db").write_text("This is no database, though it is long enough to be one." * 30)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE migration (x)")
    other.close()
    (tmp_path / "empty.db").touch()
    for name, told in [
        ("text.db", "is no archive"),
        ("other.db", "something else"),
        ("empty.db", "not ready"),
        ("missing.db", "does not exist"),
        (".", "is a folder"),
    ]:
        with pytest.raises(ArchiveError, match=told) as caught, open_archive(tmp_path / name):
            pass
        assert re.fullmatch(r"[^\n]+\.", str(caught.value))
    with pytest.raises(ArchiveError, match="folder does not exist"):
        open_archive(tmp_path / "no" / "archive.db", write=True).__enter__()


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path):
    path = tmp_path / "archive.db"
    with open_archive(path, write=True) as archive:
        store(archive, letter())
        pages = archive.db.execute("PRAGMA page_count").fetchone()[0]
        archive.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveError, match=r"disk is full: make room") as caught:
            for number in range(100):
                store(archive, statement(f"We will appeal {'again and ' * 50} {number}.", id=str(number)))
        assert "\n" not in str(caught.value)
    with open_archive(path, write=True) as archive:
        kept = list(load_all(archive))
        assert kept[0] == letter()
        assert archive.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store(archive, simple())
        assert list(load_all(archive)) == [*kept, simple()]


def test_a_file_that_may_not_be_written_is_one_line(tmp_path):
    path = tmp_path / "archive.db"
    with open_archive(path, write=True) as archive:
        store(archive, letter())
    with open_archive(path) as archive:
        with pytest.raises(ArchiveError, match=r"may not be written: change its permissions"):
            store(archive, simple())
        assert list(load_all(archive)) == [letter()]


def test_reading_does_not_wait_for_a_writer(tmp_path):
    path = tmp_path / "archive.db"
    with open_archive(path, write=True) as writer:
        store(writer, letter())
        with writer.transaction(), open_archive(path) as reader:
            assert list(load_all(reader)) == [letter()]
