"""Contents -> the entities they are about, the chief one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.domain import Attribution, EntityKind, MentionForm
from quoth.resolution.discourse import Discourse
from quoth.resolution.referents import Referent

_WEIGHTS = {
    EntityKind.PERSON: 3.0,
    EntityKind.ORGANIZATION: 2.0,
    EntityKind.GROUP: 2.0,
    EntityKind.NONE: 1.5,
    EntityKind.DOCUMENT: 1.2,
    EntityKind.WORK: 1.2,
    EntityKind.PLACE: 1.0,
    EntityKind.UNNAMED: 1.0,
}


def find_targets(
    attributions: Sequence[Attribution], told: Mapping[str, Referent | None], discourse: Discourse
) -> dict[str, list[Referent]]:
    """The referents in each attribution's content by its id; its speaker only where nobody else is in it."""
    return {one.id: _targets(one, told.get(one.id), discourse) for one in attributions}


def _targets(attribution: Attribution, speaker: Referent | None, discourse: Discourse) -> list[Referent]:
    scores: dict[Referent, float] = {}
    own = False
    for span in attribution.content:
        for item in discourse.within(discourse.tokens.places(span)):
            referent = item.referent
            if referent is None:
                continue
            if referent is speaker:
                own = True
                continue
            if item.form is MentionForm.DESCRIPTION and not referent.named and not _counts(referent):
                continue
            weight = _WEIGHTS[referent.kind] * (1.0 if referent.named else 0.6)
            first = referent not in scores
            scores[referent] = scores.get(referent, 0.0) + weight * (1.0 if first else 0.4) + 0.8 * item.subject
    ranked = sorted(scores, key=lambda referent: -scores[referent])
    return ranked or ([speaker] if own and speaker is not None else [])


def _counts(referent: Referent) -> bool:
    return referent.kind in {EntityKind.GROUP, EntityKind.ORGANIZATION, EntityKind.UNNAMED, EntityKind.DOCUMENT}
