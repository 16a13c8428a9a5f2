"""Hidden cases of `precision_dense`: 13 of 20 points.

Parameters are set here wherever they matter, sizes and batches differ, and each case uses two of them. Whether the
parameters' gradients are sums or means is left open: each case takes the nearer one, and one case compares the two.
Biases are zero where they are not the point, so that what is wrong with them costs its own cases only.
"""

import numpy as np
import pytest

from grader.checks import (
    FALSE_ALARM,
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_row,
    check_same_shape,
    check_unchanged,
    check_uniform,
)

SHAPES = [(2, 6), (7, 3)]  # (n_in, n_out)
NAMES = ["grad_input", "grad_w", "grad_b"]


def make_layer(submission, weights, bias):
    """Returns a layer with these parameters; the bias takes the shape that the layer keeps, (1, n) or (n,)."""
    layer = submission.DenseLayer(*weights.shape)
    before = layer.bias
    flat = isinstance(before, np.ndarray) and before.ndim == 1
    layer.weights = weights
    layer.bias = bias.reshape(-1) if flat else bias
    return layer


def enlarge(rng, sizes):
    """Returns these pairs of sizes, each size larger by 0 to 9."""
    more = rng.integers(0, 10, size=(len(sizes), 2)).tolist()
    return [(n_in + first, n_out + second) for (n_in, n_out), (first, second) in zip(sizes, more, strict=True)]


def draw(rng, n_in, n_out, batch):
    """Returns x, weights, bias and an output gradient."""
    return [rng.normal(size=size) for size in [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]]


def read(gradients, which, shape):
    """Returns one of the three gradients that `backward` returned, as float64; a bias's as a row."""
    three = isinstance(gradients, tuple | list) and len(gradients) == 3
    check_equal(three, True, "whether backward(delta) returns (grad_input, grad_w, grad_b)", of=gradients)
    gradient = gradients[NAMES.index(which)]
    if which == "grad_b" and isinstance(gradient, np.ndarray) and gradient.shape == shape[1:]:
        gradient = gradient.reshape(shape)
    return check_array(gradient, shape, which)


def check_glorot(weights, n_in, n_out, what):
    """Checks shape and distribution of new weights; returns them as float64."""
    numbers, limit = check_array(weights, (n_in, n_out), what), np.sqrt(6 / (n_in + n_out))
    check_uniform(numbers, -limit, limit, what)
    reach = limit * FALSE_ALARM ** (1 / numbers.size)  # so many draws hardly ever stay below it
    check_equal(bool(np.abs(numbers).max() > reach), True, f"whether {what} reach {reach:.4g}")
    return numbers


def is_mean(gradient, total, batch):
    """Tells whether a gradient is nearer to the mean over the batch than to the sum."""
    return bool(np.abs(gradient - total / batch).sum() < np.abs(gradient - total).sum())


@pytest.mark.points(1)
def test_forward(submission, support, rng):
    """forward is right for several sizes of layer and batch, and both caches belong to the latest call"""
    for (n_in, n_out), batches in zip(SHAPES, [(4, 1), (5, 4)], strict=True):
        x, weights, bias, _ = draw(rng, n_in, n_out, batch=5)
        layer = make_layer(submission, weights, bias)
        for batch in batches:
            z = x[:batch] @ weights + bias
            check_close(layer.forward(x[:batch]), z, f"forward(x) with x of shape ({batch}, {n_in})")
            check_close(layer.input_cache, x[:batch], "input_cache after forward(x)")
            check_close(layer.z_cache, z, "z_cache after forward(x)")
        kept = support.keep_result(layer, [("forward", [x]), ("forward", [-x])], 0)
        check_close(kept, x @ weights + bias, "what forward(x) returned, after another forward")
        layer.weights = -weights
        check_close(layer.forward(x), bias - x @ weights, "forward(x) after layer.weights = weights in a used layer")


@pytest.mark.points(1)
def test_weights_are_drawn(submission, support, seed, rng):
    """The weights are Glorot's, the bias is zero, the generator that is given decides, and forward uses the weights"""
    for n_in, n_out in enlarge(rng, [(16, 90), (64, 30)]):
        what, drawn, x = f"weights of DenseLayer({n_in}, {n_out}, rng)", [], rng.normal(size=(3, n_in))
        for number in (seed % 2**31, seed % 2**31, seed % 2**31 + 1):
            layer = submission.DenseLayer(n_in, n_out, rng=support.generator(number))
            drawn.append(check_glorot(layer.weights, n_in, n_out, what))
            check_row(layer.bias, np.zeros(n_out), "bias of a new layer")
            check_close(layer.forward(x), x @ drawn[-1], "forward(x) of a new layer")
        check_equal(np.array_equal(drawn[0], drawn[1]), True, "whether equal seeds give equal weights")
        check_equal(np.array_equal(drawn[0], drawn[2]), False, "whether other seeds give equal weights")


