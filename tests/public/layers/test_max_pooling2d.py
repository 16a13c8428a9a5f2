"""Public cases of `max_pooling2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient

IMAGE = np.array([[[[1.0, 5, 2, 0, 3], [4, 3, 8, 6, 7], [9, 10, 11, 12, 13]]]])


def draw_images(rng, shape):
    """Returns images in which no two values are nearer than 0.1 to each other."""
    return (rng.permutation(np.prod(shape)).reshape(shape) - 20) / 10


def draw_values(rng):
    """Returns 80 rising values, 0.1 apart at least: in the places of 0, 1, 2, ... they keep each window's winner."""
    return np.cumsum(rng.uniform(0.1, 1, size=80))


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape counts whole windows, for each way to write the stride"""
    layer = submission.MaxPooling2D((4, 1), (2, 4), (5, 9, 7))
    check_equal(layer.output_shape(), (5, 3, 2), "MaxPooling2D((4, 1), (2, 4), (5, 9, 7)).output_shape()")
    check_equal(layer.parameters(), 0, "MaxPooling2D((4, 1), (2, 4), (5, 9, 7)).parameters()")
    number = submission.MaxPooling2D(pool_shape=(3, 2), stride=2, input_shape=(2, 6, 9))
    check_equal(number.output_shape(), (2, 2, 4), "MaxPooling2D((3, 2), 2, (2, 6, 9)).output_shape()")
    later = submission.MaxPooling2D((2, 3))
    later.set_input_shape((1, 7, 8))
    what = "MaxPooling2D((2, 3)).output_shape() after set_input_shape((1, 7, 8))"
    check_equal(later.output_shape(), (1, 3, 2), what)
    kh, kw, sh, sw, channels, height, width = rng.integers([1] * 4 + [6] * 3, [6] * 4 + [40] * 3).tolist()
    drawn = submission.MaxPooling2D((kh, kw), (sh, sw), (channels, height, width))
    tops, lefts = range(0, height - kh + 1, sh), range(0, width - kw + 1, sw)  # where the windows begin
    what = f"MaxPooling2D({(kh, kw)}, {(sh, sw)}, {(channels, height, width)}).output_shape()"
    check_equal(drawn.output_shape(), (channels, len(tops), len(lefts)), what)


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: two windows side by side, a row and a column left over"""
    layer = submission.MaxPooling2D((2, 2), input_shape=(1, 3, 5))
    check_close(layer.forward_pass(IMAGE), [[[[5, 8]]]], "forward_pass(X) of the worked example")
    values = draw_values(rng)
    output = layer.forward_pass(values[IMAGE.astype(int)])
    check_close(output, values[np.array([[[[5, 8]]]])], "forward_pass(X) with other values in that order")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: where the two gradients go"""
    layer = submission.MaxPooling2D((2, 2), input_shape=(1, 3, 5))
    layer.forward_pass(IMAGE)
    gradient = layer.backward_pass(np.array([[[[10.0, 20]]]]))
    wanted = [[[[0, 10, 0, 0, 0], [0, 0, 20, 0, 0], [0, 0, 0, 0, 0]]]]
    check_close(gradient, wanted, "backward_pass([[[[10, 20]]]])")
    layer = submission.MaxPooling2D((2, 2), input_shape=(1, 3, 5))
    layer.forward_pass(IMAGE)
    a, b = rng.uniform(1, 9, size=2)
    wanted = [[[[0, a, 0, 0, 0], [0, 0, b, 0, 0], [0, 0, 0, 0, 0]]]]
    check_close(layer.backward_pass(np.array([[[[a, b]]]])), wanted, f"backward_pass([[[[{a:.4g}, {b:.4g}]]]])")


@pytest.mark.points(1)
def test_stride_in_each_direction(submission, rng):
    """Rows and columns have strides of their own, and a window may be smaller than its stride"""
    X = (np.arange(70) * 11 % 70).reshape(1, 2, 5, 7) - 30.0
    layer = submission.MaxPooling2D((2, 1), (3, 2), (2, 5, 7))
    wanted = [[[[-23, -1, 21, 36], [-2, 20, 35, -6]], [[12, 34, -14, 8], [33, -15, 7, 29]]]]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of MaxPooling2D((2, 1), (3, 2))")
    values = draw_values(rng) - 20
    X, wanted = values[X.astype(int) + 30], values[np.array(wanted) + 30]
    what = "forward_pass(X) of MaxPooling2D((2, 1), (3, 2)) with other values in that order"
    check_close(layer.forward_pass(X), wanted, what)


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """Two images of two channels, all values negative, in windows that overlap"""
    X = -1.0 - (np.arange(60) * 7 % 60).reshape(2, 2, 3, 5)
    layer = submission.MaxPooling2D((2, 3), 1, (2, 3, 5))
    wanted = [
        [[[-1, -8, -4], [-11, -18, -4]], [[-21, -7, -7], [-3, -3, -10]]],
        [[[-6, -13, -20], [-6, -2, -2]], [[-5, -5, -5], [-5, -5, -5]]],
    ]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of MaxPooling2D((2, 3), 1)")
    values = -draw_values(rng)
    X, wanted = values[-X.astype(int)], values[-np.array(wanted)]
    what = "forward_pass(X) of MaxPooling2D((2, 3), 1) with other values in that order"
    check_close(layer.forward_pass(X), wanted, what)


@pytest.mark.points(1)
def test_backward_of_overlapping_windows(submission, rng):
    """An element that lies in several windows collects from each of them"""
    X = np.array([[[[1.0, 2, 3, 0], [4, 9, 5, 1], [0, 6, 8, 7]]]])
    layer = submission.MaxPooling2D((2, 2), 1, (1, 3, 4))
    layer.forward_pass(X)
    gradient = layer.backward_pass(np.array([[[[1.0, 2, 3], [4, 5, 6]]]]))
    wanted = [[[[0, 0, 0, 0], [0, 12, 3, 0], [0, 0, 6, 0]]]]
    check_close(gradient, wanted, "backward_pass([[[[1, 2, 3], [4, 5, 6]]]]) of MaxPooling2D((2, 2), 1)")
    layer = submission.MaxPooling2D((2, 2), 1, (1, 3, 4))
    layer.forward_pass(X)
    accum_grad = rng.uniform(1, 2, size=(1, 1, 2, 3))
    (a, b, c), (d, e, f) = accum_grad[0, 0]
    wanted = [[[[0, 0, 0, 0], [0, a + b + d + e, c, 0], [0, 0, f, 0]]]]
    check_close(layer.backward_pass(accum_grad), wanted, "backward_pass(accum_grad) of MaxPooling2D((2, 2), 1)")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, rng):
    """backward_pass agrees with differences of your own forward pass, and loses nothing"""
    X, accum_grad = draw_images(rng, (2, 3, 4, 6)), rng.uniform(1, 2, size=(2, 3, 2, 3))
    wanted = np.zeros(X.shape)
    for n, c, i, j in np.ndindex(accum_grad.shape):
        a, b = rng.integers(2, size=2)
        X[n, c, 2 * i + a, 2 * j + b] += 15  # above whatever else lies in its window
        wanted[n, c, 2 * i + a, 2 * j + b] = accum_grad[n, c, i, j]
    layer = submission.MaxPooling2D((2, 2), (2, 2), (3, 4, 6))
    layer.forward_pass(X)
    gradient = check_array(layer.backward_pass(accum_grad), X.shape, "backward_pass(accum_grad)")
    sums = gradient.sum(axis=(2, 3))
    check_close(sums, accum_grad.sum(axis=(2, 3)), "the sum over each channel of backward_pass(accum_grad)")
    what = "backward_pass(accum_grad)"
    check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, wanted=wanted)
