"""Public cases of `convolutional_network`: 10 of 30 points."""

from pathlib import Path

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal

DIGITS = Path(__file__).parents[3] / "exercises" / "layers" / "network" / "digits.csv.gz"
PARTS = ("conv2d", "batch_norm", "activation", "max_pooling2d", "flatten", "dropout", "dense", "optimizers", "losses")
X = np.array([[1.0, -2.0], [3.0, 0.5], [-1.0, 1.5]])
LABELS = np.array([0, 1, 1])


@pytest.mark.points(2)
def test_build_layers(submission, support, rng):
    """build_layers makes the layers in their order, with the arguments of the statement"""
    parts = support.stand_ins()
    check_layers(submission.build_layers(parts, (8, 16), 10, 0.25), (8, 16), 10, 0.25)
    filters, n_classes = tuple(rng.permutation(np.arange(2, 20))[:3].tolist()), int(rng.integers(3, 30))
    check_layers(submission.build_layers(parts, filters, n_classes, 0.4), filters, n_classes, 0.4)


@pytest.mark.points(1)
def test_layers_are_told_their_shapes(submission, support, rng):
    """The first layer is told the shape of an image, each other one the output shape of the one before"""
    for shape in [(3, 4, 5), tuple(rng.permutation(np.arange(2, 7))[:3].tolist())]:
        layers = [support.Gain(), support.Totals(), support.Gain()]
        network = submission.ConvolutionalNetwork(shape, layers, support.GradientDescent(0.1), support.LogCosh())
        for number, wanted in enumerate([shape, shape, shape[:1]], start=1):
            check_equal(layers[number - 1].input_shape, wanted, f"input_shape of layer {number}, for images of {shape}")
        images = rng.normal(size=(4, *shape)).round(2)
        check_close(network.predict(images), images.sum(axis=(2, 3)), f"predict(images) with images of {shape}")


@pytest.mark.points(2)
def test_one_step_worked_example(submission, support, rng):
    """Worked example: one training step"""
    network, gain = make_gain(submission, support)
    check_close(network.train_on_batch(X, LABELS), 1.4361137, "train_on_batch(images, labels)")
    check_close(gain.W, [0.37554026, 0.60163795], "W after one step")
    images, labels = rng.normal(size=(5, 2)).round(2), rng.integers(0, 2, size=5)
    wrong = images - np.eye(2)[labels]
    network, gain = make_gain(submission, support)
    check_close(network.train_on_batch(images, labels), np.log(np.cosh(wrong)).sum() / 5, "the loss of another batch")
    check_close(gain.W, 1 - 0.5 * (np.tanh(wrong) * images).sum(axis=0) / 5, "W after one step with another batch")


@pytest.mark.points(2)
def test_predict_in_batches(submission, support, rng):
    """predict sends the images through in batches, in evaluation, and joins the outputs"""
    for count, size, wanted in [(10, 4, (4, 4, 2)), (6, 3, (3, 3))]:
        gain = support.Gain()
        network = make_network(submission, support, [gain, support.Doubling()], 3)
        images, gain.W = rng.normal(size=(count, 3)).round(2), (factors := rng.uniform(0.5, 1.5, 3).round(2))
        check_close(network.predict(images, size), images * factors, f"predict(images, {size}) with {count} images")
        sizes = check_array(np.array(gain.sizes), (len(wanted),), "how many batches there were, and their sizes")
        check_close(sizes, wanted, f"the sizes of the batches of predict(images, {size}) with {count} images")


@pytest.mark.points(2)
def test_state_and_restore(submission, support, rng):
    """state reads the arrays of all layers, and restore puts them back"""
    first, last = support.Gain(), support.Gain()
    network = make_network(submission, support, [first, support.Doubling(), last], 2)
    one, two = rng.normal(size=(2, 2)).round(2)
    first.W, last.W = one, two
    before = [{"W": one, "running_mean": np.zeros(1)}, {}, {"W": two, "running_mean": np.zeros(1)}]
    check_state(network.state(), before, "state()")
    network.train_on_batch(X, LABELS)
    check_close(first.running_mean, [3], "running_mean of the first layer after a step with three images")
    network.restore(before)
    check_state(network.state(), before, "state() after restore")
    for layer, name, arrays in ((first, "first", before[0]), (last, "last", before[2])):
        check_close(layer.W, arrays["W"], f"W of the {name} layer after restore")
        check_close(layer.running_mean, [0], f"running_mean of the {name} layer after restore")


