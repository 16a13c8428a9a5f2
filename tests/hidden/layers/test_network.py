"""Hidden cases of `network`: 26 of 40 points.

Most networks here only scale the features, by factors that `run` below follows in a few lines, so that every loss and
every factor is known without the student's code. A network has one layer where a case is about batches, epochs or the
loss, several where it is about the layers, and one that doubles in training where it is about that. Factors start at 1,
as a new layer has them, except where a case is about what becomes of them.
"""

from pathlib import Path

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

DIGITS = Path(__file__).parents[3] / "exercises" / "layers" / "network" / "digits.npz"


def make_scale(submission, support, optimizer, size):
    """Returns a network of one scale, and the scale."""
    return make_network(submission, support, optimizer, [support.Scale((size,))])


def make_network(submission, support, optimizer, layers):
    """Returns a network of these layers, and the layers."""
    network = submission.Sequential(optimizer, support.LogCosh())
    for layer in layers:
        network.add(layer)
    return network, *layers


def make_doubling(submission, support, rng, size):
    """Returns a network that scales, doubles in training, and scales again, and the product of its factors."""
    layers = support.Scale((size,)), support.Doubling(), support.Scale()
    network, first, _, last = make_network(submission, support, support.GradientDescent(0.0), layers)
    factors = rng.uniform(0.5, 1.5, (2, size))
    first.factors, last.factors = factors
    return network, factors.prod(axis=0)


def run(X, y, factors, rate, batches):
    """Returns the loss of each batch before its step, and each layer's factors after all steps of gradient descent."""
    losses, factors = [], np.array(factors, dtype=float)  # a row for each layer
    for batch in batches:
        x, product = X[batch], factors.prod(axis=0)
        wrong = x * product - y[batch]
        losses.append(np.log(np.cosh(wrong)).sum() / len(x))
        factors = factors - rate * (np.tanh(wrong) * x).sum(axis=0) / len(x) * product / factors
    return losses, factors


def split(order, size):
    """Returns the order in consecutive pieces of this size."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def draw(rng, count, size):
    """Returns inputs and targets."""
    return rng.normal(size=(count, size)), rng.normal(size=(count, size))


def check_losses(found, wanted, what):
    """Checks a list of losses."""
    right_length = type(found) is list and len(found) == len(wanted)
    check_equal(right_length, True, f"{what}: whether it is a list of {len(wanted)}", of=found)
    for number, (loss, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_close(loss, right, f"{what}, epoch {number}")


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


@pytest.mark.points(2)
def test_add(submission, support, rng):
    """Shapes are handed on through many layers, and parameters counts them all"""
    for size, units, more, most in rng.permutation(np.arange(2, 30))[:8].reshape(2, 4).tolist():
        layers = [support.Hills(units, (size,)), support.Doubling(), support.Hills(more), support.Scale()]
        layers.append(support.Hills(most))
        network, *_ = make_network(submission, support, support.GradientDescent(0.1), layers)
        for number, wanted in [(2, units), (3, units), (4, more), (5, more)]:
            check_equal(layers[number - 1].input_shape, (wanted,), f"input_shape of layer {number}")
        check_equal(network.parameters(), size * units + units * more + more + more * most, "parameters()")
        check_array(network.predict(np.ones((2, size))), (2, most), f"predict(X) with X of shape (2, {size})")


@pytest.mark.points(2)
def test_layers_are_initialised_once(submission, support, seed_numpy, seed, rng):
    """Each layer is initialised when it is added, and never again, also when another one is added"""
    for number, (size, units) in enumerate([(4, 3), (2, 5)], start=seed % 2**31):
        network = submission.Sequential(support.GradientDescent(0.0), support.LogCosh())
        hills, source = support.Hills(units, (size,)), np.random.RandomState(number)
        seed_numpy(number)
        network.add(hills)
        check_close(hills.centres, source.uniform(0, 1, (units, size)), "what the layer drew in add(layer)")
        check_close(support.draw_global(), source.random_sample(), "np.random.random() after add(layer)")
        X, centres = rng.normal(size=(6, size)), rng.normal(size=(units, size))
        hills.centres = centres
        network.add(support.Scale())
        heights = 1 / (1 + ((X[:, None] - centres) ** 2).sum(axis=2) / 2)
        check_close(network.predict(X), heights, "predict(X) with assigned parameters, after another layer was added")
        network.fit(X, np.zeros((6, units)), epochs=2, batch_size=4)
        check_close(network.predict(X), heights, "predict(X) after fit with a learning rate of 0")


@pytest.mark.points(2)
def test_the_optimizer_reaches_the_layers(submission, support, rng):
    """Every layer gets the network's own optimizer, memory and all"""
    for rate, momentum in [(0.1, 0.9), (0.3, 0.5)]:
        X, y = draw(rng, 5, 3)
        network, scale = make_scale(submission, support, support.Momentum(rate, momentum), 3)
        factors = np.ones((1, 3))
        for speed in (1, 1 + momentum, 1 + momentum + momentum**2):
            network.train_on_batch(X, y)
            _, factors = run(X, y, factors, rate * speed, [slice(None)])
        check_close(scale.factors, factors[0], "the factors after three steps of Momentum")


