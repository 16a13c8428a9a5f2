"""Wrong models: how they are declared, and what answers when one of them is loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from this_course import COURSE

from grader.course.layout import load_course
from grader.link import wrong_models
from grader.link.declarations import compile_part
from grader.link.proxies import Client
from grader.link.wrong_models import (
    WrongModel,
    load_about,
    load_alternatives,
    load_misconceptions,
    load_wrong_models,
    misconceptions_path,
)
from grader.records.errors import CourseError
from grader.worker import wire

ROOT = Path(__file__).parents[3]
REFERENCE = '''
class Layer:
    def forward(self, x):
        return scale(x) + self.bias()

    def bias(self):
        return 1

def scale(x):
    return 2 * x

def both(x):
    return Layer().forward(x)
'''
MODELS = '''
from scale import Layer, scale
from grader.misconceptions import misconception

@misconception("square", "scale", title="Squares", hint="What is 3 times 2?")
def square(x):
    return x * x

@misconception("no-bias", "Layer", title="Leaves the bias out", hint="What is added?")
class NoBias(Layer):
    def bias(self):
        return 0

@misconception("wide", "Layer", title="Returns a pair", hint="How many answers?")
class Wide(Layer):
    def forward(self, x):
        return (super().forward(x),) * 2

@misconception("wide", "both")
def both(x):
    return "wide"
'''


@pytest.fixture
def exercise(make_course):
    """Returns the exercise of a course with these wrong models."""

    def make(models=MODELS, reference=REFERENCE):
        files = {"reference/tiny/scale.py": reference, "reference/tiny/misconceptions/scale.py": models}
        return load_course(make_course(files)).exercise("scale")

    return make


def load(exercise, *ids):
    """Returns the module that answers for these mistakes."""
    client = Client(WrongModel(exercise, ids), "scale.py")
    return client.load(wire.Module("scale", "scale.py", b"raise ValueError('never executed')"), [])[0]


def test_the_declared_mistakes_are_listed(exercise):
    """Each id once, in the order of the file, with its title and hint."""
    found = load_misconceptions(exercise())
    assert [(item.id, item.title) for item in found] == [
        ("square", "Squares"), ("no-bias", "Leaves the bias out"), ("wide", "Returns a pair"),
    ]  # fmt: skip
    assert found[0].hint == "What is 3 times 2?"


def test_a_mistake_may_name_its_cases(exercise):
    """By the names of their functions; most mistakes need not."""
    models = MODELS.replace('"Layer", title="Returns a pair"', '"Layer", about=("test_f*",), title="Returns a pair"')
    assert load_about(exercise(models)) == {"square": (), "no-bias": (), "wide": ("test_f*",)}


def test_without_a_mistake_the_reference_answers(exercise):
    """With no id the model is the reference, whatever source is sent."""
    assert load(exercise()).both(5) == 11


def test_the_rest_of_the_reference_meets_the_mistake(exercise):
    """A replaced function is the one that the reference's other functions call."""
    module = load(exercise(), "square")
    assert module.scale(5) == 25
    assert module.both(5) == 26


def test_a_class_is_replaced(exercise):
    """A replaced class inherits what is right from the reference."""
    module = load(exercise(), "no-bias")
    assert (module.Layer().forward(5), module.both(5)) == (10, 10)


def test_a_mistake_may_touch_several_names(exercise):
    """An id that is declared twice replaces both names."""
    module = load(exercise(), "wide")
    assert (module.Layer().forward(5), module.both(5)) == ((11, 11), "wide")


def test_mistakes_combine(exercise):
    """Two mistakes in different names act together, and so do two in methods of one class."""
    assert load(exercise(), "square", "no-bias").both(5) == 25
    assert load(exercise(), "no-bias", "wide").Layer().forward(5) == (10, 10)


def test_models_do_not_touch_each_other(exercise):
    """Each model is a fresh copy of the reference, and nothing stays in the list of modules."""
    found = exercise()
    wrong, right = load(found, "square"), load(found)
    assert (wrong.both(5), right.both(5)) == (26, 11)
    assert "scale" not in sys.modules


def test_an_exercise_without_models(make_course):
    """Where there is no file of wrong models there is none to name."""
    assert load_misconceptions(load_course(make_course()).exercise("scale")) == []


@pytest.mark.parametrize("words", ["", 'title="T"', 'hint="H"'])
def test_a_mistake_has_a_title_and_a_hint(exercise, words):
    """The first declaration of an id names the mistake."""
    head = "from grader.misconceptions import misconception"
    models = f"{head}\n@misconception('m', 'scale', {words})\ndef f(x): ...\n"
    with pytest.raises(ValueError, match="needs a title and a hint"):
        load_misconceptions(exercise(models))


VARIANTS = (
    MODELS
    + """
@misconception("square", "scale", variant="cube")
def scale_cubed(x):
    return x**3

@misconception("square", "Layer", variant="cube")
class ThreeTimes(Layer):
    def forward(self, x):
        return 3 * super().forward(x)
"""
)


def test_a_variant_is_a_model_of_its_own_under_the_same_words(exercise):
    """It replaces what it is declared for and nothing else, and is listed with the mistake that it belongs to"""
    found = exercise(VARIANTS)
    assert [item.id for item in load_misconceptions(found)] == ["square", "no-bias", "wide"]
    known = load_wrong_models(found)
    assert list(known) == ["square", "no-bias", "wide", "square--cube"]
    assert known["square--cube"] == known["square"]
    assert (load(found, "square").both(5), load(found, "square--cube").both(5)) == (26, 3 * 126)


