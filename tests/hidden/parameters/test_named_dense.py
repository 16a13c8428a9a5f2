"""Hidden cases of `named_dense`: 13 of 20 points.

W and b are set here wherever they matter; n_in, n_out and the batch differ; each case uses two shapes or two batches.
"""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_parameter_gradient,
    check_row,
    check_unchanged,
    check_uniform,
)

SHAPES = [(2, 6), (7, 3)]  # (n_in, n_out)


def make_layer(submission, W, b):
    """Returns a layer with these parameters; b takes the shape that the layer keeps, (1, n) or (n,)."""
    layer = submission.Dense(*W.shape)
    before = layer.b
    layer.W = W
    layer.b = b.reshape(before.shape) if isinstance(before, np.ndarray) and before.size == b.size else b
    return layer


def draw(rng, n_in, n_out, batch):
    """Returns X, W, b and an output gradient."""
    return [rng.normal(size=size) for size in [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]]


def read_entries(layer):
    """Returns the two entries of `trainable`, each a sequence of three."""
    entries = layer.trainable
    check_equal(isinstance(entries, list | tuple) and len(entries) == 2, True, "whether trainable has two entries")
    for entry in entries:
        triple = isinstance(entry, list | tuple) and len(entry) == 3
        check_equal(triple, True, "whether an entry of trainable is (name, parameter, gradient)")
    return entries


@pytest.mark.points(1)
def test_forward(submission, rng):
    """forward is right for several sizes of layer and batch"""
    for (n_in, n_out), batches in zip(SHAPES, [(4, 1), (5, 4)], strict=True):
        X, W, b, _ = draw(rng, n_in, n_out, batch=5)
        layer = make_layer(submission, W, b)
        for batch in batches:
            rows = 100 * X[:batch]
            check_close(layer.forward(rows), rows @ W + b, f"forward(X) with X of shape ({batch}, {n_in})")


@pytest.mark.points(1)
def test_weights_are_drawn(submission, seed_numpy, seed):
    """Each layer takes one uniform draw from numpy's generator, where the layer before it stopped"""
    seed_numpy(seed % 2**32)
    stream = np.random.RandomState(seed % 2**32)
    for n_in, n_out in [(16, 90), (64, 30), (64, 30)]:
        what = f"W of Dense({n_in}, {n_out})"
        weights = check_array(submission.Dense(n_in, n_out).W, (n_in, n_out), what)
        check_uniform(weights, 0, 1, what)
        check_close(weights, stream.uniform(size=(n_in, n_out)), f"{what}, the next draw of the generator")


@pytest.mark.points(1)
def test_new_layer(submission, rng):
    """Biases and both gradients begin at zero, in the shapes of the parameters, while W varies"""
    for n_in, n_out in rng.permutation([(3, 5), (7, 2), (11, 4), (1, 6)])[:3].tolist():
        layer = submission.Dense(n_in, n_out)
        what = f"of a new Dense({n_in}, {n_out})"
        weights, bias = check_array(layer.W, (n_in, n_out), f"W {what}"), layer.b
        check_equal(bool(weights.min() < weights.max()), True, f"whether the elements of W {what} differ")
        check_row(bias, np.zeros(n_out), f"b {what}")
        check_close(layer.dW, np.zeros((n_in, n_out)), f"dW {what}")
        check_close(layer.db, np.zeros(bias.shape), f"db {what}")


@pytest.mark.points(1)
def test_name(submission, rng):
    """layer_name is Dense, index is 0, and name follows both"""
    first, second = submission.Dense(3, 5), submission.Dense(7, 2)
    for layer in (first, second):
        check_equal(layer.layer_name, "Dense", "layer_name of a new layer")
        check_equal(layer.index, 0, "index of a new layer")
        check_equal(layer.name, "Dense_0", "name of a new layer")
    for index in rng.integers(10, 1000, size=2).tolist():
        first.index = index
        check_equal(first.name, f"Dense_{index}", f"name after the index became {index}")
        check_equal(second.name, "Dense_0", "name of another layer")
    second.layer_name = "Output"
    check_equal(second.name, "Output_0", "name after layer_name became 'Output'")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns the gradient by the input: grad_next times the transpose of W"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        layer.forward(X)
        check_close(layer.backward(100 * grad_next), 100 * grad_next @ W.T, "backward(grad_next)")
        gradient = layer.backward(grad_next)
        check_gradient(layer.forward, X, gradient, grad_next, "backward(grad_next)", rng=rng)


