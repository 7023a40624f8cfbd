"""A model folder -> a network with its weights, to go on from: what int8 rounded off is learned again.

    python -m training train --from src/quoth/weights

Heads that the folder's model has not are left as they begin.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.bases import student
from training.network import Network

# What stands before the names of each file's weights in the network.
_PARTS = {"encoder.onnx": "", "roles.onnx": "", "mentions.onnx": "", "links.onnx": "link."}

# The base's, which nobody has changed; what only training has; heads that came later.
_MAY_BE_NEW = ("encoder.words.", "role.scheme.", "mention.", "link.")


def network_of(folder: Path) -> Network:
    """The student with the weights of a model folder; word embeddings are the base's, which nobody has changed."""
    network = student()
    found: dict[str, Tensor] = {}
    for file, prefix in _PARTS.items():
        if (folder / file).exists():
            found.update(_weights(folder / file, prefix))
    own = network.state_dict()
    kept = {name: weight for name, weight in found.items() if name in own and name != "encoder.words.weight"}
    missing = [name for name in own if name not in kept and not name.startswith(_MAY_BE_NEW)]
    if missing:
        raise SystemExit(f"{folder} holds no model of the student's shape: {missing[0]} is not in it.")
    network.load_state_dict({**own, **kept})
    return network


def _weights(path: Path, prefix: str) -> dict[str, Tensor]:
    """Every weight by its name in the network; those of products stand under the names of their nodes."""
    graph = onnx.load(path).graph
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, Tensor] = {}
    for name, value in values.items():
        if name.endswith("_quantized"):
            bare = name.removesuffix("_quantized")
            rounded = torch.from_numpy(value.astype("float32"))
            zero = torch.from_numpy(values[f"{bare}_zero_point"].astype("float32"))
            found[prefix + bare] = (rounded - zero) * torch.from_numpy(values[f"{bare}_scale"])
        elif not name.endswith(("_scale", "_zero_point")):
            found[prefix + name] = torch.from_numpy(value.copy())
    for node in graph.node:
        if node.op_type in {"MatMul", "MatMulInteger", "Gemm"} and node.name.startswith("/"):
            weight = found.get(prefix + node.input[1].removesuffix("_quantized"))
            # "/smoothing/smoothing.0/across/MatMul": a module in a sequence repeats the sequence's name.
            *modules, _ = node.name.removeprefix("/").split("/")
            layer = ".".join(
                module
                for place, module in enumerate(modules)
                if not "".join(modules[place + 1 : place + 2]).startswith(f"{module}.")
            )
            # Asked past its own module, the head for links leaves its name out.
            layer = "link.parts" if layer == "parts" else layer
            if weight is not None:
                found[f"{prefix}{layer}.weight"] = weight.T if node.op_type != "Gemm" else weight
    return found
