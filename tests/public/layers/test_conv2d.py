"""Public cases of `conv2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_parameter_gradient,
    check_row,
    check_uniform,
)

IMAGE = np.array([[[[1.0, 2, 0, 1], [0, 1, 3, 2], [2, 0, 1, 1]]]])
FILTER = np.array([[[[1.0, 2], [-1, 3]]]])


def make_layer(submission, optimizer, W, w0, *args, **kwargs):
    """Returns an initialised layer with these parameters; w0 takes the shape that the layer keeps."""
    layer = submission.Conv2D(len(W), W.shape[2:], *args, **kwargs)
    layer.initialize(optimizer)
    kept = layer.w0
    layer.W = W
    layer.w0 = w0.reshape(kept.shape if isinstance(kept, np.ndarray) and kept.size == w0.size else (-1, 1))
    return layer


def check_biases(got, want, what):
    """Checks one bias for each filter, in whatever shape the layer keeps them."""
    check_row(got.reshape(-1) if isinstance(got, np.ndarray) else got, want, f"{what}, flattened")


def mix(rng, X, outputs, w0):
    """Returns three random mixtures of the images of X, and their outputs: without w0, outputs mix as images do."""
    shares, biases = rng.normal(size=(3, len(X))), w0.reshape(-1, 1, 1)
    return np.tensordot(shares, X, axes=1), np.tensordot(shares, outputs - biases, axes=1) + biases


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape is right for each way to write the padding and the stride"""
    layer = submission.Conv2D(n_filters=5, filter_shape=(4, 1), input_shape=(2, 9, 7), padding="valid", stride=(2, 4))
    check_equal(layer.trainable, True, "Conv2D(...).trainable")
    what = 'Conv2D(5, (4, 1), (2, 9, 7), padding="valid", stride=(2, 4)).output_shape()'
    check_equal(layer.output_shape(), (5, 3, 2), what)
    later = submission.Conv2D(4, (2, 3))
    later.set_input_shape((3, 6, 5))
    check_equal(later.output_shape(), (4, 6, 5), "Conv2D(4, (2, 3)).output_shape() after set_input_shape((3, 6, 5))")
    number = submission.Conv2D(4, (2, 3), (3, 6, 5), padding=2, stride=2)
    check_equal(number.output_shape(), (4, 5, 4), "Conv2D(4, (2, 3), (3, 6, 5), padding=2, stride=2).output_shape()")
    kh, kw, sh, sw, p, n_filters, channels, height, width = rng.integers([1] * 5 + [6] * 4, [6] * 5 + [40] * 4).tolist()
    for padding, zeros in [("valid", 0), (p, 2 * p)]:
        layer = submission.Conv2D(n_filters, (kh, kw), (channels, height, width), padding, (sh, sw))
        tops, lefts = range(0, height + zeros - kh + 1, sh), range(0, width + zeros - kw + 1, sw)  # of the windows
        what = f"Conv2D({n_filters}, {(kh, kw)}, {(channels, height, width)}, {padding!r}, {(sh, sw)}).output_shape()"
        check_equal(layer.output_shape(), (n_filters, len(tops), len(lefts)), what)


@pytest.mark.points(1)
def test_initialize(submission, support, rng):
    """initialize draws W within the limit, zeroes w0, and parameters counts both"""
    layer = submission.Conv2D(20, (2, 3), (6, 5, 7))
    check_equal([layer.W, layer.w0], [None, None], "W and w0 before initialize")
    layer.initialize(support.MockOptimizer())
    W = check_array(layer.W, (20, 6, 2, 3), "W after Conv2D(20, (2, 3), (6, 5, 7)).initialize(optimizer)")
    check_uniform(W, -1 / 6, 1 / 6, "W after Conv2D(20, (2, 3), (6, 5, 7)).initialize(optimizer)")
    check_biases(layer.w0, np.zeros(20), "w0 after initialize")
    check_equal(layer.parameters(), 740, "Conv2D(20, (2, 3), (6, 5, 7)).parameters()")
    n_filters, channels = rng.integers((21, 7), (40, 15)).tolist()
    name = f"Conv2D({n_filters}, (3, 2), ({channels}, 5, 7))"
    layer = submission.Conv2D(n_filters, (3, 2), (channels, 5, 7))
    layer.initialize(support.MockOptimizer())
    W = check_array(layer.W, (n_filters, channels, 3, 2), f"W after {name}.initialize(optimizer)")
    limit = (channels * 3 * 2) ** -0.5
    check_uniform(W, -limit, limit, f"W after {name}.initialize(optimizer)")
    check_biases(layer.w0, np.zeros(n_filters), f"w0 after {name}.initialize(optimizer)")
    check_equal(layer.parameters(), n_filters * (channels * 3 * 2 + 1), f"{name}.parameters()")


