"""What goes wrong, sorted mechanically into classes and counted.

Every function gives a `Counter` whose keys are tuples: the class, then what it is divided by. What is missed or
spurious falls into exactly one class; split and merged contents, ends of contents, and sources are counted beside that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from quoth.domain import Attribution, Reading, Spans
from quoth.evaluation.chains import about_fits, asks_speaker, judge, speaker_fits
from quoth.evaluation.comparison import Comparison, compare, compare_nested
from quoth.evaluation.corpora import GoldAttribution, GoldDocument
from quoth.evaluation.cues import NO_CUE, NOUN, OTHER_CUE, cue_kind, source_kind
from quoth.evaluation.matching import Pairs, best_first, match_contents
from quoth.evaluation.normalise import Roles, character_jaccard, characters_shared, normalise_roles, quoted_passages

Errors = Counter[tuple[str, ...]]

SPEECH_CUE = "a speech cue"
CUE_GROUPS = (SPEECH_CUE, OTHER_CUE, NOUN, NO_CUE)

# Outermost attributions. The first two are divided by quotation type and cue group.
MISSED, SPURIOUS = "missed", "spurious"
MADE_NESTED, ELSEWHERE = "made nested", "content elsewhere"
# These two are divided by ends.
UNDER_HALF, INEXACT = "content under half", "content inexact"
ENDS = ("starts early", "starts late", "ends early", "ends late", "differs inside")
# Divided by what is wrong with the source.
SOURCE = "source"
SOURCE_ERRORS = ("missing", "extra", "partly the same", "another")
# Counted beside the others.
SPURIOUS_INSIDE, SPLIT, MERGED = "spurious inside", "split", "merged"

# Nested attributions. The first two are divided by cue group, acts and kinds by gold and by ours.
NESTED_MISSED, NESTED_SPURIOUS = "nested missed", "nested spurious"
MADE_OUTERMOST, PARENT_MISSED, WRONG_PARENT = "made outermost", "parent missed", "wrong parent"
OUTERMOST_NESTED, CLAIMED_WRONG_PARENT = "an outermost one nested", "claimed under a wrong parent"
ACT, KIND = "act", "kind of speaker"
# Who speaks is divided by kind of source, then, as what it is about, by whether anyone is named.
SPEAKER, ABOUT = "speaker", "about"
NOBODY, SOMEBODY_ELSE = "nobody", "somebody else"


def outermost_errors(document: GoldDocument, reading: Reading) -> Errors:
    """The errors on a document of which the outermost attributions alone are marked."""
    found = compare(document, reading)
    errors: Errors = Counter()
    errors.update(_unmatched(found, [row for row in reading.attributions if row.parent is not None]))
    for left, right in found.pairs:
        gold, ours = found.gold_roles[left].content, found.predicted_roles[right].content
        if gold != ours:
            errors.update([(INEXACT,), *((INEXACT, end) for end in _ends(gold, ours))])
    for left, right in set(found.pairs).difference(found.same_source):
        errors[SOURCE, _source_error(found.gold_roles[left].source, found.predicted_roles[right].source)] += 1
    gold_matched, our_matched = {left for left, _ in found.pairs}, {right for _, right in found.pairs}
    errors[SPLIT,] += _holding_several(found.gold_roles, found.predicted_roles, our_matched)
    errors[MERGED,] += _holding_several(found.predicted_roles, found.gold_roles, gold_matched)
    return +errors


def nested_errors(document: GoldDocument, reading: Reading) -> Errors:
    """The errors on a document whose nested attributions are marked: nesting, and what is said of what is matched."""
    found = compare_nested(document, reading)
    judged = judge(found)
    row_of = {other.id: row for row, other in found.matched}
    matched = {row.id for row, _ in found.matched}
    errors: Errors = Counter()
    for row, match, right in judged.asked:
        if match is None:
            errors[NESTED_MISSED, _cue_group(found.text, row.cue)] += 1
        elif not right:
            wrong = WRONG_PARENT if row.parent in matched else PARENT_MISSED
            errors[MADE_OUTERMOST if match.parent is None else wrong,] += 1
    for other, right in judged.claimed:
        if not right and other.id not in row_of:
            errors[NESTED_SPURIOUS, _cue_group(found.text, other.cue)] += 1
        elif not right:
            errors[OUTERMOST_NESTED if row_of[other.id].parent is None else CLAIMED_WRONG_PARENT,] += 1
    for row, other in found.matched:
        if row.acts and other.act not in row.acts:
            errors[ACT, row.acts[0], other.act.value] += 1
        if row.kind is not None and other.voice.value != row.kind:
            errors[KIND, row.kind, other.voice.value] += 1
        if asks_speaker(row) and not speaker_fits(row, other, reading):
            named = NOBODY if other.speaker is None else SOMEBODY_ELSE
            errors[SPEAKER, source_kind(found.text, row.source), named] += 1
        if row.about and not about_fits(row, other, reading):
            errors[ABOUT, SOMEBODY_ELSE if other.targets else NOBODY] += 1
    return errors


def _unmatched(found: Comparison, nested: Sequence[Attribution]) -> Iterator[tuple[str, ...]]:
    """The class of every gold and predicted attribution without a match.

    Those of which a nested prediction has the content come first. Of the others a gold and a predicted one whose
    contents or cues overlap make one error, the content's; what is left is missed or spurious.
    """
    text, group_of = found.text, _grouping(found.text)
    gold = _others(range(len(found.gold)), [left for left, _ in found.pairs])
    ours = _others(range(len(found.predicted)), [right for _, right in found.pairs])
    nested_roles = [roles for roles in (normalise_roles(text, row) for row in nested) if roles.content]
    gold_roles = [found.gold_roles[place] for place in gold]
    made_nested = [left for left, _ in match_contents(text, gold_roles, nested_roles)]
    yield from [(MADE_NESTED,)] * len(made_nested)
    gold = _others(gold, [gold[left] for left in made_nested])
    gold_roles, our_roles = (
        [found.gold_roles[place] for place in gold],
        [found.predicted_roles[place] for place in ours],
    )
    partners = _partners(gold_roles, our_roles)
    for left, right in partners:
        one, other = gold_roles[left].content, our_roles[right].content
        if characters_shared(one, other):
            yield (UNDER_HALF,)
            yield from ((UNDER_HALF, end) for end in _ends(one, other))
        else:
            yield (ELSEWHERE,)
    for place in _others(gold, [gold[left] for left, _ in partners]):
        yield (MISSED, *group_of(found.gold[place]))
    for place in _others(ours, [ours[right] for _, right in partners]):
        yield (SPURIOUS, *group_of(found.predicted[place]))
        if any(_lies_in(found.predicted_roles[place], roles) for roles in found.gold_roles):
            yield (SPURIOUS_INSIDE,)


def _others(places: Sequence[int], left_out: Sequence[int]) -> list[int]:
    return [place for place in places if place not in set(left_out)]


def _partners(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Pairs:
    """Pairs that share something of their contents or cues, one to one, the largest Jaccard of the contents first."""
    ranked = []
    for left, one in enumerate(gold):
        for right, other in enumerate(predicted):
            jaccard, same_cue = character_jaccard(one.content, other.content), characters_shared(one.cue, other.cue) > 0
            if jaccard or same_cue:
                ranked.append(((-jaccard, float(not same_cue)), left, right))
    return best_first(ranked)


def _ends(gold: Spans, ours: Spans) -> Iterator[str]:
    """What is wrong with a content of ours, from the front: it may start early and end late at once."""
    start, end = ours[0].start - gold[0].start, ours[-1].end - gold[-1].end
    if start:
        yield ENDS[0] if start < 0 else ENDS[1]
    if end:
        yield ENDS[2] if end < 0 else ENDS[3]
    if not start and not end:
        yield ENDS[4]


def _source_error(gold: Spans, ours: Spans) -> str:
    if not ours:
        return SOURCE_ERRORS[0]
    if not gold:
        return SOURCE_ERRORS[1]
    return SOURCE_ERRORS[2] if characters_shared(gold, ours) else SOURCE_ERRORS[3]


def _holding_several(holders: Sequence[Roles], held: Sequence[Roles], matched: set[int]) -> int:
    """How many contents hold more than half of each of two or more others, of which one at least has no match."""
    inside = ([place for place, inner in enumerate(held) if _lies_in(inner, outer)] for outer in holders)
    return sum(len(places) > 1 and not matched.issuperset(places) for places in inside)


def _lies_in(inner: Roles, outer: Roles) -> bool:
    return 2 * characters_shared(inner.content, outer.content) > sum(map(len, inner.content))


def _grouping(text: str) -> Callable[[GoldAttribution | Attribution], tuple[str, str]]:
    """A function that gives an attribution's quotation type and cue group."""
    passages = quoted_passages(text)
    return lambda row: (passages.quotation_type(text, row.content).value, _cue_group(text, row.cue))


def _cue_group(text: str, cue: Spans) -> str:
    kind = cue_kind(text, cue)
    return kind if kind in CUE_GROUPS else SPEECH_CUE
