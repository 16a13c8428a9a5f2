"""Plots of one exercise, drawn by matplotlib as SVG that stands inside a page: scores, cases, students by mistakes.

Colours are placeholders that become the page's own variables, so that a plot follows light and dark; text stays text.
What a plot shows is said in words as well, in its label and in the tables beside it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import matplotlib
import numpy as np
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from grader.pages.survey.items import Item

INK, MUTED, GRID, BEFORE, AFTER, SHARE, DOT = (
    "#010203",
    "#010204",
    "#010205",
    "#010206",
    "#010207",
    "#010208",
    "#010209",
)
_VARIABLES = {
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    BEFORE: "before",
    AFTER: "after",
    SHARE: "share",
    DOT: "dot",
}
OUTCOME_COLOURS = {
    "failed": (0.82, 0.29, 0.36),
    "raised": (0.56, 0.39, 0.79),
    "timeout": (0.71, 0.40, 0.11),
    "crashed": (0.30, 0.45, 0.35),
    "unimplemented": (0.47, 0.47, 0.47),
    "not_run": (0.60, 0.60, 0.60),
}
MISTAKE_COLOUR = (0.16, 0.47, 0.71)
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 9.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.color": BEFORE,
    "image.interpolation": "none",
    "image.composite_image": False,
}
NAMED_ROWS = 40
"""With more students than this a heat map's rows have no names."""


def draw_scores(name: str, before: Sequence[int], after: Sequence[int], highest: int) -> Markup:
    """Returns how many students have each score; where adjustments change something, before and after side by side."""
    label = f"Scores of {name}: {_describe(before)}"
    changed = list(before) != list(after)
    if changed:
        label += f"; after lateness and adjustments: {_describe(after)}"
    with _style(f"scores {name}"):
        figure, axes = _figure(5.2, 2.2, (0.11, 0.21, 0.87, 0.68))
        edges = [*(np.arange(highest + 2) - 0.5 if highest <= 40 else np.linspace(-0.5, highest + 0.5, 41)).tolist()]
        sides = [(before, "graded", "none", BEFORE), (after, "after lateness and adjustments", AFTER, AFTER)]
        for scores, title, face, edge in sides if changed else [(before, "graded", AFTER, AFTER)]:
            hatch = "////" if face == "none" else ""
            axes.hist(scores, edges, label=title, rwidth=0.86, facecolor=face, edgecolor=edge, hatch=hatch, alpha=0.85)
        axes.set(xlabel="points", ylabel="students", xlim=(-0.8, highest + 0.8))
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
        if changed:
            axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 0.98), ncols=2, borderaxespad=0)
        return _svg(figure, label)


def draw_items(name: str, items: Sequence[Item]) -> Markup:
    """Returns the share of students who pass each case and, where it can be told, how well the case tells them apart."""
    label = f"Cases of {name}: the share of students who pass each, and its discrimination with a 95 % interval"
    with _style(f"items {name}"):
        height = 0.75 + 0.19 * len(items)
        bottom, top = 0.42 / height, 1 - 0.3 / height
        figure, share = _figure(5.2, height, (0.07, bottom, 0.40, top - bottom))
        rows = np.arange(len(items))
        share.barh(rows, [item.share * 100 for item in items], color=SHARE, height=0.7)
        share.set(xlabel="students who pass, %", xlim=(0, 100), yticks=rows, ylim=(len(items) - 0.4, -0.6))
        share.set_yticklabels([str(number + 1) for number in rows])
        told = [(number, item.discrimination) for number, item in enumerate(items) if item.discrimination]
        other = figure.add_axes((0.55, bottom, 0.42, top - bottom))
        other.axvline(0, color=MUTED, linewidth=0.8)
        for number, found in told:
            other.plot([found.low, found.high], [number, number], color=DOT, linewidth=1.4)
            other.plot([found.value], [number], "o", color=DOT, markersize=4)
        other.set(xlabel="discrimination", xlim=(-1, 1), yticks=rows, ylim=(len(items) - 0.4, -0.6), yticklabels=[])
        if not told:
            other.text(
                0, (len(items) - 1) / 2, "not told: too few students,\nor nothing varies", ha="center", va="center"
            )
        return _svg(figure, label)


