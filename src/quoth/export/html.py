"""One self-contained page for readings: the article with its attributions marked, and who speaks in it.

The page needs no network and no script. Its text is exactly `Article.text`, with a U+FFFD for each character that HTML
forbids: whatever the page adds to the article stands in attributes or outside the text. How the marks come into the
text is in `marked_text.py`, how things are worded in `templates/words.html`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quoth.archive.chains import NOBODY
from quoth.domain import (
    Article,
    Attribution,
    BlockKind,
    Entity,
    MentionForm,
    Orphan,
    Polarity,
    ReplyKind,
    Spans,
)
from quoth.export.marked_text import Mark, Section, line, mark_up, sections_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoth.domain import Reading

_LISTED_DEEP = 5  # deeper statements stay on this level of the list, which a phone can still indent
_ABOUT = 4  # targets that a statement names; the others are in the JSON
ALONE = 60  # speakers who can be shown alone
_ANCHOR = re.compile(r"a\d{1,9}")  # as the pipeline names them
_HUES = 8  # speakers with a colour of their own; the others share the neutral one


def page(reading: Reading) -> str:
    """One HTML page that shows the reading of one article."""
    return pages([reading])


def pages(readings: Iterable[Reading]) -> str:
    """One HTML page that shows several articles one after the other, with a table of contents before them."""
    several = list(readings)
    alone = len(several) == 1
    shown = [
        show(reading, prefix="" if alone else f"r{number}-", level=1 if alone else 2)
        for number, reading in enumerate(several, start=1)
    ]
    script = templates().get_template("page.js").render()
    # The page's security policy lets this one script run: markup that slipped through could still do nothing.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return templates().get_template("page.html").render(readings=shown, script=script, digest=digest)


@cache
def templates() -> Environment:
    """The templates of this room, with what the readings need."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=PackageLoader("quoth", "export/templates"), trim_blocks=True
    )
    environment.globals["NOBODY"] = NOBODY
    environment.filters.update(line=line, joined=_joined, host=_host, day=_day)
    return environment


@dataclass(slots=True)
class _Listed:
    """One statement or orphan in words; `anchored` says that an element of the text has its `anchor`.

    `about` are the names of its targets, `voice` is the class of all that its speaker says. `replies` are a statement's
    replies to others, `replied` those of others to it.
    """

    of: Attribution | Orphan
    number: int
    anchor: str
    words: str
    cue: str = ""
    medium: str = ""
    anonymity: str = ""
    about: str = ""
    voice: str = ""
    classes: str = ""
    chain: list[str] = field(default_factory=list)
    inside: list[_Listed] = field(default_factory=list)
    replies: list[_Link] = field(default_factory=list)
    replied: list[_Link] = field(default_factory=list)
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """One reply, and the statement at its other end, if the reading holds it."""

    how: ReplyKind
    other: _Listed | None


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Someone who speaks in the article, or nobody, with all their statements.

    `voice` is the class of these, and the id of the button that shows them alone; `author` who a document is by.
    """

    entity: Entity | None
    hue: str
    statements: list[_Listed]
    voice: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template prints for one reading; `titled` says that its text holds the title."""

    reading: Reading
    prefix: str
    level: int
    label: str
    titled: bool
    body: Markup
    speakers: list[_Speaker]
    statements: list[_Listed]
    orphans: list[_Listed]


def show(reading: Reading, *, prefix: str = "", level: int = 1) -> Shown:
    """What the macro `reading` of reading.html prints; `prefix` keeps the ids of several readings apart."""
    text, sections, hues = reading.article.text, sections_of(reading.article), _hues(reading)
    voices = {id_: f"{prefix}v{number}" for number, id_ in enumerate(_ranked(reading), start=1)}
    # A chain that begins with the outlet or author is longer than the line of its speakers.
    headed = any(not each.depth and len(each.chain) > (each.speaker is not None) for each in reading.attributions)
    article = reading.article
    outermost = "" if headed else line(article.outlet or "") or _joined(article.authors) or "the article"
    anchors = _anchors(reading)
    statements = [
        _listing(
            reading,
            attribution,
            number,
            prefix + anchors[number - 1],
            outermost,
            hues.get(attribution.speaker or "", ""),
        )
        for number, attribution in enumerate(reading.attributions, start=1)
    ]
    for attribution, statement in zip(reading.attributions, statements, strict=True):
        statement.voice = voices.get(attribution.speaker or "", "")
        statement.classes += f" {statement.voice}" if statement.voice else ""
    orphans = [
        _Listed(orphan, number, f"{prefix}o{number}", _short(text, (orphan.span,)))
        for number, orphan in enumerate(reading.orphans, start=1)
    ]
    _link_replies(reading.attributions, statements)
    body, anchored = mark_up(text, sections, _marks(reading, statements, orphans), prefix=prefix, level=level)
    for listed in statements + orphans:
        listed.anchored = listed.anchor in anchored
    return Shown(
        reading=reading,
        prefix=prefix,
        level=level,
        label=_label(reading.article, sections),
        titled=any(section.kind is BlockKind.TITLE for section in sections),
        body=body,
        speakers=_speakers(reading, statements, hues, voices),
        statements=_nested(reading.attributions, statements),
        orphans=orphans,
    )


