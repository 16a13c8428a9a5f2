"""Comparisons for suites, with messages that teach.

Each function raises `Mismatch` (an AssertionError) whose text says, in this order: what was called, the type, shape
and dtype that were wanted and came, the first element that differs, the largest error. It never exceeds 12 lines.
All comparing is done here, in the judge, on plain arrays; `what` is the call as a student would write it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.diagnosis.mismatch import (
    ATOL,
    RTOL,
    Mismatch,
    check_array,
    describe_difference,
    lines,
    note_right,
    show_index,
    show_kind,
    show_type,
    show_value,
)
from grader.diagnosis.samples import (
    FALSE_ALARM,
    FEWEST_DRAWS,
    check_distribution,
    check_fraction,
    check_normal,
    check_uniform,
)
from grader.link import proxies
from grader.link.proxies import Member, Proxy, SubmissionError

__all__ = [
    "ATOL",
    "FALSE_ALARM",
    "FEWEST_DRAWS",
    "RTOL",
    "Member",
    "Mismatch",
    "Proxy",
    "SubmissionError",
    "check_array",
    "check_close",
    "check_distribution",
    "check_equal",
    "check_fraction",
    "check_gradient",
    "check_normal",
    "check_parameter_gradient",
    "check_raises",
    "check_row",
    "check_same_shape",
    "check_unchanged",
    "check_uniform",
]

Floats = npt.NDArray[np.float64]

_STEP = 1e-2
_STENCIL = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))


def check_close(
    got: Any, want: npt.ArrayLike, what: str, *, rtol: float = RTOL, atol: float = ATOL, follows: bool = False
) -> None:
    """Checks that `got` is an array like `want` in shape, and in value up to single precision.

    An element may differ by `rtol` of its wanted value plus `atol` of the largest wanted value. `follows` says that `want`
    follows from other answers of the submission, so that no snippet can state it.
    """
    wanted = np.asarray(want, dtype=np.float64)
    try:
        numbers = check_array(got, wanted.shape, what)
    except Mismatch as mismatch:
        raise Mismatch(str(mismatch), got, None if follows else wanted) from None
    error = np.abs(numbers - wanted)
    largest = float(np.abs(wanted).max(initial=0.0))
    wrong = error > rtol * np.abs(wanted) + atol * largest + 1e-9
    if wrong.any():
        text = lines(what, *describe_difference(numbers, wanted, wrong, got))
        raise Mismatch(text, got, None if follows else wanted)
    note_right(what)


def check_row(got: Any, want: npt.ArrayLike, what: str, *, follows: bool = False) -> None:
    """`check_close` for a bias of shape `(n,)` or `(1, n)`, whichever the submission keeps."""
    wanted = np.asarray(want, dtype=np.float64).reshape(1, -1)
    if isinstance(got, np.ndarray) and got.shape == (wanted.size,):
        got = got.reshape(1, -1)
    try:
        check_close(got, wanted, what, follows=follows)
    except Mismatch as error:
        raise Mismatch(str(error), error.got, error.wanted, flat=True) from None


def check_equal(got: Any, want: Any, what: str, *, of: Any = ...) -> None:
    """Checks a whole number, a text, a flag, or a tuple of them. Numpy's numbers count as Python's; lists do not count.

    For a property that should hold or not, `what` is "whether", and the property as a sentence; `of` is the answer that
    should have it, and is shown.
    """
    if not _same(got, want):
        before, asked, sentence = what.rpartition("whether ")
        if asked and type(want) is bool and type(got) is bool:
            wanted = "should hold, and it does not" if want else "should not hold, and it does"
            if of is not ...:
                raise Mismatch(lines(f"{before}{sentence}", f"that {wanted}", f"got {show_kind(of)}"), of)
            raise Mismatch(lines(f"{before}{sentence}", f"that {wanted}"), got, want)
        raise Mismatch(lines(what, f"wanted {want!r} ({show_type(want)})", f"got {show_value(got)}"), got, want)
    note_right(what)


def check_raises(kind: type[Exception], function: Callable[..., Any], *args: Any, what: str, **kwargs: Any) -> None:
    """Checks that the submission's `function(*args, **kwargs)` raises an error of this kind, or of one derived from it."""
    try:
        answer = function(*args, **kwargs)
    except SubmissionError as error:
        if isinstance(error, kind):
            note_right(what)
            return
        if error.type_name in ("NotImplementedError", "NotDefined"):
            raise
        raised = lines(what, f"should raise {kind.__name__}", f"raised {error}")
        raise Mismatch(raised, raises=kind.__name__) from None
    returned = "returned nothing" if answer is None else f"returned {show_value(answer)}"
    raise Mismatch(lines(what, f"should raise {kind.__name__}", returned), raises=kind.__name__)


def check_same_shape(got: Any, want: npt.ArrayLike, what: str) -> None:
    """Checks the shape of `got` against that of `want`, and that it is finite."""
    check_array(got, np.shape(want), what)
    note_right(what)


def check_unchanged(held: Any, before: npt.ArrayLike, what: str) -> None:
    """Checks that the array `held` on the submission's side (see the fixture `hold`) still is what it was."""
    now = proxies.read(held) if isinstance(held, Proxy) else held
    wanted = np.asarray(before)
    if not isinstance(now, np.ndarray) or now.shape != wanted.shape or not np.array_equal(now, wanted):
        raise Mismatch(
            lines(
                what,
                "the array that was passed in has been changed",
                "work on a copy, or write into a new array",
            ),
            now,
            wanted,
            held=True,
        )


