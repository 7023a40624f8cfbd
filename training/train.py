"""Training documents -> weights, resumable after any stop.

    python -m training teach
    python -m training train

The first trains the teacher, the second the student. Each goes on from the checkpoint in its folder where one is there,
and ends with weights.pt beside it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quoth.model import CUE_LABELS
from training.batches import Cues, Mentions, Passage, Windows, batches, collate, common_cue_words, windows_of
from training.label import Labels
from training.network import LinkHead, Network
from training.plans import STUDENT, TEACHER, Plan, load
from training.prepare import FOLDER, UNKNOWN, Document, Scheme
from training.shipped import network_of

log = logging.getLogger("train")


WARMUP = 0.06
# What the teacher's word counts where the corpus has one too.
TAUGHT = 0.5
HEAD_RATE = 1e-3
CHECKPOINT_EVERY = 50
NESTED_TIMES = 3
# An epoch shows one grafted article in so many.
GRAFTED_IN = 3
# What each loss counts beside the others; chosen so that at the end of training roles weigh about as much as cues.
WEIGHTS = {"cue": 10.0, "role": 0.1, "act": 0.15, "polarity": 0.15, "voice": 0.15, "mention": 0.2, "link": 0.3}


def losses(network: Network, windows: Windows, cues: Cues, mentions: Mentions | None) -> dict[str, Tensor]:
    """The loss of each question, each a mean over what is known.

    Where the teacher says something, its probabilities and the corpus' labels are learned half and half (Hinton et al.
    2015); where no corpus says anything, the teacher's alone.
    """
    words = network.words(windows.pieces, windows.features, windows.mask, windows.first)
    found = {"cue": cue_loss(network.cue(words), windows)}
    if len(cues.window):
        found |= report_losses(network, words, cues)
    if mentions is not None and network.mention is not None and network.link is not None:
        if len(mentions.labelled):
            found["mention"] = mention_loss(network.mention(words[mentions.labelled]), mentions.labels)
        found["link"] = link_loss(network.link, words, mentions)
    return found


def report_losses(network: Network, words: Tensor, cues: Cues) -> dict[str, Tensor]:
    """The losses of what is asked of each cue."""
    around = words[cues.window]
    vectors = torch.bmm(cues.average[:, None].to(around.dtype), around)[:, 0]
    roles, act, polarity, voice = network.role(around, vectors, cues.distances, cues.paragraphs, cues.scheme)
    found = {"role": taught_loss(roles, cues.roles, cues.taught_roles).sum() / len(cues.roles)}
    kinds = (
        ("act", act, cues.act, cues.taught_act),
        ("polarity", polarity, cues.negative, cues.taught_negative),
        ("voice", voice, cues.voice, cues.taught_voice),
    )
    for name, logits, gold, taught in kinds:
        known = (gold != UNKNOWN) | (taught.sum(-1) > 0)
        if bool(known.any()):
            found[name] = taught_loss(logits, gold, taught).sum() / known.sum()
    return found


def mention_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy over all spans [N, W, 12], by mention."""
    known = labels != UNKNOWN
    lost = nn.functional.cross_entropy(logits[known].float(), labels[known], reduction="sum")
    return lost / (labels > 0).sum().clamp(min=1)


def link_loss(head: LinkHead, words: Tensor, mentions: Mentions) -> Tensor:
    """Minus the logarithm of the probability of all right antecedents together (Lee et al. 2017)."""
    first, last, whole = head.parts(words).float().chunk(3, -1)
    sums = nn.functional.pad(whole.cumsum(1), (0, 0, 1, 0))
    window, start, end = mentions.window, mentions.start, mentions.end
    mean = (sums[window, end] - sums[window, start]) / (end - start)[:, None]
    vectors = first[window, start] + last[window, end - 1] + mean
    later = vectors[mentions.later][:, None].expand(-1, mentions.earlier.shape[1], -1)
    odds = head(later, vectors[mentions.earlier], mentions.features).float()
    none = torch.zeros_like(odds[:, :1])
    scores = torch.cat([none, odds.masked_fill(~mentions.real, -1e4)], 1)
    right = torch.cat([mentions.new[:, None], mentions.right], 1)
    return (scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)).mean()


