"""Naming mistakes: small traces, then a sample of what `bench_diagnosis.py` measures in full."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import numpy as np
import pytest
from this_course import COURSE

from grader.course.layout import load_course
from grader.diagnosis.answers import digest_replies, same_reply, strip_names
from grader.diagnosis.mistakes import Diagnostician
from grader.judge.tasks import Models, Task
from grader.link.launchers import make_launcher
from grader.link.trace import Event, Trace
from grader.link.wrong_models import load_alternatives, load_misconceptions, load_wrong_models
from grader.worker import wire

pytestmark = pytest.mark.usefixtures("forked_judges")
HERE = Path(__file__).parents[1]

REFERENCE = """
import numpy as np
# BEGIN SOLUTION
class Doubler:
    def call(self, x):
        return self.twice(x) + self.shift()
    def twice(self, x):
        return 2 * x
    def shift(self):
        return np.zeros((1, 3))
    def pair(self):
        return (1, 2)
# END SOLUTION
"""
MODELS = """
from grader.misconceptions import misconception
from scale import Doubler
import copy
import numpy as np

@misconception("triples", "Doubler", title="The factor is 3", hint="Which factor?")
class Triples(Doubler):
    def twice(self, x):
        return 3 * x

@misconception("shifts", "Doubler", title="One is added", hint="What is added?")
class Shifts(Doubler):
    def shift(self):
        return np.ones((1, 3))

@misconception("twin-a", "Doubler", title="The pair is turned, one way", hint="Which comes first?")
class TwinA(Doubler):
    def pair(self):
        return (2, 1)

@misconception("twin-b", "Doubler", title="The pair is turned, another way", hint="Which comes first?")
class TwinB(Doubler):
    def pair(self):
        return tuple(reversed((1, 2)))

@misconception("one-row", "Doubler", title="Only one row is taken", hint="How many rows are there?")
class OneRow(Doubler):
    def call(self, x):
        return super().call(x.reshape(1, 3))

@misconception("counts", "Doubler", title="Every call adds one more", hint="What outlives a call?")
class Counts(Doubler):
    calls = 0
    def shift(self):
        Counts.calls += 1
        return np.full((1, 3), float(Counts.calls))

@misconception("triples-three", "Doubler", title="The factor is 3 for three rows", hint="Which rows?")
class TriplesThree(Doubler):
    def twice(self, x):
        return (3 if len(x) == 3 else 2) * x

@misconception("copies", "Doubler", title="The second is one more", hint="What is copied?")
class Copies(Doubler):
    def pair(self):
        return copy.copy(self) and (1, 3)

@misconception("begins-with-seven", "Doubler", title="The first is 7", hint="What comes first?")
class BeginsWithSeven(Doubler):
    def pair(self):
        return (7, 2)

@misconception("writes", "Doubler", title="The argument is changed", hint="Whose array is it?")
class Writes(Doubler):
    def call(self, x):
        answer = super().call(x)
        x *= 0.5
        return answer

@misconception("flattens", "Doubler", title="The argument gets another shape", hint="Whose array is it?")
class Flattens(Doubler):
    def call(self, x):
        answer = super().call(x)
        x.shape = (-1,)
        return answer

@misconception("triples", "Doubler", variant="five-times")
class FiveTimes(Doubler):
    def twice(self, x):
        return 5 * x

@misconception("triples", "Doubler", variant="five-times-but-for-one-row")
class FiveTimesButForOneRow(Doubler):
    def twice(self, x):
        return (5 if len(x) > 1 else 2) * x
