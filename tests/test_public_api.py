"""What `import quoth` gives, and the examples in its docstrings."""

from __future__ import annotations

import doctest
import importlib
from types import ModuleType

import pytest

import quoth


def test_all_is_the_public_namespace():
    public = {name for name, value in vars(quoth).items() if not name.startswith("_")}
    public -= {name for name in public if isinstance(getattr(quoth, name), ModuleType)}
    assert list(quoth.__all__) == sorted(public | {"__version__"})


def test_public_classes_and_functions_say_what_they_are():
    for name in quoth.__all__:
        if name != "__version__":
            assert getattr(quoth, name).__doc__, name


def test_errors_are_one_tree_and_all_of_them_can_be_caught():
    ours = [error for error in vars(quoth.errors).values() if isinstance(error, type)]
    assert len(ours) > 10
    for error in ours:
        assert issubclass(error, quoth.QuothError), error
        assert error.__name__ in quoth.__all__
    assert issubclass(quoth.UnknownFormat, quoth.IntakeError)


@pytest.mark.parametrize("name", ["quoth", "quoth.pipeline"])
def test_examples_in_docstrings(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried
    assert not failed
