"""The corpora on disk -> documents with gold attributions. Nothing of them is ever copied into the project.

Every reader raises `CorpusError` for files that are missing, cannot be read or are damaged.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoth.domain import Span, Spans
from quoth.errors import CorpusError

_TEXT_BOUND = re.compile(r"^(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(Attribution\S*:T\d+.*)$", re.MULTILINE)
_TRUTH = {"TRUE": True, "FALSE": False}


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An annotated attribution; what a corpus does not say is `None`.

    `core` and `optional` are the chains corpus's own: recall is scored on core rows, and a prediction that matches a
    row that is not core, or is optional, is no error.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    parent: str | None = None
    core: bool = True
    optional: bool = False
    speakers: tuple[str, ...] = ()
    kind: str | None = None
    acts: tuple[str, ...] = ()
    negative: bool | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldReply:
    """The attribution `id` takes up the attribution `to`; `how` is one of `quoth.domain.ReplyKind`."""

    id: str
    to: str
    how: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention: what type of thing it names, in the corpus's own word, and the id of its entity."""

    span: Span
    type: str
    cluster: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold attributions; `nested` says whether those inside contents are marked too.

    `mentions` is `None` where the corpus marks none.
    """

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    nested: bool
    orphans: tuple[tuple[Spans, str], ...] = ()
    replies: tuple[GoldReply, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    mentions: tuple[GoldMention, ...] | None = None


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name beside a pronoun, and whether the pronoun means it."""

    span: Span
    meant: bool


@dataclass(frozen=True, slots=True)
class GoldPronoun:
    """A snippet of text with one pronoun and two names of which it may mean either or neither."""

    id: str
    text: str
    pronoun: Span
    names: tuple[GoldName, GoldName]


def corpora_folder() -> Path:
    """Where the corpora lie: `QUOTH_CORPORA`, or `../shared/corpora` beside the checkout.

    Raises `CorpusError` if neither is there.
    """
    folder = Path(os.environ.get("QUOTH_CORPORA", "../shared/corpora"))
    if not folder.is_dir():
        raise CorpusError(
            f"No corpora at {folder}: set QUOTH_CORPORA to the folder that holds polnear, chains, gum and gap."
        )
    return folder


def read_polnear(folder: Path, split: str, annotator: int = 0) -> Iterator[GoldDocument]:
    """PolNeAR's articles of one split (`train` or `dev`), by name; of several annotations the alphabetically first.

    With `annotator=1` only the articles that have a second annotation, with that one, and so on.
    """
    annotations = sorted((folder / "polnear" / split / "attributions").glob("*.ann"))
    texts = sorted((folder / "polnear" / split / "text").glob("*.txt"))
    if not texts:
        raise CorpusError(f"There are no articles in {folder / 'polnear' / split / 'text'}: fetch the corpus again.")
    facts = _polnear_facts(folder)
    for path in texts:
        # Names are cut to one length, so an annotation's is the text's with the annotator's initials behind it.
        of_article = [found for found in annotations if found.stem.startswith(path.stem)]
        if not of_article:
            raise CorpusError(f"{path.name} has no annotation file beside it: fetch the corpus again.")
        if annotator < len(of_article):
            annotation = _read(of_article[annotator])
            with _damage_told(of_article[annotator]):
                rows = tuple(_brat(annotation))
            yield GoldDocument(path.stem, _read(path), rows, nested=False, facts=facts.get(path.stem, {}))


def read_chains(folder: Path, split: str) -> Iterator[GoldDocument]:
    """Our own layer over PolNeAR: every attribution with its nesting, speaker, kind, act and polarity."""
    path = folder / "chains" / f"{split}.jsonl"
    for number, row in _json_lines(path):
        with _damage_told(path, number):
            text = _read(folder / "polnear" / row["split"] / "text" / f"{row['doc']}.txt")
            document = GoldDocument(
                id=row["doc"],
                text=text,
                attributions=tuple(_chain(gold) for gold in row["attributions"]),
                nested=True,
                orphans=tuple((_orphan_spans(orphan), orphan["kind"]) for orphan in row["orphans"]),
                replies=tuple(GoldReply(reply["id"], reply["to"], reply["how"]) for reply in row["replies"]),
            )
        yield document


def read_gum(folder: Path, split: str) -> Iterator[GoldDocument]:
    """GUM's documents in thirteen genres: nested attributions, polarity, mentions; `facts["genre"]` names the genre."""
    path = folder / "gum" / f"{split}.jsonl"
    for number, row in _json_lines(path):
        with _damage_told(path, number):
            attributions = tuple(_gum(place, gold) for place, gold in enumerate(row["attributions"]))
            mentions = tuple(
                GoldMention(Span(mention["start"], mention["end"]), mention["type"], str(mention["cluster"]))
                for mention in row["mentions"]
            )
            document = GoldDocument(
                row["doc"], row["text"], attributions, nested=True, facts={"genre": row["genre"]}, mentions=mentions
            )
        yield document


