"""Hidden cases of `upsampling2d`: 13 of 20 points.

The two factors differ where a case is about them, and no two sizes are equal. Cases about something else double both.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

SIZES = [(2, 3), (3, 1), (1, 4), (5, 2)]
DOUBLE = (2, 2)
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
    for shape, output in [((3, 4, 5), (3, 8, 10)), ((1, 2, 7), (1, 4, 14))]:
        X, _ = draw(rng, (2, 2), shape=shape)
        layer = submission.UpSampling2D(input_shape=shape)
        check_close(layer.forward_pass(X), enlarge(X, (2, 2)), "forward_pass(X) of UpSampling2D()")
        check_equal(layer.output_shape(), output, f"UpSampling2D(input_shape={shape}).output_shape()")


@pytest.mark.points(1)
def test_size_one_changes_nothing(submission, rng):
    """A factor of 1 in one or both directions leaves that direction as it is"""
    for size in [(1, 3), (2, 1), (1, 1)]:
        X, accum_grad = draw(rng, size)
        layer = submission.UpSampling2D(size=size, input_shape=SHAPE)
        check_close(layer.forward_pass(X), enlarge(X, size), f"forward_pass(X) of UpSampling2D({size})")
    check_close(layer.backward_pass(accum_grad), accum_grad, "backward_pass(accum_grad) of UpSampling2D((1, 1))")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape multiplies the image's sizes and keeps the channels"""
    rows, columns, channels, height, width = rng.integers(1, 30, size=5).tolist()
    drawn = (rows, columns), (channels, height, width), (channels, rows * height, columns * width)
    settings = [
        ((2, 3), (4, 5, 7), (4, 10, 21)),
        ((4, 1), (2, 3, 5), (2, 12, 5)),
        ((1, 5), (6, 2, 3), (6, 2, 15)),
        drawn,
    ]
    layers = [submission.UpSampling2D(size, shape) for size, shape, _ in settings]
    for layer, (size, shape, wanted) in zip(layers, settings, strict=True):
        check_equal(layer.output_shape(), wanted, f"UpSampling2D({size}, {shape}).output_shape()")
        later = submission.UpSampling2D(size)
        later.set_input_shape(shape)
        check_equal(later.output_shape(), wanted, f"UpSampling2D({size}).output_shape() after set_input_shape({shape})")


@pytest.mark.points(1)
def test_large_gradients(submission, rng):
    """Large gradients are neither clipped nor averaged, and agree with differences of the forward pass"""
    for shape in (SHAPE, (2, 6, 3)):
        X, accum_grad = draw(rng, DOUBLE, shape=shape)
        layer = submission.UpSampling2D(DOUBLE, shape)
        layer.forward_pass(X)
        gradient, wanted = layer.backward_pass(100 * accum_grad), 100 * collect(accum_grad, DOUBLE)
        what = "backward_pass(accum_grad) with a large accum_grad"
        check_gradient(layer.forward_pass, X, gradient, 100 * accum_grad, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or one that it has returned before"""
    for shape in (SHAPE, (2, 6, 3)):
        X, accum_grad = map(np.abs, draw(rng, DOUBLE, shape=shape))
        layer = submission.UpSampling2D(DOUBLE, shape)
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), enlarge(X, DOUBLE), "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        layer.backward_pass(held_grad)
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")
        # the signs tell which pass a result belongs to
        steps = [
            ("forward_pass", X),
            ("backward_pass", accum_grad),
            ("forward_pass", -X),
            ("backward_pass", -accum_grad),
        ]
        for (method, _), result in zip(steps[:2], support.call_in_turn(layer, steps), strict=False):
            kept = check_array(result, np.shape(result), f"what {method} returned")
            check_equal(bool((kept >= 0).all()), True, f"whether what {method} returned stays, when others follow")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """The passes work for any number of images, in training or not, again and again"""
    for shape in (SHAPE, (2, 6, 3)):
        layer = submission.UpSampling2D(DOUBLE, shape)
        for batch, training in [(4, True), (1, False), (6, True)]:
            X, accum_grad = draw(rng, DOUBLE, batch, shape)
            output = layer.forward_pass(X, training=training)
            check_close(output, enlarge(X, DOUBLE), f"forward_pass(X, training={training}) of {batch} images")
            for _ in range(2):
                check_close(layer.backward_pass(accum_grad), collect(accum_grad, DOUBLE), "backward_pass(accum_grad)")