def check_gradient(
    function: Callable[..., Any],
    x: Floats,
    gradient: Any,
    upstream: Floats,
    what: str,
    *,
    rng: np.random.Generator,
    others: Sequence[Any] = (),
    rtol: float = 1e-3,
    wanted: npt.ArrayLike | None = None,
    forward: Callable[..., Any] | None = None,
) -> None:
    """Checks `gradient` against differences of the submission's own `function(x, *others)`.

    Differences alone can be satisfied by a consistent lie: noise as the gradient, and outputs that bend to fit it. So one
    end is tied to a value of the suite's: `wanted`, the gradient itself, or `forward`, which returns what
    `function(x, *others)` should for any x.

    It should be the derivative of `sum(upstream * function(x))`. Small `x` are moved element by element, larger ones
    along eight random directions. The differences are central, of fourth order, with a step of 0.01: single precision
    inside `function` costs 1e-5. Keep `x` at least 0.03 away from kinks and ties.
    """
    numbers = _tie_gradient(gradient, x, wanted, forward, what)
    directions = _directions(x, rng)
    points = [(x + step * _STEP * way, *others) for way in directions for step, _ in _STENCIL]
    outputs = proxies.call_each(function, points)
    if forward is not None:
        _check_outputs(outputs, [forward(*point) for point in points], what)
    _compare_slopes(outputs, directions, numbers, upstream, what, rtol)
    note_right(what)


def check_parameter_gradient(
    layer: Any,
    name: str,
    value: Floats,
    gradient: Any,
    upstream: Floats,
    what: str,
    *,
    rng: np.random.Generator,
    method: str,
    args: Sequence[Any],
    rtol: float = 1e-3,
    wanted: npt.ArrayLike | None = None,
    forward: Callable[[Floats], Any] | None = None,
) -> None:
    """`check_gradient` for the parameter `layer.name` at `value`: assigns it, and calls `layer.method(*args)`.

    `forward` returns what the method should for any value of the parameter.
    """
    numbers = _tie_gradient(gradient, value, wanted, forward, what)
    directions = _directions(value, rng)
    points = [value + step * _STEP * way for way in directions for step, _ in _STENCIL]
    outputs = proxies.call_with(layer, name, [*points, value], method, args)[:-1]
    if forward is not None:
        _check_outputs(outputs, [forward(point) for point in points], what)
    _compare_slopes(outputs, directions, numbers, upstream, what, rtol)


def _tie_gradient(gradient: Any, x: Floats, wanted: Any, forward: Any, what: str) -> Floats:
    """Returns the gradient's numbers, compared with `wanted` where it is given. One of the two has to be."""
    if wanted is None and forward is None:
        raise TypeError("a gradient check needs `wanted` or `forward`: differences alone can be satisfied by a lie")
    if wanted is not None:
        check_close(gradient, np.asarray(wanted, dtype=np.float64).reshape(x.shape), what)
    return check_array(gradient, x.shape, what)


def _check_outputs(outputs: list[Any], wanted: list[Any], what: str) -> None:
    for got, want in zip(outputs, wanted, strict=True):
        check_close(got, want, f"the output at a point that is moved a little, for {what}")


def _directions(x: Floats, rng: np.random.Generator) -> list[Floats]:
    if x.size <= 16:
        return [column.reshape(x.shape) for column in np.eye(x.size)]
    return [way / np.abs(way).max() for way in (rng.normal(size=x.shape) for _ in range(8))]


def _compare_slopes(
    outputs: list[Any], directions: list[Floats], gradient: Floats, upstream: Floats, what: str, rtol: float
) -> None:
    losses = [float((check_array(out, upstream.shape, "the output") * upstream).sum()) for out in outputs]
    slopes = np.array(
        [
            sum(weight * losses[4 * number + place] for place, (_, weight) in enumerate(_STENCIL)) / _STEP
            for number in range(len(directions))
        ]
    )
    claimed = np.array([float((gradient * way).sum()) for way in directions])
    scale = max(float(np.abs(slopes).max()), float(np.abs(claimed).max()), 1e-6)
    # written so that an overflow on either side is wrong: no comparison with NaN or infinity counts as right
    wrong = ~((np.abs(slopes - claimed) <= rtol * scale) & np.isfinite(slopes) & np.isfinite(claimed))
    if wrong.any():
        first = int(np.argmax(wrong))
        place = show_index(np.argwhere(directions[first])[0]) if gradient.size <= 16 else "a random direction"
        raise Mismatch(
            lines(
                what,
                f"moving {place} changes your own forward pass by {slopes[first]:.6g} per unit",
                f"the returned gradient says {claimed[first]:.6g}",
            )
        )


def _same(got: Any, want: Any) -> bool:
    if isinstance(want, tuple | list):
        same_kind = type(got) is type(want)
        return same_kind and len(got) == len(want) and all(map(_same, got, want))
    if isinstance(want, dict):
        return type(got) is dict and got.keys() == want.keys() and all(_same(got[key], want[key]) for key in want)
    if isinstance(want, bool):
        return isinstance(got, bool | np.bool_) and bool(got) == want
    if isinstance(want, int):
        if isinstance(got, np.ndarray) and got.shape == ():
            got = got[()]
        return isinstance(got, int | np.integer) and not isinstance(got, bool) and int(got) == want
    if isinstance(want, float) and isinstance(got, np.floating):
        return float(got) == want
    return type(got) is type(want) and bool(got == want)
