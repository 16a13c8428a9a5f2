"""Public cases of `differentiable_functions`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close

Z = [[-2.0, -0.5], [0.25, 3.0]]

VALUES = {
    "ReLU": [[0.0, 0.0], [0.25, 3.0]],
    "Sigmoid": [[0.119203, 0.377541], [0.562177, 0.952574]],
    "Tanh": [[-0.964028, -0.462117], [0.244919, 0.995055]],
}
SLOPES = {
    "ReLU": [[0.0, 0.0], [1.0, 1.0]],
    "Sigmoid": [[0.104994, 0.235004], [0.246134, 0.045177]],
    "Tanh": [[0.070651, 0.786448], [0.940015, 0.009866]],
}
FORMULAS = {
    "ReLU": (lambda z: np.where(z > 0, z, 0), lambda z: np.where(z > 0, 1, 0)),
    "Sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: 1 / (2 + np.exp(z) + np.exp(-z))),
    "Tanh": (lambda z: np.sinh(z) / np.cosh(z), lambda z: 1 / np.cosh(z) ** 2),
}


def draw(rng):
    """Returns 4 by 3 numbers of both signs, from 0.1 to 3 away from zero."""
    return rng.choice([-1.0, 1.0], size=(4, 3)) * rng.uniform(0.1, 3, size=(4, 3))


@pytest.mark.points(1)
@pytest.mark.parametrize("name", VALUES)
def test_function_of_the_worked_example(submission, rng, name):
    """Worked example: the values of the function"""
    activation = getattr(submission, name)()
    check_close(activation.function(np.array(Z)), VALUES[name], f"{name}().function({Z})")
    z, (function, _) = draw(rng), FORMULAS[name]
    check_close(activation.function(z), function(z), f"{name}().function(z) with z of shape (4, 3)")


@pytest.mark.points(1)
@pytest.mark.parametrize("name", SLOPES)
def test_derivative_of_the_worked_example(submission, rng, name):
    """Worked example: the values of the derivative"""
    activation = getattr(submission, name)()
    check_close(activation.derivative(np.array(Z)), SLOPES[name], f"{name}().derivative({Z})")
    z, (_, derivative) = draw(rng), FORMULAS[name]
    check_close(activation.derivative(z), derivative(z), f"{name}().derivative(z) with z of shape (4, 3)")


@pytest.mark.points(1)
def test_identity_of_the_worked_example(submission, rng):
    """Worked example: Identity and its derivative"""
    activation = submission.Identity()
    check_close(activation.function(np.array(Z)), Z, f"Identity().function({Z})")
    check_close(activation.derivative(np.array(Z)), np.ones((2, 2)), f"Identity().derivative({Z})")
    z = draw(rng)
    check_close(activation.function(z), z, "Identity().function(z) with z of shape (4, 3)")
    check_close(activation.derivative(z), np.ones((4, 3)), "Identity().derivative(z) with z of shape (4, 3)")
