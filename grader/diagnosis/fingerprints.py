"""Fingerprints of answers: enough to recognise an answer, too little to rebuild one.

Students' copies of the course have no wrong models to run. They have what each one answered to the public cases, as
fingerprints: the form of every answer (types, shapes, dtypes, keys) as a digest, and a few random sums of its numbers, each
as the remainder of a count of steps. The same answer has the same remainders, up to rounding; they say next to nothing of
the numbers. Where a wrong model answers as the reference does, one short remainder is kept, so that the answers of the
reference cannot be read either.

The random weights are drawn with a fixed seed, so they are the same in every process.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from grader.worker import wire

STEP = 2e-4
"""The size of a step, as a part of the largest number times the root of how many there are."""
ROUNDING = 1e-5
"""What single precision may make of a sum, in the same unit."""
WRONG = (256, 256, 256)
USUAL = (64,)
"""What the counts of steps are divided by: three sums for an answer of a mistake's own, one for a usual one."""

_Floats = npt.NDArray[np.float64]
_Single = wire.Done | wire.Raised


class Print(msgspec.Struct, array_like=True, frozen=True):
    """The fingerprint of one reply.

    `form` is a digest of its form, `loose` of the same without axes of length 1, dtypes and the kind of sequence, empty
    where the answer has not the usual form. `scales` are the exponents of two above the largest number of each array, None
    for one of zeros; `rests` the remainders of the sums.
    """

    form: str
    loose: str
    scales: tuple[int | None, ...]
    rests: tuple[int, ...]


def take_print(reply: wire.Reply, usual: wire.Reply) -> Print:
    """Returns the fingerprint of a reply; `usual` is the reference's, which may be the same object."""
    texts = reply is not usual
    loose = describe_form(reply, loose=True, texts=texts) if describe_form(reply) == describe_form(usual) else ""
    arrays = list(_arrays(reply))
    scales = tuple(_scale(array) for array in arrays)
    moduli = USUAL if reply is usual else WRONG
    rests = tuple(math.floor(total / STEP) % n for total, n in zip(_sums(arrays, scales), moduli, strict=False))
    return Print(describe_form(reply, texts=texts), loose, scales, rests)


def is_wrong(print: Print) -> bool:
    """Tells whether a fingerprint is that of an answer of a mistake's own, and not of the reference's."""
    return len(print.rests) == len(WRONG)


def matches(reply: wire.Reply | None, print: Print, loose: bool) -> bool:
    """Tells whether a submission's reply has this fingerprint, up to rounding."""
    if reply is None:
        return False
    texts = is_wrong(print)
    if describe_form(reply, texts=texts) != print.form and not (
        loose and print.loose and describe_form(reply, loose=True, texts=texts) == print.loose
    ):
        return False
    arrays = list(_arrays(reply))
    if len(arrays) != len(print.scales):
        return False
    for array, scale in zip(arrays, print.scales, strict=True):
        largest = _largest(array)
        if (largest > 1e-9) if scale is None else (largest > 2.0 ** (scale + 1)):
            return False
    moduli = WRONG if texts else USUAL
    slack = ROUNDING / STEP
    for total, rest, modulus in zip(_sums(arrays, print.scales), print.rests, moduli, strict=False):
        steps = total / STEP
        if rest not in (math.floor(steps - slack) % modulus, math.floor(steps + slack) % modulus):
            return False
    return True


def describe_request(request: wire.Request) -> str:
    """Returns what kind of request this is, by the names that it calls, reads or assigns."""
    singles = request.requests if isinstance(request, wire.Batch) else [request]
    return _digest(" ".join(f"{type(one).__name__}:{getattr(one, 'name', '')}" for one in singles))


def describe_form(reply: wire.Reply, loose: bool = False, texts: bool = True) -> str:
    """Returns a digest of all that two replies with the same numbers can differ in.

    Without `texts` an exception is told by its kind: where the reference raises as well, nobody asks for its words.
    """
    singles = reply.replies if isinstance(reply, wire.Many) else [reply]
    return _digest("|".join(_form_of_single(single, loose, texts) for single in singles))


_NUMBERS = {"f": "float"}


def _form_of_single(single: _Single, loose: bool, texts: bool) -> str:
    if isinstance(single, wire.Raised):
        return f"raised {single.kind} {single.message if texts else ''}"
    return _form(single.value, loose)


def _form(value: Any, loose: bool) -> str:
    match value:
        case wire.Array():
            shape = tuple(size for size in value.shape if size != 1) if loose else value.shape
            odd = ~np.isfinite(_numbers(value))
            where = _digest(odd.tobytes().hex()) if odd.any() else ""
            kind = "" if loose else value.dtype if value.shape else _NUMBERS.get(wire.DTYPES[value.dtype].kind, "int")
            return f"array {shape} {kind} {where}"
        case wire.Items():
            return f"{'' if loose else value.tuple}[{', '.join(_form(item, loose) for item in value.items)}]"
        case wire.Table():
            return f"{value.keys}{{{', '.join(_form(item, loose) for item in value.items)}}}"
        case wire.Handle():
            return f"object {value.type_name}".rstrip()
    if type(value) in (int, float):
        finite = math.isfinite(value)
        where = "" if finite else _digest(np.ones(1, bool).tobytes().hex())
        return f"array () {'' if loose else type(value).__name__} {where}"
    return f"{type(value).__name__} {value!r}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _arrays(reply: wire.Reply) -> Iterator[_Floats]:
    """Yields the numbers of a reply, flat; what is not finite counts as 0, since its place is part of the form."""
    singles = reply.replies if isinstance(reply, wire.Many) else [reply]
    for single in singles:
        if isinstance(single, wire.Done):
            yield from _numbers_in(single.value)


def _numbers_in(value: Any) -> Iterator[_Floats]:
    match value:
        case wire.Array():
            numbers = _numbers(value)
            yield np.where(np.isfinite(numbers), numbers, 0.0)
        case wire.Items() | wire.Table():
            for item in value.items:
                yield from _numbers_in(item)
    if type(value) in (int, float):
        try:
            number = float(value)
        except OverflowError:
            number = 0.0
        yield np.array([number if math.isfinite(number) else 0.0])


def _numbers(value: wire.Array) -> _Floats:
    return np.frombuffer(value.data, wire.DTYPES[value.dtype]).astype(np.float64)


def _largest(array: _Floats) -> float:
    return float(np.abs(array).max()) if array.size else 0.0


def _scale(array: _Floats) -> int | None:
    largest = _largest(array)
    return math.frexp(largest)[1] if largest > 1e-12 else None


def _sums(arrays: list[_Floats], scales: Sequence[int | None]) -> list[float]:
    """Returns random sums of all numbers, each array in its own scale; one that is all zeros adds nothing."""
    totals = np.zeros(len(WRONG))
    for place, (array, scale) in enumerate(zip(arrays, scales, strict=True)):
        if scale is not None and array.size:
            weights = _draw_weights(place, array.size)
            with np.errstate(all="ignore"):
                totals += weights @ np.ldexp(array, -scale) / math.sqrt(array.size)
    return [float(total) if math.isfinite(total) else 0.0 for total in totals]


@functools.lru_cache(maxsize=4096)
def _draw_weights(place: int, size: int) -> _Floats:
    return np.random.default_rng([place, size]).normal(0.0, 4.0, (len(WRONG), size))
