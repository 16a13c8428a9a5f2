"""Hidden cases of `convolutional_network`: 20 of 30 points.

Networks here are made of the track's stand-ins: `Gain` multiplies and counts what it is shown, `Doubling` tells training
from evaluation, `Turning` turns its outputs by one place with each batch, so that every accuracy is known in advance.
"""

from pathlib import Path

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

DIGITS = Path(__file__).parents[3] / "exercises" / "layers" / "network" / "digits.csv.gz"
PARTS = ("conv2d", "batch_norm", "activation", "max_pooling2d", "flatten", "dropout", "dense", "optimizers", "losses")


@pytest.mark.points(2)
def test_build_layers_of_other_sizes(submission, support, rng):
    """One, two and four convolutions, other probabilities, other numbers of classes"""
    parts = support.stand_ins()
    for count in (1, 2, 4):
        filters = tuple(rng.permutation(np.arange(2, 30))[:count].tolist())
        n_classes, p = int(rng.integers(3, 40)), round(rng.uniform(0.05, 0.95), 2)
        layers = submission.build_layers(parts, filters, n_classes, p)
        wanted = []
        for n_filters in filters:
            wanted += [f"Conv2D {n_filters} (3, 3) same (1, 1)", "BatchNormalization 0.9 1e-05", "ReLU"]
            wanted += ["MaxPooling2D (2, 2) (2, 2)"]
        wanted += ["Flatten", f"Dropout {p:g}", f"Dense {n_classes}"]
        whole = type(layers) is list and len(layers) == len(wanted)
        check_equal(whole, True, f"whether it is a list of {len(wanted)}", of=layers)
        for layer, made in zip(layers, wanted, strict=True):
            check_equal(getattr(layer, "made", None), made, "a layer and its arguments")


@pytest.mark.points(2)
def test_every_layer_is_prepared_once(submission, support, rng):
    """Each layer is told its shape, then initialised once with the optimizer that was given"""
    for shape in [(2, 3, 4), (4, 2, 3)]:
        layers = [support.Gain(), support.Doubling(), support.Totals(), support.Doubling(), support.Gain()]
        rate = round(rng.uniform(0.05, 0.5), 3)
        network = submission.ConvolutionalNetwork(shape, layers, support.GradientDescent(rate), support.LogCosh())
        for layer, wanted in zip(layers, [shape, shape, shape, shape[:1], shape[:1]], strict=True):
            check_equal(layer.input_shape, wanted, f"input_shape of a layer, for images of {shape}")
        images, labels = rng.normal(scale=0.3, size=(5, *shape)).round(2), rng.integers(0, shape[0], size=5)
        network.train_on_batch(images, labels)
        sums = images.sum(axis=(2, 3))
        slope = np.tanh(4 * sums - np.eye(shape[0])[labels]) / 5
        check_close(layers[-1].W, 1 - rate * (4 * sums * slope).sum(axis=0), "W of the last layer after a step")
        wanted = 1 - rate * (4 * images * slope[:, :, None, None]).sum(axis=0)
        check_close(layers[0].W, wanted, "W of the first layer after a step")


@pytest.mark.points(2)
def test_a_step_trains(submission, support, rng):
    """A step runs every layer in training, goes back through all, and returns the loss before the step"""
    for count, size in [(4, 3), (7, 5)]:
        first, last = support.Gain(), support.Gain()
        network = make_network(submission, support, [first, support.Doubling(), last], size, rate=0.3)
        (a, b), images = rng.uniform(0.5, 1.5, (2, size)).round(2), rng.normal(scale=0.5, size=(count, size)).round(2)
        first.W, last.W, labels = a, b, rng.integers(0, size, size=count)
        wrong = 2 * images * a * b - np.eye(size)[labels]
        loss = np.log(np.cosh(wrong)).sum() / count
        check_close(network.train_on_batch(images, labels), loss, "train_on_batch(images, labels)")
        gradient = np.tanh(wrong) / count
        check_close(last.W, b - 0.3 * (gradient * 2 * images * a).sum(axis=0), "W of the last layer")
        check_close(first.W, a - 0.3 * (gradient * 2 * b * images).sum(axis=0), "W of the first layer")
        for layer in (first, last):
            check_close(layer.running_mean, [count], "running_mean, which counts the images that a layer was trained on")


@pytest.mark.points(2)
def test_labels_that_are_missing(submission, support, rng):
    """A batch without the last classes still gets targets for all classes"""
    for size, labels in [(4, np.array([1, 0, 1])), (6, np.array([2, 2, 0, 1, 2]))]:
        network = make_network(submission, support, [support.Gain()], size, rate=0.0, loss=support.Pinball())
        images = rng.normal(size=(len(labels), size)).round(2)
        too_high = images - np.eye(size)[labels]
        loss = (np.logaddexp(0, too_high) - 0.75 * too_high).sum() / len(labels)
        check_close(network.train_on_batch(images, labels), loss, f"the loss with labels {labels} of {size} classes")


