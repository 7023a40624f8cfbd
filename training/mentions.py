"""Corpora -> mentions with clusters, as the heads for mentions and for whom they mean learn them.

GUM marks every mention and cluster. GAP says of a pronoun whether it means one name or another. The chains corpus says
who the speaker behind each source is: sources and names of one speaker make a cluster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.domain import Span
from quoth.evaluation.corpora import GoldDocument, GoldPronoun
from quoth.evaluation.names import names_fit
from quoth.layout.references import pronoun_class
from quoth.model import MENTION_LABELS

_OTHER = MENTION_LABELS.index("other")
# Points in time and amounts are taken up by no pronoun that matters here.
_LEFT_OUT = frozenset({"time"})
_NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:[A-Z]\. |de |van |von |bin |al-)?[A-Z][\w’'-]*)*")
_DESCRIBING = frozenset("the a an this that these those his her their its one some many".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: its characters, its place in `MENTION_LABELS` (none if unknown), and its cluster.

    `asks` says that whom it means is to be learned.
    """

    span: Span
    label: int | None
    cluster: int
    asks: bool


def gum_mentions(gold: GoldDocument) -> list[Marked]:
    """The mentions of one of GUM's documents."""
    return [
        Marked(one.span, _label(one.type), int(one.cluster), asks=True)
        for one in gold.mentions or ()
        if one.type not in _LEFT_OUT
    ]


def _label(kind: str) -> int:
    return MENTION_LABELS.index(kind) if kind in MENTION_LABELS else _OTHER


def gap_mentions(gold: GoldPronoun) -> list[Marked]:
    """The pronoun of one of GAP's snippets (Webster et al. 2018), and both names."""
    marked = [Marked(gold.pronoun, None, 0, asks=True)]
    for number, name in enumerate(gold.names, start=1):
        marked.append(Marked(name.span, None, 0 if name.meant else number, asks=True))
    return marked


def chain_mentions(gold: GoldDocument) -> list[Marked]:
    """Sources and names of a document of the chains corpus; pronouns and descriptions ask whom they mean."""
    speakers: list[tuple[str, ...]] = []
    found: list[Marked] = []
    taken: list[Span] = []
    for row in gold.attributions:
        if not row.speakers or not row.source:
            continue
        number = _number(row.speakers, speakers)
        for span in row.source[:1]:
            words = span.of(gold.text)
            asks = pronoun_class(words) > 0 or words.split()[0].casefold() in _DESCRIBING
            if not any(span == other.span for other in found):
                found.append(Marked(span, None, number, asks))
            taken.append(span)
    for number, match in enumerate(_NAME.finditer(gold.text)):
        span = Span(*match.span())
        if any(span.overlap(other) for other in taken):
            continue
        fits = [place for place, names in enumerate(speakers) if names_fit(match.group(), names)]
        found.append(Marked(span, None, fits[0] if len(fits) == 1 else len(gold.text) + number, asks=False))
    return found


def _number(names: tuple[str, ...], speakers: list[tuple[str, ...]]) -> int:
    """The place of a speaker with such names among the speakers so far; a new one is added."""
    for place, known in enumerate(speakers):
        if names[0].casefold() == known[0].casefold():
            return place
    speakers.append(names)
    return len(speakers) - 1
