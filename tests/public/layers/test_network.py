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
    check_equal(right_length, True, f"{what}: whether it is a list of {len(wanted)}", of=found)
    for number, (loss, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_close(loss, right, f"{what}[{number - 1}], epoch {number}")


@pytest.mark.points(2)
def test_add_joins_the_layers(submission, support, rng):
    """add tells each layer its input shape and initialises it; parameters counts all layers"""
    for size, units, more in [(4, 3, 6), rng.permutation(np.arange(5, 40))[:3].tolist()]:
        network = submission.Sequential(support.GradientDescent(0.1), support.LogCosh())
        layers = [support.Scale((size,)), support.Hills(units), support.Doubling(), support.Hills(more)]
        for layer in layers:
            network.add(layer)
        for place, wanted in [("second", size), ("third", units), ("fourth", units)]:
            layer = layers[["first", "second", "third", "fourth"].index(place)]
            check_equal(layer.input_shape, (wanted,), f"input_shape of the {place} layer")
        what = f"parameters() of a network with {size}, {size * units}, 0 and {units * more} parameters"
        check_equal(network.parameters(), size + size * units + units * more, what)
        check_array(network.predict(np.ones((5, size))), (5, more), f"predict(X) with X of shape (5, {size})")


@pytest.mark.points(2)
def test_predict(submission, support, rng):
    """predict sends a batch through all layers, in evaluation"""
    network, scale, other = make_network(submission, support, 0.1)
    scale.factors, other.factors = np.array([2.0, -1.0]), np.array([0.5, 3.0])
    check_close(network.predict(X), X * [1.0, -3.0], "predict(X)")
    inputs, (first, last) = rng.normal(size=(5, 2)).round(2), rng.uniform([[0.5], [-1.5]], [[1.5], [-0.5]], (2, 2)).round(2)
    scale.factors, other.factors = first, last
    check_close(network.predict(inputs), inputs * first * last, "predict(X) with other factors and X of shape (5, 2)")


@pytest.mark.points(3)
def test_one_step_worked_example(submission, support, rng):
    """Worked example: one training step"""
    network, scale = make_scale(submission, support, support.LogCosh())
    check_close(network.train_on_batch(X, Y), 1.14804328, "train_on_batch(X, y)")
    check_close(scale.factors, [0.31403432, 0.83269653], "the factors after one step")
    inputs, targets = rng.normal(size=(4, 2)).round(2), rng.normal(size=(4, 2)).round(2)
    wrong = inputs - targets
    loss = (np.logaddexp(0, wrong) - 0.75 * wrong).sum() / 4
    factors = 1 - 0.5 * ((1 / (1 + np.exp(-wrong)) - 0.75) * inputs).sum(axis=0) / 4
    network, scale = make_scale(submission, support, support.Pinball())
    check_close(network.train_on_batch(inputs, targets), loss, "train_on_batch(X, y) with the loss Pinball")
    check_close(scale.factors, factors, "the factors after one step with the loss Pinball")


@pytest.mark.points(2)
def test_fit_worked_example(submission, support, rng):
    """Worked example: three epochs with all samples in one batch"""
    network, scale = make_scale(submission, support, support.LogCosh())
    check_losses(network.fit(X, Y, epochs=3, batch_size=3), [1.14804328, 0.49836576, 0.4791285], "fit(X, y, 3, 3)")
    check_close(scale.factors, [0.3157287, 0.65400992], "the factors after three epochs")
    inputs, targets = rng.normal(size=(4, 2)).round(2), rng.normal(size=(4, 2)).round(2)
    losses, factors = descend(inputs, targets, epochs=3)
    network, scale = make_scale(submission, support, support.LogCosh())
    check_losses(network.fit(inputs, targets, epochs=3, batch_size=4), losses, "fit(X, y, 3, 4) with four samples")
    check_close(scale.factors, factors, "the factors after three epochs with four samples")


@pytest.mark.points(2)
def test_accuracy(submission, support, rng):
    """accuracy is the fraction of samples whose largest output is that of their label"""
    network, scale, _ = make_network(submission, support, 0.1, size=3)
    outputs = np.array([[1.0, 2.0, 3.0], [5.0, -1.0, 0.0], [0.0, 2.0, 1.0], [-3.0, -1.0, -2.0]])
    check_close(network.accuracy(outputs, np.array([2, 0, 1, 0])), 0.75, "accuracy with three of four right")
    check_close(network.accuracy(outputs, np.array([0, 0, 2, 0])), 0.25, "accuracy with one of four right")
    count = int(rng.integers(20, 60))
    outputs = rng.permuted(np.tile([-1.0, 0.0, 1.0], (count, 1)), axis=1)
    labels = rng.integers(0, 3, size=count)
    right = int((outputs[np.arange(count), labels] == 1).sum())
    factors = rng.choice([-2.0, -1.0, 1.0, 2.0], size=3)
    scale.factors = factors
    check_close(network.accuracy(outputs / factors, labels), right / count, f"accuracy with {right} of {count} right")


@pytest.mark.points(2)
def test_digits(submission, support, seed_numpy, rng):
    """Trained on 80 handwritten digits under np.random.seed(1), at least 80 % of 40 others are recognised"""
    network = submission.Sequential(support.Momentum(2.0, 0.9), support.LogCosh())
    seed_numpy(1)
    scale, hills = support.Scale((64,)), support.Hills(10)
    for layer in (scale, hills):
        network.add(layer)
    mixture = learn_digits(network, epochs=40, rng=rng)
    factors, centres = check_array(scale.factors, (64,), "factors"), check_array(hills.centres, (10, 64), "centres")
    wanted = 1 / (1 + ((mixture[:, None] * factors - centres) ** 2).sum(axis=2) / 2)
    check_close(network.predict(mixture), wanted, "predict(X) after training, compared with its layers' parameters")


@pytest.mark.needs("dense", "activation", "optimizers", "losses")
@pytest.mark.points(1)
def test_digits_with_your_own_layers(submission, support, seed_numpy, rng):
    """Built from the Dense, ReLU, Adam and SoftmaxCrossEntropy of the earlier exercises, it recognises 80 %"""
    adam, loss = support.own("optimizers", "Adam")(0.01), support.own("losses", "SoftmaxCrossEntropy")()
    network = submission.Sequential(adam, loss)
    seed_numpy(1)
    Dense, ReLU = support.own("dense", "Dense"), support.own("activation", "ReLU")
    first, last = Dense(24, (64,)), Dense(10)
    for layer in (first, ReLU(), last):
        network.add(layer)
    mixture = learn_digits(network, epochs=30, rng=rng)
    hidden = np.maximum(mixture @ check_array(first.W, (64, 24), "W of the first layer") + read_row(first.w0, 24), 0)
    wanted = hidden @ check_array(last.W, (24, 10), "W of the last layer") + read_row(last.w0, 10)
    check_close(network.predict(mixture), wanted, "predict(X) after training, compared with its layers' parameters")


def make_network(submission, support, rate, size=2):
    """Returns a network that scales, doubles in training, and scales again; and its two scales."""
    network = submission.Sequential(support.GradientDescent(rate), support.LogCosh())
    first, last = support.Scale((size,)), support.Scale()
    for layer in (first, support.Doubling(), last):
        network.add(layer)
    return network, first, last


def make_scale(submission, support, loss):
    """Returns a new network of one scale for two features, and its scale."""
    network, scale = submission.Sequential(support.GradientDescent(0.5), loss), support.Scale((2,))
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


def learn_digits(network, epochs, rng):
    """Trains on 80 images and checks how many of 40 others are recognised; returns random mixtures of images."""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    before = count_right(network, images[80:], labels[80:])
    network.fit(images[:80], np.eye(10)[labels[:80]], epochs=epochs, batch_size=12)
    after = count_right(network, images[80:], labels[80:])
    check_equal(before < 0.5, True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
    check_equal(after >= 0.8, True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")
    return rng.dirichlet(np.ones(3), size=5) @ images[rng.permutation(120)[:3]]


def count_right(network, images, labels):
    """Returns the fraction of the images for which predict has its largest output at the label."""
    outputs = check_array(network.predict(images), (len(images), 10), f"predict(X) with {len(images)} images")
    return float((outputs.argmax(axis=1) == labels).mean())


def read_row(w0, size):
    """Returns a bias flat, checked to be of shape (n,) or (1, n)."""
    return check_array(w0, (size,) if np.ndim(w0) == 1 else (1, size), "w0 of a layer").ravel()
