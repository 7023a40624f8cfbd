"""Articles, layouts and candidates by hand: texts in which each part stands once."""

from __future__ import annotations

from typing import Any

from quoth.domain import Act, Article, Block, BlockKind, Span, Voice
from quoth.extraction.cues.acts import surely
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, span_of
from quoth.intake import read_document
from quoth.layout.features import Layout, lay_out
from quoth.model import default_model


def article_of(*blocks: tuple[BlockKind, str] | str) -> Article:
    """An article of blocks, paragraphs where no kind is given, with an empty line between them."""
    text, made = "", []
    for block in blocks:
        kind, words = (BlockKind.PARAGRAPH, block) if isinstance(block, str) else block
        text += "\n\n" if text else ""
        made.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return Article("by hand", text, tuple(made))


class Hand:
    """An article with its layout, and candidates found by their words."""

    def __init__(self, article: Article | str) -> None:
        self.article = read_document(article) if isinstance(article, str) else article
        self.text = self.article.text
        self.layout: Layout = lay_out(self.article, default_model().tokenizer)
        self.places = WordPlaces(self.layout)

    def run(self, words: str) -> Run:
        assert self.text.count(words) == 1, (self.text.count(words), words)
        start = self.text.index(words)
        return self.places.run(Span(start, start + len(words)))

    def candidate(self, cue: str, *content: str, source: str = "", **more: Any) -> Candidate:
        values: dict[str, Any] = {"outer": 0.9, "inner": 0.05, "hold": 0.9, "negative": 0.0}
        values |= {"acts": surely(Act.SAYS), "voice": Voice.PERSON, "window": (0, len(self.layout.words)), **more}
        runs = tuple(self.run(words) for words in content)
        return Candidate(self.run(cue), (self.run(source),) if source else (), runs, **values)

    def contents(self, candidate: Candidate) -> list[str]:
        return [span_of(run, self.layout.words).of(self.text) for run in candidate.content]