def cue_loss(logits: Tensor, windows: Windows) -> Tensor:
    """Minus the logarithm of the probability of all labels that a word may have, a mean over words known at all.

    So inside contents whose inner cues nobody marked only "not an outermost cue" is learned; what the teacher says
    counts beside it, half and half where both speak.
    """
    allowed = windows.allowed
    known = ~allowed.all(-1)
    scores = logits.float().log_softmax(-1)
    right = -scores.masked_fill(~allowed, -1e4).logsumexp(-1) * known
    said = windows.taught.sum(-1) > 0
    learned = -(_as_inner(windows.taught, allowed) * scores).sum(-1) * said
    loss = torch.where(known & said, (1 - TAUGHT) * right + TAUGHT * learned, right + learned)
    return loss.sum() / (known | said).sum().clamp(min=1)


def _as_inner(taught: Tensor, allowed: Tensor) -> Tensor:
    """The teacher's probabilities [B, W, 5]; inside contents, what it takes for an outermost cue is an inner one."""
    hidden = allowed[..., CUE_LABELS.index("outside")] & ~allowed[..., CUE_LABELS.index("begin-outer")]
    hidden = hidden & allowed[..., CUE_LABELS.index("begin-inner")]
    moved = taught.clone()
    for part in ("begin", "inside"):
        outer, inner = CUE_LABELS.index(f"{part}-outer"), CUE_LABELS.index(f"{part}-inner")
        moved[..., inner] += taught[..., outer] * hidden
        moved[..., outer] = taught[..., outer] * ~hidden
    return moved


def taught_loss(logits: Tensor, gold: Tensor, taught: Tensor) -> Tensor:
    """Cross entropy [...] of logits [..., N] with gold labels [...] and the teacher's probabilities [..., N]."""
    scores = logits.float().log_softmax(-1)
    known, said = gold != UNKNOWN, taught.sum(-1) > 0
    right = -scores.gather(-1, gold.clamp(min=0)[..., None])[..., 0] * known
    learned = -(taught * scores).sum(-1) * said
    return torch.where(known & said, (1 - TAUGHT) * right + TAUGHT * learned, right + learned)


