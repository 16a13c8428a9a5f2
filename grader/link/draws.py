"""What a case has drawn for its inputs, and by which calls: a snippet then draws again instead of printing numbers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

_METHODS = [
    name for name in dir(np.random.Generator) if not name.startswith("_") and name not in ("bit_generator", "spawn")
]
_LONGEST = 70


class Draw(NamedTuple):
    """One call of a generator: as Python, empty where that would be long, and what it gave."""

    call: str
    value: Any


class NotedGenerator(np.random.Generator):
    """A generator of a seed's numbers, as `np.random.default_rng(seed)`, that keeps what it was asked and gave."""

    def __init__(self, seed: int) -> None:
        super().__init__(np.random.PCG64(seed))
        self.seed = seed
        self.draws: list[Draw] = []

    def note(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], value: Any) -> None:
        """Keeps a call, and a copy of what it gave: suites change what they have drawn. `shuffle` gives nothing."""
        words = [_show(arg) for arg in args] + [f"{key}={_show(arg)}" for key, arg in kwargs.items()]
        text = f"{name}({', '.join(words)})"
        self.draws.append(Draw(text if all(words) and len(text) <= _LONGEST else "", np.array(value)))


def _noting(name: str) -> Callable[..., Any]:
    draw = getattr(np.random.Generator, name)

    @functools.wraps(draw)
    def call(self: NotedGenerator, *args: Any, **kwargs: Any) -> Any:
        value = draw(self, *args, **kwargs)
        self.note(name, args, kwargs, value)
        return value

    return call


for _name in _METHODS:
    setattr(NotedGenerator, _name, _noting(_name))


def _show(value: Any) -> str:
    """Returns a value as Python; an empty text where that is not a short literal."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int | float | str | type(None)):
        return repr(value)
    if isinstance(value, list | tuple) and all(_show(item) for item in value):
        inner = ", ".join(map(_show, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)" if len(value) == 1 else f"({inner})"
    return ""


def express(array: npt.NDArray[Any], name: str, value: npt.NDArray[Any]) -> str | None:
    """Returns an array as an expression of another one, called `name`, in its order: as it is, scaled, or shifted."""
    if value.size != array.size or not value.size or value.dtype.kind not in "iufb" or array.dtype.kind not in "iufb":
        return None
    shape = "" if value.shape == array.shape else f".reshape{array.shape}"
    value = value.reshape(array.shape)
    if np.array_equal(value, array):
        return f"{name}{shape}{_cast(value, array)}"
    line = _fit_line(value.astype(float).ravel(), array.astype(float).ravel(), array.dtype == np.float32)
    if line is None:
        return None
    factor, shift = line
    text = f"{name}{shape}" if factor == 1 else f"{factor:.10g} * {name}{shape}"
    text += f" {'+' if shift > 0 else '-'} {abs(shift):.10g}" if shift else ""
    cast = "" if array.dtype == np.float64 else _cast(value.astype(float), array)
    return f"({text}){cast}" if cast else text


def _fit_line(x: npt.NDArray[Any], y: npt.NDArray[Any], single: bool) -> tuple[float, float] | None:
    """Returns factor and shift that make y of x up to rounding; None where nothing does."""
    first, last = int(x.argmin()), int(x.argmax())
    if x[first] == x[last] or not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    factor = _shorten((y[last] - y[first]) / (x[last] - x[first]))
    shift = _shorten(y[first] - factor * x[first])
    fits = np.allclose(factor * x + shift, y, rtol=1e-7 if single else 1e-12, atol=1e-12)
    return (factor, shift) if factor and fits else None


def _cast(value: npt.NDArray[Any], array: npt.NDArray[Any]) -> str:
    kind = "float" if array.dtype == np.float64 else f"np.{array.dtype.name}"
    return "" if value.dtype == array.dtype else f".astype({kind})"


def _shorten(number: float) -> float:
    """Returns a number as `%g` writes it, where that is the same but for rounding."""
    short = float(f"{number:g}")
    return short if abs(short - number) <= 1e-12 * max(1.0, abs(number)) else 0.0 if abs(number) < 1e-12 else number
