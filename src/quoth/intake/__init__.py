"""The intake room: bytes -> Article.

From plain text, HTML, PDF, JSON Lines, Parquet, WARC files, feeds and web addresses.
"""

from quoth.intake.documents import read_document
from quoth.intake.files import list_files, read_file, read_inputs
from quoth.intake.sources import list_sources, read_source

__all__ = ["list_files", "list_sources", "read_document", "read_file", "read_inputs", "read_source"]