@pytest.mark.points(2)
def test_predict_leaves_no_trace(submission, support, rng):
    """predict runs in evaluation, changes no layer, and takes what is left over as a smaller batch"""
    for count, size, wanted in [(7, 3, (3, 3, 1)), (5, 9, (5,)), (300, None, (256, 44))]:
        gain = support.Gain()
        network = make_network(submission, support, [support.Doubling(), gain], 4)
        images, gain.W = rng.normal(size=(count, 4)).round(2), (factors := rng.uniform(0.5, 1.5, 4).round(2))
        outputs = network.predict(images) if size is None else network.predict(images, batch_size=size)
        check_close(outputs, images * factors, f"predict with {count} images in batches of {size or 256}")
        check_close(gain.running_mean, [0], "running_mean of a layer after predict")
        check_close(gain.W, factors, "W of a layer after predict")
        sizes = check_array(np.array(gain.sizes), (len(wanted),), "how many batches there were, and their sizes")
        check_close(sizes, wanted, f"the sizes of the batches with {count} images in batches of {size or 256}")


@pytest.mark.points(2)
def test_state_holds_copies(submission, support, rng):
    """What state has returned stays as it was while training goes on"""
    for count in (3, 5):
        gain = support.Gain()
        network = make_network(submission, support, [gain, support.Turning()], 4, rate=0.2)
        gain.W = factors = rng.uniform(0.5, 1.5, 4).round(2)
        images, labels = rng.normal(size=(count, 4)).round(2), rng.integers(0, 4, size=count)
        steps = [["state"], ["train_on_batch", images, labels], ["state"]]
        before, _, after = support.call_in_turn(network, steps)
        check_state(before, [{"W": factors, "running_mean": [0]}, {"running_var": [0]}], "state() before a step, after it")
        slope = np.tanh(np.roll(images * factors, 1, axis=1) - np.eye(4)[labels]) / count
        moved = factors - 0.2 * (slope * images).sum(axis=0)
        check_state(after, [{"W": moved, "running_mean": [count]}, {"running_var": [1]}], "state() after a step")


@pytest.mark.points(1)
def test_a_state_can_be_restored_twice(submission, support, rng):
    """A state that was restored is as good as before, whatever the layers write into their arrays afterwards"""
    for count in (2, 5):
        network = make_network(submission, support, [support.Gain(), support.Turning()], 3, rate=0.4)
        state = [{"W": rng.normal(size=3).round(2), "running_mean": np.ones(1) * count}, {"running_var": np.array([2.0])}]
        images, labels = rng.normal(size=(count, 3)).round(2), rng.integers(0, 3, size=count)
        check_state(support.restore_twice(network, state, images, labels), state, "state() after a second restore")


@pytest.mark.points(2)
def test_fit_draws_one_order_for_each_epoch(submission, support, seed_numpy, rng):
    """Every epoch draws one permutation and takes consecutive pieces of it, the last one smaller"""
    for count, size, seed in [(7, 3, 5), (10, 4, 8)]:
        turning = support.Turning()
        network = make_network(submission, support, [turning], 3)
        images, labels = rng.normal(size=(count, 3)).round(3), rng.integers(0, 3, size=count)
        seed_numpy(seed)
        network.fit(images, labels, images[:2], labels[:2], epochs=2, batch_size=size)
        orders = np.random.RandomState(seed)
        wanted = []
        for _ in range(2):
            order = orders.permutation(count)
            wanted += [images[order[start : start + size], 0] for start in range(0, count, size)]
        check_equal(len(turning.trained_on), len(wanted), "the number of batches in two epochs")
        for number, (found, right) in enumerate(zip(turning.trained_on, wanted, strict=True), start=1):
            check_close(np.array(found), right, f"the first feature of batch {number}")


@pytest.mark.points(1)
def test_fit_returns_accuracies(submission, support, rng):
    """fit returns the accuracy on the other images after each epoch"""
    for shares in (rng.permutation([0, 30, 11, 43]), rng.permutation([22, 57, 0, 18])):
        shares = [*shares.tolist(), int(rng.integers(1, 40))]
        network, (images, labels), (others, other_labels) = make_turning(submission, support, rng, shares)
        found = network.fit(images, labels, others, other_labels, epochs=3, batch_size=len(images))
        check_equal(type(found) is list and len(found) == 3, True, "whether it is a list of three accuracies", of=found)
        for epoch, accuracy in enumerate(found, start=1):
            check_close(accuracy, shares[epoch] / sum(shares), f"the accuracy after epoch {epoch}")


