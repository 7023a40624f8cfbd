"""What speaks for it that a pronoun means somebody: features of the two, and the weights fitted to them.

The weights stand in antecedents.csv, which `python -m training antecedents` writes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.tokens import Tokens
from quoth.word_lists import list_lines

FEATURES = (
    # Where the candidate was mentioned last, and how.
    "same sentence", "sentence before", "two sentences before", "paragraph before", "paragraphs before",
    "words between", "rank", "rank, owner", "subject", "owner", "object", "pronoun", "name", "description",
    "subject of the sentence", "opens sentence", "often subject", "subject of the sentence before",
    "opens the sentence before", "in brackets",
    # How that and the pronoun go together.
    "both subjects", "both subjects, same sentence", "subject and object", "subject and owner", "last speaker",
    "last speaker, owner", "both objects", "both owners", "object and subject", "subject of its own verb",
    "opens sentence, owner", "rank, object", "last pronoun", "last pronoun, same sentence", "last pronoun, owner",
    "last pronoun, object",
    # Whose words they stand in.
    "speaks indirectly", "speaks here", "quoted", "both quoted",
    # The candidate as such.
    "fame", "recent", "first", "title", "unsure gender", "unsure kind", "group", "organization", "document", "person",
    "unnamed", "place",
    # Named only behind the pronoun, or there too.
    "ahead", "ahead, subject", "ahead after a comma",
    # The model's log odds: of the last mention, the best and the mean of the last few, and of the last name.
    "link", "best link", "mean link", "name link",
)  # fmt: skip
_MOST_ODDS = 8.0


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a pronoun stands: who said the last thing before, and whose words it is in, if in any's.

    `source` says that it speaks, `goes_on` that its cue says that somebody goes on: "she added". `carried_on` is who
    spoke just before in its paragraph, where its own words stand before it: "“…,” the nurse said". `excluded` cannot be
    meant. `opens` says that what `speaker` says begins with it: "the board said it".
    """

    last: Referent | None = None
    speaker: Referent | None = None
    quoted: bool = False
    source: bool = False
    goes_on: bool = False
    carried_on: Referent | None = None
    excluded: tuple[Referent, ...] = ()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: with the mentions before the pronoun, the last first, and one behind it, if any.

    `rank` counts those who were mentioned later and may be meant too.
    """

    referent: Referent
    items: Sequence[Item]
    rank: int
    ahead: Item | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The article a pronoun stands in, and what is known when it is reached.

    `titled` are the tokens of titles and captions, `first` is the person the article mentions first, `latest` whom the
    "he" or "she" before this one means.
    """

    tokens: Tokens
    titled: frozenset[int]
    first: Referent | None = None
    latest: Item | None = None


