"""Through what or where something was said ("in a letter", "told the BBC"), and why an unnamed source is not named.

Both go by words alone. One pass over the text finds the phrases that can say such a thing; then each goes to the
attribution whose source, cue or content it stands beside. A wrong phrase is worse than none, so little may stand
between the two: no quotation mark, no further clause, no other cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from quoth.domain import Act, Attribution, Span, Voice
from quoth.extraction.cues.circumstance_phrases import (
    BREAK,
    CLAUSE,
    DETERMINER,
    PREPOSITION,
    TIME,
    Phrase,
    compiled,
    find_media,
    find_reasons,
)

# How many characters may stand between a phrase and what it stands beside: half a line of print behind, one before.
_BEHIND = 60
_BEFORE = 120
# What follows a content of more than one breath may belong to any of its words.
_ONE_BREATH = 400
# How far behind a source the sentence may begin that says why it is not named.
_NEXT_SENTENCE = 300
# Attitudes are held, not uttered somewhere, and what a poll shows is its own medium.
_NOT_UTTERED = frozenset({Act.THINKS, Act.KNOWS, Act.WANTS, Act.FEELS, Act.SHOWS})
_PEOPLE = frozenset({Voice.UNNAMED, Voice.PERSON, Voice.GROUP})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PRONOUNS = frozenset("he she they it i we you him her them us me one everyone nobody".split())


# A full stop after a capital letter or a title ends no sentence.
_SENTENCE_END = re.compile(
    rf"(?<!\b[A-Z])(?<!\b[MDS][rst])(?<!\b(?:Mrs|Sen|Rep|Gov))[.!?…]+(?=[\s\"”\u2019')]|$)|[{BREAK}]"
)
# What stands between a phrase and what it does not belong to: marks, clauses, and doings as in "for suggesting".
_NO_BRIDGE = re.compile(
    rf"\b(?:{CLAUSE})\b|(?:,|\b(?:for|by|in|without|about|of|at))\s+(?!speaking|appear|testify)\w+ing\b|"
    rf"[.!?…](?=\s|$)|[;:\"“”()\[\]{BREAK}—–]|''|-[ -]",
    re.IGNORECASE,
)
# The verb that a cue begins with, with what helps it: "has also said".
_VERB = re.compile(
    r"(?:(?:has|have|had|was|were|is|are|be|been|will|would|could|can|may|also|later|then|first|again|\w+ly)\s+)*[\w’'-]+"
)
_ENDED = re.compile(r"[.!?][”\"’']$")
_PARAGRAPH_BREAK = re.compile(rf"[{BREAK}]\s*")
_PAUSE = compiled(rf"[,\s]*(?:{TIME}[,\s]*)*")
_CLAUSE_ENDS = compiled(rf"\s*(?:$|[{BREAK},.;:)—–]|(?:and|but|where|after|before|as|while|when|{TIME})\b)")
# What stands before a phrase that opens a sentence or clause: "Later, in a letter", "Speaking at a rally".
_OPENING = compiled(
    rf"(?i:(?:[{BREAK}]|[.!?…][\"”'\u2019)]*|[,;:—–“\"(-]|\b(?:and|but|yet|so|while|when|that|then|also|even|spoke|"
    rf"appeared|speaking|appearing|writing|interviewed|posting|testifying|asked|took|taking|{TIME}))\s*$)"
)
_DANGLING = compiled(
    rf"(?: (?:{TIME}|(?:{PREPOSITION}|{DETERMINER}|[a-z]+ed|(?!rally|family)[a-z]+ly|sent|held|announcing|discussing)\b"
    rf"|in the (?:hours?|days?|weeks?|months?|years?|run-up|wake)\b)|[\s,;:.-])$"
)
# The day that a letter bears is its own: "in a letter dated 4 March 2017".
_DATED = compiled(
    r" dated (?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+\.?(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? (?:19|20)\d\d)?"
)
# On whose word a letter is known: "in the letter, obtained by the Gazette,".
_OBTAINED = compiled(
    rf", (?:which was )?(?:first )?(?:obtained|seen|reviewed|leaked|released|published|posted|shared|made public)"
    rf" (?:by|to|with|in|on) [^,.;:()“”\"{BREAK}]{{2,60}}(?=,)"
)
_OPENS_TITLE = compiled(r"(?:“[^”]*|(?:^|\s)\"[^\"]*)$")
_SUBJECT = compiled(r"(?:The|A|An|Both|All|Each|Neither|One|Two|Three|Some|He|She|They)\b")
_NAMELESS_END = compiled(r"[,(]| (?:in|of|at|on|for|from|with|who|familiar|close|involved|briefed|and)\b")


class _Kind(Enum):
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of an attribution and where it stands."""

    start: int
    end: int
    kind: _Kind


