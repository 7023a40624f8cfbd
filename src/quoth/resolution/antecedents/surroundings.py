"""What counts for a mention where it stands: whose words it is in, and who said the last thing before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from quoth.domain import Act, Attribution, MentionForm, Span
from quoth.resolution.antecedents.weighing import Around
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HE, SHE
from quoth.resolution.sources.reading import Source, SourceKind

# With these a speaker goes on.
_GOES_ON = re.compile(r"(?:add|continue|conclude)(?:s|d|ed)$|went on(?: to say)?$|also (?:said|says?|told|wrote)$")
# With these somebody else than who asked does.
_ANSWERS = re.compile(r"(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|retort(?:s|ed)?)$")
_NEW_CLAUSE = frozenset({(",", "and"), (",", "but"), (",", "so"), (",", "while")})


class Surroundings:
    """The attributions of one article as they lie around its mentions.

    `inside` is the innermost attribution in whose content each token lies; `told` gives the speakers that are known so
    far, `speaker` finds one.
    """

    def __init__(
        self,
        discourse: Discourse,
        attributions: Sequence[Attribution],
        sources: Mapping[str, Source],
        told: Mapping[str, Referent | None],
        speaker: Callable[[Attribution], Referent | None],
    ) -> None:
        self._discourse, self._attributions, self._sources, self._told = discourse, attributions, sources, told
        self._speaker = speaker
        self._by_id = {attribution.id: attribution for attribution in attributions}
        self._positions = [position(attribution)[0] for attribution in attributions]
        self._spoken = {source.item.first: self._by_id[id] for id, source in sources.items() if source.item is not None}
        self.inside = self._enclosing()

    def around(self, item: Item) -> Around:
        """What counts for a pronoun where it stands."""
        tokens = self._discourse.tokens
        enclosing = self.inside[item.first]
        bound = self._discourse.bound.get(item.first)
        excluded = (bound[0],) if bound else ()
        speaker, quoted = None, False
        if enclosing is not None:
            speaker = self._speaker(enclosing)
            quoted = tokens.passage[item.first] >= 0
            source = tokens.at(enclosing.source[0].start) if enclosing.source else None
            quoted = quoted and (source is None or tokens.passage[source] != tokens.passage[item.first])
            if item.pronoun in {HE, SHE} or item.phrase is not None:
                excluded = (*excluded, *self._quoting(item, enclosing))
        before = self._last_before(item, enclosing)
        last = self._told[before.id] if before is not None else None
        if item.first in self._spoken and item.pronoun in {HE, SHE}:
            excluded = (*excluded, *self._named_in_own(item))
        spoken = self._spoken.get(item.first)
        goes_on = spoken is not None and any(_GOES_ON.match(span.of(tokens.text)) for span in spoken.cue)
        carried_on = None
        if spoken is not None and before is not None and last is not None:
            if before.act is Act.ASKS and any(_ANSWERS.match(span.of(tokens.text)) for span in spoken.cue):
                excluded = (*excluded, last)
                carried_on = self._asked(before)
            elif self._follows(item, spoken, before):
                carried_on = last
        opens = enclosing is not None and self._sources[enclosing.id].kind is not SourceKind.SELF
        opens = opens and self._opens(item, enclosing)
        return Around(last, speaker, quoted, spoken is not None, goes_on, carried_on, excluded, opens)

    def _opens(self, item: Item, enclosing: Attribution | None) -> bool:
        """Whether a content begins with a mention: "said (that) she"."""
        tokens = self._discourse.tokens
        start = tokens.at(enclosing.content[0].start) if enclosing is not None and enclosing.content else -1
        return item.first == start + (tokens.lower[start : start + 1] == ("that",))

    def _asked(self, question: Attribution) -> Referent | None:
        """Whom a question is put to, as far as the order tells: who spoke before it."""
        at = bisect_left(self._positions, position(question)[0])
        earlier = (one for one in reversed(self._attributions[max(0, at - 4) : at]) if one.parent == question.parent)
        return next((self._told.get(one.id) for one in earlier), None)

    def _follows(self, item: Item, spoken: Attribution, before: Attribution) -> bool:
        """Whether a source stands behind its words, and somebody spoke before these in the same paragraph."""
        tokens = self._discourse.tokens
        here, there = tokens.starts[item.first], position(before)[0]
        behind = bool(spoken.content) and there < spoken.content[0].start < here
        return behind and tokens.paragraph[tokens.at(there)] == tokens.paragraph[item.first]

    def _quoting(self, item: Item, enclosing: Attribution | None) -> Iterator[Referent]:
        """In whose words a mention stands: they say "I" of themselves, and nobody says "the mayor" of herself."""
        tokens = self._discourse.tokens
        passage = tokens.passage[item.first]
        # "She said that she was late, and the mayor left" may have a clause that is not hers.
        own = tokens.lower[max(item.first - 2, 0) : item.first] not in _NEW_CLAUSE
        while enclosing is not None and (passage >= 0 or (item.phrase is not None and own)):
            source = tokens.at(enclosing.source[0].start) if enclosing.source else None
            outside = source is None or source >= len(tokens) or tokens.passage[source] != passage or passage < 0
            speaker = self._speaker(enclosing)
            if speaker is not None and (outside or self._sources[enclosing.id].kind is SourceKind.SELF):
                yield speaker
            enclosing = self._by_id.get(enclosing.parent or "")

    def _named_in_own(self, item: Item) -> Iterator[Referent]:
        """Whom the words before a pronoun name that the pronoun is the speaker of: "“Lee is late,” he said"."""
        attribution = self._spoken[item.first]
        tokens = self._discourse.tokens
        for span in attribution.content:
            if span.start < tokens.starts[item.first]:
                for other in self._discourse.within(tokens.places(span)):
                    named = other.form is MentionForm.NAME and tokens.passage[other.first] >= 0
                    # “He said, ‘Lee, you are late,’” she said; but ‘Lee is late,’ he said.
                    called = tokens.words[other.last : other.last + 1] == (",",)
                    addressed = called and tokens.words[other.first - 1] in {"‘", "'"}
                    if named and not addressed and other.referent is not None:
                        yield other.referent

    def _last_before(self, item: Item, enclosing: Attribution | None) -> Attribution | None:
        """The last thing that is said before a mention, among what is said at the same depth."""
        at = bisect_left(self._positions, self._discourse.tokens.starts[item.first])
        parent = enclosing.id if enclosing else None
        for attribution in reversed(self._attributions[max(0, at - 8) : at]):
            if attribution.parent == parent and attribution is not enclosing and attribution.id in self._told:
                return attribution
        return None

    def _enclosing(self) -> list[Attribution | None]:
        """The innermost attribution in whose content each token lies."""
        tokens = self._discourse.tokens
        inside: list[Attribution | None] = [None] * len(tokens)
        for attribution in sorted(self._attributions, key=lambda one: one.depth):
            for span in attribution.content:
                places = tokens.places(span)
                inside[places.start : places.stop] = [attribution] * len(places)
            parent = self._by_id.get(attribution.parent or "")
            for span in (*attribution.source, *attribution.cue):
                for place in tokens.places(span):
                    if inside[place] is attribution:
                        inside[place] = parent
        return inside


def position(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution's source, or else its cue, stands, and how deep it lies."""
    spans = attribution.source or attribution.cue or attribution.content or (Span(0, 0),)
    return spans[0].start, attribution.depth
