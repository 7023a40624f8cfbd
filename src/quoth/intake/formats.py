"""What a document is, seen from its first bytes; the name's suffix decides only where the bytes leave it open."""

from __future__ import annotations

import re
from enum import StrEnum

from quoth.errors import IntakeError, UnknownFormat
from quoth.intake.encodings import head, utf16_order

# Parquet and WARC are known by their names alone, so that these are named.
ADVICE = "give text, HTML, PDF, JSON Lines, a feed, or a .parquet or .warc file"

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
JSON_SUFFIXES = JSON_LINES_SUFFIXES | {".json"}
FEED_SUFFIXES = frozenset({".rss", ".atom"})
PARQUET_SUFFIX, WARC_SUFFIX = ".parquet", ".warc"
COLLECTION_SUFFIXES = frozenset({PARQUET_SUFFIX, WARC_SUFFIX})
KNOWN_SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | JSON_SUFFIXES | FEED_SUFFIXES | COLLECTION_SUFFIXES | {".pdf"}

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# A part of a page, as https://mimesniff.spec.whatwg.org sees it, and the elements that articles are cut out with.
_FRAGMENT = re.compile(
    r"\s*<(?:!--|(?:head|body|title|meta|link|script|style|iframe|main|article|section|header|figure|blockquote|center"
    r"|div|table|font|span|strong|em|ul|ol|img|h[1-6]|p|a|b|i|br)[\s/>])",
    re.IGNORECASE,
)
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS\x00", "a sound or video file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"fLaC\x00", "a sound file"),
)
_OFFICE_SUFFIXES = {
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".pptx": "a PowerPoint presentation",
    ".odt": "an OpenDocument text",
    ".epub": "an EPUB book",
}
_RIFF = {b"WEBP": "an image", b"WAVE": "a sound file", b"AVI ": "a video file"}
# ESC is none of them, since Japanese in ISO-2022-JP is full of it; tab, line ends and form feed are text.
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
_SAMPLE = 65536


class Format(StrEnum):
    """The formats of one document."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"


def find_format(data: bytes | str, *, name: str, suffix: str) -> Format:
    """The format of a document, given its name for messages and its suffix (".pdf"); `UnknownFormat` if not ours."""
    if suffix in JSON_SUFFIXES | COLLECTION_SUFFIXES:
        raise UnknownFormat(
            f"{name} may hold many articles: read it with `quoth read` or, in Python, with quoth.intake.read_file."
        )
    if isinstance(data, bytes):
        # Some programs put lines before the signature; in a file of another name these are words about PDF.
        if data.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
            return Format.PDF
        _refuse_foreign(data, name=name, suffix=suffix)
    start = head(data) if isinstance(data, bytes) else data[:4096]
    if _PAGE.match(start) or suffix in HTML_SUFFIXES:
        return Format.HTML
    if suffix == ".pdf" and isinstance(data, bytes) and data:
        raise IntakeError(f"{name} is no PDF, or its beginning is lost: get the file again.")
    if suffix in TEXT_SUFFIXES:
        return Format.TEXT
    if _FRAGMENT.match(start):
        return Format.HTML
    # A string is whatever its owner takes it for, and can always be read.
    if isinstance(data, bytes) and start.lstrip().startswith("<?xml"):
        raise UnknownFormat(f"{name} is XML of another kind than XHTML: {ADVICE}.")
    return Format.TEXT


def bare_suffix(path: str) -> str:
    """The suffix in lower case, without `.gz`: `"News/A.HTML.gz"` gives `".html"`."""
    match = re.search(r"[^/\\](\.[^./\\]+)$", path.lower().removesuffix(".gz"))
    return match.group(1) if match else ""


def _refuse_foreign(data: bytes, *, name: str, suffix: str) -> None:
    """Raises `UnknownFormat` if `data` has the signature of another format, or too many control characters for text."""
    kind = next((kind for magic, kind in _FOREIGN if data.startswith(magic)), None)
    if data.startswith(b"PK\x03\x04"):
        kind = _OFFICE_SUFFIXES.get(suffix, kind)
    if data.startswith(b"RIFF"):
        kind = _RIFF.get(data[8:12])
    if data[257:262] == b"ustar":
        kind = "a tar archive"
    if data[:3] == b"\x00\x00\x00" and data[4:8] == b"ftyp":
        kind = "an image or a video file"
    if kind:
        raise UnknownFormat(f"{name} is {kind}: {ADVICE}.")
    if _is_binary(data[:_SAMPLE]):
        raise UnknownFormat(f"{name} is binary data, not text: {ADVICE}.")


def _is_binary(sample: bytes) -> bool:
    if utf16_order(sample) or sample.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        # Of random bytes 11 % are control characters. A sample may end amid a character, which says nothing.
        share = 0.05 if error.start < len(sample) - 4 else 0.3
    else:
        share = 0.3
    return controls >= 4 and controls > share * len(sample)
