"""Where an attribution has no source of its own: who may be its speaker, the likeliest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.domain import Attribution, MentionForm
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.items import Item

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
_MIDDLE = r"(?:(?:\w+ly|also|often|still|even|now|then|just|once|long|always|never|already)\s+)*"
_NOBODY = re.compile(
    rf"^(?:(?:has|have|had|will|would|could|may|might)?\s*(?:not\s+)?{_BE}\s+(?:being\s+)?{_MIDDLE}(?:not\s+)?(?!{_FELT})"
    r"(?:\w+ed|said|seen|known|understood|thought|told|meant|shown|no surprise)\b"
    r"|(?:it|there|came under|faced)\b|(?:\w+n[’']t\s+)?(?:seem|appear)s?(?:ed)?\b"
    r"|(?:reported|alleged|supposed|expected|considered|viewed|seen|asked|advised|pressed|so-called|rumou?red"
    r"|said to)\b"
    r"|(?:widely|reportedly|allegedly)\b)",
    re.IGNORECASE,
)
# "His critics seem to think": whoever seems so is meant, but for "it seems".
_SEEMS = re.compile(r"(?:seem|appear)s?(?:ed)? ", re.IGNORECASE)
# "Announced plans", "made good on a promise": they are the subject's own.
_INTENDS = re.compile(r"\b(?:plans?|pledges?|promises?|vows?|intentions?)(?: to)?$", re.IGNORECASE)
_ADVERBS = frozenset("then also still later now never has have had once even just first again not always often".split())
_FINITE = frozenset(
    "said says told asked wrote knew thought felt saw made took has have had will would does did do can could is are"
    " was were understand understands believe believes think thinks know knows want wants".split()
)
_RELATIVES = frozenset({"that", "who", "which"})
_MARKS_BETWEEN = 3
_CLOSED = frozenset({"”", '"', "''", "’", "'", ",", "?", "!"})
# So many words of titles may stand between such a verb and the name.
_TITLED = 3
_OWNER_BACK = 3
# So many words back a relative clause may begin whose second verb the cue is.
_CLAUSE = 12
# So many words behind a passive "by whom" may stand.
_AGENT_BEHIND = 6


def left_out(
    attribution: Attribution, ordered: Sequence[Attribution], positions: Sequence[int], discourse: Discourse
) -> Iterator[Attribution | Item]:
    """Mentions that may be its subject, and attributions that may share their speaker with it."""
    tokens = discourse.tokens
    place = tokens.at(attribution.cue[0].start) if attribution.cue else len(tokens)
    if place >= len(tokens):
        return
    yield from _near_cue(attribution, place, discourse)
    cue = attribution.cue[0]
    if _NOBODY.match(cue.of(tokens.text)):
        return
    if beside := _beside(place, discourse):
        yield beside
    intends = _INTENDS.search(cue.of(tokens.text)) is not None
    participle = _is_participle(tokens.lower[place])
    if tokens.lower[place] in _FINITE and (named := _in_apposition(place, discourse)):
        yield named
    if tokens.opens_sentence(place):
        if participle:
            yield from _following(attribution, place, ordered, positions, discourse)
        return
    goes_on = _GOES_ON.search(tokens.text, max(0, cue.start - 14), cue.start) is not None
    first = tokens.lower[place]
    if goes_on or participle or intends or first in _FINITE or first.endswith("ed"):
        at = bisect_left(positions, cue.start)
        yield from _before(attribution, place, ordered[max(0, at - 6) : at], discourse)
        if participle and not _subjects(place, -1, discourse):
            # "Last week, when discussing the ferry, Lopez said".
            yield from _following(attribution, place, ordered, positions, discourse)


def _near_cue(attribution: Attribution, place: int, discourse: Discourse) -> Iterator[Item]:
    """Whom the cue's own words show, though it is a passive or its like: who asks, by whom it is done, who seems so."""
    tokens, cue = discourse.tokens, attribution.cue[0]
    last = tokens.at(cue.end - 1)
    beside = _beside(place, discourse) if _SEEMS.match(cue.of(tokens.text)) else None
    for item in (
        _told_before(place, discourse) if "asked" in tokens.lower[place : place + 2] else None,
        _agent(last, discourse),
        beside if beside is not None and beside.pronoun != "it" else None,
        _inverted(place, last + 1, discourse),
    ):
        if item is not None:
            yield item


def _agent(last: int, discourse: Discourse) -> Item | None:
    """By whom a passive is said to be done: "has been accused by the owners", "mentioned on the air by hosts"."""
    tokens = discourse.tokens
    if not tokens.lower[last].endswith(("ed", "said", "told")):
        return None
    for by in range(last + 1, min(last + _AGENT_BEHIND, len(tokens) - 1)):
        if tokens.sentence[by] != tokens.sentence[last] or tokens.words[by] in {",", ";", "”", '"'}:
            return None
        if tokens.lower[by] == "by":
            behind = discourse.within(range(by + 1, by + 3))
            return next((one for one in behind if one.last > by + 1), None)
    return None


