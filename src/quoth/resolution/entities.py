"""Referents -> entities: names, kinds and keys, chains from the outlet inwards, and what a reading keeps of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.domain import Article, Attribution, Entity, EntityKind, Mention, Span, Voice
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.phrases import EVERYBODY
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.aliases import AliasTable
from quoth.resolution.names.comparing import name_words
from quoth.resolution.names.lexicon import ADDRESSEE, PRONOUNS, SELF

_WORD = re.compile(r"\w+")
_VOICES = {EntityKind.PLACE: Voice.ORGANIZATION, EntityKind.WORK: Voice.DOCUMENT}
_KEPT = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE, EntityKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled of an article: who speaks in each attribution and whom it is about, by its id."""

    told: Mapping[str, Referent | None]
    targets: Mapping[str, Sequence[Referent]]


def make_entities(
    article: Article, attributions: Sequence[Attribution], settled: Settled, cast: Cast, aliases: AliasTable
) -> tuple[list[Attribution], list[Entity]]:
    """The attributions with their speakers, chains, targets and voices, and the entities they speak of."""
    outermost = _outermost(article, cast)
    kept = _kept(attributions, settled, cast, outermost)
    ids = {referent: f"e{number + 1}" for number, referent in enumerate(kept)}
    entities = _entities(article, kept, ids, aliases)
    kinds = {entity.id: entity.kind for entity in entities}
    by_id = {attribution.id: attribution for attribution in attributions}
    head = (ids[outermost],) if outermost is not None else ()
    resolved = []
    for attribution in attributions:
        referent = settled.told.get(attribution.id)
        speaker = ids[referent] if referent is not None else None
        line = (settled.told.get(id) for id in _line(attribution, by_id))
        chain = head + tuple(ids[one] for one in line if one is not None)
        kind = kinds[speaker] if speaker else EntityKind.NONE
        voice = voice_of(kind)
        targets = tuple(ids[one] for one in settled.targets.get(attribution.id, ()) if one in ids)
        resolved.append(replace(attribution, speaker=speaker, chain=chain, voice=voice, targets=targets))
    return resolved, entities


def voice_of(kind: EntityKind) -> Voice:
    """The voice in which an entity of this kind speaks."""
    return _VOICES.get(kind) or Voice(kind)


def _outermost(article: Article, cast: Cast) -> Referent | None:
    """Who tells the reader all of it: the outlet, or else the first author."""
    if article.outlet and name_words(article.outlet):
        return cast.named(article.outlet, EntityKind.ORGANIZATION)
    author = next((author for author in article.authors if name_words(author)), None)
    return cast.named(author, EntityKind.PERSON) if author else None


def _kept(
    attributions: Sequence[Attribution], settled: Settled, cast: Cast, outermost: Referent | None
) -> list[Referent]:
    """Who speaks, is spoken of, is named or is mentioned more than once, in the order of their first mention."""
    told = (settled.told.get(one.id) for one in attributions)
    targets = (referent for one in attributions for referent in settled.targets.get(one.id, ()))
    mentioned = [one for one in cast.referents if one.mentions]
    named = (one for one in mentioned if (one.named and one.kind in _KEPT) or len(one.mentions) > 1)
    # Kept in order, since in a set of objects equals would stand in another order each time.
    everybody = dict.fromkeys(one for one in (*told, *targets, *named, outermost) if one is not None)
    everybody |= dict.fromkeys(one.author for one in tuple(everybody) if one.author is not None)
    everybody = {one: None for one in everybody if one.name or one.parts or one.owner}
    return sorted(everybody, key=lambda one: (_first(one), -len(one.mentions), one.name))


def _first(referent: Referent) -> Span:
    return min(referent.mentions, default=Span(-1, -1))


