"""Model folders -> their thresholds and scores, written into their manifests.

    python -m training tune

Thresholds are chosen on dev and on the articles that `prepare` held out of training, together: forty articles alone
move them to and fro. Then dev is scored, in int8 and in full precision.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from quoth.domain import Article, Reading
from quoth.evaluation.attributions import AttributionScores, score_attributions
from quoth.evaluation.chains import score_chains
from quoth.evaluation.corpora import GoldDocument, corpora_folder, read_chains, read_polnear
from quoth.evaluation.counts import Counts
from quoth.evaluation.evaluate import evaluate
from quoth.evaluation.report import figures
from quoth.extraction.attributions import settle
from quoth.extraction.candidates import Candidate, find_candidates
from quoth.layout.features import Layout, lay_out
from quoth.model import FOLDER as SHIPPED
from quoth.model import Model
from quoth.pipeline import read
from training.prepare import HELD_OUT_EVERY
from training.quantise import FULL, write_manifest

log = logging.getLogger("tune")

OUTER = tuple(product((0.3, 0.4, 0.5), (0.35, 0.4, 0.45, 0.5, 0.55)))
INNER = tuple(product((0.2, 0.3, 0.4, 0.5), (0.2, 0.3, 0.4, 0.5)))


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what the model sees in it, before any threshold."""

    gold: GoldDocument
    article: Article
    layout: Layout
    candidates: list[Candidate]

    def settled(self, thresholds: Mapping[str, float]) -> Reading:
        """The reading under these thresholds."""
        attributions, orphans = settle(self.article, self.layout, self.candidates, thresholds)
        return Reading(self.article, tuple(attributions), (), tuple(orphans))


def read_all(documents: Iterable[GoldDocument], model: Model) -> list[Read]:
    """Run the model once over each document."""
    found = []
    for gold in documents:
        article = Article(gold.id, gold.text)
        layout = lay_out(article, model.tokenizer)
        found.append(Read(gold, article, layout, find_candidates(layout, model)))
    return found


def tune(flat: Sequence[Read], nested: Sequence[Read], thresholds: Mapping[str, float]) -> dict[str, float]:
    """The thresholds with the best figures: outermost ones by the sum of four measures, inner ones by nested F1."""
    best = dict(thresholds)
    outer = [{**best, "cue": cue, "unit": unit} for cue, unit in OUTER]
    best = max(outer, key=lambda tried: _outer_score(flat, tried))
    inner = [{**best, "inner_cue": cue, "inner_unit": unit} for cue, unit in INNER]
    return max(inner, key=lambda tried: _inner_score(nested, tried))


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Tune on the shipped model, score both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--full", type=Path, default=FULL)
    options = parser.parse_args(arguments)
    corpora = corpora_folder()
    model = Model(options.model)
    held_out = list(read_polnear(corpora, "train"))[::HELD_OUT_EVERY]
    names = {document.id for document in held_out}
    chains = [document for document in read_chains(corpora, "train") if document.id in names]
    flat = read_all([*held_out, *read_polnear(corpora, "dev")], model)
    nested = read_all([*chains, *read_chains(corpora, "dev")], model)
    thresholds = tune(flat, nested, model.thresholds)
    log.info("thresholds %s", thresholds)
    scores: dict[str, object] = {}
    for kind, folder in (("full precision", options.full), ("int8", options.model)):
        _update(folder, {"thresholds": thresholds})
        scores[kind] = figures(evaluate(partial(read, model=Model(folder)), corpora))
        log.info("%s %s", kind, json.dumps(scores[kind]))
    _update(options.model, {"scores": {"dev": scores}})


def _update(folder: Path, facts: Mapping[str, object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, {**manifest, **facts})
