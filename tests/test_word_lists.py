"""Lists of words: how they are read, and that each says where it comes from."""

from pathlib import Path

import pytest

import quoth
from quoth.word_lists import list_lines

PACKAGE = Path(quoth.__file__).parent
LISTS = sorted(
    file for ending in ("txt", "csv") for file in PACKAGE.rglob(f"*.{ending}") if "weights" not in file.parts
)


def test_comments_and_empty_lines_are_no_words() -> None:
    lines = list_lines("quoth.resolution.names", "titles.txt")
    assert "mr" in lines
    assert not any(line.startswith("#") or not line for line in lines)


def test_lines_that_go_on_from_the_last_keep_the_space_that_says_so() -> None:
    assert any(line.startswith(" ") for line in list_lines("quoth.extraction.cues", "acts.txt"))


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_a_list_says_where_it_comes_from(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")
