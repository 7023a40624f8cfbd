"""Which runs of a page are its article: trafilatura chooses among them, and we keep their words as they stand.

Each run begins, in the tree that trafilatura gets, with a character that means nothing to it and is the run's number to
us. The numbers that come out again are the runs that it takes for the article.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from quoth.domain import BlockKind
from quoth.intake.html_tree import depth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from quoth.intake.html_blocks import Run

# One private-use character for each run: planes 15 and 16, which parse_html clears of anything else.
_FIRST_MARK = 0xF0000
_MOST_RUNS = 0xFFFD
# Python's own recursion limit is 1,000, and some of trafilatura's steps take several calls a level.
_DEEPEST = 200

_LOG = logging.getLogger(__name__)


def choose_runs(tree: Element, runs: Sequence[Run]) -> list[Run]:
    """The runs of the article, in page order; all that looks like no boilerplate if trafilatura finds nothing.

    The tree is spent afterwards: it carries the marks.
    """
    chosen = _chosen_by_trafilatura(tree, runs)
    return _with_quotes_and_captions(runs, chosen) if chosen else _visible(runs)


def _chosen_by_trafilatura(tree: Element, runs: Sequence[Run]) -> set[int]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import, and of no use to other formats

    if len(runs) > _MOST_RUNS or depth(tree) > _DEEPEST:
        return set()
    for number, run in enumerate(runs):
        element, part = run.slot
        setattr(element, part, chr(_FIRST_MARK + number) + (getattr(element, part) or ""))
    try:
        document = bare_extraction(tree, include_comments=False)
    except Exception as error:  # whatever breaks in a heuristic, the page still has text
        _LOG.info("trafilatura failed, all visible text is taken: %s", error)
        return set()
    body = getattr(document, "body", None)
    if body is None:
        return set()
    found = (ord(character) - _FIRST_MARK for text in body.itertext() for character in text)
    return {number for number in found if 0 <= number < len(runs)}


def _with_quotes_and_captions(runs: Sequence[Run], chosen: set[int]) -> list[Run]:
    """Adds blockquotes and captions, which trafilatura leaves out where they are short or part of a figure.

    They belong to the article between two chosen runs, and beside one.
    """
    first, last = min(chosen), max(chosen)
    places = {place for number in chosen for place in (runs[number].block, runs[number].block.getparent())}

    def belongs(number: int, run: Run) -> bool:
        if number in chosen:
            return True
        quoting = run.unit is not None and run.unit.tag == "blockquote"
        if run.boilerplate or not (quoting or run.kind in {BlockKind.BLOCKQUOTE, BlockKind.CAPTION}):
            return False
        return first < number < last or _place_of(run.block if run.unit is None else run.unit) in places

    return [run for number, run in enumerate(runs) if belongs(number, run)]


def _place_of(unit: Element) -> Element | None:
    """The element a blockquote or figure stands in, looking through wrappers that hold nothing else."""
    parent = unit.getparent()
    while parent is not None and len(parent) == 1 and parent.tag not in {"article", "main", "body"}:
        parent = parent.getparent()
    return parent


def _visible(runs: Sequence[Run]) -> list[Run]:
    """The runs in the only <article> or <main>, or else on the whole page, without boilerplate if that leaves any."""
    shown = [run for run in runs if not run.boilerplate] or list(runs)
    mains = {run.main for run in shown if run.main is not None}
    return [run for run in shown if run.main is not None] if len(mains) == 1 else shown
