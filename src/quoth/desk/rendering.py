"""Templates -> pages; all text is escaped, and statements are worded as the export room's templates word them."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader

from quoth.archive.recent import UNSURE
from quoth.desk.kept import Page
from quoth.export.html import ALONE
from quoth.export.html import templates as export_templates
from quoth.export.terminal import one_line


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template shows
    """One page."""
    return pages().get_template(template).render(values)


@cache
def pages() -> Environment:
    """The desk's templates over those of the export room, whose macros word statements."""
    shared = export_templates()
    loaders = [PackageLoader("quoth", "desk/templates"), PackageLoader("quoth", "export/templates")]
    environment = shared.overlay(
        loader=ChoiceLoader(loaders), lstrip_blocks=True, auto_reload=False, cache_size=-1
    )  # a template is looked for once, not at every page
    environment.filters = shared.filters | {
        "one_line": one_line, "web": of_web, "key": address_part, "long_day": long_day,
        "combined": lambda query, **changed: {**query, **changed},
        "percent": lambda share: f"{share:.0%}", "number": lambda count: f"{count:,}",
    }  # fmt: skip
    environment.globals = shared.globals | {"where": where, "UNSURE": UNSURE, "ALONE": ALONE}
    return environment


@cache
def asset(name: str) -> Page | None:
    """A file that pages load, if there is one of this name."""
    types = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    if name == "reading.css":
        return Page.of(pages().get_template("reading.css").render(), types["css"])
    if name == "reading.js":
        return Page.of(pages().get_template("page.js").render(), types["js"])
    found = {file.name: file for file in files("quoth.desk").joinpath("assets").iterdir()}.get(name)
    suffix = name.rpartition(".")[2]
    return Page.of(found.read_bytes(), types[suffix]) if found and suffix in types else None


def where(path: str, **query: object) -> str:
    """A path with a query, of which what is empty is left out: `where("/a", b="c d", e=None)` is `"/a?b=c+d"`."""
    held = [(name, value) for name, value in query.items() if value not in (None, "", False, (), [])]
    flat = [(name, "1" if value is True else value) for name, value in held]
    return f"{path}?{urlencode(flat, doseq=True)}" if flat else path


def of_web(address: str | None) -> str:
    """The address if it is of the web: browsers follow no link from a served page to a file, and none may run."""
    return address if address and address.lower().startswith(("http://", "https://")) else ""


def address_part(key: str) -> str:
    """A key as the end of an address."""
    return quote(key, safe="/")


@lru_cache(maxsize=4096)
def long_day(day: str | None) -> str:
    """A day as pages write it: `"2024-03-05"` is `"5 March 2024"`, `"2024-03"` is `"March 2024"`."""
    if not day:
        return "no date"
    months = export_templates().get_template("words.html").module.months  # type: ignore[attr-defined]
    year, *rest = day.split("-")
    try:
        date(int(year), *[int(part) for part in [*rest, "1", "1"][:2]])
    except ValueError:
        return day
    words = [months[int(rest[0]) - 1]] if rest else []
    return " ".join([*([str(int(rest[1]))] if len(rest) > 1 else []), *words, year])
