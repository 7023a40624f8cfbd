"""Sources -> referents: who speaks in each attribution.

Everything is settled in text order; where words lie in somebody's quotation, whose it is is settled first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoth.domain import Act, Article, Attribution, BlockKind, EntityKind, MentionForm, QuotationType, Voice
from quoth.resolution.antecedents import Antecedents
from quoth.resolution.cast import Cast
from quoth.resolution.described import Descriptions
from quoth.resolution.discourse import Discourse, Item
from quoth.resolution.found import Links
from quoth.resolution.left_out import left_out
from quoth.resolution.lexicon import ADDRESSEE, HE, PLURAL_SELF, SHE, SINGULAR_SELF, Lexicon
from quoth.resolution.phrases import noun_kind, words_of
from quoth.resolution.referents import Referent
from quoth.resolution.sources import Source, SourceKind, read_source
from quoth.resolution.surroundings import Surroundings, position
from quoth.resolution.voices import KINDS, is_one, kept_back, may_be_of_name, may_vote, voice_of_words

_NOBODY = frozenset({"nobody", "none", "nothing"})
# A document that somebody is stated to be behind speaks for them when it says "we".
_DEEPEST = 40
_TELLING = frozenset("told tells tell asked asks ask reminded warned assured informed".split())
_ADDRESSED = frozenset({EntityKind.PERSON, EntityKind.UNNAMED, EntityKind.GROUP, EntityKind.ORGANIZATION})
# So many words behind "you" a name may be called.
_CALL = 8
_AFTER_CALL = ((",",), (".",), ("?",), ("!",))
# So many paragraphs below, and its signature is another letter's.
_LONGEST_LETTER = 12
# So many words may stand between a subject and its "is": "Lopez is going to be".
_TO_BE = 5


class Speakers:
    """Who speaks in the attributions of one article."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one article is resolved from
        self,
        article: Article,
        attributions: Sequence[Attribution],
        discourse: Discourse,
        cast: Cast,
        lexicon: Lexicon,
        links: Links | None,
        byline: Referent | None = None,
        signatures: Sequence[tuple[int, Referent]] = (),
    ) -> None:
        self.article, self.discourse, self.cast, self.lexicon = article, discourse, cast, lexicon
        self.attributions = sorted(attributions, key=position)
        self._by_id = {attribution.id: attribution for attribution in attributions}
        self._positions = [position(attribution)[0] for attribution in self.attributions]
        titled = _apart(article, discourse)
        self._antecedents = Antecedents(discourse, titled, lexicon, links)
        self._descriptions = Descriptions(discourse, cast, lexicon, links, self.settle, self._in_view)
        self._told: dict[str, Referent | None] = {}
        self._sources = {one.id: read_source(one.source, discourse, lexicon) for one in attributions}
        self._around = Surroundings(discourse, self.attributions, self._sources, self._told, self.speaker)
        self._own: dict[str, Referent] = {}
        self._byline, self._signatures = byline, signatures
        self._deep = 0
        self._vote()

    def resolve(self) -> dict[str, Referent | None]:
        """The referent of every attribution's speaker by its id, `None` for nobody; settles all mentions."""
        waiting = iter(self.attributions)
        attribution = next(waiting, None)
        for item in self.discourse.items:
            while attribution is not None and position(attribution)[0] < self.discourse.tokens.starts[item.first]:
                self.speaker(attribution)
                attribution = next(waiting, None)
            self.settle(item)
        while attribution is not None:
            self.speaker(attribution)
            attribution = next(waiting, None)
        for referent in self._told.values():
            if referent is not None and referent.named and referent.kind is EntityKind.NONE and not referent.parts:
                # Who speaks is somebody: a person has two names.
                person = len(referent.words) == 2 and not referent.thing
                referent.votes[EntityKind.PERSON if person else EntityKind.ORGANIZATION] += 1
        return self._told

    def let_go(self) -> None:
        """Part with what calls back to this, once all is settled.

        In a circle with it, the article and all that the model saw would stay until Python looks for circles.
        """
        del self._descriptions, self._around

    def author(self) -> Referent | None:
        """The person who wrote the article, if it says so."""
        if self.article.authors:
            return self.cast.named(self.article.authors[0], EntityKind.PERSON)
        return self._byline

    def settle(self, item: Item) -> None:
        """Give a mention its referent, if it has any."""
        if item.settled:
            return
        item.settled = True
        if item.phrase is not None:
            self._descriptions.settle(item, item.phrase)
        elif item.pronoun == "self":
            item.referent = self._whose(self._around.inside[item.first])
            if item.referent is not None:
                self._take(item, item.referent)
        elif item.pronoun:
            item.referent = self._antecedents.choose(item, self._around.around(item))
            if item.referent is not None:
                self._take(item, item.referent)

    def _in_view(self, item: Item, gender: str, stems: frozenset[str]) -> Referent | None:
        """The person that a description may mean whose words nobody has."""
        return self._antecedents.in_view(item, self._around.around(item), gender, stems)

    def _take(self, item: Item, referent: Referent) -> None:
        referent.add(self.discourse.tokens.span(item.first, item.last), MentionForm.PRONOUN)
        if item.pronoun in {HE, SHE} and not referent.gender:
            referent.gender = item.pronoun
        if item.pronoun in {HE, SHE} and referent.kind is EntityKind.NONE:
            referent.votes[EntityKind.PERSON] += 1
        bound = self.discourse.bound.get(item.first)
        if bound is not None:
            self.cast.relate(referent, bound[1], bound[0])

    def speaker(self, attribution: Attribution) -> Referent | None:
        """Who speaks in an attribution."""
        if attribution.id in self._told:
            return self._told[attribution.id]
        self._told[attribution.id] = None
        if self._deep < _DEEPEST:
            self._deep += 1
            self._told[attribution.id] = self._find(attribution, self._sources[attribution.id])
            self._deep -= 1
        return self._told[attribution.id]

    def _find(self, attribution: Attribution, source: Source) -> Referent | None:
        match source.kind:
            case SourceKind.NOTHING:
                return self._left_out(attribution)
            case SourceKind.SELF:
                return self._self(attribution, source)
            case SourceKind.ADDRESSEE:
                return self._addressee(attribution, source)
            case SourceKind.RELATIVE:
                return self._relative(attribution, source)
            case SourceKind.SEVERAL:
                return self._several(attribution, source)
        return self._single(attribution, source)

    def _single(self, attribution: Attribution, source: Source) -> Referent:
        """Whom a pronoun, a name or a description means."""
        item = source.item
        adjective = item is not None and item.phrase is not None and source.first + 1 == source.last
        if adjective and self.discourse.tokens.lower[source.first] in self.lexicon.groups:
            # "Republican calls for".
            return self._by_words(attribution, source)
        if item is not None:
            self.settle(item)
            if item.referent is not None:
                referent = self.cast.country(item.referent) or item.referent
                self._name_in_full(referent, source)
                if item.phrase is not None and not referent.named:
                    # "The paper" that takes up a white paper is no newspaper.
                    written = referent.kind is EntityKind.DOCUMENT and item.phrase.kind is not EntityKind.DOCUMENT
                    if not written and may_vote(attribution.voice, item.phrase, self.lexicon):
                        referent.votes[KINDS[attribution.voice]] += 2
                    referent.votes[EntityKind.UNNAMED] += kept_back(attribution, self.article.text)
                span = source.whole if item.phrase else self.discourse.tokens.span(item.first, item.last)
                referent.add(span, item.form)
                return referent
        return self._by_words(attribution, source)

    def _name_in_full(self, referent: Referent, source: Source) -> None:
        """Let "spokesman for the board" be the name of whom nothing names better."""
        item = source.item
        if item is None or item.phrase is None or referent.named:
            return
        alike = self.lexicon.alike
        if alike.get(referent.head, referent.head) != alike.get(item.phrase.head, item.phrase.head):
            return
        words = words_of(self.discourse.tokens, source.first, self.discourse.tokens.at(source.whole.end - 1) + 1)
        referent.spell(source.whole.of(self.article.text), words)

    def _by_words(self, attribution: Attribution, source: Source) -> Referent:
        """Somebody of whom the source's own words are all that is known."""
        tokens = self.discourse.tokens
        words = words_of(tokens, source.first, tokens.at(source.whole.end - 1) + 1) or (source.head,)
        key = " ".join(words)
        if len(words) == 1 and tokens.words[source.first].isupper() and len(key) > 1:
            person = self.cast.person(key)
            if person is not None:
                return person
        if len(words) == 1 and words[0] in self.lexicon.groups:
            # "Republican calls for", "liberal concerns".
            group = self.cast.group(self.lexicon.groups[words[0]])
            group.add(source.whole, MentionForm.NAME)
            return group
        referent = self._own.get(key)
        if referent is None:
            one = is_one(tokens.lower[source.first : source.last])
            referent = self._own[key] = Referent(head=source.head, plural=source.part and not one)
            self.cast.referents.append(referent)
            referent.spell(source.whole.of(self.article.text), words)
        voice = voice_of_words(attribution.voice, source.head, self.lexicon)
        referent.votes[KINDS[voice]] += voice is not Voice.NONE
        noun = noun_kind(source.head, self.lexicon)
        if noun and noun[1] is not EntityKind.PERSON:
            referent.votes[noun[1]] += 2
        referent.votes[EntityKind.UNNAMED] += kept_back(attribution, self.article.text)
        referent.votes[EntityKind.GROUP] += 2 * (source.head == "they")
        pronoun = source.head in {"it", "they", "he", "she"}
        referent.add(source.whole, MentionForm.PRONOUN if pronoun else MentionForm.DESCRIPTION)
        if source.part and is_one(tokens.lower[source.first : source.last]):
            referent.votes[EntityKind.UNNAMED] += 4 if noun is None or noun[1] is EntityKind.GROUP else 2
        elif source.part:
            referent.votes[EntityKind.GROUP] += 2
        return referent

    def _self(self, attribution: Attribution, source: Source) -> Referent | None:
        """Whom "I", "we" and "many of us" mean: the speaker of the quotation they stand in."""
        speaker = self._whose(self._by_id.get(attribution.parent or ""))
        if speaker is not None:
            many = speaker.plural or speaker.kind in {EntityKind.GROUP, EntityKind.ORGANIZATION}
            if not source.part or many:
                speaker.add(source.whole, MentionForm.PRONOUN)
                return speaker
        if speaker is None and not source.part and source.head in SINGULAR_SELF and (author := self.author()):
            author.add(source.whole, MentionForm.PRONOUN)
            return author
        if speaker is None and not source.part and (signer := self._signer(source)):
            signer.add(source.whole, MentionForm.PRONOUN)
            return signer
        kind = EntityKind.PERSON if source.head in SINGULAR_SELF else EntityKind.GROUP
        return self._pronoun_itself(source, kind)

    def _signer(self, source: Source) -> Referent | None:
        """Who signs below what is said with "I" or "we", on a page of letters."""
        if self.article.authors or self._byline is not None:
            return None
        paragraph = self.discourse.tokens.paragraph[source.first]
        return next((one for at, one in self._signatures if paragraph < at <= paragraph + _LONGEST_LETTER), None)

    def _whose(self, attribution: Attribution | None) -> Referent | None:
        """Who says "I" in the content of an attribution: its speaker, or who wrote the document that speaks.

        What is told without quotation marks is in its teller's words: “Lee said we should wait” has not Lee's "we".
        """
        while attribution is not None and attribution.parent and attribution.quotation is QuotationType.INDIRECT:
            attribution = self._by_id.get(attribution.parent)
        while attribution is not None:
            speaker = self.speaker(attribution)
            if speaker is not None:
                return speaker.author or speaker
            attribution = self._by_id.get(attribution.parent or "")
        return None

    def alone(self, pronoun: str, kind: EntityKind) -> Referent:
        """The referent of whom only a pronoun is known, the same for "I" and "my"."""
        if pronoun in SINGULAR_SELF:
            name = "I"
        else:
            name = "we" if pronoun in PLURAL_SELF else "you" if pronoun in ADDRESSEE else pronoun
        referent = self._own.get(name)
        if referent is None:
            referent = self._own[name] = Referent(head=name, plural=kind is EntityKind.GROUP)
            self.cast.referents.append(referent)
            referent.spell(name, (name,))
            referent.votes[kind] += 2
        return referent

    def _pronoun_itself(self, source: Source, kind: EntityKind) -> Referent:
        """The speaker of whom only a pronoun is known."""
        referent = self.alone(source.head or source.whole.of(self.article.text), kind)
        referent.add(source.whole, MentionForm.PRONOUN)
        return referent

    def _addressee(self, attribution: Attribution, source: Source) -> Referent:
        """Whom "you" means: who is told so, is called by name, or answers the question it stands in."""
        above = self._by_id.get(attribution.parent or "")
        told = self._told_to(above) if above is not None else None
        addressed = told or self._called_upon(source)
        if addressed is not None:
            addressed.add(source.whole, MentionForm.PRONOUN)
            return addressed
        if above is not None and above.act is Act.ASKS:
            at = bisect_left(self._positions, position(above)[0])
            asker = self.speaker(above)
            for other in self.attributions[at + 1 : at + 6]:
                if other.parent == above.parent and other is not above:
                    answering = self.speaker(other)
                    if answering is not None and answering is not asker and answering.kind is EntityKind.PERSON:
                        answering.add(source.whole, MentionForm.PRONOUN)
                        return answering
                    break
        return self._pronoun_itself(source, EntityKind.GROUP)

    def _told_to(self, attribution: Attribution) -> Referent | None:
        """To whom something is said: "Lee told the mayor"."""
        tokens = self.discourse.tokens
        place = tokens.at(attribution.cue[-1].end - 1) if attribution.cue else len(tokens)
        if place + 1 >= len(tokens) or tokens.lower[place] not in _TELLING:
            return None
        item = next((one for one in self.discourse.within(range(place + 1, place + 4)) if not one.owner), None)
        if item is None or item.form is MentionForm.PRONOUN or tokens.sentence[item.first] != tokens.sentence[place]:
            return None
        self.settle(item)
        return item.referent if item.referent is not None and item.referent.kind in _ADDRESSED else None

    def _called_upon(self, source: Source) -> Referent | None:
        """Whom a sentence calls by name: "as you pointed out, Ann, the ferry"."""
        tokens = self.discourse.tokens
        for item in self.discourse.within(range(source.last, min(source.last + _CALL, len(tokens)))):
            if tokens.sentence[item.first] != tokens.sentence[source.first]:
                return None
            alone = tokens.words[item.first - 1] == "," and tokens.words[item.last : item.last + 1] in _AFTER_CALL
            person = item.referent is not None and item.referent.kind is EntityKind.PERSON
            if item.form is MentionForm.NAME and alone and person:
                return item.referent
        return None

    def _relative(self, attribution: Attribution, source: Source) -> Referent | None:
        """Whom "who" means: what stands right before it."""
        tokens = self.discourse.tokens
        place = source.first - 1
        while place >= 0 and not tokens.words[place][0].isalnum() and source.first - place < 4:
            place -= 1
        if place < 0:
            return None
        end = tokens.ends[place]
        at = bisect_left(self._positions, tokens.starts[source.first])
        for other in reversed(self.attributions[max(0, at - 6) : at]):
            ends = other.source and end <= other.source[-1].end <= tokens.starts[source.first] + 1
            if ends and other is not attribution and self._sources[other.id].kind is not SourceKind.RELATIVE:
                return self.speaker(other)
        item = self._before_place(self.discourse.ending.get(place + 1), source)
        item = self._said_to_be(item) or item
        if item is not None:
            self.settle(item)
            if item.referent is not None:
                item.referent.add(source.whole, MentionForm.PRONOUN)
                return item.referent
        word = Source(SourceKind.WORDS, place, place + 1, tokens.span(place, place + 1), head=tokens.lower[place])
        return self._by_words(attribution, word)

    def _said_to_be(self, item: Item | None) -> Item | None:
        """Who is said to be what stands before "who": "He is a man who", "Ann Lee may be the mayor who"."""
        tokens = self.discourse.tokens
        if item is None or item.phrase is None or item.phrase.kind is not EntityKind.PERSON or not item.first:
            return None
        place = item.first - 1
        if tokens.lower[place] in {"is", "was", "be", "am"}:
            place -= 1
        elif not (tokens.owned[place] and tokens.lower[place] in {"he", "she"}):
            return None
        at = self.discourse.before(place + 1)
        near = self.discourse.items[max(0, at - 2) : at][::-1]
        subjects = (one for one in near if one.subject or one.last == place + 1)
        same = (one for one in subjects if tokens.sentence[one.first] == tokens.sentence[item.first])
        return next((one for one in same if place - one.last < _TO_BE), None)

    def _before_place(self, item: Item | None, source: Source) -> Item | None:
        """For "Ann Lee of Vermont, who", Ann Lee."""
        tokens = self.discourse.tokens
        place = item is not None and item.referent is not None and item.referent.kind is EntityKind.PLACE
        if item is None or not place or source.head != "who" or not item.first:
            return item
        of = tokens.lower[item.first - 1] in {"of", "from", "in"}
        return (self.discourse.ending.get(item.first - 1) if of else None) or item

    def _several(self, attribution: Attribution, source: Source) -> Referent:
        """Two or more who speak together: an entity of its own."""
        referent = self.cast.joined([self._single(attribution, part) for part in source.parts])
        referent.add(source.whole, MentionForm.DESCRIPTION)
        return referent

    def _left_out(self, attribution: Attribution) -> Referent | None:
        """Whose words they are where the sentence has named them before: "..., adding that"."""
        for other in left_out(attribution, self.attributions, self._positions, self.discourse):
            if isinstance(other, Attribution):
                speaker = self.speaker(other)
            else:
                self.settle(other)
                speaker = other.referent
            if speaker is not None:
                return speaker
        return None

    def _vote(self) -> None:
        """Let the model's voices say of what kind the named sources are, before anything is chosen."""
        for attribution in self.attributions:
            source = self._sources[attribution.id]
            referent = source.item.referent if source.item else None
            fits = referent is not None and may_be_of_name(attribution.voice, referent.name)
            if referent is not None and fits and source.item and not source.item.pronoun:
                # In a transcript, "LOPEZ:" is no acronym.
                turn = self.discourse.tokens.words[source.item.last : source.item.last + 1] == (":",)
                referent.votes[KINDS[attribution.voice]] += 3 if turn else 2


def _apart(article: Article, discourse: Discourse) -> frozenset[int]:
    """The tokens of titles and captions: what is named there is seldom meant by a pronoun further down."""
    tokens = discourse.tokens
    blocks = (block for block in article.blocks if block.kind in {BlockKind.TITLE, BlockKind.CAPTION})
    return frozenset(place for block in blocks for place in tokens.places(block.span))
