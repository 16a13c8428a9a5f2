"""Hidden cases of `batch_normalization`: 13 of 20 points.

gamma and beta are set here and never 1 and 0, no batch has as many rows as features, and no standard deviation is near
1 or 0. `normalise` is the formula of the statement.
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

SIZES = [(6, 3), (4, 7)]  # (N, D)


def fit(values, kept):
    """Returns `values` in the shape of the array that the layer keeps, (1, D) or (D,)."""
    return values.reshape(kept.shape) if isinstance(kept, np.ndarray) and kept.size == values.size else values


def make_layer(submission, gamma, beta, **settings):
    """Returns a built layer with these parameters."""
    layer = submission.BatchNormalization(**settings)
    layer.build(gamma.size)
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


def draw_batch(rng, count, features):
    """Returns a batch whose features have means from -3 to 3 and standard deviations from about 1.5 to 4."""
    columns = np.tile(np.linspace(-1.5, 1.5, count)[:, None], features)
    spread, centre = rng.uniform(1.6, 4, features), rng.uniform(-3, 3, features)
    return spread * (rng.permuted(columns, axis=0) + rng.uniform(-0.1, 0.1, columns.shape)) + centre


def draw(rng, count, features):
    """Returns a batch, gamma, beta and an output gradient."""
    gamma = rng.uniform(1.2, 3, (1, features)) * rng.choice([-1, 1], (1, features))
    return draw_batch(rng, count, features), gamma, rng.normal(size=(1, features)), rng.normal(size=(count, features))


def normalise(X, epsilon):
    """Returns the normalised batch and the standard deviation that it was divided by."""
    std = np.sqrt(X.var(axis=0) + epsilon)
    return (X - X.mean(axis=0)) / std, std


def input_gradient(X, G, gamma, epsilon):
    """Returns the gradient by the input, by the formula of the statement."""
    normal, std = normalise(X, epsilon)
    return gamma / std * (G - G.mean(axis=0) - normal * (G * normal).mean(axis=0))


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(1)
def test_forward_in_training(submission, rng):
    """In training the batch's own statistics are used, with epsilon under the root"""
    for count, features in SIZES:
        for epsilon in (1e-8, 2.0):
            X, gamma, beta, _ = draw(rng, count, features)
            layer = make_layer(submission, gamma, beta, epsilon=epsilon)
            for batch in (X, 10 * X[1:]):
                wanted = gamma * normalise(batch, epsilon)[0] + beta
                check_close(layer.forward(batch, training=True), wanted, f"forward(X) with epsilon={epsilon}")


@pytest.mark.points(2)
def test_running_statistics(submission, rng):
    """Running statistics follow batch after batch, with the variance divided by N"""
    settings = [(0.6, 3, {"epsilon": 0.25}), (0.95, 7, {}), (0.0, 5, {})]
    for momentum, features, others in [(0.9, 4, {}), *((m, d, {"momentum": m, **others}) for m, d, others in settings)]:
        layer = make_layer(submission, *draw(rng, 4, features)[1:3], **others)
        mean, variance = np.zeros(features), np.ones(features)
        for count in (6, 4, 9):
            X = draw_batch(rng, count, features)
            layer.forward(X, training=True)
            mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
            variance = momentum * variance + (1 - momentum) * X.var(axis=0)
            got = read_entries(layer.state, ["cache_m", "cache_v"], "state")
            check_row(got[0], mean, f'state["cache_m"] of a layer with {others}')
            check_row(got[1], variance, f'state["cache_v"] of a layer with {others}')


@pytest.mark.points(2)
def test_forward_outside_training(submission, rng):
    """Outside training the running statistics are used and left alone, and rows do not depend on each other"""
    for (count, features), epsilon, scale in zip(SIZES, (0.5, 1e-8), (1, 1e-8), strict=True):
        X, gamma, beta, _ = draw(rng, count, features)
        mean, variance = rng.normal(size=(1, features)), scale * rng.uniform(0.3, 4, (1, features))
        layer = make_layer(submission, gamma, beta, **({"epsilon": epsilon} if scale == 1 else {}))
        layer.cache_m, layer.cache_v = fit(mean, layer.cache_m), fit(variance, layer.cache_v)
        wanted = gamma * (X - mean) / np.sqrt(variance + epsilon) + beta
        for rows in (slice(None), slice(0, 1), slice(1, 3), slice(None)):
            check_close(layer.forward(X[rows], training=False), wanted[rows], "forward(X, training=False)")
        check_row(layer.cache_m, mean, "cache_m after passes outside training")
        check_row(layer.cache_v, variance, "cache_v after passes outside training")


@pytest.mark.points(2)
def test_input_gradient(submission, rng):
    """backward follows the mean and the variance too, and agrees with differences of forward"""
    for count, features in SIZES:
        for epsilon, scale in [(1e-8, 1), (2.0, 100)]:
            X, gamma, beta, G = draw(rng, count, features)
            layer = make_layer(submission, gamma, beta, epsilon=epsilon)
            layer.forward(X, training=True)
            gradient, wanted = layer.backward(scale * G), input_gradient(X, scale * G, gamma, epsilon)
            check_close(gradient, wanted, "backward(G)")
        check_gradient(layer.forward, X, gradient, scale * G, "backward(G)", rng=rng, others=[True], wanted=wanted)


