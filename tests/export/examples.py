"""Three readings invented for the tests of the exports: a simple one, a nested one, and a hostile one."""

from __future__ import annotations

from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    Orphan,
    OrphanKind,
    Polarity,
    QuotationType,
    Reading,
    Span,
    Voice,
)


def article(*parts: tuple[BlockKind, str], id: str, **about: str | tuple[str, ...]) -> Article:
    """Make an article of blocks that an empty line keeps apart."""
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return Article(id, text, tuple(blocks), **about)  # type: ignore[arg-type]


def at(text: str, *snippets: str) -> tuple[Span, ...]:
    """Find each snippet, which the text must hold once."""
    for snippet in snippets:
        assert text.count(snippet) == 1, (text.count(snippet), snippet)
    return tuple(Span(text.index(snippet), text.index(snippet) + len(snippet)) for snippet in snippets)


def part(text: str, phrase: str, words: str) -> tuple[Span, ...]:
    """Find the words where they stand in a phrase, which the text must hold once."""
    (around,) = at(text, phrase)
    start = text.index(words, around.start, around.end)
    return (Span(start, start + len(words)),)


def simple() -> Reading:
    """Make a short story with a direct, a mixed, an indirect and a denied statement, one nobody makes, and orphans."""
    made = article(
        (BlockKind.TITLE, "Ferry to Skerrow will stop in winter, harbour board says"),
        (
            BlockKind.PARAGRAPH,
            (
                "The last boat of the year to the island of Skerrow will sail on 30 November, the harbour board"
                " announced on Monday. “Nobody on this board wanted it to come to this,” said its chair, Oona Brandt."
            ),
        ),
        (
            BlockKind.PARAGRAPH,
            (
                "Brandt denied that the money had gone into the new marina, and called the accounts “open to anyone who"
                " can read”. Passengers were told that the boat needed a new engine."
            ),
        ),
        (BlockKind.CAPTION, "The “Grey Lady” at Skerrow pier on Sunday."),
        (BlockKind.HEADING, "‘A lifeline’"),
        (
            BlockKind.PARAGRAPH,
            (
                "Islanders see it otherwise. The shopkeeper Tam Ferrier believes the service could pay for itself. "
                "Asked about a subsidy, the ministry declined to comment."
            ),
        ),
        (BlockKind.ITEM, "Two sailings a day in October"),
        (BlockKind.ITEM, "One on Sundays in November, “weather permitting”"),
        id="skerrow",
        outlet="The Northern Courant",
        authors=("Ida Marsh", "Piet Olsen"),
        published="2024-10-14",
        url="https://courant.example/skerrow?ferry=1&winter=1",
    )
    t = made.text
    direct, mixed = QuotationType.DIRECT, QuotationType.MIXED
    return Reading(
        made,
        attributions=(
            Attribution(
                "t1",
                at(t, "Ferry to Skerrow will stop in winter"),
                part(t, "harbour board says", "harbour board"),
                part(t, "harbour board says", "says"),
                confidence=0.97,
                voice=Voice.ORGANIZATION,
                speaker="board",
                chain=("board",),
            ),
            Attribution(
                "t2",
                at(t, "The last boat of the year to the island of Skerrow will sail on 30 November"),
                at(t, "the harbour board"),
                at(t, "announced"),
                confidence=0.99,
                voice=Voice.ORGANIZATION,
                speaker="board",
                chain=("board",),
            ),
            Attribution(
                "t3",
                at(t, "“Nobody on this board wanted it to come to this,”"),
                at(t, "its chair, Oona Brandt"),
                at(t, "said"),
                quotation=direct,
                confidence=0.994,
                voice=Voice.PERSON,
                speaker="brandt",
                chain=("brandt",),
            ),
            Attribution(
                "t4",
                at(t, "that the money had gone into the new marina"),
                part(t, "Brandt denied", "Brandt"),
                at(t, "denied"),
                act=Act.DENIES,
                polarity=Polarity.NEGATIVE,
                confidence=0.91,
                voice=Voice.PERSON,
                speaker="brandt",
                chain=("brandt",),
            ),
            Attribution(
                "t5",
                at(t, "the accounts “open to anyone who can read”"),
                part(t, "Brandt denied", "Brandt"),
                at(t, "called"),
                quotation=mixed,
                confidence=0.74,
                voice=Voice.PERSON,
                speaker="brandt",
                chain=("brandt",),
            ),
            Attribution("t6", at(t, "that the boat needed a new engine"), cue=at(t, "were told"), confidence=0.62),
            Attribution(
                "t7",
                at(t, "the service could pay for itself"),
                at(t, "The shopkeeper Tam Ferrier"),
                at(t, "believes"),
                act=Act.THINKS,
                confidence=0.88,
                voice=Voice.PERSON,
                speaker="ferrier",
                chain=("ferrier",),
            ),
            Attribution(
                "t8",
                (),
                at(t, "the ministry"),
                at(t, "declined to comment"),
                act=Act.NO_COMMENT,
                confidence=0.95,
                voice=Voice.ORGANIZATION,
                speaker="ministry",
                chain=("ministry",),
            ),
        ),
        entities=(
            Entity("board", "the harbour board", Voice.ORGANIZATION),
            Entity("brandt", "Oona Brandt", Voice.PERSON, ("Brandt",)),
            Entity("ferrier", "Tam Ferrier", Voice.PERSON),
            Entity("ministry", "the ministry", Voice.ORGANIZATION),
        ),
        orphans=(
            Orphan(at(t, "Grey Lady")[0], OrphanKind.TITLE),
            Orphan(at(t, "A lifeline")[0], OrphanKind.ORPHAN),
            Orphan(at(t, "weather permitting")[0], OrphanKind.TERM),
        ),
        model="hand-built example",
    )