@pytest.mark.points(2)
def test_predict_is_an_evaluation(submission, support, rng):
    """predict runs the layers with training=False, before and after training, and changes no parameter"""
    for count, size in [(4, 3), (6, 2)]:
        X, y = draw(rng, count, size)
        network, product = make_doubling(submission, support, rng, size)
        check_close(network.predict(X), X * product, "predict(X)")
        network.train_on_batch(X, y)
        for time in ("first", "second"):
            check_close(network.predict(X[:1]), X[:1] * product, f"the {time} predict(X) after a training step")


@pytest.mark.points(2)
def test_training_is_no_evaluation(submission, support, rng):
    """train_on_batch runs the layers with training=True"""
    for count, size in [(4, 3), (6, 2)]:
        X, y = draw(rng, count, size)
        network, product = make_doubling(submission, support, rng, size)
        network.predict(X)
        wanted, _ = run(2 * X, y, product[None], 0.0, [slice(None)])
        check_close(network.train_on_batch(X, y), wanted[0], "train_on_batch(X, y)")


@pytest.mark.points(3)
def test_gradients_go_through_every_layer(submission, support, rng):
    """In a step every layer gets the gradient that the layer after it returned"""
    for count, size in [(4, 3), (6, 2)]:
        X, y = draw(rng, count, size)
        layers = support.Scale((size,)), support.Scale(), support.Doubling(), support.Scale()
        network, *layers = make_network(submission, support, support.GradientDescent(0.1), layers)
        scales = layers[0], layers[1], layers[3]
        factors = rng.uniform(0.5, 1.5, (3, size))
        for scale, values in zip(scales, factors, strict=True):
            scale.factors = values
        for rows in (slice(0, 3), slice(1, count)):
            network.train_on_batch(X[rows], y[rows])
            _, factors = run(2 * X, y, factors, 0.1, [rows])
        for place, scale, wanted in zip(("first", "second", "last"), scales, factors, strict=True):
            check_close(scale.factors, wanted, f"the factors of the {place} layer after two steps")


@pytest.mark.points(2)
def test_the_loss_is_that_before_the_step(submission, support, rng):
    """train_on_batch returns the loss that the batch had before the step"""
    for count, size in [(4, 3), (6, 2)]:
        X, y = draw(rng, count, size)
        network, scale = submission.Sequential(support.GradientDescent(0.5), support.Pinball()), support.Scale((size,))
        network.add(scale)
        for number, factors in enumerate(rng.uniform(0.5, 1.5, (2, size)), start=1):
            scale.factors = factors
            wrong = X * factors - y
            wanted = (np.logaddexp(0, wrong) - 0.75 * wrong).sum() / count
            check_close(network.train_on_batch(X, y), wanted, f"train_on_batch(X, y), call {number}")


@pytest.mark.points(2)
def test_batches(submission, support, seed_numpy, seed, rng):
    """An epoch takes consecutive pieces of one permutation, the smaller last one as well"""
    for number, (count, size, batch) in enumerate([(7, 3, 3), (10, 2, 4)], start=seed % 2**31):
        X, y = draw(rng, count, size)
        network, scale = make_scale(submission, support, support.GradientDescent(0.3), size)
        seed_numpy(number)
        network.fit(X, y, epochs=1, batch_size=batch)
        batches = split(np.random.RandomState(number).permutation(count), batch)
        _, factors = run(X, y, np.ones((1, size)), 0.3, batches)
        check_close(scale.factors, factors[0], "the factors after one epoch")


@pytest.mark.points(2)
def test_every_epoch_has_its_own_order(submission, support, seed_numpy, seed, rng):
    """Each epoch draws a new permutation, and nothing else"""
    for number, (count, epochs) in enumerate([(6, 3), (9, 2)], start=seed % 2**31):
        X, y = draw(rng, count, 2)
        network, scale = make_scale(submission, support, support.GradientDescent(0.3), 2)
        seed_numpy(number)
        network.fit(X, y, epochs=epochs, batch_size=3)
        source = np.random.RandomState(number)
        batches = [batch for _ in range(epochs) for batch in split(source.permutation(count), 3)]
        _, factors = run(X, y, np.ones((1, 2)), 0.3, batches)
        check_close(scale.factors, factors[0], f"the factors after {epochs} epochs")
        check_close(support.draw_global(), source.random_sample(), f"np.random.random() after {epochs} epochs")


