"""ONNX files -> two model folders: the one that the package ships, in int8, and one in full precision beside it.

    python -m training quantise

Weights are quantised per channel and to seven bits (`reduce_range`): processors without VNNI add pairs of products in
sixteen bits, which eight-bit weights overflow. The role head stays in full precision; it is small.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from quoth.model import FOLDER as SHIPPED
from quoth.model import FORMAT, LABELS, digest
from training import refer
from training.batches import ALTERED, WINDOW_SIZES
from training.plans import STUDENT, TEACHER
from training.prepare import BASE, FOLDER
from training.train import HEAD_RATE, TAUGHT, WARMUP, WEIGHTS

FULL = FOLDER / "full"
CONFIGURATION = {
    "base": "all-MiniLM-L6-v2",
    "corpora": [
        "PolNeAR train, second annotators too",
        "chains train",
        "GUM train without polarity",
        "GAP development",
    ],
    "teacher": {"base": "all-mpnet-base-v2", "epochs": TEACHER.epochs, "encoder rate": TEACHER.encoder_rate},
    "share of the teacher's word": TAUGHT,
    "epochs that rehearse int8": STUDENT.rehearsals,
    "share of articles in another dress": ALTERED,
    "encoder rate": STUDENT.encoder_rate,
    "head rate": HEAD_RATE,
    "warm-up": WARMUP,
    "pieces a batch": STUDENT.pieces,
    "window sizes": list(WINDOW_SIZES),
    "loss weights": WEIGHTS,
    "epochs of the mention heads alone": refer.EPOCHS,
}
# Where tuning begins; `training.tune` writes better ones.
THRESHOLDS = {"cue": 0.3, "unit": 0.4, "inner_cue": 0.2, "inner_unit": 0.4}
# As the scores are.
UNCALIBRATED = {"outer": (1.0, 0.0), "inner": (1.0, 0.0)}


def quantise(source: Path, target: Path) -> None:
    """Write the encoder, whose embeddings are bytes already, in int8; its cue head is left as it is."""
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        cue_head = [node.name for node in onnx.load(prepared).graph.node if node.name.startswith("/cue/")]
        quantize_dynamic(
            prepared,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=cue_head,
            op_types_to_quantize=["MatMul"],
        )


def complete(folder: Path, source: Path, name: str) -> None:
    """Put heads, tokenizer and manifest beside an encoder."""
    heads = ("roles.onnx", "mentions.onnx", "links.onnx")
    for head in heads:
        shutil.copy(source / head, folder / head)
    shutil.copy(BASE / "tokenizer.json", folder / "tokenizer.json")
    files = {part: digest(folder / part) for part in ("encoder.onnx", *heads, "tokenizer.json")}
    manifest = {
        "id": name,
        "format": FORMAT,
        "labels": LABELS,
        "files": files,
        "training": {**CONFIGURATION, **json.loads((STUDENT.folder / "how.json").read_text(encoding="utf-8"))},
        "thresholds": THRESHOLDS,
        "calibration": UNCALIBRATED,
    }
    write_manifest(folder, manifest)


def write_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """Write what loading verifies."""
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Quantise the exported files into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onnx", type=Path, default=FOLDER / "onnx")
    parser.add_argument("--weights", type=Path, default=STUDENT.folder / "weights.pt")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args(arguments)
    name = f"quoth-{FORMAT}-{digest(options.weights)[:12]}"
    for folder in (options.out, FULL):
        folder.mkdir(parents=True, exist_ok=True)
    quantise(options.onnx / "bytes.onnx", options.out / "encoder.onnx")
    complete(options.out, options.onnx, name)
    shutil.copy(options.onnx / "encoder.onnx", FULL / "encoder.onnx")
    complete(FULL, options.onnx, f"{name}-full")
