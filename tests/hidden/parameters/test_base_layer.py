"""Hidden cases of `base_layer`: 13 of 20 points.

What is refused and what is not stand in one case each time: a class that refuses everything passes as little as
one that refuses nothing.
"""

import itertools

import pytest

from grader.checks import Proxy, check_close, check_equal, check_raises

MEMBERS = ["__init__", "forward", "backward", "trainable"]


def check_works(layer, factor, rng):
    """Checks that a complete layer multiplies by `factor` in both directions."""
    X, grad_next = rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    check_close(layer.forward(X), factor * X, "forward(X_input) of a complete subclass")
    check_close(layer.backward(grad_next), factor * grad_next, "backward(grad_next) of a complete subclass")


def check_refused(make, *args, without):
    """Checks that making the object raises TypeError, twice in a row."""
    what = f"making a layer of a subclass without {without}"
    for _ in range(2):
        check_raises(TypeError, make, *args, what=what)


@pytest.mark.points(1)
@pytest.mark.parametrize("missing", MEMBERS)
def test_one_member_missing(submission, support, rng, missing):
    """A subclass without this member cannot be made, and one that has it can"""
    check_refused(support.make_incomplete, submission.BaseLayer, missing, without=missing)
    for factor in rng.uniform(1, 5, size=2).tolist():
        check_works(support.make_complete(submission.BaseLayer, factor), factor, rng)


@pytest.mark.points(1)
def test_several_members_missing(submission, support, rng):
    """A subclass without several members cannot be made either"""
    pairs = list(itertools.combinations(MEMBERS, 2))
    for missing in [*(pairs[number] for number in rng.permutation(len(pairs))[:3]), MEMBERS[1:], MEMBERS]:
        check_refused(support.make_incomplete, submission.BaseLayer, *missing, without=", ".join(missing))
    for factor in (2.5, -4.0):
        check_works(support.make_complete(submission.BaseLayer, factor), factor, rng)


@pytest.mark.points(2)
def test_finished_in_two_steps(submission, support, rng):
    """A subclass may leave members to its own subclasses; only the finished class can be made"""
    check_refused(support.make_unfinished, submission.BaseLayer, without="all members")
    for factor in (1.5, -3.0):
        check_works(support.make_finished(submission.BaseLayer, factor), factor, rng)


@pytest.mark.points(1)
def test_trainable_is_a_property(submission, support, rng):
    """trainable is an abstract property of BaseLayer, not an abstract method"""
    found = submission.BaseLayer.trainable
    check_equal("a property" if isinstance(found, Proxy) else found, "a property", "BaseLayer.trainable")
    for factor in rng.uniform(1, 5, size=2).tolist():
        check_works(support.make_complete(submission.BaseLayer, factor), factor, rng)


@pytest.mark.points(1)
def test_defaults_and_name(submission, support, rng):
    """A new layer has both defaults, and its name is made of them"""
    for factor, index in zip((2.0, 3.0), rng.integers(10, 1000, size=2).tolist(), strict=True):
        layer = support.make_complete(submission.BaseLayer, factor)
        check_equal(layer.layer_name, "UNINITIALIZED_NAME", "layer_name of a new layer")
        check_equal(layer.index, -1, "index of a new layer")
        check_equal(layer.name, "UNINITIALIZED_NAME_-1", "name of a new layer")
        other = support.make_complete(submission.BaseLayer, factor)
        other.index = index
        check_equal(other.name, f"UNINITIALIZED_NAME_{index}", f"name of another new layer with the index {index}")


@pytest.mark.points(2)
def test_name_is_always_up_to_date(submission, support, rng):
    """name follows layer_name and index, each changed on its own, also after it was read"""
    layer = support.make_complete(submission.BaseLayer, 2.0)
    layer.layer_name, layer.index = layer_name, index = "Dense", 4
    check_equal(layer.name, "Dense_4", "name with the layer_name 'Dense' and the index 4")
    for number in rng.integers(10, 1000, size=4).tolist():
        layer.index = index = number
        check_equal(layer.name, f"{layer_name}_{index}", f"name after the index became {index}")
        layer.layer_name = layer_name = f"Conv{number}"
        check_equal(layer.name, f"{layer_name}_{index}", f"name after layer_name became {layer_name!r}")


@pytest.mark.points(2)
def test_layers_are_independent(submission, support, rng):
    """Naming one layer changes neither an older one nor a new one"""
    first, *others = rng.integers(10, 1000, size=3).tolist()
    older = support.make_complete(submission.BaseLayer, 2.0)
    older.layer_name, older.index = "Older", first
    for index in others:
        layer = support.make_complete(submission.BaseLayer, 3.0)
        check_equal(layer.layer_name == "Older" or layer.index == first, False, "whether a new layer is named 'Older'")
        layer.layer_name, layer.index = "Dense", index
        check_equal((layer.layer_name, layer.index), ("Dense", index), "(layer_name, index) after they were assigned")
        check_equal((older.layer_name, older.index), ("Older", first), "(layer_name, index) of an older layer")
