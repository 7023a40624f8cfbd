"""Reports that only their form announces: headlines ("..., says union") and statements named before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.domain import Act, Article, BlockKind, Span, Voice
from quoth.extraction.cues.acts import acts_of, surely
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import Run, WordPlaces
from quoth.layout.features import Layout

# In the present, as headlines have it: "Ferries unsafe, says union", "Ferries unsafe, union warns in letter".
_VERB_FIRST = re.compile(r"(?P<content>.+?), (?P<cue>[a-z]+s) (?P<source>[^,:“”\"‘]{2,60})$")
_NAME_FIRST = re.compile(
    r"(?P<content>.+?), (?P<source>[^,:“”\"‘]{2,40}?) (?P<cue>[a-z]+s?)(?P<rest> (?:in|at|on|to) [^,:]+)?$"
)
# "Study: Cold baths do not help", "Harbour police: Two held"; "Analysis:" only says what kind of article it is.
_BODY_FIRST = re.compile(
    r"(?P<source>(?:[\w&.’'-]+ ){0,3}(?:poll|survey|study|studies|report|research|researchers?|scientists?|experts?"
    r"|watchdog|police|officials?|prosecutors?|union|unions|inquiry|court|judge|regulator|coroner|lawyers?|memo|e-?mails?"
    r"|records|documents|data|auditors?|doctors|minister|mayor|governor|senator|aide|spokesman|spokeswoman|campaign|sources?"
    r"|witness|witnesses))(?P<cue>:) (?P<content>[^:]+)$",
    re.IGNORECASE,
)
# "‘We were lied to’: tenants on the tower they left": three words at most, and no other part of speech.
_QUOTED_FIRST = re.compile(
    r"(?P<content>[‘“\"'][^‘“”\"]{8,}[’”\"'])(?P<cue>:) "
    r"(?P<source>(?!(?:how|why|what|who|when|where|inside|behind|story)\b)(?:[\w’'-]+ ){0,2}[\w’'-]+)"
    r" (?:on|about|after) ",
    re.IGNORECASE,
)
_FINDS = re.compile(r"(?:poll|survey|stud(?:y|ies)|report|research|data|records|documents)$", re.IGNORECASE)
_UTTERED = frozenset({Act.SAYS, Act.WARNS, Act.SHOWS, Act.ORDERS, Act.PROMISES, Act.DENIES, Act.ACCEPTS})
# What the strikers' "demands:" and the board's "statement in full:" are.
_NOUN = (
    r"(?:statement|letter|message|declaration|open letter|e-?mail|memo|tweet|post|demands?|proposals?|conditions"
    r"|pledges?|promises|requests|requirements|recommendations|reply|response|resolution|manifesto|speech|remarks|address)"
)
_OWNED = re.compile(
    rf"(?:^|[.!?] )(?P<source>[^.!?:]{{2,60}}?)(?:[’']s|(?<=s)[’']) (?P<cue>(?:[\w-]+ ){{0,2}}{_NOUN}"
    r"(?: (?:are|is|was|were|reads?|said|in full|as follows|to [^.:]{2,40}))*) ?:$"
)
_FROM = re.compile(
    rf"(?:^|[.!?] )(?:(?:the following|here|below|this) is )?(?:the |an? |full |text of |open )*"
    rf"(?P<cue>{_NOUN} (?:from|by|of)) (?P<source>[^.!?:]{{2,60}}?)"
    r"(?:,? (?:in full|reads?|says))?:$",
    re.IGNORECASE,
)
_SURE = 0.9
_LIKELY = 0.5


def add_announced(
    candidates: Sequence[Candidate], article: Article, layout: Layout, places: WordPlaces
) -> list[Candidate]:
    """The candidates with those that a form announces; one that the model sees there gets what it misses.

    A statement that is named before a colon has no content yet: it is given what follows.
    """
    kept = list(candidates)
    for cue, source, content, acts in _announced(article):
        runs = tuple(places.run(span) for span in (cue, source))
        if any(start >= end for start, end in runs):
            continue
        told = (places.run(content),) if content else ()
        seen = [n for n, one in enumerate(kept) if one.cue[0] < runs[0][1] and runs[0][0] < one.cue[1]]
        if seen and kept[seen[0]].outer >= _LIKELY:
            kept[seen[0]] = _completed(kept[seen[0]], runs[1], told)
        elif seen and kept[seen[0]].source and article.text[cue.start] == ":":
            kept[seen[0]] = replace(_completed(kept[seen[0]], runs[1], told), outer=_SURE)
        elif not seen or not kept[seen[0]].source:
            made = Candidate(
                runs[0], (runs[1],), told, _SURE, 0.0, _SURE, acts, 0.0, Voice.ORGANIZATION, (0, len(layout.words))
            )
            kept = [one for n, one in enumerate(kept) if n not in seen] + [made]
    return sorted(kept, key=lambda one: one.cue)


def _completed(candidate: Candidate, source: Run, told: tuple[Run, ...]) -> Candidate:
    """What the model sees, with the source or the content that it misses."""
    if not candidate.source:
        candidate = replace(candidate, source=(source,), voice=Voice.ORGANIZATION)
    return candidate if candidate.content else replace(candidate, content=told, hold=_SURE)


_Announced = tuple[Span, Span, Span | None, tuple[float, ...]]


def _announced(article: Article) -> Iterator[_Announced]:
    text = article.text
    for number, block in enumerate(article.blocks):
        words = block.span.of(text)
        found = _headline(words) if block.kind in {BlockKind.TITLE, BlockKind.HEADING} else None
        if found is None and words.endswith(":") and number + 1 < len(article.blocks):
            found = _OWNED.search(words) or _FROM.search(words)
        if found:
            at = block.span.start
            spans = {name: Span(*found.span(name)) for name in found.groupdict() if found[name]}
            cue, source, content = (
                Span(at + spans[name].start, at + spans[name].end) if name in spans else None
                for name in ("cue", "source", "content")
            )
            told = Act.SHOWS if found["cue"] == ":" and _FINDS.search(found["source"]) else Act.SAYS
            act = next(iter(sorted(acts_of(found["cue"]) & _UTTERED)), told)
            if cue and source:
                yield cue, source, content, surely(act)


def _headline(words: str) -> re.Match[str] | None:
    """`Study: Ferries unsafe`; `Ferries unsafe, says union` and `Ferries unsafe, union says`, if they say by it."""
    before = _BODY_FIRST.match(words) or _QUOTED_FIRST.match(words)
    if before:
        return before
    first = _VERB_FIRST.match(words)
    if first and acts_of(first["cue"]) & _UTTERED:
        return first
    last = _NAME_FIRST.match(words)
    return last if last and acts_of(last["cue"]) & _UTTERED and last["cue"].endswith(("s", "say", "warn")) else None
