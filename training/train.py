"""Training documents -> weights, resumable after any stop.

    python -m training.train --epochs 8

continues from build/training/checkpoint.pt where one is there, and ends with build/training/weights.pt.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from quoth.layout.windows import WINDOW_PIECES, cut_windows
from quoth.model import CUE_LABELS, ROLE_LABELS, distance_buckets, paragraph_buckets
from training.network import Network
from training.prepare import BASE, FOLDER, UNKNOWN, Cue, Document

log = logging.getLogger("train")

CLS, SEP = 101, 102
BATCH_PIECES = 3600
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARMUP = 0.06
CHECKPOINT_EVERY = 50
# What each loss counts beside the others; chosen so that at the end of training roles weigh about as much as cues.
WEIGHTS = {"cue": 10.0, "role": 0.1, "act": 0.15, "polarity": 0.15, "voice": 0.15}
# False cues shown to the role head, at most, for each window: words that are cues elsewhere.
FALSE_CUES = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A window of a document, by word."""

    document: Document
    start: int
    end: int


@dataclass(slots=True)
class Batch:
    """Windows padded to one length, and all their cues in one row."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    cue_labels: Tensor
    unknown: Tensor
    word_mask: Tensor
    cue_window: Tensor
    cue_average: Tensor
    distances: Tensor
    paragraphs: Tensor
    roles: Tensor
    acts: Tensor
    negative: Tensor
    voices: Tensor


def windows_of(documents: Sequence[Document], rng: random.Random) -> list[Piece]:
    """Every document in windows of a size drawn anew, so that no epoch cuts where the last one did."""
    pieces = []
    for document in documents:
        layout = document.layout
        counts = np.diff(layout.piece_starts).tolist()
        size = rng.randint(256, WINDOW_PIECES)
        overlap = rng.randint(0, 48)
        for window in cut_windows(
            counts, layout.paragraph_starts, layout.sentence_starts, size=size, overlap=overlap
        ):
            pieces.append(Piece(document, window.start, window.end))
    return pieces


def batches(pieces: list[Piece], rng: random.Random) -> Iterator[list[Piece]]:
    """Windows of like length together, at most `BATCH_PIECES` padded word pieces at a time, in random order."""
    rng.shuffle(pieces)
    grouped: list[list[Piece]] = []
    for place in range(0, len(pieces), 96):
        group: list[Piece] = []
        for piece in sorted(pieces[place : place + 96], key=_length):
            if group and (len(group) + 1) * _length(piece) > BATCH_PIECES:
                grouped.append(group)
                group = []
            group.append(piece)
        grouped.append(group)
    rng.shuffle(grouped)
    yield from grouped


def _length(piece: Piece) -> int:
    starts = piece.document.layout.piece_starts
    return int(starts[piece.end] - starts[piece.start]) + 2


def common_cue_words(documents: Sequence[Document]) -> frozenset[int]:
    """First word pieces that begin cues at least five times: where they do not, they make good false cues."""
    counts: dict[int, int] = {}
    for document in documents:
        for cue in document.cues:
            first = int(document.layout.pieces[document.layout.piece_starts[cue.start]])
            counts[first] = counts.get(first, 0) + 1
    return frozenset(piece for piece, count in counts.items() if count >= 5)


def collate(group: list[Piece], cue_words: frozenset[int], rng: random.Random) -> Batch:
    """Pad windows to one length and lay their cues in one row."""
    longest = max(_length(piece) for piece in group)
    most_words = max(piece.end - piece.start for piece in group)
    size = len(group)
    pieces = np.zeros((size, longest), dtype=np.int64)
    features = np.zeros((size, longest, 3), dtype=np.int64)
    mask = np.zeros((size, longest), dtype=np.int64)
    first = np.zeros((size, most_words), dtype=np.int64)
    labels = np.full((size, most_words), UNKNOWN, dtype=np.int64)
    unknown = np.zeros((size, most_words), dtype=np.bool_)
    rows: list[tuple[int, Cue | None, int, int, Piece]] = []
    for row, piece in enumerate(group):
        layout, words = piece.document.layout, piece.end - piece.start
        begin, end = int(layout.piece_starts[piece.start]), int(layout.piece_starts[piece.end])
        length = end - begin
        pieces[row, : length + 2] = [CLS, *layout.pieces[begin:end], SEP]
        counts = np.diff(layout.piece_starts[piece.start : piece.end + 1])
        features[row, 1 : length + 1] = np.repeat(layout.features[piece.start : piece.end], counts, axis=0)
        mask[row, : length + 2] = 1
        first[row, :words] = layout.piece_starts[piece.start : piece.end] - begin + 1
        labels[row, :words] = 0
        taken = np.zeros(words, dtype=np.bool_)
        unknown[row, :words] = [place in piece.document.unknown for place in range(piece.start, piece.end)]
        for cue in piece.document.cues:
            start, stop = cue.start - piece.start, cue.end - piece.start
            if start < 0 or stop > words:
                continue
            kind = 1 if cue.outer else 3
            labels[row, start:stop] = kind + 1
            labels[row, start] = kind
            unknown[row, start:stop] = False
            taken[start:stop] = True
            rows.append((row, cue, start, stop, piece))
        candidates = [
            place
            for place in range(words)
            if not taken[place] and not unknown[row, place]
            and int(layout.pieces[layout.piece_starts[piece.start + place]]) in cue_words
        ]
        for place in rng.sample(candidates, min(FALSE_CUES, len(candidates))):
            rows.append((row, None, place, place + 1, piece))
    count = len(rows)
    average = np.zeros((count, most_words), dtype=np.float32)
    distances = np.zeros((count, most_words), dtype=np.int64)
    paragraphs = np.zeros((count, most_words), dtype=np.int64)
    roles = np.full((count, most_words), UNKNOWN, dtype=np.int64)
    facts = np.full((3, count), UNKNOWN, dtype=np.int64)
    for number, (_, cue, start, stop, piece) in enumerate(rows):
        words = piece.end - piece.start
        average[number, start:stop] = 1 / (stop - start)
        bounds = np.array([[start, stop]])
        distances[number, :words] = distance_buckets(bounds, words)[0]
        paragraphs[number, :words] = paragraph_buckets(bounds, piece.document.layout.paragraph_of[piece.start : piece.end])[0]
        roles[number, :words] = 0
        if cue is not None:
            _label(roles[number], cue.content, piece, ROLE_LABELS.index("content-begin"))
            _label(roles[number], cue.source, piece, ROLE_LABELS.index("source-begin"))
            facts[:, number] = cue.act, cue.negative, cue.voice
    return Batch(
        *(torch.from_numpy(array) for array in (pieces, features, mask, first, labels, unknown)),
        torch.from_numpy(labels != UNKNOWN),
        torch.tensor([row for row, *_ in rows], dtype=torch.int64),
        *(torch.from_numpy(array) for array in (average, distances, paragraphs, roles)),
        *(torch.from_numpy(row) for row in facts),
    )


def _label(roles: np.ndarray, runs: Sequence[tuple[int, int]], piece: Piece, begin: int) -> None:
    """Write begin, inside, end and single labels; a run that the window cuts has no label for the end it lost."""
    words = piece.end - piece.start
    for run_start, run_end in runs:
        start, end = run_start - piece.start, run_end - piece.start
        low, high = max(start, 0), min(end, words)
        if low >= high:
            continue
        roles[low:high] = begin + 1
        if end - start == 1:
            roles[low] = begin + 3
            continue
        if start >= 0:
            roles[start] = begin
        if end <= words:
            roles[end - 1] = begin + 2


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each question, each a mean over what is known."""
    words = network.words(batch.pieces, batch.features, batch.mask, batch.first)
    found = {"cue": cue_loss(network.cue(words), batch)}
    if not len(batch.cue_window):
        return found
    of_cue = words[batch.cue_window]
    cues = torch.bmm(batch.cue_average[:, None].to(of_cue.dtype), of_cue)[:, 0]
    roles, act, polarity, voice = network.role(of_cue, cues, batch.distances, batch.paragraphs)
    known = batch.roles != UNKNOWN
    found["role"] = F.cross_entropy(roles[known].float(), batch.roles[known], reduction="sum") / len(batch.roles)
    for name, logits, gold in (
        ("act", act, batch.acts),
        ("polarity", polarity, batch.negative),
        ("voice", voice, batch.voices),
    ):
        if bool((gold != UNKNOWN).any()):
            found[name] = F.cross_entropy(logits.float(), gold, ignore_index=UNKNOWN)
    return found


