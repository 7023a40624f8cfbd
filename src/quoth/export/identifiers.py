"""Names for articles, statements and entities that are the same in every export: web addresses and URNs.

A `digest` is what `digest_of` says of the article: taken once for all that it holds, since it goes over all its text.
"""

from __future__ import annotations

from urllib.parse import quote

from quoth.archive.identity import digest_of, key_of
from quoth.domain import Article, Entity


def article_iri(article: Article) -> str:
    """The web address of an article, or a URN made of its content."""
    return article.url or article_urn(article)


def article_urn(article: Article) -> str:
    """A URN for one version of an article."""
    return f"urn:quoth:article:{digest_of(article)[:32]}"


def statement_iri(id: str, digest: str) -> str:
    """A URN for the statement with this id in one version of an article."""
    return f"urn:quoth:statement:{digest[:32]}:{quote(id, safe='')}"


def entity_iri(entity: Entity, digest: str) -> str:
    """The item of an entity at Wikidata, or a URN of its key."""
    if entity.wikidata:
        return f"http://www.wikidata.org/entity/{quote(entity.wikidata, safe='')}"
    return f"urn:quoth:entity:{quote(key_of(entity, digest), safe='')}"
