"""What kind of cue an attribution has, and what kind of source, told mechanically from their words."""

from __future__ import annotations

import re
from functools import cache

from quoth.domain import Spans
from quoth.evaluation.normalise import normalise_spans
from quoth.word_lists import list_lines

# The speech cues that have a group of their own; the others of the list stand together.
NAMED = ("say", "tell", "write", "according to")
OTHER_SPEECH = "another speech cue"
NOUN = "a noun"
OTHER_CUE = "an attitude or another verb"
NO_CUE = "no words"

NO_SOURCE = "none"
PRONOUN = "pronoun"
NAME = "with a proper name"
DESCRIPTION = "another description"

_ACCORDING_TO = "according to"
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(?:['’]s|\w+)\s*$")
# What may stand between the end of a sentence and the next one's first word.
_OPENING = " \t\u00a0\"“”‘’'«([—–-"


def speech_cue(text: str, cue: Spans) -> str | None:
    """The speech verb, in its first form, of which the first word of the cue is a form that is one of any; else `None`.

    `"according to"` needs both words. The list is in cue_words.txt: a cue of "has also said" gives `say`, one of
    "wants" none.
    """
    words = _words(text, cue)
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if f"{word} {following}" == _ACCORDING_TO:
            return _ACCORDING_TO
        if word in _speech_forms():
            return _speech_forms()[word]
    return None


def speech_verbs() -> list[str]:
    """The first form of every speech cue, in the order of the list."""
    return [line if line == _ACCORDING_TO else line.split()[0] for line in _lines("speech")]


def cue_kind(text: str, cue: Spans) -> str:
    """The group of a cue: one of `NAMED`, another speech cue, a noun, an attitude or another verb, or no words.

    It is a noun if it has no speech word and an article, a possessive or a genitive begins it or stands right before
    it ("his call for"), or its last word ends as nouns do ("criticism"). No tagger is asked, so that the groups stay
    the same whatever the system is made of; a few are misjudged.
    """
    words = _words(text, cue)
    if not words:
        return NO_CUE
    verb = speech_cue(text, cue)
    if verb is not None:
        return verb if verb in NAMED else OTHER_SPEECH
    start = normalise_spans(text, cue)[0].start
    before = _LAST_WORD.search(text, max(0, start - 40), start)
    determiners = _list("determiners")
    led = words[0] in determiners or (before is not None and before.group().strip().casefold() in determiners)
    return NOUN if led or words[-1].endswith(_list("noun endings")) else OTHER_CUE


def source_kind(text: str, source: Spans) -> str:
    """The kind of a source: none, pronoun, with a proper name, or another description.

    A proper name is a word with a capital that does not open a sentence, or that stands with its capital inside a
    sentence elsewhere in the text. Names inside descriptions count ("a spokesman for Quill"), and so do words of
    nationality and party and titles of office, where they have a capital.
    """
    words = [match for span in normalise_spans(text, source) for match in _WORD.finditer(text, span.start, span.end)]
    if not words:
        return NO_SOURCE
    if all(match.group().casefold() in _list("pronouns") for match in words):
        return PRONOUN
    return NAME if any(_is_name(text, match) for match in words) else DESCRIPTION


def _words(text: str, spans: Spans) -> list[str]:
    return [word.casefold() for span in normalise_spans(text, spans) for word in _WORD.findall(span.of(text))]


def _is_name(text: str, word: re.Match[str]) -> bool:
    found = word.group()
    if not found[0].isupper() or found.casefold() in _list("pronouns"):
        return False
    places = (match.start() for match in re.finditer(rf"\b{re.escape(found)}\b", text))
    return any(not _opens_sentence(text, place) for place in places)


def _opens_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 40) : position].rstrip(_OPENING)
    return not before or before[-1] in ".!?:;\r\n\u2028\u2029"


@cache
def _speech_forms() -> dict[str, str]:
    """Every form of every speech verb -> its first form."""
    return {form: line.split()[0] for line in _lines("speech") if line != _ACCORDING_TO for form in line.split()}


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(word for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    lines = list_lines("quoth.evaluation", "cue_words.txt")
    return [line.removeprefix(f"{name}: ") for line in lines if line.startswith(f"{name}: ")]
