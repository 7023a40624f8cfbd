"""Layout -> scores: the only room that knows onnxruntime and tokenizers.

The model is four ONNX files in the package. The encoder (int8) reads a window once and gives a vector and cue scores
for every word. Three heads in full precision go on from the vectors: one gives, for each cue, the role of every word,
and what kind of report it is; one finds mentions; one says how likely two mentions mean the same.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import tokenizers

from quoth.domain import Act, Voice
from quoth.errors import ModelError
from quoth.layout.features import Layout, Tokenizer
from quoth.layout.windows import Window

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

FOLDER = Path(__file__).parent / "weights"
# Raised with every change of the model's inputs, outputs or labels: older weights are then refused.
FORMAT = 4

FILES = ("encoder.onnx", "roles.onnx", "mentions.onnx", "links.onnx", "tokenizer.json")
THRESHOLDS = ("cue", "unit", "inner_cue", "inner_unit")
# Outermost attributions and those inside others are each calibrated: slope and offset on the logarithm of the odds.
CALIBRATED = ("outer", "inner")

CUE_LABELS = ("outside", "begin-outer", "inside-outer", "begin-inner", "inside-inner")
ROLE_LABELS = (
    "outside",
    *(f"source-{part}" for part in ("begin", "inside", "end", "single")),
    *(f"content-{part}" for part in ("begin", "inside", "end", "single")),
)
# What a mention may be; `other` is for things, events and ideas, which speakers are not.
MENTION_LABELS = ("outside", "person", "organization", "place", "other")
LINK_RANK = 64
LABELS = {
    "cue": list(CUE_LABELS),
    "role": list(ROLE_LABELS),
    "act": list(Act),
    "voice": list(Voice),
    "mention": list(MENTION_LABELS),
}

_REACH = 16
DISTANCES = 2 * _REACH + 1
# The steps of the scale: 0 for the cue itself, then one for each distance up to where all words share the last.
_FURTHEST = 256
_STEPS = np.zeros(_FURTHEST + 1, dtype=np.int64)
_STEPS[1:] = np.minimum(np.floor(2 * np.log2(np.arange(1, _FURTHEST + 1))) + 1, _REACH)
_FAR_PARAGRAPHS = 4
PARAGRAPHS = 2 * _FAR_PARAGRAPHS + 1

CLS, SEP = 101, 102
# A logarithm of a probability that is none.
_NEVER = -100.0
_AGAIN = "install Quoth again."
# Cues are scored so many at a time, which bounds memory where a text is nothing but cues.
CUES_AT_ONCE = 48
# A cue's source and content mostly stand close by: so many words from it on are scored first, most of them behind it.
NEAR_WORDS = 96
_NEAR_BEFORE = 32
# Where less than this is sure of the outermost words, as many as `_EDGE` at each end, all of the window is scored.
_SURELY_OUTSIDE = 0.95
_EDGE = 6


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the encoder says of a window's W words: vectors [W, width] and cue log-probabilities [W, 5]."""

    words: Floats
    cues: Floats


@dataclass(frozen=True, slots=True)
class RoleScores:
    """What the role head says of C cues in a window: log-probabilities of roles [C, W, 9], and of the report's kind.

    `acts` is [C, 16], `negative` [C] the probability of negative polarity, `voices` [C, 6].
    """

    roles: Floats
    acts: Floats
    negative: Floats
    voices: Floats


@dataclass(frozen=True, slots=True)
class MentionScores:
    """What the mention head says of a window's W words.

    `spans` [W, SPAN_WORDS, 5] are log-probabilities of `MENTION_LABELS` for the spans of one, two … words from each
    word on; `parts` [W, 3, LINK_RANK] is what a word adds to a mention's vector as its first, its last, and any of its
    words.
    """

    spans: Floats
    parts: Floats


