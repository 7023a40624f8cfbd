"""What may be believed of the model's word on what kind of voice speaks, where nobody is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.domain import Attribution, EntityKind, Voice
from quoth.resolution.mentions.phrases import INDEFINITE, Phrase, seems_plural
from quoth.resolution.names.lexicon import Lexicon

KINDS = {voice: EntityKind(voice) for voice in Voice}
# "People familiar with the talks": what tells of a source whose name is kept back, and how much it counts.
_INSIDE = re.compile(
    r"\b(?:familiar with|close to|briefed on|involved (?:in|with)|knowledge of|condition of anonymity"
    r"|authori[sz]ed to (?:speak|comment|discuss))\b"
)
_KEPT_BACK = 6
# Capitals within a word are a brand's: "FerryWatch".
_BRAND = re.compile(r"[A-Z][a-z]{3,}[A-Z]\w+$")
# "No one", "any nurse": all of a kind, and nobody in particular.
EACH = frozenset({"any", "every", "each", "no"})


def may_vote(voice: Voice, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the model's voice may be that of a description: no nurse is a body, no crowd an unnamed source."""
    if phrase.kind is EntityKind.PERSON:
        if voice is Voice.PERSON and phrase.head in lexicon.nouns["faceless"]:
            return False
        return voice is Voice.UNNAMED or (voice is Voice.PERSON and phrase.determiner not in INDEFINITE)
    if phrase.kind is EntityKind.DOCUMENT:
        return voice is Voice.DOCUMENT
    people = lexicon.is_person(phrase.head)
    if people and ((voice is Voice.DOCUMENT and phrase.head != "source") or voice is Voice.ORGANIZATION):
        # "The authors of the report": the report's is another voice; "the agency's lawyers" are no body.
        return False
    if voice is Voice.UNNAMED and phrase.plural:
        return phrase.head in lexicon.nouns["insider"]
    return voice not in {Voice.NONE, Voice.PERSON} and not (voice is Voice.GROUP and not phrase.plural)


def may_be_of_name(voice: Voice, name: str) -> bool:
    """Whether the model's voice may be that of a name: a brand is not many people, be it "RealFerryTalks"."""
    return voice is not Voice.NONE and not (voice is Voice.GROUP and _BRAND.match(name) is not None)


def voice_of_words(voice: Voice, head: str, lexicon: Lexicon) -> Voice:
    """The voice of a source of which only its words are known: "sides" are no source whose name is kept back."""
    many = voice is Voice.UNNAMED and seems_plural(head) and head not in lexicon.nouns["insider"]
    return Voice.GROUP if many else voice


def kept_back(attribution: Attribution, text: str) -> int:
    """How much speaks for an unnamed source: its words say only how close it is to what it tells."""
    return _KEPT_BACK * any(_INSIDE.search(span.of(text)) is not None for span in attribution.source)


def is_one(words: Sequence[str]) -> bool:
    """Whether a part is a single one: "one of them", "a member of the crew"."""
    return words[:1] == ("one",) or (len(words) > 1 and words[0] in INDEFINITE and words[1] == "member")
