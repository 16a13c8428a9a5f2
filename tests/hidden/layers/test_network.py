"""Hidden cases of `network`: 26 of 40 points.

The networks here scale the features, double them in training, and scale again: `run` below does the same in a few
lines, so that every loss and every factor is known without the student's code.
"""

from pathlib import Path

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

DIGITS = Path(__file__).parents[3] / "exercises" / "layers" / "network" / "digits.npz"


def make_network(submission, support, optimizer, first, last):
    """Returns the network with these two arrays of factors, and its two scales."""
    network = submission.Sequential(optimizer, support.LogCosh())
    scales = support.Scale(first.shape), support.Scale()
    for layer in (scales[0], support.Doubling(), scales[1]):
        network.add(layer)
    scales[0].factors, scales[1].factors = first, last
    return network, *scales


def run(X, y, first, last, rate, batches):
    """Returns the loss of each batch before its step, and the factors after all steps of gradient descent."""
    losses = []
    for batch in batches:
        x, doubled = X[batch], 2 * X[batch] * first
        wrong = doubled * last - y[batch]
        losses.append(np.log(np.cosh(wrong)).sum() / len(x))
        slope = np.tanh(wrong) / len(x)
        first, last = first - rate * (2 * slope * last * x).sum(0), last - rate * (slope * doubled).sum(0)
    return np.array(losses), first, last


def split(order, size):
    """Returns the order in consecutive pieces of this size."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def draw(rng, count, size):
    """Returns inputs, targets and two arrays of factors."""
    X, y = rng.normal(size=(count, size)), rng.normal(size=(count, size))
    return X, y, rng.uniform(0.5, 1.5, size), rng.uniform(0.5, 1.5, size)


def check_losses(found, wanted, what):
    """Checks a list of losses."""
    right_length = type(found) is list and len(found) == len(wanted)
    check_equal(right_length, True, f"{what}: whether it is a list of {len(wanted)}")
    for number, (loss, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_close(loss, right, f"{what}, epoch {number}")


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


@pytest.mark.points(2)
def test_add(submission, support, rng):
    """Shapes are handed on through many layers, and parameters counts them all"""
    for size, units, more in [(4, 3, 6), (5, 7, 2), rng.permutation(np.arange(2, 30))[:3].tolist()]:
        network = submission.Sequential(support.GradientDescent(0.1), support.LogCosh())
        layers = [support.Hills(units, (size,)), support.Doubling(), support.Scale(), support.Hills(more)]
        for layer in layers:
            network.add(layer)
        check_equal(layers[1].input_shape, (units,), "input_shape of the second layer")
        check_equal(layers[3].input_shape, (units,), "input_shape of the fourth layer")
        check_equal(network.parameters(), size * units + units + units * more, "parameters()")
        check_array(network.predict(np.ones((2, size))), (2, more), f"predict(X) with X of shape (2, {size})")


@pytest.mark.points(2)
def test_layers_are_initialised_once(submission, support, seed_numpy, seed, rng):
    """Each layer is initialised when it is added, and never again"""
    for number, (size, units) in enumerate([(4, 3), (2, 5)], start=seed % 2**31):
        network = submission.Sequential(support.GradientDescent(0.1), support.LogCosh())
        hills = support.Hills(units, (size,))
        seed_numpy(number)
        network.add(hills)
        wanted = np.random.RandomState(number).uniform(0, 1, (units, size))
        check_close(hills.centres, wanted, "what the layer drew in add(layer)")
        X, centres = rng.normal(size=(6, size)), rng.normal(size=(units, size))
        hills.centres = centres
        network.fit(X, np.zeros((6, units)), epochs=0, batch_size=2)
        heights = 1 / (1 + ((X[:, None] - centres) ** 2).sum(axis=2) / 2)
        check_close(network.predict(X), heights, "predict(X) after fit with no epoch")


@pytest.mark.points(2)
def test_the_optimizer_reaches_the_layers(submission, support, rng):
    """Every layer gets the network's own optimizer, memory and all"""
    for rate, momentum in [(0.1, 0.9), (0.3, 0.5)]:
        X, y, factors, _ = draw(rng, 5, 3)
        network = submission.Sequential(support.Momentum(rate, momentum), support.LogCosh())
        scale, velocity = support.Scale((3,)), np.zeros(3)
        network.add(scale)
        scale.factors = factors
        for _ in range(3):
            wrong = X * factors - y
            found = network.train_on_batch(X, y)
            check_close(found, np.log(np.cosh(wrong)).sum() / 5, "train_on_batch(X, y)")
            velocity = momentum * velocity + (np.tanh(wrong) / 5 * X).sum(axis=0)
            factors = factors - rate * velocity
        check_close(scale.factors, factors, "the factors after three steps of Momentum")


