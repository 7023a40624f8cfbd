"""Whether a quotation is true to what was said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.archive import open_archive
from quoth.archive.checking.changes import differ_in_tense
from quoth.archive.checking.check import Checker
from quoth.archive.checking.several import quotations_of_draft
from quoth.archive.checking.variants import find_variants
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.writing import store
from quoth.cli import main
from quoth.domain import Act, Polarity, QuotationType
from quoth.errors import ArchiveError
from tests.archive.examples import letter, orphaned, statement
from tests.export.examples import simple

FERRY = "We will keep two ferries running through the winter, and Olsen has promised 300 crowns for the pier."
BOATS = "I do not believe that the harbour board ever wanted to sell the boats of Skerrow."
STORM = "The storm of 1953 taught this island patience; nobody here has forgotten it."
MARKET = "The fish market opens at dawn and closes when the last crate has gone."
READINGS = [
    statement(FERRY, day="2024-01-05"),
    statement(FERRY.replace("two ferries", "two big ferries"), day="2024-01-06", outlet="The Lindow Herald"),
    statement(FERRY, day="2024-02-01", outlet="The Ashby Gazette"),
    statement(BOATS, "Piet Olsen", day="2024-03-01"),
    statement(STORM, "Élodie Marsh", day="2024-04-01"),
    statement(MARKET, "Tam Ferrier", day="2024-05-01"),
    statement("the new pier was never going to hold the winter ice", quotation=QuotationType.INDIRECT, day="2024-06"),
    statement("she had sold her own boat to a stranger", quotation=QuotationType.INDIRECT, cue="denied",
              act=Act.DENIES, polarity=Polarity.NEGATIVE, day="2024-06-02"),
    letter(),
    orphaned("the tide of the northern sea waits for nobody"),
    simple(),
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("checking") / "archive.db"
    with open_archive(place, write=True) as opened:
        for reading in READINGS:
            store(opened, reading)
    return place


@pytest.fixture
def checker(path):
    with open_archive(path) as opened:
        yield Checker(opened)


@pytest.mark.parametrize(
    ("quotation", "verdict", "changes"),
    [
        (FERRY, "verbatim", []),
        ("keep two ferries running through the winter", "verbatim", []),
        ("WE WILL KEEP TWO FERRIES RUNNING, through the winter", "verbatim", []),
        ('"We will keep 2 ferries running through the winter"', "verbatim", []),
        ("We will keep two terries running through the vvinter, and 0lsen has prornised 3OO crowns", "verbatim", []),
        ("Wewill keep two fer- ries running throughthe winter", "verbatim", []),
        ("I do not believe that the harbour board [sic] ever wanted to sell", "verbatim", []),
        ("[W]e will keep two ferries running", "verbatim", []),
        ("We will keep two ferries running … and Olsen has promised 300 crowns", "trimmed", []),
        ("We will keep two ferries running and Olsen has promised 300 crowns", "trimmed", []),
        ("We will keep two ferries running through the winter [...]", "trimmed", []),
        ("We will keep two ferries [of ours] running through the winter", "bracketed", []),
        ("[The board] will keep two ferries running through the winter", "bracketed", []),
        ("We will [not] keep two ferries running through the winter", "bracketed", ["negation"]),
        ("We will not keep two ferries running through the winter", "altered", ["negation"]),
        ("I do believe that the harbour board ever wanted to sell the boats", "altered", ["negation"]),
        ("I don’t believe that the harbour board ever wanted to sell the boats", "altered", ["wording"]),
        ("believe that the harbour board ever wanted to sell the boats", "trimmed", ["negation"]),
        ("We may keep two ferries running through the winter", "altered", ["modal"]),
        ("We will perhaps keep two ferries running through the winter", "altered", ["modal"]),
        ("We will keep three ferries running through the winter", "altered", ["number"]),
        ("Olsen has promised 30 crowns for the pier", "altered", ["number"]),
        ("and Brandt has promised 300 crowns for the pier", "altered", ["name"]),
        ("The storm of 1953 teaches this island patience; nobody here has forgotten it", "altered", ["tense"]),
        ("The storm of 1953 taught this village patience; nobody here has forgotten it", "altered", ["wording"]),
        ("The storm of 1935 taught this island patience; somebody here has forgotten it", "altered",
         ["negation", "number", "wording"]),
        ("the new pier was never going to hold the winter ice", "paraphrase", []),
        ("she had sold her own boat to a stranger", "paraphrase", ["negation"]),
        ("The storm of 1953 taught this island patience. The fish market opens at dawn", "spliced", []),
        ("the tide of the northern sea waits for nobody", "verbatim", []),
        ("The lighthouse keeper eats his supper alone every night of the year", "not-found", []),
        ("We will sell the moon", "not-found", []),
    ],
)  # fmt: skip
def test_verdicts(checker, quotation, verdict, changes):
    done = checker.check(quotation)
    assert (str(done.verdict), [str(change) for change in done.changes]) == (verdict, changes)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("say", "says", False),
        ("goes", "go", False),
        ("is", "are", False),
        ("was", "were", False),
        ("has", "have", False),
        ("said", "says", True),
        ("is", "was", True),
        ("has", "had", True),
        ("waits", "waited", True),
        ("waits", "wait", False),
    ],
)
def test_person_and_number_are_no_tense(one, other, differ):
    assert differ_in_tense(one, other) is differ


def test_another_speakers_words_are_misattributed(checker):
    done = checker.check(STORM, by="Piet Olsen")
    assert (done.verdict, done.said_by) == (Verdict.MISATTRIBUTED, ("Élodie Marsh",))
    altered = checker.check(STORM.replace("1953", "1935"), by="Piet Olsen")
    assert (altered.verdict, list(altered.changes)) == (Verdict.MISATTRIBUTED, ["number"])
    assert checker.check(STORM, by="Nobody Known").verdict is Verdict.MISATTRIBUTED


@pytest.mark.parametrize("by", ["Élodie Marsh", "elodie marsh", "Marsh", "the shopkeeper Élodie Marsh"])
def test_the_speaker_may_be_named_in_many_ways(checker, by):
    assert checker.check(STORM, by=by).verdict is Verdict.VERBATIM


def test_what_nobody_is_named_for_contradicts_nobody(checker):
    done = checker.check("the tide of the northern sea waits for nobody", by="Oona Brandt")
    assert done.verdict is Verdict.VERBATIM
    assert done.matches[0].statement.speaker is None


def test_a_statement_inside_another_is_the_inner_speakers(checker):
    done = checker.check("The islanders will never sell their boats", by="Oona Brandt")
    assert done.verdict is Verdict.VERBATIM
    assert done.matches[0].statement.chain.endswith("Weavers of Lindow, in a letter › Oona Brandt")


def test_exact_counts_case_and_punctuation(checker):
    assert checker.check(STORM, exact=True).verdict is Verdict.VERBATIM
    assert checker.check(STORM.rstrip("."), exact=True).verdict is Verdict.VERBATIM
    for changed in (STORM.lower(), STORM.replace(";", ",")):
        assert checker.check(changed).verdict is Verdict.VERBATIM
        done = checker.check(changed, exact=True)
        assert (done.verdict, list(done.changes)) == (Verdict.ALTERED, ["wording"])


def test_the_match_says_where_the_words_stand(checker):
    done = checker.check("two ferries running through the winter")
    match, text = done.matches[0], READINGS[0].article.text
    assert match.span.of(text) == match.words == "two ferries running through the winter"
    assert match.before.endswith("“We will keep ")
    assert match.after.startswith(", and Olsen has promised")
    assert match.statement.day == "2024-01-05"
    assert done.earliest is match


def test_the_diff_is_word_by_word(checker):
    done = checker.check("The storm of 1935 taught this island patience")
    assert done.matches[0].diff() == [
        {"edit": "kept", "original": "The storm of", "quoted": "The storm of"},
        {"edit": "replaced", "original": "1953", "quoted": "1935"},
        {"edit": "kept", "original": "taught this island patience", "quoted": "taught this island patience"},
    ]


def test_variants_are_grouped_by_wording_with_outlets_and_dates(checker):
    done, variants = find_variants(checker, FERRY)
    assert done.verdict is Verdict.VERBATIM
    assert [(variant.first_day, variant.outlets) for variant in variants] == [
        ("2024-01-05", ("The Northern Courant", "The Ashby Gazette")),
        ("2024-01-06", ("The Lindow Herald",)),
    ]
    assert "two big ferries" in variants[1].words
    assert find_variants(checker, "The moon is a lamp for thieves and lovers alike")[1] == []


def test_words_of_an_old_version_are_found(tmp_path):
    with open_archive(tmp_path / "a.db", write=True) as opened:
        store(opened, statement(STORM, url="https://courant.example/1"))
        store(opened, statement("We have no comment today.", url="https://courant.example/1"))
        done = Checker(opened).check(STORM)
    assert done.verdict is Verdict.VERBATIM
    assert not done.matches[0].statement.current


@pytest.mark.parametrize("nothing", ["", "…", "“”", "[ ]", "?!"])
def test_a_quotation_without_words_is_told(checker, nothing):
    with pytest.raises(ArchiveError, match="no word in it"):
        checker.check(nothing)


def test_a_quotation_as_long_as_an_article_is_refused(checker):
    with pytest.raises(ArchiveError, match="check it in parts"):
        checker.check("boats " * 900)


NEGATIONS = [(FERRY, "will", "will not"), (BOATS, "do not believe", "believe"), (STORM, "nobody", "somebody"),
             (MARKET, "opens", "never opens")]  # fmt: skip
NUMBERS = [(FERRY, "two", "three"), (FERRY, "300", "3OO0"), (STORM, "1953", "1958"), (STORM, "1953", "I954"),
           (FERRY, "300", "3 00"), (FERRY, "300", "3,00"), (FERRY, "300", "30.0"), (FERRY, "300", "-300"),
           (FERRY, "300", "$300"), (FERRY, "300", "300 million"), (STORM, "1953", "19/53"), (STORM, "1953", "1950s"),
           (STORM, "this", "50")]  # fmt: skip


@pytest.mark.parametrize(("words", "old", "new"), [*NEGATIONS, *NUMBERS])
@pytest.mark.parametrize("by", [None, "Oona Brandt", "Nobody Known"])
def test_no_changed_negation_or_number_is_ever_verbatim(checker, words, old, new, by):
    changed = words.replace(old, new)
    for quotation in (changed, changed.upper(), changed.replace(" the ", " tne ")):
        done = checker.check(quotation, by=by)
        assert done.verdict is not Verdict.VERBATIM
        assert set(done.changes) & {"negation", "number"}


@settings(max_examples=200, deadline=None)
@given(quotation=st.text(st.sampled_from("aeorstn 12[]…'’\".,-AWO\n%$"), max_size=80))
def test_any_string_can_be_checked(path, quotation):
    with open_archive(path) as opened:
        checker = Checker(opened)
        try:
            done = checker.check(quotation)
        except ArchiveError as error:
            assert "no word in it" in str(error)  # noqa: PT017
        else:
            json.dumps(done.to_dict())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_excerpt_is_verbatim_or_behind_a_negation(path, data):
    words = data.draw(st.sampled_from([FERRY, BOATS, STORM, MARKET])).split()
    start = data.draw(st.integers(0, len(words) - 6))
    end = data.draw(st.integers(start + 6, len(words)))
    with open_archive(path) as opened:
        done = Checker(opened).check(" ".join(words[start:end]))
    assert done.verdict is Verdict.VERBATIM or (done.verdict is Verdict.TRIMMED and list(done.changes) == ["negation"])


def run(*arguments: object, input: str | None = None):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_check_on_the_command_line(path):
    good = run("check", path, STORM, "--by", "Marsh")
    assert good.exit_code == 0
    assert good.stdout.startswith("VERBATIM")
    bad = run("check", path, "-", input="The storm of 1935 taught this island patience")
    assert bad.exit_code == 1
    assert "touches number" in bad.stdout
    assert "The storm of [-1953-] [+1935+] taught this island patience" in bad.stdout


def test_check_as_json(path):
    (line,) = run("check", path, STORM, "--by", "Olsen", "--json").stdout.splitlines()
    found = json.loads(line)
    assert found.keys() >= {"quotation", "by", "verdict", "changes", "diff", "matches"}
    assert (found["verdict"], found["said_by"]) == ("misattributed", ["Élodie Marsh"])
    assert found["matches"][0]["chain"] == "The Northern Courant › Élodie Marsh"


def test_a_file_of_quotations(path, tmp_path):
    file = tmp_path / "quotations.jsonl"
    rows = [{"quotation": STORM}, {"quotation": FERRY, "by": "Oona Brandt"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run("check", path, "--file", file).exit_code == 0
    lines = [*map(json.dumps, rows), "{", '{"by": 3}', '{"quotation": "…"}', '{"quotation": "x", "by": 3}']
    done = run("check", path, "--file", "-", "--json", input="\n".join(lines))
    assert done.exit_code == 1
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["verbatim", "verbatim"]
    assert len(done.stderr.splitlines()) == 4
    assert run("check", path, "--file", tmp_path / "none.jsonl").exit_code == 1


def test_a_draft_is_checked_in_one_go(path, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(
        f"“{STORM}” said Élodie Marsh. “The fish market opens at noon,” said Tam Ferrier.", encoding="utf-8"
    )
    done = run("check", path, "--draft", draft, "--json")
    assert done.exit_code == 1
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["verbatim", "altered"]


def test_a_drafts_quotations_have_their_speakers():
    found = quotations_of_draft(simple())
    assert [(quotation.words, quotation.by) for quotation in found] == [
        ("“Nobody on this board wanted it to come to this,”", "Oona Brandt"),
        ("“open to anyone who can read”", "Oona Brandt"),
        ("A lifeline", None),
    ]


def test_one_thing_is_checked_at_a_time(path):
    assert run("check", path).exit_code == 2
    assert run("check", path, "words", "--draft", "x").exit_code == 2


def test_variants_on_the_command_line(path):
    shown = run("variants", path, FERRY).stdout
    assert "2024-01-05  The Northern Courant › Oona Brandt  verbatim" in shown
    assert "2024-01-06  The Lindow Herald › Oona Brandt" in shown
    assert len(run("variants", path, FERRY, "--json").stdout.splitlines()) == 2
    assert run("variants", path, "The lighthouse keeper eats supper alone").exit_code == 1


def test_a_spoken_negation_stays(path):
    with open_archive(path, write=True) as opened:
        denied = statement("I sold every one of the island's boats", day="2024-09-01", polarity=Polarity.NEGATIVE)
        store(opened, replace(denied, model="x"))
        done = Checker(opened).check("I sold every one of the island's boats")
    assert (done.verdict, list(done.changes)) == (Verdict.ALTERED, ["negation"])
