"""Comparisons: what is right passes, what is wrong fails, and the message teaches in twelve lines at most."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import (
    Mismatch,
    check_array,
    check_close,
    check_distribution,
    check_equal,
    check_fraction,
    check_gradient,
    check_normal,
    check_parameter_gradient,
    check_row,
    check_same_shape,
    check_unchanged,
    check_uniform,
)
from grader.diagnosis.mismatch import describe_right, forget_right
from grader.link.proxies import Client
from grader.worker import wire
from grader.worker.session import Session

SAMPLES = 2_000


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (None, "got None: is `return` missing?"),
        ([1.0, 2.0], "got a list of 2"),
        ((), "got a tuple of 0"),
        ({"W": 1, "b": 2}, "got a dict with the keys 'W', 'b'"),
        ({}, "got an empty dict"),
        (np.zeros((2, 3)), "got an array of shape (2, 3) with dtype float64"),
        (1.5, "got 1.5 (a float)"),
    ],
)
def test_what_should_have_a_property_is_shown(answer, shown):
    """A beginner does not know what came in place of the list of three"""
    with pytest.raises(Mismatch) as error:
        check_equal(False, True, "fit(X): whether it is a list of 3", of=answer)
    said = ["fit(X): it is a list of 3:", "  that should hold, and it does not", f"  {shown}"]
    assert str(error.value).splitlines() == said
    check_equal(True, True, "whether it is a list of 3", of=answer)


def test_what_was_right_is_said():
    """In order, the latest where there is too much, without what failed itself, and nothing of the case before"""
    forget_right()
    assert describe_right("y:\n  wrong") == ""
    check_close(np.ones(2), [1, 1], "y")
    check_equal(3, 3, "whether the layer counts")
    check_same_shape(np.ones(2), [5, 5], "z")
    assert describe_right("w:\n  wrong") == "  already right: y; the layer counts; z"
    assert describe_right("z:\n  wrong") == "  already right: y; the layer counts"
    with pytest.raises(Mismatch):
        check_close(np.ones(2), [1, 2], "x")
    for number in range(40):
        check_equal(1, 1, f"answer {number}")
    said = describe_right("w:")
    assert said.endswith("answer 38; answer 39; and 32 more") and len(said) < 160
    forget_right()
    assert describe_right("w:") == ""


def mismatch(check, *args, **kwargs):
    """Returns the lines of the message with which a check fails."""
    with pytest.raises(Mismatch) as caught:
        check(*args, **kwargs)
    lines = str(caught.value).splitlines()
    assert len(lines) <= 12
    assert all(line.startswith("  ") for line in lines[1:])
    return lines


@pytest.fixture
def module():
    """A submission's module behind a proxy."""
    source = b"class Thing: pass\ndef make(): return Thing()\ndef odd(): return {1}\ndef sq(x): return x*x"
    return Client(Session(own_process=False), "dense.py").load(wire.Module("dense", "dense.py", source), [])[0]


@pytest.mark.parametrize(
    ("got", "shape"),
    [
        (np.ones((2, 3)), (2, 3)), (np.ones((2, 3), np.float32), [2, 3]), (np.ones((0, 3), int), (0, 3)),
        (1.5, ()), (2, ()), (np.float32(2), ()), (np.array(2.0), ()), (np.array([True]), (1,)),
    ],
)  # fmt: skip
def test_arrays_of_the_shape_pass(got, shape):
    """Any real dtype passes, plain numbers count as shape (), and the answer is float64."""
    array = check_array(got, shape, "f(X)")
    assert array.dtype == np.float64 and array.shape == tuple(shape)


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "got None"),
        ([1.0, 2.0], "got a list"),
        ((), "got a tuple"),
        ("text", "got a str"),
        (3, "got an int"),
        (np.ones((1, 2)), "got shape (1, 2) with dtype float64"),
        (np.array([1.0, np.nan]), "element [1] is nan, not a finite number"),
        (np.array([-np.inf, 1.0], np.float32), "element [0] is -inf"),
    ],
)
def test_other_answers_are_named(got, words):
    """No array, another shape, or an element that is not finite: the message names what came."""
    text = "\n".join(mismatch(check_array, got, (2,), "f(X)"))
    assert text.startswith("f(X)") and words in text


