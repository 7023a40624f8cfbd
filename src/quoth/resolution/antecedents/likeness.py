"""Whether a description's words fit a referent: "the committee" the Harbour Committee, "the mayor" a Mayor Lopez."""

from __future__ import annotations

from quoth.domain import EntityKind
from quoth.resolution.mentions.phrases import AGE, QUANTIFIERS, Phrase
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.lexicon import Lexicon
from quoth.resolution.names.tokens import Tokens

# Bodies that the last one named may be called, whatever its name.
IN_VIEW = frozenset(
    "company organization organisation group firm site website network newspaper paper magazine publication outlet"
    " agency nonprofit charity publisher broadcaster retailer platform think-tank movement institution business studio"
    " carmaker chipmaker drugmaker".split()
)
# What is published as a paper.
_STUDIES = frozenset({"study", "research"})
LESSER = frozenset({"vice", "press", "deputy", "assistant", "prime", "shadow"})
# Of these a country has many, told apart by what is theirs: "the finance minister".
_MANY_OF = frozenset({"minister", "secretary"})
_NO_OFFICE = frozenset("the a an former late new current then outgoing federal national acting".split()) | LESSER


class Likeness:
    """Compares the descriptions of one article with what they may take up."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens, self._lexicon = tokens, lexicon

    def fits(self, referent: Referent, phrase: Phrase, stems: frozenset[str]) -> bool:
        """Whether the words of a description are those of a referent."""
        kind = referent.kind
        if phrase.plural or phrase.kind is EntityKind.GROUP:
            if kind not in {EntityKind.GROUP, EntityKind.UNNAMED} or phrase.plural != referent.plural:
                return False
            return len(stems) > 0 and stems <= self.stems(referent.words)
        if phrase.kind is EntityKind.PERSON:
            return self._has_role(referent, phrase, stems)
        if phrase.kind is EntityKind.ORGANIZATION:
            # After "a white paper", "the paper" is no newspaper.
            same = referent.head == phrase.head or (phrase.head == "paper" and referent.head in _STUDIES)
            written = kind is EntityKind.DOCUMENT and same and len(stems) == 1
            return written or self.is_body(referent, phrase, stems)
        alike = self._lexicon.alike
        like = alike.get(phrase.head, phrase.head) == alike.get(referent.head, referent.head)
        same = kind is EntityKind.DOCUMENT and phrase.plural == referent.plural
        return same and like and stems <= self.stems(referent.words)

    def is_body(self, referent: Referent, phrase: Phrase, stems: frozenset[str], *, strict: bool = True) -> bool:
        """Whether "the committee" or "the newspaper" may be a referent by its name's words."""
        if referent.kind is EntityKind.PLACE:
            called = any(word in self._lexicon.called.get(phrase.head, ()) for word in referent.words)
            return len(stems) == 1 and (called or phrase.head in {"country", "nation", "state", "city"})
        if referent.kind is not EntityKind.ORGANIZATION and not (referent.kind is EntityKind.NONE and referent.named):
            return False
        alike = self._lexicon.alike
        head = alike.get(phrase.head, phrase.head)
        same = head in {alike.get(word, word) for word in (referent.head, *referent.words)}
        alone = len(stems) == 1 or not strict
        shown = alone and any(word in self._lexicon.called.get(phrase.head, ()) for word in referent.words)
        return (same or shown) and stems - {head[:6]} <= self.stems(referent.words)

    def _has_role(self, referent: Referent, phrase: Phrase, stems: frozenset[str]) -> bool:
        if referent.kind not in {EntityKind.PERSON, EntityKind.UNNAMED, EntityKind.NONE} or referent.plural:
            return False
        gender = self._lexicon.gender(phrase.head)
        if gender and referent.gender and gender != referent.gender:
            return False
        if phrase.head in referent.roles:
            # "The secretary" is not the press secretary, nor "the president" her vice president.
            lesser = LESSER.intersection(self._tokens.lower[phrase.first : phrase.noun])
            if not lesser <= referent.roles or bool(lesser) != bool(LESSER & referent.roles):
                return False
            return phrase.head not in _MANY_OF or not self._has_another_office(referent, phrase)
        return referent.head == phrase.head and stems <= self.stems(referent.words)

    def _has_another_office(self, referent: Referent, phrase: Phrase) -> bool:
        """Whether both have an office and not the same: "the health minister" is not the finance minister."""
        office = self._tokens.lower[phrase.noun - 1] if phrase.noun > phrase.first + 1 else ""
        others = {word for word in referent.roles if not self._lexicon.is_person(word) and word not in _NO_OFFICE}
        return bool(office and others) and office not in others | _NO_OFFICE

    def may_be(self, referent: Referent, phrase: Phrase) -> bool:
        """Whether the model may join a description to a referent."""
        kind = EntityKind.PERSON if referent.kind is EntityKind.UNNAMED else referent.kind
        gender = self._lexicon.gender(phrase.head)
        other_body = phrase.kind is EntityKind.ORGANIZATION and self._is_another_body(referent, phrase)
        if other_body or is_of_another_age(referent, phrase):
            return False
        # Of names that nothing tells the kind of, few are documents', and none with an article is a person's.
        open_kind = kind is EntityKind.NONE and phrase.kind is not EntityKind.DOCUMENT
        unlike = phrase.kind is EntityKind.PERSON and referent.thing
        return (kind is phrase.kind or (open_kind and not unlike)) and (not gender or referent.gender in {"", gender})

    def _is_another_body(self, referent: Referent, phrase: Phrase) -> bool:
        """Whether a body's name says that it is one of another sort: "the committee" is not the Harbour Bank."""
        tokens = self._tokens
        inside = range(phrase.first + 1, phrase.noun)
        if any(tokens.words[p].isupper() and tokens.lower[p] not in referent.words for p in inside):
            # "The PA news agency" is not the Harbour Agency.
            return True
        alike, called = self._lexicon.alike, self._lexicon.called.get(phrase.head, ())
        heads = {alike.get(word, word) for word in referent.words if word in self._lexicon.nouns["organization"]}
        if phrase.head in IN_VIEW or not heads or any(word in called for word in referent.words):
            return False
        return alike.get(phrase.head, phrase.head) not in heads

    def stems(self, words: tuple[str, ...]) -> frozenset[str]:
        """The beginnings of a phrase's words, by which "supporting" and "supporters" are alike."""
        parts = (self._lexicon.singular(part) for word in words for part in word.split("-") if part not in QUANTIFIERS)
        return frozenset(self._lexicon.alike.get(part, part)[:6] for part in parts)


def is_of_another_age(referent: Referent, phrase: Phrase) -> bool:
    """Whether "the 52-year-old" is somebody else, since the article gives another age."""
    return phrase.head.endswith(AGE) and any(role.endswith(AGE) and role != phrase.head for role in referent.roles)