def read_gap(folder: Path, split: str) -> Iterator[GoldPronoun]:
    """GAP's snippets of one split (`development` or `validation`)."""
    path = folder / "gap" / f"gap-{split}.tsv"
    # Quotation marks are text here, and a line ends in a line feed alone.
    head, *lines = (line.removesuffix("\r") for line in _read(path).split("\n"))
    names = head.split("\t")
    if "Pronoun-offset" not in names:
        raise CorpusError(f"{path} is damaged (its first line names no columns): fetch the corpus again.")
    for number, line in enumerate(lines, start=2):
        if line:
            with _damage_told(path, number):
                snippet = _gap(dict(zip(names, line.split("\t"), strict=True)))
            yield snippet


@contextmanager
def _damage_told(path: Path, line: int | None = None) -> Iterator[None]:
    """Turns what is raised by reading on in a damaged file into one sentence that names it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        place = f"{path}, line {line}," if line else f"{path}"
        raise CorpusError(f"{place} is damaged ({type(error).__name__}: {error}): fetch the corpus again.") from error


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror}): let it be read, or fetch it again.") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is damaged (byte {error.start} is no UTF-8): fetch the corpus again.") from error


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a file, each with the number of its line; a line ends in a line feed alone, as JSON Lines has it."""
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line.strip():
            with _damage_told(path, number):
                row = json.loads(line)
            yield number, row


def _polnear_facts(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "polnear" / "metadata.tsv"
    lines = _read(path).splitlines()
    with _damage_told(path):
        names = lines[0].split("\t")
        rows = (dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:])
        return {row["filename"]: row for row in rows}


def _brat(annotation: str) -> Iterator[GoldAttribution]:
    bounds = {match[1]: _brat_spans(match[3]) for match in _TEXT_BOUND.finditer(annotation)}
    for number, match in enumerate(_EVENT.finditer(annotation)):
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for argument in match[1].split():
            name, _, target = argument.partition(":")
            role = name.rstrip("0123456789")
            if role in roles:
                roles[role].extend(bounds.get(target, ()))
        if roles["Content"] and roles["Cue"]:
            source, cue, content = (tuple(sorted(set(spans))) for spans in roles.values())
            yield GoldAttribution(f"E{number + 1}", source, cue, content)


def _brat_spans(numbers: str) -> Spans:
    pairs = (pair.split() for pair in numbers.split(";"))
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _spans(rows: list[list[int]]) -> Spans:
    return tuple(sorted(Span(start, end) for start, end in rows))


def _orphan_spans(row: dict[str, Any]) -> Spans:
    spans = row.get("span") or row.get("spans")
    if spans is None:
        return (Span(row["start"], row["end"]),)
    return _spans(spans if isinstance(spans[0], list) else [spans])


def _chain(row: dict[str, Any]) -> GoldAttribution:
    acts = [row["act"], *([row["act_also"]] if row.get("act_also") else [])]
    speakers = (row["speaker"], *row["also"]) if row["speaker"] else ()
    return GoldAttribution(
        id=row["id"],
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        parent=row["parent"],
        core=row["core"],
        optional=row["optional"],
        speakers=speakers,
        kind=row["kind"],
        acts=tuple(acts),
        negative=row["polarity"] == "negative",
        about=tuple(row["about"]),
    )


def _gum(number: int, row: dict[str, Any]) -> GoldAttribution:
    return GoldAttribution(
        id=str(row.get("id", number)),
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        parent=None if row.get("parent") is None else str(row["parent"]),
        speakers=(row["speaker"], *row.get("also", ())) if row.get("speaker") else (),
        negative=row.get("polarity") == "negative",
    )


def _gap(row: dict[str, str]) -> GoldPronoun:
    text = row["Text"]
    first, second = (GoldName(_stands_at(row, name), _TRUTH[row[f"{name}-coref"].upper()]) for name in ("A", "B"))
    return GoldPronoun(row["ID"], text, _stands_at(row, "Pronoun"), (first, second))


def _stands_at(row: dict[str, str], column: str) -> Span:
    span = Span(int(row[f"{column}-offset"]), int(row[f"{column}-offset"]) + len(row[column]))
    if span.of(row["Text"]) != row[column]:
        raise ValueError(f"{column} is not at its offset")
    return span
