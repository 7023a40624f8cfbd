"""Who is spoken of in the passive, and who feels something in the same form."""

from __future__ import annotations

import pytest

from quoth.extraction.cues.passive import is_passive, is_said_of


@pytest.mark.parametrize("cue", ["was accused of", "has also been called", "would be widely seen as", "is expected"])
def test_what_is_said_of_somebody(cue):
    assert is_said_of(cue)


@pytest.mark.parametrize("cue", ["was worried about", "is committed to", "has accused", "says", "is", "’s accused"])
def test_what_somebody_says_or_feels_is_not_said_of_them(cue):
    assert not is_said_of(cue)


def test_a_passive_begins_with_a_form_of_be():
    assert is_passive("was asked to leave")
    assert not is_passive("asked to be heard")
    assert not is_passive("was proud")
