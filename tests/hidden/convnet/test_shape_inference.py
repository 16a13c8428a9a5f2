"""Hidden cases of `shape_inference`: 13 of 20 points.

Shapes are drawn anew for each case, their axes all differ, and each case looks at two layers or more.
"""

import math

import numpy as np
import pytest

from grader.checks import check_equal


def draw_shape(rng, axes):
    """Returns a shape of that many axes, no two of them equal."""
    return tuple((2 + rng.permutation(8)[:axes]).tolist())


def drop_type(config):
    """Returns a config without the name of the class, which has a case of its own."""
    return {name: value for name, value in config.items() if name != "type"} if isinstance(config, dict) else config


@pytest.mark.points(2)
def test_sizes_are_products(submission, support, rng):
    """The sizes are products, for one, two, three and four axes"""
    doubling = support.make_doubling(submission.Layer)
    for axes in (1, 2, 3, 4):
        output_shape, input_shape = draw_shape(rng, axes), draw_shape(rng, 5 - axes)
        layer = doubling(output_shape, input_shape)
        check_equal(layer.input_size, math.prod(input_shape), f"input_size with input_shape={input_shape}")
        check_equal(layer.output_size, math.prod(output_shape), f"output_size with output_shape={output_shape}")


@pytest.mark.points(1)
def test_the_constructors_arguments(submission, support, rng):
    """The constructor takes the output shape first, and accepts either shape by name"""
    doubling = support.make_doubling(submission.Layer)
    for axes in (1, 3):
        first, second = draw_shape(rng, axes), draw_shape(rng, 2)
        layer = doubling(first, second)
        check_equal(layer.output_shape, first, f"output_shape of a layer made with ({first}, {second})")
        check_equal(layer.input_shape, second, f"input_shape of a layer made with ({first}, {second})")
        check_equal(doubling(input_shape=first).input_shape, first, f"input_shape of a layer with input_shape={first}")


@pytest.mark.points(1)
def test_numbers_as_shapes(submission, support, rng):
    """Whole numbers serve as shapes everywhere, and count as one axis in the sizes"""
    doubling = support.make_doubling(submission.Layer)
    for number in rng.permutation(np.arange(2, 40))[:2].tolist():
        layer = doubling(number, number + 1)
        check_equal(layer.output_shape, (number,), f"output_shape of a layer made with ({number}, {number + 1})")
        check_equal(layer.input_size, number + 1, f"input_size of a layer made with ({number}, {number + 1})")
        layer.build(number + 2)
        check_equal(layer.input_shape, (number + 2,), f"input_shape after build({number + 2})")
        check_equal(layer.input_size, number + 2, f"input_size after build({number + 2})")


@pytest.mark.points(1)
def test_build_infers_shapes_and_sizes(submission, support, rng):
    """After build alone both shapes and both sizes are known"""
    for axes in (1, 2, 3):
        shape = draw_shape(rng, axes)
        layer = support.make_doubling(submission.Layer)()
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"input_shape after build({shape})")
        check_equal(layer.output_shape, shape, f"output_shape after build({shape})")
        check_equal(layer.output_size, math.prod(shape), f"output_size after build({shape})")


@pytest.mark.points(2)
def test_build_keeps_a_known_output_shape(submission, support, rng):
    """build leaves a known output shape alone, whatever comes in"""
    for axes in (1, 3):
        known, shape = draw_shape(rng, axes), draw_shape(rng, 2)
        layer = support.make_doubling(submission.Layer)(output_shape=known)
        layer.build(shape)
        check_equal(layer.output_shape, known, f"output_shape={known} after build({shape})")
        check_equal(layer.input_shape, shape, f"input_shape after build({shape}) of a layer with output_shape={known}")


@pytest.mark.points(1)
def test_build_replaces_the_input_shape(submission, support, rng):
    """build replaces an input shape that the constructor was given"""
    for axes in (1, 3):
        before, shape = draw_shape(rng, axes), draw_shape(rng, 2)
        layer = support.make_doubling(submission.Layer)(output_shape=5, input_shape=before)
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"input_shape={before} after build({shape})")


@pytest.mark.points(1)
def test_layers_do_not_share_shapes(submission, support, rng):
    """Building one layer leaves the shapes of another alone"""
    doubling = support.make_doubling(submission.Layer)
    shapes = [draw_shape(rng, axes) for axes in (1, 2, 3)]
    layers = [doubling() for _ in shapes]
    for layer, shape in zip(layers, shapes, strict=True):
        layer.build(shape)
    for layer, shape in zip(layers, shapes, strict=True):
        check_equal(layer.input_shape, shape, f"input_shape of a layer built with {shape}")
        check_equal(layer.output_shape, shape, f"output_shape of a layer built with {shape}")


@pytest.mark.points(1)
def test_nothing_to_load(submission, support, rng):
    """load_params and an assignment to state are accepted and ignored"""
    for axes in (1, 2):
        shape = draw_shape(rng, axes)
        layer = support.make_doubling(submission.Layer)()
        layer.build(shape)
        layer.load_params({"weights": np.ones(3)})
        layer.state = {"calls": 3}
        check_equal(layer.params, {}, "params after load_params")
        check_equal(layer.state, {}, "state after an assignment")
        check_equal(layer.input_shape, shape, f"input_shape={shape} after load_params and an assignment to state")


@pytest.mark.points(1)
def test_config_names_the_subclass(submission, support, rng):
    """get_config names the class of the object, for two different subclasses"""
    doubling, shifting = support.make_doubling(submission.Layer), support.make_shifting(submission.Layer)
    start, shape = int(rng.integers(10, 1000)), draw_shape(rng, 2)
    for layer, wanted in [(doubling(), {"type": "Doubling"}), (shifting(start), {"type": "Shifting", "start": start})]:
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"input_shape of a {wanted['type']} after build({shape})")
        check_equal(layer.get_config(), wanted, f"get_config() of a {wanted['type']} after build({shape})")


@pytest.mark.points(2)
def test_answers_are_new_dicts(submission, support, rng):
    """What a subclass or a caller adds to the base's dicts appears in no other layer and no later answer"""
    doubling, shifting = support.make_doubling(submission.Layer), support.make_shifting(submission.Layer)
    for start in rng.integers(10, 1000, 2).tolist():
        layer, other, shape = shifting(start), doubling(), draw_shape(rng, 2)
        other.build(shape)
        check_equal(other.input_shape, shape, f"input_shape of a Doubling after build({shape})")
        check_equal(drop_type(layer.get_config()), {"start": start}, f'get_config() of a Shifting({start}), but "type"')
        check_equal(layer.params, {"shift": (start, 0)}, f"params of a Shifting({start})")
        check_equal(layer.state, {"calls": 0}, f"state of a Shifting({start})")
        support.add_entries(other)
        check_equal(drop_type(other.get_config()), {}, 'get_config() of a Doubling, but "type", asked again')
        check_equal(other.params, {}, "params of a Doubling, asked again")
        check_equal(other.state, {}, "state of a Doubling, asked again")
