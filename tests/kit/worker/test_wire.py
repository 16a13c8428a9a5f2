"""The wire: what goes out comes back the same; what is no message is refused with `WireError` alone."""

from __future__ import annotations

import collections
import math
import re
import struct

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.worker import wire


class Shelf:
    """Both ends' handles: numbers for objects, and the objects again."""

    def __init__(self):
        self.objects = []

    def handle(self, value):
        self.objects.append(value)
        return wire.Handle(len(self.objects) - 1 + wire.FIRST_HANDLE, type(value).__name__)

    def resolve(self, handle):
        return self.objects[handle.id - wire.FIRST_HANDLE]


def send(value):
    """Returns `value` as it arrives in a reply on the other side; handles arrive as `wire.Handle`."""
    frame = wire.pack_frame(wire.Done(wire.encode_value(value, Shelf().handle)))
    length = wire.unpack_length(frame[: wire.HEADER_SIZE], wire.MAX_REPLY)
    body = frame[wire.HEADER_SIZE :]
    assert len(body) == length
    return wire.decode_value(wire.decode_reply(body).value, lambda handle: handle)


def body_of(message):
    """Returns the body of a message's frame."""
    return wire.pack_frame(message)[wire.HEADER_SIZE :]


PLAIN = [
    None, True, False, 0, -1, 2**63 - 1, -(2**63), 0.0, -0.0, 1e308, math.inf, "", "naïve ✓ \n\t", "\x00",
    [], (), {}, [1, "two", None], (1, (2.0, [3])), {"a": 1, 2: "b", None: [True], False: (), 1.5: {}},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_return_with_their_types(value):
    """Every plain value comes back equal, and of the same type at every level."""
    back = send(value)
    assert back == value
    assert repr(back) == repr(value)


def test_nan_returns():
    """Not-a-number is a float like others."""
    assert math.isnan(send(math.nan))


@pytest.mark.parametrize("name", sorted(wire.DTYPES))
def test_arrays_of_every_allowed_dtype_return(name):
    """An array of each listed dtype comes back with its dtype, shape and values, in memory of its own."""
    array = (np.arange(6).reshape(2, 3) % 2).astype(name)
    back = send(array)
    assert back.dtype == np.dtype(name)
    np.testing.assert_array_equal(back, array)
    assert type(back) is np.ndarray and back.flags.writeable and back.flags.owndata


@pytest.mark.parametrize("name", sorted(wire.DTYPES))
def test_scalars_of_every_allowed_dtype_return(name):
    """A numpy number stays a numpy number of its dtype, and becomes no Python number and no array."""
    number = np.dtype(name).type(1)
    back = send(number)
    assert type(back) is type(number)
    assert back == number


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1, 1, 1, 1, 1), (1,) * 32])
def test_shapes_return(shape):
    """Empty, zero-dimensional and many-dimensional arrays keep their shape."""
    back = send(np.ones(shape))
    assert isinstance(back, np.ndarray)
    assert back.shape == shape
    assert back.dtype == np.float64


def test_big_endian_arrives_as_the_same_numbers():
    """Byte order is the wire's affair: a big-endian array arrives with the values it had."""
    array = np.array([1.5, -2.0, 3.25], dtype=">f8")
    back = send(array)
    np.testing.assert_array_equal(back, array)
    assert back.dtype == np.dtype("<f8")


@pytest.mark.parametrize(
    "view",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12.0)[::-2],
        np.asfortranarray(np.arange(12.0).reshape(3, 4)),
        np.broadcast_to(np.arange(3.0), (4, 3)),
    ],
    ids=["transposed", "reversed", "fortran", "broadcast"],
)
def test_arrays_that_are_not_contiguous_return(view):
    """Views arrive element by element, in the order of their indices."""
    np.testing.assert_array_equal(send(view), view)


@pytest.mark.parametrize(
    "value",
    [
        np.array([1 + 2j]),
        np.array([None, 1], dtype=object),
        np.array(["text"]),
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        np.zeros(2, dtype=[("a", "f4")]),
        np.ma.masked_array([1.0, 2.0], [True, False]),
        np.complex128(1j),
        np.str_("text"),
        np.longdouble(1),
        2**63,
        -(2**63) - 1,
        10**400,
        "\ud800",
        "x" * (wire.MAX_TEXT + 1),
        [0] * (wire.MAX_ITEMS + 1),
        {1, 2},
        b"bytes",
        1j,
        len,
        object(),
        {(1, 2): 3},
    ],
    ids=lambda value: type(value).__name__ + re.sub(r"0x\w+", "", f" {value!r}")[:30],
)
def test_what_is_not_plain_stays_behind_as_a_handle(value):
    """Other dtypes, huge ints, lone surrogates, long texts and all other types travel as handles."""
    back = send(value)
    assert isinstance(back, wire.Handle)
    assert back.type_name == type(value).__name__


@pytest.mark.parametrize("base", [int, float, str, list, tuple, dict])
def test_subclasses_are_handles(base):
    """Only exactly the built-in types are taken apart: a subclass may lie about what it is."""
    back = send(type("Liar", (base,), {})())
    assert isinstance(back, wire.Handle)
    assert back.type_name == "Liar"


