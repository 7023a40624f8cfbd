"""What differs between a quotation and the words it was taken from, and of which kind each difference is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from quoth.archive.checking.alignment import FUNCTION_WORDS, Alignment
from quoth.archive.checking.noise import NEGATING_PREFIXES, hedges, is_noise, is_prefixed, negations
from quoth.archive.checking.words import Word, data_lines, is_number

# What differs in nothing but who does it.
_PERSONS = (frozenset({"am", "is", "are"}), frozenset({"was", "were"}), frozenset({"have", "has"}))
_BE = frozenset("be am is are was were been being 's have has had having do does did".split())
# So few words left out, all of them negations or hedges, change what is said; more of them shorten it.
_FEW = 2


class Change(StrEnum):
    """What a difference touches."""

    NEGATION = "negation"
    MODAL = "modal"
    NUMBER = "number"
    NAME = "name"
    TENSE = "tense"
    WORDING = "wording"


class Edit(StrEnum):
    """What was done to the original words at one place."""

    KEPT = "kept"
    OMITTED = "omitted"
    INSERTED = "inserted"
    REPLACED = "replaced"
    BRACKETED = "bracketed"


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place of a comparison: what stands in the original, what in the quotation, and what the difference touches.

    `marked` says that the quotation itself shows the edit, by an ellipsis or by brackets.
    """

    edit: Edit
    original: tuple[Word, ...] = ()
    quoted: tuple[Word, ...] = ()
    changes: frozenset[Change] = frozenset()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """What must be known of words to compare them: whether the archive uses a word, and whether it is a name."""

    known: Callable[[str], bool] = field(default=lambda _form: False)
    is_name: Callable[[str], bool] = field(default=lambda _form: False)


def compare(quoted: Sequence[Word], original: Sequence[Word], alignment: Alignment, judge: Judge) -> list[Hunk]:
    """The aligned stretch of the original beside the quotation, in pieces that are alike or that differ."""
    hunks: list[Hunk] = []
    run: list[tuple[Word | None, Word | None]] = []
    kept: list[tuple[Word, Word]] = []

    def end_run() -> None:
        if run:
            hunks.extend(_differing(run, judge))
            run.clear()

    def end_kept() -> None:
        if kept:
            hunks.append(Hunk(Edit.KEPT, tuple(pair[1] for pair in kept), tuple(pair[0] for pair in kept)))
            kept.clear()

    for ours, theirs in alignment.pairs:
        quoted_word = quoted[ours] if ours is not None else None
        original_word = original[theirs] if theirs is not None else None
        if quoted_word and original_word and _same(quoted_word, original_word, judge):
            end_run()
            kept.append((quoted_word, original_word))
        else:
            end_kept()
            run.append((quoted_word, original_word))
    end_run()
    end_kept()
    return hunks


def _same(quoted: Word, original: Word, judge: Judge) -> bool:
    if quoted.form == original.form:
        return quoted.contracted == original.contracted or quoted.written == original.written
    capital = original.capital and not original.first
    return not quoted.bracketed and is_noise(quoted.form, original.form, capital=capital, known=judge.known)


def _differing(run: Sequence[tuple[Word | None, Word | None]], judge: Judge) -> list[Hunk]:
    quoted = tuple(pair[0] for pair in run if pair[0])
    original = tuple(pair[1] for pair in run if pair[1])
    figures = any(word.is_number for word in (*quoted, *original))
    if quoted and not figures and _letters(quoted) == _letters(original):
        # Only the spaces or hyphens differ: "ofthe", "re-elect".
        return [Hunk(Edit.KEPT, original, quoted)]
    plain = tuple(word for word in quoted if not word.bracketed)
    if quoted and not plain:
        return [Hunk(Edit.BRACKETED, original, quoted, _kinds(quoted, original, judge), marked=True)]
    if not quoted:
        return [_omission(original, marked=False)]
    edit = Edit.REPLACED if original else Edit.INSERTED
    return [Hunk(edit, original, quoted, _kinds(plain, original, judge))]


def mark_omissions(hunks: Sequence[Hunk]) -> list[Hunk]:
    """The same, with what stands before an ellipsis of the quotation as a marked omission."""
    marked: list[Hunk] = []
    for place, hunk in enumerate(hunks):
        after = hunks[place + 1].quoted[0] if place + 1 < len(hunks) and hunks[place + 1].quoted else None
        if hunk.edit is Edit.OMITTED and after and after.omission:
            marked.append(_omission(hunk.original, marked=True))
        else:
            marked.append(hunk)
    return marked


