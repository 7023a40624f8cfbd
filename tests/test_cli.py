"""The command line, as a user meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from rich.console import Console

import quoth
from quoth.cli import main
from quoth.domain import Act, Reading, Reply, ReplyKind, Span
from quoth.export import terminal
from quoth.selection import select
from tests.export.examples import nested, replying, simple

ROOT = Path(__file__).parent.parent
HARBOUR = str(ROOT / "examples" / "harbour.html")
WELL = "“The well is dry,” said Piotr Lund.\n"
INTERVIEW = """The Crown: an interview with Delia Frost

Q: Why did you leave the company?

A: I was tired. My sister told me I looked grey.

Q: Do you regret it?

A: No. That is nonsense.
"""
RAIN = "“It rained in May,” said Rosa Amsel. She denied that the roof had leaked.\n"


def run(*arguments: object, input: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def readings(result: Result) -> list[dict]:
    assert result.stdout.endswith("\n")
    return [json.loads(line) for line in result.stdout.removesuffix("\n").split("\n")]


@pytest.fixture
def folder(tmp_path):
    """Two articles, and a file of a kind that is not read."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "rain.txt").write_text(RAIN, encoding="utf-8")
    (place / "well.txt").write_text(WELL, encoding="utf-8")
    (place / "notes.xyz").write_text("Nothing.", encoding="utf-8")
    return place


def test_a_file_is_shown(folder):
    result = run("read", folder / "well.txt")
    assert result.exit_code == 0
    assert not result.stderr
    title, who, words, *_ = (line.rstrip() for line in result.stdout.splitlines())
    assert title == str(folder / "well.txt")
    assert re.fullmatch(r"  Piotr Lund said  direct says, \d+%, about well", who)
    assert words == "    “The well is dry,”"


def test_json_is_one_reading_a_line(folder):
    result = run("read", folder, HARBOUR, "--json")
    assert result.exit_code == 0
    found = readings(result)
    assert [reading["article"]["path"] for reading in found] == [
        str(folder / "rain.txt"),
        str(folder / "well.txt"),
        HARBOUR,
    ]
    assert found[1]["article"]["text"] == WELL
    assert found[1] == quoth.read_file(folder / "well.txt").to_dict()


