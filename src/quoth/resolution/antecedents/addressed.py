"""Whom "you" means: who is told so, who is called by name, or who answers the question it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.domain import Act, Attribution, EntityKind, MentionForm
from quoth.resolution.antecedents.surroundings import position
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.items import Item
from quoth.resolution.sources.reading import Source

_TELLING = frozenset("told tells tell asked asks ask reminded warned assured informed".split())
# So many words behind "you" a name may be called.
_CALL = 8
_AFTER_CALL = ((",",), (".",), ("?",), ("!",))
# So many statements below a question its answer may begin.
_ANSWER = 5


def addressed(
    source: Source, above: Attribution | None, ordered: Sequence[Attribution], discourse: Discourse
) -> Iterator[Item | Attribution]:
    """Mentions of whom a "you" may mean, and attributions whose speaker it may, the likeliest first.

    `above` is the attribution in whose content it stands, `ordered` are all in text order.
    """
    told = _told_to(above, discourse) if above is not None else None
    if told is not None:
        yield told
    called = _called_upon(source, discourse)
    if called is not None:
        yield called
    if above is not None and above.act is Act.ASKS:
        at = bisect_left(ordered, position(above)[0], key=lambda one: position(one)[0])
        answers = (one for one in ordered[at + 1 : at + 1 + _ANSWER] if one.parent == above.parent and one is not above)
        yield from list(answers)[:1]


def _told_to(attribution: Attribution, discourse: Discourse) -> Item | None:
    """To whom something is said: "Lee told the mayor"."""
    tokens = discourse.tokens
    place = tokens.at(attribution.cue[-1].end - 1) if attribution.cue else len(tokens)
    if place + 1 >= len(tokens) or tokens.lower[place] not in _TELLING:
        return None
    item = next((one for one in discourse.within(range(place + 1, place + 4)) if not one.owner), None)
    if item is None or item.form is MentionForm.PRONOUN or tokens.sentence[item.first] != tokens.sentence[place]:
        return None
    return item


def _called_upon(source: Source, discourse: Discourse) -> Item | None:
    """Whom a sentence calls by name: "as you pointed out, Ann, the ferry"."""
    tokens = discourse.tokens
    for item in discourse.within(range(source.last, min(source.last + _CALL, len(tokens)))):
        if tokens.sentence[item.first] != tokens.sentence[source.first]:
            return None
        alone = tokens.words[item.first - 1] == "," and tokens.words[item.last : item.last + 1] in _AFTER_CALL
        person = item.referent is not None and item.referent.kind is EntityKind.PERSON
        if item.form is MentionForm.NAME and alone and person:
            return item
    return None
