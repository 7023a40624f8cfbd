"""How well mentions are found, and put together into entities, where a corpus marks every mention of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from quoth.domain import EntityKind, Reading, Span
from quoth.evaluation.coreference import Coreference, score_clusters
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Counts, Summable
from quoth.evaluation.normalise import normalise_spans

PERSON, ORGANIZATION, PLACE = TYPES = ("person", "organization", "place")

# GUM calls people persons, be it one or many, named or not. It has no type of its own for documents and works.
TYPE_OF = MappingProxyType(
    {
        EntityKind.PERSON: PERSON,
        EntityKind.GROUP: PERSON,
        EntityKind.UNNAMED: PERSON,
        EntityKind.ORGANIZATION: ORGANIZATION,
        EntityKind.PLACE: PLACE,
    }
)


@dataclass(frozen=True, slots=True)
class MentionScores(Summable):
    """Counts of mentions by their exact span, and of entities as clusters of mentions.

    `found`: mentions of people, organizations and places, whichever of the three a prediction is taken for. `people`,
    `organizations`, `places`: mentions of that type on both sides. `coreference`: all mentions of whatever type.
    `coreference_of_types`: those of people, organizations and places on both sides.
    """

    found: Counts = field(default_factory=Counts)
    people: Counts = field(default_factory=Counts)
    organizations: Counts = field(default_factory=Counts)
    places: Counts = field(default_factory=Counts)
    coreference: Coreference = field(default_factory=Coreference)
    coreference_of_types: Coreference = field(default_factory=Coreference)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention, gold or predicted: its trimmed span, its type if it has one, and the id of its entity."""

    span: Span
    type: str | None
    entity: str


def score_mentions(document: GoldDocument, reading: Reading) -> MentionScores:
    """Compare the mentions of one document; one whose corpus marks none gives no counts."""
    if document.mentions is None:
        return MentionScores()
    text = document.text
    gold = _placed(text, ((mention.span, mention.type, mention.cluster) for mention in document.mentions))
    predicted = _placed(
        text,
        (
            (mention.span, TYPE_OF.get(entity.kind), entity.id)
            for entity in reading.entities
            for mention in entity.mentions
        ),
    )
    gold_of_types, predicted_of_types = ([row for row in rows if row.type in TYPES] for rows in (gold, predicted))
    return MentionScores(
        found=_count(gold_of_types, predicted_of_types),
        people=_of_type(PERSON, gold, predicted),
        organizations=_of_type(ORGANIZATION, gold, predicted),
        places=_of_type(PLACE, gold, predicted),
        coreference=score_clusters(_clusters(gold), _clusters(predicted)),
        coreference_of_types=score_clusters(_clusters(gold_of_types), _clusters(predicted_of_types)),
    )


def _placed(text: str, rows: Iterable[tuple[Span, str | None, str]]) -> list[_Placed]:
    """The mentions with their spans trimmed of white space, quotation marks and punctuation; empty ones are none."""
    return [_Placed(trimmed, type, entity) for span, type, entity in rows for trimmed in normalise_spans(text, [span])]


def _of_type(type: str, gold: Sequence[_Placed], predicted: Sequence[_Placed]) -> Counts:
    return _count([row for row in gold if row.type == type], [row for row in predicted if row.type == type])


def _count(gold: Sequence[_Placed], predicted: Sequence[_Placed]) -> Counts:
    """Mentions with equal spans, each used once."""
    same = Counter(row.span for row in gold) & Counter(row.span for row in predicted)
    return Counts(same.total(), len(predicted), len(gold))


def _clusters(rows: Sequence[_Placed]) -> list[list[Span]]:
    clusters: dict[str, list[Span]] = {}
    for row in rows:
        clusters.setdefault(row.entity, []).append(row.span)
    return [*clusters.values()]
