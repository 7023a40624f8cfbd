"""An archive of the examples, open to be asked."""

from __future__ import annotations

import pytest

from quoth.archive import open_archive


@pytest.fixture
def archive(tmp_path):
    """An empty archive, open to be written."""
    with open_archive(tmp_path / "archive.db", write=True) as opened:
        yield opened
