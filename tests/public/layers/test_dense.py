"""Public cases of `dense`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_row, check_uniform


def draw(rng, shape):
    """Returns normal draws with two decimals, which are short to read."""
    return rng.normal(size=shape).round(2)


def forward(layer, X):
    """Returns `forward_pass(X)`; that `training` may be left out and may be given is what two other cases are about."""
    try:
        return layer.forward_pass(X)
    except TypeError as error:
        if error.frames:  # raised inside the layer, so not about its arguments
            raise
        return layer.forward_pass(X, training=True)


@pytest.mark.points(1)
def test_remembers_its_sizes(submission, rng):
    """The constructor and set_input_shape remember sizes; output_shape returns (n_units,)"""
    layer = submission.Dense(n_units=3, input_shape=(2,))
    check_equal(layer.n_units, 3, "Dense(n_units=3, input_shape=(2,)).n_units")
    check_equal(layer.input_shape, (2,), "Dense(n_units=3, input_shape=(2,)).input_shape")
    check_equal(layer.trainable, True, "Dense(n_units=3, input_shape=(2,)).trainable")
    check_equal(layer.output_shape(), (3,), "Dense(n_units=3, input_shape=(2,)).output_shape()")
    check_equal(layer.W, None, "Dense(n_units=3, input_shape=(2,)).W before initialize")
    check_equal(layer.w0, None, "Dense(n_units=3, input_shape=(2,)).w0 before initialize")
    later = submission.Dense(5)
    check_equal(later.input_shape, None, "Dense(5).input_shape")
    later.set_input_shape((4,))
    check_equal(later.input_shape, (4,), "Dense(5).input_shape after set_input_shape((4,))")
    check_equal(later.output_shape(), (5,), "Dense(5).output_shape()")
    n_in, n_out = rng.integers(10, 1000, size=2).tolist()
    layer, what = submission.Dense(n_out, (n_in,)), f"Dense({n_out}, ({n_in},))"
    check_equal(layer.n_units, n_out, f"{what}.n_units")
    check_equal(layer.input_shape, (n_in,), f"{what}.input_shape")
    check_equal(layer.output_shape(), (n_out,), f"{what}.output_shape()")


@pytest.mark.points(1)
def test_initialize(submission, support, rng):
    """initialize draws W within the limit, zeroes w0, and parameters counts both"""
    n_in, n_out = int(rng.integers(20, 30)), int(rng.integers(50, 70))
    layer, what = submission.Dense(n_out, (n_in,)), f"Dense({n_out}, ({n_in},))"
    layer.initialize(support.MockOptimizer())
    W = check_array(layer.W, (n_in, n_out), f"W after {what}.initialize(optimizer)")
    check_uniform(W, -(n_in**-0.5), n_in**-0.5, f"W after {what}.initialize(optimizer)")
    check_row(layer.w0, np.zeros(n_out), f"w0 after {what}.initialize(optimizer)")
    check_equal(layer.parameters(), n_in * n_out + n_out, f"{what}.parameters()")


@pytest.mark.points(1)
def test_forward_worked_example(submission, support, seed_numpy, rng):
    """Worked example: the forward pass under np.random.seed(42)"""
    layer = submission.Dense(3, (2,))
    seed_numpy(42)
    layer.initialize(support.MockOptimizer())
    output = layer.forward_pass(np.array([[1, 2]]))
    check_close(output, [[0.10162127, -0.33551992, -0.64490545]], "forward_pass([[1, 2]])")
    X = draw(rng, (4, 2))
    wanted = X @ np.random.RandomState(42).uniform(-(2**-0.5), 2**-0.5, (2, 3))
    check_close(layer.forward_pass(X), wanted, "forward_pass(X) with the same weights and X of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, support, seed_numpy, rng):
    """Worked example: the backward pass under np.random.seed(42)"""
    layer = submission.Dense(3, (2,))
    seed_numpy(42)
    layer.initialize(support.MockOptimizer())
    forward(layer, np.array([[1, 2]]))
    gradient = layer.backward_pass(np.array([[0.1, 0.2, 0.3]]))
    check_close(gradient, [[0.20816524, -0.22928937]], "backward_pass([[0.1, 0.2, 0.3]])")
    W, accum_grad = draw(rng, (2, 3)), draw(rng, (1, 3))
    layer.W = W
    forward(layer, np.array([[1, 2]]))
    check_close(layer.backward_pass(accum_grad), accum_grad @ W.T, "backward_pass(accum_grad) with another W")


@pytest.mark.points(1)
def test_numbers_of_the_task(submission, support, rng):
    """The task's printed numbers come out for a W and a w0 that make them possible"""
    W, w0 = draw(rng, (2, 3)), draw(rng, (1, 3))
    layer = submission.Dense(3, (2,))
    layer.initialize(support.MockOptimizer())
    shape = np.shape(layer.w0) if np.size(layer.w0) == 3 else (1, 3)
    layer.W = np.array([[0.004, 0.002, 0.00165293], [0.01, 0.02, 0.01512113]])
    layer.w0 = np.array([[-0.03055782, -0.02770385, -0.02283707]]).reshape(shape)
    output = forward(layer, np.array([[1, 2]]))
    check_close(output, [[-0.00655782, 0.01429615, 0.00905812]], "forward_pass([[1, 2]])")
    gradient = layer.backward_pass(np.array([[0.1, 0.2, 0.3]]))
    check_close(gradient, [[0.00129588, 0.00953634]], "backward_pass([[0.1, 0.2, 0.3]])")
    layer.W, layer.w0 = W, w0.reshape(shape)
    check_close(
        forward(layer, np.array([[1, 2]])), [[1, 2]] @ W + w0, "forward_pass([[1, 2]]) with another W and w0"
    )


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, support, rng):
    """forward_pass computes X W + w0 for every row of a batch"""
    X, W, w0 = draw(rng, (4, 2)), draw(rng, (2, 3)), draw(rng, (1, 3))
    layer = submission.Dense(3, (2,))
    layer.initialize(support.MockOptimizer())
    layer.W, layer.w0 = W, w0.reshape(np.shape(layer.w0)) if np.size(layer.w0) == w0.size else w0
    check_close(forward(layer, X), X @ W + w0, "forward_pass(X) with X of shape (4, 2)")
    check_close(layer.forward_pass(X[:3], training=False), X[:3] @ W + w0, "forward_pass(X, training=False)")


@pytest.mark.points(1)
def test_backward_updates_both(submission, support, rng):
    """backward_pass updates W and w0 with what the optimizer returns"""
    X, W, w0 = draw(rng, (4, 2)), draw(rng, (2, 3)), draw(rng, (1, 3))
    accum_grad = draw(rng, (4, 3))
    layer = submission.Dense(3, (2,))
    layer.initialize(support.GradientDescent(0.5))
    layer.W, layer.w0 = W, w0.reshape(np.shape(layer.w0)) if np.size(layer.w0) == w0.size else w0
    forward(layer, X)
    layer.backward_pass(accum_grad)
    weights, biases = layer.W, layer.w0  # both are read before one is compared: together they tell more of a mistake
    check_close(weights, W - 0.5 * X.T @ accum_grad, "W after one backward_pass with GradientDescent(0.5)")
    bias = w0 - 0.5 * accum_grad.sum(axis=0)
    check_row(biases, bias, "w0 after one backward_pass with GradientDescent(0.5)")
