"""Dates as questions state them, `2016`, `2016-05` or `2016-05-31`: what is meant is all of that time."""

from __future__ import annotations

import re
from datetime import date

from quoth.errors import ArchiveError

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# Stands behind a date for its end: every day of May sorts before "2016-05~".
END = "~"


def check_dates(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The two dates as they are; `ArchiveError` if one is none, or if the first is after the end of the second."""
    for stated in (since, until):
        if stated is not None and not (_DATE.fullmatch(stated) and _is_day(f"{stated}-01-01"[:10])):
            raise ArchiveError(f"“{stated}” is no date: write it as 2016, 2016-05 or 2016-05-31.")
    if since is not None and until is not None and since > f"{until}{END}":
        raise ArchiveError(f"Nothing can be from {since} on and before the end of {until}: exchange the two dates.")
    return since, until


def during(since: str | None, until: str | None) -> dict[str, str]:
    """What SQL must ask of `attribution.day`, each condition with its value; raises as `check_dates` does."""
    since, until = check_dates(since, until)
    asked = {"attribution.day >= ?": since, "attribution.day < ?": None if until is None else f"{until}{END}"}
    return {condition: value for condition, value in asked.items() if value is not None}


def _is_day(stated: str) -> bool:
    try:
        date.fromisoformat(stated)
    except ValueError:
        return False
    return True
