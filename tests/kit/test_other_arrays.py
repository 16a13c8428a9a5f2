"""Right code whose arrays are of another kind loses nothing: other orders, strides, byte orders, precisions, dicts, numbers.

Each reference is played with an adapter behind it, in the worker: what a call is given, what it returns and what it keeps
in attributes is turned into one kind. What a property shows stays the layer's own, as optimizers write into it.
"""

from __future__ import annotations

import collections

import numpy as np
import pytest
from this_course import COURSE

from grader.course.layout import VISIBILITIES
from grader.course.submissions import Code
from grader.judge.loop import Session, run_session
from grader.judge.tasks import Task
from grader.link.launchers import make_launcher

pytestmark = pytest.mark.usefixtures("forked_judges")
SLUGS = [exercise.slug for exercise in COURSE.exercises]
SAMPLE = ["precision_dense", "im2col"]

ADAPTER = '''

def _adapt(kind, names):
    import collections
    import functools
    import types

    import numpy as np

    def turn(array):
        if kind == "fortran":
            return np.asfortranarray(array)
        if kind == "negative strides":
            back = (slice(None, None, -1),) * array.ndim
            return array[back].copy()[back]
        if kind == "read-only":
            array = array.view()
            array.flags.writeable = False
            return array
        if kind == "big-endian" and array.dtype.kind == "f":
            return array.astype(array.dtype.newbyteorder(">"))
        if kind == "single precision" and array.dtype.kind == "f":
            return array.astype(np.float32)
        return array

    def each(change, value):
        """Returns a value with its arrays, or with what `change` takes, changed, through lists, tuples and dicts."""
        if type(value) in (list, tuple):
            return type(value)(each(change, item) for item in value)
        if type(value) is dict:
            made = {"ordered dicts": collections.OrderedDict, "default dicts": functools.partial(_default, list)}
            return made.get(kind, dict)([(key, each(change, item)) for key, item in value.items()])
        return change(value)

    def _default(factory, pairs):
        return collections.defaultdict(factory, pairs)

    def change(value):
        return turn(value) if type(value) is np.ndarray and value.ndim else value

    def number(value):
        kinds = {bool: np.bool_, int: np.int64, float: np.float64}
        return kinds[type(value)](value) if kind == "numpy numbers" and type(value) in kinds else value

    def answer(value):
        return each(number, each(change, value))

    def arrays(value):
        found = []
        each(lambda item: found.append(item) if type(item) is np.ndarray else None, value)
        return found

    def wrap(function, waiting):
        """Calls with turned arguments and turns the answer; as `buffers`, overwrites the arguments when they are used up."""
        keeps = function.__name__.startswith("forward")

        @functools.wraps(function)
        def call(*args, **kwargs):
            if kind == "single precision" and function.__name__ == "__init__":
                return function(*args, **kwargs)
            if kind != "buffers":
                return answer(function(*each(change, args), **each(change, kwargs)))
            lent = each(lambda item: item.copy() if type(item) is np.ndarray else item, [args, kwargs])
            result = function(*lent[0], **lent[1])
            owner = id(args[0]) if args else 0
            over = [item for item in arrays(lent) if not any(np.may_share_memory(item, out) for out in arrays(result))]
            if keeps:
                waiting[owner], over = over, waiting.get(owner, [])
            for item in over:
                item[...] = 77 if item.dtype.kind in "iu" else item.dtype.kind == "f" and np.nan
            return result

        return call

    def adapt_class(cls):
        for name, item in list(vars(cls).items()):
            if getattr(item, "__isabstractmethod__", False) or (name.startswith("_") and name != "__init__"):
                continue  # a helper may return a view for its own class to write into
            if type(item) is types.FunctionType:
                setattr(cls, name, wrap(item, {}))
            elif type(item) in (staticmethod, classmethod):
                setattr(cls, name, type(item)(wrap(item.__func__, {})))
            elif type(item) is property and kind in ("numpy numbers", "ordered dicts", "default dicts"):
                getter = item.fget
                setattr(cls, name, property(lambda self, getter=getter: answer(getter(self)), item.fset))

        if kind in ("fortran", "negative strides", "big-endian", "single precision"):
            cls.__setattr__ = lambda self, name, value: object.__setattr__(self, name, each(change, value))

    for name, item in list(globals().items()):
        if isinstance(item, type) and item.__module__ == __name__:
            adapt_class(item)
        elif type(item) is types.FunctionType and name in names:
            globals()[name] = wrap(item, {})


_adapt(KIND, NAMES)
'''

KINDS = [
    "as it is", "fortran", "negative strides", "read-only", "big-endian", "single precision", "buffers",
    "numpy numbers", "ordered dicts", "default dicts",
]  # fmt: skip