@pytest.mark.needs(*PARTS)
@pytest.mark.points(1)
def test_digits_with_your_own_layers(submission, support, seed_numpy, rng):
    """Built from your own layers and trained on 300 of the 1,797 digits, it recognises 60 % of 100 others"""
    learn_digits(submission, support, seed_numpy, rng, (4,), 0.6)


def check_layers(layers, filters, n_classes, p):
    """Checks what stand-ins for layers tell of how they were made."""
    wanted = []
    for number in filters:
        wanted += [f"Conv2D {number} (3, 3) same (1, 1)", "BatchNormalization 0.9 1e-05", "ReLU"]
        wanted += ["MaxPooling2D (2, 2) (2, 2)"]
    wanted += ["Flatten", f"Dropout {p:g}", f"Dense {n_classes}"]
    call = f"build_layers(parts, {filters}, {n_classes}, {p})"
    check_equal(type(layers) is list, True, f"{call}, whether it is a list", of=layers)
    for number, layer in enumerate(layers[: len(wanted)], start=1):
        check_equal(getattr(layer, "made", None), wanted[number - 1], f"layer {number} of {call}")
    check_equal(len(layers), len(wanted), f"the number of layers of {call}")


def check_state(found, wanted, what):
    """Checks a list of dicts of arrays."""
    whole = type(found) is list and len(found) == len(wanted)
    check_equal(whole, True, f"{what}, whether it is a list of {len(wanted)}", of=found)
    for number, (arrays, right) in enumerate(zip(found, wanted, strict=True), start=1):
        check_equal(type(arrays) is dict, True, f"{what}, whether its entry {number} is a dict", of=arrays)
        check_equal(tuple(sorted(arrays)), tuple(sorted(right)), f"the names in entry {number} of {what}")
        for name, value in right.items():
            check_close(arrays[name], value, f"{name} in entry {number} of {what}")


def make_network(submission, support, layers, size, rate=0.1):
    """Returns a network of these layers for samples of `size` features."""
    return submission.ConvolutionalNetwork((size,), layers, support.GradientDescent(rate), support.LogCosh())


def make_gain(submission, support):
    """Returns a new network of one gain for two features, and the gain."""
    gain = support.Gain()
    return make_network(submission, support, [gain], 2, rate=0.5), gain


def learn_digits(submission, support, seed_numpy, rng, filters, least):
    """Trains a network of the submission's own layers on 300 images, and checks how many of 100 others it recognises."""
    rows = np.loadtxt(DIGITS, delimiter=",", dtype=np.int64)
    rows = rows[rng.permutation(len(rows))[:400]]
    images, labels = rows[:, :64].reshape(-1, 1, 8, 8) / 16, rows[:, 64]
    seed_numpy(int(rng.integers(1000)))
    layers = submission.build_layers(support.own_parts(), filters, 10, 0.1)
    adam, loss = support.own("optimizers", "Adam")(0.02), support.own("losses", "SoftmaxCrossEntropy")()
    network = submission.ConvolutionalNetwork((1, 8, 8), layers, adam, loss)
    accuracies = network.fit(images[:300], labels[:300], images[300:], labels[300:], epochs=2, batch_size=10)
    check_equal(type(accuracies) is list and len(accuracies) == 2, True, "whether fit returns a list of two", of=accuracies)
    outputs = check_array(network.predict(images[300:]), (100, 10), "predict(images) with 100 images")
    right = float((outputs.argmax(axis=1) == labels[300:]).mean())
    check_equal(right >= least, True, f"whether the accuracy after training, {right:.3g}, is at least {least}")
    check_close(max(accuracies), right, "the largest accuracy that fit returns", follows=True)
