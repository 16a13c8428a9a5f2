"""The comparison at the end of a snippet: an answer and the wanted array, in a line or two of Python."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis.mismatch import ATOL, RTOL

MAX_WANTED = 8
"""Elements of a wanted array that are printed; of a larger one it is the worst."""


def compare(name: str, got: Any, wanted: np.ndarray[Any, Any], flat: bool) -> list[str]:
    """Returns the lines that compare an answer with a wanted array; `flat`: as rows, whatever their shape."""
    if got is None:
        return [f"assert {name} is not None"]
    if not isinstance(got, np.ndarray | np.generic | float | int):
        return [f"assert isinstance({name}, np.ndarray | np.generic) and {name}.dtype.kind in 'iufb', type({name})"]
    answer = np.asarray(got)
    if flat:
        name, answer, wanted = f"np.ravel({name})", answer.ravel(), wanted.ravel()
    if answer.shape != wanted.shape:
        return [f"assert np.shape({name}) == {wanted.shape}, np.shape({name})"]
    largest = float(np.abs(wanted).max()) if wanted.size else 0.0
    if wanted.size > MAX_WANTED:
        with np.errstate(all="ignore"):
            error = np.nan_to_num(np.abs(answer.astype(float) - wanted), nan=np.inf) - RTOL * np.abs(wanted)
        worst = tuple(int(place) for place in np.unravel_index(int(np.argmax(error)), error.shape))
        name, wanted = f"{name}[{', '.join(map(str, worst))}]", wanted[worst]
    shown = render_array(wanted) if np.ndim(wanted) else f"{wanted.item():.8g}"
    return [f"np.testing.assert_allclose({name}, {shown}, rtol={RTOL}, atol={ATOL * largest + 1e-9:.3g})"]


def render_array(array: np.ndarray[Any, Any]) -> str:
    """Returns an array as Python."""
    if array.dtype == np.float64:  # eight digits: what a comparison allows is a thousand times as much
        array = np.array([float(f"{number:.8g}") for number in array.ravel()]).reshape(array.shape)
    text = "[]" if array.size == 0 else repr(array.tolist())
    dtype = "" if array.dtype.name in ("float64", "int64", "bool") else f", dtype=np.{array.dtype.name}"
    return f"np.array({text}{dtype}).reshape({array.shape})" if array.size == 0 else f"np.array({text}{dtype})"
