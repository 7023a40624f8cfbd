"""What is found by group: quotation type, publisher, kind of source, cue and speaker, genre."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from quoth.domain import Attribution, Reading
from quoth.evaluation.comparison import Comparison, compare, compare_nested
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Sides, Summable, share
from quoth.evaluation.cues import cue_kind, source_kind
from quoth.evaluation.matching import Pairs
from quoth.evaluation.normalise import quoted_passages


class Division(StrEnum):
    """By what the attributions of a corpus are sorted into groups."""

    QUOTATION = "quotation type"
    PUBLISHER = "publisher"
    SOURCE = "kind of source"
    CUE = "cue"
    SPEAKER = "kind of speaker"
    GENRE = "genre"


@dataclass(frozen=True, slots=True)
class GroupScores(Summable):
    """Of one group: `found` counts matched contents, `attribution` those of them whose sources agree as well."""

    found: Sides = field(default_factory=Sides)
    attribution: Sides = field(default_factory=Sides)


@dataclass(frozen=True, slots=True)
class Groups:
    """The scores of every group, by division and name; they add group by group."""

    scores: Mapping[tuple[Division, str], GroupScores] = field(default_factory=dict)

    def __add__(self, other: Self) -> Self:
        none = GroupScores()
        names = {**self.scores, **other.scores}
        return type(self)({name: self.scores.get(name, none) + other.scores.get(name, none) for name in names})

    def of(self, division: Division) -> dict[str, GroupScores]:
        """The groups of one division, by name."""
        return {name: scores for (found, name), scores in self.scores.items() if found is division}


def score_groups(document: GoldDocument, reading: Reading) -> Groups:
    """Sort one document's attributions into the groups of every division that the document's corpus knows.

    Precision is over the predictions that are of a group by their own words, recall over the gold that is. The match is
    `match_contents`; for the kind of speaker, which nested attributions have as well, it is `match_nesting`.
    """
    text = document.text
    found = compare(document, reading)
    passages = quoted_passages(text)
    groups = Groups()
    by_words: dict[Division, Callable[[GoldAttribution | Attribution], str]] = {
        Division.QUOTATION: lambda row: passages.quotation_type(text, row.content).value,
        Division.SOURCE: lambda row: source_kind(text, row.source),
        Division.CUE: lambda row: cue_kind(text, row.cue),
    }
    for division, kind_of in by_words.items():
        groups += _sorted(division, found, [*map(kind_of, found.gold)], [*map(kind_of, found.predicted)])
    for division in (Division.PUBLISHER, Division.GENRE):
        if division in document.facts:
            name = document.facts[division]
            groups += _sorted(division, found, [name] * len(found.gold), [name] * len(found.predicted))
    if document.nested:
        nested = compare_nested(document, reading)
        ours = [row.voice.value for row in nested.predicted]
        groups += _sorted(Division.SPEAKER, nested, [row.kind for row in nested.gold], ours)
    return groups


def _sorted(
    division: Division, found: Comparison, gold: Sequence[str | None], predicted: Sequence[str | None]
) -> Groups:
    """The groups of one division, given the group of each gold and each predicted attribution; `None` is in none."""
    same_source = found.same_source
    names = {name for name in (*gold, *predicted) if name is not None}
    return Groups(
        {
            (division, name): GroupScores(
                found=_sides(name, found.pairs, gold, predicted),
                attribution=_sides(name, same_source, gold, predicted),
            )
            for name in sorted(names)
        }
    )


def _sides(name: str, pairs: Pairs, gold: Sequence[str | None], predicted: Sequence[str | None]) -> Sides:
    gold_found, predicted_found = {left for left, _ in pairs}, {right for _, right in pairs}
    return Sides(
        precision=share(place in predicted_found for place, other in enumerate(predicted) if other == name),
        recall=share(place in gold_found for place, other in enumerate(gold) if other == name),
    )
