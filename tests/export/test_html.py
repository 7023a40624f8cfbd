import re
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth.export.html
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
)
from quoth.export.html import page, pages
from quoth.selection import select
from tests.export.examples import at, hostile, nested, replying, simple

VOID = {"meta", "br", "img", "link", "input", "hr"}
# What HTML forbids, written down a second time and in another way than the module does.
ALLOWED = {"\t", "\n", "\f", "\r"}


def allowed(char: str) -> bool:
    code = ord(char)
    if code < 32 or 127 <= code < 160:
        return char in ALLOWED
    return not (0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())


class Page(HTMLParser):
    """A page as its elements in order; a tag that closes another element than the last one opened is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.characters: list[tuple[str, tuple[Element, ...]]] = []  # those of the articles' texts
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if self._open:
            self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if any("text" in element.classes for element in self._open):
            self.characters += [(char, tuple(self._open)) for char in data]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    unknown_decl = handle_comment

    def all(self, *, tag: str = "", name: str = "") -> list[Element]:
        return [e for e in self.elements if tag in {"", e.tag} and (not name or name in e.classes)]

    def one(self, **wanted: str) -> Element:
        (found,) = self.all(**wanted)
        return found

    def by_id(self) -> dict[str, Element]:
        named = [(e.attributes["id"] or "", e) for e in self.elements if "id" in e.attributes]
        assert len(dict(named)) == len(named), "an id stands twice"
        return dict(named)

    def covered(self, anchor: str, tag: str = "mark") -> str:
        """The characters of the text inside elements that belong to the statement."""
        held = {id(e) for e in self.elements if e.tag == tag and e.attributes.get("data-a") == anchor}
        return "".join(char for char, path in self.characters if held & set(map(id, path)))


def shown(text: str) -> str:
    return "".join(char if allowed(char) else "\ufffd" for char in text)


EXAMPLES = [simple, nested, replying, hostile]
SOUP = st.text(st.sampled_from("ab \n\n\t\r\f\v\0\x1b\x85<>&\"'/;#]!-é“”\u202e\u2028\ud800\ufffe👩‍🚀ש"), max_size=60)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(SOUP)
    edge = st.integers(-2, len(text) + 2)
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), edge, edge)
    spans = st.lists(span, max_size=3).map(tuple)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    blocks = tuple(Block(draw(st.sampled_from(BlockKind)), Span(start, end)) for start, end in pairs)
    ids = st.sampled_from(["p", "q", "r", "s"])
    attribution = st.builds(
        Attribution,
        ids,
        spans,
        spans,
        spans,
        parent=st.none() | ids,
        depth=st.integers(-1, 5),
        quotation=st.sampled_from(QuotationType),
        act=st.sampled_from(Act),
        polarity=st.sampled_from(Polarity),
        confidence=st.floats(),
        speaker=st.none() | ids,
        chain=st.lists(ids, max_size=3).map(tuple),
        medium=spans,
        anonymity=spans,
        replies=st.lists(st.builds(Reply, ids, st.sampled_from(ReplyKind)), max_size=3).map(tuple),
    )
    entity = st.builds(Entity, ids, SOUP, st.sampled_from(EntityKind))
    orphan = st.builds(Orphan, span, st.sampled_from(OrphanKind))
    about = st.none() | SOUP
    article = Article("x", text, blocks, draw(about), (draw(SOUP),), draw(about), draw(about), draw(about))
    return Reading(
        article,
        tuple(draw(st.lists(attribution, max_size=3))),
        tuple(draw(st.lists(entity, max_size=3))),
        tuple(draw(st.lists(orphan, max_size=3))),
        draw(SOUP),
    )


@settings(deadline=None, max_examples=150)
@given(readings())
def test_any_reading_gives_a_well_formed_page_that_holds_the_text_exactly(reading: Reading) -> None:
    html = page(reading)
    assert all(map(allowed, html))
    assert "\r" not in html  # which a browser would read as a line feed
    parsed = Page(html)
    text = shown(reading.article.text)
    assert "".join(char for char, _ in parsed.characters) == text
    ids = parsed.by_id()
    for element in parsed.elements:
        if (href := element.attributes.get("href") or "").startswith("#"):
            assert href[1:] in ids
        for other in (element.attributes.get("aria-describedby"), element.attributes.get("aria-labelledby")):
            assert other is None or other in ids
    for number, attribution in enumerate(reading.attributions, start=1):
        assert f"a{number}" in ids
        inside = {i for span in attribution.content for i in range(max(0, span.start), min(len(text), span.end))}
        assert parsed.covered(f"a{number}") == "".join(text[i] for i in sorted(inside) if shows(parsed, i))


def shows(parsed: Page, position: int) -> bool:
    """Whether a character stands in a block; only white space between blocks does not."""
    char, path = parsed.characters[position]
    in_block = any(e.tag in {"p", "h1", "h2", "li", "figcaption"} for e in path)
    assert in_block or char.isspace()
    return in_block


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_statement_is_one_tab_stop_with_a_description(example: Callable[[], Reading]) -> None:
    reading = example()
    parsed = Page(page(reading))
    ids = parsed.by_id()
    stops = [e for e in parsed.elements if e.attributes.get("tabindex") == "0"]
    held = [n for n, a in enumerate(reading.attributions, start=1) if a.content or a.cue or a.source]
    assert sorted(e.attributes["id"] or "" for e in stops) == sorted(f"a{n}" for n in held)
    for stop in stops:
        assert ids[stop.attributes["aria-describedby"] or ""].text.strip()
        assert [e.tag for e in stop.inside if "tip" in e.classes]


@pytest.mark.parametrize("example", [nested, replying])
def test_all_of_a_statement_is_marked_where_it_stands(example: Callable[[], Reading]) -> None:
    reading = example()
    parsed = Page(page(reading))
    for number, attribution in enumerate(reading.attributions, start=1):
        text = reading.article.text
        assert parsed.covered(f"a{number}") == "".join(span.of(text) for span in attribution.content)
        around = sorted(attribution.source + attribution.cue + attribution.medium + attribution.anonymity)
        assert parsed.covered(f"a{number}", tag="span") == "".join(span.of(text) for span in around)


def test_reports_inside_reports_are_elements_inside_elements() -> None:
    parsed = Page(page(nested()))
    deepest = max((path for _, path in parsed.characters), key=lambda path: sum(e.tag == "mark" for e in path))
    assert [e.attributes["data-a"] for e in deepest if e.tag == "mark"] == ["a1", "a4", "a5", "a6"]


def tip(parsed: Page, anchor: str) -> dict[str, str | None]:
    return next(e for e in parsed.by_id()[anchor].inside if "tip" in e.classes).attributes


def test_the_chain_runs_from_the_outlet_to_the_speaker() -> None:
    parsed = Page(page(nested()))
    chain = "The Ashby Gazette › the workers’ letter › Maria Lopez › Dr Hale’s report › the authors of the report"
    assert (tip(parsed, "a6")["data-chain"] or "").replace("\u2068", "").replace("\u2069", "") == chain
    assert tip(parsed, "a6")["data-how"] == "feels · indirect quotation · 41% sure"
    assert tip(parsed, "a7")["data-how"] == "does not say · negative · indirect quotation · 86% sure"
    assert ", quoting Maria Lopez" in " ".join(parsed.by_id()["a6-how"].text.replace(" › ", "").split())


def described(parsed: Page, anchor: str) -> list[str]:
    """The lines of what the list says of a statement after whose word it is and how it is told."""
    about, *more = parsed.by_id()[f"{anchor}-how"].inside
    assert about.tag == "p"
    lines = [li for each in more for li in (each.inside if each.tag == "ul" else [each])]
    return [" ".join(line.text.split()) for line in lines]


def test_medium_and_reason_for_anonymity_are_told_in_the_list() -> None:
    parsed = Page(page(replying()))
    assert described(parsed, "a4") == ["Medium: In a letter to the council"]
    assert described(parsed, "a5") == ["Medium: by e-mail"]
    assert described(parsed, "a6")[0] == "Why unnamed: who asked not to be named for fear of losing his job"
    assert described(parsed, "a8")[0] == "Medium: the Lindow Herald by telephone"
    assert described(parsed, "a7") == ["answered by Henrik Aas: “Ask me in May.”"]
    assert not described(Page(page(nested())), "a1")


def test_replies_are_links_in_both_directions() -> None:
    parsed = Page(page(replying()))
    words = "“The study shows what every nurse in this town has known for years,”"
    assert described(parsed, "a3") == [f"accepts ← Maria Lopez: {words}"]
    assert described(parsed, "a2")[1:] == [
        "supported by a study by Northfield College: Night buses cut drink-driving arrests by a third",
        "accepted by The bus company: this",
        "rejected by A driver: “Nobody rides them after one.”",
    ]
    assert described(parsed, "a8")[1:] == ["answers ← no speaker named: whether he would buy more buses"]
    lists = {n: parsed.by_id()[f"a{n}-how"].inside[-1] for n in (2, 3)}
    targets = {
        n: [a.attributes["href"] for li in ul.inside for a in li.inside if a.tag == "a"] for n, ul in lists.items()
    }
    assert targets == {2: ["#a1", "#a3", "#a6"], 3: ["#a2"]}
    assert [parsed.by_id()[anchor].tag for anchor in ("a1", "a2", "a3", "a6")] == ["mark"] * 4


def test_links_of_replies_stay_in_their_own_article() -> None:
    parsed = Page(pages([replying(), replying()]))
    (link,) = [li.inside[-1] for li in parsed.by_id()["r2-a3-how"].inside[-1].inside]
    assert link.attributes["href"] == "#r2-a2"


def test_a_reply_to_what_the_reading_does_not_hold_is_told_without_a_link() -> None:
    parsed = Page(page(replying()))
    assert described(parsed, "a9") == ["denies ← a statement that is not shown here"]
    (line,) = parsed.by_id()["a9-how"].inside[-1].inside
    assert not [e for e in line.inside if e.tag == "a"]
    cut = Page(page(select(replying(), acts={Act.ACCEPTS})))
    assert described(cut, "a1") == ["accepts ← a statement that is not shown here"]


def test_a_reply_to_a_statement_without_words_names_its_speaker_and_cue() -> None:
    reading = simple()
    *others, silent = reading.attributions
    answer = replace(others[2], replies=(Reply(silent.id, ReplyKind.ANSWERS), Reply("bare", ReplyKind.DENIES)))
    bare = Attribution("bare", ())
    parsed = Page(page(replace(reading, attributions=(answer, silent, bare))))
    assert described(parsed, "a1") == ["answers ← the ministry: declined to comment", "denies ← no speaker named"]
    assert parsed.by_id()["a3"].tag == "li"


def test_long_words_of_a_reply_are_cut() -> None:
    reading = replying()
    _, whole = reading.article.text.split("\n\n", 2)[1:]
    everything = replace(reading.attributions[1], content=at(reading.article.text, whole))
    parsed = Page(page(replace(reading, attributions=(everything, reading.attributions[2]))))
    (line,) = described(parsed, "a2")
    assert re.fullmatch(r"accepts ← Maria Lopez: The bus company accepted this\. .*\w…", line)
    assert len(line) < 120


def test_the_note_on_a_statement_tells_its_medium_and_replies() -> None:
    parsed = Page(page(replying()))
    plain = {
        n: (tip(parsed, f"a{n}").get("data-more") or "").translate({0x2068: None, 0x2069: None}) for n in range(1, 10)
    }
    assert plain == {
        1: "supports ← Maria Lopez",
        2: "Medium: on Twitter\nsupported by a study by Northfield College\naccepted by The bus company\n"
        "rejected by A driver",
        3: "accepts ← Maria Lopez",
        4: "Medium: In a letter to the council",
        5: "Medium: by e-mail",
        6: "Why unnamed: who asked not to be named for fear of losing his job\nrejects ← Maria Lopez",
        7: "answered by Henrik Aas",
        8: "Medium: the Lindow Herald by telephone\nanswers ← no speaker named",
        9: "denies ← a statement that is not shown here",
    }
    assert "data-more" not in tip(Page(page(nested())), "a1")


def test_the_note_keeps_hostile_names_and_scripts_apart() -> None:
    reading = hostile()
    evil = " ".join(reading.entities[0].name.split())
    parsed = Page(page(reading))
    assert f"supported by {evil}" in (tip(parsed, "a2")["data-more"] or "").split("\n")
    assert "denied by \u2068الوزيرة\u2069" in (tip(parsed, "a6")["data-more"] or "").split("\n")


def test_the_note_says_the_same_thing_once_and_not_everything() -> None:
    reading = replying()
    claim, yes = reading.attributions[1:3]
    names = {"a": "Ann Lund", "b": "Ann Lund", "c": "ANN LUND", **{f"x{n}": f"Voter {n}" for n in range(40)}}
    entities = tuple(Entity(id, name, EntityKind.PERSON) for id, name in names.items())
    crowd = tuple(replace(yes, id=f"by {id}", speaker=id, chain=(id,)) for id in names)
    parsed = Page(page(replace(reading, attributions=(claim, *crowd), entities=entities)))
    assert (tip(parsed, "a1")["data-more"] or "").split("\n")[1:] == [
        "accepted by Ann Lund", "accepted by ANN LUND", "accepted by Voter 0", "accepted by Voter 1",
    ]  # fmt: skip
    assert len(described(parsed, "a1")) == 1 + len(names)


def test_medium_and_anonymity_are_marked_with_a_title_and_are_no_tab_stops() -> None:
    parsed = Page(page(replying()))
    media, reasons = parsed.all(name="medium"), parsed.all(name="anonymity")
    key, *media = media
    assert [e.text for e in media] == [
        "on Twitter", "In a letter to the council", "by e-mail", "the Lindow Herald", "by telephone",
    ]  # fmt: skip
    assert [e.text for e in reasons] == ["who asked not to be named for fear of losing his job"]
    assert key.text == "medium, or why unnamed"
    assert {e.attributes["title"] for e in media} == {"Medium: through what or where it was said"}
    assert {e.attributes["title"] for e in reasons} == {"Why the source is not named"}
    assert not [e for e in media + reasons if "tabindex" in e.attributes or "id" in e.attributes]


def test_a_medium_inside_a_content_and_over_its_edge_is_marked_whole() -> None:
    text = "Kemal Aydin wrote in a letter to the mayor that the quay would sink."
    content, medium = at(text, "to the mayor that the quay would sink", "in a letter to the mayor")
    attribution = Attribution("w", (content,), medium=(medium,))
    parsed = Page(page(Reading(Article("x", text), (attribution,))))
    assert parsed.covered("a1") == content.of(text)
    assert parsed.covered("a1", tag="span") == medium.of(text)


def test_where_too_many_marks_cross_the_contents_are_kept() -> None:
    text = "Lamps on, lamps off."
    everywhere = (Span(0, len(text)),)
    crossing = tuple(
        Attribution(f"x{n}", (Span(n + 1, 18),), everywhere, everywhere, medium=everywhere, anonymity=everywhere)
        for n in range(4)
    )
    parsed = Page(page(Reading(Article("x", text), crossing)))
    assert [parsed.covered(f"a{n}") for n in range(1, 5)] == [text[n:18] for n in range(1, 5)]


def test_a_statement_of_which_only_the_medium_is_known_stands_in_the_list_alone() -> None:
    text = "On the radio."
    parsed = Page(page(Reading(Article("x", text), (Attribution("m", (), medium=(Span(0, 12),)),))))
    assert parsed.by_id()["a1"].tag == "li"
    assert parsed.covered("a1", tag="span") == "On the radio"
    assert not [e for e in parsed.elements if e.attributes.get("tabindex") == "0"]


def test_without_an_outlet_the_chain_starts_with_the_authors_or_the_article() -> None:
    reading = simple()
    bare = replace(reading.article, outlet=None)
    signed = Page(page(replace(reading, article=bare)))
    assert tip(signed, "a3")["data-chain"] == "Ida Marsh and Piet Olsen › Oona Brandt"
    unsigned = Page(page(replace(reading, article=replace(bare, authors=()))))
    assert tip(unsigned, "a3")["data-chain"] == "the article › Oona Brandt"
    assert tip(unsigned, "a6")["data-chain"] == "the article › no speaker named"


def test_a_statement_without_content_is_reached_at_its_cue() -> None:
    parsed = Page(page(simple()))
    assert parsed.by_id()["a8"].text == "declined to comment"
    assert tip(parsed, "a8")["data-how"] == "gives no comment · indirect quotation · 95% sure"


def test_blocks_become_the_elements_that_mean_them() -> None:
    parsed = Page(page(simple()))
    text = parsed.one(name="text")
    assert [e.tag for e in text.inside] == ["h1", "p", "p", "figure", "h2", "p", "ul"]
    assert [e.text for e in text.inside[-1].inside] == [
        "Two sailings a day in October",
        "One on Sundays in November, “weather permitting”",
    ]
    quote = next(e for e in Page(page(nested())).one(name="text").inside if e.tag == "blockquote")
    assert [e.tag for e in quote.inside] == ["p", "p", "p"]


def test_text_without_blocks_is_shown_by_lines_under_its_title() -> None:
    article = Article("x", "Tide turns\n\n  It did.\nSo they said.", title="Tide  turns")
    text = Page(page(Reading(article))).one(name="text")
    assert [(e.tag, e.text) for e in text.inside] == [("h1", "Tide turns"), ("p", "  It did."), ("p", "So they said.")]


def test_headings_go_down_one_level_at_a_time_and_landmarks_are_there() -> None:
    for html in (page(simple()), pages([simple(), nested()])):
        parsed = Page(html)
        levels = [int(e.tag[1]) for e in parsed.elements if re.fullmatch(r"h\d", e.tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert {"header", "main", "article", "aside", "nav", "footer"} <= {e.tag for e in parsed.elements}
        assert parsed.one(tag="html").attributes["lang"] == "en"
        assert parsed.one(name="skip").attributes["href"] == "#main"


def test_speakers_are_listed_with_kind_count_and_statements() -> None:
    parsed = Page(page(simple()))
    first, *_, last = parsed.one(name="speakers").inside
    assert first.text.split("\n")[1:3] == ["Oona Brandt", "person · 3 statements"]
    assert "No speaker named\n1 statement" in last.text
    hrefs = [e.attributes.get("href") for e in parsed.elements if e.tag == "a" and "data-a" in e.attributes]
    assert hrefs[:3] == ["#a3", "#a4", "#a5"]


def test_a_speaker_can_be_shown_alone_without_a_script() -> None:
    html = page(simple())
    parsed = Page(html)
    everybody, first, *_ = buttons = [element for element in parsed.elements if element.tag == "input"]
    assert {button.attributes["name"] for button in buttons} == {"only"}
    assert "checked" in everybody.attributes
    voice = first.attributes["id"]
    assert voice == "v1"
    theirs = [element for element in parsed.elements if "said" in element.classes and voice in element.classes]
    assert {element.attributes["data-a"] for element in theirs} == {"a3", "a4", "a5"}
    assert (
        f".reading:has(#{voice}:checked) .statements li[value]:not(.{voice}, :has(.{voice})) {{ display: none; }}"
        in html
    )


def test_speakers_of_several_articles_have_buttons_of_their_own() -> None:
    buttons = [element for element in Page(pages([simple(), nested()])).elements if element.tag == "input"]
    assert {button.attributes["name"] for button in buttons} == {"r1-only", "r2-only"}
    assert {"r1-v1", "r2-v1"} <= {button.attributes.get("id") for button in buttons}


def test_a_pronoun_says_whom_it_means() -> None:
    reading = simple()
    mentions = (Mention(span, MentionForm.PRONOUN) for span in at(reading.article.text, "it otherwise"))
    entities = (replace(reading.entities[0], mentions=tuple(mentions)), *reading.entities[1:])
    (marked,) = (
        element for element in Page(page(replace(reading, entities=entities))).elements if "means" in element.classes
    )
    assert (marked.attributes["title"], marked.text) == ("the harbour board", "it otherwise")


def test_a_statement_names_whom_it_is_about() -> None:
    reading = simple()
    about = (replace(reading.attributions[0], targets=("ferrier", "ministry", "nobody")), *reading.attributions[1:])
    parsed = Page(page(replace(reading, attributions=about)))
    assert "About: Tam Ferrier, the ministry" in parsed.by_id()["a1-how"].text
    assert tip(parsed, "a1")["data-more"] == "About: Tam Ferrier, the ministry"


def test_a_document_is_listed_with_its_author() -> None:
    reading = simple()
    entities = (replace(reading.entities[0], kind=EntityKind.DOCUMENT, author="brandt"), *reading.entities[1:])
    assert "document by Oona Brandt · " in Page(page(replace(reading, entities=entities))).one(name="speakers").text


def test_a_chain_that_begins_with_the_outlet_names_it_once() -> None:
    reading = simple()
    outlet = Entity("outlet", "Northern Courant", EntityKind.ORGANIZATION)
    chained = tuple(replace(each, chain=("outlet", *each.chain)) for each in reading.attributions)
    parsed = Page(page(replace(reading, attributions=chained, entities=(outlet, *reading.entities))))
    assert tip(parsed, "a3")["data-chain"] == "Northern Courant › Oona Brandt"
    assert tip(parsed, "a6")["data-chain"] == "Northern Courant › no speaker named"


def test_orphans_are_marked_and_listed_with_their_kind() -> None:
    parsed = Page(page(simple()))
    assert [parsed.by_id()[f"o{n}"].text for n in (1, 2, 3)] == ["Grey Lady", "A lifeline", "weather permitting"]
    listed = [" ".join(e.text.split()) for e in parsed.one(tag="ul", name="orphans").inside]
    assert listed == [
        "Grey Lady the title of a work",
        "A lifeline somebody’s words",
        "weather permitting a term, or scare quotes",
    ]


def test_statements_are_listed_inside_the_one_they_stand_in() -> None:
    statements = Page(page(nested())).one(name="statements")
    outer = next(e for e in statements.inside if e.tag == "details").inside[-1]

    def numbers(ol: Element) -> list[object]:
        return [
            (li.attributes["value"], *(numbers(inner) for inner in li.inside if inner.tag == "ol")) for li in ol.inside
        ]

    assert numbers(outer) == [("1", [("2", [("3",)]), ("4", [("5", [("6",)])]), ("7",)]), ("8",)]


def test_statements_whose_parents_run_in_a_circle_are_listed_once() -> None:
    values = [
        e.attributes["value"] for e in Page(page(hostile())).elements if e.tag == "li" and "value" in e.attributes
    ]
    assert sorted(map(str, values)) == [str(n) for n in range(1, 10)]


def test_the_page_needs_nothing_from_elsewhere_and_only_its_own_script_may_run() -> None:
    for example in EXAMPLES:
        parsed = Page(page(example()))
        assert {e.tag for e in parsed.elements} & {"img", "link", "iframe", "object", "form", "base"} == set()
        names = {name for element in parsed.elements for name in element.attributes}
        assert not {name for name in names if name.startswith("on") or name in {"src", "style"}}
        (script,) = parsed.all(tag="script")
        digest = b64encode(sha256(script.text.encode()).digest()).decode()
        policy = next(e.attributes["content"] for e in parsed.elements if "http-equiv" in e.attributes)
        assert f"script-src 'sha256-{digest}'" in (policy or "")
        assert not re.search(r"url\(|@import", parsed.one(tag="style").text)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courant.example/a?b=1&c=\"'<", True),
        ("http://courant.example/", True),
        ("javascript://courant.example/%0aalert(1)", False),
        (" java\nscript:alert(1)", False),
        ("//courant.example/", False),
        ("https://[broken", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: bool) -> None:
    reading = replace(simple(), article=replace(simple().article, url=url))
    hrefs = [e.attributes["href"] or "" for e in Page(page(reading)).all(tag="a")]
    assert [href for href in hrefs if href[:1] != "#"] == ([url] if linked else [])


def test_several_articles_share_a_page_with_a_table_of_contents() -> None:
    parsed = Page(pages(iter([simple(), nested(), nested()])))
    ids = parsed.by_id()
    assert parsed.one(tag="h1").text == "3 articles"
    contents = next(e for e in parsed.elements if e.attributes.get("aria-label") == "Articles")
    entries = [li.inside[0] for li in contents.inside[0].inside]
    assert [e.text for e in entries] == [
        "Ferry to Skerrow will stop in winter, harbour board says",
        *["Mill workers take their case to the council"] * 2,
    ]
    assert [ids[(e.attributes["href"] or "")[1:]].tag for e in entries] == ["article"] * 3
    assert {"r1-a1", "r3-a8"} <= ids.keys()
    assert Page(pages([])).one(tag="h1").text == "0 articles"


def test_hundreds_of_answers_to_a_statement_in_hundreds_of_pieces_do_not_multiply() -> None:
    text = "Lamps on. " * 300
    pieces = tuple(Span(start, start + 5) for start in range(0, len(text), 10))
    answers = (Attribution(f"r{n}", (Span(0, 5),), replies=(Reply("q", ReplyKind.ANSWERS),)) for n in range(300))
    html = page(Reading(Article("x", text), (Attribution("q", pieces), *answers)))
    assert html.count("answered by") < 3 * 300


@pytest.mark.parametrize("crossing", [False, True])
def test_three_thousand_statements_in_a_megabyte_are_quick(crossing: bool) -> None:
    paragraph, size = "The warden said that the lamps would stay lit all winter. " * 6 + "\n\n", 3000
    text = paragraph * size
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph) - 2))
        for start in range(0, len(text), len(paragraph))
    )
    reach = len(text) // 2 if crossing else 36
    attributions = tuple(
        Attribution(f"t{n}", (Span(block.span.start + 16, block.span.start + 16 + reach),), (Span(0, 10),))
        for n, block in enumerate(blocks)
    )
    start = time.process_time()
    html = page(Reading(Article("long", text, blocks), attributions))
    assert time.process_time() - start < 8
    assert len(html) < 25 * len(text)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_enough_contrast_in_light_and_in_dark() -> None:
    css = (Path(quoth.export.html.__file__).parent / "templates" / "page.css").read_text()
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w{6})", part)) for part in css.split("* { box-sizing")[0].split("@media")
    )
    assert light.keys() == dark.keys()
    for colours in (light, dark):
        grounds = [colours[name] for name in ("paper", "card")]
        tints = [colours[f"d{depth}"] for depth in range(4)]
        assert all(contrast(colours["ink"], ground) > 5.5 for ground in grounds + tints)  # source chips take some
        assert all(contrast(colours[name], ground) > 4.5 for name in ("muted", "link") for ground in grounds)
        lines = [colours["none"], *(colours[f"s{hue}"] for hue in range(8))]
        assert all(contrast(line, ground) > 3 for line in lines for ground in grounds + tints)