"""


@pytest.fixture
def diagnostician(make_course):
    """Knows eleven mistakes of a small class, one of them with two variants."""
    files = {
        "reference/tiny/scale.py": REFERENCE,
        "reference/tiny/misconceptions/scale.py": MODELS,
        "exercises/tiny/scale/exercise.toml": (
            'format = 1\ntitle = "Scaling"\norder = 1\nnames = ["Doubler"]\nhints = ["one", "two"]\n'
        ),
    }
    return Diagnostician(load_course(make_course(files)).exercise("scale"), [])


ROWS = np.arange(6.0).reshape(2, 3)
OTHER_ROWS = np.array([[7.0, -3.0, 0.5]])


def trace(*steps):
    """Returns the trace of a case on one object; each step is a method, its arguments, and the reply."""
    events = [
        Event(wire.Seed(1), wire.Done(None)),
        Event(wire.Call(wire.SUBMISSION, "Doubler", []), wire.Done(wire.Handle(wire.FIRST_HANDLE, "Doubler"))),
    ]
    for method, args, reply in steps:
        request = wire.Call(wire.FIRST_HANDLE, method, [wire.encode_array(arg) for arg in args])
        events.append(Event(request, reply if isinstance(reply, wire.Raised) else wire.Done(encode(reply))))
    return Trace(events)


def encode(value):
    if isinstance(value, tuple):
        return wire.Items(True, list(value))
    return wire.encode_array(np.asarray(value))


def call(*pairs):
    return trace(*(("call", [x], answer) for x, answer in pairs))


def ids(found):
    return {case: item.id for case, item in found.items()}


def test_one_mistake_is_named(diagnostician):
    """A model that gives every answer is named on the failing cases, and on no other"""
    traces = {"good": trace(("pair", [], (1, 2))), "bad": call((ROWS, 3 * ROWS), (OTHER_ROWS, 3 * OTHER_ROWS))}
    assert ids(diagnostician.diagnose(traces, ["bad"])) == {"bad": "triples"}
    assert diagnostician.diagnose(traces, []) == {}


def test_a_second_submission_gets_its_own_answer(diagnostician):
    """What the models answered is kept, and a later submission with the same questions is compared afresh"""
    for factor, shift, name in [(3, 0, "triples"), (2, 1, "shifts"), (3, 0, "triples")]:
        bad = call((ROWS, factor * ROWS + shift), (OTHER_ROWS, factor * OTHER_ROWS + shift))
        assert ids(diagnostician.diagnose({"bad": bad}, ["bad"])) == {"bad": name}
    unknown = call((ROWS, 4 * ROWS), (OTHER_ROWS, 4 * OTHER_ROWS))
    assert diagnostician.diagnose({"bad": unknown}, ["bad"]) == {}


def test_one_answer_is_too_few(diagnostician):
    """Where a single answer is all there is, nothing is named"""
    bad = call((ROWS, 3 * ROWS))
    assert diagnostician.diagnose({"bad": bad}, ["bad"]) == {}
    more = {"good": trace(("pair", [], (1, 2)), ("twice", [ROWS], 2 * ROWS)), "bad": bad}
    assert diagnostician.diagnose(more, ["bad"]) == {}, "`triples` would have failed the other case"
    more = {"good": trace(("pair", [], (1, 2))), "bad": bad}
    assert ids(diagnostician.diagnose(more, ["bad"])) == {"bad": "triples"}


def test_two_that_fit_alike_are_not_named(diagnostician):
    """Two models with the same answers: neither is named"""
    bad = trace(("pair", [], (2, 1)), ("pair", [], (2, 1)))
    assert diagnostician.diagnose({"bad": bad}, ["bad"]) == {}


def test_a_passing_case_can_speak_against_a_model(diagnostician):
    """A model that would fail a case that the submission passes does not explain the others as a whole"""
    traces = {
        "bad": call((ROWS, 3 * ROWS)),
        "other": trace(("pair", [], (5, 5)), ("pair", [], (5, 5))),
        "good": call((OTHER_ROWS, 2 * OTHER_ROWS)),
    }
    assert diagnostician.diagnose(traces, ["bad", "other"]) == {}


def test_a_passing_case_that_the_model_passes_too_says_nothing(diagnostician):
    """A submission may answer a passing case in its own way, where the model does as the reference does"""
    traces = {"free": trace(("pair", [], (9, 9))), "bad": call((ROWS, 3 * ROWS), (OTHER_ROWS, 3 * OTHER_ROWS))}
    assert ids(diagnostician.diagnose(traces, ["bad"])) == {"bad": "triples"}


def test_variants_have_one_name(diagnostician):
    """Another number of the same mistake has its name; what two variants explain has it too, also case by case"""
    five = call((ROWS, 5 * ROWS), (ROWS + 1, 5 * ROWS + 5))
    three = call((ROWS, 3 * ROWS), (OTHER_ROWS, 3 * OTHER_ROWS))
    assert ids(diagnostician.diagnose({"bad": five}, ["bad"])) == {"bad": "triples"}
    neither = {"one": five, "other": three}
    assert ids(diagnostician.diagnose(neither, ["one", "other"])) == {"one": "triples", "other": "triples"}
    odd = {"one": five, "two": five, "odd": call((ROWS, 9 * ROWS))}
    assert ids(diagnostician.diagnose(odd, ["one", "two", "odd"])) == {"one": "triples", "two": "triples"}


def hand_over(x, answer, left):
    """Returns the trace of a case that keeps its argument on the other side, calls, and looks at what is left of it."""
    kept = wire.Handle(wire.FIRST_HANDLE + 1, "ndarray")
    events = [
        Event(wire.Put(encode(x)), wire.Done(kept)),
        Event(wire.Call(wire.FIRST_HANDLE, "call", [kept]), wire.Done(encode(answer))),
        Event(wire.Get(kept.id, ""), wire.Done(encode(left))),
    ]
    return Trace([*trace().events, *events])


@pytest.mark.parametrize(
    ("left", "name"),
    [
        (0.5 * ROWS, "writes"),
        (np.full_like(ROWS, -7.0), "writes"),
        (ROWS.ravel(), "flattens"),
        (-ROWS.ravel(), "flattens"),
        (ROWS[:1], None),
        (ROWS.astype(np.float32), None),
    ],
)
def test_whatever_was_written_into_an_argument(diagnostician, left, name):
    """That it was changed is the mistake; only its shape and dtype have to be the model's"""
    found = diagnostician.diagnose({"bad": hand_over(ROWS, 2 * ROWS, left)}, ["bad"])
    assert ids(found) == ({"bad": name} if name else {})


