"""Contents -> the entities they are about, the chief one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.domain import Attribution, EntityKind, MentionForm
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.phrases import BREAKS, DETERMINERS, words_of
from quoth.resolution.mentions.referents import Referent

_BEFORE_TOPIC = frozenset(
    "that whether if how why what when where to not no of for about against with on in as by before after".split()
)
# Prepositions that end a noun phrase, beside the commoner ones.
_FURTHER_BREAKS = frozenset("along across around inside outside behind beyond beside despite amid".split())
_LONGEST_TOPIC = 5
# So few words are a noun phrase and hardly a sentence.
_SHORT = 7
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
    """The referents in each attribution's content by its id; its speaker last, where it is in it."""
    topics: dict[tuple[str, ...], Referent] = {}
    return {one.id: _targets(one, told.get(one.id), discourse, topics) for one in attributions}


def _topic(attribution: Attribution, discourse: Discourse, topics: dict[tuple[str, ...], Referent]) -> list[Referent]:
    """What a content is about in which nobody is named: its first noun phrase, "the bridge" or "old boats"."""
    tokens = discourse.tokens
    for span in attribution.content:
        places = tokens.places(span)
        first = places.start
        while first < places.stop and (tokens.lower[first] in _BEFORE_TOPIC or not tokens.lower[first][0].isalnum()):
            # "to build a bridge": what follows the verb.
            first += 2 if tokens.lower[first] == "to" else 1
        last = first + (first < places.stop and tokens.lower[first] in DETERMINERS)
        while last < places.stop and last - first < _LONGEST_TOPIC and _goes_on(tokens.words[last]):
            last += 1
        while last > first + 1 and tokens.lower[last - 1] in DETERMINERS:
            last -= 1
        words = words_of(tokens, first, last)
        # Names and phrases that refer are targets themselves.
        inside = list(discourse.within(range(first, last)))
        opening = [item for item in inside if first in {item.first, item.last - 1}]
        if any(item.form is not MentionForm.DESCRIPTION for item in inside):
            return []
        if opening:
            # "The well", a place: what only opens a content is a target where nothing else is.
            return [item.referent for item in opening[:1] if item.referent is not None]
        short = len(places) <= _SHORT
        noun = tokens.lower[first : first + 1] and tokens.lower[min(first, len(tokens) - 1)] in DETERMINERS
        names = any(word not in DETERMINERS and word not in {"whatever", "who"} for word in words)
        if names and not words[0].isdigit() and (short or noun or words[-1].endswith("s")):
            referent = topics.setdefault(words, Referent())
            referent.spell(tokens.span(first, last).of(tokens.text), words)
            referent.add(tokens.span(first, last), MentionForm.DESCRIPTION)
            return [referent]
    return []


def _goes_on(word: str) -> bool:
    """Whether a word may be of a noun phrase: no verb and no adverb, unless it is a name, as "Daly" is."""
    lower = word.lower()
    if not word[0].isalnum() or lower in BREAKS | _FURTHER_BREAKS:
        return False
    return word[0].isupper() or not lower.endswith(("ing", "ed", "ly"))


def _targets(
    attribution: Attribution,
    speaker: Referent | None,
    discourse: Discourse,
    topics: dict[tuple[str, ...], Referent],
) -> list[Referent]:
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
    own = own or _does_it(attribution, discourse)
    ranked += [topic for topic in _topic(attribution, discourse, topics) if topic not in ranked]
    return [*ranked, speaker] if own and speaker is not None else ranked


def _does_it(attribution: Attribution, discourse: Discourse) -> bool:
    """Whether the speaker is the one who does what the content says: "to fly home"."""
    places = discourse.tokens.places(attribution.content[0]) if attribution.content else range(0)
    return len(places) > 1 and discourse.tokens.lower[places.start] == "to"


def _counts(referent: Referent) -> bool:
    return referent.kind in {EntityKind.GROUP, EntityKind.ORGANIZATION, EntityKind.UNNAMED, EntityKind.DOCUMENT}
