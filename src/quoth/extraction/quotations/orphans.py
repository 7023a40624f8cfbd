"""Quotation marks that no attribution holds: somebody's words, a term or a title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quoth.domain import LINE_ENDS, Orphan, OrphanKind, Span
from quoth.layout.quotation_marks import Quoted, Side
from quoth.word_lists import list_lines

_WORD = re.compile(r"\w+(?:[’']\w+)*")
_COMPOUND = re.compile(r"\w+(?:[’'-]\w+)*")
_POSSESSIVE = re.compile(r"[’']s$")
_LINE_END = re.compile(f"[{LINE_ENDS}]")
# Tags that came through with the text end a sentence too.
_SENTENCE_END = re.compile(r"[.!?…]\W*(?<=\s)(?=[A-Z]|$)|[<>]")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:][”\"’')\]]*)\s*$")
# After short words a full stop is an abbreviation's: “Mr. and Mrs. Lopez”.
_TWO_SENTENCES = re.compile(r"\w{4}[.!?…]\s")
_NAME_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][\w.]+\s+$")
_NAME_AFTER = re.compile(r"\s+[A-Z]")
_BY_SOMEBODY = re.compile(r"\s*by (?:the )?[A-Z]")

# In words. Of 544 orphans of PolNeAR's train articles, 3 or 5 for a term and 6 or 12 for a named one change the kind of
# one at most, 9 for a headline of seven.
_LONGEST_TERM = 4
_LONGEST_NAMED_TERM = 8
_LONGEST_HEADLINE = 16
_SHORTEST_HEADLINE = 3
_LONGEST_CREDIT = 12
# How far around a passage its line is looked at, in characters; headlines are shorter.
_NEAR = 150


def find_orphans(text: str, quotations: Sequence[Quoted], contents: Sequence[Span]) -> list[Orphan]:
    """Outermost closed passages that no content overlaps, in text order, without their marks."""
    held = _joined(contents)
    starts = [span.start for span in held]
    orphans = []
    for quoted in quotations:
        place = bisect_right(starts, quoted.span.end - 1) - 1
        free = place < 0 or not held[place].overlap(quoted.span)
        if quoted.depth == 1 and quoted.closed and free and not _is_attribute(text, quoted):
            span = _without_credit(text, quoted)
            words = span.of(text)
            if any(character.isalnum() for character in words):
                orphans.append(Orphan(span, _kind(words, _surroundings(text, quoted.span))))
    return orphans


def _is_attribute(text: str, quoted: Quoted) -> bool:
    """Whether the marks hold a value in a tag that came through with the text: `<tweet id="7">`."""
    start = quoted.span.start
    return start > 1 and text[start - 1] == "=" and text[start - 2].isalnum()


def _without_credit(text: str, quoted: Quoted) -> Span:
    """The passage trimmed, without its marks and without the line in which a pull quote names its speaker."""
    inner = quoted.inner.of(text)
    breaks = [match.start() for match in _LINE_END.finditer(inner)]
    if breaks and not any(mark.side is Side.REOPENS for mark in quoted.marks):
        said, credit = inner[: breaks[-1]].rstrip(), inner[breaks[-1] :].strip()
        short = len(_WORD.findall(credit)) <= _LONGEST_CREDIT
        if short and credit[:1].isupper() and said.endswith((".", "!", "?", "…")):
            inner = said
    start = quoted.inner.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands before and after a passage in its line, and what follows from it.

    `last` are the four words before the marks in the same sentence and `following` the word right after them, both in
    lower case. In a `headline` all words are written with capitals, so that those of the passage say nothing.
    """

    before: str
    after: str
    last: tuple[str, ...]
    following: str
    headline: bool

    @property
    def opens_sentence(self) -> bool:
        """Whether a capital is due to the passage's place."""
        return _OPENS_SENTENCE.search(self.before) is not None


def _surroundings(text: str, span: Span) -> _Surroundings:
    before = _LINE_END.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    after = _LINE_END.split(text[span.end : span.end + _NEAR])[0]
    line = _COMPOUND.findall(before) + _COMPOUND.findall(after)
    last = _COMPOUND.findall(_SENTENCE_END.split(before)[-1])[-4:]
    following = _COMPOUND.match(after.lstrip())
    return _Surroundings(
        before,
        after,
        last=tuple(_POSSESSIVE.sub("", word.lower()) for word in last),
        following=following.group().lower() if following else "",
        headline=len(line) >= _SHORTEST_HEADLINE and len(before) + len(after) < _NEAR and _is_capitalised(line),
    )


