"""Whom a pronoun means, as GAP asks it: Webster and others, "Mind the GAP" (TACL 2018)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.domain import Entity, Reading
from quoth.evaluation.corpora import GoldName, GoldPronoun
from quoth.evaluation.counts import Counts, Summable
from quoth.evaluation.matching import LEAST_JACCARD
from quoth.evaluation.names import names_fit
from quoth.evaluation.normalise import character_jaccard, normalise_spans

FEMININE = frozenset({"she", "her", "hers"})
MASCULINE = frozenset({"he", "him", "his"})


@dataclass(frozen=True, slots=True)
class PronounScores(Summable):
    """Counts of names that the pronoun beside them means; a snippet asks of two names, each by itself."""

    snippets: int = 0
    found: Counts = field(default_factory=Counts)
    masculine: Counts = field(default_factory=Counts)
    feminine: Counts = field(default_factory=Counts)

    @property
    def ratio(self) -> float | None:
        """The F1 of feminine pronouns over that of masculine ones, GAP's measure of bias; `None` if one is 0."""
        masculine, feminine = self.masculine.f1, self.feminine.f1
        return feminine / masculine if masculine and feminine else None


def score_pronoun(snippet: GoldPronoun, reading: Reading) -> PronounScores:
    """Compare one snippet with the reading of its text.

    Raises `ValueError` if the reading is of another text, since its offsets would then mean nothing here.
    """
    if reading.article.text != snippet.text:
        raise ValueError(f"The reading of {snippet.id} is not of that snippet's text.")
    meant = [
        entity for entity in reading.entities if any(mention.span == snippet.pronoun for mention in entity.mentions)
    ]
    answers = [(name.meant, _is_meant(snippet, name, meant, reading)) for name in snippet.names]
    counts = Counts(
        matched=sum(gold and ours for gold, ours in answers),
        predicted=sum(ours for _, ours in answers),
        gold=sum(gold for gold, _ in answers),
    )
    pronoun = snippet.pronoun.of(snippet.text).lower()
    return PronounScores(
        snippets=1,
        found=counts,
        masculine=counts if pronoun in MASCULINE else Counts(),
        feminine=counts if pronoun in FEMININE else Counts(),
    )


def _is_meant(snippet: GoldPronoun, name: GoldName, meant: Sequence[Entity], reading: Reading) -> bool:
    """Whether the pronoun's entity is the name's.

    The name's entity is that of the mention which is nearest to being the name. By overlap alone a pronoun that means
    the son would be right of the father, who is named inside "the son of …". Where the reading has no mention there,
    the name of the pronoun's entity decides.
    """
    there = _entities_at(snippet, name, reading)
    if there:
        return any(entity.id in there for entity in meant)
    return any(names_fit(entity.name, [name.span.of(snippet.text)]) for entity in meant)


def _entities_at(snippet: GoldPronoun, name: GoldName, reading: Reading) -> set[str]:
    """The ids of the entities whose mention has the largest character Jaccard with the name, at least 0.5."""
    sought = normalise_spans(snippet.text, [name.span])
    best, ids = LEAST_JACCARD, set[str]()
    for entity in reading.entities:
        for mention in entity.mentions:
            if mention.span.overlap(name.span):
                jaccard = character_jaccard(normalise_spans(snippet.text, [mention.span]), sought)
                if jaccard > best:
                    best, ids = jaccard, {entity.id}
                elif jaccard == best:
                    ids.add(entity.id)
    return ids
