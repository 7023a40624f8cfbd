"""Training documents -> weights, resumable after any stop.

    python -m training train --epochs 7

goes on from build/training/checkpoint.pt where one is there, and ends with build/training/weights.pt.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from quoth.model import CUE_LABELS
from training.batches import Cues, Windows, batches, collate, common_cue_words, windows_of
from training.network import Network
from training.prepare import BASE, FOLDER, UNKNOWN, Document

log = logging.getLogger("train")

EPOCHS = 7
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARMUP = 0.06
CHECKPOINT_EVERY = 50
# What each loss counts beside the others; chosen so that at the end of training roles weigh about as much as cues.
WEIGHTS = {"cue": 10.0, "role": 0.1, "act": 0.15, "polarity": 0.15, "voice": 0.15}


def losses(network: Network, windows: Windows, cues: Cues) -> dict[str, Tensor]:
    """The loss of each question, each a mean over what is known."""
    words = network.words(windows.pieces, windows.features, windows.mask, windows.first)
    found = {"cue": cue_loss(network.cue(words), windows)}
    if not len(cues.window):
        return found
    around = words[cues.window]
    vectors = torch.bmm(cues.average[:, None].to(around.dtype), around)[:, 0]
    roles, act, polarity, voice = network.role(around, vectors, cues.distances, cues.paragraphs)
    known = cues.roles != UNKNOWN
    found["role"] = nn.functional.cross_entropy(roles[known].float(), cues.roles[known], reduction="sum") / len(
        cues.roles
    )
    kinds = (("act", act, cues.act), ("polarity", polarity, cues.negative), ("voice", voice, cues.voice))
    for name, logits, gold in kinds:
        if bool((gold != UNKNOWN).any()):
            found[name] = nn.functional.cross_entropy(logits.float(), gold, ignore_index=UNKNOWN)
    return found


def cue_loss(logits: Tensor, windows: Windows) -> Tensor:
    """Cross entropy of the cue labels.

    Inside contents whose inner cues nobody marked only "not an outermost cue" is known, and only that is learned.
    """
    scores = logits.float().log_softmax(-1)
    words = windows.labels != UNKNOWN
    sure = words & ~windows.unmarked
    outer = [CUE_LABELS.index("begin-outer"), CUE_LABELS.index("inside-outer")]
    not_outer = torch.log1p(-scores[windows.unmarked][:, outer].exp().sum(-1).clamp(max=1 - 1e-6))
    exact = nn.functional.nll_loss(scores[sure], windows.labels[sure], reduction="sum")
    return (exact - not_outer.sum()) / words.sum()


def parameter_groups(network: Network) -> list[dict[str, Any]]:
    """Two learning rates; no decay on norms and biases; word embeddings stay as they came."""
    network.encoder.words.weight.requires_grad_(False)
    groups: list[dict[str, Any]] = []
    for rate, modules in (
        (ENCODER_RATE, nn.ModuleList([network.encoder])),
        (HEAD_RATE, nn.ModuleList([network.cue, network.role])),
    ):
        learned = [weight for weight in modules.parameters() if weight.requires_grad]
        groups += [
            {"params": [weight for weight in learned if weight.ndim == 2], "lr": rate, "weight_decay": 0.01},
            {"params": [weight for weight in learned if weight.ndim != 2], "lr": rate, "weight_decay": 0.0},
        ]
    return groups


def schedule(share: float) -> float:
    """Learning rate factor after `share` of all steps: a short warm-up, then a straight line to zero."""
    return max(min(share / WARMUP, (1 - share) / (1 - WARMUP)), 0.0)


class Training:
    """A run: network, optimizer, and how far it has come."""

    def __init__(self, documents: Sequence[Document], folder: Path, *, epochs: int, seed: int) -> None:
        self.documents, self.epochs, self.seed = documents, epochs, seed
        self.checkpoint = folder / "checkpoint.pt"
        self.cue_words = common_cue_words(documents)
        torch.manual_seed(seed)
        self.network = Network()
        self.network.encoder.load_bert(load_file(BASE / "model.safetensors"))
        self.optimizer = torch.optim.AdamW(parameter_groups(self.network), betas=(0.9, 0.98), eps=1e-6)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.epoch = self.done = 0
        if self.checkpoint.exists():
            self._resume()

    def run(self) -> None:
        """Train to the end."""
        self.network.train()
        while self.epoch < self.epochs:
            # An epoch's order follows from seed and epoch alone: a resumed run sees what an undisturbed one sees.
            rng = self._random(self.epoch)
            groups = list(batches(windows_of(self.documents, rng), rng))
            running: dict[str, float] = {}
            began, before = time.monotonic(), self.done
            for number in range(self.done, len(groups)):
                share = (self.epoch + (number + 1) / len(groups)) / self.epochs
                torch.manual_seed(self.seed * 1_000_003 + self.epoch * 10_007 + number)
                windows, cues = collate(groups[number], self.cue_words, self._random(self.epoch, number))
                for name, value in self._step(windows, cues, share).items():
                    running[name] = 0.98 * running.get(name, value) + 0.02 * value
                self.done = number + 1
                if self.done % CHECKPOINT_EVERY == 0 or self.done == len(groups):
                    seconds = (time.monotonic() - began) / (self.done - before)
                    shown = json.dumps({name: round(value, 4) for name, value in running.items()})
                    log.info("epoch %d %d/%d %.2f s a step %s", self.epoch, self.done, len(groups), seconds, shown)
                    self._save()
            self.epoch, self.done = self.epoch + 1, 0
            self._save()

    def _step(self, windows: Windows, cues: Cues, share: float) -> dict[str, float]:
        for rate, group in zip(self.rates, self.optimizer.param_groups, strict=True):
            group["lr"] = rate * schedule(share)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(self.network, windows, cues)
        total = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return {name: value.item() for name, value in found.items()}

    def _random(self, *place: int) -> random.Random:
        return random.Random("-".join(map(str, (self.seed, *place))))

    def _resume(self) -> None:
        state: Mapping[str, Any] = torch.load(self.checkpoint, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.done = state["epoch"], state["done"]
        log.info("going on at epoch %d, batch %d", self.epoch, self.done)

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "done": self.done,
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(os.cpu_count() or 1)
    documents = [one for one in torch.load(FOLDER / "documents.pt", weights_only=False) if not one.held_out]
    training = Training(documents, options.out, epochs=options.epochs, seed=options.seed)
    training.run()
    torch.save(training.network.state_dict(), options.out / "weights.pt")
