"""Public cases of `batch_norm`: 6 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_row

X = np.array([[1.0, 10.0], [2.0, 14.0], [6.0, 12.0]])
G = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 2.0]])


def make_layer(submission, support, gamma, beta, shape, learning_rate, **settings):
    """Returns an initialised layer for this input shape with these parameters."""
    layer = submission.BatchNormalization(**settings)
    layer.set_input_shape(shape)
    layer.initialize(support.GradientDescent(learning_rate))
    assign(layer, "gamma", gamma)
    assign(layer, "beta", beta)
    return layer


def assign(layer, name, values):
    """Sets an attribute to these values, in the shape that the layer keeps, such as (C,) or (1, C)."""
    kept, values = getattr(layer, name), np.array(values, dtype=float)
    fits = isinstance(kept, np.ndarray) and kept.size == values.size
    setattr(layer, name, values.reshape(kept.shape) if fits else values)


def draw_upstream(rng, inputs):
    """Returns gradients that bend: large for the smallest and largest of a column, and small in between."""
    middle = (inputs.max(axis=0) + inputs.min(axis=0)) / 2
    return (inputs - middle) ** 2 + rng.uniform(0, 1, size=inputs.shape)


def check_features(got, want, what):
    """`check_close` for one number per feature, kept as (C,), (1, C) or (1, C, 1, 1)."""
    if isinstance(got, np.ndarray) and got.size == np.size(want):
        got = got.reshape(-1)
    check_row(got, want, what)


@pytest.mark.points(1)
def test_initialize(submission, support, rng):
    """initialize sets parameters and running statistics, and the counts are right, for rows and for images"""
    features, *image = rng.integers(6, 40, size=4).tolist()
    for shape in [(3,), (5, 4, 2), (features,), tuple(image)]:
        layer = submission.BatchNormalization()
        for name in ("gamma", "beta", "running_mean", "running_var"):
            check_equal(getattr(layer, name), None, f"{name} before initialize")
        layer.set_input_shape(shape)
        layer.initialize(support.MockOptimizer())
        for name, value in [("gamma", 1), ("beta", 0), ("running_mean", 0), ("running_var", 1)]:
            wanted = np.full(shape[0], value)
            check_features(getattr(layer, name), wanted, f"{name} after initialize, with input shape {shape}")
        check_equal(layer.parameters(), 2 * shape[0], f"parameters() with input shape {shape}")
        check_equal(layer.output_shape(), shape, f"output_shape() with input shape {shape}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, support, rng):
    """Worked example: the output in training"""
    layer = make_layer(submission, support, [2, -1], [0.5, 3], (2,), 0.5, momentum=0.9, eps=0.01)
    wanted = [[-1.349659, 4.222455], [-0.42483, 1.777545], [3.274489, 3]]
    check_close(layer.forward_pass(X), wanted, "forward_pass(X)")
    inputs = rng.uniform(1, 5, size=(6, 2))
    X_hat = (inputs - inputs.mean(axis=0)) / np.sqrt(inputs.var(axis=0) + 0.01)
    check_close(layer.forward_pass(inputs), [2, -1] * X_hat + [0.5, 3], "forward_pass(X) with X of shape (6, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, support, rng):
    """Worked example: the gradient by the input, and gamma and beta after the step"""
    layer = make_layer(submission, support, [2, -1], [0.5, 3], (2,), 0.5, momentum=0.9, eps=0.01)
    layer.forward_pass(X)
    gradient, gamma, beta = layer.backward_pass(G), layer.gamma, layer.beta
    wanted = [[0.396497, 0.306755], [-0.495374, 0.304472], [0.098877, -0.611227]]
    check_close(gradient, wanted, "backward_pass(accum_grad)")
    check_features(gamma, [2.115604, -1.611227], "gamma after backward_pass with GradientDescent(0.5)")
    check_features(beta, [-0.25, 1.5], "beta after backward_pass with GradientDescent(0.5)")
    # The gradient of a feature grows with its gamma and with its accum_grad; its steps grow with accum_grad.
    gamma, beta, factors = rng.uniform(1, 3, size=(3, 2))
    layer = make_layer(submission, support, gamma, beta, (2,), 0.5, momentum=0.9, eps=0.01)
    layer.forward_pass(X)
    wanted = factors * gamma / [2, -1] * wanted
    check_close(layer.backward_pass(factors * G), wanted, "backward_pass(accum_grad) with another gamma and accum_grad")
    check_features(layer.gamma, gamma + factors * [0.115604, -0.611227], "gamma after that step")
    check_features(layer.beta, beta - factors * [0.75, 1.5], "beta after that step")


@pytest.mark.points(1)
def test_evaluation_worked_example(submission, support, rng):
    """Worked example: the running statistics, and the output in evaluation"""
    layer = make_layer(submission, support, [2, -1], [0.5, 3], (2,), 0.5, momentum=0.9, eps=0.01)
    layer.forward_pass(X, training=True)
    mean, var = layer.running_mean, layer.running_var
    check_features(mean, [0.3, 1.2], "running_mean after one training pass")
    check_features(var, [1.366667, 1.166667], "running_var after one training pass")
    assign(layer, "gamma", [2.11560378, -1.61122658])
    assign(layer, "beta", [-0.25, 1.5])
    wanted = [[1.01217, -11.57112], [2.815271, -17.512538], [10.027673, -14.541829]]
    check_close(layer.forward_pass(X, training=False), wanted, "forward_pass(X, training=False)")
    layer = make_layer(submission, support, [2, -1], [0.5, 3], (2,), 0.5, momentum=0.9, eps=0.01)
    inputs = rng.uniform(1, 5, size=(4, 2))
    layer.forward_pass(inputs, training=True)
    mean, var = 0.1 * inputs.mean(axis=0), 0.9 + 0.1 * inputs.var(axis=0)
    check_features(layer.running_mean, mean, "running_mean after one training pass of 4 rows")
    check_features(layer.running_var, var, "running_var after one training pass of 4 rows")
    wanted = [2, -1] * (inputs - mean) / np.sqrt(var + 0.01) + [0.5, 3]
    check_close(layer.forward_pass(inputs, training=False), wanted, "forward_pass(X, training=False) of 4 rows")
    layer = make_layer(submission, support, [2, -1], [0.5, 3], (2,), 0.5)
    layer.forward_pass(inputs, training=True)
    what = "after one training pass of BatchNormalization()"
    check_features(layer.running_mean, 0.01 * inputs.mean(axis=0), f"running_mean {what}")
    check_features(layer.running_var, 0.99 + 0.01 * inputs.var(axis=0), f"running_var {what}")
    assign(layer, "running_mean", [0, 0])
    assign(layer, "running_var", [1e-5, 3e-5])
    wanted = [2, -1] * inputs / np.sqrt([2e-5, 4e-5]) + [0.5, 3]
    what = "forward_pass(X, training=False) of BatchNormalization() with running variances of 1e-5 and 3e-5"
    check_close(layer.forward_pass(inputs, training=False), wanted, what)


@pytest.mark.points(1)
def test_images(submission, support, rng):
    """Each channel of a batch of images gets mean beta and spread gamma"""
    layer = make_layer(submission, support, [1.5, 0.5, 3], [1, -2, 0.5], (3, 4, 5), 0.0, eps=1e-5)
    images = rng.uniform(1, 5, size=(2, 3, 4, 5))
    centred = images - images.mean(axis=(0, 2, 3), keepdims=True)
    gamma, beta = np.array([1.5, 0.5, 3]).reshape(1, 3, 1, 1), np.array([1, -2, 0.5]).reshape(1, 3, 1, 1)
    wanted = gamma * centred / np.sqrt(images.var(axis=(0, 2, 3), keepdims=True) + 1e-5) + beta
    check_close(layer.forward_pass(images), wanted, "forward_pass(X) with X of shape (2, 3, 4, 5)")


@pytest.mark.points(1)
def test_input_gradient(submission, support, rng):
    """The gradient by the input agrees with differences of the forward pass, for batches of different size"""
    gamma, beta = np.array([1.5, -0.5]), np.array([1, -2])

    def forward(X):
        return gamma * (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-5) + beta

    layer = make_layer(submission, support, gamma, beta, (2,), 0.0, eps=1e-5)
    for rows in (7, 4):
        inputs = rng.permuted(np.linspace([-2, -1], [2, 3], rows), axis=0) + rng.uniform(0, 0.3, size=(rows, 2))
        upstream, what = draw_upstream(rng, inputs), f"backward_pass(accum_grad) of {rows} rows"
        output = check_array(layer.forward_pass(inputs), (rows, 2), "forward_pass(X)")
        check_close(output.mean(axis=0), beta, "the mean of each feature of forward_pass(X)")
        gradient = layer.backward_pass(upstream)
        check_gradient(layer.forward_pass, inputs, gradient, upstream, what, rng=rng, forward=forward)
