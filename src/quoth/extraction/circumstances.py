"""Through what or where something was said ("in a letter", "told the BBC"), and why an unnamed source is not named.

Both go by words alone. One pass over the text finds the phrases that can say such a thing; then each goes to the
attribution whose source, cue or content it stands beside. A wrong phrase is worse than none, so little may stand
between the two: no quotation mark, no further clause, no other cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib.resources import files

from quoth.domain import Act, Attribution, Span, Voice

# How many characters may stand between a phrase and what it stands beside: half a line of print behind, one before.
_BEHIND = 60
_BEFORE = 120
# What follows a content of more than one breath may belong to any of its words.
_ONE_BREATH = 400
# How far behind a source the sentence may begin that says why it is not named.
_NEXT_SENTENCE = 300
# How many words may follow the noun of a phrase: "in an interview with the editors of the local paper".
_MOST_WORDS = 12
# Attitudes are held, not uttered somewhere, and what a poll shows is its own medium.
_NOT_UTTERED = frozenset({Act.THINKS, Act.KNOWS, Act.WANTS, Act.FEELS, Act.SHOWS})
_PEOPLE = frozenset({Voice.UNNAMED, Voice.PERSON, Voice.GROUP})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PRONOUNS = frozenset("he she they it i we you him her them us me one everyone nobody".split())

_DETERMINER = "a|an|the|this|that|his|her|its|their|my|our|your|one|another|each|every|several|both|two|three|some"
_PREPOSITION = (
    "of|with|to|from|by|on|at|in|for|about|during|over|near|via|between|among|against|following|outside|inside|without|"
    "into|through|around|across|under|along|alongside|aboard|regarding|concerning|titled|entitled"
)
# Words that open a clause or belong to its verb.
_CLAUSE = (
    "that|who|whom|whose|which|what|where|when|while|as|because|since|if|whether|although|though|until|than|so|and|but|"
    "or|nor|not|he|she|they|it|i|we|you|is|was|are|were|be|been|being|am|has|had|have|will|would|could|should|can|may|"
    "might|must|do|does|did|said|says|say|told|saying|adding|noting|telling|asking|arguing|warning|claiming|insisting|"
    "calling|writing|explaining|why|how"
)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|"
    r"October)"
)
_TIME = (
    rf"(?:(?:on|late|early|earlier|in|this|last|next|the) )*(?:{_DAY}(?: (?:morning|afternoon|evening|night))?|"
    rf"{_MONTH}(?: \d+)?|(?:19|20)\d\d|today|yesterday|tonight|recently|week|month|year|weekend|night|morning|"
    r"afternoon|evening|earlier|later|afterwards?|again|now)\b"
)
_BREAK = r"\r\n\v\f\x85\u2028\u2029"
# Another small word after a noun makes it part of the next: "in a letter campaign". After a name, one with a capital
# does: "in the Times Building".
_NOUN_ENDS = (
    rf"(?![\w'\u2019-])(?! (?!(?:{_PREPOSITION}|{_CLAUSE}|{_TIME}|before|after|late|early|here|there|sent|held|given|"
    r"written|made|shown|seen|read|put|taken|also|\w+ed|(?!family)\w+ly|(?!building|setting)\w+ing)\b)[a-z])"
)
_NAME_ENDS = rf"(?<![.&-]){_NOUN_ENDS}(?! (?!{_DAY}|{_MONTH})[A-Z])"
_OWN = "(?:’s|(?<=s)’)"
# A full stop after any other word ends the sentence.
_SHORT = rf"(?:(?:[A-Z]\.)+|(?:Sen|Rep|Gov|Dr|Mr|Mrs|Ms|St|Jr)\.|{_MONTH})"
# What may stand between article and noun: any other words, or a title in quotation marks.
_MODIFIER = (
    rf"(?:(?!(?:{_PREPOSITION}|{_CLAUSE}|{_DETERMINER}|before|after|all|capital|block)\b)"
    rf"(?:[\w$](?:[\w.&/-]*\w)?(?:’\w*)?,?|{_SHORT})|[“\"][^“”\"{_BREAK}]{{1,30}}[”\"])"
)
_DEFINITE = (
    rf"(?:(?:{_DETERMINER}) (?:(?:series|string|flurry|barrage|number|pair|couple|handful|set|round|stream) of )?"
    rf"(?:{_MODIFIER} ){{0,5}}?|(?:{_MODIFIER} ){{0,3}}?\w[\w.&-]*{_OWN} (?:{_MODIFIER} ){{0,4}}?)"
)
_CAPITAL = rf"(?!{_DAY})(?:{_SHORT}|[A-Z\d](?:[\w.&-]*\w)?(?:’\w+)?)"
_NAME = rf"(?:{_CAPITAL}(?: (?:of |the |and |& )*{_CAPITAL}){{0,4}})"
_HOST = "(?:host|anchor|presenter|correspondent|reporter|contributor|columnist|editor|interviewer)"
_SPOKE = "(?:said|says|confirmed|explained|revealed|[Ss]peaking|spoke|speaks|talking|talked)"
_STATION = r"(?: (?:News|Radio|TV|Television|Sunday|Online|Magazine|Business|London|World|Live|One|Two|Four|Five|\d+))*"
# Papers that no list names: "the Millbrook Gazette".
_PAPER = (
    r"(?:St\. )?(?:[A-Z][\w&]*(?: |-)){1,4}?(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Sentinel|Globe|"
    r"Inquirer|Telegraph|Guardian|Examiner|Courier|Bulletin|Dispatch|Mercury|Argus|Echo|Register|Observer|News)"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space within a line, and ’ (outside brackets) for ' too."""
    return re.compile(pattern.replace(" ", r"[ \t\u00a0]+").replace("’", "['\u2019]"))


