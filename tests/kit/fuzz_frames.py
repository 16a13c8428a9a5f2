"""Feeds random and mutated frames to the judge's side of the wire, and reports whatever is not a `WireError`.

Usage: python tests/kit/fuzz_frames.py [--count 100000] [--seed 0] [--seconds 0]

Half of the frames are mutations of real replies (bits, cuts, copies, splices); the others are built from the
tags, dtypes and sizes of the protocol in shapes that no worker sends. Each body goes through `decode_reply`;
a reply that it lets pass is given to a `Client` in the place of every kind of answer. A `Client` may raise
`WireError`, and `SubmissionError` where the reply is one; what it returns is looked at as a suite would.
Everything else is a finding.
"""

from __future__ import annotations

import argparse
import collections
import random
import struct
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader import checks
from grader.link import proxies
from grader.worker import wire
from grader.worker.session import describe_error

_ODD_NUMBERS = (
    0, 1, -1, 2, 31, 32, 33, 64, 127, 255, 256, 2**16, 2**31 - 1, 2**31, 2**32, 2**39, 2**40, 2**40 + 1,
    2**62, 2**63 - 1, 2**63, 2**64 - 1, -(2**31), -(2**63), 0.5, float("nan"), float("inf"), -float("inf"),
    5e-324, 1.7e308,
)  # fmt: skip
_ODD_TEXTS = ("", "a", "l", "d", "h", "done", "raised", "many", "float64", "object", "type", "value", "\0",
              "\u202e" * 9, "x" * 201,
              "y" * 20_001, "shape", "__class__", "KeyboardInterrupt")  # fmt: skip
_KINDS = sorted(name for name, item in vars(__import__("builtins")).items() if isinstance(item, type))


class Answering:
    """A link that gives one reply to every request."""

    def __init__(self, reply: wire.Reply) -> None:
        self._reply = reply

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the reply, whatever was asked; a batch gets a single one as often as it asked."""
        if isinstance(request, wire.Batch) and not isinstance(self._reply, wire.Many):
            return wire.Many([self._reply] * len(request.requests))
        return self._reply


def make_seeds() -> list[bytes]:
    """Returns the bodies of replies that real workers send, and of some that only a forger would."""
    rng = np.random.default_rng(0)
    handle = wire.Handle(2, "Dense", ("forward_pass", "initialize"))
    values: list[Any] = [
        None, True, 3, -1.5, "text", handle, wire.Items(True, [1, 2.0]),
        wire.Items(False, [handle, wire.Items(True, [])]),
        wire.Table(["a", 1, None], [handle, 2.0, wire.Items(False, [])]),
        wire.Items(True, [wire.Handle(0, "module", ("Dense",)), wire.Handle(1, "module", ())]),
        *(wire.encode_array(rng.normal(size=(2, 3)).astype(dtype)) for dtype in wire.DTYPES.values()),
        wire.encode_array(np.zeros((0, 5))), wire.encode_array(np.float32(2.5), scalar=True),
        wire.Array("float64", (0, 2**39, 2**39), b""), wire.Array("bool", (2,), b"\x02\xff"),
    ]  # fmt: skip
    replies: list[Any] = [wire.Done(value) for value in values]
    replies += [wire.Raised("Own", kind, "text", [(3, "forward_pass")]) for kind in _KINDS]
    replies += [
        describe_error(ValueError("x"), "dense.py"),
        wire.Many([]),
        wire.Many(replies[:9]),
        wire.Many(replies[-9:]),
    ]
    return [wire.pack_frame(reply)[wire.HEADER_SIZE :] for reply in replies]


def mutate(body: bytes, seeds: list[bytes], rng: random.Random) -> bytes:
    """Returns `body` with one to four changes."""
    data = bytearray(body)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        match rng.randrange(7):
            case 0 if data:
                data[place % len(data)] ^= 1 << rng.randrange(8)
            case 1 if data:
                data[place % len(data)] = rng.choice(b"\xc0\xc1\xc4\xca\xcb\xcf\xd3\xdd\xdf\xff")
            case 2:
                del data[place:]
            case 3:
                del data[place : place + rng.randint(1, 8)]
            case 4:
                data[place:place] = data[place : place + rng.randint(1, 64)] * rng.randint(1, 4)
            case 5:
                other = rng.choice(seeds)
                data[place:] = other[rng.randrange(len(other)) :]
            case _:
                code = rng.choice((">BB", ">BH", ">BI", ">BQ"))
                head = {">BB": 0xCC, ">BH": 0xCD, ">BI": 0xDD, ">BQ": 0xCF}[code]
                data[place:place] = struct.pack(code, head, rng.choice((0, 1, 127, 255)))
    return bytes(data)


def invent(rng: random.Random) -> bytes:
    """Returns a body of the protocol's own words in an order of ours."""
    return msgspec.msgpack.encode(_invent_reply(rng, 2))


