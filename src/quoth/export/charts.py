"""How outlets report, as a chart: a bar for each, cut into direct, mixed and indirect, the unnamed marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.archive.speakers import Outlet
from quoth.errors import ExportError
from quoth.export.answers import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SUFFIXES = frozenset({".png", ".svg", ".pdf"})
# From the Okabe-Ito palette, which the colour-blind tell apart.
_PARTS = (("direct", "#009E73"), ("mixed", "#E69F00"), ("indirect", "#56B4E9"))
_MOST = 40


def draw_outlets(outlets: Sequence[Outlet], path: Path) -> None:
    """Write the chart as PNG, SVG or PDF, by the suffix of `path`; the first forty outlets are drawn.

    `ExportError` if the suffix is another, if matplotlib is not installed, or if the file cannot be written.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise ExportError(f"{path} has no suffix of a chart: give a name that ends in .png, .svg or .pdf.")
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to import
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ExportError("Charts need matplotlib: install it with `pip install 'quoth[chart]'`.") from error
    shown = [outlet for outlet in outlets if outlet.statements][:_MOST][::-1]
    figure = Figure(figsize=(9, 1.6 + 0.42 * len(shown)), layout="constrained")
    _draw(figure.add_subplot(), shown)
    # The same archive gives the same bytes.
    with mpl.rc_context({"svg.hashsalt": "quoth", "svg.fonttype": "none"}):
        try:
            figure.savefig(path, dpi=150, metadata={} if path.suffix.lower() == ".png" else {"Date": None})
        except OSError as error:
            raise ExportError(
                f"{path} cannot be written ({error.strerror}): give a folder you may write to."
            ) from error


def _draw(axes: Axes, outlets: Sequence[Outlet]) -> None:
    places = range(len(outlets))
    left = [0.0] * len(outlets)
    for name, colour in _PARTS:
        widths = [100 * getattr(outlet, name) for outlet in outlets]
        axes.barh(places, widths, left=left, color=colour, label=name, height=0.7)
        left = [start + width for start, width in zip(left, widths, strict=True)]
    unnamed = [100 * outlet.unnamed for outlet in outlets]
    axes.scatter(unnamed, places, marker="D", color="black", s=26, label="unnamed source", zorder=3)
    axes.set_yticks(places, [f"{one_line(outlet.name or 'no outlet')} ({outlet.statements:,})" for outlet in outlets])
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of statements (their number in brackets)")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.figure.legend(loc="outside upper center", ncols=4, frameon=False)
