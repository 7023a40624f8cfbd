"""Links that open an article at the words: a web address with a text fragment.

The form is `#:~:text=prefix-,start,end,-suffix`, see https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urldefrag

from quoth.domain import LINE_ENDS, Span

_WORD = re.compile(r"\S+")
_LINE_END = re.compile(f"[{LINE_ENDS}]")
# Up to so many characters are given whole; of more, so many words from each end.
_WHOLE = 80
_ENDS = 5
# Browsers look at whole words; quotation marks at the edge would tie the link to their style.
_EDGE = ' \t\n\r"“”‘’«»,.;:'


def link_to(address: str | None, text: str, span: Span) -> str | None:
    """The address with a fragment for these words of the text, or nothing for an article without an address."""
    if not address:
        return None
    bare, fragment = urldefrag(address)
    directive = _directive(text, span)
    return f"{bare}#{fragment}:~:text={directive}" if directive else address


def _directive(text: str, span: Span) -> str:
    lines = [line.strip(_EDGE) for line in _LINE_END.split(span.of(text))]
    lines = [line for line in lines if line]
    if not lines:
        return ""
    whole = " ".join(lines)
    if len(lines) == 1 and len(whole) <= _WHOLE:
        parts = [whole]
    else:
        # A start and an end must each stand within one paragraph.
        first, last = _WORD.findall(lines[0]), _WORD.findall(lines[-1])
        half = max(1, len(first) // 2) if len(lines) == 1 else len(first)
        parts = [" ".join(first[: min(_ENDS, half)]).strip(_EDGE), " ".join(last[-min(_ENDS, half) :]).strip(_EDGE)]
    directive = ",".join(_encode(part) for part in parts)
    # Words that stand there before, in whatever case, need what comes before them.
    if parts[0].lower() in text[: span.start].lower() and (prefix := _prefix(text, span)):
        return f"{_encode(prefix)}-,{directive}"
    return directive


def _prefix(text: str, span: Span) -> str:
    before = _LINE_END.split(text[: span.start])[-1]
    words: Sequence[str] = _WORD.findall(before)
    return " ".join(words[-3:]).strip(_EDGE)


def _encode(words: str) -> str:
    # A hyphen and a comma mean something in the directive.
    return quote(words, safe="").replace("-", "%2D")