def test_an_argument_that_was_left_alone_is_no_mistake(diagnostician):
    """A wrong answer is not explained by a model that also changes its argument, nor a change by a wrong answer"""
    wrong = {"bad": hand_over(ROWS, 3 * ROWS, ROWS)}
    assert ids(diagnostician.diagnose(wrong, ["bad"])) == {"bad": "triples"}
    lost = hand_over(ROWS, 2 * ROWS, ROWS)
    lost.events[-1].reply = None  # the worker is gone
    assert ids(diagnostician.diagnose({"bad": lost}, ["bad"])) == {}
    both = {"bad": hand_over(ROWS, 7 * ROWS, -ROWS)}
    assert ids(diagnostician.diagnose(both, ["bad"])) == {}


def test_two_mistakes_in_one_method(diagnostician):
    """Each changes an item of its own: both are named, whichever hides the other; a third number is explained by none"""
    good = trace(("call", [ROWS], 2 * ROWS))
    both = {"good": good, "bad": trace(("pair", [], (7, 3)), ("pair", [], (7, 3)))}
    assert ids(diagnostician.diagnose(both, ["bad"])) == {"bad": "copies+begins-with-seven"}
    neither = {"good": good, "bad": trace(("pair", [], (7, 4)), ("pair", [], (7, 3)))}
    assert ids(diagnostician.diagnose(neither, ["bad"])) == {}


def test_a_pair_of_mistakes(diagnostician):
    """Two mistakes at once are named together, and each alone on a case that shows it alone"""
    traces = {
        "both": call((ROWS, 3 * ROWS + 1), (OTHER_ROWS, 3 * OTHER_ROWS + 1)),
        "one": trace(("twice", [ROWS], 3 * ROWS), ("twice", [OTHER_ROWS], 3 * OTHER_ROWS)),
    }
    assert ids(diagnostician.diagnose(traces, ["both", "one"])) == {"both": "triples+shifts", "one": "triples"}


ONE_ROW = wire.Raised("ValueError", "ValueError", "cannot reshape array of size 6 into shape (1,3)")
OTHER_WORDS = wire.Raised("ValueError", "ValueError", "expected one row")


def test_an_exception_with_the_same_text_is_an_answer(diagnostician):
    """A model that raises the same exception, word for word, explains it"""
    bad = call((ROWS, ONE_ROW), (ROWS + 1, ONE_ROW))
    assert ids(diagnostician.diagnose({"bad": bad}, ["bad"])) == {"bad": "one-row"}


def test_an_exception_in_other_words(diagnostician):
    """With another text it is explained only where the method gives an answer elsewhere: a slip raises in every call"""
    slip = call((ROWS, OTHER_WORDS), (ROWS + 1, OTHER_WORDS))
    assert diagnostician.diagnose({"bad": slip}, ["bad"]) == {}
    good = call((OTHER_ROWS, 2 * OTHER_ROWS))
    assert ids(diagnostician.diagnose({"good": good, "bad": slip}, ["bad"])) == {"bad": "one-row"}
    other_kind = call((ROWS, wire.Raised("TypeError", "TypeError", "expected one row")), (ROWS + 1, OTHER_WORDS))
    assert diagnostician.diagnose({"good": good, "bad": other_kind}, ["bad"]) == {}


