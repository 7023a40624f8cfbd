"""The tools for agents, through the protocol's own client and a process of their own."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.cli import main
from tests.archive.examples import letter, statement

TEXT = "“We will appeal,” said Maria Lopez."


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("mcp") / "archive.db"
    with open_archive(place, write=True) as archive:
        store(archive, letter())
        store(archive, statement("We will fish where our fathers fished.", "Piet Olsen", day="2024-06-01"))
    return place


def talk(path, *calls):
    """Start the server, make the calls, and give the tools and the results."""

    async def all_of_it():
        arguments = ["-c", "from quoth.cli import main; main()", "mcp", str(path)]
        # With our environment, so that it runs the same Quoth as we do.
        command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with Client(command, read_timeout_seconds=120) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(all_of_it())


def printed(*arguments: object):
    return json.loads(CliRunner().invoke(main, [str(argument) for argument in arguments]).stdout)


def test_tools_give_what_the_commands_print(path, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    tools, results = talk(
        path,
        ("ask", {"who": "Oona Brandt", "about": "islanders"}),
        ("ask", {"acts": ["denies"], "limit": 1}),
        ("check", {"quotation": "We will fish where our fathers swam", "by": "Piet Olsen"}),
        ("check", {"quotation": "Nothing of the sort was ever heard"}),
        ("read", {"text": TEXT}),
        ("explain_chain", {"statement": 2}),
    )
    assert [tool.name for tool in tools] == ["read", "ask", "check", "explain_chain"]
    assert all(tool.output_schema and tool.description and tool.annotations.read_only_hint for tool in tools)
    assert not any(result.is_error for result in results), [result.content for result in results]
    asked, denied, checked, unknown, read, explained = (result.structured_content for result in results)
    assert asked == printed("ask", path, "Oona Brandt", "--about", "islanders", "--json")
    assert denied == printed("ask", path, "--act", "denies", "--limit", 1, "--json")
    assert checked == printed("check", path, "We will fish where our fathers swam", "--by", "Piet Olsen", "--json")
    assert checked["verdict"] == "altered"
    assert unknown["verdict"] == "not-found"
    expected = printed("read", tmp_path / "a.txt", "--json")
    assert read["attributions"] == expected["attributions"]
    assert set(read) == set(expected)
    assert explained["statement"] == next(each for each in asked["statements"] if each["id"] == 2)
    assert [(link["name"], link["source"], link["cue"], link["medium"]) for link in explained["links"]] == [
        ("The Lindow Herald", "", "", ""),
        ("Weavers of Lindow", "they", "say", "In a letter"),
        ("Oona Brandt", "Oona Brandt", "told", ""),
    ]


def test_errors_are_sentences(path):
    _, results = talk(
        path,
        ("ask", {"who": "Oona Brant"}),
        ("explain_chain", {"statement": 99}),
        ("check", {"quotation": "…"}),
        ("ask", {"since": "yesterday"}),
    )
    assert all(result.is_error for result in results)
    told = [result.content[0].text for result in results]
    assert "did you mean Oona Brandt?" in told[0]
    assert "has no statement 99: give a number" in told[1]
    assert "has no word in it" in told[2]
    assert "is no date: write it as" in told[3]


def test_what_is_missing_is_told(tmp_path, path):
    done = CliRunner().invoke(main, ["mcp", str(tmp_path / "none.db")])
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    without = "import sys; sys.modules['mcp'] = None; from quoth.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", without, "mcp", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "quoth: Tools for agents need mcp: install it with `pip install 'quoth[mcp]'`.\n"
