"""Public cases of `average_pooling`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient

IMAGE = np.array([[[[1.0, 5.0, 2.0, 0.0, 9.0], [4.0, 2.0, 7.0, 7.0, 4.0], [-1.0, -5.0, 4.0, -2.0, 3.0]]]])


def make_layer(submission, input_shape, *sizes):
    """Returns a built layer."""
    layer = submission.AveragePooling2D(*sizes)
    layer.build(input_shape)
    return layer


def make_slopes(N, H, W):
    """Returns images of two channels: the first rises to the right and downwards, the second falls."""
    n, channel, row, column = np.indices((N, 2, H, W))
    return (1 - 2 * channel) * (10.0 * row + column + 1) - 50 * n


def draw_lines(rng, *shape):
    """Returns positive factors and shifts of this shape: the means of a X + b are those of X, times a, plus b."""
    return rng.uniform(0.5, 2, size=shape), rng.normal(size=shape)


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """The layer knows its window, its stride and its shapes, and has nothing to learn"""
    layer = make_layer(submission, (4, 6, 9), 3, 2)
    check_equal((layer.pool_size, layer.stride), (3, 2), "(pool_size, stride) of AveragePooling2D(3, 2)")
    check_equal(layer.input_shape, (4, 6, 9), "the input_shape after build((4, 6, 9))")
    check_equal(layer.output_shape, (4, 2, 4), "the output_shape after build((4, 6, 9))")
    check_equal(layer.output_size, 32, "the output_size after build((4, 6, 9))")
    check_equal(layer.params, {}, "params")
    layer = make_layer(submission, (3, 10, 7), 3)
    check_equal(layer.stride, 3, "AveragePooling2D(3).stride")
    check_equal(layer.output_shape, (3, 3, 2), "the output_shape of AveragePooling2D(3) after build((3, 10, 7))")
    channels, height, width = (10 + rng.permutation(50)[:3]).tolist()
    layer = make_layer(submission, (channels, height, width), 3, 2)
    wanted, name = (channels, (height - 3) // 2 + 1, (width - 3) // 2 + 1), f"build(({channels}, {height}, {width}))"
    check_equal(layer.output_shape, wanted, f"the output_shape of AveragePooling2D(3, 2) after {name}")
    check_equal(layer.output_size, int(np.prod(wanted)), f"the output_size of AveragePooling2D(3, 2) after {name}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: the means of a 3 x 5 image"""
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    wanted = np.array([[[[3, 4, 4, 5], [0, 2, 4, 3]]]])
    check_close(layer.forward(IMAGE), wanted, "forward(X)")
    a, b = draw_lines(rng, 4, 1, 1, 1)
    check_close(layer.forward(a * IMAGE + b), a * wanted + b, "forward(a * X + b) with four numbers a and b")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: a pixel in four windows receives four shares"""
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    layer.forward(IMAGE)
    gradient = layer.backward(np.array([[[[4.0, 8.0, 12.0, 16.0], [20.0, 24.0, 28.0, 32.0]]]]))
    check_close(gradient, [[[[1, 3, 5, 7, 4], [6, 14, 18, 22, 12], [5, 11, 13, 15, 8]]]], "backward(G)")
    upstream = rng.uniform(1, 9, size=(1, 1, 2, 4))
    top, bottom = (np.convolve(row, [0.25, 0.25]) for row in upstream[0, 0])
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    layer.forward(IMAGE)
    check_close(layer.backward(upstream), [[[top, top + bottom, bottom]]], "backward(G) with another G")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """forward takes each channel of each sample by itself"""
    images = make_slopes(3, 4, 6)
    layer = make_layer(submission, (2, 4, 6), 2)
    rising = 10 * np.array([[0.5], [2.5]]) + np.array([0.5, 2.5, 4.5]) + 1  # the middle of each window
    wanted = np.stack([rising, -rising]) - 50 * np.arange(3).reshape(3, 1, 1, 1)
    check_close(layer.forward(images), wanted, "forward(X) with X of shape (3, 2, 4, 6)")
    check_close(layer.forward(images[:1], training=False), wanted[:1], "forward(X[:1], training=False)")
    a, b = draw_lines(rng, 3, 2, 1, 1)
    what = "forward(a * X + b) with a and b for each channel of each sample"
    check_close(layer.forward(a * images + b), a * wanted + b, what)


@pytest.mark.points(1)
def test_forward_with_leftovers(submission, rng):
    """forward moves by the stride and ignores rows and columns that fill no window"""
    layer = make_layer(submission, (2, 8, 6), 3, 2)
    rising = 10 * np.array([[1], [3], [5]]) + np.array([1, 3]) + 1
    wanted = np.stack([rising, -rising])[None]
    check_close(layer.forward(make_slopes(1, 8, 6)), wanted, "forward(X) of AveragePooling2D(3, 2), X (1, 2, 8, 6)")
    a, b = draw_lines(rng, 4, 1, 1, 1)
    what = "forward(a * X + b) of AveragePooling2D(3, 2) with four numbers a and b"
    check_close(layer.forward(a * make_slopes(1, 8, 6) + b), a * wanted + b, what)


@pytest.mark.points(1)
def test_backward_with_leftovers(submission, rng):
    """backward returns zeros where a pixel is in no window, and equal shares where it is in one"""
    layer = make_layer(submission, (2, 6, 9), 2, 3)
    layer.forward(make_slopes(2, 6, 9))
    upstream = rng.normal(size=(2, 2, 2, 3))
    wanted = np.kron(upstream, np.pad(np.full((2, 2), 0.25), [(0, 1), (0, 1)]))  # windows lie 3 apart
    what = "backward(G) of AveragePooling2D(2, 3) for X of shape (2, 2, 6, 9)"
    check_close(layer.backward(upstream), wanted, what)


@pytest.mark.points(1)
def test_gradient(submission, rng):
    """backward returns what differences of your own forward pass say"""
    overlapping = np.outer([1, 1, 2, 1, 1], [1, 1, 2, 1, 1, 0]) / 9  # how many windows each pixel lies in
    apart = np.outer([1, 1, 1, 1, 0], [1, 1, 1, 1]) / 4
    for shape, sizes, shares in [((2, 3, 5, 6), (3, 2), overlapping), ((3, 2, 5, 4), (2,), apart)]:
        images, heights = rng.normal(size=shape), rng.normal(size=(*shape[:2], 1, 1))
        layer = make_layer(submission, shape[1:], *sizes)
        layer.forward(images)
        upstream, what = heights * np.ones((2, 2)), f"backward(G) of AveragePooling2D{sizes} for X of shape {shape}"
        gradient = layer.backward(upstream)
        check_gradient(layer.forward, images, gradient, upstream, what, rng=rng, rtol=5e-3, wanted=heights * shares)