def test_cases_are_named_one_by_one_where_nothing_explains_all(diagnostician):
    """An unknown mistake beside a known one leaves the known one named"""
    traces = {
        "known": trace(("twice", [ROWS], 3 * ROWS), ("twice", [OTHER_ROWS], 3 * OTHER_ROWS)),
        "unknown": trace(("shift", [], 7.0), ("shift", [], 7.0)),
    }
    assert ids(diagnostician.diagnose(traces, ["known", "unknown"])) == {"known": "triples"}


THREE_ROWS = np.arange(9.0).reshape(3, 3) - 4
UNKNOWN = trace(("shift", [], 7.0), ("shift", [], 7.0))


def test_a_passing_case_decides_between_two(diagnostician):
    """Beside an unknown mistake, of two models that explain a case the one is named that no passing case refutes"""
    bad = call((THREE_ROWS, 3 * THREE_ROWS), (THREE_ROWS + 1, 3 * (THREE_ROWS + 1)))
    traces = {"bad": bad, "unknown": UNKNOWN}
    assert diagnostician.diagnose(traces, ["bad", "unknown"]) == {}
    traces["good"] = call((OTHER_ROWS, 2 * OTHER_ROWS))
    assert ids(diagnostician.diagnose(traces, ["bad", "unknown"])) == {"bad": "triples-three"}


def test_another_case_decides_between_two(diagnostician):
    """The one is named that explains another failing case alone"""
    bad = call((THREE_ROWS, 3 * THREE_ROWS), (THREE_ROWS + 1, 3 * (THREE_ROWS + 1)))
    alone = call((ROWS, 3 * ROWS), (OTHER_ROWS, 3 * OTHER_ROWS))
    traces = {"bad": bad, "alone": alone, "unknown": UNKNOWN}
    assert ids(diagnostician.diagnose(traces, [*traces])) == {"bad": "triples", "alone": "triples"}


def test_a_copy_leaves_nothing_to_remember(diagnostician):
    """copy.copy keeps a list of slots in the class: that is no mistake that lives there, and the model is named again"""
    pairs = trace(("pair", [], (1, 3)), ("pair", [], (1, 3)))
    for _ in range(2):
        assert ids(diagnostician.diagnose({"bad": pairs, "unknown": UNKNOWN}, ["bad", "unknown"])) == {"bad": "copies"}


def test_what_a_class_remembers_is_replayed_in_order(diagnostician):
    """A mistake that counts from case to case is recognised, in any number of submissions"""
    zeros = np.zeros((1, 3))
    traces = {name: call((zeros, zeros + first), (zeros, zeros + first + 1)) for name, first in [("a", 1), ("b", 3)]}
    for _ in range(2):
        assert ids(diagnostician.diagnose(traces, ["a", "b"])) == {"a": "counts", "b": "counts"}
        other = call((ROWS, 3 * ROWS), (OTHER_ROWS, 3 * OTHER_ROWS))
        assert ids(diagnostician.diagnose({"a": other}, ["a"])) == {"a": "triples"}


def test_a_flat_bias_is_no_obstacle(diagnostician):
    """An answer may lack an axis of length 1 or be in single precision, where the reference has it in the usual form"""
    bad = trace(
        ("shift", [], np.zeros(3)), ("call", [ROWS], np.float32(3 * ROWS)), ("call", [OTHER_ROWS], 3 * OTHER_ROWS)
    )
    assert ids(diagnostician.diagnose({"bad": bad}, ["bad"])) == {"bad": "triples"}
    only_shape = trace(("shift", [], np.zeros(3)), ("shift", [], np.zeros(3)))
    assert diagnostician.diagnose({"bad": only_shape}, ["bad"]) == {}


