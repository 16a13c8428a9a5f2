"""Public cases of `convolutional`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_normal,
    check_parameter_gradient,
)


def make_layer(submission, kernels, biases, input_shape, **options):
    """Returns a built layer with these kernels and biases."""
    depth, size = len(kernels), kernels.shape[2]
    layer = submission.Convolutional(depth, size, input_shape, initialization="he", **options)
    layer.kernels, layer.biases = kernels, biases
    return layer


def make_example(submission, factor=1.0):
    """Returns the layer of the worked example after forward(factor * X), and what forward returned."""
    kernels = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    layer = make_layer(submission, kernels, np.array([0.5]), (1, 3, 4))
    return layer, layer.forward(factor * np.arange(12.0).reshape(1, 1, 3, 4))


def find_param(layer, name):
    """Returns (value, gradient) from `params`."""
    params = layer.params
    pair = params.get(name) if isinstance(params, dict) else None
    what = f'whether layer.params["{name}"] is a pair (value, gradient)'
    found = pair if isinstance(params, dict) else params
    check_equal(isinstance(pair, tuple | list) and len(pair) == 2, True, what, of=found)
    return pair


def look(images, channel, rows, columns):
    """Returns the pixels of one channel at these rows and columns; what lies outside the image is zero."""
    wide = np.pad(images[:, channel], [(0, 0), (5, 5), (5, 5)])
    return wide[:, np.asarray(rows)[:, None] + 5, np.asarray(columns) + 5]


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """The layer knows its padding and its shapes, whether it is built early or late"""
    layer = submission.Convolutional(5, 3, (2, 6, 9), padding="same", stride=2)
    check_equal(layer.padding, 1, "Convolutional(5, 3, (2, 6, 9), padding='same', stride=2).padding")
    check_equal(layer.output_shape, (5, 3, 5), "its output_shape")
    check_equal((layer.input_size, layer.output_size), (108, 75), "its (input_size, output_size)")
    layer = submission.Convolutional(4, 2)
    layer.build((3, 5, 8))
    remembered = (layer.output_depth, layer.kernel_size, layer.stride)
    check_equal(remembered, (4, 2, 1), "(output_depth, kernel_size, stride) of Convolutional(4, 2)")
    check_equal((layer.initialization, layer.no_bias), ("auto", False), "its (initialization, no_bias)")
    check_equal(layer.padding, 0, "Convolutional(4, 2).padding")
    check_equal(layer.input_shape, (3, 5, 8), "the input_shape after build((3, 5, 8))")
    check_equal(layer.output_shape, (4, 4, 7), "the output_shape after build((3, 5, 8))")
    depth, channels, height, width = (10 + rng.permutation(50)[:4]).tolist()
    shape, wanted = (channels, height, width), (depth, (height - 1) // 2 + 1, (width - 1) // 2 + 1)
    early = submission.Convolutional(depth, 3, shape, padding="same", stride=2)
    late = submission.Convolutional(depth, 2)
    late.build(shape)
    check_equal(early.output_shape, wanted, f"the output_shape of Convolutional({depth}, 3, {shape}, 'same', 2)")
    sizes = (channels * height * width, depth * wanted[1] * wanted[2])
    check_equal((early.input_size, early.output_size), sizes, "its (input_size, output_size)")
    wanted = (depth, height - 1, width - 1)
    check_equal(late.output_shape, wanted, f"the output_shape of Convolutional({depth}, 2) after build({shape})")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: the forward pass over a 3 x 4 image"""
    _, output = make_example(submission)
    wanted = np.array([[[[34.5, 44.5, 54.5], [74.5, 84.5, 94.5]]]])
    check_close(output, wanted, "forward(X)")
    factors = rng.uniform(1, 3, size=(4, 1, 1, 1))
    _, output = make_example(submission, factors)
    check_close(output, factors * (wanted - 0.5) + 0.5, "forward(a * X) with four numbers a")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the three gradients"""
    layer, _ = make_example(submission)
    upstream = np.array([[[[1.0, 2.0, 0.0], [0.0, 0.0, 3.0]]]])
    by_images = np.array([[[[1, 4, 4, 0], [3, 10, 11, 6], [0, 0, 9, 12]]]])
    by_kernels = np.array([[[[20, 26], [44, 50]]]])
    check_close(layer.backward(upstream), by_images, "backward(G)")
    check_close(find_param(layer, "kernels")[1], by_kernels, "the kernels' gradient")
    check_close(find_param(layer, "biases")[1], [6], "the biases' gradient")
    a, b = rng.uniform(1, 3, size=2)
    layer, _ = make_example(submission, a)
    what = f"backward({b:.4g} * G) after forward({a:.4g} * X)"
    check_close(layer.backward(b * upstream), b * by_images, what)
    check_close(find_param(layer, "kernels")[1], a * b * by_kernels, f"the kernels' gradient after {what}")
    check_close(find_param(layer, "biases")[1], [6 * b], f"the biases' gradient after {what}")


def make_pickers(weights):
    """Returns three kernels for two channels: each picks a single pixel of its window, the last one in both channels."""
    kernels = np.zeros((3, 2, 3, 3))
    kernels[0, 0, 0, 0] = weights[0]  # the upper left pixel
    kernels[1, 1, 2, 1] = weights[1]  # the lower middle one, in the other channel
    kernels[2, :, 1, 2] = weights[2:]  # the middle right one, in both
    return kernels


def pick(images, weights, biases, rows, columns):
    """Returns what these kernels make of images; `rows` and `columns` say where the windows begin."""
    first = weights[0] * look(images, 0, rows, columns)
    second = weights[1] * look(images, 1, rows + 2, columns + 1)
    third = weights[2] * look(images, 0, rows + 1, columns + 2) + weights[3] * look(images, 1, rows + 1, columns + 2)
    return np.stack([first, second, third], axis=1) + np.reshape(biases, (3, 1, 1))


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """forward handles batches, channels, padding, strides and leftovers: kernels that pick single pixels"""
    images, weights, biases = rng.normal(size=(2, 2, 6, 7)), np.array([1.0, 2.0, 1.0, -3.0]), np.array([1.0, -2.0, 3.0])
    layer = make_layer(submission, make_pickers(weights), biases, (2, 6, 7), padding=1, stride=2)
    wanted = pick(images, weights, biases, np.array([-1, 1, 3]), np.array([-1, 1, 3, 5]))
    check_close(layer.forward(images), wanted, "forward(X) with X of shape (2, 2, 6, 7), padding=1, stride=2")
    check_close(layer.forward(images[:1], training=False), wanted[:1], "forward(X[:1], training=False)")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns what differences of your own forward pass say"""
    for shape, padding, stride in [((2, 2, 7, 8), 1, 3), ((3, 2, 6, 5), 2, 2)]:
        images, weights, biases = rng.normal(size=shape), rng.uniform(0.5, 2, 4), np.zeros(3)
        layer = make_layer(submission, make_pickers(weights), biases, shape[1:], padding=padding, stride=stride)
        begins = stride * np.arange(3 if stride == 3 else 4) - padding
        upstream = rng.normal(size=(shape[0], 3, len(begins), len(begins)))
        layer.forward(images)
        what = f"backward(G) with {padding=} and {stride=}"
        check_gradient(layer.forward, images, layer.backward(upstream), upstream, what, rng=rng,
                       forward=lambda x, w=weights, b=biases, at=begins: pick(x, w, b, at, at))  # fmt: skip


