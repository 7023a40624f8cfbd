"""How well attributions are found: contents, whole attributions, cues, by how contents are given, by speech cues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.domain import QuotationType, Reading
from quoth.evaluation.comparison import Comparison, compare
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Counts, Share, Sides, Summable, share
from quoth.evaluation.cues import speech_cue
from quoth.evaluation.matching import match_cues
from quoth.evaluation.normalise import Roles, quoted_passages


@dataclass(frozen=True, slots=True)
class AttributionScores(Summable):
    """Counts of the measures on attributions.

    `exact`: contents with all normalised spans equal, each used once. `relaxed`: contents matched one to one by
    character Jaccard, the largest first, at least 0.5. `attribution`: of these, pairs whose source words have a
    Jaccard of at least 0.5, or of which neither has a source. `cue`: cues that overlap, one to one; attributions
    without a cue are left out. `direct`, `mixed` and `indirect`: relaxed recall by how the gold content is given.
    `speech`: of the relaxed match, precision over predictions with a speech cue and recall over gold with one.
    """

    exact: Counts = field(default_factory=Counts)
    relaxed: Counts = field(default_factory=Counts)
    attribution: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    direct: Share = field(default_factory=Share)
    mixed: Share = field(default_factory=Share)
    indirect: Share = field(default_factory=Share)
    speech: Sides = field(default_factory=Sides)


def score_attributions(document: GoldDocument, reading: Reading) -> AttributionScores:
    """Compare all attributions of one document, as `comparable` chooses them."""
    found = compare(document, reading)
    gold, predicted = found.gold_roles, found.predicted_roles
    recalls = _recall_by_type(found)
    return AttributionScores(
        exact=Counts(_equal_contents(gold, predicted), len(predicted), len(gold)),
        relaxed=Counts(len(found.pairs), len(predicted), len(gold)),
        attribution=Counts(len(found.same_source), len(predicted), len(gold)),
        cue=_score_cues(gold, predicted),
        direct=recalls[QuotationType.DIRECT],
        mixed=recalls[QuotationType.MIXED],
        indirect=recalls[QuotationType.INDIRECT],
        speech=_score_speech(found),
    )


def _equal_contents(gold: Sequence[Roles], predicted: Sequence[Roles]) -> int:
    return (Counter(row.content for row in gold) & Counter(row.content for row in predicted)).total()


def _score_cues(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Counts:
    with_cue = [row for row in gold if row.cue]
    predicted_with_cue = [row for row in predicted if row.cue]
    return Counts(len(match_cues(with_cue, predicted_with_cue)), len(predicted_with_cue), len(with_cue))


def _score_speech(found: Comparison) -> Sides:
    gold_found, predicted_found = {left for left, _ in found.pairs}, {right for _, right in found.pairs}
    gold = [place in gold_found for place, row in enumerate(found.gold) if speech_cue(found.text, row.cue)]
    predicted = [
        place in predicted_found for place, row in enumerate(found.predicted) if speech_cue(found.text, row.cue)
    ]
    return Sides(precision=share(predicted), recall=share(gold))


def _recall_by_type(found: Comparison) -> dict[QuotationType, Share]:
    passages = quoted_passages(found.text)
    matched = {left for left, _ in found.pairs}
    recalls = dict.fromkeys(QuotationType, Share())
    for place, row in enumerate(found.gold):
        recalls[passages.quotation_type(found.text, row.content)] += Share(int(place in matched), 1)
    return recalls
