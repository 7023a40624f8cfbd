"""Gold and predicted attributions in pairs: one to one, the best pair first.

Every function takes normalised roles and gives pairs of places (gold, predicted).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quoth.evaluation.normalise import Roles, character_jaccard, characters_shared, source_jaccard

Pairs = list[tuple[int, int]]

LEAST_JACCARD = 0.5

# What cues that agree are worth beside the Jaccard: an inner content is often nine tenths of the outer one.
_CUE_BONUS = 0.1


def match_contents(text: str, gold: Sequence[Roles], predicted: Sequence[Roles]) -> Pairs:
    """The relaxed content match: the largest character Jaccard of the contents first, at least 0.5.

    Equal ones go to the pair whose cues agree, then to that whose sources have the larger Jaccard.
    """
    ranked = []
    for left, right, jaccard in _candidates(gold, predicted):
        one, other = gold[left], predicted[right]
        source = source_jaccard(text, one.source, other.source)
        ranked.append(((-jaccard, not cues_agree(one, other), -source), left, right))
    return best_first(ranked)


def match_nesting(text: str, gold: Sequence[Roles], predicted: Sequence[Roles], *, nested: Sequence[bool]) -> Pairs:
    """The match of outer and nested attributions together; `nested` says for each gold one which it is.

    A nested gold attribution needs a cue that agrees beside a character Jaccard of at least 0.5, an outer one the
    Jaccard alone. The largest Jaccard goes first, but of contents that are nearly the same the one whose cue agrees:
    that counts for a tenth. Ties are broken as in `match_contents`.
    """
    ranked = []
    for left, right, jaccard in _candidates(gold, predicted):
        one, other = gold[left], predicted[right]
        agree = cues_agree(one, other)
        if agree or not nested[left]:
            source = source_jaccard(text, one.source, other.source)
            ranked.append(((-jaccard - _CUE_BONUS * agree, not agree, -source), left, right))
    return best_first(ranked)


def match_cues(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Pairs:
    """The match of cues: any shared character will do, the largest overlap first."""
    ranked = []
    for left, one in enumerate(gold):
        for right, other in enumerate(predicted):
            shared = characters_shared(one.cue, other.cue)
            if shared:
                ranked.append(((float(-shared),), left, right))
    return best_first(ranked)


def cues_agree(one: Roles, other: Roles) -> bool:
    """Whether two cues share a character, or neither attribution has one."""
    return characters_shared(one.cue, other.cue) > 0 or not (one.cue or other.cue)


def _candidates(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Iterator[tuple[int, int, float]]:
    """Pairs of contents with enough in common; by their order in the text, those far apart are never compared."""
    by_start = sorted(range(len(predicted)), key=lambda place: predicted[place].content[0].start)
    for left, one in enumerate(gold):
        for right in by_start:
            other = predicted[right]
            if other.content[0].start >= one.content[-1].end:
                break
            if other.content[-1].end > one.content[0].start:
                jaccard = character_jaccard(one.content, other.content)
                if jaccard >= LEAST_JACCARD:
                    yield left, right, jaccard


def best_first(ranked: Iterable[tuple[tuple[float, ...], int, int]]) -> Pairs:
    """Pairs from the smallest rank on, each side used once; of equal ranks in the order of gold, then of predicted."""
    pairs: Pairs = []
    gold_used: set[int] = set()
    predicted_used: set[int] = set()
    for _, left, right in sorted(ranked):
        if left not in gold_used and right not in predicted_used:
            pairs.append((left, right))
            gold_used.add(left)
            predicted_used.add(right)
    return pairs
