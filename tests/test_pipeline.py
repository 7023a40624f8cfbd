"""What holds for every reading, whatever was read."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from quoth.export import jsonl

# What has upset readers of text before: marks of all kinds, line ends, controls, joined and combined characters.
PIECES = [
    *"\"'“”‘’«»„`´,.;:!?…—―-()[]<>&",
    *["\n", "\r", "\r\n", "\n\n", "\t", " ", "\x00", "\x1b", "\u2028", "\u00a0", "\u200d", "\ufeff", "\ud800"],
    *["👩🏽‍🚀", "🏴", "é", "e\u0301", "\u0335", "ẞ", "ﬁ", "記者は言った", "「", "」", "قالت", "שלום", "\u202e"],
    *["said", "Ana Weir", "she", "denied that", "told the paper", "the mayor", "according to"],
    *["ANA WEIR:", "“I will,”", "” ― Ana Weir"],
]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)
a_few = settings(max_examples=60, deadline=None)


def spans_of(reading: quoth.Reading) -> list[quoth.Span]:
    said = [span for a in reading.attributions for span in (*a.source, *a.cue, *a.content, *a.medium, *a.anonymity)]
    mentions = [mention.span for entity in reading.entities for mention in entity.mentions]
    return [*said, *mentions, *(orphan.span for orphan in reading.orphans)]


def span_dicts(value):
    """Every `{"start", "end", "text"}` in plain data."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from span_dicts(inner)


def check(reading: quoth.Reading) -> None:
    """All that a reading promises."""
    text = reading.article.text
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
    data = reading.to_dict()
    assert len(list(span_dicts(data))) == len(spans_of(reading))
    for span in span_dicts(data):
        assert span["text"] == text[span["start"] : span["end"]]

    by_id = {attribution.id: attribution for attribution in reading.attributions}
    assert len(by_id) == len(reading.attributions)
    assert len({entity.id for entity in reading.entities}) == len(reading.entities)
    for attribution in reading.attributions:
        parent = by_id[attribution.parent] if attribution.parent else None
        assert attribution.depth == (parent.depth + 1 if parent else 0)
        assert 0 <= attribution.confidence <= 1
        assert all(one.end <= other.start for one, other in pairwise(attribution.content))
        speakers = [entity.id for entity in reading.chain(attribution)]
        above = parent.chain if parent else reading.attributions[0].chain[: bool(reading.article.outlet)]
        assert speakers == [*above, *([attribution.speaker] if attribution.speaker else [])]
    named = {id for attribution in reading.attributions for id in (*attribution.chain, *attribution.targets)}
    assert named <= {entity.id for entity in reading.entities}
    assert {entity.author for entity in reading.entities} - {None} <= {entity.id for entity in reading.entities}
    assert len({entity.key for entity in reading.entities}) == len(reading.entities)


@given(texts)
@a_few
def test_any_string_reads(text):
    reading = quoth.read(text)
    check(reading)
    assert jsonl.line(quoth.read(text)) == jsonl.line(reading)
    jsonl.line(reading).encode()