def nested() -> Reading:
    """Make a story with a letter over several blockquotes, and reports three deep inside it."""
    made = article(
        (BlockKind.TITLE, "Mill workers take their case to the council"),
        (
            BlockKind.PARAGRAPH,
            (
                "The workers at the Lower Ashby paper mill have written to the town council. Their letter, which"
                " arrived on Thursday, says:"
            ),
        ),
        (
            BlockKind.BLOCKQUOTE,
            (
                "“We have kept this mill running through two floods and a fire. In March the director, Maria Lopez,"
                " told us that the engineer had found the river wall safe."
            ),
        ),
        (
            BlockKind.BLOCKQUOTE,
            (
                "“In May she said she had never spoken to him, and that Dr Hale’s report “shows what we feared: nobody"
                " looked”. We do not claim that she lied."
            ),
        ),
        (BlockKind.BLOCKQUOTE, "“We ask only to be told the truth before the water comes again.”"),
        (
            BlockKind.PARAGRAPH,
            "“I read it,” councillor Bram Voss said yesterday, “and I read it twice.” The company did not reply.",
        ),
        id="mill",
        title="Mill workers take their case to the council",
        outlet="The Ashby Gazette",
        authors=("Jun Park",),
        published="2023-06-02",
    )
    t = made.text
    quotes = [block.span for block in made.blocks if block.kind is BlockKind.BLOCKQUOTE]
    lopez = {"voice": Voice.PERSON, "speaker": "lopez", "chain": ("letter", "lopez")}
    direct = QuotationType.DIRECT
    return Reading(
        made,
        attributions=(
            Attribution(
                "letter",
                tuple(quotes),
                at(t, "Their letter"),
                at(t, "says:"),
                quotation=direct,
                confidence=0.98,
                voice=Voice.DOCUMENT,
                speaker="letter",
                chain=("letter",),
            ),
            Attribution(
                "told",
                at(t, "that the engineer had found the river wall safe"),
                at(t, "the director, Maria Lopez"),
                at(t, "told us"),
                parent="letter",
                depth=1,
                confidence=0.9,
                **lopez,  # type: ignore[arg-type]
            ),
            Attribution(
                "found",
                at(t, "the river wall safe"),
                at(t, "the engineer"),
                at(t, "had found"),
                parent="told",
                depth=2,
                act=Act.SHOWS,
                confidence=0.71,
                voice=Voice.PERSON,
                speaker="engineer",
                chain=("letter", "lopez", "engineer"),
            ),
            Attribution(
                "never",
                at(t, "she had never spoken to him", "that Dr Hale’s report “shows what we feared: nobody looked”"),
                part(t, "she said she", "she"),
                part(t, "she said she", "said"),
                parent="letter",
                depth=1,
                quotation=QuotationType.MIXED,
                confidence=0.83,
                **lopez,  # type: ignore[arg-type]
            ),
            Attribution(
                "shows",
                at(t, "what we feared: nobody looked"),
                at(t, "Dr Hale’s report"),
                at(t, "shows"),
                parent="never",
                depth=2,
                quotation=direct,
                act=Act.SHOWS,
                confidence=0.79,
                voice=Voice.DOCUMENT,
                speaker="report",
                chain=("letter", "lopez", "report"),
            ),
            Attribution(
                "feared",
                at(t, "nobody looked"),
                part(t, "we feared", "we"),
                at(t, "feared"),
                parent="shows",
                depth=3,
                act=Act.FEELS,
                confidence=0.41,
                voice=Voice.GROUP,
                speaker="authors",
                chain=("letter", "lopez", "report", "authors"),
            ),
            Attribution(
                "claim",
                at(t, "that she lied"),
                part(t, "We do not", "We"),
                at(t, "do not claim"),
                parent="letter",
                depth=1,
                polarity=Polarity.NEGATIVE,
                confidence=0.86,
                voice=Voice.GROUP,
                speaker="workers",
                chain=("letter", "workers"),
            ),
            Attribution(
                "voss",
                at(t, "“I read it,”", "“and I read it twice.”"),
                at(t, "councillor Bram Voss"),
                part(t, "said yesterday", "said"),
                quotation=direct,
                confidence=0.99,
                voice=Voice.PERSON,
                speaker="voss",
                chain=("voss",),
            ),
        ),
        entities=(
            Entity("letter", "the workers’ letter", Voice.DOCUMENT),
            Entity("workers", "the workers", Voice.GROUP),
            Entity("lopez", "Maria Lopez", Voice.PERSON),
            Entity("engineer", "the engineer", Voice.PERSON),
            Entity("report", "Dr Hale’s report", Voice.DOCUMENT),
            Entity("authors", "the authors of the report", Voice.GROUP),
            Entity("voss", "Bram Voss", Voice.PERSON),
        ),
        model="hand-built example",
    )


