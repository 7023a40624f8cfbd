"""Text -> the passages in quotation marks, paired by a state machine that never refuses a text.

It survives what news text holds: straight, curly, German, French and LaTeX marks mixed in one article, apostrophes,
inch signs, marks that nobody closes, and quotations that run over paragraphs, each reopened with a mark of its own.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from itertools import pairwise

from quoth.domain import Span

_OPENERS = {"“": "double", "‟": "double", "„": "double", "«": "double", "‘": "single", "‚": "single", "‹": "single"}
_CLOSERS = {"”": "double", "»": "double", "’": "single", "›": "single"}
_STRAIGHT = {'"': "double", "″": "double", "＂": "double", "'": "single"}
_LATEX = {"``": '"', "''": '"'}
_MARKS = {**_OPENERS, **_CLOSERS, **_STRAIGHT}
# Found as one match, to be passed over: the apostrophes of rock ‘n’ roll, and values in left-over HTML (class="big").
_NO_MARKS = r"(?P<none>(?<!\w)['‘’][nN]['’](?!\w)|(?<=\w=)\"[^\"\n]{0,200}\"(?=[\s/>]))"
_MARK = re.compile("|".join([_NO_MARKS, *_LATEX, f"[{''.join(_MARKS)}]"]))
# „so“ and ‚so‘ close with the mark that opens in English; »so« is the reversed French pair of German books.
_CLOSES_TOO = {"„": '“”"', "‚": "‘’'", "»": "«", "›": "‹", "”": "”", "’": "’"}
_OPENING_CONTEXT = frozenset("([{<-–—―/:;,…|*_>")
_AFTER_CLOSE = frozenset(".,;:!?)]}-–—―…/|*_")

# How many marks ahead a closing one is looked for; bounds the time that a file of nothing but marks takes.
_LOOKAHEAD = 64

MARK_CHARACTERS = frozenset(_MARKS) | {"`"}


class Side(StrEnum):
    """What a mark does to the passage it belongs to."""

    OPENS = "opens"
    REOPENS = "reopens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark that takes part in a passage: its characters and what it does."""

    span: Span
    side: Side


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks: `span` from the opening mark to the end of the closing one.

    `depth` is 1 for a passage in no other. A passage that nobody closes ends with its paragraph, and `closed` is false.
    """

    span: Span
    depth: int
    marks: tuple[Mark, ...]
    closed: bool = True

    @property
    def inner(self) -> Span:
        """The passage without its outer marks."""
        end = self.marks[-1].span.start if self.closed else self.span.end
        return Span(self.marks[0].span.end, max(end, self.marks[0].span.end))


class QuoteFeature(IntEnum):
    """What the marks say of one character; the model's input counts on these numbers."""

    OUTSIDE = 0
    INSIDE = 1
    DEEPER = 2
    OPENS = 3
    CLOSES = 4
    UNPAIRED = 5


@dataclass(slots=True)
class _Open:
    kind: str
    character: str
    marks: list[Mark]