def test_json_stays_one_line_whatever_the_text(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_bytes("“One\u2028two\x85,” said Al Moss.\r\n\n\x0b\x0c“Three,” said Al Moss.".encode())
    (reading,) = readings(run("read", path, "--json"))
    assert reading["article"]["text"].count("\n") == 2


def test_standard_input():
    result = run("read", "-", "--json", input=WELL.encode())
    assert result.exit_code == 0
    (reading,) = readings(result)
    assert reading["article"]["text"] == WELL
    assert reading["article"]["path"] is None


def test_standard_input_of_json_lines():
    lines = [json.dumps({"text": text, "title": title}) for text, title in ((WELL, "Dry"), (RAIN, "Wet"))]
    result = run("read", "-", "--json", input="\n".join(lines))
    assert [reading["article"]["title"] for reading in readings(result)] == ["Dry", "Wet"]


def test_page_is_written_and_named(folder, tmp_path):
    page = tmp_path / "page.html"
    result = run("read", folder, "--html", page)
    assert result.exit_code == 0
    assert result.stderr == f"Annotated page: {page}\n"
    written = page.read_text(encoding="utf-8")
    assert written.lower().startswith("<!doctype html>")
    assert "Piotr Lund" in written
    assert "Rosa Amsel" in written
    assert "Piotr Lund" in result.stdout


def test_page_beside_json(folder, tmp_path):
    result = run("read", folder, "--json", "--html", tmp_path / "page.html")
    assert len(readings(result)) == 2
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize("place", ["nowhere/page.html", "file/page.html"])
def test_page_that_cannot_be_written(folder, tmp_path, place):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("read", folder / "well.txt", "--html", tmp_path / place)
    assert result.exit_code == 1
    assert re.fullmatch(
        r"quoth: .*page\.html cannot be written \(.+\): give a file in a folder you may write to\.\n", result.stderr
    )
    assert "Piotr Lund" in result.stdout


def test_page_in_place_of_a_folder(folder, tmp_path):
    result = run("read", folder / "well.txt", "--html", tmp_path)
    assert result.exit_code == 2


def test_a_page_never_takes_the_place_of_what_is_read(folder):
    well = folder / "well.txt"
    result = run("read", folder / "rain.txt", well, "--html", folder / ".." / folder.name / "well.txt")
    assert result.exit_code == 2
    assert "is what is read: give another file." in result.stderr
    assert well.read_text(encoding="utf-8") == WELL


def test_neither_dossier_nor_export_takes_the_place_of_the_archive(folder, tmp_path):
    archive = tmp_path / "a.db"
    assert run("add", archive, folder).exit_code == 0
    before = archive.read_bytes()
    for command in (
        ["ask", archive, "--html", archive],
        ["outlets", archive, "--chart", archive],
        ["export", archive, "csv", "--out", archive],
    ):
        result = run(*command)
        assert result.exit_code == 2
        assert f"{archive} is what is read: give another file." in result.stderr
    assert archive.read_bytes() == before


def test_an_empty_name_is_not_the_folder_one_stands_in(folder, monkeypatch):
    monkeypatch.chdir(folder)
    result = run("read", "")
    assert result.exit_code == 1
    assert not result.stdout
    assert result.stderr == "quoth: An input has an empty name: give the name of a file or a folder.\n"


def test_a_web_address_is_sent_to_the_archive():
    result = run("read", "https://news.example/well")
    assert result.exit_code == 1
    assert result.stderr == (
        "quoth: https://news.example/well is a web address: add it to an archive with `quoth add`, which fetches it.\n"
    )


def test_no_space_stands_before_the_colon_of_an_interview():
    result = run("read", "-", input=INTERVIEW)
    assert "  Q:  " in result.stdout


@pytest.mark.parametrize("as_json", [False, True])
def test_one_bad_input_among_good_ones(folder, tmp_path, as_json):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    inputs = [folder / "rain.txt", tmp_path / "missing.txt", tmp_path / "broken.pdf", folder / "well.txt"]
    result = run("read", *inputs, *(["--json"] if as_json else []))
    assert result.exit_code == 1
    assert "Rosa Amsel" in result.stdout
    assert "Piotr Lund" in result.stdout
    missing, broken = result.stderr.splitlines()
    assert missing == f"quoth: {tmp_path / 'missing.txt'} does not exist: check its name."
    assert broken.startswith(f"quoth: {tmp_path / 'broken.pdf'} ")
    assert broken.endswith(".")


def test_nothing_could_be_read(tmp_path):
    result = run("read", tmp_path / "missing.txt", "--html", tmp_path / "page.html")
    assert result.exit_code == 1
    assert not result.stdout
    assert not (tmp_path / "page.html").exists()


def test_folder_without_articles(tmp_path):
    (tmp_path / "notes.xyz").write_text("Nothing.", encoding="utf-8")
    result = run("read", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"quoth: {tmp_path} has no files to read")
    assert len(result.stderr.splitlines()) == 1


def test_min_confidence():
    (everything,) = readings(run("read", HARBOUR, "--json"))
    (sure,) = readings(run("read", HARBOUR, "--json", "--min-confidence", "0.95"))
    assert 0 < len(sure["attributions"]) < len(everything["attributions"])
    kept = {attribution["id"]: attribution for attribution in sure["attributions"]}
    parents = {attribution["parent"] for attribution in kept.values()}
    assert all(attribution["confidence"] >= 0.95 or id in parents for id, attribution in kept.items())
    wanted = {attribution["id"] for attribution in everything["attributions"] if attribution["confidence"] >= 0.95}
    assert wanted <= kept.keys()


@pytest.mark.parametrize("value", ["2", "-0.1", "nan", "much"])
def test_min_confidence_that_is_no_probability(folder, value):
    result = run("read", folder, "--min-confidence", value)
    assert result.exit_code == 2
    assert "--min-confidence" in result.stderr


def test_act(folder):
    (everything,) = readings(run("read", folder / "rain.txt", "--json"))
    (reading,) = readings(run("read", folder / "rain.txt", "--json", "--act", "denies, rejects"))
    acts = [attribution["act"] for attribution in everything["attributions"]]
    assert "says" in acts
    assert {"denies", "rejects"} & set(acts)
    assert [attribution["act"] for attribution in reading["attributions"]] == [
        act for act in acts if act in {"denies", "rejects"}
    ]


@pytest.mark.parametrize("value", ["shouts", "says,shouts", "", "says,,asks", "SAYS;ASKS"])
def test_wrong_act_lists_acts(folder, value):
    result = run("read", folder, "--act", value)
    assert result.exit_code == 2
    assert not result.stdout
    shown = " ".join(result.stderr.split())
    assert all(act in shown for act in Act)


def test_no_input_is_a_wrong_command_line():
    assert run("read").exit_code == 2
    assert run("reed").exit_code == 2
    assert run("read", "--jsonl").exit_code == 2


def commands():
    return [[], *([name] for name in sorted(main.commands))]


@pytest.mark.parametrize("command", commands())
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_help_has_an_example(command, option):
    result = run(*command, option)
    assert result.exit_code == 0
    about = result.stdout.split("Options:")[0]
    *_, last = (line.strip() for line in about.splitlines() if line.strip())
    example = last.removeprefix("Example: ")
    assert example.startswith("quoth ")
    # The example has only options that there are.
    shown = run(example.split()[1], "--help").stdout
    for used in re.findall(r"--[a-z-]+", example):
        assert used in shown


def test_version():
    assert run("--version").stdout == f"quoth {quoth.__version__}\n"


HOSTILE = (
    "\x1b]0;owned\x07“\x1b[31mThe well\x9b2J is dry\x08\x7f,” said Piotr\x1b[0m Lund.\r\n\n"
    "“Ghost \x1b[5mwords\u202e here.”"
)


def controls(text: str) -> set[str]:
    return {character for character in text if not character.isprintable()} - {"\n"}


def test_terminal_is_not_steered_by_the_text(tmp_path):
    path = tmp_path / "hostile.jsonl"
    about = {name: f"{name}\x1b[31m\x07\nx" for name in ("title", "outlet", "author", "published", "url")}
    path.write_text(json.dumps({"text": HOSTILE, **about}), encoding="utf-8")
    result = run("read", path)
    assert result.exit_code == 0
    assert "is dry" in result.stdout
    assert "outlet" in result.stdout
    assert controls(result.stdout) == set()


def test_errors_do_not_steer_the_terminal(tmp_path):
    result = run("read", tmp_path / "gone\x1b[31m\x07.txt")
    assert result.exit_code == 1
    assert controls(result.stderr) == set()


def test_markup_of_rich_is_only_text(tmp_path):
    path = tmp_path / "markup.txt"
    path.write_text("“The [bold red]well[/] is dry [/nothing],” said Piotr Lund.", encoding="utf-8")
    assert "The [bold red]well[/] is dry [/nothing]" in run("read", path).stdout


def shown(reading: Reading, width: int = 100) -> list[str]:
    stream = StringIO()
    console = Console(file=stream, width=width, highlight=False)
    console.print(terminal.summary(reading, width=width), soft_wrap=True)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def test_nested_statements_stand_under_their_parent():
    lines = shown(nested())
    heads = [line for line in lines if line.endswith("%")]
    assert [(len(head) - len(head.lstrip()), head.lstrip(" └").split("  ")[0]) for head in heads] == [
        (2, "the workers’ letter says:"),
        (5, "Maria Lopez told us"),
        (8, "the engineer had found"),
        (5, "Maria Lopez said"),
        (8, "Dr Hale’s report shows"),
        (11, "the authors of the report feared"),
        (5, "the workers do not claim"),
        (2, "Bram Voss said"),
    ]
    assert [head.lstrip().startswith("└") for head in heads] == [False, True, True, True, True, True, True, False]


def test_orphans_come_last():
    lines = shown(simple())
    place = lines.index("Quotation marks that nobody is named for")
    assert lines[place + 1 :] == [
        "  title   Grey Lady",
        "  orphan  A lifeline",
        "  term    weather permitting",
        "",
    ]
    assert not [line for line in lines[place:] if line.endswith("%")]


def test_nobody_says_anything():
    lines = shown(quoth.read("The river runs past the mill."))
    assert lines == ["Article", "  No attribution found.", ""]


def test_no_speaker_and_negative_are_told():
    lines = shown(simple())
    assert any(line.startswith("  no speaker named were told ") for line in lines)
    assert any(re.fullmatch(r"  Oona Brandt denied  indirect denies, negative, 91%", line) for line in lines)


def test_medium_and_anonymity_stand_beside_the_other_facts():
    lines = shown(replying(), width=120)
    assert "  Maria Lopez wrote  direct says, 98%, on Twitter" in lines
    assert "     └ the drivers’ union had warned  mixed warns, 93%, by e-mail" in lines
    assert "  Henrik Aas told  direct says, 95%, the Lindow Herald, by telephone" in lines
    driver = "  A driver rejected  direct rejects, negative, 88%"
    assert f"{driver}, unnamed: who asked not to be named for fear of losing his job" in lines


def test_medium_and_anonymity_have_their_own_line_where_there_is_no_room():
    lines = shown(replying(), width=50)
    place = lines.index("  A driver rejected  direct rejects, negative, 88%")
    assert lines[place + 1] == "    unnamed: who asked not to be … losing his job"
    assert lines[place + 2] == "    “Nobody rides them after one.”"
    exact = "  Maria Lopez wrote  direct says, 98%, on Twitter"
    assert exact in shown(replying(), width=len(exact))
    narrower = shown(replying(), width=len(exact) - 1)
    assert narrower[narrower.index("  Maria Lopez wrote  direct says, 98%") + 1] == "    on Twitter"


def test_medium_and_replies_are_dim():
    console = Console(file=StringIO(), width=100)
    styles = {
        segment.text.strip(" ,↳"): str(segment.style)
        for segment in console.render(terminal.summary(replying(), width=100))
    }
    for words in (
        "on Twitter",
        "accepts",
        "Maria Lopez:",
        "unnamed: who asked not to be named for fear of losing his job",
    ):
        assert styles[words] == "dim"


def test_a_reply_is_told_under_the_statement():
    lines = shown(replying())
    place = lines.index("  The bus company accepted  indirect accepts, 80%")
    assert lines[place + 1 : place + 3] == [
        "    this",
        "    ↳ accepts Maria Lopez: “The study shows what every nurse in this town has known for years,”",
    ]
    assert "    ↳ answers no speaker named: whether he would buy more buses" in lines
    assert [line.split()[1] for line in lines if "↳" in line] == ["supports", "accepts", "rejects", "answers", "denies"]


def test_a_reply_stands_deeper_under_a_deeper_statement():
    reading = replying()
    deep = replace(reading.attributions[4], replies=reading.attributions[2].replies)
    lines = shown(replace(reading, attributions=(*reading.attributions[:4], deep)))
    assert lines[-2].startswith("       ↳ accepts Maria Lopez: “The study")


def test_a_reply_shows_first_words_within_the_width():
    whole = "    ↳ accepts Maria Lopez: “The study shows what …”"
    lines = shown(replying(), width=len(whole))
    assert whole in lines
    assert "    ↳ answers no speaker named: whether he would …" in lines
    assert max(len(line) for line in lines if "↳" in line) == len(whole)
    assert "    ↳ accepts Maria Lopez: “The study shows …”" in shown(replying(), width=len(whole) - 1)


def test_a_reply_to_a_long_name_keeps_its_words():
    reading = replying()
    name = "The " + "very " * 30 + "old man"
    entities = tuple(replace(entity, name=name) if entity.id == "lopez" else entity for entity in reading.entities)
    (line,) = [line for line in shown(replace(reading, entities=entities)) if "↳ accepts" in line]
    assert re.fullmatch(r"    ↳ accepts The very (?:very )+…: “The study shows .*", line)
    assert len(line) <= 100


def test_a_reply_in_wide_characters_keeps_to_the_width():
    words = "港は冬の間も開いている " * 20
    said = quoth.Attribution("a1", (Span(0, len(words)),))
    reply = quoth.Attribution("a2", (Span(0, 1),), replies=(Reply("a1", ReplyKind.ACCEPTS),))
    (line,) = [line for line in shown(Reading(quoth.Article("x", words), (said, reply)), width=60) if "↳" in line]
    assert 40 < cell_len(line) <= 60


def test_a_reply_to_a_statement_without_words_shows_its_cue():
    reading = simple()
    silent, said = reading.attributions[-1], reading.attributions[2]
    reply = replace(said, replies=(Reply(silent.id, ReplyKind.ANSWERS),))
    assert "    ↳ answers the ministry: declined to comment" in shown(replace(reading, attributions=(reply, silent)))


def test_a_reply_to_what_is_not_shown_is_told_all_the_same():
    assert "    ↳ denies a statement that is not shown here" in shown(replying())
    lines = shown(select(replying(), acts={Act.ACCEPTS}))
    assert lines[1:] == [
        "  The bus company accepted  indirect accepts, 80%",
        "    this",
        "    ↳ accepts a statement that is not shown here",
        "",
    ]


def test_replies_and_media_do_not_steer_the_terminal():
    text = "“Dry\x1b[31m\x07 well,” Lund wrote\x9b2J on\x1b[5m a\r\ncard. “Wet.”"
    end = text.index(" “Wet")
    said = quoth.Attribution("a1", (Span(0, 17),), speaker="e1", medium=(Span(text.index("on"), end),))
    reply = quoth.Attribution("a2", (Span(end + 1, len(text)),), anonymity=(Span(0, 17),))
    reply = replace(reply, replies=(Reply("a1", ReplyKind.REJECTS), Reply("\x1b[2J", ReplyKind.DENIES)))
    entity = quoth.Entity("e1", "Lund\x1b[31m\x07", quoth.EntityKind.PERSON)
    lines = shown(Reading(quoth.Article("x", text), (said, reply), (entity,)))
    assert controls("".join(lines)) == set()
    assert any(line.endswith(", on [5m a card.") for line in lines)
    assert any(line.startswith("    ↳ rejects Lund [31m: “Dry [31m well,”") for line in lines)


def test_long_words_are_cut_to_the_width():
    contents = [line for line in shown(nested(), width=60)[1:] if " … " in line and not line.endswith("%")]
    assert contents
    assert max(len(line) for line in contents) == 60


def test_deep_statements_keep_room_for_words():
    reading = simple()
    chain = [replace(reading.attributions[0], id="d0")]
    chain += [replace(chain[0], id=f"d{n}", parent=f"d{n - 1}", depth=n) for n in range(1, 40)]
    lines = shown(replace(reading, attributions=tuple(chain), orphans=()))
    assert len([line for line in lines if line.endswith("%")]) == 40
    assert max(len(line) for line in lines[1:]) <= 100


def test_a_long_name_hides_neither_cue_nor_facts():
    name = "The " + "very " * 60 + "old man"
    text = f"{name} said “no”."
    parts = [quoth.Span(text.index(words), text.index(words) + len(words)) for words in ("“no”", name, "said")]
    said = quoth.Attribution("a1", *((part,) for part in parts), speaker="e1", chain=("e1",))
    entity = quoth.Entity("e1", name, quoth.EntityKind.PERSON)
    _, head, words, *_ = shown(Reading(quoth.Article("x", text), (said,), (entity,)), width=80)
    assert re.fullmatch(r"  The very .* … .* old man said  indirect says, 100%", head)
    assert len(head) == 80
    assert words == "    “no”"


def test_lines_have_no_spaces_at_their_ends(folder):
    assert not [line for line in run("read", folder).stdout.splitlines() if line != line.rstrip()]


def test_every_statement_is_shown_once():
    reading = simple()
    lines = shown(reading)
    assert len([line for line in lines if line.endswith("%")]) == len(reading.attributions)


@pytest.mark.parametrize("width", [1, 10, 20, 80])
def test_every_width_prints(width):
    assert shown(nested(), width=width)
    assert shown(replying(), width=width)


def test_contents_of_marks_alone_print():
    reading = replace(simple(), attributions=(quoth.Attribution("a1", (Span(0, 1),)),), entities=())
    assert any("no speaker named" in line for line in shown(reading))


def test_the_installed_command(folder, tmp_path):
    command = Path(sys.executable).parent / "quoth"
    page = tmp_path / "page.html"
    done = subprocess.run(
        [command, "read", folder, "-", tmp_path / "missing.txt", "--json", "--html", page],
        input=WELL.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert b"\r" not in done.stdout
    assert [json.loads(line)["article"]["text"] for line in lines] == [RAIN, WELL, WELL]
    assert done.stderr.decode().splitlines() == [
        f"quoth: {tmp_path / 'missing.txt'} does not exist: check its name.",
        f"Annotated page: {page}",
    ]


def test_a_terminal_without_curly_marks_still_shows():
    command = Path(sys.executable).parent / "quoth"
    done = subprocess.run(
        [command, "read", "-"],
        input=WELL.encode(),
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert b"?The well is dry,?" in done.stdout