def _invent_reply(rng: random.Random, depth: int) -> Any:
    match rng.randrange(4):
        case 0 | 1:
            return {"type": "done", "value": _invent_value(rng, 4)}
        case 2:
            frames = [[_number(rng), rng.choice(_ODD_TEXTS)] for _ in range(rng.choice((0, 1, 3, 65)))]
            return {"type": "raised", "type_name": rng.choice(_ODD_TEXTS), "kind": rng.choice(_KINDS),
                    "message": rng.choice(_ODD_TEXTS), "frames": frames}  # fmt: skip
        case _:
            replies = [_invent_reply(rng, depth - 1) for _ in range(rng.randrange(4))] if depth else []
            return {"type": "many", "replies": replies}


def _invent_value(rng: random.Random, depth: int) -> Any:
    inner = [_invent_value(rng, depth - 1) for _ in range(rng.randrange(4))] if depth else []
    match rng.randrange(8):
        case 0:
            return _number(rng)
        case 1:
            return rng.choice(_ODD_TEXTS)
        case 2 | 3:
            return _invent_array(rng)
        case 4:
            return ["l", rng.random() < 0.5, inner]
        case 5:
            odd = (_number(rng), rng.choice(_ODD_TEXTS), None, True, _invent_array(rng))
            keys = [rng.choice(odd) for _ in inner]
            return ["d", keys, inner[: rng.choice((1, 9, 9, 9))]]
        case 6:
            return ["h", _number(rng), rng.choice(_ODD_TEXTS), [rng.choice(_ODD_TEXTS) for _ in inner]]
        case _:
            return rng.choice((None, True, False, b"bytes", {"a": 1}, [], ["z", 1], {1: 2}))


def _invent_array(rng: random.Random) -> list[Any]:
    name = rng.choice((*wire.DTYPES, "object", "U8", "float128", ">f8", ""))
    shape = [rng.choice((0, 1, 2, 3, _number(rng))) for _ in range(rng.choice((0, 1, 2, 2, 3, 32, 33)))]
    size = 1
    for side in shape:
        size *= side if isinstance(side, int) else 0
    itemsize = wire.DTYPES[name].itemsize if name in wire.DTYPES else 8
    count = size * itemsize if 0 <= size < 4096 else rng.randrange(64)
    return ["a", name, shape, rng.randbytes(count), rng.random() < 0.2]


def _number(rng: random.Random) -> Any:
    return rng.choice(_ODD_NUMBERS)


def try_body(body: bytes) -> tuple[str, BaseException | None]:
    """Returns how far `body` came (`refused`, `decoded`), and what was raised that should not have been."""
    try:
        reply = wire.decode_reply(body)
    except wire.WireError:
        return "refused", None
    except BaseException as error:
        return "decode_reply", error
    for name, use in USES.items():
        client = proxies.Client(Answering(reply), "dense.py")
        try:
            use(client)
        except (wire.WireError, proxies.SubmissionError):
            continue
        except BaseException as error:
            return name, error
    return "decoded", None


def _use_load(client: proxies.Client) -> None:
    client.load(wire.Module("dense", "dense.py", b""), [])


def _use_get(client: proxies.Client) -> None:
    value = client.get(wire.SUBMISSION, "W")
    repr(value), proxies.type_name(value), str(value)
    for check in (
        lambda: checks.check_close(value, [[1.0, 2.0]], "W"),
        lambda: checks.check_equal(value, (3,), "W"),
    ):
        try:
            check()
        except checks.Mismatch:
            continue
    client.call(wire.SUBMISSION, "forward_pass", [value], {})  # a suite may hand an answer back


def _use_batch(client: proxies.Client) -> None:
    client.set(wire.SUBMISSION, "W", np.zeros(2))
    client.batch([wire.Get(wire.SUBMISSION, "W")])


def _use_put(client: proxies.Client) -> None:
    proxies.read(client.put(np.zeros(2)))


USES: dict[str, Callable[[proxies.Client], None]] = {
    "Client.load": _use_load, "Client.get": _use_get, "Client.batch": _use_batch, "Client.put": _use_put,
}  # fmt: skip


def main() -> int:
    """Runs the fuzzer; returns 1 where it found something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after this long; 0: do not")
    options = parser.parse_args()
    rng, seeds = random.Random(options.seed), make_seeds()
    found: dict[str, tuple[int, bytes, str]] = {}
    counts: collections.Counter[str] = collections.Counter()
    begin = time.monotonic()
    np.seterr(all="ignore")
    for number in range(options.count):
        body = mutate(rng.choice(seeds), seeds, rng) if number % 2 else invent(rng)
        how, error = try_body(body)
        counts[how] += 1
        if error is not None:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            key = f"{how}: {type(error).__name__} at {place} ({str(error)[:80]})"
            found[key] = (found[key][0] + 1 if key in found else 1, body, str(error))
        if options.seconds and time.monotonic() - begin > options.seconds:
            break
    print(f"{sum(counts.values())} frames in {time.monotonic() - begin:.1f} s: {dict(counts)}")
    for key, (times, body, _) in sorted(found.items(), key=lambda item: -item[1][0])[:40]:
        print(f"{times:7d} x {key}\n          for example {body[:60].hex()}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
