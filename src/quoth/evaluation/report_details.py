"""Sections of the page beside the measures: groups, genres, confidence, errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quoth.domain import QuotationType
from quoth.evaluation.confidence import Outcomes
from quoth.evaluation.counts import Share
from quoth.evaluation.cues import DESCRIPTION, NAME, NAMED, NO_CUE, NO_SOURCE, NOUN, OTHER_CUE, OTHER_SPEECH, PRONOUN
from quoth.evaluation.error_classes import (
    ABOUT,
    ACT,
    CUE_GROUPS,
    ENDS,
    INEXACT,
    KIND,
    MISSED,
    NOBODY,
    SOMEBODY_ELSE,
    SPEAKER,
    SPURIOUS,
    UNDER_HALF,
    Errors,
)
from quoth.evaluation.error_examples import NESTED, OUTERMOST, Explained
from quoth.evaluation.groups import Division, Groups
from quoth.evaluation.measures import NONE, counts_of, figure
from quoth.evaluation.peers import FLAT_GUM, FLAT_MODEL
from quoth.evaluation.tables import sides_row, table

_ORDER = {
    Division.QUOTATION: tuple(kind.value for kind in QuotationType),
    Division.CUE: (*NAMED, OTHER_SPEECH, OTHER_CUE, NOUN, NO_CUE),
    Division.SOURCE: (NAME, PRONOUN, DESCRIPTION, NO_SOURCE),
}
_COLUMNS = ("content relaxed", "precision", "recall", "attribution", "precision", "recall")
_MOST_CONFUSED = 10


def group_table(groups: Groups, division: Division) -> str:
    """The groups of one division: of contents and of whole attributions F1, precision and recall."""
    found = groups.of(division)
    names = _ORDER.get(division, tuple(sorted(found)))
    rows = [
        [name, *sides_row(found[name].found), *sides_row(found[name].attribution)] for name in names if name in found
    ]
    return table((division.value, *_COLUMNS), rows)


def genre_table(groups: Groups) -> str:
    """What is found in each genre beside what the flat model found, and the sum."""
    ours = {name: scores.found.recall for name, scores in groups.of(Division.GENRE).items()}
    rows = [_genre_row(name, ours.get(name, Share()), FLAT_GUM.get(name, Share())) for name in sorted(ours)]
    every, theirs = _total(ours.values()), _total(FLAT_GUM[name] for name in ours if name in FLAT_GUM)
    return table(
        ("genre", "found", "counts", f"`{FLAT_MODEL}`", "counts", "more or less"),
        [*rows, _genre_row("all", every, theirs)],
    )


def reliability(outcomes: Outcomes) -> str:
    """The table of a system's bins of confidence, and the calibration error below it."""
    rows = [
        [
            f"{found.start:.1f} to {found.end:.1f}",
            f"{found.number:,}",
            f"{100 * found.confidence:.1f}",
            f"{100 * found.share_right:.1f}",
            f"{found.right:,}",
        ]
        for found in outcomes.bins()
    ]
    head = ("confidence", "predictions", "mean confidence", "right", "counts")
    error = f"{100 * outcomes.calibration_error:.1f}" if outcomes.each else NONE
    return f"{table(head, rows)}\nExpected calibration error: {error} points over {len(outcomes.each):,} predictions.\n"


def outermost_errors_section(errors: Errors) -> str:
    """The classes of errors on outermost attributions, the largest first, then what divides the largest of them."""
    types = [kind.value for kind in QuotationType]
    crossed = [
        [f"{kind}, {group}", *(f"{errors[kind, of_type, group]:,}" for of_type in types)]
        for kind in (MISSED, SPURIOUS)
        for group in CUE_GROUPS
    ]
    ends = [[name, *(f"{errors[kind, end]:,}" for end in ENDS)] for kind, name in _END_ROWS]
    return "\n".join(
        [
            _classes(errors, OUTERMOST),
            table(("outermost, by cue", *types), crossed),
            table(("ends of contents", *ENDS), ends),
        ]
    )


def nested_errors_section(errors: Errors) -> str:
    """The classes of errors on nested attributions, the largest first, what is most confused, and whom we miss."""
    return "\n".join(
        [
            _classes(errors, NESTED),
            _confusions(errors, ACT, "act"),
            _confusions(errors, KIND, "kind of speaker"),
            _wrong_names(errors),
        ]
    )


_END_ROWS = ((INEXACT, "at least half the same"), (UNDER_HALF, "less than half the same"))


def _genre_row(name: str, ours: Share, theirs: Share) -> list[str]:
    more = ours.right - theirs.right
    return [name, figure(ours), counts_of(ours), figure(theirs), counts_of(theirs), f"{more:+d}" if more else "0"]


def _total(shares: Iterable[Share]) -> Share:
    return sum(shares, start=Share())


def _classes(errors: Errors, explained: Mapping[tuple[str, ...], Explained]) -> str:
    counted = [(_number(errors, key), found) for key, found in explained.items()]
    rows = [[found.name, f"{number:,}", found.example] for number, found in sorted(counted, key=lambda row: -row[0])]
    return table(("error", "number", "such as"), rows)


def _number(errors: Errors, key: tuple[str, ...]) -> int:
    """How often a class occurs; a key of missed or spurious ones leaves their quotation type open."""
    if key[0] in {MISSED, SPURIOUS}:
        return sum(errors[key[0], kind.value, *key[1:]] for kind in QuotationType)
    return errors[key]


def _confusions(errors: Errors, kind: str, name: str) -> str:
    found = Errors({key[1:]: number for key, number in errors.items() if key[0] == kind})
    # Of equal numbers in the order of the alphabet, so that the page does not change by itself.
    ranked = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:_MOST_CONFUSED]
    return table((f"{name}, annotated", "ours", "number"), [[*key, f"{number:,}"] for key, number in ranked])


def _wrong_names(errors: Errors) -> str:
    """How often we name nobody, and how often somebody else, as the speaker or among those a content is about."""
    asked = [
        *((f"speaker, source: {kind}", (SPEAKER, kind)) for kind in _ORDER[Division.SOURCE]),
        ("whom it is about", (ABOUT,)),
    ]
    rows = [[name, *(f"{errors[*key, named]:,}" for named in (NOBODY, SOMEBODY_ELSE))] for name, key in asked]
    return table(("wrong of matched attributions", f"we name {NOBODY}", f"we name {SOMEBODY_ELSE}"), rows)