def _anchors(reading: Reading) -> list[str]:
    """The ids of the attributions where they can be anchors, so that links hold when one is corrected away."""
    ids = [attribution.id for attribution in reading.attributions]
    if all(map(_ANCHOR.fullmatch, ids)) and len(set(ids)) == len(ids):
        return ids
    return [f"a{number}" for number, _ in enumerate(ids, start=1)]


def _listing(  # noqa: PLR0913, PLR0917 - a statement, and how it is shown
    reading: Reading, attribution: Attribution, number: int, anchor: str, outermost: str, hue: str
) -> _Listed:
    article = reading.article
    chain: list[str | None] = list(attribution.chain)
    if not chain or chain[-1] != attribution.speaker:
        chain.append(attribution.speaker)
    speakers = [_entity(reading, id_) for id_ in chain]
    negative = "negative" if attribution.polarity is Polarity.NEGATIVE else ""
    return _Listed(
        attribution,
        number,
        anchor,
        words=_short(article.text, attribution.content),
        cue=_short(article.text, attribution.cue, limit=60),
        medium=_short(article.text, attribution.medium),
        anonymity=_short(article.text, attribution.anonymity, limit=240),
        about=", ".join(
            filter(None, (line(one.name) for id_ in attribution.targets[:_ABOUT] if (one := _entity(reading, id_))))
        ),
        classes=" ".join(filter(None, [attribution.quotation.value, hue, negative])),
        chain=[*([outermost] if outermost else []), *(line(entity.name) if entity else "" for entity in speakers)],
    )


def _entity(reading: Reading, id_: str | None) -> Entity | None:
    try:
        return reading.entity(id_ or "")
    except KeyError:
        return None


def _ranked(reading: Reading) -> list[str]:
    """The ids of those who can be shown alone, the speakers with most statements first."""
    counts = Counter(entity.id for each in reading.attributions if (entity := _entity(reading, each.speaker)))
    return [id_ for id_, _ in counts.most_common(ALONE)]


def _hues(reading: Reading) -> dict[str, str]:
    """Give a colour class to each of the speakers with most statements."""
    return {id_: f"s{hue}" for hue, id_ in enumerate(_ranked(reading)[:_HUES])}


def _speakers(
    reading: Reading, statements: list[_Listed], hues: dict[str, str], voices: dict[str, str]
) -> list[_Speaker]:
    """List the speakers, those with most statements first, and last the statements that have none."""
    said: dict[str, list[_Listed]] = {}
    for attribution, statement in zip(reading.attributions, statements, strict=True):
        entity = _entity(reading, attribution.speaker)
        said.setdefault(entity.id if entity else "", []).append(statement)
    ranked = sorted(said.items(), key=lambda item: (not item[0], -len(item[1])))
    speakers = []
    for id_, theirs in ranked:
        entity = _entity(reading, id_)
        author = _entity(reading, entity.author) if entity else None
        speakers.append(
            _Speaker(entity, hues.get(id_, ""), theirs, voices.get(id_, ""), line(author.name) if author else "")
        )
    return speakers


def _link_replies(attributions: tuple[Attribution, ...], statements: list[_Listed]) -> None:
    """Tell each statement which others it takes up, and these who takes them up."""
    by_id = {attribution.id: listed for attribution, listed in zip(attributions, statements, strict=True)}
    for attribution, listed in zip(attributions, statements, strict=True):
        for reply in attribution.replies:
            other = by_id.get(reply.to)
            listed.replies.append(_Link(reply.how, other))
            if other:
                other.replied.append(_Link(reply.how, listed))


