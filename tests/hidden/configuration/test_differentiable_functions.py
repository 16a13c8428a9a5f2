"""Hidden cases of `differentiable_functions`: 13 of 20 points.

Every case uses several shapes; the numbers keep their distance from ReLU's kink, except in the case that is about it.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

SHAPES = [(7,), (4, 3), (2, 3, 5)]

VALUES = {
    "ReLU": lambda z: np.maximum(z, 0),
    "Sigmoid": lambda z: 0.5 * (1 + np.tanh(z / 2)),
    "Tanh": np.tanh,
    "Identity": lambda z: z,
}
SLOPES = {
    "ReLU": lambda z: (z > 0).astype(float),
    "Sigmoid": lambda z: 0.25 / np.cosh(z / 2) ** 2,
    "Tanh": lambda z: 1 / np.cosh(z) ** 2,
    "Identity": np.ones_like,
}
CURVED = ["ReLU", "Sigmoid", "Tanh"]


def draw(rng, shape):
    """Returns numbers of both signs, from 0.1 to 4 away from zero, of which one has a steep slope."""
    z = rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.1, 4, size=shape)
    z.flat[:2] = abs(z.flat[0]), -abs(z.flat[1])
    z.flat[4] = 0.5
    return z


@pytest.mark.points(1)
@pytest.mark.parametrize("name", CURVED)
def test_function(submission, support, rng, name):
    """The function is right for arrays of several shapes, and returns a new one each time"""
    activation = getattr(submission, name)()
    for shape in SHAPES:
        z = draw(rng, shape)
        check_close(activation.function(z), VALUES[name](z), f"{name}().function(z) with z of shape {shape}")
        kept = support.keep_result(activation, [("function", z), ("function", -z / 2)], 0)
        check_close(kept, VALUES[name](z), f"what {name}().function(z) returned, after another call")


@pytest.mark.points(1)
@pytest.mark.parametrize("name", CURVED)
def test_derivative(submission, rng, name):
    """The derivative is right, and fits the differences of the function"""
    activation = getattr(submission, name)()
    for shape in SHAPES:
        z, upstream = draw(rng, shape), rng.choice([-1.5, -0.5, 0.75, 1.25], size=shape)
        slopes, what = activation.derivative(z), f"{name}().derivative(z) with z of shape {shape}"
        check_close(slopes, SLOPES[name](z), what)
        gradient, wanted = upstream * check_array(slopes, shape, what), upstream * SLOPES[name](z)
        check_gradient(activation.function, z, gradient, upstream, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_identity(submission, support, rng):
    """Identity returns its argument, and an array of ones as the derivative"""
    activation = submission.Identity()
    for shape in SHAPES:
        z = draw(rng, shape)
        check_close(activation.function(z), z, f"Identity().function(z) with z of shape {shape}")
        kept = support.keep_result(activation, [("function", z), ("function", -z)], 0)
        check_close(kept, z, "what Identity().function(z) returned, after another call")
        check_close(activation.derivative(z), np.ones(shape), f"Identity().derivative(z) with z of shape {shape}")


@pytest.mark.points(1)
@pytest.mark.parametrize("name", ["Sigmoid", "Tanh"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_large_numbers(submission, rng, name):
    """Far from zero the values are finite and right"""
    activation = getattr(submission, name)()
    for shape in SHAPES:
        z = draw(rng, shape)
        z.flat[1:4] = -1000.0, 1000.0, 600 * z.flat[3] / abs(z.flat[3])
        wanted = VALUES[name](z)
        check_close(activation.function(z), wanted, f"{name}().function(z) with z as far out as 1000")
        slopes = np.where(np.abs(z) < 10, SLOPES[name](np.clip(z, -10, 10)), 0)
        check_close(activation.derivative(z), slopes, f"{name}().derivative(z) with z as far out as 1000")


@pytest.mark.points(1)
def test_relu_at_zero(submission, rng):
    """ReLU is 0 at 0, and its slope there lies between 0 and 1"""
    activation = submission.ReLU()
    for shape in SHAPES[1:]:
        z = draw(rng, shape)
        z[-1] = 0.0
        check_close(activation.function(z), VALUES["ReLU"](z), "ReLU().function(z) with zeros in z")
        slopes = check_array(activation.derivative(z), shape, "ReLU().derivative(z) with zeros in z")
        fair = bool((slopes[-1] >= 0).all() and (slopes[-1] <= 1).all())
        check_equal(fair, True, "whether ReLU().derivative(z) lies from 0 to 1 where z is 0")
        check_close(slopes[:-1], SLOPES["ReLU"](z[:-1]), "ReLU().derivative(z) where z is not 0")


@pytest.mark.points(1)
@pytest.mark.parametrize("method", ["function", "derivative"])
def test_arguments_are_left_alone(submission, hold, rng, method):
    """No method changes the array that it is given"""
    wanted = VALUES if method == "function" else SLOPES
    for name in wanted:
        activation = getattr(submission, name)()
        for shape in SHAPES[:2]:
            z = draw(rng, shape)
            held, what = hold(z), f"{name}().{method}(z)"
            check_close(getattr(activation, method)(held), wanted[name](z), what)
            check_unchanged(held, z, what)


@pytest.mark.points(1)
def test_no_memory(submission, support, rng):
    """derivative depends on its argument alone, whatever was asked before, and results stay what they were"""
    for name in SLOPES:
        activation = getattr(submission, name)()
        for shape in SHAPES:
            z = draw(rng, shape)
            check_close(activation.derivative(z), SLOPES[name](z), f"{name}().derivative(z) before function(z)")
            activation.function(draw(rng, (6, 2)))
            check_close(activation.derivative(z), SLOPES[name](z), f"{name}().derivative(z) after another function(z)")
            kept = support.keep_result(activation, [("derivative", z), ("derivative", -z / 2)], 0)
            check_close(kept, SLOPES[name](z), f"what {name}().derivative(z) returned, after another call")
