"""The comparison at the end of a snippet: which answer it is about, and that answer beside the wanted array."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.diagnosis.mismatch import ATOL, RTOL
from grader.link.proxies import Proxy
from grader.worker import wire

MAX_WANTED = 8
"""Elements of a wanted array that are printed; of a larger one it is the worst."""


def compare(name: str, got: Any, wanted: np.ndarray[Any, Any], flat: bool) -> list[str]:
    """Returns the lines that compare an answer with a wanted array; `flat`: as rows, whatever their shape."""
    if got is None:
        return [f"assert {name} is not None"]
    if isinstance(got, list | tuple | dict):
        return [f"assert not isinstance({name}, list | tuple | dict), type({name})"]
    if not isinstance(got, np.ndarray | np.generic | float | int):
        return [f"assert isinstance({name}, np.ndarray | np.generic) and {name}.dtype.kind in 'iufb', type({name})"]
    answer = np.asarray(got)
    if flat and answer.size == wanted.size and answer.shape == (answer.size, 1):  # a column is no row
        return [f"assert np.shape({name}) != {answer.shape}"]
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


def list_parts(name: str, value: wire.Value) -> Iterator[tuple[str, wire.Value]]:
    """Yields an answer and what is inside it, each with its expression."""
    yield name, value
    if isinstance(value, wire.Items):
        for number, item in enumerate(value.items):
            yield from list_parts(f"{name}[{number}]", item)
    elif isinstance(value, wire.Table):
        for key, item in zip(value.keys, value.items, strict=True):
            yield from list_parts(f"{name}[{key!r}]", item)


def is_answer(value: wire.Value, got: Any) -> bool:
    """Tells whether what a comparison was given is this answer, or was made of it and left as it was."""
    if isinstance(value, wire.Array):
        theirs = np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape)
        return (
            isinstance(got, np.ndarray | np.generic)
            and theirs.size == np.size(got)
            and bool(np.array_equal(theirs.ravel(), np.ravel(got), equal_nan=theirs.dtype.kind == "f"))
        )
    if isinstance(value, wire.Handle):
        return isinstance(got, Proxy) and got._grader_handle.id == value.id
    if isinstance(value, wire.Items):
        same = isinstance(got, tuple if value.tuple else list) and len(got) == len(value.items)
        return same and all(is_answer(item, one) for item, one in zip(value.items, got, strict=True))
    if isinstance(value, wire.Table):
        same = isinstance(got, dict) and list(got) == list(value.keys)
        return same and all(is_answer(item, one) for item, one in zip(value.items, got.values(), strict=True))
    return type(value) is type(got) and value == got
