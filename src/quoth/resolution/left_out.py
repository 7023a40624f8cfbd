"""Where an attribution has no source of its own: who may be its speaker, the likeliest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.domain import Attribution
from quoth.resolution.discourse import Discourse, Item

# What joins a cue to a subject further left: "..., adding that", "and said", "by calling".
_GOES_ON = re.compile(
    r"(?:[,;—–-]|\b(?:and|but|then|or|also|while|before|after|by|without|despite|in|of|for|from|when|later|even|instead"
    r"|repeatedly|again|to))\s*[“\"‘']?\s*$"
)
# "was said", "is widely viewed", "there is a belief": nobody is left out, since nobody is meant.
_BE = r"(?:is|are|was|were|been|be|being|’s|'s|’re|'re)"
_FELT = (
    r"(?:shocked|unsure|pleased|convinced|determined|worried|concerned|interested|committed|prepared|opposed|excited"
    r"|surprised|frustrated|disappointed|tired|scared|terrified|relieved|thrilled|inclined|satisfied|delighted|honored)"
)
_NOBODY = re.compile(
    rf"^(?:(?:has|have|had|will|would|could|may|might)?\s*(?:not\s+)?{_BE}\s+(?:\w+ly\s+)?(?:not\s+)?(?!{_FELT})"
    r"(?:\w+ed|said|seen|known|thought|told|meant|shown|no surprise)\b"
    r"|(?:it|there|came under|faced)\b|(?:\w+n[’']t\s+)?(?:seem|appear)s?(?:ed)?\b"
    r"|(?:reported|alleged|supposed|expected|considered|viewed|seen|asked|advised|pressed|so-called|rumou?red"
    r"|said to)\b"
    r"|(?:widely|reportedly|allegedly)\b)",
    re.IGNORECASE,
)
_ADVERBS = frozenset("then also still later now never has have had once even just first again not always often".split())
_FINITE = frozenset(
    "said says told asked wrote knew thought felt saw made took has have had will would does did do can could is are"
    " was were understand understands believe believes think thinks know knows want wants".split()
)
_RELATIVES = frozenset({"that", "who", "which"})
_MARKS_BETWEEN = 3
_OWNER_BACK = 3


def left_out(
    attribution: Attribution, ordered: Sequence[Attribution], positions: Sequence[int], discourse: Discourse
) -> Iterator[Attribution | Item]:
    """Mentions that may be its subject, and attributions that may share their speaker with it."""
    tokens = discourse.tokens
    if not attribution.cue:
        return
    cue = attribution.cue[0]
    place = tokens.at(cue.start)
    if place >= len(tokens) or _NOBODY.match(cue.of(tokens.text)):
        return
    sentence = tokens.sentence[place]
    if beside := _beside(place, discourse):
        yield beside
    first = tokens.lower[place]
    participle = first.endswith("ing") and len(first) > 4
    goes_on = _GOES_ON.search(tokens.text, max(0, cue.start - 14), cue.start) is not None
    if tokens.opens_sentence(place):
        if participle:
            yield from _following(attribution, place, ordered, positions, discourse)
        return
    if not goes_on and not participle and not (first in _FINITE or first.endswith("ed")):
        return
    at = bisect_left(positions, cue.start)
    limit = -1
    for other in reversed(ordered[max(0, at - 6) : at]):
        same = other is not attribution and other.parent == attribution.parent and other.cue
        there = min(tokens.at(other.cue[0].start), len(tokens) - 1) if same else -1
        if same and there < place and tokens.sentence[there] == sentence:
            limit = there
            break
    else:
        other = None
    before = discourse.before(place)
    subjects = [one for one in discourse.items[max(0, before - 10) : before] if one.subject]
    subjects = [one for one in subjects if tokens.sentence[one.first] == sentence and one.first > limit]
    if other is not None and (not participle or not subjects or tokens.words[place - 1] == ","):
        yield other
    yield from reversed(subjects)
    if other is not None:
        yield other
    if participle and not subjects:
        # "Last week, when discussing the ferry, Lopez said".
        yield from _following(attribution, place, ordered, positions, discourse)


def _beside(place: int, discourse: Discourse) -> Item | None:
    """The mention right before the cue, which extraction has missed: a subject or an owner."""
    tokens = discourse.tokens
    before = place - 1
    while before >= 0 and place - before <= _MARKS_BETWEEN and _is_between(tokens.lower[before]):
        before -= 1
    if before > 0 and tokens.lower[before] in _RELATIVES and tokens.sentence[before] == tokens.sentence[place]:
        return discourse.ending.get(before) or discourse.ending.get(before - 1)
    if before < 0 or tokens.sentence[before] != tokens.sentence[place]:
        return None
    item = discourse.ending.get(before + 1)
    comma = any(tokens.words[p] in ",;:—–-." for p in range(before + 1, place))
    if item is not None and not comma and (item.owner or not item.object):
        return item
    for back in range(before, max(before - _OWNER_BACK, -1), -1):
        owner = discourse.ending.get(back + 1)
        if owner is not None and owner.owner:
            return owner
        if not tokens.words[back][0].isalnum():
            return None
    return None


def _is_between(lower: str) -> bool:
    """Whether a mark or an adverb may stand between a subject and its verb."""
    return not lower[0].isalnum() or lower in _ADVERBS or (lower.endswith("ly") and len(lower) > 4)


def _following(
    attribution: Attribution,
    place: int,
    ordered: Sequence[Attribution],
    positions: Sequence[int],
    discourse: Discourse,
) -> Iterator[Attribution | Item]:
    """The subject that comes after an opening participle: "Noting the delay, Lopez said"."""
    tokens = discourse.tokens
    at = bisect_left(positions, tokens.starts[place])
    for other in ordered[at : at + 4]:
        same = other is not attribution and other.parent == attribution.parent and other.source
        if same and tokens.sentence[min(tokens.at(other.source[0].start), len(tokens) - 1)] == tokens.sentence[place]:
            yield other
