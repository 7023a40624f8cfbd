"""Names hidden behind pronouns: snippets in which whom a pronoun means is known, made of names that articles repeat.

    python -m training hide

Where a person is named twice within a few sentences and another person near by, "he", "she", "him", "his" or "her" is
put in the place of the second name; whom it means is then known without an annotator (Kocijan et al. 2019, WikiCREM).
The shipped reader finds the persons in PolNeAR train, GUM train and GAP development; writes build/training/hidden.pt.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from quoth.domain import Article, EntityKind, MentionForm, Reading, Span
from quoth.evaluation.corpora import GoldDocument, corpora_folder, read_gap, read_gum, read_polnear
from quoth.layout.features import lay_out
from quoth.pipeline import read
from quoth.resolution.names.lexicon import HE, SHE, lexicon
from training.mentions import Marked
from training.prepare import FOLDER, Document, Scheme, base_tokenizer, held_out, prepare

if TYPE_CHECKING:
    from tokenizers import Tokenizer

log = logging.getLogger("hide")

# The name before stands in the same sentence or at most so many before.
_SENTENCES_BACK = 2
_LONGEST = 700
# No more snippets of one text than this: an article about one person would have dozens.
_OF_A_TEXT = 12
_POSSESSIVE = re.compile(r"['’]s\b")
# What may stand before a subject: an end, a comma, or one of these words; before an object one of the others.
_BEFORE_SUBJECT = frozenset(
    "and but or that when while if as because after before since until though although where how why what which whom so"
    " than said says".split()
)
_BEFORE_OBJECT = frozenset("to with for about of by against from on at than like told asked called met joined".split())
_WORDS = {HE: ("he", "him", "his"), SHE: ("she", "her", "her")}


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it stands; `person` is the entity's place, `gender` is `HE`, `SHE` or nothing."""

    span: Span
    person: int
    gender: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text whose pronoun stands for a name, and all its names with it."""

    text: str
    marked: tuple[Marked, ...]


def names_of(reading: Reading) -> list[Name]:
    """The names of persons, as they follow each other; none lies in another."""
    genders = lexicon().genders
    found = [
        Name(mention.span, number, genders.get(entity.name.split()[0].casefold(), ""))
        for number, entity in enumerate(reading.entities)
        if entity.kind is EntityKind.PERSON
        for mention in entity.mentions
        if mention.form is MentionForm.NAME
    ]
    found.sort(key=lambda name: (name.span.start, -name.span.end))
    kept: list[Name] = []
    for name in found:
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return kept


def snippets(text: str, names: Sequence[Name], starts: Sequence[int]) -> Iterator[Snippet]:
    """What can be made of a text, whose sentences begin at the characters `starts`."""
    ends = [*starts[1:], len(text)]
    sentence_of = [sum(start <= name.span.start for start in starts) - 1 for name in names]
    for number, name in enumerate(names):
        pronoun = pronoun_for(text, name)
        own = [place for place in range(number) if names[place].person == name.person]
        if pronoun is None or not own or sentence_of[number] - sentence_of[own[-1]] > _SENTENCES_BACK:
            continue
        first = max(0, sentence_of[own[-1]] - 1)
        whole = Span(starts[first], ends[sentence_of[number]])
        near = [one for one in names if whole.start <= one.span.start and one.span.end <= whole.end]
        rivals = [
            one
            for one in near
            if one.person != name.person and one.span.end <= name.span.start and one.gender in {"", name.gender}
        ]
        if rivals and len(whole) <= _LONGEST:
            yield _made(text, name, pronoun, whole, near)


def pronoun_for(text: str, name: Name) -> tuple[Span, str] | None:
    """Which characters a pronoun would replace, and the pronoun, or nothing where that would not be English."""
    if not name.gender:
        return None
    subject, after_verb, owner = _WORDS[name.gender]
    before = text[: name.span.start].rstrip()
    last = re.search(r"[\w’']*$", before)
    word = last[0].casefold() if last else ""
    begins = not before or before[-1] in '.!?:\n”“"' or "\n" in text[len(before) : name.span.start]
    if (owned := _POSSESSIVE.match(text, name.span.end)) and (begins or not word[:1].isupper()):
        return Span(name.span.start, owned.end()), owner.capitalize() if begins else owner
    following = re.match(r" ([a-z’']+)", text[name.span.end : name.span.end + 20])
    verb = following is not None and lexicon().is_verb(following[1])
    if verb and (begins or before[-1] == "," or word in _BEFORE_SUBJECT):
        return name.span, subject.capitalize() if begins else subject
    if word in _BEFORE_OBJECT and not verb and not re.match(r",? [A-Z(]", text[name.span.end : name.span.end + 3]):
        return name.span, after_verb
    return None


def _made(text: str, name: Name, pronoun: tuple[Span, str], whole: Span, near: Sequence[Name]) -> Snippet:
    replaced, word = pronoun
    shorter = len(replaced) - len(word)
    start = replaced.start - whole.start
    marked = [Marked(Span(start, start + len(word)), None, name.person, asks=True)]
    for other in near:
        if other.span != name.span:
            by = whole.start + (shorter if other.span.start > replaced.start else 0)
            marked.append(Marked(Span(other.span.start - by, other.span.end - by), None, other.person, asks=False))
    return Snippet(text[whole.start : replaced.start] + word + text[replaced.end : whole.end], tuple(marked))


def documents_of(gold: GoldDocument, tokenizer: Tokenizer) -> Iterator[Document]:
    """A document for each snippet of a text; nothing but its mentions is known of it."""
    layout = lay_out(Article(gold.id, gold.text), tokenizer)
    begins = sorted({*layout.sentence_starts, *layout.paragraph_starts})
    starts = [layout.words[place].start for place in begins if place < len(layout.words)]
    made = list(snippets(gold.text, names_of(read(gold.text)), starts))
    every = max(1, -(-len(made) // _OF_A_TEXT))
    for number, snippet in enumerate(made[::every]):
        hidden = GoldDocument(f"{gold.id} hidden {number}", snippet.text, (), nested=True)
        yield prepare(hidden, tokenizer, Scheme.GUM, snippet.marked)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make snippets of everything that training sees."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(
        arguments
    )
    folder = corpora_folder()
    tokenizer = base_tokenizer()
    polnear = list(read_polnear(folder, "train"))
    unseen = {document.id for document in held_out(polnear)}
    texts = [gold for gold in polnear if gold.id not in unseen]
    texts += list(read_gum(folder, "train"))
    texts += [GoldDocument(one.id, one.text, (), nested=True) for one in read_gap(folder, "development")]
    documents: list[Document] = []
    for number, gold in enumerate(texts):
        documents += documents_of(gold, tokenizer)
        if number % 100 == 0:
            log.info("%d of %d texts, %d snippets", number + 1, len(texts), len(documents))
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save(documents, FOLDER / "hidden.pt")
