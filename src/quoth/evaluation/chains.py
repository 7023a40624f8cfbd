"""How well nested attributions, and what is said of each one, are found: polarity, act, speaker, kind, replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.domain import Attribution, Polarity, Reading
from quoth.evaluation.comparison import Comparison, compare_nested
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.counts import Counts, Share, Summable, share
from quoth.evaluation.names import names_fit

Matched = Sequence[tuple[GoldAttribution, Attribution]]


@dataclass(frozen=True, slots=True)
class ChainScores(Summable):
    """Counts of the measures on nested attributions and on what is said of matched ones.

    All rest on one match, one to one, of gold rows both outer and nested with all predictions (`match_nesting`).
    `negative`: F1 of negative polarity over matched attributions. `act` and `kind`: the share of matched attributions
    with an accepted act, and with the gold kind of speaker. `speaker`: of outermost and core nested gold attributions
    with a named or described speaker, the share whose match has a speaker whose name fits; not found counts as wrong.
    `speaker_matched`: the same over those that are matched. `about`: the share of matched attributions with a target
    in gold of which one of ours has a name that fits. `replies`: F1 of pairs (answering, answered) both of whose
    ends are matched; `replies_how`: the share of these that take the other up in the gold way.
    """

    nested: Counts = field(default_factory=Counts)
    negative: Counts = field(default_factory=Counts)
    act: Share = field(default_factory=Share)
    kind: Share = field(default_factory=Share)
    speaker: Share = field(default_factory=Share)
    speaker_matched: Share = field(default_factory=Share)
    about: Share = field(default_factory=Share)
    replies: Counts = field(default_factory=Counts)
    replies_how: Share = field(default_factory=Share)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The nested attributions of one document, each judged.

    `asked`: the gold rows of which recall is asked, each with its match, if it has one, and whether that lies under the
    match of the gold parent. `claimed`: the predictions of which precision is asked, and whether each is right.
    """

    asked: tuple[tuple[GoldAttribution, Attribution | None, bool], ...]
    claimed: tuple[tuple[Attribution, bool], ...]


def score_chains(document: GoldDocument, reading: Reading) -> ChainScores:
    """Compare one document whose nested attributions are marked."""
    found = compare_nested(document, reading)
    matched = found.matched
    speaker, speaker_matched = _score_speakers(found.gold, matched, reading)
    replies, replies_how = _score_replies(document, found)
    return ChainScores(
        nested=_score_nested(judge(found)),
        negative=_score_negative(matched),
        act=share(other.act in row.acts for row, other in matched if row.acts),
        kind=share(other.voice.value == row.kind for row, other in matched if row.kind is not None),
        speaker=speaker,
        speaker_matched=speaker_matched,
        about=share(about_fits(row, other, reading) for row, other in matched if row.about),
        replies=replies,
        replies_how=replies_how,
    )


def judge_nested(document: GoldDocument, reading: Reading) -> Judgement:
    """Judge the nested attributions of one document whose nested attributions are marked."""
    return judge(compare_nested(document, reading))


def judge(found: Comparison) -> Judgement:
    """Judge the nested attributions of a document that `compare_nested` has compared.

    Recall is over gold rows that are nested, core and not optional. One is found if its match (cues that agree,
    contents with a character Jaccard of at least 0.5) lies, at any depth, under the match of its gold parent.
    Precision is over predictions with a parent; one that matches a row which is not core, or is optional, is
    left out of it, be it under the right parent or not. A nested prediction that matches an outer row, or none, is
    wrong.
    """
    matched = found.matched
    match_of = {row.id: other for row, other in matched}
    parent_of = {other.id: other.parent for other in found.predicted}
    asked = []
    for row in filter(_is_core_nested, found.gold):
        other, above = match_of.get(row.id), match_of.get(row.parent or "")
        right = other is not None and above is not None and above.id in _ancestors(other.id, parent_of)
        asked.append((row, other, right))
    right_ids = {other.id for _, other, right in asked if other is not None and right}
    excused = {other.id for row, other in matched if row.optional or not row.core}
    claimed = [other for other in found.predicted if other.parent is not None and other.id not in excused]
    return Judgement(tuple(asked), tuple((other, other.id in right_ids) for other in claimed))


def asks_speaker(row: GoldAttribution) -> bool:
    """Whether the speaker of a gold attribution is asked for: it has one, and is outermost or core."""
    return bool(row.speakers) and (row.parent is None or _is_core_nested(row))


def speaker_fits(row: GoldAttribution, other: Attribution, reading: Reading) -> bool:
    """Whether the predicted attribution has a speaker whose name fits the gold one's."""
    return other.speaker is not None and names_fit(reading.entity(other.speaker).name, row.speakers)


def about_fits(row: GoldAttribution, other: Attribution, reading: Reading) -> bool:
    """Whether one of the predicted attribution's targets has a name that fits a gold target."""
    return any(names_fit(reading.entity(target).name, row.about) for target in other.targets)


def _score_nested(judged: Judgement) -> Counts:
    return Counts(sum(right for *_, right in judged.asked), len(judged.claimed), len(judged.asked))


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


def _score_replies(document: GoldDocument, found: Comparison) -> tuple[Counts, Share]:
    """Pairs (answering, answered) both of whose ends are matched, and the share of these with the gold `how`."""
    rows = {row.id for row in found.gold}
    match_of = {row.id: other.id for row, other in found.matched}
    gold = {(reply.id, reply.to): reply.how for reply in document.replies if {reply.id, reply.to} <= rows}
    ids = {row.id for row in found.predicted}
    ours = {(row.id, reply.to): reply.how.value for row in found.predicted for reply in row.replies if reply.to in ids}
    theirs = [(how, ours.get((match_of.get(id, ""), match_of.get(to, "")))) for (id, to), how in gold.items()]
    right = [how == answer for how, answer in theirs if answer is not None]
    return Counts(len(right), len(ours), len(gold)), share(right)


def _score_negative(matched: Matched) -> Counts:
    pairs = [(row.negative, other.polarity is Polarity.NEGATIVE) for row, other in matched if row.negative is not None]
    return Counts(
        matched=sum(bool(gold and ours) for gold, ours in pairs),
        predicted=sum(ours for _, ours in pairs),
        gold=sum(bool(gold) for gold, _ in pairs),
    )


def _score_speakers(gold: Sequence[GoldAttribution], matched: Matched, reading: Reading) -> tuple[Share, Share]:
    """The share of all gold speakers found, and the share among matched attributions."""
    fits = share(speaker_fits(row, other, reading) for row, other in matched if asks_speaker(row))
    return Share(fits.right, sum(map(asks_speaker, gold))), fits
