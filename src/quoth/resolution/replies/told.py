"""An attribution as replies see it: where it stands, its words, and what two of them have to do with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quoth.domain import Act, Attribution, Span, Voice
from quoth.resolution.replies.signs import CITED, CONTENT_WORD, EMPTY_WORDS

# How many characters may lie between a reply and what it takes up.
REACH = 1200
# Two reports are of the same matter if so many words of four letters and more are in both, and such a share of the
# shorter one's.
_LEAST_SHARED = 2
_SHARE = 0.4
# What utters something, as against holding it.
SPOKEN = frozenset(
    {Act.SAYS, Act.DENIES, Act.REJECTS, Act.ACCEPTS, Act.PROMISES, Act.WARNS, Act.CRITICISES, Act.PRAISES}
)
_CLAIMS = frozenset({*SPOKEN, Act.ORDERS, Act.SHOWS, Act.THINKS})


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with where it stands: `span` from its first to its last word, `told` its content's text."""

    attribution: Attribution
    span: Span
    told: str
    cue: str

    @property
    def act(self) -> Act:
        """What its cue does."""
        return self.attribution.act


@dataclass(frozen=True, slots=True)
class Around:
    """The text, the words of each speaker's name by id, and the attributions directly inside each one, by its id."""

    text: str
    names: Mapping[str, tuple[str, ...]]
    inside: Mapping[str | None, Sequence[Told]]


def told_of(attribution: Attribution, text: str) -> Told:
    """An attribution with its place and its words."""
    spans = [*attribution.source, *attribution.cue, *attribution.content] or [Span(0, 0)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    told, cue = (" ".join(span.of(text) for span in part) for part in (attribution.content, attribution.cue))
    return Told(attribution, whole, told, cue)


def told_before(family: Sequence[Told], place: int) -> Iterator[Told]:
    """What stands before one of a family, the nearest first, as far back as a reply reaches."""
    start = family[place].span.start
    for other in reversed(family[:place]):
        if start - other.span.end > REACH:
            return
        yield other


def may_differ(one: Told, other: Told) -> bool:
    """Whether two attributions may have different speakers."""
    speaker = one.attribution.speaker
    return speaker is None or speaker != other.attribution.speaker


def is_claim(one: Told) -> bool:
    """Whether an attribution claims something, which others may take up."""
    return one.act in _CLAIMS


def content_words(one: Told) -> frozenset[str]:
    """What of a content tells what it is about."""
    return _content_words(one.told)


# Every statement is held against all that stand near it.
@lru_cache(maxsize=256)
def _content_words(told: str) -> frozenset[str]:
    return frozenset(word.casefold().removesuffix("s") for word in CONTENT_WORD.findall(told)) - EMPTY_WORDS


def same_matter(one: Told, other: Told) -> bool:
    """Whether two contents have so many words in common that they are of one matter."""
    words, others = content_words(one), content_words(other)
    shared = len(words & others)
    return shared >= _LEAST_SHARED and shared >= _SHARE * min(len(words), len(others))


def mentions(told: str, words: Sequence[str]) -> bool:
    """Whether a content names whoever has a name of these words, by the last of them."""
    # Most contents do not hold it at all; a pattern for every name would have to be compiled, and would be kept.
    if not words or words[-1].casefold() not in told.casefold():
        return False
    return re.search(rf"\b{re.escape(words[-1])}\b", told, re.IGNORECASE) is not None


def named_in(told: str, others: Sequence[Told], around: Around) -> list[Told]:
    """Those of the others whose speakers a content names: people and organisations, or else documents."""
    named = [other for other in others if mentions(told, around.names.get(other.attribution.speaker or "", ()))]
    return [other for other in named if other.attribution.voice in {Voice.PERSON, Voice.ORGANIZATION}] or named


def innermost(one: Told, around: Around) -> Told:
    """Where a report only cites another, that one: "they pointed to research that ..."."""
    children = around.inside.get(one.attribution.id, ())
    while len(children) == 1 and CITED.search(one.cue) and 2 * len(children[0].span) > len(one.told):
        one = children[0]
        children = around.inside.get(one.attribution.id, ())
    return one
