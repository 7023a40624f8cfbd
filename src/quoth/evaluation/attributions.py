"""How well attributions are found: contents, whole attributions, cues, and recall by how contents are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.domain import Attribution, QuotationType, Reading
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Counts, Share, Summable
from quoth.evaluation.matching import LEAST_JACCARD, Pairs, match_contents, match_cues
from quoth.evaluation.normalise import Roles, normalise_roles, normalise_spans, source_jaccard
from quoth.extraction.quotation_type import QuotedPassages
from quoth.layout.quotation_marks import find_quotations
from quoth.layout.words import split_paragraphs


@dataclass(frozen=True, slots=True)
class AttributionScores(Summable):
    """Counts of the measures on attributions.

    `exact`: contents with all normalised spans equal, each used once. `relaxed`: contents matched one to one by
    character Jaccard, the largest first, at least 0.5. `attribution`: of these, pairs whose source words have a
    Jaccard of at least 0.5, or of which neither has a source. `cue`: cues that overlap, one to one; attributions
    without a cue are left out. `direct`, `mixed` and `indirect`: relaxed recall by how the gold content is given.
    """

    exact: Counts = field(default_factory=Counts)
    relaxed: Counts = field(default_factory=Counts)
    attribution: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    direct: Share = field(default_factory=Share)
    mixed: Share = field(default_factory=Share)
    indirect: Share = field(default_factory=Share)


def score_attributions(document: GoldDocument, reading: Reading) -> AttributionScores:
    """Compare all attributions of one document, as `comparable` chooses them."""
    text = document.text
    gold_rows, predicted_rows = comparable(document, reading)
    gold = [normalise_roles(text, row) for row in gold_rows]
    predicted = [normalise_roles(text, row) for row in predicted_rows]
    pairs = match_contents(text, gold, predicted)
    same_source = sum(
        source_jaccard(text, gold[left].source, predicted[right].source) >= LEAST_JACCARD for left, right in pairs
    )
    recalls = _recall_by_type(text, gold_rows, pairs)
    return AttributionScores(
        exact=Counts(_equal_contents(gold, predicted), len(predicted), len(gold)),
        relaxed=Counts(len(pairs), len(predicted), len(gold)),
        attribution=Counts(same_source, len(predicted), len(gold)),
        cue=_score_cues(gold, predicted),
        direct=recalls[QuotationType.DIRECT],
        mixed=recalls[QuotationType.MIXED],
        indirect=recalls[QuotationType.INDIRECT],
    )


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


def _equal_contents(gold: Sequence[Roles], predicted: Sequence[Roles]) -> int:
    return (Counter(row.content for row in gold) & Counter(row.content for row in predicted)).total()


def _score_cues(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Counts:
    with_cue = [row for row in gold if row.cue]
    predicted_with_cue = [row for row in predicted if row.cue]
    return Counts(len(match_cues(with_cue, predicted_with_cue)), len(predicted_with_cue), len(with_cue))


def _recall_by_type(text: str, gold: Sequence[GoldAttribution], pairs: Pairs) -> dict[QuotationType, Share]:
    passages = QuotedPassages([quoted.span for quoted in find_quotations(text, split_paragraphs(text))])
    found = {left for left, _ in pairs}
    recalls = dict.fromkeys(QuotationType, Share())
    for place, row in enumerate(gold):
        recalls[passages.quotation_type(text, row.content)] += Share(int(place in found), 1)
    return recalls