@pytest.mark.parametrize("value", [np.nan, float("inf"), np.float64("nan")])
def test_a_number_that_is_not_finite_is_named(value):
    """The same for a plain number."""
    assert "not a finite number" in mismatch(check_array, value, (), "loss")[1]


def test_a_flag_is_no_number():
    """True is no answer where a number is wanted."""
    assert "got a bool" in mismatch(check_array, True, (), "loss")[0]


def test_an_object_is_named_by_its_type(module):
    """A proxy is named by the type that it has in the submission."""
    assert "got a Thing" in mismatch(check_array, module.make(), (2,), "f(X)")[0]
    assert "got a set" in mismatch(check_close, module.odd(), np.ones(2), "f(X)")[0]


def test_equal_values_are_close():
    """Equal values pass, in float32 and float16 order of rounding, and for empty arrays."""
    want = np.array([[1.0, -2e5], [3e-7, 0.0]])
    check_close(want, want, "f(X)")
    check_close(want.astype(np.float32), want, "f(X)")
    check_close(np.zeros((0, 2)), np.zeros((0, 2)), "f(X)")
    check_close(0.5, 0.5, "loss")
    check_close(np.zeros(3), np.zeros(3), "f(X)")


@pytest.mark.parametrize("seed", range(20))
def test_single_precision_passes(seed):
    """A product of matrices in float32, summed in any order, is close to the one in float64."""
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(7, 60)), rng.normal(size=(60, 5)) * 10.0 ** rng.integers(-3, 4)
    single = a[:, ::-1].astype(np.float32) @ b[::-1].astype(np.float32)
    check_close(single, a @ b, "f(X)")
    mismatch(check_close, a @ b * (1 + 1e-3), a @ b, "f(X)")


def test_a_wrong_element_is_shown():
    """In this order: call, shape and dtype, first wrong element, number and size of the errors."""
    want = np.arange(6.0).reshape(2, 3)
    got = want.astype(np.float32)
    got[0, 2], got[1, 1] = 2.5, 0
    lines = mismatch(check_close, got, want, "layer.forward_pass(X)")
    assert lines == [
        "layer.forward_pass(X):",
        "  shape (2, 3) is right; dtype float32",
        "  element [0, 2]: wanted 2, got 2.5",
        "  2 of 6 elements differ; largest error 0.8 of the largest element",
    ]


def test_a_wrong_shape_is_told_before_any_value():
    """Shapes come first: values of another shape are not compared."""
    assert mismatch(check_close, np.zeros(3), np.ones((3, 1)), "f(X)") == [
        "f(X):", "  wanted shape (3, 1), got shape (3,) with dtype float64",
    ]  # fmt: skip


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12, 1e300])
def test_tolerances_follow_the_scale(scale):
    """An error of a hundredth is found at any scale above the absolute floor of 1e-9."""
    want = np.array([1.0, 2.0]) * scale
    check_close(want * (1 + 1e-6), want, "f(X)")
    if scale > 1e-9:
        mismatch(check_close, want * 1.01, want, "f(X)")


def test_huge_answers_fail():
    """An answer near the largest float is wrong, not an overflow."""
    with np.errstate(over="ignore"):
        mismatch(check_close, np.full(2, -1.7e308), np.full(2, 1.7e308), "f(X)")


@pytest.mark.parametrize("shape", [(3,), (1, 3)])
def test_a_bias_may_be_a_row_or_a_vector(shape):
    """Both shapes of a bias pass with right values and fail with wrong ones."""
    check_row(np.arange(3.0).reshape(shape), np.arange(3.0), "layer.w0")
    mismatch(check_row, np.ones(shape), np.arange(3.0), "layer.w0")


