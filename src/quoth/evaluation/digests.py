"""Digests of the corpora that are read, so that a floor says on which text it was measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

from quoth.errors import CorpusError

# What each split is: a folder, all of whose files count, or one file.
SPLITS = {
    "polnear/dev": "polnear/dev",
    "chains/dev": "chains/dev.jsonl",
    "gum/dev": "gum/dev.jsonl",
    "gap/validation": "gap/gap-validation.tsv",
}


def digest_corpora(folder: Path) -> dict[str, str]:
    """The SHA-256 of each corpus split of an evaluation, in hexadecimal.

    It is the digest of the listing that `sha256sum` gives of the split's files in the order of their paths from
    `folder`, with `/` between the parts. Raises `CorpusError` if a split is missing or cannot be read.
    """
    return {split: _digest(folder, folder / path) for split, path in SPLITS.items()}


def _digest(folder: Path, split: Path) -> str:
    try:
        paths = [split] if split.is_file() else [path for path in split.rglob("*") if path.is_file()]
        if not paths:
            raise CorpusError(f"There is no corpus at {split}: set QUOTH_CORPORA to the folder that holds it.")
        named = sorted((path.relative_to(folder).as_posix(), path) for path in paths)
        lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in named]
    except OSError as error:
        raise CorpusError(f"{split} cannot be read ({error.strerror}): let it be read, or fetch it again.") from error
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
