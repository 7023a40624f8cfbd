"""A chain in words: "The Telegraph › Labour-supporting Jews in London, in a letter › Ken Livingstone"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from quoth.archive.identity import fold
from quoth.domain import Attribution, BlockKind, Entity, Reading

LINK = " › "
NOBODY = "no speaker named"
_UNKNOWN_OUTLET = "the article"
_WRITINGS = frozenset("letter statement email memo memorandum note petition essay article book blog op-ed".split())
_WORD = re.compile(r"[\w-]+")
_PREPOSITIONS = frozenset("in on at by through via during from to over with as".split())


def chain_in_words(reading: Reading, attribution: Attribution, by_id: Mapping[str, Attribution]) -> str:
    """Everybody between the reader and the words, outermost first: the outlet, whoever passes it on, the speaker.

    A statement's medium stands behind its speaker. The outlet stands first whether or not the chain begins with it.
    `by_id` are all attributions of the reading by their ids.
    """
    line = line_of(attribution, by_id)
    media = {
        each.speaker: medium
        for each in line
        if each.speaker is not None and (medium := _medium(reading, each) or _medium_before(reading, each))
    }
    links = list(attribution.chain)
    if attribution.speaker is not None and (not links or links[-1] != attribution.speaker):
        links.append(attribution.speaker)
    entities = [reading.entity(id) for id in links]
    names = [_called(reading, entity, media.get(entity.id, "")) for entity in entities]
    if not entities or not _is_outlet(reading, entities[0]):
        names.insert(0, _outlet(reading))
    if attribution.speaker is None:
        medium = _medium(reading, attribution)
        names.append(f"{NOBODY}, {medium}" if medium else NOBODY)
    # Who passes on their own words is named once.
    return LINK.join(name for place, name in enumerate(names) if not place or name != names[place - 1])


def line_of(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """The attribution itself, the one that it lies in, and so on outwards; a circle of parents ends where it closes."""
    line, seen = [attribution], {attribution.id}
    while (parent := by_id.get(line[-1].parent or "")) and parent.id not in seen:
        line.append(parent)
        seen.add(parent.id)
    return line


def _called(reading: Reading, entity: Entity, medium: str) -> str:
    author = next((other.name for other in reading.entities if other.id == entity.author), "")
    name = _one_line(entity.name)
    name += f", by {_one_line(author)}" if author and fold(author) not in fold(name) else ""
    return f"{name}, {medium}" if medium and fold(medium) not in fold(name) else name


def _medium(reading: Reading, attribution: Attribution) -> str:
    medium = _one_line(", ".join(span.of(reading.article.text) for span in attribution.medium))
    first = medium.partition(" ")[0]
    # At the beginning of a sentence it has a capital, which a chain has not.
    return medium[:1].lower() + medium[1:] if first.lower() in _PREPOSITIONS else medium


def _medium_before(reading: Reading, attribution: Attribution) -> str:
    """The letter from which a statement before it is, where this one gives more of it at length: "in a letter".

    At length is a blockquote or several paragraphs; the statement before must be the same speaker's, beside this one.
    """
    blocks = reading.article.blocks
    held = [block.kind for block in blocks if any(span.covers(block.span) for span in attribution.content)]
    if BlockKind.BLOCKQUOTE not in held and held.count(BlockKind.PARAGRAPH) < 2:
        return ""
    start = attribution.content[0].start
    before = [
        other
        for other in reading.attributions
        if other.speaker == attribution.speaker
        and other.parent == attribution.parent
        and other.content
        and other.content[0].start < start
    ]
    medium = _medium(reading, max(before, key=lambda other: other.content[0].start)) if before else ""
    return medium if _WRITINGS & set(_WORD.findall(medium.lower())) else ""


def _is_outlet(reading: Reading, entity: Entity) -> bool:
    """Whether this is the outlet or an author of the article, with which a chain may begin."""
    article = reading.article
    ours = {fold(name) for name in (article.outlet, *article.authors) if name}
    return bool(ours & {fold(name) for name in (entity.name, *entity.aliases)})


def _outlet(reading: Reading) -> str:
    article = reading.article
    named = _one_line(article.outlet or "") or " and ".join(map(_one_line, article.authors))
    return named or _host(article.url or "") or _UNKNOWN_OUTLET


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
