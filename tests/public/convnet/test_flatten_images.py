"""Public cases of `flatten_images`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal


def make_layer(submission, input_shape):
    """Returns a built layer."""
    layer = submission.Flatten()
    layer.build(input_shape)
    return layer


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """build remembers the shape of a sample; output_size is the length of a row"""
    drawn = tuple((10 + rng.permutation(50)[:3]).tolist())
    for shape, size in [((3, 4, 5), 60), ((2, 7, 3), 42), (drawn, drawn[0] * drawn[1] * drawn[2])]:
        layer = make_layer(submission, shape)
        check_equal(layer.input_shape, shape, f"the input_shape after build({shape})")
        check_equal(layer.output_size, size, f"the output_size after build({shape})")
        check_equal(layer.params, {}, "params")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: two channels of one row each become a row"""
    layer = make_layer(submission, (2, 1, 3))
    output = layer.forward(np.array([[[[1.0, 2.0, 3.0]], [[4.0, 5.0, 6.0]]]]))
    check_close(output, [[1, 2, 3, 4, 5, 6]], "forward(X)")
    first, second = rng.normal(size=(2, 3))
    check_close(layer.forward(np.array([[[first], [second]]])), [[*first, *second]], "forward(X) with other numbers")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: a row becomes two channels of one row each"""
    layer = make_layer(submission, (2, 1, 3))
    layer.forward(np.array([[[[1.0, 2.0, 3.0]], [[4.0, 5.0, 6.0]]]]))
    gradient = layer.backward(np.array([[10.0, 20.0, 30.0, 40.0, 50.0, 60.0]]))
    check_close(gradient, [[[[10, 20, 30]], [[40, 50, 60]]]], "backward(G)")
    first, second = rng.normal(size=(2, 3))
    layer.forward(rng.normal(size=(1, 2, 1, 3)))
    gradient = layer.backward(np.array([[*first, *second]]))
    check_close(gradient, [[[first], [second]]], "backward(G) with other numbers")


@pytest.mark.points(2)
def test_forward_of_a_batch(submission, rng):
    """forward lays out channel after channel, in each row after row"""
    n, channel, row, column = np.indices((2, 3, 4, 5))
    images = 1000.0 * n + 100 * channel + 10 * row + column
    place = np.arange(60)
    wanted = 1000 * np.array([[0], [1]]) + 100 * (place // 20) + 10 * (place // 5 % 4) + place % 5
    layer = make_layer(submission, (3, 4, 5))
    check_close(layer.forward(images), wanted, "forward(X) with X of shape (2, 3, 4, 5)", rtol=1e-6, atol=0)
    check_close(layer.forward(images[1:], training=False), wanted[1:], "forward(X[1:], training=False)")
    values = rng.normal(size=2000)  # one for each number that a pixel can have
    output = layer.forward(values[images.astype(int)])
    check_close(output, values[wanted], "forward(X) with random X of shape (2, 3, 4, 5)")


@pytest.mark.points(2)
def test_backward_of_a_batch(submission, rng):
    """backward puts every number back where forward took it from"""
    upstream = rng.normal(size=(2, 60))
    layer = make_layer(submission, (3, 4, 5))
    layer.forward(rng.normal(size=(2, 3, 4, 5)))
    n, channel, row, column = np.indices((2, 3, 4, 5))
    wanted = upstream[n, 20 * channel + 5 * row + column]
    check_close(layer.backward(upstream), wanted, "backward(G) with G of shape (2, 60)")
