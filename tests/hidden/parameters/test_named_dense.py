"""Hidden cases of `named_dense`: 13 of 20 points.

W and b are set here wherever they matter; n_in, n_out and the batch differ; each case uses two shapes or two batches.
Cases that are not about sums over the batch play single samples, so that an average costs its own cases only.
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


def assign(layer, W, b):
    """Assigns both parameters; b takes the shape that the layer keeps, (1, n) or (n,)."""
    before = layer.b
    layer.W = W
    layer.b = b.reshape(before.shape) if isinstance(before, np.ndarray) and before.size == b.size else b


def make_layer(submission, W, b):
    """Returns a new layer with these parameters."""
    layer = submission.Dense(*W.shape)
    assign(layer, W, b)
    return layer


def draw(rng, n_in, n_out, batch):
    """Returns X, W, b and an output gradient."""
    return [rng.normal(size=size) for size in [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]]


def read_entries(layer):
    """Returns the two entries of `trainable`, each a sequence of three."""
    entries = layer.trainable
    two = isinstance(entries, list | tuple) and len(entries) == 2
    check_equal(two, True, "whether trainable has two entries", of=entries)
    for entry in entries:
        triple = isinstance(entry, list | tuple) and len(entry) == 3
        check_equal(triple, True, "whether an entry of trainable is (name, parameter, gradient)", of=entry)
    return entries


@pytest.mark.points(1)
def test_forward(submission, support, rng):
    """forward is right for several sizes of layer and batch, and returns a new array each time"""
    for (n_in, n_out), batches in zip(SHAPES, [(4, 1), (5, 4)], strict=True):
        X, W, b, _ = draw(rng, n_in, n_out, batch=5)
        layer = make_layer(submission, W, b)
        for batch in batches:
            rows = 100 * X[:batch]
            check_close(layer.forward(rows), rows @ W + b, f"forward(X) with X of shape ({batch}, {n_in})")
        kept = support.keep_result(layer, [("forward", X), ("forward", -X)], 0)
        check_close(kept, X @ W + b, "what forward(X) returned, after another call of forward")


@pytest.mark.points(1)
def test_weights_are_drawn(submission, seed_numpy, seed, rng):
    """Each layer takes one uniform draw from numpy's generator, where the layer before it stopped, and uses it"""
    seed_numpy(seed % 2**32)
    stream = np.random.RandomState(seed % 2**32)
    for n_in, n_out in [(16, 90), (64, 30), (64, 30)]:
        what = f"W of Dense({n_in}, {n_out})"
        layer, wanted = submission.Dense(n_in, n_out), stream.uniform(size=(n_in, n_out))
        weights = check_array(layer.W, (n_in, n_out), what)
        check_uniform(weights, 0, 1, what)
        check_close(weights, wanted, f"{what}, the next draw of the generator")
        X = rng.normal(size=(3, n_in))
        check_close(layer.forward(X), X @ wanted, f"forward(X) of a new Dense({n_in}, {n_out})")


