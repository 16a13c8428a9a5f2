"""The worker's process: its loop, and what it makes of the interpreter before a submission runs in it."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys

import numpy as np

from grader.worker import sandbox, wire
from grader.worker.protections import Protections
from grader.worker.session import Session


def serve(descriptor_in: int, descriptor_out: int) -> None:
    """Answers requests until the judge closes its end."""
    session = Session()
    waiting = bytearray()
    while True:
        if not _fill(descriptor_in, waiting, wire.HEADER_SIZE):
            return
        end = wire.HEADER_SIZE + wire.unpack_length(bytes(waiting[: wire.HEADER_SIZE]), wire.MAX_REQUEST)
        if not _fill(descriptor_in, waiting, end):
            return
        request = wire.decode_request(bytes(waiting[wire.HEADER_SIZE : end]))
        del waiting[:end]
        if isinstance(request, wire.Script):
            played = wire.pack_frame(wire.Played(_play(session, request)))
            _flush()
            _write_all(descriptor_out, played)
        else:
            reply = session.request(request)
            _flush()
            _write_all(descriptor_out, _pack_reply(reply))


def _flush() -> None:
    """Sends on what was printed, before the reply; the submission may have closed or replaced its streams."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


def _play(session: Session, script: wire.Script) -> list[bytes]:
    """Returns the body of each reply, up to the first that raised."""
    bodies: list[bytes] = []
    size = 0
    for request in script.requests:
        reply = session.request(request)
        bodies.append(_pack_reply(reply)[wire.HEADER_SIZE :])
        size += len(bodies[-1])
        last = reply.replies[-1] if isinstance(reply, wire.Many) and reply.replies else reply
        if isinstance(last, wire.Raised) or size > wire.MAX_PLAYED:
            break
    return bodies


def _fill(descriptor: int, waiting: bytearray, count: int) -> bool:
    """Reads until `waiting` holds `count` bytes; tells whether it does."""
    while len(waiting) < count:
        part = os.read(descriptor, 1 << 18)
        if not part:
            return False
        waiting += part
    return True


def run(descriptor_in: int, descriptor_out: int, protections: list[str]) -> None:
    """Tells the judge which protections are on, before anything of the submission is known, and serves it."""
    prepare_interpreter()
    _write_all(descriptor_out, wire.pack_frame(wire.Done(wire.Items(False, [*protections]))))
    serve(descriptor_in, descriptor_out)


def preload() -> None:
    """Imports what a layer may need and touches what numpy builds on first use: before files are out of reach."""
    for name in _PRELOADED.split():
        importlib.import_module(name)
    matrix = np.random.default_rng(0).normal(size=(4, 3))
    np.random.uniform(size=2)
    matrix @ matrix.T + matrix.sum(axis=1, keepdims=True)
    _exercise_session(wire.encode_array(matrix))


def _exercise_session(array: wire.Array) -> None:
    """Runs a small session a few dozen times: the interpreter specialises its code once, here, for all workers."""
    source = wire.Module("warm", "warm.py", _WARM_SOURCE)
    for _ in range(30):
        session = Session(own_process=False)
        requests: list[wire.Request] = [
            wire.Load([], source),
            wire.Seed(0),
            wire.Call(wire.SUBMISSION, "Warm", [array]),
            wire.Set(wire.FIRST_HANDLE, "x", array),
            wire.Get(wire.FIRST_HANDLE, "x"),
            wire.Call(wire.FIRST_HANDLE, "call", [array, 1], {"flag": True}),
            wire.Batch([wire.Call(wire.FIRST_HANDLE, "fail", [])]),
        ]
        script = wire.decode_request(wire.pack_frame(wire.Script(requests))[wire.HEADER_SIZE :])
        assert isinstance(script, wire.Script)
        wire.pack_frame(wire.Played(_play(session, script)))


def prepare_interpreter() -> None:
    """Leaves in the interpreter what a submission may see: no environment, no arguments, few imports."""
    os.environ.clear()
    sys.argv[:] = sys.orig_argv[:] = ["submission"]
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, _Allowed())


class _Allowed:
    """An import hook that names what may be imported, where the search would end in a riddle."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Raises ModuleNotFoundError for a module that is neither numpy nor of the standard library."""
        top = name.partition(".")[0]
        if top != "numpy" and top not in sys.stdlib_module_names and top not in sys.modules:
            raise ModuleNotFoundError(_NOT_ALLOWED.format(name=name), name=name)


def _pack_reply(reply: wire.Reply) -> bytes:
    frame = wire.pack_frame(reply)
    if len(frame) - wire.HEADER_SIZE <= wire.MAX_REPLY:
        return frame
    size = len(frame) // 2**20
    return wire.pack_frame(wire.Raised("OverflowError", "OverflowError", _TOO_LARGE.format(size=size)))


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


_WARM_SOURCE = b"""
class Warm:
    def __init__(self, x):
        self.x = x
    def call(self, x, n, flag=False):
        return [x * n, (1, 2.0, None, flag), {"key": "text"}]
    def fail(self):
        raise ValueError("warm")
"""
_PRELOADED = """
    encodings.ascii encodings.latin_1 encodings.utf_8_sig encodings.utf_16 abc bisect collections
    collections.abc contextlib copy copyreg cmath dataclasses datetime decimal enum fractions functools gc heapq
    importlib inspect io itertools json logging math numbers operator os pathlib pickle pprint random re
    statistics string struct textwrap threading time traceback types typing unittest uuid warnings weakref
    numpy.random numpy.linalg numpy.fft numpy.lib.stride_tricks numpy.testing numpy.typing numpy.ma
    numpy.polynomial
"""
_NOT_ALLOWED = "a submission can import numpy and the standard library, not `{name}`"
_TOO_LARGE = f"the answer has {{size}} MiB; at most {wire.MAX_REPLY // 2**20} MiB can be returned"


def main() -> None:
    """A worker without a zygote: requests on standard input, replies on standard output, prints on standard error."""
    preload()
    prepared = sandbox.prepare(Protections.from_argument(sys.argv[3]))
    incoming, outgoing = os.dup(0), os.dup(1)
    with open(os.devnull, "rb") as null:
        os.dup2(null.fileno(), 0)
    os.dup2(2, 1)
    run(incoming, outgoing, sandbox.confine(prepared, int(sys.argv[1]), float(sys.argv[2])))


if __name__ == "__main__":
    main()
