"""Hidden cases of `configurable_dense`: 13 of 20 points.

Sizes and batches differ, and each case uses two of them. The cases about something else keep every z near 30: there
Softplus is the identity and has the slope 1, so that what is wrong with the activation costs its own cases only. For
the same reason biases are zero, or samples single, where neither biases nor averages are the point.
"""

import json

import numpy as np
import pytest

from grader.checks import (
    Proxy,
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_normal,
    check_row,
    check_same_shape,
    check_unchanged,
)

SHAPES = [(2, 6), (7, 3)]  # (input_size, output_size)

ACTIVATIONS = {
    "Cube": (lambda z: z**3, lambda z: 3 * z**2),
    "Softplus": (lambda z: np.log1p(np.exp(z)), lambda z: 1 / (1 + np.exp(-z))),
    "Sine": (np.sin, np.cos),
}


def make_layer(submission, activation, weights, biases):
    """Returns a layer with these parameters, which it need not draw any more."""
    layer = submission.DenseLayer(*weights.shape, activation)
    layer.weights = weights
    layer.biases = biases
    layer.weights_initialized = True
    return layer


def draw(rng, n_in, n_out, batch):
    """Returns X, weights, biases and an output gradient; each z is of the size of 1."""
    X, weights = rng.normal(size=(batch, n_in)), rng.normal(size=(n_in, n_out)) / np.sqrt(n_in)
    return X, weights, rng.normal(size=n_out), rng.normal(size=(batch, n_out))


def draw_far(rng, n_in, n_out, batch):
    """Returns the same, but each z is near 30, with the biases or without them."""
    X, weights, biases, gradient = draw(rng, n_in, n_out, batch)
    X[:, 0], weights[0] = 10, 3
    return X, weights, biases, gradient


def read(gradients, key):
    """Returns one of the gradients that `backward` returned."""
    found = isinstance(gradients, dict) and key in gradients
    check_equal(found, True, f"whether backward(output_gradient) is a dict with the key {key!r}", of=gradients)
    return gradients[key]


def describe(name, n_in, n_out, activation):
    """Returns the description of a layer."""
    return {
        "name": name,
        "type": "Dense",
        "input_size": n_in,
        "output_size": n_out,
        "activation_function": activation,
    }


@pytest.mark.points(1)
def test_forward(submission, support, rng):
    """forward and last_z are right for several activations, sizes and batches; each result is a new array"""
    for name, (function, _) in ACTIVATIONS.items():
        for (n_in, n_out), batches in zip(SHAPES, [(4, 1), (5, 4)], strict=True):
            X, weights, biases, _ = draw(rng, n_in, n_out, batch=5)
            layer = make_layer(submission, getattr(support, name)(), weights, biases)
            for batch in batches:
                z = X[:batch] @ weights + biases
                check_close(layer.forward(X[:batch]), function(z), f"forward(X) with the activation {name}")
                check_close(layer.last_z, z, "last_z after forward(X)")
            kept = support.keep_result(layer, [("forward", X), ("forward", X / 2)], 0)
            check_close(kept, function(X @ weights + biases), "what forward(X) returned, after another forward")


@pytest.mark.points(1)
def test_weights_are_drawn_on_the_first_forward(submission, support, seed_numpy, seed, rng):
    """Each layer's first forward takes one normal draw with variance 2 / input_size, and no other forward does"""
    stream = np.random.RandomState(seed % 2**32)
    layers = [(submission.DenseLayer(*sizes, support.Sine()), sizes) for sizes in [(64, 90), (20, 60)]]
    seed_numpy(seed % 2**32)
    for layer, (n_in, n_out) in layers:
        what = f"weights of DenseLayer({n_in}, {n_out}, ...) after forward"
        wanted = np.sqrt(2 / n_in) * stream.randn(n_in, n_out)
        for batch in (4, 3):
            check_array(layer.forward(rng.normal(size=(batch, n_in))), (batch, n_out), "forward(X)")
            check_normal(check_array(layer.weights, (n_in, n_out), what), 0, np.sqrt(2 / n_in), what)
            check_close(layer.weights, wanted, f"{what}, the next draw of the generator")
            check_row(layer.biases, np.zeros(n_out), "biases after forward")
    layer, wanted = submission.DenseLayer(7, 5, support.Sine()), np.sqrt(2 / 7) * stream.randn(7, 5)
    layer.initialize_weights()
    check_close(layer.weights, wanted, "weights after initialize_weights()")
    check_row(layer.biases, np.zeros(5), "biases after initialize_weights()")


