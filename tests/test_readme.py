"""What the README shows is run as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(command: list[str] | str, **options) -> subprocess.CompletedProcess[str]:
    folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    (ROOT / "build").mkdir(exist_ok=True)
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment, encoding="utf-8", **options
    )


@pytest.mark.parametrize("command", CONSOLE)
def test_console_example_runs(command):
    done = run(command, shell=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout or ">" in command


@pytest.mark.parametrize("source", PYTHON)
def test_python_example_runs(source):
    done = run([sys.executable, "-W", "error", "-c", source])
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_there_are_examples():
    assert len(CONSOLE) >= 4
    assert len(PYTHON) >= 2


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{name} links to {target}"
