"""Hidden cases of `buildable_dense`: 13 of 20 points.

Weights and biases are set here except where the draw is looked at, n_in differs from n_out and from the batch, and
each case uses two layers or two batches.
"""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_normal,
    check_parameter_gradient,
    check_row,
    check_unchanged,
)

SIZES = [(3, 5), (8, 3)]  # (n_in, n_out)
NAMES = ["weights", "biases"]


def make_layer(submission, weights, biases=None):
    """Returns a built layer with these parameters; the biases take the shape that the layer keeps."""
    n_in, n_out = weights.shape
    layer = submission.Dense(n_out, initialization="he", no_bias=biases is None)
    layer.build(n_in)
    layer.weights = weights
    if biases is not None:
        kept = layer.biases
        fits = isinstance(kept, np.ndarray) and kept.size == biases.size
        layer.biases = biases.reshape(kept.shape) if fits else biases
    return layer


def read_params(layer, names):
    """Returns layer.params after checking that it is a dict with these names and a pair for each of them."""
    params = layer.params
    found = sorted(map(str, params)) if isinstance(params, dict) else params
    check_equal(found, sorted(names), "the names in layer.params")
    for name in names:
        pair = params[name]
        check_equal(len(pair) if isinstance(pair, tuple | list) else pair, 2, f'the length of layer.params["{name}"]')
    return params


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


def draw(rng, n_in, n_out, batch):
    """Returns X, W, b and an output gradient."""
    return [rng.normal(size=size) for size in [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]]


@pytest.mark.points(1)
def test_forward(submission, rng):
    """forward is right for several sizes of layer and batch, in training or not"""
    for n_in, n_out in SIZES:
        X, W, b, _ = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        check_close(layer.forward(X), X @ W + b, f"forward(X) with X of shape (4, {n_in})")
        check_close(layer.forward(X[:1], training=False), X[:1] @ W + b, f"forward(X) with X of shape (1, {n_in})")


@pytest.mark.points(1)
def test_build(submission, rng):
    """build takes numbers and tuples, and the constructor builds a layer that knows its input size"""
    for shape, wanted in [(6, (6,)), ((4,), (4,)), ((2, 5), (2, 5)), ((3, 2, 4), (3, 2, 4))]:
        n_in, n_out = int(np.prod(wanted)), int(rng.integers(11, 20))
        layer = submission.Dense(n_out, initialization="xavier")
        layer.build(shape)
        check_equal(layer.input_shape, wanted, f"input_shape after build({shape})")
        check_equal(layer.input_size, n_in, f"input_size after build({shape})")
        check_equal(layer.output_shape, (n_out,), f"output_shape of Dense({n_out})")
        check_array(layer.weights, (n_in, n_out), f"weights after build({shape})")
        ready = submission.Dense(n_out, n_in, "he")
        check_equal(ready.input_shape, (n_in,), f"input_shape of Dense({n_out}, {n_in})")
        check_array(ready.weights, (n_in, n_out), f'weights of Dense({n_out}, {n_in}, "he")')


@pytest.mark.points(2)
def test_draws(submission, rng):
    """Weights have variance 2/n_in or 1/n_in, whoever calls init_weights, and are drawn anew for each layer"""
    for method, variance in [("he", 2), ("xavier", 1)]:
        few, many = 2, int(rng.integers(6000, 6500))  # with so few inputs one more or less is seen
        for n_in, n_out in [(few, many), (many, few)]:
            what = f'weights of a Dense({n_out}, input_size={n_in}) after init_weights("{method}", False)'
            layer = submission.Dense(n_out, initialization="xavier" if method == "he" else "he")
            layer.build(n_in)
            layer.init_weights(method, False)
            weights = check_array(layer.weights, (n_in, n_out), what)
            check_normal(weights, 0, np.sqrt(variance / n_in), what)
            other = submission.Dense(n_out, initialization=method)
            other.build(n_in)
            what = f'weights of Dense({n_out}, initialization="{method}") after build({n_in})'
            others = check_array(other.weights, (n_in, n_out), what)
            check_normal(others, 0, np.sqrt(variance / n_in), what)
            check_equal(bool(np.allclose(weights, others)), False, "whether two layers get the same weights")
        drawn = []
        for _ in range(2):  # alike in everything, so that a seed in the constructor or in build shows
            layer = submission.Dense(3, initialization=method)
            layer.build(4)
            drawn.append(check_array(layer.weights, (4, 3), f'weights of Dense(3, initialization="{method}")'))
        check_equal(bool(np.allclose(*drawn)), False, "whether two layers get the same weights")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns the gradient by the input: G times the transpose of W"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        layer.forward(X)
        gradient = layer.backward(G)
        check_gradient(layer.forward, X, gradient, G, "backward(G)", rng=rng, wanted=G @ W.T)
        layer.forward(X[:2])
        check_close(layer.backward(100 * G[:2]), 100 * G[:2] @ W.T, "backward(100 G) of a smaller batch")


