"""Public cases of `configurable_dense`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import Proxy, check_array, check_close, check_equal, check_row

X = [[1.0, 2.0], [3.0, -1.0]]


def make_layer(submission, activation, weights, biases):
    """Returns a layer with these parameters, which it need not draw any more."""
    layer = submission.DenseLayer(*weights.shape, activation)
    layer.weights = weights
    layer.biases = biases
    layer.weights_initialized = True
    return layer


def read(gradients, key):
    """Returns one of the gradients that `backward` returned."""
    found = isinstance(gradients, dict) and key in gradients
    check_equal(found, True, f"whether backward(output_gradient) is a dict with the key {key!r}", of=gradients)
    return gradients[key]


@pytest.mark.points(1)
def test_new_layer(submission, support, rng):
    """A new layer remembers its arguments and has no weights"""
    layer = submission.DenseLayer(4, 3, support.Softplus())
    check_equal(layer.name, None, "name of DenseLayer(4, 3, Softplus())")
    check_equal(layer.type, "Dense", "type of DenseLayer(4, 3, Softplus())")
    check_equal(layer.weights, None, "weights of DenseLayer(4, 3, Softplus())")
    check_equal(layer.biases, None, "biases of DenseLayer(4, 3, Softplus())")
    check_equal(layer.weights_initialized, False, "weights_initialized of DenseLayer(4, 3, Softplus())")
    named = submission.DenseLayer(input_size=2, output_size=5, activation_function=support.Cube(), name="hidden")
    check_equal(named.name, "hidden", "name of DenseLayer(2, 5, Cube(), name='hidden')")
    check_equal((named.input_size, named.output_size), (2, 5), "(input_size, output_size) of DenseLayer(2, 5, Cube())")
    n_in, n_out, number = rng.permutation(np.arange(6, 60))[:3].tolist()
    other = submission.DenseLayer(n_in, n_out, support.Sine(), f"layer {number}")
    what = f"DenseLayer({n_in}, {n_out}, Sine(), 'layer {number}')"
    check_equal(other.name, f"layer {number}", f"name of {what}")
    check_equal((other.input_size, other.output_size), (n_in, n_out), f"(input_size, output_size) of {what}")
    check_array(other.forward(rng.normal(size=(4, n_in))), (4, n_out), f"forward(X) of {what}")


@pytest.mark.points(1)
def test_forward_worked_example(submission, support, seed_numpy, rng):
    """Worked example: the forward pass under np.random.seed(42)"""
    layer = submission.DenseLayer(2, 3, support.Softplus(), "hidden")
    seed_numpy(42)
    wanted = [[3.57129617, 0.43516448, 0.78687281], [0.67683867, 0.60690071, 2.28458342]]
    check_close(layer.forward(np.array(X)), wanted, f"forward({X})")
    inputs, weights = rng.normal(size=(4, 2)), np.random.RandomState(42).randn(2, 3)
    wanted = np.log(1 + np.exp(inputs @ weights))
    layer = submission.DenseLayer(2, 3, support.Softplus(), "hidden")
    seed_numpy(42)
    check_close(layer.forward(inputs), wanted, "forward(X) with the same weights and X of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_worked_example(submission, support, seed_numpy, rng):
    """Worked example: the backward pass under np.random.seed(42)"""
    layer = submission.DenseLayer(2, 3, support.Softplus(), "hidden")
    seed_numpy(42)
    layer.forward(np.array(X))
    gradients = layer.backward(np.array([[0.1, 0.2, 0.3], [1.0, 0.0, -1.0]]))
    inputs = [[0.14436294, 0.09323381], [-0.33746964, 0.95929189]]
    check_close(read(gradients, "inputs"), inputs, "backward(output_gradient)['inputs']")
    weights = [[0.78626237, 0.03528418, -1.26556524], [-0.14870138, 0.07056836, 0.61251188]]
    check_close(read(gradients, "weights"), weights, "backward(output_gradient)['weights']")
    biases = [0.29448348, 0.03528418, -0.36738171]
    check_row(read(gradients, "biases"), biases, "backward(output_gradient)['biases']")
    inputs, gradient = rng.normal(size=(4, 2)), rng.normal(size=(4, 3))
    layer = submission.DenseLayer(2, 3, support.Softplus(), "hidden")
    seed_numpy(42)
    layer.forward(inputs)
    gradients, weights = layer.backward(gradient), np.random.RandomState(42).randn(2, 3)
    delta = gradient / (1 + np.exp(-inputs @ weights))
    check_close(read(gradients, "inputs"), delta @ weights.T, "backward(output_gradient)['inputs'], four samples")
    check_close(read(gradients, "weights"), inputs.T @ delta / 4, "backward(output_gradient)['weights'], four samples")
    check_row(read(gradients, "biases"), delta.mean(axis=0), "backward(output_gradient)['biases'], four samples")


@pytest.mark.points(1)
def test_weights_are_drawn_once(submission, support, seed_numpy, seed, rng):
    """The first forward draws the weights, and later ones keep them"""
    for number in (7, seed % 2**32):
        layer = submission.DenseLayer(16, 9, support.Sine())
        seed_numpy(number)
        layer.forward(rng.normal(size=(4, 16)))
        wanted = np.sqrt(2 / 16) * np.random.RandomState(number).randn(16, 9)
        check_close(layer.weights, wanted, f"weights after np.random.seed({number}) and the first forward")
        check_row(layer.biases, np.zeros(9), "biases after the first forward")
        check_equal(layer.weights_initialized, True, "weights_initialized after the first forward")
        layer.forward(rng.normal(size=(3, 16)))
        check_close(layer.weights, wanted, "weights after the second forward")


@pytest.mark.points(1)
def test_forward_of_a_batch(submission, support, rng):
    """forward applies the activation to X W + b, for weights that somebody assigned"""
    inputs, weights, biases = rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=3)
    layer = make_layer(submission, support.Sine(), weights, biases)
    check_close(layer.forward(inputs), np.sin(inputs @ weights + biases), "forward(X) with X of shape (5, 2)")
    check_close(layer.last_z, inputs @ weights + biases, "last_z after forward(X)")
    check_close(layer.forward(inputs[1:]), np.sin(inputs[1:] @ weights + biases), "forward(X) with X of shape (4, 2)")


@pytest.mark.points(1)
def test_backward_of_a_batch(submission, support, rng):
    """backward goes through the activation and averages the parameters' gradients"""
    inputs, weights, gradient = rng.normal(size=(4, 2)), rng.normal(size=(2, 3)), rng.normal(size=(4, 3))
    layer = make_layer(submission, support.Cube(), weights, np.zeros(3))
    layer.forward(inputs)
    delta = 3 * (inputs @ weights) ** 2 * gradient
    for factor in (1, 50):
        got = layer.backward(factor * gradient)
        check_close(read(got, "inputs"), factor * delta @ weights.T, "backward(output_gradient)['inputs']")
        check_close(read(got, "weights"), factor * inputs.T @ delta / 4, "backward(output_gradient)['weights']")
        check_row(read(got, "biases"), factor * delta.mean(axis=0), "backward(output_gradient)['biases']")


@pytest.mark.points(1)
def test_round_trip(submission, support, rng):
    """to_dict describes the layer, and from_dict builds it from the description"""
    layer = submission.DenseLayer(4, 3, support.Cube(), "hidden")
    wanted = {"name": "hidden", "type": "Dense", "input_size": 4, "output_size": 3, "activation_function": "Cube"}
    check_equal(layer.to_dict(), wanted, "DenseLayer(4, 3, Cube(), 'hidden').to_dict()")
    built = submission.DenseLayer.from_dict(wanted)
    check_equal(isinstance(built, Proxy), True, "whether from_dict returns a layer", of=built)
    check_equal(built.name, "hidden", "name of the layer from from_dict")
    inputs = rng.normal(size=(5, 4))
    output = check_array(built.forward(inputs), (5, 3), "forward(X) of the layer from from_dict")
    weights = check_array(built.weights, (4, 3), "weights of the layer from from_dict after forward")
    check_close(output, (inputs @ weights) ** 3, "forward(X) of the layer from from_dict")
