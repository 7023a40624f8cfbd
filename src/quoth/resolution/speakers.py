"""Sources -> speakers: each source's own words, joined to the fullest name in the article that shares them.

"I" and "we" inside a quotation are its speaker; "he", "she" and "they" the last speaker of the like kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from quoth.domain import Article, Attribution, BlockKind, Entity, EntityKind, Mention, Span, Voice
from quoth.resolution.descriptions import is_unnamed_person
from quoth.resolution.names import FullNames, find_names, name_words

_OWN = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_ONE = frozenset({"he", "she", "him", "her", "his"})
_OTHERS = frozenset({"they", "them", "their", "it", "its", "who", "which", "that", "those"})
_GENDERS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_HONORIFICS = {"mr": "he", "sir": "he", "mrs": "she", "ms": "she", "miss": "she", "lady": "she", "dr": "", "prof": ""}
_HONORED = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? (?:[A-Z][\w’'-]+ )?([A-Z][\w’-]+)")
_MANY = frozenset({Voice.ORGANIZATION, Voice.GROUP, Voice.DOCUMENT, Voice.UNNAMED})
# How many characters back a pronoun is followed to a speaker: about two paragraphs of news.
_REACH = 600
_EDGE = " \t\r\n\v\f\u00a0,;:.–—-―|()[]\"“”‘’«»'"
# What follows a name without being part of it: "Maria Lopez, who runs the shelter", "the union (in a letter".
_TAIL = re.compile(r"\s*(?:[,(–—]|\bwho\b|\bin (?:a|an|the)\b).*", re.DOTALL)

# Where a person is from or sits: "Bernie Sanders of Vermont", but not "University of Virginia professor Ann Lee".
_PLACE = re.compile(r"\s(?:of|in|at|from|for|near)\s(?:the\s)?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*$")

Key = tuple[str, ...]


@dataclass(slots=True)
class _Speaker:
    """An entity in the making."""

    name: str
    gender: str = ""  # "he" or "she" where the article says so
    kinds: Counter[Voice] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)


def resolve_speakers(article: Article, attributions: Sequence[Attribution]) -> tuple[list[Attribution], list[Entity]]:
    """Give every attribution with a source its speaker and its chain.

    Entities come in the order of their first mention. A source without a word in it names nobody.
    """
    speakers: dict[Key, _Speaker] = {}
    chosen = _choose(article, attributions, speakers)
    keys = sorted(speakers, key=lambda key: speakers[key].mentions[0])
    ids = {key: f"e{number + 1}" for number, key in enumerate(keys)}
    entities = [_entity(ids[key], speakers[key]) for key in keys]
    voices = {entity.id: entity.kind for entity in entities}
    by_id = {attribution.id: attribution for attribution in attributions}
    own = {id: ids[key] for id, key in chosen.items()}
    resolved = []
    for attribution in attributions:
        speaker = own.get(attribution.id)
        chain = tuple(own[id] for id in _line(attribution, by_id) if id in own)
        voice = voices[speaker] if speaker else Voice.NONE
        resolved.append(replace(attribution, speaker=speaker, chain=chain, voice=voice))
    return resolved, entities


def _choose(article: Article, attributions: Sequence[Attribution], speakers: dict[Key, _Speaker]) -> dict[str, Key]:
    """The key of each attribution's speaker; fills in `speakers`. Parents are settled before their children."""
    names, genders = FullNames(article.text), _genders(article.text)
    chosen: dict[str, Key] = {}
    # By whether it is one person: where each speaker so far was named, and the key.
    named: dict[bool, list[tuple[int, Key]]] = {True: [], False: []}
    body = _body_start(article)
    for attribution in sorted(attributions, key=lambda a: (a.depth, a.source or a.content)):
        words = " ".join(span.of(article.text) for span in attribution.source).strip(_EDGE)
        if not any(character.isalnum() for character in words):
            continue
        pronoun = words.casefold()
        voice = _voice(words, attribution.voice)
        referent = None
        if pronoun in _OWN:
            referent = chosen.get(attribution.parent or "")
        elif pronoun in _ONE | _OTHERS:
            start, gender = attribution.source[0].start, _GENDERS.get(pronoun, "")
            referent = _last_before(start, named[pronoun in _ONE], speakers, gender)
        name = speakers[referent].name if referent else _name(words, voice, names)
        key = referent or _key(name)
        speaker = speakers.setdefault(key, _Speaker(name, genders.get(key[-1], "")))
        speaker.gender = speaker.gender or _GENDERS.get(pronoun, "")
        if referent is None:
            speaker.kinds[voice] += 1
        if pronoun not in _OWN | _ONE | _OTHERS:
            speaker.spellings[_without_tail(words)] += 1
        speaker.mentions.append(attribution.source[0])
        chosen[attribution.id] = key
        if referent is None and (voice is Voice.PERSON or voice in _MANY) and attribution.source[0].start >= body:
            insort(named[voice is Voice.PERSON or is_unnamed_person(words)], (attribution.source[0].start, key))
    return chosen


