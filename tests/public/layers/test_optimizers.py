"""Public cases of `optimizers`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_unchanged

W = np.array([[1.0, -2.0, 0.5]])
GRADIENTS = np.array([[[0.2, -0.4, 1.0]], [[0.1, 0.3, -2.0]]])


def update_twice(optimizer):
    """Returns the parameter after the two updates of the worked example."""
    once = check_array(optimizer.update(W, GRADIENTS[0]), W.shape, "the first update(w, grad_wrt_w)")
    return optimizer.update(once, GRADIENTS[1])


def make_one_of_each(submission):
    """Returns an optimizer of every class, after its name."""
    return [
        ("SGD", submission.SGD(0.1)),
        ("Momentum", submission.Momentum(0.1, 0.7)),
        ("RMSprop", submission.RMSprop(0.1, 0.8, 1e-8)),
        ("Adam", submission.Adam(0.1, 0.8, 0.9, 1e-8)),
    ]


@pytest.mark.points(1)
def test_sgd_worked_example(submission):
    """Worked example: SGD"""
    check_close(update_twice(submission.SGD(0.1)), [[0.97, -1.99, 0.6]], "w after two updates of SGD")


@pytest.mark.points(1)
def test_momentum_worked_example(submission):
    """Worked example: Momentum"""
    found = update_twice(submission.Momentum(0.1, 0.5))
    check_close(found, [[0.96, -1.97, 0.55]], "w after two updates of Momentum")


@pytest.mark.points(1)
def test_rmsprop_worked_example(submission):
    """Worked example: RMSprop"""
    found = update_twice(submission.RMSprop(0.1, 0.75, 0.5))
    check_close(found, [[0.95, -1.98400214, 0.52580794]], "w after two updates of RMSprop")


@pytest.mark.points(2)
def test_adam_worked_example(submission):
    """Worked example: Adam"""
    found = update_twice(submission.Adam(0.1, 0.5, 0.8, 0.5))
    check_close(found, [[0.95100225, -1.9634171, 0.48021581]], "w after two updates of Adam")


@pytest.mark.points(1)
def test_every_shape(submission, rng):
    """Parameters of any shape move against their gradient"""
    for shape in [(2, 3), (4,), (2, 1, 3, 2)]:
        w, gradient = rng.normal(size=shape), rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.5, 2, shape)
        for name, optimizer in make_one_of_each(submission):
            what = f"{name}: update(w, grad_wrt_w) with arrays of shape {shape}"
            moved = check_array(optimizer.update(w, gradient), shape, what) - w
            check_close(np.sign(moved), -np.sign(gradient), f"{what}: the signs of the step")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """update changes neither of its arguments"""
    w, gradient = rng.normal(size=(2, 3)), rng.uniform(0.5, 2, size=(2, 3))
    for name, optimizer in make_one_of_each(submission):
        held_w, held_gradient = hold(w), hold(gradient)
        for _ in range(2):
            moved = check_array(
                optimizer.update(held_w, held_gradient), (2, 3), f"{name}: the answer of update"
            )
            check_unchanged(held_w, w, f"{name}: w in update(w, grad_wrt_w)")
            check_unchanged(held_gradient, gradient, f"{name}: grad_wrt_w in update(w, grad_wrt_w)")
            check_close(np.sign(moved - w), -np.ones((2, 3)), f"{name}: the signs of the step")