@pytest.mark.points(1)
def test_forward_worked_example(submission, support, rng):
    """Worked example: one filter on one image, without padding"""
    layer = make_layer(submission, support.GradientDescent(0.1), FILTER, np.array([0.5]), (1, 3, 4), padding="valid")
    wanted = np.array([[[[8.5, 10.5, 5.5], [0.5, 10.5, 9.5]]]])
    check_close(layer.forward_pass(IMAGE), wanted, "forward_pass(X) of the worked example")
    factors = rng.uniform(1, 3, size=(4, 1, 1, 1))
    what = "forward_pass(X) with X four multiples of that image"
    check_close(layer.forward_pass(factors * IMAGE), factors * (wanted - 0.5) + 0.5, what)


@pytest.mark.points(1)
def test_backward_worked_example(submission, support, rng):
    """Worked example: the returned gradient, and W and w0 after one step"""
    layer = make_layer(submission, support.GradientDescent(0.1), FILTER, np.array([0.5]), (1, 3, 4), padding="valid")
    layer.forward_pass(IMAGE)
    accum_grad = np.array([[[[1.0, 0, 2], [0, -1, 1]]]])
    wanted = np.array([[[[1, 2, 2, 4], [-1, 2, -3, 8], [0, 1, -4, 3]]]])
    gradient, stepped, biases = layer.backward_pass(accum_grad), layer.W, layer.w0
    check_close(gradient, wanted, "backward_pass([[[[1, 0, 2], [0, -1, 1]]]])")
    check_close(stepped, [[[[0.7, 1.7], [-1.7, 2.5]]]], "W after the step of the worked example")
    check_biases(biases, [0.2], "w0 after the step of the worked example")
    a, b = rng.uniform(0.4, 0.9, size=2)
    layer = make_layer(submission, support.GradientDescent(0.1), FILTER, np.array([0.5]), (1, 3, 4), padding="valid")
    layer.forward_pass(a * IMAGE)
    what = f"({b:.4g} * accum_grad) after forward_pass({a:.4g} * X)"
    check_close(layer.backward_pass(b * accum_grad), b * wanted, f"backward_pass{what}")
    step = np.array([[[[-0.3, -0.3], [-0.7, -0.5]]]])
    check_close(layer.W, FILTER + a * b * step, f"W after backward_pass{what}")
    check_biases(layer.w0, [0.5 - 0.3 * b], f"w0 after backward_pass{what}")


@pytest.mark.points(1)
def test_same_padding(submission, support, rng):
    """Two images of two channels, padding "same", a filter with an even number of rows"""
    X = (np.arange(48) * 7 % 11 - 5.0).reshape(2, 2, 3, 4)
    W = (np.arange(36) * 5 % 7 - 3.0).reshape(3, 2, 2, 3)
    layer = make_layer(submission, support.MockOptimizer(), W, np.array([1.0, -2, 3]), (2, 3, 4), padding="same")
    wanted = [
        [
            [[-1, 19, -14, 9], [2, -14, 8, -16], [-18, 9, 10, -7]],
            [[1, 7, -33, 7], [-1, -32, 16, 15], [-3, 7, 7, -11]],
            [[-38, 45, -2, 20], [39, 0, -3, 12], [-15, 6, 5, -14]],
        ],
        [
            [[-16, 8, -14, 2], [9, -14, 19, -1], [18, -11, 34, -22]],
            [[-11, 15, 19, -22], [-2, 20, -31, 19], [7, -15, -4, 1]],
            [[-5, -5, 25, -17], [-5, 27, -31, 19], [11, -18, 36, -17]],
        ],
    ]
    check_close(layer.forward_pass(X), wanted, 'forward_pass(X) of Conv2D(3, (2, 3), (2, 3, 4), padding="same")')
    X, wanted = mix(rng, X, wanted, np.array([1.0, -2, 3]))
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of that layer with X three mixtures of the two images")


