"""Plain text: blocks are its lines, and some first lines are titles."""

from __future__ import annotations

import pytest

from quoth.domain import BlockKind
from quoth.intake.plain import read_plain


def blocks_of(text: str) -> list[tuple[BlockKind, str]]:
    article = read_plain(text)
    assert article.text == text
    return [(block.kind, block.span.of(text)) for block in article.blocks]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_divides(line_end: str) -> None:
    text = f"  One said. {line_end}{line_end}\t{line_end}Two\x00 said."
    assert blocks_of(text) == [(BlockKind.PARAGRAPH, "One said."), (BlockKind.PARAGRAPH, "Two\x00 said.")]


def test_separators_of_files_and_records_divide_nothing() -> None:
    assert blocks_of("One\x1cand\x1dthe\x1esame.") == [(BlockKind.PARAGRAPH, "One\x1cand\x1dthe\x1esame.")]


@pytest.mark.parametrize(
    "first", ["Pool to close", "“It is over”", "Who pays?", "  Pool to close", "\n\nPool to close"]
)
def test_short_first_line_before_an_empty_one_is_the_title(first: str) -> None:
    assert blocks_of(f"{first}\n \nAnn said so.") == [
        (BlockKind.TITLE, first.strip()),
        (BlockKind.PARAGRAPH, "Ann said so."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann said so.\n\nBob did not.",
        "“Ann said so.”\n\nBob did not.",
        "She wrote:\n\n“No.”",
        "Pool to close\nAnn said so.",
        "Pool to close",
        "Pool to close\n\n",
        "word " * 26 + "\n\nAnn said so.",
        "",
        " \r\n ",
    ],
)
def test_other_first_lines_are_no_title(text: str) -> None:
    article = read_plain(text)
    assert article.title is None
    assert BlockKind.TITLE not in {block.kind for block in article.blocks}


def test_twenty_five_words_are_a_title() -> None:
    assert read_plain("word " * 25 + "\n\nAnn said so.").title == ("word " * 25).strip()
