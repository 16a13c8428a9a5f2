"""Public cases of `flatten`: 6 of 20 points."""

import math

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_same_shape

IMAGES = np.array([[[[1, 2, 3]], [[4, 5, 6]]], [[[7, 8, 9]], [[10, 11, 12]]]])


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: two images become two rows"""
    wanted, what = [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]], "forward_pass(X) with X of shape (2, 2, 1, 3)"
    output = submission.Flatten(input_shape=(2, 1, 3)).forward_pass(IMAGES)
    check_same_shape(output, wanted, what)
    X = rng.normal(size=(4, 2, 3, 5))
    rows = submission.Flatten((2, 3, 5)).forward_pass(X)
    check_close(output, wanted, what)
    wanted = [[*a[0], *a[1], *a[2], *b[0], *b[1], *b[2]] for a, b in X]  # a and b are the channels of an image
    check_close(rows, wanted, "Flatten((2, 3, 5)).forward_pass(X) with random X of shape (4, 2, 3, 5)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: two rows of gradients become two images"""
    layer = submission.Flatten(input_shape=(2, 1, 3))
    layer.forward_pass(IMAGES)
    gradient = layer.backward_pass(np.array([[1, 0, 2, 0, 3, 0], [0, 4, 0, 5, 0, 6]]))
    wanted = [[[[1, 0, 2]], [[0, 3, 0]]], [[[0, 4, 0]], [[5, 0, 6]]]]
    check_close(gradient, wanted, "backward_pass(accum_grad) after X of shape (2, 2, 1, 3)")
    G = rng.normal(size=(2, 6))
    layer.forward_pass(IMAGES)
    wanted = [[[row[:3]], [row[3:]]] for row in G]
    check_close(layer.backward_pass(G), wanted, "backward_pass(G) with random G after the same X")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape multiplies the sizes of one sample"""
    check_equal(submission.Flatten((2, 1, 3)).output_shape(), (6,), "Flatten((2, 1, 3)).output_shape()")
    layer = submission.Flatten()
    layer.set_input_shape((5, 7))
    check_equal(layer.output_shape(), (35,), "Flatten().output_shape() after set_input_shape((5, 7))")
    shape = tuple(rng.integers(10, 50, size=3).tolist())
    check_equal(submission.Flatten(shape).output_shape(), (math.prod(shape),), f"Flatten({shape}).output_shape()")


@pytest.mark.points(1)
def test_batches_of_different_size(submission, rng):
    """Batches of different size go forward and back, one after the other"""
    layer = submission.Flatten((1, 7, 1))  # such a sample has only one order, whichever axis runs fastest
    for batch in (5, 2):
        X, G = rng.normal(size=(batch, 1, 7, 1)), rng.normal(size=(batch, 7))
        check_close(layer.forward_pass(X), X[:, 0, :, 0], f"forward_pass(X) with {batch} samples")
        check_close(layer.backward_pass(G), G[:, None, :, None], f"backward_pass(G) with {batch} samples")


@pytest.mark.points(1)
def test_other_shapes(submission, rng):
    """Samples of one axis, and of two, are flattened as well"""
    for shape in [(7,), (3, 5)]:
        X = rng.normal(size=(4, *shape))
        output = submission.Flatten(shape).forward_pass(X)
        check_close(output, X.reshape(4, -1), f"Flatten({shape}).forward_pass(X) with X of shape {X.shape}")


@pytest.mark.points(1)
def test_evaluation(submission, rng):
    """The layer does the same with training=False"""
    layer = submission.Flatten((1, 6))
    for batch in (4, 3):
        layer.forward_pass(rng.normal(size=(batch, 1, 6)), training=True)
    X, G = rng.normal(size=(4, 1, 6)), rng.normal(size=(4, 6))
    check_close(layer.forward_pass(X, training=False), X[:, 0], "forward_pass(X, training=False)")
    check_close(layer.backward_pass(G), G[:, None], "backward_pass(G) after forward_pass(X, training=False)")
