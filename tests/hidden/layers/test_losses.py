"""Hidden cases of `losses`: 13 of 20 points.

Targets of the cross-entropy are probabilities, not only zeros and ones, except where a case says so. The
wanted numbers come from `log_softmax` below, which numpy's logaddexp keeps exact for logits of any size. Cases about
something else than the divisor of a batch use a batch of one, or look at directions.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

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


def check_direction(got, want, what, **tolerance):
    """Checks an array up to a factor above 0."""
    numbers = check_array(got, np.shape(want), what)
    largest = float(np.abs(numbers).max())
    check_equal(largest > 0, True, f"whether {what} is other than 0")
    check_close(numbers / largest, want / np.abs(want).max(), f"{what}, divided by its largest element", **tolerance)


def find_loss(item, prediction, target, what):
    """Returns a loss as a number other than 0; how large it is, other cases ask."""
    loss = float(check_array(item.loss(prediction, target), (), what))
    check_equal(loss != 0, True, f"whether {what} is other than 0")
    return loss


def find_gradient(name, prediction, target):
    """Returns the wanted gradient of the loss of this name."""
    squared = name == "SquaredError"
    return (prediction - target) / len(prediction) if squared else entropy_gradient_of(prediction, target)


def check_likeness(item, name, prediction, target):
    """Returns the gradient of a batch, checked to be more like the right one or its opposite than chance would have it."""
    what, wanted = f"{name}().gradient(prediction, target)", find_gradient(name, prediction, target)
    gradient = check_array(item.gradient(prediction, target), prediction.shape, what)
    like = bool(abs((gradient * wanted).sum()) > 0.5 * np.linalg.norm(gradient) * np.linalg.norm(wanted))
    check_equal(like, True, f"whether {what} is at all like the right one")
    return gradient


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
        wanted = find_loss(item, shifted, target, "the loss without the offsets")
        check_close(item.loss(logits, target), wanted, "the loss, compared with that without the offsets", rtol=2e-3)
        gradient = entropy_gradient_of(shifted, target)
        check_direction(item.gradient(logits, target), gradient, "the gradient", rtol=1e-3, atol=1e-3)


@pytest.mark.points(1)
def test_a_hopeless_prediction(submission, rng):
    """The loss of a confident error grows with the logits and is never cut off"""
    item = submission.SoftmaxCrossEntropy()
    unit = find_loss(item, np.array([[100.0, 0.0, 0.0]]), np.eye(3)[[1]], "the loss with a logit of 100")
    for size in (200.0, 1000.0, float(rng.integers(201, 1000))):
        for logits, label, loss in [([size, -size, 0], 1, 2 * size), ([0, -size, size], 0, size)]:
            prediction, target, what = np.array([logits], dtype=float), np.eye(3)[[label]], f"logits of {size}"
            wanted, right = loss / 100 * unit, np.eye(3)[[np.argmax(logits)]]
            check_close(item.loss(prediction, target), wanted, f"the loss with {what}, compared with that for 100")
            check_direction(item.gradient(prediction, target), right - target, f"the gradient with {what}")


@pytest.mark.points(1)
def test_a_perfect_prediction(submission, rng):
    """The loss of a right and certain prediction is zero, and a worse one loses more"""
    labels = rng.integers(0, 4, size=6)
    target = np.eye(4)[labels]
    for size in (100.0, 1000.0):
        item = submission.SoftmaxCrossEntropy()
        check_close(item.loss(size * target, target), 0.0, f"the loss with right logits of {size}")
        check_close(item.gradient(size * target, target), np.zeros((6, 4)), f"the gradient with logits of {size}")
        unit = find_loss(item, np.full((1, 4), size), target[:1], f"the loss with equal logits of {size}")
        logits = rng.uniform(-2, 2, size=(1, 4))
        wanted, what = entropy_of(logits, target[:1]) / np.log(4) * unit, "the loss with logits between -2 and 2"
        check_close(item.loss(logits, target[:1]), wanted, f"{what}, compared with that of equal logits")


@pytest.mark.points(1)
def test_gradients_fit_the_losses(submission, rng):
    """Each gradient is the slope of its own loss, for larger batches as well"""
    for shape in [(3, 4), (6, 5)]:
        prediction, target = 2 * rng.normal(size=shape), draw_probabilities(rng, shape)
        squared = ((prediction - target) ** 2).sum() / (2 * shape[0])
        for name, loss in [("SquaredError", squared), ("SoftmaxCrossEntropy", entropy_of(prediction, target))]:
            item, what = getattr(submission, name)(), f"{name}().gradient for shape {shape}"
            factor = find_loss(item, prediction, target, f"{name}().loss for shape {shape}") / loss
            wanted = find_gradient(name, prediction, target) * factor  # whatever factor the loss has, its gradient has it
            gradient = item.gradient(prediction, target)
            check_gradient(item.loss, prediction, gradient, np.ones(()), what, rng=rng, others=(target,), wanted=wanted)


@pytest.mark.points(1)
def test_shapes_must_agree(submission, rng):
    """Arrays of different shapes raise ValueError instead of being broadcast"""
    prediction, target = rng.uniform(-2, 2, size=(4, 2)), np.eye(2)[[0, 1, 1, 0]]
    for name in ("SquaredError", "SoftmaxCrossEntropy"):
        item = getattr(submission, name)()
        check_likeness(item, name, prediction, target)
        check_array(item.loss(prediction, target), (), f"{name}().loss(prediction, target)")
        for first, second in [((4, 1), (1, 1)), ((4, 2), (1, 2)), ((3, 3), (3, 1)), ((1, 2), (4, 2)), ((4, 1), (4,))]:
            for method in ("loss", "gradient"):
                raised = "nothing"
                try:
                    getattr(item, method)(np.ones(first), np.ones(second))
                except ValueError:
                    raised = "ValueError"
                what = f"what {name}().{method} raises for a prediction of shape {first} and a target of shape {second}"
                check_equal(raised, "ValueError", what)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither method changes its arguments, and the same call gives the same answer again"""
    for shape in SHAPES[:2]:
        logits, target = 2 * rng.normal(size=shape), draw_probabilities(rng, shape)
        for name in ("SquaredError", "SoftmaxCrossEntropy"):
            item, held = getattr(submission, name)(), (hold(logits), hold(target))
            gradient = check_likeness(item, name, logits, target)
            loss = check_array(item.loss(logits, target), (), f"{name}().loss(prediction, target)")
            calls = [["gradient", *held], ["loss", *held], ["gradient", 3 * logits, target], ["loss", *held]]
            found, first, _, second = support.call_in_turn(item, calls)
            check_unchanged(held[0], logits, f"prediction in {name}()")
            check_unchanged(held[1], target, f"target in {name}()")
            check_close(found, gradient, f"{name}().gradient(prediction, target), looked at after another call")
            check_close(first, loss, f"a second {name}().loss(prediction, target)")
            check_close(second, loss, f"a third {name}().loss(prediction, target)")