@pytest.mark.points(1)
def test_assigned_weights_are_kept(submission, support, rng):
    """Weights that somebody assigned are used, before the first forward and after it"""
    for n_in, n_out in SHAPES:
        X, weights, biases, _ = draw_far(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.Softplus(), weights, biases)
        for _ in range(2):
            check_close(layer.forward(X), X @ weights + biases, "forward(X) with weights_initialized = True")
            check_close(layer.weights, weights, "weights after forward(X) with weights_initialized = True")
        layer = submission.DenseLayer(n_in, n_out, support.Softplus())
        layer.forward(X)
        for factor in (1, 2):
            layer.weights = factor * weights
            layer.biases = factor * biases
            wanted = factor * (X @ weights + biases)
            check_close(layer.forward(X), wanted, "forward(X) with new weights from an optimizer")


@pytest.mark.points(1)
def test_input_gradient(submission, support, rng):
    """'inputs' has one row for each sample and is not averaged"""
    for n_in, n_out in SHAPES:
        X, weights, biases, gradient = draw_far(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, support.Softplus(), weights, biases)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            got = layer.backward(100 * gradient[rows])
            check_close(read(got, "inputs"), 100 * gradient[rows] @ weights.T, "backward(output_gradient)['inputs']")


@pytest.mark.points(1)
def test_weights_gradient(submission, support, rng):
    """'weights' is averaged over the batch, for batches of different size"""
    for n_in, n_out in SHAPES:
        X, weights, biases, gradient = draw_far(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, support.Softplus(), weights, biases)
        for rows, batch in [(slice(0, 4), 4), (slice(1, 6), 5)]:
            layer.forward(X[rows])
            got = layer.backward(100 * gradient[rows])
            wanted = 100 * X[rows].T @ gradient[rows] / batch
            check_close(read(got, "weights"), wanted, "backward(output_gradient)['weights']")


@pytest.mark.points(1)
def test_bias_gradient(submission, support, rng):
    """'biases' is averaged over the batch, for batches of different size, in the shape of biases"""
    for n_in, n_out in SHAPES:
        X, weights, biases, gradient = draw_far(rng, n_in, n_out, batch=6)
        layer = make_layer(submission, support.Softplus(), weights, biases)
        for rows in (slice(0, 4), slice(1, 6)):
            layer.forward(X[rows])
            got = layer.backward(100 * gradient[rows])
            check_row(read(got, "biases"), 100 * gradient[rows].mean(axis=0), "backward(output_gradient)['biases']")
        layer = submission.DenseLayer(n_in, n_out, support.Softplus())
        layer.forward(X)
        got = read(layer.backward(gradient), "biases")
        check_same_shape(got, layer.biases, "backward(output_gradient)['biases'], compared with biases")


@pytest.mark.points(1)
def test_derivative_at_last_z(submission, support, rng):
    """The activation's derivative is taken at z, the input of the activation"""
    for name, (_, derivative) in ACTIVATIONS.items():
        X, weights, _, gradient = draw(rng, 3, 5, batch=4)
        gradient = 0.1 * gradient
        layer = make_layer(submission, getattr(support, name)(), weights, np.zeros(5))
        layer.forward(X)
        inputs, wanted = read(layer.backward(gradient), "inputs"), gradient * derivative(X @ weights) @ weights.T
        what = f"backward(output_gradient)['inputs'] with the activation {name}"
        check_gradient(layer.forward, X, inputs, gradient, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, support, rng):
    """backward uses the batch of the latest forward, and starts from zero each time it is called"""
    X, weights, biases, gradient = draw_far(rng, 4, 7, batch=6)
    layer = make_layer(submission, support.Softplus(), weights, biases)
    for rows in (slice(0, 1), slice(0, 6), slice(4, 5)):
        layer.forward(X[rows])
        check_close(layer.last_input, X[rows], "last_input after forward(X)")
        for factor in (0.1, 0.2) if rows.stop != 6 else ():
            got = read(layer.backward(factor * gradient[rows]), "weights")
            wanted = factor * X[rows].T @ gradient[rows]
            check_close(got, wanted, "backward(output_gradient)['weights'], called twice after each forward")
    row = 0.1 * gradient[4:5]
    kept = support.keep_result(layer, [("backward", row), ("backward", -row)], 0)
    what = "backward(output_gradient)['{}'], after another call of backward"
    check_close(read(kept, "inputs"), row @ weights.T, what.format("inputs"))
    check_close(read(kept, "weights"), X[4:5].T @ row, what.format("weights"))
    check_row(read(kept, "biases"), row, what.format("biases"))


