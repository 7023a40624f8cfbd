"""Several trainings of the student -> one network with the mean of their weights.

    python -m training average build/training/first/weights.pt:0.35 build/training/student/weights.pt:0.65

writes build/training/student/weights.pt anew. The trainings must have begun from one another, so that their weights lie
in one valley of the loss; then the mean often reads better than each of them, and is no slower (Wortsman et al. 2022,
model soups).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.plans import STUDENT, load

Weights = Mapping[str, Tensor]


def mean(networks: Sequence[tuple[Weights, float]]) -> dict[str, Tensor]:
    """The weighted mean of networks of one shape."""
    whole = sum(share for _, share in networks)
    names = networks[0][0]
    return {name: sum(weights[name] * (share / whole) for weights, share in networks) for name in names}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the mean of the named networks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+", metavar="PATH:SHARE", help="a weights.pt and what it counts")
    parser.add_argument("--out", type=Path, default=STUDENT.folder / "weights.pt")
    options = parser.parse_args(arguments)
    networks = []
    for named in options.weights:
        path, _, share = named.rpartition(":")
        networks.append((load(STUDENT, Path(path)).state_dict(), float(share)))
    torch.save(mean(networks), options.out)
