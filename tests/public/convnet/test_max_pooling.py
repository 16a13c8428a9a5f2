"""Public cases of `max_pooling`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient

IMAGE = np.array([[[[1.0, 5.0, 2.0, 0.0, 9.0], [4.0, 3.0, 8.0, 7.0, 6.0], [-1.0, -2.0, 4.5, -3.0, 2.5]]]])


def make_layer(submission, input_shape, *sizes):
    """Returns a built layer."""
    layer = submission.MaxPooling2D(*sizes)
    layer.build(input_shape)
    return layer


def make_slopes(N, H, W):
    """Returns images of two channels: the first rises to the right and downwards, the second falls."""
    n, channel, row, column = np.indices((N, 2, H, W))
    return 200.0 * channel + (1 - 2 * channel) * (10 * row + column + 1) + 50 * n


def draw_lines(rng, *shape):
    """Returns positive factors and shifts of this shape: the maxima of a X + b are those of X, times a, plus b."""
    return rng.uniform(0.5, 2, size=shape), rng.normal(size=shape)


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """The layer knows its window, its stride and its shapes, and has nothing to learn"""
    layer = make_layer(submission, (4, 6, 9), 3, 2)
    check_equal((layer.pool_size, layer.stride), (3, 2), "(pool_size, stride) of MaxPooling2D(3, 2)")
    check_equal(layer.input_shape, (4, 6, 9), "the input_shape after build((4, 6, 9))")
    check_equal(layer.output_shape, (4, 2, 4), "the output_shape after build((4, 6, 9))")
    check_equal(layer.output_size, 32, "the output_size after build((4, 6, 9))")
    check_equal(layer.params, {}, "params")
    layer = make_layer(submission, (3, 10, 7), 3)
    check_equal(layer.stride, 3, "MaxPooling2D(3).stride")
    check_equal(layer.output_shape, (3, 3, 2), "the output_shape of MaxPooling2D(3) after build((3, 10, 7))")
    channels, height, width = (10 + rng.permutation(50)[:3]).tolist()
    layer = make_layer(submission, (channels, height, width), 3, 2)
    wanted, name = (channels, (height - 3) // 2 + 1, (width - 3) // 2 + 1), f"build(({channels}, {height}, {width}))"
    check_equal(layer.output_shape, wanted, f"the output_shape of MaxPooling2D(3, 2) after {name}")
    check_equal(layer.output_size, int(np.prod(wanted)), f"the output_size of MaxPooling2D(3, 2) after {name}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: the maxima of a 3 x 5 image"""
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    wanted = np.array([[[[5, 8, 8, 9], [4, 8, 8, 7]]]])
    check_close(layer.forward(IMAGE), wanted, "forward(X)")
    a, b = draw_lines(rng, 4, 1, 1, 1)
    check_close(layer.forward(a * IMAGE + b), a * wanted + b, "forward(a * X + b) with four numbers a and b")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: a pixel that is the maximum of four windows receives four gradients"""
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    layer.forward(IMAGE)
    gradient = layer.backward(np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]]]))
    check_close(gradient, [[[[0, 1, 0, 0, 4], [5, 0, 18, 8, 0], [0, 0, 0, 0, 0]]]], "backward(G)")
    upstream = rng.uniform(1, 9, size=(1, 1, 2, 4))
    (a, b, c, d), (e, f, g, h) = upstream[0, 0]
    layer = make_layer(submission, (1, 3, 5), 2, 1)
    layer.forward(IMAGE)
    wanted = [[[[0, a, 0, 0, d], [e, 0, b + c + f + g, h, 0], [0, 0, 0, 0, 0]]]]
    check_close(layer.backward(upstream), wanted, "backward(G) with another G")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """forward takes each channel of each sample by itself, also where pixels are negative"""
    images = make_slopes(3, 4, 6) - 300
    layer = make_layer(submission, (2, 4, 6), 2)
    row, column = np.array([[0], [2]]), np.array([0, 2, 4])
    rising = 10 * (row + 1) + (column + 1) + 1  # the lower right pixel of each window
    falling = 200 - (10 * row + column + 1)  # the upper left one
    wanted = np.stack([rising, falling]) + 50 * np.arange(3).reshape(3, 1, 1, 1) - 300
    check_close(layer.forward(images), wanted, "forward(X) with X of shape (3, 2, 4, 6)")
    check_close(layer.forward(images[1:2], training=False), wanted[1:2], "forward(X[1:2], training=False)")
    a, b = draw_lines(rng, 3, 2, 1, 1)
    what = "forward(a * X + b) with a and b for each channel of each sample"
    check_close(layer.forward(a * images + b), a * wanted + b, what)


@pytest.mark.points(1)
def test_forward_with_leftovers(submission, rng):
    """forward moves by the stride and ignores rows and columns that fill no window"""
    layer = make_layer(submission, (2, 8, 6), 3, 2)
    row, column = np.array([[0], [2], [4]]), np.array([0, 2])
    wanted = np.stack([10 * (row + 2) + (column + 2) + 1, 200 - (10 * row + column + 1)])[None]
    check_close(layer.forward(make_slopes(1, 8, 6)), wanted, "forward(X) of MaxPooling2D(3, 2), X (1, 2, 8, 6)")
    a, b = draw_lines(rng, 4, 1, 1, 1)
    what = "forward(a * X + b) of MaxPooling2D(3, 2) with four numbers a and b"
    check_close(layer.forward(a * make_slopes(1, 8, 6) + b), a * wanted + b, what)


@pytest.mark.points(1)
def test_backward_with_leftovers(submission, rng):
    """backward returns zeros where a pixel is in no window or below the maximum"""
    layer = make_layer(submission, (2, 6, 9), 2, 3)
    layer.forward(make_slopes(2, 6, 9))
    upstream = rng.normal(size=(2, 2, 2, 3))
    wanted = np.zeros((2, 2, 6, 9))
    wanted[:, 0, 1::3, 1::3] = upstream[:, 0]  # the lower right pixels of windows that lie 3 apart
    wanted[:, 1, 0::3, 0::3] = upstream[:, 1]  # the upper left ones
    check_close(layer.backward(upstream), wanted, "backward(G) of MaxPooling2D(2, 3) for X of shape (2, 2, 6, 9)")


@pytest.mark.points(1)
def test_gradient(submission, rng):
    """backward returns what differences of your own forward pass say"""
    shared = {(r, c): (2, 2) for r in (0, 1) for c in (0, 1)}  # the middle pixel lies in all four windows
    apart = {(0, 0): (1, 0), (0, 1): (0, 3), (1, 0): (2, 1), (1, 1): (3, 2)}
    for shape, sizes, places in [((2, 3, 5, 6), (3, 2), shared), ((3, 2, 5, 4), (2,), apart)]:
        images = 0.1 * rng.permutation(np.prod(shape)).reshape(shape) + 0.1  # no two pixels are nearly equal
        upstream, wanted = rng.normal(size=(*shape[:2], 2, 2)), np.zeros(shape)
        for (r, c), (row, column) in places.items():  # where each window has its maximum
            images[:, :, row, column] = 20 + r + 2 * c
            wanted[:, :, row, column] += upstream[:, :, r, c]
        layer = make_layer(submission, shape[1:], *sizes)
        layer.forward(images)
        what = f"backward(G) of MaxPooling2D{sizes} for X of shape {shape}"
        check_gradient(layer.forward, images, layer.backward(upstream), upstream, what, rng=rng, wanted=wanted)
