"""Bytes -> text, whatever the encoding: the result is always a string, never an error."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# UTF-32 stands first since its little-endian signature begins with that of UTF-16.
_SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python also has codecs that are no encodings of documents (rot13, punycode, unicode_escape); a page may name any.
_DOCUMENT_CODECS = (
    *("ascii", "big5", "cp125", "cp866", "cp874", "cp932", "cp949", "euc_", "gb", "hz", "iso2022", "iso8859"),
    *("johab", "koi8", "mac", "shift_jis", "tis-620", "utf-8"),
)
# These are written in ASCII bytes alone, so that they look like UTF-8.
_STATEFUL_CODECS = ("iso2022", "hz")
# Browsers read all three as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_LATIN_CODECS = frozenset({"ascii", "iso8859-1", "cp1252"})
# What English and its neighbours put beside ASCII in windows-1252: punctuation, signs, letters beside other letters.
_WESTERN = re.compile(
    r"[\xa0“”‘’‚„‹›«»–—…•·€£¥¢§©®™°½¼¾¡¿]|(?<=[A-Za-zß-ÿ])[À-ÖØ-öø-ÿŒœŸ]|[À-ÖØ-öø-ÿŒœ](?=[a-zA-Zß-ÿ])"
)
# charset-normalizer answers shorter texts by chance: it takes "naïve" for Urdu and a quoted "Yes." for Chinese.
_SHORTEST_GUESS = 64
_HEAD = 4096


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data` without its byte order mark; `declared` is the encoding that the document itself names."""
    for signature, encoding in _SIGNATURES:
        if data.startswith(signature):
            return data[len(signature) :].decode(encoding, errors="replace")
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return data.decode("utf-8" if _mostly_utf8(data) else "cp1252", errors="replace")


def utf16_order(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` if the signature, or else where the NULs stand, shows that `data` is UTF-16."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    if len(data) < 4 or len(data) % 2:
        return None
    even, odd = data[:_HEAD:2], data[1:_HEAD:2]
    # Latin letters leave one byte of each pair NUL. Text that merely holds NULs has them on both sides.
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def head(data: bytes) -> str:
    """The first 4,096 bytes as text that is right in all ASCII characters: enough to see what a document is."""
    start = data[:_HEAD]
    for signature, encoding in _SIGNATURES:
        if start.startswith(signature):
            return start[len(signature) :].decode(encoding, errors="ignore")
    return start.decode(utf16_order(data) or "latin-1", errors="ignore")


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """Encodings to try, the surest first; what comes after UTF-8 only matters to what is not UTF-8."""
    codec = _document_codec(declared)
    if order := utf16_order(data):
        yield order
    if codec and codec.startswith(_STATEFUL_CODECS):
        yield codec
    yield "utf-8"
    if _mostly_utf8(data):
        return
    if codec:
        yield codec
    if _reads_as_western(data):
        yield "cp1252"
    if guess := _guess(data):
        yield guess


def _document_codec(label: str | None) -> str | None:
    """Python's name for the encoding that a document declares, or nothing if it is unknown or no encoding of text."""
    try:
        name = codecs.lookup(label.strip()).name if label else ""
    except (LookupError, ValueError):
        return None
    if not name.startswith(_DOCUMENT_CODECS):
        return None
    return "cp1252" if name in _LATIN_CODECS else name


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few damaged bytes spoil what is UTF-8 otherwise: other encodings hardly ever form valid sequences."""
    text = data.decode("utf-8", errors="replace")
    return len(re.findall(r"[^\x00-\x7f\ufffd]", text)) > 4 * text.count("\ufffd")


def _reads_as_western(data: bytes) -> bool:
    """Whether `data` as windows-1252 has only what Western text has: charset-normalizer reads "£5" as Polish "Ł5"."""
    text = data.decode("cp1252", errors="replace")
    foreign = len(re.findall(r"[^\x00-\x7f]", text))
    # Cyrillic or Greek read as windows-1252 is made of accented letters too, but of hardly anything else.
    return foreign == len(_WESTERN.findall(text)) and 3 * foreign < len(re.findall(r"\w", text)) + 4


def _guess(data: bytes) -> str | None:
    if len(data) < _SHORTEST_GUESS:
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most documents are UTF-8 and never need it

    best = from_bytes(data, cp_exclusion=["utf_16", "utf_32", "utf_7"]).best()
    return best.encoding if best else None