@pytest.mark.points(1)
def test_layers_differ_without_a_generator(submission, rng):
    """Without rng each layer has other weights"""
    for n_in, n_out in enlarge(rng, [(16, 90), (64, 30)]):
        what, x = f"weights of DenseLayer({n_in}, {n_out})", rng.normal(size=(3, n_in))
        layers = [submission.DenseLayer(n_in, n_out) for _ in range(2)]
        drawn = [check_glorot(layer.weights, n_in, n_out, what) for layer in layers]
        check_close(layers[0].forward(x), x @ drawn[0], "forward(x) of a new layer")
        check_equal(np.array_equal(*drawn), False, "whether two layers without rng have equal weights")


@pytest.mark.points(1)
def test_dtype(submission, support, seed, rng):
    """dtype decides the type of weights and bias; without it both are float32"""
    for n_in, n_out in enlarge(rng, SHAPES):
        for args, name in [((), "float32"), (("float64",), "float64"), (("float32",), "float32")]:
            types = [support.float_type(arg) for arg in args]
            layer = submission.DenseLayer(n_in, n_out, support.generator(seed % 2**32), *types)
            weights, bias = layer.weights, layer.bias
            varied = check_array(weights, (n_in, n_out), "weights of a new layer")
            check_equal(bool(varied.min() < varied.max()), True, "whether the elements of weights differ")
            check_row(bias, np.zeros(n_out), "bias of a new layer")
            check_equal(weights.dtype.name, name, f"the dtype of weights with dtype=np.{name}")
            check_equal(bias.dtype.name, name, f"the dtype of bias with dtype=np.{name}")


@pytest.mark.points(1)
def test_other_weights(submission, rng):
    """weights takes the place of the layer's own for one call, zeros as well"""
    for n_in, n_out in SHAPES:
        x, weights, bias, _ = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, weights, 0 * bias)
        for other in (rng.normal(size=(n_in, n_out)), np.zeros((n_in, n_out))):
            wanted = -x @ other
            check_close(layer.forward(-x, weights=other), wanted, "forward(x, weights=other)")
            check_close(layer.input_cache, -x, "input_cache after forward(x, weights=other)")
            check_close(layer.z_cache, wanted, "z_cache after forward(x, weights=other)")
            check_close(layer.forward(x), x @ weights, "forward(x) after forward(x, weights=other)")
            check_close(layer.weights, weights, "weights after forward(x, weights=other)")


@pytest.mark.points(1)
def test_another_bias(submission, rng):
    """bias takes the place of the layer's own for one call, zeros as well; both overrides can come together"""
    for n_in, n_out in SHAPES:
        x, weights, bias, _ = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, weights, bias)
        for other in (rng.normal(size=(1, n_out)), np.zeros((1, n_out))):
            check_close(layer.forward(x, bias=other), x @ weights + other, "forward(x, bias=other)")
            check_close(layer.z_cache, x @ weights + other, "z_cache after forward(x, bias=other)")
            check_close(layer.forward(x), x @ weights + bias, "forward(x) after forward(x, bias=other)")
            check_row(layer.bias, bias, "bias after forward(x, bias=other)")
            check_close(layer.forward(x, -weights, other), other - x @ weights, "forward(x, other_weights, other_bias)")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """grad_input is delta times the transpose of weights, neither averaged nor touched by L2"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, weights, bias)
        layer.forward(x)
        got, what = read(layer.backward(delta), "grad_input", (4, n_in)), "grad_input of backward(delta)"
        check_gradient(layer.forward, x, got, delta, what, rng=rng, wanted=delta @ weights.T)
        layer.forward(x)
        got = read(layer.backward(100 * delta, l2_lambda=0.5), "grad_input", (4, n_in))
        check_close(got, 100 * delta @ weights.T, "grad_input of backward(delta, l2_lambda=0.5)")


@pytest.mark.points(1)
def test_weights_gradient(submission, rng):
    """grad_w is the sum over the batch, or the mean, for batches of different size"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, weights, bias)
        for rows, batch in [(slice(0, 4), 4), (slice(1, 6), 5)]:
            layer.forward(x[rows])
            total = 100 * x[rows].T @ delta[rows]
            got = read(layer.backward(100 * delta[rows]), "grad_w", (n_in, n_out))
            check_close(got, total / batch if is_mean(got, total, batch) else total, "grad_w of backward(delta)")


