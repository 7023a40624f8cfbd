"""The tables of a crawl: what their columns are, and readings as their rows and back again.

Spans are half-open ranges of code points into the article's `text`. `article` is the same for the same content in
every crawl; with `id` it names an attribution or an entity. Every table has the partitions `day` and `run` beside its
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa

from quoth.archive.chains import chain_in_words
from quoth.archive.content import content_in_words
from quoth.archive.identity import digest_of, key_of
from quoth.archive.statements import hand_of
from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Orphan,
    OrphanKind,
    Polarity,
    QuotationType,
    Reading,
    Reply,
    ReplyKind,
    Span,
    Spans,
    Voice,
)

Row = dict[str, Any]
# So much of a digest of 256 bits keeps more articles apart than there are.
_KEY = 20
_AT_ONCE = 64

_SPAN = [("start", pa.int32()), ("end", pa.int32())]
_SPANS = pa.list_(pa.struct(_SPAN))
_TEXTS = pa.list_(pa.string())
_MARKED = pa.list_(pa.struct([("kind", pa.string()), *_SPAN]))

ARTICLE = pa.schema(
    [
        ("article", pa.string()),
        ("id", pa.string()),
        ("url", pa.string()),
        ("outlet", pa.string()),
        ("title", pa.string()),
        ("authors", _TEXTS),
        ("published", pa.string()),
        ("day", pa.string()),
        ("text", pa.string()),
        ("blocks", _MARKED),
        ("signature", pa.binary()),
    ]
)
# What becomes of one record of an input: an article, a reason why not, or a language that is not read.
RECORD = pa.schema(
    [
        ("path", pa.string()),
        ("offset", pa.int64()),
        ("captured", pa.string()),
        ("reason", pa.string()),
        ("language", pa.string()),
        *ARTICLE,
    ]
)
# `place` is a row's place in its reading: Parquet keeps no order.
ATTRIBUTION = pa.struct(
    [
        ("id", pa.string()),
        ("place", pa.int32()),
        ("outlet", pa.string()),
        ("url", pa.string()),
        ("speaker", pa.string()),
        ("speaker_name", pa.string()),
        ("words", pa.string()),
        ("quotation", pa.string()),
        ("act", pa.string()),
        ("polarity", pa.string()),
        ("voice", pa.string()),
        ("hand", pa.string()),
        ("depth", pa.int32()),
        ("chain", pa.string()),
        ("about", _TEXTS),
        ("about_names", _TEXTS),
        ("confidence", pa.float64()),
        ("parent", pa.string()),
        ("speaker_id", pa.string()),
        ("chain_ids", _TEXTS),
        ("about_ids", _TEXTS),
        ("source", _SPANS),
        ("cue", _SPANS),
        ("content", _SPANS),
        ("medium", _SPANS),
        ("anonymity", _SPANS),
        ("replies", pa.list_(pa.struct([("to", pa.string()), ("how", pa.string())]))),
    ]
)
ENTITY = pa.struct(
    [
        ("id", pa.string()),
        ("place", pa.int32()),
        ("key", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("aliases", _TEXTS),
        ("mentions", pa.list_(pa.struct([("form", pa.string()), *_SPAN]))),
        ("stated_key", pa.string()),
        ("author", pa.string()),
        ("wikidata", pa.string()),
    ]
)
READING = pa.schema(
    [
        ("article", pa.string()),
        ("model", pa.string()),
        ("reason", pa.string()),
        ("orphans", _MARKED),
        ("attributions", pa.list_(ATTRIBUTION)),
        ("entities", pa.list_(ENTITY)),
    ]
)


def article_key(article: Article) -> str:
    """What an article is called in all tables."""
    return digest_of(article)[:_KEY]


def article_row(article: Article) -> Row:
    """The columns of an article but its day and signature."""
    return {
        "article": article_key(article),
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "text": article.text,
        "blocks": [{"kind": str(block.kind), **_span(block.span)} for block in article.blocks],
    }


def reading_row(reading: Reading) -> Row:
    """Everything read from an article, but not the article."""
    digest = digest_of(reading.article)
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    keys = {entity.id: key_of(entity, digest) for entity in reading.entities}
    return {
        "article": digest[:_KEY],
        "model": reading.model,
        "orphans": [{"kind": str(orphan.kind), **_span(orphan.span)} for orphan in reading.orphans],
        "attributions": [
            {"place": place, **_attribution_row(reading, each, by_id, keys)}
            for place, each in enumerate(reading.attributions)
        ],
        "entities": [
            {"place": place, **_entity_row(entity, keys[entity.id])} for place, entity in enumerate(reading.entities)
        ],
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row; the file of a crawl that it came in is no address of its own."""
    return Article(
        id=row["id"],
        text=row["text"],
        blocks=tuple(Block(BlockKind(block["kind"]), _span_of(block)) for block in row["blocks"]),
        title=row["title"],
        authors=tuple(row["authors"]),
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
    )