def test_a_variant_comes_after_its_mistake(exercise):
    """Else a misspelt id would have no words for a student"""
    models = MODELS + "\n@misconception('squares', 'scale', variant='cube')\ndef f(x): ...\n"
    with pytest.raises(ValueError, match="no misconception 'squares' for 'squares--cube' to be a variant of"):
        load_misconceptions(exercise(models))


LOOPS = (
    VARIANTS
    + """
FACTORS = {"four": 4, "five": 5}

def declare(name, factor):
    @misconception("square", "scale", variant=name)
    def times(x):
        return factor * x

for name, factor in FACTORS.items():
    declare(name, factor)

misconception("no-bias", "Layer", variant="one-more")(type("OneMore", (ThreeTimes,), {"bias": lambda self: 2}))

@misconception("last", "Layer", title="Builds on a variant", hint="What is below?")
class Last(ThreeTimes):
    def bias(self):
        return -1
"""
)


def test_a_model_is_declared_with_what_it_uses_alone(exercise):
    """In loops and by calls as well; what others declare is not executed, and all is declared where all is asked for"""
    found = exercise(LOOPS)
    names = list(load_wrong_models(found))
    assert names[3:] == ["square--cube", "square--four", "square--five", "no-bias--one-more", "last"]
    answers = {name: (load(found, name).both(5), load(found, name).scale(2)) for name in names if name != "wide"}
    assert answers == {
        "square": (26, 4),
        "no-bias": (10, 4),
        "square--cube": (378, 8),
        "square--four": (21, 8),
        "square--five": (26, 10),
        "no-bias--one-more": (36, 4),
        "last": (27, 4),
    }
    assert load(found, "square--five", "last").both(5) == 3 * (25 - 1)


def test_a_part_leaves_out_what_declares_other_models():
    """So that the cost of loading a model does not grow with their number"""
    code = compile_part(LOOPS.encode(), "models.py", frozenset({"wide"}))
    assert {"Layer", "Wide", "both", "FACTORS"} <= set(code.co_names)
    assert not {"NoBias", "scale_cubed", "declare", "Last", "ThreeTimes"} & set(code.co_names)


IN_CI = ("im2col", "inverted_dropout")
SLUGS = [
    slug if slug in IN_CI else pytest.param(slug, marks=pytest.mark.slow)
    for slug in (exercise.slug for exercise in COURSE.exercises)
]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_model_of_the_course_needs_the_whole_file(slug, monkeypatch):
    """Each model is found among what its part declares"""
    exercise = COURSE.exercise(slug)
    names = [*load_wrong_models(exercise), *load_alternatives(exercise)]
    whole, compiled = str(misconceptions_path(exercise)), wrong_models.compile_source
    monkeypatch.setattr(wrong_models, "compile_source", lambda source, file: file != whole and compiled(source, file))
    module = wire.Module(exercise.slug, exercise.file_name, b"")
    for name in names:
        assert isinstance(WrongModel(exercise, (name,)).request(wire.Load(exercise.modules, module, [])), wire.Done), name


def test_an_id_is_declared_once_for_each_name(exercise):
    """A second mistake under an id that is taken would silently stand for the first."""
    one = "@misconception('m', 'scale', title='T', hint='H')\ndef f(x): ...\n"
    with pytest.raises(ValueError, match="'m' is declared for scale already"):
        load_misconceptions(exercise(f"from grader.misconceptions import misconception\n{one}{one}"))


def test_a_reference_that_does_not_load_is_an_error_of_the_course(exercise):
    """It is named by its path."""
    with pytest.raises(CourseError, match=r"scale\.py:0: cannot be loaded: ZeroDivisionError"):
        load_misconceptions(exercise(reference="1 / 0\n"))


def test_a_model_takes_what_it_is_given_in_its_own_shape():
    """A submission may keep (C,) where the reference keeps (1, C, 1, 1), and a case gives it that shape"""
    exercise = load_course(ROOT).exercise("batch_normalization_2d")
    model = WrongModel(exercise, ("unbiased-running-variance",))
    model.request(wire.Load(exercise.modules, wire.Module(exercise.slug, exercise.file_name, b""), []))
    layer = wire.Handle(wire.FIRST_HANDLE, "")
    flat = wire.encode_array(np.array([2.0, 0.5]))
    requests = [
        wire.Seed(0, True),
        wire.Call(wire.SUBMISSION, "BatchNormalization2D", []),
        wire.Call(layer.id, "build", [wire.Items(True, [2, 3, 3])]),
        wire.Call(layer.id, "load_params", [wire.Table(["gamma", "beta"], [flat, flat])]),
        wire.Set(layer.id, "cache_m", flat),
        wire.Set(layer.id, "state", wire.Table(["cache_m", "cache_v"], [flat, flat])),
        wire.Call(layer.id, "forward", [wire.encode_array(np.ones((4, 2, 3, 3)))]),
        wire.Get(layer.id, "cache_v"),
    ]
    replies = [model.request(request) for request in requests]
    assert not [reply for reply in replies if isinstance(reply, wire.Raised)]
    assert replies[-1].value.shape == (1, 2, 1, 1)
