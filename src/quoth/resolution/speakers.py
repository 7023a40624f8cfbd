"""Sources -> speakers: each source's own words, joined to the fullest name in the article that shares them.

"I" and "we" inside a quotation are its speaker; "he", "she" and "they" the last speaker of the like kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quoth.domain import Article, Attribution, BlockKind, Entity, Span, Voice
from quoth.resolution.names import FullNames, find_names, name_words

_OWN = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_ONE = frozenset({"he", "she", "him", "her", "his"})
_OTHERS = frozenset({"they", "them", "their", "it", "its", "who", "which", "that", "those"})
_MANY = frozenset({Voice.ORGANIZATION, Voice.GROUP, Voice.DOCUMENT, Voice.UNNAMED})
# How many characters back a pronoun is followed to a speaker: about two paragraphs of news.
_REACH = 600
_EDGE = " \t\r\n\v\f\u00a0,;:.–—-―|()[]\"“”‘’«»'"
# What follows a name without being part of it: "Maria Lopez, who runs the shelter", "the union (in a letter".
_TAIL = re.compile(r"\s*(?:[,(–—]|\bwho\b|\bin (?:a|an|the)\b).*", re.DOTALL)


@dataclass(slots=True)
class _Speaker:
    """An entity in the making."""

    name: str
    kinds: Counter[Voice] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)


def resolve_speakers(article: Article, attributions: Sequence[Attribution]) -> tuple[list[Attribution], list[Entity]]:
    """Give every attribution with a source its speaker and its chain; entities come in the order of their first mention."""
    speakers: dict[tuple[str, ...], _Speaker] = {}
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


def _choose(
    article: Article, attributions: Sequence[Attribution], speakers: dict[tuple[str, ...], _Speaker]
) -> dict[str, tuple[str, ...]]:
    """The key of each attribution's speaker; fills in `speakers`. Parents are settled before their children."""
    names = FullNames(article.text)
    chosen: dict[str, tuple[str, ...]] = {}
    # By whether it is one person: where each speaker so far was named, and the key.
    named: dict[bool, list[tuple[int, tuple[str, ...]]]] = {True: [], False: []}
    body = _body_start(article)
    for attribution in sorted(attributions, key=lambda a: (a.depth, a.source or a.content)):
        if not attribution.source:
            continue
        words = " ".join(span.of(article.text) for span in attribution.source).strip(_EDGE)
        person = attribution.voice is Voice.PERSON
        pronoun = words.casefold()
        referent = None
        if pronoun in _OWN:
            referent = chosen.get(attribution.parent or "")
        elif pronoun in _ONE | _OTHERS:
            referent = _last_before(attribution.source[0].start, named[pronoun in _ONE])
        name = speakers[referent].name if referent else _name(words, attribution.voice, names)
        key = referent or _key(name)
        speaker = speakers.setdefault(key, _Speaker(name))
        if referent is None:
            speaker.kinds[attribution.voice] += 1
        if pronoun not in _OWN | _ONE | _OTHERS:
            speaker.spellings[_without_tail(words)] += 1
        speaker.mentions.append(attribution.source[0])
        chosen[attribution.id] = key
        if referent is None and (person or attribution.voice in _MANY) and attribution.source[0].start >= body:
            insort(named[person], (attribution.source[0].start, key))
    return chosen


def _last_before(position: int, named: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The key of the last speaker named before a pronoun, unless that is too far back."""
    place = bisect_left(named, (position,)) - 1
    return named[place][1] if place >= 0 and position - named[place][0] <= _REACH else None


def _body_start(article: Article) -> int:
    """Where title and captions end: what is named there, nobody means by a pronoun further down."""
    apart = {BlockKind.TITLE, BlockKind.CAPTION}
    return next((block.span.start for block in article.blocks if block.kind not in apart), 0)


def _name(words: str, voice: Voice, names: FullNames) -> str:
    bare = _without_tail(words)
    if voice is Voice.PERSON and (found := find_names(bare)):
        # "Republican nominee Donald Trump", "Lopez": the last name is the person's, what stands before describes them.
        return names.fullest(found[-1])
    return bare


def _without_tail(words: str) -> str:
    return _TAIL.sub("", words).strip(_EDGE) or words


def _key(name: str) -> tuple[str, ...]:
    return name_words(name) or (name.casefold(),)


def _entity(id: str, speaker: _Speaker) -> Entity:
    kind = speaker.kinds.most_common(1)[0][0] if speaker.kinds else Voice.NONE
    aliases = tuple(spelling for spelling, _ in speaker.spellings.most_common() if spelling and spelling != speaker.name)
    return Entity(id, speaker.name, kind, aliases, tuple(sorted(set(speaker.mentions))))


def _line(attribution: Attribution, by_id: dict[str, Attribution]) -> list[str]:
    """The ids of an attribution's parents, outermost first, and its own."""
    line = [attribution.id]
    while attribution.parent is not None:
        attribution = by_id[attribution.parent]
        line.append(attribution.id)
    return line[::-1]
