"""A text in another dress: other quotation marks, paragraphs run together, lines without a full stop.

Every character keeps its place.

PolNeAR's articles come from seven publishers with habits of their own; the reader should not depend on these.
"""

from __future__ import annotations

import random
import re

from quoth.layout.quotation_marks import Side, find_quotations
from quoth.layout.words import split_paragraphs

# Opening and closing marks of American, British and plain print.
_STYLES = (("“", "”"), ("‘", "’"), ('"', '"'))
_DOUBLE = frozenset('“”"')
_BREAK = re.compile(r"\s*\n\s*")
_ALTER_MARKS, _JOIN, _UNSTOP = 0.7, 0.5, 0.3
# Headlines and captions are no longer than this, and often end without a stop.
_LONGEST_LINE = 160


def alter(text: str, rng: random.Random) -> str:
    """The text with its marks in another style, some paragraphs joined or some stops gone; of the same length."""
    altered = _restyled(text, rng.choice(_STYLES)) if rng.random() < _ALTER_MARKS else text
    if rng.random() < _JOIN:
        return _BREAK.sub(lambda found: " " * len(found[0]) if rng.random() < _JOIN else found[0], altered)
    characters = list(altered)
    for number, line in enumerate(split_paragraphs(altered)):
        short = len(line) <= _LONGEST_LINE and (number == 0 or rng.random() < _UNSTOP)
        if short and characters[line.end - 1] == ".":
            characters[line.end - 1] = " "
    return "".join(characters)


def _restyled(text: str, style: tuple[str, str]) -> str:
    """Double marks of outermost quotations in the given style."""
    characters = list(text)
    for quoted in find_quotations(text, split_paragraphs(text)):
        for mark in quoted.marks:
            if quoted.depth == 1 and quoted.closed and len(mark.span) == 1 and text[mark.span.start] in _DOUBLE:
                characters[mark.span.start] = style[mark.side is Side.CLOSES]
    return "".join(characters)
