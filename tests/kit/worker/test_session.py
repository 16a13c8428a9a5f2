"""The session inside a worker: loading, carrying out requests, and what it tells of an exception."""

from __future__ import annotations

import random
import sys

import numpy as np
import pytest

from grader.worker import serve, wire
from grader.worker.session import Session

LAYER = wire.Module("layer", "layer.py", b"class Layer:\n    def name(self): return type(self).__name__\n")


def load(source, *modules, own_process=False):
    """Returns a session that has been asked to load `source`, and its answer."""
    session = Session(own_process=own_process)
    text = source.encode() if isinstance(source, str) else source
    return session, session.request(wire.Load(list(modules), wire.Module("dense", "dense.py", text)))


def loaded(source, *modules):
    """Returns a session with `source` loaded."""
    session, reply = load(source, *modules)
    assert isinstance(reply, wire.Done), reply
    return session


def call(session, name, *args, target=wire.SUBMISSION, **kwargs):
    """Returns the reply to a call."""
    return session.request(wire.Call(target, name, list(args), kwargs))


def test_the_answer_to_load_names_both_modules():
    """Loading answers with a handle for the submission and one for the track's support module."""
    support = wire.Module("support", "support.py", b"def make(): return 1")
    _, reply = load("def f(): return 1\nx = 2", support)
    submission, other, parts = reply.value.items
    assert parts == wire.Items(False, [])
    assert (submission.id, submission.methods) == (wire.SUBMISSION, ("f",))
    assert (other.id, other.methods) == (wire.SUPPORT, ("make",))


def test_a_track_without_support_module_has_none():
    """Where the track gives no support module, the answer to load has None in its place."""
    assert load("x = 1")[1].value.items[1] is None


def load_part(source, needed="from part import x"):
    """Returns the answer to load for a submission that uses `part`."""
    module = wire.Module("dense", "dense.py", needed.encode())
    part = wire.Module("part", "your part.py", source.encode())
    return Session(own_process=False).request(wire.Load([], module, [part]))


@pytest.mark.parametrize("broken", ["def f(:", "raise ValueError", "raise SystemExit", "import nothing_like"])
def test_a_part_that_cannot_be_executed_is_left_out(broken):
    """The answer names the parts that are there; only a submission that imports a missing one fails."""
    assert load_part("x = 1").value.items[2].items == ["your part.py"]
    assert load_part(broken, needed="").value.items[2].items == []
    assert load_part(broken).kind == "ModuleNotFoundError"


def test_a_part_can_be_looked_up_while_it_is_executed():
    """A part with a dataclass, whose annotations are looked up in its module, loads as it would by itself."""
    head = "from __future__ import annotations\nfrom dataclasses import dataclass"
    point = "@dataclass\nclass P:\n    a: int\nx = P(1)"
    assert load_part(f"{head}\n{point}").value.items[2].items == ["your part.py"]


def test_modules_load_in_the_order_given():
    """A module of the track may use those before it, and none after it."""
    first = wire.Module("first", "first.py", b"a = 2")
    second = wire.Module("second", "second.py", b"from first import a")
    session = loaded("from second import a\ndef f(): return a", first, second)
    assert call(session, "f") == wire.Done(2)
    assert load("", second, first)[1].type_name == "ModuleNotFoundError"


def test_a_submission_imports_the_base_class():
    """`from layer import Layer` works at the top of a file and inside a function."""
    late = "def late():\n    import layer\n    return layer.Layer().name()"
    session = loaded(f"from layer import Layer\nclass Dense(Layer): pass\n{late}", LAYER)
    made = call(session, "Dense").value
    assert made.type_name == "Dense" and "name" in made.methods
    assert call(session, "name", target=made.id) == wire.Done("Dense")
    assert call(session, "late") == wire.Done("Layer")


def test_a_module_can_be_imported_by_its_own_slug():
    """Dataclasses, and code that imports itself, find the module while it runs."""
    point = "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n"
    session = loaded(f"{point}def f():\n    import dense\n    return dense.P(3).x")
    assert call(session, "f") == wire.Done(3)


def test_a_byte_order_mark_is_no_error():
    """A file that begins with a UTF-8 byte order mark loads."""
    assert call(loaded(b"\xef\xbb\xbfdef f(): return 1"), "f") == wire.Done(1)


def test_nothing_can_be_called_before_loading():
    """A call without a submission is answered with an error, not with a crash."""
    assert call(Session(own_process=False), "f").message == "nothing is loaded"


def test_a_trusted_session_leaves_the_modules_as_they_were(monkeypatch):
    """With `own_process=False` an `import layer` elsewhere finds what it found before, or nothing."""
    other = object()
    monkeypatch.setitem(sys.modules, "layer", other)
    before = dict(sys.modules)
    session = loaded("import layer\ndef f():\n    import layer\n    return layer.Layer.__name__", LAYER)
    assert call(session, "f") == wire.Done("Layer")
    call(session, "missing")
    assert sys.modules["layer"] is other
    assert "dense" not in sys.modules
    assert set(sys.modules) == set(before)