def test_many_courses_of_a_case_are_forgotten(diagnostician):
    """Every submission may be asked something else; what is kept stays bounded, and the answers stay right"""
    for number in range(30):
        x = ROWS + number
        assert ids(diagnostician.diagnose({"bad": call((x, 3 * x), (-x, -3 * x))}, ["bad"])) == {"bad": "triples"}
        assert sum(len(known) for known in diagnostician._asked.values()) <= 9


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1.0, 1.00001, True), (1.0, 1.01, False), (1, 1.0, False), (True, 1, False), (float("nan"), float("nan"), True),
        (float("inf"), float("inf"), True), (float("inf"), 1.0, False), ("a", "a", True), ("a", "b", False),
        (None, None, True), (None, 0, False), (wire.Items(True, [1]), wire.Items(False, [1]), False),
        (wire.Items(True, [1, 2]), wire.Items(True, [1]), False),
        (wire.Table(["a"], [1]), wire.Table(["b"], [1]), False), (wire.Table(["a"], [1]), wire.Table(["a"], [1]), True),
        (wire.Handle(3, "A"), wire.Handle(4, "A"), False),
        (wire.encode_array(np.zeros((0, 3))), wire.encode_array(np.zeros((0, 3))), True),
        (wire.encode_array(np.zeros((0, 3))), wire.encode_array(np.zeros((3, 0))), False),
        (wire.encode_array(np.array([np.nan, 1.0])), wire.encode_array(np.array([np.nan, 1.0])), True),
        (wire.encode_array(np.array([np.nan, 1.0])), wire.encode_array(np.array([1.0, 1.0])), False),
        (wire.encode_array(np.zeros(2, np.float32)), wire.encode_array(np.zeros(2)), False),
    ],
)  # fmt: skip
def test_answers_are_compared_like_numbers(one, other, same):
    """Equal up to single precision, and of the same form"""
    assert same_reply(wire.Done(one), wire.Done(other)) is same
    assert same_reply(wire.Done(other), wire.Done(one)) is same
    assert same_reply(wire.Many([wire.Done(one)]), wire.Many([wire.Done(other)])) is same


def test_the_order_of_keys_is_no_difference():
    """A dict is what its keys hold, in whatever order they were written"""
    one, other = wire.Table(["a", "b"], [1, 2.5]), wire.Table(["b", "a"], [2.5, 1])
    assert strip_names(wire.Done(one)) == strip_names(wire.Done(other))
    assert strip_names(wire.Done(one)) != strip_names(wire.Done(wire.Table(["b", "a"], [1, 2.5])))


def test_exceptions_are_compared_by_kind():
    """A ValueError is a ValueError, whatever it says; it is no answer"""
    one, other = wire.Raised("Own", "ValueError", "a"), wire.Raised("ValueError", "ValueError", "b")
    assert same_reply(one, other)
    assert not same_reply(one, wire.Raised("TypeError", "TypeError", "a"))
    assert not same_reply(one, wire.Done(None))


