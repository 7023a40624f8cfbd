"""A document's gold and a reading of it, side by side: what of both counts, made comparable and paired off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.domain import Attribution, Reading
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.matching import LEAST_JACCARD, Pairs, match_contents, match_nesting
from quoth.evaluation.normalise import Roles, normalise_roles, normalise_spans, source_jaccard


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and predicted attributions that count, their normalised roles, and pairs of their places."""

    text: str
    gold: Sequence[GoldAttribution]
    predicted: Sequence[Attribution]
    gold_roles: Sequence[Roles]
    predicted_roles: Sequence[Roles]
    pairs: Pairs

    @property
    def matched(self) -> list[tuple[GoldAttribution, Attribution]]:
        """The attributions of each pair."""
        return [(self.gold[left], self.predicted[right]) for left, right in self.pairs]

    @property
    def same_source(self) -> Pairs:
        """The pairs whose source words have a Jaccard of at least 0.5, or of which neither has a source."""
        return [
            (left, right)
            for left, right in self.pairs
            if source_jaccard(self.text, self.gold_roles[left].source, self.predicted_roles[right].source)
            >= LEAST_JACCARD
        ]


def compare(document: GoldDocument, reading: Reading) -> Comparison:
    """All attributions of one document, paired by their contents alone (`match_contents`)."""
    gold, predicted = comparable(document, reading)
    gold_roles, predicted_roles = _roles(document.text, gold, predicted)
    pairs = match_contents(document.text, gold_roles, predicted_roles)
    return Comparison(document.text, gold, predicted, gold_roles, predicted_roles, pairs)


def compare_nested(document: GoldDocument, reading: Reading) -> Comparison:
    """All attributions of one document whose nested ones are marked, paired by contents and cues (`match_nesting`)."""
    gold, predicted = comparable(document, reading)
    gold_roles, predicted_roles = _roles(document.text, gold, predicted)
    nested = [row.parent is not None for row in gold]
    pairs = match_nesting(document.text, gold_roles, predicted_roles, nested=nested)
    return Comparison(document.text, gold, predicted, gold_roles, predicted_roles, pairs)


def comparable(document: GoldDocument, reading: Reading) -> tuple[list[GoldAttribution], list[Attribution]]:
    """The gold and predicted attributions that count; one without content is none.

    PolNeAR marks only the outermost attributions, so where the gold is not nested only predictions without a parent
    count.
    """
    text = document.text
    gold = [row for row in document.attributions if normalise_spans(text, row.content)]
    predicted = [
        row
        for row in reading.attributions
        if (document.nested or row.parent is None) and normalise_spans(text, row.content)
    ]
    return gold, predicted


def _roles(
    text: str, gold: Sequence[GoldAttribution], predicted: Sequence[Attribution]
) -> tuple[list[Roles], list[Roles]]:
    return [normalise_roles(text, row) for row in gold], [normalise_roles(text, row) for row in predicted]
