"""What would be won and lost if paragraphs without any sign of a report were not read: a cheap test, on dev.

A paragraph is passed over that has no quotation mark, no colon, and no word of a list: the lexicon of reporting words,
or the words of which at least so large a share stands in cues in the train articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoth.evaluation.corpora import GoldDocument, read_polnear
from quoth.extraction.cues.acts import base_forms
from quoth.layout.quotation_marks import MARK_CHARACTERS
from quoth.layout.words import split_paragraphs

_WORD = re.compile(r"\w+")
_SIGNS = MARK_CHARACTERS | {":"}
SHARES = (0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Skipped:
    """By which list; words passed over of all words; gold attributions, and how many have cue or content there."""

    list: str
    words: int
    of_words: int
    lost: int
    attributions: int


def skipped(documents: Sequence[GoldDocument], corpora: Path) -> list[Skipped]:
    """What the test passes over in these documents, by each list."""
    shares = _shares_in_cues(corpora)
    tests: list[tuple[str, Callable[[str], bool]]] = [
        ("the lexicon of reporting words", lambda word: bool(base_forms(word)))
    ]
    for least in SHARES:
        signs = frozenset(word for word, share in shares.items() if share >= least)
        tests.append((f"words that stand in cues {least:.0%} of the time", signs.__contains__))
    return [_skipped(documents, name, is_sign) for name, is_sign in tests]


def _skipped(documents: Sequence[GoldDocument], name: str, is_sign: Callable[[str], bool]) -> Skipped:
    words = of_words = lost = 0
    for document in documents:
        gaps = []
        for paragraph in split_paragraphs(document.text):
            found = _WORD.findall(paragraph.of(document.text).casefold())
            of_words += len(found)
            if _SIGNS.isdisjoint(paragraph.of(document.text)) and not any(map(is_sign, found)):
                words += len(found)
                gaps.append(paragraph)
        lost += sum(
            any(gap.start < span.end and span.start < gap.end for gap in gaps for span in (*row.cue, *row.content))
            for row in document.attributions
        )
    return Skipped(name, words, of_words, lost, sum(len(document.attributions) for document in documents))


def _shares_in_cues(corpora: Path) -> dict[str, float]:
    """Of each word of a cue in the train articles, how often it stands in one."""
    in_cues: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for document in read_polnear(corpora, "train"):
        everywhere.update(_WORD.findall(document.text.casefold()))
        for row in document.attributions:
            for span in row.cue:
                in_cues.update(_WORD.findall(span.of(document.text).casefold()))
    return {word: number / max(everywhere[word], number) for word, number in in_cues.items()}
