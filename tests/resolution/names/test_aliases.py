"""Other names: what a table says, and what becomes of it in keys."""

from __future__ import annotations

import pytest

from quoth.domain import EntityKind
from quoth.errors import IntakeError
from quoth.resolution.names.aliases import Alias, AliasTable, aliases_of, read_aliases, shipped_aliases
from tests.resolution.telling import Told

LOPEZ = AliasTable((Alias("Maria Lopez", EntityKind.PERSON, ("Mary the Fisher",), "Q42"),))


def test_the_shipped_table_knows_metonyms_and_acronyms():
    table = shipped_aliases()
    assert table.find("Downing Street") == table.find("Number 10")
    assert table.find("The F.B.I.") == table.find("Federal Bureau of Investigation")
    assert table.find("Skerrow") is None


def test_the_shipped_table_is_added_once():
    table = aliases_of(LOPEZ)
    assert table.entries == shipped_aliases().entries + LOPEZ.entries
    assert aliases_of(table) is table


def test_two_names_of_a_table_are_one_entity():
    told = Told("Downing Street said so. Whitehall said more.").add("Downing Street").add("Whitehall")
    attributions, entities = told.resolve()
    assert attributions[0].speaker == attributions[1].speaker
    entity = entities[attributions[0].speaker or ""]
    assert (entity.name, entity.key, entity.kind) == (
        "Downing Street",
        "organization/uk government",
        EntityKind.ORGANIZATION,
    )
    assert entity.wikidata


def test_a_users_table_gives_key_and_item():
    told = Told("Mary the Fisher said so. Maria Lopez said more.").add("Maria Lopez")
    told.aliases = aliases_of(LOPEZ)
    entity = told.entity("Maria Lopez")
    assert (entity.key, entity.wikidata) == ("person/maria lopez", "Q42")


def test_a_table_in_a_file(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,kind,aliases,wikidata\n# ours\n\nMaria Lopez,person,Mary the Fisher | Lopez of Skerrow,Q42\n")
    assert read_aliases(path).entries == (
        Alias("Maria Lopez", EntityKind.PERSON, ("Mary the Fisher", "Lopez of Skerrow"), "Q42"),
    )
    assert aliases_of(path).find("Lopez of Skerrow") is not None
    assert aliases_of(str(path)).find("F.B.I.") is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Maria Lopez,fish\n", r"Line 1 of .* has no known kind after the name: give one of person, "),
        ("Maria Lopez\n", r"Line 1 of .* has no known kind"),
        ("the,person\n", r"Line 1 of .* has no name: begin it with one\."),
    ],
)
def test_damaged_tables(tmp_path, text, message):
    path = tmp_path / "names.csv"
    path.write_text(text)
    with pytest.raises(IntakeError, match=message):
        read_aliases(path)


def test_tables_that_are_not_there_or_no_text(tmp_path):
    with pytest.raises(IntakeError, match="give an alias table that exists"):
        read_aliases(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(IntakeError, match="save the alias table as UTF-8"):
        read_aliases(tmp_path / "bytes.csv")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Donald J. Brandt", "Donald Brandt"), ("Mayor Ann Lee", "Ann Lee"), ("the F.B.I.", "the FBI")],
)
def test_one_name_has_one_key_in_every_article(one, other):
    keys = [next(iter(Told(f"It was {name} who left.").add(name).resolve()[1].values())).key for name in (one, other)]
    assert keys[0] == keys[1]


def test_two_who_are_not_named_have_two_keys():
    told = Told("A nurse said so. A nurse said no.").add("A nurse").add("A nurse", nth=1)
    keys = {entity.key for entity in told.resolve()[1].values()}
    assert len(keys) == 2
    assert all(key.startswith("unnamed/nurse") for key in keys)
