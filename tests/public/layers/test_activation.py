"""Public cases of `activation`: 6 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal

X = np.array([[1.0, -2.0, 0.5], [-1.0, 3.0, 2.0]])
G = np.array([[0.1, 0.2, -0.3], [1.0, -1.0, 2.0]])


def draw_batch(rng):
    """Returns random inputs of shape (4, 5) whose distance from 0 is at least 0.1, and a gradient for them."""
    inputs = rng.choice([-1.0, 1.0], size=(4, 5)) * rng.uniform(0.1, 2, size=(4, 5)).round(2)
    return inputs, rng.uniform(-2, 2, size=(4, 5)).round(2)


def forward(layer, inputs):
    """Returns `forward_pass(inputs)`, with `training` only where it has no default: `test_sizes` is about that."""
    try:
        return layer.forward_pass(inputs)
    except TypeError as error:
        if error.frames:  # raised inside the layer, so not about its arguments
            raise
        return layer.forward_pass(inputs, training=True)


def check_random_batch(layer, inputs, accum_grad, output, gradient, what):
    """Checks one forward and one backward pass of a new layer for the batch of `draw_batch`."""
    found = forward(layer, inputs)
    check_close(found, output, f"{what}.forward_pass(X) with random X of shape (4, 5)")
    check_close(layer.backward_pass(accum_grad), gradient, f"{what}.backward_pass(accum_grad) for the same X")


@pytest.mark.points(1)
def test_relu_worked_example(submission, rng):
    """Worked example: ReLU forward and backward"""
    layer = submission.ReLU()
    check_close(forward(layer, X), [[1, 0, 0.5], [0, 3, 2]], "ReLU().forward_pass(X)")
    check_close(layer.backward_pass(G), [[0.1, 0, -0.3], [0, -1, 2]], "ReLU().backward_pass(G)")
    inputs, accum_grad = draw_batch(rng)
    output, gradient = np.maximum(inputs, 0), accum_grad * (inputs > 0)
    check_random_batch(submission.ReLU(), inputs, accum_grad, output, gradient, "ReLU()")


@pytest.mark.points(1)
def test_leaky_relu_worked_example(submission, rng):
    """Worked example: LeakyReLU(alpha=0.2) forward and backward"""
    layer = submission.LeakyReLU(alpha=0.2)
    check_close(forward(layer, X), [[1, -0.4, 0.5], [-0.2, 3, 2]], "LeakyReLU(alpha=0.2).forward_pass(X)")
    wanted = [[0.1, 0.04, -0.3], [0.2, -1, 2]]
    check_close(layer.backward_pass(G), wanted, "LeakyReLU(alpha=0.2).backward_pass(G)")
    inputs, accum_grad = draw_batch(rng)
    slope = np.where(inputs > 0, 1, 0.2)
    layer = submission.LeakyReLU(alpha=0.2)
    check_random_batch(layer, inputs, accum_grad, inputs * slope, accum_grad * slope, "LeakyReLU(alpha=0.2)")


@pytest.mark.points(1)
def test_sigmoid_worked_example(submission, rng):
    """Worked example: Sigmoid forward and backward"""
    layer = submission.Sigmoid()
    wanted = [[0.731059, 0.119203, 0.622459], [0.268941, 0.952574, 0.880797]]
    check_close(forward(layer, X), wanted, "Sigmoid().forward_pass(X)")
    wanted = [[0.019661, 0.020999, -0.070501], [0.196612, -0.045177, 0.209987]]
    check_close(layer.backward_pass(G), wanted, "Sigmoid().backward_pass(G)")
    inputs, accum_grad = draw_batch(rng)
    output = 1 / (1 + np.exp(-inputs))
    gradient = accum_grad * output * (1 - output)
    check_random_batch(submission.Sigmoid(), inputs, accum_grad, output, gradient, "Sigmoid()")


@pytest.mark.points(1)
def test_tanh_worked_example(submission, rng):
    """Worked example: Tanh forward and backward"""
    layer = submission.Tanh()
    wanted = [[0.761594, -0.964028, 0.462117], [-0.761594, 0.995055, 0.964028]]
    check_close(forward(layer, X), wanted, "Tanh().forward_pass(X)")
    wanted = [[0.041997, 0.01413, -0.235934], [0.419974, -0.009866, 0.141302]]
    check_close(layer.backward_pass(G), wanted, "Tanh().backward_pass(G)")
    inputs, accum_grad = draw_batch(rng)
    output, gradient = np.tanh(inputs), accum_grad / np.cosh(inputs) ** 2
    check_random_batch(submission.Tanh(), inputs, accum_grad, output, gradient, "Tanh()")


@pytest.mark.points(1)
def test_softmax_worked_example(submission, rng):
    """Worked example: Softmax forward and backward"""
    layer = submission.Softmax()
    wanted = [[0.603749, 0.030059, 0.366192], [0.013213, 0.721399, 0.265388]]
    check_close(forward(layer, X), wanted, "Softmax().forward_pass(X)")
    wanted = [[0.08662, 0.007318, -0.093939], [0.015557, -0.593415, 0.577858]]
    check_close(layer.backward_pass(G), wanted, "Softmax().backward_pass(G)")
    inputs, accum_grad = draw_batch(rng)
    output = np.array([np.exp(row) / np.exp(row).sum() for row in inputs])
    gradient = np.array([(np.diag(y) - np.outer(y, y)) @ g for y, g in zip(output, accum_grad, strict=True)])
    check_random_batch(submission.Softmax(), inputs, accum_grad, output, gradient, "Softmax()")


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """output_shape is the input's shape, there is nothing to learn, and training may be given or left out"""
    for name in ("ReLU", "LeakyReLU", "Sigmoid", "Tanh", "Softmax"):
        layer = getattr(submission, name)()
        for size in (4, int(rng.integers(5, 1000))):
            layer.set_input_shape((size,))
            check_equal(layer.output_shape(), (size,), f"{name}().output_shape() after set_input_shape(({size},))")
        check_equal(layer.parameters(), 0, f"{name}().parameters()")
        inputs, _ = draw_batch(rng)
        outputs = [layer.forward_pass(inputs), layer.forward_pass(inputs, training=False)]
        for what, output in zip((f"{name}().forward_pass(X)", "the same with training=False"), outputs, strict=True):
            check_array(output, (4, 5), what)
            if name == "Tanh":
                check_close(output, np.tanh(inputs), what)
