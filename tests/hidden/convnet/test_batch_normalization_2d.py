"""Hidden cases of `batch_normalization_2d`: 13 of 20 points.

gamma and beta are set here and never 1 and 0, no two sizes of a batch agree, and no standard deviation is near 1 or 0.
`normalise` is the formula of the statement.
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
)

SIZES = [(3, 2, 4, 5), (4, 5, 1, 3)]  # (N, C, H, W)
AXES = (0, 2, 3)


def check_channels(got, want, what):
    """Checks one number for each channel, in whatever shape the layer keeps them."""
    wanted = np.asarray(want).ravel()
    check_row(got.ravel() if isinstance(got, np.ndarray) and got.size == wanted.size else got, wanted, what)


def fit(values, kept):
    """Returns `values` in the shape of the array that the layer keeps, such as (1, C, 1, 1) or (C,)."""
    return values.reshape(kept.shape) if isinstance(kept, np.ndarray) and kept.size == values.size else values


def make_layer(submission, gamma, beta, shape, **settings):
    """Returns a layer with these parameters, built for images of that shape."""
    layer = submission.BatchNormalization2D(**settings)
    layer.build(shape[1:])
    layer.gamma, layer.beta = fit(gamma, layer.gamma), fit(beta, layer.beta)
    return layer


def read_entries(entries, names, what):
    """Returns a dict's entries by name, after checking that it has just these names."""
    found = sorted(map(str, entries)) if isinstance(entries, dict) else entries
    check_equal(found, sorted(names), f"the names in {what}")
    return [entries[name] for name in names]


def read_params(layer):
    """Returns the pairs of gamma and beta in layer.params, after checking that there are such pairs."""
    pairs = read_entries(layer.params, ["gamma", "beta"], "params")
    for name, pair in zip(["gamma", "beta"], pairs, strict=True):
        check_equal(len(pair) if isinstance(pair, tuple | list) else pair, 2, f'the length of params["{name}"]')
    return pairs


def draw_batch(rng, shape):
    """Returns a batch whose channels have means from -3 to 3 and standard deviations from about 1.5 to 4."""
    count, channels, height, width = shape
    columns = np.tile(np.linspace(-1.5, 1.5, count * height * width), (channels, 1))
    columns = rng.permuted(columns, axis=1) + rng.uniform(-0.1, 0.1, columns.shape)
    columns = rng.uniform(1.8, 4, (channels, 1)) * columns + rng.uniform(-3, 3, (channels, 1))
    return columns.reshape(channels, count, height, width).transpose(1, 0, 2, 3)


def draw_channels(rng, channels, low, high):
    """Returns one number from `low` to `high` for each channel, of shape (1, C, 1, 1)."""
    return rng.uniform(low, high, (1, channels, 1, 1))


def draw(rng, shape):
    """Returns a batch, gamma, beta and an output gradient."""
    gamma = draw_channels(rng, shape[1], 1.2, 3) * rng.choice([-1, 1], (1, shape[1], 1, 1))
    return draw_batch(rng, shape), gamma, draw_channels(rng, shape[1], -2, 2), rng.normal(size=shape)


def normalise(X, epsilon):
    """Returns the normalised batch and the standard deviation that it was divided by."""
    std = np.sqrt(X.var(axis=AXES, keepdims=True) + epsilon)
    return (X - X.mean(axis=AXES, keepdims=True)) / std, std


def input_gradient(X, G, gamma, epsilon):
    """Returns the gradient by the input, by the formula of the statement."""
    normal, std = normalise(X, epsilon)
    of_mean, of_variance = G.mean(axis=AXES, keepdims=True), (G * normal).mean(axis=AXES, keepdims=True)
    return gamma / std * (G - of_mean - normal * of_variance)


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(1)
def test_forward_in_training(submission, rng):
    """In training the batch's own statistics are used, with epsilon under the root"""
    for shape in SIZES:
        for epsilon in (1e-8, 2.0):
            X, gamma, beta, _ = draw(rng, shape)
            layer = make_layer(submission, gamma, beta, shape, epsilon=epsilon)
            for batch in (X, 10 * X[1:]):
                wanted = gamma * normalise(batch, epsilon)[0] + beta
                check_close(layer.forward(batch, training=True), wanted, f"forward(X) with epsilon={epsilon}")


