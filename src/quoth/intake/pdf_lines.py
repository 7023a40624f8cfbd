"""Lines as they stand on pages -> paragraphs: running heads out, lines joined, breaks where the layout has them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=\w)[-‐]$")
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# Fewer pages repeat a line by chance: a name above two letters, a date above two entries.
_FEWEST_RUNNING_HEADS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, in points from the lower left corner; `hyphenated` if a hyphen at its end was taken off."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    hyphenated: bool = False


def join_paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a document, each on one line; a paragraph may go on over columns and pages."""
    pages = _without_running_heads(pages)
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    pitch = _usual_pitch(pages)
    edge = max(line.right for line in lines)
    paragraphs = [[lines[0]]]
    for above, line in pairwise(lines):
        if _breaks(above, line, pitch=pitch, edge=edge):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    words = {word.casefold() for line in lines for word in re.findall(r"\w+(?:[-‐]\w+)+", line.text)}
    return [_joined(paragraph, words) for paragraph in paragraphs]


def _breaks(above: Line, line: Line, *, pitch: float, edge: float) -> bool:
    """Whether a new paragraph begins with `line`."""
    if above.hyphenated:
        return False
    ended = _SENTENCE_END.search(above.text) is not None
    step = above.bottom - line.bottom
    if step <= 0 or step > 10 * pitch:  # another column or page: the sentence goes on there unless it has ended
        return ended
    if abs(above.height - line.height) > 0.15 * max(above.height, line.height):
        return True
    if step > 1.3 * pitch:
        return True
    indented = line.left - above.left > 0.5 * line.height
    short = above.right < edge - 0.2 * (edge - above.left)
    return ended and (indented or (short and not line.text[0].islower()))


def _usual_pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The median distance between a line and the next one below it; one line's height if no two lines follow."""
    steps = [above.bottom - line.bottom for page in pages for above, line in pairwise(page)]
    steps = [step for step in steps if step > 0]
    heights = [line.height for page in pages for line in page]
    # Where every line is a paragraph of its own, their distance is no pitch.
    return min(median(steps), 2 * median(heights)) if steps else median(heights)


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without page numbers, and without first and last lines that most pages share but for their numbers."""
    edges = Counter(key for page in pages for key in {_running_key(line) for line in [*page[:1], *page[-1:]]})
    needed = max(_FEWEST_RUNNING_HEADS, len(pages) / 2)

    def runs(line: Line) -> bool:
        return _PAGE_NUMBER.fullmatch(line.text) is not None or edges[_running_key(line)] >= needed

    kept = []
    for page in pages:
        lines = list(page)
        while lines and runs(lines[0]):
            del lines[0]
        while lines and runs(lines[-1]):
            del lines[-1]
        kept.append(lines)
    return kept


def _running_key(line: Line) -> str:
    return _NUMBERS.sub("0", line.text.casefold())


def _joined(lines: Sequence[Line], hyphenated_words: set[str]) -> str:
    """The lines as one, a space between them, or a hyphen or nothing where a word is broken."""
    text = lines[0].text
    for above, line in pairwise(lines):
        broken = above.hyphenated or _HYPHEN.search(above.text) is not None
        if not broken:
            text += " " + line.text
            continue
        text = _HYPHEN.sub("", text)
        parts = re.search(r"\w+$", text), re.match(r"\w+", line.text)
        word = "-".join(part.group() for part in parts if part).casefold()
        # "well-" and "known" keep it if the document has "well-known" elsewhere, and so do names like "Anglo-" "Saxon".
        keeps_hyphen = word in hyphenated_words or not line.text[0].islower()
        text += ("-" if keeps_hyphen else "") + line.text
    return text
