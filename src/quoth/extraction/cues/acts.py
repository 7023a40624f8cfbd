"""What a cue does, by its words: a lexicon of reporting verbs, nouns and phrases, which the model helps to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from quoth.domain import Act
from quoth.word_lists import list_lines

Phrase = tuple[str, ...]

# How many words may stand between two words of a phrase: "played [the whole affair] down".
_GAP = 2
# How many words after the cue may belong to its phrase: annotators cut "declined to comment" after its first word.
REACH = 6
_WORD = re.compile(r"[\w-]+")
_NOT = re.compile(r"(?:n[’']t|\bcannot)\b")
_CONTRACTED = re.compile(r"[’'](?=(?:s|re|m)\b)")
# What counts or measures; "of" and what follows tells what.
_COUNTED = re.compile(
    r"(?:(?!\b(?:of|by|from|in|for|on)\b)[\w’'&./-]+ )*?(?:polls?|surveys?|stud(?:y|ies)|data|figures|statistics|census"
    r"|numbers|analys[ie]s|research|findings|projections|estimates|polling|averages?|simulations|records|results|tall(?:y|ies))\b",
    re.IGNORECASE,
)
# A hearing is a report of what was said there: "the court heard that it leaks".
_BENCH = re.compile(
    r"(?:[\w’'-]+ )*?(?:courts?|inquests?|tribunals?|jury|jurors|inquiry|enquiry|hearing|magistrates|judges?|panel"
    r"|commission|committee|council|meeting|coroner)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"(?:(?:has|have|had|also|later|then|previously|earlier) )*(?:heard|hears?)(?: how)?", re.IGNORECASE
)
_VOWELS = frozenset("aeiou")


# What it is worth, in log-probability, that the lexicon has an act for a cue: the model overrules it only when it is
# all but certain, as of "said" before words that praise.
_LEXICON = 3.0


def choose_act(known: frozenset[Act], chances: Sequence[float]) -> Act:
    """The act of a cue from what the lexicon knows and the model's log-probabilities, given in the order of `Act`."""
    return max(zip(Act, chances, strict=True), key=lambda one: one[1] + _LEXICON * (one[0] in known))[0]


def surely(act: Act) -> tuple[float, ...]:
    """Log-probabilities, in the order of `Act`, of a cue whose act a rule knows."""
    return tuple(0.0 if other is act else -100.0 for other in Act)


def acts_of(cue: str, following: str = "") -> frozenset[Act]:
    """The acts of the longest phrase of the lexicon that begins in a cue; empty where it has none.

    `following` are the words after the cue, into which a phrase may reach. Of phrases of one length the last counts,
    since auxiliaries come first: `acts_of("went on to rebut")` is `{Act.DENIES}`.
    """
    words, behind = _words(cue), _words(following)[:REACH]
    # Of the hundreds of phrases that begin with "say" or "make", next to none have all their words here.
    present = {meaning for word in (*words, *behind) for meaning in _meanings(word)}
    best: tuple[int, int] = (0, 0)
    found: frozenset[Act] = frozenset()
    for start in range(len(words)):
        for phrase, acts in _phrases_from(words[start]):
            if len(phrase) < best[0]:
                break
            if present.issuperset(phrase[1:]) and _stands(phrase, start, words, behind):
                best, found = (len(phrase), start), acts
                break
    return found


def shows(cue: str, source: str) -> bool:
    """Whether it is a poll or a count that speaks by a cue that says nothing of its own: "according to a survey"."""
    bare = cue.strip().casefold() in {"according to", "in", ":", "by", "per", "from"}
    return bare and _COUNTED.match(source) is not None


def heard(cue: str, source: str) -> bool:
    """Whether a court, or another body before which people speak, hears something: that was said there."""
    return _HEARD.fullmatch(cue.strip()) is not None and _BENCH.match(source) is not None


def base_forms(word: str) -> tuple[str, ...]:
    """The forms of the lexicon that a word may be an inflection of: `"saying"` gives `("say",)`."""
    return _forms().get(word, ())


def _words(text: str) -> list[str]:
    plain = _CONTRACTED.sub(" ", _NOT.sub(" not", text.casefold()))
    return _WORD.findall(plain)


def _stands(phrase: Phrase, start: int, words: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a phrase's words follow each other from `start`: with gaps in the cue, without gaps behind it."""
    place = start
    for part in phrase[1:]:
        last = min(place + 1 + _GAP, len(words) - 1)
        inside = next((at for at in range(place + 1, last + 1) if part in _meanings(words[at])), None)
        if inside is None:
            beyond = place + 1 - len(words) if place + 1 >= len(words) else 0
            if beyond >= len(behind) or part not in _meanings(behind[beyond]):
                return False
            inside = len(words) + beyond
        place = inside
    return True


def _meanings(word: str) -> tuple[str, ...]:
    return (word, *base_forms(word))


@lru_cache(maxsize=1024)
def _phrases_from(word: str) -> tuple[tuple[Phrase, frozenset[Act]], ...]:
    """The phrases whose first word may be this one, the longest first."""
    found = (entry for base in _meanings(word) for entry in _by_first_word().get(base, ()))
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


@cache
def lexicon() -> dict[Phrase, frozenset[Act]]:
    """All phrases with their acts."""
    acts: dict[Phrase, set[Act]] = {}
    for act, phrases in _entries():
        for phrase in phrases:
            acts.setdefault(tuple(_WORD.findall(phrase)), set()).add(act)
    return {phrase: frozenset(known) for phrase, known in acts.items()}


@cache
def _by_first_word() -> dict[str, list[tuple[Phrase, frozenset[Act]]]]:
    found: dict[str, list[tuple[Phrase, frozenset[Act]]]] = {}
    for phrase, acts in lexicon().items():
        found.setdefault(phrase[0], []).append((phrase, acts))
    return found


def _entries() -> Iterator[tuple[Act, list[str]]]:
    for entry in re.split(r"\n(?! )", "\n".join(list_lines("quoth.extraction.cues", "acts.txt"))):
        act, _, phrases = entry.partition(":")
        yield Act(act), [" ".join(phrase.split()) for phrase in phrases.split(";")]


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Inflected forms of every word of the lexicon -> their base forms."""
    lines = list_lines("quoth.extraction.cues", "irregular_verbs.txt")
    irregular = {base: forms for base, *forms in (line.split() for line in lines)}
    bases = {word for phrase in lexicon() for word in phrase}
    forms: dict[str, set[str]] = {}
    for base in bases:
        for form in {*_inflections(base), *irregular.get(base, ())}:
            forms.setdefault(form, set()).add(base)
    return {form: tuple(sorted(known)) for form, known in forms.items()}


def _inflections(base: str) -> Iterator[str]:
    """The regular endings of verbs and nouns: `deny` gives `denies`, `denied`, `denying`."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    elif base.endswith("ee"):
        yield from (f"{base}s", f"{base}d", f"{base}ing")
    elif base.endswith("e"):
        yield from (f"{base}s", f"{base}d", f"{base[:-1]}ing")
    else:
        plural = f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh")) else f"{base}s"
        yield from (plural, f"{base}ed", f"{base}ing")