def reading_of(article: Mapping[str, Any], attributions: Iterable[Row], entities: Iterable[Row]) -> Reading:
    """The reading that was written as these rows, equal to what it was."""
    return Reading(
        article_of(article),
        tuple(_attribution_of(row) for row in attributions),
        tuple(_entity_of(row) for row in entities),
        tuple(Orphan(_span_of(row), OrphanKind(row["kind"])) for row in article["orphans"]),
        article["model"],
    )


def batched(rows: Iterable[Row], schema: pa.Schema, size: int = _AT_ONCE) -> Iterator[pa.RecordBatch]:
    """Rows in batches, as Spark takes them back."""
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)


def _attribution_row(
    reading: Reading, each: Attribution, by_id: Mapping[str, Attribution], keys: Mapping[str, str]
) -> Row:
    return {
        "id": each.id,
        "outlet": reading.article.outlet,
        "url": reading.article.url,
        "speaker": keys[each.speaker] if each.speaker is not None else None,
        "speaker_name": reading.entity(each.speaker).name if each.speaker is not None else None,
        "words": content_in_words(each.content, reading.article.text),
        "quotation": str(each.quotation),
        "act": str(each.act),
        "polarity": str(each.polarity),
        "voice": str(each.voice),
        "hand": str(hand_of(each.depth, each.quotation)),
        "depth": each.depth,
        "chain": chain_in_words(reading, each, by_id),
        "about": [keys[id] for id in each.targets],
        "about_names": [reading.entity(id).name for id in each.targets],
        "confidence": each.confidence,
        "parent": each.parent,
        "speaker_id": each.speaker,
        "chain_ids": list(each.chain),
        "about_ids": list(each.targets),
        "source": _spans(each.source),
        "cue": _spans(each.cue),
        "content": _spans(each.content),
        "medium": _spans(each.medium),
        "anonymity": _spans(each.anonymity),
        "replies": [{"to": reply.to, "how": str(reply.how)} for reply in each.replies],
    }


def _attribution_of(row: Row) -> Attribution:
    return Attribution(
        id=row["id"],
        content=_spans_of(row["content"]),
        source=_spans_of(row["source"]),
        cue=_spans_of(row["cue"]),
        parent=row["parent"],
        depth=row["depth"],
        quotation=QuotationType(row["quotation"]),
        act=Act(row["act"]),
        polarity=Polarity(row["polarity"]),
        voice=Voice(row["voice"]),
        confidence=row["confidence"],
        speaker=row["speaker_id"],
        chain=tuple(row["chain_ids"]),
        targets=tuple(row["about_ids"]),
        medium=_spans_of(row["medium"]),
        anonymity=_spans_of(row["anonymity"]),
        replies=tuple(Reply(reply["to"], ReplyKind(reply["how"])) for reply in row["replies"]),
    )


def _entity_row(entity: Entity, key: str) -> Row:
    return {
        "id": entity.id,
        "key": key,
        "name": entity.name,
        "kind": str(entity.kind),
        "aliases": list(entity.aliases),
        "mentions": [{"form": str(mention.form), **_span(mention.span)} for mention in entity.mentions],
        "stated_key": entity.key,
        "author": entity.author,
        "wikidata": entity.wikidata,
    }


def _entity_of(row: Row) -> Entity:
    return Entity(
        id=row["id"],
        name=row["name"],
        kind=EntityKind(row["kind"]),
        aliases=tuple(row["aliases"]),
        mentions=tuple(Mention(_span_of(mention), MentionForm(mention["form"])) for mention in row["mentions"]),
        key=row["stated_key"],
        author=row["author"],
        wikidata=row["wikidata"],
    )


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _spans(spans: Spans) -> list[Row]:
    return [_span(span) for span in spans]


def _span_of(row: Mapping[str, Any]) -> Span:
    return Span(row["start"], row["end"])


def _spans_of(rows: Iterable[Row]) -> Spans:
    return tuple(_span_of(row) for row in rows)