def _nested(attributions: tuple[Attribution, ...], statements: list[_Listed]) -> list[_Listed]:
    """Put each statement inside its parent, and return the outermost."""
    numbers = {attribution.id: number for number, attribution in enumerate(attributions)}
    children: dict[int | None, list[int]] = {}
    for number, attribution in enumerate(attributions):
        children.setdefault(numbers.get(attribution.parent or ""), []).append(number)
    outermost: list[_Listed] = []
    done = set()
    # The second part reaches statements whose parents run in a circle.
    for top in (*children.get(None, []), *range(len(statements))):
        waiting = [(top, outermost, 1)]
        while waiting:
            number, into, level = waiting.pop()
            if number not in done:
                done.add(number)
                into.append(statements[number])
                below = statements[number].inside if level < _LISTED_DEEP else into
                waiting += [(child, below, level + 1) for child in reversed(children.get(number, []))]
    return outermost


def _joined(names: Iterable[str]) -> str:
    """Join names as in `"A, B and C"`."""
    *others, last = [name for name in map(line, names) if name] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _short(text: str, spans: Spans, limit: int = 140) -> str:
    """Put the covered text on one line of at most `limit` characters, with an ellipsis for what it leaves out."""
    words, end = "", 0
    for span in tidy(spans, len(text)):
        # Paragraphs of one content are apart by a break and at most a quotation mark: nothing is left out there.
        gap = " … " if words and span.start - end > 3 else " "
        words += gap + text[span.start : min(span.end, span.start + 2 * limit)]
        end = span.end
        if len(words) > 2 * limit:
            break
    words = line(words)
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _label(article: Article, sections: list[Section]) -> str:
    """Name the article by its title, or by how it begins."""
    titles = [section.span for section in sections if section.kind is BlockKind.TITLE]
    spans = titles or [section.span for section in sections if section.kind]
    return line(article.title or "") or _short(article.text, tuple(spans[:1]), 90) or "Untitled article"


def _host(url: str) -> str:
    """Return the host of a web address, and nothing for any other: `"https://example.org/a"` has `"example.org"`."""
    try:
        parts = urlsplit(line(url))
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _marks(reading: Reading, statements: list[_Listed], orphans: list[_Listed]) -> Iterator[Mark]:
    size = len(reading.article.text)
    # Contents go before all that stands in them, however deep.
    details = 1 + max((attribution.depth for attribution in reading.attributions), default=0)
    words = templates().get_template("words.html").module
    for attribution, statement in zip(reading.attributions, statements, strict=True):
        roles = {"content": attribution.content, "cue": attribution.cue, "source": attribution.source}
        # Without content ("declined to comment") the cue stands for the statement, or else the source.
        standing = next((role for role, spans in roles.items() if tidy(spans, size)), "")
        roles |= {"medium": attribution.medium, "anonymity": attribution.anonymity}
        for role, held in ((role, tidy(spans, size)) for role, spans in roles.items() if spans):
            stands = role == standing
            first, again = (words.opening(statement, role, stands, tab) for tab in (True, False))  # type: ignore[attr-defined]
            close = Markup("</mark>") if role == "content" else Markup("</span>")
            rank = attribution.depth if role == "content" else details + (role in {"medium", "anonymity"})
            anchor = statement.anchor if stands else ""
            yield from (Mark(span, rank, first, again, close, anchor) for span in held)
    yield from _meanings(reading, size)
    for orphan, listed in zip(reading.orphans, orphans, strict=True):
        first = Markup('<span class="orphan" id="{}">').format(listed.anchor)
        for span in tidy((orphan.span,), size):
            yield Mark(span, details, first, Markup('<span class="orphan">'), Markup("</span>"), listed.anchor)


def _meanings(reading: Reading, size: int) -> Iterator[Mark]:
    """Mark the pronouns, each with a title that says whom it means."""
    for entity in reading.entities:
        name = line(entity.name)
        opening = Markup('<span class="means" title="{}">').format(name)
        pronouns = tuple(mention.span for mention in entity.mentions if mention.form is MentionForm.PRONOUN)
        for span in tidy(pronouns, size):
            if line(span.of(reading.article.text)).casefold() != name.casefold():
                yield Mark(span, size + 2, opening, opening, Markup("</span>"))