def test_two_trusted_sessions_do_not_see_each_other():
    """Each session's `import layer` finds its own."""
    source = "def f():\n    import layer\n    return layer.n"
    one = loaded(source, wire.Module("layer", "layer.py", b"n = 1"))
    two = loaded(source, wire.Module("layer", "layer.py", b"n = 2"))
    assert [call(one, "f").value, call(two, "f").value] == [1, 2]


def test_a_session_of_its_own_process_keeps_the_modules(monkeypatch):
    """In a worker the modules stay importable, for threads and callbacks."""
    for name in ("layer", "dense"):
        monkeypatch.setitem(sys.modules, name, None)
    load("from layer import Layer", LAYER, own_process=True)
    assert sys.modules["layer"].Layer.__name__ == "Layer"
    assert sys.modules["dense"].Layer is sys.modules["layer"].Layer


def test_attributes_are_read_and_assigned():
    """Get, set and get again; an empty name is the object itself."""
    session = loaded("class Dense:\n    W = 1")
    made = call(session, "Dense").value.id
    assert session.request(wire.Get(made, "W")) == wire.Done(1)
    assert session.request(wire.Set(made, "W", 5)) == wire.Done(None)
    assert session.request(wire.Get(made, "W")) == wire.Done(5)
    assert session.request(wire.Get(made, "")).value.type_name == "Dense"


def test_an_object_that_is_put_is_one_object():
    """What `Put` keeps is handed to each call as the same object."""
    session = loaded("def change(x):\n    x[0] = 9.0")
    held = session.request(wire.Put(wire.encode_array(np.zeros(2)))).value
    call(session, "change", held)
    back = session.request(wire.Get(held.id, "")).value
    np.testing.assert_array_equal(wire.decode_value(back, None), [9.0, 0.0])


def test_handles_as_arguments_are_the_objects():
    """A handle that is sent back reaches the call as the object itself, and keywords arrive."""
    session = loaded("class A: pass\ndef same(a, *, b): return a is b")
    made = call(session, "A").value
    other = call(session, "A").value
    assert call(session, "same", made, b=made) == wire.Done(True)
    assert call(session, "same", made, b=other) == wire.Done(False)


def test_seeding_repeats_the_draws():
    """Both global generators are seeded."""
    session = loaded("import random, numpy as np\ndef f(): return [random.random(), float(np.random.rand())]")
    state, numpy_state = random.getstate(), np.random.get_state()
    try:
        answers = []
        for seed in (7, 7, 2**40 + 7):
            session.request(wire.Seed(seed))
            answers.append(call(session, "f").value.items)
    finally:
        random.setstate(state)
        np.random.set_state(numpy_state)
    assert answers[0] == answers[1]
    assert answers[0] != answers[2]


@pytest.mark.parametrize("make", ["default_rng()", "RandomState()", "Generator(PCG64())", "default_rng(None)"])
def test_generators_without_a_seed_are_the_same_in_each_run(make):
    """A case that is played again meets the same draws, and within a case each generator is another one"""
    source = f"from numpy.random import *\ndef f(): return {make}.normal()"
    runs = []
    for seed in (7, 7, 8):
        session = loaded(source)
        session.request(wire.Seed(seed))
        runs.append([call(session, "f").value for _ in range(2)])
    assert runs[0] == runs[1]
    assert len({*runs[0], *runs[2]}) == 4


def test_a_seed_in_the_middle_leaves_them_alone():
    """As `np.random.seed` does: whoever makes a generator without a seed after it has another one"""
    session = loaded("from numpy.random import default_rng\ndef f(): return default_rng().normal()")
    answers = []
    for _ in range(2):
        session.request(wire.Seed(42, begin=False))
        answers.append(call(session, "f").value)
    assert answers[0] != answers[1]


def test_generators_of_the_judge_are_no_part_of_it():
    """Where a trusted session runs in the judge, entropy is the system's again after each request"""
    before = np.random.bit_generator.randbits
    loaded("from numpy.random import default_rng\ndef f(): return default_rng().normal()")
    assert np.random.bit_generator.randbits is before
    session = loaded("def f(): raise ValueError")
    call(session, "f")
    assert np.random.bit_generator.randbits is before


def test_a_case_begins_without_the_objects_of_the_last():
    """Seeding with `begin` forgets every object; without it, none."""
    session = loaded("class A: pass")
    made = call(session, "A").value
    session.request(wire.Seed(1, begin=False))
    assert isinstance(session.request(wire.Get(made.id, "")), wire.Done)
    session.request(wire.Seed(1))
    assert session.request(wire.Get(made.id, "")).type_name == "KeyError"


def test_an_error_names_lines_of_the_submission_only():
    """Frames of numpy and of the grader are left out; the submission's are kept, outermost first."""
    source = "from numpy.linalg import inv\ndef outer(x):\n    return f(x)\ndef f(x):\n    return inv(x)"
    reply = call(loaded(source), "outer", wire.encode_array(np.zeros((2, 2))))
    assert (reply.type_name, reply.kind) == ("LinAlgError", "ValueError")
    assert reply.frames == [(3, "outer", 0), (5, "f", 0)]
    assert reply.message == "Singular matrix"


