"""What people put right is what everybody sees, and is gone without a trace once it is undone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.archive import open_archive
from quoth.archive.asking import Question, ask
from quoth.archive.corrections import making
from quoth.archive.corrections.making import By
from quoth.archive.corrections.records import list_corrections
from quoth.archive.loading import load_all
from quoth.archive.writing import store
from quoth.domain import EntityKind, Span
from quoth.errors import ArchiveError
from tests.archive.examples import letter, orphaned, statement
from tests.export.examples import nested, replying, simple

ME = By("Ada")
READINGS = (
    letter(),
    statement("The islanders are our friends.", about="islanders", day="2023-01-02"),
    statement("We will fish where our fathers fished.", "Piet Olsen", day="2024-06-01", outlet="The Herald"),
    statement("nobody asked us", "a fisherman", kind=EntityKind.UNNAMED, day="2024-06-02"),
    nested(),
    simple(),
    replying(),
    orphaned(),
)


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "archive.db", write=True) as opened:
        fill(opened)
        yield opened


def fill(archive) -> None:
    for reading in READINGS:
        store(archive, reading)


def dump(archive) -> dict[str, list]:
    """All rows of all tables; of the full-text indexes, that they hold what the tables hold."""
    db = archive.db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    indexes = ("words", "orphan_words", "alias_words")
    for index in indexes:
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return {
        table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in tables
        if not table.startswith(indexes) and table not in {"correction", "migration"}
    }


def number(archive, words: str) -> int:
    ((id,),) = archive.db.execute("SELECT id FROM attribution WHERE content LIKE ?", (f"%{words}%",)).fetchall()
    return id


def shown(archive, **question) -> list[tuple]:
    return [(each.speaker, each.words, each.chain) for each in ask(archive, Question(**question)).statements]


def correct(archive, kind: int, statement: int, other: int) -> None:
    """Make one of many corrections; such that cannot be made are refused and change nothing."""
    names = ["Oona Brandt", "Piet Olsen", "Karl Brandt", "the islanders", "a fisherman", "The Lindow Herald"]
    ids = [row[0] for row in archive.db.execute("SELECT id FROM attribution ORDER BY id")]
    id, name = ids[statement % len(ids)], names[other % len(names)]
    before = dump(archive)
    try:
        if kind == 0:
            making.correct_speaker(archive, id, name if other % 5 else None, by=ME)
        elif kind == 1:
            places = (
                "SELECT min(start_at), max(end_at) FROM span WHERE attribution_id = ? AND role IN ('content', 'cue')"
            )
            start, end = archive.db.execute(places, (id,)).fetchone()
            start += other % 5
            making.correct_extent(archive, id, [Span(start, max(start + 1, end - other % 11))], by=ME)
        elif kind == 2:
            making.correct_away(archive, id, by=ME)
        elif kind == 3:
            making.correct_split(archive, id, name, by=ME)
        elif kind == 4:
            making.correct_merge(archive, names[statement % len(names)], name, by=ME)
        else:
            making.correct_alias(archive, name, f"Captain {other % 3}", by=ME)
    except ArchiveError:
        assert dump(archive) == before


STEPS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30), st.integers(0, 30)), max_size=9)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_all_undone_nothing_is_left_of_any_corrections(tmp_path_factory, steps, order):
    with open_archive(tmp_path_factory.mktemp("any") / "archive.db", write=True) as archive:
        fill(archive)
        before, readings = dump(archive), list(load_all(archive))
        for kind, statement, other in steps:
            if kind < 6:
                correct(archive, kind, statement, other)
            elif every := list_corrections(archive, undone=True):
                chosen = every[statement % len(every)]
                if not chosen.undone:
                    making.undo(archive, chosen.id)
                else:
                    # One that has no place any longer is refused.
                    with suppress(ArchiveError):
                        making.redo(archive, chosen.id)
            dump(archive)
        made = list_corrections(archive)
        order.shuffle(made)
        for correction in made:
            making.undo(archive, correction.id)
        assert dump(archive) == before
        assert list(load_all(archive)) == readings
