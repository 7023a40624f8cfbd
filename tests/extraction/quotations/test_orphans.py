"""Quotation marks that no attribution holds, and what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import OrphanKind, Span
from quoth.extraction.quotations.orphans import find_orphans
from quoth.layout.quotation_marks import find_quotations
from quoth.layout.words import split_paragraphs


def orphans(text: str, *contents: str) -> list[tuple[str, OrphanKind]]:
    held = [Span(text.index(words), text.index(words) + len(words)) for words in contents]
    found = find_orphans(text, find_quotations(text, split_paragraphs(text)), held)
    return [(orphan.span.of(text), orphan.kind) for orphan in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A “big tent” party", ("big tent", OrphanKind.TERM)),
        ("A “tent” party", ("tent", OrphanKind.TERM)),
        ("A “big old circus tent” party", ("big old circus tent", OrphanKind.TERM)),
        ("The “safe, cheap and dry bridges” of it", ("safe, cheap and dry bridges", OrphanKind.ORPHAN)),
        ("It was “the worst of all the bridges in town”", ("the worst of all the bridges in town", OrphanKind.ORPHAN)),
        ("She is « perdue » now", ("perdue", OrphanKind.TERM)),
        ("The “ big tent ” party", ("big tent", OrphanKind.TERM)),
        # American print puts the sentence's full stop inside the marks.
        ("The bridge was “almost safe.”", ("almost safe.", OrphanKind.TERM)),
    ],
)
def test_short_passages_are_terms(text, expected):
    assert orphans(text) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "Stop that!",
        "is it safe?",
        "Stop!",
        "Pretty dry here.",
        "I like bridges",
        "the bridge isn’t safe",
        "We can’t swim",
    ],
)
def test_sentences_are_somebodys_words(words):
    assert orphans(f"“{words}” rang out") == [(words, OrphanKind.ORPHAN)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They sang “So Long, My Bridge” again", "So Long, My Bridge"),
        ("They saw “The Bridge of the Dead,” again", "The Bridge of the Dead,"),
        ("They saw “Bridges of 1984” again", "Bridges of 1984"),
        ("They saw “13 Bridges” again", "13 Bridges"),
        ("They saw “Who’s the Diver?” again", "Who’s the Diver?"),
        ("They saw “Mr. and Mrs. Diver” again", "Mr. and Mrs. Diver"),
        ("They saw “Bridges,” again", "Bridges,"),
    ],
)
def test_capitals_make_a_title(text, words):
    assert orphans(text) == [(words, OrphanKind.TITLE)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Capitals that are due to the place.
        ("“Bridges” have two ends.", OrphanKind.TERM),
        ("It fell. “Bridges” have two ends.", OrphanKind.TERM),
        ("Mayor Slams ‘Friends of Rust’ in Long Speech\nMore.", OrphanKind.TERM),
        ("“SWIM OR SINK”", OrphanKind.TERM),
        # Names of what is no work.
        ("She joined “Never Late” protests", OrphanKind.TERM),
        ("It was the “Dry Spring” of that year", OrphanKind.TERM),
        ("They marked “X” on it", OrphanKind.TERM),
        # Two sentences are no title.
        ("They wrote “Down With Bridges. Up With Boats” on it", OrphanKind.ORPHAN),
    ],
)
def test_capitals_that_make_no_title(text, kind):
    assert [found for _, found in orphans(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The film “Bridges”",
        "Her new book, “Bridges are for walking”",
        "Lopez is the author of “Bridges are for walking”",
        "On CNN’s “Bridges are for walking”",
        "In a column about rust, “Bridges are for walking”",
        "“Bridges” star Maria Lopez dived.",
        "A “Bridges are for walking” hat",
        "“Bridges fall in the night,” by the Herald’s Maria Lopez",
        "Mayor Slams New Book ‘Bridges’ in Long Speech",
    ],
)
def test_words_beside_the_marks_name_a_work(text):
    assert [kind for _, kind in orphans(text)] == [OrphanKind.TITLE]


def test_a_work_in_another_sentence_or_before_a_colon_names_none():
    assert orphans("She wrote a book. They say “Bridges are wet”")[0][1] is not OrphanKind.TITLE
    assert orphans("She praised the book: “Bridges are for walking on in the rain”")[0][1] is OrphanKind.ORPHAN
    assert orphans("Her book was “a dry and rather long one”")[0][1] is OrphanKind.ORPHAN
    assert orphans("The film “" + "Bridges are for walking " * 5 + "”")[0][1] is OrphanKind.ORPHAN
    assert orphans("<post author=x>“Bridges are for walking on in the rain”")[0][1] is OrphanKind.ORPHAN


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “Bridge Wives Club”",
        "She says the word “Bridge” often",
        "He was known as “The Great Diver of the North”",
        "Another one goes by “Diver”",
        "It is Latin for “a bridge that only donkeys cross”",
        "They hired Edith “Bridge” Lopez",
        "They hired E.J. “Bridge” Lopez",
    ],
)
def test_words_beside_the_marks_name_a_term(text):
    assert [kind for _, kind in orphans(text)] == [OrphanKind.TERM]


def test_no_long_passage_is_a_term():
    assert orphans("The word “" + "bridges over water " * 4 + "”")[0][1] is OrphanKind.ORPHAN


def test_passages_that_a_content_touches_are_none():
    text = "“The bridge is safe,” she said, “as I saw”. The “quay” and the “pier” are not."
    assert [words for words, _ in orphans(text, "“The bridge is safe,”", "“as I saw”")] == ["quay", "pier"]
    assert [words for words, _ in orphans(text, "safe", "saw", "quay” and the “pier")] == []
    # A content that ends where a passage begins does not hold it.
    assert [words for words, _ in orphans(text, "she said, ", " The ", " are not.")] == [
        "The bridge is safe,",
        "as I saw",
        "quay",
        "pier",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "No marks.", "“never closed", "“”", "“…”", "“ — ”", "The voters’ choice", '<post id="7" day="Bridge Day">'],
)
def test_what_is_no_orphan(text):
    assert orphans(text) == []


def test_only_the_outermost_passage_counts():
    assert orphans("“It was ‘over’ and done with for us all”") == [
        ("It was ‘over’ and done with for us all", OrphanKind.ORPHAN)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The bridge will fall.\nMaria Lopez, engineer”", "The bridge will fall."),
        ("“The bridge will fall.\nand soon”", "The bridge will fall.\nand soon"),
        (
            "“The bridge will fall.\nIt will do so in the night and nobody will be there to see it”",
            "The bridge will fall.\nIt will do so in the night and nobody will be there to see it",
        ),
        ("“The bridge will\nFall soon”", "The bridge will\nFall soon"),
        ("“The bridge will fall.\n“So I think”", "The bridge will fall.\n“So I think"),
    ],
)
def test_a_pull_quotes_credit_is_left_out(text, words):
    assert orphans(text) == [(words, OrphanKind.ORPHAN)]


PARTS = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "«", "»", "so", "So", " ", ".", "_", "7", "\n", "…", "="]), max_size=40
)


@given(PARTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4))
@settings(max_examples=150, deadline=None)
def test_orphans_lie_in_the_text_trimmed_and_apart_from_contents(parts, places):
    text = "".join(parts)
    contents = [Span(start, min(start + width, len(text))) for start, width in places if start < len(text)]
    quotations = find_quotations(text, split_paragraphs(text))
    found = find_orphans(text, quotations, contents)
    for orphan in found:
        words = orphan.span.of(text)
        assert words
        assert words == words.strip()
        assert not any(content.overlap(orphan.span) for content in contents)
    assert [orphan.span for orphan in found] == sorted(orphan.span for orphan in found)