def test_an_error_in_the_base_class_shows_no_line_of_it():
    """Where only the track's module raises, no frame is the submission's."""
    base = wire.Module("layer", "layer.py", b"def check(): raise TypeError('no')")
    reply = call(loaded("from layer import check\ndef f():\n    check()", base), "f")
    assert reply.frames == [(3, "f", 0)]


def test_a_syntax_error_has_its_line():
    """A file that cannot be compiled is described by the line at fault."""
    _, reply = load("x = 1\ndef f(:\n    pass\n")
    assert (reply.type_name, reply.kind) == ("SyntaxError", "SyntaxError")
    assert reply.frames == [(2, "<module>", 0)]


@pytest.mark.parametrize("error", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException"])
def test_errors_that_end_programs_are_answers(error):
    """`sys.exit()` and the like, at import or in a call, are reported like any exception."""
    assert call(loaded(f"def f(): raise {error}('bye')"), "f").kind == error
    assert load(f"raise {error}('bye')")[1].frames == [(1, "<module>", 0)]


@pytest.mark.parametrize("body", ["raise RuntimeError('no')", "raise SystemExit", "return 3"])
def test_an_error_whose_text_raises(body):
    """An exception with a `__str__` that fails is described without its text."""
    source = f"class Odd(ValueError):\n    def __str__(self):\n        {body}\ndef f(): raise Odd('x')"
    reply = call(loaded(source), "f")
    assert (reply.type_name, reply.kind) == ("Odd", "ValueError")
    assert reply.message == "(its text could not be read)"


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        ("KeyError('a')", "KeyError"),
        ("type('Mine', (IndexError,), {})()", "IndexError"),
        ("type('Mine', (Exception,), {})()", "Exception"),
        ("UnicodeDecodeError('utf-8', b'x', 0, 1, 'no')", "UnicodeDecodeError"),
        ("ExceptionGroup('g', [ValueError()])", "ExceptionGroup"),
    ],
)
def test_the_kind_is_the_nearest_builtin(raised, kind):
    """What an exception is to `except` travels as the name of its nearest built-in class."""
    assert call(loaded(f"def f(): raise {raised}"), "f").kind == kind


def test_long_and_strange_texts_are_cut_and_cleaned():
    """A text of megabytes, many frames and a lone surrogate still give a reply that packs."""
    source = "def f(n):\n    if n: f(n - 1)\n    raise ValueError('\\ud800' + 'x' * 10**6)"
    reply = call(loaded(source), "f", 100)
    assert len(reply.message) == 2_000
    assert len(reply.frames) == 20
    assert wire.decode_reply(wire.pack_frame(reply)[wire.HEADER_SIZE :]) == reply


def test_a_batch_stops_at_the_first_error():
    """The requests after one that raises are not carried out."""
    session = loaded("log = []\ndef add(x):\n    log.append(x)\n    return 1 // x\ndef seen(): return log")
    requests = [wire.Call(wire.SUBMISSION, "add", [x]) for x in (1, 0, 2)]
    reply = session.request(wire.Batch(requests))
    assert [type(single) for single in reply.replies] == [wire.Done, wire.Raised]
    assert call(session, "seen").value.items == [1, 0]


def test_type_names_travel():
    """A handle tells the true name of the type, and of an array's dtype."""
    session = loaded("from numpy import array\ndef objects(): return array([None])\ndef bag(): return {1, 2}")
    assert call(session, "objects").value.type_name == "ndarray of object"
    assert call(session, "bag").value.type_name == "set"


def test_method_names_travel_and_dunders_do_not():
    """A handle lists methods, static methods and those inherited, and neither properties nor dunder names."""
    source = (
        "class Base:\n    def inherited(self): pass\n"
        "class Dense(Base):\n    def __init__(self): self.W = 1\n    def forward(self): pass\n"
        "    @staticmethod\n    def make(): pass\n    @property\n    def shape(self): pass\n"
    )
    assert call(loaded(source), "Dense").value.methods == ("forward", "inherited", "make")


def test_classes_with_one_metaclass_have_methods_of_their_own():
    """Two abstract classes, handed out as objects, each list their own methods."""
    source = (
        "from abc import ABC\nclass A(ABC):\n    def only_a(self): pass\n"
        "class B(ABC):\n    def only_b(self): pass\ndef both(): return [A, B]"
    )
    first, second = call(loaded(source), "both").value.items
    assert "only_a" in first.methods
    assert "only_b" in second.methods and "only_a" not in second.methods


def test_an_answer_over_the_limit_is_an_error_of_the_submission(monkeypatch):
    """A reply larger than a frame may be is replaced by one that says so."""
    monkeypatch.setattr(wire, "MAX_REPLY", 1000)
    body = serve._pack_reply(wire.Done(wire.encode_array(np.zeros(1000))))[wire.HEADER_SIZE :]
    assert wire.decode_reply(body).type_name == "OverflowError"
    assert len(body) < 1000
