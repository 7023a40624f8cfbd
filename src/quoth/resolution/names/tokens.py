"""Article -> its words as resolution counts them: with sentence, paragraph and quoted passage.

Unlike the model's words, these keep "U.S." and "O’Neill" together and know a possessive ending.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quoth.domain import Article, BlockKind, Span
from quoth.layout.features import Layout

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d{1,3}(?:,\d{3})+\b|\w+(?:[’'&-]\w+|\.[a-z0-9]\w*)*|[^\w\s]")
_CLITIC = re.compile(r"(?:[’'](?:s|S|d|ll|re|ve|m)|n[’']t)$")
_PLURAL_POSSESSIVE = re.compile(r"[’'](?![^\W_])")
_POSSESSIVE = re.compile(r"[’'][sS]$")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of an article, one place each in every list.

    `words` are without their clitics ("’s", "’ll"), `lower` are these in lower case. `owned` says that a possessive
    ending follows. `passage` numbers the outermost quoted passages and blockquotes, -1 outside of all.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    owned: tuple[bool, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    passage: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """From the first to before the last place, clitics of the last word left out."""
        return Span(self.starts[first], self.starts[last - 1] + len(self.words[last - 1]))

    def places(self, span: Span) -> range:
        """The places of the words that begin within the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def at(self, position: int) -> int:
        """The place of the word that covers a position, or the next one."""
        return bisect_right(self.ends, position)

    def opens_sentence(self, place: int) -> bool:
        """Whether a word is the first of its sentence, or of a quotation in it."""
        if place == 0 or self.sentence[place] != self.sentence[place - 1]:
            return True
        before = self.words[place - 1]
        if before in _OPENING:
            return place < 2 or not self.words[place - 2].isalnum() or self.words[place - 2][0].islower()
        return before in ":.?!•*—"

    def ends_short_line(self, place: int) -> bool:
        """Whether a line ends behind a word and had room for more: a byline above "Health correspondent"."""
        end = self.ends[place]
        return self.text[end : end + 1] == "\n" and end - self.text.rfind("\n", 0, end) <= _SHORT_LINE


# A line that ends by itself so early is one of its own.
_SHORT_LINE = 40
_OPENING = "“‘\"'«([`"


def tokenize(article: Article, layout: Layout) -> Tokens:
    """Take an article's text apart; every list of the result is as long as the others."""
    text = article.text
    starts, ends, words, owned = [], [], [], []
    for match in _TOKEN.finditer(text):
        word = match.group()
        bare = word
        if "’" in word or "'" in word:
            clitic = _CLITIC.search(word)
            bare = word[: clitic.start()] if clitic and clitic.start() else word
        start = match.start()
        starts.append(start)
        ends.append(match.end())
        words.append(bare)
        owned.append(
            (bare is not word and _POSSESSIVE.search(word) is not None)
            or (bare[-1] == "s" and _PLURAL_POSSESSIVE.match(text, match.end()) is not None)
        )
    blocks = [block.span for block in article.blocks if block.kind is BlockKind.BLOCKQUOTE]
    passages = _merged([*(quoted.span for quoted in layout.quotations if quoted.depth == 1), *blocks])
    sentences = [layout.words[place].start for place in layout.sentence_starts]
    return Tokens(
        text=text,
        starts=tuple(starts),
        ends=tuple(ends),
        words=tuple(words),
        lower=tuple(word.lower() for word in words),
        owned=tuple(owned),
        sentence=tuple(_count(starts, sentences)),
        paragraph=tuple(_count(starts, [paragraph.start for paragraph in layout.paragraphs])),
        passage=tuple(_inside(starts, passages)),
    )


def _count(starts: Sequence[int], limits: Sequence[int]) -> list[int]:
    """How many limits are at or before each start."""
    counts: list[int] = np.searchsorted(limits, starts, side="right").tolist()
    return counts


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(starts: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """The number of the span that holds each start, or -1."""
    numbers, current = [], 0
    for start in starts:
        while current < len(spans) and spans[current].end <= start:
            current += 1
        held = current < len(spans) and spans[current].start <= start
        numbers.append(current if held else -1)
    return numbers
