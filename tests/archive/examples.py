"""Readings invented for the tests of the archive, with keys, targets, mentions and chains from the outlet on."""

from __future__ import annotations

from dataclasses import replace

from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Orphan,
    OrphanKind,
    Polarity,
    QuotationType,
    Reading,
    Reply,
    ReplyKind,
    Span,
    Voice,
)
from tests.export.examples import article, at, part

DIRECT, MIXED, INDIRECT = QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT
MODEL = "hand-built example"

LETTER = article(
    (BlockKind.TITLE, "Weavers of Lindow write to the minister"),
    (
        BlockKind.PARAGRAPH,
        (
            "The weavers of Lindow have written to the minister. In a letter they say that Oona Brandt, who chairs the"
            " harbour board, told them: “The islanders will never sell their boats.”"
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        "“We do not trust the harbour board,” the letter goes on. Brandt denied that she had spoken of boats.",
    ),
    id="letter",
    outlet="The Lindow Herald",
    published="2024-03-05",
    url="https://herald.example/letter",
)  # fmt: skip
_LETTER_ENTITIES = (
    Entity("o", "The Lindow Herald", EntityKind.ORGANIZATION, key="organization/lindow herald"),
    Entity(
        "w", "Weavers of Lindow", EntityKind.GROUP, ("the weavers",), key="group/weavers of lindow",
        mentions=(Mention(at(LETTER.text, "they")[0], MentionForm.PRONOUN),),
    ),
    Entity("b", "Oona Brandt", EntityKind.PERSON, ("Brandt",), key="person/oona brandt", wikidata="Q1"),
    Entity("i", "the islanders", EntityKind.GROUP, ("islanders",), key="group/islanders"),
    Entity("h", "the harbour board", EntityKind.ORGANIZATION, key="organization/harbour board of skerrow"),
    Entity("l", "the letter", EntityKind.DOCUMENT, key="document/letter@lindow", author="w"),
)  # fmt: skip


def letter() -> Reading:
    """Make a story of a letter that passes a statement on."""
    t = LETTER.text
    told = part(t, "that Oona Brandt, who chairs the harbour board, told them: “The islanders will never sell their"
                " boats.”", "that Oona Brandt, who chairs the harbour board, told them: “The islanders will never sell"
                " their boats.”")  # fmt: skip
    attributions = (
        Attribution("a1", told, at(t, "they"), at(t, "say"), quotation=MIXED, voice=Voice.GROUP, confidence=0.9,
                    speaker="w", chain=("o", "w"), targets=("b",), medium=at(t, "In a letter")),
        Attribution("a2", at(t, "“The islanders will never sell their boats.”"), at(t, "Oona Brandt"),
                    part(t, "board, told", "told"), parent="a1", depth=1, quotation=DIRECT, voice=Voice.PERSON,
                    speaker="b", chain=("o", "w", "b"), targets=("i",), confidence=0.8),
        Attribution("a3", at(t, "“We do not trust the harbour board,”"), at(t, "the letter"), at(t, "goes on"),
                    quotation=DIRECT, polarity=Polarity.POSITIVE, voice=Voice.DOCUMENT, speaker="l", chain=("o", "l"),
                    targets=("h",)),
        Attribution("a4", at(t, "that she had spoken of boats"), part(t, "Brandt denied", "Brandt"), at(t, "denied"),
                    act=Act.DENIES, polarity=Polarity.NEGATIVE, voice=Voice.PERSON, speaker="b", chain=("o", "b"),
                    targets=("i",), replies=(Reply("a2", ReplyKind.DENIES),)),
    )  # fmt: skip
    return Reading(LETTER, attributions, _LETTER_ENTITIES, model=MODEL)


def statement(
    words: str = "We will appeal.",
    speaker: str = "Oona Brandt",
    *,
    outlet: str = "The Northern Courant",
    day: str = "2024-05-01",
    id: str = "",
    quotation: QuotationType = DIRECT,
    about: str = "",
    kind: EntityKind = EntityKind.PERSON,
    cue: str = "said",
    url: str | None = None,
    **more,
) -> Reading:
    """Make an article of one statement: `“Words,” Oona Brandt said.`, or `Oona Brandt said that words.`"""
    if quotation is DIRECT:
        text = f"“{words}” {speaker} {cue}."
        content = Span(0, len(words) + 2)
    else:
        text = f"{speaker} {cue} that {words}."
        content = Span(len(speaker) + len(cue) + 7, len(text) - 1)
    source = at(text, speaker)[0] if text.count(speaker) == 1 else Span(text.rindex(speaker), text.rindex(speaker) + 1)
    told = text.rindex(cue) if quotation is DIRECT else text.index(cue)
    entities = [
        Entity("s", speaker, kind, (speaker.rsplit(maxsplit=1)[-1],), (Mention(source),), f"{kind}/{speaker.lower()}")
    ]
    if about:
        entities.append(Entity("t", about, EntityKind.GROUP, key=f"group/{about.lower()}"))
    made = Attribution(
        "a1", (content,), (source,), (Span(told, told + len(cue)),), quotation=quotation, voice=Voice(kind),
        speaker="s", chain=("s",), targets=("t",) if about else (),
    )  # fmt: skip
    made = replace(made, **more)
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    about_it = {"outlet": outlet, "published": day, "url": url}
    return Reading(Article(id or f"{outlet}-{day}", text, (block,), **about_it), (made,), tuple(entities), model=MODEL)


def orphaned(words: str = "the tide waits for nobody") -> Reading:
    """Make an article whose quotation nobody is named for."""
    text = f"On a wall stands “{words}”. It is old."
    start = text.index(words)
    return Reading(
        Article("wall", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), outlet="The Northern Courant"),
        orphans=(Orphan(Span(start, start + len(words)), OrphanKind.ORPHAN),),
        model=MODEL,
    )
