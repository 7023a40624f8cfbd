"""Whether a word differs from another only as a scan or a typist slips: "governrnent", "l00", "goverment".

A word that English or the archive knows is a change and no slip, and so is what touches a number or a negation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from quoth.archive.checking.words import data_lines, is_number
from quoth.model import FOLDER

# What scanners take for each other, each set brought to one sign. No two digits meet in a set.
_CONFUSED = [
    (re.compile(pattern), sign)
    for pattern, sign in (
        ("rn|nn|m", "m"),
        ("cl|d", "d"),
        ("vv|w", "w"),
        ("ii|u", "u"),
        ("[1l|!ij]", "l"),
        ("[0oq]", "o"),
        ("[5s]", "s"),
        ("[8bh]", "b"),
        ("[ce]", "c"),
        ("[2z]", "z"),
        ("[9g]", "g"),
        ("[uv]", "u"),
    )
]
NEGATING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
# One slip in so many letters is a slip; in a short word it makes another word.
_LETTERS = 6


def is_noise(quoted: str, original: str, *, capital: bool, known: Callable[[str], bool]) -> bool:
    """Whether the quoted form is the original one with a slip; `known` says whether a word is used in the archive.

    With `capital` the word may be a name, in which another letter makes another person.
    """
    if quoted == original:
        return True
    if _protected(quoted, original):
        figures = quoted.isdigit() and original.isalpha()
        return _scanned(quoted) == _scanned(original) and not is_word(quoted) and not figures
    if _scanned(quoted) == _scanned(original):
        # Either may be the one that was scanned.
        return not (is_word(quoted) or known(quoted)) or not (capital or is_word(original))
    if capital or min(len(quoted), len(original)) < _LETTERS or is_prefixed(quoted, original):
        return False
    slips = OSA.distance(quoted, original, score_cutoff=2)
    if slips > (2 if len(original) >= 2 * _LETTERS else 1):
        return False
    return not is_word(quoted) and not known(quoted)


def is_prefixed(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that negates it: "able" and "unable"."""
    short, long = sorted((one, other), key=len)
    return any(long == prefix + short for prefix in NEGATING_PREFIXES)


@cache
def negations() -> frozenset[str]:
    """Words that turn a statement into its contrary."""
    return frozenset(data_lines("negations.txt"))


@cache
def hedges() -> frozenset[str]:
    """Modal verbs and words that make a statement more or less certain."""
    return frozenset(data_lines("hedges.txt"))


def is_word(form: str) -> bool:
    """Whether this is a common English word."""
    return form in _common_words() or form in negations() or form in hedges()


def _protected(quoted: str, original: str) -> bool:
    """Whether a difference would matter: numbers, negations and modal verbs are no slips of one another."""
    listed = negations() | hedges()
    return is_number(quoted) or is_number(original) or quoted in listed or original in listed


@lru_cache(maxsize=100_000)
def _scanned(form: str) -> str:
    for pattern, sign in _CONFUSED:
        form = pattern.sub(sign, form)
    return form


@cache
def _common_words() -> frozenset[str]:
    """The whole words of the shipped tokenizer's vocabulary: those that are common in English."""
    with (FOLDER / "tokenizer.json").open(encoding="utf-8") as file:
        vocabulary = json.load(file)["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 1)
