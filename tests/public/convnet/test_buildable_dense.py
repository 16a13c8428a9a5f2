"""Public cases of `buildable_dense`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_normal, check_row

X = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, -1.0]])
W = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
B = np.array([[0.5, -0.5]])
G = np.array([[1.0, 2.0], [-1.0, 0.5]])


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


@pytest.mark.points(1)
def test_forward_worked_example(submission, rng):
    """Worked example: load_params, then the forward pass"""
    layer = submission.Dense(2, input_size=3, initialization="he")
    layer.load_params({"weights": W, "biases": B})
    check_close(layer.forward(X), [[10.5, 1.0], [-2.5, -2.0]], "forward of the worked example")
    weights, biases = rng.normal(size=(3, 2)), rng.normal(size=(1, 2))
    layer = submission.Dense(2, input_size=3, initialization="he")
    layer.load_params({"weights": weights, "biases": biases})
    check_close(layer.forward(X), X @ weights + biases, "forward of the example's X with other weights and biases")


@pytest.mark.points(1)
def test_backward_worked_example(submission, rng):
    """Worked example: the three gradients"""
    layer = make_layer(submission, W, B)
    layer.forward(X)
    check_close(layer.backward(G), [[5.0, -2.0, 4.0], [0.0, -0.5, -2.75]], "backward of the worked example")
    params = read_params(layer, ["weights", "biases"])
    check_close(params["weights"][1], [[1.0, 2.0], [1.0, 4.5], [4.0, 5.5]], 'params["weights"][1] after backward')
    check_row(params["biases"][1], [0.0, 2.5], 'params["biases"][1] after backward')
    inputs, weights, gradient = rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), rng.uniform(0.5, 2, (2, 2))
    layer = make_layer(submission, weights, B)
    layer.forward(inputs)
    check_close(layer.backward(gradient), gradient @ weights.T, "backward(G) with other numbers")
    params = read_params(layer, ["weights", "biases"])
    check_close(params["weights"][1], inputs.T @ gradient, 'params["weights"][1] with other numbers')
    check_row(params["biases"][1], gradient.sum(axis=0), 'params["biases"][1] with other numbers')


@pytest.mark.points(1)
def test_shapes_and_sizes(submission, rng):
    """The sizes and shapes are right after the constructor, and after build"""
    layer = submission.Dense(5, input_size=4)
    check_equal(layer.output_size, 5, "Dense(5, input_size=4).output_size")
    check_equal(layer.input_size, 4, "Dense(5, input_size=4).input_size")
    check_equal((layer.initialization, layer.no_bias), ("auto", False), "its (initialization, no_bias)")
    later = submission.Dense(output_size=2, initialization="xavier")
    check_equal(later.output_shape, (2,), 'Dense(2, initialization="xavier").output_shape')
    later.build((3, 7))
    check_equal(later.input_shape, (3, 7), "input_shape after build((3, 7))")
    check_equal(later.input_size, 21, "input_size after build((3, 7))")
    check_array(later.weights, (21, 2), "weights after build((3, 7))")
    n_in, n_out = (10 + rng.permutation(50)[:2]).tolist()
    layer = submission.Dense(n_out, input_size=n_in)
    check_equal(layer.output_size, n_out, f"Dense({n_out}, input_size={n_in}).output_size")
    check_equal(layer.input_size, n_in, f"Dense({n_out}, input_size={n_in}).input_size")
    later = submission.Dense(output_size=n_out, initialization="xavier")
    later.build((3, n_in))
    check_equal(later.input_size, 3 * n_in, f"input_size after build((3, {n_in}))")
    check_array(later.weights, (3 * n_in, n_out), f"weights of Dense({n_out}) after build((3, {n_in}))")


@pytest.mark.points(1)
def test_he_draw(submission, rng):
    """With "he" the weights are drawn from a normal distribution with variance 2 / n_in"""
    n_in, n_out = int(rng.integers(50, 70)), int(rng.integers(300, 350))
    layer = submission.Dense(n_out, input_size=n_in, initialization="he")
    what = f'weights of Dense({n_out}, input_size={n_in}, initialization="he")'
    weights = check_array(layer.weights, (n_in, n_out), what)
    check_normal(weights, 0, np.sqrt(2 / n_in), what)
    biases = layer.biases
    check_equal(biases.size if isinstance(biases, np.ndarray) else biases, n_out, "the number of biases of this layer")


@pytest.mark.points(1)
def test_forward_without_biases(submission, rng):
    """With no_bias the output is X W alone, and params has no biases"""
    inputs, weights = rng.normal(size=(5, 4)), rng.normal(size=(4, 3))
    layer = make_layer(submission, weights)
    check_close(layer.forward(inputs), inputs @ weights, "forward(X) with no_bias=True")
    check_close(layer.forward(inputs[:2]), inputs[:2] @ weights, "forward of a smaller batch with no_bias=True")
    read_params(layer, ["weights"])


@pytest.mark.points(1)
def test_gradients_are_sums(submission, rng):
    """backward sums the parameters' gradients over the batch, and starts afresh each time"""
    inputs, weights, biases = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=(1, 3))
    gradient = rng.normal(size=(5, 3))
    layer = make_layer(submission, weights, biases)
    for rows in (slice(0, 5), slice(1, 3)):
        layer.forward(inputs[rows])
        layer.backward(gradient[rows])
        params = read_params(layer, ["weights", "biases"])
        check_close(params["weights"][1], inputs[rows].T @ gradient[rows], 'params["weights"][1]')
        check_row(params["biases"][1], gradient[rows].sum(axis=0), 'params["biases"][1]')


@pytest.mark.points(1)
def test_an_optimizer_trains_the_layer(submission, support, rng):
    """An optimizer that changes the arrays in params in place changes the next forward pass"""
    inputs, weights, gradient = rng.normal(size=(1, 4)), rng.normal(size=(4, 3)), rng.normal(size=(1, 3))
    layer = make_layer(submission, weights)
    layer.forward(inputs)
    layer.backward(gradient)
    support.Descent(0.5).step(layer)
    weights, others = weights - 0.5 * inputs.T @ gradient, rng.normal(size=(5, 4))
    check_close(layer.forward(others), others @ weights, "forward(X) after a step of Descent(0.5)")
