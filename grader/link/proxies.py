"""Stand-ins for a submission's modules and objects, on the judge's side.

Theory of operation. A suite says `layer = submission.Dense(n_units=3, input_shape=(2,))`, `layer.W = W`,
`layer.forward_pass(X)`, as it would of the class itself. Each of these is one message: a proxy knows the number of
its object in the worker and the names of the methods of its type, which travel with the handle. A name that is a
method is answered here with a `Member` and costs nothing until it is called; any other name is read from the worker
at once, so `layer.W` is an array, a copy: changing it in place changes nothing over there.

Arguments are copied by the wire. Where a case is about one and the same array (does a layer change its argument?),
`hold` keeps it in the worker and `read` fetches it again.

An assignment answers nothing, so it waits and travels with the next request, in one frame; what it raises is raised
there. A round trip costs ten to a hundred microseconds, and a suite makes hundreds.

What the submission raises is raised here as a `SubmissionError` that is also of the built-in type that was raised,
so `pytest.raises(ValueError)` works and no class of the submission's is ever made in this process.

Rejected: lazy attributes that are fetched when something looks at them (isinstance, shape and truth of a value would
be ours, not the student's), and copying an object's whole state after each call (large, and it hides aliasing).
"""

from __future__ import annotations

import builtins
import functools
from collections.abc import Iterable, Sequence
from typing import Any

from grader.link.link import Link
from grader.worker import wire


class SubmissionError(Exception):
    """The submission's code raised. `type_name`, `message`, `(line, function)` of its frames, innermost last."""

    def __init__(self, raised: wire.Raised) -> None:
        super().__init__(f"{raised.type_name}: {raised.message}" if raised.message else raised.type_name)
        self.type_name = raised.type_name
        self.message = raised.message
        self.frames = raised.frames


class NotDefined(SubmissionError, AttributeError):
    """The submission lacks a class or function that the exercise asks for."""


@functools.cache
def _error_class(kind: str) -> type[SubmissionError]:
    base = getattr(builtins, kind, Exception)
    if not (isinstance(base, type) and issubclass(base, Exception)) or base is Exception:
        return SubmissionError
    try:
        made = type(f"Submission{kind}", (SubmissionError, base), {})
        made(wire.Raised("", kind, ""))
    except TypeError:  # a layout that does not combine, or a class that needs more than a text
        return SubmissionError
    return made


