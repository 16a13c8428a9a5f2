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


@pytest.mark.points(1)
@pytest.mark.parametrize("name", VALUES)
def test_function_of_the_worked_example(submission, name):
    """Worked example: the values of the function"""
    activation = getattr(submission, name)()
    check_close(activation.function(np.array(Z)), VALUES[name], f"{name}().function({Z})")


@pytest.mark.points(1)
@pytest.mark.parametrize("name", SLOPES)
def test_derivative_of_the_worked_example(submission, name):
    """Worked example: the values of the derivative"""
    activation = getattr(submission, name)()
    check_close(activation.derivative(np.array(Z)), SLOPES[name], f"{name}().derivative({Z})")


@pytest.mark.points(1)
def test_identity_of_the_worked_example(submission):
    """Worked example: Identity and its derivative"""
    activation = submission.Identity()
    check_close(activation.function(np.array(Z)), Z, f"Identity().function({Z})")
    check_close(activation.derivative(np.array(Z)), np.ones((2, 2)), f"Identity().derivative({Z})")
