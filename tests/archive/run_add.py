"""Adds articles as `quoth add` does, with a reader that needs no model: `... run_add ARCHIVE FILE`."""

from __future__ import annotations

import sys

from quoth.archive import open_archive
from quoth.archive.adding import add
from quoth.cli.shared import errors_told
from quoth.intake import read_file
from tests.archive.reading import read_simply

if __name__ == "__main__":
    with errors_told(), open_archive(sys.argv[1], write=True) as archive:
        add(archive, read_file(sys.argv[2]), read=read_simply)