@pytest.mark.points(1)
def test_backward_moves_no_parameter(submission, support, rng):
    """backward leaves weights and biases as they are, however large the gradient"""
    for n_in, n_out in SHAPES:
        X, weights, _, gradient = draw_far(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.Softplus(), weights, np.zeros(n_out))
        for _ in range(2):
            layer.forward(X)
            layer.backward(100 * gradient)
            check_close(layer.weights, weights, "weights after backward(output_gradient)")
            check_row(layer.biases, np.zeros(n_out), "biases after backward(output_gradient)")
        check_close(layer.forward(X[:3]), X[:3] @ weights, "forward(X) after two calls of backward")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given"""
    for n_in, n_out in SHAPES:
        X, weights, _, gradient = draw_far(rng, n_in, n_out, batch=1)
        gradient = 0.1 * gradient
        layer = make_layer(submission, support.Softplus(), weights, np.zeros(n_out))
        held_X, held_gradient = hold(X), hold(gradient)
        check_close(layer.forward(held_X), X @ weights, "forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        inputs = read(layer.backward(held_gradient), "inputs")
        check_close(inputs, gradient @ weights.T, "backward(output_gradient)['inputs']")
        check_unchanged(held_gradient, gradient, "backward(output_gradient)")
        X, _, _, gradient = draw_far(rng, n_in, n_out, batch=4)  # rows can be added up inside the caller's array
        held_X, held_gradient = hold(X), hold(gradient)
        layer.forward(held_X)
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_gradient)
        check_unchanged(held_gradient, gradient, "backward(output_gradient)")


@pytest.mark.points(1)
def test_to_dict(submission, support, rng):
    """to_dict has exactly the five entries of the statement, also after a forward pass, and survives JSON"""
    drawn = (f"layer {rng.integers(1000)}", *rng.permutation(np.arange(8, 40))[:2].tolist(), "Cube")
    fixed = [(None, 3, 5, "Cube"), ("second", 7, 2, "Softplus"), ("third", 4, 1, "Sine")]
    for name, n_in, n_out, activation in [*fixed, drawn]:
        layer = submission.DenseLayer(n_in, n_out, getattr(support, activation)(), name)
        wanted = describe(name, n_in, n_out, activation)
        check_equal(layer.to_dict(), wanted, "to_dict() of a new layer")
        layer.forward(rng.normal(size=(2, n_in)))
        check_equal(layer.to_dict(), wanted, "to_dict() after a forward pass")
        check_equal(support.to_json(layer), json.dumps(wanted, sort_keys=True), "to_dict() as JSON")


@pytest.mark.points(1)
def test_from_dict(submission, seed_numpy, seed, rng):
    """from_dict builds the layer that the dict describes, and the layer draws its own weights"""
    sizes = [("first", 3, 5, "Sine"), (None, 7, 2, "Cube")]
    for name, n_in, n_out, activation in sizes:
        layer = submission.DenseLayer.from_dict(describe(name, n_in, n_out, activation))
        check_equal(isinstance(layer, Proxy), True, "whether from_dict returns a layer", of=layer)
        seed_numpy(seed % 2**32)
        X = rng.normal(size=(4, n_in))
        weights = np.sqrt(2 / n_in) * np.random.RandomState(seed % 2**32).randn(n_in, n_out)
        check_close(layer.forward(X), ACTIVATIONS[activation][0](X @ weights), "forward(X) of the layer from from_dict")
        check_equal(layer.name, name, "name of the layer from from_dict")
        check_equal(layer.type, "Dense", "type of the layer from from_dict")
        check_equal((layer.input_size, layer.output_size), (n_in, n_out), "sizes of the layer from from_dict")


@pytest.mark.points(1)
def test_round_trip(submission, support, rng):
    """A layer that was used comes back from JSON without its weights, and as a layer of its own"""
    for n_in, n_out in SHAPES:
        X, weights, _, _ = draw_far(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.Softplus(), weights, np.zeros(n_out))
        layer.forward(X)
        copy = support.round_trip(submission.DenseLayer, layer)
        check_equal(isinstance(copy, Proxy), True, "whether from_dict returns a layer", of=copy)
        check_equal(copy.weights_initialized, False, "weights_initialized of the layer that came back")
        copy.forward(X)
        drawn = check_array(copy.weights, (n_in, n_out), "weights of the layer that came back, after forward")
        check_equal(bool(np.allclose(drawn, weights)), False, "whether the layer that came back has the old weights")
        copy.weights = 2 * weights
        copy.biases = np.zeros(n_out)
        check_close(copy.forward(X), 2 * X @ weights, "forward(X) of the layer that came back")
        check_close(layer.forward(X), X @ weights, "forward(X) of the layer that was described")
