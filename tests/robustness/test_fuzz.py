"""The fuzzer's short form, and what its long form has found."""

from __future__ import annotations

import pytest

from quoth.intake import read_document
from quoth.intake.feeds import read_feed
from robustness.fuzz import TARGETS, attack, check_marks
from robustness.seeds import FEED, TEXT


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_a_few_damaged_documents(target):
    assert attack(target, number=7, examples=25) == 25


@pytest.mark.parametrize("broken", ["find_quotations", "quote_features"])
def test_finding_nothing_is_a_failure(monkeypatch, broken):
    check_marks(TEXT)
    monkeypatch.setattr(f"robustness.fuzz.{broken}", lambda *_: [])
    with pytest.raises(AssertionError):
        check_marks(TEXT)


def test_an_attack_tells_what_breaks():
    def breaks(data: bytes, _suffix: str) -> None:
        if len(data) < 3:
            raise ZeroDivisionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(TARGETS, breaks, (b"abc",))
        with pytest.raises(ZeroDivisionError):
            attack(breaks, number=1, examples=100)


def test_a_feed_that_leaves_an_entry_empty():
    damaged = "<" * 30 + FEED.replace("Ferry</title>\n<link>", "", 1).replace("<title>", "<title“>", 2)
    (error, *_) = read_feed(damaged.encode(), name="The feed")
    assert "only links" in str(error) or "neither" in str(error)


def test_a_feed_that_its_library_cannot_bear():
    (error,) = read_feed(b"<feed><title>&#xD800;</title><entry></feed>", name="The feed")
    assert str(error) == "The feed is a damaged feed (UnicodeEncodeError): get it again."


def test_a_string_that_begins_as_xml_is_text():
    assert read_document("<?xml is what the page began with").text == "<?xml is what the page began with"