@pytest.mark.parametrize("got", [np.zeros((3, 1)), np.zeros(4), [0.0, 0.0, 0.0], None])
def test_other_shapes_of_a_bias_fail(got):
    """A column, another length or a list is no bias."""
    mismatch(check_row, got, np.zeros(3), "layer.w0")


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (3, 3), (np.int64(3), 3), (np.array(3), 3), ("a", "a"), (True, True), (np.True_, True), (None, None),
        ((2, np.int32(3)), (2, 3)), ([1, (2,)], [1, (2,)]), ({"a": 1}, {"a": 1}), ((), ()),
    ],
)  # fmt: skip
def test_equal_values_are_equal(got, want):
    """Whole numbers of numpy count as such, in tuples too."""
    check_equal(got, want, "layer.output_shape()")


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (4, 3), (3.0, 3), (True, 1), (1, True), ("3", 3), (None, 3), ([2, 3], (2, 3)), ((2,), (2, 3)),
        ((2, 4), (2, 3)), (np.array([3]), 3), ({"a": 2}, {"a": 1}), ({"b": 1}, {"a": 1}), ("b", "a"),
        (np.zeros(20), (2, 3)),
    ],
)  # fmt: skip
def test_unequal_values_fail(got, want):
    """Other values and other types fail; what was wanted stands before what came."""
    lines = mismatch(check_equal, got, want, "layer.output_shape()")
    assert lines[0] == "layer.output_shape():"
    assert lines[1].startswith("  wanted ") and lines[2].startswith("  got ")


def test_a_long_answer_is_shortened():
    """A list of thousands is shown by its beginning."""
    assert len(mismatch(check_equal, list(range(5000)), (1,), "f()")[2]) < 120


def test_shapes_alone():
    """A shape is checked without values."""
    check_same_shape(np.zeros((2, 3)), np.ones((2, 3)), "f(X)")
    mismatch(check_same_shape, np.zeros((3, 2)), np.ones((2, 3)), "f(X)")


def test_unchanged_arguments():
    """An array that still is what it was passes; a changed or replaced one fails."""
    check_unchanged(np.arange(3.0), np.arange(3.0), "f(X)")
    assert "has been changed" in mismatch(check_unchanged, np.zeros(3), np.arange(3.0), "f(X)")[1]
    mismatch(check_unchanged, np.arange(4.0), np.arange(3.0), "f(X)")
    mismatch(check_unchanged, None, np.arange(3.0), "f(X)")


@pytest.mark.parametrize("size", [4, 40])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_right_gradients_pass(size, dtype):
    """The gradient of a smooth function passes for few elements and for many, in both precisions."""
    rng = np.random.default_rng(size)
    x, upstream = rng.normal(size=size), rng.normal(size=size)

    def function(x):
        return np.tanh(x.astype(dtype))

    gradient = upstream * (1 - np.tanh(x) ** 2)
    check_gradient(function, x, gradient, upstream, "backward", rng=rng, wanted=gradient)
    check_gradient(function, x, gradient, upstream, "backward", rng=rng, forward=np.tanh)


@pytest.mark.parametrize("size", [4, 40])
@pytest.mark.parametrize("change", [lambda g: g * 1.01, lambda g: -g, lambda g: g * 0, lambda g: g[::-1]])
def test_wrong_gradients_fail(size, change):
    """A gradient that is scaled, negated, missing or in another order fails."""
    rng = np.random.default_rng(size)
    x, upstream = rng.normal(size=size), rng.normal(size=size)
    gradient = change(upstream * (1 - np.tanh(x) ** 2))
    lines = mismatch(check_gradient, np.tanh, x, gradient, upstream, "backward", rng=rng, forward=np.tanh)
    assert lines[0] == "backward:" and "your own forward pass" in lines[1]


def test_a_gradient_is_never_held_against_differences_alone():
    """A check with no value of the suite's is a mistake of the suite's author: a lie would satisfy it."""
    rng, ones = np.random.default_rng(0), np.ones(2)
    with pytest.raises(TypeError, match="needs `wanted` or `forward`"):
        check_gradient(np.tanh, ones, ones, ones, "backward", rng=rng)
    with pytest.raises(TypeError, match="needs `wanted` or `forward`"):
        check_parameter_gradient(Layer(ones), "W", ones, ones, ones, "dW", rng=rng, method="forward", args=[ones, 2])


