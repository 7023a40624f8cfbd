"""Sentences grafted into contents: nesting that is known, made of attributions that PolNeAR marked by themselves.

PolNeAR marks no attribution inside another's content, and one article in seven has had them marked since. But "Moss
said the taxes must fall" is a content as good as any other: put after "Lee told reporters that" it is nested, and every
word of it is known. A sentence that reports nothing, put there, has no cue. So both are learned from all articles.

    python -m training graft

writes build/training/grafted.pt.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

from quoth.domain import Article, Span
from quoth.evaluation.corpora import GoldAttribution, GoldDocument, corpora_folder, read_chains, read_polnear
from quoth.layout.features import lay_out
from training.prepare import FOLDER, Document, base_tokenizer, held_out, merged, prepare, unswapped

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Of the contents that can take a sentence, how many do; and how often that sentence reports something itself.
_GRAFTED, _REPORTS = 0.6, 0.6
# How often the sentence is one of the same article.
_OWN = 0.5
# Sentences this long, in characters.
_SHORTEST, _LONGEST = 25, 260
_OPENS, _CLOSES = '“"', '”"'
_MARKS = re.compile('[“”"‘’]')
_SINGLE = {"“": "‘", "”": "’"}
_LED = re.compile(r"that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that stands by itself, with the attributions in it, their spans counted from its beginning.

    `known` says that the corpus has marked its nesting too.
    """

    text: str
    rows: tuple[GoldAttribution, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The characters of a content that a sentence can stand for."""

    span: Span
    row: GoldAttribution
    quoted: bool
    begins_sentence: bool


class Grafter:
    """The documents to graft into, and the sentences that can be grafted."""

    def __init__(self, golds: Iterable[GoldDocument], tokenizer: Tokenizer) -> None:
        self.golds = [
            replace(gold, attributions=tuple(unswapped(row, gold.text) for row in gold.attributions)) for gold in golds
        ]
        self._tokenizer = tokenizer
        self._own = {gold.id: list(sentences_of(gold, tokenizer)) for gold in self.golds}
        self._all = [sentence for sentences in self._own.values() for sentence in sentences]
        words = (re.findall(r"(?<= )[a-z]+\b", gold.text) for gold in self.golds)
        self._lower_case = frozenset(word for found in words for word in found)

    def documents(self) -> Iterator[Document]:
        """Each document whose contents can take sentences, with some in them."""
        for gold in self.golds:
            rng = random.Random(gold.id)
            places = [place for place in places_of(gold, self._tokenizer) if rng.random() < _GRAFTED]
            if places:
                yield self._graft(gold, places, rng)

    def _graft(self, gold: GoldDocument, places: Iterable[Place], rng: random.Random) -> Document:
        text, rows = gold.text, list(gold.attributions)
        made: list[tuple[Span, Sentence]] = []
        for place in sorted(places, key=lambda place: place.span.start, reverse=True):
            sentence = self._chosen(gold, place, rng)
            words = sentence.text if place.begins_sentence else self._lowered(sentence.text)
            words = "".join(_SINGLE.get(mark, mark) for mark in words) if place.quoted else words
            start, grown = place.span.start, len(words) - len(place.span)
            text = text[:start] + words + text[place.span.end :]
            rows = [_shifted(row, place.span, grown) for row in rows]
            made = [(Span(span.start + grown, span.end + grown), one) for span, one in made]
            made.append((Span(start, start + len(words)), sentence))
            for row in sentence.rows:
                parent = f"{place.row.id}/{row.parent}" if row.parent else place.row.id
                moved = _moved(row, start, Span(0, len(text)))
                rows.append(replace(moved, id=f"{place.row.id}/{row.id}", parent=parent))
        document = prepare(replace(gold, text=text, attributions=tuple(rows), nested=False), self._tokenizer)
        return replace(document, id=f"{gold.id} grafted", unknown=_unknown(document, gold, made))

    def _chosen(self, gold: GoldDocument, place: Place, rng: random.Random) -> Sentence:
        """A sentence of this article or of another; one without straight marks for a place between such marks."""
        reports = rng.random() < _REPORTS
        own = self._own[gold.id] or self._all
        while True:
            sentence = rng.choice(own if rng.random() < _OWN else self._all)
            if bool(sentence.rows) == reports and not (place.quoted and '"' in sentence.text):
                return sentence

    def _lowered(self, text: str) -> str:
        first = re.match(r"[A-Z][a-z]*\b", text)
        known = first is not None and first[0] != "I" and first[0].lower() in self._lower_case
        return text[0].lower() + text[1:] if known else text


def sentences_of(gold: GoldDocument, tokenizer: Tokenizer) -> Iterator[Sentence]:
    """The sentences that hold one outermost attribution whole, or nothing of any."""
    for span in _sentence_spans(gold, tokenizer):
        text = span.of(gold.text)
        if not (_SHORTEST <= len(text) <= _LONGEST and text.endswith(".") and text[0].isupper()):
            continue
        if text.startswith(("And ", "But ")):
            continue
        if text.count("“") != text.count("”") or text.count('"') % 2:
            continue
        touching = [row for row in gold.attributions if any(_touch(part, span) for part in _spans(row))]
        inside = all(span.start <= part.start and part.end <= span.end for row in touching for part in _spans(row))
        outermost = [row for row in touching if row.parent is None]
        if inside and len(outermost) <= 1 and (outermost or not touching):
            body = Span(0, len(text) - 1)
            rows = tuple(_moved(row, -span.start, body) for row in touching)
            yield Sentence(text[:-1], rows, known=gold.nested or not touching)


def places_of(gold: GoldDocument, tokenizer: Tokenizer) -> Iterator[Place]:
    """Contents, quoted or at their sentence's end, that no other attribution touches."""
    starts = {span.start for span in _sentence_spans(gold, tokenizer)}
    for row in gold.attributions:
        if row.parent is not None or len(row.content) != 1:
            continue
        span = row.content[0]
        text = span.of(gold.text)
        if "\n" in text or any(_touch(part, span) for part in (*row.cue, *row.source)):
            continue
        if any(_touch(part, span) for other in gold.attributions if other is not row for part in _spans(other)):
            continue
        if len(text) > 2 and text[0] in _OPENS and text[-1] in _CLOSES and not _MARKS.search(text[1:-1]):
            end = span.end - 1 - (text[-2] in ",.")
            yield Place(Span(span.start + 1, end), row, quoted=True, begins_sentence=True)
        elif not _MARKS.search(text) and len(text) > _SHORTEST:
            led = _LED.match(text)
            start = span.start + (led.end() if led else 0)
            follows = gold.text[span.end : span.end + 1]
            if (start in starts and follows == ",") or (
                start not in starts and follows == "." and row.cue[0].end < start
            ):
                yield Place(Span(start, span.end), row, quoted=False, begins_sentence=start in starts)


def _unknown(document: Document, gold: GoldDocument, made: Sequence[tuple[Span, Sentence]]) -> frozenset[int]:
    """Words of contents without those of grafts, and of grafts the contents whose nesting nobody marked."""
    words = document.layout.words
    unknown = set() if gold.nested else set(document.unknown)
    for span, sentence in made:
        inside = {place for place, word in enumerate(words) if span.start <= word.start and word.end <= span.end}
        unknown -= inside
        if not sentence.known:
            contents = [part for row in sentence.rows for part in row.content]
            unknown |= {
                place
                for place in inside
                for part in contents
                if part.start + span.start <= words[place].start and words[place].end <= part.end + span.start
            }
    return frozenset(unknown)


def _sentence_spans(gold: GoldDocument, tokenizer: Tokenizer) -> Iterator[Span]:
    layout = lay_out(Article(gold.id, gold.text), tokenizer)
    starts = sorted({*layout.sentence_starts, *layout.paragraph_starts})
    for first, after in zip(starts, [*starts[1:], len(layout.words)], strict=True):
        if after > first:
            yield Span(layout.words[first].start, layout.words[after - 1].end)


def _spans(row: GoldAttribution) -> tuple[Span, ...]:
    return (*row.source, *row.cue, *row.content)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _moved(row: GoldAttribution, by: int, within: Span) -> GoldAttribution:
    def moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(span.start + by, min(span.end + by, within.end)) for span in spans)

    return replace(row, source=moved(row.source), cue=moved(row.cue), content=moved(row.content))


def _shifted(row: GoldAttribution, replaced: Span, grown: int) -> GoldAttribution:
    """A row after a stretch of text grew; spans around the stretch grow with it."""

    def shifted(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(
            Span(
                span.start + grown * (span.start >= replaced.end),
                span.end + grown * (span.end >= replaced.end),
            )
            for span in spans
        )

    return replace(row, source=shifted(row.source), cue=shifted(row.cue), content=shifted(row.content))


def main(arguments: Sequence[str] | None = None) -> None:
    """Graft sentences into the articles that training sees."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    folder = corpora_folder()
    polnear = list(read_polnear(folder, "train"))
    unseen = {document.id for document in held_out(polnear)}
    golds = [gold for gold in merged(polnear, read_chains(folder, "train")) if gold.id not in unseen]
    documents = list(Grafter(golds, base_tokenizer()).documents())
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save(documents, FOLDER / "grafted.pt")
