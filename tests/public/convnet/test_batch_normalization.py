"""Public cases of `batch_normalization`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient, check_row

X = np.array([[1.0, 0.0], [1.0, 8.0], [3.0, 0.0], [3.0, 8.0]])
G = np.array([[1.0, 0.0], [0.0, 4.0], [0.0, 0.0], [3.0, 0.0]])
GAMMA, BETA = np.array([[2.0, 0.5]]), np.array([[1.0, -1.0]])


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


def read_gradients(layer):
    """Returns the gradients of gamma and beta in layer.params, after checking that there are such pairs."""
    pairs = read_entries(layer.params, ["gamma", "beta"], "params")
    for name, pair in zip(["gamma", "beta"], pairs, strict=True):
        check_equal(len(pair) if isinstance(pair, tuple | list) else pair, 2, f'the length of params["{name}"]')
    return [pair[1] for pair in pairs]


def draw_batch(rng, count, features):
    """Returns a batch whose features have means from -3 to 3 and standard deviations from about 1 to 3."""
    columns = np.tile(np.linspace(-1.5, 1.5, count)[:, None], features)
    spread, centre = rng.uniform(1, 3, features), rng.uniform(-3, 3, features)
    return spread * (rng.permuted(columns, axis=0) + rng.uniform(-0.1, 0.1, columns.shape)) + centre


def round_to(got, want):
    """Returns `want` where `got` is the same number up to single precision, and `got` otherwise."""
    near = isinstance(got, float | np.floating) and abs(got - want) <= 1e-6 * want
    return want if near else got


@pytest.mark.points(1)
def test_start(submission, rng):
    """build starts with gamma 1, beta 0 and running statistics 0 and 1; get_config has both settings"""
    drawn = (*(rng.integers(1, 64, 2) / 64).tolist(), int(rng.integers(10, 60)))
    for number, (momentum, epsilon, shape) in enumerate([(0.9, 1e-8, 3), (0.6, 0.25, (5,)), drawn]):
        settings = {"momentum": momentum, "epsilon": epsilon} if number else {}
        layer = submission.BatchNormalization(**settings)
        layer.build(shape)
        size = shape if isinstance(shape, int) else shape[0]
        check_equal(layer.input_shape, (size,), f"input_shape after build({shape})")
        check_equal(layer.output_shape, (size,), f"output_shape after build({shape})")
        for name, value in [("gamma", 1), ("beta", 0), ("cache_m", 0), ("cache_v", 1)]:
            check_row(getattr(layer, name), np.full(size, value), f"{name} after build({shape})")
        kept = (round_to(layer.momentum, momentum), round_to(layer.epsilon, epsilon))
        check_equal(kept, (momentum, epsilon), f"(momentum, epsilon) of a layer with {settings}")
        config = layer.get_config()
        wanted = {"type": "BatchNormalization", "momentum": momentum, "epsilon": epsilon}
        found = config
        if isinstance(config, dict):
            found = {name: round_to(config.get(name), number) for name, number in wanted.items()}
        check_equal(found, wanted, f"get_config() of a layer with {settings}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: load_params, then the forward pass in training"""
    layer = submission.BatchNormalization(momentum=0.75)
    layer.build(2)
    layer.load_params({"gamma": fit(GAMMA, layer.gamma), "beta": fit(BETA, layer.beta)})
    wanted = [[-1, -1.5], [-1, -0.5], [3, -1.5], [3, -0.5]]
    check_close(layer.forward(X), wanted, "forward of the worked example")
    gamma, beta, batch = rng.uniform(0.5, 3, (1, 2)), rng.normal(size=(1, 2)), draw_batch(rng, 6, 2)
    layer = submission.BatchNormalization(momentum=0.75)
    layer.build(2)
    layer.load_params({"gamma": fit(gamma, layer.gamma), "beta": fit(beta, layer.beta)})
    wanted = gamma * (batch - batch.mean(axis=0)) / batch.std(axis=0) + beta
    check_close(layer.forward(batch), wanted, "forward(X) with other parameters and X of shape (6, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the three gradients"""
    layer = make_layer(submission, GAMMA, BETA, momentum=0.75)
    layer.forward(X, training=True)
    wanted = [[1, 0], [-1, 0.25], [-3, 0], [3, -0.25]]
    check_close(layer.backward(G), wanted, "backward of the worked example")
    of_gamma, of_beta = read_gradients(layer)
    check_row(of_gamma, [2, 4], 'params["gamma"][1] of the worked example')
    check_row(of_beta, [4, 4], 'params["beta"][1] of the worked example')
    batch = draw_batch(rng, 6, 2)
    normal = (batch - batch.mean(axis=0)) / batch.std(axis=0)
    upstream = 2 + normal + rng.uniform(-0.8, 0.8, normal.shape)  # the gradients of gamma and beta are far from 0
    layer = make_layer(submission, GAMMA, BETA, momentum=0.75)
    layer.forward(batch, training=True)
    wanted = upstream - upstream.mean(axis=0) - normal * (upstream * normal).mean(axis=0)
    check_close(layer.backward(upstream), GAMMA / batch.std(axis=0) * wanted, "backward(G) with G of shape (6, 2)")
    of_gamma, of_beta = read_gradients(layer)
    check_row(of_gamma, (upstream * normal).sum(axis=0), 'params["gamma"][1] after backward(G)')
    check_row(of_beta, upstream.sum(axis=0), 'params["beta"][1] after backward(G)')


@pytest.mark.points(1)
def test_running_statistics_worked_example(submission, rng):
    """Worked example: the running statistics after one batch, and the forward pass outside training"""
    layer = make_layer(submission, GAMMA, BETA, momentum=0.75)
    layer.forward(X, training=True)
    mean, variance = read_entries(layer.state, ["cache_m", "cache_v"], "state")
    check_row(mean, [0.5, 1], 'state["cache_m"] of the worked example')
    check_row(variance, [1, 4.75], 'state["cache_v"] of the worked example')
    output = layer.forward(np.array([[2.5, 1.0]]), training=False)
    check_close(output, [[5, -1]], "forward([[2.5, 1]], training=False) of the worked example")
    batch = draw_batch(rng, 6, 2) + 5  # no mean is near 0
    layer = make_layer(submission, GAMMA, BETA, momentum=0.75)
    layer.forward(batch, training=True)
    mean, variance = read_entries(layer.state, ["cache_m", "cache_v"], "state")
    check_row(mean, batch.mean(axis=0) / 4, 'state["cache_m"] after forward(X) with X of shape (6, 2)')
    check_row(variance, (3 + batch.var(axis=0)) / 4, 'state["cache_v"] after forward(X) with X of shape (6, 2)')


@pytest.mark.points(1)
def test_normalised_outputs(submission, rng):
    """In training every feature comes out with mean beta and standard deviation gamma"""
    gamma, beta = rng.uniform(0.5, 3, (1, 3)), rng.normal(size=(1, 3))
    layer = make_layer(submission, gamma, beta)
    for count in (7, 5):
        batch = draw_batch(rng, count, 3)
        wanted = gamma * (batch - batch.mean(axis=0)) / batch.std(axis=0) + beta
        check_close(layer.forward(batch, training=True), wanted, f"forward(X) with X of shape ({count}, 3)")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns the slope of your own forward pass"""
    gamma, beta = rng.uniform(0.5, 3, (1, 3)), rng.normal(size=(1, 3))
    layer = make_layer(submission, gamma, beta, epsilon=0.1)
    batch, gradient = draw_batch(rng, 5, 3), rng.normal(size=(5, 3))
    std = np.sqrt(batch.var(axis=0) + 0.1)
    normal = (batch - batch.mean(axis=0)) / std
    check_close(layer.forward(batch, training=True), gamma * normal + beta, "forward(X) with epsilon=0.1")
    wanted = gamma / std * (gradient - gradient.mean(axis=0) - normal * (gradient * normal).mean(axis=0))
    check_gradient(layer.forward, batch, layer.backward(gradient), gradient, "backward(G)", rng=rng, others=[True],
                   wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_state_can_be_restored(submission, rng):
    """A state that is assigned replaces what was learnt, and is used outside training, for as many rows as there are"""
    batch, mean, variance = draw_batch(rng, 5, 3), rng.normal(size=(1, 3)), rng.uniform(0.5, 4, (1, 3))
    layer = make_layer(submission, np.array([[1.0, 2.0, 3.0]]), np.array([[3.0, 0.5, 1.0]]), epsilon=0.25)
    layer.forward(draw_batch(rng, 5, 3) + 1, training=True)
    layer.state = {"cache_m": fit(mean, layer.cache_m), "cache_v": fit(variance, layer.cache_v)}
    wanted = [1, 2, 3] * (batch - mean) / np.sqrt(variance + 0.25) + [3, 0.5, 1]
    check_close(layer.forward(batch, training=False), wanted, "forward(X, training=False)")
    check_close(layer.forward(batch[:1], training=False), wanted[:1], "forward(X, training=False) of one row")