def parameter_groups(network: Network, encoder_rate: float) -> list[dict[str, Any]]:
    """Two learning rates; no decay on norms and biases; word embeddings stay as they came."""
    network.encoder.words.weight.requires_grad_(False)
    groups: list[dict[str, Any]] = []
    heads = network.cue, network.role, network.mention, network.link
    for rate, modules in (
        (encoder_rate, nn.ModuleList([network.encoder])),
        (HEAD_RATE, nn.ModuleList(head for head in heads if head is not None)),
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


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from: documents with the teacher's labels of them, snippets with a pronoun, grafted articles."""

    documents: Sequence[Document]
    labels: Sequence[Labels] | None
    pronouns: Sequence[Document]
    grafted: Sequence[Document]

    def passages(self, rng: random.Random, *, refers: bool) -> list[Passage]:
        """What an epoch shows."""
        passages = windows_of(self.documents, rng, self.labels)
        passages += windows_of(rng.sample(self.grafted, len(self.grafted) // GRAFTED_IN), rng)
        if refers:
            passages += windows_of(rng.sample(self.pronouns, len(self.pronouns) // 2), rng)
        return passages


class Training:
    """A run: network, optimizer, and how far it has come."""

    def __init__(self, material: Material, plan: Plan, *, seed: int) -> None:
        self.material, self.epochs, self.seed = material, plan.epochs, seed
        self.rehearsals, self.pieces = plan.rehearsals, plan.pieces
        self.checkpoint = plan.folder / "checkpoint.pt"
        self.cue_words = common_cue_words(material.documents)
        torch.manual_seed(seed)
        self.network = plan.begin()
        groups = parameter_groups(self.network, plan.encoder_rate)
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
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
            if self.epochs - self.epoch <= self.rehearsals:
                self.network.rehearse_int8()
            passages = self.material.passages(rng, refers=self.network.link is not None)
            groups = list(batches(passages, rng, pieces=self.pieces))
            running: dict[str, float] = {}
            began, before = time.monotonic(), self.done
            for number in range(self.done, len(groups)):
                share = (self.epoch + (number + 1) / len(groups)) / self.epochs
                torch.manual_seed(self.seed * 1_000_003 + self.epoch * 10_007 + number)
                batch = collate(groups[number], self.cue_words, self._random(self.epoch, number))
                for name, value in self._step(batch, share).items():
                    running[name] = 0.98 * running.get(name, value) + 0.02 * value
                self.done = number + 1
                if self.done % CHECKPOINT_EVERY == 0 or self.done == len(groups):
                    seconds = (time.monotonic() - began) / (self.done - before)
                    shown = json.dumps({name: round(value, 4) for name, value in running.items()})
                    log.info("epoch %d %d/%d %.2f s a step %s", self.epoch, self.done, len(groups), seconds, shown)
                    self._save()
            self.epoch, self.done = self.epoch + 1, 0
            self._save()

    def _step(self, batch: tuple[Windows, Cues, Mentions | None], share: float) -> dict[str, float]:
        for rate, group in zip(self.rates, self.optimizer.param_groups, strict=True):
            group["lr"] = rate * schedule(share)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(self.network, *batch)
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
    """Train the student, or go on training it: on the corpora and on what the teacher says of them."""
    labels = torch.load(FOLDER / "labels.pt", weights_only=False)
    _train(STUDENT, arguments, labels)


def teach(arguments: Sequence[str] | None = None) -> None:
    """Train the teacher, or go on training it."""
    _train(TEACHER, arguments, None)


def _train(plan: Plan, arguments: Sequence[str] | None, labels: Sequence[Labels] | None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=plan.folder)
    parser.add_argument(
        "--from", dest="begin", type=Path, metavar="PATH", help="a model folder or a weights.pt to go on from"
    )
    parser.add_argument("--rate", type=float, default=plan.encoder_rate, help="how fast the encoder learns")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(os.cpu_count() or 1)
    documents: list[Document] = torch.load(FOLDER / "documents.pt", weights_only=False)
    sizes = [(one.id, len(one.layout.words)) for one in documents]
    if labels and [(one.document, len(one.cues)) for one in labels] != sizes:
        raise SystemExit("labels.pt is not of these documents: run `python -m training label` again.")
    # One article in seven has its nesting marked: these are seen more often than others.
    again = [number for number, one in enumerate(documents) if _nests(one)] * (NESTED_TIMES - 1)
    documents = [*documents, *(documents[number] for number in again)]
    labels = [*labels, *(labels[number] for number in again)] if labels else None
    chosen = replace(
        plan,
        begin=partial(_begun, plan, options.begin) if options.begin else plan.begin,
        epochs=options.epochs,
        encoder_rate=options.rate,
        folder=options.out,
    )
    pronouns, grafted = (torch.load(FOLDER / f"{name}.pt", weights_only=False) for name in ("pronouns", "grafted"))
    training = Training(Material(documents, labels, pronouns, grafted), chosen, seed=options.seed)
    training.run()
    torch.save(training.network.state_dict(), options.out / "weights.pt")
    how = {"epochs": options.epochs, "begins from": str(options.begin or "the base")}
    (options.out / "how.json").write_text(json.dumps(how) + "\n", encoding="utf-8")


def _begun(plan: Plan, path: Path) -> Network:
    return network_of(path) if path.is_dir() else load(plan, path)


def _nests(document: Document) -> bool:
    return document.scheme is Scheme.POLNEAR and any(not cue.outer for cue in document.cues)