@pytest.mark.points(1)
def test_weights_gradient(submission, rng):
    """dW is summed over the batch, for batches of different size"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            layer.backward(100 * grad_next[rows])
            check_close(layer.dW, 100 * X[rows].T @ grad_next[rows], "dW after backward(grad_next)")
        layer.backward(grad_next[1:])
        check_parameter_gradient(layer, "W", W, layer.dW, grad_next[1:], "dW", rng=rng, method="forward", args=[X[1:]])


@pytest.mark.points(1)
def test_bias_gradient(submission, rng):
    """db is summed over the batch, for batches of different size"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            layer.backward(100 * grad_next[rows])
            check_row(layer.db, 100 * grad_next[rows].sum(axis=0), "db after backward(grad_next)")


@pytest.mark.points(1)
def test_gradients_are_new_each_time(submission, support, rng):
    """Each backward starts from zero and makes new arrays; gradients that somebody kept keep their numbers"""
    X, W, b, grad_next = draw(rng, 3, 5, batch=4)
    layer = make_layer(submission, W, b)
    layer.forward(X)
    for factor in (1, -3):
        layer.backward(factor * grad_next)
        kept = support.Kept(layer)
        layer.backward(2 * grad_next)
        check_close(layer.dW, 2 * X.T @ grad_next, "dW after another backward")
        check_row(layer.db, 2 * grad_next.sum(axis=0), "db after another backward")
        check_close(kept.dW, factor * X.T @ grad_next, "the dW of the backward before, kept by somebody")
        check_row(kept.db, factor * grad_next.sum(axis=0), "the db of the backward before, kept by somebody")


@pytest.mark.points(1)
def test_trainable(submission, rng):
    """trainable lists ("W", W, dW) and ("b", b, db), in this order, as they are when it is read"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=4)
        layer = submission.Dense(n_in, n_out)
        check_equal(read_entries(layer)[0][0], "W", "the first name in trainable of a new layer")
        layer = make_layer(submission, W, b)
        layer.forward(X)
        layer.backward(grad_next)
        (first, weights, grad_weights), (second, biases, grad_biases) = read_entries(layer)
        check_equal(first, "W", "the first name in trainable")
        check_equal(second, "b", "the second name in trainable")
        check_close(weights, W, "the parameter W in trainable, after layer.W = W")
        check_close(grad_weights, X.T @ grad_next, "the gradient of W in trainable, after backward")
        check_row(biases, b, "the parameter b in trainable, after layer.b = b")
        check_row(grad_biases, grad_next.sum(axis=0), "the gradient of b in trainable, after backward")


@pytest.mark.points(1)
def test_an_optimizer_can_write_into_trainable(submission, support, rng):
    """An optimizer that writes into the arrays of trainable trains the layer, step after step"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            layer.backward(grad_next[rows])
            support.descend(layer, 0.25)
            W, b = W - 0.25 * X[rows].T @ grad_next[rows], b - 0.25 * grad_next[rows].sum(axis=0)
            check_close(layer.forward(X), X @ W + b, "forward(X) after a step of the optimizer")


@pytest.mark.points(1)
def test_backward_moves_no_parameter(submission, rng):
    """backward leaves W and b as they are, however large the gradient"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        layer.forward(X)
        for _ in range(2):
            layer.backward(100 * grad_next)
            check_close(layer.W, W, "W after backward(grad_next)")
            check_row(layer.b, b, "b after backward(grad_next)")
        check_close(layer.forward(X[:3]), X[:3] @ W + b, "forward(X) after two calls of backward")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """X_input is the batch of the latest forward, and backward uses it, as often as it is called"""
    X, W, b, grad_next = draw(rng, 4, 7, batch=6)
    layer = make_layer(submission, W, b)
    for rows in (slice(0, 2), slice(0, 6), slice(3, 6)):
        layer.forward(X[rows])
        check_close(layer.X_input, X[rows], "X_input after forward(X)")
    for factor in (1, 2):
        layer.backward(factor * grad_next[3:])
        check_close(layer.dW, factor * X[3:].T @ grad_next[3:], "dW after three calls of forward")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither pass changes the array that it is given"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        held_X, held_grad = hold(X), hold(grad_next)
        check_close(layer.forward(held_X), X @ W + b, "forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        check_close(layer.backward(held_grad), grad_next @ W.T, "backward(grad_next)")
        check_unchanged(held_grad, grad_next, "backward(grad_next)")
