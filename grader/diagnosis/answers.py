"""Answers to the same request compared as a case would: numbers up to single precision, containers item by item.

What two answers with equal numbers may differ in, such as dtype and shape, has to agree too. A suite may allow either,
though, such as a bias of shape (n,) where the reference has (1, n), single precision, or a list instead of a tuple. So
where the usual answer is given, that of the reference, the one that is compared with the submission's may keep to the
usual form: then axes of length 1, the dtype, and the kind of sequence are no difference.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.worker import wire

RTOL = 1e-4
TINY = 1e-10
"""What two ways of adding up may make of one number: no model differs from the reference by that little."""

_Single = wire.Done | wire.Raised


def count_answers(replies: Iterable[wire.Reply | None]) -> int:
    """Returns how many replies carry a value that a model has to hit."""
    singles = (single for reply in replies for single in _singles(reply))
    return sum(isinstance(s, wire.Raised) or not isinstance(s.value, wire.Handle | None) for s in singles)


def strip_names(item: Any) -> Any:
    """Returns a request, a reply or a value without the names that handles carry, and tables in the order of their keys.

    Of an object's type only this is left: whether it is a function or a method, which is no value.
    """
    if type(item) in _LEAVES:
        return item
    match item:
        case wire.Handle():
            return wire.Handle(item.id, "method" if item.type_name in ("function", "method") else "")
        case wire.Table():
            pairs = sorted(zip(item.keys, item.items, strict=True), key=lambda pair: repr(pair[0]))
            return wire.Table([key for key, _ in pairs], [strip_names(value) for _, value in pairs])
        case list():
            return [strip_names(value) for value in item]
        case dict():
            return {name: strip_names(value) for name, value in item.items()}
        case msgspec.Struct():
            return type(item)(*(strip_names(getattr(item, name)) for name in item.__struct_fields__))
    return item


_LEAVES = {wire.Array, wire.Seed, wire.Get, wire.Raised, type(None), bool, int, float, str}


def find_raised(reply: wire.Reply) -> wire.Raised | None:
    """Returns the exception of a reply, where it ends with one."""
    return next((single for single in _singles(reply) if isinstance(single, wire.Raised)), None)


def _singles(reply: wire.Reply | None) -> Sequence[_Single]:
    return [] if reply is None else reply.replies if isinstance(reply, wire.Many) else [reply]


def find_held(requests: Iterable[wire.Request], replies: Iterable[wire.Reply | None]) -> dict[int, wire.Value]:
    """Returns the places of the replies that tell what became of an argument, and what was handed over in each."""
    held: dict[int, wire.Value] = {}
    found: dict[int, wire.Value] = {}
    for place, (request, reply) in enumerate(zip(requests, replies, strict=False)):
        last = request.requests[-1] if isinstance(request, wire.Batch) and request.requests else request
        answer = _singles(reply)[-1:]
        if isinstance(last, wire.Put):
            handles = [one.value for one in answer if isinstance(one, wire.Done)]
            held.update({handle.id: last.value for handle in handles if isinstance(handle, wire.Handle)})
        elif isinstance(last, wire.Get) and not last.name and last.target in held:
            found[place] = held[last.target]
    return found


def is_untouched(reply: wire.Reply | None, handed: wire.Value) -> bool:
    """Tells whether an argument still is what was handed over."""
    return reply is not None and same_reply(_singles(reply)[-1], wire.Done(handed), rtol=0.0)


def same_fate(theirs: wire.Reply | None, ours: wire.Reply, handed: wire.Value) -> bool:
    """Tells whether an argument was left alone by both, or written into by both and has one shape and dtype."""
    if is_untouched(theirs, handed) or is_untouched(ours, handed):
        return is_untouched(theirs, handed) == is_untouched(ours, handed)
    left = [one.value for reply in (theirs, ours) for one in _singles(reply)[-1:] if isinstance(one, wire.Done)]
    arrays = [value for value in left if isinstance(value, wire.Array)]
    return len(arrays) == 2 and _form(arrays[0]) == _form(arrays[1])


def same_reply(theirs: wire.Reply, ours: wire.Reply, usual: wire.Reply | None = None, rtol: float = RTOL) -> bool:
    """Tells whether the submission's reply and a model's are alike."""
    pairs = itertools.zip_longest(_singles(theirs), _singles(ours))
    correct = _singles(usual)
    return all(_same_single(one, two, rtol, *correct[n : n + 1]) for n, (one, two) in enumerate(pairs))


def same_item(
    theirs: wire.Value | wire.Raised, ours: wire.Value | wire.Raised, usual: wire.Value | wire.Raised
) -> bool:
    """Tells whether one value or exception of a reply is alike."""
    if isinstance(theirs, wire.Raised):
        return isinstance(ours, wire.Raised) and (theirs.kind, theirs.message) == (ours.kind, ours.message)
    if isinstance(ours, wire.Raised):
        return False
    return _same_value(theirs, ours, None if isinstance(usual, wire.Raised) else usual, RTOL)


def _same_single(theirs: _Single | None, ours: _Single | None, rtol: float, usual: wire.Reply | None = None) -> bool:
    if isinstance(theirs, wire.Done) and isinstance(ours, wire.Done):
        return _same_value(theirs.value, ours.value, usual.value if isinstance(usual, wire.Done) else None, rtol)
    return isinstance(theirs, wire.Raised) and isinstance(ours, wire.Raised) and theirs.kind == ours.kind


def _same_value(theirs: wire.Value, ours: wire.Value, usual: wire.Value, rtol: float) -> bool:
    one, other = _as_array(theirs), _as_array(ours)
    if one is not None and other is not None:
        if _form(theirs) != _form(ours):
            if _form(usual) != _form(ours) or _squeeze(one.shape) != _squeeze(other.shape):
                return False
            one = one.reshape(other.shape)
        largest = float(np.abs(other).max()) if other.size else 0.0
        allowed = rtol * (largest if math.isfinite(largest) else 0.0) + rtol * 1e-5
        with np.errstate(invalid="ignore"):
            close = bool((np.abs(one - other) <= allowed).all())
        return close or bool(np.allclose(one, other, rtol=rtol, atol=allowed, equal_nan=True))
    if isinstance(theirs, wire.Items | wire.Table) and isinstance(ours, wire.Items | wire.Table):
        usual = usual if isinstance(usual, type(ours)) and len(usual.items) == len(ours.items) else None
        usual_list = isinstance(ours, wire.Items) and isinstance(theirs, wire.Items) and _form(usual) == _form(ours)
        if len(theirs.items) != len(ours.items) or not (_form(theirs) == _form(ours) or usual_list):
            return False
        inner = usual.items if usual is not None else itertools.repeat(None)
        return all(_same_value(*triple, rtol) for triple in zip(theirs.items, ours.items, inner, strict=False))
    return type(theirs) is type(ours) and theirs == ours


def digest_replies(replies: Iterable[wire.Reply | None]) -> str:
    """Returns what is equal for equal replies, but for the last digits of their numbers and for where they raised."""
    digest = hashlib.blake2b(digest_size=16)
    for single in (single for reply in replies for single in _singles(reply)):
        kept = (single.kind, single.message) if isinstance(single, wire.Raised) else _round(strip_names(single.value))
        digest.update(repr(kept).encode("utf-8", "backslashreplace") + b"\0")
    return digest.hexdigest()


def _round(value: Any) -> Any:
    """Returns a value with as many digits in its numbers as single precision has for sure."""
    if isinstance(value, wire.Items | wire.Table):
        return [_form(value), [_round(item) for item in value.items]]
    array = _as_array(value)
    if array is None:
        return value
    with np.errstate(all="ignore"):
        size = 10.0 ** np.floor(np.log10(np.where((array != 0) & np.isfinite(array), np.abs(array), 1.0)))
    return _form(value), (np.round(array / size, 5) * size + 0.0).tobytes()


def _form(value: wire.Value) -> Any:
    """Returns what two answers with the same numbers can differ in."""
    match value:
        case wire.Array(shape=()):  # a number of numpy's is as good as one of Python's
            return float if wire.DTYPES[value.dtype].kind == "f" else int
        case wire.Array():
            return value.dtype, value.shape
        case wire.Items():
            return value.tuple
        case wire.Table():
            return value.keys
    return type(value)


def _squeeze(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _as_array(value: wire.Value) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    if isinstance(value, wire.Array):
        return np.frombuffer(value.data, wire.DTYPES[value.dtype]).reshape(value.shape).astype(np.float64)
    if type(value) in (int, float):
        return np.asarray(value, dtype=np.float64)
    return None
