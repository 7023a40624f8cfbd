"""Statements as schema.org has them: a Quotation for words in quotation marks, a Claim for all others, in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quoth.archive.content import content_in_words
from quoth.archive.identity import day_of, digest_of
from quoth.domain import Article, Attribution, Entity, EntityKind, QuotationType, Reading
from quoth.export.identifiers import article_iri, entity_iri, statement_iri

CONTEXT = "https://schema.org"
_TYPES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.GROUP: "Organization",
    EntityKind.DOCUMENT: "CreativeWork",
    EntityKind.WORK: "CreativeWork",
    EntityKind.PLACE: "Place",
}


def document(readings: Iterable[Reading]) -> Iterator[str]:
    """One graph in pieces, a node at a time."""
    yield json.dumps({"@context": CONTEXT}).removesuffix("}") + ', "@graph": ['
    first = True
    for reading in readings:
        for node in _nodes(reading):
            yield ("\n" if first else ",\n") + json.dumps(node, ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _nodes(reading: Reading) -> Iterator[dict[str, Any]]:
    yield _article(reading.article)
    digest = digest_of(reading.article)
    for attribution in reading.attributions:
        # "Declined to comment" claims nothing.
        if attribution.content:
            yield _statement(reading, attribution, digest)


def _article(article: Article) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": article_iri(article), "@type": "NewsArticle"}
    facts = {"headline": article.title, "url": article.url, "datePublished": day_of(article.published)}
    node |= {name: value for name, value in facts.items() if value}
    if article.outlet:
        node["publisher"] = {"@type": "Organization", "name": article.outlet}
    if article.authors:
        node["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    return node


def _statement(reading: Reading, attribution: Attribution, digest: str) -> dict[str, Any]:
    article, direct = reading.article, attribution.quotation is QuotationType.DIRECT
    node: dict[str, Any] = {
        "@id": statement_iri(attribution.id, digest),
        "@type": "Quotation" if direct else "Claim",
        "text": content_in_words(attribution.content, article.text),
    }
    where = {"@id": article_iri(article)}
    node["isPartOf" if direct else "appearance"] = where
    if attribution.speaker is not None:
        node["creator"] = _entity(reading.entity(attribution.speaker), digest)
    if attribution.targets:
        node["about"] = [_entity(reading.entity(target), digest) for target in attribution.targets]
    if attribution.parent is not None:
        node["isBasedOn"] = {"@id": statement_iri(attribution.parent, digest)}
    return node


def _entity(entity: Entity, digest: str) -> dict[str, Any]:
    return {"@id": entity_iri(entity, digest), "@type": _TYPES.get(entity.kind, "Thing"), "name": entity.name}