@pytest.mark.points(1)
def test_parameter_gradients(submission, rng):
    """params holds the gradients that differences of your own forward pass say, summed over the batch"""
    values = {"kernels": rng.normal(size=(3, 2, 3, 3)), "biases": rng.normal(size=3)}
    images, upstream = rng.normal(size=(3, 2, 6, 5)), np.zeros((3, 3, 3, 3))
    upstream[:, :, 0, 0], upstream[:, :, 2, 1] = rng.normal(size=(2, 3, 3))  # two positions count, the others do not
    padded = np.pad(images, [(0, 0), (0, 0), (1, 1), (1, 1)])
    windows = {(0, 0): padded[:, :, 0:3, 0:3], (2, 1): padded[:, :, 4:7, 2:5]}
    by_kernels = sum(np.einsum("nf,ncij->fcij", upstream[:, :, r, c], seen) for (r, c), seen in windows.items())
    layer = make_layer(submission, **values, input_shape=(2, 6, 5), padding=1, stride=2)
    layer.forward(images)
    layer.backward(upstream)
    for (name, value), wanted in zip(values.items(), (by_kernels, upstream.sum(axis=(0, 2, 3))), strict=True):
        kept, gradient = find_param(layer, name)
        check_close(kept, value, f'layer.params["{name}"][0] after backward(G)')
        what = f'layer.params["{name}"][1] after backward(G)'
        check_parameter_gradient(layer, name, value, gradient, upstream, what, rng=rng, method="forward", args=[images],
                                 wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_init_weights_and_load_params(submission, rng):
    """init_weights draws with variance 2 / (C k k) for 'he'; load_params replaces what was drawn"""
    layer = submission.Convolutional(60, 3)
    layer.build((11, 3, 4))
    layer.init_weights("he", False)
    what = "the kernels of Convolutional(60, 3) after build((11, 3, 4)) and init_weights('he', False)"
    check_normal(check_array(layer.kernels, (60, 11, 3, 3), what), 0, np.sqrt(2 / 99), what)
    check_array(layer.biases, (60,), "the biases")
    kernels, biases = rng.normal(size=(60, 11, 3, 3)), rng.normal(size=60)
    layer.load_params({"kernels": kernels, "biases": biases})
    check_close(find_param(layer, "kernels")[0], kernels, 'layer.params["kernels"][0] after load_params')
    check_close(find_param(layer, "biases")[0], biases, 'layer.params["biases"][0] after load_params')