# A full stop after a capital letter or a title ends no sentence.
_SENTENCE_END = re.compile(
    rf"(?<!\b[A-Z])(?<!\b[MDS][rst])(?<!\b(?:Mrs|Sen|Rep|Gov))[.!?…]+(?=[\s\"”\u2019')]|$)|[{_BREAK}]"
)
# What stands between a phrase and what it does not belong to: marks, clauses, and doings as in "for suggesting".
_NO_BRIDGE = re.compile(
    rf"\b(?:{_CLAUSE})\b|(?:,|\b(?:for|by|in|without|about|of|at))\s+(?!speaking|appear|testify)\w+ing\b|"
    rf"[.!?…](?=\s|$)|[;:\"“”()\[\]{_BREAK}—–]|''|-[ -]",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(rf"[^{_BREAK}]+")
_HINT = re.compile(
    r"anonym|name|identified|quoted|authori[sz]|permitted|allowed|cleared|liberty|permission|clearance|background"
    r"|record",
    re.IGNORECASE,
)
_PARAGRAPH_BREAK = re.compile(rf"[{_BREAK}]\s*")
_PAUSE = _compiled(rf"[,\s]*(?:{_TIME}[,\s]*)*")
_CLAUSE_ENDS = _compiled(rf"\s*(?:$|[{_BREAK},.;:)—–]|(?:and|but|where|after|before|as|while|when|{_TIME})\b)")
# What stands before a phrase that opens a sentence or clause: "Later, in a letter", "Speaking at a rally".
_OPENING = _compiled(
    rf"(?i:(?:[{_BREAK}]|[.!?…][\"”'\u2019)]*|[,;:—–“\"(-]|\b(?:and|but|yet|so|while|when|that|then|also|even|spoke|"
    rf"appeared|speaking|appearing|writing|interviewed|posting|testifying|asked|took|taking|{_TIME}))\s*$)"
)
# The words after a noun that are its own.
_TOKEN = re.compile(r"[ \t\u00a0]+([^\s,;:!?()“”\"\[\]—–…]+)")
_STOP = re.compile(rf"(?:(?:{_CLAUSE}|before|after)(?:['\u2019]\w+)?|['\u2018\u2019-].*)$|.*''", re.IGNORECASE)
_GROUP = re.compile(rf"(?:{_PREPOSITION}|\w+(?:ed|ing)|sent|held|given|written|made)$", re.IGNORECASE)
_ABBREVIATION = re.compile(rf"(?:{_SHORT}|(?:\w\.)+)$")
_TITLED = re.compile(r"(?:['\u2019]s|s['\u2019]|\b(?:on|show|programme|program|podcast|book|memoir|titled|entitled))$")
_TITLE = rf"(?:“[A-Z\d][^“”{_BREAK}]{{1,50}}”|\"[A-Z\d][^\"{_BREAK}]{{1,50}}\"|''[A-Z\d][^'{_BREAK}]{{1,50}}'')"
_TITLE_AFTER = _compiled(f" {_TITLE}")
_DANGLING = _compiled(
    rf"(?: (?:{_TIME}|(?:{_PREPOSITION}|{_DETERMINER}|[a-z]+ed|(?!rally|family)[a-z]+ly|sent|held)\b)|[\s,;:.-])$"
)
_SUBJECT = _compiled(r"(?:The|A|An|Both|All|Each|Neither|One|Two|Three|Some|He|She|They)\b")
_NAMELESS_END = _compiled(r"[,(]| (?:in|of|at|on|for|from|with|who|familiar|close|involved|briefed|and)\b")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that may be a medium or a reason: from `start` to `core` at the least, to `end` with all that is theirs.

    `told` marks the name of an outlet after "told".
    """

    start: int
    core: int
    end: int
    told: bool = False


class _Kind(Enum):
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of an attribution and where it stands."""

    start: int
    end: int
    kind: _Kind


def find_circumstances(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in the same order, each with its medium and its anonymity where the text has words for them.

    The spans overlap no content of their attribution, a medium no source either; it may be a part of the cue. An
    attribution inside another's content has its own inside that content too.
    """
    scopes = _Scopes(attributions)
    media = _allot(text, _find_media(text), attributions, scopes, _fit_medium)
    reasons = _find_reasons(text)
    anonymity = _allot(text, reasons, attributions, scopes, _fit_reason)
    given = {span.start for spans in anonymity.values() for span in spans}
    for n, span in _in_next_sentence(text, [one for one in reasons if one.start not in given], attributions, scopes):
        anonymity[n].append(span)
    return [
        replace(one, medium=tuple(sorted(media.get(n, ()))), anonymity=tuple(sorted(anonymity.get(n, ()))))
        for n, one in enumerate(attributions)
    ]


class _Scopes:
    """Whose words each place of the text belongs to, and where the cues are."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        contents = [(span.start, -span.end, one.depth, one.id) for one in attributions for span in one.content]
        self._contents = [(start, -end, id) for start, end, _, id in sorted(contents)]
        self._cues = sorted(span for one in attributions for span in one.cue)
        self._cue_starts = [span.start for span in self._cues]

    def holders(self, phrases: Sequence[_Phrase]) -> Iterator[tuple[str | None, int]]:
        """For phrases in text order the innermost content that each begins in: whose it is, and where it ends."""
        around: list[tuple[int, str]] = []
        place = 0
        for phrase in phrases:
            while place < len(self._contents) and self._contents[place][0] <= phrase.start:
                around.append(self._contents[place][1:])
                place += 1
            while around and around[-1][0] <= phrase.start:
                around.pop()
            yield (around[-1][1], around[-1][0]) if around else (None, phrase.end)

    def has_cue(self, start: int, end: int) -> bool:
        """Whether a cue begins between two places, or goes on over the first."""
        place = bisect_left(self._cue_starts, start)
        return bisect_left(self._cue_starts, end) > place or (place > 0 and start < self._cues[place - 1].end)


# What a fitting phrase comes to, and how far from the attribution it stands.
_Fitted = tuple[Span, int] | None
_Fit = Callable[[str, _Phrase, Attribution, Sequence[_Piece], _Scopes], _Fitted]


def _allot(
    text: str, phrases: Sequence[_Phrase], attributions: Sequence[Attribution], scopes: _Scopes, fit: _Fit
) -> defaultdict[int, list[Span]]:
    """Give each phrase to the attribution that it fits and stands nearest to, by that one's place in the list."""
    starts, ends = [phrase.start for phrase in phrases], [phrase.end for phrase in phrases]
    holders = list(scopes.holders(phrases))
    best: dict[int, tuple[int, int, int, Span]] = {}
    for n, attribution in enumerate(attributions):
        pieces = _pieces(attribution)
        for number in _near(starts, ends, pieces):
            holder, limit = holders[number]
            phrase = phrases[number]
            if holder != attribution.parent or limit < phrase.core:
                continue
            if limit < phrase.end:
                phrase = replace(phrase, end=limit)
            if fitted := fit(text, phrase, attribution, pieces, scopes):
                span, gap = fitted
                away = min((max(span.start - cue.end, cue.start - span.end) for cue in attribution.cue), default=0)
                best[number] = min((gap, away, n, span), best.get(number, (gap, away, n, span)))
                # The next phrase may stand behind this one: "told the BBC in an interview".
                insort(pieces, _Piece(span.start, span.end, _Kind.MEDIUM), key=lambda piece: piece.start)
    allotted: defaultdict[int, list[Span]] = defaultdict(list)
    for _, _, n, span in best.values():
        allotted[n].append(span)
    return allotted


def _pieces(attribution: Attribution, *, source: bool = True) -> list[_Piece]:
    """The parts of an attribution in text order, without those that lie inside others: both ends rise."""
    parts = [(_Kind.CUE, attribution.cue), (_Kind.CONTENT, attribution.content)]
    parts += [(_Kind.SOURCE, attribution.source)] if source else []
    pieces: list[_Piece] = []
    every = [_Piece(span.start, span.end, kind) for kind, spans in parts for span in spans]
    for piece in sorted(every, key=lambda piece: (piece.start, -piece.end)):
        if not pieces or piece.end > pieces[-1].end:
            pieces.append(piece)
    return pieces


def _near(starts: Sequence[int], ends: Sequence[int], pieces: Sequence[_Piece]) -> list[int]:
    """Which of the phrases between these places may stand beside one of the pieces."""
    near: set[int] = set()
    for piece in pieces:
        near.update(range(bisect_left(ends, piece.start - _BEFORE), bisect_left(starts, piece.start)))
        near.update(range(bisect_left(starts, piece.end), bisect_right(starts, piece.end + _BEHIND)))
    return sorted(near)


def _fit_medium(  # noqa: PLR0911 - each return is one rule
    text: str, phrase: _Phrase, attribution: Attribution, pieces: Sequence[_Piece], scopes: _Scopes
) -> _Fitted:
    left, right = _neighbours(phrase, pieces)
    end = min(phrase.end, right.start) if right else phrase.end
    if left and left.kind is _Kind.CUE and left.start < phrase.start < left.end:
        return _medium_in_cue(text, phrase, attribution, left, end)
    if (left and left.end > phrase.start) or end < phrase.core or scopes.has_cue(phrase.start, phrase.core):
        return None
    span = Span(phrase.start, _trimmed(text, phrase.core, end))
    if phrase.told:
        told = left is not None and left.kind is _Kind.CUE and text[left.end : phrase.start].isspace()
        return (span, 0) if told else None
    relative = any(source.of(text).casefold() in _RELATIVE for source in attribution.source)
    if attribution.act in _NOT_UTTERED or attribution.voice is Voice.DOCUMENT:
        return None
    if left and _stands_behind(text, left, phrase, attribution) and not scopes.has_cue(left.end, phrase.start):
        return span, phrase.start - left.end
    if right and not relative and _opens_for(text, phrase.start, end, right) and not scopes.has_cue(end, right.start):
        return span, right.start - end
    return None


def _medium_in_cue(text: str, phrase: _Phrase, attribution: Attribution, cue: _Piece, end: int) -> _Fitted:
    """PolNeAR's cues, and so the model's, go to the end of the verb phrase: "said in a statement"."""
    uttered = attribution.act not in _NOT_UTTERED and attribution.voice is not Voice.DOCUMENT
    if not uttered or end < phrase.core or _NO_BRIDGE.search(text, cue.start, phrase.start):
        return None
    return Span(phrase.start, _trimmed(text, phrase.core, end)), 0


def _neighbours(phrase: _Phrase, pieces: Sequence[_Piece]) -> tuple[_Piece | None, _Piece | None]:
    """The last piece that begins before a phrase and the first that begins after."""
    place = bisect_right(pieces, phrase.start, key=lambda piece: piece.start)
    return pieces[place - 1] if place else None, pieces[place] if place < len(pieces) else None


def _stands_behind(text: str, left: _Piece, phrase: _Phrase, attribution: Attribution) -> bool:
    """Whether a phrase after a piece says where that was said."""
    if phrase.start - left.end > _BEHIND:
        return False
    gap = text[left.end : phrase.start]
    cue_before = any(cue.start < left.start for cue in attribution.cue)
    if left.kind is _Kind.CONTENT:
        short = left.end - left.start <= _ONE_BREATH and not _SENTENCE_END.search(text, left.start, left.end)
        return cue_before and short and bool(_PAUSE.fullmatch(gap) and _CLAUSE_ENDS.match(text, phrase.end))
    if left.kind is _Kind.SOURCE and not cue_before:
        # "Lee, in a letter, said", "Lee in a letter said"; but "the people at the rally said".
        word = text[phrase.start : phrase.start + 2].casefold()
        return _opens(text, phrase.start) if gap.startswith(",") else gap.isspace() and word in ("in", "du")
    return not _NO_BRIDGE.search(gap)


def _opens_for(text: str, start: int, end: int, right: _Piece) -> bool:
    """Whether a phrase before a piece says where that was said."""
    if right.start - end > _BEFORE:
        return False
    gap = text[end : right.start].rstrip(" \t\u00a0“\"'‘")
    where = gap.endswith("where")
    gap = gap.removesuffix("where")
    return not _NO_BRIDGE.search(gap) and (where or _opens(text, start))


def _opens(text: str, start: int) -> bool:
    return start < 2 or bool(_OPENING.search(text, max(0, start - 40), start))


def _trimmed(text: str, core: int, end: int) -> int:
    """Where a phrase ends without the days and the small words that its last words leave behind."""
    while match := _DANGLING.search(text, core, end):
        end = match.start()
    return end


def _fit_reason(
    text: str, phrase: _Phrase, attribution: Attribution, pieces: Sequence[_Piece], scopes: _Scopes
) -> _Fitted:
    if not _is_unnamed(text, attribution):
        return None
    inside = any(source.start <= phrase.start < source.end for source in attribution.source)
    left, right = _neighbours(phrase, _pieces(attribution, source=False) if inside else pieces)
    end = min(phrase.end, right.start) if right else phrase.end
    if (left and left.end > phrase.start) or end < phrase.core:
        return None
    span = Span(phrase.start, phrase.core + len(text[phrase.core : end].rstrip(" \t\u00a0,;-")))
    if inside:
        return span, 0
    if left and phrase.start - left.end <= _BEHIND and not scopes.has_cue(left.end, phrase.start):
        gap = text[left.end : phrase.start]
        if left.kind is _Kind.CONTENT:
            whose = text.startswith(("who", "of whom"), phrase.start)
            fits = not whose and _PAUSE.fullmatch(gap) and not _SENTENCE_END.search(text, left.end - 2, left.end)
        else:
            fits = not _NO_BRIDGE.search(gap)
        if fits:
            return span, len(gap)
    close = right is not None and right.start - end <= _BEHIND and _opens(text, phrase.start)
    if right and close and not text[end : right.start].strip(" \t\u00a0,“\"'‘"):
        return span, right.start - end
    return None


def _is_unnamed(text: str, attribution: Attribution) -> bool:
    """Whether the source is someone without a name: "a senior White House official", but not "Ann Lee" or "she"."""
    if not attribution.source or attribution.voice not in _PEOPLE:
        return False
    words = _NAMELESS_END.split(attribution.source[0].of(text).strip(), maxsplit=1)[0].split()
    last = words[-1] if words else ""
    return attribution.voice is Voice.UNNAMED or (last[:1].islower() and last.casefold() not in _PRONOUNS | _RELATIVE)


def _in_next_sentence(
    text: str, phrases: Sequence[_Phrase], attributions: Sequence[Attribution], scopes: _Scopes
) -> Iterator[tuple[int, Span]]:
    """Reasons in a sentence of their own: "The official spoke on condition of anonymity because …".

    They go to the last source before them, if it is unnamed and stands in the same paragraph or the one before.
    """
    ends = sorted(
        (max(piece.end for piece in _pieces(one)), n)
        for n, one in enumerate(attributions)
        if one.parent is None and one.source and one.voice in _PEOPLE
    )
    for phrase, (holder, _) in zip(phrases, scopes.holders(phrases), strict=True):
        breaks = [match.end() for match in _SENTENCE_END.finditer(text, max(0, phrase.start - _BEFORE), phrase.start)]
        if holder is not None or not breaks:
            continue
        sentence = text[breaks[-1] : phrase.start].lstrip(" \t\u00a0\"”'’)")
        subject = _SUBJECT.match(sentence)
        place = bisect_right(ends, (breaks[-1], len(attributions))) - 1
        if not subject or _NO_BRIDGE.search(sentence[subject.end() :]) or place < 0:
            continue
        end, n = ends[place]
        if breaks[-1] - end <= _NEXT_SENTENCE and _is_unnamed(text, attributions[n]):
            paragraphs = len(_PARAGRAPH_BREAK.findall(text, end, breaks[-1]))
            if paragraphs <= 1:
                yield n, Span(phrase.start, phrase.end)


def _find_media(text: str) -> list[_Phrase]:
    """Every phrase that may be a medium, in text order; none overlaps the next."""
    phrases = []
    place = 0
    while match := _media_pattern().search(text, place):
        start, core = match.span(match.lastgroup or 0)
        place = core if match.lastgroup in ("told", "named") else _with_its_words(text, core)
        phrases.append(_Phrase(start, core, place, told=match.lastgroup == "told"))
    return phrases


def _with_its_words(text: str, core: int) -> int:
    """Where the words after a noun end that are its own: "with CNN" after "in an interview", up to any mark or clause.

    Of more than are likely its own only the first few groups are taken.
    """
    place = complete = core
    for _ in range(_MOST_WORDS):
        title = _TITLE_AFTER.match(text, place) if _TITLED.search(text, core - 20, place) else None
        if title:
            place = title.end()
            continue
        token = _TOKEN.match(text, place)
        if token is None or _STOP.match(token[1]):
            return place
        if token[1].endswith(".") and not _ABBREVIATION.match(token[1]):
            return token.end() - 1
        if _GROUP.match(token[1]):
            complete = place
        place = token.end()
    return complete


def _find_reasons(text: str) -> list[_Phrase]:
    """Every phrase that may say why a source is not named, in text order."""
    # Most paragraphs hold none of the words that every such phrase has one of, and need no closer look.
    paragraphs = (match.span() for match in _PARAGRAPH.finditer(text) if _HINT.search(match.group()))
    found = (match for start, end in paragraphs for match in _reason_pattern().finditer(text, start, end))
    return [_Phrase(match.start(), match.end("core"), match.end()) for match in found]


@cache
def _media_pattern() -> re.Pattern[str]:
    """All that media.txt names, with the words that must stand before it and may stand around it, in one group each."""
    words = _media()
    outlets, shows = _any(words["outlet"]), _any(words["show"])
    outlet = rf"(?:[Tt]he {_PAPER}|(?:[Tt]he )?(?:{outlets}){_STATION})"
    theirs = rf"(?:{_OWN} (?:{_TITLE}|{_NAME})| {_HOST}(?: {_NAME})?)?{_NAME_ENDS}"
    told = rf"(?:(?:an? (?:{outlets})(?= {_HOST}))|{outlet}|{_any(words['told'])}){theirs}"
    show = rf"(?:[“\"]?(?:{shows})(?:,?[”\"])?|{_CAPITAL}(?: {_CAPITAL}){{0,4}}(?<=’s|s’) {_TITLE}){_NAME_ENDS}"
    named = rf"(?:to|with|[Oo]n|[Ii]n) (?:{show}|(?:{_DAY}{_OWN} )?{outlet}{theirs})"
    phrases = [
        rf"(?:tell|tells|told|telling) (?P<told>{told})",
        rf"(?:{_SPOKE} (?=to |with )|(?=[OoIi]n ))(?P<named>{named})",
        rf"(?:took|takes|taking) (?P<taken>to (?:{_any(words['bare on'])}){_NOUN_ENDS})",
    ]
    nouns: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for key in [key for key in words if key not in ("outlet", "show", "told")]:
        for preposition in key.removeprefix("bare ").split():
            nouns[preposition, key.startswith("bare ")] += words[key]
    for number, ((preposition, bare), listed) in enumerate(nouns.items()):
        first = f"[{preposition[0].upper()}{preposition[0]}]{preposition[1:]}"
        if bare:
            phrases.append(rf"(?P<bare{number}>{first} (?:{_MODIFIER} ){{0,2}}?(?i:{_any(listed)}){_NOUN_ENDS})")
        else:
            # Without an article only the plural will do: "in letters".
            phrases.append(
                rf"(?P<noun{number}>{first} (?:(?P<the{number}>{_DEFINITE})|(?:{_MODIFIER} ){{0,3}}?)"
                rf"(?i:{_any(listed)})(?:e?s)?(?(the{number})|(?<=[^s]s)){_NOUN_ENDS})"
            )
    return _compiled(rf"\b(?:{'|'.join(phrases)})")


def _any(words: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(set(words), key=len, reverse=True))


@cache
def _media() -> dict[str, list[str]]:
    """The lines of media.txt by what stands before the colon; a line that begins with a space goes on from the last."""
    lines = files("quoth.extraction").joinpath("media.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if line and not line.startswith("#")).replace("\n ", " ")
    entries = (line.split(":", maxsplit=1) for line in text.split("\n"))
    return {key: [word.strip() for word in words.split(";")] for key, words in entries}


@cache
def _reason_pattern() -> re.Pattern[str]:
    lines = files("quoth.extraction").joinpath("anonymity.txt").read_text(encoding="utf-8").splitlines()
    phrases = "|".join(_alternatives(line) for line in lines if line and not line.startswith("#"))
    mark = rf",;:!?()“”\"{_BREAK}—–"
    lead = "(?:both|all|none|neither|two|three) of whom|who|spoke|speaking|speaks|talked|talking|agreed|granted|briefed"
    more = r", (?:citing|because|as|since|given|due|out of|for fear|in exchange|so|lest)\b"
    return _compiled(
        rf"(?i:\b(?:(?:{lead})\b(?:(?!\b(?:who|said|says)\b)[^.{mark}]){{0,60}}?\b)?(?P<core>(?:{phrases}))){_NOUN_ENDS}"
        rf"(?:(?!\.(?:\s|$))[^{mark}]|{more}){{0,250}}",
    )


def _alternatives(line: str) -> str:
    """`declined|refused to be publicly? named` as a pattern."""
    words = [(word.removesuffix("?"), word.endswith("?")) for word in line.split()]
    return "".join(f"(?:(?:{word}) )?" if optional else f"(?:{word}) " for word, optional in words).removesuffix(" ")
