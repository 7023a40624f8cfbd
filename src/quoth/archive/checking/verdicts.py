"""What the differences between a quotation and a statement make of it: verbatim, trimmed, altered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quoth.archive.checking.alignment import FUNCTION_WORDS
from quoth.archive.checking.changes import Change, Edit, Hunk, differ_in_tense
from quoth.archive.checking.noise import negations
from quoth.archive.checking.words import Word

# A function word says a fifth of what another word says of where a quotation comes from.
_LIGHT = 0.2
# Half of what differs was replaced by something like it.
_RELATED = 0.5


class Verdict(StrEnum):
    """Whether a quotation is true to what was said."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    BRACKETED = "bracketed"
    ALTERED = "altered"
    SPLICED = "spliced"
    PARAPHRASE = "paraphrase"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a quotation against one statement; `similarity` is 1 where every word of it stands there."""

    verdict: Verdict
    changes: tuple[Change, ...]
    similarity: float


def judge(hunks: Sequence[Hunk], before: Sequence[Word], *, open_ended: bool) -> Finding:
    """The verdict on one comparison. `before` are the words of the statement that come before the compared stretch.

    `open_ended` says that the quotation begins or ends with an ellipsis where the statement goes on.
    """
    edits = {hunk.edit for hunk in hunks}
    changes = {change for hunk in hunks for change in hunk.changes}
    if Edit.REPLACED in edits or Edit.INSERTED in edits:
        verdict = Verdict.ALTERED
    elif Edit.BRACKETED in edits:
        verdict = Verdict.BRACKETED
    elif Edit.OMITTED in edits or open_ended:
        verdict = Verdict.TRIMMED
    else:
        verdict = Verdict.VERBATIM
    if _negated(before):
        changes.add(Change.NEGATION)
        verdict = Verdict.TRIMMED if verdict is Verdict.VERBATIM else verdict
    if verdict in {Verdict.BRACKETED, Verdict.TRIMMED}:
        # What brackets and ellipses do they show themselves; only a negation they must not hide.
        changes &= {Change.NEGATION}
    return Finding(verdict, in_order(changes), similarity(hunks))


def in_order(changes: set[Change]) -> tuple[Change, ...]:
    """The kinds of change, the gravest first."""
    return tuple(change for change in Change if change in changes)


def similarity(hunks: Sequence[Hunk]) -> float:
    """How much of quotation and original is the same, by weight of words; omissions and brackets do not count."""
    same = differing = 0.0
    for hunk in hunks:
        quoted = weight([word for word in hunk.quoted if not word.bracketed])
        if hunk.edit is Edit.KEPT:
            same += quoted
        elif hunk.edit in {Edit.REPLACED, Edit.INSERTED}:
            related = _RELATED * _related(hunk)
            same += related
            differing += max(quoted, min(weight(hunk.original), quoted + 1)) - related
    return same / (same + differing) if same + differing else 0.0


def weight(words: Sequence[Word]) -> float:
    """How much words tell of where they come from."""
    return sum(_LIGHT if word.form in FUNCTION_WORDS else 1.0 for word in words)


def _related(hunk: Hunk) -> float:
    """How many of the replaced words have another form of themselves in their place."""
    return float(sum(any(differ_in_tense(word.form, other.form) for other in hunk.original) for word in hunk.quoted))


def _negated(before: Sequence[Word]) -> bool:
    """Whether the words are cut off right behind a negation: "[I do not] support the plan"."""
    return any(word.form in negations() for word in before[-2:])