@pytest.mark.points(1)
def test_parameter_gradients(submission, rng):
    """The gradients of gamma and beta are sums over the batch, however large, and start afresh each time"""
    for count, features in SIZES:
        X, gamma, beta, G = draw(rng, count, features)
        layer = make_layer(submission, gamma, beta)
        for rows, scale in [(slice(0, count), 100), (slice(1, count), 1)]:
            layer.forward(X[rows], training=True)
            layer.backward(scale * G[rows])
            pairs = read_params(layer)
            (value, of_gamma), (_, of_beta) = pairs
            wanted = scale * (G[rows] * normalise(X[rows], 1e-8)[0]).sum(axis=0)
            check_row(of_gamma, wanted, 'params["gamma"][1]')
            check_row(of_beta, scale * G[rows].sum(axis=0), 'params["beta"][1]')
            shapes = [[np.shape(part) for part in pair] for pair in pairs]
            check_equal([pair[1] for pair in shapes], [pair[0] for pair in shapes], "the shapes of the two gradients")
        value = fit(gamma, layer.gamma)
        check_parameter_gradient(layer, "gamma", value, fit(of_gamma, value), G[1:], 'params["gamma"][1]',
                                 rng=rng, method="forward", args=[X[1:], True], wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward uses the latest batch, as often as it is called, and moves no parameter"""
    for count, features in SIZES:
        X, gamma, beta, G = draw(rng, count + 2, features)
        layer = make_layer(submission, gamma, beta)
        layer.forward(X[::-1] ** 2, training=True)
        layer.backward(G)
        layer.forward(X[:count], training=True)
        for scale in (1, 2):
            wanted = input_gradient(X[:count], scale * G[:count], gamma, 1e-8)
            check_close(layer.backward(scale * G[:count]), wanted, "backward(G) after a second batch")
        check_row(layer.gamma, gamma, "gamma after backward")
        check_row(layer.beta, beta, "beta after backward")


@pytest.mark.points(1)
def test_params_are_live(submission, support, rng):
    """An optimizer that works in place trains gamma and beta, step after step"""
    for count, features in SIZES:
        X, gamma, beta, G = draw(rng, count, features)
        layer = make_layer(submission, gamma, beta)
        normal = normalise(X, 1e-8)[0]
        for scale in (1, 2):
            layer.forward(X, training=True)
            layer.backward(scale * G)
            support.Descent(0.25).step(layer)
            gamma = gamma - 0.25 * scale * (G * normal).sum(axis=0)
            beta = beta - 0.25 * scale * G.sum(axis=0)
            check_row(layer.gamma, gamma, "gamma after a step of Descent(0.25)")
            check_row(layer.beta, beta, "beta after a step of Descent(0.25)")
            check_close(
                layer.forward(X, training=True), gamma * normal + beta, "forward(X) after a step of Descent(0.25)"
            )


@pytest.mark.points(1)
def test_loading(submission, support, hold, rng):
    """Parameters and state that are loaded replace the old ones, and training leaves the given arrays alone"""
    names = ["gamma", "beta", "cache_m", "cache_v"]
    for count, features in SIZES:
        X, gamma, beta, G = draw(rng, count, features)
        layer = make_layer(submission, 1 - gamma, 1 - beta)
        values = [gamma, beta, rng.normal(size=(1, features)), rng.uniform(0.3, 4, (1, features))]
        values = [fit(value, getattr(layer, name)) for name, value in zip(names, values, strict=True)]
        held = [hold(value) for value in values]
        layer.forward(X, training=True)
        for count in (1, len(X)):  # gamma does not matter to a single row
            layer.load_params({"gamma": held[0], "beta": held[1]})
            layer.state = {"cache_m": held[2], "cache_v": held[3]}
            for name, value in zip(names, values, strict=True):
                check_row(getattr(layer, name), value, f"{name} after loading")
            layer.forward(X[:count], training=True)
            layer.backward(G[:count])
            support.Descent(0.5).step(layer)
            if count == 1:
                check_row(layer.beta, beta - 0.5 * G[:1], "beta after loading and a step of Descent(0.5)")
        for name, array, value in zip(names, held, values, strict=True):
            check_unchanged(array, value, f'loading "{name}", and training after that')


@pytest.mark.points(1)
def test_constant_features(submission, rng):
    """A feature that is constant, as all are in a batch of one, comes out as beta"""
    for count, features in [(8, 3), (5, 7)]:
        X, gamma, beta, _ = draw(rng, count, features)
        X[:, 1] = 2.5
        layer = make_layer(submission, gamma, beta, epsilon=0.25)  # so large that single precision passes in any form
        output = check_array(layer.forward(X, training=True), X.shape, "forward(X) with a constant feature")
        check_close(output[:, 1], np.full(count, beta[0, 1]), "the constant feature in forward(X)")
        single = rng.normal(size=(1, features))
        check_close(layer.forward(single, training=True), beta, "forward(X) of a batch of one, in training")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for count, features in SIZES:
        X, gamma, beta, G = draw(rng, count, features)
        layer = make_layer(submission, gamma, beta)
        held_X, held_G = hold(X), hold(G)
        output = check_array(layer.forward(held_X), X.shape, "forward(X)")
        check_close(output.mean(axis=0), beta[0], "the mean of each feature in forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_G)
        check_unchanged(held_G, G, "backward(G)")
        layer.forward(held_X, training=False)
        check_unchanged(held_X, X, "forward(X, training=False)")
        outputs, gradients = support.run_in_turn(layer, [(X, G), (X[::-1], 3 * G)])
        check_apart(outputs, X.shape, "output")
        check_apart(gradients, X.shape, "input gradient")
