"""Where statements come from, as PROV-JSON: quoted from what, attributed to whom, with what as primary source.

See https://www.w3.org/submissions/prov-json/. `wasQuotedFrom` and `hadPrimarySource` are derivations with a type there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from quoth.archive.content import content_in_words
from quoth.archive.identity import day_of, digest_of, key_of
from quoth.domain import Attribution, Entity, EntityKind, Reading

_PREFIXES = {"quoth": "urn:quoth:", "prov": "http://www.w3.org/ns/prov#"}
_AGENTS = {EntityKind.PERSON: "prov:Person", EntityKind.ORGANIZATION: "prov:Organization"}
_WORKS = frozenset({EntityKind.DOCUMENT, EntityKind.WORK})


def document(readings: Iterable[Reading]) -> str:
    """The whole document; all of it must be in memory, since PROV-JSON groups by kind of record."""
    records: dict[str, dict[str, Any]] = {"entity": {}, "agent": {}, "wasDerivedFrom": {}, "wasAttributedTo": {}}
    for reading in readings:
        _add_reading(records, reading)
    return json.dumps(
        {"prefix": _PREFIXES, **{name: held for name, held in records.items() if held}}, ensure_ascii=False
    )


def _add_reading(records: dict[str, dict[str, Any]], reading: Reading) -> None:
    article = reading.article
    id = f"quoth:article-{digest_of(article)[:32]}"
    facts = {"prov:label": article.title, "quoth:outlet": article.outlet, "quoth:url": article.url}
    facts["quoth:published"] = day_of(article.published)
    records["entity"][id] = {name: value for name, value in facts.items() if value}
    for name in (article.outlet, *article.authors):
        if name:
            kind = "prov:Organization" if name == article.outlet else "prov:Person"
            agent = _agent(records, f"{kind}/{name}", name, kind)
            _relate(records, "wasAttributedTo", {"prov:entity": id, "prov:agent": agent})
    for attribution in reading.attributions:
        _add_statement(records, reading, attribution, id)


def _add_statement(
    records: dict[str, dict[str, Any]], reading: Reading, attribution: Attribution, article: str
) -> None:
    statement = _statement_id(article, attribution.id)
    records["entity"][statement] = {
        "prov:value": content_in_words(attribution.content, reading.article.text),
        "quoth:act": str(attribution.act),
        "quoth:quotation": str(attribution.quotation),
        "quoth:polarity": str(attribution.polarity),
    }
    # Inside another statement it is quoted from that, which is quoted from the article.
    whence = _statement_id(article, attribution.parent) if attribution.parent is not None else article
    _derive(records, statement, whence, "prov:Quotation")
    if attribution.speaker is None:
        return
    speaker = reading.entity(attribution.speaker)
    if speaker.kind in _WORKS:
        work = _id("work", key_of(speaker, digest_of(reading.article)))
        records["entity"].setdefault(work, {"prov:label": speaker.name})
        _derive(records, statement, work, "prov:PrimarySource")
        if speaker.author is not None:
            author = _speaker(records, reading.entity(speaker.author), reading)
            _relate(records, "wasAttributedTo", {"prov:entity": work, "prov:agent": author})
    else:
        agent = _speaker(records, speaker, reading)
        _relate(records, "wasAttributedTo", {"prov:entity": statement, "prov:agent": agent})


def _speaker(records: dict[str, dict[str, Any]], entity: Entity, reading: Reading) -> str:
    key = key_of(entity, digest_of(reading.article))
    return _agent(records, key, entity.name, _AGENTS.get(entity.kind, "prov:Agent"))


def _agent(records: dict[str, dict[str, Any]], key: str, name: str, kind: str) -> str:
    id = _id("agent", key)
    records["agent"].setdefault(id, {"prov:label": name, "prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}})
    return id


def _derive(records: dict[str, dict[str, Any]], one: str, other: str, kind: str) -> None:
    given = {"prov:generatedEntity": one, "prov:usedEntity": other}
    _relate(records, "wasDerivedFrom", {**given, "prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}})


def _relate(records: dict[str, dict[str, Any]], kind: str, relation: dict[str, Any]) -> None:
    # The same relation has the same name, so that it is in the document once.
    name = sha256(json.dumps(relation, sort_keys=True).encode()).hexdigest()[:24]
    records[kind][f"_:{name}"] = relation


def _statement_id(article: str, id: str) -> str:
    return _id("statement", f"{article}/{id}")


def _id(kind: str, key: str) -> str:
    """A name without characters that qualified names forbid."""
    return f"quoth:{kind}-{sha256(key.encode()).hexdigest()[:32]}"
