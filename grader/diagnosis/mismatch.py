"""A comparison that failed: both sides, the tolerance that it was made with, and how a text about it shows values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.link import proxies

RTOL = 1e-4
"""Relative tolerance of `check_close`: single precision passes in any order of summation."""

ATOL = 1e-5
"""Absolute tolerance of `check_close`, as a fraction of the largest wanted element."""


class Mismatch(AssertionError):
    """A submission's answer is not the one wanted. Keeps both, for a snippet that shows the failure.

    `flat` says that shapes (n,) and (1, n) count alike, `held` that the answer is an argument that was changed, `raises`
    which error was wanted of the last call.
    """

    def __init__(
        self,
        text: str,
        got: Any = None,
        wanted: Any = None,
        flat: bool = False,
        held: bool = False,
        raises: str = "",
    ) -> None:
        super().__init__(text)
        self.got, self.wanted, self.flat, self.held, self.raises = got, wanted, flat, held, raises


_right: dict[str, None] = {}
"""What comparisons have found right in the case that runs, in their order."""


def note_right(what: str) -> None:
    """Keeps what has just been found right, for the text about what is not."""
    _right[what.removeprefix("whether ")] = None


def forget_right() -> None:
    """A case begins."""
    _right.clear()


def describe_right(message: str, width: int = 120) -> str:
    """Returns in a line what was right before a case failed with this message, the latest of it; empty without any."""
    names = [name for name in _right if not message.startswith(f"{name}:")]
    shown = names[-1:]
    for name in names[-2::-1]:
        if len("; ".join([name, *shown])) > width:
            break
        shown.insert(0, name)
    more = f"; and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"  already right: {'; '.join(shown)}{more}" if names else ""


def lines(what: str, *rest: str) -> str:
    """Returns the text of a mismatch: what was called, then the rest, indented."""
    return "\n".join([f"{what}:", *(f"  {line}" for line in rest)])


def show_shape(shape: Sequence[int]) -> str:
    """Returns a shape as a tuple of Python's whole numbers."""
    return str(tuple(int(size) for size in shape))


def show_index(index: Any) -> str:
    """Returns where an element is."""
    return "[" + ", ".join(str(int(place)) for place in index) + "]"


def show_type(value: Any) -> str:
    """Returns the name of a value's type on the submission's side, with its article."""
    if isinstance(value, proxies.Member):
        return "a method that nobody has called"
    name = proxies.type_name(value)
    if name == "NoneType":
        return "None"
    return f"{'an' if name.lower().startswith((*'aeiou', 'nd')) else 'a'} {name}"


def show_array(array: npt.NDArray[Any]) -> str:
    """Returns shape and dtype of an array."""
    return f"shape {show_shape(array.shape)} with dtype {array.dtype}"


def show_value(value: Any) -> str:
    """Returns a value, shortened, with its type."""
    if isinstance(value, proxies.Member):
        return f"the method `{value._name}` itself; is `@property` missing above it?"
    if isinstance(value, np.ndarray) and value.size > 8:
        return f"an array of {show_array(value)}"
    text = repr(value)
    return f"{text if len(text) <= 80 else text[:77] + '...'} ({show_type(value)})"


def show_kind(value: Any) -> str:
    """Returns what kind of answer a value is, and what is in it."""
    if value is None:
        return "None: is `return` missing?"
    if isinstance(value, dict):
        return f"a dict with the keys {', '.join(map(repr, value))}" if value else "an empty dict"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return f"an array of {show_array(value)}"
    return show_value(value)


def describe_difference(
    numbers: npt.NDArray[np.float64], wanted: npt.NDArray[np.float64], wrong: npt.NDArray[np.bool_], got: Any
) -> list[str]:
    """Returns the lines about two arrays of one shape that differ where `wrong` says."""
    first = tuple(np.argwhere(wrong)[0])
    values = f"wanted {wanted[first]:.8g}, got {numbers[first]:.8g}"
    if wrong.size == 1:
        return [values]
    largest, worst = float(np.abs(wanted).max()), float(np.abs(numbers - wanted).max())
    error = f"largest error {worst / largest:.2g} of the largest element" if largest else f"largest error {worst:.2g}"
    return [
        f"shape {show_shape(wanted.shape)} is right; dtype {np.asarray(got).dtype}",
        f"element {show_index(first)}: {values}",
        f"{int(wrong.sum())} of {wrong.size} elements differ; {error}" + ("" if largest else "; zeros were wanted"),
    ]


def describe_odd(number: float) -> str:
    """Returns where a number that is not finite comes from."""
    if np.isnan(number):
        return "nan comes from 0 / 0, inf - inf, or a root or logarithm of a negative number"
    return "inf comes from a division by 0, log(0) or a large exp"


def check_array(got: Any, shape: Sequence[int], what: str) -> npt.NDArray[np.float64]:
    """Returns `got` as float64 where it is an array of real numbers of `shape`, all finite."""
    if not isinstance(got, np.ndarray | np.generic) and not (shape == () and type(got) in (int, float)):
        hint = ": is `return` missing?" if got is None and what.endswith(")") else ""
        raise Mismatch(f"{what} should be an array of shape {show_shape(shape)}, got {show_type(got)}{hint}")
    array = np.asarray(got)
    if array.shape != tuple(shape):
        raise Mismatch(lines(what, f"wanted shape {show_shape(shape)}, got {show_array(array)}"))
    numbers: npt.NDArray[np.float64] = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        where = show_index(np.argwhere(~np.isfinite(numbers))[0])
        first = float(numbers[~np.isfinite(numbers)][0])
        raise Mismatch(lines(what, f"element {where} is {first}, not a finite number", describe_odd(first)))
    return numbers
