"""Public cases of `named_dense`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_row, check_uniform


def assign(layer, W, b):
    """Assigns both parameters; b takes the shape that the layer keeps, (1, n) or (n,)."""
    before = layer.b
    layer.W = W
    layer.b = b.reshape(before.shape) if isinstance(before, np.ndarray) and before.size == b.size else b


@pytest.mark.points(1)
def test_forward_worked_example(submission, seed_numpy, rng):
    """Worked example: the forward pass under np.random.seed(42)"""
    seed_numpy(42)
    layer = submission.Dense(2, 3)
    output = layer.forward(np.array([[1.0, 2.0], [3.0, -1.0]]))
    wanted = [[1.57185709, 1.26275159, 1.04398298], [0.52496187, 2.69612428, 2.03998731]]
    check_close(output, wanted, "forward([[1.0, 2.0], [3.0, -1.0]])")
    X = rng.normal(size=(4, 2))
    wanted = X @ np.random.RandomState(42).uniform(size=(2, 3))
    check_close(layer.forward(X), wanted, "forward(X) with the same weights and X of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, seed_numpy, rng):
    """Worked example: the backward pass under np.random.seed(42)"""
    seed_numpy(42)
    layer = submission.Dense(2, 3)
    layer.forward(np.array([[1.0, 2.0], [3.0, -1.0]]))
    gradient = layer.backward(np.array([[0.1, 0.2, 0.3], [1.0, 0.0, -1.0]]))
    dW, db = layer.dW, layer.db  # read before the first comparison: together they tell more of a mistake
    check_close(gradient, [[0.44719506, 0.13786793], [-0.35745382, 0.44266396]], "backward(grad_next)")
    check_close(dW, [[3.1, 0.2, -2.7], [-0.8, 0.4, 1.6]], "dW after backward(grad_next)")
    check_row(db, [1.1, 0.2, -0.7], "db after backward(grad_next)")
    X, grad_next = rng.normal(size=(4, 2)), rng.normal(size=(4, 3))
    seed_numpy(42)
    layer = submission.Dense(2, 3)
    layer.forward(X)
    wanted = grad_next @ np.random.RandomState(42).uniform(size=(2, 3)).T
    check_close(layer.backward(grad_next), wanted, "backward(grad_next) with the same weights and four samples")
    check_close(layer.dW, X.T @ grad_next, "dW after backward(grad_next) with four samples")
    check_row(layer.db, grad_next.sum(axis=0), "db after backward(grad_next) with four samples")


@pytest.mark.points(1)
def test_new_layer(submission, rng):
    """A new layer has zero biases, zero gradients and the name Dense_0"""
    for n_in, n_out in [(4, 3), rng.permutation(np.arange(5, 40))[:2].tolist()]:
        layer = submission.Dense(input_size=n_in, output_size=n_out)
        check_row(layer.b, np.zeros(n_out), f"b of Dense({n_in}, {n_out})")
        check_close(layer.dW, np.zeros((n_in, n_out)), f"dW of Dense({n_in}, {n_out})")
        check_row(layer.db, np.zeros(n_out), f"db of Dense({n_in}, {n_out})")
        check_equal(layer.index, 0, f"index of Dense({n_in}, {n_out})")
        check_equal(layer.name, "Dense_0", f"name of Dense({n_in}, {n_out})")


@pytest.mark.points(1)
def test_weights_are_drawn(submission, seed_numpy, seed):
    """W is one uniform draw from [0, 1)"""
    for number in (7, seed % 2**32):
        seed_numpy(number)
        layer = submission.Dense(40, 25)
        weights = check_array(layer.W, (40, 25), "W of Dense(40, 25)")
        check_uniform(weights, 0, 1, "W of Dense(40, 25)")
        check_close(weights, np.random.RandomState(number).uniform(size=(40, 25)), f"W after np.random.seed({number})")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """forward computes X W + b for every row of a batch"""
    X, W, b = rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=(1, 3))
    layer = submission.Dense(2, 3)
    assign(layer, W, b)
    check_close(layer.forward(X), X @ W + b, "forward(X) with X of shape (5, 2)")
    check_close(layer.forward(X[1:]), X[1:] @ W + b, "forward(X) with X of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, rng):
    """backward sets dW and db, summed over the batch, as often as it is called"""
    X, grad_next = rng.normal(size=(4, 2)), rng.normal(size=(4, 3))
    layer = submission.Dense(2, 3)
    layer.forward(X)
    for factor in (1, 50):
        layer.backward(factor * grad_next)
        check_close(layer.dW, factor * X.T @ grad_next, "dW after backward(grad_next)")
        check_row(layer.db, factor * grad_next.sum(axis=0), "db after backward(grad_next)")


@pytest.mark.points(1)
def test_trainable(submission, support, rng):
    """trainable lists W and b with their gradients, and an optimizer can move both through it"""
    X, W, b, grad_next = (rng.normal(size=size) for size in [(1, 2), (2, 3), (1, 3), (1, 3)])
    layer = submission.Dense(2, 3)
    assign(layer, W, b)
    layer.forward(X)
    layer.backward(grad_next)
    entries = layer.trainable
    two = isinstance(entries, list | tuple) and len(entries) == 2
    check_equal(two, True, "whether trainable has two entries", of=entries)
    support.descend(layer, 0.5)
    check_close(layer.W, W - 0.5 * X.T @ grad_next, "W after a step of an optimizer that writes into W")
    check_row(layer.b, b - 0.5 * grad_next, "b after a step of an optimizer that writes into b")
