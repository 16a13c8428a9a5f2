"""Hidden cases of `flatten_images`: 13 of 20 points.

Random numbers in shapes whose sizes all differ, or of which only one is not 1 where the order is no matter; each case
uses at least two shapes or two batches.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

SHAPES = [(2, 3, 5), (4, 7, 2), (1, 6, 3)]
LINES = [(1, 1, 7), (5, 1, 1), (1, 3, 1)]  # samples in which every order is the same


def make_layer(submission, input_shape):
    """Returns a built layer."""
    layer = submission.Flatten()
    layer.build(input_shape)
    return layer


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(2)
def test_forward(submission, rng):
    """forward returns each sample as a row, in numpy's order"""
    for shape in SHAPES:
        images = rng.normal(size=(8, *shape))
        wanted = np.array([image.ravel() for image in images])
        check_close(make_layer(submission, shape).forward(images), wanted, f"forward(X) for samples of {shape}")


@pytest.mark.points(2)
def test_backward(submission, rng):
    """backward gives the gradient the shape of the images, in numpy's order"""
    for shape in SHAPES:
        layer, wanted = make_layer(submission, shape), rng.normal(size=(8, *shape))
        layer.forward(rng.normal(size=(8, *shape)))
        upstream = np.array([image.ravel() for image in wanted])
        check_close(layer.backward(upstream), wanted, f"backward(G) for samples of {shape}")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """Each call takes the size of its batch from its argument"""
    for shape in LINES[:2]:
        layer = make_layer(submission, shape)
        for count, training in [(4, True), (9, True), (1, False), (6, False)]:
            images, wanted = rng.normal(size=(2, count, *shape))
            name = f"for a batch of {count} samples of {shape}"
            check_close(layer.forward(images, training=training), images.reshape(count, -1), f"forward(X) {name}")
            for factor in (1, 2):
                gradient = layer.backward(factor * wanted.reshape(count, -1))
                check_close(gradient, factor * wanted, f"backward(G) {name}")


@pytest.mark.points(2)
def test_shapes_after_forward(submission, rng):
    """input_shape and output_size leave out the batch, before and after forward"""
    for _ in range(3):
        shape = tuple((2 + rng.permutation(8)[:3]).tolist())
        size = int(np.prod(shape))
        layer = make_layer(submission, shape)
        for count in (4, 9):
            check_equal(layer.input_shape, shape, f"the input_shape of a layer built for {shape}")
            check_equal(layer.output_size, size, f"the output_size of a layer built for {shape}")
            layer.forward(rng.normal(size=(count, *shape)))
        check_equal(layer.input_shape, shape, f"the input_shape of a layer built for {shape}, after forward")
        check_equal(layer.output_size, size, f"the output_size of a layer built for {shape}, after forward")


@pytest.mark.points(2)
def test_built_again(submission, rng):
    """build with another shape replaces the first one"""
    layer = submission.Flatten()
    for shape in LINES:
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"the input_shape after build({shape})")
        images, upstream = rng.normal(size=(4, *shape)), rng.normal(size=(4, np.prod(shape)))
        check_close(layer.forward(images), images.reshape(4, -1), f"forward(X) after build({shape})")
        check_close(layer.backward(upstream), upstream.reshape(4, *shape), f"backward(G) after build({shape})")


@pytest.mark.points(2)
def test_samples_that_are_no_images(submission, rng):
    """Samples with two axes or one are flattened as well"""
    for shape in [(1, 5), (7,), (6, 1)]:
        layer = make_layer(submission, shape)
        samples, upstream = rng.normal(size=(4, *shape)), rng.normal(size=(4, np.prod(shape)))
        check_close(layer.forward(samples), samples.reshape(4, -1), f"forward(X) for samples of {shape}")
        check_close(layer.backward(upstream), upstream.reshape(4, *shape), f"backward(G) for samples of {shape}")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, not even its shape, or what an earlier pass returned"""
    for shape in LINES[:2]:
        layer, size = make_layer(submission, shape), int(np.prod(shape))
        images, upstream = rng.normal(size=(4, *shape)), rng.normal(size=(4, size))
        held_images, held_upstream = hold(images), hold(upstream)
        check_close(layer.forward(held_images), images.reshape(4, size), "forward(X)")
        check_unchanged(held_images, images, "forward(X)")
        layer.backward(held_upstream)
        check_unchanged(held_upstream, upstream, "backward(G)")
        outputs, gradients = support.run_in_turn(layer, [(images, upstream), (2 * images, 3 * upstream)])
        check_apart(outputs, (4, size), "output")
        check_apart(gradients, (4, *shape), "input gradient")
