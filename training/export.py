"""Weights -> two ONNX files in full precision.

    python -m training export

writes build/training/onnx/{encoder,roles}.onnx from weights.pt (or, with --weights, from a checkpoint).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.network import Network
from training.prepare import FOLDER

OPSET = 17


class EncoderFile(nn.Module):
    """Encoder and cue head, one window a row."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.cue = network.encoder, network.cue

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden vectors and cue scores of all word pieces; the reader picks each word's first."""
        hidden = self.encoder(pieces, features, mask)
        return hidden, self.cue(hidden)


def load(path: Path) -> Network:
    """A network from final weights or from a checkpoint."""
    state = torch.load(path, weights_only=False)
    network = Network()
    network.load_state_dict(state.get("network", state))
    return network.eval()


def export(network: Network, folder: Path) -> None:
    """Write both files; window length, words and cues stay free."""
    folder.mkdir(parents=True, exist_ok=True)
    length, words, cues = 7, 5, 3
    width = network.encoder.segment.shape[0]
    _export(
        EncoderFile(network),
        (
            torch.ones(1, length, dtype=torch.long),
            torch.zeros(1, length, 3, dtype=torch.long),
            torch.ones(1, length, dtype=torch.long),
        ),
        folder / "encoder.onnx",
        {name: {0: "windows", 1: "pieces"} for name in ("pieces", "features", "mask")},
        {name: {0: "windows", 1: "pieces"} for name in ("hidden", "cues")},
    )
    _export(
        network.role,
        (
            torch.zeros(1, words, width),
            torch.zeros(cues, width),
            torch.zeros(cues, words, dtype=torch.long),
            torch.zeros(cues, words, dtype=torch.long),
        ),
        folder / "roles.onnx",
        {
            "words": {1: "words"},
            "cues": {0: "cues"},
            "distances": {0: "cues", 1: "words"},
            "paragraphs": {0: "cues", 1: "words"},
        },
        {"roles": {0: "cues", 1: "words"}, "acts": {0: "cues"}, "polarity": {0: "cues"}, "voices": {0: "cues"}},
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
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Export the trained network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=FOLDER / "weights.pt")
    parser.add_argument("--out", type=Path, default=FOLDER / "onnx")
    options = parser.parse_args(arguments)
    export(load(options.weights), options.out)
