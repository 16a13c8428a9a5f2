"""Public cases of `network`: 14 of 40 points."""

from pathlib import Path

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal

DIGITS = Path(__file__).parents[3] / "exercises" / "layers" / "network" / "digits.npz"
X = np.array([[1.0, -2.0], [3.0, 0.5], [-1.0, 1.5]])
Y = np.array([[0.5, 0.0], [1.0, 1.0], [0.0, 2.0]])


def check_losses(found, wanted, what):
    """Checks a list of losses."""
    right_length = type(found) is list and len(found) == len(wanted)
    check_equal(right_length, True, f"{what}: whether it is a list of {len(wanted)}")
    for number, (loss, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_close(loss, right, f"{what}, epoch {number}")


@pytest.mark.points(2)
def test_add_joins_the_layers(submission, support):
    """add tells each layer its input shape and initialises it; parameters counts all layers"""
    network = submission.Sequential(support.GradientDescent(0.1), support.LogCosh())
    hills = support.Hills(3)
    for layer in (support.Scale((4,)), support.Doubling(), hills):
        network.add(layer)
    check_equal(hills.input_shape, (4,), "input_shape of the third layer")
    check_equal(network.parameters(), 16, "parameters() of a network with 4, 0 and 12 parameters")
    check_array(network.predict(np.ones((5, 4))), (5, 3), "predict(X) with X of shape (5, 4)")


@pytest.mark.points(2)
def test_predict(submission, support):
    """predict sends a batch through all layers, in evaluation"""
    network, scale, other = make_network(submission, support, 0.1)
    scale.factors, other.factors = np.array([2.0, -1.0]), np.array([0.5, 3.0])
    check_close(network.predict(X), X * [1.0, -3.0], "predict(X)")


@pytest.mark.points(3)
def test_one_step_worked_example(submission, support):
    """Worked example: one training step"""
    scale = support.Scale((2,))
    network = submission.Sequential(support.GradientDescent(0.5), support.LogCosh())
    network.add(scale)
    check_close(network.train_on_batch(X, Y), 1.14804328, "train_on_batch(X, y)")
    check_close(scale.factors, [0.31403432, 0.83269653], "the factors after one step")


@pytest.mark.points(2)
def test_fit_worked_example(submission, support):
    """Worked example: three epochs with all samples in one batch"""
    scale = support.Scale((2,))
    network = submission.Sequential(support.GradientDescent(0.5), support.LogCosh())
    network.add(scale)
    check_losses(network.fit(X, Y, epochs=3, batch_size=3), [1.14804328, 0.49836576, 0.4791285], "fit(X, y, 3, 3)")
    check_close(scale.factors, [0.3157287, 0.65400992], "the factors after three epochs")


@pytest.mark.points(2)
def test_accuracy(submission, support):
    """accuracy is the fraction of samples whose largest output is that of their label"""
    network, _, _ = make_network(submission, support, 0.1, size=3)
    outputs = np.array([[1.0, 2.0, 3.0], [5.0, -1.0, 0.0], [0.0, 2.0, 1.0], [-3.0, -1.0, -2.0]])
    check_close(network.accuracy(outputs, np.array([2, 0, 1, 0])), 0.75, "accuracy with three of four right")
    check_close(network.accuracy(outputs, np.array([0, 0, 2, 0])), 0.25, "accuracy with one of four right")


@pytest.mark.points(2)
def test_digits(submission, support, seed_numpy):
    """Trained on 80 handwritten digits under np.random.seed(1), at least 80 % of 40 others are recognised"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    network = submission.Sequential(support.Momentum(2.0, 0.9), support.LogCosh())
    seed_numpy(1)
    network.add(support.Scale((64,)))
    network.add(support.Hills(10))
    before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) before training")
    network.fit(images[:80], np.eye(10)[labels[:80]], epochs=40, batch_size=12)
    after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) after training")
    check_equal(bool(before < 0.5), True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
    check_equal(bool(0.8 <= after <= 1), True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")


@pytest.mark.points(1)
def test_digits_with_your_own_layers(submission, support, seed_numpy):
    """Built from the Dense, ReLU, Adam and SoftmaxCrossEntropy of the earlier exercises, it recognises 80 %"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    for seed in [1]:
        adam, loss = support.own("optimizers", "Adam")(0.01), support.own("losses", "SoftmaxCrossEntropy")()
        network = submission.Sequential(adam, loss)
        seed_numpy(seed)
        network.add(support.own("dense", "Dense")(24, (64,)))
        network.add(support.own("activation", "ReLU")())
        network.add(support.own("dense", "Dense")(10))
        before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) before training")
        network.fit(images[:80], np.eye(10)[labels[:80]], epochs=30, batch_size=12)
        after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) after training")
        check_equal(bool(before < 0.5), True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
        check_equal(bool(0.8 <= after <= 1), True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")


def make_network(submission, support, rate, size=2):
    """Returns a network that scales, doubles in training, and scales again; and its two scales."""
    network = submission.Sequential(support.GradientDescent(rate), support.LogCosh())
    first, last = support.Scale((size,)), support.Scale()
    for layer in (first, support.Doubling(), last):
        network.add(layer)
    return network, first, last
