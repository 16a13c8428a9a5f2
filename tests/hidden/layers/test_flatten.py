"""Hidden cases of `flatten`: 14 of 20 points.

Where order counts, no two sizes are equal and every element is different, so that an element in a wrong place shows.
Cases about something else use samples of which one axis alone is longer than 1: these have only one order. The layer
always knows its input_shape, so that a backward pass may use that as well as what the forward pass kept.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_unchanged

SHAPES = [(2, 5, 3), (6,), (4, 3), (2, 1, 3, 5)]


@pytest.mark.points(2)
def test_forward_of_images(submission, rng):
    """Images become rows in the order channel, row, column"""
    for shape in [(3, 4, 5), (1, 2, 7)]:
        X = rng.normal(size=(2, *shape))
        wanted = np.array([[X[n, c, h, w] for c, h, w in np.ndindex(shape)] for n in range(2)])
        check_close(submission.Flatten(shape).forward_pass(X), wanted, f"Flatten({shape}).forward_pass(X)")


@pytest.mark.points(2)
def test_forward_of_other_shapes(submission, rng):
    """Samples of one, two and four axes become rows"""
    for shape in SHAPES[1:]:
        X = rng.normal(size=(3, *shape))
        check_close(submission.Flatten(shape).forward_pass(X), X.reshape(3, -1), f"Flatten({shape}).forward_pass(X)")


@pytest.mark.points(2)
def test_backward(submission, rng):
    """Large gradients return in the shape of the input, each element in its place"""
    for shape in SHAPES:
        X, G = rng.normal(size=(3, *shape)), 100 * rng.normal(size=(3, int(np.prod(shape))))
        layer = submission.Flatten(shape)
        layer.forward_pass(X)
        check_close(layer.backward_pass(G), G.reshape(X.shape), f"Flatten({shape}).backward_pass(accum_grad)")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """backward_pass belongs to the latest batch, the first and the largest of them included"""
    layer = submission.Flatten((1, 6, 1))
    for batch in (3, 7, 1, 2):
        X, G = rng.normal(size=(batch, 1, 6, 1)), rng.normal(size=(batch, 6))
        check_close(layer.forward_pass(X), X.reshape(batch, 6), f"forward_pass(X) with {batch} samples")
        check_close(layer.backward_pass(G), G.reshape(X.shape), f"backward_pass(G) with {batch} samples")


@pytest.mark.points(2)
def test_evaluation_in_between(submission, rng):
    """backward_pass follows an evaluation pass of another size as well, as often as it is called"""
    layer = submission.Flatten((4, 1))
    for batch, before in ((7, []), (5, [6]), (2, [3])):
        for size in before:
            layer.forward_pass(rng.normal(size=(size, 4, 1)), training=True)
        layer.forward_pass(rng.normal(size=(batch, 4, 1)), training=False)
        for _ in range(2):
            G = rng.normal(size=(batch, 4))
            check_close(layer.backward_pass(G), G[:, :, None], "backward_pass(G) after training=False")


@pytest.mark.points(2)
def test_output_shape(submission, rng):
    """output_shape is a tuple of one number, with and without passes before"""
    shapes = rng.permutation(np.array([2, 3, 5, 7])).reshape(2, 2).tolist()
    layers = [submission.Flatten((4, *shape)) for shape in shapes]
    for layer, shape in zip(layers, shapes, strict=True):
        wanted = (4 * shape[0] * shape[1],)
        check_equal(layer.output_shape(), wanted, f"Flatten({(4, *shape)}).output_shape()")
        layer.forward_pass(rng.normal(size=(3, 4, *shape)))
        check_equal(layer.output_shape(), wanted, f"Flatten({(4, *shape)}).output_shape() after a pass")
        layer.set_input_shape((11,))
        check_equal(layer.output_shape(), (11,), "output_shape() after set_input_shape((11,))")


@pytest.mark.points(1)
def test_two_layers(submission, rng):
    """Two layers take turns without disturbing each other"""
    shapes = [(3, 1), (1, 5)]
    layers = [submission.Flatten(shape) for shape in shapes]
    for layer, shape in zip(layers, shapes, strict=True):
        layer.forward_pass(rng.normal(size=(4, *shape)))
    for layer, shape in zip(layers, shapes, strict=True):
        G = rng.normal(size=(4, max(shape)))
        check_close(layer.backward_pass(G), G.reshape(4, *shape), f"Flatten({shape}).backward_pass(G)")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, its shape included, nor one that it has returned before"""
    for shape in [(1, 6), (1, 7, 1)]:
        X, Z, G, H = *rng.normal(size=(2, 3, *shape)), *rng.normal(size=(2, 3, max(shape)))
        held_X, held_G = hold(X), hold(G)
        layer = submission.Flatten(shape)
        check_close(layer.forward_pass(held_X), X.reshape(3, -1), f"Flatten({shape}).forward_pass(X)")
        check_unchanged(held_X, X, f"Flatten({shape}).forward_pass(X)")
        check_close(layer.backward_pass(held_G), G.reshape(X.shape), f"Flatten({shape}).backward_pass(G)")
        check_unchanged(held_G, G, f"Flatten({shape}).backward_pass(G)")
        steps = [("forward_pass", X), ("backward_pass", G), ("forward_pass", Z), ("backward_pass", H)]
        output, gradient, *_ = support.call_in_turn(submission.Flatten(shape), steps)
        check_close(output, X.reshape(3, -1), "what forward_pass(X) returned, after the next forward_pass")
        check_close(gradient, G.reshape(X.shape), "what backward_pass(G) returned, after the next backward_pass")
