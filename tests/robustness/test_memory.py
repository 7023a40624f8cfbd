"""What is kept of an article for the next one is bounded, and the bound is soon reached."""

from __future__ import annotations

import gc
import importlib
import inspect
import pkgutil
import tracemalloc
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import ModuleType

import quoth
from quoth.domain import Article
from quoth.layout.features import lay_out
from quoth.model import default_model

# The rooms that articles go through by their thousands.
ROOMS = ("archive", "extraction", "intake", "layout", "model", "pipeline", "resolution")
# Caches without a bound are asked for one of a few: a number of threads, a file, a pronoun; never for words of news.
FEW = {
    "archive.reading_ahead._aliases",
    "archive.reading_ahead.model_on",
    "resolution.antecedents.weighing.weights",
}
WORDS = 6_000


def test_no_cache_grows_with_what_is_read():
    unbounded = set()
    for module in _modules():
        for name, cached in vars(module).items():
            own = isinstance(cached, _lru_cache_wrapper) and cached.__module__ == module.__name__
            if own and inspect.signature(cached).parameters and cached.cache_parameters()["maxsize"] is None:
                unbounded.add(f"{module.__name__}.{name}".removeprefix("quoth."))
    assert unbounded == FEW


def test_a_reading_leaves_nothing_for_the_collector():
    text = "“We will appeal,” said Maria Lopez, the mayor. She added that her office had written to the council."
    quoth.read(text)
    gc.collect()
    gc.disable()
    try:
        quoth.read(text)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_new_words_take_the_place_of_old_ones():
    tokenizer = default_model().tokenizer

    def held(after: str) -> int:
        """Bytes of Python's objects once an article of new words has been taken apart."""
        lay_out(Article("a", " ".join(f"{after}{number}" for number in range(WORDS))), tokenizer)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first = held("north")
        # A cache of all words would hold 100 bytes and more of each.
        assert held("south") - first < 20 * WORDS
    finally:
        tracemalloc.stop()


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        module = importlib.import_module(f"quoth.{room}")
        yield module
        for inner in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
            yield importlib.import_module(inner.name)