@pytest.mark.points(2)
def test_fit_ends_with_the_best_epoch(submission, support, rng):
    """After fit the layers are as they were after the best epoch, the first of equally good ones"""
    for shares, best in [((1, 2, 5, 5, 0), 2), ((0, 6, 1, 2, 4), 1), ((7, 0, 1, 3, 2), 3)]:
        turning = support.Turning()
        network, training, others = make_turning(submission, support, rng, shares, turning)
        network.fit(*training, *others, epochs=4, batch_size=len(training[0]))
        check_close(turning.running_var, [best], f"running_var after fit, where epoch {best} of 4 was the best")
        wanted = np.roll(others[0], best, axis=1)
        check_close(network.predict(others[0]), wanted, f"predict after fit, where epoch {best} of 4 was the best")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, rng, hold):
    """Neither the images nor the labels are changed, and the other images are not trained on"""
    for count in (6, 9):
        gain = support.Gain()
        network = make_network(submission, support, [gain], 3, rate=0.0)
        images, labels = rng.normal(size=(count, 3)).round(2), rng.integers(0, 3, size=count)
        held, held_labels = hold(images), hold(labels)
        accuracies = network.fit(held, held_labels, images[:4], labels[:4], epochs=1, batch_size=4)
        check_unchanged(held, images, "the images")
        check_unchanged(held_labels, labels, "the labels")
        check_close(gain.running_mean, [count], "running_mean, which counts the images that a layer was trained on")
        right = (images[:4].argmax(axis=1) == labels[:4]).mean()
        one = type(accuracies) is list and len(accuracies) == 1
        check_equal(one, True, "whether fit returns a list of one accuracy", of=accuracies)
        check_close(accuracies[0], right, "the accuracy after the epoch")


@pytest.mark.needs(*PARTS)
@pytest.mark.points(1)
def test_digits_with_two_convolutions(submission, support, seed_numpy, rng):
    """Two convolutions of your own, trained on 200 of the 1,797 digits, recognise 30 % of 100 others"""
    rows = np.loadtxt(DIGITS, delimiter=",", dtype=np.int64)
    rows = rows[rng.permutation(len(rows))[:300]]
    images, labels = rows[:, :64].reshape(-1, 1, 8, 8) / 16, rows[:, 64]
    seed_numpy(int(rng.integers(1000)))
    layers = submission.build_layers(support.own_parts(), (4, 6), 10, 0.1)
    adam, loss = support.own("optimizers", "Adam")(0.02), support.own("losses", "SoftmaxCrossEntropy")()
    network = submission.ConvolutionalNetwork((1, 8, 8), layers, adam, loss)
    network.fit(images[:200], labels[:200], images[200:], labels[200:], epochs=2, batch_size=8)
    outputs = check_array(network.predict(images[200:]), (100, 10), "predict(images) with 100 images")
    right = float((outputs.argmax(axis=1) == labels[200:]).mean())
    check_equal(right >= 0.3, True, f"whether the accuracy after training, {right:.3g}, is at least 0.3")
    others = check_array(network.predict(images[200:], batch_size=30), (100, 10), "predict in batches of 30")
    check_close(others, outputs, "predict in batches of 30, compared with larger batches", follows=True)


def make_network(submission, support, layers, size, rate=0.1, loss=None):
    """Returns a network of these layers for samples of `size` features."""
    loss = loss or support.LogCosh()
    return submission.ConvolutionalNetwork((size,), layers, support.GradientDescent(rate), loss)


def make_turning(submission, support, rng, shares, turning=None):
    """Returns a network, samples to train with, and others, of which `shares[k]` are right when turned by k places."""
    size = len(shares)
    network = make_network(submission, support, [turning or support.Turning()], size)
    at = rng.integers(0, size, size=sum(shares))
    other_labels = (at + np.repeat(np.arange(size), shares)) % size
    mixed = rng.permutation(len(at))
    training = rng.normal(size=(size + 2, size)).round(2), rng.integers(0, size, size=size + 2)
    return network, training, (np.eye(size)[at][mixed], other_labels[mixed])


def check_state(found, wanted, what):
    """Checks a list of dicts of arrays."""
    whole = type(found) is list and len(found) == len(wanted)
    check_equal(whole, True, f"{what}, whether it is a list of {len(wanted)}", of=found)
    for number, (arrays, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_equal(type(arrays) is dict, True, f"{what}, whether its entry {number} is a dict", of=arrays)
        check_equal(tuple(sorted(arrays)), tuple(sorted(right)), f"the names in entry {number} of {what}")
        for name, value in right.items():
            check_close(arrays[name], value, f"{name} in entry {number} of {what}")
