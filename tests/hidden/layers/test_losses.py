"""Hidden cases of `losses`: 13 of 20 points.

Targets of the cross-entropy are probabilities, not only zeros and ones, except where a case says so. The
wanted numbers come from `log_softmax` below, which numpy's logaddexp keeps exact for logits of any size.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_gradient, check_unchanged

SHAPES = [(4, 3), (7, 2), (1, 5)]


def log_softmax(logits):
    """Returns the logarithm of the softmax of each row."""
    return logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)


def entropy_of(logits, target):
    """Returns the wanted loss."""
    return -(target * log_softmax(logits)).sum() / len(logits)


def entropy_gradient_of(logits, target):
    """Returns the wanted gradient."""
    return (np.exp(log_softmax(logits)) - target) / len(logits)


def draw_probabilities(rng, shape):
    """Returns rows of positive numbers that sum to 1."""
    return rng.dirichlet(np.ones(shape[1]), size=shape[0])


@pytest.mark.points(1)
def test_squared_error(submission, rng):
    """The squared error is half the mean over the samples of the sum over the outputs"""
    for shape in SHAPES:
        prediction, target = 5 * rng.normal(size=shape), rng.normal(size=shape)
        wanted = ((prediction - target) ** 2).sum() / (2 * shape[0])
        check_close(submission.SquaredError().loss(prediction, target), wanted, f"the loss for shape {shape}")


@pytest.mark.points(2)
def test_squared_error_gradient(submission, rng):
    """The gradient of the squared error is the difference divided by the number of samples"""
    for shape in SHAPES:
        prediction, target = 100 * rng.normal(size=shape), rng.normal(size=shape)
        found = submission.SquaredError().gradient(prediction, target)
        check_close(found, (prediction - target) / shape[0], f"the gradient for shape {shape}")


@pytest.mark.points(2)
def test_cross_entropy(submission, rng):
    """The cross-entropy is right for several sizes, and for targets that are not certain"""
    for shape in SHAPES:
        logits, target = 2 * rng.normal(size=shape), draw_probabilities(rng, shape)
        found = submission.SoftmaxCrossEntropy().loss(logits, target)
        check_close(found, entropy_of(logits, target), f"the loss for shape {shape}")


@pytest.mark.points(2)
def test_cross_entropy_gradient(submission, rng):
    """The gradient of the cross-entropy is right for several sizes, and for targets that are not certain"""
    for shape in SHAPES:
        logits, target = 2 * rng.normal(size=shape), draw_probabilities(rng, shape)
        found = submission.SoftmaxCrossEntropy().gradient(logits, target)
        check_close(found, entropy_gradient_of(logits, target), f"the gradient for shape {shape}")


@pytest.mark.points(1)
def test_rows_of_very_different_size(submission, rng):
    """A row of large logits does not disturb a row of small ones"""
    for offsets in ([1000.0, 0.0, -1000.0, 30.0], [-900.0, -1000.0, 2.0, 1.0]):
        # Multiples of 1/64 are exact in single precision; a logarithm near 1000 is right to 1e-4 there.
        shifted = rng.integers(-128, 128, size=(4, 3)) / 64
        logits = shifted + np.array(offsets).reshape(4, 1)
        target = draw_probabilities(rng, (4, 3))
        item = submission.SoftmaxCrossEntropy()
        check_close(item.loss(logits, target), entropy_of(shifted, target), "the loss", rtol=2e-3)
        gradient = entropy_gradient_of(shifted, target)
        check_close(item.gradient(logits, target), gradient, "the gradient", rtol=1e-3, atol=1e-3)


@pytest.mark.points(1)
def test_a_hopeless_prediction(submission, rng):
    """The loss of a confident error grows with the logits and is never cut off"""
    for size in (200.0, 1000.0, float(rng.integers(201, 1000))):
        logits = size * np.array([[1.0, -1.0, 0.0], [0.0, -1.0, 1.0]])
        target = np.eye(3)[[1, 0]]
        item = submission.SoftmaxCrossEntropy()
        check_close(item.loss(logits, target), 1.5 * size, f"the loss with logits of {size}")
        wanted = [[0.5, -0.5, 0.0], [-0.5, 0.0, 0.5]]
        check_close(item.gradient(logits, target), wanted, f"the gradient with logits of {size}")


@pytest.mark.points(1)
def test_a_perfect_prediction(submission, rng):
    """The loss of a right and certain prediction is zero, and a worse one loses more"""
    labels = rng.integers(0, 4, size=6)
    target = np.eye(4)[labels]
    for size in (100.0, 1000.0):
        item = submission.SoftmaxCrossEntropy()
        check_close(item.loss(size * target, target), 0.0, f"the loss with right logits of {size}")
        check_close(item.gradient(size * target, target), np.zeros((6, 4)), f"the gradient with logits of {size}")
        check_close(item.loss(np.zeros((6, 4)), target), np.log(4), "the loss with logits of 0")
        logits = rng.uniform(-2, 2, size=(6, 4))
        check_close(item.loss(logits, target), entropy_of(logits, target), "the loss with logits between -2 and 2")


@pytest.mark.points(1)
def test_gradients_fit_the_losses(submission, rng):
    """Each gradient is the slope of its own loss, for larger batches as well"""
    for shape in [(3, 4), (6, 5)]:
        target = draw_probabilities(rng, shape)
        for name in ("SquaredError", "SoftmaxCrossEntropy"):
            prediction, item = 2 * rng.normal(size=shape), getattr(submission, name)()
            gradient, what = item.gradient(prediction, target), f"{name}().gradient for shape {shape}"
            check_gradient(item.loss, prediction, gradient, np.ones(()), what, rng=rng, others=(target,))
            wrong = prediction - target if name == "SquaredError" else np.exp(log_softmax(prediction)) - target
            check_close(gradient, wrong / shape[0], what)


@pytest.mark.points(1)
def test_shapes_must_agree(submission, rng):
    """Arrays of different shapes raise ValueError instead of being broadcast"""
    prediction, target = rng.uniform(-2, 2, size=(4, 2)), np.eye(2)[[0, 1, 1, 0]]
    squared, entropy = ((prediction - target) ** 2).sum() / 8, entropy_of(prediction, target)
    for name, wanted, drawn in [("SquaredError", 0.5, squared), ("SoftmaxCrossEntropy", np.log(2), entropy)]:
        item = getattr(submission, name)()
        check_close(item.loss(np.ones((4, 2)), target), wanted, f"{name}().loss")
        check_close(item.loss(prediction, target), drawn, f"{name}().loss of a random prediction of shape (4, 2)")
        for first, second in [((4, 1), (1, 1)), ((4, 2), (1, 2)), ((3, 3), (3, 1))]:
            for method in (item.loss, item.gradient):
                with pytest.raises(ValueError, match=r"^"):
                    method(np.ones(first), np.ones(second))


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither method changes its arguments, and the same call gives the same answer again"""
    for shape in SHAPES[:2]:
        logits, target = 2 * rng.normal(size=shape), draw_probabilities(rng, shape)
        held_logits, held_target = hold(logits), hold(target)
        squared, entropy = submission.SquaredError(), submission.SoftmaxCrossEntropy()
        wanted = ((logits - target) ** 2).sum() / (2 * shape[0])
        for _ in range(2):
            squared.gradient(held_logits, held_target)
            entropy.gradient(held_logits, held_target)
            check_close(squared.loss(held_logits, held_target), wanted, "SquaredError().loss")
            check_close(
                entropy.loss(held_logits, held_target),
                entropy_of(logits, target),
                "SoftmaxCrossEntropy().loss",
            )
            check_unchanged(held_logits, logits, "prediction")
            check_unchanged(held_target, target, "target")
