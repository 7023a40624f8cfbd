"""Sources -> referents: who speaks in each attribution.

Everything is settled in text order; where words lie in somebody's quotation, whose it is is settled first.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import Article, Attribution, BlockKind, EntityKind, MentionForm, QuotationType, Voice
from quoth.resolution.antecedents.addressed import addressed
from quoth.resolution.antecedents.described import Descriptions
from quoth.resolution.antecedents.pronouns import Antecedents
from quoth.resolution.antecedents.relatives import before_who
from quoth.resolution.antecedents.surroundings import Surroundings, position
from quoth.resolution.antecedents.weighing import Around
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.found import Links
from quoth.resolution.mentions.items import Item
from quoth.resolution.mentions.phrases import noun_kind, words_of
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import ADDRESSEE, HE, PLURAL_SELF, SHE, SINGULAR_SELF, Lexicon
from quoth.resolution.sources.left_out import left_out
from quoth.resolution.sources.reading import Source, SourceKind, read_source
from quoth.resolution.sources.voices import KINDS, is_one, kept_back, may_be_of_name, may_vote, voice_of_words

_NOBODY = frozenset({"nobody", "none", "nothing"})
# A document that somebody is stated to be behind speaks for them when it says "we".
_DEEPEST = 40
_ADDRESSED = frozenset({EntityKind.PERSON, EntityKind.UNNAMED, EntityKind.GROUP, EntityKind.ORGANIZATION})
# So many paragraphs below, and its signature is another letter's.
_LONGEST_LETTER = 12


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
        interviewee: Referent | None = None,
    ) -> None:
        self.article, self.discourse, self.cast, self.lexicon = article, discourse, cast, lexicon
        self.attributions = sorted(attributions, key=position)
        self._by_id = {attribution.id: attribution for attribution in attributions}
        self._positions = [position(attribution)[0] for attribution in self.attributions]
        titled = _apart(article, discourse)
        self._antecedents = Antecedents(discourse, titled, lexicon, links)
        self._descriptions = Descriptions(
            discourse, cast, lexicon, links, self.settle, self._in_view, self._surroundings
        )
        self._told: dict[str, Referent | None] = {}
        self._sources = {one.id: read_source(one.source, discourse, lexicon) for one in attributions}
        self._around = Surroundings(discourse, self.attributions, self._sources, self._told, self.speaker)
        self._own = self._descriptions.known
        self._byline, self._signatures, self._interviewee = byline, signatures, interviewee
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

    def _surroundings(self, item: Item) -> Around:
        """What counts for a description where it stands."""
        return self._around.around(item)

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
        if self._interviewee is not None and source.whole.of(self.article.text) == "A":
            self._interviewee.add(source.whole, MentionForm.DESCRIPTION)
            return self._interviewee
        if len(words) == 1 and tokens.words[source.first].isupper() and len(key) > 1:
            person = self.cast.person(key)
            if person is not None:
                return person
        if len(words) == 1 and words[0] in self.lexicon.groups:
            # "Republican calls for", "liberal concerns".
            group = self.cast.group(self.lexicon.groups[words[0]])
            group.add(source.whole, MentionForm.NAME)
            return group
        owner, owned = self._descriptions.owner_of(source.first, source.last - 1)
        known = self._descriptions.owned_key(owner, owned, source.last) if owner else key
        referent = self._own.get(known)
        if referent is None:
            one = is_one(tokens.lower[source.first : source.last])
            referent = self._own[known] = Referent(head=source.head, plural=source.part and not one)
            self.cast.referents.append(referent)
            referent.spell(source.whole.of(self.article.text), words)
            if owner is not None:
                self._descriptions.give_to(owner, referent, owned, source.last)
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
        """Whom "you" means."""
        above = self._by_id.get(attribution.parent or "")
        for other in addressed(source, above, self.attributions, self.discourse):
            referent = self._referent(other)
            said = above is not None and referent is self.speaker(above)
            if referent is not None and referent.kind in _ADDRESSED and not said:
                referent.add(source.whole, MentionForm.PRONOUN)
                return referent
        return self._pronoun_itself(source, EntityKind.GROUP)

    def _relative(self, attribution: Attribution, source: Source) -> Referent | None:
        """Whom "who" means."""
        tokens = self.discourse.tokens
        for other in before_who(attribution, self._sources, self.attributions, self.discourse):
            if isinstance(other, int):
                span = tokens.span(other, other + 1)
                return self._by_words(
                    attribution, Source(SourceKind.WORDS, other, other + 1, span, head=tokens.lower[other])
                )
            referent = self._referent(other)
            if isinstance(other, Attribution):
                return referent
            if referent is not None:
                referent.add(source.whole, MentionForm.PRONOUN)
                return referent
        return None

    def _several(self, attribution: Attribution, source: Source) -> Referent:
        """Two or more who speak together: an entity of its own."""
        referent = self.cast.joined([self._single(attribution, part) for part in source.parts])
        referent.add(source.whole, MentionForm.DESCRIPTION)
        return referent

    def _left_out(self, attribution: Attribution) -> Referent | None:
        """Whose words they are where the sentence has named them before: "..., adding that"."""
        found = map(self._referent, left_out(attribution, self.attributions, self._positions, self.discourse))
        return next((referent for referent in found if referent is not None), None)

    def _referent(self, other: Attribution | Item) -> Referent | None:
        """Who speaks in an attribution, or whom a mention means."""
        if isinstance(other, Attribution):
            return self.speaker(other)
        self.settle(other)
        return other.referent

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
