"""Hidden cases of `activation`: 14 of 20 points.

Inputs stay away from 0, where ReLU and LeakyReLU have a kink. Gradients are compared with the formula and
with differences of the submission's own forward pass.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient, check_same_shape, check_unchanged

NAMES = ("ReLU", "LeakyReLU", "Sigmoid", "Tanh", "Softmax")
SHAPES = [(4, 3), (3, 2, 5, 4)]


def draw(rng, shape, largest=3.0):
    """Returns inputs of both signs between 0.1 and `largest`."""
    return rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.1, largest, size=shape)


def sigmoid(X):
    """Returns 1 / (1 + exp(-X)) for inputs of moderate size."""
    return 1 / (1 + np.exp(-X))


def softmax(X):
    """Returns the softmax of each row."""
    powers = np.exp(X - X.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def find_gradient(name, X, G):
    """Returns the gradient by X of the activation `name`, LeakyReLU with alpha = 0.01."""
    if name == "Softmax":
        Y = softmax(X)
        return Y * (G - (Y * G).sum(axis=1, keepdims=True))
    if name == "Sigmoid":
        return G * sigmoid(X) * (1 - sigmoid(X))
    if name == "Tanh":
        return G * (1 - np.tanh(X) ** 2)
    return G * np.where(X > 0, 1, 0.01 if name == "LeakyReLU" else 0)


@pytest.mark.points(1)
def test_relu(submission, rng):
    """ReLU passes positive inputs, and the gradient where the input was positive, for any shape"""
    layer = submission.ReLU()
    for shape in SHAPES:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        check_close(layer.forward_pass(X), np.maximum(X, 0), f"ReLU().forward_pass(X) with X of shape {shape}")
        check_close(layer.backward_pass(G), find_gradient("ReLU", X, G), "ReLU().backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_leaky_relu_forward(submission, rng):
    """LeakyReLU multiplies negative inputs by alpha, which is 0.01 unless given"""
    for shape, alpha in zip(SHAPES, (0.3, 0.05), strict=True):
        X = draw(rng, shape)
        layer = submission.LeakyReLU(alpha=alpha)
        check_close(layer.forward_pass(X), np.where(X > 0, X, alpha * X), f"LeakyReLU(alpha={alpha}).forward_pass(X)")
        X = -np.abs(X)
        check_close(submission.LeakyReLU().forward_pass(X), 0.01 * X, "LeakyReLU().forward_pass(X), all X negative")


@pytest.mark.points(1)
def test_leaky_relu_backward(submission, rng):
    """The gradient of LeakyReLU has slope alpha where the input was negative"""
    for shape, alpha in zip(SHAPES, (0.3, 0.05), strict=True):
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        layer = submission.LeakyReLU(alpha=alpha)
        layer.forward_pass(X)
        gradient = layer.backward_pass(G)
        what = f"LeakyReLU(alpha={alpha}).backward_pass(accum_grad)"
        check_close(gradient, G * np.where(X > 0, 1, alpha), what)
        check_gradient(layer.forward_pass, X, gradient, G, what, rng=rng)


@pytest.mark.points(1)
def test_sigmoid_forward(submission, rng):
    """Sigmoid is right for any shape"""
    layer = submission.Sigmoid()
    for shape in SHAPES:
        X = draw(rng, shape)
        check_close(layer.forward_pass(X), sigmoid(X), f"Sigmoid().forward_pass(X) with X of shape {shape}")


@pytest.mark.points(1)
def test_sigmoid_backward(submission, rng):
    """The gradient of Sigmoid agrees with the formula and with differences"""
    layer = submission.Sigmoid()
    for shape in SHAPES:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        layer.forward_pass(X)
        gradient = layer.backward_pass(G)
        check_close(gradient, find_gradient("Sigmoid", X, G), "Sigmoid().backward_pass(accum_grad)")
        check_gradient(layer.forward_pass, X, gradient, G, "Sigmoid().backward_pass(accum_grad)", rng=rng)


@pytest.mark.points(1)
def test_tanh(submission, rng):
    """Tanh and its gradient agree with the formula and with differences"""
    layer = submission.Tanh()
    for shape in SHAPES:
        X, G = draw(rng, shape, 1.5), 100 * rng.normal(size=shape)
        check_close(layer.forward_pass(X), np.tanh(X), f"Tanh().forward_pass(X) with X of shape {shape}")
        gradient = layer.backward_pass(G)
        check_close(gradient, find_gradient("Tanh", X, G), "Tanh().backward_pass(accum_grad)")
        check_gradient(layer.forward_pass, X, gradient, G, "Tanh().backward_pass(accum_grad)", rng=rng)


@pytest.mark.points(1)
def test_softmax_forward(submission, rng):
    """Softmax turns each row into probabilities, whatever the other rows are"""
    layer = submission.Softmax()
    for shape in [(4, 3), (2, 6)]:
        X = draw(rng, shape)
        check_close(layer.forward_pass(X), softmax(X), f"Softmax().forward_pass(X) with X of shape {shape}")
        check_close(layer.forward_pass(X[:1]), softmax(X[:1]), "Softmax().forward_pass(X) with a batch of one")


@pytest.mark.points(2)
def test_softmax_backward(submission, rng):
    """The gradient of Softmax is the product with the full Jacobian of each row"""
    layer = submission.Softmax()
    for shape in [(4, 3), (2, 6)]:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        layer.forward_pass(X)
        gradient = layer.backward_pass(G)
        check_close(gradient, find_gradient("Softmax", X, G), "Softmax().backward_pass(accum_grad)")
        check_gradient(layer.forward_pass, X, gradient, G, "Softmax().backward_pass(accum_grad)", rng=rng)


@pytest.mark.points(1)
def test_softmax_of_large_inputs(submission, rng):
    """Softmax stays finite where rows lie around 1000 and around -1000 in one batch"""
    layer = submission.Softmax()
    for classes in (3, 5):
        small = rng.integers(-8, 9, size=(4, classes)) / 4  # quarters, which single precision keeps beside 1000
        small[:, 0] = 3
        G = rng.normal(size=(4, classes))
        X = small + np.array([[1000], [-1000], [0], [500]])
        check_close(layer.forward_pass(X), softmax(small), "Softmax().forward_pass(X) with rows around 1000 and -1000")
        wanted = find_gradient("Softmax", small, G)
        check_close(layer.backward_pass(G), wanted, "Softmax().backward_pass(accum_grad) for the same X")


@pytest.mark.points(1)
def test_large_inputs_of_sigmoid_and_tanh(submission, rng):
    """Sigmoid and Tanh, and their gradients, stay finite for inputs of 30 and of 800, of either sign"""
    for large in (30.0, 800.0):
        X = np.array([[large, -large, 0.5], [-0.5, large, -large]])
        G = rng.uniform(1, 2, size=(2, 3))
        flat = np.abs(X) > 1
        for name, top, bottom in [("Sigmoid", 1, 0), ("Tanh", 1, -1)]:
            layer = getattr(submission, name)()
            middle = {"Sigmoid": sigmoid, "Tanh": np.tanh}[name](np.where(flat, 0, X))
            wanted = np.where(flat, np.where(X > 0, top, bottom), middle)
            check_close(layer.forward_pass(X), wanted, f"{name}().forward_pass(X) with X as large as {large:g}")
            wanted = np.where(flat, 0, find_gradient(name, np.where(flat, 0, X), G))
            check_close(layer.backward_pass(G), wanted, f"{name}().backward_pass(accum_grad) for the same X")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """No pass of any of the five changes the array that it is given"""
    for name in NAMES:
        layer = getattr(submission, name)()
        for shape in [(4, 3), (2, 5)]:
            X, G = draw(rng, shape), rng.normal(size=shape)
            held_X, held_G = hold(X), hold(G)
            output = layer.forward_pass(held_X)
            check_same_shape(output, X, f"{name}().forward_pass(X)")
            check_unchanged(held_X, X, f"{name}().forward_pass(X)")
            gradient = layer.backward_pass(held_G)
            check_same_shape(gradient, X, f"{name}().backward_pass(accum_grad)")
            check_unchanged(held_G, G, f"{name}().backward_pass(accum_grad)")
            if name == "ReLU":
                check_close(output, np.maximum(X, 0), "ReLU().forward_pass(X)")
                check_close(gradient, find_gradient("ReLU", X, G), "ReLU().backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    for name in NAMES:
        layer = getattr(submission, name)()
        X, G = draw(rng, (6, 4)), rng.normal(size=(6, 4))
        layer.forward_pass(X[:2])
        layer.forward_pass(X, training=False)
        for time in ("first", "second"):
            wanted = find_gradient(name, X, G)
            check_close(layer.backward_pass(G), wanted, f"the {time} {name}().backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """output_shape is the input's shape for rows and images, before and after a pass"""
    sizes = rng.permutation(np.arange(2, 9)).tolist()
    for name, size in zip(NAMES, sizes, strict=False):
        layer = getattr(submission, name)()
        layer.set_input_shape((size,))
        check_equal(layer.output_shape(), (size,), f"{name}().output_shape() after set_input_shape(({size},))")
        layer.forward_pass(draw(rng, (3, size)))
        check_equal(layer.output_shape(), (size,), f"{name}().output_shape() after a forward_pass")
    layer = submission.ReLU()
    X = draw(rng, (3, 2, 5, 4))
    check_close(layer.forward_pass(X), np.maximum(X, 0), "ReLU().forward_pass(X)")
    layer.set_input_shape((2, 5, 4))
    check_equal(layer.output_shape(), (2, 5, 4), "ReLU().output_shape() after set_input_shape((2, 5, 4))")
