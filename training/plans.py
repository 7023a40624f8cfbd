"""How each of the two networks is trained, and its weights once it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from training.bases import student, teacher
from training.network import MPNET_BASE, Network, Shape
from training.prepare import FOLDER


@dataclass(frozen=True, slots=True)
class Plan:
    """What network to begin from, how long to train it, how fast its encoder learns, and where its files are kept.

    A batch has at most `pieces` padded word pieces. In the last epochs, as many as `rehearsals`, it learns to bear the
    rounding of int8.
    """

    begin: Callable[[], Network]
    shape: Shape
    epochs: int
    encoder_rate: float
    pieces: int
    folder: Path
    rehearsals: int = 0


STUDENT = Plan(student, Shape(), 10, 1.5e-4, 2400, FOLDER / "student", rehearsals=2)
# One epoch in small steps: a teacher that has not yet learned its articles by heart says more about them (Cho and
# Hariharan 2019), and it takes an hour instead of three. MODEL_CARD.md tells of a second one for the shipped weights.
TEACHER = Plan(teacher, MPNET_BASE, 1, 6e-5, 1800, FOLDER / "teacher")


def load(plan: Plan, path: Path | None = None) -> Network:
    """A trained network, from its final weights or, if a path is given, from those or a checkpoint."""
    state = torch.load(path or plan.folder / "weights.pt", weights_only=False)
    network = Network(plan.shape)
    network.load_state_dict(state.get("network", state))
    return network.eval()
