"""The intake room: bytes -> Article, from plain text, HTML, PDF and JSON Lines."""

from quoth.intake.documents import read_document
from quoth.intake.files import list_files, read_file, read_inputs

__all__ = ["list_files", "read_document", "read_file", "read_inputs"]
