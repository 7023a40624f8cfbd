"""Quotation marks paired: what news prints, and anything else that can be typed."""

from __future__ import annotations

import gc
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Span
from quoth.layout.quotation_marks import MARK_CHARACTERS, Quoted, QuoteFeature, Side, find_quotations, quote_features
from quoth.layout.words import split_paragraphs


def passages(text: str) -> list[Quoted]:
    return find_quotations(text, split_paragraphs(text))


def seen(text: str) -> list[tuple[str, int]]:
    """The passages of a text, all of them closed, with their depths."""
    found = passages(text)
    assert all(quoted.closed for quoted in found)
    return [(quoted.span.of(text), quoted.depth) for quoted in found]


@pytest.mark.parametrize(
    "text",
    [
        'The mayor called the bridge "quite safe" on Friday.',
        "The mayor called the bridge “quite safe” on Friday.",
        "The mayor called the bridge 'quite safe' on Friday.",
        "The mayor called the bridge ‘quite safe’ on Friday.",
        "The mayor called the bridge „quite safe“ on Friday.",
        "The mayor called the bridge „quite safe” on Friday.",
        'The mayor called the bridge „quite safe" on Friday.',
        "The mayor called the bridge ‚quite safe‘ on Friday.",
        "The mayor called the bridge «quite safe» on Friday.",
        "The mayor called the bridge « quite safe » on Friday.",
        "The mayor called the bridge «\u00a0quite safe\u00a0» on Friday.",
        "The mayor called the bridge »quite safe« on Friday.",
        "The mayor called the bridge ‹quite safe› on Friday.",
        "The mayor called the bridge ＂quite safe＂ on Friday.",
        "The mayor called the bridge ``quite safe'' on Friday.",
        # Marks mistyped: two of the same side.
        "The mayor called the bridge “quite safe“ on Friday.",
        "The mayor called the bridge ”quite safe” on Friday.",
        # What stands close to them.
        "The bridge (“quite safe”) was closed.",
        "The bridge—“quite safe”—was closed.",
        "The bridge was *“quite safe”*.",
        "The bridge was “quite safe”[1].",
        "“quite safe”",
    ],
)
def test_one_passage_in_marks_of_every_kind(text):
    (quoted,) = passages(text)
    assert quoted.inner.of(text).strip() == "quite safe"
    assert (quoted.depth, quoted.closed) == (1, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“He told me ‘never again’ twice,” she said.",
            [("“He told me ‘never again’ twice,”", 1), ("‘never again’", 2)],
        ),
        (
            "\"He told me 'never again' twice,\" she said.",
            [("\"He told me 'never again' twice,\"", 1), ("'never again'", 2)],
        ),
        (
            "“‘They said “no” to me,’ he wrote,” she said.",
            [("“‘They said “no” to me,’ he wrote,”", 1), ("‘They said “no” to me,’", 2), ("“no”", 3)],
        ),
        ("„Er sagte ‚nein‘ dazu“, schrieb sie.", [("„Er sagte ‚nein‘ dazu“", 1), ("‚nein‘", 2)]),
        ("« Il a dit “non” », écrit-elle.", [("« Il a dit “non” »", 1), ("“non”", 2)]),
        ("“Who is ‘he’?” she asked.", [("“Who is ‘he’?”", 1), ("‘he’", 2)]),
        ("“Safe“, “sound” and “dry”.", [("“Safe“", 1), ("“sound”", 1), ("“dry”", 1)]),
        ("“Yes.”“No.”", [("“Yes.”", 1), ("“No.”", 1)]),
        # A single mark that nobody closes was none, so that it counts for no depth.
        ("“One ‘word “and” another,” he said.", [("“One ‘word “and” another,”", 1), ("“and”", 2)]),
        ("‚One ‘word’ he said.", [("‘word’", 1)]),
    ],
)
def test_nested_passages_and_neighbours(text, expected):
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dog’s dinner, isn’t it?",
        "It's the dog's dinner, isn't it?",
        "The voters’ choice and the boards’ choice were one.",
        "In the ’90s and the ’80s.",
        "In the '90s and the '80s.",
        "Tell ’em we left.",
        "We like rock ’n’ roll.",
        "We like rock 'n' roll.",
        "We like rock ‘n’ roll and rock ‘N’ roll.",
        "He is 5' 10\" tall and she is 5′ 9″.",
        'The 27" screen is broken.',
        "He left” and came back.",
        "Nothing is quoted here.",
        "",
        "’",
        "”",
    ],
)
def test_marks_that_quote_nothing(text):
    assert passages(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The voters’ choice is clear,’ she said.", "‘The voters’ choice is clear,’"),
        ("'The voters' choice is clear,' she said.", "'The voters' choice is clear,'"),
        ("‘It’s over,’ she said.", "‘It’s over,’"),
        ("'Don't do it,' she said.", "'Don't do it,'"),
        ("“We played rock ’n’ roll in the ’90s,” she said.", "“We played rock ’n’ roll in the ’90s,”"),
        ("'We played rock 'n' roll,' she said.", "'We played rock 'n' roll,'"),
        ("“The nails’ heads,” she said.", "“The nails’ heads,”"),
        ('The 27" screen is "very large" now.', '"very large"'),
        ('“A 6" nail won’t do,” she said.', '“A 6" nail won’t do,”'),
    ],
)
def test_apostrophes_and_inches_close_nothing(text, expected):
    assert seen(text) == [(expected, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is safe.\n“Nobody will fall.\n“I crossed it,” she said.",
        "“The bridge is safe.\n\n“Nobody will fall.\n\n“I crossed it,” she said.",
        "“The bridge is safe.\r\n\r\n“Nobody will fall.\r\n\r\n“I crossed it,” she said.",
        '"The bridge is safe.\n"Nobody will fall.\n"I crossed it," she said.',
        "„The bridge is safe.\n„Nobody will fall.\n„I crossed it,“ she said.",
    ],
)
def test_paragraphs_that_open_anew_are_one_passage(text):
    (quoted,) = passages(text)
    assert quoted.span == Span(0, text.index(" she said"))
    assert [mark.side for mark in quoted.marks] == [Side.OPENS, Side.REOPENS, Side.REOPENS, Side.CLOSES]
    assert quoted.closed


