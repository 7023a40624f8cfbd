"""Runs a system over the dev articles of PolNeAR, chains and GUM, and adds up what it got right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from quoth.domain import Reading
from quoth.evaluation.attributions import AttributionScores, score_attributions
from quoth.evaluation.chains import ChainScores, score_chains
from quoth.evaluation.confidence import Outcomes, nested_outcomes, outcomes
from quoth.evaluation.corpora import GoldDocument, read_chains, read_gum, read_polnear
from quoth.evaluation.counts import Summable
from quoth.evaluation.error_classes import Errors, nested_errors, outermost_errors
from quoth.evaluation.groups import Groups, score_groups
from quoth.evaluation.orphans import OrphanScores, score_orphans
from quoth.evaluation.roles import RoleScores, score_roles

System = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class CorpusScores(Summable):
    """All counts over the documents of one corpus; which of them mean something depends on what the corpus marks."""

    documents: int = 0
    attributions: AttributionScores = field(default_factory=AttributionScores)
    roles: RoleScores = field(default_factory=RoleScores)
    chains: ChainScores = field(default_factory=ChainScores)
    orphans: OrphanScores = field(default_factory=OrphanScores)
    groups: Groups = field(default_factory=Groups)
    confidence: Outcomes = field(default_factory=Outcomes)
    nested_confidence: Outcomes = field(default_factory=Outcomes)
    errors: Errors = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts of one model on each corpus."""

    model: str
    polnear: CorpusScores
    chains: CorpusScores
    gum: CorpusScores


def evaluate(system: System, corpora: Path) -> Evaluation:
    """Have the system read all dev articles under `corpora`, each whole and each once, and score it.

    Raises `CorpusError` if a corpus is missing or damaged.
    """
    models: set[str] = set()
    # The articles of chains are PolNeAR's too.
    readings: dict[str, Reading] = {}

    def score(documents: Iterable[GoldDocument]) -> CorpusScores:
        total = CorpusScores()
        for document in documents:
            if document.text not in readings:
                readings[document.text] = system(document.text)
            reading = readings[document.text]
            models.add(reading.model)
            total += score_document(document, reading)
        return total

    polnear, chains, gum = (score(read(corpora, "dev")) for read in (read_polnear, read_chains, read_gum))
    return Evaluation(", ".join(sorted(models)), polnear, chains, gum)


def score_document(document: GoldDocument, reading: Reading) -> CorpusScores:
    """All counts for one document.

    Raises `ValueError` if the reading is of another text, since its offsets would then mean nothing here.
    """
    if reading.article.text != document.text:
        raise ValueError(f"The reading of {document.id} is not of that document's text.")
    return CorpusScores(
        documents=1,
        attributions=score_attributions(document, reading),
        roles=score_roles(document, reading),
        chains=score_chains(document, reading),
        orphans=score_orphans(document, reading),
        groups=score_groups(document, reading),
        confidence=outcomes(document, reading),
        nested_confidence=nested_outcomes(document, reading),
        errors=nested_errors(document, reading) if document.nested else outermost_errors(document, reading),
    )
