"""Names for articles, statements and entities that are the same in every export: web addresses and URNs."""

from __future__ import annotations

from urllib.parse import quote

from quoth.archive.identity import digest_of, key_of
from quoth.domain import Article, Attribution, Entity


def article_iri(article: Article) -> str:
    """The web address of an article, or a URN made of its content."""
    return article.url or article_urn(article)


def article_urn(article: Article) -> str:
    """A URN for one version of an article."""
    return f"urn:quoth:article:{digest_of(article)[:32]}"


def statement_iri(article: Article, attribution: Attribution) -> str:
    """A URN for a statement in one version of an article."""
    return f"urn:quoth:statement:{digest_of(article)[:32]}:{quote(attribution.id, safe='')}"


def entity_iri(entity: Entity, article: Article) -> str:
    """The item of an entity at Wikidata, or a URN of its key."""
    if entity.wikidata:
        return f"http://www.wikidata.org/entity/{quote(entity.wikidata, safe='')}"
    return f"urn:quoth:entity:{quote(key_of(entity, digest_of(article)), safe='')}"
