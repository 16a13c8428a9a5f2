"""Draws activations with their slopes, and the paths of optimizers: `python reference/layers/draw_curves.py`."""

import sys
from pathlib import Path

import numpy as np
from draw_sheet import BLUE, DASHES, GREEN, INK, LINE, ORANGE, PURPLE, QUIET, Sheet

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exercises" / "layers"
sys.path[:0] = [str(ROOT / "reference" / "layers"), str(FOLDER)]


def draw_activations():
    """Four activations and their slopes, each in axes of its own."""
    from activation import LeakyReLU, ReLU, Sigmoid, Tanh

    sheet = Sheet(
        640, 260, "Four activations and their slopes",
        "Output (solid line) and slope (dashed line) for inputs from -4 to 4. ReLU is 0 and then rises with slope 1; "
        "LeakyReLU with alpha = 0.2 rises with slope 0.2 and then 1; Sigmoid climbs from 0 to 1, and its slope is at most "
        "1/4, at 0; Tanh climbs from -1 to 1, and its slope is at most 1, at 0. Far from 0 both slopes are nearly 0.",
    )  # fmt: skip
    width, height = 140, 150
    layers = [("ReLU", ReLU()), ("LeakyReLU, alpha 0.2", LeakyReLU(0.2)), ("Sigmoid", Sigmoid()), ("Tanh", Tanh())]
    for number, (title, layer) in enumerate(layers):
        left, top = 14 + number * 157, 40

        def place(x, y, left=left, top=top):
            """Returns where a point of -4 to 4, -1.2 to 2.2 lies on the sheet."""
            return left + (x + 4) / 8 * width, top + (2.2 - y) / 3.4 * height

        sheet.text(left + width / 2, 22, title)
        sheet.curve([place(-4, 0), place(4, 0)], LINE, 1)
        sheet.curve([place(0, -1.2), place(0, 2.2)], LINE, 1)
        for value in (-1, 1, 2):
            sheet.text(*place(-0.7, value), f"{value}".replace("-", "\N{MINUS SIGN}"), QUIET, 11, "end")
        sheet.text(*place(4, -0.22), "x = 4", QUIET, 11, "end")
        x = np.concatenate([np.linspace(-4, -1e-6, 60), np.linspace(1e-6, 4, 60)])[None, :]
        y = layer.forward_pass(x)
        slope = layer.backward_pass(np.ones_like(x))
        sheet.curve([place(*point) for point in zip(x[0], y[0], strict=True) if point[1] <= 2.2], BLUE, 2.2)
        for half in (slice(0, 60), slice(60, 120)):  # a slope that jumps at 0 is no line there
            points = zip(x[0, half], slope[0, half], strict=True)
            sheet.curve([place(*point) for point in points], ORANGE, 2.2, DASHES[ORANGE])
    for x, words, color in [(200, "output", BLUE), (340, "slope", ORANGE)]:
        sheet.curve([(x, 232), (x + 40, 232)], color, 2.2, DASHES[color])
        sheet.text(x + 48, 232, words, INK, 13, "start")
    return sheet


def follow(optimizer, w, updates):
    """Returns the points that an optimizer visits in the bowl (x² + 16 y²) / 2."""
    path = [w]
    for _ in range(updates):
        path.append(optimizer.update(path[-1], path[-1] * [1.0, 16.0]))
    return path


def draw_paths():
    """The ways of four optimizers from one point to the bottom of a long bowl."""
    from optimizers import SGD, Adam, Momentum, RMSprop

    sheet = Sheet(
        640, 390, "Forty updates of four optimizers in a long bowl",
        "Contours of (x² + 16 y²) / 2, a bowl that is steep in y and flat in x, and four paths from (-4, 1). SGD jumps "
        "from side to side in y and creeps in x. Momentum swings past the bottom and comes back. RMSprop and Adam divide "
        "by the size of the gradient and go in both directions alike, Adam with a swing.",
    )  # fmt: skip

    def place(x, y):
        """Returns where a point lies on the sheet."""
        return 330 + x * 62, 165 + y * -105

    angles = np.linspace(0, 2 * np.pi, 121)
    for level in (0.25, 1, 2.5, 5, 9):
        ring = [place(np.sqrt(2 * level) * np.cos(a), np.sqrt(2 * level) / 4 * np.sin(a)) for a in angles]
        sheet.curve(ring, LINE, 0.8)
    runs = [
        ("SGD(0.11)", SGD(0.11), BLUE), ("Momentum(0.03, 0.8)", Momentum(0.03, 0.8), ORANGE),
        ("RMSprop(0.15, 0.9)", RMSprop(0.15, 0.9), GREEN), ("Adam(0.3)", Adam(0.3), PURPLE),
    ]  # fmt: skip
    for number, (name, optimizer, color) in enumerate(runs):
        points = [place(*w) for w in follow(optimizer, np.array([-4.0, 1.0]), 40)]
        sheet.curve(points, color, 1.8, DASHES[color])
        x, y = 40 + number % 2 * 300, 338 + number // 2 * 26
        sheet.curve([(x, y), (x + 44, y)], color, 2.2, DASHES[color])
        sheet.text(x + 54, y, name, INK, 13, "start")
    sheet.parts += [f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{INK}"/>' for x, y in [place(-4, 1), place(0, 0)]]
    sheet.text(place(-4, 1)[0] - 10, place(-4, 1)[1], "start", INK, 13, "end")
    sheet.text(place(0, 0)[0] + 62, place(0, 0)[1], "bottom", INK, 13, "start")
    return sheet


FIGURES = {"activation/curves.svg": draw_activations, "optimizers/paths.svg": draw_paths}


def main():
    """Writes both figures."""
    for place, draw in FIGURES.items():
        (FOLDER / place).write_text(draw().render(), encoding="utf-8")


if __name__ == "__main__":
    main()
