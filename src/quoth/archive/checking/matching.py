"""A quotation held against single statements: where they fit, what differs, what comes before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth.archive.chains import LINK, NOBODY
from quoth.archive.checking.alignment import Alignment, align
from quoth.archive.checking.changes import Change, Edit, Hunk, Judge, compare, mark_omissions
from quoth.archive.checking.search import Index, Source
from quoth.archive.checking.verdicts import Finding, Verdict, in_order, judge
from quoth.archive.checking.words import Word, respace, split
from quoth.archive.database import Archive
from quoth.archive.links import link_to
from quoth.archive.numbers import ORPHAN_NUMBER
from quoth.archive.statements import Hand, Statement, load_statements
from quoth.domain import Polarity, Span, Spans

_SPACE = re.compile(r"\s+")
# Characters of the article before and after the words, to judge them by.
_CONTEXT = 160
# Statements that are kept at hand, since the parts of one quotation ask for the same ones.
_REMEMBERED = 2_000
# So much of the words must lie in quotation marks that they count as quoted: a leading "that" does not matter.
_QUOTED = 0.9


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that a quotation may come from, the words in it, and how the two compare.

    `span` is where the words stand in the article, `before` and `after` what is around them there, on one line; `kept`
    counts the words that are the same. A statement that nobody is named for has no speaker.
    """

    statement: Statement
    speakers: tuple[int, ...]
    span: Span
    words: str
    before: str
    after: str
    hunks: tuple[Hunk, ...]
    finding: Finding
    kept: int

    def diff(self) -> list[dict[str, str]]:
        """The comparison word by word: pieces with what was done to them, the original and the quoted words."""
        return [
            {"edit": str(hunk.edit), "original": written(hunk.original), "quoted": written(hunk.quoted)}
            for hunk in self.hunks
        ]

    def to_dict(self) -> dict[str, Any]:
        """The match as plain data: the statement, and how the quotation compares with it."""
        return {
            **self.statement.to_dict(),
            "verdict": str(self.finding.verdict),
            "changes": [str(change) for change in self.finding.changes],
            "similarity": round(self.finding.similarity, 3),
            "original": self.words,
            "before": self.before,
            "after": self.after,
            "start": self.span.start,
            "end": self.span.end,
            "diff": self.diff(),
        }


def written(words: Sequence[Word]) -> str:
    """Words as they are written, without what stands between them but with contractions in one: "don't"."""
    text = ""
    for word in words:
        joined = word.contracted and word.written.startswith(("n't", "'"))
        text += word.shown if joined or not text else f" {word.shown}"
    return text


@dataclass(frozen=True, slots=True)
class Held:
    """A statement with its article's text, the words of its content, and the stretches in quotation marks."""

    statement: Statement
    speakers: tuple[int, ...]
    text: str
    words: tuple[Word, ...]
    quoted: Spans