class Client:
    """Speaks to one loaded submission over a link and hands out its proxies."""

    def __init__(self, link: Link, file: str) -> None:
        self._link = link
        self._waiting: list[wire.Single] = []
        self.file = file
        self.parts_used: list[str] = []

    def load(
        self, submission: wire.Module, modules: Sequence[wire.Module], parts: Sequence[wire.Module] = ()
    ) -> tuple[Proxy, Proxy | None]:
        """Executes the submission; returns the proxies of its module and of the track's `support` module.

        `parts_used` then holds the file names of the parts that could be executed.
        """
        items = self._ask(wire.Load(list(modules), submission, list(parts)))
        if not isinstance(items, tuple) or len(items) != 3 or not isinstance(items[0], Proxy):
            raise wire.WireError("loading was answered with something else")
        self.parts_used = [item for item in items[2] if isinstance(item, str)] if isinstance(items[2], list) else []
        return items[0], items[1] if isinstance(items[1], Proxy) else None

    @property
    def is_ahead(self) -> bool:
        """Tells whether something is assigned that has not been sent yet."""
        return any(isinstance(request, wire.Set) for request in self._waiting)

    def seed(self, value: int, begin: bool = False) -> None:
        """Seeds the worker's global generators; with `begin`, drops every object of the case before as well."""
        if begin:
            self._waiting.clear()
        self._waiting.append(wire.Seed(value, begin))

    def put(self, value: Any) -> Proxy:
        """Keeps `value` in the worker; returns its proxy."""
        found = self._ask(wire.Put(self.encode(value)))
        if not isinstance(found, Proxy):
            raise wire.WireError("keeping a value was answered with something else")
        return found

    def get(self, target: int, name: str) -> Any:
        """Returns an attribute, or with an empty name the object itself, as plain data or as a proxy."""
        if self._waiting:
            self.batch([])  # so that what an assignment raises is not taken for a missing name
        try:
            return self._ask(wire.Get(target, name))
        except SubmissionError as error:
            if target == wire.SUBMISSION and isinstance(error, AttributeError) and not error.frames:
                text = f"{self.file} does not define `{name}`"
                raise NotDefined(wire.Raised("NotDefined", "AttributeError", text)) from None
            raise

    def set(self, target: int, name: str, value: Any) -> None:
        """Assigns an attribute, with the next request."""
        self._waiting.append(wire.Set(target, name, self.encode(value)))

    def call(self, target: int, name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Calls an attribute, or with an empty name the object itself."""
        return self._ask(self.request_call(target, name, args, kwargs))

    def request_call(self, target: int, name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> wire.Call:
        """Returns the request of a call, for a batch."""
        return wire.Call(
            target, name, [self.encode(arg) for arg in args], {key: self.encode(arg) for key, arg in kwargs.items()}
        )

    def batch(self, requests: Iterable[wire.Single]) -> list[Any]:
        """Carries out many requests in one message; returns their values, or raises what the first failure raised."""
        waiting, self._waiting = self._waiting, []
        singles = [*waiting, *requests]
        reply = self._link.request(wire.Batch(singles))
        if not isinstance(reply, wire.Many):
            raise wire.WireError("a batch was answered with a single reply")
        values = [self._decode(self._single(single).value) for single in reply.replies]
        if len(values) != len(singles):
            raise wire.WireError("a batch was answered in part")
        return values[len(waiting) :]

    def _ask(self, request: wire.Single) -> Any:
        if self._waiting:
            return self.batch([request])[0]
        return self._decode(self._single(self._link.request(request)).value)

    def encode(self, value: Any) -> wire.Value:
        """Returns `value` for the wire; proxies become the handles of their objects."""
        return wire.encode_value(value, self._handle_of)

    def _handle_of(self, value: Any) -> wire.Handle:
        if isinstance(value, Member):
            value = value._fetch()
        if isinstance(value, Proxy):  # the number is all that is needed over there
            return wire.Handle(object.__getattribute__(value, "_grader_handle").id, "")
        raise TypeError(f"a suite passed a {type(value).__name__}, which cannot go to the worker")

    def _decode(self, value: wire.Value) -> Any:
        return wire.decode_value(value, lambda handle: Proxy(self, handle))

    @staticmethod
    def _single(reply: wire.Reply) -> wire.Done:
        if isinstance(reply, wire.Raised):
            raise _error_class(reply.kind if hasattr(builtins, reply.kind) else "Exception")(reply)
        if isinstance(reply, wire.Many):
            raise wire.WireError("a single request was answered with a batch")
        return reply


class Proxy:
    """Stands for one object in the worker. Attributes are read, assigned and called over there."""

    __slots__ = ("_grader_client", "_grader_handle")
    _grader_client: Client
    _grader_handle: wire.Handle

    def __init__(self, client: Client, handle: wire.Handle) -> None:
        object.__setattr__(self, "_grader_client", client)
        object.__setattr__(self, "_grader_handle", handle)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "_grader")):
            raise AttributeError(name)
        if name in self._grader_handle.methods:
            return Member(self, name)
        return self._grader_client.get(self._grader_handle.id, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._grader_client.set(self._grader_handle.id, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._grader_client.call(self._grader_handle.id, "", args, kwargs)

    def __repr__(self) -> str:
        return f"<{self._grader_handle.type_name} of {self._grader_client.file}>"


class Member:
    """A method of an object, or a class or function of a module, in the worker: called or passed on by name."""

    __slots__ = ("_name", "_owner")

    def __init__(self, owner: Proxy, name: str) -> None:
        self._owner = owner
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._owner._grader_client.call(self._owner._grader_handle.id, self._name, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "_grader")):  # what our own code asks of any value is never asked over there
            raise AttributeError(name)
        return getattr(self._fetch(), name)

    def __repr__(self) -> str:
        return f"<{self._name} of {self._owner!r}>"

    def _fetch(self) -> Any:
        return self._owner._grader_client.get(self._owner._grader_handle.id, self._name)


def locate(member: Member) -> tuple[int, str]:
    """Returns the handle of the object that a method belongs to, and the method's name."""
    owner = object.__getattribute__(member, "_owner")
    return owner._grader_handle.id, object.__getattribute__(member, "_name")


def type_name(value: Any) -> str:
    """Returns the name of the type that `value` has in the worker."""
    return value._grader_handle.type_name if isinstance(value, Proxy) else type(value).__name__


def read(held: Proxy) -> Any:
    """Returns the value that a proxy stands for, as it is now."""
    return held._grader_client.get(held._grader_handle.id, "")


def call_each(function: Any, arguments: Iterable[Sequence[Any]]) -> list[Any]:
    """Returns `[function(*args) for args in arguments]`, in one message where `function` is the submission's."""
    if not isinstance(function, Member):
        return [function(*args) for args in arguments]
    owner, name = function._owner, function._name
    client = owner._grader_client
    return client.batch(client.request_call(owner._grader_handle.id, name, args, {}) for args in arguments)


def call_with(owner: Any, name: str, values: Sequence[Any], method: str, args: Sequence[Any]) -> list[Any]:
    """Returns `owner.method(*args)` once for each of `values` assigned to `owner.name`, in one message."""
    if not isinstance(owner, Proxy):
        results = []
        for value in values:
            setattr(owner, name, value)
            results.append(getattr(owner, method)(*args))
        return results
    client, target = owner._grader_client, owner._grader_handle.id
    call = client.request_call(target, method, args, {})
    requests: list[wire.Single] = []
    for value in values:
        requests += [wire.Set(target, name, client.encode(value)), call]
    return client.batch(requests)[1::2]
