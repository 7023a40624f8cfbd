"""The gate: floors under every measure, pinned with the digests of the corpora they were measured on.

A floor rises with `pin`. It falls only where `lower` names its measure, and then only with a line in the changelog, so
that nobody loses quality without saying so.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quoth.errors import GateError
from quoth.evaluation.measures import Measures, counts_of, percent, size

FLOORS = Path(__file__).parent / "floors.json"

ABOUT = (
    "Floors in per cent under the measures of docs/evaluation.md, and the SHA-256 of the corpora they were measured on "
    "(quoth/evaluation/digests.py). A floor is the figure less half a point, or less what one attribution is worth "
    "where that is more, rounded down to a tenth. `python -m quoth.evaluation --pin` raises them; `--lower MEASURE` "
    "lowers one, given a line in CHANGELOG.md that names it."
)
_LEAST_MARGIN = 0.5
_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
_UNRELEASED = re.compile(r"unreleased|not yet released", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Floors:
    """What is pinned: the model, the digest of each corpus split, and a floor in per cent for each `corpus/measure`."""

    model: str = ""
    corpora: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)


def read_floors(path: Path) -> Floors:
    """Raises `GateError` if the file is missing or holds no floors."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        floors = {
            f"{corpus}/{measure}": float(floor)
            for corpus, named in found["floors"].items()
            for measure, floor in named.items()
        }
        return Floors(str(found["model"]), {split: str(digest) for split, digest in found["corpora"].items()}, floors)
    except OSError as error:
        raise GateError(f"{path} cannot be read ({error.strerror}): pin the floors with --pin.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GateError(f"{path} holds no floors ({type(error).__name__}: {error}): restore it from git.") from error


def write_floors(path: Path, pinned: Floors) -> None:
    """Write what `read_floors` reads. Raises `GateError` if the file cannot be written."""
    floors: dict[str, dict[str, float]] = {}
    for name, floor in pinned.floors.items():
        corpus, _, measure = name.partition("/")
        floors.setdefault(corpus, {})[measure] = floor
    content = {"about": ABOUT, "model": pinned.model, "corpora": dict(pinned.corpora), "floors": floors}
    try:
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise GateError(f"{path} cannot be written ({error.strerror}): let it be written, and pin again.") from error


def failures(pinned: Floors, measured: Measures, corpora: Mapping[str, str]) -> list[str]:
    """A sentence for each measure that is below its floor, has none, or is missing; nothing if the gate is passed.

    Where the corpora have other digests than those pinned, that is the only sentence: their figures say nothing of
    these floors. A split that is new has no floors yet, and takes nothing from those of the others.
    """
    others = sorted(split for split, digest in pinned.corpora.items() if corpora.get(split) != digest)
    if others:
        differ = f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'}"
        return [f"{differ} not what the floors were pinned on: nothing can be compared until they are pinned anew."]
    found = {f"{corpus}/{name}": counted for corpus, named in measured.items() for name, counted in named.items()}
    known = {name: counted for name, counted in found.items() if size(counted)}
    sentences = []
    for name in [*known, *(name for name in pinned.floors if name not in known)]:
        floor, counted = pinned.floors.get(name), known.get(name)
        if floor is None:
            sentences.append(f"{name} has no floor: pin it with --pin.")
        elif counted is None:
            sentences.append(f"{name} has a floor of {floor:.1f} and was not measured: restore the measure.")
        elif percent(counted) < floor:
            sentences.append(
                f"{name} is {percent(counted):.2f}, below its floor of {floor:.1f} ({counts_of(counted)})."
            )
    return sentences


def raised(pinned: Floors, model: str, measured: Measures, corpora: Mapping[str, str]) -> Floors:
    """The floors brought up to what was measured, new measures among them; none is lowered."""
    today = todays_floors(measured)
    floors = {name: max(floor, pinned.floors.get(name, floor)) for name, floor in today.items()}
    return Floors(model, dict(corpora), {**floors, **_without(pinned.floors, floors)})


def lowered(pinned: Floors, measured: Measures, names: Iterable[str]) -> Floors:
    """The floors with those of these measures brought down to what was measured.

    The floor of a measure that is measured no longer is dropped; one that is low enough already stays.
    """
    today, floors = todays_floors(measured), dict(pinned.floors)
    for name in names:
        if name in today:
            floors[name] = min(floors[name], today[name])
        else:
            floors.pop(name, None)
    return replace(pinned, floors=floors)


def check_lowering(pinned: Floors, names: Iterable[str], changelog: Path) -> None:
    """Raises `GateError` if a measure has no floor to lower, or if the changelog does not say that it is lowered.

    It says so if a line of its unreleased section names the measure in backticks.
    """
    for name in names:
        if name not in pinned.floors:
            raise GateError(f"There is no floor under {name} to lower: name one of {', '.join(pinned.floors)}.")
        if not any(f"`{name}`" in line for line in unreleased(changelog)):
            raise GateError(
                f"{name} is lowered without a word in {changelog}: add a line to its unreleased section that names "
                f"`{name}` and says why."
            )


def unreleased(changelog: Path) -> list[str]:
    """The lines of the section whose heading says that it is unreleased, none if there is no such section.

    Raises `GateError` if the file cannot be read.
    """
    try:
        text = changelog.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GateError(f"{changelog} cannot be read: run this from the folder that holds it.") from error
    headings = [*_SECTION.finditer(text)]
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        if _UNRELEASED.search(heading[1]):
            return text[heading.end() : end].splitlines()
    return []


def todays_floors(measured: Measures) -> dict[str, float]:
    """The floor that each measure's figure gives; what has nothing to count gives none."""
    return {
        f"{corpus}/{name}": _floor(percent(counted), size(counted))
        for corpus, named in measured.items()
        for name, counted in named.items()
        if size(counted)
    }


def _floor(figure: float, number: float) -> float:
    """One attribution more or less is noise: processors differ in how they round, and that may tip one over."""
    margin = max(_LEAST_MARGIN, 100 / number)
    # Rounded first, lest 89.99999 cost a tenth.
    return max(0.0, math.floor(round(10 * (figure - margin), 6)) / 10)


def _without(floors: Mapping[str, float], names: Iterable[str]) -> dict[str, float]:
    return {name: floor for name, floor in floors.items() if name not in set(names)}
