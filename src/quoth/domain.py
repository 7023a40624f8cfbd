"""The words of the project as frozen data: what an article is, and what a reading says of it.

Nothing here knows how a reading is made. All positions are half-open ranges of code points into `Article.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quoth._version import __version__

# What ends a line of a text, for use within the brackets of a pattern: what `str.splitlines` takes for it, less the
# separators U+001C to U+001E, which end no line of prose.
LINE_ENDS = r"\r\n\v\f\x85\u2028\u2029"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points into `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The covered text: `Span(3, 8).of("by Alice")` is `"Alice"`."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span: `Span(0, 9).covers(Span(3, 9))`."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many code points the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


Spans = tuple[Span, ...]


class BlockKind(StrEnum):
    """What part of a page a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BLOCKQUOTE = "blockquote"
    CAPTION = "caption"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article; blocks follow each other in text order and never overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one document, its blocks and its metadata.

    `published` is the date as ISO 8601 where the document states one; `path` is where it was read from.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None


class QuotationType(StrEnum):
    """How a content is given: all in quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What a cue does."""

    SAYS = "says"
    ASKS = "asks"
    DENIES = "denies"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    PROMISES = "promises"
    ORDERS = "orders"
    WARNS = "warns"
    PRAISES = "praises"
    CRITICISES = "criticises"
    THINKS = "thinks"
    KNOWS = "knows"
    WANTS = "wants"
    FEELS = "feels"
    SHOWS = "shows"
    NO_COMMENT = "no-comment"


class Polarity(StrEnum):
    """Negative when the cue denies or negates the content."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Voice(StrEnum):
    """What kind of speaker a source is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    NONE = "none"


class EntityKind(StrEnum):
    """What an entity is: every kind of voice, and what is spoken about but does not speak."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    PLACE = "place"
    WORK = "work"
    UNNAMED = "unnamed"
    NONE = "none"


class MentionForm(StrEnum):
    """How a mention refers: by a name, by a description ("the mayor"), or by a pronoun."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class ReplyKind(StrEnum):
    """How one attribution takes up another; `SUPPORTS` gives evidence for it."""

    ANSWERS = "answers"
    DENIES = "denies"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    SUPPORTS = "supports"


@dataclass(frozen=True, slots=True)
class Reply:
    """An attribution's answer to another of the same reading: `to` is the other's id."""

    to: str
    how: ReplyKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation: who (source) reports (cue) what (content).

    `parent` is the id of the attribution whose content this one lies in, `depth` how many parents it has. `speaker` and
    `chain` are entity ids, the chain outermost first: it begins with the outlet or author where the article states one.
    `targets` are the ids of the entities that the content is about, the chief one first.
    `medium` are the words that say through what or where it was said ("in a letter", "on Twitter"), `anonymity` those
    that say why an unnamed source is not named ("who was not authorised to speak publicly").
    """

    id: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    parent: str | None = None
    depth: int = 0
    quotation: QuotationType = QuotationType.INDIRECT
    act: Act = Act.SAYS
    polarity: Polarity = Polarity.POSITIVE
    voice: Voice = Voice.NONE
    confidence: float = 1.0
    speaker: str | None = None
    chain: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    medium: Spans = ()
    anonymity: Spans = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the article refers to an entity."""

    span: Span
    form: MentionForm = MentionForm.NAME


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the article speaks of, with every place where it does.

    `name` is the fullest name that the article gives, `key` the same in every article (`person/ken livingstone`);
    `aliases` are other wordings. `author` is the id of the entity that a document is by, where the article says so;
    `wikidata` is the item's id where the user's alias table has one.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    key: str = ""
    author: str | None = None
    wikidata: str | None = None


class OrphanKind(StrEnum):
    """What words in quotation marks are that no attribution holds."""

    ORPHAN = "orphan"
    TERM = "term"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Orphan:
    """Words in quotation marks that belong to no attribution; the span leaves the marks out."""

    span: Span
    kind: OrphanKind


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article, and the id of the model that read it."""

    article: Article
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    model: str = ""
    _entities: dict[str, Entity] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._entities.update((entity.id, entity) for entity in self.entities)

    def entity(self, id: str) -> Entity:
        """The entity with this id; `KeyError` if the reading has none."""
        return self._entities[id]

    def chain(self, attribution: Attribution) -> tuple[Entity, ...]:
        """Who stands between the reader and the words: outlet or author, speakers outermost first, the own one last."""
        return tuple(self._entities[id] for id in attribution.chain)

    def children(self, attribution: Attribution) -> Iterator[Attribution]:
        """The attributions directly inside this one's content, in text order."""
        return (other for other in self.attributions if other.parent == attribution.id)

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain data, in the shape that docs/reading.schema.json describes."""
        text = self.article.text
        return {
            "quoth": __version__,
            "model": self.model,
            "article": _article_dict(self.article),
            "attributions": [_attribution_dict(attribution, text) for attribution in self.attributions],
            "entities": [_entity_dict(entity, text) for entity in self.entities],
            "orphans": [{**_span_dict(orphan.span, text), "kind": str(orphan.kind)} for orphan in self.orphans],
        }


def _article_dict(article: Article) -> dict[str, Any]:
    blocks = [{"kind": str(block.kind), "start": block.span.start, "end": block.span.end} for block in article.blocks]
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "path": article.path,
        "text": article.text,
        "blocks": blocks,
    }


def _attribution_dict(attribution: Attribution, text: str) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "depth": attribution.depth,
        "quotation": str(attribution.quotation),
        "act": str(attribution.act),
        "polarity": str(attribution.polarity),
        "voice": str(attribution.voice),
        "confidence": attribution.confidence,
        "source": [_span_dict(span, text) for span in attribution.source],
        "cue": [_span_dict(span, text) for span in attribution.cue],
        "content": [_span_dict(span, text) for span in attribution.content],
        "medium": [_span_dict(span, text) for span in attribution.medium],
        "anonymity": [_span_dict(span, text) for span in attribution.anonymity],
        "speaker": attribution.speaker,
        "chain": list(attribution.chain),
        "targets": list(attribution.targets),
        "replies": [{"to": reply.to, "how": str(reply.how)} for reply in attribution.replies],
    }


def _entity_dict(entity: Entity, text: str) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": str(entity.kind),
        "key": entity.key,
        "aliases": list(entity.aliases),
        "author": entity.author,
        "wikidata": entity.wikidata,
        "mentions": [{**_span_dict(mention.span, text), "form": str(mention.form)} for mention in entity.mentions],
    }


def _span_dict(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
