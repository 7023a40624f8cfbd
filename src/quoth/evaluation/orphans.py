"""How well quotations that belong to no attribution are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from quoth.domain import Reading, Spans
from quoth.evaluation.corpora import GoldDocument
from quoth.evaluation.counts import Counts, Share, Summable
from quoth.evaluation.normalise import normalise_spans


@dataclass(frozen=True, slots=True)
class OrphanScores(Summable):
    """Counts of orphans found by their text, and of the right kind among those found."""

    found: Counts = field(default_factory=Counts)
    kind: Share = field(default_factory=Share)


def score_orphans(document: GoldDocument, reading: Reading) -> OrphanScores:
    """Compare the texts of orphans of one document, trimmed of marks, white space and punctuation, each used once."""
    text = document.text
    gold = [(_words(text, spans), kind) for spans, kind in document.orphans]
    ours = [(_words(text, (orphan.span,)), orphan.kind.value) for orphan in reading.orphans]
    gold_texts, our_texts = Counter(words for words, _ in gold), Counter(words for words, _ in ours)
    matched = (gold_texts & our_texts).total()
    right_kind = (Counter(gold) & Counter(ours)).total()
    return OrphanScores(Counts(matched, len(ours), len(gold)), Share(right_kind, matched))


def _words(text: str, spans: Spans) -> str:
    return " ".join(" ".join(span.of(text) for span in normalise_spans(text, spans)).split())
