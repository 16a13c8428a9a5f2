"""Hidden cases of `reshape`: 14 of 20 points.

Where order counts, no two sizes are equal and every element is different, so that an element in a wrong place shows.
Cases about something else use samples of which one axis alone is longer than 1: these have only one order. The layer
always knows its input_shape, so that a backward pass may use that as well as what the forward pass kept.
"""

import math

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_raises, check_unchanged

SHAPES = [((24,), (4, 3, 2)), ((3, 8), (2, 4, 3)), ((5, 2, 3), (6, 5)), ((2, 3, 7), (42,))]


@pytest.mark.points(2)
def test_forward(submission, rng):
    """Samples take their new shape with their elements in order"""
    for old, new in SHAPES:
        X = rng.normal(size=(5, *old))
        what = f"Reshape({new}).forward_pass(X) with X of shape {X.shape}"
        check_close(submission.Reshape(new, input_shape=old).forward_pass(X), X.reshape(5, *new), what)


@pytest.mark.points(2)
def test_backward(submission, rng):
    """Large gradients return in the shape of the input, with their elements in order"""
    for old, new in SHAPES:
        X, G = rng.normal(size=(5, *old)), 100 * rng.normal(size=(5, *new))
        layer = submission.Reshape(new, input_shape=old)
        layer.forward_pass(X)
        check_close(layer.backward_pass(G), G.reshape(X.shape), f"Reshape({new}).backward_pass(accum_grad)")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """backward_pass belongs to the latest batch, as often as it is called"""
    layer = submission.Reshape((1, 9), input_shape=(9, 1))
    for batch in (4, 7, 1, 2):
        X = rng.normal(size=(batch, 9, 1))
        check_close(layer.forward_pass(X), X.reshape(batch, 1, 9), f"forward_pass(X) with {batch} samples")
        for _ in range(2):
            G = rng.normal(size=(batch, 1, 9))
            check_close(layer.backward_pass(G), G.reshape(X.shape), f"backward_pass(G) with {batch} samples")


@pytest.mark.points(1)
def test_evaluation_in_between(submission, rng):
    """An evaluation pass does the same, and backward_pass follows it as well"""
    layer = submission.Reshape((1, 7), input_shape=(7, 1))
    layer.forward_pass(rng.normal(size=(6, 7, 1)), training=True)
    for batch in (4, 2):
        layer.forward_pass(rng.normal(size=(batch + 1, 7, 1)), training=True)
        X, G = rng.normal(size=(batch, 7, 1)), rng.normal(size=(batch, 1, 7))
        check_close(layer.forward_pass(X, training=False), X.reshape(batch, 1, 7), "forward_pass(X, training=False)")
        check_close(layer.backward_pass(G), G.reshape(X.shape), "backward_pass(G) after training=False")


@pytest.mark.points(2)
def test_samples_that_do_not_fit(submission, rng):
    """Samples with too many or too few elements raise ValueError, whatever the batch"""
    for batch, old, new, fitting in [(4, (6,), (3,), (3,)), (6, (2, 2), (1, 6), (1, 6)), (5, (4,), (20,), (20,)),
                                     (4, (6,), (8, -1), (8, 1))]:  # fmt: skip
        layer = submission.Reshape(new, input_shape=(math.prod(fitting),))
        X, what = rng.normal(size=(batch, *old)), f"Reshape({new}).forward_pass(X) with X of shape {(batch, *old)}"
        check_raises(ValueError, layer.forward_pass, X, what=what)
        X = rng.normal(size=(batch, math.prod(fitting)))
        what = f"Reshape({new}).forward_pass(X) with an X that fits"
        check_close(layer.forward_pass(X), X.reshape(batch, *fitting), what)


@pytest.mark.points(2)
def test_a_missing_size(submission, rng):
    """One size may be -1, at any place, for batches of different size"""
    for new, full in [((-1, 4), (6, 4)), ((3, -1, 2), (3, 4, 2)), ((-1,), (24,))]:
        layer = submission.Reshape(new, input_shape=(4, 6))
        submission.Reshape(new, input_shape=(3, 40))  # one layer's shape is nothing to another
        check_equal(layer.output_shape(), full, f"Reshape({new}, input_shape=(4, 6)).output_shape()")
        for batch in (5, 2):
            output = layer.forward_pass(rng.normal(size=(batch, 4, 6)))
            check_array(output, (batch, *full), f"Reshape({new}).forward_pass(X) with X of shape {(batch, 4, 6)}")
        layer.set_input_shape((2, 60))
        wanted = tuple(5 * size if place == -1 else size for size, place in zip(full, new, strict=True))
        check_equal(layer.output_shape(), wanted, f"Reshape({new}).output_shape() after set_input_shape((2, 60))")
    for new, full in [((-1, 1), (7, 1)), ((1, -1), (1, 7))]:
        layer = submission.Reshape(new)
        layer.set_input_shape((7,))
        X, G = rng.normal(size=(3, 7)), rng.normal(size=(3, *full))
        check_close(layer.forward_pass(X), X.reshape(3, *full), f"Reshape({new}).forward_pass(X)")
        check_close(layer.backward_pass(G), G.reshape(3, 7), f"Reshape({new}).backward_pass(G)")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape is right with and without passes before"""
    a, b, c = rng.permutation(np.arange(2, 12))[:3].tolist()
    pairs = [*SHAPES, ((a * b, c), (b, a, c)), ((b, a, c), (a, b * c))]
    layers = [submission.Reshape(new, input_shape=old) for old, new in pairs]
    for layer, (old, new) in zip(layers, pairs, strict=True):
        check_equal(layer.output_shape(), new, f"Reshape({new}, input_shape={old}).output_shape()")
        layer.forward_pass(rng.normal(size=(5, *old)))
        check_equal(layer.output_shape(), new, f"Reshape({new}).output_shape() after a pass")


@pytest.mark.points(1)
def test_two_layers(submission, rng):
    """Two layers take turns without disturbing each other"""
    pairs = [((6,), (1, 6)), ((5, 1), (5,))]
    layers = [submission.Reshape(new, input_shape=old) for old, new in pairs]
    for layer, (old, _) in zip(layers, pairs, strict=True):
        layer.forward_pass(rng.normal(size=(4, *old)))
    for layer, (old, new) in zip(layers, pairs, strict=True):
        G = rng.normal(size=(4, *new))
        check_close(layer.backward_pass(G), G.reshape(4, *old), f"Reshape({new}).backward_pass(G)")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, its shape included, nor one that it has returned before"""
    for old, new in [((8,), (1, 8)), ((1, 5), (5, 1))]:
        X, Z, G, H = *rng.normal(size=(2, 3, *old)), *rng.normal(size=(2, 3, *new))
        held_X, held_G = hold(X), hold(G)
        layer = submission.Reshape(new, input_shape=old)
        check_close(layer.forward_pass(held_X), X.reshape(3, *new), f"Reshape({new}).forward_pass(X)")
        check_unchanged(held_X, X, f"Reshape({new}).forward_pass(X)")
        check_close(layer.backward_pass(held_G), G.reshape(X.shape), f"Reshape({new}).backward_pass(G)")
        check_unchanged(held_G, G, f"Reshape({new}).backward_pass(G)")
        steps = [("forward_pass", X), ("backward_pass", G), ("forward_pass", Z), ("backward_pass", H)]
        output, gradient, *_ = support.call_in_turn(submission.Reshape(new, input_shape=old), steps)
        check_close(output, X.reshape(3, *new), "what forward_pass(X) returned, after the next forward_pass")
        check_close(gradient, G.reshape(X.shape), "what backward_pass(G) returned, after the next backward_pass")
