"""A network in torch that reads as the shipped model does: what scores the teacher and has it label texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch

from quoth.layout.features import Layout
from quoth.layout.windows import Window
from quoth.model import (
    CALIBRATED,
    CUES_AT_ONCE,
    THRESHOLDS,
    Model,
    RoleScores,
    WindowScores,
    distance_buckets,
    encoder_inputs,
    paragraph_buckets,
)
from training.network import Network
from training.prepare import base_tokenizer

Integers = npt.NDArray[np.int64]


class TorchModel(Model):
    """`quoth.model.Model` with a network of torch instead of ONNX files; it has no folder and no manifest."""

    def __init__(self, network: Network, name: str) -> None:
        """Read with `network`; `name` becomes the readings' model id."""
        self.network = network.eval()
        self.id = name
        self.refers = False
        self.manifest = {}
        self.thresholds = dict.fromkeys(THRESHOLDS, 0.4)
        self.calibration = dict.fromkeys(CALIBRATED, (1.0, 0.0))
        self.tokenizer = base_tokenizer()

    def read_window(self, layout: Layout, window: Window) -> WindowScores:
        """As the shipped model does, in bfloat16."""
        pieces, features, first = map(torch.from_numpy, encoder_inputs(layout, window.start, window.end))
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            words = self.network.encoder(pieces[None], features[None], None)[0, first]
            cues = self.network.cue(words)
        return WindowScores(words.float().numpy(), cues.float().log_softmax(-1).numpy())

    def read_roles(self, scores: WindowScores, cues: Sequence[tuple[int, int]], paragraph_of: Integers) -> RoleScores:
        """As the shipped model does, some cues at a time."""
        parts = [
            self._some(torch.from_numpy(scores.words), cues[place : place + CUES_AT_ONCE], paragraph_of)
            for place in range(0, len(cues), CUES_AT_ONCE)
        ]
        roles, acts, polarity, voices = (
            torch.cat(column).float().log_softmax(-1) for column in zip(*parts, strict=True)
        )
        return RoleScores(roles.numpy(), acts.numpy(), polarity[:, 1].exp().numpy(), voices.numpy())

    def _some(
        self, words: torch.Tensor, cues: Sequence[tuple[int, int]], paragraph_of: Integers
    ) -> tuple[torch.Tensor, ...]:
        bounds = np.array(cues, dtype=np.int64)
        averages = torch.stack([words[start:end].mean(0) for start, end in cues])
        places = np.arange(len(words))
        buckets = distance_buckets(bounds, places), paragraph_buckets(bounds, paragraph_of, places)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            found: tuple[torch.Tensor, ...] = self.network.role(words[None], averages, *map(torch.from_numpy, buckets))
        return found
