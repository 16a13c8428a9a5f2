"""Public cases of `average_pooling2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient

IMAGE = np.array([[[[1.0, 5, 2, 0, 3], [4, 3, 8, 6, 7], [9, 10, 11, 12, 13]]]])


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape counts whole windows, for each way to write the stride"""
    layer = submission.AveragePooling2D((4, 1), (2, 4), (5, 9, 7))
    check_equal(layer.output_shape(), (5, 3, 2), "AveragePooling2D((4, 1), (2, 4), (5, 9, 7)).output_shape()")
    check_equal(layer.parameters(), 0, "AveragePooling2D((4, 1), (2, 4), (5, 9, 7)).parameters()")
    number = submission.AveragePooling2D(pool_shape=(3, 2), stride=2, input_shape=(2, 6, 9))
    check_equal(number.output_shape(), (2, 2, 4), "AveragePooling2D((3, 2), 2, (2, 6, 9)).output_shape()")
    later = submission.AveragePooling2D((2, 3))
    later.set_input_shape((1, 7, 8))
    what = "AveragePooling2D((2, 3)).output_shape() after set_input_shape((1, 7, 8))"
    check_equal(later.output_shape(), (1, 3, 2), what)
    kh, kw, sh, sw, channels, height, width = rng.integers([1] * 4 + [6] * 3, [6] * 4 + [40] * 3).tolist()
    drawn = submission.AveragePooling2D((kh, kw), (sh, sw), (channels, height, width))
    tops, lefts = range(0, height - kh + 1, sh), range(0, width - kw + 1, sw)  # where the windows begin
    what = f"AveragePooling2D({(kh, kw)}, {(sh, sw)}, {(channels, height, width)}).output_shape()"
    check_equal(drawn.output_shape(), (channels, len(tops), len(lefts)), what)


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: two windows side by side, a row and a column left over"""
    layer = submission.AveragePooling2D((2, 2), input_shape=(1, 3, 5))
    check_close(layer.forward_pass(IMAGE), [[[[3.25, 4]]]], "forward_pass(X) of the worked example")
    factors, shifts = rng.uniform(1, 3, size=(2, 4, 1, 1, 1))  # the mean moves with its window
    output = layer.forward_pass(factors * IMAGE + shifts)
    check_close(output, factors * [[[[3.25, 4]]]] + shifts, "forward_pass(factors * X + shifts) with four images")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: where the two gradients go"""
    layer = submission.AveragePooling2D((2, 2), input_shape=(1, 3, 5))
    layer.forward_pass(IMAGE)
    gradient = layer.backward_pass(np.array([[[[10.0, 20]]]]))
    wanted = [[[[2.5, 2.5, 5, 5, 0], [2.5, 2.5, 5, 5, 0], [0, 0, 0, 0, 0]]]]
    check_close(gradient, wanted, "backward_pass([[[[10, 20]]]])")
    layer = submission.AveragePooling2D((2, 2), input_shape=(1, 3, 5))
    layer.forward_pass(IMAGE)
    a, b = rng.uniform(1, 9, size=2)
    wanted = np.array([[[[a, a, b, b, 0], [a, a, b, b, 0], [0, 0, 0, 0, 0]]]]) / 4
    check_close(layer.backward_pass(np.array([[[[a, b]]]])), wanted, f"backward_pass([[[[{a:.4g}, {b:.4g}]]]])")


@pytest.mark.points(1)
def test_stride_in_each_direction(submission, rng):
    """Rows and columns have strides of their own, and a window may be smaller than its stride"""
    X = (np.arange(70) * 11 % 70).reshape(1, 2, 5, 7) - 30.0
    layer = submission.AveragePooling2D((2, 1), (3, 2), (2, 5, 7))
    wanted = [
        [
            [[-26.5, -4.5, 17.5, 4.5], [-5.5, 16.5, 3.5, -9.5]],
            [[8.5, 30.5, -17.5, 4.5], [29.5, -18.5, 3.5, 25.5]],
        ]
    ]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of AveragePooling2D((2, 1), (3, 2))")
    factors, shifts = rng.uniform(1, 3, size=(2, 1, 2, 1, 1))  # one of each for each channel
    what = "forward_pass(factors * X + shifts) of AveragePooling2D((2, 1), (3, 2))"
    check_close(layer.forward_pass(factors * X + shifts), factors * wanted + shifts, what)


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """Two images of two channels, all values negative, in windows that overlap"""
    X = -1.0 - (np.arange(60) * 7 % 60).reshape(2, 2, 3, 5)
    layer = submission.AveragePooling2D((2, 3), 1, (2, 3, 5))
    wanted = [
        [[[-25.5, -32.5, -29.5], [-30.5, -37.5, -34.5]], [[-40.5, -37.5, -34.5], [-25.5, -22.5, -29.5]]],
        [[[-25.5, -32.5, -39.5], [-30.5, -27.5, -24.5]], [[-30.5, -27.5, -24.5], [-35.5, -32.5, -29.5]]],
    ]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of AveragePooling2D((2, 3), 1)")
    factors, shifts = rng.uniform(1, 3, size=(2, 2, 2, 1, 1))  # one of each for each channel of each image
    what = "forward_pass(factors * X - shifts) of AveragePooling2D((2, 3), 1)"
    check_close(layer.forward_pass(factors * X - shifts), factors * wanted - shifts, what)


@pytest.mark.points(1)
def test_backward_of_overlapping_windows(submission, rng):
    """An element that lies in several windows collects from each of them"""
    name, X = "AveragePooling2D((3, 2), (2, 1))", np.arange(15.0).reshape(1, 1, 5, 3)
    layer = submission.AveragePooling2D((3, 2), (2, 1), (1, 5, 3))
    layer.forward_pass(X)
    gradient = layer.backward_pass(np.array([[[[6.0, 12], [18, 24]]]]))
    wanted = [[[[1, 3, 2], [1, 3, 2], [4, 10, 6], [3, 7, 4], [3, 7, 4]]]]
    check_close(gradient, wanted, f"backward_pass([[[[6, 12], [18, 24]]]]) of {name}")
    layer = submission.AveragePooling2D((3, 2), (2, 1), (1, 5, 3))
    layer.forward_pass(X)
    accum_grad = rng.uniform(1, 2, size=(1, 1, 2, 2))
    (a, b), (c, d) = accum_grad[0, 0] / 6
    above, below = [a, a + b, b], [c, c + d, d]
    rows = [above, above, [a + c, a + b + c + d, b + d], below, below]
    check_close(layer.backward_pass(accum_grad), [[rows]], f"backward_pass(accum_grad) of {name}")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, rng):
    """backward_pass agrees with differences of your own forward pass, and loses nothing"""
    X, accum_grad = rng.normal(size=(2, 3, 4, 6)), rng.uniform(1, 2, size=(2, 3, 2, 3))
    layer = submission.AveragePooling2D((2, 2), (2, 2), (3, 4, 6))
    layer.forward_pass(X)
    gradient = check_array(layer.backward_pass(accum_grad), X.shape, "backward_pass(accum_grad)")
    sums = gradient.sum(axis=(2, 3))
    check_close(sums, accum_grad.sum(axis=(2, 3)), "the sum over each channel of backward_pass(accum_grad)")
    what, quarters = "backward_pass(accum_grad)", accum_grad / 4
    wanted = quarters[:, :, [[0], [0], [1], [1]], [0, 0, 1, 1, 2, 2]]  # the window of each row, and of each column
    check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, wanted=wanted)
