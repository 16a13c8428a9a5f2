"""Hidden cases of `zero_padding2d`: 13 of 20 points.

The wanted arrays are filled in here from widths that each case writes out; no two sizes are equal. Cases that are not
about widths use a frame that is equally wide on all sides.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

FULL = [((1, 2), (3, 4)), ((4, 1), (2, 5)), ((2, 3), (1, 6))]  # every side padded, no two alike
PARTIAL = [((0, 2), (3, 0)), ((1, 0), (0, 4)), ((0, 0), (2, 1)), ((3, 1), (0, 0)), ((0, 0), (0, 0))]

EVEN = [((width, width), (width, width)) for width in (2, 1, 3)]


def pad(X, widths):
    """Returns the images of X with a frame of zeros."""
    (top, bottom), (left, right) = widths
    padded = np.zeros((*X.shape[:2], top + X.shape[2] + bottom, left + X.shape[3] + right))
    padded[:, :, top : top + X.shape[2], left : left + X.shape[3]] = X
    return padded


def crop(padded, widths):
    """Returns the part of each image that lies inside the frame."""
    (top, bottom), (left, right) = widths
    return padded[:, :, top : padded.shape[2] - bottom, left : padded.shape[3] - right]


def draw(rng, batch=2, shape=(3, 4, 5)):
    """Returns a batch of images."""
    return rng.normal(size=(batch, *shape))


def check_both(layer, rng, X, widths, name):
    """Checks one forward and one backward pass of a layer with these widths."""
    wanted = pad(X, widths)
    check_close(layer.forward_pass(X), wanted, f"forward_pass(X) of {name}")
    accum_grad = rng.normal(size=wanted.shape)
    check_close(layer.backward_pass(accum_grad), crop(accum_grad, widths), f"backward_pass(accum_grad) of {name}")


@pytest.mark.points(2)
def test_forward_with_four_widths(submission, rng):
    """forward_pass puts the right number of zeros on each of the four sides"""
    for widths in FULL:
        X = draw(rng)
        layer = submission.ZeroPadding2D(widths, (3, 4, 5))
        check_close(layer.forward_pass(X), pad(X, widths), f"forward_pass(X) of ZeroPadding2D({widths})")


@pytest.mark.points(2)
def test_backward_with_four_widths(submission, rng):
    """backward_pass returns the part of the gradient that belongs to the image"""
    for widths in FULL:
        X = draw(rng)
        accum_grad = rng.normal(size=pad(X, widths).shape)
        layer = submission.ZeroPadding2D(widths, (3, 4, 5))
        layer.forward_pass(X)
        gradient = layer.backward_pass(accum_grad)
        check_close(gradient, crop(accum_grad, widths), f"backward_pass(accum_grad) of ZeroPadding2D({widths})")


@pytest.mark.points(2)
def test_sides_without_padding(submission, rng):
    """Any side may have no padding at all, in both passes"""
    for widths in PARTIAL:
        layer = submission.ZeroPadding2D(widths, (3, 4, 5))
        check_both(layer, rng, draw(rng), widths, f"ZeroPadding2D({widths})")
    layer = submission.ZeroPadding2D(0, (3, 4, 5))
    check_both(layer, rng, draw(rng), ((0, 0), (0, 0)), "ZeroPadding2D(0)")


@pytest.mark.points(1)
def test_one_number(submission, rng):
    """A single number is the width of all four sides"""
    for width in (2, 1, 3):
        layer = submission.ZeroPadding2D(width, (3, 4, 5))
        check_both(layer, rng, draw(rng), ((width, width), (width, width)), f"ZeroPadding2D({width})")


@pytest.mark.points(1)
def test_a_pair(submission, rng):
    """A pair is (rows above and below, columns left and right)"""
    for rows, columns in [(1, 3), (2, 1)]:
        layer = submission.ZeroPadding2D((rows, columns), (3, 4, 5))
        widths = ((rows, rows), (columns, columns))
        check_both(layer, rng, draw(rng), widths, f"ZeroPadding2D({(rows, columns)})")
    X = draw(rng)
    output = submission.ZeroPadding2D((2, 0), (3, 4, 5)).forward_pass(X)
    check_close(output, pad(X, ((2, 2), (0, 0))), "forward_pass(X) of ZeroPadding2D((2, 0))")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape adds the widths to the image's sizes and keeps the channels"""
    channels, height, width, top, bottom, left, right = rng.integers(1, 30, size=7).tolist()
    output = (channels, top + height + bottom, left + width + right)
    drawn = ((top, bottom), (left, right)), (channels, height, width), output
    settings = [(((1, 2), (3, 4)), (2, 5, 6), (2, 8, 13)), (((0, 3), (5, 0)), (4, 2, 7), (4, 5, 12)),
                (3, (2, 4, 5), (2, 10, 11)), ((2, 1), (3, 5, 9), (3, 9, 11)), drawn]  # fmt: skip
    layers = [submission.ZeroPadding2D(padding, shape) for padding, shape, _ in settings]
    for layer, (padding, shape, wanted) in zip(layers, settings, strict=True):
        check_equal(layer.output_shape(), wanted, f"ZeroPadding2D({padding}, {shape}).output_shape()")
        later = submission.ZeroPadding2D(padding)
        later.set_input_shape(shape)
        what = f"ZeroPadding2D({padding}).output_shape() after set_input_shape({shape})"
        check_equal(later.output_shape(), wanted, what)


