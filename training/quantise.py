"""ONNX files -> the model folder that the package ships: int8 encoder, role head as it is, tokenizer and manifest.

    python -m training.quantise

Weights are quantised per channel and to seven bits (`reduce_range`): processors without VNNI add pairs of products in
sixteen bits, which eight-bit weights overflow.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from quoth.model import FOLDER as SHIPPED
from quoth.model import FORMAT, LABELS, digest
from training.prepare import BASE, FOLDER

# What a cue needs to count, and what cue and content together need: tuned on the articles held out of training.
THRESHOLDS = {"cue": 0.45, "inner_cue": 0.45, "unit": 0.5, "inner_unit": 0.4}


def quantise(source: Path, target: Path, weights: str, facts: dict[str, object]) -> dict[str, object]:
    """Write the model folder and give its manifest."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        quant_pre_process(source / "encoder.onnx", prepared, skip_symbolic_shape=True)
        cue_head = [node.name for node in onnx.load(prepared).graph.node if node.name.startswith("/cue/")]
        quantize_dynamic(
            prepared,
            target / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=cue_head,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copy(source / "roles.onnx", target / "roles.onnx")
    shutil.copy(BASE / "tokenizer.json", target / "tokenizer.json")
    files = {name: digest(target / name) for name in ("encoder.onnx", "roles.onnx", "tokenizer.json")}
    manifest = {
        "id": f"quoth-{FORMAT}-{weights}",
        "format": FORMAT,
        "labels": LABELS,
        "files": files,
        "thresholds": THRESHOLDS,
        **facts,
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def main() -> None:
    """Quantise the exported files into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onnx", type=Path, default=FOLDER / "onnx")
    parser.add_argument("--weights", type=Path, default=FOLDER / "weights.pt")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    quantise(options.onnx, options.out, digest(options.weights)[:12], {})


if __name__ == "__main__":
    main()