@pytest.mark.points(1)
def test_weights_gradient(submission, rng):
    """The gradient of the weights is X' G, summed over batches of different size, however large"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows, scale in [(slice(0, 6), 100), (slice(1, 5), 1)]:
            layer.forward(X[rows])
            layer.backward(scale * G[rows])
            gradient, wanted = read_params(layer, NAMES)["weights"][1], scale * X[rows].T @ G[rows]
            check_close(gradient, wanted, 'params["weights"][1]')
        check_parameter_gradient(layer, "weights", W, gradient, G[1:5], 'params["weights"][1]', rng=rng,
                                 method="forward", args=[X[1:5]], wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_biases_gradient(submission, rng):
    """The gradient of the biases sums each column of G, over batches of different size, however large"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, W, b)
        for rows, scale in [(slice(0, 6), 100), (slice(1, 5), 1)]:
            layer.forward(X[rows])
            layer.backward(scale * G[rows])
            value, gradient = read_params(layer, NAMES)["biases"]
            check_row(gradient, scale * G[rows].sum(axis=0), 'params["biases"][1]')
            check_equal(np.shape(gradient), np.shape(value), "the shape of the biases' gradient, beside their own")


@pytest.mark.points(1)
def test_without_biases(submission, rng):
    """A layer without biases computes, learns and loads without them, whoever set the flag"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=1)
        layer = submission.Dense(n_out, initialization="he", no_bias=n_in == 3)
        layer.build(n_in)
        layer.init_weights("xavier", True)
        check_equal(layer.no_bias, True, 'no_bias after init_weights("xavier", True)')
        layer.load_params({"weights": W})
        check_close(layer.forward(X), X @ W, "forward(X) without biases")
        check_close(layer.backward(G), G @ W.T, "backward(G) without biases")
        check_close(read_params(layer, ["weights"])["weights"][1], X.T @ G, 'params["weights"][1] without biases')
        layer.init_weights("xavier", False)
        check_equal(layer.no_bias, False, 'no_bias after init_weights("xavier", False)')
        layer.load_params({"weights": W, "biases": b})
        check_close(layer.forward(X), X @ W + b, 'forward(X) after init_weights("xavier", False)')


@pytest.mark.points(1)
def test_params_are_live(submission, support, rng):
    """An optimizer that works in place trains the weights and the biases, step after step"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, b)
        optimizer = support.Descent(0.25)
        for rows in (slice(0, 1), slice(2, 3)):
            layer.forward(X[rows])
            layer.backward(G[rows])
            optimizer.step(layer)
            W, b = W - 0.25 * X[rows].T @ G[rows], b - 0.25 * G[rows]
            params = read_params(layer, NAMES)
            check_close(params["weights"][0], W, 'params["weights"][0] after a step of Descent(0.25)')
            check_row(params["biases"][0], b, 'params["biases"][0] after a step of Descent(0.25)')
            check_close(layer.forward(X), X @ W + b, "forward(X) after a step of Descent(0.25)")


@pytest.mark.points(1)
def test_load_params_copies(submission, support, hold, rng):
    """load_params takes over both arrays, and training the layer leaves the given ones alone"""
    for n_in, n_out in SIZES:
        X, W, b, G = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, 1 - W, 1 - b)
        held_W, held_b = hold(W), hold(b)
        for _ in range(2):
            layer.load_params({"weights": held_W, "biases": held_b})
            check_close(layer.weights, W, "weights after load_params")
            check_row(layer.biases, b, "biases after load_params")
            check_close(layer.forward(X), X @ W + b, "forward(X) after load_params")
            layer.backward(G)
            support.Descent(0.5).step(layer)
            check_unchanged(held_W, W, 'load_params({"weights": W, ...}) and a step of an optimizer')
            check_unchanged(held_b, b, 'load_params({"biases": b, ...}) and a step of an optimizer')


@pytest.mark.points(1)
def test_config(submission, rng):
    """get_config names the class and each argument of the constructor"""
    for method, no_bias in [("xavier", True), ("he", False), ("auto", False)]:
        n_in, n_out = rng.permutation(np.arange(2, 30))[:2].tolist()
        given = {} if method == "auto" else {"initialization": method, "no_bias": no_bias}
        layer = submission.Dense(n_out, **given)
        layer.build(n_in)
        config = layer.get_config()
        wanted = {"type": "Dense", "output_size": n_out, "input_size": n_in, "initialization": method}
        wanted["no_bias"] = no_bias
        found = {name: config.get(name) for name in wanted} if isinstance(config, dict) else config
        check_equal(found, wanted, f"get_config() of a Dense({n_out}, {n_in}) with {given}")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for n_in, n_out in SIZES:
        X, W, _, G = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, W, np.zeros((1, n_out)))
        held_X, held_G = hold(X), hold(G)
        check_close(layer.forward(held_X), X @ W, "forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_G)
        check_unchanged(held_G, G, "backward(G)")
        outputs, gradients = support.run_in_turn(layer, [(X, G), (2 * X, 3 * G)])
        check_apart(outputs, G.shape, "output")
        check_apart(gradients, X.shape, "input gradient")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward uses the batch of the last forward, in training or not, as often as it is called, and moves nothing"""
    X, W, b, G = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, W, b)
    layer.forward(X[:2])
    layer.forward(X, training=False)
    for scale in (1, 2):
        check_close(layer.backward(scale * G), scale * G @ W.T, "backward(G) after two forward passes")
        params = read_params(layer, NAMES)
        check_close(params["weights"][1], scale * X.T @ G, 'params["weights"][1] after two forward passes')
        check_close(params["weights"][0], W, 'params["weights"][0] after backward')
        check_row(params["biases"][0], b, 'params["biases"][0] after backward')
