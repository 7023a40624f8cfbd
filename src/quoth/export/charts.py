"""How outlets report, as a chart: a bar for each, cut into direct, mixed and indirect, and beside it how few speak.

Marks on the bars are the shares of unnamed sources and of orphans.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.archive.speakers import Outlet
from quoth.errors import ExportError, MissingExtra
from quoth.export.terminal import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SUFFIXES = frozenset({".png", ".svg", ".pdf"})
# From the Okabe-Ito palette, which the colour-blind tell apart.
_PARTS = (("direct", "#009E73"), ("mixed", "#E69F00"), ("indirect", "#56B4E9"))
_MOST = 40


def draw_outlets(outlets: Sequence[Outlet], path: Path) -> None:
    """Write the chart as PNG, SVG or PDF, by the suffix of `path`; the first forty outlets are drawn.

    `ExportError` if the suffix is another or the file cannot be written, `MissingExtra` if matplotlib is not installed.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise ExportError(f"{path} has no suffix of a chart: give a name that ends in .png, .svg or .pdf.")
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to import
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("Charts need matplotlib: install it with `pip install 'quoth[chart]'`.") from error
    shown = [outlet for outlet in outlets if outlet.statements][:_MOST][::-1]
    figure = Figure(figsize=(11, 1.6 + 0.42 * len(shown)), layout="constrained")
    reported, heard = figure.subplots(1, 2, sharey=True, width_ratios=(3, 1))
    _draw_reported(reported, shown)
    _draw_heard(heard, shown)
    figure.legend(loc="outside upper center", ncols=6, frameon=False)
    # The same archive gives the same bytes.
    with mpl.rc_context({"svg.hashsalt": "quoth", "svg.fonttype": "none"}):
        try:
            figure.savefig(path, dpi=150, metadata={} if path.suffix.lower() == ".png" else {"Date": None})
        except OSError as error:
            raise ExportError(
                f"{path} cannot be written ({error.strerror}): give a folder you may write to."
            ) from error


def _draw_reported(axes: Axes, outlets: Sequence[Outlet]) -> None:
    places = range(len(outlets))
    left = [0.0] * len(outlets)
    for name, colour in _PARTS:
        widths = [100 * getattr(outlet, name) for outlet in outlets]
        axes.barh(places, widths, left=left, color=colour, label=name, height=0.7)
        left = [start + width for start, width in zip(left, widths, strict=True)]
    unnamed = [100 * outlet.unnamed for outlet in outlets]
    axes.scatter(unnamed, places, marker="D", color="black", s=26, label="unnamed source", zorder=3)
    # Orphans are no statements: this is their share of both together.
    orphans = [100 * outlet.orphans / (outlet.orphans + outlet.statements) for outlet in outlets]
    axes.scatter(orphans, places, marker="o", color="white", edgecolors="black", s=30, label="orphan", zorder=3)
    axes.set_yticks(places, [f"{one_line(outlet.name or 'no outlet')} ({outlet.statements:,})" for outlet in outlets])
    _set_scale(axes, "% of statements (their number in brackets)")


def _draw_heard(axes: Axes, outlets: Sequence[Outlet]) -> None:
    shares = [100 * outlet.top_speakers for outlet in outlets]
    axes.barh(range(len(outlets)), shares, color="#999999", label="five most heard", height=0.7)
    _set_scale(axes, "% by the five most heard")


def _set_scale(axes: Axes, label: str) -> None:
    axes.set_xlim(0, 100)
    axes.set_xlabel(label)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
