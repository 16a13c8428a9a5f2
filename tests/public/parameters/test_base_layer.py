"""Public cases of `base_layer`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_raises


def check_works(submission, support, rng):
    """Checks that a complete subclass can be made, and multiplies by its factor in both directions."""
    factor, X, grad_next = float(rng.uniform(1, 5)), rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    layer = support.make_complete(submission.BaseLayer, factor)
    check_close(layer.forward(X), factor * X, f"forward(X) of a complete subclass with the factor {factor:.3g}")
    what = f"backward(grad_next) of a complete subclass with the factor {factor:.3g}"
    check_close(layer.backward(grad_next), factor * grad_next, what)


@pytest.mark.points(2)
def test_worked_example(submission, support, rng):
    """Worked example: a small layer that is derived from BaseLayer"""
    layer = support.make_complete(submission.BaseLayer, 3.0)
    check_equal(layer.name, "UNINITIALIZED_NAME_-1", "layer.name of a new layer")
    layer.layer_name = "Scale"
    layer.index = 2
    check_equal(layer.name, "Scale_2", "layer.name with the layer_name 'Scale' and the index 2")
    check_close(layer.forward(np.array([[1.0, 2.0]])), [[3.0, 6.0]], "forward([[1.0, 2.0]])")
    check_close(layer.backward(np.array([[0.5, -1.0]])), [[1.5, -3.0]], "backward([[0.5, -1.0]])")
    index, X, grad_next = int(rng.integers(10, 1000)), rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    layer.index = index
    check_equal(layer.name, f"Scale_{index}", f"layer.name with the layer_name 'Scale' and the index {index}")
    check_close(layer.forward(X), 3 * X, "forward(X) with X of shape (3, 2)")
    check_close(layer.backward(grad_next), 3 * grad_next, "backward(grad_next) with grad_next of shape (3, 2)")


@pytest.mark.points(1)
def test_defaults(submission, support, rng):
    """BaseLayer's __init__ sets layer_name and index to their defaults"""
    layer = support.make_complete(submission.BaseLayer, 2.0)
    check_equal(layer.layer_name, "UNINITIALIZED_NAME", "layer_name after BaseLayer.__init__")
    check_equal(layer.index, -1, "index after BaseLayer.__init__")
    number, other = int(rng.integers(10, 1000)), support.make_complete(submission.BaseLayer, 3.0)
    other.layer_name, other.index = f"Conv{number}", number
    check_equal(other.layer_name, f"Conv{number}", f"layer_name of another layer, after it became 'Conv{number}'")
    check_equal(other.index, number, f"index of another layer, after it became {number}")
    check_equal(layer.index, -1, f"index after that of another layer became {number}")


@pytest.mark.points(1)
def test_base_layer_itself_is_refused(submission, support, rng):
    """BaseLayer() raises TypeError, and a complete subclass can be made"""
    check_raises(TypeError, submission.BaseLayer, what="BaseLayer()")
    layer = support.make_complete(submission.BaseLayer, 2.0)
    check_close(layer.forward(np.array([[4.0]])), [[8.0]], "forward([[4.0]]) of a complete subclass")
    check_works(submission, support, rng)


@pytest.mark.points(1)
@pytest.mark.parametrize("missing", ["forward", "trainable"])
def test_incomplete_is_refused(submission, support, rng, missing):
    """A subclass without this member cannot be made, and a complete one can"""
    what = f"making a layer of a subclass without `{missing}`"
    check_raises(TypeError, support.make_incomplete, submission.BaseLayer, missing, what=what)
    layer = support.make_complete(submission.BaseLayer, 5.0)
    check_close(layer.forward(np.array([[2.0]])), [[10.0]], "forward([[2.0]]) of a complete subclass")
    check_works(submission, support, rng)


@pytest.mark.points(1)
def test_name_follows(submission, support, rng):
    """name fits layer_name and index whenever it is read"""
    layer = support.make_complete(submission.BaseLayer, 2.0)
    number = int(rng.integers(10, 1000))
    for layer_name, index in [("Dense", 0), ("Dense", 7), ("Dropout", 7), ("Dropout", number), (f"Conv{number}", 3)]:
        layer.layer_name = layer_name
        layer.index = index
        check_equal(layer.name, f"{layer_name}_{index}", f"name with {layer_name!r} and {index}")
