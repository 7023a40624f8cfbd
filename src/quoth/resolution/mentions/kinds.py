"""Names of which no rule tells what they name, or whether they are any: there the model's mentions do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.mentions.found import FoundMention
from quoth.resolution.mentions.phrases import noun_kind
from quoth.resolution.mentions.shown_kinds import datelines, is_said_a_body, shown_kinds
from quoth.resolution.names.aliases import AliasTable
from quoth.resolution.names.lexicon import Lexicon
from quoth.resolution.names.proper_names import ProperName, has_capital
from quoth.resolution.names.tokens import Tokens

# What the model is less sure of says nothing of a name's kind.
_SURE = 0.6
# From here on its word is enough for a name that the rules do not see.
_SURE_OF_NAME = 0.8
_LONGEST_NAME = 4
# After these comes no person's name.
_OF_THINGS = frozenset(
    "the ferry ship vessel boat lifeboat yacht tanker liner submarine trawler steamer frigate".split()
)


def settle_kinds(
    names: Sequence[ProperName], found: Sequence[FoundMention], tokens: Tokens, aliases: AliasTable, lexicon: Lexicon
) -> list[ProperName]:
    """The names; those of no kind with the one that the model most often sees where their words stand.

    Of what the table names, the table knows the kind; and a noun that opens a sentence is none. People whom only the
    model sees are among the names.
    """
    names = with_people_seen(names, found, tokens, lexicon)
    open_kind = (
        name
        for name in names
        if name.kind is EntityKind.NONE
        and (name.sure or noun_kind(name.words[0], lexicon) is None)
        and not aliases.find(name.span.of(tokens.text))
    )
    by_end = {name.last: name for name in open_kind}
    votes: dict[tuple[str, ...], Counter[EntityKind]] = {}
    for mention in found:
        places = tokens.places(mention.span)
        if mention.score < _SURE or mention.form is not MentionForm.NAME or not len(places):
            continue
        name = by_end.get(places.stop)
        # "The Kestrel", "the ferry Kestrel" and "Fabianism" are nobody.
        article = name is not None and not name.titles and tokens.lower[max(name.first - 1, 0)] in _OF_THINGS
        nobody = mention.kind is EntityKind.PERSON and name is not None and (article or name.words[-1].endswith("ism"))
        if name is not None and name.first >= places.start and not nobody:
            votes.setdefault(name.words, Counter())[mention.kind] += 1
    seen = {words: count.most_common(1)[0][0] for words, count in votes.items()}
    people = [one for one in names if one.kind is EntityKind.NONE and seen.get(one.words) is EntityKind.PERSON]
    for words in used_as_bodies(people, names, tokens, lexicon):
        seen[words] = EntityKind.ORGANIZATION
    unseen = [one for one in names if one.kind is EntityKind.NONE and one.words not in seen]
    # What it sees as nothing is seldom a place, but may be a body: "Teagash manager Ann Lee".
    shown = shown_kinds(unseen, names, tokens, lexicon)
    seen |= {words: kind for words, kind in shown.items() if kind is EntityKind.ORGANIZATION}
    seen |= shown_kinds(people, names, tokens, lexicon) | dict.fromkeys(datelines(names, tokens), EntityKind.PLACE)
    return [
        replace(name, kind=seen[name.words], sure=True) if name.kind is EntityKind.NONE and name.words in seen else name
        for name in names
    ]


def with_people_seen(
    names: Sequence[ProperName], found: Sequence[FoundMention], tokens: Tokens, lexicon: Lexicon
) -> list[ProperName]:
    """The names, and those of people whom the model sees where the rules have no name or only the beginning of one.

    The rules know that "Young" and "Rich" may open sentences and that headlines are all capitals; the model knows that
    here they are somebody.
    """
    taken = {place: name for name in names for place in range(name.first, name.last)}
    parts = {word for name in names if len(name.words) > 1 for word in name.words}
    added: dict[int, ProperName] = {}
    seen = (tokens.places(one.span) for one in found if _is_sure_of_person(one))
    # The longest first, since a word that is no name by itself may be part of one.
    for places in sorted(seen, key=len, reverse=True):
        if not 0 < len(places) <= _LONGEST_NAME or not _is_capitalised(places, tokens):
            continue
        words = tokens.lower[places.start : places.stop]
        if all(word in lexicon.titles for word in words):
            # "Cllr" of "Cllr Lee".
            continue
        plain = words[0] in lexicon.plain or words[0] in lexicon.groups or noun_kind(words[0], lexicon) is not None
        if plain and not (len(words) == 1 and words[0] in parts):
            continue
        inside = {taken[place] for place in places if place in taken}
        if all(_is_begun(name, places) for name in inside):
            first, last = places.start, places.stop
            name = ProperName(first, last, tokens.span(first, last), words, kind=EntityKind.PERSON)
            taken |= dict.fromkeys(places, name)
            added[name.first] = name
            parts.update(words if len(words) > 1 else ())
    kept = (name for name in names if name.first not in added)
    return sorted([*kept, *added.values()], key=lambda name: name.first)


def _is_sure_of_person(mention: FoundMention) -> bool:
    named = mention.form is MentionForm.NAME and mention.kind is EntityKind.PERSON
    return named and mention.score >= _SURE_OF_NAME


def _is_capitalised(places: range, tokens: Tokens) -> bool:
    owned = any(tokens.owned[place] for place in places[:-1])
    return not owned and all(has_capital(tokens.words[place]) for place in places)


def _is_begun(name: ProperName, places: range) -> bool:
    """Whether a name is only the beginning of what stands there: "Sharon" of "Sharon Rich"."""
    shorter = name.first == places.start and name.last < places.stop
    return shorter and not name.titles and name.kind in {EntityKind.NONE, EntityKind.PERSON}


def used_as_bodies(
    people: Sequence[ProperName], names: Sequence[ProperName], tokens: Tokens, lexicon: Lexicon
) -> set[tuple[str, ...]]:
    """Of names of two words that the model takes for people's, those an article uses as a company's: "Tidal Moran".

    A person is called by the last word later on, a company by the first; a company has a chief executive and
    shareholders, and is said to be one. What begins with a first name, or has a title anywhere, is left alone.
    """
    pairs = {name.words for name in people if len(name.words) == 2 and name.words[0] not in lexicon.first_names}
    pairs -= {name.words for name in names if name.kind is not EntityKind.NONE or name.titles}
    pairs = {
        words
        for words in pairs
        if not (lexicon.is_person(words[1]) or words[1] in lexicon.titles | set(lexicon.groups))
    }
    alone = {name.words[0] for name in names if len(name.words) == 1}
    found = {words for words in pairs if words[0] in alone and words[1] not in alone}
    return found | {name.words for name in people if name.words in pairs and is_said_a_body(name, tokens, lexicon)}
