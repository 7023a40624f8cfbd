"""An answer as a page to print: statements in time order, each with the number of its source, and the sources below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from quoth.archive.asking import Answer, Question
from quoth.archive.statements import Statement
from quoth.export.terminal import ABOUT, one_line


@dataclass(frozen=True, slots=True)
class _Source:
    """One article: its number in the page, and what is known of it."""

    number: int
    statement: Statement


def page(answer: Answer, question: Question) -> str:
    """One self-contained HTML page without script, for screen and paper; it says what was asked."""
    title = " ".join(filter(None, [question.who or "Everybody", f"about {question.about}" if question.about else ""]))
    sources: dict[int, _Source] = {}
    for statement in answer.statements:
        sources.setdefault(statement.article, _Source(len(sources) + 1, statement))
    template = _templates().get_template("dossier.html")
    return template.render(answer=answer, title=title, conditions=question.conditions(), sources=sources, about=ABOUT)


@cache
def _templates() -> Environment:
    templates = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=PackageLoader("quoth", "export/templates"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["line"] = one_line
    templates.filters["web"] = _web
    return templates


def _web(address: str | None) -> str:
    """The address if a browser should follow it from a page: of the web or a file, nothing that runs."""
    return address if address and address.lower().startswith(("http://", "https://", "file://")) else ""