def draw_heat_map(name: str, mistakes: NDArray[np.bool_], outcomes: Sequence[str], names: Sequence[str]) -> Markup:
    """Returns students by mistakes beside students by cases, one row for each student in both.

    `outcomes` holds a letter for each case of a student, as in `OUTCOME_LETTERS`; `mistakes` a column for each mistake.
    """
    count, wide = len(outcomes), mistakes.shape[1]
    cases = len(outcomes[0]) if outcomes else 0
    label = f"Heat map of {name}: {count} students in rows, {wide} mistakes and {cases} cases in columns"
    with _style(f"heat {name}"):
        rows = min(max(count * 0.16, 1.2), 4.2)
        height = rows + 0.75
        left = 0.16 if count <= NAMED_ROWS else 0.06
        room, gap = 0.985 - left, 0.04
        part = room * (max(wide, 1) / (max(wide, 1) + cases)) - gap / 2
        box = (0.42 / height, rows / height)
        figure, first = _figure(7.6, height, (left, box[0], part, box[1]))
        second = figure.add_axes((left + part + gap, box[0], room - part - gap, box[1]))
        image = np.zeros((count, max(wide, 1), 4))
        image[:, :wide][mistakes] = (*MISTAKE_COLOUR, 1)
        _show(first, image, [chr(65 + n) if n < 26 else f"A{chr(39 + n)}" for n in range(wide)], "mistakes")
        _show(second, _paint(outcomes, cases), [str(n + 1) for n in range(cases)], "cases")
        second.set_yticks([])
        if count <= NAMED_ROWS:
            first.set_yticks(range(count), [one if len(one) < 14 else f"{one[:13]}…" for one in names], fontsize=7.5)
        else:
            first.set_yticks([])
            first.set_ylabel("students, best first")
        return _svg(figure, label)


OUTCOME_LETTERS = {
    "passed": "p",
    "failed": "f",
    "raised": "r",
    "timeout": "t",
    "crashed": "c",
    "unimplemented": "u",
    "not_run": "n",
}


def _paint(outcomes: Sequence[str], cases: int) -> NDArray[np.float64]:
    letters = np.array([list(row) for row in outcomes]).reshape(len(outcomes), cases)
    image = np.zeros((*letters.shape, 4))
    for outcome, colour in OUTCOME_COLOURS.items():
        image[letters == OUTCOME_LETTERS[outcome]] = (*colour, 1)
    return image


def _show(axes: Axes, image: NDArray[np.float64], labels: Sequence[str], title: str) -> None:
    axes.imshow(image, aspect="auto", interpolation="none")
    axes.set_xticks(range(len(labels)), labels, fontsize=7.5)
    axes.set_title(title, fontsize=9, loc="left")
    axes.tick_params(length=0)
    axes.set_xticks(np.arange(-0.5, image.shape[1]), minor=True)
    axes.grid(which="minor", axis="x", color=GRID, linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    for side in axes.spines.values():
        side.set_visible(True)
        side.set_color(GRID)


def _style(salt: str) -> AbstractContextManager[None]:
    """Returns our settings; `salt` keeps the ids of one plot apart from those of the others in a page."""
    return matplotlib.rc_context({**_STYLE, "svg.hashsalt": salt})


def _figure(width: float, height: float, box: tuple[float, float, float, float]) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height))
    FigureCanvasSVG(figure)
    axes = figure.add_axes(box)
    axes.set_axisbelow(True)
    return figure, axes


def _describe(scores: Sequence[int]) -> str:
    if not scores:
        return "nobody has a score"
    low, middle, high = np.percentile(scores, (25, 50, 75))
    plural = "student" if len(scores) == 1 else "students"
    return f"{len(scores)} {plural}, mean {np.mean(scores):.1f}, quartiles {low:g}, {middle:g}, {high:g}"


_HEAD = re.compile(r".*?(?=<svg)", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*?viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>', re.DOTALL)
_USED = re.compile(r"(?:url\(#|href=\"#)([^)\"]+)")


def _svg(figure: Figure, label: str) -> Markup:
    """Returns a figure as an `svg` element with the page's colours and fonts, without ids that nobody refers to."""
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = _HEAD.sub("", file.getvalue(), count=1)
    text = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", text, flags=re.DOTALL)
    used = set(_USED.findall(text))
    text = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", text)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var(--{variable})")
    text = re.sub(r"<style.*?</style>| font-family: [^;\"]*;?", "", text, flags=re.DOTALL)
    text = re.sub(r"\n\s*", "\n", text)
    head = _SIZE.search(text)
    assert head is not None
    size = f'viewBox="0 0 {head["width"]} {head["height"]}" style="max-width: {float(head["width"]) / 72:.2f}in"'
    return Markup(f'<svg class="plot" role="img" aria-label="{escape(label)}" {size}>' + text[head.end() :])
