"""Copies: articles that are the same to the letter or nearly so, found by MinHash before anything is read.

A text's signature holds a digest of all of it and 126 minima over its runs of three words (Broder, 1997). Texts that
share the digest, or three minima that stand together in one of 42 bands, are held against each other: 99.6 of 100 that
have half of their runs in common. The share of equal minima is what they have in common, within about 0.04.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from struct import Struct

# Wire copy with another headline, two paragraphs less and words changed has 0.5 and more in common with its original;
# different stories about one event that share quotations have 0.3 and less (docs/scale.md).
LEAST_LIKENESS = 0.4
_RUN, _MINIMA, _ROWS = 3, 126, 3
# Of shorter texts a few common phrases would make copies.
_LEAST_RUNS = 20
_SEED = 1
_DIGEST = 16
_WORD = re.compile(r"\w+")
_LIST = Struct(f"<{_MINIMA}I")


def signature_of(text: str) -> bytes:
    """The digest of a text's words, and its minima if it is long enough to have any: 520 bytes or 16."""
    words = _WORD.findall(text.casefold())
    digest = blake2b(" ".join(words).encode(), digest_size=_DIGEST).digest()
    if len(words) < _LEAST_RUNS + _RUN - 1:
        return digest
    return digest + _LIST.pack(
        *minima((" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)), _MINIMA)
    )


def bands_of(signature: bytes) -> list[int]:
    """What two signatures must share one of to be compared: numbers of 64 bits."""
    digest, rest = signature[:_DIGEST], signature[_DIGEST:]
    return [number_of(0, digest), *bands([rest[at : at + 4 * _ROWS] for at in range(0, len(rest), 4 * _ROWS)])]


def likeness(one: bytes, other: bytes) -> float:
    """How much two texts have in common, from the least that makes a copy up to 1 for the same words; else 0."""
    if one[:_DIGEST] == other[:_DIGEST]:
        return 1.0
    if len(one) != len(other) or len(one) == _DIGEST:
        return 0.0
    same = sum(a == b for a, b in zip(_LIST.unpack(one[_DIGEST:]), _LIST.unpack(other[_DIGEST:]), strict=True))
    share = same / _MINIMA
    # What differs somewhere is no exact copy, even if every minimum is the same.
    return min(share, 0.999) if share >= LEAST_LIKENESS else 0.0


def minima(items: Iterable[str], number: int) -> Sequence[int]:
    """The signature of a set by MinHash, 32 bits each."""
    from rensa import RMinHash  # noqa: PLC0415 - an extra

    minhash = RMinHash(num_perm=number, seed=_SEED)
    minhash.update(list(items))
    found: Sequence[int] = minhash.digest()
    return found


def bands(pieces: Iterable[bytes]) -> list[int]:
    """A number for each piece of a signature and its place."""
    return [number_of(place, piece) for place, piece in enumerate(pieces, start=1)]


def number_of(place: int, piece: bytes) -> int:
    """A number of 64 bits with a sign, as Spark has them."""
    return int.from_bytes(blake2b(bytes([place]) + piece, digest_size=8).digest(), signed=True)