def features(item: Item, candidate: Candidate, around: Around, scene: Scene) -> tuple[float, ...]:
    """A number for each of `FEATURES` but the model's odds."""
    referent, ahead = candidate.referent, candidate.ahead
    tokens, titled = scene.tokens, scene.titled
    latest = candidate.items[0] if candidate.items else None
    here = tokens.sentence[item.first]
    apart, paragraphs, between, theirs = 9, 3, 200, -1
    subject = owner = False
    form = None
    if latest is not None:
        apart = here - tokens.sentence[latest.first]
        paragraphs = tokens.paragraph[item.first] - tokens.paragraph[latest.first]
        between = item.first - latest.last
        theirs = tokens.passage[latest.first]
        subject, owner, form = latest.subject, latest.owner, latest.form
    passage = tokens.passage[item.first]
    kind = referent.kind
    sentence = [other for other in candidate.items if tokens.sentence[other.first] == here - min(apart, 1)]
    told, last = referent is around.speaker, referent is around.last
    comma = ahead is not None and tokens.words[ahead.first - 1] == ","
    before = [other for other in candidate.items if tokens.sentence[other.first] == here - 1]
    opening = any(tokens.opens_sentence(other.first) for other in sentence)
    taken = scene.latest is not None and scene.latest.referent is referent
    taken_here = taken and scene.latest is not None and tokens.sentence[scene.latest.first] == here
    rank = math.log1p(candidate.rank)
    thing = item.object and not item.owner
    return tuple(
        map(
            float,
            (
                apart == 0,
                apart == 1,
                apart == 2,
                paragraphs == 1,
                paragraphs > 1,
                math.log1p(max(between, 0)) if latest else 4.0,
                rank,
                item.owner and rank,
                subject,
                owner,
                latest is not None and latest.object,
                form is MentionForm.PRONOUN,
                form is MentionForm.NAME,
                form is MentionForm.DESCRIPTION,
                any(other.subject for other in sentence),
                opening,
                math.log1p(sum(other.subject for other in candidate.items)),
                any(other.subject for other in before),
                any(tokens.opens_sentence(other.first) for other in before),
                latest is not None and tokens.words[latest.first - 1] == "(",
                subject and item.subject and apart > 0,
                subject and item.subject and apart == 0,
                subject and item.object and apart == 0,
                subject and item.owner and apart == 0,
                last,
                last and item.owner,
                latest is not None and latest.object and thing,
                owner and item.owner,
                latest is not None and latest.object and item.subject,
                thing and apart == 0 and _is_subject_of_its_verb(item, candidate, tokens),
                opening and item.owner,
                thing and rank,
                taken,
                taken_here,
                taken and item.owner,
                taken and thing,
                told and not around.quoted,
                told and around.quoted,
                theirs >= 0 and theirs != passage,
                theirs >= 0 and theirs == passage,
                math.log1p(len(referent.mentions)),
                math.log1p(len(candidate.items)),
                referent is scene.first,
                latest is not None and latest.first in titled,
                not referent.gender and kind is EntityKind.PERSON,
                kind is EntityKind.NONE,
                kind is EntityKind.GROUP or referent.plural,
                kind is EntityKind.ORGANIZATION,
                kind is EntityKind.DOCUMENT,
                kind is EntityKind.PERSON,
                kind is EntityKind.UNNAMED,
                kind is EntityKind.PLACE,
                ahead is not None and latest is None,
                ahead is not None and ahead.subject,
                ahead is not None and ahead.subject and comma,
            ),
        )
    )


_CLAUSE_ENDS = frozenset(
    "that who which when while because if as and but or after before since where whose than".split()
)


def _is_subject_of_its_verb(item: Item, candidate: Candidate, tokens: Tokens) -> bool:
    """Whether a candidate does what is done to the pronoun: in "Lee saw him" he is not Lee."""
    for other in candidate.items:
        if tokens.sentence[other.first] != tokens.sentence[item.first]:
            return False
        between = tokens.lower[other.last : item.first]
        if other.subject and all(word[0].isalnum() and word not in _CLAUSE_ENDS for word in between):
            return True
    return False


def link_features(candidate: Candidate, odds: Sequence[float]) -> tuple[float, float, float, float]:
    """What the model says of a candidate's mentions, as the last of `FEATURES` name it; none says nothing."""
    if not odds:
        return 0.0, 0.0, 0.0, 0.0
    held = [max(-_MOST_ODDS, min(_MOST_ODDS, value)) for value in odds]
    named = (value for value, one in zip(held, candidate.items, strict=False) if one.form is MentionForm.NAME)
    return held[0], max(held), sum(held) / len(held), next(named, held[0])


@cache
def weights(pronoun: str) -> tuple[float, ...]:
    """The weight of each feature for one of the pronouns "person", "they" and "it"."""
    names, *rows = (line.rsplit(",", 3) for line in list_lines("quoth.resolution.antecedents", "antecedents.csv"))
    column = names.index(pronoun)
    found: Mapping[str, float] = {row[0]: float(row[column]) for row in rows}
    return tuple(found[name] for name in FEATURES)
