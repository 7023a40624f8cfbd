"""Readings as JSON Lines: one reading a line, in the shape of docs/reading.schema.json."""

from __future__ import annotations

import json

from quoth.domain import Reading


def line(reading: Reading) -> str:
    """One line of JSON without its line end; characters stand as they are, not as escapes."""
    return json.dumps(reading.to_dict(), ensure_ascii=False, separators=(",", ":"))
