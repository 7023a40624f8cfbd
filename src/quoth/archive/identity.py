"""What makes two things the same: articles by content and by address, entities by key, names by their letters."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from quoth.domain import Article, Entity, EntityKind, Reading
from quoth.intake.formats import COLLECTION_SUFFIXES, JSON_SUFFIXES, bare_suffix

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_LEADING_ARTICLE = re.compile(r"^(?:the|an?) (?=.)", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’ʼ`.]")
_NO_LETTERS = re.compile(r"[\W_]+")


def digest_of(article: Article) -> str:
    """The same for the same content: its text and what it says about itself, but not the file that it came in."""
    facts = [article.text, article.title, *article.authors, None, article.outlet, article.published, article.url]
    return sha256(json.dumps(facts).encode()).hexdigest()


def address_of(article: Article) -> str | None:
    """What the versions of one article share: its web address, or else its file's, with its id if that holds many.

    An article without either has none, and no other is a version of it.
    """
    if article.url:
        return article.url
    if not article.path:
        return None
    # Not `resolve`: a link that leads to another file every day still names one article.
    address = Path(os.path.abspath(article.path)).as_uri()  # noqa: PTH100
    if bare_suffix(article.path) not in JSON_SUFFIXES | COLLECTION_SUFFIXES:
        return address
    # An id that was made from the text would be another for every version.
    stated = article.id != sha256(article.text.encode()).hexdigest()[:16]
    return f"{address}#{article.id}" if stated else None


def day_of(published: str | None) -> str | None:
    """The day, month or year with which an ISO 8601 date begins: `"2024-10-14T09:30Z"` gives `"2024-10-14"`."""
    match = _DAY.match(published or "")
    return match.group() if match else None


def fold(name: str) -> str:
    """A name as it is compared: `"The Café’s “Friends”"` is `"cafes friends"`."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    bare = _NO_LETTERS.sub(" ", _APOSTROPHES.sub("", bare)).strip()
    return _LEADING_ARTICLE.sub("", bare) or name.strip().casefold()


def key_of(entity: Entity, digest: str) -> str:
    """The key of an entity in all articles: its own, or one made of kind and name.

    What has no name ("a spokesman", "the letter") is another in every article, so that the article's digest is in it.
    """
    if entity.key:
        return entity.key
    bare = _LEADING_ARTICLE.sub("", entity.name)
    named = any(character.isupper() for character in bare)
    nameless = entity.kind in {EntityKind.UNNAMED, EntityKind.NONE} or not named
    key = f"{entity.kind}/{fold(entity.name)}"
    return f"{key}@{digest[:12]}" if nameless else key


def key_in(reading: Reading, entity: Entity) -> str:
    """As `key_of`, of an entity of this reading."""
    # The digest is wanted for the nameless alone, and takes a while.
    return entity.key or key_of(entity, digest_of(reading.article))
