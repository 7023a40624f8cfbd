"""Turns of transcripts and bylines of quotations, which print marks without a verb."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Act, Article, Block, BlockKind, Span, Voice
from quoth.extraction.cues.acts import surely
from quoth.extraction.page.conventions import drop_terms, drop_topics, follow_conventions, keep_apart
from quoth.extraction.scores.candidates import Candidate
from quoth.extraction.scores.runs import WordPlaces, span_of
from quoth.layout.features import Layout, lay_out
from quoth.model import default_model

TWO_TURNS = "ANNA LEE: We opened the sluice at noon.\n\nOMAR REYES: And nobody told the farms?"


def laid_out(text: str) -> tuple[Article, Layout, WordPlaces]:
    article = Article("test", text)
    layout = lay_out(article, default_model().tokenizer)
    return article, layout, WordPlaces(layout)


def candidate(text: str, cue: str, source: str = "", content: str = "") -> Candidate:
    """A candidate of the first place where the text has these words."""
    _, layout, places = laid_out(text)

    def run(words: str) -> tuple[int, int]:
        start = text.index(words)
        first, last = places.run(Span(start, start + len(words)))
        assert span_of((first, last), layout.words).of(text) == words
        return first, last

    return Candidate(
        cue=run(cue),
        source=(run(source),) if source else (),
        content=(run(content),) if content else (),
        outer=0.6,
        inner=0.1,
        hold=0.7,
        acts=surely(Act.ASKS),
        negative=0.2,
        voice=Voice.GROUP,
        window=(0, len(layout.words)),
    )


def follow(text: str, *candidates: Candidate) -> list[tuple[str, str, str]]:
    """Source, cue and content in words."""
    article, layout, places = laid_out(text)
    found = []
    for one in follow_conventions(candidates, article, layout, places):
        parts = (one.source, (one.cue,), one.content)
        found.append(tuple(" | ".join(span_of(run, layout.words).of(text) for run in runs) for runs in parts))
    return found


def test_a_listing_is_no_transcript():
    assert follow("WHEN: Friday at nine.\n\nWHERE: The old boat house.\n\nTICKETS: Four pounds at the door.") == []


def test_two_turns():
    assert follow(TWO_TURNS) == [
        ("ANNA LEE", ":", "We opened the sluice at noon."),
        ("OMAR REYES", ":", "And nobody told the farms?"),
    ]


def test_turns_are_sure_statements_of_persons():
    article, layout, places = laid_out(TWO_TURNS)
    turns = follow_conventions([], article, layout, places)
    assert [turn.acts for turn in turns] == [surely(Act.SAYS), surely(Act.ASKS)]  # the second ends in a question
    for turn in turns:
        assert turn.voice is Voice.PERSON
        assert turn.outer > 0.9
        assert turn.inner == 0
        assert turn.negative == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ANNA LEE: We opened the sluice at noon.",
        "ANNA LEE: We opened the sluice at noon.\n\nThe farms were not told.",
        "Anna Lee: We opened it.\n\nOmar Reyes: And nobody told the farms?",
        "Q: Who opened it?\n\nA: We did.",
        "It opens AT NOON: be there.\n\nIt closes AT SIX: be gone.",
        "SLUICE:\n\nFARMS:",
        "THE VALLEY AT 10:30 was quiet.\n\nTHE FARMS AT 11:15 were not.",
    ],
    ids=["nothing", "one line", "heading", "small letters", "letters", "inside", "no words", "times"],
)
def test_what_is_no_transcript(text):
    assert follow(text) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("LEE", "LEE"),
        ("GOV. LEE", "GOV. LEE"),
        ("ANNA O’BRIEN-LEE", "ANNA O’BRIEN-LEE"),
        ("ANNA J. LEE", "ANNA J. LEE"),
        ("ANNA LEE (on camera)", "ANNA LEE"),
        ("“ANNA LEE", "ANNA LEE"),
    ],
)
def test_names_of_turns(name, source):
    text = f"{name}: We opened it.\nOMAR REYES: Nobody told us."
    assert follow(text)[0] == (source, ":", "We opened it.")


def test_a_turn_goes_on_in_paragraphs_that_open_with_a_mark():
    text = (
        "ANNA LEE: “We opened the sluice at noon.\n\n“We had rung every farm.\n\n“Nobody answered.”\n\n"
        "OMAR REYES: Nobody?\n\nThe tape ends here.\n\n“Not again,” reads the label."
    )
    assert follow(text) == [
        ("ANNA LEE", ":", "“We opened the sluice at noon.\n\n“We had rung every farm.\n\n“Nobody answered.”"),
        ("OMAR REYES", ":", "Nobody?"),
    ]


def test_turns_take_the_place_of_what_the_model_made_of_their_names():
    by_model = candidate(TWO_TURNS, cue=":", source="ANNA LEE", content="We opened the sluice")
    by_name = candidate(TWO_TURNS, cue="REYES", content="And nobody told the farms?")
    inside = candidate(TWO_TURNS, cue="told", source="nobody", content="the farms")
    assert follow(TWO_TURNS, by_model, inside, by_name) == [
        ("ANNA LEE", ":", "We opened the sluice at noon."),
        ("OMAR REYES", ":", "And nobody told the farms?"),
        ("nobody", "told", "the farms"),
    ]


def test_a_content_over_several_turns_ends_before_the_first():
    text = f"The station aired the tape.\n\n{TWO_TURNS}"
    aired = candidate(text, cue="aired", source="The station", content=text.removeprefix("The station aired "))
    assert follow(text, aired) == [
        ("The station", "aired", "the tape."),
        ("ANNA LEE", ":", "We opened the sluice at noon."),
        ("OMAR REYES", ":", "And nobody told the farms?"),
    ]


def test_a_content_of_nothing_but_turns_is_left_out():
    text = f"The station aired the tape.\n\n{TWO_TURNS}"
    aired = candidate(text, cue="aired", source="The station", content=TWO_TURNS)
    assert follow(text, aired)[0] == ("The station", "aired", "")


def test_a_content_with_one_turn_in_it_stays():
    text = f"The station aired the tape.\n\n{TWO_TURNS}"
    content = text[text.index("the tape") : text.index("\n\nOMAR")]
    assert follow(text, candidate(text, cue="aired", source="The station", content=content))[0][2] == content


@pytest.mark.parametrize("dash", ["―", "—", "–", "--", "-"])
@pytest.mark.parametrize("marks", ["“”", '""'])
def test_byline(dash, marks):
    quoted = f"{marks[0]}The river keeps its own books.{marks[1]}"
    text = f"The year in words:\n\n{quoted} {dash} Maria Lopez\n\nMore tomorrow."
    ((source, cue, content),) = follow(text)
    assert (source, content) == ("Maria Lopez", quoted)
    assert cue == dash


def test_a_byline_has_its_whole_paragraph_whatever_marks_stand_within():
    quoted = "“The river, it is said, “keeps its own books’.”"
    assert follow(f"The year in words:\n\n{quoted} ― Maria Lopez")[-1][2] == quoted


def test_a_byline_has_only_the_quotation_before_it_where_another_opens_the_paragraph():
    assert (
        follow("“The river” is our motto. “It keeps its own books.” ― Maria Lopez")[-1][2]
        == "“It keeps its own books.”"
    )


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("― Lopez", "Lopez"),
        ("―Maria Lopez.", "Maria Lopez"),
        ("― Élodie Ørsted-Lange", "Élodie Ørsted-Lange"),
        ("― J. R. O’Neill", "J. R. O’Neill"),
        ("― Maria Lopez Jr.", "Maria Lopez Jr."),
    ],
)
def test_names_of_bylines(end, name):
    assert [source for source, _, _ in follow(f"“The river keeps its own books.” {end}")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "“The river keeps its own books.” Maria Lopez",
        "“The river keeps its own books.” ― maria lopez",
        "“The river keeps its own books.” ― Maria Lopez wrote that in spring.",
        "“The river keeps its own books” ― and the mill does not ― Maria Lopez",
        "The river keeps its own books. ― Maria Lopez",
        "The river keeps its own books.” ― Maria Lopez",
        "“The river keeps its own books.” ― 1961",
    ],
    ids=["no dash", "small letters", "goes on", "two dashes", "no marks", "never opened", "a year"],
)
def test_what_is_no_byline(text):
    assert follow(text) == []


def test_a_byline_takes_the_place_of_what_the_model_made_of_it():
    text = "“The river keeps its own books.” ― Maria Lopez"
    by_model = candidate(text, cue="―", source="Maria", content="The river")
    assert follow(text, by_model) == [("Maria Lopez", "―", "“The river keeps its own books.”")]


def test_candidates_of_ordinary_prose_are_left_alone():
    text = "“The well is dry,” said Piotr Lund. ANNA LEE: no transcript."
    said = candidate(text, cue="said", source="Piotr Lund", content="“The well is dry,”")
    article, layout, places = laid_out(text)
    assert follow_conventions([said], article, layout, places) == [said]


PAGE = [
    (BlockKind.TITLE, "Dry well, farmer says"),
    (BlockKind.PARAGRAPH, "Piotr Lund said the well is dry."),
    (BlockKind.CAPTION, "The well on Sunday."),
    (BlockKind.PARAGRAPH, "It rained in May."),
    (BlockKind.HEADING, "What now?"),
    (BlockKind.PARAGRAPH, "Nobody knows."),
]


def contents_apart(cue: str, content: str) -> list[str]:
    """The contents that are left of one that runs over the blocks of a page."""
    text = "\n\n".join(words for _, words in PAGE)
    blocks = [Block(kind, Span(text.index(words), text.index(words) + len(words))) for kind, words in PAGE]
    _, layout, places = laid_out(text)
    (left,) = keep_apart([candidate(text, cue=cue, content=content)], Article("test", text, tuple(blocks)), places)
    return [span_of(run, layout.words).of(text) for run in left.content]


def test_contents_of_the_text_leave_captions_and_headings_out():
    content = "the well is dry.\n\nThe well on Sunday.\n\nIt rained in May.\n\nWhat now?\n\nNobody"
    assert contents_apart("said", content) == ["the well is dry.", "It rained in May.", "Nobody"]


def test_contents_of_a_title_end_with_it():
    assert contents_apart("says", "Dry well, farmer says\n\nPiotr Lund") == ["Dry well, farmer says"]


def test_contents_in_another_block_than_their_title_are_left_out():
    assert contents_apart("says", "Piotr Lund") == []
    assert contents_apart("said", "Dry well") == []
    assert contents_apart("said", "Sunday.") == []


def test_contents_that_cross_no_block_stay():
    assert contents_apart("said", "the well is dry") == ["the well is dry"]
    assert contents_apart("says", "Dry well") == ["Dry well"]
    assert contents_apart("knows", "the well is dry.") == ["the well is dry."]


LINES = st.lists(
    st.sampled_from(
        [
            *["ANNA LEE: We did.", "OMAR: “Never", "“again.” ― Anna Lee", "“Yes” -- Al", '"', "“", "", "'TIS: so"],
            *["DR. O'HARA (by phone): \x00 yes", "A.B: \u200d", "A.: x", "“‘ANNA LEE: No.’”", "’S: It was.", "Prose."],
        ]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_every_part_has_words(lines, line_end):
    article, layout, places = laid_out(line_end.join(lines))
    found = follow_conventions([], article, layout, places)
    assert [one.cue for one in found] == sorted(one.cue for one in found)
    for one in found:
        for start, end in (one.cue, *one.source, *one.content):
            assert 0 <= start < end <= len(layout.words)
        # Who speaks stands outside what is said.
        assert not set(range(*one.source[0])) & set(range(*one.content[0]))


def test_a_cue_that_only_a_cut_content_held_may_be_an_outermost_one():
    text = "Reyes: what he knew\n\nOne of them has called for a wall\n\nIt rained all day in the old town."
    edge = text.index("\n\n")
    article = Article("test", text, (Block(BlockKind.TITLE, Span(0, edge)),))
    _, _, places = laid_out(text)
    headline = candidate(text, ":", "Reyes", "what he knew\n\nOne of them has called for")
    inner = replace(candidate(text, "called for", "One of them", "a wall"), outer=0.01, inner=0.8)
    kept = keep_apart([headline, inner], article, places)
    assert [one.outer for one in kept] == [pytest.approx(0.7), pytest.approx(0.81)]
    assert keep_apart([inner], article, places) == [inner]


def test_what_seems_inner_in_a_caption_that_holds_nothing_else_may_be_outermost():
    text = "Reyes told the farms.\n\nOne of them has called for a wall"
    article = Article(
        "test", text, (Block(BlockKind.PARAGRAPH, Span(0, 21)), Block(BlockKind.CAPTION, Span(23, len(text))))
    )
    _, _, places = laid_out(text)
    told = replace(candidate(text, "told", "Reyes", "the farms"), inner=0.3)
    caption = replace(candidate(text, "called for", "One of them", "a wall"), outer=0.01, inner=0.8)
    kept = keep_apart([told, caption], article, places)
    assert [one.outer for one in kept] == [told.outer, pytest.approx(0.81)]


def test_a_pull_quote_is_said_by_whom_its_last_line_names():
    text = "It rained.\n\n“The lock leaks, and everybody knew.\nAnna Lee, mayor of Brill.”\n\nIt stopped."
    assert follow(text) == [("Anna Lee", "”", "“The lock leaks, and everybody knew.")]


@pytest.mark.parametrize(
    "quotation",
    [
        "“The lock leaks, and everybody knew.\nNobody told the farms downstream.”",
        "“The lock leaks, and everybody knew.\nBrill.”",
        "“The lock leaks\nAnna Lee, mayor of Brill.”",
        "“The lock leaks.\n“Anna Lee knew.”",
    ],
)
def test_a_last_line_that_names_nobody_is_no_credit(quotation):
    assert follow(f"It rained.\n\n{quotation}\n\nIt stopped.") == []


def _kept_titles(title):
    text = f"{title}\n\nIt rained in Brill."
    block = Block(BlockKind.TITLE, Span(0, len(title)))
    _, layout, places = laid_out(text)
    name, _, told = title.partition(": ")
    one = candidate(text, ":", name, told)
    return drop_topics([one], Article("test", text, (block,)), layout, places) == [one]


@pytest.mark.parametrize("title", ["Anna Lee: what she really thinks about locks", "Brill: how it floods"])
def test_a_headline_that_tells_what_an_article_is_about_is_no_report(title):
    assert not _kept_titles(title)


@pytest.mark.parametrize("title", ["Lee: What have we done?", "Lee: I’d close it", "Poll: Most would close the lock"])
def test_a_headline_of_somebodys_words_is_one(title):
    assert _kept_titles(title)


INTERVIEW = (
    "Gazette: What happened?\n\nReyes: We opened it at noon.\n\nThe farms were told.\n\nGazette: Why?\n\n"
    "Reyes: I don’t know.\n\nHe left."
)


def test_an_interview_in_small_letters_has_turns_that_go_on_to_the_next():
    assert follow(INTERVIEW) == [
        ("Gazette", ":", "What happened?"),
        ("Reyes", ":", "We opened it at noon.\n\nThe farms were told."),
        ("Gazette", ":", "Why?"),
        ("Reyes", ":", "I don’t know."),
    ]


def test_what_a_checker_labels_is_nobodys_turn():
    assert follow("CLAIM: The lock leaks.\n\nOUR RATING: False. It is new.\n\nIt rained.") == []


@pytest.mark.parametrize(("asks", "answers"), [("Q:", "A:"), ("Q.", "A.")])
def test_questions_and_answers_by_letters(asks, answers):
    text = INTERVIEW.replace("Gazette:", asks).replace("Reyes:", answers)
    assert [source for source, *_ in follow(text)] == ["Q", "A", "Q", "A"]


@pytest.mark.parametrize(
    ("old", "new"), [("?", "."), ("Gazette: Why?", "Why?"), ("Reyes: I don’t", "I don’t"), ("Gazette:", "Price:")]
)
def test_labels_that_do_not_take_turns_or_ask_are_no_interview(old, new):
    assert follow(INTERVIEW.replace(old, new)) == []


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The band, known as “The Pikes”, broke up.", "known as", "", "“The Pikes”"),
        ("“We knew,” said a cook, who asked not to be named.", "asked", "who", "not to be named"),
        ("One sailor said so, declining to give his name.", "declining", "One sailor", "to give his name"),
    ],
)
def test_names_in_marks_and_reasons_not_to_be_named_are_no_reports(text, cue, source, content):
    _, layout, _ = laid_out(text)
    assert drop_terms([candidate(text, cue, source, content)], text, layout) == []


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("Lee, known as a liar, left.", "known as", "", "a liar"),
        ("Lee asked not to be named by them.", "asked", "Lee", "not to be named by them"),
        ("The crew, who asked for more, left.", "asked", "who", "for more"),
    ],
)
def test_other_reports_stay(text, cue, source, content):
    _, layout, _ = laid_out(text)
    one = candidate(text, cue, source, content)
    assert drop_terms([one], text, layout) == [one]
