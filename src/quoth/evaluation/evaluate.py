"""Runs a system over the dev articles of PolNeAR, chains and GUM and GAP's snippets, and adds up what it got right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.domain import Reading
from quoth.evaluation.attributions import AttributionScores, score_attributions
from quoth.evaluation.chains import ChainScores, score_chains
from quoth.evaluation.confidence import Outcomes, nested_outcomes, outcomes
from quoth.evaluation.corpora import GoldDocument, GoldPronoun, read_chains, read_gap, read_gum, read_polnear
from quoth.evaluation.counts import Summable
from quoth.evaluation.error_classes import Errors, nested_errors, outermost_errors
from quoth.evaluation.groups import Groups, score_groups
from quoth.evaluation.mentions import MentionScores, score_mentions
from quoth.evaluation.orphans import OrphanScores, score_orphans
from quoth.evaluation.pronouns import PronounScores, score_pronoun
from quoth.evaluation.roles import RoleScores, score_roles

System = Callable[[str], Reading]

CORPORA = ("polnear", "chains", "gum", "gap")


@dataclass(frozen=True, slots=True)
class CorpusScores(Summable):
    """All counts over the documents of one corpus; which of them mean something depends on what the corpus marks."""

    documents: int = 0
    attributions: AttributionScores = field(default_factory=AttributionScores)
    roles: RoleScores = field(default_factory=RoleScores)
    chains: ChainScores = field(default_factory=ChainScores)
    orphans: OrphanScores = field(default_factory=OrphanScores)
    mentions: MentionScores = field(default_factory=MentionScores)
    groups: Groups = field(default_factory=Groups)
    confidence: Outcomes = field(default_factory=Outcomes)
    nested_confidence: Outcomes = field(default_factory=Outcomes)
    errors: Errors = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts of one model on each corpus."""

    model: str
    polnear: CorpusScores = field(default_factory=CorpusScores)
    chains: CorpusScores = field(default_factory=CorpusScores)
    gum: CorpusScores = field(default_factory=CorpusScores)
    gap: PronounScores = field(default_factory=PronounScores)


def evaluate(system: System, corpora: Path, *, only: Collection[str] = CORPORA, split: str = "dev") -> Evaluation:
    """Have the system read all dev articles under `corpora`, each whole and each once, and score it.

    Of `CORPORA` those that are not named in `only` are left out; with `split="train"` it reads what training read,
    GAP apart. Raises `CorpusError` if a corpus is missing or damaged.
    """
    models: set[str] = set()
    # The articles of chains are PolNeAR's too.
    readings: dict[str, Reading] = {}

    def read(text: str) -> Reading:
        if text not in readings:
            readings[text] = system(text)
            models.add(readings[text].model)
        return readings[text]

    def documents(name: str, found: Callable[[Path, str], Iterator[GoldDocument]]) -> Iterator[GoldDocument]:
        return found(corpora, split) if name in only else iter(())

    polnear = score_documents(read, documents("polnear", read_polnear))
    chains = score_documents(read, documents("chains", read_chains))
    gum = score_documents(read, documents("gum", read_gum))
    gap = score_pronouns(read, read_gap(corpora, "validation") if "gap" in only else ())
    return Evaluation(", ".join(sorted(models)), polnear, chains, gum, gap)


def score_documents(system: System, documents: Iterable[GoldDocument]) -> CorpusScores:
    """All counts over these documents."""
    return sum((score_document(document, system(document.text)) for document in documents), start=CorpusScores())


def score_pronouns(system: System, snippets: Iterable[GoldPronoun]) -> PronounScores:
    """The counts over these snippets, each read by itself."""
    return sum((score_pronoun(snippet, system(snippet.text)) for snippet in snippets), start=PronounScores())


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
        mentions=score_mentions(document, reading),
        groups=score_groups(document, reading),
        confidence=outcomes(document, reading),
        nested_confidence=nested_outcomes(document, reading),
        errors=nested_errors(document, reading) if document.nested else outermost_errors(document, reading),
    )
