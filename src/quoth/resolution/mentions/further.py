"""Mentions that the model sees beyond those that rules have settled: fuller ones of the same, and "I", "we", "you"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.found import FoundMention
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.phrases import BREAKS, DETERMINERS, part_of_us
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import ADDRESSEE, SELF


def add_further_mentions(
    found: Sequence[FoundMention], discourse: Discourse, alone: Callable[[str, EntityKind], Referent]
) -> None:
    """Give referents the mentions that the model sees of them; `alone` is the referent of a pronoun nobody explains."""
    tokens = discourse.tokens
    for mention in found:
        places = tokens.places(mention.span)
        if not len(places) or tokens.sentence[places.start] != tokens.sentence[places.stop - 1]:
            continue
        lower = tokens.lower[places.start]
        item = _head(places, discourse)
        if item is not None and item.referent is not None:
            if len(places) > item.last - item.first:
                if item.form is MentionForm.DESCRIPTION:
                    # "The mayor of Northfield" rather than "the mayor"; a name remains one in a longer mention.
                    item.referent.mentions.pop(tokens.span(item.first, item.last), None)
                item.referent.add(tokens.span(places.start, places.stop), item.form)
        elif len(places) == 1 and lower in SELF | ADDRESSEE:
            kind = EntityKind.GROUP if lower in ADDRESSEE else EntityKind.PERSON
            alone(lower, kind).add(tokens.span(places.start, places.stop), MentionForm.PRONOUN)


def _head(places: range, discourse: Discourse) -> Item | None:
    """The settled mention that heads a longer one: "the mayor" in "the mayor of Northfield", "Lee" in "old Mrs Lee"."""
    tokens = discourse.tokens
    skipped = 2 if part_of_us(tokens, places.start) else 0
    for item in discourse.within(places):
        before = tokens.lower[places.start + skipped : item.first]
        if any(word in BREAKS - DETERMINERS or not word[0].isalnum() for word in before if word != "."):
            return None
        if (item.last <= places.stop and not item.owner) or item.last == places.stop:
            return item
    return None