@pytest.mark.parametrize("gradient", [None, np.zeros(3), [0.0, 0.0], np.array([0.0, np.nan])])
def test_what_is_no_gradient_fails(gradient):
    """A gradient has the shape of its argument and finite elements."""
    rng = np.random.default_rng(0)
    mismatch(check_gradient, np.tanh, np.ones(2), gradient, np.ones(2), "backward", rng=rng, forward=np.tanh)


def test_a_forward_pass_of_another_shape_fails():
    """Where the function's own output is unusable, that is what the message says."""
    rng = np.random.default_rng(0)
    ones = np.ones(2)
    lines = mismatch(check_gradient, lambda x: x[:1], ones, ones, ones, "backward", rng=rng, wanted=ones)
    assert lines[0] == "the output:"


@pytest.mark.parametrize("size", [4, 400])
def test_a_huge_gradient_does_not_pass(size):
    """A gradient whose sum overflows is wrong."""
    rng = np.random.default_rng(0)
    x, upstream = rng.normal(size=size), np.ones(size)
    with np.errstate(all="ignore"), pytest.raises(Mismatch):
        check_gradient(np.tanh, x, np.full(size, 1.7e308), upstream, "backward", rng=rng, forward=np.tanh)


def test_a_huge_output_does_not_pass():
    """A forward pass whose sum overflows is wrong, whatever the gradient is."""
    rng = np.random.default_rng(0)
    ones = np.ones(4)
    with np.errstate(all="ignore"), pytest.raises(Mismatch):
        check_gradient(lambda x: np.full(4, 1e308), ones, ones, ones, "backward", rng=rng, wanted=ones)


class Layer:
    """A product whose gradients are known."""

    def __init__(self, W):
        self.W = W

    def forward(self, X, power):
        return (X @ self.W) ** power


@pytest.mark.parametrize("size", [(2, 3), (6, 5)])
def test_gradients_of_a_parameter(size):
    """The right gradient of a parameter passes, a wrong one fails, and the parameter is what it was."""
    rng = np.random.default_rng(1)
    W, X, upstream = rng.normal(size=size), rng.normal(size=(4, size[0])), rng.normal(size=(4, size[1]))
    layer, right = Layer(W), X.T @ (upstream * 2 * (X @ W))
    call = {"rng": rng, "method": "forward", "args": [X, 2], "forward": lambda W: (X @ W) ** 2}
    check_parameter_gradient(layer, "W", W, right, upstream, "the gradient of W", **call)
    np.testing.assert_array_equal(layer.W, W)
    lines = mismatch(check_parameter_gradient, layer, "W", W, right / 2, upstream, "dW", **call)
    assert lines[0] == "dW:"


def test_gradients_through_a_proxy(module):
    """The submission's own function is differenced in the same way through its proxy."""
    rng = np.random.default_rng(2)
    x, upstream = rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    check_gradient(module.sq, x, 2 * x * upstream, upstream, "square", rng=rng, forward=np.square)
    mismatch(check_gradient, module.sq, x, x * upstream, upstream, "square", rng=rng, forward=np.square)


class Liar:
    """A right output, noise as its gradient, and from then on outputs that bend to fit the noise."""

    def __init__(self, x):
        self.x, self.out, self.noise = x, np.tanh(x), np.random.default_rng(9).normal(size=x.shape)

    def forward(self, x):
        return self.out + self.noise * (x - self.x)


@pytest.mark.parametrize("size", [4, 40])
def test_a_consistent_lie_fails(size):
    """Outputs that bend to fit a wrong gradient agree with it, and still fail where either end is known."""
    rng = np.random.default_rng(size)
    x, upstream = rng.normal(size=size), rng.normal(size=size)
    liar = Liar(x)
    lie, right = upstream * liar.noise, upstream * (1 - np.tanh(x) ** 2)
    mismatch(check_gradient, liar.forward, x, lie, upstream, "backward", rng=rng, wanted=right)
    lines = mismatch(check_gradient, liar.forward, x, lie, upstream, "backward", rng=rng, forward=np.tanh)
    assert lines[0] == "the output at a point that is moved a little, for backward:"
    check_gradient(np.tanh, x, right, upstream, "backward", rng=rng, wanted=right, forward=np.tanh)


