"""Public cases of `optimizers`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

W = np.array([[1.0, -2.0, 0.5]])
GRADIENTS = np.array([[[0.2, -0.4, 1.0]], [[0.1, 0.3, -2.0]]])


def check_example(support, optimizer, gradient, wanted, what):
    """Checks w after the two updates of the worked example, and after a third one with this gradient."""
    found = support.follow(optimizer, W, [*GRADIENTS, gradient])
    for number, want in enumerate(wanted):
        answer = found[number] if number < len(found) else None
        check_close(answer, want, f"w after update {number + 1} of {what}")


def draw_gradient(rng):
    """Returns a random gradient for a third update, whose elements are not near zero."""
    return (rng.choice([-1.0, 1.0], size=W.shape) * rng.uniform(0.3, 2, size=W.shape)).round(2)


def make_one_of_each(submission):
    """Returns an optimizer of every class, after its name."""
    return [
        ("SGD", submission.SGD(0.1)),
        ("Momentum", submission.Momentum(0.1, 0.7)),
        ("RMSprop", submission.RMSprop(0.1, 0.8, 1e-8)),
        ("Adam", submission.Adam(0.1, 0.8, 0.9, 1e-8)),
    ]


@pytest.mark.points(1)
def test_sgd_worked_example(submission, support, rng):
    """Worked example: SGD"""
    gradient, once, twice = draw_gradient(rng), np.array([[0.98, -1.96, 0.4]]), np.array([[0.97, -1.99, 0.6]])
    third = twice - 0.1 * gradient
    check_example(support, submission.SGD(0.1), gradient, [once, twice, third], "SGD(0.1)")


@pytest.mark.points(1)
def test_momentum_worked_example(submission, support, rng):
    """Worked example: Momentum"""
    gradient, once, twice = draw_gradient(rng), np.array([[0.98, -1.96, 0.4]]), np.array([[0.96, -1.97, 0.55]])
    third = twice - 0.1 * (0.25 * GRADIENTS[0] + 0.5 * GRADIENTS[1] + gradient)
    check_example(support, submission.Momentum(0.1, 0.5), gradient, [once, twice, third], "Momentum(0.1, 0.5)")


@pytest.mark.points(1)
def test_rmsprop_worked_example(submission, support, rng):
    """Worked example: RMSprop"""
    gradient, once = draw_gradient(rng), np.array([[0.96666667, -1.94285714, 0.4]])
    twice = np.array([[0.95, -1.98400214, 0.52580794]])
    mean_square = 0.25 * (0.75**2 * GRADIENTS[0] ** 2 + 0.75 * GRADIENTS[1] ** 2 + gradient**2)
    third = twice - 0.1 * gradient / (np.sqrt(mean_square) + 0.5)
    optimizer, what = submission.RMSprop(0.1, 0.75, 0.5), "RMSprop(0.1, 0.75, 0.5)"
    check_example(support, optimizer, gradient, [once, twice, third], what)


@pytest.mark.points(2)
def test_adam_worked_example(submission, support, rng):
    """Worked example: Adam"""
    gradient, once = draw_gradient(rng), np.array([[0.97142857, -1.95555556, 0.43333333]])
    twice = np.array([[0.95100225, -1.9634171, 0.48021581]])
    mean = 0.5 * (0.5**2 * GRADIENTS[0] + 0.5 * GRADIENTS[1] + gradient) / (1 - 0.5**3)
    mean_square = 0.2 * (0.8**2 * GRADIENTS[0] ** 2 + 0.8 * GRADIENTS[1] ** 2 + gradient**2) / (1 - 0.8**3)
    third = twice - 0.1 * mean / (np.sqrt(mean_square) + 0.5)
    optimizer, what = submission.Adam(0.1, 0.5, 0.8, 0.5), "Adam(0.1, 0.5, 0.8, 0.5)"
    check_example(support, optimizer, gradient, [once, twice, third], what)


@pytest.mark.points(1)
def test_every_shape(submission, rng):
    """Parameters of any shape move against their gradient"""
    for shape in [(2, 3), (4,), (2, 1, 3, 2)]:
        signs, sizes = rng.choice([-1.0, 1.0], size=shape), rng.uniform(0.5, 2, shape).round(2)
        w, gradient = rng.normal(size=shape).round(2), signs * sizes
        for name, optimizer in make_one_of_each(submission):
            what = f"{name}: update(w, grad) with arrays of shape {shape}"
            moved = check_array(optimizer.update(w, gradient), shape, what) - w
            check_close(np.sign(moved), -np.sign(gradient), f"{what}: the signs of the step")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """update changes neither of its arguments"""
    w, gradient = rng.normal(size=(2, 3)).round(2), rng.uniform(0.5, 2, size=(2, 3)).round(2)
    for name, optimizer in make_one_of_each(submission):
        held_w, held_gradient = hold(w), hold(gradient)
        for _ in range(2):
            moved = check_array(optimizer.update(held_w, held_gradient), (2, 3), f"{name}: the answer of update") - w
            check_unchanged(held_w, w, f"{name}: w in update(w, grad)")
            check_unchanged(held_gradient, gradient, f"{name}: grad in update(w, grad)")
            same_way = bool((moved * moved[0, 0] > 0).all())  # as all elements of the gradient are above 0
            check_equal(same_way, True, f"{name}: whether all elements of w move the same way")
