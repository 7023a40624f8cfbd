"""Contents take what they introduce: blockquotes, lists, quotations after a colon, letters that stand unmarked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from quoth.domain import Act, Article, Block, BlockKind, Span
from quoth.extraction.cues.acts import acts_of
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import WordPlaces, join_runs, span_of
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import MARK_CHARACTERS

_ENDS_SENTENCE = frozenset(".!?…")
_ELLIPSES = ("…", "...", "…]", "...]")
_BULLET = re.compile(r"(?:[•▪◦‣·*]|[-–—](?=\s)|\(?\d{1,2}[.)])\s*\S")
# "Part of the problem, they said, was that"; a heading does not end so.
_BREAKS_OFF = re.compile(
    r"\b(?:(?:say|says|said|was|is|were|are|adds|added|wrote|writes|means) that|that reads?)[,:]?\s*$"
)
_OPENING = "\"“„«‘'`"
# A colon right behind these introduces what was said; "the following" and "in full" may stand between.
_SAYING = frozenset({Act.SAYS, Act.ASKS, Act.WARNS, Act.CRITICISES, Act.PRAISES, Act.PROMISES, Act.ORDERS, Act.DENIES})
_COLON_AFTER_CUE = 3
# A statement that is named before a colon has a source and no content yet, and is sure.
_NAMED = 0.9
# In marks nobody but the writer says "I" or "we"; outside them it is the writer of what is quoted.
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|us|[Oo]urs?|[Mm]y|me)\b(?!\.)")
_SIGNED = re.compile(r"(?:yours|sincerely|regards|best wishes|respectfully|signed)\b", re.IGNORECASE)
# A letter of which so many paragraphs stand without "we" between two with it is still one letter.
_LETTER_REACH = 4


@dataclass(frozen=True, slots=True)
class _Introduction:
    """A block that is open to what follows it, the span of all that it introduces, and what its cue must be like."""

    block: Span
    following: Span
    after_cue: bool = False
    quoted: bool = False


def take_what_follows(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """Give blockquotes, lists and paragraphs to the attribution that introduces them.

    A paragraph that ends in a colon, or without ending its sentence ("they said, was that"), introduces the blockquotes
    or the list that follow, and the paragraphs that follow if they are quoted or stand right behind its cue; its last
    cue is the one that does it.
    """
    taken = list(candidates)
    by_cue = sorted(range(len(taken)), key=lambda n: taken[n].cue[0])
    cues = [taken[n].cue[0] for n in by_cue]
    for introduction in _introduced(article, layout):
        first, last = places.run(introduction.block)
        inside = by_cue[bisect_left(cues, first) : bisect_left(cues, last)]
        likely = [n for n in inside if taken[n].outer + taken[n].inner >= 0.5] or inside
        named = [n for n in likely if not taken[n].content and taken[n].source and taken[n].hold >= _NAMED]
        likely = named or likely
        if not likely or not _introduces(taken[likely[-1]], last, introduction, article.text, layout):
            continue
        chosen = likely[-1]
        body = places.run(introduction.following)
        before = [run for run in taken[chosen].content if run[1] <= body[0] and run[0] >= first]
        taken[chosen] = replace(
            taken[chosen],
            content=join_runs([*before, body]),
            hold=max(taken[chosen].hold, 0.95),
            outer=min(taken[chosen].outer + taken[chosen].inner, 1.0),
        )
    return taken


def _introduces(candidate: Candidate, end: int, introduction: _Introduction, text: str, layout: Layout) -> bool:
    """Whether a cue may introduce a paragraph after the colon at `end`; blockquotes and lists need no more."""
    if not (introduction.after_cue or introduction.quoted):
        return True
    if candidate.source and not candidate.content:
        return True
    cue = span_of(candidate.cue, layout.words).of(text)
    if cue.strip() == ":" or not acts_of(cue) & _SAYING:
        return False
    behind = max(run[1] for run in (candidate.cue, *candidate.source))
    return introduction.quoted or end - behind <= _COLON_AFTER_CUE


def _introduced(article: Article, layout: Layout) -> Iterator[_Introduction]:
    text = article.text
    groups = [(kind, list(blocks)) for kind, blocks in groupby(article.blocks, lambda block: _kind(block, text))]
    writers = _Writers(article, layout)
    for kind, paragraphs in groups:
        if kind is BlockKind.PARAGRAPH:
            yield from _left_open(text, paragraphs, writers)
            yield from _after_colon(text, paragraphs, writers)
    for (_, before), (kind, following) in pairwise(groups):
        introduction = before[-1].span.of(text)
        colon = introduction.rstrip().endswith(":")
        if (kind is BlockKind.BLOCKQUOTE and _is_open(introduction)) or (kind is BlockKind.ITEM and colon):
            yield _Introduction(before[-1].span, Span(following[0].span.start, following[-1].span.end))


def _left_open(text: str, paragraphs: Sequence[Block], writers: _Writers) -> Iterator[_Introduction]:
    """Paragraphs that break off, and what they introduce: the next one, and more while an ellipsis ends it."""
    for number, paragraph in enumerate(paragraphs[:-1]):
        if _BREAKS_OFF.search(paragraph.span.of(text)):
            last = number + 1
            while last + 1 < len(paragraphs) and paragraphs[last].span.of(text).endswith(_ELLIPSES):
                last += 1
            last = writers.letter_end(paragraphs, number, last)
            yield _Introduction(paragraph.span, Span(paragraphs[number + 1].span.start, paragraphs[last].span.end))


def _after_colon(text: str, paragraphs: Sequence[Block], writers: _Writers) -> Iterator[_Introduction]:
    """Paragraphs that end in a colon, and the next one: its quotation if it opens with one, else all of it."""
    for number, (paragraph, following) in enumerate(pairwise(paragraphs)):
        if not paragraph.span.of(text).endswith(":"):
            continue
        start = following.span.start
        if text[start] in _OPENING:
            if passage := writers.passage_at(start):
                yield _Introduction(paragraph.span, passage, quoted=True)
        elif not following.span.of(text).endswith(":"):
            last = writers.letter_end(paragraphs, number, number + 1)
            yield _Introduction(paragraph.span, Span(start, paragraphs[last].span.end), after_cue=True)


class _Writers:
    """Where an article says "I" or "we" outside quotation marks: that is its author, or who wrote what it prints."""

    def __init__(self, article: Article, layout: Layout) -> None:
        self._text = article.text
        self._passages = [quoted.span for quoted in layout.quotations if quoted.depth == 1]
        self._starts = [span.start for span in self._passages]
        body = [block for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
        self._first = next((block.span.start for block in body if self._speaks(block.span)), len(self._text))

    def passage_at(self, position: int) -> Span | None:
        """The outermost passage in quotation marks that begins at a character, if one does."""
        place = bisect_left(self._starts, position)
        return self._passages[place] if place < len(self._starts) and self._starts[place] == position else None

    def letter_end(self, paragraphs: Sequence[Block], introduction: int, last: int) -> int:
        """The last paragraph of a letter that begins after an introduction and goes on at least to `last`.

        It goes on as long as its writers say "we", unless the article's author has said so before; a paragraph that
        quotes somebody is the author's again.
        """
        if self._first < paragraphs[introduction].span.end:
            return last
        found = last
        for place in range(last + 1, min(found + 2 + _LETTER_REACH, len(paragraphs))):
            span = paragraphs[place].span
            if self._speaks(span):
                found = place
            elif place == found + 1 and _SIGNED.match(span.of(self._text)):
                return place
            elif self._quotes(span) or place - found > _LETTER_REACH:
                break
        return found

    def _speaks(self, span: Span) -> bool:
        return any(
            not self._quoted(match.start()) for match in _FIRST_PERSON.finditer(self._text, span.start, span.end)
        )

    def _quoted(self, position: int) -> bool:
        place = bisect_right(self._starts, position) - 1
        return place >= 0 and position < self._passages[place].end

    def _quotes(self, span: Span) -> bool:
        place = bisect_left(self._starts, span.start)
        return place < len(self._starts) and self._starts[place] < span.end


def _kind(block: Block, text: str) -> BlockKind:
    """In plain text a list is known by its bullets."""
    bullet = block.kind is BlockKind.PARAGRAPH and _BULLET.match(block.span.of(text))
    return BlockKind.ITEM if bullet else block.kind


def _is_open(text: str) -> bool:
    bare = text.rstrip().rstrip("".join(MARK_CHARACTERS)).rstrip()
    return bool(bare) and bare[-1] not in _ENDS_SENTENCE
