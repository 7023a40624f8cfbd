"""PDF: lines become paragraphs, and what cannot be read says why."""

from __future__ import annotations

import pytest

from quoth.domain import BlockKind
from quoth.errors import IntakeError
from quoth.intake import read_document
from quoth.intake.pdf_lines import Line, join_paragraphs
from tests.intake.pdfs import ENCRYPTION, make_pdf

FIRST_PAGE = [
    (72, 700, b"Pool to close"),
    (72, 660, b"The council said that the examin-"),
    (72, 646, b"ation of the well-known roof was"),
    (72, 632, b"over. It was a well-"),
    (72, 618, b"known danger."),
    (72, 590, b"\x93We have no choice,\x94 said Ann"),
    (72, 576, b"Example, the leader of the"),
]
SECOND_PAGE = [(72, 700, b"council, on Monday.")]
INFO = b"<< /Title (Pool to close) /Author (Cara Writer; Dan Reader) /CreationDate (D:20250304101112+01'00') >>"


def test_pages_become_paragraphs_and_metadata() -> None:
    article = read_document(make_pdf([FIRST_PAGE, SECOND_PAGE], info=INFO), path="a.pdf")
    assert article.text == (
        "Pool to close\n\n"
        "The council said that the examination of the well-known roof was over. It was a well-known danger.\n\n"
        "“We have no choice,” said Ann Example, the leader of the council, on Monday."
    )
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert "\n\n".join(block.span.of(article.text) for block in article.blocks) == article.text
    assert article.title == "Pool to close"
    assert article.authors == ("Cara Writer", "Dan Reader")
    assert (article.published, article.path) == ("2025-03-04", "a.pdf")


@pytest.mark.parametrize("title", [b"letter.doc", b"Microsoft Word - letter.doc", b"untitled", b""])
def test_file_names_are_no_titles(title: bytes) -> None:
    article = read_document(make_pdf([SECOND_PAGE], info=b"<< /Title (%s) >>" % title))
    assert article.title is None


def test_encrypted_pdf_is_refused() -> None:
    with pytest.raises(IntakeError, match=r"a\.pdf is encrypted: .* password") as caught:
        read_document(make_pdf([FIRST_PAGE], encryption=ENCRYPTION), path="a.pdf")
    assert caught.value.__cause__ is not None


def test_pdf_of_images_is_refused() -> None:
    with pytest.raises(IntakeError, match=r"a\.pdf has pages but no text"):
        read_document(make_pdf([[], []]), path="a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnonsense", make_pdf([FIRST_PAGE])[:300]])
def test_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError, match=r"a\.pdf is a damaged PDF") as caught:
        read_document(data, path="a.pdf")
    assert caught.value.__cause__ is not None


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [(72, 760, b"The Example, issue %d" % number), (72, 700, b"and on and"), (300, 40, b"Page %d of 3" % number)]
        for number in (1, 2, 3)
    ]
    assert read_document(make_pdf(pages)).text == "and on and and on and and on and"


def lines(*printed: tuple[str, float, float, float]) -> list[Line]:
    """Lines of text, left edge, right edge and baseline, all 12 points high."""
    return [Line(text=text, left=left, right=right, bottom=bottom, height=12) for text, left, right, bottom in printed]


def test_indented_line_begins_a_paragraph_once_the_sentence_has_ended() -> None:
    page = lines(
        ("One line that is long and ended.", 72, 500, 700),
        ("A new one begins and goes on for", 90, 500, 686),
        ("a line.", 72, 130, 672),
        ("A third.", 72, 140, 658),
    )
    assert join_paragraphs([page]) == [
        "One line that is long and ended.",
        "A new one begins and goes on for a line.",
        "A third.",
    ]


def test_sentence_goes_on_in_the_next_column() -> None:
    page = lines(("The council", 72, 200, 100), ("said so.", 320, 400, 700))
    assert join_paragraphs([page]) == ["The council said so."]


def test_hyphen_stays_before_a_capital() -> None:
    page = lines(("the Anglo-", 72, 200, 700), ("Saxon word", 72, 200, 686))
    assert join_paragraphs([page]) == ["the Anglo-Saxon word"]


def test_dash_at_a_line_end_is_no_hyphen() -> None:
    page = lines(("he said -", 72, 200, 700), ("and left", 72, 200, 686))
    assert join_paragraphs([page]) == ["he said - and left"]
