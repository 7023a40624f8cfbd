"""Real quotations -> quotations that are true or false to them in known ways, by a seeded script.

What a quotation is changed with (words, names, numbers) is drawn from the other quotations of the archive.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LEAST_WORDS = 7
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_AUXILIARIES = frozenset("is are was were will would can could should must may might do does did has have had".split())
_CONTRACTED = frozenset(f"{word}n{mark}t" for word in ("is", "are", "was", "were", "do", "does", "did", "has", "have",
                                                      "had", "would", "could", "should") for mark in "'’")  # fmt: skip
_MODALS = ("will", "would", "can", "could", "should", "must", "may", "might")
_HEDGES = ("perhaps", "probably", "reportedly", "allegedly", "apparently")
_TENSES = dict(
    pair.split("/")
    for pair in (
        "is/was are/were was/is were/are has/had have/had had/has says/said said/says goes/went went/goes knows/knew "
        "knew/knows makes/made made/makes takes/took took/takes came/comes comes/came wants/wanted wanted/wants "
        "thinks/thought believed/believes believes/believed needs/needed needed/needs started/starts starts/started "
        "works/worked worked/works looks/looked looked/looks gets/got gave/gives saw/sees lost/loses won/wins "
        "talked/talks called/calls asked/asks tried/tries happened/happens happens/happened continued/continues"
    ).split()
)
_NUMBERS = ("3", "7", "12", "19", "45", "60", "250", "4,000", "2011", "1998")
_NUMBER = re.compile(r"^\d[\d,.]*\d$|^\d$")
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty")
_SLIPS = (("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("d", "cl"), ("w", "vv"), ("e", "c"), ("h", "b"))


@dataclass(frozen=True, slots=True)
class Original:
    """A statement to draw from: its words as printed, who said it, and its number."""

    words: str
    speaker: str
    id: int


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to check, the verdict that is right, and the change that must be named, if there is one."""

    quotation: str
    by: str | None
    verdict: str
    change: str = ""


Maker = Callable[[random.Random, Original], str | None]


def generate(
    originals: Sequence[Original], paraphrases: Sequence[str], absent: Sequence[str], *, each: int, seed: int
) -> Iterator[Case]:
    """`each` cases of every kind, those that are altered in each of six ways."""
    draw = random.Random(seed)
    names = sorted({word for original in originals for word in _names(original.words)})
    content = sorted({w.lower() for original in originals for w in _WORD.findall(original.words) if len(w) > 5})
    yield from _made(draw, originals, each, "verbatim", _verbatim)
    yield from _made(draw, originals, each, "trimmed", _trimmed)
    yield from _made(draw, originals, each, "bracketed", lambda d, o: _bracketed(d, o, content))
    ways: dict[str, Maker] = {
        "negation": _negated,
        "modal": _modal,
        "number": _numbered,
        "name": lambda d, o: _renamed(d, o, names),
        "tense": _tensed,
        "wording": lambda d, o: _reworded(d, o, content),
    }
    for change, way in ways.items():
        yield from _made(draw, originals, each, "altered", way, change=change)
    yield from _spliced(draw, originals, each)
    speakers = sorted({original.speaker for original in originals})
    for _ in range(each):
        original = draw.choice(originals)
        others = [name for name in speakers if not _alike(name, original.speaker)]
        yield Case(_excerpt(draw, original.words), draw.choice(others), "misattributed")
    for quotation in _drawn(draw, paraphrases, each):
        yield Case(quotation, None, "paraphrase")
    for quotation in _drawn(draw, absent, each):
        yield Case(quotation, None, "not-found")


def _made(  # noqa: PLR0913 - a kind of case has so many parts
    draw: random.Random, originals: Sequence[Original], each: int, verdict: str, maker: Maker, *, change: str = ""
) -> Iterator[Case]:
    made = tries = 0
    while made < each and tries < 200 * each:
        tries += 1
        original = draw.choice(originals)
        quotation = maker(draw, original)
        if quotation and quotation != original.words:
            made += 1
            yield Case(quotation, draw.choice([None, original.speaker]), verdict, change)


def _drawn(draw: random.Random, several: Sequence[str], each: int) -> list[str]:
    return draw.sample(several, each) if len(several) >= each else [draw.choice(several) for _ in range(each)]


def _excerpt(draw: random.Random, words: str) -> str:
    """Six words or more in one piece; one that begins right behind a negation is cut elsewhere."""
    parts = words.split()
    for _ in range(20):
        size = draw.randint(min(LEAST_WORDS - 1, len(parts)), len(parts))
        start = draw.randint(0, len(parts) - size)
        before = " ".join(parts[max(0, start - 3) : start]).lower()
        if not re.search(r"\b(?:no|not|never|nor|none|nobody|nothing|neither|without|\w+n['’]t)\b", before):
            return " ".join(parts[start : start + size])
    return words


def _verbatim(draw: random.Random, original: Original) -> str:
    """An excerpt with other typography, or the noise of a scan in one word of eight."""
    quotation = _excerpt(draw, original.words)
    way = draw.randrange(4)
    if way == 0:
        return quotation.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", " - ")
    if way == 1:
        return quotation.upper() if draw.random() < 0.2 else quotation.lower().rstrip(".,") + "!"
    if way == 2:
        return _scanned(draw, quotation)
    return quotation


def _scanned(draw: random.Random, quotation: str) -> str:
    words = quotation.split()
    for place, word in enumerate(words):
        fits = [slip for slip in _SLIPS if slip[0] in word[1:]]
        if len(word) > 5 and word.isalpha() and word.islower() and fits and draw.random() < 0.125:
            old, new = draw.choice(fits)
            words[place] = word[0] + word[1:].replace(old, new, 1)
    return " ".join(words)


