"""Weights of what speaks for a pronoun's antecedent, fitted -> src/quoth/resolution/antecedents/antecedents.csv.

    python -m training antecedents

The shipped model reads chains/train, GAP development and GUM train; of every pronoun whose meaning a corpus gives, the
candidates that resolution weighs are taken down with their features and whether each is right. A conditional logit (one
softmax over the candidates of a pronoun; Denis and Baldridge, "A Ranking Approach to Pronoun Resolution", 2007) makes
weights of them. Where several candidates are right, or GAP says only who is not meant, their probabilities add up. The
model has seen these corpora, so that its odds look better here than elsewhere: they are dimmed by noise while fitting.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

import torch
from torch import Tensor

from quoth.domain import MentionForm, Span
from quoth.evaluation.corpora import GoldDocument, GoldPronoun, corpora_folder, read_chains, read_gap, read_gum
from quoth.evaluation.names import names_fit
from quoth.pipeline import read
from quoth.resolution import speakers
from quoth.resolution.antecedents.pronouns import Antecedents
from quoth.resolution.antecedents.weighing import FEATURES, Around
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HE, SHE

log = logging.getLogger("antecedents")

WRITTEN = Path("src/quoth/resolution/antecedents/antecedents.csv")
PRONOUNS = ("person", "they", "it")
# What sources mean is what resolution is for; GUM has many pronouns of other kinds of text.
CHAINS, GAP, GUM = 3.0, 1.0, 0.5
RIDGE = 0.003
# Standard deviation of the noise on the model's odds.
NOISE = 2.0
_LINKS = 4
_NOBODY = -1e9


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun as resolution met it: where, what class it is of, its candidates and their features [C, F]."""

    span: Span
    pronoun: str
    source: bool
    referents: tuple[Referent, ...]
    features: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What is learned from: the features of a pronoun's candidates, which of them are right, and how much it counts."""

    pronoun: str
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    weight: float


def asked_in(conclude: Callable[[], object]) -> list[Asked]:
    """All pronouns that resolution asks about while it reads something."""
    asked: list[Asked] = []

    class Watched(Antecedents):
        def choose(self, item: Item, around: Around) -> Referent | None:
            found = list(self.candidates(item, around))
            span = self._discourse.tokens.span(item.first, item.last)
            pronoun = "person" if item.pronoun in {HE, SHE} else item.pronoun
            values = tuple(self.features(item, found, around))
            asked.append(Asked(span, pronoun, around.source, tuple(one.referent for one in found), values))
            return super().choose(item, around)

    with patch.object(speakers, "Antecedents", Watched):
        conclude()
    return asked


def gap_cases(gold: GoldPronoun, asked: Sequence[Asked]) -> Iterator[Case]:
    """The one pronoun of a snippet."""
    for one in asked:
        if one.span == gold.pronoun:
            named = [[_is_named(referent, name.span) for referent in one.referents] for name in gold.names]
            meant = [is_named for is_named, name in zip(named, gold.names, strict=True) if name.meant]
            right = meant[0] if meant else [not any(is_named) for is_named in zip(*named, strict=True)]
            yield Case(one.pronoun, one.features, tuple(right), GAP)


def _is_named(referent: Referent, span: Span) -> bool:
    """Whether a referent is named here, be it with another title."""
    return any(
        mention == span or (form is MentionForm.NAME and (mention.start == span.start or mention.end == span.end))
        for mention, form in referent.mentions.items()
    )


def chain_cases(gold: GoldDocument, asked: Sequence[Asked]) -> Iterator[Case]:
    """The pronouns of an article that are sources."""
    rows = {row.source[0].start: row.speakers for row in gold.attributions if row.speakers and row.source}
    for one in asked:
        if one.source and one.span.start in rows:
            right = tuple(names_fit(_name(referent), rows[one.span.start]) for referent in one.referents)
            yield Case(one.pronoun, one.features, right, CHAINS)


def _name(referent: Referent) -> str:
    return " & ".join(map(_name, referent.parts)) if referent.parts else referent.name


def gum_cases(gold: GoldDocument, asked: Sequence[Asked]) -> Iterator[Case]:
    """All pronouns of a document that are not the first mention of somebody."""
    clusters = {mention.span: mention.cluster for mention in gold.mentions or ()}
    for one in asked:
        cluster = clusters.get(one.span)
        if cluster is not None:
            right = tuple(
                any(clusters.get(mention) == cluster for mention in referent.mentions if mention != one.span)
                for referent in one.referents
            )
            yield Case(one.pronoun, one.features, right, GUM)


def fit(cases: Sequence[Case]) -> Tensor:
    """Weights [F] under which the right candidates are likeliest."""
    cases = [case for case in cases if any(case.right) and not all(case.right)]
    most = max(len(case.right) for case in cases)
    values = torch.zeros(len(cases), most, len(FEATURES))
    there, right = (torch.full((len(cases), most), _NOBODY) for _ in range(2))
    for place, case in enumerate(cases):
        count = len(case.right)
        values[place, :count] = torch.tensor(case.features)
        there[place, :count] = 0.0
        right[place, :count] = torch.where(torch.tensor(case.right), 0.0, _NOBODY)
    values[:, :, -_LINKS:] += NOISE * torch.randn(len(cases), most, 1)
    counts = torch.tensor([case.weight for case in cases])
    found = torch.zeros(len(FEATURES), requires_grad=True)
    optimizer = torch.optim.LBFGS([found], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        scores = values @ found
        likely = torch.logsumexp(scores + right, 1) - torch.logsumexp(scores + there, 1)
        total = -(counts * likely).sum() / counts.sum() + RIDGE * found.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return found.detach()


def share_right(cases: Sequence[Case], found: Tensor) -> str:
    """`71.2 (1424 of 2000)`: how often the heaviest candidate is right."""
    right = sum(case.right[int(torch.argmax(torch.tensor(case.features) @ found))] for case in cases if any(case.right))
    return f"{100 * right / max(1, len(cases)):.1f} ({right} of {len(cases)})"


def write(found: dict[str, Tensor], path: Path) -> None:
    """The table of weights, a line for each feature."""
    lines = [
        "# Written by `python -m training antecedents` from chains/train, GAP development and GUM train;",
        "# what each feature is: weighing.py.",
        ",".join(("feature", *PRONOUNS)),
        *(f"{name}," + ",".join(f"{found[one][at]:.2f}" for one in PRONOUNS) for at, name in enumerate(FEATURES)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def cases_of(folder: Path) -> Iterator[Case]:
    """All cases of the three corpora."""
    for snippet in read_gap(folder, "development"):
        yield from gap_cases(snippet, asked_in(partial(read, snippet.text)))
    for find, make in ((read_chains, chain_cases), (read_gum, gum_cases)):
        for gold in find(folder, "train"):
            yield from make(gold, asked_in(partial(read, gold.text)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights of each class of pronouns and write them."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    learn(list(cases_of(corpora_folder())))


def learn(cases: Sequence[Case]) -> None:
    """Fit and write."""
    torch.manual_seed(1)
    found = {}
    for pronoun in PRONOUNS:
        of_class = [case for case in cases if case.pronoun == pronoun]
        found[pronoun] = fit(of_class)
        for weight in (CHAINS, GAP, GUM):
            some = [case for case in of_class if case.weight == weight]
            log.info("%s, counted %.1f: %s right", pronoun, weight, share_right(some, found[pronoun]))
    write(found, WRITTEN)
