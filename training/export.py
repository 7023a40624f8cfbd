"""Weights -> ONNX files in full precision, and one of them with word embeddings in bytes.

    python -m training export

writes build/training/onnx/{encoder,bytes,roles,mentions,links}.onnx from the student's weights.pt (or, with
--weights, from a checkpoint).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quoth.model import LINK_RANK
from training.network import LinkHead, MentionHead, Network, RoleHead
from training.plans import STUDENT, load
from training.prepare import FOLDER

OPSET = 17


class FusedAttention(torch.autograd.Function):
    """Attention as onnxruntime's one operator, which is twice as fast as its parts; only for export."""

    @staticmethod
    def forward(_context: Any, query: Tensor, _key: Tensor, _value: Tensor, _heads: int, _penalty: None) -> Tensor:
        """Tracing needs the shape alone."""
        return query.clone()

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int, _penalty: Any) -> Any:
        """What stands in the file."""
        attention = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return attention.setType(query.type())


class ByteEmbedding(nn.Module):
    """An embedding in bytes, each row with a scale of its own: a quarter of the size, and hardly less exact.

    onnxruntime's quantiser has one scale for all rows, and the largest makes it coarse for the others (0.2 to 0.4
    points of content exact).
    """

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rounded", (weight / scale).round().to(torch.int8))

    def forward(self, numbers: Tensor) -> Tensor:
        """As `nn.Embedding` does."""
        rounded, scale = self.get_buffer("rounded"), self.get_buffer("scale")
        return nn.functional.embedding(numbers, rounded).float() * nn.functional.embedding(numbers, scale)


class EncoderFile(nn.Module):
    """Encoder and cue head for one window, which has no padding and so needs no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.cue = network.encoder, network.cue
        self.encoder.attend = FusedAttention.apply

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden vectors and cue scores of all word pieces; the reader picks each word's first."""
        hidden = self.encoder(pieces, features, None)
        return hidden, self.cue(hidden)


class RoleFile(nn.Module):
    """The role head, asked for each cue about some of the window's words."""

    def __init__(self, role: RoleHead) -> None:
        super().__init__()
        self.role = role

    def forward(
        self, words: Tensor, cues: Tensor, places: Tensor, distances: Tensor, paragraphs: Tensor
    ) -> tuple[Tensor, ...]:
        """Words [1, W, width], cues [C, width], places and buckets [C, N] -> log-probabilities, roles [C, N, 9]."""
        return tuple(part.log_softmax(-1) for part in self.role(words, cues, distances, paragraphs, places=places))


class MentionFile(nn.Module):
    """What is asked of words about mentions: scores of spans, and the words' parts in mentions."""

    def __init__(self, mention: MentionHead, link: LinkHead) -> None:
        super().__init__()
        self.mention, self.link = mention, link

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Words [1, W, width] -> log-probabilities [1, W, 12, 5] and parts [1, W, 3 * rank]."""
        return self.mention(words).log_softmax(-1), self.link.parts(words)


def export(network: Network, folder: Path) -> None:
    """Write encoder and heads in full precision, and the encoder with word embeddings in bytes.

    Window length, words and cues stay free.
    """
    folder.mkdir(parents=True, exist_ok=True)
    length, words, near, cues = 7, 5, 4, 3
    width = network.encoder.segment.shape[0]
    words_as_learned = network.encoder.words
    for name, embedding in (("encoder.onnx", words_as_learned), ("bytes.onnx", ByteEmbedding(words_as_learned))):
        network.encoder.words = embedding
        _export(
            EncoderFile(network),
            (torch.ones(1, length, dtype=torch.long), torch.zeros(1, length, 3, dtype=torch.long)),
            folder / name,
            {name: {0: "windows", 1: "pieces"} for name in ("pieces", "features")},
            {name: {0: "windows", 1: "pieces"} for name in ("hidden", "cues")},
        )
    network.encoder.words = words_as_learned
    _export(
        RoleFile(network.role),
        (
            torch.zeros(1, words, width),
            torch.zeros(cues, width),
            *(torch.zeros(cues, near, dtype=torch.long) for _ in ("places", "distances", "paragraphs")),
        ),
        folder / "roles.onnx",
        {
            "words": {1: "words"},
            "cues": {0: "cues"},
            **{name: {0: "cues", 1: "near"} for name in ("places", "distances", "paragraphs")},
        },
        {"roles": {0: "cues", 1: "near"}, "acts": {0: "cues"}, "polarity": {0: "cues"}, "voices": {0: "cues"}},
    )
    _export_mentions(network, folder)


def _export_mentions(network: Network, folder: Path) -> None:
    """Write the heads for mentions and for whom they mean."""
    if network.mention is None or network.link is None:
        raise ValueError("This network has no heads for mentions.")
    words = torch.zeros(1, 17, network.encoder.segment.shape[0])
    _export(
        MentionFile(network.mention, network.link),
        (words,),
        folder / "mentions.onnx",
        {"words": {1: "words"}},
        {"spans": {1: "words"}, "parts": {1: "words"}},
    )
    pairs = torch.zeros(3, LINK_RANK)
    _export(
        network.link,
        (pairs, pairs, torch.zeros(3, 4, dtype=torch.long)),
        folder / "links.onnx",
        {name: {0: "pairs"} for name in ("later", "earlier", "features")},
        {"odds": {0: "pairs"}},
    )


def _export(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    input_axes: dict[str, dict[int, str]],
    output_axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module.eval(),
        inputs,
        str(path),
        input_names=list(input_axes),
        output_names=list(output_axes),
        dynamic_axes={**input_axes, **output_axes},
        opset_version=OPSET,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Export the trained network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=STUDENT.folder / "weights.pt")
    parser.add_argument("--out", type=Path, default=FOLDER / "onnx")
    options = parser.parse_args(arguments)
    export(load(STUDENT, options.weights), options.out)
