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
def test_add_joins_the_layers(submission, support, rng):
    """add tells each layer its input shape and initialises it; parameters counts all layers"""
    for size, units in [(4, 3), rng.permutation(np.arange(5, 40))[:2].tolist()]:
        network = submission.Sequential(support.GradientDescent(0.1), support.LogCosh())
        hills = support.Hills(units)
        for layer in (support.Scale((size,)), support.Doubling(), hills):
            network.add(layer)
        check_equal(hills.input_shape, (size,), "input_shape of the third layer")
        what = f"parameters() of a network with {size}, 0 and {size * units} parameters"
        check_equal(network.parameters(), size + size * units, what)
        check_array(network.predict(np.ones((5, size))), (5, units), f"predict(X) with X of shape (5, {size})")


@pytest.mark.points(2)
def test_predict(submission, support, rng):
    """predict sends a batch through all layers, in evaluation"""
    network, scale, other = make_network(submission, support, 0.1)
    scale.factors, other.factors = np.array([2.0, -1.0]), np.array([0.5, 3.0])
    check_close(network.predict(X), X * [1.0, -3.0], "predict(X)")
    inputs, first, last = rng.normal(size=(5, 2)), rng.uniform(0.5, 1.5, 2), rng.uniform(-1.5, -0.5, 2)
    scale.factors, other.factors = first, last
    check_close(network.predict(inputs), inputs * first * last, "predict(X) with other factors and X of shape (5, 2)")


@pytest.mark.points(3)
def test_one_step_worked_example(submission, support, rng):
    """Worked example: one training step"""
    network, scale = make_scale(submission, support)
    check_close(network.train_on_batch(X, Y), 1.14804328, "train_on_batch(X, y)")
    check_close(scale.factors, [0.31403432, 0.83269653], "the factors after one step")
    inputs, targets = rng.normal(size=(4, 2)), rng.normal(size=(4, 2))
    losses, factors = descend(inputs, targets, epochs=1)
    network, scale = make_scale(submission, support)
    check_close(network.train_on_batch(inputs, targets), losses[0], "train_on_batch(X, y) with X of shape (4, 2)")
    check_close(scale.factors, factors, "the factors after one step with X of shape (4, 2)")


@pytest.mark.points(2)
def test_fit_worked_example(submission, support, rng):
    """Worked example: three epochs with all samples in one batch"""
    network, scale = make_scale(submission, support)
    check_losses(network.fit(X, Y, epochs=3, batch_size=3), [1.14804328, 0.49836576, 0.4791285], "fit(X, y, 3, 3)")
    check_close(scale.factors, [0.3157287, 0.65400992], "the factors after three epochs")
    inputs, targets = rng.normal(size=(4, 2)), rng.normal(size=(4, 2))
    losses, factors = descend(inputs, targets, epochs=3)
    network, scale = make_scale(submission, support)
    check_losses(network.fit(inputs, targets, epochs=3, batch_size=4), losses, "fit(X, y, 3, 4) with four samples")
    check_close(scale.factors, factors, "the factors after three epochs with four samples")


@pytest.mark.points(2)
def test_accuracy(submission, support, rng):
    """accuracy is the fraction of samples whose largest output is that of their label"""
    network, _, _ = make_network(submission, support, 0.1, size=3)
    outputs = np.array([[1.0, 2.0, 3.0], [5.0, -1.0, 0.0], [0.0, 2.0, 1.0], [-3.0, -1.0, -2.0]])
    check_close(network.accuracy(outputs, np.array([2, 0, 1, 0])), 0.75, "accuracy with three of four right")
    check_close(network.accuracy(outputs, np.array([0, 0, 2, 0])), 0.25, "accuracy with one of four right")
    count = int(rng.integers(20, 60))
    outputs = rng.permuted(np.tile([-1.0, 0.0, 1.0], (count, 1)), axis=1)
    labels = rng.integers(0, 3, size=count)
    right = int((outputs[np.arange(count), labels] == 1).sum())
    check_close(network.accuracy(outputs, labels), right / count, f"accuracy with {right} of {count} right")


