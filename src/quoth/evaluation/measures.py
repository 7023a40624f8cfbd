"""An evaluation -> its measures by name: what was counted, and the figure in per cent that follows."""

from __future__ import annotations

from collections.abc import Mapping

from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.evaluate import CorpusScores, Evaluation

Counted = Counts | Share | Outcomes
# By corpus, then by measure.
Measures = dict[str, dict[str, Counted]]
Figures = Mapping[str, Mapping[str, float]]

NONE = "–"


def measures(evaluation: Evaluation) -> Measures:
    """Every measure of docs/evaluation.md, by corpus, in the order of the page.

    Counts are figured by F1, shares as they are, confidence as 100 less its calibration error: of all more is better.
    """
    return {
        "polnear": _polnear(evaluation.polnear),
        "chains": _chains(evaluation.chains),
        "gum": _gum(evaluation.gum),
    }


def figures(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The figures alone, in per cent to a tenth, by corpus and measure; what has nothing to count is left out."""
    return {
        corpus: {name: round(percent(counted), 1) for name, counted in named.items() if size(counted)}
        for corpus, named in measures(evaluation).items()
    }


def percent(counted: Counted) -> float:
    """F1, share or 100 less the calibration error, in per cent."""
    if isinstance(counted, Counts):
        return 100 * counted.f1
    if isinstance(counted, Share):
        return 100 * counted.value
    return 100 * (1 - counted.calibration_error)


def size(counted: Counted) -> float:
    """How many attributions the figure rests on; for F1 the mean of predicted and gold."""
    if isinstance(counted, Counts):
        return (counted.predicted + counted.gold) / 2
    return counted.total if isinstance(counted, Share) else len(counted.each)


def figure(counted: Counted) -> str:
    """The figure in per cent, and a dash where there was nothing to count: `64.9`."""
    return f"{percent(counted):.1f}" if size(counted) else NONE


def counts_of(counted: Counted) -> str:
    """Where a figure comes from: `P 66.1 = 1,300/1,966, R 63.7 = 1,300/2,040`."""
    if isinstance(counted, Outcomes):
        return f"{len(counted.each):,} predictions"
    if isinstance(counted, Share):
        return f"{counted.right:,}/{counted.total:,}"
    precision, recall = Share(counted.matched, counted.predicted), Share(counted.matched, counted.gold)
    return f"P {figure(precision)} = {counts_of(precision)}, R {figure(recall)} = {counts_of(recall)}"


def _polnear(scores: CorpusScores) -> dict[str, Counted]:
    attributions, roles = scores.attributions, scores.roles
    return {
        "content exact": attributions.exact,
        "content relaxed": attributions.relaxed,
        "attribution": attributions.attribution,
        "cue": attributions.cue,
        "recall, direct": attributions.direct,
        "recall, mixed": attributions.mixed,
        "recall, indirect": attributions.indirect,
        "speech cues, precision": attributions.speech.precision,
        "speech cues, recall": attributions.speech.recall,
        "role exact, source": roles.source,
        "role exact, cue": roles.cue,
        "role exact, content": roles.content,
        "confidence": scores.confidence,
    }


def _chains(scores: CorpusScores) -> dict[str, Counted]:
    chains, orphans = scores.chains, scores.orphans
    return {
        "nested": chains.nested,
        "negative": chains.negative,
        "act": chains.act,
        "kind": chains.kind,
        "speaker": chains.speaker,
        "speaker, of matched": chains.speaker_matched,
        "replies": chains.replies,
        "replies, how": chains.replies_how,
        "orphans": orphans.found,
        "orphans, kind": orphans.kind,
        "confidence, nested": scores.nested_confidence,
    }


def _gum(scores: CorpusScores) -> dict[str, Counted]:
    relaxed, chains = scores.attributions.relaxed, scores.chains
    return {
        "found": Share(relaxed.matched, relaxed.gold),
        "content relaxed, all attributions": relaxed,
        "nested": chains.nested,
        "negative": chains.negative,
        "speaker": chains.speaker,
    }