def cue_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of the cue labels; inside contents whose inner cues nobody marked, only "not an outer cue" is known."""
    scores = logits.float().log_softmax(-1)
    sure = batch.word_mask & ~batch.unknown
    outer = [CUE_LABELS.index("begin-outer"), CUE_LABELS.index("inside-outer")]
    not_outer = torch.log1p(-scores[batch.unknown][:, outer].exp().sum(-1).clamp(max=1 - 1e-6))
    exact = F.nll_loss(scores[sure], batch.cue_labels[sure], reduction="sum")
    return (exact - not_outer.sum()) / batch.word_mask.sum()


def parameter_groups(network: Network) -> list[dict[str, object]]:
    """Two learning rates; no decay on norms, biases and embeddings; word embeddings stay as they came."""
    network.encoder.words.weight.requires_grad_(False)
    groups: list[dict[str, object]] = []
    for rate, module_names in ((ENCODER_RATE, ("encoder",)), (HEAD_RATE, ("cue", "role"))):
        named = [(n, p) for n, p in network.named_parameters() if n.split(".")[0] in module_names and p.requires_grad]
        decayed = [p for n, p in named if p.ndim == 2 and "embedding" not in n]
        others = [p for n, p in named if not (p.ndim == 2 and "embedding" not in n)]
        groups += [
            {"params": decayed, "lr": rate, "weight_decay": 0.01},
            {"params": others, "lr": rate, "weight_decay": 0.0},
        ]
    return groups


def schedule(share: float) -> float:
    """Learning rate factor after `share` of all steps: a short warm-up, then a straight line to zero."""
    return min(share / WARMUP, (1 - share) / (1 - WARMUP))


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    documents = [d for d in torch.load(FOLDER / "documents.pt", weights_only=False) if not d.held_out]
    cue_words = common_cue_words(documents)
    network = Network()
    network.encoder.load_bert(load_file(BASE / "model.safetensors"))
    optimizer = torch.optim.AdamW(parameter_groups(network), betas=(0.9, 0.98), eps=1e-6)
    rates = [group["lr"] for group in optimizer.param_groups]
    epoch, done = 0, 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, done = state["epoch"], state["done"]
        log.info("going on at epoch %d, batch %d", epoch, done)
    network.train()
    while epoch < options.epochs:
        # The epoch's order follows from seed and epoch alone, so that a resumed run sees what an undisturbed one sees.
        rng = random.Random(f"{options.seed}-{epoch}")
        groups = list(batches(windows_of(documents, rng), rng))
        sums: dict[str, float] = {}
        began = time.monotonic()
        for number, group in enumerate(groups):
            batch_rng = random.Random(f"{options.seed}-{epoch}-{number}")
            if number < done:
                continue
            torch.manual_seed(options.seed * 1_000_003 + epoch * 10_007 + number)
            share = (epoch + (number + 1) / len(groups)) / options.epochs
            for rate, parameters in zip(rates, optimizer.param_groups, strict=True):
                parameters["lr"] = rate * max(schedule(share), 0.0)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(network, collate(group, cue_words, batch_rng))
            total = sum(WEIGHTS[name] * value for name, value in found.items())
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            for name, value in found.items():
                sums[name] = 0.98 * sums.get(name, value.item()) + 0.02 * value.item()
            if (number + 1) % CHECKPOINT_EVERY == 0 or number + 1 == len(groups):
                log.info(
                    "epoch %d %d/%d %.2f s a step %s", epoch, number + 1, len(groups),
                    (time.monotonic() - began) / (number + 1 - done), json.dumps({k: round(v, 4) for k, v in sums.items()}),
                )
                _save(checkpoint, network, optimizer, epoch, number + 1)
        epoch, done = epoch + 1, 0
        _save(checkpoint, network, optimizer, epoch, 0)
    torch.save(network.state_dict(), options.out / "weights.pt")


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, epoch: int, done: int) -> None:
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "done": done}
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


if __name__ == "__main__":
    main()