class _Stack:
    """The passages that are open, the outermost first, and for each kind of mark the places of its passages."""

    def __init__(self) -> None:
        self.passages: list[_Open] = []
        self._places: dict[str, list[int]] = {"double": [], "single": []}

    def __len__(self) -> int:
        return len(self.passages)

    def innermost(self, kind: str) -> _Open | None:
        places = self._places[kind]
        return self.passages[places[-1]] if places else None

    def push(self, opened: _Open) -> None:
        self._places[opened.kind].append(len(self.passages))
        self.passages.append(opened)

    def pop(self) -> _Open:
        opened = self.passages.pop()
        self._places[opened.kind].pop()
        return opened

    def pop_innermost(self, kind: str) -> _Open:
        """Take out the innermost passage of the kind, and with it all that was opened inside it."""
        place = self._places[kind][-1]
        while len(self.passages) > place + 1:
            self.pop()
        return self.pop()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mark and its surroundings in one paragraph."""

    span: Span
    character: str
    kind: str
    before: str
    after: str
    looks_opening: bool
    looks_closing: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quoted]:
    """All passages in quotation marks, in the order in which they open.

    `find_quotations('He said “so”.', [Span(0, 13)])` finds one passage, `Span(8, 12)`.
    """
    found: list[Quoted] = []
    stack = _Stack()
    candidates = [_candidates(text, paragraph) for paragraph in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        _read_paragraph(candidates[number], stack, found)
        following = candidates[number + 1] if number + 1 < len(paragraphs) else []
        start = paragraphs[number + 1].start if number + 1 < len(paragraphs) else -1
        carried = _carried(stack.passages, following, start)
        while len(stack) > carried:
            _give_up(stack.pop(), paragraph.end, found)
    return _with_depths(sorted(found, key=lambda quoted: (quoted.span.start, -quoted.span.end)))


def quote_features(text: str, quotations: Sequence[Quoted], positions: Sequence[int]) -> list[int]:
    """One `QuoteFeature` for the character at each of the rising `positions`."""
    changes: dict[int, int] = {}
    roles: dict[int, QuoteFeature] = {}
    for quoted in quotations:
        changes[quoted.span.start] = changes.get(quoted.span.start, 0) + 1
        changes[quoted.span.end] = changes.get(quoted.span.end, 0) - 1
        for mark in quoted.marks:
            feature = QuoteFeature.CLOSES if mark.side is Side.CLOSES else QuoteFeature.OPENS
            roles.update(dict.fromkeys(range(mark.span.start, mark.span.end), feature))
    edges = sorted(changes)
    features, depth, next_edge = [], 0, 0
    for position in positions:
        while next_edge < len(edges) and edges[next_edge] <= position:
            depth += changes[edges[next_edge]]
            next_edge += 1
        unpaired = QuoteFeature.UNPAIRED if text[position] in _MARKS else QuoteFeature(min(depth, 2))
        features.append(int(roles.get(position, unpaired)))
    return features


def _candidates(text: str, paragraph: Span) -> list[_Candidate]:
    found = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        if match["none"]:
            continue
        start, end = match.span()
        character = _LATEX.get(match.group(), match.group())
        before = text[start - 1] if start > paragraph.start else ""
        after = text[end] if end < paragraph.end else ""
        free_before = not before or before.isspace() or before in _OPENING_CONTEXT or before in _MARKS
        free_after = not after or after.isspace() or after in _AFTER_CLOSE or after in _MARKS
        opening = free_before and bool(after) and not after.isspace()
        closing = free_after and bool(before) and not before.isspace()
        found.append(_Candidate(Span(start, end), character, _MARKS[character], before, after, opening, closing))
    return found


def _read_paragraph(candidates: list[_Candidate], stack: _Stack, found: list[Quoted]) -> None:
    # Passages carried over from the paragraph before, to be reopened in their order.
    waiting = deque(stack.passages)
    leading = bool(candidates) and not candidates[0].before
    for index, mark in enumerate(candidates):
        adjacent = index == 0 or mark.span.start == candidates[index - 1].span.end
        leading = leading and adjacent
        if leading and waiting and mark.kind == waiting[0].kind and mark.looks_opening:
            waiting.popleft().marks.append(Mark(mark.span, Side.REOPENS))
            continue
        leading = False
        side = _side(mark, index, candidates, stack)
        if side is Side.OPENS:
            stack.push(_Open(mark.kind, mark.character, [Mark(mark.span, Side.OPENS)]))
        elif side is Side.CLOSES:
            _close(mark, stack, found)


def _side(mark: _Candidate, index: int, candidates: list[_Candidate], stack: _Stack) -> Side | None:
    """What a mark does where it stands; `None` for apostrophes, inch signs and strays."""
    inside = stack.innermost(mark.kind)
    if mark.kind == "single" and mark.before.isalnum() and mark.after.isalnum():
        return None
    if inside is not None and mark.character in _CLOSES_TOO.get(inside.character, "") and not mark.looks_opening:
        return Side.CLOSES
    if mark.kind == "single":
        return _single_side(mark, index, candidates, inside)
    if mark.character in _CLOSERS:
        return _closer_side(mark, index, candidates, inside)
    if mark.character in _OPENERS:
        # A curly opening mark at the end of a word is a closing one mistyped: “so“.
        mistyped = inside is not None and mark.looks_closing and not mark.looks_opening
        return Side.CLOSES if mistyped else Side.OPENS
    return _straight_side(mark, index, candidates, inside)


def _closer_side(mark: _Candidate, index: int, candidates: list[_Candidate], inside: _Open | None) -> Side | None:
    if inside is not None:
        return Side.OPENS if mark.character == "»" and inside.character not in "»«" else Side.CLOSES
    opens = mark.looks_opening and not mark.looks_closing and _closer_follows(index, candidates)
    return Side.OPENS if opens else None


def _straight_side(mark: _Candidate, index: int, candidates: list[_Candidate], inside: _Open | None) -> Side | None:
    inches = mark.before.isdigit() and not mark.after.isalnum()
    if inside is None:
        return None if inches or (mark.looks_closing and not mark.looks_opening) else Side.OPENS
    # In “a 6" nail” the curly mark that closes still comes.
    if inches and inside.character == "“" and _next_double(index, candidates) == "”":
        return None
    return Side.OPENS if mark.looks_opening and not mark.looks_closing else Side.CLOSES


def _next_double(index: int, candidates: list[_Candidate]) -> str:
    ahead = (candidates[place] for place in range(index + 1, min(index + 1 + _LOOKAHEAD, len(candidates))))
    return next((other.character for other in ahead if other.kind == "double"), "")


def _single_side(mark: _Candidate, index: int, candidates: list[_Candidate], inside: _Open | None) -> Side | None:
    if inside is not None and mark.looks_closing and mark.character not in "‘‚‹":
        # In ‘the voters’ choice’ the first mark is an apostrophe: a word follows, and a closing mark still comes.
        plural = mark.before in "sS" and mark.after.isspace() and _closer_follows(index, candidates)
        return None if plural else Side.CLOSES
    if mark.character == "’":
        return None
    opens = mark.looks_opening and not mark.before.isalnum()
    decade = mark.after.isdigit() and mark.character in "'’‘"
    if not opens or not _closer_follows(index, candidates):
        return None
    return None if decade and mark.character != "‘" else Side.OPENS


def _closer_follows(index: int, candidates: list[_Candidate]) -> bool:
    """Whether a mark of the same kind that can close comes later in the paragraph, before another that must open."""
    mark = candidates[index]
    for place in range(index + 1, min(index + 1 + _LOOKAHEAD, len(candidates))):
        other = candidates[place]
        if other.kind != mark.kind or (mark.kind == "single" and other.before.isalnum() and other.after.isalnum()):
            continue
        if other.looks_closing and other.character not in "‘“‹«":
            return True
        if other.character in "‘“‹«":
            return other.character == _german_closer(mark.character)
    return False


def _german_closer(opener: str) -> str:
    return {"„": "“", "‚": "‘", "»": "«", "›": "‹"}.get(opener, "")


def _close(mark: _Candidate, stack: _Stack, found: list[Quoted]) -> None:
    """Close the innermost passage of the mark's kind; what was opened inside it and never closed is no passage."""
    marks = (*stack.pop_innermost(mark.kind).marks, Mark(mark.span, Side.CLOSES))
    found.append(Quoted(Span(marks[0].span.start, mark.span.end), 0, marks))


