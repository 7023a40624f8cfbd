"""Bytes or text -> Reading: the one way in, the same for users, for the archive and for evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from quoth.domain import Article, Reading
from quoth.errors import IntakeError
from quoth.extraction.attributions import settle
from quoth.extraction.scores.candidates import Candidate, find_candidates
from quoth.extraction.scores.sightings import Sightings
from quoth.intake import read_document
from quoth.layout.features import Layout, lay_out
from quoth.model import Model, default_model
from quoth.resolution.mentions.found import FoundMention
from quoth.resolution.mentions.sighted import ModelLinks, found_mentions
from quoth.resolution.names.aliases import AliasTable, aliases_of
from quoth.resolution.replies.linking import link_replies
from quoth.resolution.resolve import resolve


def read(
    document: str | bytes,
    *,
    path: str | None = None,
    url: str | None = None,
    model: Model | None = None,
    aliases: AliasTable | str | PathLike[str] | None = None,
) -> Reading:
    """Read one document: text as it stands, or the bytes of a text, HTML or PDF file.

    A `str` is taken for plain text unless it looks like a page of HTML. Spans of the reading are half-open ranges of
    code points into `reading.article.text`, which for plain text is the input unchanged. `aliases` is a table of other
    names, or the path of one: a CSV file with name, kind, aliases separated by "|", and the item's id in Wikidata.
    Raises `IntakeError` for bytes that hold no text and for a damaged table, and `ModelError` if the shipped model is
    damaged; any string can be read.

    >>> read("“We will appeal,” said Maria Lopez.").attributions[0].content[0]
    Span(start=0, end=17)
    """
    return read_article(read_document(document, path=path, url=url), model=model, aliases=aliases)


def read_file(
    path: str | PathLike[str],
    *,
    model: Model | None = None,
    aliases: AliasTable | str | PathLike[str] | None = None,
) -> Reading:
    """Read one text, HTML or PDF file; `aliases` as for `read`.

    Raises `IntakeError` if there is no such file or it cannot be read, and for one that may hold many articles: see
    `quoth.intake.read_file`.
    """
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise IntakeError(f"{path} cannot be opened ({reason}): give a file that exists and may be read.") from error
    return read(data, path=str(path), model=model, aliases=aliases)


def read_article(
    article: Article, *, model: Model | None = None, aliases: AliasTable | str | PathLike[str] | None = None
) -> Reading:
    """Read an article that is at hand; its spans count in `article.text`. `aliases` and errors as for `read`."""
    table = aliases_of(aliases)
    reader = model or default_model()
    return conclude(look_at(article, reader), reader, aliases=table)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model sees in an article, before any rule and threshold; `sightings` are none where it has no eye."""

    article: Article
    layout: Layout
    candidates: list[Candidate]
    sightings: Sightings | None


def look_at(article: Article, model: Model) -> Seen:
    """The part of reading that takes the time: the model's pass over an article."""
    layout = lay_out(article, model.tokenizer)
    sightings = Sightings() if model.refers else None
    return Seen(article, layout, find_candidates(layout, model, sightings=sightings), sightings)


def conclude(seen: Seen, model: Model, *, aliases: AliasTable | None = None) -> Reading:
    """The rest of reading: from what the model sees to attributions and entities."""
    article, layout = seen.article, seen.layout
    attributions, orphans = settle(article, layout, seen.candidates, model.thresholds, model.calibration)
    found: Sequence[FoundMention] = ()
    links = None
    if seen.sightings is not None:
        found = found_mentions(article.text, layout, seen.sightings)
        links = ModelLinks(article.text, layout, seen.sightings, model)
    attributions, entities = resolve(article, layout, attributions, found, links, aliases=aliases)
    attributions = link_replies(article.text, attributions, entities)
    return Reading(article, tuple(attributions), tuple(entities), tuple(orphans), model.id)
