"""What people put right is what everybody sees, and is gone without a trace once it is undone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.archive import open_archive
from quoth.archive.asking import Question, ask
from quoth.archive.checking.check import check
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.corrections import making
from quoth.archive.corrections.making import By
from quoth.archive.corrections.records import What, list_corrections
from quoth.archive.loading import load, load_all
from quoth.archive.speakers import list_speakers
from quoth.archive.writing import replace as replace_reading
from quoth.archive.writing import store
from quoth.domain import EntityKind, QuotationType, Span, Voice
from quoth.errors import ArchiveError, UnknownName
from tests.archive.examples import letter, orphaned, statement
from tests.export.examples import nested, replying, simple

ME = By("Ada")
READINGS = (
    letter(),
    statement("The islanders are our friends.", about="islanders", day="2023-01-02"),
    statement("We will fish where our fathers fished.", "Piet Olsen", day="2024-06-01", outlet="The Herald"),
    statement("nobody asked us", "a fisherman", kind=EntityKind.UNNAMED, day="2024-06-02"),
    orphaned(),
)
MORE = (nested(), simple(), replying())


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "archive.db", write=True) as opened:
        fill(opened)
        yield opened


def fill(archive, *more) -> None:
    for reading in (*READINGS, *more):
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
    """The innermost statement with these words."""
    found = "SELECT id FROM attribution WHERE content LIKE ? ORDER BY depth DESC, id LIMIT 1"
    (id,) = archive.db.execute(found, (f"%{words}%",)).fetchone()
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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_all_undone_nothing_is_left_of_any_corrections(tmp_path_factory, steps, order):
    with open_archive(tmp_path_factory.mktemp("any") / "archive.db", write=True) as archive:
        fill(archive, *MORE)
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


def test_another_speaker_is_found_everywhere_and_the_old_one_no_longer(archive):
    id = number(archive, "islanders will never sell")
    done = making.correct_speaker(archive, id, "Piet Olsen", by=By("Ada", "he said so on the radio"))
    assert (done.what, done.author, done.note) == (What.SPEAKER, "Ada", "he said so on the radio")
    chain = "The Lindow Herald › Weavers of Lindow, in a letter › Piet Olsen"
    assert shown(archive, who="Piet Olsen")[0] == ("Piet Olsen", "“The islanders will never sell their boats.”", chain)
    assert all("never sell" not in words for _, words, _ in shown(archive, who="Oona Brandt"))
    assert {each.name: each.statements for each in list_speakers(archive)}["Piet Olsen"] == 2
    checked = check(archive, "The islanders will never sell their boats", by="Oona Brandt")
    assert (checked.verdict, checked.said_by) == (Verdict.MISATTRIBUTED, ("Piet Olsen",))
    reading = load(archive, 1)
    (changed,) = [each for each in reading.attributions if each.id == "a2"]
    assert reading.entity(changed.speaker).key == "person/piet olsen"
    assert [entity.name for entity in reading.chain(changed)][-1] == "Piet Olsen"
    assert number(archive, "islanders will never sell") == id


def test_somebody_new_and_nobody_can_speak(archive):
    id = number(archive, "spoken of boats")
    making.correct_speaker(archive, id, "Karl Brandt", by=ME)
    assert [words for _, words, _ in shown(archive, who="Karl Brandt")] == ["that she had spoken of boats"]
    making.correct_speaker(archive, id, None, by=ME)
    assert shown(archive, who="Karl Brandt") == []
    (attribution,) = [each for each in load(archive, 1).attributions if each.id == "a4"]
    assert (attribution.speaker, attribution.voice) == (None, Voice.NONE)
    with pytest.raises(ArchiveError, match="nobody named already"):
        making.correct_speaker(archive, id, None, by=ME)


def test_an_extent_in_words_changes_what_lies_inside(archive):
    outer = number(archive, "that Oona Brandt, who chairs")
    making.correct_extent(archive, outer, ["that Oona Brandt, who chairs the harbour board"], by=ME)
    reading = load(archive, 1)
    first, inner = reading.attributions[:2]
    assert first.content[0].of(reading.article.text) == "that Oona Brandt, who chairs the harbour board"
    assert first.quotation is QuotationType.INDIRECT
    assert (inner.parent, inner.depth, inner.chain) == (None, 0, ("o", "b"))
    assert not check(archive, "told them", by="Weavers of Lindow").matches


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (["no such words"], "does not stand in the article"),
        ([], "without words"),
        ([Span(5, 5)], "are no words"),
        ([Span(5, 9_999)], "are no words"),
        ([Span(5, 20), Span(10, 30)], "may not overlap"),
    ],
)
def test_an_extent_that_is_none_is_refused(archive, content, told):
    before = dump(archive)
    with pytest.raises(ArchiveError, match=told):
        making.correct_extent(archive, 1, content, by=ME)
    assert dump(archive) == before
    assert list_corrections(archive, undone=True) == []


def test_what_is_no_attribution_is_gone_and_its_number_is_not_given_again(archive):
    last = archive.db.execute("SELECT max(id) FROM attribution").fetchone()[0]
    done = making.correct_away(archive, last, by=ME)
    store(archive, statement("Nobody asked the fish.", "Ida Moor"))
    assert number(archive, "asked the fish") == last + 1
    making.undo(archive, done.id)
    assert archive.db.execute("SELECT count(*) FROM attribution WHERE id = ?", (last,)).fetchone() == (1,)


def test_a_split_tells_two_of_one_name_apart(archive):
    store(archive, statement("The pitch was wet.", "Oona Brandt", outlet="The Sports Page", day="2024-08-01"))
    making.correct_split(archive, number(archive, "pitch was wet"), "Oona Brandt (goalkeeper)", by=ME)
    assert all("pitch" not in words for _, words, _ in shown(archive, who="Oona Brandt"))
    assert [words for _, words, _ in shown(archive, who="oona brandt goalkeeper")] == ["“The pitch was wet.”"]
    assert len(shown(archive, who="Brandt")) == 4
    with pytest.raises(ArchiveError, match="tells them apart"):
        making.correct_split(archive, number(archive, "never sell"), "Oona Brandt", by=ME)


def test_a_merge_holds_for_all_articles_and_those_to_come(archive):
    store(archive, statement("I was misheard.", "O. Brandt", day="2024-09-01"))
    making.correct_merge(archive, "O. Brandt", "Oona Brandt", by=ME)
    store(archive, statement("I was not there.", "O. Brandt", day="2024-09-02"))
    for name in ("Oona Brandt", "O. Brandt"):
        assert [words for _, words, _ in shown(archive, who=name)][-2:] == ["“I was misheard.”", "“I was not there.”"]
    assert ask(archive, Question(who="o brandt", about="misheard")).total == 1
    keys = {load(archive, id).entities[0].key for id in (6, 7)}
    assert keys == {"person/oona brandt"}
    making.undo(archive, 1)
    assert len(shown(archive, who="O. Brandt")) == 2
    assert len(shown(archive, who="Oona Brandt")) == 3


def test_two_that_are_merged_are_one_in_an_article_of_both(archive):
    making.correct_merge(archive, "person/oona brandt", "group/weavers of lindow", by=ME)
    reading = load(archive, 1)
    assert "b" not in {entity.id for entity in reading.entities}
    assert "Oona Brandt" in reading.entity("w").aliases
    assert {each.speaker for each in reading.attributions} == {"w", "l"}
    assert reading.to_dict()


def test_an_alias_is_asked_for(archive):
    done = making.correct_alias(archive, "Oona Brandt", "the Harbour Queen", by=ME)
    assert len(shown(archive, who="harbour queen")) == 3
    with pytest.raises(ArchiveError, match="already"):
        making.correct_alias(archive, "Oona Brandt", "Harbour Queen", by=ME)
    making.undo(archive, done.id)
    with pytest.raises(UnknownName):
        ask(archive, Question(who="harbour queen"))


def test_undone_and_made_again(archive):
    before = dump(archive)
    making.correct_speaker(archive, 2, "Piet Olsen", by=ME)
    corrected = dump(archive)
    making.undo(archive, 1)
    assert dump(archive) == before
    with pytest.raises(ArchiveError, match="undone already"):
        making.undo(archive, 1)
    making.redo(archive, 1)
    assert dump(archive) == corrected
    with pytest.raises(ArchiveError, match="in force"):
        making.redo(archive, 1)
    with pytest.raises(ArchiveError, match="no correction 7"):
        making.undo(archive, 7)


def test_corrections_survive_a_reread_and_tell_where_they_have_no_place(archive):
    making.correct_speaker(archive, number(archive, "never sell"), "Piet Olsen", by=ME)
    making.correct_away(archive, number(archive, "do not trust"), by=ME)
    making.correct_extent(archive, number(archive, "spoken of boats"), ["had spoken of boats"], by=ME)
    # The newer model counts otherwise, cuts the first a little shorter, and does not see the last.
    first, second, third, _ = letter().attributions
    cut = replace(second, id="z9", parent="z8", content=(Span(second.content[0].start + 1, second.content[0].end - 1),))
    newer = replace(letter(), attributions=(replace(first, id="z8"), cut, replace(third, id="z1")), model="newer")
    lost = replace_reading(archive, 1, newer)
    assert [each.what for each in lost] == [What.EXTENT]
    assert lost[0].lost == "The reading by newer no longer has a statement there: undo the correction, or make it anew."
    assert [(speaker, words) for speaker, words, _ in shown(archive, outlet="Lindow Herald")][1:] == [
        ("Piet Olsen", "The islanders will never sell their boats.")
    ]
    for correction in list_corrections(archive):
        making.undo(archive, correction.id)
    assert load(archive, 1) == newer
    # The old reading again, and a correction that had no place has it back.
    making.redo(archive, 1)
    assert replace_reading(archive, 1, letter()) == []
    assert load(archive, 1).attributions[1].speaker not in {"b", None}


def test_a_correction_has_an_author_and_a_statement(archive):
    with pytest.raises(ArchiveError, match="has an author"):
        making.correct_away(archive, 1, by=By(" "))
    with pytest.raises(ArchiveError, match="has no statement 999"):
        making.correct_away(archive, 999, by=ME)
    with pytest.raises(ArchiveError, match="empty name"):
        making.correct_speaker(archive, 1, " ", by=ME)
    with pytest.raises(UnknownName):
        making.correct_merge(archive, "Nobody At All", "Oona Brandt", by=ME)
