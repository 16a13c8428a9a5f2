"""Public cases of `shape_inference`: 7 of 20 points. `support.make_doubling` adds forward and backward to Layer."""

import pytest

from grader.checks import check_equal


@pytest.mark.points(2)
def test_worked_example(submission, support):
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


@pytest.mark.points(1)
def test_whole_numbers_become_tuples(submission, support):
    """A whole number given as a shape is remembered as a tuple with one axis"""
    layer = support.make_doubling(submission.Layer)(output_shape=7, input_shape=4)
    check_equal(layer.output_shape, (7,), "output_shape of a layer with output_shape=7, input_shape=4")
    check_equal(layer.input_shape, (4,), "input_shape of a layer with output_shape=7, input_shape=4")
    layer.build(6)
    check_equal(layer.input_shape, (6,), "input_shape after build(6)")


@pytest.mark.points(1)
def test_sizes_of_both_sides(submission, support):
    """input_size and output_size multiply the axes of their own side"""
    layer = support.make_doubling(submission.Layer)(output_shape=(2, 3), input_shape=(5, 4, 7))
    check_equal(layer.input_size, 140, "input_size with input_shape=(5, 4, 7)")
    check_equal(layer.output_size, 6, "output_size with output_shape=(2, 3)")


@pytest.mark.points(1)
def test_build_infers_a_missing_output_shape(submission, support):
    """build makes the output shape equal to the input shape where none is known"""
    for shape, wanted in [(9, (9,)), ((2, 5), (2, 5))]:
        layer = support.make_doubling(submission.Layer)()
        layer.build(shape)
        check_equal(layer.input_shape, wanted, f"input_shape after build({shape})")
        check_equal(layer.output_shape, wanted, f"output_shape after build({shape})")


@pytest.mark.points(1)
def test_build_keeps_a_known_output_shape(submission, support):
    """build leaves an output shape alone that the constructor was given"""
    for wanted in [(3,), (4, 6)]:
        layer = support.make_doubling(submission.Layer)(output_shape=wanted)
        layer.build((2, 5))
        check_equal(layer.output_shape, wanted, f"output_shape={wanted} after build((2, 5))")


@pytest.mark.points(1)
def test_nothing_to_learn(submission, support):
    """params and state are empty in the base"""
    layer = support.make_doubling(submission.Layer)(output_shape=7)
    check_equal(layer.output_shape, (7,), "output_shape of a layer with output_shape=7")
    check_equal(layer.params, {}, "params")
    check_equal(layer.state, {}, "state")
