"""Through what something was said, and why a source is not named."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.domain import Act, Attribution, Span, Spans, Voice
from quoth.extraction.cues.circumstances import find_circumstances

# The parts of a sentence: {s source}, {q cue}, {c content}; and what should be found: {m medium}, {a anonymity}.
_MARK = re.compile(r"\{([sqcma]) ([^{}]*)\}")


def marked(sentence: str, **values: Any) -> tuple[str, Attribution, list[str], list[str]]:
    """The text without its marks, the attribution, and the words of the medium and of the anonymity that are wanted."""
    text = ""
    spans: dict[str, list[Span]] = {mark: [] for mark in "sqcma"}
    place = 0
    for match in _MARK.finditer(sentence):
        text += sentence[place : match.start()]
        spans[match[1]].append(Span(len(text), len(text) + len(match[2])))
        text += match[2]
        place = match.end()
    text += sentence[place:]
    values = {"voice": Voice.PERSON, **values}
    attribution = Attribution("a1", tuple(spans["c"]), tuple(spans["s"]), tuple(spans["q"]), **values)
    return text, attribution, *([span.of(text) for span in spans[mark]] for mark in "ma")


def found(text: str, *attributions: Attribution) -> list[tuple[list[str], list[str]]]:
    """Medium and anonymity of each attribution in words."""
    return [
        ([span.of(text) for span in one.medium], [span.of(text) for span in one.anonymity])
        for one in find_circumstances(text, attributions)
    ]


def check(sentence: str, **values: Any) -> None:
    text, attribution, medium, anonymity = marked(sentence, **values)
    assert found(text, attribution) == [(medium, anonymity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "{m In a letter to the harbour board}, {s Ines Duarte} {q wrote} {c that the crane was unsafe}.",
        "{m In a letter obtained by The Associated Press}, {s the union} {q asked for} {c a second survey}.",
        "{m In the letter, obtained by the Millbrook Gazette}, {s the tenants} {q write}: {c “We are cold.”}",
        "{c “We are cold,”} {s Duarte} {q said} {m in a statement}.",
        "{c “We are cold,”} {q said} {s Ines Duarte, who chairs the board}, {m in a statement} on Monday.",
        "{c “We are cold,”} {s she} {q said} Thursday {m at a rally in Ohio}. {c “We are wet.”}",
        "{s Duarte} {q told} reporters {m at a White House briefing} {c that the bridge would open}.",
        "{s Duarte} {q told} a crowd of dockers {m at a union rally in Hull} {c that the bridge would open}.",
        "{s Duarte}, {m in an interview with Reuters}, {q said} {c the bridge would open}.",
        "{s Duarte}, speaking {m at a news conference in Porto}, {q said} {c the bridge would open}.",
        "{s Duarte} {m in a brief interview} {q said} {c the bridge would open}.",
        "Speaking {m on Fox News Sunday}, {s Duarte} {q said} {c the bridge would open}.",
        "Speaking {m to the BBC} on Sunday, {s Duarte} {q said} {c the bridge would open}.",
        "But {m during Monday’s debate}, {s Duarte} {q denied} {c that the bridge was shut}.",
        "On Tuesday, {m in his memoir}, {s Brandt} {q claimed} {c that nobody was asked}.",
        "{s Brandt} {q writes} {m in his book “The Long Quay”} {c that nobody was asked}.",
        "{s Brandt} {q said} {m by email} {c that nobody was asked}.",
        "{m In an e-mail dated 4 September 2017}, {s Brandt} {q wrote} {c that nobody was asked}.",
        "{m In a letter dated March 3, 2017}, {s Brandt} {q wrote} {c that nobody was asked}.",
        "{m In a memo} of 12 June, {s Brandt} {q wrote} {c that nobody was asked}.",
        "{c Nobody was asked}, {s Brandt} {q wrote} {m on Facebook}.",
        "{c Nobody was asked}, {s Brandt} {q wrote} {m in a series of tweets} late Friday.",
        "{s Brandt} {q called} {c the plan “daft”} {m in a tweet} Sunday.",
        "{s Brandt} {q criticised} {c the plan} {m during a speech in Leeds} on Tuesday.",
        "{s Brandt} {q said} {m on ABC’s “This Week”} {c that nobody was asked}.",
        "{s Brandt} {q said} {m on MSNBC’s Morning Joe} {c that nobody was asked}.",
        "{m In court papers}, {s prosecutors} {q said} {c the safe was empty}.",
        "{m In a 60-page ruling}, {s Judge Amis} {q wrote} {c that the safe was empty}.",
        "{s Brandt} {q argued} {m in an op-ed in The Guardian} {c that nobody was asked}.",
        "{s Brandt} {q argued} {m in the Wall Street Journal} {c that nobody was asked}.",
        "{m Through a spokeswoman}, {s Brandt} {q denied} {c the report}.",
        "{s Brandt} {q said} {m from the Senate floor} {c that nobody was asked}.",
        "{s Brandt} took {m to Twitter} {q to say} {c that nobody was asked}.",
        "{s Brandt} spoke {m at a town hall in Derby}, where {s he} {q said} {c that nobody was asked}.",
        "“{c I would not,}” {s she} {q said} {m in interviews} last week.",
        "{s The minister} {q said} {m in a TV interview} {c that nobody was asked}.",
        "{s The minister} {q said} {m in a “Newsline” interview} {c that nobody was asked}.",
        "{m In a long column} in the days before the vote, {s Brandt} {q wrote} {c that nobody was asked}.",
        "{c “We know,”} {s Brandt} {q said} {m at a news conference} announcing {c that nobody was asked}.",
        "{m On “Face the Nation,”} {s Brandt} {q said} {c nobody was asked}.",
        '{m On "Face the Nation,"} {s Brandt} {q said} {c nobody was asked}.',
    ],
)
def test_a_phrase_that_says_through_what(sentence):
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "{s Lund} {q told} {m the BBC} {c that it rained}.",
        "{c “It rained,”} {s Lund} {q told} {m CNN’s Ida Moss} on Monday.",
        "{c “It rained,”} {s Lund} {q told} {m NBC’s “Today”} on Monday.",
        "{c “It rained,”} {s Lund} {q told} {m Fox News host Ida Moss}.",
        "{c “It rained,”} {s Lund} {q told} {m BBC Radio Four’s Any Questions}.",
        "{c “It rained,”} {s Lund} {q told} {m the Millbrook Gazette}.",
        "{c “It rained,”} {s Lund} {q told} {m the newspaper}.",
        "{c “It rained,”} {s Lund} {q told} {m Time} last year.",
        "{s Lund} {q told} {m Reuters} {m by phone} {c that it rained}.",
        "{s Lund} {q told} {m the BBC} {c the rain had stopped}.",
        "{c “It rained,”} {s Lund} {q told} {m The Daily Barge}.",
        "{c “It rained,”} {s Lund} {q told} {m Radio Millbrook}.",
        "{s Lund} {q told} {m Millbrook television} {c that it rained}.",
        "{s Lund} {q told} {m The New York Times} {m in an interview} {c that it rained}.",
        "{s Lund} {q said} {m to CNN} {c that it rained}.",
        "{s He} sat down, {q telling} {m a BBC reporter} {c that it rained}.",
    ],
)
def test_the_outlet_told(sentence):
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "{s Lund} {q told} the jury {c that it rained}.",
        "{s Lund} {q told} supporters {c that it rained}.",
        "{s Lund} {q told} a judge on Friday {c that it rained}.",
        "{s Lund} {q told} the Times Square Alliance {c that it rained}.",
        "{s Lund} {q told} the Hill family {c that it rained}.",
        "{s Lund} {q told} CNN viewers {c that it rained}.",
        "{s Lund} {q told} people {c that it rained}.",
        "{c “It rained,”} {s Lund} {q said} in the house.",
        "{c “It rained,”} {s Lund} {q said} on Tuesday at 9 p.m.",
        "{c “It rained,”} {s Lund} {q said} in Ohio.",
        "{c “It rained,”} {s Lund} {q said} at the White House.",
        "{c “It rained,”} {s Lund} {q said} at the time.",
        "{c “It rained,”} {s Lund} {q said} in the end.",
        "{c “It rained,”} {s Lund} {q said} in a letter campaign.",
        "{c “It rained,”} {s Lund} {q said} at a rally site.",
        "{c “It rained,”} {s Lund} {q said} in capital letters.",
        "{c “It rained,”} {s Lund} {q said} in the News Building.",
        "{c “It rained,”} {s Lund} {q said} in other words.",
        "{c “It rained,”} {s Lund} {q said} in response to a question.",
        "{c “It rained,”} {s Lund} {q said} on condition of anonymity.",
        "On health care, {s Lund} {q said} {c it rained}.",
        "On “Brexit,” {s Lund} {q said} {c it rained}.",
        "In the days before his speech, {s Lund} {q said} {c it rained}.",
        "During the campaign, {s Lund} {q said} {c it rained}.",
        "{s The people at the rally} {q said} {c it rained}.",
        "{s Supporters} at the rally {q said} {c it rained}.",
        "{s Moss}, a host on Fox News, {q said} {c it rained}.",
        "{s Moss}, who was on Fox News, {q said} {c it rained}.",
        "{s Moss} {q said} {c it rained} and left for a rally in Ohio.",
        "{s Moss} {q said} {c it rained}, but in a speech Lund called it snow.",
        "{s Moss} {q said} {c it rained}. In a speech on Monday there was no word of it.",
        "{s Moss} {q attacked} {c Lund} for hinting in a speech that it rained.",
        "{s Moss} {q said} {c “it rained.”} In a letter there was more.",
        "In a letter, it was snow. {s Moss} {q said} {c it rained}.",
        "{q According to} {s a transcript of the call}, {c it rained}.",
        "{c It rained}, {s the report in the Guardian} {q said}.",
    ],
)
def test_no_medium(sentence):
    check(sentence)


def test_documents_and_attitudes_have_no_medium():
    check("{s The report} {q says} in a letter {c that it rained}.", voice=Voice.DOCUMENT)
    check("{s Moss} {q wants} in an interview {c to be heard}.", act=Act.WANTS)


@pytest.mark.parametrize("cue", ["said in a statement", "has also said in a statement", "wrote in a statement"])
def test_a_medium_may_be_a_part_of_the_cue(cue):
    text, attribution, _, _ = marked(f"{{c “It rained,”}} {{s Lund}} {{q {cue}}}.")
    assert found(text, attribution) == [(["in a statement"], [])]


def test_a_clause_in_a_cue_has_no_medium():
    check("{c “It rained,”} {s Lund} {q said that he wrote in a letter}.")


def test_a_medium_goes_to_the_nearest_of_two_attributions():
    text, first, _, _ = marked("{s Moss} {q said} {c it rained}, and {m in a letter} Lund denied it.")
    _, second, medium, _ = marked("Moss said it rained, and {m in a letter} {s Lund} {q denied} {c it}.")
    assert found(text, first, second) == [([], []), (medium, [])]


def test_what_a_content_holds_belongs_to_the_attribution_inside():
    text, outer, _, _ = marked("{s Moss} {q says} {c Lund admitted in a letter that it rained}.")
    _, inner, medium, _ = marked(
        "Moss says {s Lund} {q admitted} {m in a letter} {c that it rained}.", parent="a1", depth=1
    )
    inner = Attribution("a2", inner.content, inner.source, inner.cue, "a1", 1, voice=Voice.PERSON)
    assert found(text, outer, inner) == [([], []), (medium, [])]


def test_an_attribution_inside_takes_nothing_from_outside():
    text, outer, medium, _ = marked("{m In a letter}, {s Moss} {q says} {c Lund admitted it rained}.")
    _, inner, _, _ = marked("In a letter, Moss says {s Lund} {q admitted} {c it rained}.")
    inner = Attribution("a2", inner.content, inner.source, inner.cue, "a1", 1, voice=Voice.PERSON)
    assert found(text, outer, inner) == [(medium, []), ([], [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "{c It sank}, {q said} {s a diver} {a who was not authorised to speak publicly}.",
        "{c It sank}, {q said} {s a diver}, {a who spoke on condition of anonymity because talks were going on}.",
        "{s A diver}, {a speaking on the condition of anonymity to discuss internal talks}, {q said} {c it sank}.",
        "{s A diver}, {a who did not want to give his name}, {q said} {c it sank}.",
        "{a Speaking on condition of anonymity}, {s a diver} {q said} {c it sank}.",
        "{c It sank}, {q said} {s two divers}, {a who asked not to be named}.",
        "{c It sank}, {q said} {s one diver}, {a who declined to be identified, citing the inquiry}.",
        "{c It sank}, {q said} {s one diver} {a who declined to be identified} and is not in the union.",
        "{s A diver} {q said} {c it sank}, {a speaking on background}.",
        "{s A harbour official in Porto} {a who requested anonymity for fear of losing her job} {q said} {c it sank}.",
        "{s Three divers}, {a none of whom were permitted to speak}, {q said} {c it sank}.",
        "{c It sank}, {s the diver} {q said}. {s He} {a spoke on condition of anonymity because the inquiry is open}.",
        "{c It sank}, {s the diver} {q said}. The diver {a asked that his name not be used}.",
        "{s The diver} {q said} {c it sank}.\n\nThe official, a father of two, {a declined to be named}.",
    ],
)
def test_the_reason_why_a_source_is_not_named(sentence):
    text, attribution, medium, anonymity = marked(sentence)
    attribution = Attribution(
        "a1", attribution.content, attribution.source[:1], attribution.cue, voice=attribution.voice
    )
    assert found(text, attribution) == [(medium, anonymity)]


def test_a_reason_may_lie_in_the_source():
    text, whole, _, _ = marked("{c It sank}, {q said} {s a diver who was not authorized to speak about it}.")
    assert found(text, whole) == [([], ["who was not authorized to speak about it"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "{c It sank}, {q said} {s Rosa Lund}, who was not authorised to dive.",
        "{s Rosa Lund} {q said} {c it sank}. The captain was not authorized to speak for the port.",
        "{s The diver} {q said} {c the captain was not authorized to speak}.",
        "{s The diver} {q said} {c it sank}.\n\nIt was dark.\n\nThe official spoke on condition of anonymity.",
        "{s The diver} {q spoke} on background checks, {c which had failed}.",
        "{s The diver} {q said} {c it sank}, and the captain declined to be late.",
        "{s The diver} {q said} {c they met a captain}, who was not authorised to speak.",
    ],
)
def test_no_reason(sentence):
    check(sentence)


def test_a_report_of_a_document_has_no_reason():
    check("{s The memo} {q says} {c it sank}. It was not authorized to speak.", voice=Voice.DOCUMENT)


_WORDS = (
    "Ana Ruiz said told the BBC in a letter at a rally on Twitter , . “ ” \n who was not authorized to speak Speaking "
    "on condition of anonymity official by phone during Monday’s debate and that where CNN’s “Today” \u2028 '' In an "
    "interview spoke"
).split(" ")


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)))
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(min(ends), max(ends)))
    spans = st.lists(span, max_size=2).map(tuple)
    attributions = []
    for number in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from([None, *(one.id for one in attributions)]))
        content, source, cue = draw(spans), draw(spans), draw(spans)
        voice, act = draw(st.sampled_from(Voice)), draw(st.sampled_from(Act))
        attributions.append(Attribution(f"a{number}", content, source, cue, parent, act=act, voice=voice))
    return text, attributions


def apart(spans: Spans, others: Spans) -> bool:
    return not any(span.overlap(other) for span in spans for other in others)


@given(readings())
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_text_and_apart_from_the_rest(reading):
    text, attributions = reading
    results = find_circumstances(text, attributions)
    assert [one.id for one in results] == [one.id for one in attributions]
    contents = {one.id: one.content for one in results}
    for one in results:
        for span in (*one.medium, *one.anonymity):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip(" \n,;")
            assert one.parent is None or any(content.covers(span) for content in contents[one.parent])
        assert apart(one.medium, (*one.content, *one.source))
        assert apart(one.anonymity, (*one.content, *one.cue))
        assert all(first.end <= second.start for first, second in zip(one.medium, one.medium[1:], strict=False))


def test_a_long_text_is_read_in_one_go():
    # One sentence of many attributions; a scan of all phrases for each of them would take minutes.
    sentence = "Ana Ruiz said in a letter it rained, "
    attributions = [
        Attribution(
            f"a{n}",
            (Span(at + 26, at + 35),),
            (Span(at, at + 8),),
            (Span(at + 9, at + 13),),
            voice=Voice.PERSON,
        )
        for n, at in enumerate(range(0, 2000 * len(sentence), len(sentence)))
    ]
    results = find_circumstances(sentence * 2000, attributions)
    assert all([span.of(sentence * 2000) for span in one.medium] == ["in a letter"] for one in results[::200])


def test_a_sentence_that_begins_behind_a_source_is_of_the_next():
    check("{c “It rained,”} {q said} {s Lund, who calls herself “wet.”} In a note she left.")


def test_a_post_on_x():
    check("{c “It rained,”} {s Lund} {q wrote} {m on X}.")