@pytest.mark.points(2)
def test_losses_of_the_epochs(submission, support, rng):
    """fit returns the mean loss of each epoch of this call, in which a small last batch weighs less"""
    for count, batch in [(7, 3), (10, 8)]:
        X, y = draw(rng, count, 2)
        X[0] *= 3  # one sample with a large loss, so that weights show
        network, _ = make_scale(submission, support, support.GradientDescent(0.0), 2)
        (mean,), _ = run(X, y, np.ones((1, 2)), 0.0, [slice(None)])
        check_losses(network.fit(X, y, epochs=2, batch_size=batch), [mean, mean], f"fit(X, y, 2, {batch})")
        check_losses(network.fit(X, y, 3, batch), [mean, mean, mean], f"fit(X, y, 3, {batch}) after that")


@pytest.mark.points(1)
def test_a_batch_size_above_the_number_of_samples(submission, support, rng):
    """A batch size above the number of samples makes one batch of them all"""
    for count, batch in [(4, 9), (3, 100)]:
        X, y = draw(rng, count, 2)
        network, scale = make_scale(submission, support, support.GradientDescent(0.2), 2)
        network.fit(X, y, epochs=2, batch_size=batch)
        _, factors = run(X, y, np.ones((1, 2)), 0.2, [slice(None)] * 2)
        check_close(scale.factors, factors[0], f"the factors after fit(X, y, 2, {batch}) with {count} samples")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """No method changes the arrays that it is given, or their order, nor one that predict has returned"""
    for count, size in [(5, 3), (8, 2)]:
        (X, y), factors = draw(rng, count, size), rng.uniform(0.5, 1.5, size)
        network, scale = make_scale(submission, support, support.GradientDescent(0.1), size)
        labels = rng.integers(0, size, size=count)
        held_X, held_y, held_labels = hold(X), hold(y), hold(labels)
        network.fit(held_X, held_y, epochs=2, batch_size=3)
        network.train_on_batch(held_X, held_y)
        network.accuracy(held_X, held_labels)
        scale.factors = factors
        output, _ = support.call_in_turn(network, [["predict", held_X], ["predict", -2 * X]])
        check_close(output, X * factors, "predict(X), looked at after another predict")
        check_unchanged(held_X, X, "X in fit, train_on_batch, accuracy and predict")
        check_unchanged(held_y, y, "y in fit and train_on_batch")
        check_unchanged(held_labels, labels, "labels in accuracy")


@pytest.mark.points(1)
def test_accuracy(submission, support, rng):
    """accuracy is right for several sizes"""
    for count, size in [(7, 3), (20, 5)]:
        outputs = rng.permuted(np.tile(np.arange(size), (count, 1)), axis=1) - 1.0
        labels, factors = rng.integers(0, size, size=count), rng.choice([-2.0, -1.0, 1.0, 2.0], size=size)
        layers = support.Scale((size,)), support.Negating()
        network, scale, _ = make_network(submission, support, support.GradientDescent(0.1), layers)
        scale.factors = factors
        for rows in (slice(None), slice(0, 4)):
            wanted = (outputs[rows].argmax(axis=1) == labels[rows]).mean()
            check_close(network.accuracy(outputs[rows] / factors, labels[rows]), wanted, "accuracy(X, labels)")
        check_close(scale.factors, factors, "the factors after accuracy(X, labels)")


@pytest.mark.points(1)
def test_digits(submission, support, seed_numpy, rng):
    """Handwritten digits are learnt under other seeds as well"""
    for number in (2, 3):
        network = submission.Sequential(support.Momentum(2.0, 0.9), support.LogCosh())
        seed_numpy(number)
        scale, hills = support.Scale((64,)), support.Hills(10)
        for layer in (scale, hills):
            network.add(layer)
        mixture = learn_digits(network, epochs=40, rng=rng)
        factors, centres = check_array(scale.factors, (64,), "factors"), check_array(hills.centres, (10, 64), "centres")
        wanted = 1 / (1 + ((mixture[:, None] * factors - centres) ** 2).sum(axis=2) / 2)
        check_close(network.predict(mixture), wanted, "predict(X) after training")


@pytest.mark.needs("dense", "activation", "optimizers", "losses")
@pytest.mark.points(1)
def test_digits_with_other_own_layers(submission, support, seed_numpy, rng):
    """Networks of other sizes, built from the layers of the earlier exercises, recognise 80 % as well"""
    for number in (2, 3):
        adam, loss = support.own("optimizers", "Adam")(0.01), support.own("losses", "SoftmaxCrossEntropy")()
        network = submission.Sequential(adam, loss)
        seed_numpy(number)
        Dense, Tanh = support.own("dense", "Dense"), support.own("activation", "Tanh")
        first, last = Dense(32, (64,)), Dense(10)
        for layer in (first, Tanh(), last):
            network.add(layer)
        mixture = learn_digits(network, epochs=30, rng=rng)
        hidden = np.tanh(mixture @ check_array(first.W, (64, 32), "W of the first layer") + read_row(first.w0, 32))
        wanted = hidden @ check_array(last.W, (32, 10), "W of the last layer") + read_row(last.w0, 10)
        check_close(network.predict(mixture), wanted, "predict(X) after training")
