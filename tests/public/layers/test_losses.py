"""Public cases of `losses`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

PREDICTION = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0], [2.0, 0.0, 1.0], [-1.0, 1.0, 0.0]])
TARGET = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])


def draw_classes(rng, count=5):
    """Returns random logits of shape (count, 4), the right class of each sample, and the targets that say so."""
    labels = rng.integers(0, 4, size=count)
    return rng.uniform(-2, 2, size=(count, 4)).round(2), labels, np.eye(4)[labels]


def find_softmax(logits):
    """Returns the softmax of each row, for logits of moderate size."""
    return np.array([np.exp(z) / np.exp(z).sum() for z in logits])


@pytest.mark.points(1)
def test_squared_error_worked_example(submission, rng):
    """Worked example: the squared error"""
    error = submission.SquaredError()
    target = np.array([[0.0, 2.0, 1.5], [1.0, 1.0, 0.0], [2.0, -1.0, 1.0], [0.0, 1.0, -2.0]])
    check_close(error.loss(PREDICTION, target), 2.75, "SquaredError().loss(prediction, target)")
    wanted = [[0.25, 0.0, -0.25], [-0.25, -0.5, 0.75], [0.0, 0.25, 0.0], [-0.25, 0.0, 0.5]]
    check_close(error.gradient(PREDICTION, target), wanted, "SquaredError().gradient(prediction, target)")
    prediction, target = rng.normal(size=(2, 5, 4)).round(2)
    wanted = np.mean([np.sum((p - y) ** 2) / 2 for p, y in zip(prediction, target, strict=True)])
    check_close(error.loss(prediction, target), wanted, "SquaredError().loss of random arrays of shape (5, 4)")
    wanted, what = (prediction - target) / 5, "SquaredError().gradient of the same arrays"
    check_close(error.gradient(prediction, target), wanted, what)


@pytest.mark.points(1)
def test_cross_entropy_worked_example(submission, rng):
    """Worked example: the cross-entropy"""
    found = submission.SoftmaxCrossEntropy().loss(PREDICTION, TARGET)
    check_close(found, 1.33636615, "SoftmaxCrossEntropy().loss(prediction, target)")
    logits, labels, target = draw_classes(rng)
    wanted = np.mean([np.log(np.exp(z).sum()) - z[label] for z, label in zip(logits, labels, strict=True)])
    found = submission.SoftmaxCrossEntropy().loss(logits, target)
    check_close(found, wanted, "SoftmaxCrossEntropy().loss of random logits of shape (5, 4)")


@pytest.mark.points(1)
def test_cross_entropy_gradient_worked_example(submission, rng):
    """Worked example: the gradient of the cross-entropy"""
    found = submission.SoftmaxCrossEntropy().gradient(PREDICTION, TARGET)
    wanted = [
        [0.05780597, -0.09286707, 0.03506110],
        [-0.23834684, 0.00428696, 0.23405989],
        [0.16631024, 0.02250764, -0.18881788],
        [0.02250764, -0.08368976, 0.06118212],
    ]
    check_close(found, wanted, "SoftmaxCrossEntropy().gradient(prediction, target)")
    logits, _, target = draw_classes(rng)
    found = submission.SoftmaxCrossEntropy().gradient(logits, target)
    wanted = (find_softmax(logits) - target) / 5
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
    entropy, close = submission.SoftmaxCrossEntropy(), 1 / (1 + np.e)  # the softmax of 0 beside 1
    for large in (1000, int(rng.integers(1001, 2000))):
        for logits, loss, wrong in [
            ([large, large - 1], -np.log(1 - close), -close), ([large, 0], 0, 0), ([0, large], large, -1)
        ]:  # fmt: skip
            prediction, target, what = np.array([logits], dtype=float), np.array([[1.0, 0.0]]), f"logits {logits}"
            # single precision keeps a number near 1000 to 6e-5
            check_close(entropy.loss(prediction, target), loss, f"SoftmaxCrossEntropy().loss of {what}", rtol=1e-3)
            gradient = entropy.gradient(prediction, target)
            check_close(gradient, [[wrong, -wrong]], f"SoftmaxCrossEntropy().gradient of {what}", rtol=1e-3)


@pytest.mark.points(1)
def test_gradients_fit_the_losses(submission, rng):
    """Each gradient is the slope of its own loss"""
    prediction, labels, target = draw_classes(rng, 3)
    probabilities = find_softmax(prediction)
    losses = ((prediction - target) ** 2).sum() / 6, -np.log(probabilities[np.arange(3), labels]).mean()
    for name, loss, wrong in [
        ("SquaredError", losses[0], prediction - target), ("SoftmaxCrossEntropy", losses[1], probabilities - target)
    ]:  # fmt: skip
        item, what = getattr(submission, name)(), f"{name}().gradient(prediction, target)"
        found = float(check_array(item.loss(prediction, target), (), f"{name}().loss(prediction, target)"))
        check_equal(found != 0, True, f"whether {name}().loss(prediction, target) is other than 0")
        wanted = wrong / 3 * (found / loss)  # whatever factor the loss has, its gradient has it too
        gradient = item.gradient(prediction, target)
        check_close(gradient, wanted, what, follows=True)
        check_gradient(item.loss, prediction, gradient, np.ones(()), what, rng=rng, others=(target,), wanted=wanted)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither method changes its arguments"""
    prediction, target = (rng.integers(-8, 8, size=(2, 3)) + 0.5) / 4, np.eye(3)[rng.integers(0, 3, size=2)]
    for name in ("SquaredError", "SoftmaxCrossEntropy"):
        item, held = getattr(submission, name)(), (hold(prediction), hold(target))
        check_array(item.loss(*held), (), f"{name}().loss(prediction, target)")
        what = f"{name}().gradient(prediction, target)"
        gradient = check_array(item.gradient(*held), (2, 3), what)
        check_unchanged(held[0], prediction, f"prediction in {name}()")
        check_unchanged(held[1], target, f"target in {name}()")
        right = (prediction if name == "SquaredError" else find_softmax(prediction)) - target
        like = bool(abs((gradient * right).sum()) > 0.5 * np.linalg.norm(gradient) * np.linalg.norm(right))
        check_equal(like, True, f"whether {what} is at all like the right one")
