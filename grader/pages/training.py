"""A training run on a terminal: live numbers, curves, and digits with what the network says of them.

Everything is drawn with characters, so that it reads without colour; a terminal that has no block characters gets others.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from grader.own.messages import Batch, Epoch, Finished, Reading, Started

_BARS = " ▁▂▃▄▅▆▇█"
_SHADES = " ░▒▓█"
_PLAIN_BARS = " .:-=+*#@"
_PLAIN_SHADES = " .+*@"
DIGIT_WIDTH = 16
GAP = 2


def has_blocks(console: Console) -> bool:
    """Tells whether the terminal's encoding has block characters."""
    try:
        _BARS.encode(console.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def render_live(console: Console, started: Started, epochs: Sequence[Epoch], total: int, batch: Batch | None) -> Text:
    """Returns how far the training is, in at most six lines."""
    width = max(20, min(console.size.width, 100))
    text = Text(
        f"{started.parameters:,} parameters; {started.training:,} images to train, {started.testing:,} to test\n\n"
    )
    done = len(epochs) + (batch.done / max(1, started.training) if batch and batch.epoch > len(epochs) else 0.0)
    left = ""
    if epochs and len(epochs) < total:
        left = f"  about {epochs[-1].cpu_s / len(epochs) * (total - done):.0f} s left"
    filled = round((width - 38) * done / total)
    full, empty = ("━", "╌") if has_blocks(console) else ("=", "-")
    text.append(f"epoch {min(total, len(epochs) + (len(epochs) < total)):3} of {total:<3}  ")
    text.append(full * filled, style="green")
    text.append(f"{empty * max(0, width - 38 - filled)}{left}\n", style="dim")
    loss = batch.loss if batch and batch.epoch > len(epochs) else epochs[-1].loss if epochs else None
    room = max(5, width - 22)
    losses = [epoch.loss or 0.0 for epoch in epochs]
    text.append(f"loss      {_number(loss):>9}  {render_bars(console, losses, room)}\n")
    reached = [epoch.accuracy for epoch in epochs]
    shown = f"{reached[-1]:.1%}" if reached else "-"
    text.append(f"accuracy  {shown:>9}  {render_bars(console, reached, room, 0.0, 1.0)}\n")
    return text


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def render_bars(
    console: Console, values: Sequence[float], width: int, low: float = 0.0, high: float | None = None
) -> str:
    """Returns one line of bars, the latest ones where there is no room for all."""
    marks = _BARS if has_blocks(console) else _PLAIN_BARS
    top = high if high is not None else max(values, default=1.0) or 1.0
    return "".join(marks[round(8 * max(0.0, min(1.0, (value - low) / (top - low))))] for value in values[-width:])


def render_curve(console: Console, values: Sequence[float | None], title: str, height: int, percent: bool) -> Text:
    """Returns a curve over the epochs, `height` lines high, with its largest and its smallest value beside it."""
    known = [value for value in values if value is not None]
    text = Text(f"{title}\n", style="bold")
    if not known:
        return text
    low, high = (min(known), max(known)) if percent else (0.0, max(known))
    span = (high - low) or 1.0
    room = max(8, min(console.size.width, 100) - 10)
    step = max(1, min(6, room // len(values)))
    marks = _BARS if has_blocks(console) else _PLAIN_BARS
    for row in range(height - 1, -1, -1):
        label = high if row == height - 1 else low if row == 0 else None
        shown = "" if label is None else f"{label:.1%}" if percent else f"{label:.3g}"
        line = ""
        for value in values[-(room // step) :]:
            filled = 0.0 if value is None else (value - low) / span * height - row
            level = round(8 * max(0.0, min(1.0, filled)))
            line += marks[max(level, row == 0)] * max(1, step - 1) + " " * (step > 1)
        text.append(f"{shown:>8} ", style="dim")
        text.append(f"{line}\n")
    return text


def render_digits(console: Console, readings: Sequence[Reading], rows: int = 1) -> Text:
    """Returns as many digits as fit side by side, with what the network says below them."""
    columns = max(1, (console.size.width + GAP) // (DIGIT_WIDTH + GAP))
    text = Text()
    for start in range(0, min(len(readings), rows * columns), columns):
        text.append_text(_render_row(console, readings[start : start + columns]))
    return text


def _render_row(console: Console, shown: Sequence[Reading]) -> Text:
    shades = _SHADES if has_blocks(console) else _PLAIN_SHADES
    text = Text()
    for row in range(8):
        parts = []
        for reading in shown:
            pixels = reading.pixels[8 * row : 8 * row + 8]
            parts.append("".join(2 * shades[min(4, pixel // 4 + (pixel % 4 > 1))] for pixel in pixels))
        text.append((" " * GAP).join(parts).rstrip() + "\n")
    captions = [_describe(reading) for reading in shown]
    text.append((" " * GAP).join(f"{caption:{DIGIT_WIDTH}}" for caption in captions).rstrip() + "\n")
    return text


def _describe(reading: Reading) -> str:
    sure = "" if reading.sure is None else f" {reading.sure:.0%}"
    if reading.said == reading.digit:
        return f"says {reading.said}{sure}"
    return f"says {reading.said}, is {reading.digit}{sure}"


def render_end(console: Console, started: Started, epochs: Sequence[Epoch], finished: Finished, aim: float) -> Text:
    """Returns the curves, the digits, and the sentence that it is all about."""
    height = 4 if console.size.height < 40 else 6
    text = Text()
    if len(epochs) > 1:
        text.append_text(render_curve(console, [epoch.loss for epoch in epochs], "loss", height, False))
        text.append_text(
            render_curve(console, [epoch.accuracy for epoch in epochs], "accuracy on the test images", height, True)
        )
    if finished.right:
        text.append("\nread rightly\n", style="bold")
        text.append_text(render_digits(console, finished.right, 1 if console.size.height < 40 else 2))
    if finished.wrong:
        text.append("\nmisread, the surest mistakes first\n", style="bold")
        text.append_text(render_digits(console, finished.wrong))
    if any(epoch.loss is None for epoch in epochs):
        text.append("\nThe loss is not a finite number any more: look at the step and at the loss.\n", style="red")
    stopped = ", stopped early" if finished.stopped else ""
    style = "bold green" if finished.accuracy >= aim else "bold yellow"
    text.append(
        f"\nYour network recognises {round(finished.accuracy * started.testing)} of {started.testing} test images: "
        f"{finished.accuracy:.1%} ({finished.cpu_s:.1f} s of CPU{stopped}).\n",
        style=style,
    )
    return text
