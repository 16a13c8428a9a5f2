"""Public cases of `losses`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_gradient, check_unchanged

LOGITS = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]])
TARGET = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])


def draw_classes(rng):
    """Returns random logits of shape (5, 4), the right class of each sample, and the targets that say so."""
    labels = rng.integers(0, 4, size=5)
    return rng.uniform(-2, 2, size=(5, 4)), labels, np.eye(4)[labels]


@pytest.mark.points(1)
def test_squared_error_worked_example(submission, rng):
    """Worked example: the squared error"""
    error = submission.SquaredError()
    prediction, target = (
        np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]]),
        np.array([[0.0, 2.0, 1.5], [1.0, 1.0, 0.0]]),
    )
    check_close(error.loss(prediction, target), 4.0, "SquaredError().loss(prediction, target)")
    wanted = [[0.5, 0.0, -0.5], [-0.5, -1.0, 1.5]]
    check_close(error.gradient(prediction, target), wanted, "SquaredError().gradient(prediction, target)")
    prediction, target = rng.normal(size=(5, 4)), rng.normal(size=(5, 4))
    wanted = np.mean([np.sum((p - y) ** 2) / 2 for p, y in zip(prediction, target, strict=True)])
    check_close(error.loss(prediction, target), wanted, "SquaredError().loss of random arrays of shape (5, 4)")
    wanted, what = (prediction - target) / 5, "SquaredError().gradient of the same arrays"
    check_close(error.gradient(prediction, target), wanted, what)


@pytest.mark.points(1)
def test_cross_entropy_worked_example(submission, rng):
    """Worked example: the cross-entropy"""
    found = submission.SoftmaxCrossEntropy().loss(LOGITS, TARGET)
    check_close(found, 1.76512634, "SoftmaxCrossEntropy().loss(prediction, target)")
    logits, labels, target = draw_classes(rng)
    wanted = np.mean([np.log(np.exp(z).sum()) - z[label] for z, label in zip(logits, labels, strict=True)])
    found = submission.SoftmaxCrossEntropy().loss(logits, target)
    check_close(found, wanted, "SoftmaxCrossEntropy().loss of random logits of shape (5, 4)")


@pytest.mark.points(1)
def test_cross_entropy_gradient_worked_example(submission, rng):
    """Worked example: the gradient of the cross-entropy"""
    found = submission.SoftmaxCrossEntropy().gradient(LOGITS, TARGET)
    wanted = [[0.11561195, -0.18573414, 0.07012219], [-0.47669369, 0.00857391, 0.46811978]]
    check_close(found, wanted, "SoftmaxCrossEntropy().gradient(prediction, target)")
    logits, _, target = draw_classes(rng)
    wanted = [(np.exp(z) / np.exp(z).sum() - y) / 5 for z, y in zip(logits, target, strict=True)]
    found = submission.SoftmaxCrossEntropy().gradient(logits, target)
    check_close(found, wanted, "SoftmaxCrossEntropy().gradient of random logits of shape (5, 4)")


@pytest.mark.points(1)
def test_one_sample(submission, rng):
    """A batch of one: for equal logits the loss is the logarithm of their number"""
    entropy = submission.SoftmaxCrossEntropy()
    for count in (2, 5, int(rng.integers(6, 400))):
        found = entropy.loss(np.full((1, count), 7.0), np.eye(count)[:1])
        check_close(found, np.log(count), f"SoftmaxCrossEntropy().loss of {count} equal logits")


@pytest.mark.points(1)
def test_large_logits(submission, rng):
    """Logits of 1000 give finite, right numbers"""
    entropy = submission.SoftmaxCrossEntropy()
    logits, target = np.array([[1000.0, 0.0], [0.0, 1000.0]]), np.array([[1.0, 0.0], [1.0, 0.0]])
    check_close(entropy.loss(logits, target), 500.0, "SoftmaxCrossEntropy().loss with logits of 1000")
    wanted = [[0.0, 0.0], [-0.5, 0.5]]
    check_close(entropy.gradient(logits, target), wanted, "SoftmaxCrossEntropy().gradient with logits of 1000")
    large = int(rng.integers(1001, 2000))
    found = entropy.loss(logits * large / 1000, target)
    check_close(found, large / 2, f"SoftmaxCrossEntropy().loss with logits of {large}")


@pytest.mark.points(1)
def test_gradients_fit_the_losses(submission, rng):
    """Each gradient is the slope of its own loss"""
    target = np.eye(3)[[0, 2, 2, 1]]
    for name in ("SquaredError", "SoftmaxCrossEntropy"):
        prediction, item = rng.normal(size=(4, 3)), getattr(submission, name)()
        what = f"{name}().gradient(prediction, target)"
        gradient = check_array(item.gradient(prediction, target), (4, 3), what)
        check_gradient(item.loss, prediction, gradient, np.ones(()), what, rng=rng, others=(target,))
        signs = 1 - 2 * target if name == "SoftmaxCrossEntropy" else np.sign(prediction - target)
        check_close(np.sign(gradient), signs, f"the signs of {what}")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither method changes its arguments"""
    for name, wanted in [("SquaredError", 3.3125), ("SoftmaxCrossEntropy", 1.76512634)]:
        item, prediction, target = getattr(submission, name)(), hold(LOGITS), hold(TARGET)
        for _ in range(2):
            check_close(item.loss(prediction, target), wanted, f"{name}().loss(prediction, target)")
            check_array(item.gradient(prediction, target), (2, 3), f"{name}().gradient(prediction, target)")
            check_unchanged(prediction, LOGITS, f"prediction in {name}()")
            check_unchanged(target, TARGET, f"target in {name}()")
    logits, labels, target = draw_classes(rng)
    squared = ((logits - target) ** 2).sum() / 10
    entropy = np.mean([np.log(np.exp(z).sum()) - z[label] for z, label in zip(logits, labels, strict=True)])
    for name, wanted in [("SquaredError", squared), ("SoftmaxCrossEntropy", entropy)]:
        held = hold(logits)
        found = getattr(submission, name)().loss(held, target)
        check_close(found, wanted, f"{name}().loss of a random prediction of shape (5, 4)")
        check_unchanged(held, logits, f"the random prediction in {name}()")
