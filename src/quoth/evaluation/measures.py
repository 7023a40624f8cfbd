"""An evaluation -> its measures by name: what was counted, and the figure in per cent that follows."""

from __future__ import annotations

from collections.abc import Mapping

from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.coreference import Agreement, Coreference
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.evaluate import CorpusScores, Evaluation
from quoth.evaluation.pronouns import PronounScores

Counted = Counts | Share | Outcomes | Agreement | Coreference
# By corpus, then by measure.
Measures = dict[str, dict[str, Counted]]
Figures = Mapping[str, Mapping[str, float]]

NONE = "–"


def measures(evaluation: Evaluation) -> Measures:
    """Every measure of docs/evaluation.md, by corpus, in the order of the page.

    Counts and agreements are figured by F1, coreference by its mean over three metrics, shares as they are, confidence
    as 100 less its calibration error: of all more is better.
    """
    return {
        "polnear": _polnear(evaluation.polnear),
        "chains": _chains(evaluation.chains),
        "gum": _gum(evaluation.gum),
        "gap": _gap(evaluation.gap),
    }


def figures(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The figures alone, in per cent to a tenth, by corpus and measure; what has nothing to count is left out."""
    return {
        corpus: {name: round(percent(counted), 1) for name, counted in named.items() if size(counted)}
        for corpus, named in measures(evaluation).items()
    }


def percent(counted: Counted) -> float:
    """F1, the mean of three F1, share or 100 less the calibration error, in per cent."""
    match counted:
        case Counts() | Agreement():
            return 100 * counted.f1
        case Coreference():
            return 100 * counted.conll
        case Share():
            return 100 * counted.value
        case Outcomes():
            return 100 * (1 - counted.calibration_error)


def size(counted: Counted) -> float:
    """How many attributions or mentions the figure rests on; for F1 the mean of predicted and gold."""
    match counted:
        case Counts() | Agreement():
            return (counted.predicted + counted.gold) / 2
        case Coreference():
            return size(counted.b_cubed)
        case Share():
            return counted.total
        case Outcomes():
            return len(counted.each)


def figure(counted: Counted) -> str:
    """The figure in per cent, and a dash where there was nothing to count: `64.9`."""
    return f"{percent(counted):.1f}" if size(counted) else NONE


def counts_of(counted: Counted) -> str:
    """Where a figure comes from: `P 66.1 = 1,300/1,966, R 63.7 = 1,300/2,040`."""
    match counted:
        case Counts():
            precision, recall = Share(counted.matched, counted.predicted), Share(counted.matched, counted.gold)
            return f"P {figure(precision)} = {counts_of(precision)}, R {figure(recall)} = {counts_of(recall)}"
        case Agreement():
            right = _parts(counted.right, counted.predicted, counted.precision)
            return f"P {right}, R {_parts(counted.found, counted.gold, counted.recall)}"
        case Coreference():
            parts = {"MUC": counted.muc, "B³": counted.b_cubed, "CEAF-e": counted.ceaf_e}
            return "the mean of " + ", ".join(f"{name} {figure(part)}" for name, part in parts.items())
        case Share():
            return f"{counted.right:,}/{counted.total:,}"
        case Outcomes():
            return f"{len(counted.each):,} predictions"


def _parts(part: float, whole: int, value: float) -> str:
    """A share of which parts count: `70.1 = 140.3/200`; links are whole."""
    return f"{100 * value:.1f} = {round(part, 1):,g}/{whole:,}" if whole else f"{NONE} = 0/0"


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
        "about": chains.about,
        "replies": chains.replies,
        "replies, how": chains.replies_how,
        "orphans": orphans.found,
        "orphans, kind": orphans.kind,
        "confidence, nested": scores.nested_confidence,
    }


def _gum(scores: CorpusScores) -> dict[str, Counted]:
    relaxed, chains, mentions = scores.attributions.relaxed, scores.chains, scores.mentions
    return {
        "found": Share(relaxed.matched, relaxed.gold),
        "content relaxed, all attributions": relaxed,
        "nested": chains.nested,
        "negative": chains.negative,
        "speaker": chains.speaker,
        "mentions": mentions.found,
        "mentions, people": mentions.people,
        "mentions, organizations": mentions.organizations,
        "mentions, places": mentions.places,
        "coreference, CoNLL": mentions.coreference,
        "coreference, MUC": mentions.coreference.muc,
        "coreference, B³": mentions.coreference.b_cubed,
        "coreference, CEAF-e": mentions.coreference.ceaf_e,
        "coreference of the three types, CoNLL": mentions.coreference_of_types,
    }


def _gap(scores: PronounScores) -> dict[str, Counted]:
    return {
        "pronouns": scores.found,
        "pronouns, masculine": scores.masculine,
        "pronouns, feminine": scores.feminine,
    }