def test_an_array_subclass_is_a_handle():
    """An array whose class overrides `==` never arrives as an array."""
    assert isinstance(send(np.zeros(2).view(type("Liar", (np.ndarray,), {}))), wire.Handle)


def test_a_scalar_subclass_is_a_handle():
    """A class that derives from a numpy number is not one."""
    assert isinstance(send(type("Liar", (np.float64,), {})(1.0)), wire.Handle)


def test_handles_resolve_to_the_object_itself():
    """A handle that is sent back stands for the object it was made for, inside containers too."""
    shelf, thing = Shelf(), object()
    encoded = wire.encode_value([1, {"key": thing}], shelf.handle)
    assert wire.decode_value(encoded, shelf.resolve)[1]["key"] is thing


def test_a_list_that_contains_itself_ends_as_a_handle():
    """A list inside itself is followed to the depth limit and no further."""
    endless: list = []
    endless.append(endless)
    level, depth = send(endless), 0
    while isinstance(level, list):
        level, depth = level[0], depth + 1
    assert isinstance(level, wire.Handle)
    assert depth == wire.MAX_DEPTH


def test_what_encoding_admits_decoding_admits():
    """The deepest value that is taken apart is also one that is accepted on arrival."""
    value: object = 1.0
    for _ in range(wire.MAX_DEPTH):
        value = [value]
    assert send(value) == value


def test_requests_return():
    """Each kind of request is decoded into what was packed."""
    source = wire.Module("dense", "dense.py", b"x = 1\n")
    array = wire.encode_array(np.arange(3.0))
    requests = [
        wire.Seed(3, begin=False), wire.Load([source], source), wire.Get(2, "W"), wire.Set(2, "W", array),
        wire.Call(0, "Dense", [1, array], {"units": 2}), wire.Put(array),
    ]  # fmt: skip
    for request in [*requests, wire.Batch(requests)]:
        assert wire.decode_request(body_of(request)) == request


def test_replies_return():
    """Each kind of reply is decoded into what was packed."""
    raised = wire.Raised("Mine", "ValueError", "text", [(3, "f", 0)])
    replies = [wire.Done(wire.Items(True, [1, None])), raised]
    for reply in [*replies, wire.Many(replies)]:
        assert wire.decode_reply(body_of(reply)) == reply


def array_of(dtype="float64", shape=(2,), data=bytes(16), scalar=False):
    """Returns an array value that need not be consistent."""
    return wire.Array(dtype, shape, data, scalar)


@pytest.mark.parametrize(
    "value",
    [
        array_of(dtype="object"),
        array_of(dtype="complex128", shape=(1,)),
        array_of(dtype="<f8"),
        array_of(dtype="O"),
        array_of(shape=(3,)),
        array_of(shape=(-1, -2)),
        array_of(shape=(2**62,), data=b""),
        array_of(shape=(2**40, 2**40), data=b""),
        array_of(shape=(0, 2**41), data=b""),
        array_of(shape=(0,) * 33, data=b""),
        array_of(shape=(1,), data=bytes(8), scalar=True),
        array_of(shape=(2,), data=bytes(15)),
        wire.Table(["a"], []),
        wire.Table([], [1]),
        wire.Table([wire.Items(False, [])], [1]),
        wire.Table([wire.Handle(2, "x")], [1]),
        wire.Handle(-1, "x"),
        wire.Handle(2, "x" * 201),
        wire.Handle(2, "x", ("m",) * 201),
        wire.Handle(2, "x", ("m" * 201,)),
        "x" * (wire.MAX_TEXT + 1),
        wire.Items(False, [None] * (wire.MAX_ITEMS + 1)),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_a_value_that_breaks_the_rules_is_refused(value):
    """Inconsistent arrays and tables and oversized values are errors of the connection, also deep inside."""
    for reply in (wire.Done(value), wire.Done(wire.Items(False, [value])), wire.Many([wire.Done(value)])):
        with pytest.raises(wire.WireError):
            wire.decode_reply(body_of(reply))


def test_many_small_lists_are_counted_together():
    """The limit on items is one for the whole value, however it is nested."""
    rows = [wire.Items(False, [0] * 150) for _ in range(150)]
    with pytest.raises(wire.WireError, match="too many"):
        wire.decode_reply(body_of(wire.Done(wire.Items(False, rows))))


@pytest.mark.parametrize("depth", [wire.MAX_DEPTH + 1, 100])
def test_a_deep_value_is_refused(depth):
    """Nesting beyond the limit is refused."""
    value: wire.Value = None
    for _ in range(depth):
        value = wire.Items(False, [value])
    with pytest.raises(wire.WireError):
        wire.decode_reply(body_of(wire.Done(value)))


def test_a_value_of_endless_depth_is_refused():
    """A hundred thousand nested lists in a few bytes end in `WireError`, not in a full stack."""
    levels = b"\x93\xa1l\xc2\x91" * 100_000
    with pytest.raises(wire.WireError):
        wire.decode_reply(b"\x82\xa4type\xa4done\xa5value" + levels + b"\xc0")


@pytest.mark.parametrize(
    "raised",
    [
        wire.Raised("x" * 20_001, "ValueError", ""),
        wire.Raised("x", "ValueError", "m" * 20_001),
        wire.Raised("x", "ValueError", "", [(1, "f", 0)] * 65),
        wire.Raised("x", "ValueError", "", [(1, "f" * 20_001, 0)]),
    ],
    ids=["type", "message", "frames", "function"],
)
def test_an_error_report_that_is_too_long_is_refused(raised):
    """An exception's report has bounds as values have."""
    with pytest.raises(wire.WireError, match="too long"):
        wire.decode_reply(body_of(raised))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x00", b"\xc1", b"\xff" * 40, b"GET / HTTP/1.1",
        msgspec.msgpack.encode({"type": "done", "value": b"x"}),
        msgspec.msgpack.encode({"type": "load"}), msgspec.msgpack.encode({"type": "many", "replies": [1]}),
        msgspec.msgpack.encode({"type": "many", "replies": [{"type": "many", "replies": []}]}),
        msgspec.msgpack.encode({"type": "raised", "type_name": 3}), body_of(wire.Done(1.5))[:-1],
        body_of(wire.Done(1.5)) + b"\x00", body_of(wire.Get(0, "x")),
    ],
)  # fmt: skip
def test_other_bytes_are_refused(body):
    """Bytes that are no reply are a `WireError`; a request is no reply either."""
    with pytest.raises(wire.WireError):
        wire.decode_reply(body)


