"""How well nested attributions and what is said of each one are found: parent, polarity, act, speaker and kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.domain import Attribution, Polarity, Reading
from quoth.evaluation.attributions import comparable
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Counts, Share, Summable
from quoth.evaluation.matching import match_nesting
from quoth.evaluation.names import names_fit
from quoth.evaluation.normalise import normalise_roles

Matched = Sequence[tuple[GoldAttribution, Attribution]]


@dataclass(frozen=True, slots=True)
class ChainScores(Summable):
    """Counts of the measures on nested attributions and on what is said of matched ones.

    All rest on one match, one to one, of gold rows both outer and nested with all predictions (`match_nesting`).
    `negative`: F1 of negative polarity over matched attributions. `act` and `kind`: the share of matched attributions
    with an accepted act, and with the gold kind of speaker. `speaker`: of outermost and core nested gold attributions
    with a named or described speaker, the share whose match has a speaker whose name fits; not found counts as wrong.
    `speaker_matched`: the same over those that are matched.
    """

    nested: Counts = field(default_factory=Counts)
    negative: Counts = field(default_factory=Counts)
    act: Share = field(default_factory=Share)
    kind: Share = field(default_factory=Share)
    speaker: Share = field(default_factory=Share)
    speaker_matched: Share = field(default_factory=Share)


def score_chains(document: GoldDocument, reading: Reading) -> ChainScores:
    """Compare one document whose nested attributions are marked."""
    text = document.text
    gold, predicted = comparable(document, reading)
    places = match_nesting(
        text,
        [normalise_roles(text, row) for row in gold],
        [normalise_roles(text, row) for row in predicted],
        nested=[row.parent is not None for row in gold],
    )
    matched = [(gold[left], predicted[right]) for left, right in places]
    speaker, speaker_matched = _score_speakers(gold, matched, reading)
    return ChainScores(
        nested=_score_nested(gold, predicted, matched),
        negative=_score_negative(matched),
        act=_share([other.act in row.acts for row, other in matched if row.acts]),
        kind=_share([other.voice.value == row.kind for row, other in matched if row.kind is not None]),
        speaker=speaker,
        speaker_matched=speaker_matched,
    )


def _score_nested(gold: Sequence[GoldAttribution], predicted: Sequence[Attribution], matched: Matched) -> Counts:
    """Nested attributions found, with their parents.

    Recall is over gold rows that are nested, core and not optional. One is found if its match (cues that agree,
    contents with a character Jaccard of at least 0.5) lies, at any depth, under the match of its gold parent.
    Precision is over predictions with a parent; one that matches a row which is not core, or is optional, is
    left out of it, be it under the right parent or not. A nested prediction that matches an outer row, or none, is
    wrong.
    """
    match_of = {row.id: other.id for row, other in matched}
    parent_of = {other.id: other.parent for other in predicted}
    found = sum(
        row.parent is not None and match_of.get(row.parent) in _ancestors(other.id, parent_of)
        for row, other in matched
        if _is_core_nested(row)
    )
    excused = {other.id for row, other in matched if row.optional or not row.core}
    claimed = sum(other.parent is not None and other.id not in excused for other in predicted)
    return Counts(found, claimed, sum(map(_is_core_nested, gold)))


def _is_core_nested(row: GoldAttribution) -> bool:
    return row.parent is not None and row.core and not row.optional


def _ancestors(id: str, parent_of: dict[str, str | None]) -> set[str]:
    """The ids of the parent, its parent and so on; a system's circle of parents ends where it closes."""
    found: set[str] = set()
    parent = parent_of.get(id)
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parent_of.get(parent)
    return found


def _score_negative(matched: Matched) -> Counts:
    pairs = [(row.negative, other.polarity is Polarity.NEGATIVE) for row, other in matched if row.negative is not None]
    return Counts(
        matched=sum(bool(gold and ours) for gold, ours in pairs),
        predicted=sum(ours for _, ours in pairs),
        gold=sum(bool(gold) for gold, _ in pairs),
    )


def _score_speakers(gold: Sequence[GoldAttribution], matched: Matched, reading: Reading) -> tuple[Share, Share]:
    """The share of all gold speakers found, and the share among matched attributions."""
    asked = {row.id for row in gold if row.speakers and (row.parent is None or _is_core_nested(row))}
    fits = [_speaker_fits(row, other, reading) for row, other in matched if row.id in asked]
    return Share(sum(fits), len(asked)), _share(fits)


def _speaker_fits(row: GoldAttribution, other: Attribution, reading: Reading) -> bool:
    return other.speaker is not None and names_fit(reading.entity(other.speaker).name, row.speakers)


def _share(answers: Sequence[bool]) -> Share:
    return Share(sum(answers), len(answers))
