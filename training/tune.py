"""Model folders -> their thresholds, calibration and scores, written into their manifests.

    python -m training tune

Thresholds and calibration are fitted on dev and on the articles that `prepare` held out of training, together: forty
articles alone move them to and fro. Then dev is scored, in int8 and in full precision, and the teacher too if it is
there.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import torch

from quoth.domain import Reading
from quoth.evaluation.attributions import AttributionScores, score_attributions
from quoth.evaluation.chains import score_chains
from quoth.evaluation.confidence import Outcomes, nested_outcomes, outcomes
from quoth.evaluation.corpora import GoldDocument, corpora_folder, read_chains, read_polnear
from quoth.evaluation.counts import Counts
from quoth.evaluation.evaluate import evaluate
from quoth.evaluation.measures import figures
from quoth.extraction.attributions import settle
from quoth.intake import read_document
from quoth.model import FOLDER as SHIPPED
from quoth.model import Model
from quoth.pipeline import Seen, conclude, look_at
from training.plans import TEACHER, load
from training.prepare import held_out
from training.quantise import FULL, UNCALIBRATED, write_manifest
from training.torch_model import TorchModel

log = logging.getLogger("tune")

OUTER = tuple(product((0.2, 0.3, 0.4, 0.5), (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)))
INNER = tuple(product((0.05, 0.1, 0.2, 0.3, 0.4), (0.4, 0.45, 0.5, 0.55, 0.6, 0.65)))

Calibration = dict[str, tuple[float, float]]


class Sights:
    """What a model sees in each text, looked at once: thresholds are tried, and dev is scored, on the same."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._seen: dict[str, Seen] = {}

    def of(self, text: str) -> Seen:
        """What the model sees in this text."""
        if text not in self._seen:
            self._seen[text] = look_at(read_document(text), self.model)
        return self._seen[text]

    def read(self, text: str) -> Reading:
        """The whole reading, with the model's thresholds and calibration of now."""
        return conclude(self.of(text), self.model)


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what the model sees in it, before any threshold."""

    gold: GoldDocument
    seen: Seen

    def settled(self, thresholds: Mapping[str, float]) -> Reading:
        """The reading under these thresholds without entities, its confidences as the scores are."""
        seen = self.seen
        attributions, orphans = settle(seen.article, seen.layout, seen.candidates, thresholds, UNCALIBRATED)
        return Reading(seen.article, tuple(attributions), (), tuple(orphans))


def read_all(documents: Iterable[GoldDocument], sights: Sights) -> list[Read]:
    """Have each document looked at."""
    return [Read(gold, sights.of(gold.text)) for gold in documents]


def tune(flat: Sequence[Read], nested: Sequence[Read], thresholds: Mapping[str, float]) -> dict[str, float]:
    """The thresholds with the best figures: outermost ones by the sum of four measures, inner ones by nested F1."""
    best = dict(thresholds)
    outer = [{**best, "cue": cue, "unit": unit} for cue, unit in OUTER]
    best = max(outer, key=lambda tried: _outer_score(flat, tried))
    inner = [{**best, "inner_cue": cue, "inner_unit": unit} for cue, unit in INNER]
    return max(inner, key=lambda tried: _inner_score(nested, tried))


def calibrate(flat: Sequence[Read], nested: Sequence[Read], thresholds: Mapping[str, float]) -> Calibration:
    """Slope and offset of the confidences of outermost and of inner attributions, as Platt (1999) fits them."""
    outer = sum((outcomes(one.gold, one.settled(thresholds)) for one in flat), Outcomes())
    inner = sum((nested_outcomes(one.gold, one.settled(thresholds)) for one in nested), Outcomes())
    return {"outer": platt(outer), "inner": platt(inner)}


def platt(outcomes_: Outcomes) -> tuple[float, float]:
    """The slope and offset that make the outcomes likeliest, given the odds' logarithms."""
    scores = torch.tensor([score for score, _ in outcomes_.each], dtype=torch.float64).clamp(1e-4, 1 - 1e-4)
    right = torch.tensor([float(right) for _, right in outcomes_.each], dtype=torch.float64)
    curve = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([curve], max_iter=100, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        search.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(curve[0] * scores.logit() + curve[1], right)
        loss.backward()
        return loss

    search.step(step)
    slope, offset = (round(float(number), 4) for number in curve.detach())
    return slope, offset


def _outer_score(documents: Sequence[Read], thresholds: Mapping[str, float]) -> float:
    total = AttributionScores()
    for document in documents:
        total += score_attributions(document.gold, document.settled(thresholds))
    return total.exact.f1 + total.relaxed.f1 + total.attribution.f1 + total.cue.f1


def _inner_score(documents: Sequence[Read], thresholds: Mapping[str, float]) -> float:
    total = Counts()
    for document in documents:
        total += score_chains(document.gold, document.settled(thresholds)).nested
    return total.f1


def fit(sights: Sights, corpora: Path) -> None:
    """Give a model its thresholds and its calibration."""
    model = sights.model
    unseen = held_out(read_polnear(corpora, "train"))
    names = {document.id for document in unseen}
    chains = [document for document in read_chains(corpora, "train") if document.id in names]
    flat = read_all([*unseen, *read_polnear(corpora, "dev")], sights)
    nested = read_all([*chains, *read_chains(corpora, "dev")], sights)
    model.thresholds = tune(flat, nested, model.thresholds)
    model.calibration = calibrate(flat, nested, model.thresholds)
    log.info("%s: thresholds %s, calibration %s", model.id, model.thresholds, model.calibration)


def main(arguments: Sequence[str] | None = None) -> None:
    """Tune on the shipped model, score both precisions, and the teacher with thresholds of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--full", type=Path, default=FULL)
    options = parser.parse_args(arguments)
    corpora = corpora_folder()
    model = Model(options.model)
    sights = Sights(model)
    fit(sights, corpora)
    fitted = {"thresholds": model.thresholds, "calibration": model.calibration}
    _update(options.full, fitted)
    scores: dict[str, object] = {}
    for kind, seen in (("int8", sights), ("full precision", Sights(Model(options.full)))):
        scores[kind] = _scores(seen, corpora)
        log.info("%s %s", kind, json.dumps(scores[kind]))
    _update(options.model, {**fitted, "scores": {"dev": scores, **teacher_scores(corpora)}})


def teacher_scores(corpora: Path) -> dict[str, object]:
    """The teacher's figures on dev, if it has been trained here; they are kept beside its weights."""
    kept = TEACHER.folder / "scores.json"
    if not kept.exists() and (TEACHER.folder / "weights.pt").exists():
        teacher = Sights(TorchModel(load(TEACHER), "teacher"))
        fit(teacher, corpora)
        kept.write_text(json.dumps(_scores(teacher, corpora), indent=2) + "\n", encoding="utf-8")
    return {"teacher": json.loads(kept.read_text(encoding="utf-8"))} if kept.exists() else {}


def _scores(sights: Sights, corpora: Path) -> dict[str, dict[str, float]]:
    return figures(evaluate(sights.read, corpora))


def _update(folder: Path, facts: Mapping[str, object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, {**manifest, **facts})
