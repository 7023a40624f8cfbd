"""Tools for agents: reading and an archive's answers over the Model Context Protocol, on standard input and output.

What goes out has the shapes that the commands print with `--json`. The library is an extra: import this module where it
is wanted, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, cast

from quoth._version import __version__
from quoth.archive import Archive, open_archive
from quoth.archive.asking import Question
from quoth.archive.asking import ask as ask_archive
from quoth.archive.checking.check import check as check_quotation
from quoth.archive.explaining import explain_chain as explain
from quoth.domain import Act, Voice
from quoth.errors import MissingExtra, QuothError
from quoth.intake import read_document
from quoth.pipeline import read_article

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import ToolAnnotations
    from pydantic import Field
    from typing_extensions import TypedDict
except ImportError as error:
    raise MissingExtra("Tools for agents need mcp: install it with `pip install 'quoth[mcp]'`.") from error

_INSTRUCTIONS = """Quoth records who said what, about whom, and on whose word. It never says what is true: it says who
said so, and through whom we know. Ask for statements first; a statement's id is what explain_chain takes."""
_LOOKS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


# The shapes below are typed for agents; tests hold them against what the commands print.


class SpanData(TypedDict):
    """A half-open range of code points into the article's text."""

    start: int
    end: int


class StatementData(TypedDict):
    """Who said what, where it stands, and through whom we know."""

    id: int
    day: str | None
    speaker: str | None
    key: str | None
    words: str
    quotation: str
    act: str
    polarity: str
    voice: str
    hand: str
    depth: int
    chain: str
    about: list[str]
    outlet: str | None
    title: str | None
    url: str | None
    path: str | None
    link: str | None
    article: int
    anchor: str
    version: int
    current: bool
    confidence: float
    spans: list[SpanData]


class AnswerData(TypedDict):
    """The statements found, the earliest first; counts are of all, shown or not."""

    total: int
    counts: dict[str, int]
    speakers: list[str]
    statements: list[StatementData]


class HunkData(TypedDict):
    """A piece of a comparison word by word."""

    edit: str
    original: str
    quoted: str


class MatchData(StatementData):
    """A statement, and how the quotation compares with it."""

    verdict: str
    changes: list[str]
    similarity: float
    original: str
    before: str
    after: str
    start: int
    end: int
    diff: list[HunkData]


class CheckData(TypedDict):
    """The verdict on a quotation; `earliest` is the place of the earliest match."""

    quotation: str
    by: str | None
    verdict: str
    changes: list[str]
    said_by: list[str]
    diff: list[HunkData]
    earliest: int | None
    matches: list[MatchData]


class LinkData(TypedDict):
    """One of those between the reader and the words, with the words that say so."""

    name: str | None
    kind: str
    key: str | None
    statement: str | None
    act: str | None
    polarity: str | None
    quotation: str | None
    source: str
    cue: str
    medium: str
    anonymity: str
    words: str


class ExplanationData(TypedDict):
    """A statement with the links of its chain, the outlet first and the speaker last."""

    statement: StatementData
    links: list[LinkData]


class ReadingData(TypedDict):
    """Everything read from one article, as docs/reading.schema.json describes it."""

    quoth: str
    model: str
    article: dict[str, Any]
    attributions: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    orphans: list[dict[str, Any]]


def make_server(archive: Path) -> MCPServer:
    """The server with its four tools on an archive, which is opened anew for each call; `run()` it.

    `ArchiveError` if the archive cannot be opened.
    """
    with open_archive(archive):
        pass
    server: MCPServer = MCPServer("quoth", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING")
    tool = server.tool(annotations=_LOOKS_ONLY)

    @tool
    def read(
        text: Annotated[str, Field(description="The article: plain text, or a page of HTML.")],
        url: Annotated[str | None, Field(description="Its web address, which is not fetched.")] = None,
    ) -> ReadingData:
        """Read an article: every statement in it with its speaker, chain, and the exact characters it rests on."""
        with _errors_told():
            return cast("ReadingData", read_article(read_document(text, url=url)).to_dict())

    @tool
    def ask(  # noqa: PLR0913, PLR0917 - an argument for each part of a question
        who: Annotated[str | None, Field(description="Who speaks.")] = None,
        about: Annotated[str | None, Field(description="About whom, or words that must occur.")] = None,
        via: Annotated[str | None, Field(description="Who passes it on, or the outlet.")] = None,
        acts: Annotated[list[Act] | None, Field(description="What is done: says, denies, promises …")] = None,
        voices: Annotated[list[Voice] | None, Field(description="What kind of speaker.")] = None,
        direct: Annotated[bool, Field(description="Only what stands wholly in quotation marks.")] = False,
        outlet: str | None = None,
        since: Annotated[str | None, Field(description="2016, 2016-05 or 2016-05-31, and later.")] = None,
        until: Annotated[str | None, Field(description="To the end of this day, month or year.")] = None,
        max_depth: Annotated[int | None, Field(ge=0, description="Inside at most so many statements.")] = None,
        all_versions: Annotated[bool, Field(description="Also changed versions of articles.")] = False,
        limit: Annotated[int, Field(ge=0, le=1000, description="The earliest so many.")] = 50,
    ) -> AnswerData:
        """What somebody said, about whom, and on whose word: statements in time order, each with its chain."""
        question = Question(
            who=who, about=about, via=via, acts=acts or (), voices=voices or (), direct=direct, outlet=outlet,
            since=since, until=until, max_depth=max_depth, all_versions=all_versions,
        )  # fmt: skip
        with _opened(archive) as opened:
            return cast("AnswerData", ask_archive(opened, question, limit=limit).to_dict())

    @tool
    def check(
        quotation: Annotated[str, Field(description="The words that are said to be said.")],
        by: Annotated[str | None, Field(description="Who is said to have said them.")] = None,
        exact: Annotated[bool, Field(description="Count punctuation, case and typography.")] = False,
    ) -> CheckData:
        """Whether a quotation is true to what was said: verbatim, altered (and what), misattributed or not found."""
        with _opened(archive) as opened:
            return cast("CheckData", check_quotation(opened, quotation, by=by, exact=exact).to_dict())

    @tool
    def explain_chain(
        statement: Annotated[int, Field(ge=1, description="The id of a statement that ask or check gave.")],
    ) -> ExplanationData:
        """Through whom a statement reaches the reader, link by link, with the words that say so."""
        with _opened(archive) as opened:
            return cast("ExplanationData", explain(opened, statement).to_dict())

    return server


@contextmanager
def _opened(path: Path) -> Iterator[Archive]:
    with _errors_told(), open_archive(path) as archive:
        yield archive


@contextmanager
def _errors_told() -> Iterator[None]:
    """Turns an error of ours into one of the tool, with the same sentence."""
    try:
        yield
    except QuothError as error:
        raise ToolError(str(error)) from error