@pytest.mark.points(2)
def test_running_statistics(submission, rng):
    """Running statistics follow batch after batch, with the variance divided by N H W"""
    settings = [(0.6, SIZES[0], {"epsilon": 0.25}), (0.95, SIZES[1], {}), (0.0, SIZES[0], {})]
    settings = [(momentum, shape, {"momentum": momentum, **others}) for momentum, shape, others in settings]
    for momentum, shape, others in [(0.9, SIZES[1], {}), *settings]:
        _, gamma, beta, _ = draw(rng, shape)
        layer = make_layer(submission, gamma, beta, shape, **others)
        mean, variance = np.zeros(shape[1]), np.ones(shape[1])
        for count in (3, 1, 4):
            X = draw_batch(rng, (count, *shape[1:]))
            layer.forward(X, training=True)
            mean = momentum * mean + (1 - momentum) * X.mean(axis=AXES)
            variance = momentum * variance + (1 - momentum) * X.var(axis=AXES)
            got = read_entries(layer.state, ["cache_m", "cache_v"], "state")
            check_channels(got[0], mean, f'state["cache_m"] of a layer with {others}')
            check_channels(got[1], variance, f'state["cache_v"] of a layer with {others}')


@pytest.mark.points(2)
def test_forward_outside_training(submission, rng):
    """Outside training the running statistics are used and left alone, and images do not depend on each other"""
    for shape, epsilon, scale in zip(SIZES, (0.5, 1e-8), (1, 1e-8), strict=True):
        X, gamma, beta, _ = draw(rng, shape)
        mean, variance = draw_channels(rng, shape[1], -2, 2), scale * draw_channels(rng, shape[1], 0.3, 4)
        layer = make_layer(submission, gamma, beta, shape, **({"epsilon": epsilon} if scale == 1 else {}))
        layer.cache_m, layer.cache_v = fit(mean, layer.cache_m), fit(variance, layer.cache_v)
        wanted = gamma * (X - mean) / np.sqrt(variance + epsilon) + beta
        for rows in (slice(None), slice(0, 1), slice(1, 2), slice(None)):
            check_close(layer.forward(X[rows], training=False), wanted[rows], "forward(X, training=False)")
        check_channels(layer.cache_m, mean, "cache_m after passes outside training")
        check_channels(layer.cache_v, variance, "cache_v after passes outside training")


@pytest.mark.points(2)
def test_input_gradient(submission, rng):
    """backward follows the mean and the variance too, and agrees with differences of forward"""
    for shape in SIZES:
        for epsilon, scale in [(1e-8, 1), (2.0, 100)]:
            X, gamma, beta, G = draw(rng, shape)
            layer = make_layer(submission, gamma, beta, shape, epsilon=epsilon)
            layer.forward(X, training=True)
            gradient, wanted = layer.backward(scale * G), input_gradient(X, scale * G, gamma, epsilon)
            check_close(gradient, wanted, "backward(G)")
        check_gradient(layer.forward, X, gradient, scale * G, "backward(G)", rng=rng, others=[True], wanted=wanted)