@pytest.mark.points(2)
def test_predict_is_an_evaluation(submission, support, rng):
    """predict runs the layers with training=False, before and after training, and changes no parameter"""
    for count, size in [(4, 3), (6, 2)]:
        X, y, first, last = draw(rng, count, size)
        network, scale, other = make_network(submission, support, support.GradientDescent(0.0), first, last)
        check_close(network.predict(X), X * first * last, "predict(X)")
        network.train_on_batch(X, y)
        check_close(network.predict(X[:1]), X[:1] * first * last, "predict(X) after a training step")
        check_close(scale.factors, first, "the factors of the first layer")
        check_close(other.factors, last, "the factors of the last layer")


@pytest.mark.points(2)
def test_training_is_no_evaluation(submission, support, rng):
    """train_on_batch runs the layers with training=True"""
    for count, size in [(4, 3), (6, 2)]:
        X, y, first, last = draw(rng, count, size)
        network, *_ = make_network(submission, support, support.GradientDescent(0.0), first, last)
        network.predict(X)
        wanted, _, _ = run(X, y, first, last, 0.0, [slice(None)])
        check_close(network.train_on_batch(X, y), wanted[0], "train_on_batch(X, y)")


@pytest.mark.points(3)
def test_gradients_go_through_every_layer(submission, support, rng):
    """In a step every layer gets the gradient that the layer after it returned"""
    for count, size in [(4, 3), (6, 2)]:
        X, y, first, last = draw(rng, count, size)
        network, scale, other = make_network(submission, support, support.GradientDescent(0.3), first, last)
        for rows in (slice(0, 3), slice(1, count)):
            network.train_on_batch(X[rows], y[rows])
            _, first, last = run(X, y, first, last, 0.3, [rows])
        check_close(scale.factors, first, "the factors of the first layer after two steps")
        check_close(other.factors, last, "the factors of the last layer after two steps")


@pytest.mark.points(2)
def test_the_loss_is_that_before_the_step(submission, support, rng):
    """train_on_batch returns the loss that the batch had before the step"""
    for count, size in [(4, 3), (6, 2)]:
        X, y, first, last = draw(rng, count, size)
        network, *_ = make_network(submission, support, support.GradientDescent(0.5), first, last)
        losses, _, _ = run(X, y, first, last, 0.5, [slice(None)] * 2)
        for number, wanted in enumerate(losses, start=1):
            check_close(network.train_on_batch(X, y), wanted, f"train_on_batch(X, y), call {number}")


@pytest.mark.points(2)
def test_batches(submission, support, seed_numpy, seed, rng):
    """An epoch takes consecutive pieces of one permutation, the smaller last one as well"""
    for number, (count, size, batch) in enumerate([(7, 3, 3), (10, 2, 4)], start=seed % 2**31):
        X, y, first, last = draw(rng, count, size)
        network, scale, other = make_network(submission, support, support.GradientDescent(0.3), first, last)
        seed_numpy(number)
        network.fit(X, y, epochs=1, batch_size=batch)
        batches = split(np.random.RandomState(number).permutation(count), batch)
        _, first, last = run(X, y, first, last, 0.3, batches)
        check_close(scale.factors, first, "the factors of the first layer after one epoch")
        check_close(other.factors, last, "the factors of the last layer after one epoch")


@pytest.mark.points(2)
def test_every_epoch_has_its_own_order(submission, support, seed_numpy, seed, rng):
    """Each epoch draws a new permutation"""
    for number, (count, epochs) in enumerate([(6, 3), (9, 2)], start=seed % 2**31):
        X, y, first, last = draw(rng, count, 2)
        network, scale, _ = make_network(submission, support, support.GradientDescent(0.3), first, last)
        seed_numpy(number)
        network.fit(X, y, epochs=epochs, batch_size=3)
        source = np.random.RandomState(number)
        batches = [batch for _ in range(epochs) for batch in split(source.permutation(count), 3)]
        _, first, _ = run(X, y, first, last, 0.3, batches)
        check_close(scale.factors, first, f"the factors of the first layer after {epochs} epochs")