@pytest.mark.points(1)
def test_bias_gradient(submission, rng):
    """grad_b is the sum over the batch, or the mean, for batches of different size, in the shape of bias"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, weights, bias)
        for rows, batch in [(slice(0, 4), 4), (slice(1, 6), 5)]:
            layer.forward(x[rows])
            total = 100 * delta[rows].sum(axis=0, keepdims=True)
            gradients = layer.backward(100 * delta[rows])
            got = read(gradients, "grad_b", (1, n_out))
            check_close(got, total / batch if is_mean(got, total, batch) else total, "grad_b of backward(delta)")
            check_same_shape(gradients[2], layer.bias, "grad_b of backward(delta), compared with bias")


@pytest.mark.points(1)
def test_both_are_sums_or_both_are_means(submission, rng):
    """grad_w and grad_b treat the batch in the same way, whatever its size"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=8)
        layer = make_layer(submission, weights, bias)
        for batch in (8, 5):
            layer.forward(x[:batch])
            gradients = layer.backward(delta[:batch])
            total_w, total_b = x[:batch].T @ delta[:batch], delta[:batch].sum(axis=0, keepdims=True)
            mean = is_mean(read(gradients, "grad_w", (n_in, n_out)), total_w, batch)
            count, kind = (batch, "mean") if mean else (1, "sum")
            check_close(read(gradients, "grad_b", (1, n_out)), total_b / count, f"grad_b, a {kind} like grad_w")


@pytest.mark.points(1)
def test_l2(submission, rng):
    """l2_lambda adds l2_lambda * weights to grad_w and nothing to grad_b, each time anew"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=4)
        weights, delta = 0.3 * weights, 0.1 * delta
        layer = make_layer(submission, weights, bias)
        layer.forward(x)
        without = layer.backward(delta, 0.0)
        for l2_lambda in (0.5, 3.0, 3.0):
            layer.forward(x)
            got, what = layer.backward(delta, l2_lambda=l2_lambda), f"what l2_lambda={l2_lambda} adds to grad_w"
            added = read(got, "grad_w", weights.shape) - read(without, "grad_w", weights.shape)
            check_close(added, l2_lambda * weights, what, rtol=1e-3)
            plain = read(without, "grad_b", (1, n_out))
            check_close(read(got, "grad_b", (1, n_out)), plain, "grad_b with L2, compared with grad_b without it")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, support, rng):
    """backward uses the batch of the latest forward, and starts from zero each time it is called"""
    x, weights, bias, delta = draw(rng, 4, 7, batch=6)
    delta = 0.1 * delta
    layer = make_layer(submission, weights, bias)
    for rows, batch in [(slice(0, 2), 2), (slice(0, 6), 6), (slice(3, 6), 3)]:
        layer.forward(x[rows])
        for factor in (1, 2):
            total = factor * x[rows].T @ delta[rows]
            got = read(layer.backward(factor * delta[rows]), "grad_w", (4, 7))
            check_close(got, total / batch if is_mean(got, total, batch) else total, "grad_w, twice after each forward")
    layer.forward(x[:1])
    kept = support.keep_result(layer, [("backward", [delta[:1]]), ("backward", [-delta[:1]])], 0)
    for which, wanted in zip(NAMES, [delta[:1] @ weights.T, x[:1].T @ delta[:1], delta[:1]], strict=True):
        check_close(read(kept, which, wanted.shape), wanted, f"{which} of backward(delta), after another call of backward")


@pytest.mark.points(1)
def test_nothing_else_is_changed(submission, hold, rng):
    """Neither the arguments nor the layer's parameters are changed by a pass"""
    for n_in, n_out in SHAPES:
        x, weights, bias, delta = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, weights, 0 * bias)
        held_x, held_weights, held_bias, held_delta = hold(x), hold(2 * weights), hold(bias), hold(delta)
        check_array(layer.forward(held_x, weights=held_weights, bias=held_bias), (4, n_out), "forward(x, weights, bias)")
        check_unchanged(held_weights, 2 * weights, "forward(x, weights, bias)")
        check_unchanged(held_bias, bias, "forward(x, weights, bias)")
        check_array(layer.forward(held_x), (4, n_out), "forward(x)")
        check_unchanged(held_x, x, "forward(x)")
        layer.backward(held_delta, l2_lambda=0.5)
        check_unchanged(held_delta, delta, "backward(delta, l2_lambda=0.5)")
        check_close(layer.weights, weights, "weights after backward(delta, l2_lambda=0.5)")
        check_row(layer.bias, 0 * bias, "bias after backward(delta, l2_lambda=0.5)")
        check_close(layer.forward(x), x @ weights, "forward(x) after backward(delta, l2_lambda=0.5)")