def _is_participle(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4


def _before(
    attribution: Attribution, place: int, earlier: Sequence[Attribution], discourse: Discourse
) -> Iterator[Attribution | Item]:
    """Who has been named before the cue in its sentence: a subject, or whoever speaks in the attribution before it."""
    tokens = discourse.tokens
    first = tokens.lower[place]
    other, limit = _last_in_sentence(attribution, place, earlier, discourse)
    if relative := _relative(max(limit, place - _CLAUSE), place, discourse):
        yield relative
    if _is_participle(first) and (blamed := _object_of_for(place, discourse)):
        yield blamed
    subjects = _subjects(place, limit, discourse)
    if other is not None and (not _is_participle(first) or not subjects or tokens.words[place - 1] == ","):
        yield other
    yield from subjects
    if other is not None:
        yield other
    if first in _FINITE and tokens.words[place - 1] in {",", "“", '"'} and (named := _named_before(place, discourse)):
        yield named


def _last_in_sentence(
    attribution: Attribution, place: int, earlier: Sequence[Attribution], discourse: Discourse
) -> tuple[Attribution | None, int]:
    """The attribution before this one in its sentence, and the place of its cue."""
    tokens = discourse.tokens
    for other in reversed(earlier):
        if other is not attribution and other.parent == attribution.parent and other.cue:
            there = min(tokens.at(other.cue[0].start), len(tokens) - 1)
            if there < place and tokens.sentence[there] == tokens.sentence[place]:
                return other, there
    return None, -1


def _subjects(place: int, limit: int, discourse: Discourse) -> list[Item]:
    """The subjects between two places of one sentence, the last first."""
    before = discourse.before(place)
    sentence = discourse.tokens.sentence
    subjects = [one for one in discourse.items[max(0, before - 10) : before][::-1] if one.subject]
    return [one for one in subjects if sentence[one.first] == sentence[place] and one.first > limit]


def _told_before(place: int, discourse: Discourse) -> Item | None:
    """Who asks: "Lopez told the Harbour News when asked"."""
    tokens = discourse.tokens
    for at in range(place - 1, max(place - _CLAUSE, 0), -1):
        if tokens.sentence[at] != tokens.sentence[place]:
            return None
        if tokens.lower[at] == "told":
            behind = discourse.within(range(at + 1, at + 4))
            return next((one for one in behind if one.form is not MentionForm.PRONOUN), None)
    return None


def _relative(first: int, place: int, discourse: Discourse) -> Item | None:
    """Whom "who" takes up, where the cue is the second verb behind it: "Ann Lee, who came in and said"."""
    tokens = discourse.tokens
    if tokens.lower[place - 1] not in {"and", "but", "then"}:
        return None
    for at in range(place - 2, max(first, 1), -1):
        if tokens.words[at] in {".", ";"} or tokens.sentence[at] != tokens.sentence[place]:
            return None
        if tokens.lower[at] == "who":
            return discourse.ending.get(at) or (discourse.ending.get(at - 1) if tokens.words[at - 1] == "," else None)
    return None


def _object_of_for(place: int, discourse: Discourse) -> Item | None:
    """Who is blamed: "railed against the owners for saying", "accused the owners of pushing"."""
    tokens = discourse.tokens
    if place < 3 or tokens.lower[place - 1] not in {"for", "of"}:
        return None
    item = discourse.ending.get(place - 1)
    return item if item is not None and not item.subject and not item.owner else None


def _in_apposition(place: int, discourse: Discourse) -> Item | None:
    """The name between two commas before the cue that says who is meant: "he said his wife, Ann, said"."""
    named = _named_before(place, discourse)
    if named is None or named.form is not MentionForm.NAME or discourse.tokens.words[named.last] != ",":
        return None
    described = discourse.ending.get(named.first - 1) if discourse.tokens.words[named.first - 1] == "," else None
    return named if described is not None and described.phrase is not None else None


def _named_before(place: int, discourse: Discourse) -> Item | None:
    """The name before a comma and the cue: "his wife, Ann, said"."""
    tokens, end = discourse.tokens, place
    while end and not tokens.words[end - 1][0].isalnum() and place - end < _MARKS_BETWEEN:
        end -= 1
    item = discourse.ending.get(end)
    return item if item is not None and tokens.sentence[item.first] == tokens.sentence[place] else None


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
    if item is not None and not comma and (item.owner or item.subject or not item.object):
        return item
    for back in range(before, max(before - _OWNER_BACK, -1), -1):
        owner = discourse.ending.get(back + 1)
        if owner is not None and owner.owner:
            return owner
        if not tokens.words[back][0].isalnum():
            return None
    return None


def _inverted(place: int, end: int, discourse: Discourse) -> Item | None:
    """The subject behind a verb that follows a quotation: "“Is it safe?” asked Mr Lopez"."""
    tokens = discourse.tokens
    if end != place + 1 or not place or tokens.words[place - 1] not in _CLOSED or tokens.words[place] not in _FINITE:
        return None
    behind = discourse.within(range(end, end + _TITLED))
    return next((one for one in behind if one.form is not MentionForm.PRONOUN and one.subject), None)


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
    # "After mocking the ferry, Lopez wants to ride it."
    sentence = tokens.sentence[place]
    for item in discourse.items[discourse.before(place + 1) :]:
        if tokens.sentence[item.first] != sentence:
            return
        if tokens.words[item.first - 1] == "," and item.subject:
            yield item
