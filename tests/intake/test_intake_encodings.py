"""Bytes of any encoding become the text that was meant, and bytes of none become some text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake.encodings import decode, utf16_order

ENGLISH = "The café’s owner said “no” – and that she’d paid £20 for crème brûlée."
RUSSIAN = "Министр сказал: «нет, никогда», и ушёл домой, чтобы подумать. Потом он вернулся и повторил свои слова."
POLISH = "Zażółć gęślą jaźń, powiedział minister w Warszawie wczoraj wieczorem i dodał, że rząd się zgodził."


@pytest.mark.parametrize(
    ("signature", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_signature_decides_and_is_no_part_of_the_text(signature: bytes, encoding: str) -> None:
    assert decode(signature + ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "windows-1252"])
def test_english_needs_no_signature(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "windows-1251"), (POLISH, "windows-1250")])
def test_other_languages_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_pounds_are_not_taken_for_polish() -> None:
    text = "The minister said “we will not do it” at a price of £20, the company’s lawyers replied. " * 5
    assert decode(text.encode("windows-1252")) == text


@pytest.mark.parametrize("text", ["naïve", "“Yes.”", "£5", "10 m²"])
def test_few_bytes_are_taken_for_western(text: str) -> None:
    assert decode(text.encode("windows-1252")) == text


def test_one_damaged_byte_does_not_turn_utf8_into_something_else() -> None:
    text = "The café’s owner paid £20 – twice. "
    damaged = text.encode() * 4 + b"\xff" + text.encode()
    assert decode(damaged) == text * 4 + "\ufffd" + text
    assert decode(damaged, declared="windows-1252") == text * 4 + "\ufffd" + text


def test_declared_encoding_is_used_unless_the_bytes_are_utf8() -> None:
    word = "čas"
    assert decode(word.encode("iso-8859-2"), declared="ISO-8859-2") == word
    assert decode(word.encode(), declared="ISO-8859-2") == word
    assert decode("言葉".encode("iso-2022-jp"), declared="iso-2022-jp") == "言葉"


@pytest.mark.parametrize("declared", ["unicode_escape", "rot13", "zlib", "no such thing", "utf-16", "\x00", ""])
def test_declared_encodings_that_are_none_are_ignored(declared: str) -> None:
    assert decode(rb"caf\u00e9 " + "é".encode(), declared=declared) == r"caf\u00e9 é"


def test_nuls_alone_do_not_make_utf16() -> None:
    assert utf16_order(b"a\x00b\x00c\x00d\x00") == "utf-16-le"
    assert utf16_order(b"\x00\x00\x00\x00\x00\x00") is None
    assert decode(b"abc\x00def\x00") == "abc\x00def\x00"


@given(st.binary(), st.none() | st.text())
def test_any_bytes_give_text_that_utf8_can_hold(data: bytes, declared: str | None) -> None:
    decode(data, declared=declared).encode()


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    data = text.encode()
    if utf16_order(data) is None:
        assert decode(data) == text
    assert decode(codecs.BOM_UTF8 + data) == text