@pytest.mark.points(1)
def test_strides_and_a_number_as_padding(submission, support, rng):
    """Two images of two channels, one zero on each side, strides (2, 3)"""
    X = (np.arange(80) * 7 % 11 - 5.0).reshape(2, 2, 4, 5)
    W = (np.arange(24) * 5 % 7 - 3.0).reshape(2, 2, 3, 2)
    layer = make_layer(submission, support.MockOptimizer(), W, np.array([1.0, -2]), (2, 4, 5), padding=1, stride=(2, 3))
    wanted = [
        [[[23, -5], [-23, -13]], [[-15, 15], [14, 5]]],
        [[[0, 9], [4, 9]], [[3, 1], [10, 0]]],
    ]
    name = "Conv2D(2, (3, 2), (2, 4, 5), padding=1, stride=(2, 3))"
    check_close(layer.forward_pass(X), wanted, f"forward_pass(X) of {name}")
    X, wanted = mix(rng, X, wanted, np.array([1.0, -2]))
    check_close(layer.forward_pass(X), wanted, f"forward_pass(X) of {name} with X three mixtures of the two images")


@pytest.mark.points(1)
def test_gradients(submission, support, rng):
    """The three gradients of a batch: those by X and W agree with differences of your own forward pass"""
    X = (np.arange(48) * 7 % 11 - 5.0).reshape(2, 2, 3, 4)
    W = (np.arange(36) * 5 % 7 - 3.0).reshape(2, 2, 3, 3)
    accum_grad = (np.arange(48) * 5 % 13 - 6.0).reshape(2, 2, 3, 4)
    by_X = [
        [
            [[-11, 15, -9, -2], [-5, -43, 24, 33], [-17, -52, 44, -7]],
            [[10, 15, -13, -13], [9, 0, -30, 22], [16, 50, -40, -34]],
        ],
        [
            [[37, -15, -13, -4], [21, 18, -6, -12], [-13, 42, -18, -32]],
            [[-14, 32, -9, 17], [-22, -31, 43, -5], [-10, 9, -3, 43]],
        ],
    ]
    by_W = [  # what each of the two images adds
        [
            [
                [[-67, 41, -5], [63, 5, -9], [-62, 14, 21]],
                [[51, 10, -14], [-46, -31, 38], [24, 43, -75]],
            ],
            [
                [[26, 18, -9], [10, -35, 41], [29, 39, -73]],
                [[-5, -31, 31], [-9, 63, -53], [21, -93, 23]],
            ],
        ],
        [
            [
                [[31, -33, -14], [-53, 20, 50], [23, 15, -56]],
                [[-17, 10, 42], [-4, 40, -97], [31, -25, 45]],
            ],
            [
                [[-15, 12, 28], [-1, 30, -52], [30, -35, 39]],
                [[-14, 37, -62], [50, -102, 73], [-56, 50, -61]],
            ],
        ],
    ]
    # Factors for the images and for their output gradients pass through to the gradients.
    a, b = rng.uniform(0.3, 0.9, size=(2, 2, 1, 1, 1))
    X, accum_grad, by_X = a * X, b * accum_grad, b * by_X
    by_W = np.tensordot((a * b).ravel(), by_W, axes=1)
    args = (2, 3, 4), "same", (1, 1)  # input_shape, padding, stride
    layer = make_layer(submission, support.GradientDescent(1.0), W, np.zeros(2), *args)
    layer.forward_pass(X)
    gradient, stepped, biases = layer.backward_pass(accum_grad), layer.W, layer.w0
    layer = make_layer(submission, support.GradientDescent(1.0), W, np.zeros(2), *args)
    what = "backward_pass(accum_grad)"
    check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, wanted=by_X)
    step, what = W - check_array(stepped, W.shape, "W after backward_pass"), "the step of W with GradientDescent(1.0)"
    check_parameter_gradient(
        layer, "W", W, step, accum_grad, what, rng=rng, method="forward_pass", args=(X,), wanted=by_W
    )
    check_biases(biases, -accum_grad.sum(axis=(0, 2, 3)), "w0 after the step from zeros")
