"""Statements as W3C Web Annotations: what they rest on, by position and by quotation, and who says it.

One annotation page in JSON-LD, see https://www.w3.org/TR/annotation-model/. Positions are code points, as there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quoth.archive.identity import digest_of
from quoth.domain import Attribution, Reading, Span
from quoth.export.identifiers import article_iri, entity_iri, statement_iri

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def document(readings: Iterable[Reading]) -> Iterator[str]:
    """The page in pieces, an annotation at a time."""
    start = json.dumps({"@context": CONTEXT, "id": "urn:quoth:annotations", "type": "AnnotationPage"})
    yield start.removesuffix("}") + ', "items": ['
    first = True
    for reading in readings:
        digest = digest_of(reading.article)
        for attribution in reading.attributions:
            yield ("\n" if first else ",\n") + json.dumps(_annotation(reading, attribution, digest), ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _annotation(reading: Reading, attribution: Attribution, digest: str) -> dict[str, Any]:
    text, source = reading.article.text, article_iri(reading.article)
    # A statement without content ("declined to comment") rests on its cue.
    spans = attribution.content or attribution.cue or attribution.source
    annotation: dict[str, Any] = {
        "id": statement_iri(attribution.id, digest),
        "type": "Annotation",
        "motivation": "describing",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(reading, attribution)],
        "target": [
            {"type": "SpecificResource", "source": source, "selector": _selectors(text, span)} for span in spans
        ],
    }
    if attribution.speaker is not None:
        speaker = reading.entity(attribution.speaker)
        annotation["body"].append(
            {"type": "SpecificResource", "purpose": "identifying", "source": entity_iri(speaker, digest)}
        )
    return annotation


def _tags(reading: Reading, attribution: Attribution) -> Iterator[str]:
    if attribution.speaker is not None:
        yield f"speaker: {reading.entity(attribution.speaker).name}"
    yield f"act: {attribution.act}"
    yield f"quotation: {attribution.quotation}"
    yield f"polarity: {attribution.polarity}"
    for target in attribution.targets:
        yield f"about: {reading.entity(target).name}"


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]
