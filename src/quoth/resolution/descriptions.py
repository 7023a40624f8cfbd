"""Sources that describe someone instead of naming them: "a senior official", "one of these men"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_INDEFINITE = re.compile(r"(?:an?|another|one(?: of (?:the|these|those|his|her|their|its|our|my))?)\s+", re.IGNORECASE)
# "A spokesman for the governor, John Smith".
_APPOSITION = re.compile(r",\s+[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)+\W*$")
_WORD = re.compile(r"[\w’'-]+")
# Up to so many words may stand between the article and the noun: "a former senior State Department official".
_DESCRIBING = 5
# What may follow the noun without being a name: "a spokesman for the board", "a voter, who asked".
_MORE = re.compile(
    r"\W*(?:$|(?:who|whom|whose|that|which|for|of|in|at|from|with|on|to|near|by|close|familiar|involved|briefed"
    r"|and|but|not|\w+ing)\b)"
)
_OF = frozenset({"of", "with", "for", "by", "in", "on", "at", "from", "to", "few", "dozen", "hundred", "number"})
_SINGULAR = (("men", "man"), ("people", "person"), ("children", "child"), ("wives", "wife"), ("ies", "y"), ("s", ""))


def is_unnamed_person(words: str) -> bool:
    """Whether a source is one person whom nobody names: "a nurse at the clinic", but not "a nurse, Ann Lee"."""
    article = _INDEFINITE.match(words)
    if article is None or _APPOSITION.search(words):
        return False
    for place, match in enumerate(_WORD.finditer(words, article.end())):
        # "A lot of people" and "a poll of voters" are no person.
        if place > _DESCRIBING or match.group().casefold() in _OF:
            break
        if _is_person(match.group()) and _MORE.match(words, match.end()):
            return True
    return False


def _is_person(noun: str) -> bool:
    word = noun.casefold()
    forms = {word, *(word.removesuffix(plural) + singular for plural, singular in _SINGULAR if word.endswith(plural))}
    nouns, endings = _nouns()
    return bool(forms & nouns) or any(form.endswith(endings) for form in forms)


@cache
def _nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of person_nouns.txt and its endings."""
    lines = files("quoth.resolution").joinpath("person_nouns.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    endings = tuple(word[1:] for word in words if word.startswith("-"))
    return frozenset(word for word in words if not word.startswith("-")), endings