def _voice(words: str, predicted: Voice) -> Voice:
    """What the model says, but for sources that can only be one person: "Ms Brandt", "he", "a man in the crowd"."""
    first = words.casefold().split()[0].rstrip(".")
    if first in _HONORIFICS or words.casefold() in {"i", "me", *_ONE}:
        return Voice.PERSON
    return Voice.UNNAMED if is_unnamed_person(words) else predicted


def _genders(text: str) -> dict[str, str]:
    """The one pronoun, he or she, of each surname that the article gives with an honorific: `Ms Brandt`."""
    found: dict[str, set[str]] = {}
    for honorific, surname in _HONORED.findall(text):
        found.setdefault(_key(surname)[-1], set()).add(_HONORIFICS[honorific.casefold()])
    return {surname: genders.pop() for surname, genders in found.items() if len(genders) == 1}


def _last_before(
    position: int, named: Sequence[tuple[int, Key]], speakers: Mapping[Key, _Speaker], gender: str
) -> Key | None:
    """The key of the last speaker named before a pronoun whom it may mean, unless that is too far back."""
    for place in range(bisect_left(named, (position,)) - 1, -1, -1):
        start, key = named[place]
        if position - start > _REACH:
            return None
        if not gender or speakers[key].gender in {"", gender}:
            return key
    return None


def _body_start(article: Article) -> int:
    """Where title and captions end: what is named there, nobody means by a pronoun further down."""
    apart = {BlockKind.TITLE, BlockKind.CAPTION}
    return next((block.span.start for block in article.blocks if block.kind not in apart), 0)


def _name(words: str, voice: Voice, names: FullNames) -> str:
    bare = _without_tail(words)
    if voice is Voice.PERSON:
        # "Republican nominee Donald Trump", "Lopez": the last name is the person's, what stands before describes them.
        before_place = _PLACE.sub("", bare)
        if found := find_names(before_place) or find_names(bare):
            return names.fullest(found[-1])
        # "A spokesman, Owen Hale": where the description comes first, the name follows the comma.
        _, _, after = words.partition(", ")
        if (found := find_names(after)) and after.startswith(found[0]):
            return names.fullest(found[0])
    return bare


def _without_tail(words: str) -> str:
    return _TAIL.sub("", words).strip(_EDGE) or words


def _key(name: str) -> Key:
    return name_words(name) or (name.casefold(),)


def _entity(id: str, speaker: _Speaker) -> Entity:
    kind = speaker.kinds.most_common(1)[0][0] if speaker.kinds else Voice.NONE
    aliases = tuple(spelling for spelling, _ in speaker.spellings.most_common() if spelling != speaker.name)
    mentions = tuple(Mention(span) for span in sorted(set(speaker.mentions)))
    return Entity(id, speaker.name, EntityKind(kind), aliases, mentions)


def _line(attribution: Attribution, by_id: dict[str, Attribution]) -> list[str]:
    """The ids of an attribution's parents, outermost first, and its own."""
    line = [attribution.id]
    while attribution.parent is not None:
        attribution = by_id[attribution.parent]
        line.append(attribution.id)
    return line[::-1]
