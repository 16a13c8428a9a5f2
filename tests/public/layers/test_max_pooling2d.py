"""Public cases of `max_pooling2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient

IMAGE = np.array([[[[1.0, 5, 2, 0, 3], [4, 3, 8, 6, 7], [9, 10, 11, 12, 13]]]])


def draw_images(rng, shape):
    """Returns images in which no two values are nearer than 0.1 to each other."""
    return (rng.permutation(np.prod(shape)).reshape(shape) - 20) / 10


@pytest.mark.points(1)
def test_output_shape(submission):
    """output_shape counts whole windows, for each way to write the stride"""
    layer = submission.MaxPooling2D((2, 3), (1, 2), (4, 5, 8))
    check_equal(layer.output_shape(), (4, 4, 3), "MaxPooling2D((2, 3), (1, 2), (4, 5, 8)).output_shape()")
    check_equal(layer.parameters(), 0, "MaxPooling2D((2, 3), (1, 2), (4, 5, 8)).parameters()")
    number = submission.MaxPooling2D(pool_shape=(3, 2), stride=2, input_shape=(2, 6, 9))
    check_equal(number.output_shape(), (2, 2, 4), "MaxPooling2D((3, 2), 2, (2, 6, 9)).output_shape()")
    later = submission.MaxPooling2D((2, 3))
    later.set_input_shape((1, 7, 8))
    what = "MaxPooling2D((2, 3)).output_shape() after set_input_shape((1, 7, 8))"
    check_equal(later.output_shape(), (1, 3, 2), what)


@pytest.mark.points(1)
def test_forward_worked_example(submission):
    """Worked example: two windows side by side, a row and a column left over"""
    layer = submission.MaxPooling2D((2, 2), input_shape=(1, 3, 5))
    check_close(layer.forward_pass(IMAGE), [[[[5, 8]]]], "forward_pass(X) of the worked example")


@pytest.mark.points(1)
def test_backward_worked_example(submission):
    """Worked example: where the two gradients go"""
    layer = submission.MaxPooling2D((2, 2), input_shape=(1, 3, 5))
    layer.forward_pass(IMAGE)
    gradient = layer.backward_pass(np.array([[[[10.0, 20]]]]))
    wanted = [[[[0, 10, 0, 0, 0], [0, 0, 20, 0, 0], [0, 0, 0, 0, 0]]]]
    check_close(gradient, wanted, "backward_pass([[[[10, 20]]]])")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission):
    """Two images of two channels, all values negative, in windows that overlap"""
    X = -1.0 - (np.arange(60) * 7 % 60).reshape(2, 2, 3, 5)
    layer = submission.MaxPooling2D((2, 3), 1, (2, 3, 5))
    wanted = [
        [[[-1, -8, -4], [-11, -18, -4]], [[-21, -7, -7], [-3, -3, -10]]],
        [[[-6, -13, -20], [-6, -2, -2]], [[-5, -5, -5], [-5, -5, -5]]],
    ]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of MaxPooling2D((2, 3), 1)")


@pytest.mark.points(1)
def test_stride_in_each_direction(submission):
    """Rows and columns have strides of their own, and a window may be smaller than its stride"""
    X = (np.arange(70) * 11 % 70).reshape(1, 2, 5, 7) - 30.0
    layer = submission.MaxPooling2D((2, 1), (3, 2), (2, 5, 7))
    wanted = [[[[-23, -1, 21, 36], [-2, 20, 35, -6]], [[12, 34, -14, 8], [33, -15, 7, 29]]]]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) of MaxPooling2D((2, 1), (3, 2))")


@pytest.mark.points(1)
def test_backward_of_overlapping_windows(submission):
    """An element that lies in several windows collects from each of them"""
    layer = submission.MaxPooling2D((2, 2), 1, (1, 3, 4))
    layer.forward_pass(np.array([[[[1.0, 2, 3, 0], [4, 9, 5, 1], [0, 6, 8, 7]]]]))
    gradient = layer.backward_pass(np.array([[[[1.0, 2, 3], [4, 5, 6]]]]))
    wanted = [[[[0, 0, 0, 0], [0, 12, 3, 0], [0, 0, 6, 0]]]]
    check_close(gradient, wanted, "backward_pass([[[[1, 2, 3], [4, 5, 6]]]]) of MaxPooling2D((2, 2), 1)")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, rng):
    """backward_pass agrees with differences of your own forward pass, and loses nothing"""
    X, accum_grad = draw_images(rng, (2, 3, 5, 7)), rng.uniform(1, 2, size=(2, 3, 2, 2))
    layer = submission.MaxPooling2D((2, 3), None, (3, 5, 7))
    layer.forward_pass(X)
    gradient = check_array(layer.backward_pass(accum_grad), X.shape, "backward_pass(accum_grad)")
    check_gradient(layer.forward_pass, X, gradient, accum_grad, "backward_pass(accum_grad)", rng=rng)
    sums = gradient.sum(axis=(2, 3))
    check_close(sums, accum_grad.sum(axis=(2, 3)), "the sum over each channel of backward_pass(accum_grad)")