@given(st.one_of(st.binary(max_size=200), texts.map(lambda text: text.encode("utf-16", "replace"))))
@a_few
def test_any_bytes_read_or_are_refused(data):
    try:
        reading = quoth.read(data)
    except quoth.IntakeError:
        return
    check(reading)


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "“", "“”‘’\"'«»", "…", "\n\n\n", "\r", "\x00", "\x00\x00 said \x00", "“\n”", "—", ":", "said", "😀"],
)
def test_texts_in_which_nobody_speaks(text):
    reading = quoth.read(text)
    check(reading)
    assert reading.article.text == text
    assert not reading.attributions
    assert not reading.entities


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(line_end):
    paragraphs = ["“The well is dry,” said Piotr Lund.", "“It rained in May,” said Rosa Amsel."]
    text = (2 * line_end).join(paragraphs)
    reading = quoth.read(text)
    check(reading)
    assert reading.article.text == text
    assert [(reading.entity(a.speaker).name, a.content[0].of(text)) for a in reading.attributions] == [
        ("Piotr Lund", "“The well is dry,”"),
        ("Rosa Amsel", "“It rained in May,”"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_bytes_read_like_the_text_they_hold(encoding):
    text = "“The well is dry,” said Piotr Lund, a farmer in the next valley.\n"
    reading = quoth.read(text.encode(encoding))
    check(reading)
    assert reading.article.text == text
    assert jsonl.line(reading) == jsonl.line(quoth.read(text))


def test_positions_count_code_points():
    text = "👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀 e\u0301te\u0301\n\n“The well is dry,” said Piotr Lund."
    reading = quoth.read(text)
    check(reading)
    assert [span.of(text) for a in reading.attributions for span in a.content] == ["“The well is dry,”"]


def many_speakers() -> tuple[list[str], dict[str, str]]:
    """Paragraphs for several windows, and what each person says in theirs."""
    first = "Anna Boris Clara David Elena Felix Greta Hugo Irene Jonas".split()
    last = "Marlow Quint Sorrel Thorne Upton Vance".split()
    topics = ["the ferry", "the school roof", "the price of bread", "the flooded cellar", "the museum garden"]
    topics += ["the broken clock", "the winter market", "the old cinema", "the bus to the hills", "the town orchestra"]
    opinions = ["Nobody asked us before they changed", "We have waited three years to hear about"]
    opinions += ["My neighbours keep complaining about", "The council should spend less on"]
    opinions += ["I never understood the fuss over", "The children would miss"]
    said = {
        f"{first[n % 10]} {last[n // 10]}": f"“{opinions[n % 6]} {topics[n % 10]}, as I told them in hall {n + 1},”"
        for n in range(60)
    }
    return [f"{words} said {person}." for person, words in said.items()], said


@pytest.mark.parametrize("separator", ["\n\n", " "])
def test_nothing_is_lost_or_read_twice_at_the_seams_of_windows(separator):
    paragraphs, said = many_speakers()
    text = separator.join(paragraphs)
    reading = quoth.read(text)
    check(reading)
    outermost = [attribution for attribution in reading.attributions if not attribution.depth]
    found = [
        (reading.entity(a.speaker).name if a.speaker else None, " ".join(span.of(text) for span in a.content))
        for a in outermost
    ]
    assert Counter(found) == Counter(said.items())


def test_the_last_words_of_a_long_text_are_read_like_a_short_text():
    filler = "The river runs past the mill and the meadow, and in spring it carries branches down to the weir.\n\n" * 40
    words = "“The well is dry,” said Piotr Lund."
    short, long = quoth.read(words), quoth.read(filler + words)
    assert [len(filler) + a.content[0].start for a in short.attributions] == [
        a.content[0].start for a in long.attributions
    ]
    assert [len(filler) + a.source[0].end for a in short.attributions] == [a.source[0].end for a in long.attributions]
    assert short.attributions


def test_long_prose_in_which_nobody_speaks_reads_in_reasonable_time():
    paragraph = "The river runs past the mill and the meadow, and in spring it carries branches down to the weir. " * 3
    text = (paragraph + "\n\n") * (100_000 // len(paragraph))
    start = time.process_time()
    reading = quoth.read(text)
    # About 4 seconds on two cores: this only finds what grows with the square of the length.
    assert time.process_time() - start < 40
    assert not reading.attributions


def test_missing_file(tmp_path):
    with pytest.raises(quoth.IntakeError, match=r"missing\.txt .*: give a file that exists and may be read\.$"):
        quoth.read_file(tmp_path / "missing.txt")


@pytest.mark.parametrize("name", [".", "nul\x00.txt"])
def test_what_is_no_file(tmp_path, name):
    with pytest.raises(quoth.IntakeError):
        quoth.read_file(f"{tmp_path}/{name}")


def test_a_file_reads_like_its_text(tmp_path):
    path = tmp_path / "well.txt"
    path.write_bytes("“The well is dry,” said Piotr Lund.\r\n".encode())
    reading = quoth.read_file(path)
    assert reading.article.path == str(path)
    assert reading.article.text == "“The well is dry,” said Piotr Lund.\r\n"
    assert reading.attributions == quoth.read(reading.article.text).attributions


def test_a_page_is_known_by_its_text():
    reading = quoth.read(
        "<!DOCTYPE html><html><body><article><h1>A dry well</h1><p>“The well is dry,” said Piotr Lund on Sunday. "
        "The next rain fell three weeks later, and the valley was green again by the end of June.</p>"
        "</article></body></html>",
        url="https://valley.example/well",
    )
    check(reading)
    assert reading.article.url == "https://valley.example/well"
    assert "<p>" not in reading.article.text
    assert [reading.entity(a.speaker).name for a in reading.attributions] == ["Piotr Lund"]


def test_an_article_at_hand_stays_as_it_is():
    article = quoth.Article("well", "“The well is dry,” said Piotr Lund.", title="A dry well")
    reading = quoth.read_article(article)
    check(reading)
    assert reading.article is article
    assert reading.model.startswith("quoth-")