def _omission(original: tuple[Word, ...], *, marked: bool) -> Hunk:
    """Words left out. A negation or a hedge left out alone is a change, among other words it is a warning."""
    forms = [word.form for word in original]
    changes = {Change.NEGATION} if negations() & set(forms) else set()
    light = [form for form in forms if form not in _BE]
    if len(light) <= _FEW and light and all(form in hedges() | negations() for form in light):
        changes |= {Change.MODAL} if hedges() & set(light) and not changes else set()
        return Hunk(Edit.REPLACED, original, (), frozenset(changes), marked=marked)
    return Hunk(Edit.OMITTED, original, (), frozenset(changes), marked=marked)


def _kinds(quoted: Sequence[Word], original: Sequence[Word], judge: Judge) -> frozenset[Change]:
    """What the difference touches; plain wording only if nothing else explains it."""
    ours, theirs = _left_over(quoted, original)
    if not ours and not theirs:
        return frozenset({Change.WORDING})
    changes: set[Change] = set()
    negated = {word.form for word in (*ours, *theirs)} & negations()
    pairs = [(one, other) for one in ours for other in theirs]
    if negated or any(is_prefixed(one.form, other.form) for one, other in pairs):
        changes.add(Change.NEGATION)
    if any(is_number(word.form) for word in (*ours, *theirs)):
        changes.add(Change.NUMBER)
    if any(word.form in hedges() for word in (*ours, *theirs)):
        changes.add(Change.MODAL)
    if any(_is_name(word, judge) for word in (*ours, *theirs)):
        changes.add(Change.NAME)
    tensed = [(one, other) for one, other in pairs if differ_in_tense(one.form, other.form)]
    if tensed and not (changes & {Change.NEGATION}):
        changes.add(Change.TENSE)
    explained = {word for pair in tensed for word in pair}
    rest = [word for word in (*ours, *theirs) if word not in explained and not _explained(word, changes, judge)]
    if not changes or any(word.form not in FUNCTION_WORDS for word in rest):
        changes.add(Change.WORDING)
    return frozenset(changes)


def _left_over(quoted: Sequence[Word], original: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that only one side has."""
    ours, theirs = Counter(word.form for word in quoted), Counter(word.form for word in original)
    return [w for w in quoted if w.form not in theirs], [w for w in original if w.form not in ours]


def _explained(word: Word, changes: set[Change], judge: Judge) -> bool:
    return (
        is_number(word.form)
        or word.form in negations()
        or word.form in hedges()
        or _is_name(word, judge)
        or (Change.NEGATION in changes and word.form.startswith(NEGATING_PREFIXES))
        or (bool(changes & {Change.TENSE, Change.NEGATION}) and word.form in _BE)
    )


def _is_name(word: Word, judge: Judge) -> bool:
    """A capital within a sentence makes a name; at its beginning only a name that the archive knows."""
    if not word.capital or word.form in FUNCTION_WORDS or is_number(word.form) or word.form in hedges() | negations():
        return False
    return not word.first or judge.is_name(word.form)


@lru_cache(maxsize=100_000)
def differ_in_tense(one: str, other: str) -> bool:
    """Whether two words are forms of one verb that differ in more than person and number, as "say" and "says" do."""
    if one == other or _differ_in_person(one, other):
        return False
    irregular = _irregular().get(one, frozenset()) & _irregular().get(other, frozenset())
    if irregular:
        return True
    if {one, other} <= _BE:
        return False
    past_or_ing = any(form.endswith(("ed", "ing", "d")) for form in (one, other))
    return past_or_ing and bool(_bases(one) & _bases(other))


def _differ_in_person(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in {f"{short}s", f"{short}es"} or any({one, other} <= forms for forms in _PERSONS)


@cache
def _irregular() -> dict[str, frozenset[int]]:
    """The numbers of the irregular verbs that each form belongs to."""
    verbs: dict[str, set[int]] = {}
    for number, line in enumerate(data_lines("irregular_verbs.txt")):
        for form in line.split():
            verbs.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in verbs.items()}


def _bases(form: str) -> set[str]:
    """What a regular form may come from: "stopped" from "stopp", "stop", "stoppe"."""
    bases = {form}
    for ending in ("ing", "ed", "es", "s", "d"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1:
            bases |= {stem, f"{stem}e"}
            if stem[-1] == stem[-2]:
                bases.add(stem[:-1])
            if ending in {"ed", "es"} and stem.endswith("i"):
                bases.add(f"{stem[:-1]}y")
    return bases


def _letters(words: Sequence[Word]) -> str:
    return "".join(word.written.replace("'", "") for word in words)