def test_a_consistent_lie_about_a_parameter_fails():
    """The same for a parameter: its gradient or the method's output is compared with a value of the suite's."""
    rng = np.random.default_rng(3)
    W, X, upstream = rng.normal(size=(2, 3)), rng.normal(size=(4, 2)), rng.normal(size=(4, 3))
    layer, noise = Layer(W), rng.normal(size=(2, 3))
    call = {"rng": rng, "method": "forward", "args": [X, 2]}
    right = X.T @ (upstream * 2 * (X @ W))
    check_parameter_gradient(layer, "W", W, right, upstream, "dW", wanted=right, **call)
    mismatch(check_parameter_gradient, layer, "W", W, noise, upstream, "dW", wanted=right, **call)
    mismatch(check_parameter_gradient, layer, "W", W, right, upstream, "dW", forward=lambda W: X @ W, **call)
    check_parameter_gradient(layer, "W", W, right, upstream, "dW", forward=lambda W: (X @ W) ** 2, **call)


def test_correct_samples_never_fail():
    """Two thousand correct samples of each kind and several sizes pass every statistical check."""
    for seed in range(SAMPLES):
        rng = np.random.default_rng(seed)
        size = (50, 90, 400)[seed % 3]
        check_uniform(rng.uniform(-0.5, 0.5, size), -0.5, 0.5, "U")
        check_uniform(rng.uniform(-0.5, 0.5, size).astype(np.float32), -0.5, 0.5, "U")
        check_normal(rng.normal(1, 2, (size, 1)), 1, 2, "N")
        check_distribution(rng.exponential(2, size), lambda x: 1 - np.exp(-x / 2), "E")
        check_fraction(int(rng.binomial(size, 0.3)), size, 0.3, "B")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "draw",
    [
        lambda rng: rng.uniform(0, 1, 1000), lambda rng: rng.normal(0, 0.3, 1000), lambda rng: np.zeros(1000),
        lambda rng: rng.uniform(-0.25, 0.25, 1000), lambda rng: rng.uniform(-0.45, 0.45, 1000),
        lambda rng: rng.choice([-0.5, 0.5], 1000),
        lambda rng: np.full(1000, np.nan), lambda rng: list(rng.uniform(-0.5, 0.5, 1000)),
    ],
)  # fmt: skip
def test_wrong_samples_are_not_uniform(draw, seed):
    """Other bounds, another distribution, constants and lists are found out."""
    mismatch(check_uniform, draw(np.random.default_rng(seed)), -0.5, 0.5, "U")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "draw",
    [
        lambda rng: rng.normal(0, 1, 2000), lambda rng: rng.normal(1, 4, 2000),
        lambda rng: rng.uniform(-3, 5, 2000), lambda rng: np.full(2000, 1.0),
        lambda rng: 1 + 2 * np.abs(rng.normal(size=2000)),
    ],
)  # fmt: skip
def test_wrong_samples_are_not_normal(draw, seed):
    """Another mean, the variance in place of the deviation, another distribution: all found out."""
    lines = mismatch(check_normal, draw(np.random.default_rng(seed)), 1, 2, "N")
    assert "2000 draws" in lines[1]


@pytest.mark.parametrize(("count", "total"), [(0, 1000), (500, 1000), (1000, 1000), (150, 1000)])
def test_wrong_fractions_fail(count, total):
    """A rate of 0.3 is not 0, 0.15, 0.5 or 1."""
    assert "wanted about 0.3 of 1000" in mismatch(check_fraction, count, total, 0.3, "B")[1]


def test_a_sample_that_is_too_small_to_judge_is_refused():
    """Five numbers fit any distribution, so they prove none."""
    mismatch(check_uniform, np.zeros(5), -0.5, 0.5, "U")