@pytest.mark.points(2)
def test_losses_of_the_epochs(submission, support, seed_numpy, seed, rng):
    """fit returns the mean loss of each epoch, in which a small last batch weighs less"""
    for number, (count, batch) in enumerate([(7, 3), (10, 8)], start=seed % 2**31):
        X, y, first, last = draw(rng, count, 2)
        X[0] *= 3  # one sample with a large loss, so that weights show
        network, *_ = make_network(submission, support, support.GradientDescent(0.0), first, last)
        seed_numpy(number)
        wrong = 2 * X * first * last - y
        mean = np.log(np.cosh(wrong)).sum() / count
        check_losses(network.fit(X, y, epochs=2, batch_size=batch), [mean, mean], "fit(X, y, 2, batch_size)")


@pytest.mark.points(1)
def test_a_batch_size_above_the_number_of_samples(submission, support, rng):
    """A batch size above the number of samples makes one batch of them all"""
    for count, batch in [(4, 9), (3, 100)]:
        X, y, first, last = draw(rng, count, 2)
        network, scale, _ = make_network(submission, support, support.GradientDescent(0.2), first, last)
        losses, first, _ = run(X, y, first, last, 0.2, [slice(None)] * 2)
        check_losses(network.fit(X, y, epochs=2, batch_size=batch), losses, f"fit(X, y, 2, {batch})")
        check_close(scale.factors, first, "the factors of the first layer")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """fit and predict leave X and y in their place and order"""
    for count, size in [(5, 3), (8, 2)]:
        X, y, first, last = draw(rng, count, size)
        network, *_ = make_network(submission, support, support.GradientDescent(0.0), first, last)
        held_X, held_y = hold(X), hold(y)
        network.fit(held_X, held_y, epochs=2, batch_size=3)
        check_close(network.predict(held_X), X * first * last, "predict(X)")
        check_unchanged(held_X, X, "X in fit(X, y, 2, 3) and predict(X)")
        check_unchanged(held_y, y, "y in fit(X, y, 2, 3)")


@pytest.mark.points(1)
def test_accuracy(submission, support, rng):
    """accuracy is right for several sizes"""
    for count, size in [(7, 3), (20, 5)]:
        outputs = rng.permuted(np.tile(np.arange(size), (count, 1)), axis=1) - 1.0
        labels = rng.integers(0, size, size=count)
        ones = np.ones(size)
        network, *_ = make_network(submission, support, support.GradientDescent(0.1), ones, ones)
        for rows in (slice(None), slice(0, 4)):
            wanted = (outputs[rows].argmax(axis=1) == labels[rows]).mean()
            check_close(network.accuracy(outputs[rows], labels[rows]), wanted, "accuracy(X, labels)")


@pytest.mark.points(1)
def test_digits(submission, support, seed_numpy, rng):
    """Handwritten digits are learnt under other seeds as well"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    for number in (2, 3):
        network = submission.Sequential(support.Momentum(2.0, 0.9), support.LogCosh())
        seed_numpy(number)
        layers = support.Scale((64,)), support.Hills(10)
        for layer in layers:
            network.add(layer)
        before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy before training")
        network.fit(images[:80], np.eye(10)[labels[:80]], epochs=40, batch_size=12)
        after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy after training")
        check_equal(bool(before < 0.5 and 0.8 <= after <= 1), True, "whether the accuracy rises to at least 0.8")
        check_accuracy(network, layers, images, labels, rng)


@pytest.mark.needs("dense", "activation", "optimizers", "losses")
@pytest.mark.points(1)
def test_digits_with_other_own_layers(submission, support, seed_numpy, rng):
    """Networks of other sizes, built from the layers of the earlier exercises, recognise 80 % as well"""
    with np.load(DIGITS) as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    for seed in [2, 3]:
        adam, loss = support.own("optimizers", "Adam")(0.01), support.own("losses", "SoftmaxCrossEntropy")()
        network = submission.Sequential(adam, loss)
        seed_numpy(seed)
        Dense, Tanh = support.own("dense", "Dense"), support.own("activation", "Tanh")
        layers = Dense(32, (64,)), Tanh(), Dense(10)
        for layer in layers:
            network.add(layer)
        before = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) before training")
        network.fit(images[:80], np.eye(10)[labels[:80]], epochs=30, batch_size=12)
        after = check_array(network.accuracy(images[80:], labels[80:]), (), "accuracy(X, labels) after training")
        check_equal(bool(before < 0.5), True, f"whether the accuracy before training, {before:.3g}, is below 0.5")
        check_equal(bool(0.8 <= after <= 1), True, f"whether the accuracy after training, {after:.3g}, is at least 0.8")
        check_accuracy(network, layers, images, labels, rng)
