"""Tags in the full text: by whom a statement is, who passes it on, and of whom it speaks, by numbers of entities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

Id = TypeVar("Id", int, str)


def make_tags(
    speaker: Id | None,
    chain: Sequence[Id],
    targets: Sequence[Id],
    entities: Mapping[Id, int],
    authors: Mapping[Id, Id | None],
) -> str:
    """The tags of one statement, `"s12 v3 t40"`: what a document says its author says too.

    Speaker, chain, targets and authors are ids in the article, of which `entities` has the numbers.
    """

    def by(ids: Sequence[Id]) -> list[Id]:
        return [author for id in ids if (author := authors.get(id)) is not None]

    speakers: list[Id] = [speaker] if speaker is not None else []
    speakers += by(speakers)
    links: list[Id] = [link for link in chain if link not in speakers]
    tagged: dict[str, list[Id]] = {"s": speakers, "v": links + by(links), "t": list(targets)}
    return " ".join(dict.fromkeys(f"{tag}{entities[id]}" for tag, ids in tagged.items() for id in ids))


def tagged(kind: str, ids: Collection[int]) -> str:
    """A full text query for any of the entities as speakers (`s`), go-betweens (`v`) or targets (`t`)."""
    return f"tags : ({' OR '.join(f'{kind}{id}' for id in ids)})"