ASKED_FOR = "the statement fixes the type of what is drawn"
FOR_JSON = "json writes Python's whole numbers only, and the statement asks for what JSON can hold"
EXEMPT = {
    ("glorot_uniform", "single precision"): ({"test_double_precision", "test_dtype"}, ASKED_FOR),
    ("precision_dense", "single precision"): ({"test_dtype"}, ASKED_FOR),
    ("configurable_dense", "numpy numbers"): ({"test_to_dict", "test_round_trip"}, FOR_JSON),
}
"""Cases that a kind loses rightly, and why."""


def tasks(slug, kinds):
    """Yields the reference with each of these adapters."""
    exercise = COURSE.exercise(slug)
    parts = COURSE.reference_parts(exercise)
    source = exercise.reference.read_text(encoding="utf-8")
    for kind in kinds:
        adapter = ADAPTER.replace("KIND", repr(kind)).replace("NAMES", repr(exercise.settings.names))
        text = (source + adapter).encode()
        yield Task(kind, slug, Code(exercise.file_name, text, ""), parts)


SMALL = """
import numpy as np
class Layer:
    def forward(self, X):
        self.X = X
        return {"Y": 2.0 * X, "shape": X.shape}
    def backward(self, G):
        self.G = G
        return self.X * G
def double(x):
    return 2 * x
"""


def adapted(kind):
    """Returns the names of a small module with this adapter."""
    names = {"__name__": "small"}
    exec(SMALL + ADAPTER.replace("KIND", repr(kind)).replace("NAMES", "['double']"), names)
    return names


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("fortran", lambda array: array.flags.f_contiguous and not array.flags.c_contiguous),
        ("negative strides", lambda array: max(array.strides) < 0),
        ("read-only", lambda array: not array.flags.writeable),
        ("big-endian", lambda array: array.dtype == ">f8"),
        ("single precision", lambda array: array.dtype == "float32"),
    ],
)
def test_the_adapter_turns_arrays(kind, seen):
    """Arguments, answers, and attributes that are no property's, are of the kind, with the same numbers"""
    X, names = np.arange(6.0).reshape(2, 3), adapted(kind)
    layer = names["Layer"]()
    answer = layer.forward(X)
    for array in (layer.X, answer["Y"], names["double"](X)):
        assert seen(array)
    assert (answer["Y"] == 2 * X).all() and (layer.X == X).all()


def test_the_adapter_turns_numbers_and_dicts():
    """Whole numbers become numpy's, dicts one of the relatives of a dict"""
    X = np.ones((2, 3))
    assert {type(size) for size in adapted("numpy numbers")["Layer"]().forward(X)["shape"]} == {np.int64}
    assert type(adapted("ordered dicts")["Layer"]().forward(X)) is collections.OrderedDict
    assert type(adapted("default dicts")["Layer"]().forward(X)) is collections.defaultdict


def test_the_adapter_uses_its_buffers_again():
    """What forward was given is overwritten with the next forward, all else at once; the caller's own arrays are not"""
    X, layer = np.ones((2, 3)), adapted("buffers")["Layer"]()
    layer.forward(X)
    kept = layer.X
    assert (layer.backward(3 * X) == 3).all()
    assert np.isnan(layer.G).all() and (kept == 1).all()
    layer.forward(2 * X)
    assert np.isnan(kept).all() and (layer.X == 2).all() and (X == 1).all()


def find_losses(slug, kinds):
    """Returns for each kind the names of the cases that it loses, with what they say."""
    results = []
    launcher = make_launcher()
    try:
        session = Session(COURSE, [slug], VISIBILITIES, COURSE.settings.seed, reveal=True)
        run_session(session, launcher, lambda cases: tasks(slug, kinds), lambda graded: results.append(graded.result))
    finally:
        launcher.close()
    assert [result.student for result in results if result.status != "graded"] == []
    return {
        result.student: {
            case.id.rpartition("::")[2].partition("[")[0]: case.message
            for case in result.cases
            if case.outcome != "passed"
        }
        for result in results
    }


@pytest.mark.parametrize("slug", [pytest.param(s, marks=() if s in SAMPLE else pytest.mark.slow) for s in SLUGS])
def test_other_kinds_lose_nothing(slug):
    """The reference keeps every point, of whatever kind its arrays, numbers and dicts are"""
    for kind, lost in find_losses(slug, KINDS).items():
        exempt, _ = EXEMPT.get((slug, kind), (set(), ""))
        assert {name: text for name, text in lost.items() if name not in exempt} == {}, kind
        assert exempt <= set(lost), f"{kind}: an exemption that is not needed is taken off"
