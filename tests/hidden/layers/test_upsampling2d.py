"""Hidden cases of `upsampling2d`: 13 of 20 points.

The two factors differ wherever a case is not about the default, and no two sizes are equal.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient, check_unchanged

SIZES = [(2, 3), (3, 1), (1, 4), (5, 2)]
SHAPE = (3, 4, 5)


def enlarge(X, size):
    """Returns X with each pixel spread over a block of `size`."""
    return np.kron(X, np.ones((1, 1, *size)))


def collect(accum_grad, size):
    """Returns the sum of each block: one term for each place that a pixel has in it."""
    rows, columns = size
    return sum(accum_grad[:, :, a::rows, b::columns] for a in range(rows) for b in range(columns))


def draw(rng, size, batch=2, shape=SHAPE):
    """Returns images and an output gradient."""
    channels, height, width = shape
    return rng.normal(size=(batch, *shape)), rng.normal(size=(batch, channels, size[0] * height, size[1] * width))


@pytest.mark.points(3)
def test_forward(submission, rng):
    """forward_pass fills each block with its pixel, for several pairs of factors"""
    for size in SIZES:
        X, _ = draw(rng, size)
        layer = submission.UpSampling2D(size, SHAPE)
        check_close(layer.forward_pass(X), enlarge(X, size), f"forward_pass(X) of UpSampling2D({size})")


@pytest.mark.points(3)
def test_backward(submission, rng):
    """backward_pass sums each block, for several pairs of factors"""
    for size in SIZES:
        X, accum_grad = draw(rng, size)
        layer = submission.UpSampling2D(size, SHAPE)
        layer.forward_pass(X)
        gradient = layer.backward_pass(accum_grad)
        check_close(gradient, collect(accum_grad, size), f"backward_pass(accum_grad) of UpSampling2D({size})")


@pytest.mark.points(1)
def test_default_size(submission, rng):
    """Without a size, rows and columns are doubled"""
    for shape in [(3, 4, 5), (1, 2, 7)]:
        X, accum_grad = draw(rng, (2, 2), shape=shape)
        layer = submission.UpSampling2D(input_shape=shape)
        check_close(layer.forward_pass(X), enlarge(X, (2, 2)), "forward_pass(X) of UpSampling2D()")
        check_close(layer.backward_pass(accum_grad), collect(accum_grad, (2, 2)), "backward_pass of UpSampling2D()")


@pytest.mark.points(1)
def test_size_one_changes_nothing(submission, rng):
    """A factor of 1 in one or both directions leaves that direction as it is"""
    for size in [(1, 1), (1, 3), (2, 1)]:
        X, accum_grad = draw(rng, size)
        layer = submission.UpSampling2D(size=size, input_shape=SHAPE)
        check_close(layer.forward_pass(X), enlarge(X, size), f"forward_pass(X) of UpSampling2D({size})")
        gradient = layer.backward_pass(accum_grad)
        check_close(gradient, collect(accum_grad, size), f"backward_pass(accum_grad) of UpSampling2D({size})")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape multiplies the image's sizes and keeps the channels"""
    rows, columns, channels, height, width = rng.integers(1, 30, size=5).tolist()
    drawn = (rows, columns), (channels, height, width), (channels, rows * height, columns * width)
    for size, shape, wanted in [((2, 3), (4, 5, 7), (4, 10, 21)), ((4, 1), (2, 3, 5), (2, 12, 5)),
                                ((1, 5), (6, 2, 3), (6, 2, 15)), drawn]:  # fmt: skip
        layer = submission.UpSampling2D(size, shape)
        check_equal(layer.output_shape(), wanted, f"UpSampling2D({size}, {shape}).output_shape()")
        later = submission.UpSampling2D(size)
        later.set_input_shape(shape)
        check_equal(later.output_shape(), wanted, f"UpSampling2D({size}).output_shape() after set_input_shape({shape})")


@pytest.mark.points(1)
def test_large_gradients(submission, rng):
    """Large gradients are neither clipped nor averaged, and agree with differences of the forward pass"""
    for size in SIZES[:2]:
        X, accum_grad = draw(rng, size)
        layer = submission.UpSampling2D(size, SHAPE)
        layer.forward_pass(X)
        gradient = layer.backward_pass(100 * accum_grad)
        check_close(gradient, 100 * collect(accum_grad, size), "backward_pass(accum_grad) with a large accum_grad")
        check_gradient(layer.forward_pass, X, gradient, 100 * accum_grad, "backward_pass(accum_grad)", rng=rng)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither pass changes the array that it is given"""
    for size in SIZES[:2]:
        X, accum_grad = draw(rng, size)
        layer = submission.UpSampling2D(size, SHAPE)
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), enlarge(X, size), "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        check_close(layer.backward_pass(held_grad), collect(accum_grad, size), "backward_pass(accum_grad)")
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """The passes work for any number of images, in training or not, again and again"""
    for size in SIZES[:2]:
        layer = submission.UpSampling2D(size, SHAPE)
        for batch, training in [(4, True), (1, False), (6, True)]:
            X, accum_grad = draw(rng, size, batch)
            output = layer.forward_pass(X, training=training)
            check_close(output, enlarge(X, size), f"forward_pass(X, training={training}) of {batch} images")
            for _ in range(2):
                check_close(layer.backward_pass(accum_grad), collect(accum_grad, size), "backward_pass(accum_grad)")