@pytest.mark.points(1)
def test_parameter_gradients(submission, rng):
    """The gradients of gamma and beta are sums over the batch, however large, and start afresh each time"""
    for shape in SIZES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, gamma, beta, shape)
        for rows, scale in [(slice(0, shape[0]), 100), (slice(1, shape[0]), 1)]:
            layer.forward(X[rows], training=True)
            layer.backward(scale * G[rows])
            pairs = read_params(layer)
            (value, of_gamma), (_, of_beta) = pairs
            wanted = scale * (G[rows] * normalise(X[rows], 1e-8)[0]).sum(axis=AXES)
            check_channels(of_gamma, wanted, 'params["gamma"][1]')
            check_channels(of_beta, scale * G[rows].sum(axis=AXES), 'params["beta"][1]')
            shapes = [[np.shape(part) for part in pair] for pair in pairs]
            check_equal([pair[1] for pair in shapes], [pair[0] for pair in shapes], "the shapes of the two gradients")
        value = fit(gamma, layer.gamma)
        check_parameter_gradient(layer, "gamma", value, fit(of_gamma, value), G[1:], 'params["gamma"][1]',
                                 rng=rng, method="forward", args=[X[1:], True], wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward uses the latest batch, as often as it is called, and moves no parameter"""
    for shape in SIZES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, gamma, beta, shape)
        layer.forward(X[::-1] ** 2 - X, training=True)
        layer.backward(G)
        layer.forward(X[:2], training=True)
        for scale in (1, 2):
            wanted = input_gradient(X[:2], scale * G[:2], gamma, 1e-8)
            check_close(layer.backward(scale * G[:2]), wanted, "backward(G) after a second batch")
        check_channels(layer.gamma, gamma, "gamma after backward")
        check_channels(layer.beta, beta, "beta after backward")


@pytest.mark.points(1)
def test_params_are_live(submission, support, rng):
    """An optimizer that works in place trains gamma and beta, step after step"""
    for shape in SIZES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, gamma, beta, shape)
        normal = normalise(X, 1e-8)[0]
        for scale in (1, 2):
            layer.forward(X, training=True)
            layer.backward(scale * G)
            support.Descent(0.25).step(layer)
            gamma = gamma - 0.25 * scale * (G * normal).sum(axis=AXES, keepdims=True)
            beta = beta - 0.25 * scale * G.sum(axis=AXES, keepdims=True)
            check_channels(layer.gamma, gamma, "gamma after a step of Descent(0.25)")
            check_channels(layer.beta, beta, "beta after a step of Descent(0.25)")
            check_close(
                layer.forward(X, training=True), gamma * normal + beta, "forward(X) after a step of Descent(0.25)"
            )


@pytest.mark.points(1)
def test_loading(submission, support, hold, rng):
    """Parameters and state that are loaded replace the old ones, and training leaves the given arrays alone"""
    names = ["gamma", "beta", "cache_m", "cache_v"]
    for shape in SIZES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, 1 - gamma, 1 - beta, shape)
        values = [gamma, beta, draw_channels(rng, shape[1], -2, 2), draw_channels(rng, shape[1], 0.3, 4)]
        fitted = [fit(value, getattr(layer, name)) for name, value in zip(names, values, strict=True)]
        held = [hold(value) for value in fitted]
        layer.forward(X, training=True)
        plain = np.ones((1, 1, *shape[2:])) * X[:1, :, :1, :1]
        for batch in (plain, X):  # gamma does not matter to a plain image
            layer.load_params({"gamma": held[0], "beta": held[1]})
            layer.state = {"cache_m": held[2], "cache_v": held[3]}
            for name, value in zip(names, values, strict=True):
                check_channels(getattr(layer, name), value, f"{name} after loading")
            layer.forward(batch, training=True)
            layer.backward(G[: len(batch)])
            support.Descent(0.5).step(layer)
            if batch is plain:
                wanted = beta - 0.5 * G[:1].sum(axis=AXES, keepdims=True)
                check_channels(layer.beta, wanted, "beta after loading and a step of Descent(0.5)")
        for name, array, value in zip(names, held, fitted, strict=True):
            check_unchanged(array, value, f'loading "{name}", and training after that')


@pytest.mark.points(1)
def test_constant_channels(submission, rng):
    """A channel that is constant, as all are in one plain image, comes out as beta"""
    for shape in [(2, 3, 4, 7), (4, 5, 1, 3)]:
        X, gamma, beta, _ = draw(rng, shape)
        X[:, 1] = 2.5
        layer = make_layer(submission, gamma, beta, shape, epsilon=0.25)  # so large that single precision passes
        output = check_array(layer.forward(X, training=True), shape, "forward(X) with a constant channel")
        check_close(output[:, 1], np.full_like(X[:, 1], beta[0, 1]), "the constant channel in forward(X)")
        single = np.ones((1, 1, *shape[2:])) * rng.normal(size=(1, shape[1], 1, 1))
        wanted = beta * np.ones(single.shape)
        check_close(layer.forward(single, training=True), wanted, "forward(X) of one plain image, in training")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for shape in SIZES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, gamma, beta, shape)
        held_X, held_G = hold(X), hold(G)
        output = check_array(layer.forward(held_X), shape, "forward(X)")
        check_close(output.mean(axis=AXES), beta.ravel(), "the mean of each channel in forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_G)
        check_unchanged(held_G, G, "backward(G)")
        layer.forward(held_X, training=False)
        check_unchanged(held_X, X, "forward(X, training=False)")
        outputs, gradients = support.run_in_turn(layer, [(X, G), (X[::-1], 3 * G)])
        check_apart(outputs, shape, "output")
        check_apart(gradients, shape, "input gradient")
