"""Quotation marks that no attribution holds, and what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import OrphanKind, Span
from quoth.extraction.orphans import find_orphans
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
        ("The “so-called experts of it”", ("so-called experts of it", OrphanKind.ORPHAN)),
        ("It was “the worst of all the bridges in town”", ("the worst of all the bridges in town", OrphanKind.ORPHAN)),
        ("“Stop that!” rang out", ("Stop that!", OrphanKind.ORPHAN)),
        ("“Stop!” rang out", ("Stop!", OrphanKind.TERM)),
        ("Her song “So Long, My Bridge” was played", ("So Long, My Bridge", OrphanKind.TITLE)),
        ("Her book “The Bridge of the Dead” sold", ("The Bridge of the Dead", OrphanKind.TITLE)),
        ("Her film “Bridges of 1984” ran", ("Bridges of 1984", OrphanKind.TITLE)),
        ("She is « perdue » now", ("perdue", OrphanKind.TERM)),
        ("The “ big tent ” party", ("big tent", OrphanKind.TERM)),
    ],
)
def test_kinds_by_their_looks(text, expected):
    assert orphans(text) == [expected]


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
    ["", "No marks.", "“never closed", "“”", "“…”", "“ — ”", "The voters’ choice"],
)
def test_what_is_no_orphan(text):
    assert orphans(text) == []


def test_only_the_outermost_passage_counts():
    assert orphans("“It was ‘over’ and done with for us all”") == [
        ("It was ‘over’ and done with for us all", OrphanKind.ORPHAN)
    ]


PARTS = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "«", "»", "so", "So", " ", ".", "_", "7", "\n", "…"]), max_size=40
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