def test_lengths_are_checked_before_anything_is_read():
    """A header over the limit, or cut short, is refused."""
    assert wire.unpack_length(struct.pack(">I", 10), 10) == 10
    with pytest.raises(wire.WireError, match="over the limit of 10"):
        wire.unpack_length(struct.pack(">I", 11), 10)
    with pytest.raises(wire.WireError, match="ended"):
        wire.unpack_length(b"\x00\x00", 10)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=20)
    | st.builds(wire.Handle, st.integers(0, 99), st.text(max_size=9), st.tuples(st.text(max_size=5)))
    | st.builds(
        wire.Array, st.sampled_from([*wire.DTYPES, "object"]),
        st.lists(st.integers(-1, 2**41) | st.integers(0, 3), max_size=3).map(tuple), st.binary(max_size=24),
        st.booleans(),
    ),
    lambda inner: st.builds(wire.Items, st.booleans(), st.lists(inner, max_size=4))
    | st.builds(wire.Table, st.lists(inner, max_size=3), st.lists(inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip
FRAMES = st.lists(st.tuples(st.integers(0, 9), st.text(), st.integers(0, 9)), max_size=3)
SINGLES = st.builds(wire.Done, VALUES) | st.builds(wire.Raised, st.text(), st.text(), st.text(), FRAMES)
REPLIES = SINGLES | st.builds(wire.Many, st.lists(SINGLES, max_size=3))


@st.composite
def mutated(draw):
    """A valid frame's body with some bytes replaced, cut out or put in."""
    body = bytearray(body_of(draw(REPLIES)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        body[start : start + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(body)


def accept_or_refuse(body):
    """Decodes `body` all the way; anything but a value or a `WireError` fails the test."""
    try:
        reply = wire.decode_reply(body)
    except wire.WireError:
        return
    for single in reply.replies if isinstance(reply, wire.Many) else [reply]:
        if isinstance(single, wire.Done):
            wire.decode_value(single.value, lambda handle: handle)


@settings(max_examples=200, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | mutated() | REPLIES.map(body_of))
def test_any_bytes_are_accepted_or_refused(body):
    """Whatever a worker writes is a reply with a usable value, or a `WireError`."""
    accept_or_refuse(body)


def test_an_empty_array_of_impossible_size_is_refused():
    """No elements, but sizes whose product no array can have: refused on arrival, not while it is rebuilt."""
    accept_or_refuse(body_of(wire.Done(wire.Array("float64", (0, 2**40, 2**40), b""))))


@pytest.mark.parametrize("made", [collections.OrderedDict(b=1, a=2.5), collections.defaultdict(int, b=1, a=2.5)])
def test_other_dicts_travel_as_dicts(made):
    """An OrderedDict and a defaultdict arrive as a dict in the same order"""
    value = wire.encode_value(made, lambda item: pytest.fail(f"{item!r} became a handle"))
    assert wire.decode_value(value, lambda handle: None) == {"b": 1, "a": 2.5}
    assert isinstance(value, wire.Table) and value.keys == ["b", "a"]


def test_a_dict_of_a_class_of_ones_own_stays_a_handle():
    """A subclass of a dict may do anything when it is read, so it does not travel"""
    own = type("Own", (collections.OrderedDict,), {})()
    assert wire.encode_value(own, lambda item: wire.Handle(2, "Own")) == wire.Handle(2, "Own")