def _entities(
    article: Article, kept: Sequence[Referent], ids: Mapping[Referent, str], aliases: AliasTable
) -> list[Entity]:
    entities, keys = [], set[str]()
    for referent in kept:
        name = _name(referent)
        entry = aliases.find(name) if referent.named else None
        if entry is not None:
            # The table's own name, where the article has it.
            name = next((one for one in referent.spellings if one.casefold() == entry.name.casefold()), name)
        kind = referent.kind
        key = _key(article, referent, entry.name if entry else _owned_name(referent) or name, kind)
        number = 2
        while key in keys:
            key = f"{key.partition(' #')[0]} #{number}"
            number += 1
        keys.add(key)
        spellings = [spelling for spelling, _ in referent.spellings.most_common() if spelling != name]
        mentions = tuple(Mention(span, form) for span, form in sorted(referent.mentions.items()))
        author = ids.get(referent.author) if referent.author is not None else None
        wikidata = entry.wikidata if entry else None
        entities.append(Entity(ids[referent], name, kind, tuple(spellings), mentions, key, author, wikidata))
    return entities


def _name(referent: Referent, depth: int = 3) -> str:
    """The fullest name; of what is somebody's, with their name: "Maria Lopez’s campaign"."""
    if referent.parts and depth:
        # "Ann Lee & her aides" rather than "Ann Lee & Ann Lee’s aides".
        names = [_name(part, depth - 1) if part.owner not in referent.parts else part.name for part in referent.parts]
        # "Both pilots and sailors".
        names[0] = re.sub(r"^both ", "", names[0], flags=re.IGNORECASE)
        groups = all(part.plural for part in referent.parts)
        return (" and " if groups else " & ").join(names)
    name = referent.name or "somebody"
    first, _, rest = name.partition(" ")
    if first.casefold() in _POSSESSIVES and (owned := _owned_name(referent, depth)):
        return owned
    return " ".join((rest if first.casefold() in {"the", "a", "an"} and rest else name).split())


def _owned_name(referent: Referent, depth: int = 3) -> str:
    """What is somebody's, by the owner's name: "Maria Lopez’s campaign" for "her campaign" and "the Lopez campaign"."""
    if referent.owner is None or not referent.owned_as or referent.named or not depth:
        return ""
    return f"{_name(referent.owner, depth - 1)}’s {referent.owned_as}"


_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})


def _key(article: Article, referent: Referent, name: str, kind: EntityKind) -> str:
    """The same for the same name in every article; whom nobody names is nobody known elsewhere."""
    words = name_words(name) if referent.named else ()
    if kind is EntityKind.PERSON and referent.named:
        # "Donald J. Trump" and "Donald Trump" are one.
        words = tuple(word for word in words if len(word) > 1) or words
    plain = " ".join(words) or " ".join(_WORD.findall(name.casefold())) or name.casefold()
    # "Half of their neighbours", "62 per cent of islanders".
    own = not referent.named and any(word in _POSSESSIVES or word[0].isdigit() for word in plain.split())
    known = _is_known(referent) and plain not in _NOBODY_KNOWN and not own
    return f"{kind}/{plain}" if known else f"{kind}/{plain} ({article.id})"


def _is_known(referent: Referent, depth: int = 3) -> bool:
    """Whether another article means the same by the same words: by a name or "voters", but not by "the company"."""
    if referent.kind is EntityKind.UNNAMED or not depth:
        return False
    if referent.named:
        return True
    if referent.kind is EntityKind.DOCUMENT:
        # Lopez has one campaign, but wrote many letters.
        return False
    if referent.parts or referent.owner is not None:
        return all(_is_known(one, depth - 1) for one in referent.parts or (referent.owner,) if one is not None)
    # "The Times", "the Lopez campaign", "police in Lindow".
    holds_name = any(word[0].isupper() for word in referent.name.split()[1:])
    return referent.kind is EntityKind.GROUP or (referent.kind is EntityKind.ORGANIZATION and holds_name)


_NOBODY_KNOWN = frozenset({*PRONOUNS, *SELF, *ADDRESSEE, *EVERYBODY, "no one", "one", "somebody", "others"})


def _line(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[str]:
    """The ids of an attribution's parents, outermost first, and its own."""
    line = [attribution.id]
    while attribution.parent is not None and attribution.parent in by_id and len(line) <= len(by_id):
        attribution = by_id[attribution.parent]
        line.append(attribution.id)
    return line[::-1]
