"""Parquet: rows become articles as lines of JSON do, a few at a time."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from pyarrow import parquet

from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake import list_files, read_file


def write(path, rows):
    parquet.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_all_fields_are_taken(tmp_path):
    row = {"id": 7, "text": "Pool to close\n\nAnn said so.", "authors": ["Ann", "Bo"], "outlet": "The Example"}
    row |= {"published": date(2025, 3, 4), "url": "https://example.org/pool", "section": "News"}
    (article,) = read_file(write(tmp_path / "a.parquet", [row]))
    assert (article.id, article.title, article.authors) == ("7", "Pool to close", ("Ann", "Bo"))
    assert (article.published, article.url) == ("2025-03-04", "https://example.org/pool")


def test_a_bad_row_costs_itself_alone(tmp_path):
    found = list(read_file(write(tmp_path / "a.parquet", [{"text": "One."}, {"text": None}, {"text": "Three."}])))
    assert [type(each) for each in found] == [Article, IntakeError, Article]
    assert str(found[1]).startswith(f"{tmp_path}/a.parquet, row 2, has no")


def test_rows_come_before_all_are_read(tmp_path):
    rows = [{"text": f"Article {number}. " * 50} for number in range(500)]
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=100)
    found = read_file(path)
    assert next(found).text.startswith("Article 0.")
    assert sum(1 for _ in found) == 499


@pytest.mark.parametrize("data", [b"", b"PAR1 and nothing more", b"no parquet at all"])
def test_what_is_no_parquet(tmp_path, data):
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (error,) = read_file(path)
    assert isinstance(error, IntakeError)
    assert "is damaged, or no Parquet" in str(error)


def test_damage_is_told_in_one_line(tmp_path):
    # What pyarrow says of this footer goes over two lines.
    path = write(tmp_path / "a.parquet", [{"text": "One."}])
    data = bytearray(path.read_bytes())
    data[-8:-4] = (len(data) - 12).to_bytes(4, "little")
    path.write_bytes(data)
    (error,) = read_file(path)
    assert "is damaged, or no Parquet" in str(error)
    assert "\n" not in str(error)


def test_without_a_column_of_texts(tmp_path):
    (error,) = read_file(write(tmp_path / "a.parquet", [{"body": "One."}]))
    assert 'has no column "text"' in str(error)


def test_folders_have_them(tmp_path):
    write(tmp_path / "a.parquet", [{"text": "One."}])
    assert list_files([tmp_path]) == [str(tmp_path / "a.parquet")]
