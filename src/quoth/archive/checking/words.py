"""Text -> words that compare alike whatever their case, typography and contractions, and the marks of an editor.

"Don’t" is two words, "do" and "not"; "5,000" and "5000" are one number, "five" and "5" too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from quoth.domain import Span
from quoth.word_lists import list_lines

_TOKEN = re.compile(
    r"(?P<ellipsis>(?:\[|\()?\s?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s?(?:\]|\))?)"
    r"|(?P<sic>\[sic\.?\]|\(sic\.?\))"
    r"|(?P<number>\d+(?:[,.]\d+)*(?:st|nd|rd|th)?(?![^\W\d_]))"
    r"|(?P<word>[^\W_]+(?:['’ʼ`´][^\W\d_]+)*)"
    r"|(?P<sign>[$£€¥%]|(?<!\S)[-−–](?=[$£€¥]?\d))|(?P<open>\[)|(?P<close>\])"
)
_CONTRACTION = re.compile(r"^(?P<stem>.+?)(?P<tail>n't|'(?:re|ve|ll|d|m|s))$")
_TAILS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "'s": "'s"}
_STEMS = {"wo": "will", "ca": "can", "sha": "shall"}
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_SIGNS = {"%": "percent", "-": "minus", "−": "minus", "–": "minus"}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how it is compared (`form`), how it is written in small letters, and as it is.

    `contracted` says that it is a part of a contraction; `bracketed` that it stands in square brackets; `omission` that
    an ellipsis stands before it; `capital` that it begins with a capital, `first` that it begins a sentence.
    """

    span: Span
    form: str
    written: str
    shown: str = ""
    contracted: bool = False
    bracketed: bool = False
    omission: bool = False
    capital: bool = False
    first: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it states a number: "5", "five", "millions", "$"."""
        return is_number(self.form)


def split(text: str, start: int = 0) -> list[Word]:
    """The words of a text of which the first character has offset `start`.

    >>> [word.form for word in split("I don’t owe $5,000 …")]
    ['i', 'do', 'not', 'owe', '$', '5000']
    """
    words: list[Word] = []
    depth, omission, end = 0, False, None
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "ellipsis":
            omission = True
        elif kind != "sic":
            first = end is None or bool(re.search(r"[.!?:…]\W*$|\n", text[end : match.start()]))
            marks = {"bracketed": depth > 0, "omission": omission, "first": first}
            words += _words(match.group(), match.start() + start, **marks)
            omission, end = False, match.end()
    return words


def ends_open(text: str) -> bool:
    """Whether an ellipsis at its end says that more was said."""
    matches = list(_TOKEN.finditer(text))
    return bool(matches) and matches[-1].lastgroup == "ellipsis"


def rejoin(words: list[Word]) -> list[Word]:
    """Take the brackets out of a word of which only a letter is bracketed: "[W]e" is "We", and "run[s]" is "runs"."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        # A bracket is one character, and a space would be another.
        if before and before.bracketed != word.bracketed and word.span.start - before.span.end == 1:
            written = before.written + word.written
            shown = before.shown + word.shown
            changed = len(word.written if word.bracketed else before.written)
            span = Span(before.span.start, word.span.end)
            # A bracketed first letter only changes case; a longer part changes the word.
            bracketed = changed > 1 or word.bracketed
            joined[-1] = replace(
                before, span=span, form=_form(written), written=written, shown=shown, bracketed=bracketed
            )
        else:
            joined.append(word)
    return joined


def respace(words: Sequence[Word], original: Sequence[Word]) -> list[Word]:
    """The words with their spaces where the original has them: "ofthe" is two of its words, "fer- ries" one."""
    single = {word.form for word in original}
    double = {one.form + other.form: one.form for one, other in pairwise(original)}
    spaced: list[Word] = []
    for word in words:
        before = spaced[-1] if spaced else None
        if any(character.isdigit() for character in word.form):
            # "1/2" is not 12, whatever a scan may have done.
            spaced.append(word)
        elif word.form not in single and word.form in double:
            head = len(double[word.form])
            middle = word.span.start + head
            one = replace(word, span=Span(word.span.start, middle), form=word.form[:head], written=word.written[:head])
            other = replace(word, span=Span(middle, word.span.end), form=word.form[head:], written=word.written[head:])
            spaced += [one, replace(other, omission=False, capital=False, first=False)]
        elif before and before.form + word.form in single and not {before.form, word.form} <= single:
            span = Span(before.span.start, word.span.end)
            shown = f"{before.shown} {word.shown}"
            written = before.written + word.written
            spaced[-1] = replace(before, span=span, form=before.form + word.form, written=written, shown=shown)
        else:
            spaced.append(word)
    return spaced


def is_number(form: str) -> bool:
    """Whether a form states a number, or part of one."""
    return form[:1].isdigit() or form in "$£€¥" or form in number_words()


@cache
def number_words() -> dict[str, str]:
    """Words for numbers, with their figures where they have one: `"five": "5"`, `"dozens": ""`."""
    rows = (line.split("\t") for line in data_lines("numbers.txt"))
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


def data_lines(name: str) -> list[str]:
    """The lines of a data file of this room, without comments."""
    return list_lines("quoth.archive.checking", name)


def _words(token: str, start: int, *, bracketed: bool, omission: bool, first: bool) -> list[Word]:
    written = token.translate(_APOSTROPHES).lower()
    match = _CONTRACTION.match(written)
    if written == "cannot":
        parts = [("can", "can", 3), ("not", "not", 3)]
    elif match and len(token) == len(written):
        stem, tail = match["stem"], match["tail"]
        parts = [(_STEMS.get(stem, _form(stem)) if tail == "n't" else _form(stem), stem, len(stem))]
        parts.append((_TAILS[tail], tail, len(tail)))
    else:
        parts = [(_form(written), written, len(token))]
    found: list[Word] = []
    at = 0
    for form, small, size in parts:
        begins = not found
        found.append(
            Word(
                Span(start + at, start + at + size),
                form,
                small,
                token[at : at + size],
                contracted=match is not None,
                bracketed=bracketed,
                omission=omission and begins,
                capital=begins and token[:1].isupper(),
                first=first and begins,
            )
        )
        at += size
    return found


def _form(written: str) -> str:
    """How a word is compared: without accents and the commas of numbers, numbers in figures."""
    if written.isascii():
        bare = written
    else:
        apart = unicodedata.normalize("NFKD", written)
        bare = "".join(character for character in apart if not unicodedata.combining(character))
    if bare[:1].isdigit():
        return _ORDINAL.sub("", _THOUSANDS.sub("", bare))
    return number_words().get(bare) or _SIGNS.get(bare, bare.replace("'", ""))
