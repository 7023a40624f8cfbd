"""Named values -> article: what a line of JSON and a row of Parquet have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from quoth.errors import IntakeError
from quoth.intake.articles import make_article, well_formed
from quoth.intake.plain import first_title, line_blocks

if TYPE_CHECKING:
    from quoth.domain import Article

FIELDS = ("id", "text", "title", "author", "authors", "outlet", "published", "url")


def article_of_fields(value: Mapping[str, Any], where: str, path: str | None) -> Article:
    """The article of a record that has a `text` and any of the metadata; `IntakeError` if they are of another kind."""
    if not isinstance(value.get("text"), str):
        raise IntakeError(f'{where} has no "text": put the article there as a string.')
    text = well_formed(value["text"])
    title = _string(value, "title", where)
    blocks = line_blocks(text, title=title)
    return make_article(
        text,
        blocks,
        id=_identifier(value, where),
        title=title or first_title(text, blocks),
        authors=[*_strings(value, "author", where), *_strings(value, "authors", where)],
        outlet=_string(value, "outlet", where),
        published=_published(value, where),
        url=_string(value, "url", where),
        path=path,
    )


def _string(value: Mapping[str, Any], key: str, where: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise IntakeError(f'{where} has "{key}" that is no string: give a string or leave it out.')
    return (found or "").strip() or None


def _strings(value: Mapping[str, Any], key: str, where: str) -> list[str]:
    found = value.get(key)
    names = found if isinstance(found, list) else [found]
    if not all(name is None or isinstance(name, str) for name in names):
        raise IntakeError(f'{where} has "{key}" that is neither a string nor a list of strings: give one of them.')
    return [name for name in names if name]


def _published(value: Mapping[str, Any], where: str) -> str | None:
    """The date as it is stated; Parquet has dates and times that are no strings."""
    found = value.get("published")
    return found.isoformat() if isinstance(found, date) else _string(value, "published", where)


def _identifier(value: Mapping[str, Any], where: str) -> str | None:
    """The stated id; databases number their rows, so a whole number will do."""
    found = value.get("id")
    return str(found) if type(found) is int else _string(value, "id", where)
