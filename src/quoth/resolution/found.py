"""What resolution begins with: the places where an article refers to someone or something, and how well two agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quoth.domain import EntityKind, MentionForm, Span


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention before it is known whom it means; `score` is how sure it is that the words are one: 0 to 1."""

    span: Span
    kind: EntityKind
    form: MentionForm
    score: float = 1.0


class Links(Protocol):
    """The model's word on pairs of mentions, numbered as the mentions of one article are."""

    def odds(self, mention: int, earlier: int) -> float:
        """The logarithm of the odds that both mean the same, as against that `mention` means nobody named before."""
