"""Public cases of `upsampling2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient


def enlarge(X):
    """Returns images of 2 x 4 pixels with blocks of 3 x 2 equal pixels."""
    return X[:, :, [[0], [0], [0], [1], [1], [1]], [0, 0, 1, 1, 2, 2, 3, 3]]


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape multiplies rows and columns, each with its own factor"""
    layer = submission.UpSampling2D((3, 2), (4, 5, 6))
    check_equal(layer.output_shape(), (4, 15, 12), "UpSampling2D((3, 2), (4, 5, 6)).output_shape()")
    check_equal(layer.parameters(), 0, "UpSampling2D((3, 2), (4, 5, 6)).parameters()")
    later = submission.UpSampling2D()
    later.set_input_shape((1, 3, 7))
    check_equal(later.output_shape(), (1, 6, 14), "UpSampling2D().output_shape() after set_input_shape((1, 3, 7))")
    rows, columns, channels, height, width = rng.integers(1, 30, size=5).tolist()
    drawn = submission.UpSampling2D((rows, columns), (channels, height, width))
    what = f"UpSampling2D({(rows, columns)}, {(channels, height, width)}).output_shape()"
    check_equal(drawn.output_shape(), (channels, rows * height, columns * width), what)


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: each pixel becomes a block of two rows and three columns"""
    layer = submission.UpSampling2D((2, 3), (1, 1, 2))
    output = layer.forward_pass(np.array([[[[1.0, 2]]]]))
    check_close(output, [[[[1, 1, 1, 2, 2, 2], [1, 1, 1, 2, 2, 2]]]], "forward_pass([[[[1, 2]]]])")
    a, b = rng.uniform(1, 9, size=2)
    output = layer.forward_pass(np.array([[[[a, b]]]]))
    check_close(output, [[[[a, a, a, b, b, b], [a, a, a, b, b, b]]]], f"forward_pass([[[[{a:.4g}, {b:.4g}]]]])")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: each pixel collects the gradients of its block"""
    layer = submission.UpSampling2D((2, 3), (1, 1, 2))
    layer.forward_pass(np.array([[[[1.0, 2]]]]))
    gradient = layer.backward_pass(np.arange(1.0, 13).reshape(1, 1, 2, 6))
    check_close(gradient, [[[[30, 48]]]], "backward_pass(numbers 1 to 12)")
    left, right = rng.uniform(1, 2, size=(2, 1, 1, 2, 3))
    gradient = layer.backward_pass(np.concatenate([left, right], axis=3))
    check_close(gradient, [[[[left.sum(), right.sum()]]]], "backward_pass(accum_grad) with random numbers")


@pytest.mark.points(2)
def test_forward_of_a_batch(submission, rng):
    """Every pixel of every channel fills exactly its block"""
    X = rng.normal(size=(2, 3, 2, 4))
    layer = submission.UpSampling2D((3, 2), (3, 2, 4))
    what = "forward_pass(X) of UpSampling2D((3, 2)) with X of shape (2, 3, 2, 4)"
    check_close(layer.forward_pass(X), enlarge(X), what)


@pytest.mark.points(2)
def test_backward_of_a_batch(submission, rng):
    """backward_pass agrees with differences of your own forward pass, and loses nothing"""
    X, accum_grad = rng.normal(size=(2, 3, 2, 4)), rng.uniform(1, 2, size=(2, 3, 6, 8))
    layer = submission.UpSampling2D((3, 2), (3, 2, 4))
    layer.forward_pass(X)
    gradient = check_array(layer.backward_pass(accum_grad), X.shape, "backward_pass(accum_grad)")
    what = "backward_pass(accum_grad)"
    check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, forward=enlarge)
    sums = gradient.sum(axis=(2, 3))
    check_close(sums, accum_grad.sum(axis=(2, 3)), "the sum over each channel of backward_pass(accum_grad)")
