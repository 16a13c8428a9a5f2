"""The worker: executes one submission and answers the judge's requests with plain data.

It imports the standard library, numpy, `wire` and `sandbox`, and nothing of the course: no suite, no reference, no
expected value is in this process. It is told the submission's source as bytes, executes it, and then creates
objects, calls methods, reads and assigns attributes as it is asked. It judges nothing; whatever it says is data.

`Session` is the whole of it and knows no file descriptor, so that the same code serves trusted modules inside the
judge (`grader.proxies.InProcess`). `serve` is the loop of a real worker.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import sys
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader import cells, wire

_MESSAGE = 2_000
_FRAMES = 20
_BUILTIN_ERRORS = frozenset(
    name for name, item in vars(__import__("builtins")).items()
    if isinstance(item, type) and issubclass(item, BaseException)
)  # fmt: skip


class Session:
    """One loaded submission and the objects that its cases have made.

    With `own_process` false the modules are visible to `import` only while a request runs, so that several
    sessions can live in one trusted process.
    """

    def __init__(self, own_process: bool = True) -> None:
        self._own_process = own_process
        self._modules: dict[str, types.ModuleType] = {}
        self._fixed: list[Any] = [None, None]
        self._objects: dict[int, Any] = {}
        self._methods: dict[type, tuple[str, ...]] = {}
        self._file = ""

    def module(self, number: int) -> types.ModuleType:
        """Returns a loaded module by its fixed number, for trusted sessions."""
        found: types.ModuleType = self._fixed[number]
        return found

    def handle(self, request: wire.Request) -> wire.Reply:
        """Returns the reply to `request`. Whatever the submission raises becomes a `Raised`."""
        if isinstance(request, wire.Batch):
            replies: list[wire.Done | wire.Raised] = []
            for single in request.requests:
                replies.append(self._handle_single(single))
                if isinstance(replies[-1], wire.Raised):
                    break
            return wire.Many(replies)
        return self._handle_single(request)

    def _handle_single(self, request: wire.Single) -> wire.Done | wire.Raised:
        try:
            if self._own_process:
                return wire.Done(self._answer(request))
            with self._importable():
                return wire.Done(self._answer(request))
        except BaseException as error:  # the submission's SystemExit is a result as well as its ValueError
            return describe_error(error, self._file)

    def _answer(self, request: wire.Single) -> wire.Value:
        match request:
            case wire.Call():
                function = self._find(request.target, request.name)
                args = [self._decode(arg) for arg in request.args]
                kwargs = {name: self._decode(arg) for name, arg in request.kwargs.items()}
                return self._encode(function(*args, **kwargs))
            case wire.Get():
                return self._encode(self._find(request.target, request.name))
            case wire.Set():
                setattr(self._object(request.target), request.name, self._decode(request.value))
                return None
            case wire.Put():
                return self._handle_of(self._decode(request.value))
            case wire.Seed():
                if request.begin:
                    self._objects.clear()
                random.seed(request.value)
                np.random.seed(request.value % 2**32)
                return None
            case wire.Load():
                return self._load(request)

    def _load(self, request: wire.Load) -> wire.Value:
        self._file = request.submission.file
        for source in request.modules:
            self._modules[source.name] = module = types.ModuleType(source.name)
            with self._importable():
                exec(compile(source.source.decode(), source.file, "exec", dont_inherit=True), vars(module))
        self._fixed[wire.SUPPORT] = self._modules.get("support")
        parts: list[wire.Value] = [self._load_part(candidates) for candidates in request.parts]
        source = request.submission
        self._modules[source.name] = module = types.ModuleType(source.name)
        module.__file__ = source.file
        with self._importable():
            if source.file.endswith(".ipynb"):
                cells.execute_notebook(source.source, module)
            else:
                text = source.source.decode("utf-8-sig")
                exec(compile(text, source.file, "exec", dont_inherit=True), vars(module))
        self._fixed[wire.SUBMISSION] = module
        return wire.Items(True, [*(self._handle_of(item) for item in self._fixed), wire.Items(False, parts)])

    def _load_part(self, candidates: list[wire.Module]) -> str:
        """Makes the first candidate that can be executed importable; returns its file's name, or an empty text."""
        for source in candidates:
            module = types.ModuleType(source.name)
            with contextlib.suppress(BaseException), self._importable():  # a student's other file may do anything
                if source.file.endswith(".ipynb"):
                    cells.execute_notebook(source.source, module)
                else:
                    exec(
                        compile(source.source.decode("utf-8-sig"), source.file, "exec", dont_inherit=True), vars(module)
                    )
                self._modules[source.name] = module
                return source.file
        return ""

    @contextlib.contextmanager
    def _importable(self) -> Iterator[None]:
        """Lets `import layer` find the track's modules."""
        if self._own_process:
            sys.modules.update(self._modules)
            yield
            return
        before = {name: sys.modules.get(name) for name in self._modules}
        sys.modules.update(self._modules)
        try:
            yield
        finally:
            for name, module in before.items():
                if module is None:
                    sys.modules.pop(name, None)
                else:
                    sys.modules[name] = module

    def _object(self, target: int) -> Any:
        if target < wire.FIRST_HANDLE:
            if self._fixed[target] is None:
                raise RuntimeError("nothing is loaded")
            return self._fixed[target]
        return self._objects[target]

    def _find(self, target: int, name: str) -> Any:
        found = self._object(target)
        return getattr(found, name) if name else found

    def _decode(self, value: wire.Value) -> Any:
        return wire.decode_value(value, lambda handle: self._object(handle.id))

    def _encode(self, value: Any) -> wire.Value:
        return wire.encode_value(value, self._handle_of)

    def _handle_of(self, value: Any) -> wire.Handle:
        for number, module in enumerate(self._fixed):
            if value is module and module is not None:
                return wire.Handle(number, "module", _method_names(value))
        number = wire.FIRST_HANDLE + len(self._objects)
        self._objects[number] = value
        kind = type(value)
        if kind is type or kind not in self._methods:
            self._methods[kind] = _method_names(value)
        return wire.Handle(number, _type_name(value), self._methods[kind])