def _kind(words: str, around: _Surroundings) -> OrphanKind:
    """By the words beside it, then by its looks: her film “Bridges” is a title, so-called “bridges” are a term."""
    tokens = _WORD.findall(words)
    if _is_named_work(words, tokens, around):
        return OrphanKind.TITLE
    if (_is_meant_as_words(around) and len(tokens) <= _LONGEST_NAMED_TERM) or _is_nickname(tokens, around):
        return OrphanKind.TERM
    if _looks_like_title(words, tokens, around):
        return OrphanKind.TITLE
    if _is_sentence(words, tokens, around):
        return OrphanKind.ORPHAN
    return OrphanKind.TERM if len(tokens) <= _LONGEST_TERM else OrphanKind.ORPHAN


def _is_named_work(words: str, tokens: Sequence[str], around: _Surroundings) -> bool:
    """Her film “Bridges”, the “Bridges” soundtrack, “Bridges” by Maria Lopez."""
    known = _known_words()
    introduced = around.following in known["made"] or not known["work"].isdisjoint(around.last)
    if not (introduced or _BY_SOMEBODY.match(around.after)) or _TWO_SENTENCES.search(words):
        return False
    # Headlines of news are written as sentences are; but after a colon somebody speaks.
    sentence = _begins_large(tokens[0]) and len(tokens) <= _LONGEST_HEADLINE
    return _is_capitalised(tokens) or (sentence and not around.before.rstrip().endswith(":"))


def _is_meant_as_words(around: _Surroundings) -> bool:
    known, last = _known_words(), around.last
    translated = len(last) > 1 and last[-1] == "for" and last[-2] in known["language"]
    return translated or last[-2:] in {("known", "as"), ("goes", "by")} or not known["named"].isdisjoint(last[-3:])


def _is_nickname(tokens: Sequence[str], around: _Surroundings) -> bool:
    """Edith “Bridge” Lopez."""
    named = _NAME_BEFORE.search(around.before) and _NAME_AFTER.match(around.after)
    return len(tokens) == 1 and tokens[0][0].isupper() and named is not None


def _looks_like_title(words: str, tokens: Sequence[str], around: _Surroundings) -> bool:
    """Capitals where no others are due, and no word beside it that makes it the name of something else."""
    known = _known_words()
    other = around.following in known["group"] or not known["article"].isdisjoint(around.last[-1:])
    if around.headline or other or not _is_capitalised(tokens):
        return False
    if len(tokens) == 1:
        return len(tokens[0]) > 1 and tokens[0][0].isupper() and not around.opens_sentence
    return not words.isupper() and not _TWO_SENTENCES.search(words)


def _is_sentence(words: str, tokens: Sequence[str], around: _Surroundings) -> bool:
    exclaims = words[-1] in "!?"
    if len(tokens) == 1:
        return exclaims and around.opens_sentence
    # A full stop may be the sentence's around it: American print puts it inside the marks.
    stops = words[-1] in ".…" and tokens[0][0].isupper() and not around.headline
    plain = {token.lower().replace("’", "'") for token in tokens}
    return exclaims or stops or (len(tokens) > 2 and not plain.isdisjoint(_known_words()["clause"]))


def _is_capitalised(tokens: Sequence[str]) -> bool:
    """Whether all words that titles write with capitals have them: `So Long, My Bridge`, `13 Bridges`."""
    small = _known_words()["small"]
    large = [_begins_large(token) for token in tokens]
    full = all(is_large or token in small for token, is_large in zip(tokens, large, strict=True))
    return full and large[0] and any(token[0].isupper() for token in tokens)


def _begins_large(token: str) -> bool:
    return token[0].isupper() or token[0].isdigit()


@cache
def _known_words() -> dict[str, frozenset[str]]:
    sets = [line.partition(":") for line in list_lines("quoth.extraction.quotations", "quotation_words.txt")]
    return {name: frozenset(words.split()) for name, _, words in sets}


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
