"""Article -> what the encoder reads: word pieces, and for each word its case, its place and its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from quoth.domain import Article, BlockKind, Span
from quoth.layout.quotation_marks import Quoted, QuoteFeature, find_quotations, quote_features
from quoth.layout.words import split_paragraphs, split_words

Integers = npt.NDArray[np.int64]

CASES = 6
PLACES = 4
QUOTES = len(QuoteFeature)
# A word longer than this is cut: no window holds more, and no language has such words.
_MOST_PIECES = 64
_SENTENCE_END = re.compile(r"[.!?…]")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Prof|St|Jr|Sr|vs|No|Inc|Co|Corp"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)$"
)


class Encoding(Protocol):
    """What `tokenizers.Encoding` offers of a text: ids and character offsets of its word pieces."""

    @property
    def ids(self) -> list[int]:
        """The pieces' numbers in the vocabulary."""

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Where each piece stands in the text."""


class Tokenizer(Protocol):
    """What we use of `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding:
        """Cut a text into word pieces."""


@dataclass(frozen=True, slots=True)
class Layout:
    """An article taken apart: its words, paragraphs and quoted passages, and the model's input.

    `words` are those that have word pieces; `pieces` are the ids of all pieces, word `n` having
    `pieces[piece_starts[n]:piece_starts[n + 1]]`. `features` has a row a word: case, place, quotation marks.
    `paragraph_starts` and `sentence_starts` are indices of words; `paragraph_of` gives each word's paragraph.
    """

    words: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Quoted, ...]
    pieces: Integers
    piece_starts: Integers
    features: Integers
    paragraph_of: Integers
    paragraph_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]


def lay_out(article: Article, tokenizer: Tokenizer) -> Layout:
    """Take an article apart for the model; an article without words has an empty layout."""
    text = article.text
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    words, pieces, piece_starts = _pieces(text, split_words(text), paragraphs, tokenizer)
    positions = np.array([word.start for word in words], dtype=np.int64)
    paragraph_of = np.searchsorted(np.array([p.start for p in paragraphs] or [0]), positions, side="right") - 1
    changes = np.flatnonzero(np.diff(paragraph_of, prepend=-1))
    paragraph_starts = tuple(int(place) for place in changes)
    quotes = np.array(quote_features(text, quotations, positions.tolist()), dtype=np.int64)
    quotes[(quotes == QuoteFeature.OUTSIDE) & _in_blockquote(article, positions)] = QuoteFeature.INSIDE
    cases = np.array([_case(text[word.start : word.end]) for word in words], dtype=np.int64)
    places = _places(text, words, paragraph_starts)
    return Layout(
        words=tuple(words),
        paragraphs=tuple(paragraphs),
        quotations=tuple(quotations),
        pieces=pieces,
        piece_starts=piece_starts,
        features=np.stack([cases, places, quotes], axis=1) if words else np.zeros((0, 3), dtype=np.int64),
        paragraph_of=paragraph_of.astype(np.int64),
        paragraph_starts=paragraph_starts,
        sentence_starts=_sentence_starts(text, words, paragraph_starts),
    )


def _pieces(
    text: str, words: Sequence[Span], paragraphs: Sequence[Span], tokenizer: Tokenizer
) -> tuple[list[Span], Integers, Integers]:
    """Each word's pieces; words of which the tokenizer keeps nothing (control and joining characters) fall out."""
    starts = np.array([word.start for word in words], dtype=np.int64)
    ids: list[Integers] = []
    owners: list[Integers] = []
    for paragraph in paragraphs:
        encoding = tokenizer.encode(paragraph.of(text), add_special_tokens=False)
        if encoding.ids:
            ids.append(np.array(encoding.ids, dtype=np.int64))
            begins = np.array([start for start, _ in encoding.offsets], dtype=np.int64) + paragraph.start
            owners.append(np.searchsorted(starts, begins, side="right") - 1)
    if not ids:
        return [], np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    all_ids, owner = np.concatenate(ids), np.concatenate(owners)
    kept, first, counts = np.unique(owner, return_index=True, return_counts=True)
    rank = np.arange(len(owner)) - np.repeat(first, counts)
    keep = rank < _MOST_PIECES
    piece_starts = np.concatenate([[0], np.cumsum(np.minimum(counts, _MOST_PIECES))])
    return [words[place] for place in kept], all_ids[keep], piece_starts.astype(np.int64)


# News repeats itself: seven of eight words are among the last 4,096. More would only take longer to fill.
@lru_cache(maxsize=4096)
def _case(word: str) -> int:
    """0 lower, 1 Capital, 2 ALL CAPITALS, 3 mIxed, 4 with a digit, 5 a mark."""
    if not (word[0].isalnum() or word[0] == "_"):
        return 5
    if any(character.isdigit() for character in word):
        return 4
    if word.islower() or not any(character.isupper() for character in word):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def _places(text: str, words: Sequence[Span], paragraph_starts: Sequence[int]) -> Integers:
    """0 within a paragraph, 1 the first word of a line, 2 after an empty line, 3 of the article."""
    places = np.zeros(len(words), dtype=np.int64)
    for place in paragraph_starts:
        before = text[words[place - 1].end : words[place].start] if place else ""
        places[place] = 3 if place == 0 else 2 if before.count("\n") > 1 or before.count("\r") > 1 else 1
    return places


def _sentence_starts(text: str, words: Sequence[Span], paragraph_starts: Sequence[int]) -> tuple[int, ...]:
    """Where a window may be cut: after a full stop that ends no abbreviation, before a word that does not go on."""
    starts = set(paragraph_starts)
    for place in range(1, len(words) - 1):
        if not _SENTENCE_END.match(text, words[place].start):
            continue
        following = words[place + 1]
        gap = following.start > words[place].end
        before = text[max(0, words[place - 1].start - 1) : words[place - 1].end]
        if gap and not text[following.start].islower() and not _ABBREVIATION.search(before):
            starts.add(place + 1)
    return tuple(sorted(starts))


def _in_blockquote(article: Article, positions: Integers) -> npt.NDArray[np.bool_]:
    inside = np.zeros(len(positions), dtype=np.bool_)
    for block in article.blocks:
        if block.kind is BlockKind.BLOCKQUOTE:
            first, last = np.searchsorted(positions, [block.span.start, block.span.end])
            inside[first:last] = True
    return inside
