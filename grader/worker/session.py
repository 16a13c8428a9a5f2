"""The worker: executes one submission and answers the judge's requests with plain data.

It imports the standard library, numpy, `wire` and `cells`, and nothing of the course: no suite, no reference, no
expected value is in this process. It is told the submission's source as bytes, executes it, and then creates
objects, calls methods, reads and assigns attributes as it is asked. It judges nothing; whatever it says is data.

`Session` is the whole of it and knows no file descriptor, so that the same code serves trusted modules inside the
judge: it answers requests as a worker does. `grader.worker.serve` is the process around it.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import random
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.worker import cells, wire

_MESSAGE = 2_000
_FRAMES = 20
_BUILTIN_ERRORS = frozenset(
    name
    for name, item in vars(__import__("builtins")).items()
    if isinstance(item, type) and issubclass(item, BaseException)
)


class Session:
    """One loaded submission and the objects that its cases have made.

    With `own_process` false the modules are visible to `import` only while a request runs, so that several
    sessions can live in one trusted process.

    A generator that is made without a seed, as by `np.random.default_rng()`, is another one each time, but the same ones
    in each run of a case: whoever uses it has the same score again, and the same mistake.
    """

    def __init__(self, own_process: bool = True, on_error: Callable[[BaseException], None] | None = None) -> None:
        self._own_process = own_process
        self._on_error = on_error
        self._modules: dict[str, types.ModuleType] = {}
        self._fixed: list[Any] = [None, None]
        self._objects: dict[int, Any] = {}
        self._methods: dict[type, tuple[str, ...]] = {}
        self._file = ""
        self._entropy = random.Random(0)
        if own_process:
            _take_entropy_from(self._entropy.getrandbits)

    def module(self, number: int) -> types.ModuleType:
        """Returns a loaded module by its fixed number, for trusted sessions."""
        found: types.ModuleType = self._fixed[number]
        return found

    def request(self, request: wire.Request) -> wire.Reply:
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
            if self._on_error is not None:
                self._on_error(error)
            try:
                return describe_error(error, self._file)
            except BaseException:  # an exception of the submission's own can lie about all its attributes
                return wire.Raised("Exception", "Exception", "(the exception could not be read)")

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
                    self._entropy.seed(request.value)
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
                _execute(source, module)
        self._fixed[wire.SUPPORT] = self._modules.get("support")
        parts: list[wire.Value] = [part.file for part in request.parts if self._load_part(part)]
        source = request.submission
        self._modules[source.name] = module = types.ModuleType(source.name)
        module.__file__ = source.file
        with self._importable():
            _execute(source, module)
        self._fixed[wire.SUBMISSION] = module
        proxied: list[wire.Value] = [None if item is None else self._handle_of(item) for item in self._fixed]
        return wire.Items(True, [*proxied, wire.Items(False, parts)])

    def _load_part(self, part: wire.Module) -> bool:
        """Makes a student's module of another exercise importable; tells whether it could be executed."""
        self._modules[part.name] = types.ModuleType(part.name)
        try:
            with self._importable():
                _execute(part, self._modules[part.name])
        except BaseException:  # a student's other file may do anything: the cases that need it are told, and no others
            del self._modules[part.name]
            sys.modules.pop(part.name, None)
            return False
        return True

    @contextlib.contextmanager
    def _importable(self) -> Iterator[None]:
        """Lets `import layer` find the track's modules."""
        if self._own_process:
            sys.modules.update(self._modules)
            yield
            return
        before = {name: sys.modules.get(name) for name in self._modules}
        sys.modules.update(self._modules)
        entropy = _take_entropy_from(self._entropy.getrandbits)
        try:
            yield
        finally:
            _take_entropy_from(entropy)
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
        if isinstance(value, type | types.ModuleType):  # its methods are its own, not its type's
            return wire.Handle(number, _type_name(value), _method_names(value))
        if kind not in self._methods:
            self._methods[kind] = _method_names(value)
        return wire.Handle(number, _type_name(value), self._methods[kind])


def _take_entropy_from(draw: Callable[[int], int]) -> Callable[[int], int]:
    """Lets numpy's generators without a seed ask `draw` for bits; returns what they have asked so far."""
    before: Callable[[int], int] = vars(np.random.bit_generator).get("randbits", draw)
    np.random.bit_generator.randbits = draw  # type: ignore[attr-defined]
    return before


def _execute(source: wire.Module, module: types.ModuleType) -> None:
    """Executes a module's source, a notebook's cells or plain text, in `module`."""
    if source.code:
        exec(marshal.loads(source.code), vars(module))
    elif source.file.endswith(".ipynb"):
        cells.execute_notebook(source.source, module)
    else:
        exec(compile_source(source.source, source.file), vars(module))


@functools.lru_cache(256)
def compile_source(source: bytes, file: str) -> types.CodeType:
    """Returns the code of a source; kept, because the judge loads the same trusted modules for many wrong models."""
    return compile(source.decode("utf-8-sig"), file, "exec", dont_inherit=True)


def _type_name(value: Any) -> str:
    if type(value) is np.ndarray:
        kind = {"U": "str", "S": "bytes"}.get(value.dtype.kind, value.dtype.name)
        return f"ndarray of {kind}"[:200]
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
