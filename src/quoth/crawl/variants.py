"""Variants: statements of different articles that are wordings of one, as `quoth variants` finds them in an archive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from struct import pack

from quoth.archive.checking.alignment import FUNCTION_WORDS
from quoth.archive.checking.variants import likeness_of
from quoth.archive.checking.words import Word, split
from quoth.crawl.copies import bands, minima

# Two statements that share half of their neighbouring words share three minima in one of 21 bands in 94 of 100 cases,
# with a tenth of them in 2 of 100.
_MINIMA, _ROWS = 63, 3
# What has fewer words of its own is said by many, and is no quotation of anybody.
_LEAST_WORDS = 5
# An alignment takes as much time as both have words, multiplied.
_LONGEST = 200
# A statement is held against up to 21 others, and that of a wire against thousands: its words are kept while it comes
# again and again. Some 20 MB.
_KEPT = 4_096


def payload_of(article: str, words: str) -> bytes:
    """What a statement is compared by: a statement of the same article is no variant of it."""
    return f"{article}\n{words}".encode()


def bands_of(payload: bytes) -> list[int]:
    """What two statements must share one of to be compared; none for one that is too short or too long."""
    forms = [word.form for word in _split(payload)[1]]
    if len({form for form in forms if form not in FUNCTION_WORDS}) < _LEAST_WORDS or len(forms) > _LONGEST:
        return []
    found = minima((f"{one} {other}" for one, other in pairwise(forms)), _MINIMA)
    return bands(pack(f"<{_ROWS}I", *found[at : at + _ROWS]) for at in range(0, _MINIMA, _ROWS))


def likeness(one: bytes, other: bytes) -> float:
    """How much of the shorter statement is in the longer one, or 0 if they are no wordings of one."""
    (article, words), (other_article, other_words) = _split(one), _split(other)
    return 0.0 if article == other_article else likeness_of(words, other_words)


@lru_cache(_KEPT)
def _split(payload: bytes) -> tuple[str, Sequence[Word]]:
    article, _, words = payload.decode().partition("\n")
    return article, tuple(split(words))
