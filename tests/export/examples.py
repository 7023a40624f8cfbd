"""Readings invented for the tests of the exports: a simple one, a nested one, one with replies, and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
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


def said(
    id: str,
    speaker: str,
    content: tuple[Span, ...],
    source: tuple[Span, ...] = (),
    cue: tuple[Span, ...] = (),
    *,
    sure: float,
    **more: object,
) -> Attribution:
    """Make an attribution whose speaker `"letter/lopez"` is the last of the chain, and its voice that of the entity."""
    chain = tuple(filter(None, speaker.split("/")))
    voice = (
        next((e.kind for e in (*SIMPLE_ENTITIES, *NESTED_ENTITIES, *REPLYING_ENTITIES) if e.id == chain[-1]), None)
        if chain
        else None
    )
    made = Attribution(id, content, source, cue, confidence=sure, voice=voice or Voice.NONE, chain=chain)
    return replace(made, speaker=chain[-1] if chain else None, **more)  # type: ignore[arg-type]


SIMPLE = article(
    (BlockKind.TITLE, "Ferry to Skerrow will stop in winter, harbour board says"),
    (
        BlockKind.PARAGRAPH,
        (
            "The last boat of the year to the island of Skerrow will sail on 30 November, the harbour board announced"
            " on Monday. “Nobody on this board wanted it to come to this,” said its chair, Oona Brandt."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Brandt denied that the money had gone into the new marina, and called the accounts “open to anyone who can"
            " read”. Passengers were told that the boat needed a new engine."
        ),
    ),
    (BlockKind.CAPTION, "The “Grey Lady” at Skerrow pier on Sunday."),
    (BlockKind.HEADING, "‘A lifeline’"),
    (
        BlockKind.PARAGRAPH,
        (
            "Islanders see it otherwise. The shopkeeper Tam Ferrier believes the service could pay for itself. Asked"
            " about a subsidy, the ministry declined to comment."
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
SIMPLE_ENTITIES = (
    Entity("board", "the harbour board", EntityKind.ORGANIZATION),
    Entity("brandt", "Oona Brandt", EntityKind.PERSON, ("Brandt",)),
    Entity("ferrier", "Tam Ferrier", EntityKind.PERSON),
    Entity("ministry", "the ministry", EntityKind.ORGANIZATION),
)


def simple() -> Reading:
    """Make a short story with a direct, a mixed, an indirect and a denied statement, one nobody makes, and orphans."""
    t = SIMPLE.text
    title, board = "harbour board says", "The last boat of the year to the island of Skerrow will sail on 30 November"
    brandt = part(t, "Brandt denied", "Brandt")
    denied = {"act": Act.DENIES, "polarity": Polarity.NEGATIVE}
    direct, mixed = {"quotation": QuotationType.DIRECT}, {"quotation": QuotationType.MIXED}
    words = at(t, "“Nobody on this board wanted it to come to this,”")
    winter, ferrier = at(t, "Ferry to Skerrow will stop in winter"), at(t, "The shopkeeper Tam Ferrier")
    silence = at(t, "the ministry"), at(t, "declined to comment")
    marina, engine = "that the money had gone into the new marina", "that the boat needed a new engine"
    pays, accounts = at(t, "the service could pay for itself"), at(t, "the accounts “open to anyone who can read”")
    attributions = (
        said("t1", "board", winter, part(t, title, "harbour board"), part(t, title, "says"), sure=0.97),
        said("t2", "board", at(t, board), at(t, "the harbour board"), at(t, "announced"), sure=0.99),
        said("t3", "brandt", words, at(t, "its chair, Oona Brandt"), at(t, "said"), sure=0.994, **direct),
        said("t4", "brandt", at(t, marina), brandt, at(t, "denied"), sure=0.91, **denied),
        said("t5", "brandt", accounts, brandt, at(t, "called"), sure=0.74, **mixed),
        said("t6", "", at(t, engine), cue=at(t, "were told"), sure=0.62),
        said("t7", "ferrier", pays, ferrier, at(t, "believes"), sure=0.88, act=Act.THINKS),
        said("t8", "ministry", (), *silence, sure=0.95, act=Act.NO_COMMENT),
    )
    orphans = (
        Orphan(at(t, "Grey Lady")[0], OrphanKind.TITLE),
        Orphan(at(t, "A lifeline")[0], OrphanKind.ORPHAN),
        Orphan(at(t, "weather permitting")[0], OrphanKind.TERM),
    )
    return Reading(SIMPLE, attributions, SIMPLE_ENTITIES, orphans, "hand-built example")


NESTED = article(
    (BlockKind.TITLE, "Mill workers take their case to the council"),
    (
        BlockKind.PARAGRAPH,
        (
            "The workers at the Lower Ashby paper mill have written to the town council. Their letter, which arrived on"
            " Thursday, says:"
        ),
    ),
    (
        BlockKind.BLOCKQUOTE,
        (
            "“We have kept this mill running through two floods and a fire. In March the director, Maria Lopez, told us"
            " that the engineer had found the river wall safe."
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
NESTED_ENTITIES = (
    Entity("letter", "the workers’ letter", EntityKind.DOCUMENT),
    Entity("workers", "the workers", EntityKind.GROUP),
    Entity("lopez", "Maria Lopez", EntityKind.PERSON),
    Entity("engineer", "the engineer", EntityKind.PERSON),
    Entity("report", "Dr Hale’s report", EntityKind.DOCUMENT),
    Entity("authors", "the authors of the report", EntityKind.GROUP),
    Entity("voss", "Bram Voss", EntityKind.PERSON),
)


def nested() -> Reading:
    """Make a story with a letter over several blockquotes, and reports three deep inside it."""
    t = NESTED.text
    letter = tuple(block.span for block in NESTED.blocks if block.kind is BlockKind.BLOCKQUOTE)
    told = at(t, "that the engineer had found the river wall safe")
    never = at(t, "she had never spoken to him", "that Dr Hale’s report “shows what we feared: nobody looked”")
    she, she_said = part(t, "she said she", "she"), part(t, "she said she", "said")
    voss, voss_said = at(t, "councillor Bram Voss"), part(t, "said yesterday", "said")
    direct, mixed = {"quotation": QuotationType.DIRECT}, {"quotation": QuotationType.MIXED}
    in_letter: dict[str, Any] = {"parent": "letter", "depth": 1}
    in_told: dict[str, Any] = {"parent": "told", "depth": 2, "act": Act.SHOWS}
    in_never: dict[str, Any] = {"parent": "never", "depth": 2, "act": Act.SHOWS}
    in_shows: dict[str, Any] = {"parent": "shows", "depth": 3, "act": Act.FEELS}
    chain = "letter/lopez/report"
    looked, claimed = at(t, "what we feared: nobody looked"), at(t, "that she lied")
    found = at(t, "the river wall safe"), at(t, "the engineer"), at(t, "had found")
    feared = at(t, "nobody looked"), part(t, "we feared", "we"), at(t, "feared")
    we, claim = part(t, "We do not", "We"), at(t, "do not claim")
    read = at(t, "“I read it,”", "“and I read it twice.”")
    attributions = (
        said("letter", "letter", letter, at(t, "Their letter"), at(t, "says:"), sure=0.98, **direct),
        said("told", "letter/lopez", told, at(t, "the director, Maria Lopez"), at(t, "told us"), sure=0.9, **in_letter),
        said("found", "letter/lopez/engineer", *found, sure=0.71, **in_told),
        said("never", "letter/lopez", never, she, she_said, sure=0.83, **in_letter, **mixed),
        said("shows", chain, looked, at(t, "Dr Hale’s report"), at(t, "shows"), sure=0.79, **in_never, **direct),
        said("feared", f"{chain}/authors", *feared, sure=0.41, **in_shows),
        said("claim", "letter/workers", claimed, we, claim, sure=0.86, polarity=Polarity.NEGATIVE, **in_letter),
        said("voss", "voss", read, voss, voss_said, sure=0.99, **direct),
    )
    return Reading(NESTED, attributions, NESTED_ENTITIES, model="hand-built example")


REPLYING = article(
    (BlockKind.TITLE, "Lindow argues about its night buses"),
    (
        BlockKind.PARAGRAPH,
        (
            "Night buses cut drink-driving arrests by a third, a study by Northfield College shows. “The study shows"
            " what every nurse in this town has known for years,” Maria Lopez, who leads the transport committee,"
            " wrote on Twitter on Sunday."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "The bus company accepted this. In a letter to the council its director, Henrik Aas, said that the drivers’"
            " union had warned him by e-mail that “one bus in five” was unfit for the hills."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "A driver, who asked not to be named for fear of losing his job, rejected the claim: “Nobody rides them"
            " after one.” Asked whether he would buy more buses, Aas told the Lindow Herald by telephone: “Ask me in"
            " May.”"
        ),
    ),
    (BlockKind.PARAGRAPH, "The mayor, Ruth Okoye, denied that she had promised it."),
    id="buses",
    outlet="The Lindow Herald",
    published="2025-02-03",
)
REPLYING_ENTITIES = (
    Entity("study", "a study by Northfield College", EntityKind.DOCUMENT),
    Entity("lopez", "Maria Lopez", EntityKind.PERSON),
    Entity("company", "The bus company", EntityKind.ORGANIZATION),
    Entity("aas", "Henrik Aas", EntityKind.PERSON),
    Entity("union", "the drivers’ union", EntityKind.ORGANIZATION),
    Entity("driver", "A driver", EntityKind.UNNAMED),
    Entity("okoye", "Ruth Okoye", EntityKind.PERSON),
)


def replying() -> Reading:
    """Make a story of claims that are taken up (one is not in the reading), with media and a source without a name."""
    t = REPLYING.text
    direct = {"quotation": QuotationType.DIRECT}
    figures, study = at(t, "Night buses cut drink-driving arrests by a third"), at(t, "a study by Northfield College")
    nurses = at(t, "“The study shows what every nurse in this town has known for years,”")
    letter = at(t, "that the drivers’ union had warned him by e-mail that “one bus in five” was unfit for the hills")
    unfit = at(t, "that “one bus in five” was unfit for the hills")
    driver, afraid = at(t, "A driver"), at(t, "who asked not to be named for fear of losing his job")
    nobody_rides, more = at(t, "“Nobody rides them after one.”"), at(t, "whether he would buy more buses")
    in_may, told = at(t, "“Ask me in May.”"), part(t, "Aas told", "told")
    mayor, promised = at(t, "The mayor, Ruth Okoye"), at(t, "that she had promised it")
    attributions = (
        said("study", "study", figures, study, part(t, "College shows", "shows"), sure=0.9, act=Act.SHOWS,
             replies=(Reply("nurses", ReplyKind.SUPPORTS),)),
        said("nurses", "lopez", nurses, at(t, "Maria Lopez, who leads the transport committee"), at(t, "wrote"),
             sure=0.98, medium=at(t, "on Twitter"), **direct),
        said("accepted", "company", part(t, "accepted this", "this"), at(t, "The bus company"), at(t, "accepted"),
             sure=0.8, act=Act.ACCEPTS, replies=(Reply("nurses", ReplyKind.ACCEPTS),)),
        said("letter", "aas", letter, at(t, "its director, Henrik Aas"), part(t, "Aas, said", "said"), sure=0.97,
             medium=at(t, "In a letter to the council"), quotation=QuotationType.MIXED),
        said("unfit", "aas/union", unfit, at(t, "the drivers’ union"), at(t, "had warned"), sure=0.93, parent="letter",
             depth=1, act=Act.WARNS, medium=at(t, "by e-mail"), quotation=QuotationType.MIXED),
        said("rides", "driver", nobody_rides, driver, at(t, "rejected"), sure=0.88, act=Act.REJECTS,
             polarity=Polarity.NEGATIVE, anonymity=afraid, replies=(Reply("nurses", ReplyKind.REJECTS),), **direct),
        said("more", "", more, cue=at(t, "Asked"), sure=0.7, act=Act.ASKS),
        said("may", "aas", in_may, part(t, "Aas told", "Aas"), told, sure=0.95,
             medium=at(t, "the Lindow Herald", "by telephone"), replies=(Reply("more", ReplyKind.ANSWERS),), **direct),
        said("never", "okoye", promised, mayor, at(t, "denied"), sure=0.9, act=Act.DENIES, polarity=Polarity.NEGATIVE,
             replies=(Reply("gone", ReplyKind.DENIES),)),
    )  # fmt: skip
    return Reading(REPLYING, attributions, REPLYING_ENTITIES, model="hand-built example")


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
    taken_up: dict[str, Any] = {
        "medium": at(t, "<!-- \x00\x1b[31m"),
        "anonymity": (Span(5, 30), *at(t, "طوال الشتاء")),
        "replies": (Reply('"><b>', ReplyKind.ANSWERS), Reply("c1<>", ReplyKind.SUPPORTS)),
    }
    return Reading(
        made,
        attributions=(
            *(
                Attribution(
                    f"c{i}<>", (Span(a, b),), speaker="evil", chain=("evil",), confidence=float("nan"), **taken_up
                )
                for i, (a, b) in enumerate(cross)
            ),
            Attribution(
                "arabic",
                at(t, "الميناء سيبقى مفتوحا"),
                at(t, "الوزيرة"),
                at(t, "قالت"),
                speaker="minister",
                replies=(Reply("arabic", ReplyKind.DENIES), Reply("c0<>", ReplyKind.REJECTS)),
            ),
            Attribution("ring1", at(t, "one two"), parent="ring2", depth=7, speaker="missing", chain=("evil", "gone")),
            Attribution("ring2", at(t, "one two three"), parent="ring1", depth=-3, confidence=7.0),
            Attribution("empty", ()),
        ),
        entities=(
            Entity("evil", evil, EntityKind.PERSON, (evil,)),
            Entity("minister", "الوزيرة", EntityKind.PERSON),
        ),
        orphans=(Orphan(at(t, "<b>bold</b>")[0], OrphanKind.TERM), Orphan(Span(10**6, 10**6 + 3), OrphanKind.ORPHAN)),
        model=evil,
    )