@pytest.mark.points(1)
def test_large_gradients(submission, rng):
    """Large gradients pass unchanged, and agree with differences of the forward pass"""
    for widths in EVEN[:2]:
        X = draw(rng)
        accum_grad = 100 * rng.normal(size=pad(X, widths).shape)
        layer = submission.ZeroPadding2D(widths, (3, 4, 5))
        layer.forward_pass(X)
        gradient, wanted = layer.backward_pass(accum_grad), crop(accum_grad, widths)
        what = "backward_pass(accum_grad) with a large accum_grad"
        check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or one that it has returned before"""
    for widths in EVEN[:2]:
        X = np.abs(draw(rng))
        accum_grad = np.abs(rng.normal(size=pad(X, widths).shape))
        layer = submission.ZeroPadding2D(widths, (3, 4, 5))
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), pad(X, widths), "forward_pass(X)")
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


@pytest.mark.points(1)
def test_batches_of_different_size(submission, rng):
    """The passes work for any number of images, in training or not, again and again"""
    widths = EVEN[0]
    layer = submission.ZeroPadding2D(widths, (3, 4, 5))
    for batch, training in [(4, True), (1, False), (6, True)]:
        X = draw(rng, batch)
        accum_grad = rng.normal(size=pad(X, widths).shape)
        output = layer.forward_pass(X, training=training)
        check_close(output, pad(X, widths), f"forward_pass(X, training={training}) of {batch} images")
        for _ in range(2):
            check_close(layer.backward_pass(accum_grad), crop(accum_grad, widths), "backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_two_layers_do_not_share(submission, rng):
    """Two layers keep their own widths, and the frame is exactly zero"""
    X = draw(rng)
    layers = [submission.ZeroPadding2D(widths, (3, 4, 5)) for widths in EVEN]
    for layer, widths in zip(layers, EVEN, strict=True):
        wanted = pad(X, widths)
        output = check_array(layer.forward_pass(X), wanted.shape, f"forward_pass(X) of ZeroPadding2D({widths})")
        check_close(output, wanted, f"forward_pass(X) of ZeroPadding2D({widths})")
        frame = float(np.abs(output[pad(np.ones_like(X), widths) == 0]).max())
        check_close(frame, 0.0, f"the largest value in the frame of ZeroPadding2D({widths})", atol=0.0)
