"""Hidden cases of `activation`: 14 of 20 points.

Inputs stay away from 0, where ReLU and LeakyReLU have a kink. Gradients are compared with the formula and
with differences of the submission's own forward pass. Cases about something else than a value compare a layer with a
new one of its class, and look at the values of Tanh only.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

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


def find_flags(layer, X):
    """Returns what forward_pass needs beside X: True where `training` has no default, which another case is about."""
    try:
        layer.forward_pass(X)
    except TypeError as error:
        if error.frames:  # raised inside the layer, so not about its arguments
            raise
        return (True,)
    return ()


def forward(layer, X):
    """Returns `forward_pass(X)`, with `training` only where it has no default."""
    try:
        return layer.forward_pass(X)
    except TypeError as error:
        if error.frames:
            raise
        return layer.forward_pass(X, True)


def run_anew(submission, name, X, G):
    """Returns output and gradient of a new layer, checked to be of the right shape, and for Tanh the right numbers."""
    layer = getattr(submission, name)()
    output = check_array(forward(layer, X), X.shape, f"{name}().forward_pass(X)")
    gradient = check_array(layer.backward_pass(G), X.shape, f"{name}().backward_pass(accum_grad)")
    if name == "Tanh":
        check_close(output, np.tanh(X), "Tanh().forward_pass(X)")
    return output, gradient


@pytest.mark.points(1)
def test_relu(submission, rng):
    """ReLU passes positive inputs, and the gradient where the input was positive, for any shape"""
    layer = submission.ReLU()
    for shape in SHAPES:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        check_close(forward(layer, X), np.maximum(X, 0), f"ReLU().forward_pass(X) with X of shape {shape}")
        check_close(layer.backward_pass(G), find_gradient("ReLU", X, G), "ReLU().backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_leaky_relu_forward(submission, rng):
    """LeakyReLU multiplies negative inputs by alpha, which is 0.01 unless given"""
    for shape, alpha in zip(SHAPES, (0.3, 0.05), strict=True):
        X = draw(rng, shape)
        layer = submission.LeakyReLU(alpha=alpha)
        check_close(forward(layer, X), np.where(X > 0, X, alpha * X), f"LeakyReLU(alpha={alpha}).forward_pass(X)")
        X = -np.abs(X)
        check_close(forward(submission.LeakyReLU(), X), 0.01 * X, "LeakyReLU().forward_pass(X), all X negative")


@pytest.mark.points(1)
def test_leaky_relu_backward(submission, rng):
    """The gradient of LeakyReLU has slope alpha where the input was negative"""
    for shape, alpha in zip(SHAPES, (0.3, 0.05), strict=True):
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        layer = submission.LeakyReLU(alpha=alpha)
        flags = find_flags(layer, X)
        layer.forward_pass(X, *flags)
        gradient = layer.backward_pass(G)
        what = f"LeakyReLU(alpha={alpha}).backward_pass(accum_grad)"
        wanted = G * np.where(X > 0, 1, alpha)
        check_gradient(layer.forward_pass, X, gradient, G, what, rng=rng, others=flags, wanted=wanted)


@pytest.mark.points(1)
def test_sigmoid_forward(submission, rng):
    """Sigmoid is right for any shape"""
    layer = submission.Sigmoid()
    for shape in SHAPES:
        X = draw(rng, shape)
        check_close(forward(layer, X), sigmoid(X), f"Sigmoid().forward_pass(X) with X of shape {shape}")


@pytest.mark.points(1)
def test_sigmoid_backward(submission, rng):
    """The gradient of Sigmoid agrees with the formula and with differences"""
    layer = submission.Sigmoid()
    for shape in SHAPES:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        flags = find_flags(layer, X)
        layer.forward_pass(X, *flags)
        gradient, what = layer.backward_pass(G), "Sigmoid().backward_pass(accum_grad)"
        wanted = find_gradient("Sigmoid", X, G)
        check_gradient(layer.forward_pass, X, gradient, G, what, rng=rng, others=flags, wanted=wanted)


@pytest.mark.points(1)
def test_tanh(submission, rng):
    """Tanh and its gradient agree with the formula and with differences"""
    layer = submission.Tanh()
    for shape in SHAPES:
        X, G = draw(rng, shape, 1.5), 100 * rng.normal(size=shape)
        check_close(forward(layer, X), np.tanh(X), f"Tanh().forward_pass(X) with X of shape {shape}")
        gradient, what = layer.backward_pass(G), "Tanh().backward_pass(accum_grad)"
        flags, wanted = find_flags(layer, X), find_gradient("Tanh", X, G)
        check_gradient(layer.forward_pass, X, gradient, G, what, rng=rng, others=flags, wanted=wanted)


@pytest.mark.points(1)
def test_softmax_forward(submission, rng):
    """Softmax turns each row into probabilities, whatever the other rows are"""
    layer = submission.Softmax()
    for shape in [(4, 3), (2, 6)]:
        X = draw(rng, shape)
        check_close(forward(layer, X), softmax(X), f"Softmax().forward_pass(X) with X of shape {shape}")
        check_close(forward(layer, X[:1]), softmax(X[:1]), "Softmax().forward_pass(X) with a batch of one")


@pytest.mark.points(2)
def test_softmax_backward(submission, rng):
    """The gradient of Softmax is the product with the full Jacobian of each row"""
    layer = submission.Softmax()
    for shape in [(4, 3), (2, 6)]:
        X, G = draw(rng, shape), 100 * rng.normal(size=shape)
        flags = find_flags(layer, X)
        layer.forward_pass(X, *flags)
        gradient, what = layer.backward_pass(G), "Softmax().backward_pass(accum_grad)"
        wanted = find_gradient("Softmax", X, G)
        check_gradient(layer.forward_pass, X, gradient, G, what, rng=rng, others=flags, wanted=wanted)


@pytest.mark.points(1)
def test_softmax_of_large_inputs(submission, rng):
    """Softmax stays finite where rows lie around 1000 and around -1000 in one batch, and where one row holds both"""
    layer = submission.Softmax()
    for classes in (3, 5):
        small = rng.integers(-8, 9, size=(4, classes)) / 4  # quarters, which single precision keeps beside 1000
        small[:, 0] = 3
        X = small + np.array([[1000], [-1000], [0], [500]])
        both = rng.permuted(np.where(np.arange(classes) < 2, 1000.0, -1000.0) + rng.integers(-4, 5, size=classes) / 4)
        X = np.vstack([X, both])
        what = "Softmax().forward_pass(X) with rows around 1000 and -1000"
        # single precision rounds the logarithm of a sum near 1000 by up to 6e-5 in each addition
        check_close(forward(layer, X), np.vstack([softmax(small), softmax(both[None])]), what, rtol=1e-3)
        check_array(layer.backward_pass(rng.normal(size=X.shape)), X.shape, "Softmax().backward_pass for the same X")


@pytest.mark.points(1)
def test_large_inputs_of_sigmoid_and_tanh(submission, rng):
    """Sigmoid and Tanh, and their gradients, stay finite for inputs of 30 and of 800, of either sign"""
    for large in (30.0, 800.0):
        X = np.array([[large, -large, 0.5], [-0.5, large, -large]])
        G = rng.uniform(1, 2, size=(2, 3))
        flat, X = np.abs(X) > 1, X * rng.uniform(0.9, 1, size=(2, 3))
        for name, top, bottom in [("Sigmoid", 1, 0), ("Tanh", 1, -1)]:
            layer = getattr(submission, name)()
            middle = {"Sigmoid": sigmoid, "Tanh": np.tanh}[name](np.where(flat, 0, X))
            wanted = np.where(flat, np.where(X > 0, top, bottom), middle)
            check_close(forward(layer, X), wanted, f"{name}().forward_pass(X) with X as large as {large:g}")
            check_array(layer.backward_pass(G), (2, 3), f"{name}().backward_pass(accum_grad) for the same X")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """No pass of any of the five changes the array that it is given, nor one that an earlier call has returned"""
    for name in NAMES:
        layer, X, G = getattr(submission, name)(), draw(rng, (4, 3)), rng.normal(size=(4, 3))
        wanted = [*run_anew(submission, name, X, G), *run_anew(submission, name, -2 * X, 3 * G)]
        flags, held_X, held_G = find_flags(layer, X[:1]), hold(X), hold(G)
        calls = [["forward_pass", held_X, *flags], ["backward_pass", held_G]]
        calls += [["forward_pass", -2 * X, *flags], ["backward_pass", 3 * G]]
        found = support.call_in_turn(layer, calls)
        check_unchanged(held_X, X, f"{name}().forward_pass(X)")
        check_unchanged(held_G, G, f"{name}().backward_pass(accum_grad)")
        for (method, *_), result, right in zip(calls, found, wanted, strict=True):
            check_close(result, right, f"{name}().{method}, looked at after two passes in each direction")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    for name in NAMES:
        layer = getattr(submission, name)()
        X, G = draw(rng, (6, 4)), rng.normal(size=(6, 4))
        output, wanted = run_anew(submission, name, X, G)
        forward(layer, X[:2])
        what = f"{name}().forward_pass(X, training=False), compared with that of a new layer in training"
        check_close(layer.forward_pass(X, training=False), output, what)
        for time in ("first", "second"):
            what = f"the {time} {name}().backward_pass(accum_grad), compared with that of a new layer"
            check_close(layer.backward_pass(G), wanted, what)


@pytest.mark.points(1)
def test_sizes(submission, rng):
    """output_shape is the input's shape for rows and images, before and after a pass"""
    sizes = rng.permutation(np.arange(2, 9)).tolist()
    for name, size in zip(NAMES, sizes, strict=False):
        layer = getattr(submission, name)()
        layer.set_input_shape((size,))
        check_equal(layer.output_shape(), (size,), f"{name}().output_shape() after set_input_shape(({size},))")
        forward(layer, draw(rng, (3, size)))
        check_equal(layer.output_shape(), (size,), f"{name}().output_shape() after a forward_pass")
    layer = submission.ReLU()
    X = draw(rng, (3, 2, 5, 4))
    check_close(forward(layer, X), np.maximum(X, 0), "ReLU().forward_pass(X)")
    layer.set_input_shape((2, 5, 4))
    check_equal(layer.output_shape(), (2, 5, 4), "ReLU().output_shape() after set_input_shape((2, 5, 4))")