def _type_name(value: Any) -> str:
    if type(value) is np.ndarray:
        return f"ndarray of {value.dtype.name}"[:200]
    return _printable(str(type(value).__name__))[:200]


def _method_names(value: Any) -> tuple[str, ...]:
    """Returns the names that can be called on `value` without asking for them first."""
    names: list[str] = []
    spaces = [vars(value)] if isinstance(value, types.ModuleType) else _class_spaces(value)
    for space in spaces:
        for name, item in list(space.items()):
            if type(name) is str and name.isidentifier() and not name.startswith("__") and type(item) in _CALLABLES:
                names.append(name)
    return tuple(sorted(set(names))[:200])


def _class_spaces(value: Any) -> list[Any]:
    bases = value.__mro__ if isinstance(value, type) else type(value).__mro__
    return [vars(base) for base in bases if base is not object and base.__module__ != "numpy"]


_CALLABLES = (types.FunctionType, staticmethod, classmethod, type)


def describe_error(error: BaseException, file: str) -> wire.Raised:
    """Returns what may be told of `error`: its type, its text, and the lines of `file` that it passed through."""
    kind = next((base.__name__ for base in type(error).__mro__ if base.__name__ in _BUILTIN_ERRORS), "Exception")
    try:
        message = str(error)[:_MESSAGE]
    except BaseException:  # a student's __str__ may raise or exit as well
        message = "(its text could not be read)"
    frames: list[tuple[int, str, int]] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        cell = _cell_of(code.co_filename, file)
        if cell is not None:
            frames.append((trace.tb_lineno, _printable(str(code.co_name))[:200], cell))
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and isinstance(error.lineno, int):
        cell = _cell_of(str(error.filename), file)
        if cell is not None:
            message = str(error.msg)[:_MESSAGE]
            frames.append((error.lineno, "<module>", cell))
    return wire.Raised(_printable(str(type(error).__name__))[:200], kind, _printable(message), frames[-_FRAMES:])


def _cell_of(name: str, file: str) -> int | None:
    """Returns the cell that a code object's file name means: 0 in a plain file, None where it is not the submission's."""
    if name == file:
        return 0
    if file.endswith(".ipynb") and name.startswith("cell ") and name[5:].isdigit():
        return int(name[5:])
    return None


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


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
        reply = session.handle(request)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BaseException):  # the submission may have closed or replaced its streams
                stream.flush()
        _write_all(descriptor_out, _pack_reply(reply))


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
            wire.Load([], source), wire.Seed(0), wire.Call(wire.SUBMISSION, "Warm", [array]),
            wire.Set(wire.FIRST_HANDLE, "x", array), wire.Get(wire.FIRST_HANDLE, "x"),
            wire.Call(wire.FIRST_HANDLE, "call", [array, 1], {"flag": True}),
            wire.Batch([wire.Call(wire.FIRST_HANDLE, "fail", [])]),
        ]  # fmt: skip
        for request in requests:
            _pack_reply(session.handle(wire.decode_request(wire.pack_frame(request)[wire.HEADER_SIZE :])))


def prepare_interpreter() -> None:
    """Leaves in the interpreter what a submission may see: no environment, no arguments, few imports."""
    os.environ.clear()
    sys.argv[:] = ["submission"]
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
    from grader import sandbox

    preload()
    prepared = sandbox.prepare(landlock=sys.argv[3] == "1", seccomp=sys.argv[4] == "1")
    incoming, outgoing = os.dup(0), os.dup(1)
    with open(os.devnull, "rb") as null:
        os.dup2(null.fileno(), 0)
    os.dup2(2, 1)
    run(incoming, outgoing, sandbox.confine(prepared, int(sys.argv[1]), float(sys.argv[2])))


if __name__ == "__main__":
    main()
