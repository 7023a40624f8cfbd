"""Names: their words, and where an article spells them out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

_ARTICLES = frozenset({"the", "a", "an"})
# After these comes no name: the title in "secretary of state" or "attorney for Trump" is what is said of someone.
_NO_NAME = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "by", "and", "or", "who"})
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_INSIDE_WORDS = re.compile(r"[.'’]")
_WORD = re.compile(r"\w+")
_PART = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_PARTICLES = "(?:(?:van|von|de|der|del|di|bin|al|el|la|le)[ \u00a0])*"
_NAME = re.compile(rf"{_PART}(?:[ \u00a0](?:[A-Z]\.[ \u00a0])*{_PARTICLES}{_PART})*")


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


def find_names(text: str) -> list[str]:
    """Sequences of capitalised words, possessive endings and leading titles and articles left out: `Val Shawcross`."""
    names = []
    for match in _NAME.finditer(text):
        parts = _POSSESSIVE.sub("", match.group()).split()
        while parts and _bare(parts[0]) in _titles() | _ARTICLES | _OPENERS:
            del parts[0]
        # In "Plan B. The bridge" what looks like an initial ends a sentence.
        ended = next((at for at, part in enumerate(parts) if at and _bare(part) in _ARTICLES | _OPENERS), len(parts))
        if ended < len(parts) and parts[ended - 1].endswith("."):
            parts = [*parts[: ended - 1], parts[ended - 1].rstrip(".")]
        if parts:
            names.append(" ".join(parts))
    return names


class FullNames:
    """The fullest spelling of each name in an article."""

    def __init__(self, text: str) -> None:
        self._by_word: dict[str, Counter[str]] = {}
        for name in find_names(text):
            words = name_words(name)
            if 2 <= len(words) <= 4:
                for word in {words[0], words[-1]}:
                    self._by_word.setdefault(word, Counter())[name] += 1

    def fullest(self, name: str) -> str:
        """The commonest longer name that this one begins or ends: both `Lopez` and `Maria` give `Maria Lopez`."""
        words = name_words(name)
        if not words:
            return name
        fits = [
            (count, full)
            for full, count in self._by_word.get(words[-1], Counter()).items()
            if holds_name(name_words(full), words) and len(name_words(full)) > len(words)
        ]
        # Two people who share a surname: the article must have named one of them more often to be meant.
        return max(fits, default=(0, name))[1]


# Words that open sentences or stand in headlines with a capital and are part of no name.
_OPENERS = frozenset(
    "after also and as at but by for from he her his how i if in it its meanwhile my no not of on one or our she "
    "so that their then there these they this those to under we what when where while who why with yes yet you "
    "your".split()
)


def _bare(word: str) -> str:
    return _INSIDE_WORDS.sub("", word.casefold()).strip("-,")


@cache
def _titles() -> frozenset[str]:
    lines = files("quoth.resolution").joinpath("titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
