"""How well mentions are put together into entities: MUC, B³, CEAF-e, and the mean of their F1, the CoNLL score.

As the reference scorer counts them on predicted mentions: Pradhan and others, "Scoring Coreference Partitions of
Predicted Mentions" (ACL 2014). A clustering is a list of sets of mentions, whatever mentions are; mentions of the two
sides are the same if they are equal. Counts of documents add up before figures are made of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from quoth.evaluation.assignment import best_assignment
from quoth.evaluation.counts import Summable

Cluster = frozenset[Hashable]
Clustering = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class Agreement(Summable):
    """By one metric, how much of what is predicted is right, and how much of the gold is found; parts count."""

    right: float = 0.0
    predicted: int = 0
    found: float = 0.0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The right as a share of the predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The found as a share of the gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Coreference(Summable):
    """The three metrics of the CoNLL score; B³ counts mentions, MUC links, CEAF-e entities."""

    muc: Agreement = field(default_factory=Agreement)
    b_cubed: Agreement = field(default_factory=Agreement)
    ceaf_e: Agreement = field(default_factory=Agreement)

    @property
    def conll(self) -> float:
        """The mean of the three F1, as in the CoNLL shared tasks of 2011 and 2012."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def score_clusters(gold: Iterable[Iterable[Hashable]], predicted: Iterable[Iterable[Hashable]]) -> Coreference:
    """Compare the entities of one document.

    Clusters of one mention are left out on both sides, as in the shared tasks: whoever is mentioned once corefers with
    nothing. A mention that stands in two clusters counts in the first.
    """
    key, response = _chains(gold), _chains(predicted)
    return Coreference(muc(key, response), b_cubed(key, response), ceaf_e(key, response))


def muc(key: Clustering, response: Clustering) -> Agreement:
    """Links (Vilain and others, 1995): of the n - 1 that hold a cluster together, those that the other side has too."""
    found, gold = _links(key, response)
    right, predicted = _links(response, key)
    return Agreement(right, predicted, found, gold)


def b_cubed(key: Clustering, response: Clustering) -> Agreement:
    """Mentions (Bagga and Baldwin, 1998): of each one's cluster, the share that its other cluster has too."""
    found, gold = _shared(key, response)
    right, predicted = _shared(response, key)
    return Agreement(right, predicted, found, gold)


def ceaf_e(key: Clustering, response: Clustering) -> Agreement:
    """Entities (Luo, 2005): paired one to one so that the Dice coefficients of their mentions add up to the most."""
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in response] for one in key]
    total = sum(alike[row][column] for row, column in best_assignment(alike))
    return Agreement(total, len(response), total, len(key))


def _links(clusters: Clustering, others: Clustering) -> tuple[int, int]:
    """How many links hold the clusters together, and how many of these hold in the other clustering."""
    where = _where(others)
    kept = every = 0
    for cluster in clusters:
        homes = {where[mention] for mention in cluster if mention in where}
        strangers = sum(mention not in where for mention in cluster)
        kept += len(cluster) - len(homes) - strangers
        every += len(cluster) - 1
    return kept, every


def _shared(clusters: Clustering, others: Clustering) -> tuple[float, int]:
    where = _where(others)
    shared = 0.0
    for cluster in clusters:
        together = Counter(where[mention] for mention in cluster if mention in where)
        shared += sum(number**2 for number in together.values()) / len(cluster)
    return shared, sum(map(len, clusters))


def _where(clusters: Clustering) -> dict[Hashable, int]:
    return {mention: place for place, cluster in enumerate(clusters) for mention in cluster}


def _chains(clusters: Iterable[Iterable[Hashable]]) -> list[Cluster]:
    seen: set[Hashable] = set()
    chains = []
    for cluster in clusters:
        new = frozenset(cluster) - seen
        seen |= new
        if len(new) > 1:
            chains.append(new)
    return chains