class Model:
    """The loaded model; `id` names weights and format, so that a reading says what it was made with.

    `refers` says whether it has heads for mentions and whom they mean, as the shipped one has.
    """

    refers = True

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        """Load and verify the model of `folder`; `threads` bounds the processor threads, all cores by default.

        Raises `ModelError` if a file is missing, does not have the digest that the manifest gives, or is of another
        format.
        """
        self.manifest = _verified_manifest(folder)
        self.id = str(self.manifest["id"])
        tokenizer = _tokenizer(folder / "tokenizer.json")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer: Tokenizer = tokenizer
        self.thresholds: dict[str, float] = {name: float(self.manifest["thresholds"][name]) for name in THRESHOLDS}
        self.calibration: dict[str, tuple[float, float]] = {
            name: (float(slope), float(offset))
            for name, (slope, offset) in ((name, self.manifest["calibration"][name]) for name in CALIBRATED)
        }
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._roles = _session(folder / "roles.onnx", threads)
        self._mentions = _session(folder / "mentions.onnx", threads)
        self._links = _session(folder / "links.onnx", 1)

    def read_window(self, layout: Layout, window: Window) -> WindowScores:
        """Run the encoder over one window.

        Windows are never batched: int8 scales follow from all of a batch, so a window's scores would depend on its
        neighbours, and the same article would not always read the same.
        """
        pieces, features, first = encoder_inputs(layout, window.start, window.end)
        hidden, cues = self._encoder.run(
            ["hidden", "cues"],
            {"pieces": pieces[None], "features": features[None]},
        )
        return WindowScores(hidden[0, first], _log_softmax(cues[0, first]))

    def read_roles(self, scores: WindowScores, cues: Sequence[tuple[int, int]], paragraph_of: Integers) -> RoleScores:
        """Score every word of a window for each cue; cues are half-open ranges of the window's words.

        Words far from a cue are scored only where its source or content reaches further than `NEAR_WORDS`; else they
        are outside of both.
        """
        bounds, words = np.array(cues, dtype=np.int64), len(scores.words)
        near = min(NEAR_WORDS, words)
        first = np.clip(bounds[:, 0] - _NEAR_BEFORE, 0, words - near)
        read = self._roles_of(scores.words, bounds, first, near, paragraph_of)
        if near == words:
            return read
        roles = np.full((len(cues), words, len(ROLE_LABELS)), _NEVER, dtype=np.float32)
        roles[:, :, 0] = 0.0
        places = first[:, None] + np.arange(near)
        roles[np.arange(len(cues))[:, None], places] = read.roles
        outside = np.exp(read.roles[:, :, 0])
        further = ((outside[:, :_EDGE].min(axis=1) < _SURELY_OUTSIDE) & (first > 0)) | (
            (outside[:, -_EDGE:].min(axis=1) < _SURELY_OUTSIDE) & (first + near < words)
        )
        far = np.flatnonzero(further)
        if len(far):
            again = self._roles_of(scores.words, bounds[far], np.zeros_like(far), words, paragraph_of)
            roles[far] = again.roles
            read.voices[far] = again.voices
        return RoleScores(roles, read.acts, read.negative, read.voices)

    def read_mentions(self, scores: WindowScores) -> MentionScores:
        """Score every span of a window, and take its words' parts in mentions."""
        spans, parts = self._mentions.run(["spans", "parts"], {"words": scores.words[None]})
        return MentionScores(spans[0], parts[0].reshape(-1, 3, LINK_RANK))

    def link_odds(self, mention: Floats, earlier: Floats, features: Integers) -> Floats:
        """The logarithm of the odds [C] that a mention [LINK_RANK] means what each of C earlier ones means.

        As against that it means nothing mentioned before; `features` [C, 4] are those of `pair_features`.
        """
        later = np.broadcast_to(mention, earlier.shape)
        (odds,) = self._links.run(["odds"], {"later": later, "earlier": earlier, "features": features})
        result: Floats = odds
        return result

    def _roles_of(
        self, words: Floats, cues: Integers, first: Integers, near: int, paragraph_of: Integers
    ) -> RoleScores:
        """What the role head says of each cue [C, 2] and the words from `first` [C] on, `near` of them."""
        parts = []
        for start in range(0, len(cues), CUES_AT_ONCE):
            some = slice(start, start + CUES_AT_ONCE)
            places = first[some, None] + np.arange(near)
            inputs = {
                "words": words[None],
                "cues": np.stack([words[begin:end].mean(axis=0) for begin, end in cues[some]]),
                "places": places,
                "distances": distance_buckets(cues[some], places),
                "paragraphs": paragraph_buckets(cues[some], paragraph_of, places),
            }
            parts.append(self._roles.run(["roles", "acts", "polarity", "voices"], inputs))
        roles, acts, polarity, voices = (np.concatenate(column) for column in zip(*parts, strict=True))
        return RoleScores(roles, acts, np.exp(polarity[:, 1]), voices)


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The shipped model, loaded once a process."""
    return Model()


def encoder_inputs(layout: Layout, start: int, end: int) -> tuple[Integers, Integers, Integers]:
    """What the encoder reads of the words `start` to `end`, and where each of them begins in that.

    Word pieces [T] with the marks at both ends, their features [T, 3], and the place [W] of each word's first piece.
    """
    starts = layout.piece_starts[start : end + 1]
    pieces = np.concatenate([[CLS], layout.pieces[starts[0] : starts[-1]], [SEP]])
    features = np.zeros((len(pieces), 3), dtype=np.int64)
    features[1:-1] = np.repeat(layout.features[start:end], np.diff(starts), axis=0)
    return pieces, features, starts[:-1] - starts[0] + 1


def distance_buckets(cues: Integers, places: Integers) -> Integers:
    """How far words at `places` [W] or [C, W] stand from each cue [C, 2], on a signed logarithmic scale: [C, W].

    Words of the cue are in the middle bucket; neighbours get a bucket each, far words share one.
    """
    before = np.minimum(np.maximum(cues[:, :1] - places, 0), _FURTHEST)
    after = np.minimum(np.maximum(places - cues[:, 1:] + 1, 0), _FURTHEST)
    buckets: Integers = _REACH - _STEPS[before] + _STEPS[after]
    return buckets


def paragraph_buckets(cues: Integers, paragraph_of: Integers, places: Integers) -> Integers:
    """How many paragraphs words at `places` [W] or [C, W] stand before or after each cue's: [C, W]."""
    apart = paragraph_of[places] - paragraph_of[cues[:, 0]][:, None]
    buckets: Integers = np.clip(apart, -_FAR_PARAGRAPHS, _FAR_PARAGRAPHS) + _FAR_PARAGRAPHS
    return buckets


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _verified_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT or manifest["labels"] != LABELS:
            raise ModelError(f"The model in {folder} was made for another version of Quoth: {_AGAIN}")
        digests: dict[str, str] = manifest["files"]
        for name in sorted({*FILES, *digests}):
            if digest(folder / name) != digests[name]:
                raise ModelError(f"The model file {folder / name} is damaged: {_AGAIN}")
        complete = isinstance(manifest["id"], str) and all(
            isinstance(number, float | int)
            for number in (
                *(manifest["thresholds"][name] for name in THRESHOLDS),
                *(number for name in CALIBRATED for number in manifest["calibration"][name]),
            )
        )
    except FileNotFoundError as error:
        raise ModelError(f"The model file {error.filename} is missing: {_AGAIN}") from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelError(f"The model's manifest in {folder} cannot be read: {_AGAIN}") from error
    if not complete:
        raise ModelError(f"The model's manifest in {folder} is incomplete: {_AGAIN}")
    return manifest


def _tokenizer(path: Path) -> tokenizers.Tokenizer:
    try:
        return tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # what tokenizers raises is a bare Exception
        raise ModelError(f"The model file {path} cannot be loaded: {_AGAIN}") from error


def _session(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads that spin take the other core from whoever else reads on this machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Where each array lies would be remembered for every length of window and number of cues, for ever.
    options.enable_mem_pattern = False
    # onnxruntime 1.32 adds and normalises in one step slower than in two: all of the encoder takes 8 % longer.
    slower = ["SkipLayerNormFusion"]
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slower
        )
    except Exception as error:  # onnxruntime's errors have no common root of their own
        raise ModelError(f"The model file {path} cannot be loaded: {_AGAIN}") from error


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