def _trimmed(draw: random.Random, original: Original) -> str | None:
    """Without two to eight words from the middle, with a mark or without."""
    words = original.words.split()
    size = draw.randint(2, 8)
    if len(words) < size + 6:
        return None
    start = draw.randint(3, len(words) - size - 3)
    left_out = [word.strip(".,;:!?—-").lower() for word in words[start : start + size]]
    # What is left out must be more than an adverb or a negation, and end where something else goes on.
    if sum(len(word) > 4 for word in left_out) < 2 or any(mark in "".join(left_out) for mark in "…[]"):
        return None
    mark = draw.choice([[], ["…"], ["..."], ["[…]"], ["[...]"]])
    return " ".join([*words[:start], *mark, *words[start + size :]])


def _bracketed(draw: random.Random, original: Original, content: Sequence[str]) -> str | None:
    """With a word or two in brackets put in, or in the place of others."""
    words = original.words.split()
    place = draw.randint(1, len(words) - 2)
    put_in = "[" + " ".join(draw.sample(content, draw.randint(1, 2))) + "]"
    taken = draw.randint(0, 2)
    if any(re.search(r"\d|n['’]t$|^(?:not?|never)$", word.lower()) for word in words[place : place + taken]):
        return None
    return " ".join([*words[:place], put_in, *words[place + taken :]])


def _negated(draw: random.Random, original: Original) -> str | None:
    """With a negation put in behind an auxiliary, or taken out."""
    words = original.words.split()
    plain = [at for at, word in enumerate(words[:-1]) if word.lower() in _AUXILIARIES and not _negates(words[at + 1])]
    negated = [at for at, word in enumerate(words) if word.lower() in {"not", "never", *_CONTRACTED}]
    if negated and (not plain or draw.random() < 0.5):
        at = draw.choice(negated)
        bare = re.sub(r"n['’]t$", "", words[at])
        return " ".join([*words[:at], *([bare] if bare.lower() in _AUXILIARIES else []), *words[at + 1 :]])
    if plain:
        at = draw.choice(plain)
        return " ".join([*words[: at + 1], draw.choice(["not", "never"]), *words[at + 1 :]])
    return None


def _negates(word: str) -> bool:
    return word.lower().strip(".,") in {"not", "never", "no"}


def _modal(draw: random.Random, original: Original) -> str | None:
    """With another modal verb, or with a hedge put in behind one or behind an auxiliary."""
    words = original.words.split()
    modal = [at for at, word in enumerate(words) if word in _MODALS]
    if modal and draw.random() < 0.7:
        at = draw.choice(modal)
        return _with(words, at, draw.choice([other for other in _MODALS if other != words[at]]))
    places = [at for at, word in enumerate(words[:-1]) if word in _AUXILIARIES]
    if not places:
        return None
    at = draw.choice(places)
    return " ".join([*words[: at + 1], draw.choice(_HEDGES), *words[at + 1 :]])


def _numbered(draw: random.Random, original: Original) -> str | None:
    """With another number in the place of one."""
    words = original.words.split()
    places = [at for at, word in enumerate(words) if _NUMBER.match(word.strip("$.,%")) or word in _NUMBER_WORDS]
    if not places:
        return None
    at = draw.choice(places)
    bare = words[at].strip("$.,%")
    new = draw.choice(_NUMBER_WORDS if bare in _NUMBER_WORDS else _NUMBERS)
    return None if new == bare else _with(words, at, words[at].replace(bare, new))


def _renamed(draw: random.Random, original: Original, names: Sequence[str]) -> str | None:
    """With another name in the place of one."""
    ours = _names(original.words)
    if not ours:
        return None
    old, new = draw.choice(ours), draw.choice(names)
    return None if old.lower() == new.lower() else re.sub(rf"\b{old}\b", new, original.words, count=1)


def _names(words: str) -> list[str]:
    """Capitalised words within sentences."""
    return [match[1] for match in re.finditer(r"(?<=[a-z,] )([A-Z][a-z]{3,})\b", words)]


def _tensed(draw: random.Random, original: Original) -> str | None:
    """With a verb in another tense."""
    words = original.words.split()
    places = [at for at, word in enumerate(words) if word in _TENSES]
    if not places:
        return None
    at = draw.choice(places)
    return _with(words, at, _TENSES[words[at]])


def _reworded(draw: random.Random, original: Original, content: Sequence[str]) -> str | None:
    """With another word in the place of one."""
    words = original.words.split()
    places = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha() and word.islower()]
    if not places:
        return None
    at = draw.choice(places)
    new = draw.choice(content)
    unlike = new[:3] != words[at][:3] and not new.endswith("ly") and new not in _HEDGES
    return _with(words, at, new) if unlike else None


def _spliced(draw: random.Random, originals: Sequence[Original], each: int) -> Iterator[Case]:
    """The beginning of one statement and the end of another, six words or more of each."""
    made = 0
    while made < each:
        one, other = draw.sample(originals, 2)
        if one.id == other.id or one.words == other.words:
            continue
        head, tail = one.words.split(), other.words.split()
        head = head[: draw.randint(6, max(6, len(head)))]
        tail = tail[-draw.randint(6, max(6, len(tail))) :]
        made += 1
        yield Case(f"{' '.join(head)} {' '.join(tail)}", None, "spliced")


def _with(words: Sequence[str], at: int, new: str) -> str:
    return " ".join([*words[:at], new, *words[at + 1 :]])


def _alike(one: str, other: str) -> bool:
    ours, theirs = set(one.lower().split()), set(other.lower().split())
    return bool({word for word in ours & theirs if len(word) > 3})