def find_circumstances(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in the same order, each with its medium and its anonymity where the text has words for them.

    The spans overlap no content of their attribution, a medium no source either; it may be a part of the cue. An
    attribution inside another's content has its own inside that content too.
    """
    scopes = _Scopes(attributions)
    media = _allot(text, find_media(text), attributions, scopes, _fit_medium)
    reasons = find_reasons(text)
    anonymity = _allot(text, reasons, attributions, scopes, _fit_reason)
    given = {span.start for spans in anonymity.values() for span in spans}
    for n, span in _in_next_sentence(text, [one for one in reasons if one.start not in given], attributions, scopes):
        anonymity[n].append(span)
    return [
        replace(one, medium=tuple(sorted(media.get(n, ()))), anonymity=tuple(sorted(anonymity.get(n, ()))))
        for n, one in enumerate(attributions)
    ]


class _Scopes:
    """Whose words each place of the text belongs to, and where the cues are."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        contents = [(span.start, -span.end, one.depth, one.id) for one in attributions for span in one.content]
        self._contents = [(start, -end, id) for start, end, _, id in sorted(contents)]
        self._cues = sorted(span for one in attributions for span in one.cue)
        self._cue_starts = [span.start for span in self._cues]

    def holders(self, phrases: Sequence[Phrase]) -> Iterator[tuple[str | None, int]]:
        """For phrases in text order the innermost content that each begins in: whose it is, and where it ends."""
        around: list[tuple[int, str]] = []
        place = 0
        for phrase in phrases:
            while place < len(self._contents) and self._contents[place][0] <= phrase.start:
                around.append(self._contents[place][1:])
                place += 1
            while around and around[-1][0] <= phrase.start:
                around.pop()
            yield (around[-1][1], around[-1][0]) if around else (None, phrase.end)

    def has_cue(self, start: int, end: int) -> bool:
        """Whether a cue begins between two places, or goes on over the first."""
        place = bisect_left(self._cue_starts, start)
        return bisect_left(self._cue_starts, end) > place or (place > 0 and start < self._cues[place - 1].end)


# What a fitting phrase comes to, and how far from the attribution it stands.
_Fitted = tuple[Span, int] | None
_Fit = Callable[[str, Phrase, Attribution, Sequence[_Piece], _Scopes], _Fitted]


def _allot(
    text: str, phrases: Sequence[Phrase], attributions: Sequence[Attribution], scopes: _Scopes, fit: _Fit
) -> defaultdict[int, list[Span]]:
    """Give each phrase to the attribution that it fits and stands nearest to, by that one's place in the list."""
    starts, ends = [phrase.start for phrase in phrases], [phrase.end for phrase in phrases]
    holders = list(scopes.holders(phrases))
    best: dict[int, tuple[int, int, int, Span]] = {}
    for n, attribution in enumerate(attributions):
        pieces = _pieces(attribution)
        for number in _near(starts, ends, pieces):
            holder, limit = holders[number]
            phrase = phrases[number]
            if holder != attribution.parent or limit < phrase.core:
                continue
            if limit < phrase.end:
                phrase = replace(phrase, end=limit)
            if fitted := fit(text, phrase, attribution, pieces, scopes):
                span, gap = fitted
                away = min((max(span.start - cue.end, cue.start - span.end) for cue in attribution.cue), default=0)
                best[number] = min((gap, away, n, span), best.get(number, (gap, away, n, span)))
                # The next phrase may stand behind this one: "told the BBC in an interview".
                insort(pieces, _Piece(span.start, span.end, _Kind.MEDIUM), key=lambda piece: piece.start)
    allotted: defaultdict[int, list[Span]] = defaultdict(list)
    for _, _, n, span in best.values():
        allotted[n].append(span)
    return allotted


def _pieces(attribution: Attribution, *, source: bool = True) -> list[_Piece]:
    """The parts of an attribution in text order, without those that lie inside others: both ends rise."""
    parts = [(_Kind.CUE, attribution.cue), (_Kind.CONTENT, attribution.content)]
    parts += [(_Kind.SOURCE, attribution.source)] if source else []
    pieces: list[_Piece] = []
    every = [_Piece(span.start, span.end, kind) for kind, spans in parts for span in spans]
    for piece in sorted(every, key=lambda piece: (piece.start, -piece.end)):
        if not pieces or piece.end > pieces[-1].end:
            pieces.append(piece)
    return pieces


def _near(starts: Sequence[int], ends: Sequence[int], pieces: Sequence[_Piece]) -> list[int]:
    """Which of the phrases between these places may stand beside one of the pieces."""
    near: set[int] = set()
    for piece in pieces:
        near.update(range(bisect_left(ends, piece.start - _BEFORE), bisect_left(starts, piece.start)))
        near.update(range(bisect_left(starts, piece.end), bisect_right(starts, piece.end + _BEHIND)))
    return sorted(near)


def _fit_medium(  # noqa: PLR0911 - each return is one rule
    text: str, phrase: Phrase, attribution: Attribution, pieces: Sequence[_Piece], scopes: _Scopes
) -> _Fitted:
    left, right = _neighbours(phrase, pieces)
    end = min(phrase.end, right.start) if right else phrase.end
    if left and left.kind is _Kind.CUE and left.start < phrase.start < left.end:
        return _medium_in_cue(text, phrase, attribution, left, end)
    if (left and left.end > phrase.start) or end < phrase.core or scopes.has_cue(phrase.start, phrase.core):
        return None
    span = Span(phrase.start, _trimmed(text, phrase.core, end))
    end = max(end, span.end)
    if phrase.told:
        told = left is not None and left.kind is _Kind.CUE and text[left.end : phrase.start].isspace()
        return (span, 0) if told else None
    relative = any(source.of(text).casefold() in _RELATIVE for source in attribution.source)
    if attribution.act in _NOT_UTTERED or attribution.voice is Voice.DOCUMENT:
        return None
    if left and _stands_behind(text, left, phrase, attribution) and not scopes.has_cue(left.end, phrase.start):
        return span, phrase.start - left.end
    if right and not relative and _opens_for(text, phrase.start, end, right) and not scopes.has_cue(end, right.start):
        return span, right.start - end
    return None


def _medium_in_cue(text: str, phrase: Phrase, attribution: Attribution, cue: _Piece, end: int) -> _Fitted:
    """PolNeAR's cues, and so the model's, go to the end of the verb phrase: "said in a statement"."""
    uttered = attribution.act not in _NOT_UTTERED and attribution.voice is not Voice.DOCUMENT
    verb = _VERB.match(text, cue.start)
    behind = verb.end() if verb else cue.start
    if not uttered or end < phrase.core or _NO_BRIDGE.search(text, behind, phrase.start):
        return None
    return Span(phrase.start, _trimmed(text, phrase.core, end)), 0


def _neighbours(phrase: Phrase, pieces: Sequence[_Piece]) -> tuple[_Piece | None, _Piece | None]:
    """The last piece that begins before a phrase and the first that begins after."""
    place = bisect_right(pieces, phrase.start, key=lambda piece: piece.start)
    return pieces[place - 1] if place else None, pieces[place] if place < len(pieces) else None


def _stands_behind(text: str, left: _Piece, phrase: Phrase, attribution: Attribution) -> bool:
    """Whether a phrase after a piece says where that was said."""
    if phrase.start - left.end > _BEHIND:
        return False
    gap = text[left.end : phrase.start]
    if _ENDED.search(text, left.start, left.end) and text[phrase.start].isupper():
        return False
    cue_before = any(cue.start < left.start for cue in attribution.cue)
    if left.kind is _Kind.CONTENT:
        short = left.end - left.start <= _ONE_BREATH and not _SENTENCE_END.search(text, left.start, left.end)
        return cue_before and short and bool(_PAUSE.fullmatch(gap) and _CLAUSE_ENDS.match(text, phrase.end))
    if left.kind is _Kind.SOURCE and not cue_before:
        # "Lee, in a letter, said", "Lee in a letter said"; but "the people at the rally said".
        word = text[phrase.start : phrase.start + 2].casefold()
        return _opens(text, phrase.start) if gap.startswith(",") else gap.isspace() and word in ("in", "du")
    return not _NO_BRIDGE.search(gap)


def _opens_for(text: str, start: int, end: int, right: _Piece) -> bool:
    """Whether a phrase before a piece says where that was said."""
    if right.start - end > _BEFORE:
        return False
    gap = text[end : right.start].rstrip(" \t\u00a0“\"'‘")
    where = gap.endswith("where")
    gap = gap.removesuffix("where")
    return not _NO_BRIDGE.search(gap) and (where or _opens(text, start))


def _opens(text: str, start: int) -> bool:
    return start < 2 or bool(_OPENING.search(text, max(0, start - 40), start))


def _trimmed(text: str, core: int, end: int) -> int:
    """Where a phrase ends without the days and the small words that its last words leave behind."""
    if dated := _DATED.match(text, core):
        core = dated.end()
        end = max(end, core)
    while match := _DANGLING.search(text, core, end):
        end = match.start()
    # American print puts the comma inside the marks of a title: on “Face the Nation,”
    if obtained := _OBTAINED.match(text, end):
        end = obtained.end()
    if text[end : end + 2] in {",”", ',"'} and _OPENS_TITLE.search(text, max(0, end - _BEHIND), end):
        end += 2
    return end


def _fit_reason(
    text: str, phrase: Phrase, attribution: Attribution, pieces: Sequence[_Piece], scopes: _Scopes
) -> _Fitted:
    if not _is_unnamed(text, attribution):
        return None
    inside = any(source.start <= phrase.start < source.end for source in attribution.source)
    left, right = _neighbours(phrase, _pieces(attribution, source=False) if inside else pieces)
    end = min(phrase.end, right.start) if right else phrase.end
    if (left and left.end > phrase.start) or end < phrase.core:
        return None
    span = Span(phrase.start, phrase.core + len(text[phrase.core : end].rstrip(" \t\u00a0,;-")))
    if inside:
        return span, 0
    if left and phrase.start - left.end <= _BEHIND and not scopes.has_cue(left.end, phrase.start):
        gap = text[left.end : phrase.start]
        if left.kind is _Kind.CONTENT:
            whose = text.startswith(("who", "of whom"), phrase.start)
            fits = not whose and _PAUSE.fullmatch(gap) and not _SENTENCE_END.search(text, left.end - 2, left.end)
        else:
            fits = not _NO_BRIDGE.search(gap)
        if fits:
            return span, len(gap)
    close = right is not None and right.start - end <= _BEHIND and _opens(text, phrase.start)
    if right and close and not text[end : right.start].strip(" \t\u00a0,“\"'‘"):
        return span, right.start - end
    return None


def _is_unnamed(text: str, attribution: Attribution) -> bool:
    """Whether the source is someone without a name: "a senior White House official", but not "Ann Lee" or "she"."""
    if not attribution.source or attribution.voice not in _PEOPLE:
        return False
    words = _NAMELESS_END.split(attribution.source[0].of(text).strip(), maxsplit=1)[0].split()
    last = words[-1] if words else ""
    return attribution.voice is Voice.UNNAMED or (last[:1].islower() and last.casefold() not in _PRONOUNS | _RELATIVE)


def _in_next_sentence(
    text: str, phrases: Sequence[Phrase], attributions: Sequence[Attribution], scopes: _Scopes
) -> Iterator[tuple[int, Span]]:
    """Reasons in a sentence of their own: "The official spoke on condition of anonymity because …".

    They go to the last source before them, if it is unnamed and stands in the same paragraph or the one before.
    """
    ends = sorted(
        (max(piece.end for piece in _pieces(one)), n)
        for n, one in enumerate(attributions)
        if one.parent is None and one.source and one.voice in _PEOPLE
    )
    for phrase, (holder, _) in zip(phrases, scopes.holders(phrases), strict=True):
        breaks = [match.end() for match in _SENTENCE_END.finditer(text, max(0, phrase.start - _BEFORE), phrase.start)]
        if holder is not None or not breaks:
            continue
        sentence = text[breaks[-1] : phrase.start].lstrip(" \t\u00a0\"”'’)")
        subject = _SUBJECT.match(sentence)
        place = bisect_right(ends, (breaks[-1], len(attributions))) - 1
        if not subject or _NO_BRIDGE.search(sentence[subject.end() :]) or place < 0:
            continue
        end, n = ends[place]
        if breaks[-1] - end <= _NEXT_SENTENCE and _is_unnamed(text, attributions[n]):
            paragraphs = len(_PARAGRAPH_BREAK.findall(text, end, breaks[-1]))
            if paragraphs <= 1:
                yield n, Span(phrase.start, phrase.end)
