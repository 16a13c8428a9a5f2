"""A training run as a picture file, where matplotlib is installed; it is imported only when something is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.own.messages import Epoch, Finished, Reading


def draw_training(path: Path, title: str, epochs: Sequence[Epoch], finished: Finished) -> bool:
    """Writes the picture to `path`; returns False where matplotlib is not installed."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    columns = 6
    shown = [*finished.right[: 2 * columns - len(finished.wrong[:columns])], *finished.wrong[:columns]][: 2 * columns]
    figure = plt.figure(figsize=(9, 6.4), layout="constrained")
    grid = figure.subfigures(2, 1, squeeze=False)
    top, bottom = grid[0, 0], grid[1, 0]
    top.suptitle(f"{title}: {finished.accuracy:.1%} of the test images recognised")
    left, right = top.subplots(1, 2)
    numbers = [epoch.number for epoch in epochs]
    left.plot(numbers, [epoch.loss for epoch in epochs], color="#1f5fa8", marker="o", markersize=3)
    left.set(xlabel="epoch", ylabel="loss on the training images", ylim=(0, None))
    right.plot(numbers, [100 * epoch.accuracy for epoch in epochs], color="#b4521e", marker="s", markersize=3)
    right.set(xlabel="epoch", ylabel="accuracy on the test images, %")
    for axes in (left, right):
        axes.grid(alpha=0.3)
        axes.xaxis.get_major_locator().set_params(integer=True)
    for axes, reading in zip(bottom.subplots(2, columns).flat, [*shown, *[None] * (2 * columns)], strict=False):
        axes.set_axis_off()
        if reading is not None:
            axes.imshow([reading.pixels[row : row + 8] for row in range(0, 64, 8)], cmap="gray_r", vmin=0, vmax=16)
            axes.set_title(_describe(reading), fontsize=10)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    plt.close(figure)
    return True


def _describe(reading: Reading) -> str:
    return f"says {reading.said}" if reading.said == reading.digit else f"says {reading.said}, is {reading.digit}"
