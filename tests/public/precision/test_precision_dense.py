"""Public cases of `precision_dense`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_row, check_uniform

X = [[1.0, 2.0], [3.0, -1.0]]
DELTA = [[0.1, 0.2, 0.3], [1.0, 0.0, -1.0]]
WEIGHTS = [[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]]
BIAS = [[0.01, 0.02, 0.03]]


def make_layer(submission, weights, bias):
    """Returns a layer with these parameters; the bias takes the shape that the layer keeps, (1, n) or (n,)."""
    layer = submission.DenseLayer(*np.shape(weights))
    before = layer.bias
    flat = isinstance(before, np.ndarray) and before.ndim == 1
    layer.weights = np.array(weights)
    layer.bias = np.array(bias).reshape(-1) if flat else np.array(bias)
    return layer


def read_gradients(gradients, n_in, n_out, batch):
    """Returns the three gradients that `backward` returned, as float64; grad_b as a row."""
    three = isinstance(gradients, tuple | list) and len(gradients) == 3
    check_equal(three, True, "whether backward(delta) returns (grad_input, grad_w, grad_b)", of=gradients)
    grad_input, grad_w, grad_b = gradients
    if isinstance(grad_b, np.ndarray) and grad_b.shape == (n_out,):
        grad_b = grad_b.reshape(1, -1)
    return (
        check_array(grad_input, (batch, n_in), "grad_input"),
        check_array(grad_w, (n_in, n_out), "grad_w"),
        check_array(grad_b, (1, n_out), "grad_b"),
    )


def is_mean(gradient, total, batch):
    """Tells whether a gradient is nearer to the mean over the batch than to the sum."""
    return bool(np.abs(gradient - total / batch).sum() < np.abs(gradient - total).sum())


@pytest.mark.points(1)
def test_new_layer(submission, support, rng):
    """A new layer has Glorot's weights and zero biases, both in single precision"""
    for n_in, n_out in [(60, 40), rng.permutation(np.arange(41, 80))[:2].tolist()]:
        layer = submission.DenseLayer(n_in, n_out, rng=support.generator(42))
        weights, bias = layer.weights, layer.bias
        what = f"DenseLayer({n_in}, {n_out}, rng=default_rng(42))"
        limit = np.sqrt(6 / (n_in + n_out))
        check_uniform(check_array(weights, (n_in, n_out), f"weights of {what}"), -limit, limit, f"weights of {what}")
        check_row(bias, np.zeros(n_out), f"bias of {what}")
        check_equal((weights.dtype.name, bias.dtype.name), ("float32", "float32"), "the dtypes of weights and bias")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: the forward pass"""
    layer = make_layer(submission, WEIGHTS, BIAS)
    wanted = [[0.91, 0.82, -0.87], [-0.09, -1.08, 1.53]]
    check_close(layer.forward(np.array(X)), wanted, f"forward({X})")
    x = rng.normal(size=(4, 2))
    check_close(layer.forward(x), x @ np.array(WEIGHTS) + BIAS, "forward(x) with the same layer and x of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the backward pass with L2, as sums or as means"""
    layer = make_layer(submission, WEIGHTS, BIAS)
    layer.forward(np.array(X))
    grad_input, grad_w, grad_b = read_gradients(layer.backward(np.array(DELTA), l2_lambda=0.5), 2, 3, 2)
    check_close(grad_input, [[0.06, -0.04], [-0.2, 1.0]], "grad_input")
    if is_mean(grad_b, np.array([[1.1, 0.2, -0.7]]), 2):
        check_close(grad_w, [[1.6, 0.0, -1.2], [-0.2, 0.45, 0.5]], "grad_w, as a mean like grad_b", follows=True)
        check_close(grad_b, [[0.55, 0.1, -0.35]], "grad_b")
    else:
        check_close(grad_w, [[3.15, 0.1, -2.55], [-0.6, 0.65, 1.3]], "grad_w, as a sum like grad_b", follows=True)
        check_close(grad_b, [[1.1, 0.2, -0.7]], "grad_b")
    x, delta, weights = rng.normal(size=(5, 2)), rng.normal(size=(5, 3)), np.array(WEIGHTS)
    layer = make_layer(submission, WEIGHTS, BIAS)
    layer.forward(x)
    grad_input, grad_w, grad_b = read_gradients(layer.backward(delta, l2_lambda=0.5), 2, 3, 5)
    count = 5 if is_mean(grad_b, delta.sum(axis=0), 5) else 1
    check_close(grad_input, delta @ weights.T, "grad_input with five samples")
    what = "grad_w with five samples, a sum or a mean like grad_b"
    check_close(grad_w, x.T @ delta / count + 0.5 * weights, what, follows=True)
    check_row(grad_b, delta.sum(axis=0) / count, "grad_b with five samples")


@pytest.mark.points(1)
def test_overrides(submission, rng):
    """weights and bias take the place of the layer's own for one call"""
    x, weights, bias = rng.normal(size=(4, 2)), rng.normal(size=(2, 3)), rng.normal(size=(1, 3))
    layer = make_layer(submission, weights, bias)
    check_close(layer.forward(x, weights=2 * weights), 2 * x @ weights + bias, "forward(x, weights=other)")
    check_close(layer.forward(x, bias=-bias), x @ weights - bias, "forward(x, bias=other)")
    check_close(layer.forward(x), x @ weights + bias, "forward(x) after calls with other weights and another bias")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, rng):
    """forward is right for a batch, and input_cache and z_cache belong to it"""
    x, weights, bias = rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=(1, 3))
    layer = make_layer(submission, weights, bias)
    for rows in (slice(0, 5), slice(1, 5)):
        check_close(layer.forward(x[rows]), x[rows] @ weights + bias, "forward(x)")
        check_close(layer.input_cache, x[rows], "input_cache after forward(x)")
        check_close(layer.z_cache, x[rows] @ weights + bias, "z_cache after forward(x)")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, rng):
    """backward returns sums over the batch, or means, but the same for both parameters"""
    x, weights, delta = rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=(5, 3))
    layer = make_layer(submission, weights, np.zeros((1, 3)))
    layer.forward(x)
    for factor in (1, 50):
        grad_input, grad_w, grad_b = read_gradients(layer.backward(factor * delta), 2, 3, 5)
        count = 5 if is_mean(grad_w, factor * x.T @ delta, 5) else 1
        check_close(grad_input, factor * delta @ weights.T, "grad_input")
        check_close(grad_w, factor * x.T @ delta / count, "grad_w")
        check_row(grad_b, factor * delta.sum(axis=0) / count, "grad_b, a sum or a mean like grad_w", follows=True)


@pytest.mark.points(1)
def test_l2(submission, rng):
    """l2_lambda adds l2_lambda * weights to grad_w, and nothing to the others"""
    x, weights, delta = rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=(5, 3))
    layer = make_layer(submission, weights, rng.normal(size=(1, 3)))
    layer.forward(x)
    without = read_gradients(layer.backward(delta), 2, 3, 5)
    layer.forward(x)
    with_l2 = read_gradients(layer.backward(delta, 0.5), 2, 3, 5)
    check_close(with_l2[1] - without[1], 0.5 * weights, "what l2_lambda=0.5 adds to grad_w", rtol=1e-3)
    check_close(with_l2[2], without[2], "grad_b with l2_lambda=0.5, compared with grad_b without it")
