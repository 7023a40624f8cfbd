"""Which mention before it a pronoun takes up: those that may be meant are weighed, the heaviest wins.

What counts are nearness, grammar and who speaks; the weights were fitted on the speakers of chains/train. The model's
scores for pairs of mentions, where there are any, count beside them. Hard limits come first: gender, number, person.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.discourse import Discourse, Item
from quoth.resolution.found import Links
from quoth.resolution.lexicon import HE, SHE, Lexicon
from quoth.resolution.referents import Referent

# How many mentions and paragraphs back somebody may be meant.
_MOST_BACK = 60
_PARAGRAPHS_BACK = 4
_MOST_REFERENTS = 9
_LINK_WEIGHT = 0.5
_MOST_ODDS = 8.0
_MUTE = 2.0
# How much a word shared with a title or role, and being named often, speak for whom a description means.
_SHARED = 1.0
_FAMOUS = 0.7
# Less than this, and a description means somebody of whom nothing else is told.
_LEAST_IN_VIEW = 0.0
# Too many to be who says something.
_WIDE = frozenset({"world", "public", "population", "majority", "economy"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.NONE})
_PERSONS = frozenset({EntityKind.PERSON, EntityKind.UNNAMED, EntityKind.NONE})

FEATURES = (
    "same sentence", "sentence before", "two sentences before", "paragraph before", "paragraphs before", "rank",
    "subject", "owner", "object", "subject of the sentence", "opens sentence", "last speaker", "speaks indirectly",
    "fame", "recent", "quoted", "both quoted", "pronoun", "unsure gender", "unsure kind", "parallel", "title",
    "group", "organization", "document", "person", "description", "unnamed", "place", "same passage speaker",
    "last speaker, owner", "clause",
)  # fmt: skip
WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "person": (
        1.29, 0.86, -0.08, -1.24, -1.92, 0.12, -0.64, -0.17, -0.27, 0.36, 0.59, 2.08, 0.58, 0.42, 0.36, -1.06, -0.75,
        0.10, -0.83, -0.61, 0.65, -1.0, 0.00, 0.00, 0.00, 1.38, -0.43, -0.77, 0.00, 0.00, -0.26, -0.14,
    ),
    "they": (
        1.23, 0.60, -0.13, -1.0, -1.0, -0.8, 0.43, -0.29, -0.2, 0.0, 0.0, 1.83, 2.2, 0.5, 0.19, -1.2, -0.8, 0.40, 0.5,
        0.14, 0.2, -1.0, 2.8, 0.5, -2.0, 0.5, -0.8, -0.14, -0.89, -0.06, -0.48, 0.00,
    ),
    "it": (
        2.6, 1.6, -0.4, 0.0, -1.0, 0.0, 1.2, -1.5, 0.0, 1.2, 0.9, 2.2, 0.00, 0.8, -0.5, -0.57, 0.00, -0.5, 0.00, 0.6,
        0.8, -1.0, -0.5, 1.17, 0.5, -3.0, -0.6, -0.95, -1.0, 0.00, 0.18, 0.04,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a pronoun stands: who said the last thing before, and whose words it is in, if in any's."""

    last: Referent | None = None
    speaker: Referent | None = None
    quoted: bool = False
    source: bool = False
    excluded: tuple[Referent, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, and what speaks for it, a number for each of `FEATURES`."""

    referent: Referent
    item: Item | None
    features: tuple[float, ...]


class Antecedents:
    """Chooses whom the pronouns of one article mean."""

    def __init__(self, discourse: Discourse, titled: frozenset[int], lexicon: Lexicon, links: Links | None) -> None:
        self._discourse, self._titled, self._alike, self._links = discourse, titled, lexicon.alike, links
        self._mute = lexicon.nouns["organization"] | lexicon.nouns["document"] | _WIDE

    def choose(self, item: Item, around: Around) -> Referent | None:
        """The referent that a pronoun most likely means, `None` if nobody may be meant."""
        weights = WEIGHTS["person" if item.pronoun in {HE, SHE} else item.pronoun]
        candidates = list(self.candidates(item, around))
        scores = [_weighed(candidate, weights) for candidate in candidates]
        if around.source and item.pronoun == "they":
            # Who speaks is somebody: the two named together rather than "industries".
            scores = [s - _MUTE * (one.referent.head in self._mute) for s, one in zip(scores, candidates, strict=True)]
        scores = [score + linked for score, linked in zip(scores, self._linked(item, candidates), strict=True)]
        ranked = sorted(zip(scores, candidates, strict=True), key=lambda pair: -pair[0])
        return ranked[0][1].referent if ranked else None

    def in_view(self, item: Item, around: Around, gender: str, stems: frozenset[str]) -> Referent | None:
        """The named person most in view where a description stands, if one is at all near."""
        kinds = _BODIES if gender == "it" else {EntityKind.PERSON}
        weights = WEIGHTS["it" if gender == "it" else "person"]
        candidates = [one for one in self.candidates(item, around, gender or "one") if one.referent.kind in kinds]
        named = [one for one in candidates if one.referent.named]
        candidates = [one for one in named if one.referent.kind is not EntityKind.NONE or not one.referent.thing]
        best, most = None, _LEAST_IN_VIEW
        for candidate, linked in zip(candidates, self._linked(item, candidates), strict=True):
            shared = len(stems & {self._alike.get(role, role)[:6] for role in candidate.referent.roles})
            fame = math.log1p(len(candidate.referent.mentions))
            score = _weighed(candidate, weights) + _SHARED * shared + _FAMOUS * fame + linked
            if score > most:
                best, most = candidate.referent, score
        return best

    def candidates(self, item: Item, around: Around, pronoun: str = "") -> Iterator[Candidate]:
        """All who may be meant, the last mentioned first."""
        tokens, items = self._discourse.tokens, self._discourse.items
        at = self._discourse.before(item.first)
        paragraph = tokens.paragraph[item.first]
        wanted = pronoun or item.pronoun
        seen: dict[Referent, list[Item]] = {}
        for other in items[max(0, at - _MOST_BACK) : at][::-1]:
            if other.last > item.first:
                continue
            far = paragraph - tokens.paragraph[other.first] > _PARAGRAPHS_BACK
            if far or (other.first in self._titled and item.first not in self._titled and seen):
                break
            referent = other.referent
            if referent is None or referent in around.excluded:
                continue
            if referent not in seen and len(seen) < _MOST_REFERENTS and agrees(wanted, referent):
                seen[referent] = []
            if referent in seen:
                seen[referent].append(other)
        for speaker in (around.speaker, around.last):
            if speaker and speaker not in seen and speaker not in around.excluded and agrees(wanted, speaker):
                seen[speaker] = []
        for rank, (referent, others) in enumerate(seen.items()):
            features = self._features(item, referent, others, rank, around)
            yield Candidate(referent, others[0] if others else None, features)

    def _features(
        self, item: Item, referent: Referent, others: Sequence[Item], rank: int, around: Around
    ) -> tuple[float, ...]:
        tokens = self._discourse.tokens
        latest = others[0] if others else None
        here = tokens.sentence[item.first]
        apart = here - tokens.sentence[latest.first] if latest else 9
        paragraphs = tokens.paragraph[item.first] - tokens.paragraph[latest.first] if latest else 3
        passage = tokens.passage[item.first]
        theirs = tokens.passage[latest.first] if latest else -1
        kind = referent.kind
        sentence = [other for other in others if tokens.sentence[other.first] == (here - min(apart, 1))]
        told = referent is around.speaker
        return tuple(
            map(
                float,
                (
                    apart == 0,
                    apart == 1,
                    apart == 2,
                    paragraphs == 1,
                    paragraphs > 1,
                    math.log1p(rank),
                    latest is not None and latest.subject,
                    latest is not None and latest.owner,
                    latest is not None and latest.object,
                    any(other.subject for other in sentence),
                    any(tokens.opens_sentence(other.first) for other in sentence),
                    referent is around.last,
                    told and not around.quoted,
                    math.log1p(len(referent.mentions)),
                    math.log1p(len(others)),
                    theirs >= 0 and theirs != passage,
                    theirs >= 0 and theirs == passage,
                    latest is not None and latest.form is MentionForm.PRONOUN,
                    not referent.gender and kind is EntityKind.PERSON,
                    kind is EntityKind.NONE,
                    latest is not None and latest.subject and item.subject,
                    latest is not None and latest.first in self._titled,
                    kind is EntityKind.GROUP or referent.plural,
                    kind is EntityKind.ORGANIZATION,
                    kind is EntityKind.DOCUMENT,
                    kind is EntityKind.PERSON,
                    latest is not None and latest.form is MentionForm.DESCRIPTION,
                    kind is EntityKind.UNNAMED,
                    kind is EntityKind.PLACE,
                    told and around.quoted,
                    referent is around.last and item.owner,
                    latest is not None and apart == 0 and item.object and latest.subject,
                ),
            )
        )

    def _linked(self, item: Item, candidates: Sequence[Candidate]) -> list[float]:
        """What the model says of a mention with the last mention of each candidate."""
        linked = [0.0] * len(candidates)
        if self._links is None:
            return linked
        tokens = self._discourse.tokens
        asked = [(at, one.item) for at, one in enumerate(candidates) if one.item is not None]
        odds = self._links.odds(tokens.span(item.first, item.last), [tokens.span(i.first, i.last) for _, i in asked])
        for (at, _), value in zip(asked, odds, strict=True):
            linked[at] = _LINK_WEIGHT * max(-_MOST_ODDS, min(_MOST_ODDS, value))
        return linked


def _weighed(candidate: Candidate, weights: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, candidate.features, strict=True))


def agrees(pronoun: str, referent: Referent) -> bool:
    """Whether a pronoun may mean a referent, by gender, number and person alone."""
    kind = referent.kind
    if pronoun in {HE, SHE, "one"}:
        if kind not in _PERSONS or referent.plural or (referent.thing and kind is EntityKind.NONE):
            return False
        return pronoun == "one" or referent.gender in {"", pronoun}
    if pronoun == "it":
        return not referent.plural and not referent.gender and kind is not EntityKind.PERSON
    # "They" for one person is rare in news, and only for one who is nobody's "he" or "she".
    one = kind in {EntityKind.PERSON, EntityKind.UNNAMED} and not referent.plural
    return not (one and (referent.gender or referent.named))