@pytest.mark.points(2)
def test_digits(submission, support, seed_numpy, rng):
    """Trained on 80 handwritten digits under np.random.seed(1), at least 80 % of 40 others are recognised"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    network = submission.Sequential(support.Momentum(2.0, 0.9), support.LogCosh())
    seed_numpy(1)
    layers = support.Scale((64,)), support.Hills(10)
    for layer in layers:
        network.add(layer)
    before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) before training")
    network.fit(images[:80], np.eye(10)[labels[:80]], epochs=40, batch_size=12)
    after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) after training")
    check_equal(bool(before < 0.5), True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
    check_equal(bool(0.8 <= after <= 1), True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")
    check_accuracy(network, layers, images, labels, rng)


@pytest.mark.needs("dense", "activation", "optimizers", "losses")
@pytest.mark.points(1)
def test_digits_with_your_own_layers(submission, support, seed_numpy, rng):
    """Built from the Dense, ReLU, Adam and SoftmaxCrossEntropy of the earlier exercises, it recognises 80 %"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    for seed in [1]:
        adam, loss = support.own("optimizers", "Adam")(0.01), support.own("losses", "SoftmaxCrossEntropy")()
        network = submission.Sequential(adam, loss)
        seed_numpy(seed)
        Dense, ReLU = support.own("dense", "Dense"), support.own("activation", "ReLU")
        layers = Dense(24, (64,)), ReLU(), Dense(10)
        for layer in layers:
            network.add(layer)
        before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) before training")
        network.fit(images[:80], np.eye(10)[labels[:80]], epochs=30, batch_size=12)
        after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) after training")
        check_equal(bool(before < 0.5), True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
        check_equal(bool(0.8 <= after <= 1), True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")
        check_accuracy(network, layers, images, labels, rng)


def make_network(submission, support, rate, size=2):
    """Returns a network that scales, doubles in training, and scales again; and its two scales."""
    network = submission.Sequential(support.GradientDescent(rate), support.LogCosh())
    first, last = support.Scale((size,)), support.Scale()
    for layer in (first, support.Doubling(), last):
        network.add(layer)
    return network, first, last


def make_scale(submission, support):
    """Returns a new network of one scale for two features, and its scale."""
    network, scale = submission.Sequential(support.GradientDescent(0.5), support.LogCosh()), support.Scale((2,))
    network.add(scale)
    return network, scale


def descend(inputs, targets, epochs):
    """Returns what that network does with all samples in one batch: the loss of each epoch, and the last factors."""
    losses, factors = [], np.ones(2)
    for _ in range(epochs):
        wrong = inputs * factors - targets
        losses.append(np.log(np.cosh(wrong)).sum() / len(inputs))
        factors = factors - 0.5 * (np.tanh(wrong) * inputs).sum(axis=0) / len(inputs)
    return losses, factors


def check_accuracy(network, layers, images, labels, rng):
    """Checks the accuracy on two sets of images, some with a wrong label, against what the layers return in turn.

    The 40 images whose two largest outputs are nearest to each other are in neither set.
    """
    outputs = images
    for layer in layers:
        outputs = layer.forward_pass(outputs, training=False)
    outputs = check_array(outputs, (len(images), 10), "what the layers return in turn")
    second, first = np.sort(outputs, axis=1)[:, -2:].T
    for rows in np.split(rng.permutation(np.argsort(first - second)[40:]), [rng.integers(20, 60)]):
        said = np.where(rng.random(len(rows)) < 0.3, rng.integers(0, 10, size=len(rows)), labels[rows])
        wanted = (outputs[rows].argmax(axis=1) == said).mean()
        what = f"accuracy(X, labels) with {len(rows)} images, of which some have a wrong label"
        check_close(network.accuracy(images[rows], said), wanted, what)
