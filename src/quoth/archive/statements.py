"""Numbers of attributions -> statements with all that a reader needs: words, chain, date, source, link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quoth.archive.database import Archive, marks
from quoth.archive.links import link_to
from quoth.archive.plain import Plain
from quoth.domain import Span, Spans

# SQLite takes so many values in one statement, and more.
_AT_ONCE = 500


class Hand(StrEnum):
    """How near the words are: in the speaker's own, in the outlet's, or passed on by somebody else."""

    FIRST = "first-hand"
    REPORTED = "reported"
    SECOND = "second-hand"


def hand_of(depth: int, quotation: str) -> Hand:
    """First-hand is what the article itself quotes word for word; whatever lies in another statement is second-hand."""
    if depth > 0:
        return Hand.SECOND
    return Hand.FIRST if quotation == "direct" else Hand.REPORTED


@dataclass(frozen=True, slots=True)
class Statement(Plain):
    """One statement of the archive: who said what, when, where it stands, and through whom we know.

    `key` is the speaker's, the same in every article. `spans` are the content's places in the text of article
    `article`, `anchor` the statement's own on that article's page; `about` are the targets' names.
    """

    id: int
    day: str | None
    speaker: str | None
    key: str | None
    words: str
    quotation: str
    act: str
    polarity: str
    voice: str
    hand: Hand
    depth: int
    chain: str
    about: tuple[str, ...]
    outlet: str | None
    title: str | None
    url: str | None
    path: str | None
    link: str | None
    article: int
    anchor: str
    version: int
    current: bool
    confidence: float
    spans: Spans

    def to_dict(self) -> dict[str, Any]:
        """The statement as plain data."""
        return Plain.to_dict(self) | {
            "hand": str(self.hand),
            "about": list(self.about),
            "spans": [{"start": span.start, "end": span.end} for span in self.spans],
        }


def load_statements(archive: Archive, ids: Sequence[int]) -> list[Statement]:
    """The statements with these numbers, in the order of the numbers."""
    found: dict[int, Statement] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found.update(_load(archive, ids[start : start + _AT_ONCE]))
    return [found[id] for id in ids if id in found]


def statement_numbers(archive: Archive, article: int) -> dict[str, int]:
    """The number of each statement of the article with this number, by its id in the reading."""
    return dict(archive.db.execute("SELECT name, id FROM attribution WHERE article_id = ?", (article,)))


def _load(archive: Archive, ids: Sequence[int]) -> Iterable[tuple[int, Statement]]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    places = f"SELECT attribution_id, role, start_at, end_at FROM span WHERE attribution_id IN ({marks(ids)})"
    roles = "role IN ('content', 'cue') ORDER BY attribution_id, role, position"
    held: dict[int, str] = {}
    for id, role, start, end in archive.db.execute(f"{places} AND {roles}", ids):
        # Without content ("declined to comment") the cue stands for the statement. Content comes before cue.
        if held.setdefault(id, role) == role:
            spans[id].append(Span(start, end))
    about: defaultdict[int, list[str]] = defaultdict(list)
    targets = "SELECT attribution_id, entity.name FROM target JOIN entity ON entity.id = target.entity_id"
    for id, name in archive.db.execute(f"{targets} WHERE attribution_id IN ({marks(ids)}) ORDER BY 1, position", ids):
        about[id].append(name)
    rows = archive.db.execute(
        "SELECT attribution.id, article.day, speaker.spelling, entity.name, attribution.content,"
        " attribution.quotation, attribution.act, attribution.polarity, attribution.voice, attribution.depth,"
        " attribution.chain, article.outlet, article.title, article.url, article.path, article.address, article.text,"
        " article.id, article.version, attribution.current, attribution.confidence, entity.key, attribution.name"
        " FROM attribution JOIN article ON article.id = attribution.article_id"
        " LEFT JOIN appearance AS speaker ON speaker.id = attribution.speaker_id"
        f" LEFT JOIN entity ON entity.id = attribution.entity_id WHERE attribution.id IN ({marks(ids)})",
        ids,
    )
    for row in rows:
        id, day, spelling, name, words, quotation, act, polarity, voice, depth, chain, *source = row
        outlet, title, url, path, address, text, article, version, current, confidence, key, anchor = source
        first = spans[id][0] if spans[id] else Span(0, 0)
        yield (
            id,
            Statement(
                id=id,
                day=day,
                speaker=name or spelling,
                key=key,
                words=words or first.of(text),
                quotation=quotation,
                act=act,
                polarity=polarity,
                voice=voice,
                hand=hand_of(depth, quotation),
                depth=depth,
                chain=chain,
                about=tuple(about[id]),
                outlet=outlet,
                title=title,
                url=url,
                path=path,
                link=link_to(address, text, first),
                article=article,
                anchor=anchor,
                version=version,
                current=bool(current),
                confidence=confidence,
                spans=tuple(spans[id]),
            ),
        )
