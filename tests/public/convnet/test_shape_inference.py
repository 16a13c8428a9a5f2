"""Public cases of `shape_inference`: 7 of 20 points. `support.make_doubling` adds forward and backward to Layer."""

import math

import pytest

from grader.checks import check_equal


def draw_shape(rng, axes):
    """Returns a shape of that many axes, no two of them equal."""
    return tuple((10 + rng.permutation(50)[:axes]).tolist())


@pytest.mark.points(2)
def test_worked_example(submission, support, rng):
    """Worked example: shapes travel from one layer to the next"""
    doubling = support.make_doubling(submission.Layer)
    images = doubling()
    images.build((3, 8, 5))
    check_equal(images.output_shape, (3, 8, 5), "images.output_shape after images.build((3, 8, 5))")
    check_equal(images.output_size, 120, "images.output_size")
    scores = doubling(output_shape=10)
    scores.build((3, 8, 5))
    check_equal(scores.input_size, 120, "scores.input_size after scores.build((3, 8, 5))")
    check_equal(scores.output_shape, (10,), "scores.output_shape")
    check_equal(scores.get_config(), {"type": "Doubling"}, "scores.get_config()")
    shape, (number,) = draw_shape(rng, 3), draw_shape(rng, 1)
    images, scores = doubling(), doubling(output_shape=number)
    images.build(shape)
    check_equal(images.output_shape, shape, f"images.output_shape after images.build({shape})")
    check_equal(images.output_size, math.prod(shape), f"images.output_size after images.build({shape})")
    scores.build(shape)
    check_equal(scores.input_size, math.prod(shape), f"scores.input_size after scores.build({shape})")
    check_equal(scores.output_shape, (number,), f"scores.output_shape with output_shape={number}")


@pytest.mark.points(1)
def test_whole_numbers_become_tuples(submission, support, rng):
    """A whole number given as a shape is remembered as a tuple with one axis"""
    for after, before, later in [(7, 4, 6), draw_shape(rng, 3)]:
        layer = support.make_doubling(submission.Layer)(output_shape=after, input_shape=before)
        settings = f"output_shape={after}, input_shape={before}"
        check_equal(layer.output_shape, (after,), f"output_shape of a layer with {settings}")
        check_equal(layer.input_shape, (before,), f"input_shape of a layer with {settings}")
        layer.build(later)
        check_equal(layer.input_shape, (later,), f"input_shape after build({later})")


@pytest.mark.points(1)
def test_sizes_of_both_sides(submission, support, rng):
    """input_size and output_size multiply the axes of their own side"""
    doubling = support.make_doubling(submission.Layer)
    layer = doubling(output_shape=(2, 3), input_shape=(5, 4, 7))
    check_equal(layer.input_size, 140, "input_size with input_shape=(5, 4, 7)")
    check_equal(layer.output_size, 6, "output_size with output_shape=(2, 3)")
    after, before = draw_shape(rng, 2), draw_shape(rng, 3)
    layer = doubling(output_shape=after, input_shape=before)
    check_equal(layer.input_size, math.prod(before), f"input_size with input_shape={before}")
    check_equal(layer.output_size, math.prod(after), f"output_size with output_shape={after}")


@pytest.mark.points(1)
def test_build_infers_a_missing_output_shape(submission, support, rng):
    """build makes the output shape equal to the input shape where none is known"""
    drawn = draw_shape(rng, 3)
    for shape, wanted in [(9, (9,)), ((2, 5), (2, 5)), (drawn, drawn)]:
        layer = support.make_doubling(submission.Layer)()
        layer.build(shape)
        check_equal(layer.input_shape, wanted, f"input_shape after build({shape})")
        check_equal(layer.output_shape, wanted, f"output_shape after build({shape})")


@pytest.mark.points(1)
def test_build_keeps_a_known_output_shape(submission, support, rng):
    """build leaves an output shape alone that the constructor was given"""
    for wanted in [(3,), (4, 6), draw_shape(rng, 3)]:
        layer = support.make_doubling(submission.Layer)(output_shape=wanted)
        layer.build((2, 5))
        check_equal(layer.input_shape, (2, 5), f"input_shape after build((2, 5)) of a layer with output_shape={wanted}")
        check_equal(layer.output_shape, wanted, f"output_shape={wanted} after build((2, 5))")


@pytest.mark.points(1)
def test_nothing_to_learn(submission, support, rng):
    """params and state are empty in the base"""
    for shape in ((7, 3), draw_shape(rng, 2)):
        layer = support.make_doubling(submission.Layer)()
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"input_shape after build({shape})")
        check_equal(layer.params, {}, f"params after build({shape})")
        check_equal(layer.state, {}, f"state after build({shape})")
