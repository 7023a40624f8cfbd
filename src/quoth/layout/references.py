"""What shows of two mentions without the encoder: which pronouns they are, how far apart, how alike in words.

Training and reading must see pairs the same way, so this stands beside the features.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from quoth.word_lists import list_lines

Integers = npt.NDArray[np.int64]

# A mention of more words than this is not looked for: 98.3 % of GUM's people, organizations and places are shorter.
SPAN_WORDS = 12
# How many mentions before a pronoun or description may be what it means.
NEAREST = 50

PRONOUN_CLASSES = ("none", "he", "she", "it", "they", "i", "we", "you", "this", "who")
# Nothing in common, a word, the last word, all words.
ALIKE = 4
_FURTHEST = 11
APART = _FURTHEST + 1
_BEFORE = frozenset("the a an this that these those his her their its our my your such another some any".split())
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


def pronoun_class(words: str) -> int:
    """The place in `PRONOUN_CLASSES` of a mention's words: `"him"` is of class `"he"`."""
    return _pronouns().get(words.casefold(), 0)


def compared_words(words: str) -> tuple[str, ...]:
    """What of a mention is compared: `"The mayor’s"` is `("mayor",)`."""
    found = tuple(_WORD.findall(_POSSESSIVE.sub("", words.casefold())))
    return found[1:] if len(found) > 1 and found[0] in _BEFORE else found


def alike(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    """How alike two mentions are in words, as `compared_words` gives them; smaller than `ALIKE`."""
    if words == others:
        return 3
    if not words or not others:
        return 0
    if words[-1] == others[-1]:
        return 2
    return int(words[-1] in others or others[-1] in words)


def apart(words_between: Integers) -> Integers:
    """How far apart two mentions stand, on a logarithmic scale; smaller than `APART`."""
    steps: Integers = np.minimum(np.floor(np.log2(np.maximum(words_between, 0) + 1)).astype(np.int64), _FURTHEST)
    return steps


@dataclass(frozen=True, slots=True)
class Look:
    """A mention as it stands: the place of its first word, its words as they are compared, its pronoun's class."""

    start: int
    words: tuple[str, ...]
    pronoun: int

    @classmethod
    def of(cls, start: int, words: str) -> Look:
        """The look of these words; the first of them has this place among the article's."""
        return cls(start, compared_words(words), pronoun_class(words))


def pair_features(mention: Look, earlier: Sequence[Look]) -> Integers:
    """Features [C, 4] of a mention beside C earlier ones.

    The columns: how far apart, how alike, pronoun class of the mention and of the earlier one.
    """
    rows = np.zeros((len(earlier), 4), dtype=np.int64)
    rows[:, 0] = apart(mention.start - np.array([other.start for other in earlier], dtype=np.int64))
    rows[:, 1] = [alike(mention.words, other.words) for other in earlier]
    rows[:, 2] = mention.pronoun
    rows[:, 3] = [other.pronoun for other in earlier]
    return rows


@cache
def _pronouns() -> dict[str, int]:
    rows = (line.split() for line in list_lines("quoth.layout", "pronouns.txt"))
    return {word: PRONOUN_CLASSES.index(kind) for kind, *words in rows for word in words}
