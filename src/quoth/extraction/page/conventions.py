"""What print marks without any verb: turns of a transcript (`LOPEZ: We will.`), bylines (`“…” ― Maria Lopez`) and more.

Pull quotes with their credits, and headlines whose colon names a topic, are the others. The model sees a few of these
in training and misses most; their form is certain enough for rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from quoth.domain import Act, Article, BlockKind, Span, Voice
from quoth.extraction.cues.acts import surely
from quoth.extraction.cues.circumstance_phrases import find_reasons
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces, span_of
from quoth.layout.features import Layout
from quoth.layout.quotation_marks import Side
from quoth.word_lists import list_lines

# In capitals, as broadcasters write them: "WALLACE:", "GOV. PENCE:", "Q:" is too short to be sure of.
_TURN = re.compile(
    r"[\"“”'‘’\s]*(?P<name>(?:[A-Z][A-Z.'’-]+)(?: [A-Z][A-Z.'’-]*){0,4})"
    r"(?: \([^)]{1,40}\))?(?P<colon>:)\s+\S"
)
# As magazines write them: "Gazette:", "Q:", "A."; what counts is that they take turns.
_SPEAKER = re.compile(r"(?P<name>(?:[QA](?=[:.])|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,3}(?=:)))(?P<colon>[:.])\s+(?=\S)")
# A full stop after the name is not its own, but that of "Jr." is.
_BYLINE = re.compile(
    r"(?P<close>[”\"])\s*(?P<dash>[―—–]|--?)\s*"
    r"(?P<name>[^\W\d_a-z][\w.’'-]*(?:[ \u00a0][^\W\d_a-z][\w.’'-]*){0,4})"
    r"(?:(?<=[JS]r\.)|(?<!\.))\W{0,2}$"
)
# The last line within a pull quote: "Maria Lopez, mayor", before it a whole sentence.
_CREDIT = re.compile(
    r"[.!?…]\s*(?P<break>[\r\n]+)\s*[―—–-]?\s*"
    r"(?P<name>(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|the|van|von|de|bin|al)){1,6})"
    r"(?:, (?:[^\W\d_][\w.’'-]* ?){1,9})?[.\s]*$"
)
# "Maria Lopez: what she really thinks" tells what the article is about; "Lopez: What have we done?" are her words.
_TOPIC = re.compile(
    r"\W*(?:what|how|why|who|whose|where|when|which|the (?:man|woman|people|truth|story|case))\b", re.IGNORECASE
)
_TO_SOMEBODY = re.compile(r"\?|\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:\w+ )?(?:known as|so-called|nicknamed)", re.IGNORECASE)
_RELATIVE = frozenset({"who", "that", "which"})
_DOING = re.compile(r"\w+ing\b|granted\b|given\b", re.IGNORECASE)
# A turn that ends in a question asks, whatever it said before.
_QUESTION = re.compile(r"\?\W*$")
_APART = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION})
_CONTINUES = "\"“‘'"
_DOUBLE = '"“'
# One line in capitals with a colon is a heading; two are people talking.
_LEAST_TURNS = 2
_SURE = 0.97
# In characters: no name with its office is longer.
_LONGEST_CREDIT = 120


@dataclass(frozen=True, slots=True)
class _Marked:
    """A source, a cue and a content that print marks."""

    source: Span
    cue: Span
    content: Span


def follow_conventions(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """Add what transcripts and bylines mark, in place of what the model made of the same words.

    A content that runs over several turns of a transcript ends before the first.
    """
    turns = _candidates(_turns(article.text, layout), article.text, layout, places)
    turns = turns or _candidates(_interview(article.text, layout), article.text, layout, places)
    bylines = _candidates(_bylines(article.text, layout), article.text, layout, places)
    credits = _candidates(_credits(article.text, layout), article.text, layout, places)
    added = turns + bylines + credits
    taken = {place for candidate in added for run in (candidate.cue, *candidate.source) for place in range(*run)}
    kept = [candidate for candidate in candidates if not taken.intersection(range(*candidate.cue))]
    starts = sorted(candidate.source[0][0] for candidate in turns)
    return sorted([*(_before_turns(candidate, starts) for candidate in kept), *added], key=lambda one: one.cue)


def drop_topics(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """The candidates without headlines that only say what the article tells of somebody: "Lopez: what she thinks"."""
    titles = [places.run(block.span) for block in article.blocks if block.kind in {BlockKind.TITLE, BlockKind.HEADING}]
    return [one for one in candidates if not any(_is_topic(one, title, article.text, layout) for title in titles)]


def drop_terms(candidates: Sequence[Candidate], text: str, layout: Layout) -> list[Candidate]:
    """The candidates without names in marks ("known as “The Pikes”") and without reasons not to be named.

    Nobody's words are given there; `orphans` and `circumstances` tell of them.
    """
    reasons = [(reason.start, reason.end) for reason in find_reasons(text)]
    marked = {quoted.span.start for quoted in layout.quotations}

    def is_dropped(one: Candidate) -> bool:
        cue = span_of(one.cue, layout.words)
        words = cue.of(text)
        if not one.source and _NAMED.fullmatch(words):
            return all(layout.words[run[0]].start in marked for run in one.content)
        speaker = span_of(one.source[0], layout.words).of(text).casefold() if one.source else ""
        own = speaker and speaker not in _RELATIVE and not _DOING.match(words)
        return not own and any(start <= cue.start < end for start, end in reasons)

    return [one for one in candidates if not is_dropped(one)]


def _is_topic(candidate: Candidate, title: Run, text: str, layout: Layout) -> bool:
    start, end = candidate.cue
    if not (title[0] <= start and end <= title[1] and candidate.content):
        return False
    told = Span(layout.words[start].end, layout.words[title[1] - 1].end).of(text)
    colon = span_of(candidate.cue, layout.words).of(text) == ":"
    return colon and _TOPIC.match(told) is not None and _TO_SOMEBODY.search(told) is None


def keep_apart(candidates: Sequence[Candidate], article: Article, places: WordPlaces) -> list[Candidate]:
    """Keep titles, headings and captions apart from the text: a content is in one of them, or in none.

    A cue that was inner only by a content that ran over such an edge may be an outermost one, and so may one in such a
    block that no content there holds: what seems inner to the model lies in what it reads before or after.
    """
    apart = [places.run(block.span) for block in article.blocks if block.kind in _APART]
    starts = [start for start, _ in apart]
    kept: list[Candidate] = []
    cut: set[int] = set()
    alone: dict[int, list[int]] = {}
    for candidate in candidates:
        place = bisect_right(starts, candidate.cue[0]) - 1
        own = apart[place] if place >= 0 and candidate.cue[0] < apart[place][1] else None
        content = [run for whole in candidate.content for run in _without(whole, apart, starts, own)]
        if content != list(candidate.content):
            left = {place for run in content for place in range(*run)}
            cut.update(place for run in candidate.content for place in range(*run) if place not in left)
        kept.append(replace(candidate, content=tuple(content)))
        if own is not None:
            alone.setdefault(place, []).append(len(kept) - 1)
    for block in alone.values():
        inside = {word for n in block for run in kept[n].content for word in range(*run)}
        cut.update(kept[n].cue[0] for n in block if kept[n].cue[0] not in inside)
    return [replace(one, outer=min(one.outer + one.inner, 1.0)) if one.cue[0] in cut else one for one in kept]


def _without(run: Run, apart: Sequence[Run], starts: Sequence[int], own: Run | None) -> Iterator[Run]:
    """What of a run lies in its own block, or, where it has none, outside all blocks that stand apart."""
    start, end = run
    if own is not None:
        start, end = max(start, own[0]), min(end, own[1])
    else:
        place = max(bisect_right(starts, start) - 1, 0)
        while start < end and place < len(apart) and apart[place][0] < end:
            if start < apart[place][0]:
                yield start, apart[place][0]
            start = max(start, apart[place][1])
            place += 1
    if start < end:
        yield start, end


def _turns(text: str, layout: Layout) -> Iterator[_Marked]:
    matches = (_TURN.match(text, paragraph.start, paragraph.end) for paragraph in layout.paragraphs)
    found = [None if match and match["name"].casefold() in _labels() else match for match in matches]
    if sum(match is not None for match in found) < _LEAST_TURNS:
        return
    for number, match in enumerate(found):
        if match is None:
            continue
        last = number
        # A turn goes on over paragraphs that are marked as going on.
        while (
            last + 1 < len(found) and found[last + 1] is None and text[layout.paragraphs[last + 1].start] in _CONTINUES
        ):
            last += 1
        content = Span(match.end() - 1, layout.paragraphs[last].end)
        yield _Marked(Span(*match.span("name")), Span(*match.span("colon")), content)


def _interview(text: str, layout: Layout) -> Iterator[_Marked]:
    """Turns of an interview (`Gazette: Why?`, `Q: Why?`): labels that take turns, one of which asks.

    Paragraphs between two turns go on with the first; after the last one nothing says how far it goes.
    """
    matches = [_SPEAKER.match(text, paragraph.start, paragraph.end) for paragraph in layout.paragraphs]
    names = Counter(match["name"] for match in matches if match and match["name"].casefold() not in _labels())
    names = Counter({name: count for name, count in names.items() if count >= _LEAST_TURNS})
    turns = [number for number, match in enumerate(matches) if match and match["name"] in names]
    asks = Counter(matches[number]["name"] for number in turns if _QUESTION.search(layout.paragraphs[number].of(text)))  # type: ignore[index]
    if len(names) < _LEAST_TURNS or not any(2 * asks[name] > count for name, count in names.items()):
        return
    for number, following in pairwise([*turns, turns[-1] + 1]):
        match = matches[number]
        if match is not None:
            content = Span(match.end(), layout.paragraphs[following - 1].end)
            yield _Marked(Span(*match.span("name")), Span(*match.span("colon")), content)


@cache
def _labels() -> frozenset[str]:
    return frozenset(list_lines("quoth.extraction.page", "line_labels.txt"))


def _bylines(text: str, layout: Layout) -> Iterator[_Marked]:
    closed = sorted((quoted for quoted in layout.quotations if quoted.closed), key=lambda quoted: -quoted.depth)
    closing = {quoted.span.end: quoted for quoted in closed}
    opening = {quoted.span.start: quoted for quoted in closed}
    for paragraph in layout.paragraphs:
        match = _BYLINE.search(text, paragraph.start, paragraph.end)
        quoted = closing.get(match.end("close")) if match else None
        # Marks within the quotation, paired with its own, must not cut it.
        whole = text[paragraph.start] in _DOUBLE and opening.get(paragraph.start, quoted) is quoted
        if match and quoted and (whole or quoted.depth == 1):
            content = Span(paragraph.start if whole else quoted.span.start, quoted.span.end)
            yield _Marked(Span(*match.span("name")), Span(*match.span("dash")), content)


def _credits(text: str, layout: Layout) -> Iterator[_Marked]:
    """Pull quotes: the closing mark stands behind the speaker's name, and is the cue as the dash of a byline is."""
    for quoted in layout.quotations:
        inner = quoted.inner
        reopened = any(mark.side is Side.REOPENS for mark in quoted.marks)
        if quoted.depth != 1 or not quoted.closed or reopened:
            continue
        match = _CREDIT.search(text, max(inner.start, inner.end - _LONGEST_CREDIT), inner.end)
        if match:
            content = Span(quoted.span.start, match.start("break"))
            yield _Marked(Span(*match.span("name")), quoted.marks[-1].span, content)


def _candidates(marked: Iterator[_Marked], text: str, layout: Layout, places: WordPlaces) -> list[Candidate]:
    made = (_candidate(one, text, layout, places) for one in marked)
    # Of control and joining characters no words are left.
    return [one for one in made if all(start < end for start, end in (one.cue, *one.source, *one.content))]


def _candidate(marked: _Marked, text: str, layout: Layout, places: WordPlaces) -> Candidate:
    asks = _QUESTION.search(marked.content.of(text)) is not None
    return Candidate(
        cue=places.run(marked.cue),
        source=(places.run(marked.source),),
        content=(places.run(marked.content),),
        outer=_SURE,
        inner=0.0,
        hold=1.0,
        acts=surely(Act.ASKS if asks else Act.SAYS),
        negative=0.0,
        voice=Voice.PERSON,
        window=(0, len(layout.words)),
    )


def _before_turns(candidate: Candidate, starts: Sequence[int]) -> Candidate:
    content: list[Run] = []
    for start, end in candidate.content:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        content.append((start, starts[first] if last - first >= _LEAST_TURNS else end))
    return replace(candidate, content=tuple(run for run in content if run[0] < run[1]))
