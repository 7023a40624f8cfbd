"""Names of which no rule tells what they name: there the model's mentions do."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.discourse import Discourse
from quoth.resolution.found import FoundMention

# What the model is less sure of says nothing of a name's kind.
_SURE = 0.6


def settle_kinds(discourse: Discourse, found: Sequence[FoundMention]) -> None:
    """Give referents of no kind the one that the model most often sees where they are named."""
    unsettled = {
        item.last: item.referent
        for item in discourse.items
        if item.form is MentionForm.NAME and item.referent is not None and item.referent.kind is EntityKind.NONE
    }
    votes = []
    for mention in found:
        if mention.score >= _SURE and mention.form is MentionForm.NAME:
            places = discourse.tokens.places(mention.span)
            referent = unsettled.get(places.stop) if len(places) else None
            if referent is not None:
                votes.append((referent, mention.kind))
    for referent, kind in votes:
        referent.votes[kind] += 1