@pytest.mark.parametrize(
    "text", ["“The bridge is\nsafe,” she said.", '"The bridge is\nsafe," she said.', "“The\nbridge\n is safe” she said"]
)
def test_a_line_break_cuts_no_passage_that_the_next_mark_closes(text):
    if text.count("\n") == 1:
        assert seen(text) == [(text[: text.index(" she said")], 1)]
    else:  # over a whole line without marks nothing is carried
        assert not any(quoted.closed for quoted in passages(text))


@pytest.mark.parametrize("opener", ['"', "“", "„", "«", "``"])
def test_a_passage_that_nobody_closes_ends_with_its_paragraph(opener):
    text = f"He said {opener}the bridge is safe.\nThen he left."
    (quoted,) = passages(text)
    assert quoted.span.of(text) == f"{opener}the bridge is safe."
    assert quoted.inner.of(text) == "the bridge is safe."
    assert not quoted.closed


@pytest.mark.parametrize(
    ("text", "count"),
    [("“”", 1), ('""', 1), ("“", 1), ("“““", 2), ("””", 1), ("‘‘’’", 1), ("«»«»", 2), ("'\"'", 1), ("` `", 0)],
)
def test_marks_and_nothing_else(text, count):
    assert len(passages(text)) == count


def test_features_of_each_character():
    text = "He “so ‘no’” 5″ on"
    features = quote_features(text, passages(text), range(len(text)))
    # Outside, Opens, Inside, Deeper, Closes, Unpaired.
    assert "".join(QuoteFeature(feature).name[0] for feature in features) == "OOOOIIIODDCCOOUOOO"


MARKED = st.text(alphabet=[*sorted(MARK_CHARACTERS), *"asn7 .,-(\n\r", "\u0301", "\u00a0"], max_size=60)


@given(MARKED)
@settings(max_examples=400, deadline=None)
def test_whatever_is_typed_passages_are_nested_and_their_marks_in_place(text):
    found = passages(text)
    around: list[Quoted] = []
    for quoted in found:
        assert 0 <= quoted.span.start < quoted.span.end <= len(text)
        assert quoted.span.covers(quoted.inner)
        while around and around[-1].span.end <= quoted.span.start:
            around.pop()
        assert all(other.span.covers(quoted.span) for other in around)
        around.append(quoted)
        assert quoted.depth == len(around)

        assert quoted.marks[0].span.start == quoted.span.start
        assert quoted.closed == (quoted.marks[-1].side is Side.CLOSES)
        if quoted.closed:
            assert quoted.marks[-1].span.end == quoted.span.end
        sides = [mark.side for mark in quoted.marks]
        assert sides == [Side.OPENS, *[Side.REOPENS] * (len(sides) - 1 - quoted.closed), *[Side.CLOSES] * quoted.closed]
        assert all(one.span.end <= other.span.start for one, other in pairwise(quoted.marks))
        assert all(set(mark.span.of(text)) <= MARK_CHARACTERS for mark in quoted.marks)
    places = [place for quoted in found for mark in quoted.marks for place in range(mark.span.start, mark.span.end)]
    assert len(places) == len(set(places))
    assert len(quote_features(text, found, range(len(text)))) == len(text)


@given(MARKED)
@settings(max_examples=200, deadline=None)
def test_passages_of_one_paragraph_do_not_depend_on_the_next(text):
    # Without a mark in it a paragraph neither closes nor reopens anything.
    paragraph = " ".join(text.split())
    assert passages(paragraph) == passages(f"{paragraph}\n\nNothing here.")


@pytest.fixture
def only_own_objects():
    """Garbage is looked for among the objects of this test alone, not of all tests before."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("only_own_objects")
@pytest.mark.parametrize(
    "unit",
    ["“", "“a ", '"', '" ', "'a ", "‘a ", "“a\n", "“‘a\n", "„“", "``", "'a b\n", "s’ ", "‘a s’ ", '7" “', "“a ‘b "],
)
def test_time_grows_with_the_number_of_marks_alone(unit):
    def seconds(count: int) -> float:
        text = unit * (count // sum(character in MARK_CHARACTERS for character in unit))
        start = time.process_time()
        quote_features(text, passages(text), range(len(text)))
        return time.process_time() - start

    few = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) < 20 * few + 0.2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“a " * 100_000 + "a” " * 100_000, id="all nested"),
        pytest.param("“" * 100_000 + "\n" + "“" * 100_000, id="all reopened"),
        pytest.param("“a " * 100_000 + "'a' " * 50_000, id="single marks deep inside"),
    ],
)
def test_two_hundred_thousand_marks(text):
    start = time.process_time()
    passages(text)
    # About 2 seconds: in square time it would be many minutes.
    assert time.process_time() - start < 40


def test_values_of_left_over_tags_are_no_quotations():
    assert seen('<a href="x.html" class="big">The lock</a> is “safe”.') == [("“safe”", 1)]