@pytest.mark.points(1)
def test_new_layer(submission, support, rng):
    """Biases and both gradients begin at zero, in the shapes of the parameters, while W varies"""
    for n_in, n_out in rng.permutation([(3, 5), (7, 2), (11, 4), (1, 6)])[:3].tolist():
        layer = submission.Dense(n_in, n_out)
        what = f"of a new Dense({n_in}, {n_out})"
        weights, bias = check_array(layer.W, (n_in, n_out), f"W {what}"), layer.b
        check_equal(bool(weights.min() < weights.max()), True, f"whether the elements of W {what} differ")
        check_row(bias, np.zeros(n_out), f"b {what}")
        check_close(layer.dW, np.zeros((n_in, n_out)), f"dW {what}")
        check_close(layer.db, np.zeros(bias.shape), f"db {what}")
        for name in ("W", "b"):
            support.write_into(layer, name, 1.0)
            after = f"d{name} {what}, after somebody wrote into {name}"
            check_close(getattr(layer, f"d{name}"), np.zeros(np.shape(weights if name == "W" else bias)), after)


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
        layer.forward(X)
        gradient = layer.backward(grad_next)
        what, wanted = "backward(grad_next)", grad_next @ W.T
        check_gradient(layer.forward, X, gradient, grad_next, what, rng=rng, wanted=wanted)


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
        layer.forward(X[1:])
        layer.backward(grad_next[1:])
        wanted = X[1:].T @ grad_next[1:]
        check_parameter_gradient(layer, "W", W, layer.dW, grad_next[1:], "dW", rng=rng, method="forward", args=[X[1:]],
                                 wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_bias_gradient(submission, rng):
    """db is summed over the batch, for batches of different size, in the shape of b"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            layer.backward(100 * grad_next[rows])
            bias, total = layer.b, 100 * grad_next[rows].sum(axis=0)
            check_row(bias, b, "b after layer.b = b")
            check_close(layer.db, total.reshape(bias.shape), "db after backward(grad_next), in the shape of b")


@pytest.mark.points(1)
def test_gradients_are_new_each_time(submission, support, rng):
    """Each backward starts from zero and makes new arrays; gradients that somebody kept keep their numbers"""
    X, W, b, grad_next = draw(rng, 3, 5, batch=1)
    layer = make_layer(submission, W, b)
    layer.forward(X)
    calls = [("backward", grad_next), ("forward", X), ("backward", -grad_next)]
    kept = support.keep_result(layer, calls, 0)
    check_close(kept, grad_next @ W.T, "what backward(grad_next) returned, after another call of backward")
    for factor in (1, -3):
        layer.forward(X)
        layer.backward(factor * grad_next)
        kept = support.Kept(layer)
        layer.forward(X)
        layer.backward(2 * grad_next)
        check_close(layer.dW, 2 * X.T @ grad_next, "dW after another backward")
        check_row(layer.db, 2 * grad_next.sum(axis=0), "db after another backward")
        check_close(kept.dW, factor * X.T @ grad_next, "the dW of the backward before, kept by somebody")
        check_row(kept.db, factor * grad_next.sum(axis=0), "the db of the backward before, kept by somebody")


@pytest.mark.points(1)
def test_trainable(submission, rng):
    """trainable lists ("W", W, dW) and ("b", b, db), in this order, as they are when it is read"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=1)
        layer = submission.Dense(n_in, n_out)
        check_equal(read_entries(layer)[0][0], "W", "the first name in trainable of a new layer")
        for factor in (1, -1):
            assign(layer, factor * W, factor * b)
            layer.forward(X)
            layer.backward(factor * grad_next)
            (first, weights, grad_weights), (second, biases, grad_biases) = read_entries(layer)
            check_equal(first, "W", "the first name in trainable")
            check_equal(second, "b", "the second name in trainable")
            check_close(weights, factor * W, "the parameter W in trainable, after layer.W = W")
            check_close(grad_weights, factor * X.T @ grad_next, "the gradient of W in trainable, after backward")
            check_row(biases, factor * b, "the parameter b in trainable, after layer.b = b")
            check_row(grad_biases, factor * grad_next[0], "the gradient of b in trainable, after backward")


@pytest.mark.points(1)
def test_an_optimizer_can_write_into_trainable(submission, support, rng):
    """An optimizer that writes into the arrays of trainable trains the layer, step after step"""
    for n_in, n_out in SHAPES:
        X, W, b, grad_next = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for row in (2, 5):
            layer.forward(X[[row]])
            layer.backward(grad_next[[row]])
            support.descend(layer, 0.25)
            W, b = W - 0.25 * np.outer(X[row], grad_next[row]), b - 0.25 * grad_next[row]
            check_close(layer.forward(X), X @ W + b, "forward(X) after a step of the optimizer")


@pytest.mark.points(1)
def test_backward_moves_no_parameter(submission, rng):
    """backward leaves W and b as they are, however large the gradient"""
    for n_in, n_out in SHAPES:
        X, W, _, grad_next = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, np.zeros((1, n_out)))
        for _ in range(2):
            layer.forward(X)
            layer.backward(100 * grad_next)
            check_close(layer.W, W, "W after backward(grad_next)")
            check_row(layer.b, np.zeros(n_out), "b after backward(grad_next)")
        check_close(layer.forward(X[:3]), X[:3] @ W, "forward(X) after two calls of backward")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """X_input is the batch of the latest forward, and backward uses it, as often as it is called"""
    X, W, b, grad_next = draw(rng, 4, 7, batch=6)
    layer = make_layer(submission, W, b)
    for rows in (slice(0, 2), slice(0, 6), slice(5, 6)):
        layer.forward(X[rows])
        check_close(layer.X_input, X[rows], "X_input after forward(X)")
    for factor in (1, 2):
        layer.backward(factor * grad_next[5:])
        check_close(layer.dW, factor * X[5:].T @ grad_next[5:], "dW after three calls of forward")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither pass changes the array that it is given"""
    for n_in, n_out in SHAPES:
        X, W, _, grad_next = draw(rng, n_in, n_out, batch=1)
        layer = make_layer(submission, W, np.zeros((1, n_out)))
        held_X, held_grad = hold(X), hold(grad_next)
        check_close(layer.forward(held_X), X @ W, "forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        check_close(layer.backward(held_grad), grad_next @ W.T, "backward(grad_next)")
        check_unchanged(held_grad, grad_next, "backward(grad_next)")
        X, _, _, grad_next = draw(rng, n_in, n_out, batch=4)  # rows can be added up inside the caller's array
        held_X, held_grad = hold(X), hold(grad_next)
        layer.forward(held_X)
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_grad)
        check_unchanged(held_grad, grad_next, "backward(grad_next)")
