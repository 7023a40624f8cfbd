"""Whom a pronoun takes up: those that may be meant are weighed, the heaviest wins.

Hard limits come first: gender, number, person. What counts then, and how much, is in weighing.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import mul

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.antecedents.weighing import Around, Candidate, Scene, features, link_features, weights
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.found import Links
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import HE, PRONOUNS, SHE, Lexicon

# How many mentions and paragraphs back somebody may be meant.
_MOST_BACK = 60
_PARAGRAPHS_BACK = 4
_MOST_REFERENTS = 9
_MOST_AHEAD = 3
# So many of somebody's last mentions the model is asked about.
_ASKED = 4
_MUTE = 2.0
# What said the last thing is the "it" that says the next; the weights of "it" know little of sources.
_SAID = 1.5
# How much a word shared with a title or role, and being named often, speak for whom a description means.
_SHARED = 1.0
_FAMOUS = 0.7
# Less than this, and a description means somebody of whom nothing else is told.
_LEAST_IN_VIEW = 0.0
# A body of so many mentions may be "the company" far from where it stands.
_MUCH_NAMED = 3
# Too many to be who says something.
_WIDE = frozenset({"world", "public", "population", "majority", "economy"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.NONE})
_WHERE = frozenset({"in", "near", "outside"})
_PERSONS = frozenset({EntityKind.PERSON, EntityKind.UNNAMED, EntityKind.NONE})
# Between a subject and the pronoun that is its verb's object: so many words, and none of these.
_VERB_GROUP = 4
_OTHER_CLAUSE = frozenset("to that who which when while because if as and but or after before since where than".split())
_PLACED = frozenset("with behind around near beside before after under over between inside".split())
# What stands before an outlet that only saw a document.
_SEEN_BY = frozenset(
    {("seen", "by"), ("obtained", "by"), ("reviewed", "by"), ("viewed", "by"), ("shared", "with"), ("shown", "to")}
)
_QUESTIONED = frozenset("asked pressed questioned challenged cross-examined quizzed interviewed".split())
# Of these "it" goes on saying.
_SAYS_MORE = frozenset({EntityKind.DOCUMENT, EntityKind.ORGANIZATION, EntityKind.UNNAMED})
# Nobody says "he" of these.
_SOMEBODY = frozenset("someone somebody anyone anybody everyone everybody nobody".split())


class Antecedents:
    """Chooses whom the pronouns of one article mean."""

    def __init__(self, discourse: Discourse, titled: frozenset[int], lexicon: Lexicon, links: Links | None) -> None:
        self._discourse, self._titled, self._alike, self._links = discourse, titled, lexicon.alike, links
        people = (one.referent for one in discourse.items if one.referent and one.referent.kind is EntityKind.PERSON)
        self._first = next(people, None)
        self._mute = lexicon.nouns["organization"] | lexicon.nouns["document"] | _WIDE

    def choose(self, item: Item, around: Around) -> Referent | None:
        """The referent that a pronoun most likely means, `None` if nobody may be meant."""
        candidates = list(self.candidates(item, around))
        if around.goes_on and any(one.referent is around.last for one in candidates):
            return around.last
        if self._is_own_subject(item, around):
            return around.speaker
        if around.source and item.pronoun in {"they", "it"}:
            candidates = [one for one in candidates if not self._is_silent(one, item.pronoun)]
        scores = self._scores(item, candidates, around, "person" if item.pronoun in {HE, SHE} else item.pronoun)
        if around.source and item.pronoun == "they":
            # Who speaks is somebody: the two named together rather than "industries".
            scores = [s - _MUTE * (one.referent.head in self._mute) for s, one in zip(scores, candidates, strict=True)]
        if around.source and item.pronoun == "it" and around.last and around.last.kind in _SAYS_MORE:
            scores = [s + _SAID * (one.referent is around.last) for s, one in zip(scores, candidates, strict=True)]
        ranked = sorted(zip(scores, candidates, strict=True), key=lambda pair: -pair[0])
        best = ranked[0][1].referent if ranked else None
        if around.source and item.pronoun == "they" and around.last is not None and best in around.last.parts:
            # "The pilots and the owners agreed. They said": both of them.
            return around.last
        return best

    def _is_own_subject(self, item: Item, around: Around) -> bool:
        """Whether what somebody says begins with a "she" or "it" who can be themselves: "the spokeswoman said she"."""
        speaker = around.speaker
        if speaker is None or around.quoted or not (item.subject and around.opens):
            return False
        if item.pronoun == "it":
            return speaker.kind is EntityKind.ORGANIZATION and not speaker.plural
        return speaker.gender == item.pronoun

    def _is_silent(self, candidate: Candidate, pronoun: str) -> bool:
        """Whether it is a place or a thing that says nothing in the article: a town or a ship, and no government.

        A country may be "they" without having spoken.
        """
        referent = candidate.referent
        if referent.kind is EntityKind.NONE and referent.named and candidate.items:
            # "The Kestrel" is a thing, unless it has spoken.
            return referent.thing or all(
                self._discourse.tokens.lower[max(one.first - 1, 0)] in _WHERE for one in candidate.items
            )
        place = pronoun == "it" and referent.kind is EntityKind.PLACE
        return place and not referent.votes[EntityKind.ORGANIZATION]

    def in_view(self, item: Item, around: Around, gender: str, stems: frozenset[str]) -> Referent | None:
        """The named person most in view where a description stands, if one is at all near."""
        kinds = _BODIES if gender == "it" else {EntityKind.PERSON}
        candidates = [one for one in self.candidates(item, around, gender or "one") if one.referent.kind in kinds]
        named = [one for one in candidates if one.referent.named]
        candidates = [one for one in named if one.referent.kind is not EntityKind.NONE or not one.referent.thing]
        best, most = None, _LEAST_IN_VIEW
        scores = self._scores(item, candidates, around, "it" if gender == "it" else "person")
        for candidate, score in zip(candidates, scores, strict=True):
            shared = len(stems & {self._alike.get(role, role)[:6] for role in candidate.referent.roles})
            fame = math.log1p(len(candidate.referent.mentions))
            total = score + _SHARED * shared + _FAMOUS * fame
            if total > most:
                best, most = candidate.referent, total
        # "The company", far from its name, is the only one that an article is about.
        bodies = [one.referent for one in candidates if len(one.referent.mentions) >= _MUCH_NAMED]
        return best or (bodies[0] if gender == "it" and len(bodies) == 1 else None)

    def candidates(self, item: Item, around: Around, pronoun: str = "") -> Iterator[Candidate]:
        """All who may be meant, the last mentioned first; then those named only behind it, in its sentence."""
        wanted = pronoun or item.pronoun
        seen = self._before(item, around, wanted)
        for speaker in (around.speaker, around.last):
            if speaker and speaker not in seen and speaker not in around.excluded and agrees(wanted, speaker):
                seen[speaker] = []
        ahead = self._ahead(item, around, wanted) if item.pronoun else {}
        if item.object and not item.owner and self._discourse.tokens.lower[item.first] in PRONOUNS:
            self._leave_out_subject(item, seen)
        for rank, (referent, items) in enumerate(seen.items()):
            yield Candidate(referent, items, rank, ahead.get(referent))
        for referent, other in ahead.items():
            if referent not in seen:
                yield Candidate(referent, (), len(seen), other)

    def _before(self, item: Item, around: Around, wanted: str) -> dict[Referent, list[Item]]:
        """The mentions before a pronoun of those who may be meant, the last first."""
        tokens, items = self._discourse.tokens, self._discourse.items
        at = self._discourse.before(item.first)
        paragraph = tokens.paragraph[item.first]
        seen: dict[Referent, list[Item]] = {}
        for other in items[max(0, at - _MOST_BACK) : at][::-1]:
            if other.last > item.first:
                continue
            far = paragraph - tokens.paragraph[other.first] > _PARAGRAPHS_BACK
            if far or (other.first in self._titled and item.first not in self._titled and seen):
                break
            referent = other.referent
            if referent is None or referent in around.excluded or self._looks_on(other, item):
                continue
            if referent not in seen and len(seen) < _MOST_REFERENTS and agrees(wanted, referent):
                seen[referent] = []
            if referent in seen:
                seen[referent].append(other)
        return seen

    def _looks_on(self, other: Item, item: Item) -> bool:
        """Whether it is only who saw or asks: "in a letter seen by the Ledger, it says", "pressed by a judge, he"."""
        tokens, first = self._discourse.tokens, other.first
        first -= first > 0 and tokens.lower[first - 1] in {"the", "this"}
        before = tokens.lower[max(first - 2, 0) : first]
        asks = before[1:] == ("by",) and before[0] in _QUESTIONED and tokens.opens_sentence(first - 2)
        return before in _SEEN_BY or (asks and tokens.sentence[first] == tokens.sentence[item.first])

    def _leave_out_subject(self, item: Item, seen: dict[Referent, list[Item]]) -> None:
        """Of those that may be meant drop who does what is done to the pronoun: "Lee called on him" is not Lee."""
        tokens = self._discourse.tokens
        if tokens.lower[item.first].endswith(("self", "selves")) or tokens.lower[item.first - 1] in _PLACED:
            return
        for place in range(item.first, max(item.first - _VERB_GROUP, 0), -1):
            other = self._discourse.ending.get(place)
            if other is not None:
                if other.subject and other.referent is not None and place < item.first:
                    seen.pop(other.referent, None)
                return
            if not tokens.words[place - 1][0].isalnum() or tokens.lower[place - 1] in _OTHER_CLAUSE:
                return

    def _ahead(self, item: Item, around: Around, wanted: str) -> dict[Referent, Item]:
        """Those named behind a pronoun in its sentence: "in her book, Ann Lee says"."""
        tokens, items = self._discourse.tokens, self._discourse.items
        found: dict[Referent, Item] = {}
        for other in items[self._discourse.before(item.first + 1) :]:
            if tokens.sentence[other.first] != tokens.sentence[item.first] or len(found) == _MOST_AHEAD:
                break
            referent = other.referent
            named = other.form is MentionForm.NAME and referent is not None and other.first >= item.last
            if named and referent and referent not in around.excluded and agrees(wanted, referent):
                found.setdefault(referent, other)
        return found

    def _scores(self, item: Item, candidates: Sequence[Candidate], around: Around, pronoun: str) -> list[float]:
        weighed = weights(pronoun)
        return [sum(map(mul, weighed, values)) for values in self.features(item, candidates, around)]

    def features(self, item: Item, candidates: Sequence[Candidate], around: Around) -> list[tuple[float, ...]]:
        """A number for each of `FEATURES`, for each candidate."""
        scene = Scene(self._discourse.tokens, self._titled, self._first, self._pronoun_before(item))
        return [
            (*features(item, one, around, scene), *link_features(one, odds))
            for one, odds in zip(candidates, self._odds(item, candidates), strict=True)
        ]

    def _pronoun_before(self, item: Item) -> Item | None:
        """The last pronoun of the same gender before one, if its sentence or the one before has any."""
        items, sentence = self._discourse.items, self._discourse.tokens.sentence
        for other in items[: self._discourse.before(item.first)][: -_MOST_BACK - 1 : -1]:
            if sentence[item.first] - sentence[other.first] > 1:
                return None
            if other.pronoun and other.pronoun == item.pronoun and other.referent is not None:
                return other
        return None

    def _odds(self, item: Item, candidates: Sequence[Candidate]) -> list[Sequence[float]]:
        """What the model says of a pronoun with the last mentions of each candidate, or with the one behind it."""
        if self._links is None:
            return [()] * len(candidates)
        span_of = self._discourse.tokens.span
        here = span_of(item.first, item.last)
        asked = [[span_of(one.first, one.last) for one in candidate.items[:_ASKED]] for candidate in candidates]
        told = iter(self._links.odds(here, [span for spans in asked for span in spans]))
        found: list[Sequence[float]] = [[next(told) for _ in spans] for spans in asked]
        for place, candidate in enumerate(candidates):
            if candidate.ahead is not None and not candidate.items:
                behind = span_of(candidate.ahead.first, candidate.ahead.last)
                found[place] = self._links.odds(behind, [here])
        return found


def agrees(pronoun: str, referent: Referent) -> bool:
    """Whether a pronoun may mean a referent, by gender, number and person alone."""
    kind = referent.kind
    if pronoun in {HE, SHE, "one"}:
        if kind not in _PERSONS or referent.plural or (referent.thing and kind is EntityKind.NONE):
            return False
        if referent.head in _SOMEBODY and not referent.named:
            return False
        return pronoun == "one" or referent.gender in {"", pronoun}
    if pronoun == "it":
        return not referent.plural and not referent.gender and kind is not EntityKind.PERSON
    # "They" for one person is rare in news, and only for one who is nobody's "he" or "she".
    one = kind in {EntityKind.PERSON, EntityKind.UNNAMED} and not referent.plural
    return not (one and (referent.gender or referent.named))
