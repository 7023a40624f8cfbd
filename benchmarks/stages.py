"""Where the time of a reading goes, stage by stage, and how near the encoder comes to what the processor can do."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from quoth import pipeline
from quoth.extraction.scores import candidates
from quoth.intake import read_document
from quoth.layout.features import lay_out
from quoth.layout.windows import cut_windows
from quoth.model import Model

# Of each: whose attribute it is, its name, and what the page calls it.
_STAGES: tuple[tuple[Any, str, str], ...] = (
    (pipeline, "read_document", "intake"),
    (pipeline, "lay_out", "layout: words, marks, word pieces"),
    (Model, "read_window", "encoder"),
    (Model, "read_roles", "role head"),
    (Model, "read_mentions", "mention head"),
    (candidates, "decode_roles", "decoding of roles"),
    (pipeline, "find_candidates", "rest of the candidates"),
    (pipeline, "settle", "rules of extraction"),
    (Model, "link_odds", "link head"),
    (pipeline, "resolve", "resolution"),
    (pipeline, "link_replies", "replies"),
)
REST = "all else"
# The encoder's multiplications for each word piece: four square and two oblong matrices a layer, in int8 …
_LAYERS, _WIDTH, _INNER = 6, 384, 1536
_PRODUCTS = _LAYERS * (4 * _WIDTH * _WIDTH + 2 * _WIDTH * _INNER)
# … and, in 32-bit floats, two for each pair of word pieces, of the attention.
_PAIR_PRODUCTS = _LAYERS * 2 * _WIDTH


def stage_seconds(read: Callable[[str], object], texts: Iterable[str]) -> dict[str, float]:
    """Seconds of processor time in each stage, without the stages inside it, in the order of the work."""
    spent: dict[str, float] = defaultdict(float)
    with _watched(spent):
        began = time.process_time()
        for text in texts:
            read(text)
        spent[REST] += time.process_time() - began
    return {stage: spent[stage] for stage in (*(stage for _, _, stage in _STAGES), REST)}


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    around = [REST]

    def watch(function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def timed(*values: object, **named: object) -> object:
            began = time.process_time()
            around.append(stage)
            try:
                return function(*values, **named)
            finally:
                around.pop()
                seconds = time.process_time() - began
                spent[stage] += seconds
                spent[around[-1]] -= seconds

        return timed

    patches = [mock.patch.object(owner, name, watch(getattr(owner, name), stage)) for owner, name, stage in _STAGES]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def products(model: Model, texts: Sequence[str]) -> tuple[int, int]:
    """How many products the encoder forms for these texts: in int8, and in floats."""
    lengths = []
    for text in texts:
        layout = lay_out(read_document(text), model.tokenizer)
        starts = layout.piece_starts
        windows = cut_windows(np.diff(starts).tolist(), layout.paragraph_starts, layout.sentence_starts)
        lengths += [int(starts[window.end] - starts[window.start]) + 2 for window in windows]
    return _PRODUCTS * sum(lengths), _PAIR_PRODUCTS * sum(length**2 for length in lengths)


def matrix_throughput(*, floats: bool = False, size: int = 1024, rounds: int = 30) -> float:
    """Products a second, on one thread, of onnxruntime's largest square matrices: int8, or floats. The best round."""
    kind = TensorProto.FLOAT if floats else TensorProto.UINT8
    draw = np.random.default_rng(1)
    weights = draw.normal(size=(size, size)).astype(np.float32) if floats else draw.integers(-64, 65, (size, size))
    fixed = helper.make_tensor(
        "weights", TensorProto.FLOAT if floats else TensorProto.INT8, (size, size), weights.ravel().tolist()
    )
    node = helper.make_node("MatMul" if floats else "MatMulInteger", ["inputs", "weights"], ["outputs"])
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("inputs", kind, (size, size))],
        [helper.make_tensor_value_info("outputs", TensorProto.FLOAT if floats else TensorProto.INT32, (size, size))],
        [fixed],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    inputs = {"inputs": draw.integers(0, 128, (size, size)).astype(np.float32 if floats else np.uint8)}
    seconds = []
    for _ in range(rounds):
        began = time.process_time()
        session.run(None, inputs)
        seconds.append(time.process_time() - began)
    return float(size**3 / min(seconds))