def hostile() -> Reading:
    """Make a text of markup, controls, long words and scripts from right to left, with spans that cross."""
    evil = '"><img src=x onerror=alert(1)><script>alert("2")</script>'
    made = article(
        (BlockKind.TITLE, f"</title></style>{evil} &amp; <!-- \x00\x1b[31m"),
        (BlockKind.PARAGRAPH, "قالت الوزيرة إن “الميناء سيبقى مفتوحا” طوال الشتاء، ثم غادرت. \u202eabc"),
        (
            BlockKind.PARAGRAPH,
            f"👩🏽‍🚀 {'Donaudampfschifffahrts' * 12} 🏴󠁧󠁢󠁳󠁣󠁴󠁿 said <b>bold</b>\r\nnext line\ttab \ud800 \ufffe end.",
        ),
        (BlockKind.BLOCKQUOTE, "one two three four five six seven eight nine ten"),
        (BlockKind.BLOCKQUOTE, "eleven twelve]]><![CDATA[ thirteen &#0; &lt; fourteen"),
        id='x" onload="alert(3)',
        title=evil,
        outlet=evil,
        authors=(evil, "ليلى"),
        published='<b>"yesterday"</b>',
        url="javascript:alert(4)",
    )
    t = made.text
    cross = [(-5, 40), (20, 60), (t.index("two"), t.index("seven")), (t.index("five"), t.index("twelve")), (30, 10**9)]
    return Reading(
        made,
        attributions=(
            *(
                Attribution(f"c{i}<>", (Span(a, b),), speaker="evil", chain=("evil",), confidence=float("nan"))
                for i, (a, b) in enumerate(cross)
            ),
            Attribution("arabic", at(t, "الميناء سيبقى مفتوحا"), at(t, "الوزيرة"), at(t, "قالت"), speaker="minister"),
            Attribution("ring1", at(t, "one two"), parent="ring2", depth=7, speaker="missing", chain=("evil", "gone")),
            Attribution("ring2", at(t, "one two three"), parent="ring1", depth=-3, confidence=7.0),
            Attribution("empty", ()),
        ),
        entities=(
            Entity("evil", evil, Voice.PERSON, (evil,)),
            Entity("minister", "الوزيرة", Voice.PERSON),
        ),
        orphans=(Orphan(at(t, "<b>bold</b>")[0], OrphanKind.TERM), Orphan(Span(10**6, 10**6 + 3), OrphanKind.ORPHAN)),
        model=evil,
    )
