"""Article and layout -> attributions and orphans: what the model sees, put right by rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.domain import Act, Article, Attribution, BlockKind, Orphan, Polarity, Span, Spans
from quoth.extraction.cues.acts import acts_of, choose_act, heard, shows
from quoth.extraction.cues.circumstances import find_circumstances
from quoth.extraction.cues.polarity import is_negative, is_plain
from quoth.extraction.nesting import Nested, nest
from quoth.extraction.page.announced import add_announced
from quoth.extraction.page.conventions import drop_terms, drop_topics, follow_conventions, keep_apart
from quoth.extraction.page.introductions import take_what_follows
from quoth.extraction.quotations.boundaries import complete_quotations, snap_to_marks, trust_quotations
from quoth.extraction.quotations.continuing import carry_on, join_halves
from quoth.extraction.quotations.orphans import find_orphans
from quoth.extraction.quotations.quotation_type import QuotedPassages
from quoth.extraction.quotations.sharing import share_out
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import WordPlaces, span_of
from quoth.extraction.sentences.addressees import without_addressees
from quoth.extraction.sentences.asides import look_past_asides
from quoth.extraction.sentences.clauses import complete_clauses
from quoth.extraction.sentences.coordination import part_at_semicolons, part_joined, share_sources
from quoth.extraction.sentences.evidence import weigh_evidence
from quoth.extraction.sentences.mending import mend
from quoth.extraction.sentences.subjects import find_subjects
from quoth.layout.features import Layout

# How much of the text before and after a cue may say what it does: "did not really", "declined | to comment".
_AROUND = 60
# From here on the model is believed where the words of a cue show no negation ("decision not to", "rules against").
_NEGATIVE = 0.9
_OPENING, _CLOSING = frozenset('“"'), frozenset('”"')


def settle(
    article: Article,
    layout: Layout,
    candidates: Sequence[Candidate],
    thresholds: Mapping[str, float],
    calibration: Mapping[str, tuple[float, float]],
) -> tuple[list[Attribution], list[Orphan]]:
    """The rules: every attribution, in text order of the cues and with its parent, and the quotations none holds.

    `thresholds` and `calibration` are the model's.
    """
    if not layout.words:
        return [], []
    places = WordPlaces(layout)
    candidates = mend(candidates, article.text, layout, places)
    candidates = without_addressees(candidates, article.text, layout, places)
    candidates = complete_clauses(candidates, article.text, layout, places)
    candidates = look_past_asides(candidates, article.text, layout)
    candidates = add_announced(candidates, article, layout, places)
    candidates = take_what_follows(candidates, article, layout, places)
    candidates = complete_quotations(candidates, layout, places)
    candidates = join_halves(candidates, article.text, layout, places)
    candidates = share_out(candidates, article.text, layout, places)
    candidates = follow_conventions(candidates, article, layout, places)
    candidates = carry_on(candidates, article, layout, places)
    candidates = keep_apart(candidates, article, places)
    candidates = drop_topics(candidates, article, layout, places)
    candidates = drop_terms(candidates, article.text, layout)
    candidates = find_subjects(candidates, article.text, layout, places)
    candidates = part_joined(candidates, article.text, layout)
    candidates = part_at_semicolons(candidates, article.text, layout)
    candidates = share_sources(candidates, article.text, layout)
    candidates = weigh_evidence(candidates, article.text, layout)
    candidates = trust_quotations(candidates, layout, places)
    nested = nest(snap_to_marks(candidates, article, layout, places), thresholds)
    blockquotes = [block.span for block in article.blocks if block.kind is BlockKind.BLOCKQUOTE]
    quoted = QuotedPassages([*(passage.span for passage in layout.quotations), *blockquotes])
    attributions = [
        replace(
            _attribution(number, row, article, layout, quoted),
            confidence=calibrated(row.confidence, *calibration["outer" if row.parent is None else "inner"]),
        )
        for number, row in enumerate(nested)
    ]
    attributions = find_circumstances(article.text, attributions)
    contents = [span for attribution in attributions for span in attribution.content]
    return attributions, find_orphans(article.text, layout.quotations, contents)


def calibrated(score: float, slope: float, offset: float) -> float:
    """How likely an attribution with this score is right, by Platt's logistic curve (1999), to four digits."""
    odds = min(max(score, 1e-4), 1 - 1e-4)
    return round(1 / (1 + math.exp(-(slope * math.log(odds / (1 - odds)) + offset))), 4)


def _attribution(number: int, row: Nested, article: Article, layout: Layout, quoted: QuotedPassages) -> Attribution:
    candidate = row.candidate
    content = tuple(span_of(run, layout.words) for run in candidate.content)
    source = tuple(span_of(run, layout.words) for run in candidate.source)
    cue = (_without_half_marks(span_of(candidate.cue, layout.words), article.text),)
    act, polarity = _kind(candidate, article.text, source, cue[0])
    return Attribution(
        id=f"a{number + 1}",
        content=content,
        source=source,
        cue=cue,
        parent=None if row.parent is None else f"a{row.parent + 1}",
        depth=row.depth,
        quotation=quoted.quotation_type(article.text, content, cue),
        act=act,
        polarity=polarity,
        voice=candidate.voice,
    )


def _without_half_marks(cue: Span, text: str) -> Span:
    """A cue without the mark at its edge whose other half lies outside: `mock”` of `to “mock” the mayor` is `mock`."""
    words = cue.of(text)
    if len(words) > 1 and words[-1] in _CLOSING and not _OPENING.intersection(words[:-1]):
        return Span(cue.start, cue.end - 1)
    if len(words) > 1 and words[0] in _OPENING and not _CLOSING.intersection(words[1:]):
        return Span(cue.start + 1, cue.end)
    return cue


def _kind(candidate: Candidate, text: str, source: Spans, cue: Span) -> tuple[Act, Polarity]:
    """Act and polarity: the words of the cue and those around it decide, with the model's help."""
    words = cue.of(text)
    before, following = text[max(0, cue.start - _AROUND) : cue.start], text[cue.end : cue.end + _AROUND]
    known = acts_of(words, following)
    speaker = " ".join(span.of(text) for span in source)
    if shows(words, speaker):
        known = frozenset({Act.SHOWS})
    elif heard(words, speaker):
        known = frozenset({Act.SAYS})
    act = choose_act(known, candidate.acts)
    told = act if act in known else Act.SAYS
    around = (before, speaker, following)
    believed = candidate.negative >= _NEGATIVE and not is_plain(told, words, *around)
    negative = is_negative(told, words, *around) or believed
    return act, Polarity.NEGATIVE if negative else Polarity.POSITIVE
