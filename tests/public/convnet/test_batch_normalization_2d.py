"""Public cases of `batch_normalization_2d`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient, check_row

X = np.array([[[[1.0, 3.0]], [[0.0, 8.0]]], [[[3.0, 1.0]], [[0.0, 8.0]]]])
G = np.array([[[[1.0, 0.0]], [[0.0, 4.0]]], [[[3.0, 0.0]], [[0.0, 0.0]]]])
GAMMA, BETA = np.array([2.0, 0.5]).reshape(1, 2, 1, 1), np.array([1.0, -1.0]).reshape(1, 2, 1, 1)
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


def read_gradients(layer):
    """Returns the gradients of gamma and beta in layer.params, after checking that there are such pairs."""
    pairs = read_entries(layer.params, ["gamma", "beta"], "params")
    for name, pair in zip(["gamma", "beta"], pairs, strict=True):
        check_equal(len(pair) if isinstance(pair, tuple | list) else pair, 2, f'the length of params["{name}"]')
    return [pair[1] for pair in pairs]


def draw_batch(rng, shape):
    """Returns a batch whose channels have means from -3 to 3 and standard deviations from about 1 to 3."""
    count, channels, height, width = shape
    columns = np.tile(np.linspace(-1.5, 1.5, count * height * width), (channels, 1))
    columns = rng.permuted(columns, axis=1) + rng.uniform(-0.1, 0.1, columns.shape)
    columns = rng.uniform(1.2, 3, (channels, 1)) * columns + rng.uniform(-3, 3, (channels, 1))
    return columns.reshape(channels, count, height, width).transpose(1, 0, 2, 3)


def draw_pair(rng):
    """Returns two images of shape (2, 1, 4); as in the worked example, each has the statistics of the whole batch."""
    image = draw_batch(rng, (1, 2, 1, 4))
    return np.concatenate([image, image[..., ::-1]])


def draw_channels(rng, channels, low, high):
    """Returns one number from `low` to `high` for each channel, of shape (1, C, 1, 1)."""
    return rng.uniform(low, high, (1, channels, 1, 1))


def round_to(got, want):
    """Returns `want` where `got` is the same number up to single precision, and `got` otherwise."""
    near = isinstance(got, float | np.floating) and abs(got - want) <= 1e-6 * want
    return want if near else got


@pytest.mark.points(1)
def test_start(submission, rng):
    """build starts with gamma 1, beta 0 and running statistics 0 and 1; get_config has both settings"""
    drawn = (*(rng.integers(1, 64, 2) / 64).tolist(), tuple((10 + rng.permutation(50)[:3]).tolist()))
    for number, (momentum, epsilon, shape) in enumerate([(0.9, 1e-8, (3, 5, 4)), (0.6, 0.25, (2, 3, 7)), drawn]):
        settings = {"momentum": momentum, "epsilon": epsilon} if number else {}
        layer = submission.BatchNormalization2D(**settings)
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"input_shape after build({shape})")
        check_equal(layer.output_shape, shape, f"output_shape after build({shape})")
        for name, value in [("gamma", 1), ("beta", 0), ("cache_m", 0), ("cache_v", 1)]:
            check_channels(getattr(layer, name), np.full(shape[0], value), f"{name} after build({shape})")
        kept = (round_to(layer.momentum, momentum), round_to(layer.epsilon, epsilon))
        check_equal(kept, (momentum, epsilon), f"(momentum, epsilon) of a layer with {settings}")
        config = layer.get_config()
        wanted = {"type": "BatchNormalization2D", "momentum": momentum, "epsilon": epsilon}
        found = config
        if isinstance(config, dict):
            found = {name: round_to(config.get(name), number) for name, number in wanted.items()}
        check_equal(found, wanted, f"get_config() of a layer with {settings}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: load_params, then the forward pass in training"""
    layer = submission.BatchNormalization2D(momentum=0.75)
    layer.build((2, 1, 2))
    layer.load_params({"gamma": fit(GAMMA, layer.gamma), "beta": fit(BETA, layer.beta)})
    wanted = [[[[-1, 3]], [[-1.5, -0.5]]], [[[3, -1]], [[-1.5, -0.5]]]]
    check_close(layer.forward(X), wanted, "forward of the worked example")
    gamma, beta, batch = draw_channels(rng, 2, 0.5, 3), draw_channels(rng, 2, -2, 2), draw_pair(rng)
    layer = submission.BatchNormalization2D(momentum=0.75)
    layer.build((2, 1, 4))
    layer.load_params({"gamma": fit(gamma, layer.gamma), "beta": fit(beta, layer.beta)})
    wanted = gamma * (batch - batch.mean(axis=AXES, keepdims=True)) / batch.std(axis=AXES, keepdims=True) + beta
    check_close(layer.forward(batch), wanted, "forward(X) with other parameters and X of shape (2, 2, 1, 4)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the three gradients"""
    layer = make_layer(submission, GAMMA, BETA, X.shape, momentum=0.75)
    layer.forward(X, training=True)
    wanted = [[[[1, -3]], [[0, 0.25]]], [[[3, -1]], [[0, -0.25]]]]
    check_close(layer.backward(G), wanted, "backward of the worked example")
    of_gamma, of_beta = read_gradients(layer)
    check_channels(of_gamma, [2, 4], 'params["gamma"][1] of the worked example')
    check_channels(of_beta, [4, 4], 'params["beta"][1] of the worked example')
    batch = draw_pair(rng)
    mean, std = batch.mean(axis=AXES, keepdims=True), batch.std(axis=AXES, keepdims=True)
    normal = (batch - mean) / std
    upstream = 2 + normal + rng.uniform(-0.8, 0.8, normal.shape)  # the gradients of gamma and beta are far from 0
    layer = make_layer(submission, GAMMA, BETA, batch.shape, momentum=0.75)
    layer.forward(batch, training=True)
    means = [array.mean(axis=AXES, keepdims=True) for array in (upstream, upstream * normal)]
    wanted = GAMMA / std * (upstream - means[0] - normal * means[1])
    check_close(layer.backward(upstream), wanted, "backward(G) with G of shape (2, 2, 1, 4)")
    of_gamma, of_beta = read_gradients(layer)
    check_channels(of_gamma, (upstream * normal).sum(axis=AXES), 'params["gamma"][1] after backward(G)')
    check_channels(of_beta, upstream.sum(axis=AXES), 'params["beta"][1] after backward(G)')


@pytest.mark.points(1)
def test_running_statistics_worked_example(submission, rng):
    """Worked example: the running statistics after one batch, and the forward pass outside training"""
    layer = make_layer(submission, GAMMA, BETA, X.shape, momentum=0.75)
    layer.forward(X, training=True)
    mean, variance = read_entries(layer.state, ["cache_m", "cache_v"], "state")
    check_channels(mean, [0.5, 1], 'state["cache_m"] of the worked example')
    check_channels(variance, [1, 4.75], 'state["cache_v"] of the worked example')
    output = layer.forward(np.array([[[[2.5, 0.5]], [[1.0, 1.0]]]]), training=False)
    check_close(output, [[[[5, 1]], [[-1, -1]]]], "forward(X, training=False) of the worked example")
    batch = draw_pair(rng) + 5  # no mean is near 0
    layer = make_layer(submission, GAMMA, BETA, batch.shape, momentum=0.75)
    layer.forward(batch, training=True)
    mean, variance = read_entries(layer.state, ["cache_m", "cache_v"], "state")
    check_channels(mean, batch.mean(axis=AXES) / 4, 'state["cache_m"] after forward(X) with X of shape (2, 2, 1, 4)')
    wanted = (3 + batch.var(axis=AXES)) / 4
    check_channels(variance, wanted, 'state["cache_v"] after forward(X) with X of shape (2, 2, 1, 4)')


@pytest.mark.points(1)
def test_normalised_outputs(submission, rng):
    """In training every channel comes out with mean beta and standard deviation gamma"""
    for shape in [(3, 2, 4, 5), (4, 5, 3, 2)]:
        gamma, beta = draw_channels(rng, shape[1], 0.5, 3), draw_channels(rng, shape[1], -2, 2)
        layer = make_layer(submission, gamma, beta, shape)
        for batch in (draw_batch(rng, shape), draw_batch(rng, (shape[0] - 1, *shape[1:]))):
            mean, std = batch.mean(axis=AXES, keepdims=True), batch.std(axis=AXES, keepdims=True)
            wanted = gamma * (batch - mean) / std + beta
            check_close(layer.forward(batch, training=True), wanted, f"forward(X) with X of shape {batch.shape}")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns the slope of your own forward pass"""
    shape = (3, 2, 1, 4)
    gamma, beta = draw_channels(rng, 2, 0.5, 3), draw_channels(rng, 2, -2, 2)
    layer = make_layer(submission, gamma, beta, shape, epsilon=0.1)
    batch, gradient = draw_batch(rng, shape), rng.normal(size=shape)
    std = np.sqrt(batch.var(axis=AXES, keepdims=True) + 0.1)
    normal = (batch - batch.mean(axis=AXES, keepdims=True)) / std
    check_close(layer.forward(batch, training=True), gamma * normal + beta, "forward(X) with epsilon=0.1")
    of_mean, of_variance = gradient.mean(axis=AXES, keepdims=True), (gradient * normal).mean(axis=AXES, keepdims=True)
    wanted = gamma / std * (gradient - of_mean - normal * of_variance)
    check_gradient(layer.forward, batch, layer.backward(gradient), gradient, "backward(G)", rng=rng, others=[True],
                   wanted=wanted)  # fmt: skip


@pytest.mark.points(1)
def test_state_can_be_restored(submission, rng):
    """A state that is assigned replaces what was learnt, and is used outside training, for as many images as there are"""
    shape = (2, 3, 4, 5)
    gamma, beta = np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1), np.array([3.0, 0.5, 1.0]).reshape(1, 3, 1, 1)
    batch, mean, variance = draw_batch(rng, shape), draw_channels(rng, 3, -2, 2), draw_channels(rng, 3, 0.5, 4)
    layer = make_layer(submission, gamma, beta, shape, epsilon=0.25)
    layer.forward(draw_batch(rng, shape) + 1, training=True)
    layer.state = {"cache_m": fit(mean, layer.cache_m), "cache_v": fit(variance, layer.cache_v)}
    wanted = gamma * (batch - mean) / np.sqrt(variance + 0.25) + beta
    check_close(layer.forward(batch, training=False), wanted, "forward(X, training=False)")
    check_close(layer.forward(batch[:1], training=False), wanted[:1], "forward(X, training=False) of one image")
