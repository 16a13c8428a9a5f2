"""Draws windows of images and masks of dropout as grids of numbers: `python reference/layers/draw_grids.py`."""

from pathlib import Path

import numpy as np
from matplotlib.patches import Rectangle

FOLDER = Path(__file__).parents[2] / "exercises"
BLUE, ORANGE, GREY = "#1f5fa8", "#b4521e", "#9a9a9a"


def draw_grid(axes, values, title, faded=None):
    """Draws one square for each number, row 0 on top; numbers where `faded` is True are grey."""
    rows, columns = np.shape(values)
    for i in range(rows):
        for j in range(columns):
            grey = faded is not None and faded[i][j]
            face = "#f0f0f0" if grey else "white"
            axes.add_patch(Rectangle((j, i), 1, 1, facecolor=face, edgecolor=GREY, linewidth=0.8))
            text = f"{values[i][j]:g}".replace("-", "\N{MINUS SIGN}")
            axes.text(j + 0.5, i + 0.5, text, ha="center", va="center", color=GREY if grey else "black")
    axes.set(xlim=(-0.1, columns + 0.1), ylim=(rows + 0.1, -0.1), aspect="equal")
    axes.set_title(title, fontsize=10)
    axes.axis("off")


def draw_frame(axes, top, left, height, width, color):
    """Draws the outline of a window, a little inside its squares."""
    place, size = (left + 0.06, top + 0.06), (width - 0.12, height - 0.12)
    axes.add_patch(Rectangle(place, *size, fill=False, edgecolor=color, linewidth=2.5))


def draw_convolution(pyplot):
    """Returns a figure: two overlapping windows of a padded image, the filter, and their outputs."""
    image, weights = np.array([[1, 2, 0, 1], [0, 1, 3, 2], [2, 0, 1, 1]]), np.array([[1, 2, 0], [-1, 3, 1]])
    padded = np.pad(image, ((0, 1), (1, 1)))
    faded = np.pad(np.zeros(image.shape, bool), ((0, 1), (1, 1)), constant_values=True)
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        output[i, j] = (padded[i : i + 2, j : j + 3] * weights).sum()
    figure, axes = pyplot.subplots(1, 3, figsize=(8, 2.7), width_ratios=(6, 3, 4), layout="constrained")
    draw_grid(axes[0], padded, 'image with its frame ("same")', faded)
    draw_grid(axes[1], weights, "filter")
    draw_grid(axes[2], output, "output, stride 1")
    for row, column, color in [(0, 1, BLUE), (1, 2, ORANGE)]:
        draw_frame(axes[0], row, column, 2, 3, color)
        draw_frame(axes[2], row, column, 1, 1, color)
    return figure


def draw_pooling(pyplot):
    """Returns a figure: two windows side by side, what is left over, and the output."""
    image = np.array([[1, 5, 2, 0, 3], [4, 3, 8, 6, 7], [9, 10, 11, 12, 13]])
    faded = np.ones(image.shape, bool)
    faded[:2, :4] = False
    figure, axes = pyplot.subplots(1, 2, figsize=(6, 2.4), width_ratios=(5, 2), layout="constrained")
    draw_grid(axes[0], image, "image; grey is left over", faded)
    draw_grid(axes[1], [[5, 8]], "output")
    for column, color in [(0, BLUE), (1, ORANGE)]:
        draw_frame(axes[0], 0, 2 * column, 2, 2, color)
        draw_frame(axes[1], 0, column, 1, 1, color)
    return figure


def draw_matrix_of_windows(pyplot):
    """Returns a figure: two of the six windows of an image, and the rows of the matrix that they become."""
    image = np.arange(12).reshape(3, 4)
    rows = [image[i : i + 2, j : j + 2].ravel() for i in range(2) for j in range(3)]
    figure, axes = pyplot.subplots(1, 2, figsize=(5, 2.8), layout="constrained")
    draw_grid(axes[0], image, "image")
    draw_grid(axes[1], rows, "im2col, window 2, stride 1")
    for number, color in [(0, BLUE), (4, ORANGE)]:
        draw_frame(axes[0], number // 3, number % 3, 2, 2, color)
        draw_frame(axes[1], number, 0, 1, 4, color)
    return figure


def draw_masks(pyplot):
    """Returns a figure: two training passes with the same inputs and different masks."""
    X = np.array([[1, 2, 3], [4, 5, 6]])
    masks = [np.array([[0, 4, 0], [0, 0, 4]]), np.array([[4, 0, 0], [0, 0, 0]])]
    figure, axes = pyplot.subplots(2, 3, figsize=(5.5, 3.2), layout="constrained")
    for row, mask, name in zip(axes, masks, ["first", "second"], strict=True):
        draw_grid(row[0], X, f"X, {name} pass")
        draw_grid(row[1], mask, "its mask, p = 0.75", mask == 0)
        draw_grid(row[2], mask * X, "output", mask == 0)
    return figure


def main():
    """Writes every figure, byte for byte the same each time."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as pyplot

    pyplot.rcParams["svg.hashsalt"] = "windows"
    pyplot.rcParams["svg.fonttype"] = "none"
    for place, draw in [
        ("layers/conv2d/windows.svg", draw_convolution), ("layers/max_pooling2d/windows.svg", draw_pooling),
        ("layers/dropout/masks.svg", draw_masks), ("convnet/im2col/windows.svg", draw_matrix_of_windows),
    ]:  # fmt: skip
        draw(pyplot).savefig(FOLDER / place, metadata={"Date": None})


if __name__ == "__main__":
    main()
