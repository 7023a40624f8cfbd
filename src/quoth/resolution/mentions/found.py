"""What resolution begins with: the places where an article refers to someone or something, and how well two agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from quoth.domain import EntityKind, MentionForm, Span
from quoth.resolution.mentions.phrases import seems_plural
from quoth.resolution.names.lexicon import RELATIVES
from quoth.resolution.names.tokens import Tokens


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention before it is known whom it means; `score` is how sure it is that the words are one: 0 to 1."""

    span: Span
    kind: EntityKind
    form: MentionForm
    score: float = 1.0


class Links(Protocol):
    """The model's word on whom a mention means."""

    def odds(self, mention: Span, earlier: Sequence[Span]) -> Sequence[float]:
        """For each earlier mention, the logarithm of the odds that this one means the same.

        As against that it means nobody mentioned before: below nought the model thinks it does not. Any spans may be
        asked about; asking about many at once is cheap.
        """


def without_clauses(found: Sequence[FoundMention], tokens: Tokens) -> list[FoundMention]:
    """The mentions without relative clauses and "that police" in "it was told that police had": a conjunction."""
    return [one for one in found if not _is_clause(tokens.lower[_range(one, tokens)])]


def _range(mention: FoundMention, tokens: Tokens) -> slice:
    places = tokens.places(mention.span)
    return slice(places.start, places.stop)


def _is_clause(words: Sequence[str]) -> bool:
    if len(words) < 2 or words[0] not in RELATIVES:
        return False
    return words[0] != "that" or seems_plural(words[-1])
