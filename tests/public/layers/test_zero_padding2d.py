"""Public cases of `zero_padding2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape counts the frame, for each way to write the padding"""
    layer = submission.ZeroPadding2D(((1, 0), (2, 5)), (3, 4, 6))
    check_equal(layer.output_shape(), (3, 5, 13), "ZeroPadding2D(((1, 0), (2, 5)), (3, 4, 6)).output_shape()")
    check_equal(layer.parameters(), 0, "ZeroPadding2D(((1, 0), (2, 5)), (3, 4, 6)).parameters()")
    pair = submission.ZeroPadding2D(padding=(1, 3), input_shape=(2, 4, 5))
    check_equal(pair.output_shape(), (2, 6, 11), "ZeroPadding2D((1, 3), (2, 4, 5)).output_shape()")
    number = submission.ZeroPadding2D(2)
    number.set_input_shape((1, 3, 7))
    check_equal(number.output_shape(), (1, 7, 11), "ZeroPadding2D(2).output_shape() after set_input_shape((1, 3, 7))")
    channels, height, width, top, bottom, left, right = rng.integers(1, 30, size=7).tolist()
    padding, shape = ((top, bottom), (left, right)), (channels, height, width)
    wanted = (channels, top + height + bottom, left + width + right)
    drawn = submission.ZeroPadding2D(padding, shape)
    check_equal(drawn.output_shape(), wanted, f"ZeroPadding2D({padding}, {shape}).output_shape()")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: one row of zeros above, two columns on the right"""
    layer = submission.ZeroPadding2D(((1, 0), (0, 2)), (1, 2, 3))
    output = layer.forward_pass(np.array([[[[1.0, 2, 3], [4, 5, 6]]]]))
    wanted = [[[[0, 0, 0, 0, 0], [1, 2, 3, 0, 0], [4, 5, 6, 0, 0]]]]
    check_close(output, wanted, "forward_pass([[[[1, 2, 3], [4, 5, 6]]]])")
    X, wanted = rng.normal(size=(4, 1, 2, 3)), np.zeros((4, 1, 3, 5))
    wanted[:, :, 1:3, 0:3] = X
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) with X of shape (4, 1, 2, 3)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the backward pass cuts the frame off again"""
    layer = submission.ZeroPadding2D(((1, 0), (0, 2)), (1, 2, 3))
    layer.forward_pass(np.array([[[[1.0, 2, 3], [4, 5, 6]]]]))
    gradient = layer.backward_pass(np.arange(15.0).reshape(1, 1, 3, 5))
    check_close(gradient, [[[[5, 6, 7], [10, 11, 12]]]], "backward_pass(numbers 0 to 14)")
    accum_grad = rng.normal(size=(1, 1, 3, 5))
    what = "backward_pass(accum_grad) with random numbers"
    check_close(layer.backward_pass(accum_grad), accum_grad[:, :, 1:3, 0:3], what)


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """Each channel of each image of a batch gets the frame"""
    X = rng.normal(size=(2, 3, 2, 4))
    layer = submission.ZeroPadding2D(((1, 2), (3, 1)), (3, 2, 4))
    output = layer.forward_pass(X)
    wanted = np.zeros((2, 3, 5, 8))
    wanted[:, :, 1:3, 3:7] = X
    check_close(output, wanted, "forward_pass(X) with padding ((1, 2), (3, 1))")


@pytest.mark.points(1)
def test_forward_of_a_pair(submission, rng):
    """A pair is rows above and below, then columns left and right"""
    X = rng.normal(size=(2, 3, 2, 4))
    layer = submission.ZeroPadding2D((1, 2), (3, 2, 4))
    wanted = np.zeros((2, 3, 4, 8))
    wanted[:, :, 1:3, 2:6] = X
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) with padding (1, 2)")


@pytest.mark.points(2)
def test_backward_of_a_batch(submission, rng):
    """backward_pass returns the inner part of the gradient, also where a side has no padding"""
    X, accum_grad = rng.normal(size=(2, 3, 2, 4)), rng.normal(size=(2, 3, 5, 6))
    for padding, rows, columns in [(((1, 2), (2, 0)), slice(1, 3), slice(2, 6)),
                                   (((3, 0), (0, 2)), slice(3, 5), slice(0, 4))]:  # fmt: skip
        layer = submission.ZeroPadding2D(padding, (3, 2, 4))
        layer.forward_pass(X)
        gradient = layer.backward_pass(accum_grad)
        check_close(gradient, accum_grad[:, :, rows, columns], f"backward_pass(accum_grad) with padding {padding}")
