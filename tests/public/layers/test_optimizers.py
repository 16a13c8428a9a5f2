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


def draw_gradient(rng):
    """Returns a random gradient for a third update, whose elements are not near zero."""
    return rng.choice([-1.0, 1.0], size=W.shape) * rng.uniform(0.3, 2, size=W.shape)


def make_one_of_each(submission):
    """Returns an optimizer of every class, after its name."""
    return [
        ("SGD", submission.SGD(0.1)),
        ("Momentum", submission.Momentum(0.1, 0.7)),
        ("RMSprop", submission.RMSprop(0.1, 0.8, 1e-8)),
        ("Adam", submission.Adam(0.1, 0.8, 0.9, 1e-8)),
    ]


@pytest.mark.points(1)
def test_sgd_worked_example(submission, rng):
    """Worked example: SGD"""
    optimizer, twice = submission.SGD(0.1), np.array([[0.97, -1.99, 0.6]])
    check_close(update_twice(optimizer), twice, "w after two updates of SGD")
    gradient = draw_gradient(rng)
    wanted = twice - 0.1 * gradient
    check_close(optimizer.update(twice, gradient), wanted, "w after a third update of SGD with a random gradient")


@pytest.mark.points(1)
def test_momentum_worked_example(submission, rng):
    """Worked example: Momentum"""
    optimizer, twice = submission.Momentum(0.1, 0.5), np.array([[0.96, -1.97, 0.55]])
    check_close(update_twice(optimizer), twice, "w after two updates of Momentum")
    gradient = draw_gradient(rng)
    velocity = 0.25 * GRADIENTS[0] + 0.5 * GRADIENTS[1] + gradient
    wanted = twice - 0.1 * velocity
    check_close(optimizer.update(twice, gradient), wanted, "w after a third update of Momentum with a random gradient")


@pytest.mark.points(1)
def test_rmsprop_worked_example(submission, rng):
    """Worked example: RMSprop"""
    optimizer, twice = submission.RMSprop(0.1, 0.75, 0.5), np.array([[0.95, -1.98400214, 0.52580794]])
    check_close(update_twice(optimizer), twice, "w after two updates of RMSprop")
    gradient = draw_gradient(rng)
    mean_square = 0.25 * (0.75**2 * GRADIENTS[0] ** 2 + 0.75 * GRADIENTS[1] ** 2 + gradient**2)
    wanted = twice - 0.1 * gradient / (np.sqrt(mean_square) + 0.5)
    check_close(optimizer.update(twice, gradient), wanted, "w after a third update of RMSprop with a random gradient")


@pytest.mark.points(2)
def test_adam_worked_example(submission, rng):
    """Worked example: Adam"""
    optimizer, twice = submission.Adam(0.1, 0.5, 0.8, 0.5), np.array([[0.95100225, -1.9634171, 0.48021581]])
    check_close(update_twice(optimizer), twice, "w after two updates of Adam")
    gradient = draw_gradient(rng)
    mean = 0.5 * (0.5**2 * GRADIENTS[0] + 0.5 * GRADIENTS[1] + gradient) / (1 - 0.5**3)
    mean_square = 0.2 * (0.8**2 * GRADIENTS[0] ** 2 + 0.8 * GRADIENTS[1] ** 2 + gradient**2) / (1 - 0.8**3)
    wanted = twice - 0.1 * mean / (np.sqrt(mean_square) + 0.5)
    check_close(optimizer.update(twice, gradient), wanted, "w after a third update of Adam with a random gradient")


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
            moved = check_array(optimizer.update(held_w, held_gradient), (2, 3), f"{name}: the answer of update")
            check_unchanged(held_w, w, f"{name}: w in update(w, grad_wrt_w)")
            check_unchanged(held_gradient, gradient, f"{name}: grad_wrt_w in update(w, grad_wrt_w)")
            check_close(np.sign(moved - w), -np.ones((2, 3)), f"{name}: the signs of the step")
