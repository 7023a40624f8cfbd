"""A quotation is said once: where two cues beside each other both take it, it goes to the one that stands at it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.domain import Act
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, join_runs, span_of
from quoth.layout.features import Layout

# A comma may stand between a quotation and the words that say whose it is.
_AT_IT = 1
# What is less likely a cue than this takes nothing from another.
_LIKELY = 0.5
_SURE = 0.9
_RELATIVE = frozenset({"who", "which", "that"})
# In words, the marks among them: fewer are words within somebody's sentence.
_SHORTEST = 5


def share_out(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    """The candidates, each quotation with one of those that claim it, if that leaves the others something to have said.

    A weak one that is left with nothing says nothing: in "Told of it, Lee said “No”" only Lee speaks. Candidates inside
    another's content share its quotations with it.
    """
    shared = _without_clauses_of_sources(candidates, text, layout)
    claims = _claims(shared, text, layout, places)
    for passage, claimants in claims.items():
        sure = [n for n in claimants if shared[n].outer + shared[n].inner >= _LIKELY]
        apart = [n for n in sure if not any(_around(shared[m], shared[n]) for m in sure if m != n)]
        owner = _owner(passage, {n: shared[n] for n in apart}, layout)
        for n in apart:
            left = _without(shared[n].content, passage, text, layout)
            if owner is None or n == owner or _around(shared[n], shared[owner]):
                continue
            if left:
                shared[n] = replace(shared[n], content=left)
            elif _yields(shared[n], shared[owner], passage):
                shared[n] = replace(shared[n], content=(), hold=0.0)
    return shared


def _without_clauses_of_sources(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """What somebody is told by takes no content of who tells it: in "A woman who answered said: “No”" she says it."""
    sources = {place: n for n, one in enumerate(candidates) for run in one.source for place in range(*run)}
    kept = []
    for n, one in enumerate(candidates):
        teller = candidates[sources.get(one.cue[0], n)]
        relative = one.source and span_of(one.source[0], layout.words).of(text).casefold() in _RELATIVE
        same = relative and teller is not one and one.content == teller.content
        kept.append(replace(one, content=()) if same else one)
    return kept


def _yields(one: Candidate, owner: Candidate, passage: Run) -> bool:
    """Whether one that has nothing but another's quotation says nothing: it is weak, or its cue says less than theirs.

    Not a verb of speech right before it: "Lee said “It leaks,” he said" is odd, but no error.
    """
    says = _says(one)
    if says and 0 <= passage[0] - one.cue[1] <= _AT_IT:
        return False
    return one.outer < min(_SURE, owner.outer) or (not says and _says(owner))


def _says(one: Candidate) -> bool:
    return list(Act)[one.acts.index(max(one.acts))] is Act.SAYS


def _claims(candidates: Sequence[Candidate], text: str, layout: Layout, places: WordPlaces) -> dict[Run, list[int]]:
    """The outermost quotations that several contents hold whole, each with the candidates whose cue is outside it.

    A content begins with it, or goes on with it right behind another or a colon: it is no word within somebody's
    sentence.
    """
    passages = [places.run(quoted.span) for quoted in layout.quotations if quoted.depth == 1 and quoted.closed]
    starts = [start for start, _ in passages]
    claims: dict[Run, list[int]] = {}
    for number, candidate in enumerate(candidates):
        for start, end in candidate.content:
            ends: set[int] = set()
            for passage in passages[bisect_left(starts, start) : bisect_left(starts, end)]:
                colon = text[layout.words[passage[0] - 1].start] == ":" if passage[0] else False
                whole = passage[0] - start <= 1 or passage[0] - 1 in ends or colon
                ends.add(passage[1] - 1)
                if (
                    whole
                    and passage[1] <= end
                    and passage[1] - passage[0] >= _SHORTEST
                    and not passage[0] <= candidate.cue[0] < passage[1]
                ):
                    claims.setdefault(passage, []).append(number)
    return {passage: numbers for passage, numbers in claims.items() if len(numbers) > 1}


def _around(outer: Candidate, inner: Candidate) -> bool:
    return any(start <= inner.cue[0] < end for start, end in outer.content)


def _owner(passage: Run, claimants: Mapping[int, Candidate], layout: Layout) -> int | None:
    """Who stands right behind a quotation, or else the nearest before it in its sentence."""
    units = {n: min(run[0] for run in (one.cue, *one.source)) for n, one in claimants.items()}
    behind = [n for n, start in units.items() if 0 <= start - passage[1] <= _AT_IT]
    if behind:
        return behind[0]
    place = bisect_right(layout.sentence_starts, passage[0]) - 1
    sentence = layout.sentence_starts[place] if place >= 0 else 0
    before = [(one.cue[1], n) for n, one in claimants.items() if sentence <= one.cue[0] < passage[0]]
    return max(before)[1] if before else None


def _without(content: Sequence[Run], passage: Run, text: str, layout: Layout) -> tuple[Run, ...]:
    left = []
    before = passage[0] - (passage[0] > 0 and text[layout.words[passage[0] - 1].start] == ":")
    for start, end in content:
        left += [(start, min(end, before)), (max(start, passage[1]), end)]
    return join_runs([run for run in left if run[0] < run[1]])
