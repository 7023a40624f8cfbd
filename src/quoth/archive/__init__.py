"""The archive room: many readings in one SQLite file, written, asked and checked.

`database.py` opens it, `schema/` makes its tables, `writing.py` and `loading.py` put readings in and take them out as
they were. Everything else asks: `asking.py` who said what, `checking/` whether a quotation is true to what was said.
"""

from quoth.archive.database import Archive, open_archive

__all__ = ["Archive", "open_archive"]
