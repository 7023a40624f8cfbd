"""Trained student -> its small heads trained on, with the encoder held still: mentions, whom they mean, acts.

    python -m training refer

In the epochs that all heads share, GAP's pronouns are seen once or twice and GUM's mentions three times: the heads want
more, the encoder does not. What it gives for each window, computed in the rounding of the shipped file, is kept, so an
epoch takes seconds. The head for acts learns from the chains corpus alone: what the teacher says of acts, it says after
one epoch. Writes weights.pt anew.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.batches import Mentions, Passage, mentions_of, windows_of, words_of
from training.network import Network
from training.plans import STUDENT, load
from training.prepare import FOLDER, UNKNOWN, Document
from training.train import link_loss, mention_loss

log = logging.getLogger("refer")

EPOCHS = 6
RATE = 1e-3
DROPOUT = 0.15
_GROUP = 12
_ACT_EPOCHS, _ACT_RATE, _ACT_DROPOUT, _ACTS_AT_ONCE = 12, 5e-4, 0.3, 64
# Every so many windows one is held back, to see whether more epochs still help.
_HELD_BACK = 25


@dataclass(frozen=True, slots=True)
class Kept:
    """What the encoder gives for a window, [W, width] in halves, and the window's mentions."""

    passage: Passage
    words: Tensor


def encode(network: Network, passages: Sequence[Passage]) -> Iterator[Kept]:
    """Run the encoder over windows that have something to learn."""
    for number, passage in enumerate(passages):
        if mentions_of([passage], passage.end - passage.start) is None:
            continue
        windows = words_of([passage])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            words = network.words(windows.pieces, windows.features, windows.mask, windows.first)
        yield Kept(passage, words[0].half())
        if number % 500 == 0:
            log.info("%d of %d windows", number, len(passages))


def batch(kept: Sequence[Kept]) -> tuple[Tensor, Mentions]:
    """Windows padded to one length, [B, W, width], with their mentions."""
    words = nn.utils.rnn.pad_sequence([one.words.float() for one in kept], batch_first=True)
    mentions = mentions_of([one.passage for one in kept], words.shape[1])
    if mentions is None:
        raise ValueError("These windows have no mentions.")
    return words, mentions


def losses(network: Network, words: Tensor, mentions: Mentions) -> dict[str, Tensor]:
    """The losses of both heads; that for mentions only where all are marked."""
    if network.mention is None or network.link is None:
        raise ValueError("This network has no heads for mentions.")
    found = {"link": link_loss(network.link, words, mentions)}
    if len(mentions.labelled):
        found["mention"] = mention_loss(network.mention(words[mentions.labelled]), mentions.labels)
    return found


def train(network: Network, kept: Sequence[Kept], rng: random.Random) -> None:
    """Train both heads, the rate falling in a straight line to nought."""
    apart = list(kept[::_HELD_BACK])
    rest = [one for number, one in enumerate(kept) if number % _HELD_BACK]
    heads = nn.ModuleList(head for head in (network.mention, network.link) if head is not None)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * (len(rest) // _GROUP + 1)
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    for epoch in range(EPOCHS):
        rng.shuffle(rest)
        heads.train()
        for place in range(0, len(rest), _GROUP):
            words, mentions = batch(rest[place : place + _GROUP])
            words = nn.functional.dropout(words, DROPOUT)
            found = losses(network, words, mentions)
            optimizer.zero_grad(set_to_none=True)
            (found["link"] + 0.3 * found.get("mention", torch.zeros(()))).backward()
            optimizer.step()
            falling.step()
        heads.eval()
        log.info("epoch %d, held back: %s", epoch, _means(network, apart))


def train_acts(network: Network, kept: Sequence[Kept]) -> None:
    """Train the head for acts on the cues whose act a corpus gives, each by the mean vector of its words."""
    pairs = [
        (one.words[cue.start - one.passage.start : cue.end - one.passage.start].float().mean(0), cue.act)
        for one in kept
        for cue in one.passage.document.cues
        if cue.act != UNKNOWN and one.passage.start <= cue.start and cue.end <= one.passage.end
    ]
    vectors, acts = torch.stack([vector for vector, _ in pairs]), torch.tensor([act for _, act in pairs])
    head = network.role.act
    optimizer = torch.optim.AdamW(head.parameters(), lr=_ACT_RATE, weight_decay=0.05)
    for epoch in range(_ACT_EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(acts)).split(_ACTS_AT_ONCE):
            logits = head(nn.functional.dropout(vectors[chosen], _ACT_DROPOUT))
            loss = nn.functional.cross_entropy(logits, acts[chosen], label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        log.info("acts, epoch %d: %.3f over %d cues", epoch, total / len(acts), len(acts))


def _means(network: Network, kept: Sequence[Kept]) -> dict[str, float]:
    sums: dict[str, list[float]] = {}
    with torch.inference_mode():
        for one in kept:
            for name, value in losses(network, *batch([one])).items():
                sums.setdefault(name, []).append(value.item())
    return {name: round(sum(values) / len(values), 4) for name, values in sums.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the heads on and write the weights."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(1)
    rng = random.Random(1)
    documents: list[Document] = [
        one
        for name in ("documents", "pronouns", "hidden")
        for one in torch.load(FOLDER / f"{name}.pt", weights_only=False)
        if one.mentions
    ]
    network = load(STUDENT)
    network.rehearse_int8()
    kept = list(encode(network, windows_of(documents, rng)))
    rng.shuffle(kept)
    train(network, kept, rng)
    train_acts(network, kept)
    torch.save(network.state_dict(), STUDENT.folder / "weights.pt")