def _carried(stack: list[_Open], following: list[_Candidate], start: int) -> int:
    """How many open passages run on into the next paragraph.

    By the printers' rule a quotation that goes on opens every paragraph anew; one whose next mark is a closing one
    was only cut by a line break.
    """
    if not stack or not following:
        return 0
    first = following[0]
    if first.span.start == start and first.looks_opening:
        carried = 0
        for opened, mark, (left, right) in zip(
            stack, following, pairwise([Span(start, start), *(mark.span for mark in following)]), strict=False
        ):
            if mark.kind != opened.kind or right.start != left.end:
                break
            carried += 1
        return carried
    doubles = [mark for mark in following if mark.kind == "double"]
    if stack[0].kind == "double" and doubles and doubles[0].looks_closing and not doubles[0].looks_opening:
        return 1
    return 0


def _give_up(opened: _Open, end: int, found: list[Quoted]) -> None:
    """A double mark that nobody closes still quotes the rest of its paragraph; a single one was an apostrophe."""
    if opened.kind == "double":
        found.append(Quoted(Span(opened.marks[0].span.start, end), 0, tuple(opened.marks), closed=False))


def _with_depths(found: list[Quoted]) -> list[Quoted]:
    """Count for each passage those around it: only now is known which of the opened ones were passages at all."""
    ends: list[int] = []
    placed = []
    for quoted in found:
        while ends and ends[-1] <= quoted.span.start:
            ends.pop()
        ends.append(quoted.span.end)
        placed.append(replace(quoted, depth=len(ends)))
    return placed
