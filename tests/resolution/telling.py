"""Articles made up for tests, with attributions by their words, and what resolution says of them."""

from __future__ import annotations

from typing import Any

from quoth.domain import Article, Attribution, Entity, Span, Voice
from quoth.intake import read_document
from quoth.layout.features import lay_out
from quoth.model import default_model
from quoth.resolution.mentions.found import FoundMention, Links
from quoth.resolution.names.aliases import AliasTable
from quoth.resolution.resolve import resolve

ONE, BODY, MANY = Voice.PERSON, Voice.ORGANIZATION, Voice.GROUP
PAPER, UNNAMED = Voice.DOCUMENT, Voice.UNNAMED


class Told:
    """An article, and what attributions of it resolve to."""

    def __init__(self, article: Article | str) -> None:
        self.article = read_document(article) if isinstance(article, str) else article
        self.made: list[Attribution] = []
        self.found: list[FoundMention] = []
        self.links: Links | None = None
        self.aliases: AliasTable | None = None

    def span(self, words: str, nth: int = 0) -> Span:
        """Where words stand for the `nth` time, counted from 0."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def add(
        self,
        source: str,
        voice: Voice = ONE,
        *,
        content: str = "",
        cue: str = "",
        parent: int | None = None,
        nth: int = 0,
        cue_nth: int = 0,
        **values: Any,
    ) -> Told:
        """One more attribution by its words; `parent` is the number of the one that it lies in."""
        above = None if parent is None else self.made[parent]
        if above:
            values |= {"parent": above.id, "depth": above.depth + 1}
        self.made.append(
            Attribution(
                f"a{len(self.made) + 1}",
                (self.span(content),) if content else (),
                (self.span(source, nth),) if source else (),
                (self.span(cue, cue_nth),) if cue else (),
                voice=voice,
                **values,
            )
        )
        return self

    def resolve(self) -> tuple[list[Attribution], dict[str, Entity]]:
        layout = lay_out(self.article, default_model().tokenizer)
        attributions, entities = resolve(self.article, layout, self.made, self.found, self.links, aliases=self.aliases)
        assert [entity.id for entity in entities] == [f"e{n + 1}" for n in range(len(entities))]
        return attributions, {entity.id: entity for entity in entities}

    def speakers(self) -> list[str | None]:
        attributions, entities = self.resolve()
        return [entities[one.speaker].name if one.speaker else None for one in attributions]

    def chains(self) -> list[list[str]]:
        attributions, entities = self.resolve()
        return [[entities[id].name for id in one.chain] for one in attributions]

    def targets(self) -> list[list[str]]:
        attributions, entities = self.resolve()
        return [[entities[id].name for id in one.targets] for one in attributions]

    def entity(self, name: str) -> Entity:
        (found,) = (entity for entity in self.resolve()[1].values() if entity.name == name)
        return found

    def mentions(self, name: str) -> list[str]:
        return [mention.span.of(self.article.text) for mention in self.entity(name).mentions]
