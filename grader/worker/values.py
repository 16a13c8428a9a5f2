"""Plain data on the wire: what a value becomes when it travels, and what is checked when it arrives.

None, bool, int, float, str, arrays, lists, tuples, dicts. Everything else stays where it is and travels as a `Handle`, a
number that the other side can only hand back.

An array is its dtype (from an allow-list), its shape and its raw little-endian bytes; the three are compared before anything
is allocated. Only values of exactly the built-in types and exactly `numpy.ndarray` are taken apart, so a subclass that
overrides `==` arrives as a handle that carries the name of its type and nothing else.
"""

from __future__ import annotations

import collections
import math
from collections.abc import Callable
from typing import Any, Union

import msgspec
import numpy as np

MAX_DEPTH = 12
MAX_ITEMS = 20_000
MAX_TEXT = 20_000

_KINDS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64"
DTYPES = {name: np.dtype(name).newbyteorder("<") for name in _KINDS.split()}


class WireError(Exception):
    """The other side sent bytes that are not a message of this protocol."""


class Array(msgspec.Struct, tag="a", array_like=True, frozen=True):
    """An n-dimensional array, or (with `scalar`) one numpy number."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    scalar: bool = False


class Items(msgspec.Struct, tag="l", array_like=True, frozen=True):
    """A list or a tuple."""

    tuple: bool
    items: list[Value]


class Table(msgspec.Struct, tag="d", array_like=True, frozen=True):
    """A dict, as pairs in its own order."""

    keys: list[Value]
    items: list[Value]


class Handle(msgspec.Struct, tag="h", array_like=True, frozen=True):
    """An object that stays on the worker's side: its number, its type's name, the names of its methods."""

    id: int
    type_name: str
    methods: tuple[str, ...] = ()


Value = Union[None, bool, int, float, str, Array, Items, Table, Handle]  # noqa: UP007


def check_value(value: Value, depth: int, left: list[int]) -> None:
    left[0] -= 1
    if depth < 0 or left[0] < 0:
        raise WireError("a value has too many or too deep items")
    if isinstance(value, Array):
        dtype = DTYPES.get(value.dtype)
        if dtype is None or len(value.shape) > 32 or any(size < 0 for size in value.shape):
            raise WireError("an array has a dtype or shape that is not allowed")
        if math.prod(value.shape) * dtype.itemsize != len(value.data):
            raise WireError("an array's bytes do not fit its shape")
        if math.prod(size or 1 for size in value.shape) > 2**24 or (value.scalar and value.shape):
            raise WireError("an array has a shape that is not allowed")
    elif isinstance(value, Items):
        for item in value.items:
            check_value(item, depth - 1, left)
    elif isinstance(value, Table):
        if len(value.keys) != len(value.items):
            raise WireError("a dict has more keys than values, or fewer")
        for key, item in zip(value.keys, value.items, strict=True):
            if not isinstance(key, str | int | float | bool | None):
                raise WireError("a dict's key is not plain")
            check_value(key, depth - 1, left)
            check_value(item, depth - 1, left)
    elif isinstance(value, Handle):
        if len(value.type_name) > 200 or len(value.methods) > 200 or value.id < 0:
            raise WireError("a handle is not one of ours")
        if any(len(name) > 200 for name in value.methods):
            raise WireError("a method's name is too long")
    elif isinstance(value, str) and len(value) > MAX_TEXT:
        raise WireError("a text is too long")
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise WireError("a whole number is too large")


def encode_array(array: np.ndarray[Any, Any], scalar: bool = False) -> Array:
    """Returns `array` as a wire value. Raises `TypeError` for a dtype that does not travel."""
    name = _NAMES.get(array.dtype)
    if name is None or array.ndim > 32:
        raise TypeError(f"an array of {array.dtype.name} does not travel")
    return Array(name, array.shape, array.astype(DTYPES[name], copy=False).tobytes(), scalar)


_NAMES = {kind: name for name, dtype in DTYPES.items() for kind in (dtype, dtype.newbyteorder(">"))}


def encode_value(value: Any, handle: Callable[[Any], Handle], depth: int = MAX_DEPTH) -> Value:
    """Returns `value` as plain data; `handle(object)` names what is not plain or not exactly a built-in type.

    `depth` bounds the nesting, so that a list that contains itself ends as a handle.
    """
    kind = type(value)
    if value is None or kind is bool or kind is float:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return value if -(2**63) <= value < 2**63 else handle(value)
    if kind is str:
        return value if len(value) <= MAX_TEXT and _is_text(value) else handle(value)
    if kind is np.ndarray:
        return encode_array(value) if value.dtype in _NAMES and value.ndim <= 32 else handle(value)
    if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype in _NAMES:
        return encode_array(np.asarray(value), scalar=True)
    if (kind is list or kind is tuple) and depth > 0 and len(value) <= MAX_ITEMS:
        return Items(kind is tuple, [encode_value(item, handle, depth - 1) for item in value])
    if kind in _DICTS and depth > 0 and len(value) <= MAX_ITEMS and all(type(key) in _KEYS for key in value):
        keys = [encode_value(key, handle, depth - 1) for key in value]
        if not any(isinstance(key, Handle) for key in keys):
            return Table(keys, [encode_value(item, handle, depth - 1) for item in value.values()])
    return handle(value)


def _is_text(value: str) -> bool:
    """Tells whether `value` has a UTF-8 form (a lone surrogate has none)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


_DICTS = (dict, collections.OrderedDict, collections.defaultdict)
"""What travels as a dict: order and defaults are the submission's own business."""
_KEYS = {str, int, float, bool, type(None)}


def decode_value(value: Value, resolve: Callable[[Handle], Any]) -> Any:
    """Returns the Python object for `value`; `resolve(handle)` gives what stands for a handle on this side.

    Arrays are fresh, writable and own their memory. `value` has been checked (see `decode_reply`).
    """
    if isinstance(value, Array):
        array = np.frombuffer(value.data, DTYPES[value.dtype]).reshape(value.shape)
        return array[()] if value.scalar else array.copy()
    if isinstance(value, Items):
        items = [decode_value(item, resolve) for item in value.items]
        return tuple(items) if value.tuple else items
    if isinstance(value, Table):
        items = [decode_value(item, resolve) for item in value.items]
        return dict(zip(value.keys, items, strict=True))
    if isinstance(value, Handle):
        return resolve(value)
    return value
