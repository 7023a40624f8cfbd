"""What of a name is compared, and when one name holds another: for keys, aliases, replies and evaluation."""

from __future__ import annotations

import re
from functools import cache

from quoth.word_lists import list_lines

_ARTICLES = frozenset({"the", "a", "an"})
# After these comes no name: the title in "secretary of state" or "attorney for Trump" is what is said of someone.
_NO_NAME = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "by", "and", "or", "who"})
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_INSIDE_WORDS = re.compile(r"[.'’]")
_WORD = re.compile(r"\w+")


def name_words(name: str) -> tuple[str, ...]:
    """What of a name is compared: `"The Sen. Cruz’s"` is `("cruz",)`, `"U.S. Sen. Cruz"` is `("us", "sen", "cruz")`.

    Titles with no name behind them stay: "the president" is `("president",)`.
    """
    bare = _INSIDE_WORDS.sub("", _POSSESSIVE.sub("", name.casefold()))
    words = tuple(word for word in _WORD.findall(bare) if word not in _ARTICLES)
    titles = _titles()
    first = next((place for place, word in enumerate(words) if word not in titles), 0)
    return words if words and words[first] in _NO_NAME else words[first:]


def holds_name(words: tuple[str, ...], sought: tuple[str, ...]) -> bool:
    """Whether the sought words stand among the others in one piece."""
    width = len(sought)
    return bool(sought) and any(words[at : at + width] == sought for at in range(len(words) - width + 1))


@cache
def _titles() -> frozenset[str]:
    return frozenset(list_lines("quoth.resolution.names", "titles.txt"))
