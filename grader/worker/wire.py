"""The messages between judge and worker, and the frames that carry them.

A frame is four bytes of length (big endian) and a msgpack body that decodes into one of the structs below. What they hold is
plain data (`grader.worker.values`). There is no pickle: what a worker sends is never more than numbers to the judge.
"""

from __future__ import annotations

import struct
from typing import Union

import msgspec

from grader.worker.modules import Module
from grader.worker.values import (
    DTYPES,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_TEXT,
    Array,
    Handle,
    Items,
    Table,
    Value,
    WireError,
    check_value,
    decode_value,
    encode_array,
    encode_value,
)

__all__ = [
    "DTYPES",
    "FIRST_HANDLE",
    "HEADER_SIZE",
    "MAX_DEPTH",
    "MAX_ITEMS",
    "MAX_LINE",
    "MAX_PLAYED",
    "MAX_REPLY",
    "MAX_REQUEST",
    "MAX_TEXT",
    "SUBMISSION",
    "SUPPORT",
    "Array",
    "Batch",
    "Call",
    "Done",
    "Get",
    "Handle",
    "Items",
    "Load",
    "Many",
    "Module",
    "Played",
    "Put",
    "Raised",
    "Reply",
    "Request",
    "Script",
    "Seed",
    "Set",
    "Single",
    "Table",
    "Value",
    "WireError",
    "check_value",
    "decode_played",
    "decode_reply",
    "decode_request",
    "decode_value",
    "encode_array",
    "encode_value",
    "pack_frame",
    "unpack_length",
]

MAX_REPLY = 2 * 2**20
MAX_PLAYED = 8 * 2**20
"""Bytes of a script's replies after which the rest of it is not played."""
MAX_REQUEST = 64 * 2**20
MAX_LINE = 2**24

SUBMISSION = 0
SUPPORT = 1
FIRST_HANDLE = 2


class Seed(msgspec.Struct, tag="seed", frozen=True):
    """Seed numpy's and random's global generators; at the beginning of a case, forget all objects first."""

    value: int
    begin: bool = True


class Load(msgspec.Struct, tag="load", frozen=True):
    """Execute the track's modules, then the parts, then the submission.

    A part is the student's own module of another exercise; one that cannot be executed is left out.
    """

    modules: list[Module]
    submission: Module
    parts: list[Module] = []


class Get(msgspec.Struct, tag="get", frozen=True):
    """Read an attribute; with an empty name, the object itself as a value."""

    target: int
    name: str


class Set(msgspec.Struct, tag="set", frozen=True):
    """Assign an attribute."""

    target: int
    name: str
    value: Value


class Call(msgspec.Struct, tag="call", frozen=True):
    """Call an attribute of an object; with an empty name, the object itself."""

    target: int
    name: str
    args: list[Value]
    kwargs: dict[str, Value] = {}


class Put(msgspec.Struct, tag="put", frozen=True):
    """Keep a value on the worker's side and answer with a handle to it."""

    value: Value


Single = Union[Seed, Load, Get, Set, Call, Put]  # noqa: UP007


class Batch(msgspec.Struct, tag="batch", frozen=True):
    """Many requests in one frame; the first that raises ends the batch."""

    requests: list[Single]


Request = Union[Seed, Load, Get, Set, Call, Put, Batch]  # noqa: UP007


class Done(msgspec.Struct, tag="done", frozen=True):
    """A request was carried out; `value` is its result."""

    value: Value = None


class Raised(msgspec.Struct, tag="raised", frozen=True):
    """The submission raised: type, nearest built-in ancestor, text, and `(line, function, cell)` of its own frames.

    `cell` is a notebook's cell, counted from 1, and 0 in a plain file.
    """

    type_name: str
    kind: str
    message: str
    frames: list[tuple[int, str, int]] = []


class Many(msgspec.Struct, tag="many", frozen=True):
    """One reply for each request of a batch, up to and including the first that raised."""

    replies: list[Done | Raised]


Reply = Union[Done, Raised, Many]  # noqa: UP007


class Script(msgspec.Struct, tag="script", frozen=True):
    """All requests of a case in one frame; the first that raises ends it."""

    requests: list[Request]


class Played(msgspec.Struct, tag="played", frozen=True):
    """The body of one reply for each request of a script, up to and including the first that raised."""

    replies: list[bytes]


_encoder = msgspec.msgpack.Encoder()
_request_decoder = msgspec.msgpack.Decoder(Request | Script)
_played_decoder = msgspec.msgpack.Decoder(Played)
_reply_decoder = msgspec.msgpack.Decoder(Reply)
_HEADER = struct.Struct(">I")
HEADER_SIZE = _HEADER.size


def pack_frame(message: Request | Reply | Script | Played) -> bytes:
    """Returns the frame of `message`: header and body."""
    body = _encoder.encode(message)
    return _HEADER.pack(len(body)) + body


def unpack_length(header: bytes, limit: int) -> int:
    """Returns the length of a frame's body. Raises `WireError` where it is over `limit` or the header is short."""
    if len(header) != HEADER_SIZE:
        raise WireError("the connection ended inside a frame")
    length: int = _HEADER.unpack(header)[0]
    if length > limit:
        raise WireError(f"a frame of {length} bytes is over the limit of {limit}")
    return length


def decode_request(body: bytes) -> Request | Script:
    """Returns the request in `body`. The judge is trusted, so errors pass through as they are."""
    request: Request | Script = _request_decoder.decode(body)
    return request


def decode_played(body: bytes) -> list[bytes]:
    """Returns the bodies of the replies in `body`, which are no replies before `decode_reply` has checked them."""
    try:
        return _played_decoder.decode(body).replies
    except Exception as error:  # any failure to read a worker's bytes is that worker's protocol error
        raise WireError(f"no answers to a script: {type(error).__name__}") from None


def decode_reply(body: bytes) -> Reply:
    """Returns the reply in `body`. Raises `WireError` and nothing else, whatever the bytes are."""
    try:
        reply: Reply = _reply_decoder.decode(body)
        for single in reply.replies if isinstance(reply, Many) else (reply,):
            if isinstance(single, Done):
                check_value(single.value, MAX_DEPTH, [MAX_ITEMS])
            else:
                _check_raised(single)
    except WireError:
        raise
    except Exception as error:  # any failure to read a worker's bytes is that worker's protocol error
        raise WireError(f"not a reply: {type(error).__name__}") from None
    return reply


def _check_raised(reply: Raised) -> None:
    texts = [reply.type_name, reply.kind, reply.message, *(name for _, name, _ in reply.frames)]
    if max(map(len, texts)) > MAX_TEXT or len(reply.frames) > 64:
        raise WireError("an error report is too long")
    if any(not (0 <= line < MAX_LINE and 0 <= cell < MAX_LINE) for line, _, cell in reply.frames):
        raise WireError("an error report speaks of a line that there cannot be")
