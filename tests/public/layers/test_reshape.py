"""Public cases of `reshape`: 6 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_raises

ROWS = np.array([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]])


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: rows of six become samples of shape (2, 3)"""
    layer = submission.Reshape((2, -1), input_shape=(6,))
    wanted = [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]
    check_close(layer.forward_pass(ROWS), wanted, "Reshape((2, -1), input_shape=(6,)).forward_pass(X)")
    X = rng.normal(size=(4, 6))
    wanted = [[row[:3], row[3:]] for row in X]
    check_close(layer.forward_pass(X), wanted, "the same layer's forward_pass(X) with random X of shape (4, 6)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: gradients of shape (2, 3) become rows of six"""
    layer = submission.Reshape((2, -1), input_shape=(6,))
    layer.forward_pass(ROWS)
    gradient = layer.backward_pass(np.array([[[1, 0, 2], [0, 3, 0]], [[0, 4, 0], [5, 0, 6]]]))
    wanted = [[1, 0, 2, 0, 3, 0], [0, 4, 0, 5, 0, 6]]
    check_close(gradient, wanted, "Reshape((2, -1), input_shape=(6,)).backward_pass(accum_grad)")
    G = rng.normal(size=(2, 2, 3))
    layer.forward_pass(ROWS)
    wanted = [[*sample[0], *sample[1]] for sample in G]
    check_close(layer.backward_pass(G), wanted, "the same layer's backward_pass(G) with random G")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape returns the shape of one output sample"""
    layer = submission.Reshape((3, 4, 5), input_shape=(60,))
    check_equal(layer.output_shape(), (3, 4, 5), "Reshape((3, 4, 5), input_shape=(60,)).output_shape()")
    layer = submission.Reshape((12,))
    layer.set_input_shape((4, 3))
    check_equal(layer.output_shape(), (12,), "Reshape((12,)).output_shape() after set_input_shape((4, 3))")
    a, b, c = rng.integers(5, 30, size=3).tolist()
    layer = submission.Reshape((a, b, c), input_shape=(a * b * c,))
    check_equal(layer.output_shape(), (a, b, c), f"Reshape({(a, b, c)}, input_shape=({a * b * c},)).output_shape()")


@pytest.mark.points(1)
def test_output_shape_works_out_the_missing_size(submission, rng):
    """output_shape replaces -1 by the size that follows from input_shape"""
    layer = submission.Reshape((2, -1), input_shape=(6,))
    check_equal(layer.output_shape(), (2, 3), "Reshape((2, -1), input_shape=(6,)).output_shape()")
    layer = submission.Reshape((-1, 5), input_shape=(5, 4, 2))
    check_equal(layer.output_shape(), (8, 5), "Reshape((-1, 5), input_shape=(5, 4, 2)).output_shape()")
    a, b, c = rng.integers(5, 30, size=3).tolist()
    layer = submission.Reshape((-1, a), input_shape=(a, b, c))
    check_equal(layer.output_shape(), (b * c, a), f"Reshape((-1, {a}), input_shape={(a, b, c)}).output_shape()")


@pytest.mark.points(1)
def test_rows_to_images_and_back(submission, rng):
    """Rows become images, and their gradients become rows, for batches of different size"""
    layer = submission.Reshape((2, 3, 4), input_shape=(24,))
    for batch in (5, 3):
        X, G = rng.normal(size=(batch, 24)), rng.normal(size=(batch, 2, 3, 4))
        check_close(layer.forward_pass(X), X.reshape(batch, 2, 3, 4), f"forward_pass(X) with {batch} samples")
        check_close(layer.backward_pass(G), G.reshape(batch, 24), f"backward_pass(G) with {batch} samples")


@pytest.mark.points(1)
def test_a_sample_that_does_not_fit(submission, rng):
    """A sample that has too many elements raises ValueError"""
    layer = submission.Reshape((3,), input_shape=(3, 1))
    check_close(layer.forward_pass(ROWS[:, :3].reshape(2, 3, 1)), ROWS[:, :3], "Reshape((3,)).forward_pass(X)")
    what = "Reshape((3,)).forward_pass(X) with 4 samples of 6 elements"
    check_raises(ValueError, layer.forward_pass, np.ones((4, 6)), what=what)
    X = rng.normal(size=(5, 3, 1))
    check_close(layer.forward_pass(X), X[:, :, 0], "Reshape((3,)).forward_pass(X) with random X of shape (5, 3, 1)")