@pytest.fixture(scope="module")
def bench():
    """The script that measures diagnosis."""
    spec = importlib.util.spec_from_file_location("bench_diagnosis", HERE / "bench_diagnosis.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


EXERCISES = [exercise.slug for exercise in COURSE.exercises]
REWRITTEN = sorted({path.parent.name for path in (HERE / "rewrites").glob("*/*/*.py")})
SAMPLE = ["flatten", "base_layer"]

SLOW_OR_ALIKE = {"network", "shape_inference"}
"""Training takes too long for so many slips; one slip in `state` answers all calls as the model without a setter does."""


def sampled(slugs, sample):
    return [pytest.param(slug, marks=() if slug in sample else pytest.mark.slow) for slug in slugs]


@pytest.mark.parametrize("slug", sampled(EXERCISES, SAMPLE))
def test_models_are_diagnosed_as_themselves(bench, slug):
    """Each shipped misconception, handed in, gets its own name, or none where another one answers alike"""
    course = bench.load()
    seed = random.Random(slug).randrange(2**31)
    for graded in bench.grade(course, slug, bench.wrong_tasks(course, course.exercise(slug), [seed])):
        id = bench.find_mistake(graded.result.student)
        if {id} < {bench.find_mistake(name) for name in graded.alike}:
            assert not graded.named
        else:
            assert graded.named == {id}, graded.result.student


def reply(*values):
    return wire.Done(wire.Items(True, [wire.encode_array(np.asarray(value)) for value in values]))


def test_equal_answers_have_equal_digests():
    """The last digits of numbers do not count; a sign, a shape, a dtype, an order and an exception's text do"""
    numbers = np.array([[0.0, -1.25e-7, 3.0], [np.nan, np.inf, 1e30]])
    same = digest_replies([reply(numbers, 2.5), wire.Raised("A", "ValueError", "no", [(3, "f", 0)])])
    assert same == digest_replies([reply(numbers * (1 + 1e-9), 2.5), wire.Raised("A", "ValueError", "no")])
    others = [
        [reply(numbers * (1 + 1e-3), 2.5), wire.Raised("A", "ValueError", "no")],
        [reply(-numbers, 2.5), wire.Raised("A", "ValueError", "no")],
        [reply(numbers.T, 2.5), wire.Raised("A", "ValueError", "no")],
        [reply(numbers.astype(np.float32), 2.5), wire.Raised("A", "ValueError", "no")],
        [reply(2.5, numbers), wire.Raised("A", "ValueError", "no")],
        [reply(numbers, 2.5), wire.Raised("A", "ValueError", "yes")],
        [reply(numbers, 2.5)],
    ]
    assert len({same, *map(digest_replies, others)}) == 1 + len(others)


ALTERNATIVES = [(exercise.slug, id) for exercise in COURSE.exercises for id in load_alternatives(exercise)]


@pytest.mark.parametrize(("slug", "id"), ALTERNATIVES)
def test_alternatives_are_right(bench, slug, id):
    """What is declared to be as right as the reference has full marks"""
    course = bench.load()
    parts = course.reference_parts(course.exercise(slug))
    for graded in bench.grade(course, slug, [Task(id, slug, Models((id,)), parts, seed) for seed in (3, 4)]):
        assert [case.id for case in graded.result.cases if case.outcome != "passed"] == []


@pytest.mark.parametrize(
    ("slug", "id"),
    [pytest.param(slug, id, marks=[pytest.mark.slow] * (id != "one-matrix")) for slug, id in ALTERNATIVES],
)
def test_mistakes_are_named_on_an_alternative(bench, slug, id):
    """A wrong model put on top of an alternative is given its own name, or none where another one answers alike"""
    course = bench.load()
    exercise = course.exercise(slug)
    parts = course.reference_parts(exercise)
    tasks = [Task(name, slug, Models((name, id)), parts) for name in load_wrong_models(exercise)]
    named = 0
    for graded in bench.grade(course, slug, tasks):
        assert graded.named <= {bench.find_mistake(graded.result.student)}
        named += bool(graded.named)
    assert named > 0.8 * len(tasks)


@pytest.mark.parametrize("slug", sampled(EXERCISES, SAMPLE))
def test_correct_styles_get_no_diagnosis(bench, slug):
    """Nothing is named on correct code"""
    course = bench.load()
    exercise = course.exercise(slug)
    paths = [exercise.reference, *bench.find_styles(exercise)]
    launcher = make_launcher()
    try:
        for graded in bench.grade(
            course, slug, bench.file_tasks(course, exercise, paths, [course.settings.seed]), launcher
        ):
            assert not graded.named
            assert not graded.failing
    finally:
        launcher.close()


@pytest.mark.parametrize("slug", sampled(sorted({*EXERCISES} - SLOW_OR_ALIKE), ["flatten"]))
def test_slips_get_no_diagnosis(bench, slug):
    """An exception at the top of a function is nobody's misconception"""
    course = bench.load()
    launcher = make_launcher()
    try:
        count, named = bench.measure_slips(course, course.exercise(slug), launcher)
    finally:
        launcher.close()
    assert count >= len(bench.SLIPS)
    assert named == []


@pytest.mark.parametrize("slug", sampled(REWRITTEN, ["flatten", "base_layer"]))
def test_rewritten_mistakes_are_named(bench, slug):
    """A known mistake in another style is named, in every failing case; each file is called after its mistake"""
    course = bench.load()
    exercise = course.exercise(slug)
    paths = bench.find_rewrites(exercise)
    launcher = make_launcher()
    try:
        for graded in bench.grade(
            course, slug, bench.file_tasks(course, exercise, paths, [course.settings.seed]), launcher
        ):
            assert graded.named == {bench.find_mistake(graded.result.student)}, graded.result.student
            passed = [case for case in graded.result.cases if case.outcome == "passed"]
            assert all(case.diagnosis is None for case in passed)
    finally:
        launcher.close()


def test_there_are_enough_rewrites(bench):
    """At least 450 files in at least 31 exercises, each called after a misconception of its exercise"""
    known = {exercise.slug: {item.id for item in load_misconceptions(exercise)} for exercise in COURSE.exercises}
    paths = sorted((HERE / "rewrites").glob("*/*/*.py"))
    assert len(paths) >= 450
    assert len(REWRITTEN) >= 31
    assert [path for path in paths if bench.find_mistake(path.stem) not in known[path.parent.name]] == []