class Matcher:
    """Loads statements of an archive and holds quotations against them."""

    def __init__(self, archive: Archive, index: Index) -> None:
        """Make a matcher; `index` tells which words and names the archive has."""
        self._archive = archive
        self._held: dict[Source, Held] = {}
        self._judge = Judge(known=index.holds, is_name=index.is_name)

    def matches(self, words: Sequence[Word], sources: Sequence[Source], *, open_ended: bool = False) -> list[Match]:
        """The whole quotation against each of the sources."""
        return [self.match(words, held, open_ended=open_ended) for held in self.load(sources)]

    def match(self, words: Sequence[Word], held: Held, *, open_ended: bool = False) -> Match:
        """The whole quotation against one statement."""
        words = respace(words, held.words)
        alignment = align(words, held.words, known=self._judge.known)
        return self._match(words, held, alignment, open_ended=open_ended)

    def part(self, words: Sequence[Word], held: Held) -> tuple[tuple[int, int], Match] | None:
        """The part of the quotation that fits the statement best, as a range of its words, if any does."""
        alignment = align(words, held.words, known=self._judge.known, local=True)
        ours = [pair[0] for pair in alignment.pairs if pair[0] is not None]
        if not ours:
            return None
        first, last = ours[0], ours[-1] + 1
        moved = [(None if one is None else one - first, other) for one, other in alignment.pairs]
        return (first, last), self._match(words[first:last], held, Alignment(moved, alignment.score))

    def _match(self, words: Sequence[Word], held: Held, alignment: Alignment, *, open_ended: bool = False) -> Match:
        hunks = mark_omissions(compare(words, held.words, alignment, self._judge))
        theirs = [other for _, other in alignment.pairs if other is not None]
        first, last = (theirs[0], theirs[-1]) if theirs else (0, -1)
        stretch = held.words[first : last + 1]
        span = Span(stretch[0].span.start, stretch[-1].span.end) if stretch else Span(0, 0)
        sentence = _same_sentence(held, first)
        cut = bool(stretch) and (first > 0 or last + 1 < len(held.words))
        finding = judge(hunks, sentence, open_ended=open_ended and cut)
        finding = _as_reported(finding, held, stretch)
        before, after = _around(held.text, span)
        kept = sum(len(hunk.quoted) for hunk in hunks if hunk.edit is Edit.KEPT)
        shown = replace(held.statement, link=link_to(_bare(held.statement.link), held.text, span))
        return Match(shown, held.speakers, span, span.of(held.text), before, after, tuple(hunks), finding, kept)

    def load(self, sources: Sequence[Source]) -> list[Held]:
        """The statements of these sources, in their order."""
        if len(self._held) > _REMEMBERED:
            self._held.clear()
        new = [source for source in sources if source not in self._held]
        self._held.update(zip(new, self._load(new), strict=True))
        return [self._held[source] for source in sources]

    def _load(self, sources: Sequence[Source]) -> Iterator[Held]:
        db = self._archive.db
        statements = {
            statement.id: statement
            for statement in load_statements(self._archive, [source.id for source in sources if not source.orphan])
        }
        for source in sources:
            if source.orphan:
                yield self._orphan(source.id)
                continue
            statement = statements[source.id]
            (text,) = db.execute("SELECT text FROM article WHERE id = ?", (statement.article,)).fetchone()
            rows = db.execute(
                "SELECT start_at, end_at FROM span WHERE attribution_id = ? AND role = 'quoted' ORDER BY position",
                (source.id,),
            )
            quoted = tuple(Span(start, end) for start, end in rows)
            (tags,) = db.execute("SELECT tags FROM attribution WHERE id = ?", (source.id,)).fetchone()
            speakers = tuple(int(tag[1:]) for tag in tags.split() if tag.startswith("s"))
            yield Held(statement, speakers, text, _words(text, statement.spans), quoted)

    def _orphan(self, id: int) -> Held:
        row = self._archive.db.execute(
            "SELECT article.id, article.day, article.outlet, article.title, article.url, article.path, address, text,"
            f" version, current, start_at, end_at, {ORPHAN_NUMBER} FROM orphan"
            " JOIN article ON article.id = orphan.article_id WHERE orphan.id = ?",
            (id,),
        ).fetchone()
        article, day, outlet, title, url, path, address, text, version, current, start, end, number = row
        span = Span(start, end)
        statement = Statement(
            id=-id,
            day=day,
            speaker=None,
            key=None,
            words=span.of(text),
            quotation="direct",
            act="says",
            polarity="positive",
            voice="none",
            hand=Hand.FIRST,
            depth=0,
            chain=f"{outlet or 'the article'}{LINK}{NOBODY}",
            about=(),
            outlet=outlet,
            title=title,
            url=url,
            path=path,
            link=link_to(address, text, span),
            article=article,
            anchor=f"o{number}",
            version=version,
            current=bool(current),
            confidence=1.0,
            spans=(span,),
        )
        return Held(statement, (), text, _words(text, (span,)), (span,))


def _words(text: str, spans: Spans) -> tuple[Word, ...]:
    """The words of all spans; the original's own brackets and ellipses mean nothing here."""
    words: list[Word] = []
    for span in spans:
        words += (
            replace(word, bracketed=False, omission=False) if word.bracketed or word.omission else word
            for word in split(span.of(text), span.start)
        )
    return tuple(words)


def _same_sentence(held: Held, first: int) -> list[Word]:
    """The words of the statement that come right before its word number `first`, with no mark between."""
    found: list[Word] = []
    place = first
    while place > 0 and len(found) < 4:
        here, before = held.words[place], held.words[place - 1]
        between = held.text[before.span.end : here.span.start]
        if between.strip() or here.first:
            break
        found.insert(0, before)
        place -= 1
    return found


def _as_reported(finding: Finding, held: Held, stretch: Sequence[Word]) -> Finding:
    """What was never in quotation marks is a paraphrase; what its speaker denies saying is turned into its contrary."""
    inside = sum(any(span.covers(word.span) for span in held.quoted) for word in stretch)
    if inside < _QUOTED * len(stretch):
        finding = replace(finding, verdict=Verdict.PARAPHRASE)
    if held.statement.polarity == Polarity.NEGATIVE:
        changes = in_order({*finding.changes, Change.NEGATION})
        altered = finding.verdict is not Verdict.PARAPHRASE
        finding = Finding(Verdict.ALTERED if altered else finding.verdict, changes, finding.similarity)
    return finding


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after the words, whole words on one line."""
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    if start and " " in before:
        before = before[before.index(" ") + 1 :]
    if end < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return _SPACE.sub(" ", before), _SPACE.sub(" ", after)


def _bare(link: str | None) -> str | None:
    """The address of a link without the fragment that we put there."""
    return link.partition(":~:")[0].removesuffix("#") if link else None
