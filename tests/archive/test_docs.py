"""The page that describes the archive's tables is what the tables are."""

from __future__ import annotations

import re
from pathlib import Path

from quoth.archive.describe import describe

PAGE = Path(__file__).parent.parent.parent / "docs" / "archive.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == describe(), "run `make docs`"


def test_every_table_says_what_it_is():
    sections = re.split(r"^## ", describe(), flags=re.MULTILINE)[1:]
    assert len(sections) >= 20
    for section in sections:
        name, _, rest = section.partition("\n")
        assert re.match(r"\n[A-Z].+\. \*(Table|View|Full-text index)\.\*\n", rest), name
